package tariff

import (
	"math"
	"slices"
	"time"
)

// RateSpan is a rate that a measure had on goods of one origin, and the days
// on which it had it.
type RateSpan struct {
	Pct       float64   // percent of the value; of all duties together where Total
	Total     bool      // topped up to Pct, column 1 within
	AllGoods  bool      // on all goods, the exempt ones apart; else on those of a list
	Special   bool      // only where the facts of an entry are so: loaded before a day, transshipped
	Suspended bool      // not collected
	From, To  time.Time // first and last day; To is zero where no end is set
	Text      time.Time // when the text of the HTS followed, zero where it came with the law
	Citation  string
}

// RateSpans gives every rate that a measure has had on goods of an origin
// (alpha-3), in order of time, as far as the law files go. A rate that another
// rule takes all goods from is left out. It is nil where the measure is unknown
// or has no rate for the origin.
func (b *Book) RateSpans(measure, origin string) []RateSpan {
	l := b.Law
	m := l.byID[measure]
	if m == nil {
		return nil
	}
	var days []civil
	for _, r := range m.Rules {
		days = append(days, r.From, r.To+1)
	}
	for _, s := range l.Suspensions {
		if s.Measure == measure {
			days = append(days, s.From, s.To+1)
		}
	}
	for _, u := range l.Rulings {
		if u.LastDay != 0 && u.touches(measure) {
			days = append(days, u.LastDay+1)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	var out []RateSpan
	open := map[*Rule]int{} // place in out of a rule that was in force before
	for i, day := range days {
		if day >= never {
			break
		}
		var last time.Time
		if i+1 < len(days) && days[i+1] < never {
			last = (days[i+1] - 1).Time()
		}
		still := map[*Rule]int{}
		b.Day(day.Time(), time.Time{}, Legal).rates(measure, origin, func(r *Rule, s RateSpan) {
			if at, ok := open[r]; ok && out[at].Suspended == s.Suspended {
				out[at].To = last
				still[r] = at
				return
			}
			s.From, s.To = day.Time(), last
			if r.TextFrom > day {
				s.Text = r.TextFrom.Time()
			}
			still[r] = len(out)
			out = append(out, s)
		})
		open = still
	}
	return out
}

// rates shows what each rule of a measure charges goods of an origin on the
// day, without the days.
func (d *DayLaw) rates(measure, origin string, see func(*Rule, RateSpan)) {
	for i := range d.measures {
		dm := &d.measures[i]
		if dm.m.ID != measure {
			continue
		}
		for j, dr := range dm.rules {
			r := dr.r
			kind, rate := r.kind, r.rate
			if c, ok := r.cells[origin]; ok {
				kind, rate = c.kind, c.rate
			}
			if kind != kindAdd && kind != kindTotal || !r.applies(origin) || dm.shadowed(j, origin) {
				continue
			}
			see(r, RateSpan{
				Pct: math.Round(1e8*rate) / 1e6, Total: kind == kindTotal, AllGoods: r.all, Special: len(r.conds) > 0,
				Suspended: dr.suspend != nil, Citation: r.citation(),
			})
		}
	}
}
