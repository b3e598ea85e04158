package trade

import (
	"math"

	"parley/internal/numeric"
)

// frozen is what all tangents of a model share.
type frozen struct {
	b          *benchmark
	np, sp     int
	price, len int       // where prices begin, and the length of a vector without wedges
	input      []float32 // [n][sp][sp]
	factorCost []float32 // [n*sp+j]
	factorPart []float32 // [n*sp+j]
	final      []float32 // [n*sp+j]
	spend0     []float32 // [n*sp+j] benchmark spending
	inverse    []float32 // [n*sp+j] one over it, zero where there is none
	theta      []float32 // [s]
	over       []float32 // [s] one over it
	yield      []float32 // [n*sp+j] of benchmark; nil where factors move freely
	supply     []float32 // [n] one and the mobility
}

func freeze(b *benchmark) *frozen {
	N, S := b.n, b.s
	t := &frozen{b: b, np: numeric.Padded(N), sp: numeric.Padded(S)}
	if S < 3 { // padding would cost more than vectors bring
		t.sp = S
	}
	t.price = t.np
	if b.labour != 0 {
		t.price += t.np
	}
	t.len = t.price + 2*N*t.sp
	if b.mobility != nil {
		t.len += N * t.sp
		t.yield, t.supply = t.bySector(b.yield), make([]float32, N)
		for n, e := range b.mobility {
			if !math.IsInf(e, 1) {
				t.supply[n] = float32(1 + e)
			}
		}
	}
	t.len = numeric.Padded(t.len)
	t.input = t.bySectors(b.input)
	t.factorCost, t.factorPart = t.bySector(b.factorCost), t.bySector(b.factorShare)
	t.final, t.spend0 = t.bySector(b.final), t.bySector(b.spending)
	t.inverse = make([]float32, N*t.sp)
	for j, x := range t.spend0 {
		if x > 0 {
			t.inverse[j] = 1 / x
		}
	}
	t.theta = make([]float32, S)
	narrow(t.theta, b.theta)
	t.over = make([]float32, S)
	for s, th := range b.theta {
		t.over[s] = float32(1 / th)
	}
	return t
}

// bySector pads an array by region and sector.
func (t *frozen) bySector(x []float64) []float32 {
	out := make([]float32, t.b.n*t.sp)
	for n := range t.b.n {
		narrow(out[n*t.sp:], x[n*t.b.s:(n+1)*t.b.s])
	}
	return out
}

// bySectors pads one matrix of sectors a region.
func (t *frozen) bySectors(x []float64) []float32 {
	S := t.b.s
	out := make([]float32, t.b.n*t.sp*t.sp)
	for r := range t.b.n * S {
		narrow(out[((r/S)*t.sp+r%S)*t.sp:], x[r*S:(r+1)*S])
	}
	return out
}

// byRegions pads a matrix of regions.
func (t *frozen) byRegions(x []float64) []float32 {
	N := t.b.n
	out := make([]float32, t.np*t.np)
	for i := range N {
		narrow(out[i*t.np:], x[i*N:(i+1)*N])
	}
	return out
}

func narrow(dst []float32, x []float64) {
	for i, v := range x {
		dst[i] = float32(v)
	}
}

// labour is the part of a vector that holds labour.
func (t *frozen) labour(v []float32) []float32 { return v[t.np:] }

// premium is the part of a vector that holds sector wages over the region's.
func (t *frozen) premium(v []float32) []float32 { return v[t.price+2*t.b.n*t.sp:] }

// pack copies a vector of the residual system into the tangent's form.
func (t *frozen) pack(lay *layout, f []float64, v []float32) {
	N, S, sp := t.b.n, t.b.s, t.sp
	clear(v[:t.price])
	clear(v[t.len-numeric.Lanes:])
	narrow(v, f[:N])
	narrow(v[t.len:], f[lay.wedges:])
	if lay.elastic {
		narrow(t.labour(v), f[lay.labour:lay.labour+N])
	}
	for n := range N {
		narrow(v[t.price+n*sp:], f[lay.price+n*S:lay.price+(n+1)*S])
		narrow(v[t.price+(N+n)*sp:], f[lay.spend+n*S:lay.spend+(n+1)*S])
		if lay.bound {
			narrow(v[t.price+(2*N+n)*sp:], f[lay.premium+n*S:lay.premium+(n+1)*S])
		}
	}
}

// unpack copies it back.
func (t *frozen) unpack(lay *layout, v []float32, f []float64) {
	N, S, sp := t.b.n, t.b.s, t.sp
	widen(f[:N], v)
	widen(f[lay.wedges:], v[t.len:])
	if lay.elastic {
		widen(f[lay.labour:lay.labour+N], t.labour(v))
	}
	for n := range N {
		widen(f[lay.price+n*S:lay.price+(n+1)*S], v[t.price+n*sp:])
		widen(f[lay.spend+n*S:lay.spend+(n+1)*S], v[t.price+(N+n)*sp:])
		if lay.bound {
			widen(f[lay.premium+n*S:lay.premium+(n+1)*S], v[t.price+(2*N+n)*sp:])
		}
	}
}

func widen(dst []float64, v []float32) {
	for i := range dst {
		dst[i] = float64(v[i])
	}
}
