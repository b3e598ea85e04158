package record

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

// checkCountryRates compares a rate that the text has in force on all goods of
// the other party ("a 35% tariff on Swiss goods came into force") with every
// rate that the law has had on them. It speaks only of a rate that the law had
// on no day, alone or as a sum of the measures in force together: a rate that
// was threatened, planned or asked for is left alone.
func (d *doc) checkCountryRates() {
	if d.base != "US" || d.other == "" {
		return
	}
	var ever map[float64]bool
	t := d.toks
	for i := 1; i < len(t); i++ {
		if t[i].kind != number || i+1 >= len(t) {
			continue
		}
		pct, after, ok := d.percentAt(i)
		if !ok || d.rateFlagged(t[i].start, t[i].end) {
			continue // one doubt about one rate: that of the day is the stronger
		}
		if m, to := d.surchargeAt(after); m != nil && d.inForceSaid(i) {
			if _, ms := d.measuresIn(i, to); len(ms) > 0 {
				continue // a name of the register, which checkRates compares
			}
			d.compareRate(d.claimOn(t[i].start, t[i].end), measureMention{from: i, to: to, ids: []string{m.ID}}, pct, i, to, false)
			continue
		}
		from, to, ok := d.onAllGoods(i, after)
		if !ok || !d.inForceSaid(i) {
			continue
		}
		if ever == nil {
			if ever = d.countryRates(); len(ever) == 0 {
				return
			}
		}
		if ever[pct] {
			continue
		}
		claim := ""
		if at := d.claimOn(t[i].start, t[i].end); at >= 0 {
			claim = "#" + itoa(at)
		}
		var had []string
		for _, r := range slices.Sorted(maps.Keys(ever)) {
			had = append(had, strconv.FormatFloat(r, 'f', -1, 64))
		}
		d.flag(Flag{Code: "RATE_CONFLICT", Severity: High, Claim: claim, Entity: d.other, Start: t[from].start, End: t[to-1].end, Rule: "check.rate.country",
			Message:  fmt.Sprintf("the text has %s %% on all goods of %s; the law has had it on no day", strconv.FormatFloat(pct, 'f', -1, 64), d.partyName(d.other)),
			Evidence: "rates of the law in 2025 and 2026, alone or together: " + strings.Join(had, ", ") + " %", Suggest: "check the rate and the day it speaks of"})
	}
}

// surchargeAt gives the American surcharge of section 122 where a rate goes on
// with "surcharge" or "import surcharge" while it is in force, and where the
// words end.
func (d *doc) surchargeAt(after int) (m *Measure, to int) {
	t := d.toks
	for k := after; k < len(t) && k < after+3 && t[k].kind == word; k++ {
		if t[k].low != "surcharge" {
			continue
		}
		m := d.reg.measure["us-122-surcharge"]
		if m == nil || m.From > d.day() || m.To != "" && m.To < d.day() {
			return nil, 0
		}
		return m, k + 1
	}
	return nil, 0
}

// percentAt reads a rate at a number: "35%", "35 percent", "35-percent". after
// is the token behind it. A rate that is no half or whole number is a mean.
func (d *doc) percentAt(i int) (pct float64, after int, ok bool) {
	t := d.toks
	k := i + 1
	switch {
	case percentMark[t[k].low]:
		k++
	case t[k].low == "per" && k+1 < len(t) && t[k+1].low == "cent":
		k += 2
	default:
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(t[i].low, 64)
	return v, k, err == nil && v*2 == math.Trunc(v*2) // others are averages
}

// onAllGoods says whether a rate at i is that of a duty on all goods of the
// other party, and gives the words that say so.
func (d *doc) onAllGoods(i, after int) (from, to int, ok bool) {
	t := d.toks
	// "a 35% (US) tariff on Swiss goods".
	for k := after; k < len(t) && k < after+4; k++ {
		if classes["tariff"][t[k].low] || t[k].low == "rate" {
			if end, ok := d.goodsOfOther(k + 1); ok {
				return i, end, true
			}
			return 0, 0, false
		}
		if t[k].kind != word || functionWords[t[k].low] {
			break
		}
	}
	// "its tariff on Thai goods at 29%", "a tariff of 29% on Thai goods".
	for k := i - 1; k >= 0 && k > i-9 && t[k].low != "." && t[k].low != ","; k-- {
		if !classes["tariff"][t[k].low] && t[k].low != "rate" {
			continue
		}
		if end, ok := d.goodsOfOther(k + 1); ok && end <= i && i-end < 3 && isOne(t[i-1].low, "at", "of", "is") {
			return k, after, true
		}
		if k == i-2 && t[i-1].low == "of" {
			if end, ok := d.goodsOfOther(after); ok {
				return k, end, true
			}
		}
		return 0, 0, false
	}
	return 0, 0, false
}

// allGoods are words for everything that a country sells.
var allGoods = setOf("goods exports products imports merchandise")

// goodsOfOther reads "on Swiss goods", "on imports from Switzerland" at k.
func (d *doc) goodsOfOther(k int) (end int, ok bool) {
	t := d.toks
	if k+1 >= len(t) || t[k].low != "on" {
		return 0, false
	}
	k++
	for k < len(t) && (detWords[t[k].low] || t[k].low == "most" || t[k].low == "all") {
		k++
	}
	if k >= len(t) {
		return 0, false
	}
	if a := d.actorFrom(k); a != nil {
		if a.party == d.other && a.to < len(t) && allGoods[t[a.to].low] {
			return a.to + 1, true
		}
		return 0, false
	}
	if allGoods[t[k].low] && k+2 < len(t) && (t[k+1].low == "from" || t[k+1].low == "of") {
		if a := d.actorFrom(k + 2); a != nil && a.party == d.other {
			return a.to, true
		}
	}
	return 0, false
}

// inForceSaid says whether the words around a token tell of what is in force,
// and of nothing that was threatened, planned or asked for.
func (d *doc) inForceSaid(i int) bool {
	s := sort.Search(len(d.sents), func(k int) bool { return d.sents[k].to > i })
	if s == len(d.sents) || d.pars[d.sents[s].par].title {
		return false
	}
	said := false
	for k := max(d.sents[s].from, i-7); k < min(d.sents[s].to, i+12); k++ {
		w := &d.toks[k]
		if notInForce[w.lem] || notInForce[w.low] {
			return false
		}
		said = said || inForceWords[w.lem] || inForceWords[w.low]
	}
	return said
}

var (
	inForceWords = setOf("force effect impose introduce pay charge levy apply stand keep maintain face put collect remain")
	notInForce   = setOf("threaten threat threatened propose proposed proposal plan plans planned letter would could may might if unless warn avoid avert spare announce want ask demand seek instead until cease end abolish scrap drop deadline looming due set originally initially once paused suspend suspended pause ruling court struck void lapse expire replace previous former until were was")
)

// countryRates gives every rate that the law has had on all goods of the other
// party in 2025 and 2026: of each measure on them, and of those in force on one
// day together.
func (d *doc) countryRates() map[float64]bool {
	ever := map[float64]bool{}
	wide := d.wideMeasures()
	for day := time.Date(2025, 2, 15, 0, 0, 0, 0, time.UTC); day.Year() < 2027; day = day.AddDate(0, 0, 21) {
		sums := map[float64]bool{0: true}
		for _, m := range wide {
			rates, _ := d.opts.Rates(m.ID, d.other, day)
			if len(rates) == 0 {
				continue
			}
			next := map[float64]bool{}
			for s := range sums {
				next[s] = true
				for _, r := range rates {
					next[s+r] = true
				}
			}
			if len(next) > 200 {
				return nil // too many duties together to say that a sum is none
			}
			sums = next
		}
		for s := range sums {
			if s > 0 {
				ever[s] = true
			}
		}
	}
	return ever
}
