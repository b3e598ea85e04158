package deal

import (
	"context"
	"math"

	"parley/internal/numeric"
	"parley/trade"
)

// Refined is the lead package with its duties, purchases, payments and
// standards free to take any value between the levels that the red lines allow,
// at the largest weighted product of gains. Other items stay at the levels of
// the lead package.
type Refined struct {
	Reading     Reading            `json:"reading"`
	Rates       map[string]float64 `json:"added_pct"`          // tariff instrument to the duty on what it covers, trade-weighted, percent; of measures of the law the part added to column 1
	Amounts     map[string]float64 `json:"amounts,omitempty"`  // purchase or transfer to million USD a year; standards to percent of the barrier removed
	Settings    []Setting          `json:"settings,omitempty"` // of items given by an interval
	Payoffs     map[string]float64 `json:"payoffs"`            // of the full solve where there is one
	From        map[string]float64 `json:"from"`               // payoffs of the lead package
	Product     float64            `json:"product"`            // of gains, over that of the lead package, on the search economy
	Promise     float64            `json:"promise"`            // log product that the projected gradient still promises
	Evaluations int                `json:"evaluations"`
	Converged   bool               `json:"converged"`
	Verified    bool               `json:"verified"`
}

// Setting is the value of an item that is given by an interval.
type Setting struct {
	Instrument string  `json:"instrument"`
	Value      float64 `json:"value"`
	Unit       string  `json:"unit"`  // the field of a level that the interval stands for
	Title      string  `json:"title"` // in words
	Low        float64 `json:"low"`   // what the red lines leave of the interval
	High       float64 `json:"high"`
}

// dial is an item with a continuous setting: x is the part of a duty that is
// gone, or the part of the largest amount that is given.
type dial struct {
	instrument int
	low, high  float64 // of x, over the levels that the red lines allow
	start      float64 // x of the lead package's level, trade-weighted
	rate       float64 // of a duty: what it is at x = 0 on what it covers, percent
	most       float64 // of an amount: what it is at x = 1
	keep, gone map[*world]lever
	interval   *IntervalSpec // of an item given by one: x is the way from its one end to the other
}

// value is the value of an interval at x.
func (d *dial) value(x float64) float64 {
	return *d.interval.From + x*(*d.interval.To-*d.interval.From)
}

// refine finds the continuous optimum near the lead package of each reading
// by projected quasi-Newton steps; gradients are central differences of the
// search model.
func (s *session) refine(ctx context.Context) ([]Refined, error) {
	var out []Refined
	for ri := range readings {
		lead := s.leadOf(ri)
		if lead == nil {
			continue
		}
		dials, err := s.dials(ri, lead)
		if err != nil {
			return nil, err
		}
		if len(dials) == 0 {
			continue
		}
		x, err := s.turn(ctx, ri, lead, dials)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// continuous says whether an instrument may take any value between its levels.
func (spec *InstrumentSpec) continuous() bool {
	switch spec.Kind {
	case "tariff", "purchase", "standards", "transfer":
		return !spec.Direct()
	}
	return spec.Interval != nil
}

// scaled says whether an item of the case is given by an interval.
func (c *Case) scaled() bool {
	for i := range c.Instruments {
		if c.Instruments[i].Interval != nil {
			return true
		}
	}
	return false
}

// most is the amount of the fullest level, in the unit of Refined.Amounts.
func (spec *InstrumentSpec) most() (l int, amount float64) {
	for k := range spec.Levels {
		v := &spec.Levels[k]
		a := 0.0
		switch spec.Kind {
		case "purchase":
			a = central.of(v.Amount, 0)
		case "transfer":
			a = central.of(v.Transfer, 0)
		case "standards":
			a = 100 * central.of(v.Share, 0)
		}
		if a > amount {
			l, amount = k, a
		}
	}
	return l, amount
}

// size is how much a lever moves, in one unit for levers of one instrument.
func (lv *lever) size(flow []float64) float64 {
	sum := 0.0
	for _, x := range lv.tariff {
		sum += x.by * flow[x.at]
	}
	for _, x := range lv.iceberg {
		sum += (1 - x.by) * flow[x.at]
	}
	for _, x := range lv.buy {
		sum += x.by
	}
	for _, x := range lv.pay {
		sum += x.by
	}
	return sum
}

// dials lists the items of the lead package that may take other values: those
// that are in no condition with other items.
func (s *session) dials(ri int, lead []int) ([]dial, error) {
	c := s.c
	var out []dial
	for i := range c.Instruments {
		spec := &c.Instruments[i]
		if !spec.continuous() || spec.Interval == nil && !s.opt.Refine {
			continue
		}
		allowed := make([]bool, len(spec.Levels))
		for l := range allowed {
			allowed[l] = true
		}
		tied := false
		for _, cl := range s.tables[ri].Clauses {
			for _, lit := range cl.Any {
				if lit.Issue != i {
					continue
				}
				tied = tied || len(cl.Any) > 1
				for l := range allowed {
					allowed[l] = allowed[l] && lit.Levels[l]
				}
			}
		}
		if tied {
			continue
		}
		if spec.Interval != nil {
			if d, ok := spec.scale(i, allowed, lead[i]); ok {
				out = append(out, d)
			}
			continue
		}
		d := dial{instrument: i, low: math.Inf(1), high: math.Inf(-1), keep: map[*world]lever{}, gone: map[*world]lever{}}
		free := *c
		free.Instruments = append([]InstrumentSpec(nil), c.Instruments...)
		top, most := spec.most()
		end := spec.Levels[top]
		if spec.Kind == "tariff" {
			end = LevelSpec{ID: "gone", Remove: true}
		}
		d.most = most
		free.Instruments[i].Levels = []LevelSpec{spec.Levels[0], end}
		for _, w := range []*world{s.search, s.full} {
			if w == nil {
				continue
			}
			levers, err := free.pull(s.fullEcon, w.econ, w.duties, all(central))
			if err != nil {
				return nil, err
			}
			d.keep[w], d.gone[w] = levers[i][0], levers[i][1]
		}
		weigh := func(lv lever) float64 { return lv.size(s.search.econ.Flow) }
		from, to := weigh(d.keep[s.search]), weigh(d.gone[s.search])
		if from == to {
			continue
		}
		if spec.Kind == "tariff" {
			covered := 0.0
			for _, x := range s.touched(i) {
				covered += x.by * s.search.econ.Flow[x.at]
			}
			d.rate = 100 * (from - to) / covered
		}
		for l := range allowed {
			x := (weigh(s.search.levers[i][l]) - from) / (to - from)
			if allowed[l] {
				d.low, d.high = math.Min(d.low, x), math.Max(d.high, x)
			}
			if l == lead[i] {
				d.start = x
			}
		}
		if d.high-d.low > 1e-9 {
			out = append(out, d)
		}
	}
	return out, nil
}

// scale is the dial of an item given by an interval, over the values that the
// red lines allow. An item that the lead package leaves out stays out, unless
// the interval begins there.
func (spec *InstrumentSpec) scale(i int, allowed []bool, lead int) (dial, bool) {
	d := dial{instrument: i, interval: spec.Interval, low: math.Inf(1), high: math.Inf(-1)}
	from, to := *spec.Interval.From, *spec.Interval.To
	begins := spec.Kind == "tariff" || from == 0 && spec.Interval.OutPct == nil
	if lead == 0 && !begins {
		return d, false
	}
	for l := range spec.Levels {
		x := (spec.Levels[l].value - from) / (to - from)
		if allowed[l] && (l > 0 || begins) {
			d.low, d.high = math.Min(d.low, x), math.Max(d.high, x)
		}
		if l == lead {
			d.start = x
		}
	}
	return d, d.high-d.low > 1e-9
}

// leverAt is what an item changes at a level that is not one of its own.
func (s *session) leverAt(w *world, i int, v LevelSpec) (lever, error) {
	c := *s.c
	c.Instruments = append([]InstrumentSpec(nil), s.c.Instruments...)
	for j := range c.Instruments {
		c.Instruments[j].Levels = nil
	}
	c.Instruments[i].Levels = []LevelSpec{v}
	levers, err := c.pull(s.fullEcon, w.econ, w.duties, all(central))
	if err != nil {
		return lever{}, err
	}
	return levers[i][0], nil
}

// at is the shock of the lead package with the dials at x.
func (s *session) at(w *world, lead []int, dials []dial, x []float64) (*trade.Shock, error) {
	u := *w
	u.levers = append([][]lever(nil), w.levers...)
	for k, d := range dials {
		var lv lever
		if d.interval != nil {
			var err error
			if lv, err = s.leverAt(w, d.instrument, d.interval.level(d.value(x[k]))); err != nil {
				return nil, err
			}
		}
		for _, c := range d.keep[w].tariff {
			lv.tariff = append(lv.tariff, change{c.at, (1 - x[k]) * c.by})
		}
		for _, c := range d.gone[w].tariff {
			lv.tariff = append(lv.tariff, change{c.at, x[k] * c.by})
		}
		for _, c := range d.gone[w].iceberg {
			lv.iceberg = append(lv.iceberg, change{c.at, 1 - x[k]*(1-c.by)})
		}
		for _, c := range d.gone[w].buy {
			lv.buy = append(lv.buy, promise{c.flows, x[k] * c.by})
		}
		for _, c := range d.gone[w].pay {
			lv.pay = append(lv.pay, payment{c.from, c.to, x[k] * c.by})
		}
		row := append([]lever(nil), w.levers[d.instrument]...)
		row[lead[d.instrument]] = lv
		u.levers[d.instrument] = row
	}
	return u.shock(lead), nil
}

// differenceStep is the step of the differences, in x: central within the
// bounds, to one side at them.
const differenceStep = 1e-3

// turn maximises the weighted product of gains over the dials.
func (s *session) turn(ctx context.Context, ri int, lead []int, dials []dial) (Refined, error) {
	c, r := s.c, readings[ri]
	out := Refined{Reading: r, Rates: map[string]float64{}, Amounts: map[string]float64{}, Payoffs: map[string]float64{}, From: s.payoffs(ri, lead)}
	product := func(o *outcome, base *outcome) (v float64, ok bool) {
		for p := range c.Parties {
			g := o.value(r, p) - base.value(r, p) + s.direct(lead, p)
			if g <= 0 {
				return 0, false
			}
			v += c.Parties[p].Power * math.Log(g)
		}
		return v, true
	}
	solve := func(xs [][]float64) ([]*outcome, bool) {
		jobs := make([]*job, len(xs))
		for k, x := range xs {
			sh, err := s.at(s.search, lead, dials, x)
			if err != nil {
				return nil, false
			}
			jobs[k] = &job{w: s.search, levels: lead, shock: sh}
		}
		if err := run(ctx, s.opt.Workers, jobs); err != nil {
			return nil, false
		}
		outs := make([]*outcome, len(xs))
		for k := range jobs {
			outs[k] = jobs[k].out
		}
		s.solves += len(jobs)
		return outs, true
	}
	n := len(dials)
	b := &numeric.Bounded{Low: make([]float64, n), High: make([]float64, n), Tolerance: 1e-8, Most: 60}
	start := make([]float64, n)
	for k, d := range dials {
		b.Low[k], b.High[k], start[k] = d.low, d.high, d.start
	}
	end := b.Run(ctx, start, func(x, grad []float64) (float64, bool) {
		xs := [][]float64{append([]float64(nil), x...)}
		for k := range x {
			for _, h := range []float64{differenceStep, -differenceStep} {
				y := append([]float64(nil), x...)
				y[k] = math.Min(math.Max(y[k]+h, b.Low[k]), b.High[k])
				xs = append(xs, y)
			}
		}
		outs, ok := solve(xs)
		if !ok {
			return 0, false
		}
		v, ok := product(outs[0], s.search.base)
		for k := range x {
			up, ok1 := product(outs[1+2*k], s.search.base)
			down, ok2 := product(outs[2+2*k], s.search.base)
			ok = ok && ok1 && ok2
			grad[k] = -(up - down) / (xs[1+2*k][k] - xs[2+2*k][k])
		}
		return -v, ok
	})
	if err := ctx.Err(); err != nil {
		return out, err
	}
	first, ok := solve([][]float64{start})
	if ok {
		if v, fine := product(first[0], s.search.base); fine {
			out.Product = math.Exp(-end.Value - v)
		}
	}
	out.Promise, out.Evaluations, out.Converged = end.Promise, end.Evaluations, end.Converged
	for k, d := range dials {
		if id := c.Instruments[d.instrument].ID; d.interval != nil {
			v, a, z := d.value(end.X[k]), d.value(d.low), d.value(d.high)
			out.Settings = append(out.Settings, Setting{Instrument: id, Value: v, Unit: d.interval.Unit, Title: d.interval.say(v), Low: math.Min(a, z), High: math.Max(a, z)})
		} else if c.Instruments[d.instrument].Kind == "tariff" {
			out.Rates[id] = (1 - end.X[k]) * d.rate
		} else {
			out.Amounts[id] = end.X[k] * d.most
		}
	}
	w, tolerance := s.full, 0.0
	if out.Verified = w != nil; !out.Verified {
		w, tolerance = s.search, searchTolerance
	}
	sh, err := s.at(w, lead, dials, end.X)
	if err != nil {
		return out, err
	}
	o, err := w.solve(ctx, sh, tolerance, false, nil)
	if err != nil {
		return out, err
	}
	s.solves++
	for p, party := range c.Parties {
		out.Payoffs[party.ID] = o.value(r, p) - w.base.value(r, p) + s.direct(lead, p)
	}
	return out, nil
}
