package record

import (
	"maps"
	"slices"
	"time"
)

// LawRate is a rate that a measure had in the law on goods of one party, and
// the days on which it had it.
type LawRate struct {
	Pct       float64   // percent of the value; of all duties together where Total
	Total     bool      // topped up to Pct
	AllGoods  bool      // on all goods, the exempt ones apart; else on those of a list
	Special   bool      // only where the facts of an entry are so: loaded before a day, transshipped
	Suspended bool      // not collected
	From, To  time.Time // first and last day; To is zero where no end is set
	Text      time.Time // when the customs text followed, zero where it came with the law
	Citation  string
}

// Law answers what the rates in a story are held against.
type Law interface {
	// Rates gives the rates that a measure of the registers has had in the law
	// on the goods of a party, none where the law does not hold it. What it
	// returns is the caller's to change.
	Rates(measure, party string) []LawRate
	// GoodsRates gives the rates in percent that can be said of the duty on
	// goods of a party (prefixes of the tariff schedule; of them only what is under
	// one of the measures, if anything is) on some day between two: what is added
	// to the ordinary duty, and all. None where that says nothing.
	GoodsRates(hts, measures []string, party string, lo, hi time.Time) (added, all []float64)
}

// lawOnGoods gives the rates that can be said of the duty on each of the goods
// of a party between two days, and those of the measures on them that no other
// took the place of: a duty on a few lines is often told of a whole kind of
// goods. Rates with the ordinary duty are false. Where the words name no party,
// what any country pays counts too. It is nil where of one of the goods nothing
// is known.
func (d *doc) lawOnGoods(r *saidRate, party string, lo, hi time.Time) map[float64]bool {
	pct := map[float64]bool{}
	var under []string
	for _, id := range r.ids {
		under = append(under, id)
		if then := d.reg.measure[id].Then; then != "" {
			under = append(under, then)
		}
	}
	for _, g := range r.goods {
		added, all := d.opts.Law.GoodsRates(d.reg.good[g].HTS, under, party, lo, hi)
		if len(all) == 0 {
			return nil
		}
		if r.anyParty {
			more, most := d.opts.Law.GoodsRates(d.reg.good[g].HTS, under, noDeal, lo, hi)
			added, all = append(added, more...), append(all, most...)
		}
		if !r.onTop {
			for _, v := range all {
				pct[v] = false
			}
		}
		for _, v := range added {
			pct[v] = true
		}
	}
	for _, id := range r.ids {
		if m := d.reg.measure[id]; m.Then == "" {
			rates, _ := d.lawOf([]string{id}, party, lo, hi, r.paid)
			maps.Copy(pct, rates)
		}
	}
	return pct
}

// noDeal is a country to which the general rates apply.
const noDeal = "TR"

// holds says whether the rate was in force, or said to be, on a day between.
func (r *LawRate) holds(lo, hi time.Time) bool {
	return !r.From.After(hi) && (r.To.IsZero() || !r.To.Before(lo))
}

// ratesOf gives the rates of a measure for a party: those of the law's measure
// of the same id and of the one that took its place. Where customs took the
// new rate up later than the law, the old one counts until then.
func (d *doc) ratesOf(id, party string) []LawRate {
	k := [2]string{id, party}
	if rs, ok := d.lawRates[k]; ok {
		return rs
	}
	rs := d.opts.Law.Rates(id, party)
	if m := d.reg.measure[id]; m != nil && m.Then != "" {
		rs = append(slices.Clip(rs), d.opts.Law.Rates(m.Then, party)...)
	}
	for i := range rs {
		if rs[i].Text.IsZero() {
			continue
		}
		for j := range rs {
			if rs[j].To.Equal(rs[i].From.AddDate(0, 0, -1)) {
				rs[j].To = rs[i].Text
			}
		}
	}
	if d.lawRates == nil {
		d.lawRates = map[[2]string][]LawRate{}
	}
	d.lawRates[k] = rs
	return rs
}

// lawOf gives the rates that the measures had between two days, those that were
// collected where somebody is said to have paid.
func (d *doc) lawOf(ids []string, party string, lo, hi time.Time, paid bool) (pct map[float64]bool, citation string) {
	pct = map[float64]bool{}
	for _, id := range ids {
		for _, r := range d.ratesOf(id, party) {
			if r.holds(lo, hi) && !(paid && r.Suspended) {
				pct[r.Pct] = true
				if citation == "" || !r.Suspended && !r.Special {
					citation = r.Citation
				}
			}
		}
	}
	return pct, citation
}

// lawOnAll gives the rates that the law had on all goods of a party between two
// days: of each measure on them, and of those in force together. It is nil
// where none is, or so many are that a sum says nothing.
func (d *doc) lawOnAll(party string, lo, hi time.Time, paid bool) (pct map[float64]bool, citation string) {
	var all [][]LawRate
	days := map[time.Time]bool{lo: true}
	for i := range d.reg.Measures {
		m := &d.reg.Measures[i]
		if !m.Law || m.Issuer != "US" || !m.Hits(party) {
			continue
		}
		var rs []LawRate
		for _, r := range d.ratesOf(m.ID, party) {
			// A list of goods on which a party pays a duty of its own (section 301)
			// counts in a sum.
			if !r.AllGoods && len(m.On) == 0 || r.Special || !r.holds(lo, hi) {
				continue
			}
			rs = append(rs, r)
			if r.From.After(lo) {
				days[r.From] = true
			}
			if citation == "" || !r.Suspended {
				citation = r.Citation
			}
		}
		if len(rs) > 0 {
			all = append(all, rs)
		}
	}
	pct = map[float64]bool{}
	for day := range days {
		sums := map[float64]bool{0: true}
		for _, rs := range all {
			next := maps.Clone(sums)
			for i := range rs {
				if !rs[i].holds(day, day) {
					continue
				}
				if rs[i].Suspended {
					if rs[i].AllGoods && !paid {
						pct[rs[i].Pct] = true
					}
					continue
				}
				for s := range sums {
					next[s+rs[i].Pct] = true
				}
			}
			sums = next
		}
		maps.Copy(pct, sums)
	}
	delete(pct, 0)
	if len(pct) == 0 || len(pct) > 200 {
		return nil, ""
	}
	return pct, citation
}
