package main

import (
	"slices"
	"strings"
	"sync"
	"time"

	"parley/internal/country"
	"parley/record"
	"parley/tariff"
)

// storyLaw is the law that the rates in a story are held against. It is opened
// when it is first asked; one that cannot be opened answers nothing, and whoever
// needs it for more reports that.
type storyLaw struct {
	open func() (*tariff.Book, error)
	seen *sync.Map // what was said of goods, by goodsDay
}

// goodsDay is a question on goods of an origin on a day.
type goodsDay struct {
	hts, measures, origin string
	day                   time.Time
}

// embeddedLaw is the law that comes with the program.
var embeddedLaw = storyLaw{tariff.Embedded, new(sync.Map)}

// origin is the alpha-3 code of a party; the Union stands for its members, which
// have one tariff.
func (storyLaw) origin(party string) string {
	iso3, err := country.Parse(party)
	if err != nil {
		return ""
	}
	if len(country.Members(iso3)) > 0 {
		return "DEU"
	}
	return iso3
}

// Rates gives the rates that a measure has had on a party's goods. For cars and
// light trucks the sum with the column-1 rate is right as well.
func (l storyLaw) Rates(measure, party string) (rates []record.LawRate) {
	book, err := l.open()
	origin := l.origin(party)
	if err != nil || origin == "" {
		return nil
	}
	column1 := map[string]float64{"us-232-autos": 2.5} // HTS 8703, column 1 general
	for _, s := range book.RateSpans(measure, origin) {
		rates = append(rates, record.LawRate(s))
		if c, ok := column1[measure]; ok && !s.Total {
			s.Pct += c
			rates = append(rates, record.LawRate(s))
		}
	}
	return rates
}

// GoodsRates gives the rates that can be said of the duty on goods of a party on
// some day between two. Of a time with many changes of the law it says nothing.
func (l storyLaw) GoodsRates(hts, measures []string, party string, lo, hi time.Time) (added, all []float64) {
	const most = 40
	book, err := l.open()
	origin := l.origin(party)
	if err != nil || origin == "" {
		return nil, nil
	}
	days := append(book.ChangeDays(lo, hi), lo, hi)
	if len(days) > most {
		return nil, nil
	}
	for _, day := range days {
		k := goodsDay{strings.Join(hts, " "), strings.Join(measures, " "), origin, day}
		known, ok := l.seen.Load(k)
		if !ok {
			known, _ = l.seen.LoadOrStore(k, book.GoodsRates(hts, measures, origin, day))
		}
		r := known.(tariff.GoodsRates)
		added, all = append(added, r.Added...), append(all, r.All...)
	}
	slices.Sort(added)
	slices.Sort(all)
	return slices.Compact(added), slices.Compact(all)
}
