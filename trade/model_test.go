package trade

import "testing"

// TestBenchmarkTolerance checks that a world that cannot hold exactly, its
// final shares adding up to a hundred-millionth more than one, is refused as
// a rule and accepted where the tolerance allows for it.
func TestBenchmarkTolerance(t *testing.T) {
	e := synthetic(4, 3)
	for _, c := range []struct {
		tolerance float64
		accepted  bool
	}{{0, false}, {1e-9, false}, {1e-6, true}} {
		raw := fromEconomy(e, &Closure{})
		for j := range raw.final {
			raw.final[j] *= 1 + 1e-7
		}
		end := newKernel(raw, raw.precondition(), 0).settle(&Shock{}, c.tolerance)
		if end.converged != c.accepted {
			t.Errorf("tolerance %g: accepted %v at residual %.2g", c.tolerance, end.converged, end.residual)
		}
		if c.accepted && !(end.residual <= c.tolerance) {
			t.Errorf("tolerance %g: accepted at residual %.2g", c.tolerance, end.residual)
		}
	}
	m, err := NewWithin(e, Closure{}, 1e-6)
	if err != nil {
		t.Fatal(err)
	}
	if r := m.BenchmarkResidual(); !(r <= 1e-12) {
		t.Errorf("a benchmark that can hold was left at %.2g", r)
	}
}
