package tariff

import (
	"sync"
	"time"
)

// Basis says which date of a measure counts.
type Basis int

// The two bases. A retroactive measure is owed from its legal date, but the
// border collects by the text of the HTS.
const (
	Legal  Basis = iota // from the day the law says, retroactive or not
	AsText              // from the day the HTS text said so
)

// Day compiles the law of one day, as known on another (zero: all that the
// data knows). Days are kept, so that asking again is cheap.
func (b *Book) Day(date, known time.Time, basis Basis) *DayLaw {
	return b.Law.day(civilOf(date), civilOf(known), basis)
}

// DayLaw is the law of one day: the rules in force, in the order in which
// they are worked out. It is safe for concurrent use.
type DayLaw struct {
	law      *Law
	date     civil
	known    civil
	basis    Basis
	measures []dayMeasure // every measure after those it yields to

	mu       sync.Mutex
	classes  map[goodsBits]int
	bits     []goodsBits
	partners map[string]*Partner
}

// dayMeasure is a measure with what of it is in force on the day.
type dayMeasure struct {
	m      *Measure
	rules  []dayRule
	yields []dayYield
	ruling *Ruling // that touches the measure, when known
}

// dayRule is a rule in force, or suspended.
type dayRule struct {
	r       *Rule
	suspend *Suspension // nil when in force
}

// dayYield is a stacking rule in force: to which measures (by their place in
// DayLaw.measures) and by which rule.
type dayYield struct {
	to []int
	by *stackRule
}

type dayKey struct {
	date, known civil
	basis       Basis
}

// maxDays bounds the compiled days that are kept.
const maxDays = 256

// day gives the compiled law of a day.
func (l *Law) day(date, known civil, basis Basis) *DayLaw {
	if known != 0 && known > l.horizon.Last {
		known = 0
	}
	k := dayKey{date, known, basis}
	l.mu.Lock()
	defer l.mu.Unlock()
	if d := l.days[k]; d != nil {
		return d
	}
	if len(l.days) >= maxDays {
		clear(l.days)
	}
	d := l.compile(date, known, basis)
	l.days[k] = d
	return d
}

// compile selects what is in force.
func (l *Law) compile(date, known civil, basis Basis) *DayLaw {
	d := &DayLaw{law: l, date: date, known: known, basis: basis, classes: map[goodsBits]int{}, partners: map[string]*Partner{}}
	order, err := l.evaluationOrder(date, known, basis)
	if err != nil {
		// The loader has refused law in which this can happen.
		panic(err)
	}
	place := make(map[string]int, len(order))
	for at, i := range order {
		m := l.Measures[i]
		place[m.ID] = at
		dm := dayMeasure{m: m}
		stopped := false
		for _, u := range l.Rulings {
			if !u.touches(m.ID) || known != 0 && u.act.known() > known {
				continue
			}
			dm.ruling = u
			stopped = stopped || u.LastDay != 0 && date > u.LastDay && (known == 0 || u.stop.known() <= known)
		}
		for _, r := range m.Rules {
			if !stopped && active(r.From, r.TextFrom, r.To, r.act, r.toBy, date, known, basis) {
				dm.rules = append(dm.rules, dayRule{r, l.suspended(r, date, known)})
			}
		}
		d.measures = append(d.measures, dm)
	}
	for _, s := range l.stacks {
		if !active(s.From, s.TextFrom, s.To, s.act, s.toBy, date, known, basis) {
			continue
		}
		to := make([]int, len(s.YieldTo))
		for i, id := range s.YieldTo {
			to[i] = place[id]
		}
		for _, id := range s.Measures {
			dm := &d.measures[place[id]]
			dm.yields = append(dm.yields, dayYield{to, s})
		}
	}
	return d
}

// suspended gives the suspension that keeps a rule from being collected.
func (l *Law) suspended(r *Rule, date, known civil) *Suspension {
	for _, s := range l.Suspensions {
		if s.Measure != r.measure.ID || date < s.From || date > s.To || known != 0 && s.act.known() > known {
			continue
		}
		if len(s.Rules) == 0 {
			return s
		}
		for _, id := range s.Rules {
			if id == r.ID {
				return s
			}
		}
	}
	return nil
}

// Class gives a number that stands for a code on this day: codes of the same
// class are treated alike by every measure. The code is digits only.
func (d *DayLaw) Class(code string) int {
	return d.class(d.law.products.on(code, d.date, d.known))
}

func (d *DayLaw) class(g goodsBits) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.classes[g]
	if !ok {
		c = len(d.bits)
		d.classes[g] = c
		d.bits = append(d.bits, g)
	}
	return c
}

// Partner gives the law of the day for goods of one origin (alpha-3, or "EU"
// for a member of the Union that has no rule of its own).
func (d *DayLaw) Partner(iso3 string) *Partner {
	if iso3 == "EU" || iso3 == "EUU" {
		iso3 = "DEU"
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.partners[iso3]; p != nil {
		return p
	}
	p := &Partner{day: d, iso3: iso3}
	for _, c := range d.law.groups["column2"] {
		p.column2 = p.column2 || c == iso3
	}
	for at := range d.measures {
		dm := &d.measures[at]
		var rules []partnerRule
		for _, r := range dm.rules {
			if !r.r.applies(iso3) {
				continue
			}
			pr := partnerRule{dayRule: r, heading: r.r.Heading, zero: r.r.ZeroHead, kind: r.r.kind, rate: r.r.rate}
			if r.r.cells != nil {
				c := r.r.cells[iso3]
				pr.heading, pr.zero, pr.kind, pr.rate = c.heading, c.zero, c.kind, c.rate
			}
			rules = append(rules, pr)
		}
		if len(rules) > 0 {
			p.measures = append(p.measures, partnerMeasure{at, dm, rules})
		}
	}
	d.partners[iso3] = p
	return p
}

// Partner is the law of a day for goods of one origin.
type Partner struct {
	day      *DayLaw
	iso3     string
	column2  bool
	measures []partnerMeasure

	mu    sync.Mutex
	plans []*plan // by class
}

type partnerMeasure struct {
	at    int // place in DayLaw.measures
	dm    *dayMeasure
	rules []partnerRule
}

// partnerRule is a rule with the country's own rate filled in.
type partnerRule struct {
	dayRule
	heading, zero string
	kind          ruleKind
	rate          float64
}

// ColumnTwo tells whether goods of this origin pay the rates of column 2.
func (p *Partner) ColumnTwo() bool { return p.column2 }
