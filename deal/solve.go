package deal

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"parley/deal/bargain"
	"parley/economy"
	"parley/trade"
)

// Solve values every item of a case and finds the packages that the parties
// would sign, in both readings.
//
// The search runs on the economy joined as the case says, with payoffs
// approximated by own effects and pairwise cross effects, each from a solve
// of the trade model. Every package that is reported is then solved again in
// the full economy; its payoffs are those of the full solve, and Gap is the
// largest difference between the two.
func Solve(ctx context.Context, c *Case, in Inputs, opt Options) (*Result, error) {
	s, err := prepare(ctx, c, in, opt)
	if err != nil {
		return nil, err
	}
	if err := s.searchPackages(ctx); err != nil {
		return nil, err
	}
	if !opt.NoRanges {
		if err := s.ranges(ctx); err != nil {
			return nil, err
		}
	}
	if err := s.choose(ctx); err != nil {
		return nil, err
	}
	if err := s.resolve(ctx); err != nil {
		return nil, err
	}
	var refined []Refined
	if opt.Refine || c.scaled() {
		if refined, err = s.refine(ctx); err != nil {
			return nil, err
		}
	}
	res, err := s.report()
	if err != nil {
		return nil, err
	}
	res.Refined = refined
	if !opt.NoRanges {
		if res.Tornado, err = s.tornado(ctx); err != nil {
			return nil, err
		}
		if words := s.serviceElasticities(res.Tornado); words != "" {
			res.Notes = append(res.Notes, words)
		}
	}
	if opt.Expect {
		if err := s.solveShares(ctx, res); err != nil {
			return nil, err
		}
		if err := s.shortRunValues(ctx, res); err != nil {
			return nil, err
		}
		if res.Checks, err = s.expectations(ctx); err != nil {
			return nil, err
		}
	}
	res.Solves = s.solves
	if opt.Draws > 0 {
		res.Uncertainty, err = s.uncertainty(ctx)
	}
	return res, err
}

// session is the state of one Solve.
type session struct {
	c        *Case
	opt      Options
	fullEcon *economy.Economy

	search, full *world
	spread       []*world // low and high elasticities, low and high of what else is not known
	wide         [][][]*outcome

	surface   *surface
	tables    []*bargain.Table // by reading
	frontiers []*bargain.Frontier

	picks    []pick
	lines    []linePick
	packages map[string]*resolved // every package that is reported
	order    []string
	exact    map[string]*outcome // packages solved on the search economy

	threats  []*outcome // of each signed deal, in the full world
	solves   int
	residual float64
}

// pick is a solution concept's package in one reading.
type pick struct {
	concept bargain.Concept
	reading int
	levels  []int // nil when the concept picks none
	settled settled
}

// linePick is the lead solution with one red line turned the other way.
type linePick struct {
	line, reading int
	with, without []int // nil when there is none
}

// resolved is a reported package with its solves.
type resolved struct {
	levels []int
	wide   bool // its range is reported
	full   *outcome
	spread []*outcome
}

// prepare loads law and world and builds the models.
func prepare(ctx context.Context, c *Case, in Inputs, opt Options) (*session, error) {
	s := &session{c: c, opt: opt, packages: map[string]*resolved{}}
	full, err := in.Economy(c.Economy.Name)
	if err != nil {
		return nil, c.placed(err, c.Economy.Lines["name"], c.Economy.Line)
	}
	s.fullEcon = full
	small, err := c.joined(full)
	if err != nil {
		return nil, err
	}
	// The models need no law, so they are made while the law is weighed.
	var law duties
	var tariffs []float64
	tasks := []func() error{func() (err error) { law, tariffs, err = c.weigh(full, in); return err }}
	add := func(to **world, e *economy.Economy, elasticities setting) {
		w := &world{c: c, econ: e}
		if elasticities != central {
			w.econ = withElasticities(e, all(elasticities))
		}
		*to = w
		tasks = append(tasks, func() (err error) {
			if w.regions, err = c.partyRegions(full, e); err == nil {
				w.econ, w.model, err = c.model(w.econ)
			}
			return err
		})
	}
	if !opt.NoFull {
		add(&s.full, full, central)
	}
	add(&s.search, small, central)
	if !opt.NoRanges {
		s.spread = make([]*world, 4)
		add(&s.spread[0], small, low)
		add(&s.spread[1], small, high)
	}
	if err := parallel(opt.Workers, tasks); err != nil {
		return nil, err
	}
	tasks = tasks[:0]
	for _, w := range append([]*world{s.full, s.search}, s.spread...) {
		if w == nil {
			continue
		}
		e, tolerance := small, searchTolerance
		if w == s.full {
			e, tolerance = full, 0
		}
		tasks = append(tasks, func() (err error) {
			w.law, w.duties = carry(full, e, tariffs), law
			if w.levers, err = c.pull(full, e, law, all(central)); err != nil {
				return err
			}
			return w.settle(ctx, tolerance)
		})
	}
	if err := parallel(opt.Workers, tasks); err != nil {
		return nil, err
	}
	s.solves += len(tasks)
	if !opt.NoRanges {
		for k, at := range []setting{low, high} {
			w := *s.search
			if w.levers, err = c.pull(full, small, law, all(at)); err != nil {
				return nil, err
			}
			if c.restless() {
				w.alone = nil
				if err := w.settle(ctx, searchTolerance); err != nil {
					return nil, err
				}
			}
			s.spread[2+k] = &w
		}
	}
	for _, w := range append([]*world{s.full, s.search}, s.spread...) {
		if w != nil {
			s.residual = math.Max(s.residual, w.base.residual)
		}
	}
	return s, nil
}

// weigh gives the law of the disagreement: measure by measure on the partners
// at the table, and as tariffs on every flow of the full economy.
func (c *Case) weigh(full *economy.Economy, in Inputs) (duties, []float64, error) {
	day := c.lawDay()
	schedule, err := in.Schedule(day, c.known)
	if err != nil {
		return nil, nil, c.placed(err, c.Disagreement.Lines["law"], c.Lines["date"])
	}
	before, err := in.Schedule(benchmarkDay, c.known)
	if err != nil {
		return nil, nil, err
	}
	law := duties{}
	for i := range c.Instruments {
		spec := &c.Instruments[i]
		if len(spec.Measures) == 0 {
			continue
		}
		for _, r := range c.Parties[c.Party(spec.Receiver)].Regions {
			r = partnerOf(r)
			if _, ok := law[r]; !ok {
				if law[r], err = in.Shares(r, day, c.known); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return law, lawTariffs(full, &schedule, &before), nil
}

// parallel runs tasks on the workers asked for; the first error in the
// order of the tasks is returned.
func parallel(workers int, tasks []func() error) error {
	errs := make([]error, len(tasks))
	if workers <= 1 {
		for k, f := range tasks {
			if errs[k] = f(); errs[k] != nil {
				return errs[k]
			}
		}
		return nil
	}
	gate := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for k, f := range tasks {
		wg.Add(1)
		gate <- struct{}{}
		go func() {
			defer wg.Done()
			errs[k] = f()
			<-gate
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// ranges solves every level alone in the worlds of low and high values.
func (s *session) ranges(ctx context.Context) error {
	c := s.c
	var jobs []*job
	s.wide = make([][][]*outcome, len(s.spread))
	type cell struct{ k, i, l int }
	var cells []cell
	for k, w := range s.spread {
		s.wide[k] = make([][]*outcome, len(c.Instruments))
		for i := range c.Instruments {
			spec := &c.Instruments[i]
			s.wide[k][i] = make([]*outcome, len(spec.Levels))
			if spec.Direct() || k >= 2 && !spec.uncertain() {
				continue
			}
			for l := 1; l < len(spec.Levels); l++ {
				jobs = append(jobs, &job{w: w, levels: c.only(i, l), tol: searchTolerance})
				cells = append(cells, cell{k, i, l})
			}
		}
	}
	if err := run(ctx, s.opt.Workers, jobs); err != nil {
		return err
	}
	for n, x := range cells {
		s.wide[x.k][x.i][x.l] = jobs[n].out
	}
	s.solves += len(jobs)
	return nil
}

// uncertain says whether the instrument has a range beside the elasticities.
func (s *InstrumentSpec) uncertain() bool {
	if s.AVE != nil || s.Chance != nil && s.Chance.Low < s.Chance.High {
		return true
	}
	for l := range s.Levels {
		v := &s.Levels[l]
		for _, r := range []*Range{v.Amount, v.Fulfilment, v.Share, v.Quantity, v.QuotaMUSD, v.Rent, v.Transfer} {
			if r != nil && r.Low < r.High {
				return true
			}
		}
	}
	return false
}

// restless says whether the disagreement itself hangs on what is not known of
// an item: on the chance that a duty counts, or on an amount at its first level.
func (c *Case) restless() bool {
	for i := range c.Instruments {
		s := &c.Instruments[i]
		if s.Chance != nil && s.Chance.Low < s.Chance.High {
			return true
		}
		first := InstrumentSpec{Levels: s.Levels[:1]}
		if first.uncertain() {
			return true
		}
	}
	return false
}

// unknown names what is not known of the instrument beside elasticities.
func (s *InstrumentSpec) unknown() string {
	what := ""
	add := func(words string, open bool) {
		if open && !strings.Contains(what, words) {
			what = join2(what, words)
		}
	}
	open := func(r *Range) bool { return r != nil && r.Low < r.High }
	add("barrier", open(s.AVE))
	add("chance", open(s.Chance))
	for l := range s.Levels {
		v := &s.Levels[l]
		add("amount", open(v.Amount))
		add("fulfilment", open(v.Fulfilment))
		add("share removed", open(v.Share))
		add("size", open(v.Quantity) || open(v.QuotaMUSD))
		add("holder of the rent", open(v.Rent))
		add("sum", open(v.Transfer))
	}
	return s.Title + ": " + what
}

// join2 joins with "and".
func join2(a, b string) string {
	if a == "" {
		return b
	}
	return a + " and " + b
}

// choose picks the packages of every concept and of every red line turned.
func (s *session) choose(ctx context.Context) error {
	c := s.c
	power := s.power()
	quo, err := c.levels(c.StatusQuo.Package, "the status quo", c.StatusQuo.Line)
	if err != nil {
		return err
	}
	for ri := range readings {
		f := s.frontiers[ri]
		pick := func(name, concept bargain.Concept, threat, power []float64) error {
			x, err := s.pin(ctx, ri, f, concept, threat, power)
			if err != nil {
				return err
			}
			pk := pick{concept: name, reading: ri, levels: x.levels, settled: x}
			if x.levels != nil {
				s.note(pk.levels, true)
			}
			s.picks = append(s.picks, pk)
			return nil
		}
		for _, concept := range bargain.Concepts {
			if err := pick(concept, concept, nil, power); err != nil {
				return err
			}
		}
		if !zero(quo) {
			threat := make([]float64, len(c.Parties))
			s.tables[ri].Payoff(quo, threat)
			for p := range threat {
				threat[p] = math.Max(threat[p], 0)
			}
			patience := make([]float64, len(c.Parties))
			for p := range patience {
				patience[p] = power[p] * c.Parties[0].Discount / c.Parties[p].Discount
			}
			if err := pick(impasse, bargain.Nash, threat, patience); err != nil {
				return err
			}
		}
		for k := range c.RedLines {
			lp := linePick{line: k, reading: ri}
			var err error
			if lp.with, err = s.leadUnder(ctx, ri, k, true); err != nil {
				return err
			}
			if lp.without, err = s.leadUnder(ctx, ri, k, false); err != nil {
				return err
			}
			s.lines = append(s.lines, lp)
		}
	}
	s.note(make([]int, len(c.Instruments)), false)
	s.note(quo, false)
	for _, d := range c.Signed {
		levels, err := c.levels(d.Package, "signed deal "+d.ID, d.Line)
		if err != nil {
			return err
		}
		s.note(levels, true)
	}
	return nil
}

// leadUnder is the lead concept's package with one red line in force or not.
// The other lines are as the case has them; a line that is priced but not
// imposed is tried alone among the red lines, since it may contradict them.
func (s *session) leadUnder(ctx context.Context, ri, line int, in bool) ([]int, error) {
	f, err := s.under(ri, line, in)
	if err != nil {
		return nil, err
	}
	x, err := s.pin(ctx, ri, f, conceptOf(s.c), nil, s.power())
	if err != nil || x.levels == nil {
		return nil, err
	}
	s.note(x.levels, false)
	return x.levels, nil
}

// plain takes out of a package the items that give nobody anything there, so
// that a quota on a duty that is gone is not proposed: where two packages pay
// the same within the precision of the solves, the one that moves less stands.
func (s *session) plain(ri int, levels []int) []int {
	const nothing = 0.05 // million USD a year
	t := s.tables[ri]
	with, without := make([]float64, t.Parties), make([]float64, t.Parties)
	out := append([]int(nil), levels...)
	for i, l := range levels {
		if l == 0 {
			continue
		}
		t.Payoff(out, with)
		out[i] = 0
		t.Payoff(out, without)
		same := t.Feasible(out) || !t.Feasible(levels)
		for p := range with {
			same = same && math.Abs(with[p]-without[p]) < nothing
		}
		if !same {
			out[i] = l
		}
	}
	return out
}

// under is the frontier with one red line in force or not.
func (s *session) under(ri, line int, in bool) (*bargain.Frontier, error) {
	all, err := s.c.clauses(true)
	if err != nil {
		return nil, err
	}
	t := *s.tables[ri]
	t.Clauses = nil
	for _, cl := range all {
		keep := true
		for k, r := range s.c.RedLines {
			if r.ID == cl.ID {
				keep = k == line && in || k != line && r.Held() && s.c.RedLines[line].Held()
			}
		}
		if keep {
			t.Clauses = append(t.Clauses, cl)
		}
	}
	return t.Frontier()
}

func (s *session) power() []float64 {
	power := make([]float64, len(s.c.Parties))
	for p := range power {
		power[p] = s.c.Parties[p].Power
	}
	return power
}

func conceptOf(c *Case) bargain.Concept { return bargain.Concept(c.Lead.Concept) }

// lawDay is the day whose law the disagreement applies.
func (c *Case) lawDay() time.Time {
	day, err := time.Parse("2006-01-02", c.Disagreement.Law)
	if err != nil {
		return c.day // the check has refused any other text
	}
	return day
}

func key(levels []int) string { return fmt.Sprint(levels) }

// note marks a package for the full solves; wide also for those of its
// range.
func (s *session) note(levels []int, wide bool) {
	k := key(levels)
	if s.packages[k] == nil {
		s.packages[k] = &resolved{levels: levels}
		s.order = append(s.order, k)
	}
	s.packages[k].wide = s.packages[k].wide || wide
}

// resolve solves every noted package in the full world, and in the worlds
// of low and high values.
func (s *session) resolve(ctx context.Context) error {
	var jobs []*job
	var put []func(*outcome)
	lead := s.lead()
	for _, k := range s.order {
		p := s.packages[k]
		if s.full != nil {
			keep := lead != nil && key(lead) == k
			if keep || !zero(p.levels) {
				jobs = append(jobs, &job{w: s.full, levels: p.levels, keep: keep})
				put = append(put, func(o *outcome) { p.full = o })
			} else {
				p.full = s.full.base
			}
		}
		if !p.wide {
			continue
		}
		p.spread = make([]*outcome, len(s.spread))
		for n, w := range s.spread {
			if zero(p.levels) {
				p.spread[n] = w.base
				continue
			}
			jobs = append(jobs, &job{w: w, levels: p.levels, tol: searchTolerance})
			put = append(put, func(o *outcome) { p.spread[n] = o })
		}
	}
	s.threats = make([]*outcome, len(s.c.Signed))
	for k, d := range s.c.Signed {
		if s.full == nil {
			break
		}
		s.threats[k] = s.full.base
		if len(d.Against) == 0 {
			continue
		}
		sh, err := s.threat(s.full, d)
		if err != nil {
			return err
		}
		jobs = append(jobs, &job{w: s.full, levels: make([]int, len(s.c.Instruments)), shock: sh})
		put = append(put, func(o *outcome) { s.threats[k] = o })
	}
	if err := run(ctx, s.opt.Workers, jobs); err != nil {
		return err
	}
	for k, f := range put {
		f(jobs[k].out)
		s.residual = math.Max(s.residual, jobs[k].out.residual)
	}
	s.solves += len(jobs)
	return nil
}

// threat is the disagreement of a signed deal: that of the case with the
// instruments named at the levels it was threatened with.
func (s *session) threat(w *world, d SignedSpec) (*trade.Shock, error) {
	c := *s.c
	c.Instruments = append([]InstrumentSpec(nil), s.c.Instruments...)
	for _, id := range sortedKeys(d.Against) {
		spec := &c.Instruments[c.Instrument(id)]
		spec.Levels = append([]LevelSpec{d.Against[id]}, spec.Levels[1:]...)
	}
	levers, err := c.pull(s.fullEcon, w.econ, w.duties, all(central))
	if err != nil {
		return nil, err
	}
	u := *w
	u.levers = levers
	return u.shock(make([]int, len(c.Instruments))), nil
}

// lead is the package shown first, or nil.
func (s *session) lead() []int {
	for _, pk := range s.picks {
		if string(pk.concept) == s.c.Lead.Concept && string(readings[pk.reading]) == s.c.Lead.Reading {
			return pk.levels
		}
	}
	return nil
}

func zero(levels []int) bool {
	for _, l := range levels {
		if l != 0 {
			return false
		}
	}
	return true
}
