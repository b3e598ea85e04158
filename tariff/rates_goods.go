package tariff

import (
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
)

// GoodsRates are the rates, in percent of the customs value, that can be said
// with truth of the duty on goods: sorted.
type GoodsRates struct {
	Added []float64 // each additional duty, every sum of them, and a total that they top up
	All   []float64 // those, the ordinary duty, and the sums with it
}

// GoodsRates gives what can be said of the duty on goods of an origin (alpha-3)
// on a day: of each line of the schedule that begins with one of the prefixes
// (digits), also as the open facts of an entry would have it. Where some of the
// lines are under one of the measures with their whole value, only those count:
// "steel" is what pays the steel duty. Lines that the law treats alike are
// worked out once. It is empty where the schedule has no such line.
func (b *Book) GoodsRates(prefixes, measures []string, origin string, date time.Time) GoodsRates {
	type alike struct {
		class   int
		column1 string
	}
	day := b.Day(date, time.Time{}, Legal)
	seen := map[alike]bool{}
	under, all := sayable{}, sayable{}
	codes := b.Rates.Codes()
	for _, prefix := range prefixes {
		for i := sort.SearchStrings(codes, prefix); i < len(codes) && strings.HasPrefix(codes[i], prefix); i++ {
			line, err := b.Rates.Base(codes[i], date)
			if err != nil || line.Code != codes[i] {
				continue
			}
			k := alike{day.Class(codes[i]), line.Column1.Text}
			if seen[k] {
				continue
			}
			seen[k] = true
			d, err := b.Duty(Entry{Code: codes[i], Origin: origin, Date: date, ValueUSD: 10000})
			if err != nil {
				continue
			}
			all.take(d)
			if slices.ContainsFunc(d.Lines, func(l Line) bool {
				return l.Applies && l.OfValue >= 100 && slices.Contains(measures, l.Measure)
			}) {
				under.take(d)
			}
		}
	}
	if len(under) > 0 {
		all = under
	}
	out := GoodsRates{All: slices.Sorted(maps.Keys(all))}
	for _, v := range out.All {
		if all[v] {
			out.Added = append(out.Added, v)
		}
	}
	return out
}

// sayable holds rates, true for those without the ordinary duty.
type sayable map[float64]bool

// take adds what can be said of a duty.
func (s sayable) take(d *Duty) {
	ordinary := 0.0
	sums := []float64{0}
	for _, l := range d.Lines {
		switch {
		case !l.Applies || l.Pct == 0 || l.OfValue < 100:
		case l.Measure == "column-1":
			ordinary = l.Pct
		case len(sums) <= 1<<6:
			for _, v := range sums[:len(sums):len(sums)] {
				sums = append(sums, v+l.Pct)
			}
		}
	}
	add := func(v float64, added bool) {
		if v = math.Round(v*1e4) / 1e4; v > 0 {
			s[v] = s[v] || added
		}
	}
	for _, v := range sums {
		add(v, true)
		add(v+ordinary, false)
	}
	totals := []float64{d.TotalPct, d.LowPct, d.HighPct, d.AssessedPct, d.FallbackPct}
	for _, f := range d.MissingFacts {
		totals = append(totals, f.LowPct, f.HighPct)
	}
	topped := slices.ContainsFunc(d.Lines, func(l Line) bool { return l.Applies && strings.Contains(l.Reason, "in all") })
	for _, v := range totals {
		add(v, topped)
		add(v-ordinary, true)
	}
}
