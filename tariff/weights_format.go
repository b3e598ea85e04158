package tariff

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// weightsMagic opens the table of import weights, version 1. Its sections
// are the pairs, the sectors, and the shares.
const weightsMagic = "parley-imports-1\n"

// shareUnit is the precision at which shares are kept.
const shareUnit = 1e-5

// Encode makes the embedded table. It refuses weights whose columns do not
// fit together.
func (w *Weights) Encode() ([]byte, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	var pairs, sectors, shares packer
	pairs.uint(uint64(w.Year))
	pairs.uint(uint64(len(w.Partners)))
	for _, p := range w.Partners {
		pairs.str(p.Census)
		pairs.str(p.ISO)
		pairs.str(p.Name)
	}
	pairs.uint(uint64(len(w.Codes)))
	last := uint64(0)
	for c, code := range w.Codes {
		n, err := strconv.ParseUint(code, 10, 64)
		if err != nil || len(code) != 10 {
			return nil, fmt.Errorf("%q is not a 10-digit code", code)
		}
		pairs.uint(n - last)
		last = n
		pairs.uint(uint64(w.Start[c+1] - w.Start[c]))
	}
	for c := range w.Codes {
		before := -1
		for p := w.Start[c]; p < w.Start[c+1]; p++ {
			pairs.uint(uint64(int(w.Partner[p]) - before - 1))
			before = int(w.Partner[p])
		}
	}
	for _, v := range w.Value {
		pairs.uint(uint64(v))
	}
	for _, v := range w.Duty {
		pairs.uint(uint64(v))
	}

	sectors.strs(w.Sectors)
	for c := range w.Codes {
		sectors.uint(uint64(w.SectorStart[c+1] - w.SectorStart[c]))
		for k := w.SectorStart[c]; k < w.SectorStart[c+1]; k++ {
			sectors.uint(uint64(w.SectorOf[k]))
			sectors.uint(uint64(math.Round(w.SectorShare[k] / shareUnit)))
		}
	}
	for _, list := range [][]RegionImports{w.Members, w.Small} {
		sectors.uint(uint64(len(list)))
		for _, r := range list {
			sectors.str(r.ISO)
			for _, v := range r.Value {
				sectors.uint(uint64(v))
			}
		}
	}

	for _, column := range w.Use.columns(len(w.Codes), len(w.Partners)) {
		for _, v := range *column {
			shares.uint(uint64(math.Round(float64(v) / shareUnit)))
		}
	}
	var out bytes.Buffer
	if err := writeTable(&out, weightsMagic, pairs.buf, sectors.buf, shares.buf); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// columns lists every column of shares, each allocated to its length.
func (u *UseShares) columns(codes, partners int) []*[]float32 {
	var out []*[]float32
	add := func(c *[]float32, n int) {
		if *c == nil {
			*c = make([]float32, n)
		}
		out = append(out, c)
	}
	if u.Preference == nil {
		u.Preference = make([][]float32, 99)
	}
	for i := range u.Preference {
		add(&u.Preference[i], partners)
	}
	for v := range u.USMCA {
		for p := range u.USMCA[v] {
			add(&u.USMCA[v][p], codes)
		}
	}
	for _, c := range []*[]float32{&u.Steel, &u.Aluminium, &u.Copper, &u.VehiclePart, &u.AIGate, &u.Exclusion301} {
		add(c, codes)
	}
	return out
}

// DecodeWeights reads the embedded table.
func DecodeWeights(table []byte) (*Weights, error) {
	sections, err := readTable(table, weightsMagic, 3)
	if err != nil {
		return nil, err
	}
	w := &Weights{}
	for i, read := range []func(*unpacker){w.readPairs, w.readSectors, w.readShares} {
		raw, err := inflate(sections[i])
		if err != nil {
			return nil, err
		}
		u := newUnpacker(raw)
		read(u)
		if err := u.end(); err != nil {
			return nil, err
		}
	}
	return w, w.check()
}

func (w *Weights) readPairs(u *unpacker) {
	w.Year = int(u.uint())
	w.Partners = make([]ImportPartner, u.count())
	for i := range w.Partners {
		w.Partners[i] = ImportPartner{Census: u.str(), ISO: u.str(), Name: u.str()}
	}
	w.Codes = make([]string, u.count())
	w.Start = make([]int32, len(w.Codes)+1)
	code := uint64(0)
	for c := range w.Codes {
		code += u.uint()
		w.Codes[c] = fmt.Sprintf("%010d", code)
		w.Start[c+1] = w.Start[c] + int32(u.count())
	}
	n := w.Start[len(w.Codes)]
	if int(n) > len(u.buf) || n < 0 {
		u.fail("more pairs than bytes")
		return
	}
	w.Partner = make([]uint8, n)
	for c := range w.Codes {
		next := 0
		for p := w.Start[c]; p < w.Start[c+1]; p++ {
			next += u.index(len(w.Partners))
			w.Partner[p] = uint8(next)
			next++
		}
	}
	w.Value, w.Duty = make([]int64, n), make([]int64, n)
	for _, column := range [][]int64{w.Value, w.Duty} {
		for p := range column {
			column[p] = int64(u.uint())
		}
	}
}

func (w *Weights) readSectors(u *unpacker) {
	w.Sectors = u.strs()
	w.SectorStart = make([]int32, len(w.Codes)+1)
	for c := range w.Codes {
		n := u.count()
		w.SectorStart[c+1] = w.SectorStart[c] + int32(n)
		sum := 0.0
		for range n {
			w.SectorOf = append(w.SectorOf, uint8(u.index(len(w.Sectors))))
			v := float64(u.uint()) * shareUnit
			w.SectorShare = append(w.SectorShare, v)
			sum += v
		}
		for k := w.SectorStart[c]; k < w.SectorStart[c+1]; k++ {
			w.SectorShare[k] /= sum
		}
	}
	for _, list := range []*[]RegionImports{&w.Members, &w.Small} {
		*list = make([]RegionImports, u.count())
		for i := range *list {
			r := RegionImports{ISO: u.str(), Value: make([]int64, len(w.Sectors))}
			for s := range r.Value {
				r.Value[s] = int64(u.uint())
			}
			(*list)[i] = r
		}
	}
}

func (w *Weights) readShares(u *unpacker) {
	for _, column := range w.Use.columns(len(w.Codes), len(w.Partners)) {
		for i := range *column {
			(*column)[i] = float32(float64(u.uint()) * shareUnit)
		}
	}
}

// check makes sure that the columns fit together: lengths, order, ranges.
func (w *Weights) check() error {
	n := int32(len(w.Value))
	switch {
	case len(w.Partners) == 0 || len(w.Partners) > 255 || len(w.Sectors) == 0 || len(w.Sectors) > 255:
		return fmt.Errorf("import weights: %d partners and %d sectors", len(w.Partners), len(w.Sectors))
	case len(w.Start) != len(w.Codes)+1 || len(w.SectorStart) != len(w.Codes)+1 || w.Start[len(w.Codes)] != n ||
		len(w.Partner) != int(n) || len(w.Duty) != int(n) || len(w.SectorOf) != int(w.SectorStart[len(w.Codes)]) || len(w.SectorShare) != len(w.SectorOf):
		return fmt.Errorf("import weights: columns of different lengths")
	}
	for c, code := range w.Codes {
		if !isCode(code) || len(code) != 10 || c > 0 && w.Codes[c-1] >= code {
			return fmt.Errorf("import weights: code %s is out of order", code)
		}
		sum := 0.0
		for k := w.SectorStart[c]; k < w.SectorStart[c+1]; k++ {
			sum += w.SectorShare[k]
			if int(w.SectorOf[k]) >= len(w.Sectors) {
				return fmt.Errorf("import weights: code %s stands in no sector", code)
			}
		}
		if !(math.Abs(sum-1) < 1e-3) {
			return fmt.Errorf("import weights: the sector shares of %s sum to %g", code, sum)
		}
		for p := w.Start[c]; p < w.Start[c+1]; p++ {
			if int(w.Partner[p]) >= len(w.Partners) || p > w.Start[c] && w.Partner[p] <= w.Partner[p-1] || w.Value[p] < 0 || w.Duty[p] < 0 {
				return fmt.Errorf("import weights: the pairs of %s are broken", code)
			}
		}
	}
	for _, column := range w.Use.columns(len(w.Codes), len(w.Partners)) {
		for _, v := range *column {
			if !(v >= 0 && v <= 1.00001) {
				return fmt.Errorf("import weights: a share of %g", v)
			}
		}
	}
	for _, list := range [][]RegionImports{w.Members, w.Small} {
		for _, r := range list {
			if len(r.Value) != len(w.Sectors) {
				return fmt.Errorf("import weights: %s has %d sectors", r.ISO, len(r.Value))
			}
		}
	}
	return nil
}
