package deal

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sort"

	"parley/economy"
	"parley/trade"
)

// Uncertainty is what a package gives over draws of everything that is not
// known, on the economy of the search.
type Uncertainty struct {
	Draws    int       `json:"draws"`
	Seed     uint64    `json:"seed"`
	Packages []Spread  `json:"packages"`
	Tornado  []Tornado `json:"tornado"` // by falling swing, within package, reading and party
	Notes    []string  `json:"notes"`
}

// Spread is the distribution of a package's payoffs.
type Spread struct {
	Title   string              `json:"title"`
	Reading Reading             `json:"reading"`
	Package Package             `json:"package"`
	Payoffs map[string]Quantile `json:"payoffs"`
	InZone  float64             `json:"in_zone"` // share of draws in which nobody is worse off than without the deal
}

// Quantile is a distribution, million USD a year.
type Quantile struct {
	P5   float64 `json:"p5"`
	P50  float64 `json:"p50"`
	P95  float64 `json:"p95"`
	Mean float64 `json:"mean"`
}

// candidate is a package whose payoffs are drawn.
type candidate struct {
	title   string
	reading int
	levels  []int
	signed  int // index of a signed deal with a threat of its own, or -1
}

// state is one place in the space of what is not known.
type state struct {
	theta []setting // by sector
	item  []setting // by instrument
}

// moved says whether an elasticity is off its central value.
func (x state) moved() bool {
	for _, v := range x.theta {
		if v != central {
			return true
		}
	}
	return false
}

// uncertainty draws payoffs of the lead and the signed packages, and moves
// one assumption at a time for the tornado.
//
// Every trade elasticity and every range of an instrument is drawn on its
// own, triangular between low, central and high.
func (s *session) uncertainty(ctx context.Context) (*Uncertainty, error) {
	c := s.c
	var cands []candidate
	for ri := range readings {
		if lead := s.leadOf(ri); lead != nil {
			cands = append(cands, candidate{c.Lead.Concept + " package", ri, lead, -1})
		}
	}
	for k, d := range c.Signed {
		levels, _ := c.levels(d.Package, "", 0)
		for ri := range readings {
			cands = append(cands, candidate{d.Title, ri, levels, k})
		}
	}
	u := &Uncertainty{Draws: s.opt.Draws, Seed: s.opt.Seed}
	u.Notes = append(u.Notes, "each elasticity and each range of an item is drawn independently, triangular between its ends with the central value as mode; weights are held fixed")
	base := s.search.econ
	rng := rand.New(rand.NewPCG(s.opt.Seed, 0x70617263656c))
	triangle := func() setting { return setting(rng.Float64() + rng.Float64() - 1) }
	states := make([]state, s.opt.Draws)
	for k := range states {
		states[k] = state{make([]setting, base.S()), make([]setting, len(c.Instruments))}
		for j := range states[k].theta {
			states[k].theta[j] = triangle()
		}
		for j := range states[k].item {
			states[k].item[j] = triangle()
		}
	}
	all := func(int) bool { return true }
	names, ends := s.assumptions(all, all)
	states = append(append(states, s.centre()), ends...)
	values, failed, err := s.valueStates(ctx, states, cands)
	if err != nil {
		return nil, err
	}
	if failed > 0 {
		u.Notes = append(u.Notes, fmt.Sprintf("%d of %d states did not converge and are left out", failed, len(states)))
	}
	for k, cand := range cands {
		u.Packages = append(u.Packages, s.spreadOf(cand, values[:s.opt.Draws], k))
	}
	u.Tornado = s.swings(cands, names, values[s.opt.Draws], values[s.opt.Draws+1:], 8)
	return u, nil
}

// allServices names the elasticities of services, which move together.
const allServices = "trade elasticities of services"

// assumptions lists what is not known, each at its low and its high end:
// elasticities of the sectors asked for, and ranges of the items asked for.
func (s *session) assumptions(sector, item func(int) bool) (names []string, ends []state) {
	c, e := s.c, s.search.econ
	at := func(change func(*state, setting)) {
		for _, v := range []setting{low, high} {
			x := state{make([]setting, e.S()), make([]setting, len(c.Instruments))}
			change(&x, v)
			ends = append(ends, x)
		}
	}
	var services []int
	for k, sec := range e.Sectors {
		if t := e.Theta[k]; !(t.Low < t.High) || !sector(k) {
			continue
		}
		if sec.Kind == economy.Services {
			services = append(services, k)
			continue
		}
		names = append(names, "trade elasticity of "+sec.Name)
		at(func(x *state, v setting) { x.theta[k] = v })
	}
	if services != nil {
		names = append(names, allServices)
		at(func(x *state, v setting) {
			for _, k := range services {
				x.theta[k] = v
			}
		})
	}
	for i := range c.Instruments {
		if c.Instruments[i].uncertain() && item(i) {
			names = append(names, c.Instruments[i].unknown())
			at(func(x *state, v setting) { x.item[i] = v })
		}
	}
	return names, ends
}

// valueStates solves the candidates in every state: [state][candidate][party],
// nil where a solve failed.
func (s *session) valueStates(ctx context.Context, states []state, cands []candidate) (values [][][]float64, failed int, err error) {
	threats := make([]*trade.Shock, len(s.c.Signed))
	for k, d := range s.c.Signed {
		if len(d.Against) > 0 {
			if threats[k], err = s.threat(s.search, d); err != nil {
				return nil, 0, err
			}
		}
	}
	values = make([][][]float64, len(states))
	tasks := make([]func() error, len(states))
	for k := range states {
		tasks[k] = func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if v, err := s.valueState(ctx, states[k], cands, threats); err == nil {
				values[k] = v
			}
			return nil
		}
	}
	if err := parallel(s.opt.Workers, tasks); err != nil {
		return nil, 0, err
	}
	for _, v := range values {
		if v == nil {
			failed++
		}
	}
	return values, failed, nil
}

func (s *session) valueState(ctx context.Context, at state, cands []candidate, threats []*trade.Shock) ([][]float64, error) {
	w := *s.search
	var err error
	if at.moved() { // else the model and its disagreement stand
		w.alone = nil
		w.econ = withElasticities(s.search.econ, func(k int) setting { return at.theta[k] })
		if w.econ, w.model, err = s.c.model(w.econ); err != nil {
			return nil, err
		}
	}
	if w.levers, err = s.c.pull(s.fullEcon, w.econ, w.duties, func(i int) setting { return at.item[i] }); err != nil {
		return nil, err
	}
	if at.moved() || s.c.restless() {
		w.alone = nil
		if err := w.settle(ctx, searchTolerance); err != nil {
			return nil, err
		}
	}
	solved := map[string]*outcome{}
	from := make([]*outcome, len(threats))
	out := make([][]float64, len(cands))
	for k, cand := range cands {
		o := solved[key(cand.levels)]
		if o == nil {
			if o, err = w.solve(ctx, w.shock(cand.levels), searchTolerance, false, w.near(cand.levels)); err != nil {
				return nil, err
			}
			solved[key(cand.levels)] = o
		}
		base := w.base
		if cand.signed >= 0 && threats[cand.signed] != nil {
			if from[cand.signed] == nil {
				if from[cand.signed], err = w.solve(ctx, threats[cand.signed], searchTolerance, false, nil); err != nil {
					return nil, err
				}
			}
			base = from[cand.signed]
		}
		out[k] = make([]float64, len(s.c.Parties))
		for p := range out[k] {
			r := readings[cand.reading]
			out[k][p] = o.value(r, p) - base.value(r, p) + s.direct(cand.levels, p)
		}
	}
	return out, nil
}

// spreadOf is the distribution of one candidate over the draws.
func (s *session) spreadOf(cand candidate, values [][][]float64, k int) Spread {
	x := Spread{Title: cand.title, Reading: readings[cand.reading], Package: s.c.pack(cand.levels), Payoffs: map[string]Quantile{}}
	in, n := 0, 0
	by := make([][]float64, len(s.c.Parties))
	for _, v := range values {
		if v == nil {
			continue
		}
		n++
		ok := true
		for p, u := range v[k] {
			by[p] = append(by[p], u)
			ok = ok && u >= 0
		}
		if ok {
			in++
		}
	}
	if n > 0 {
		x.InZone = float64(in) / float64(n)
	}
	for p, party := range s.c.Parties {
		sort.Float64s(by[p])
		q := Quantile{}
		for _, u := range by[p] {
			q.Mean += u / float64(len(by[p]))
		}
		if m := len(by[p]); m > 0 {
			q.P5, q.P50, q.P95 = by[p][m*5/100], by[p][m/2], by[p][(m-1)*95/100]
		}
		x.Payoffs[party.ID] = q
	}
	return x
}
