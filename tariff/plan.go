package tariff

import "sync"

// plan is the law of a day for one class of goods of one origin: the few
// measures that can touch it, in order. Working out a rate walks it once.
type plan struct {
	steps []step
	facts uint64 // facts on which some rule here turns
	metal [baseNonUS]bool
}

// step is one measure of a plan.
type step struct {
	dm     *dayMeasure
	rules  []partnerRule // that fit the goods; the first whose facts hold decides
	yields []stepYield
}

// stepYield is a stacking rule between steps of the plan.
type stepYield struct {
	to []int // steps
	by *stackRule
}

// maxSteps bounds the measures that can touch one good.
const maxSteps = 24

// outcome is what one step came to.
type outcome struct {
	rule     int // index in step.rules, -1 when none fits
	base     float64
	amount   float64 // fraction of the customs value
	covers   float64 // fraction of the value that other measures see as under this one
	excluded *stackRule
	excluder int // the step it yielded to
}

// plan gives the plan of a class of goods.
func (p *Partner) plan(class int) *plan {
	p.mu.Lock()
	defer p.mu.Unlock()
	for class >= len(p.plans) {
		p.plans = append(p.plans, nil)
	}
	if p.plans[class] == nil {
		p.day.mu.Lock()
		g := p.day.bits[class]
		p.day.mu.Unlock()
		p.plans[class] = p.draw(&g)
	}
	return p.plans[class]
}

// draw makes the plan of a class of goods.
func (p *Partner) draw(g *goodsBits) *plan {
	pl := &plan{}
	at := make(map[int]int, 8)
	for i := range p.measures {
		pm := &p.measures[i]
		s := step{dm: pm.dm}
		for _, r := range pm.rules {
			if !r.r.fits(g) {
				continue
			}
			s.rules = append(s.rules, r)
			if r.suspend == nil && len(r.r.conds) == 0 {
				break
			}
		}
		if len(s.rules) == 0 {
			continue
		}
		for _, r := range s.rules {
			for _, c := range r.r.conds {
				pl.facts |= 1 << c.fact
			}
			switch r.r.base {
			case baseSteel, baseAluminium, baseCopper:
				pl.metal[r.r.base] = true
			case baseNonUS:
				pl.facts |= 1 << p.day.law.usPct
			}
		}
		if s.dm.m.USContent != nil {
			pl.facts |= 1 << p.day.law.usPct
		}
		at[pm.at] = len(pl.steps)
		pl.steps = append(pl.steps, s)
	}
	for i := range pl.steps {
		s := &pl.steps[i]
		for _, y := range s.dm.yields {
			var to []int
			for _, t := range y.to {
				if j, ok := at[t]; ok && j != i {
					to = append(to, j)
				}
			}
			if len(to) > 0 {
				s.yields = append(s.yields, stepYield{to, y.by})
			}
		}
	}
	if len(pl.steps) > maxSteps {
		panic("tariff: more measures touch one good than a plan holds")
	}
	return pl
}

// shipment is what a plan is worked out for.
type shipment struct {
	facts   *factValues
	content [baseNonUS]float64 // fraction of the value, by metal
	column1 float64            // fraction
	usPct   int
}

// work works the plan out. Rule and stacking order are the law's; see
// docs/law.md for the arithmetic.
func (pl *plan) work(sh *shipment, out *[maxSteps]outcome) {
	for i := range pl.steps {
		s := &pl.steps[i]
		o := &out[i]
		*o = outcome{rule: -1, excluder: -1}
		for j := range s.rules {
			if s.rules[j].suspend == nil && holdsAll(s.rules[j].r.conds, sh.facts) {
				o.rule = j
				break
			}
		}
		if o.rule < 0 {
			continue
		}
		r := &s.rules[o.rule]
		rest := 1.0
		for _, y := range s.yields {
			for _, t := range y.to {
				c := out[t].covers
				if c <= 0 {
					continue
				}
				if y.by.Whole {
					c = 1
				}
				if rest > 0 && (o.excluded == nil || c == 1) {
					o.excluded, o.excluder = y.by, t
				}
				rest -= c
			}
		}
		rest = max(rest, 0)
		full, covers := 1.0, 1.0
		switch r.r.base {
		case baseSteel, baseAluminium, baseCopper:
			full = sh.content[r.r.base]
			covers = full
		case baseNonUS:
			full = 1 - sh.facts[sh.usPct]/100
		}
		if u := s.dm.m.USContent; u != nil && sh.facts[sh.usPct] >= u.AtLeast {
			full *= 1 - sh.facts[sh.usPct]/100
		}
		switch {
		case r.r.Covers == "all":
			covers = 1
		case r.r.Covers == "none" || r.kind == kindExempt || r.kind == kindProhibited:
			covers = 0
		}
		o.base = full * rest
		o.covers = covers * rest
		switch r.kind {
		case kindAdd:
			o.amount = max(r.rate*o.base, r.r.AtLeast/100*rest)
		case kindTotal:
			o.amount = max(0, r.rate-sh.column1) * o.base
		}
	}
}

func holdsAll(conds []cond, v *factValues) bool {
	for _, c := range conds {
		if !c.holds(v) {
			return false
		}
	}
	return true
}

// Rate works out the additional duty on the average shipment of a class of
// goods. Where the law turns on a fact of which the mix knows a share, the
// answer is the average over shipments of which it holds and does not, the
// facts taken as independent of each other.
func (p *Partner) Rate(class int, mix *Mix) PairRate {
	var r PairRate
	p.each(class, mix, func(pl *plan, out *[maxSteps]outcome, w float64) {
		for i := range pl.steps {
			o := &out[i]
			if o.rule < 0 {
				continue
			}
			if pl.steps[i].rules[o.rule].kind == kindProhibited {
				r.Prohibited += w
			}
			if o.amount != 0 {
				r.Added += w * o.amount
				r.By[pl.steps[i].dm.m.family] += w * o.amount
			}
		}
	})
	return r
}

// RateByMeasure is Rate measure by measure: added is the duty and covered
// the share of the value that the measure charges, both fractions of the
// customs value.
func (p *Partner) RateByMeasure(class int, mix *Mix, yield func(measure string, added, covered float64)) {
	p.each(class, mix, func(pl *plan, out *[maxSteps]outcome, w float64) {
		for i := range pl.steps {
			if o := &out[i]; o.rule >= 0 && o.base > 0 && pl.steps[i].rules[o.rule].kind <= kindTotal {
				yield(pl.steps[i].dm.m.ID, w*o.amount, w*o.base)
			}
		}
	})
}

// each works the plan out for every combination of the facts that the mix
// gives an interior share of, with its weight.
func (p *Partner) each(class int, mix *Mix, yield func(pl *plan, out *[maxSteps]outcome, weight float64)) {
	pl := p.plan(class)
	if len(pl.steps) == 0 {
		return
	}
	l := p.day.law
	room := scratches.Get().(*scratch)
	defer scratches.Put(room)
	facts, out := &room.facts, &room.out
	*facts = l.defaults
	var open [NumShareFacts]int
	n := 0
	if mix.USContent > 0 {
		facts[l.usPct] = 100 * mix.USContent
	}
	for s, share := range mix.Share {
		f := l.share[s]
		if pl.facts&(1<<f) == 0 {
			continue
		}
		switch {
		case share <= 0:
			facts[f] = 0
		case share >= 1:
			facts[f] = 1
		default:
			open[n] = s
			n++
		}
	}
	sh := shipment{facts: facts, column1: mix.Column1, usPct: l.usPct}
	sh.content[baseSteel], sh.content[baseAluminium], sh.content[baseCopper] = mix.Steel, mix.Aluminium, mix.Copper
	for k := 0; k < 1<<n; k++ {
		w := 1.0
		for i := range n {
			s := open[i]
			on := k >> i & 1
			facts[l.share[s]] = float64(on)
			if on == 1 {
				w *= mix.Share[s]
			} else {
				w *= 1 - mix.Share[s]
			}
		}
		pl.work(&sh, out)
		yield(pl, out, w)
	}
}

// scratch is the room that each works in, kept between calls so that a rate
// allocates nothing.
type scratch struct {
	facts factValues
	out   [maxSteps]outcome
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}
