package chart

import (
	"math"
	"strconv"
)

// scale maps values onto pixels.
type scale struct {
	lo, hi float64 // values
	p0, p1 float64 // pixels of lo and hi
}

func (s scale) at(v float64) float64 {
	if s.hi == s.lo {
		return (s.p0 + s.p1) / 2
	}
	return s.p0 + (v-s.lo)/(s.hi-s.lo)*(s.p1-s.p0)
}

// Ticks gives round values in [lo, hi], about n of them, with a step of 1, 2
// or 5 times a power of ten; zero is among them when the range holds it.
func Ticks(lo, hi float64, n int) []float64 {
	if !(hi > lo) || n < 1 || math.IsInf(hi-lo, 0) {
		return []float64{lo}
	}
	step := niceStep((hi - lo) / float64(n))
	var out []float64
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi+1e-9*step; k++ {
		v := k * step
		if v == 0 {
			v = 0 // no minus zero
		}
		out = append(out, v)
	}
	return out
}

// niceStep is the smallest step of 1, 2 or 5 times a power of ten that is at
// least raw.
func niceStep(raw float64) float64 {
	mag := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5, 10} {
		if m*mag >= raw*(1-1e-9) {
			return m * mag
		}
	}
	return 10 * mag
}

// Plain writes the number of a tick as short as it goes, with a real minus.
func Plain(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	if r := strconv.FormatFloat(math.Abs(v), 'f', 6, 64); len(r) < len(s) { // 0.30000000000000004
		s = trimZeros(r)
	}
	if v < 0 && s != "0" {
		return "−" + s
	}
	return s
}

// trimZeros drops the zeros that end a decimal fraction.
func trimZeros(s string) string {
	for len(s) > 1 && s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
