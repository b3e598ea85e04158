package deal

import (
	"context"
	"fmt"
	"math"
	"strings"

	"parley/internal/fault"
	"parley/trade"
)

// Check is the answer to one expectation of a case, measured in each of the
// ways that it could be meant.
type Check struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Ways   []CheckBy `json:"ways"`
	Source string    `json:"source"`
	Note   string    `json:"note,omitempty"`
}

// CheckBy is one way to measure an expectation.
type CheckBy struct {
	By    string `json:"by"` // the run and the measure
	Holds bool   `json:"holds"`
	Why   string `json:"why"` // the numbers
}

// Held counts the ways in which an expectation holds.
func (k Check) Held() (n int) {
	for _, w := range k.Ways {
		if w.Holds {
			n++
		}
	}
	return n
}

// checkExpect refuses an expectation that asks nothing, or of nothing.
func (c *Case) checkExpect() error {
	for i := range c.Expect {
		x := &c.Expect[i]
		what := fmt.Sprintf("expectation %q", x.ID)
		bad := func(remedy, why string, args ...any) error {
			return fault.Bad(c.where(x.Line), remedy, "%s: "+why, append([]any{what}, args...)...)
		}
		for _, list := range [][]string{x.Items, x.MoreThan, x.Of} {
			for _, id := range list {
				if c.Instrument(id) < 0 {
					return bad("instruments: "+c.instrumentIDs(), "names no instrument: %q", id)
				}
			}
		}
		asks := 0
		for _, set := range []bool{len(x.MoreThan) > 0, len(x.Of) > 0, x.InZone != nil, x.Welfare != nil} {
			if set {
				asks++
			}
		}
		if asks != 1 {
			return bad("give one of more_than, of (with at_most), in_zone, pct", "asks %d things", asks)
		}
		items := len(x.MoreThan) > 0 || len(x.Of) > 0
		switch {
		case items && len(x.Items) == 0:
			return bad("add items: [...]", "compares no item")
		case len(x.Of) > 0 && x.AtMost <= 0:
			return bad("add at_most: 0.2", "says no part")
		case x.InZone == nil && c.Party(x.Party) < 0:
			return bad("parties are listed in the case file", "%q is no party of this case", x.Party)
		case !items && c.signed(x.Signed) < 0:
			return bad("name one of the signed deals of the case", "no signed deal %q", x.Signed)
		}
		switch x.Against {
		case "", "threat", "no deal", "benchmark":
		case "status quo":
			if c.StatusQuo.Line == 0 {
				return bad("give the case a status_quo", "is measured from a status quo that the case does not have")
			}
		default:
			return bad("threat, no deal, status quo or benchmark", "against %q is nothing to measure from", x.Against)
		}
		if err := c.cite(what, x.Source, x.Line); err != nil {
			return err
		}
	}
	return nil
}

// signed finds a signed deal by id: its index, or -1.
func (c *Case) signed(id string) int {
	for k := range c.Signed {
		if c.Signed[k].ID == id {
			return k
		}
	}
	return -1
}

// term is one way of running the model for an expectation.
type term struct {
	name string
	w    *world
}

// shortRun is the closure under which factors stay in their sectors.
const shortRun = "short-run"

// terms are the world of the search and, where its closure lets factors move,
// the same world in the short run.
func (s *session) terms(ctx context.Context) ([]term, error) {
	if s.c.Economy.Closure == shortRun {
		return []term{{"short run", s.search}}, nil
	}
	out := []term{{"long run", s.search}}
	if s.c.Economy.Closure != "" && s.c.Economy.Closure != "cp2015" {
		return out, nil
	}
	w := *s.search
	w.alone = nil
	var err error
	if w.econ, w.model, err = modelUnder(shortRun, s.search.econ); err != nil {
		return nil, err
	}
	if err := w.settle(ctx, searchTolerance); err != nil {
		return nil, err
	}
	s.solves++
	return append(out, term{"short run", &w}), nil
}

// expectations puts every expectation of the case to the test.
func (s *session) expectations(ctx context.Context) ([]Check, error) {
	c := s.c
	if len(c.Expect) == 0 {
		return nil, nil
	}
	terms, err := s.terms(ctx)
	if err != nil {
		return nil, err
	}
	t := &trial{s: s, ctx: ctx, done: map[string]*outcome{}}
	var out []Check
	for i := range c.Expect {
		x := &c.Expect[i]
		k := Check{ID: x.ID, Title: x.Title, Source: s.cited(x.Source), Note: x.Note}
		for _, run := range terms {
			switch {
			case x.InZone != nil:
				t.zone(&k, x, run)
			case x.Welfare != nil:
				t.effect(&k, x, run)
			default:
				t.items(&k, x, run)
			}
			if t.err != nil {
				return nil, fmt.Errorf("expectation %s: %w", x.ID, t.err)
			}
		}
		out = append(out, k)
	}
	return out, nil
}

// trial solves what expectations need, each package once.
type trial struct {
	s    *session
	ctx  context.Context
	done map[string]*outcome
	err  error
}

// at solves a package, or a shock under a name of its own.
func (t *trial) at(run term, levels []int, name string, sh func() (*trade.Shock, error)) *outcome {
	if t.err != nil {
		return nil
	}
	if sh == nil && zero(levels) {
		return run.w.base
	}
	k := run.name + name + key(levels)
	if o := t.done[k]; o != nil {
		return o
	}
	shock := (*trade.Shock)(nil)
	if sh == nil {
		shock = run.w.shock(levels)
	} else if shock, t.err = sh(); t.err != nil {
		return nil
	}
	o, err := run.w.solve(t.ctx, shock, searchTolerance, true, nil)
	if err != nil {
		t.err = err
		return nil
	}
	t.s.solves++
	t.done[k] = o
	return o
}

// items compares items: what they are worth from no deal and from the status
// quo, and the largest gain of one sector's real income that they bring.
func (t *trial) items(k *Check, x *ExpectSpec, run term) {
	c := t.s.c
	p := c.Party(x.Party)
	last := func(from []int, ids []string) []int {
		levels := append([]int(nil), from...)
		for _, id := range ids {
			i := c.Instrument(id)
			levels[i] = len(c.Instruments[i].Levels) - 1
		}
		return levels
	}
	none := make([]int, len(c.Instruments))
	quo, _ := c.levels(c.StatusQuo.Package, "", 0)
	measure := func(by string, from []int, of func(a, b *outcome) float64) {
		base := t.at(run, from, "", nil)
		worth := func(ids []string) float64 {
			o := t.at(run, last(from, ids), "", nil)
			if t.err != nil {
				return 0
			}
			v := of(o, base)
			for _, id := range ids {
				i := c.Instrument(id)
				v += c.Instruments[i].Levels[len(c.Instruments[i].Levels)-1].direct(x.Party)
			}
			return v
		}
		mine := worth(x.Items)
		way := CheckBy{By: run.name + ", " + by, Holds: true}
		words := []string{fmt.Sprintf("%s %s", strings.Join(x.Items, " and "), money(mine))}
		if len(x.Of) > 0 {
			other := worth(x.Of)
			way.Holds = math.Abs(mine) <= x.AtMost*math.Abs(other)
			words = append(words, fmt.Sprintf("%s %s", strings.Join(x.Of, " and "), money(other)))
		}
		for _, id := range x.MoreThan {
			other := worth([]string{id})
			way.Holds = way.Holds && mine > other
			words = append(words, fmt.Sprintf("%s %s", id, money(other)))
		}
		way.Why = strings.Join(words, ", ")
		if t.err == nil {
			k.Ways = append(k.Ways, way)
		}
	}
	welfare := func(a, b *outcome) float64 { return a.welfare[p] - b.welfare[p] }
	measure("welfare, from no deal", none, welfare)
	if !zero(quo) {
		measure("welfare, from the status quo", quo, welfare)
	}
	measure("largest gain of one sector's income, from no deal", none, func(a, b *outcome) float64 { return run.w.topIncome(p, a, b) })
}

// topIncome is the largest gain of real income of one sector of a party.
func (w *world) topIncome(p int, a, b *outcome) float64 {
	best := 0.0
	S := w.econ.S()
	for k := range S {
		sum := 0.0
		for _, n := range w.regions[p] {
			sum += realIncome(&a.sectors[n*S+k], &a.regions[n]) - realIncome(&b.sectors[n*S+k], &b.regions[n])
		}
		best = math.Max(best, sum)
	}
	return best
}

// from is what a signed deal is measured against.
func (t *trial) from(x *ExpectSpec, run term) (*outcome, []int) {
	c := t.s.c
	none := make([]int, len(c.Instruments))
	switch x.Against {
	case "status quo":
		quo, _ := c.levels(c.StatusQuo.Package, "", 0)
		return t.at(run, quo, "", nil), quo
	case "benchmark":
		return t.at(run, none, "benchmark", func() (*trade.Shock, error) {
			return &trade.Shock{Tariff: append([]float64(nil), run.w.econ.Tariff...)}, nil
		}), none
	case "no deal":
		return run.w.base, none
	}
	d := c.Signed[c.signed(x.Signed)]
	if len(d.Against) == 0 {
		return run.w.base, none
	}
	return t.at(run, none, "threat "+d.ID, func() (*trade.Shock, error) { return t.s.threat(run.w, d) }), none
}

// zone asks whether all sides gain by a signed deal, in both readings.
func (t *trial) zone(k *Check, x *ExpectSpec, run term) {
	c := t.s.c
	levels, _ := c.levels(c.Signed[c.signed(x.Signed)].Package, "", 0)
	base, start := t.from(x, run)
	o := t.at(run, levels, "", nil)
	if t.err != nil {
		return
	}
	for _, r := range readings {
		if r == Political && !c.weighted() {
			continue
		}
		in := true
		var words []string
		for p, party := range c.Parties {
			u := o.value(r, p) - base.value(r, p) + t.s.direct(levels, p) - t.s.direct(start, p)
			in = in && u >= 0
			words = append(words, party.ID+" "+signed(u))
		}
		k.Ways = append(k.Ways, CheckBy{By: run.name + ", " + string(r), Holds: in == *x.InZone, Why: strings.Join(words, ", ")})
	}
}

// effect compares a change of real income with published figures: it holds
// when the sign is theirs and the size is within a factor of ten of the
// nearest.
func (t *trial) effect(k *Check, x *ExpectSpec, run term) {
	c := t.s.c
	levels, _ := c.levels(c.Signed[c.signed(x.Signed)].Package, "", 0)
	base, _ := t.from(x, run)
	o := t.at(run, levels, "", nil)
	if t.err != nil {
		return
	}
	gain, outlay := 0.0, 0.0
	p := c.Party(x.Party)
	for _, n := range run.w.regions[p] {
		gain += o.regions[n].WelfareMUSD - base.regions[n].WelfareMUSD
		outlay += o.regions[n].OutlayMUSD
	}
	pct := 100 * gain / outlay
	nearest := x.Welfare.Low
	if math.Abs(x.Welfare.High) < math.Abs(nearest) {
		nearest = x.Welfare.High
	}
	ratio := pct / nearest
	k.Ways = append(k.Ways, CheckBy{By: run.name + ", real income", Holds: ratio >= 0.1 && ratio <= 10,
		Why: fmt.Sprintf("%+.2f %% against %g to %g %% published: %.2g of the nearest", pct, x.Welfare.Low, x.Welfare.High, ratio)})
}

// weighted says whether any party has political weights.
func (c *Case) weighted() bool {
	for _, p := range c.Parties {
		if len(p.Weights) > 0 {
			return true
		}
	}
	return false
}

// shortRunValues adds what each level gives in the short run, welfare only.
func (s *session) shortRunValues(ctx context.Context, res *Result) error {
	terms, err := s.terms(ctx)
	if err != nil || len(terms) < 2 {
		return err
	}
	w, c := terms[1].w, s.c
	var jobs []*job
	type cell struct{ i, l int }
	var cells []cell
	for i := range c.Instruments {
		for l := 1; l < len(c.Instruments[i].Levels) && !c.Instruments[i].Direct(); l++ {
			jobs = append(jobs, &job{w: w, levels: c.only(i, l), tol: searchTolerance})
			cells = append(cells, cell{i, l})
		}
	}
	if err := run(ctx, s.opt.Workers, jobs); err != nil {
		return err
	}
	s.solves += len(jobs)
	for n, x := range cells {
		lv := &res.Instruments[x.i].Levels[x.l]
		lv.ShortRun = map[string]float64{}
		for p, party := range c.Parties {
			lv.ShortRun[party.ID] = jobs[n].out.welfare[p] - w.base.welfare[p]
		}
	}
	return nil
}
