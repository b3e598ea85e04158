package record

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// checkRates compares a rate that stands beside the name of a measure ("the
// 25% auto tariff", "a tariff of 25 percent on cars") with the law of the
// day. Sentences that speak of a change, a threat or a wish are left alone.
func (d *doc) checkRates() {
	if d.opts.Rates == nil || d.other == "" {
		return
	}
	done := map[int]bool{}
	for _, m := range d.measures {
		pct, to, ok := d.standsAt(m)
		if !ok || done[m.from] || d.changes(m.from, to) {
			continue
		}
		done[m.from] = true
		at := -1
		for i := range d.claims {
			if a := &d.aux[i]; a.from <= m.from && m.to <= a.to {
				at = i
				break
			}
		}
		d.compareRate(at, m, pct, m.from, to, true)
	}
	d.checkCountryRate()
	for i := range d.claims {
		c, a := &d.claims[i], &d.aux[i]
		switch c.Type {
		case MeasureRef, Disapprove, RedLine, Demand, Background, Statement, MeasureAct:
		default:
			continue
		}
		if c.Modality == "hypothetical" || c.Modality == "future" || c.Polarity == "-" {
			continue
		}
		_, ms := d.measuresIn(a.from, a.to)
		for _, m := range ms {
			if done[m.from] {
				continue
			}
			pct, from, to, ok := d.rateBeside(m, a)
			if !ok || d.changes(from, to) {
				continue
			}
			done[m.from] = true
			d.compareRate(i, m, pct, from, to, false)
		}
	}
	d.checkCountryRates()
}

// standsAt reads "the car tariff currently stands at 15 percent", "the steel
// duty is 50 %": a rate said to be that of the day.
func (d *doc) standsAt(m measureMention) (pct float64, to int, ok bool) {
	t := d.toks
	k := m.to
	verb := false
	for ; k+1 < len(t) && k < m.to+5; k++ {
		switch t[k].low {
		case "stands", "stand", "is", "are", "remains", "remain", "sits", "sit":
			verb = true
			continue
		case "at", "currently", "now", "still", "a":
			continue
		}
		break
	}
	if !verb || k+1 >= len(t) || t[k].kind != number || t[k+1].low != "%" && t[k+1].low != "percent" && t[k+1].low != "pct" && !(t[k+1].low == "per" && k+2 < len(t) && t[k+2].low == "cent") {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(t[k].low, 64)
	return v, k + 2, err == nil
}

// rateBeside finds the rate right before or after the name of a measure.
func (d *doc) rateBeside(m measureMention, a *aux) (pct float64, from, to int, ok bool) {
	t := d.toks
	for k := m.from - 1; k > 0 && k >= m.from-4; k-- {
		if t[k].low == "%" || t[k].low == "percent" || t[k].low == "pct" {
			if t[k-1].kind == number {
				v, err := strconv.ParseFloat(t[k-1].low, 64)
				return v, k - 1, m.to, err == nil
			}
			break
		}
		if t[k].kind != word || functionWords[t[k].low] {
			break
		}
	}
	for _, k := range []int{m.to, m.from + 1} {
		if k+2 < len(t) && t[k].low == "of" && t[k+1].kind == number && (t[k+2].low == "%" || t[k+2].low == "percent" || t[k+2].low == "pct") {
			v, err := strconv.ParseFloat(t[k+1].low, 64)
			return v, m.from, max(k+3, m.to), err == nil
		}
	}
	return 0, 0, 0, false
}

// changes says whether the sentence around a rate speaks of a change.
func (d *doc) changes(from, to int) bool {
	lo, hi := max(0, from-12), min(len(d.toks), to+10)
	for k := from; k > lo; k-- {
		if d.toks[k].low == "." {
			lo = k
			break
		}
	}
	for k := lo; k < hi; k++ {
		if k >= to && d.toks[k].low == "." {
			break
		}
		switch d.toks[k].lem {
		case "raise", "lower", "cut", "double", "increase", "reduce", "threaten", "propose", "plan", "if", "unless", "would", "could", "may", "might", "will", "announce", "want", "ask", "demand", "avoid", "instead", "previously", "earlier", "from", "until", "halve", "hike", "settle", "accept", "had", "was", "were", "originally", "initially", "former":
			return true
		}
	}
	return false
}

// compareRate raises the flag when the law has another rate: of the day
// itself when the text speaks of now, else of the weeks after it too, since a
// story may speak of a rate that is announced.
func (d *doc) compareRate(i int, m measureMention, pct float64, from, to int, now bool) {
	days := []time.Time{d.pub, d.pub.AddDate(0, 0, 30), d.pub.AddDate(0, 0, 60)}
	if now {
		days = days[:1]
	}
	var seen []string
	citation := ""
	for _, id := range m.ids {
		mm := d.reg.measure[id]
		if !mm.Law {
			return
		}
		on := d.other
		if mm.Issuer != "US" {
			return
		}
		var rates []float64
		for _, day := range days {
			r, cite := d.opts.Rates(id, on, day)
			rates = append(rates, r...)
			if citation == "" {
				citation = cite
			}
		}
		if len(rates) == 0 {
			return
		}
		for _, r := range rates {
			if r == pct {
				return
			}
			seen = appendNew(seen, strconv.FormatFloat(r, 'f', -1, 64)+" %")
		}
	}
	if len(seen) == 0 {
		return // no measure of the law is meant
	}
	claim := ""
	if i >= 0 {
		claim = "#" + itoa(i)
	}
	d.flag(Flag{Code: "RATE_CONFLICT", Severity: High, Claim: claim, Entity: strings.Join(m.ids, " "), Start: d.toks[from].start, End: d.toks[to-1].end, Rule: "check.rate",
		Message:  fmt.Sprintf("the text has %s %%; around %s the law had %s for %s", strconv.FormatFloat(pct, 'f', -1, 64), d.day(), strings.Join(seen, ", "), d.partyName(d.other)),
		Evidence: citation, Suggest: "check the rate and the day it speaks of"})
}

// checkCountryRate compares a rate that is said to stay on all the goods of the
// other party ("will maintain a tariff of 25% on Vietnamese goods") with the
// law of the day. It speaks only where one measure of the law is on all those
// goods, so that no sum of several can be meant.
func (d *doc) checkCountryRate() {
	if d.base != "US" || d.other == "" {
		return
	}
	wide := ""
	for _, m := range d.wideMeasures() {
		if m.From > d.day() || m.To != "" && m.To < d.day() {
			continue
		}
		if r, _ := d.opts.Rates(m.ID, d.other, d.pub); len(r) == 0 {
			continue
		}
		if wide != "" {
			return
		}
		wide = m.ID
	}
	if wide == "" {
		return
	}
	t := d.toks
	for i := 1; i+5 < len(t); i++ {
		if !classes["tariff"][t[i].low] || t[i+1].low != "of" || t[i+2].kind != number || !percentMark[t[i+3].low] || t[i+4].low != "on" {
			continue
		}
		k := i + 5
		a := d.actorFrom(k)
		if a == nil || !a.attrib || d.reg.Bloc(a.party) != d.other || a.to >= len(t) || t[a.to].low != "goods" && t[a.to].low != "exports" && t[a.to].low != "products" && t[a.to].low != "imports" {
			continue
		}
		stays := false
		for j := i - 1; j >= 0 && j > i-5; j-- {
			switch t[j].lem {
			case "maintain", "keep", "currently", "still":
				stays = true
			}
		}
		v, err := strconv.ParseFloat(t[i+2].low, 64)
		if !stays || err != nil {
			continue
		}
		at := d.claimOn(t[i].start, t[i].end)
		d.compareRate(at, measureMention{from: i, to: a.to, ids: []string{wide}}, v, i, a.to, true)
	}
}

// wideMeasures gives the American measures of the law that are on all goods of
// the other party.
func (d *doc) wideMeasures() []*Measure {
	var out []*Measure
	for i := range d.reg.Measures {
		if m := &d.reg.Measures[i]; m.Law && m.Issuer == "US" && len(m.Goods) == 0 && m.Hits(d.other) {
			out = append(out, m)
		}
	}
	return out
}

// rateFlagged says whether a rate of the text has been called a conflict.
func (d *doc) rateFlagged(start, end int) bool {
	for _, f := range d.flags {
		if f.Code == "RATE_CONFLICT" && f.Start <= start && end <= f.End {
			return true
		}
	}
	return false
}

// claimOn gives the first claim that has a stretch of the text, or -1.
func (d *doc) claimOn(start, end int) int {
	for n := range d.claims {
		if d.claims[n].Start <= start && end <= d.claims[n].End {
			return n
		}
	}
	return -1
}
