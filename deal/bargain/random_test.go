package bargain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// randomTable is an additive problem or one with a cross term and a clause,
// payoffs in 64ths so that sums are exact in any order.
func randomTable(rng *rand.Rand) *Table {
	t := &Table{Parties: 2 + rng.IntN(3)}
	span := []int{2, 8, 4000}[rng.IntN(3)]
	vec := func() []float64 {
		v := make([]float64, t.Parties)
		for p := range v {
			v[p] = float64(rng.IntN(2*span+1)-span) / 64
		}
		if rng.IntN(2) == 0 { // at the others' cost
			v[0] = 0
			for p := 1; p < t.Parties; p++ {
				v[0] -= v[p]
			}
		}
		return v
	}
	for i := range 1 + rng.IntN(4) {
		is := Issue{ID: fmt.Sprint(i)}
		for range 1 + rng.IntN(4) {
			is.Levels = append(is.Levels, vec())
		}
		t.Issues = append(t.Issues, is)
	}
	if n := len(t.Issues); n > 1 && rng.IntN(2) == 0 {
		x := Cross{A: 0, B: n - 1}
		for range t.Issues[0].Levels {
			var row [][]float64
			for range t.Issues[n-1].Levels {
				row = append(row, vec())
			}
			x.Value = append(x.Value, row)
		}
		t.Cross = append(t.Cross, x)
	}
	if rng.IntN(3) == 0 {
		i := rng.IntN(len(t.Issues))
		marks := make([]bool, len(t.Issues[i].Levels))
		for l := range marks {
			marks[l] = rng.IntN(2) == 0
		}
		t.Clauses = append(t.Clauses, Clause{ID: "line", Any: []Literal{{Issue: i, Levels: marks}}})
	}
	return t
}

// TestThousandsOfTables: on five thousand random tables the frontier is that
// of comparing every package with every other, and every concept picks a point
// that scores what the best of all feasible packages scores.
func TestThousandsOfTables(t *testing.T) {
	for seed := range uint64(5000) {
		rng := rand.New(rand.NewPCG(seed, 1))
		tab := randomTable(rng)
		f, err := tab.Frontier()
		if err != nil {
			t.Fatal(err)
		}
		want := brute(tab)
		if f.Len() != len(want) {
			t.Fatalf("table %d: %d points, brute force has %d", seed, f.Len(), len(want))
		}
		got := make([]float64, tab.Parties)
		for k := range want {
			tab.Payoff(f.Levels(k), got)
			if !equal(f.Payoff(k), want[k]) || !equal(got, want[k]) || !tab.Feasible(f.Levels(k)) {
				t.Fatalf("table %d, point %d: %v by package %v, brute force %v", seed, k, f.Payoff(k), got, want[k])
			}
		}
		var power []float64
		if rng.IntN(2) == 0 {
			for range tab.Parties {
				power = append(power, 0.5+rng.Float64())
			}
		}
		ideal := make([]float64, tab.Parties)
		for _, u := range want {
			if inZone(u) {
				for p := range u {
					ideal[p] = math.Max(ideal[p], u[p])
				}
			}
		}
		for _, c := range Concepts {
			best := math.Inf(-1)
			for _, u := range want {
				if inZone(u) {
					if s, ok := c.score(append([]float64(nil), u...), ideal, power); ok {
						best = math.Max(best, s)
					}
				}
			}
			ch := f.Choose(c, nil, power)
			if math.IsInf(best, -1) != (ch.Point < 0) || ch.Point >= 0 && math.Abs(ch.Score-best) > 1e-12*(1+math.Abs(best)) {
				t.Fatalf("table %d, %s: point %d scores %v, the best %v", seed, c, ch.Point, ch.Score, best)
			}
		}
	}
}

func inZone(u []float64) bool {
	for _, x := range u {
		if x < 0 {
			return false
		}
	}
	return true
}

// TestLargeStaircase: with three parties and thousands of undominated points
// the blocks of the staircase split and join, and lose none.
func TestLargeStaircase(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	tab := &Table{Parties: 3}
	for i := range 4 {
		is := Issue{ID: fmt.Sprint(i)}
		for range 8 {
			a, b := float64(rng.IntN(1<<20)), float64(rng.IntN(1<<20))
			is.Levels = append(is.Levels, []float64{a, b, float64(rng.IntN(4)) - a - b})
		}
		tab.Issues = append(tab.Issues, is)
	}
	f, err := tab.Frontier()
	if err != nil {
		t.Fatal(err)
	}
	want := brute(tab)
	if f.Len() != len(want) || len(want) < 1000 {
		t.Fatalf("%d points, brute force has %d", f.Len(), len(want))
	}
	for k := range want {
		if !equal(f.Payoff(k), want[k]) {
			t.Fatalf("point %d: %v, brute force %v", k, f.Payoff(k), want[k])
		}
	}
}
