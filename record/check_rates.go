package record

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// checkRates compares each rate that the text tells of as a fact with the law:
// that of the measure or the goods it names, or of all goods of a country, on
// the days that it speaks of.
func (d *doc) checkRates() {
	if d.opts.Law == nil || d.other == "" {
		return
	}
	for _, r := range d.ratesSaid() {
		d.compareRate(&r)
	}
}

// slack is by how many days a text may run ahead of the law.
const slack = 7

// compareRate raises the flag where the law had other rates in those days.
func (d *doc) compareRate(r *saidRate) {
	lo, hi := parseDay(r.lo), parseDay(r.hi).AddDate(0, 0, slack)
	had, citation := d.lawSaid(r, lo, hi)
	_, holds := had[r.pct]
	if r.throughout && holds {
		lo = hi.AddDate(0, 0, -2*slack)
		had, citation = d.lawSaid(r, lo, hi)
		_, holds = had[r.pct]
	}
	if len(had) == 0 || holds || len(r.ids)+len(r.goods) == 0 && d.otherwise(r, lo, hi) {
		return
	}
	if len(r.goods) > 0 {
		if own := d.ownRates(r, lo, hi); len(own) > 0 {
			had = own
		}
	}
	rule, entity, what := d.rateOf(r)
	f := Flag{Code: "RATE_CONFLICT", Severity: High, Start: d.toks[r.from].start, End: d.toks[r.to-1].end, Rule: rule, Entity: entity,
		Message:  fmt.Sprintf("the text has %s; %s the law had %s %s", percentText(r.pct), daysText(r.lo, r.hi), ratesText(had), what),
		Evidence: citation, Suggest: "check the rate and the day it speaks of"}
	if i := d.claimOn(d.toks[r.num].start, d.toks[r.num].end); i >= 0 {
		f.Claim = "#" + itoa(i)
	}
	d.flag(f)
}

// lawSaid gives the rates of the law for what a rate is of, between two days;
// none where of one of the parties nothing is known.
func (d *doc) lawSaid(r *saidRate, lo, hi time.Time) (had map[float64]bool, citation string) {
	had = map[float64]bool{}
	for _, q := range r.parties {
		var rates map[float64]bool
		switch {
		case len(r.goods) > 0:
			rates, citation = d.lawOnGoods(r, q, lo, hi), "the tariff schedule and the additional duties in force (parley tariff duty)"
		case len(r.ids) > 0:
			rates, citation = d.lawOf(r.ids, q, lo, hi, r.paid)
		default:
			rates, citation = d.lawOnAll(q, lo, hi, r.paid)
		}
		if len(rates) == 0 {
			return nil, ""
		}
		maps.Copy(had, rates)
	}
	return had, citation
}

// rateOf gives the rule that compares a rate, what it is of, and that in words.
func (d *doc) rateOf(r *saidRate) (rule, entity, what string) {
	var names, on []string
	for _, q := range r.parties {
		names = append(names, d.partyName(q))
	}
	whose := strings.Join(names, ", ")
	for _, g := range r.goods {
		on = append(on, d.reg.good[g].Name)
	}
	switch {
	case len(r.goods) > 0:
		return "check.rate.goods", strings.Join(r.goods, " "), "on " + strings.Join(on, ", ") + " of " + whose
	case len(r.ids) == 0:
		return "check.rate.country", strings.Join(r.parties, " "), "on all goods of " + whose
	}
	return "check.rate", strings.Join(r.ids, " "), "for " + whose
}

// otherwise says whether a rate that seems to be on all goods of a party is one
// that was agreed, or that of a duty on some goods: where nothing says that all
// are meant, of any duty, else of those that the story names.
func (d *doc) otherwise(r *saidRate, lo, hi time.Time) bool {
	for i := range d.reg.Accords {
		a := &d.reg.Accords[i]
		if !(r.paid && r.throughout) && slices.Contains(a.Rates, r.pct) && a.Date <= hi.Format(isoDay) && slices.ContainsFunc(r.parties, func(q string) bool { return slices.Contains(a.Parties, q) }) {
			return true
		}
	}
	from, to := d.around(r.num, 2)
	named := d.byGoods(d.goodsIn(from, to), "US", "")
	for _, m := range d.measures {
		if m.from >= from && m.to <= to {
			named = append(named, m.ids...)
		}
	}
	for i := range d.reg.Measures {
		m := &d.reg.Measures[i]
		if !m.Law || m.Issuer != "US" || !r.loose && !slices.Contains(named, m.ID) {
			continue
		}
		for _, q := range r.parties {
			if !m.Hits(q) {
				continue
			}
			for _, x := range d.ratesOf(m.ID, q) {
				if !x.holds(lo, hi) {
					continue
				}
				// A total may add anything up to it, and leaves a higher ordinary duty.
				if !x.AllGoods && x.Pct == r.pct || x.Total && r.loose {
					return true
				}
			}
		}
	}
	return false
}

// around gives the sentence of a token with so many before it.
func (d *doc) around(i, before int) (from, to int) {
	s := d.sentenceOf(i)
	if s == len(d.sents) {
		return i, i
	}
	return d.sents[max(0, s-before)].from, d.sents[s].to
}

// ownRates gives the rates of the measures on the goods themselves.
func (d *doc) ownRates(r *saidRate, lo, hi time.Time) map[float64]bool {
	own := map[float64]bool{}
	for _, q := range r.parties {
		rates, _ := d.lawOf(r.ids, q, lo, hi, true)
		maps.Copy(own, rates)
	}
	return own
}

// ratesText lists rates without the ordinary duty, a dozen at most.
func ratesText(had map[float64]bool) string {
	const most = 12
	var list []string
	for _, v := range slices.Sorted(maps.Keys(had)) {
		if had[v] && len(list) < most {
			list = append(list, percentText(v))
		}
	}
	if len(list) == 0 {
		return "others"
	}
	return strings.Join(list, ", ")
}

func percentText(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) + " %" }

// daysText names the days that a text speaks of.
func daysText(lo, hi string) string {
	switch {
	case lo == hi:
		return "on " + lo
	case lo == firstRates:
		return "up to " + hi
	}
	return "between " + lo + " and " + hi
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
