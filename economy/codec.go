package economy

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"

	"parley/internal/fault"
)

// magic starts a stored economy; the last byte is the version of the form.
var magic = []byte("PARLEYECON\x01")

// stored is the header of a stored economy: all but the arrays.
type stored struct {
	Name, Title, Currency string
	Year                  int
	Estimate              bool
	Notes                 []string
	Sources               []Source
	Regions               []Region
	Sectors               []Sector
	Theta                 []Elasticity
	Bits                  int       // of each number: 32 or 64
	DestinationCost       []float64 `json:",omitempty"`
}

// maxStored bounds what Decode takes, in values: 400 regions by 1 sector or
// 77 by 45 fit many times over.
const maxStored = 1 << 24

// Encode writes the economy in its stored form: a zstd stream of a JSON
// header and the flows, tariffs and inputs, in 32 bits where these hold every
// number (Settle sees to that), else in 64. Value added and final shares are
// not stored: Decode works them out, so that the identities hold to float64.
func (e *Economy) Encode(w io.Writer) error {
	bits := 32
	for _, v := range [][]float64{e.Flow, e.Tariff, e.Input} {
		for _, x := range v {
			if float64(float32(x)) != x {
				bits = 64
			}
		}
	}
	head, err := json.Marshal(stored{e.Name, e.Title, e.Currency, e.Year, e.Estimate, e.Notes, e.Sources, e.Regions, e.Sectors, e.Theta, bits, e.DestinationCost})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	binary.Write(&b, binary.LittleEndian, uint32(len(head)))
	b.Write(head)
	for _, v := range [][]float64{e.Flow, e.Tariff, e.Input} {
		b.Write(planes(v, bits))
	}
	if _, err := w.Write(magic); err != nil {
		return err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	if _, err := z.Write(b.Bytes()); err != nil {
		return err
	}
	return z.Close()
}

// planes lays the bytes of numbers out by significance, all first bytes,
// then all second ones: like bytes stand together and compress.
func planes(v []float64, bits int) []byte {
	out := make([]byte, bits/8*len(v))
	for i, x := range v {
		word := math.Float64bits(x)
		if bits == 32 {
			word = uint64(math.Float32bits(float32(x)))
		}
		for p := range bits / 8 {
			out[p*len(v)+i] = byte(word >> (8 * p))
		}
	}
	return out
}

// unplane undoes planes.
func unplane(b []byte, n, bits int) []float64 {
	out := make([]float64, n)
	if bits == 32 {
		b0, b1, b2, b3 := b[:n], b[n:2*n], b[2*n:3*n], b[3*n:4*n]
		for i := range out {
			word := uint32(b0[i]) | uint32(b1[i])<<8 | uint32(b2[i])<<16 | uint32(b3[i])<<24
			out[i] = float64(math.Float32frombits(word))
		}
		return out
	}
	for i := range out {
		var word uint64
		for p := range 8 {
			word |= uint64(b[p*n+i]) << (8 * p)
		}
		out[i] = math.Float64frombits(word)
	}
	return out
}

// Decode reads a stored economy and restores value added and final shares.
// label names it in messages. A file that is not a whole stored economy is a
// fault.BadInput error.
func Decode(r io.Reader, label string) (*Economy, error) {
	const remedy = "give a directory of csv files, or a file that parley economy import or build wrote"
	got := make([]byte, len(magic))
	if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, magic) {
		return nil, fault.Bad(label, remedy, "is not a stored economy of this version")
	}
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	var size uint32
	if err := binary.Read(z, binary.LittleEndian, &size); err != nil || size > 1<<22 {
		return nil, fault.Bad(label, remedy, "has a broken header")
	}
	head := make([]byte, size)
	if _, err := io.ReadFull(z, head); err != nil {
		return nil, fault.Bad(label, remedy, "ends inside its header")
	}
	var h stored
	if err := json.Unmarshal(head, &h); err != nil {
		return nil, fault.Bad(label, remedy, "has a broken header: %v", err)
	}
	e := &Economy{Name: h.Name, Title: h.Title, Year: h.Year, Currency: h.Currency, Estimate: h.Estimate,
		Notes: h.Notes, Sources: h.Sources, Regions: h.Regions, Sectors: h.Sectors, Theta: h.Theta, DestinationCost: h.DestinationCost}
	n, s := e.N(), e.S()
	if h.Bits != 32 && h.Bits != 64 {
		return nil, fault.Bad(label, remedy, "has numbers of %d bits", h.Bits)
	}
	if n == 0 || s == 0 || n > 1000 || s > 1000 || n*n*s > maxStored || n*s*s > maxStored {
		return nil, fault.Bad(label, remedy, "has %d regions and %d sectors", n, s)
	}
	for _, a := range []struct {
		to *[]float64
		n  int
	}{{&e.Flow, n * n * s}, {&e.Tariff, n * n * s}, {&e.Input, n * s * s}} {
		b := make([]byte, h.Bits/8*a.n)
		if _, err := io.ReadFull(z, b); err != nil {
			return nil, fault.Bad(label, remedy, "ends early: %v", err)
		}
		*a.to = unplane(b, a.n, h.Bits)
	}
	if err := e.Restore(); err != nil {
		return nil, err
	}
	return e, e.Validate()
}
