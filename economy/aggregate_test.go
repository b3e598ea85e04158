package economy

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/fault"
)

// drawGroups puts the codes at random into at most two groups.
func drawGroups(t *rapid.T, what string, codes []string) []Group {
	gs := []Group{{Code: what + "-A"}, {Code: what + "-B"}}
	for _, c := range codes {
		if at := rapid.IntRange(0, 2).Draw(t, what); at < 2 {
			gs[at].Members = append(gs[at].Members, c)
		}
	}
	return gs
}

func regionCodes(e *Economy) (out []string) {
	for _, r := range e.Regions {
		out = append(out, r.Code)
	}
	return out
}

func sectorCodes(e *Economy) (out []string) {
	for _, c := range e.Sectors {
		out = append(out, c.Code)
	}
	return out
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*(1+math.Abs(a)+math.Abs(b))
}

func TestAggregateKeepsIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEconomy(t)
		g, err := e.Aggregate(drawGroups(t, "r", regionCodes(e)), drawGroups(t, "s", sectorCodes(e)))
		if err != nil {
			t.Fatal(err)
		}
		requireSound(t, g)
		a, b := e.Accounts(), g.Accounts()
		for _, c := range []struct {
			name string
			x, y float64
		}{
			{"flows", sum(e.Flow), sum(g.Flow)},
			{"revenue", sum(a.Revenue), sum(b.Revenue)},
			{"value added", sum(a.ValueAdded), sum(b.ValueAdded)},
			{"final spending", sum(a.FinalSpend), sum(b.FinalSpend)},
			{"intermediate use", sum(a.IntermediateUse), sum(b.IntermediateUse)},
		} {
			if !near(c.x, c.y) {
				t.Fatalf("%s: %g before, %g after", c.name, c.x, c.y)
			}
		}
		for k, el := range g.Theta {
			if !(el.Low <= el.Value && el.Value <= el.High) {
				t.Fatalf("sector %d: theta %+v outside its range", k, el)
			}
		}
	})
}

// Joining A and B, and then the result with C, is joining all three.
func TestAggregateOfAggregate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEconomy(t)
		codes := regionCodes(e)
		first := Group{Code: "AB", Members: codes[:2]}
		all := Group{Code: "ALL", Members: codes}
		step, err := e.Aggregate([]Group{first}, nil)
		if err != nil {
			t.Fatal(err)
		}
		two, err := step.Aggregate([]Group{{Code: "ALL", Members: regionCodes(step)}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		one, err := e.Aggregate([]Group{all}, nil)
		if err != nil {
			t.Fatal(err)
		}
		requireSame(t, one, two)
	})
}

func requireSame(t interface {
	Helper()
	Fatalf(string, ...any)
}, a, b *Economy) {
	t.Helper()
	for _, c := range []struct {
		name string
		x, y []float64
	}{
		{"flow", a.Flow, b.Flow}, {"tariff", a.Tariff, b.Tariff}, {"input", a.Input, b.Input},
		{"value added", a.ValueAdded, b.ValueAdded}, {"final", a.Final, b.Final},
	} {
		if len(c.x) != len(c.y) {
			t.Fatalf("%s: %d and %d entries", c.name, len(c.x), len(c.y))
		}
		for i := range c.x {
			if !near(c.x[i], c.y[i]) {
				t.Fatalf("%s[%d]: %g and %g", c.name, i, c.x[i], c.y[i])
			}
		}
	}
	for i := range a.Regions {
		if got, want := len(a.Regions[i].Members), len(b.Regions[i].Members); got != want {
			t.Fatalf("region %s has %d members, and %d", a.Regions[i].Code, got, want)
		}
	}
}

// Aggregating into groups of one is a change of names only.
func TestAggregateAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEconomy(t)
		same, err := e.Aggregate(nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		requireSame(t, e, same)
	})
}

func TestAggregateRefuses(t *testing.T) {
	e := rapid.Custom(drawEconomy).Example(1)
	for _, c := range []struct {
		name string
		g    []Group
		kind fault.Kind
	}{
		{"unknown member", []Group{{Code: "X", Members: []string{"R0", "Narnia"}}}, fault.NotFound},
		{"member twice", []Group{{Code: "X", Members: []string{"R0"}}, {Code: "Y", Members: []string{"R0"}}}, fault.BadInput},
		{"code taken", []Group{{Code: "R1", Members: []string{"R0"}}}, fault.BadInput},
	} {
		_, err := e.Aggregate(c.g, nil)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != c.kind {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if _, err := e.Bloc("EU"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a bloc without members: %v", err)
	}
}
