package trade

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// TestTangentAgainstDifferences: the tangent is the change of the residuals,
// and its transpose is its transpose, under random closures, shocks and
// wedges.
func TestTangentAgainstDifferences(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clo := Closure{}
		if rapid.Bool().Draw(rt, "bound") {
			clo.Mobility = drawMobility(rt, e.N())
		}
		if rapid.Bool().Draw(rt, "labour") {
			clo.LabourSupply, clo.TaxRelief = 0.5, rapid.Bool().Draw(rt, "relief")
		}
		if rapid.Bool().Draw(rt, "scale") {
			clo.Scale = 0.03
		}
		if rapid.Bool().Draw(rt, "destination") {
			clo.DestinationCost, clo.PassThrough = make([]float64, e.N()), make([]float64, e.N())
			for n := range e.N() {
				clo.DestinationCost[n], clo.PassThrough[n] = 0.1+0.02*float64(n), 0.7+0.1*float64(n)
			}
		}
		m, err := New(e, clo)
		if err != nil {
			rt.Skip("no equilibrium: ", err)
		}
		sh := drawShock(rt, e)
		wedges := rapid.Bool().Draw(rt, "wedge")
		if wedges {
			sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: 1.5 * m.bench.share[e.At(0, 0, 1)] * m.bench.spending[0]}}
			if e.N() > 2 {
				sh.Purchases[0].Also = []Route{{0, 2, 0}}
				sh.Purchases[0].Target += m.bench.before(sh.Purchases[0].Also)
			}
		}
		k := m.kernel(sh.unknownWedges())
		if k.in == nil {
			rt.Skip("no approximate inverse")
		}
		k.load(sh)
		k.startAt(nil)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "point"), 2))
		size := len(k.state)
		draw := func(scale float64) []float64 {
			v := make([]float64, size)
			for i := range v {
				v[i] = scale * rng.NormFloat64()
			}
			for j, x := range m.bench.spending { // markets that are not there do not move
				if x == 0 {
					v[k.lay.spend+j], v[k.lay.price+j] = 0, 0
				}
			}
			for j, y := range m.bench.yield {
				if y == 0 {
					v[k.lay.premium+j] = 0
				}
			}
			return v
		}
		for i, d := range draw(0.02) {
			k.state[i] += d
		}
		k.boundWedges()
		k.sweep(k.state, k.f)
		in := k.in
		in.fit(&k.lay)
		in.tan.point()
		move := draw(1)
		a, b := in.basis[0], in.basis[1]
		in.tan.pack(&k.lay, move, a)
		in.tan.apply(b, a)
		got := make([]float64, size)
		in.tan.unpack(&k.lay, b, got)
		// Back and forth, without wedges, which the transpose leaves out.
		if !wedges {
			other := draw(1)
			u, back := in.basis[2], in.basis[3]
			in.tan.pack(&k.lay, other, u)
			in.tan.applyBack(back, u)
			left, right, scale := 0.0, 0.0, 0.0
			for i := range u {
				left += float64(u[i]) * float64(b[i])
				right += float64(back[i]) * float64(a[i])
				scale += math.Abs(float64(u[i])*float64(b[i])) + math.Abs(float64(back[i])*float64(a[i]))
			}
			if !(math.Abs(left-right) <= 1e-5*scale) {
				rt.Fatalf("the transpose: %g and %g", left, right)
			}
			in.tan.pack(&k.lay, other, u)
			copy(back, u)
			copy(b, a)
			in.shape(b, false)
			in.shape(back, true)
			left, right, scale = 0, 0, 0
			for i := range u {
				left += float64(u[i]) * float64(b[i])
				right += float64(back[i]) * float64(a[i])
				scale += math.Abs(float64(u[i])*float64(b[i])) + math.Abs(float64(back[i])*float64(a[i]))
			}
			if !(math.Abs(left-right) <= 1e-5*scale) {
				rt.Fatalf("the transpose of the approximate inverse: %g and %g", left, right)
			}
		}
		const h = 1e-5
		up, down, y := make([]float64, size), make([]float64, size), make([]float64, size)
		for i, d := range move {
			y[i] = k.state[i] + h*d
		}
		k.sweep(y, up)
		inside := true
		for j := range k.wedges {
			inside = inside && k.wedges[j].inside
		}
		for i, d := range move {
			y[i] = k.state[i] - h*d
		}
		k.sweep(y, down)
		for j := range k.wedges {
			if k.wedges[j].inside != inside {
				rt.Skip("a wedge at a kink")
			}
		}
		most := 1.0
		for i := range got {
			most = math.Max(most, math.Abs(got[i]))
		}
		for i := range got {
			want := (down[i] - up[i]) / (2 * h)
			if !(math.Abs(got[i]-want) <= 1e-3*most) {
				rt.Fatalf("at %d of %d (prices from %d, spending %d, labour %d, premiums %d, wedges %d): tangent %g, differences %g", i, size, k.lay.price, k.lay.spend, k.lay.labour, k.lay.premium, k.lay.wedges, got[i], want)
			}
		}
	})
}

func BenchmarkTangent(b *testing.B) {
	e := synthetic(62, 44)
	m, err := New(e, Closure{})
	if err != nil {
		b.Fatal(err)
	}
	k := m.kernel(0)
	k.load(raised(e))
	k.startAt(nil)
	k.sweep(k.state, k.f)
	in := k.in
	b.Run("point", func(b *testing.B) {
		for b.Loop() {
			in.tan.point()
		}
	})
	in.tan.pack(&k.lay, k.f, in.basis[0])
	b.Run("apply", func(b *testing.B) {
		for b.Loop() {
			in.tan.apply(in.basis[1], in.basis[0])
		}
	})
	b.Run("transposed", func(b *testing.B) {
		for b.Loop() {
			in.tan.applyBack(in.basis[1], in.basis[0])
		}
	})
	b.Run("shape", func(b *testing.B) {
		for b.Loop() {
			copy(in.basis[1], in.basis[0])
			in.pre.shape(in.basis[1], in.spare)
		}
	})
}
