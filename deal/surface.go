package deal

import (
	"context"
	"math"

	"parley/deal/bargain"
)

// surface is the approximation that packages are searched on: what each
// level gives alone, and what pairs of levels give beyond that, each from a
// solve of the model in the search world. Values are gains against the
// disagreement, trade only.
type surface struct {
	own  [][]*outcome // [instrument][level]; nil at level 0 and for direct items
	pair map[[4]int]*outcome
}

// interactionFloor is the smallest cross effect of two items at their
// fullest levels, million USD a year, for which their other levels are
// solved too.
const interactionFloor = 5.0

// explore solves the world at every level of every instrument alone, and at
// pairs of levels where the pair matters.
func explore(ctx context.Context, w *world, workers int) (*surface, int, error) {
	c := w.c
	s := &surface{own: make([][]*outcome, len(c.Instruments)), pair: map[[4]int]*outcome{}}
	type cell struct{ a, la, b, lb int }
	solve := func(cells []cell) error {
		jobs := make([]*job, len(cells))
		for k, x := range cells {
			jobs[k] = &job{w: w, levels: c.only(x.a, x.la), tol: searchTolerance}
			if x.b >= 0 {
				jobs[k].levels[x.b] = x.lb
			}
		}
		if err := run(ctx, workers, jobs); err != nil {
			return err
		}
		for k, x := range cells {
			if x.b < 0 {
				s.own[x.a][x.la] = jobs[k].out
			} else {
				s.pair[[4]int{x.a, x.la, x.b, x.lb}] = jobs[k].out
			}
		}
		return nil
	}
	last := func(i int) int { return len(c.Instruments[i].Levels) - 1 }
	var alone, fullest, near []cell
	for a := range c.Instruments {
		s.own[a] = make([]*outcome, last(a)+1)
		if c.Instruments[a].Direct() {
			continue
		}
		for l := 1; l <= last(a); l++ {
			alone = append(alone, cell{a: a, la: l, b: -1})
		}
		for b := a + 1; b < len(c.Instruments); b++ {
			if !c.Instruments[b].Direct() {
				fullest = append(fullest, cell{a, last(a), b, last(b)})
			}
		}
	}
	if err := solve(alone); err != nil {
		return nil, 0, err
	}
	w.alone = s.own
	if err := solve(fullest); err != nil {
		return nil, 0, err
	}
	for _, x := range fullest {
		if s.largest(w, x.a, x.la, x.b, x.lb) < interactionFloor {
			delete(s.pair, [4]int{x.a, x.la, x.b, x.lb})
			continue
		}
		for la := 1; la <= last(x.a); la++ {
			for lb := 1; lb <= last(x.b); lb++ {
				if la != x.la || lb != x.lb {
					near = append(near, cell{x.a, la, x.b, lb})
				}
			}
		}
	}
	if err := solve(near); err != nil {
		return nil, 0, err
	}
	return s, len(alone) + len(fullest) + len(near), nil
}

// only is the package with one instrument moved.
func (c *Case) only(i, l int) []int {
	levels := make([]int, len(c.Instruments))
	levels[i] = l
	return levels
}

// cross is what two levels give a party together beyond the sum of what
// each gives alone.
func (s *surface) cross(w *world, r Reading, a, la, b, lb, p int) float64 {
	o := s.pair[[4]int{a, la, b, lb}]
	if o == nil {
		return 0
	}
	return o.value(r, p) - s.own[a][la].value(r, p) - s.own[b][lb].value(r, p) + w.base.value(r, p)
}

// largest is the largest cross effect over parties and readings.
func (s *surface) largest(w *world, a, la, b, lb int) float64 {
	m := 0.0
	for p := range w.c.Parties {
		for _, r := range readings {
			m = math.Max(m, math.Abs(s.cross(w, r, a, la, b, lb, p)))
		}
	}
	return m
}

// readings in the order they are reported.
var readings = []Reading{WelfareOnly, Political}

// direct is what the case says a level is worth to a party, at the value
// that counts in the search.
func (v *LevelSpec) direct(party string) float64 {
	r, ok := v.Value[party]
	if !ok {
		return 0
	}
	return r.Mid
}

// gain is what one level alone gives a party against the disagreement.
func (s *surface) gain(w *world, r Reading, i, l, p int) float64 {
	if o := s.own[i][l]; o != nil {
		return o.value(r, p) - w.base.value(r, p)
	}
	return w.c.Instruments[i].Levels[l].direct(w.c.Parties[p].ID)
}

// table is the bargaining problem of one reading on the surface.
func (s *surface) table(w *world, r Reading, clauses []bargain.Clause) *bargain.Table {
	c := w.c
	P := len(c.Parties)
	t := &bargain.Table{Parties: P, Clauses: clauses}
	for i := range c.Instruments {
		is := bargain.Issue{ID: c.Instruments[i].ID}
		for l := range c.Instruments[i].Levels {
			v := make([]float64, P)
			if l > 0 {
				for p := range v {
					v[p] = s.gain(w, r, i, l, p)
				}
			}
			is.Levels = append(is.Levels, v)
		}
		t.Issues = append(t.Issues, is)
	}
	for a := range c.Instruments {
		for b := a + 1; b < len(c.Instruments); b++ {
			x := bargain.Cross{A: a, B: b}
			any := false
			for la := range c.Instruments[a].Levels {
				row := make([][]float64, len(c.Instruments[b].Levels))
				for lb := range row {
					row[lb] = make([]float64, P)
					if la == 0 || lb == 0 {
						continue
					}
					for p := range row[lb] {
						row[lb][p] = s.cross(w, r, a, la, b, lb, p)
						any = any || row[lb][p] != 0
					}
				}
				x.Value = append(x.Value, row)
			}
			if any {
				t.Cross = append(t.Cross, x)
			}
		}
	}
	return t
}
