package tariff

import (
	"fmt"
	"sort"
	"time"
)

// Measures lists the measures in force or suspended on a day, one row for
// each heading that charges something, in the order of the law files. With an
// origin (alpha-3) only what can touch its goods, at its rates.
func (b *Book) Measures(date, known time.Time, origin string) []MeasureInfo {
	d := b.Day(date, known, Legal)
	var out []MeasureInfo
	for i := range d.measures {
		dm := &d.measures[i]
		for j, r := range dm.rules {
			if r.r.kind == kindExempt || origin != "" && (!r.r.applies(origin) || dm.shadowed(j, origin)) {
				continue
			}
			out = append(out, dm.info(r, origin))
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return b.Law.byID[out[i].ID].order < b.Law.byID[out[j].ID].order
	})
	return out
}

// shadowed tells whether an earlier rule takes every good of the origin that
// a rule is about.
func (dm *dayMeasure) shadowed(j int, origin string) bool {
	r := dm.rules[j].r
	for _, e := range dm.rules[:j] {
		if e.suspend != nil || len(e.r.conds) > 0 || e.r.hasOut || !e.r.applies(origin) {
			continue
		}
		if e.r.all || !r.all && r.in.within(&e.r.in) {
			return true
		}
	}
	return false
}

// info describes a rule in force.
func (dm *dayMeasure) info(r dayRule, origin string) MeasureInfo {
	m := dm.m
	x := MeasureInfo{
		ID: m.ID, Title: m.Title, Authority: m.Authority, Headings: []string{r.r.Heading},
		Rate: rateText(r.r.kind, r.r.rate, r.r.base), From: r.r.From.String(), To: r.r.To.String(),
		Citation: r.r.citation(), Confidence: r.r.Confidence, State: "in force",
	}
	x.Scope = r.r.Reason
	if where := r.r.where(origin); where != "" {
		x.Scope += " (" + where + ")"
	}
	if r.r.ZeroHead != "" {
		x.Headings = append(x.Headings, r.r.ZeroHead)
	}
	if r.r.cells != nil {
		if c, ok := r.r.cells[origin]; ok {
			x.Headings, x.Rate = []string{c.heading}, rateText(c.kind, c.rate, baseValue)
			if c.zero != "" {
				x.Headings = append(x.Headings, c.zero)
			}
		} else {
			x.Rate = r.r.span()
		}
	}
	if u := dm.ruling; u != nil {
		if u.LastDay != 0 && (x.To == "" || r.r.To > u.LastDay) {
			x.To = u.LastDay.String()
		}
		x.State = u.State
	}
	if r.suspend != nil {
		x.State = "suspended to " + r.suspend.To.String() + " by " + r.suspend.act.Citation
	}
	return x
}

// where says for which countries a rule is, in words.
func (r *Rule) where(origin string) string {
	if origin != "" || r.cells != nil || r.Countries.all {
		return ""
	}
	if r.Countries.except {
		return "all but " + r.Countries.label
	}
	return r.Countries.label
}

// span says the rates of a table, lowest to highest.
func (r *Rule) span() string {
	lo, hi := 10.0, 0.0
	for _, c := range r.cells {
		lo, hi = min(lo, c.rate), max(hi, c.rate)
	}
	return fmt.Sprintf("+%s to %s, %d countries", pct(lo), pct(hi), len(r.cells))
}

// Horizon gives the first and last day for which the data speak, and what
// was seen of the law for the last.
func (l *Law) Horizon() (first, last time.Time, note string) {
	return l.horizon.First.Time(), l.horizon.Last.Time(), l.horizon.Note
}
