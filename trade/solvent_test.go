package trade

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/economy"
	"parley/internal/fault"
)

// leveraged is a world of two regions in which two thirds of what is made is
// used up in making, so that a region's spending stays above zero while its
// final outlay falls below.
func leveraged() *economy.Economy {
	e := blank(2, 1)
	for n := range 2 {
		for i := range 2 {
			e.Flow[e.At(0, n, i)] = 5
			if n == i {
				e.Flow[e.At(0, n, i)] = 95
			}
		}
	}
	for j := range e.Input {
		e.Input[j] = 2.0 / 3
	}
	settle(e)
	return e
}

// requireRefused checks a fault without outcomes that names region R00.
func requireRefused(t *testing.T, res *Result, err error, words ...string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.NoSolution {
		t.Fatalf("not refused: %v", err)
	}
	if res.Status != Refused || res.Regions != nil {
		t.Errorf("status %s, %d outcomes", res.Status, len(res.Regions))
	}
	for _, w := range words {
		if !strings.Contains(res.Reason, w) {
			t.Errorf("the reason does not say %q: %s", w, res.Reason)
		}
	}
	if strings.Contains(f.Remedy, "tolerance") {
		t.Errorf("a larger tolerance is no remedy: %s", f.Remedy)
	}
}

// TestNoOutlayNoEquilibrium: promises and transfers that a region cannot pay
// are refused with the number, and what is said to be in reach is.
func TestNoOutlayNoEquilibrium(t *testing.T) {
	e := leveraged()
	m := mustNew(t, e, Closure{})
	for _, target := range []float64{120, 1e4, 1e8} {
		sh := NewShock(e)
		sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: target}}
		res, err := m.Solve(context.Background(), sh, Options{})
		requireRefused(t, res, err, "final outlay of R00", "could be reached", "5 in the benchmark")
		k := m.kernel(1)
		k.solve(context.Background(), sh.settled(m.bench), nil, 1e-10, 2000)
		if k.edge == nil {
			t.Fatal("nothing could be followed")
		}
		sh.Purchases[0].Target = k.edge.promises[0].volume * 0.999
		if r := mustSolve(t, m, sh).Regions[0]; !(r.WelfarePct > -100 && r.WelfarePct < -90) {
			t.Errorf("at the edge welfare is %g percent", r.WelfarePct)
		}
		sh.Purchases[0].Target *= 1.01
		if res, err := m.Solve(context.Background(), sh, Options{}); err == nil {
			t.Errorf("a promise of %g, beyond the edge, is met: welfare %g percent", sh.Purchases[0].Target, res.Regions[0].WelfarePct)
		}
	}
	sh := NewShock(e)
	sh.Transfer = []float64{-60, 60} // of an income of 33
	res, err := m.Solve(context.Background(), sh, Options{})
	requireRefused(t, res, err, "final outlay of R00", "could be followed")
}

// TestVerifierAsksForOutlay: at a root of all other conditions with negative
// outlay the independent check objects, whatever the solver said.
func TestVerifierAsksForOutlay(t *testing.T) {
	e := leveraged()
	m := mustNew(t, e, Closure{})
	roots := 0
	for _, pay := range []float64{34, 36, 40, 45, 60} { // of an income of 33
		sh := NewShock(e)
		sh.Transfer = []float64{-pay, pay}
		sh = sh.settled(m.bench)
		k := m.kernel(0)
		k.load(sh)
		k.startAt(nil)
		if end := k.accelerate(context.Background(), 1e-12, 2000, 1); !end.converged {
			continue
		}
		roots++
		rep, err := m.Verify(sh, k.point())
		if err != nil || !(rep.Worst < 1e-9) {
			t.Fatalf("not a root: %v, residual %g in %s", err, rep.Worst, rep.Where)
		}
		if !(k.outlay[0] < 0) || !strings.Contains(rep.Insolvent, "R00") {
			t.Errorf("outlay %g, the check says %q", k.outlay[0], rep.Insolvent)
		}
	}
	if roots == 0 {
		t.Error("no such root was found")
	}
}
