package trade

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/economy"
	"parley/internal/fault"
)

// TestExtremes: economies with islands, zeros, tiny and huge flows,
// elasticities from 0.5 to 65 and tariffs from -50 to 500 percent give a
// verified result or a fault that explains itself; never a panic, a NaN or
// an outcome that did not converge.
func TestExtremes(t *testing.T) {
	solved, all := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		N, S := rapid.IntRange(1, 5).Draw(rt, "regions"), rapid.IntRange(1, 4).Draw(rt, "sectors")
		e := blank(N, S)
		for s := range S {
			e.Theta[s].Value = math.Exp(rapid.Float64Range(math.Log(0.5), math.Log(65)).Draw(rt, "theta"))
			for n := range N {
				for i := range N {
					if f := e.At(s, n, i); rapid.IntRange(0, 3).Draw(rt, "there") > 0 {
						e.Flow[f] = math.Exp(rapid.Float64Range(-12, 6).Draw(rt, "flow"))
						if i == n {
							e.Flow[f] = math.Exp(rapid.Float64Range(2, 8).Draw(rt, "own"))
						}
					}
				}
			}
		}
		for j := range e.Input {
			e.Input[j] = rapid.Float64Range(0, 1/float64(S)).Draw(rt, "input")
		}
		settle(e)
		sh := NewShock(e)
		for f := range sh.Tariff {
			if f%N != f/N%N {
				sh.Tariff[f] = rapid.Float64Range(-0.5, 5).Draw(rt, "tariff")
			}
		}
		for range rapid.IntRange(0, 2).Draw(rt, "wedges") {
			drawWedge(rt, e, sh)
		}
		all++
		m, err := New(e, drawExtremeClosure(rt, N))
		var res *Result
		if err == nil {
			res, err = m.Solve(context.Background(), sh, Options{Sectors: true, Flows: true})
		}
		if err != nil {
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.NoSolution || f.Why == "" || f.Remedy == "" {
				rt.Fatalf("no reason given: %v", err)
			}
			if res != nil && (res.Status == Converged || res.Regions != nil) {
				rt.Fatalf("status %s with outcomes beside the fault %v", res.Status, err)
			}
			return
		}
		solved++
		if res.Status != Converged || !(res.Residual < 1e-7) {
			rt.Fatalf("status %s, residual %g", res.Status, res.Residual)
		}
		if text := fmt.Sprintf("%v", res.Regions) + fmt.Sprintf("%v", res.Sectors); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			rt.Fatalf("not a number among the outcomes: %s", text)
		}
	})
	t.Logf("%d of %d solved", solved, all)
	if solved*2 < all {
		t.Errorf("only %d of %d extreme economies were solved", solved, all)
	}
}

// drawExtremeClosure draws options freely, out to where no equilibrium may be.
func drawExtremeClosure(t *rapid.T, n int) Closure {
	c := Closure{Balanced: rapid.Bool().Draw(t, "balanced"), Mobility: drawMobility(t, n)}
	if rapid.IntRange(0, 2).Draw(t, "more options") > 0 {
		return c
	}
	c.LabourSupply = rapid.SampledFrom([]float64{0, 0.5, 3}).Draw(t, "labour")
	c.TaxRelief = rapid.Bool().Draw(t, "relief")
	c.Scale = rapid.SampledFrom([]float64{0, 0.1675, 0.5}).Draw(t, "scale")
	if rapid.Bool().Draw(t, "local costs") {
		c.DestinationCost, c.PassThrough = even(n, rapid.Float64Range(0, 0.9).Draw(t, "nu")), even(n, rapid.Float64Range(0.2, 2).Draw(t, "phi"))
	}
	c.Numeraire = rapid.SampledFrom([]Numeraire{WorldIncome, WorldPrices, WorldWages}).Draw(t, "numeraire")
	return c
}

// drawWedge adds a purchase, a quota or a rent on a flow that is free.
func drawWedge(t *rapid.T, e *economy.Economy, sh *Shock) {
	N := e.N()
	f := rapid.IntRange(0, len(e.Flow)-1).Draw(t, "flow with a wedge")
	s, n, i := f/N/N, f/N%N, f%N
	if e.Flow[f] == 0 || n == i {
		return
	}
	c := sh.Clone()
	switch rapid.IntRange(0, 2).Draw(t, "kind of wedge") {
	case 0:
		c.Purchases = append(c.Purchases, Purchase{Importer: n, Exporter: i, Sector: s, Added: e.Flow[f] * math.Exp(rapid.Float64Range(-3, 3).Draw(t, "added"))})
	case 1:
		c.Quotas = append(c.Quotas, Quota{Importer: n, Exporter: i, Sector: s, In: 0, Out: rapid.Float64Range(0, 5).Draw(t, "out"),
			Volume: e.Flow[f] * math.Exp(rapid.Float64Range(-6, 3).Draw(t, "volume")), ExporterShare: rapid.Float64Range(0, 1).Draw(t, "share")})
	default:
		c.Rents = append(c.Rents, Rent{Importer: n, Exporter: i, Sector: s, Wedge: rapid.Float64Range(-0.5, 2).Draw(t, "rent"), ExporterShare: 1})
	}
	if _, _, err := c.inspect(e); err == nil { // not a second one on the flow
		*sh = *c
	}
}

// TestCancel: a cancelled context leaves no result.
func TestCancel(t *testing.T) {
	e := fourCountries()
	m := mustNew(t, e, Closure{})
	sh := NewShock(e)
	sh.Tariff[e.At(0, 3, 0)] = 0.25
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if res, err := m.Solve(ctx, sh, Options{}); res != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("result %v, error %v", res, err)
	}
	if c, _, err := m.Optimum(ctx, sh, Player{Regions: []int{3}, By: Uniform}, Options{}, nil); c != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("choice %v, error %v", c, err)
	}
}

// TestReusedScratchLeavesNothing: a solve gives the same bytes whatever its
// scratch solved before.
func TestReusedScratchLeavesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clo := Closure{Balanced: rapid.Bool().Draw(rt, "balanced"), Mobility: drawMobility(rt, e.N())}
		sh, other := drawShock(rt, e), drawShock(rt, e)
		other.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Added: 0.1}}
		want := fmt.Sprint(mustSolve(rt, mustNew(rt, e, clo), sh).Regions)
		m := mustNew(rt, e, clo)
		k := newKernel(m.bench, m.pre, 1)
		for _, s := range []*Shock{other, sh} {
			k.fit(s.unknownWedges())
			k.solve(context.Background(), s.settled(m.bench), nil, 1e-13, 2000)
		}
		res := &Result{}
		m.report(k, sh, res, Options{})
		if got := fmt.Sprint(res.Regions); got != want {
			rt.Errorf("after another solve: %s\nfresh: %s", got, want)
		}
	})
}

// TestNotANumberLeavesNothing: a step that is not a number does not come back
// in the next.
func TestNotANumberLeavesNothing(t *testing.T) {
	e := fourCountries()
	m := mustNew(t, e, Closure{})
	k := m.kernel(0)
	step := func() []float64 {
		k.load(raised(e))
		k.startAt(nil)
		res := k.sweep(k.state, k.f)
		k.in.newton(res, 1e-10)
		return slices.Clone(k.f)
	}
	want := step()
	k.sweep(k.state, k.f)
	for i := range k.f {
		k.f[i] = math.NaN()
	}
	k.in.newton(1, 1e-10)
	if got := step(); !slices.Equal(got, want) {
		t.Errorf("after a step that is not a number: %g, before it %g", got, want)
	}
}

// TestSweepAllocatesNothing counts.
func TestSweepAllocatesNothing(t *testing.T) {
	e := fourCountries()
	m := mustNew(t, e, Closure{})
	sh := NewShock(e)
	sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: 12}}
	k := m.kernel(1)
	k.load(sh)
	k.startAt(nil)
	if n := testing.AllocsPerRun(20, func() {
		k.sweep(k.state, k.f)
		k.in.newton(1e-3, 1e-10)
		k.acc.Step(k.state, k.f, k.step, 1)
		k.advance(k.stepLimit())
	}); n != 0 {
		t.Errorf("a sweep and its step allocate %g times", n)
	}
}
