package tariff

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// The embedded tables are columns of variable-length integers and strings,
// grouped into sections that are compressed one by one, so that a command
// decodes only the sections it needs. A table opens with a magic string that
// names its kind and version.

// packer writes one section.
type packer struct{ buf []byte }

func (p *packer) uint(v uint64) { p.buf = binary.AppendUvarint(p.buf, v) }
func (p *packer) str(s string) {
	p.uint(uint64(len(s)))
	p.buf = append(p.buf, s...)
}
func (p *packer) strs(ss []string) {
	p.uint(uint64(len(ss)))
	for _, s := range ss {
		p.str(s)
	}
}

// unpacker reads one section. The first fault stays in err, and every read
// after it gives zero, so that a reader checks once at the end.
type unpacker struct {
	buf  []byte
	text string // the same bytes; strings are cut from it without copying
	off  int
	err  error
}

func newUnpacker(section []byte) *unpacker {
	return &unpacker{buf: section, text: string(section)}
}

func (u *unpacker) fail(what string) {
	if u.err == nil {
		u.err = fmt.Errorf("packed table: %s at byte %d of %d", what, u.off, len(u.buf))
	}
	u.off = len(u.buf)
}

func (u *unpacker) uint() uint64 {
	v, n := binary.Uvarint(u.buf[u.off:])
	if n <= 0 {
		u.fail("broken integer")
		return 0
	}
	u.off += n
	return v
}

// count reads the length of a list; a list cannot be longer than the bytes
// left, since each element takes at least one.
func (u *unpacker) count() int {
	n := u.uint()
	if n > uint64(len(u.buf)-u.off) {
		u.fail("list longer than its section")
		return 0
	}
	return int(n)
}

func (u *unpacker) str() string {
	n := u.count()
	s := u.text[u.off : u.off+n]
	u.off += n
	return s
}

func (u *unpacker) strs() []string {
	out := make([]string, u.count())
	for i := range out {
		out[i] = u.str()
	}
	return out
}

// index reads an integer that must lie in [0, n).
func (u *unpacker) index(n int) int {
	v := u.uint()
	if v >= uint64(n) {
		u.fail("index out of range")
		return 0
	}
	return int(v)
}

// end reports a fault, or bytes that nobody read.
func (u *unpacker) end() error {
	if u.err == nil && u.off != len(u.buf) {
		u.fail("bytes left over")
	}
	return u.err
}

// writeTable writes the magic and the compressed sections.
func writeTable(w io.Writer, magic string, sections ...[]byte) error {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	out := []byte(magic)
	out = binary.AppendUvarint(out, uint64(len(sections)))
	for _, s := range sections {
		z := enc.EncodeAll(s, nil)
		out = binary.AppendUvarint(out, uint64(len(z)))
		out = append(out, z...)
	}
	if err := enc.Close(); err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// readTable splits a table into its sections, still compressed.
func readTable(data []byte, magic string, sections int) ([][]byte, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("packed table: does not open with %q", magic)
	}
	u := &unpacker{buf: data, off: len(magic)}
	if n := u.count(); u.err == nil && n != sections {
		return nil, fmt.Errorf("packed table: %d sections, want %d", n, sections)
	}
	out := make([][]byte, sections)
	for i := range out {
		n := u.count()
		out[i] = u.buf[u.off : u.off+n]
		u.off += n
	}
	if err := u.end(); err != nil {
		return nil, err
	}
	return out, nil
}

// inflate decompresses one section.
func inflate(section []byte) ([]byte, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	return dec.DecodeAll(section, nil)
}
