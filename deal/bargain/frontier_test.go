package bargain

import (
	"fmt"
	"math"
	"sort"
	"testing"

	"pgregory.net/rapid"
)

// brute lists the payoffs of all undominated feasible packages by comparing
// every package with every other.
func brute(t *Table) [][]float64 {
	var all [][]float64
	t.Each(func(levels []int) bool {
		if t.Feasible(levels) {
			v := make([]float64, t.Parties)
			t.Payoff(levels, v)
			all = append(all, v)
		}
		return true
	})
	var front [][]float64
	for i, a := range all {
		keep := true
		for j, b := range all {
			if i != j && weakly(b, a) && (!weakly(a, b) || j < i) {
				keep = false
				break
			}
		}
		if keep {
			front = append(front, a)
		}
	}
	sort.Slice(front, func(i, j int) bool { return lexGreater(front[i], front[j]) })
	return front
}

func weakly(a, b []float64) bool {
	for p := range a {
		if a[p] < b[p] {
			return false
		}
	}
	return true
}

// drawTable makes a random problem with whole-number payoffs, so that sums
// are exact in any order and ties are common.
func drawTable(r *rapid.T) *Table {
	t := &Table{Parties: rapid.IntRange(2, 4).Draw(r, "parties")}
	span := rapid.SampledFrom([]int{1, 3, 50}).Draw(r, "span")
	num := rapid.IntRange(-span, span)
	vec := func() []float64 {
		v := make([]float64, t.Parties)
		for p := range v {
			v[p] = float64(num.Draw(r, "u"))
		}
		return v
	}
	n := rapid.IntRange(1, 5).Draw(r, "issues")
	for i := 0; i < n; i++ {
		is := Issue{ID: fmt.Sprint("i", i)}
		for l := rapid.IntRange(1, 3).Draw(r, "levels"); l > 0; l-- {
			is.Levels = append(is.Levels, vec())
		}
		t.Issues = append(t.Issues, is)
	}
	if n > 1 {
		for k := rapid.IntRange(0, 2).Draw(r, "cross"); k > 0; k-- {
			a := rapid.IntRange(0, n-2).Draw(r, "a")
			b := rapid.IntRange(a+1, n-1).Draw(r, "b")
			c := Cross{A: a, B: b}
			for range t.Issues[a].Levels {
				var row [][]float64
				for range t.Issues[b].Levels {
					row = append(row, vec())
				}
				c.Value = append(c.Value, row)
			}
			t.Cross = append(t.Cross, c)
		}
	}
	for k := rapid.IntRange(0, 2).Draw(r, "clauses"); k > 0; k-- {
		cl := Clause{ID: fmt.Sprint("c", k)}
		for m := rapid.IntRange(1, 2).Draw(r, "literals"); m > 0; m-- {
			i := rapid.IntRange(0, n-1).Draw(r, "issue")
			lit := Literal{Issue: i}
			for range t.Issues[i].Levels {
				lit.Levels = append(lit.Levels, rapid.Bool().Draw(r, "mark"))
			}
			cl.Any = append(cl.Any, lit)
		}
		t.Clauses = append(t.Clauses, cl)
	}
	return t
}

func TestFrontierEqualsBruteForce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tab := drawTable(r)
		f, err := tab.Frontier()
		if err != nil {
			r.Fatal(err)
		}
		want := brute(tab)
		if f.Len() != len(want) {
			r.Fatalf("%d points, brute force has %d", f.Len(), len(want))
		}
		got := make([]float64, tab.Parties)
		for k := range want {
			if !equal(f.Payoff(k), want[k]) {
				r.Fatalf("point %d: %v, brute force %v", k, f.Payoff(k), want[k])
			}
			tab.Payoff(f.Levels(k), got)
			if !equal(got, want[k]) || !tab.Feasible(f.Levels(k)) {
				r.Fatalf("point %d: its package %v gives %v, feasible %v", k, f.Levels(k), got, tab.Feasible(f.Levels(k)))
			}
		}
	})
}

func TestCountEqualsBruteForce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tab := drawTable(r)
		threat := make([]float64, tab.Parties)
		for p := range threat {
			threat[p] = float64(rapid.IntRange(-2, 2).Draw(r, "threat"))
		}
		feasible, zone := 0.0, 0.0
		v, none := make([]float64, tab.Parties), make([]float64, tab.Parties)
		tab.Each(func(levels []int) bool {
			if tab.Feasible(levels) {
				feasible++
				tab.Payoff(levels, v)
				if gains(v, none, threat) {
					zone++
				}
			}
			return true
		})
		f, z, ok := tab.Count(threat)
		if !ok || f != feasible || z != zone {
			r.Fatalf("feasible %v and zone %v (counted %v), brute force %v and %v", f, z, ok, feasible, zone)
		}
	})
}

// TestChoicesEqualBruteForce checks that picking from the frontier is
// picking from all packages.
func TestChoicesEqualBruteForce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tab := drawTable(r)
		f, err := tab.Frontier()
		if err != nil {
			r.Fatal(err)
		}
		var all [][]float64
		ideal := make([]float64, tab.Parties)
		tab.Each(func(levels []int) bool {
			v := make([]float64, tab.Parties)
			tab.Payoff(levels, v)
			if tab.Feasible(levels) && weakly(v, make([]float64, tab.Parties)) {
				all = append(all, v)
				for p := range v {
					ideal[p] = math.Max(ideal[p], v[p])
				}
			}
			return true
		})
		for _, c := range Concepts {
			best := math.Inf(-1)
			for _, v := range all {
				if s, ok := c.score(append([]float64(nil), v...), ideal, nil); ok {
					best = math.Max(best, s)
				}
			}
			got := f.Choose(c, nil, nil)
			if (got.Point < 0) != math.IsInf(best, -1) {
				r.Fatalf("%s: point %d, best score by brute force %v", c, got.Point, best)
			}
			// Packages with equal products tie, whichever way their logs round.
			if got.Point >= 0 && math.Abs(got.Score-best) > 1e-12*math.Max(1, math.Abs(best)) {
				r.Fatalf("%s: score %v, brute force %v", c, got.Score, best)
			}
		}
	})
}

// TestAffineInvariance rescales one party's payoffs by a power of two, which
// is exact in floating point: Nash and Kalai-Smorodinsky must pick the same
// package.
func TestAffineInvariance(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tab := drawTable(r)
		p := rapid.IntRange(0, tab.Parties-1).Draw(r, "party")
		scale := math.Ldexp(1, rapid.IntRange(-3, 5).Draw(r, "scale"))
		shift := float64(rapid.IntRange(-8, 8).Draw(r, "shift"))
		threat := make([]float64, tab.Parties)
		threat[p] = shift * scale
		moved := *tab
		moved.Issues, moved.Cross = nil, nil
		for k, is := range tab.Issues {
			var ls [][]float64
			for _, v := range is.Levels {
				w := append([]float64(nil), v...)
				w[p] *= scale
				if k == 0 {
					w[p] += shift * scale
				}
				ls = append(ls, w)
			}
			moved.Issues = append(moved.Issues, Issue{ID: is.ID, Levels: ls})
		}
		for _, c := range tab.Cross {
			d := Cross{A: c.A, B: c.B}
			for _, row := range c.Value {
				var out [][]float64
				for _, v := range row {
					w := append([]float64(nil), v...)
					w[p] *= scale
					out = append(out, w)
				}
				d.Value = append(d.Value, out)
			}
			moved.Cross = append(moved.Cross, d)
		}
		a, err := tab.Frontier()
		if err != nil {
			r.Fatal(err)
		}
		b, err := moved.Frontier()
		if err != nil {
			r.Fatal(err)
		}
		for _, c := range []Concept{Nash, KalaiSmorodinsky} {
			x, y := a.Choose(c, nil, nil), b.Choose(c, threat, nil)
			if (x.Point < 0) != (y.Point < 0) {
				r.Fatalf("%s: picks in one scale only", c)
			}
			if x.Point < 0 {
				continue
			}
			// The optimum may be tied; its score may not change beyond the
			// constant log(scale) of the Nash product.
			want := x.Score
			if c == Nash {
				want += math.Log(scale)
			}
			if math.Abs(y.Score-want) > 1e-12*(1+math.Abs(want)) {
				r.Fatalf("%s: score %v, want %v", c, y.Score, want)
			}
			back := append([]float64(nil), b.Payoff(y.Point)...)
			back[p] = back[p]/scale - shift
			if s, ok := c.score(back, x.Ideal, nil); !ok || math.Abs(s-x.Score) > 1e-12*(1+math.Abs(x.Score)) {
				r.Fatalf("%s: the package picked after rescaling scores %v before it, not %v", c, s, x.Score)
			}
		}
	})
}

// TestSymmetry swaps two parties of a two-party table made symmetric: the
// gains of every concept must be equal.
func TestSymmetry(t *testing.T) {
	tab := &Table{Parties: 2, Issues: []Issue{
		{ID: "a", Levels: [][]float64{{0, 0}, {4, -1}, {1, 1}}},
		{ID: "b", Levels: [][]float64{{0, 0}, {-1, 4}, {1, 1}}},
	}}
	f, err := tab.Frontier()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Concepts {
		if ch := f.Choose(c, nil, nil); ch.Point < 0 || f.Payoff(ch.Point)[0] != f.Payoff(ch.Point)[1] {
			t.Errorf("%s: %+v", c, ch)
		}
	}
}

// TestHandSolved is a two-party example solved on paper. Two issues: x in
// {0,1,2,3} gives the first party 3x and costs the second x; y in {0,1,2}
// gives the second 4y and costs the first 2y. Packages (x,y), payoffs
// (3x-2y, 4y-x). Undominated: (3,0)=(9,-3), (3,1)=(7,1), (3,2)=(5,5),
// (2,2)=(2,6), (1,2)=(-1,7), (0,2)=(-4,8). In the zone: (7,1), (5,5), (2,6).
// Nash products 7, 25, 12; ideal gains (7,6): smallest shares 1/6, 5/7,
// 2/7; smallest gains 1, 5, 2; sums 8, 10, 8.
func TestHandSolved(t *testing.T) {
	tab := &Table{Parties: 2, Issues: []Issue{{ID: "x"}, {ID: "y"}}}
	for x := 0.0; x <= 3; x++ {
		tab.Issues[0].Levels = append(tab.Issues[0].Levels, []float64{3 * x, -x})
	}
	for y := 0.0; y <= 2; y++ {
		tab.Issues[1].Levels = append(tab.Issues[1].Levels, []float64{-2 * y, 4 * y})
	}
	f, err := tab.Frontier()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{9, -3}, {7, 1}, {5, 5}, {2, 6}, {-1, 7}, {-4, 8}}
	if f.Len() != len(want) {
		t.Fatalf("%d points, want %d", f.Len(), len(want))
	}
	for k, w := range want {
		if !equal(f.Payoff(k), w) {
			t.Errorf("point %d: %v, want %v", k, f.Payoff(k), w)
		}
	}
	for c, score := range map[Concept]float64{Nash: math.Log(5) + math.Log(5), KalaiSmorodinsky: 5.0 / 7, Egalitarian: 5, Utilitarian: 10} {
		got := f.Choose(c, nil, nil)
		if got.Point != 2 || got.Score != score {
			t.Errorf("%s: point %d score %v, want point 2 score %v", c, got.Point, got.Score, score)
		}
	}
	// All the power with the first party: the largest first gain in the zone.
	if got := f.Choose(Nash, nil, []float64{1, 0}); got.Point != 1 {
		t.Errorf("one-sided power picks point %d, want 1", got.Point)
	}
	// A red line against x = 3 closes the best corner.
	tab.Clauses = []Clause{{ID: "red", Any: []Literal{{Issue: 0, Levels: []bool{true, true, true, false}}}}}
	g, err := tab.Frontier()
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Choose(Nash, nil, nil); !equal(g.Payoff(got.Point), []float64{2, 6}) {
		t.Errorf("under the red line Nash gives %v, want [2 6]", g.Payoff(got.Point))
	}
}

func TestRivals(t *testing.T) {
	tab := &Table{Parties: 2, Issues: []Issue{{Levels: [][]float64{{10, 1}, {6, 5}, {5, 6.5}, {1, 9}}}}}
	f, err := tab.Frontier()
	if err != nil {
		t.Fatal(err)
	}
	nash := f.Choose(Nash, nil, nil) // products 10, 30, 32.5, 9
	for slack, want := range map[float64]int{0: 0, 0.05: 0, 0.2: 1, 2: 3} {
		if got := f.Rivals(nash, nil, nil, slack); got != want {
			t.Errorf("slack %g: %d rivals, want %d", slack, got, want)
		}
	}
}

func TestDegenerateSets(t *testing.T) {
	rows := []struct {
		name   string
		issues []Issue
		points int
		open   bool
	}{
		{"no issue", nil, 1, false},
		{"single point", []Issue{{Levels: [][]float64{{3, 4}}}}, 1, true},
		{"collinear", []Issue{{Levels: [][]float64{{0, 0}, {1, -1}, {2, -2}}}, {Levels: [][]float64{{0, 0}, {-1, 1}, {-2, 2}}}}, 5, false},
		{"all equal", []Issue{{Levels: [][]float64{{1, 1}, {1, 1}}}, {Levels: [][]float64{{0, 0}, {0, 0}}}}, 1, true},
		{"empty zone", []Issue{{Levels: [][]float64{{-1, 5}, {5, -1}}}}, 2, false},
		{"one gains, one is as before", []Issue{{Levels: [][]float64{{0, 0}, {0, 2}}}}, 1, true},
	}
	for _, row := range rows {
		tab := &Table{Parties: 2, Issues: row.issues}
		f, err := tab.Frontier()
		if err != nil {
			t.Fatal(row.name, err)
		}
		if f.Len() != row.points || f.Open(nil) != row.open {
			t.Errorf("%s: %d points, open %v; want %d, %v", row.name, f.Len(), f.Open(nil), row.points, row.open)
		}
	}
	// A contradiction: nothing is feasible.
	tab := &Table{Parties: 2, Issues: []Issue{{Levels: [][]float64{{1, 1}, {2, 2}}}}, Clauses: []Clause{
		{ID: "a", Any: []Literal{{Levels: []bool{true, false}}}}, {ID: "b", Any: []Literal{{Levels: []bool{false, true}}}}}}
	f, err := tab.Frontier()
	if err != nil || f.Len() != 0 || f.Open(nil) || f.Choose(Nash, nil, nil).Point != -1 {
		t.Errorf("contradiction: %d points, %v", f.Len(), err)
	}
	// Nobody's gain is strict for both: the Nash product is never positive.
	tab = &Table{Parties: 2, Issues: []Issue{{Levels: [][]float64{{0, 0}, {0, 2}}}}}
	f, _ = tab.Frontier()
	if got := f.Choose(Nash, nil, nil); got.Point != -1 {
		t.Errorf("Nash picks %d where one party cannot gain", got.Point)
	}
	if got := f.Choose(KalaiSmorodinsky, nil, nil); got.Point != 0 {
		t.Errorf("Kalai-Smorodinsky picks %d, want 0", got.Point)
	}
}

func TestTableCheck(t *testing.T) {
	ok := Issue{ID: "x", Levels: [][]float64{{0, 0}}}
	for name, tab := range map[string]*Table{
		"one party":       {Parties: 1},
		"many parties":    {Parties: 99},
		"no level":        {Parties: 2, Issues: []Issue{{ID: "x"}}},
		"short payoff":    {Parties: 2, Issues: []Issue{{ID: "x", Levels: [][]float64{{0}}}}},
		"not a number":    {Parties: 2, Issues: []Issue{{ID: "x", Levels: [][]float64{{0, math.NaN()}}}}},
		"cross with self": {Parties: 2, Issues: []Issue{ok}, Cross: []Cross{{A: 0, B: 0}}},
		"empty clause":    {Parties: 2, Issues: []Issue{ok}, Clauses: []Clause{{ID: "c"}}},
		"stray clause":    {Parties: 2, Issues: []Issue{ok}, Clauses: []Clause{{ID: "c", Any: []Literal{{Issue: 4}}}}},
	} {
		if tab.Check() == nil {
			t.Errorf("%s: passes", name)
		}
	}
}

func equal(a, b []float64) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return len(a) == len(b)
}

// million is an additive table of 10^6 packages; conflict in [0,1] says how
// far the second party's payoffs are the first's turned round.
func million(parties int, conflict float64) *Table {
	t := &Table{Parties: parties}
	state := uint64(20250520)
	next := func() float64 { // splitmix64
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return float64((z^z>>31)>>11)/(1<<53) - 0.5
	}
	for i := 0; i < 6; i++ {
		is := Issue{ID: fmt.Sprint(i)}
		for l := 0; l < 10; l++ {
			v := make([]float64, parties)
			sum := 0.0
			for p := range v {
				v[p] = next()
				if p > 0 {
					v[p] = (1-conflict)*v[p] - conflict*sum
				}
				sum += v[p]
			}
			is.Levels = append(is.Levels, v)
		}
		t.Issues = append(t.Issues, is)
	}
	return t
}

// allUndominated is an additive table of 10^6 packages of which none dominates
// another, all of them worth signing: the last party's payoffs are a constant
// less those of the others, whose own are drawn.
func allUndominated(parties int) *Table {
	t := million(parties, 0)
	for _, is := range t.Issues {
		for _, v := range is.Levels {
			sum := 0.0
			for p := range v[1:] {
				v[p] += 0.5
				sum += v[p]
			}
			v[parties-1] = float64(parties) - sum
		}
	}
	return t
}

func BenchmarkFrontierMillion(b *testing.B) {
	for _, parties := range []int{2, 3} {
		for _, conflict := range []float64{0, 0.9, 1, 2} {
			b.Run(fmt.Sprintf("parties=%d/conflict=%g", parties, conflict), func(b *testing.B) {
				tab := million(parties, conflict)
				if conflict == 2 {
					tab = allUndominated(parties)
				}
				points := 0
				for b.Loop() {
					f, err := tab.Frontier()
					if err != nil {
						b.Fatal(err)
					}
					for _, c := range Concepts {
						f.Choose(c, nil, nil)
					}
					points = f.Len()
				}
				b.ReportMetric(float64(points), "points")
			})
		}
	}
}
