package deal

import (
	"context"
	"math"
	"sort"

	"parley/economy"
	"parley/trade"
)

// Tornado is how far one assumption, from its low to its high end, moves a
// party's payoff from a package. Both ends are solves, not extrapolations.
type Tornado struct {
	Title      string  `json:"title"` // of the package
	Reading    Reading `json:"reading"`
	Party      string  `json:"party"`
	Assumption string  `json:"assumption"`
	Central    float64 `json:"central"` // the payoff with everything at its central value, same economy
	Low        float64 `json:"low"`     // the payoff with this one at its low end
	High       float64 `json:"high"`
}

// Swing is how much the assumption matters.
func (t Tornado) Swing() float64 { return math.Abs(t.High - t.Low) }

// tornadoRows is how many assumptions are listed for a party and reading.
const tornadoRows = 6

// tornado finds which assumptions matter most for the lead package of each
// reading, and solves again with each at its two ends.
//
// There are as many elasticities as sectors, and each pair of ends costs two
// solves of the benchmark and of every package. So the elasticities are first
// ranked by what the gradients of the payoffs at the disagreement and at the
// package promise over their ranges; those that matter most are then solved.
func (s *session) tornado(ctx context.Context) ([]Tornado, error) {
	c := s.c
	var cands []candidate
	for ri := range readings {
		if lead := s.leadOf(ri); lead != nil {
			cands = append(cands, candidate{c.Lead.Concept + " package", ri, lead, -1})
		}
	}
	if cands == nil {
		return nil, nil
	}
	sectors, err := s.sensitive(ctx, cands)
	if err != nil {
		return nil, err
	}
	moved := func(i int) bool {
		for _, cand := range cands {
			if cand.levels[i] > 0 {
				return true
			}
		}
		return false
	}
	names, ends := s.assumptions(func(k int) bool { return sectors[k] }, moved)
	states := append([]state{s.centre()}, ends...)
	values, _, err := s.valueStates(ctx, states, cands)
	if err != nil {
		return nil, err
	}
	return s.swings(cands, names, values[0], values[1:], tornadoRows), nil
}

// centre is the state in which everything has its central value.
func (s *session) centre() state {
	return state{make([]setting, s.search.econ.S()), make([]setting, len(s.c.Instruments))}
}

// swings turns the payoffs at the ends of every assumption into rows, largest
// swing first within package, reading and party.
func (s *session) swings(cands []candidate, names []string, middle [][]float64, ends [][][]float64, rows int) []Tornado {
	var out []Tornado
	if middle == nil {
		return nil
	}
	for k, cand := range cands {
		for p, party := range s.c.Parties {
			var mine []Tornado
			for j, name := range names {
				lo, hi := ends[2*j], ends[2*j+1]
				if lo == nil || hi == nil {
					continue
				}
				mine = append(mine, Tornado{cand.title, readings[cand.reading], party.ID, name, middle[k][p], lo[k][p], hi[k][p]})
			}
			sort.SliceStable(mine, func(a, b int) bool { return mine[a].Swing() > mine[b].Swing() })
			out = append(out, mine[:min(len(mine), rows)]...)
		}
	}
	return out
}

// sensitive marks the sectors whose trade elasticities promise to matter most
// for the candidates, by the first-order change of each party's welfare over
// the range. Services are marked or left out together: their ranges come from
// one source, and no single one of them is large.
func (s *session) sensitive(ctx context.Context, cands []candidate) (map[int]bool, error) {
	w := s.search
	e := w.econ
	type ask struct {
		levels  []int
		outcome trade.Outcome
		theta   []float64
	}
	var asks []*ask
	at := map[string][]*ask{} // package to what was asked of it
	want := func(levels []int) {
		k := key(levels)
		if at[k] != nil {
			return
		}
		for p := range s.c.Parties {
			for _, o := range w.stakes(p) {
				a := &ask{levels: levels, outcome: o}
				asks, at[k] = append(asks, a), append(at[k], a)
			}
		}
	}
	none := make([]int, len(s.c.Instruments))
	want(none)
	for _, cand := range cands {
		want(cand.levels)
	}
	tasks := make([]func() error, len(asks))
	for n, a := range asks {
		tasks[n] = func() error {
			g, err := w.model.Gradient(ctx, w.shock(a.levels), a.outcome, trade.Options{Tolerance: searchTolerance, Start: w.near(a.levels)})
			if err == nil {
				a.theta = g.Theta
			}
			return err
		}
	}
	if err := parallel(s.opt.Workers, tasks); err != nil {
		return nil, err
	}
	s.solves += len(asks)
	score := make([]float64, e.S())
	services := 0.0
	for _, cand := range cands {
		for n, a := range at[key(cand.levels)] {
			together := 0.0
			for k, sec := range e.Sectors {
				t := e.Theta[k]
				swing := (a.theta[k] - at[key(none)][n].theta[k]) * (t.High - t.Low)
				if !(t.Low < t.High) {
					continue
				}
				if sec.Kind == economy.Services {
					together += swing
				} else {
					score[k] = math.Max(score[k], math.Abs(swing))
				}
			}
			services = math.Max(services, math.Abs(together))
		}
	}
	order := make([]int, 0, e.S())
	for k := range e.Sectors {
		if score[k] > 0 {
			order = append(order, k)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return score[order[a]] > score[order[b]] })
	marked := map[int]bool{}
	for n, k := range order {
		if n == tornadoRows-1 {
			break
		}
		marked[k] = true
	}
	if services > 0 && (len(order) < tornadoRows || services > score[order[tornadoRows-1]]) {
		for k, sec := range e.Sectors {
			marked[k] = marked[k] || sec.Kind == economy.Services
		}
	}
	return marked, nil
}

// stakes are the outcomes that a party's payoff is made of: its welfare, and
// the sales of the sectors that it weighs in million USD of value added.
// The cost of living, which the political reading also divides by, moves all
// sectors alike and is left to the solves.
func (w *world) stakes(p int) []trade.Outcome {
	N := w.econ.N()
	weights := make([]float64, N)
	for _, n := range w.regions[p] {
		weights[n] = 1
	}
	out := []trade.Outcome{{Measure: trade.WelfareMUSD, Weights: weights}}
	for _, x := range w.c.Parties[p].Weights {
		k := w.econ.Sector(x.Sector)
		if k < 0 {
			continue
		}
		sales := make([]float64, N)
		for _, n := range w.regions[p] {
			at := n*w.econ.S() + k
			sales[n] = x.Value * w.econ.ValueAdded[at] * w.econ.Output(n, k) / 100
		}
		out = append(out, trade.Outcome{Measure: trade.Output, Sector: k, Weights: sales})
	}
	return out
}
