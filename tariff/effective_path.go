package tariff

import (
	"fmt"
	"math"
	"time"
)

// PathPoint is the trade-weighted rate from a day on, until the next point.
type PathPoint struct {
	Date       string  `json:"date"`
	OverallPct float64 `json:"overall_pct"`
	AddedPct   float64 `json:"added_pct"`
	By         []Rate  `json:"by"`                 // authorities
	Upcoming   bool    `json:"upcoming,omitempty"` // after the data horizon
}

// EffectivePath gives the rate on every day from q.Date to the last on which
// the law changes for some good or partner, the first day included; days on
// which nothing moves the rate are left out. q.By is not used: every point
// is split by authority.
func (b *Book) EffectivePath(q Query, to time.Time) ([]PathPoint, error) {
	days := []time.Time{q.Date}
	for _, d := range b.ChangeDays(q.Date, to) {
		if d.After(q.Date) {
			days = append(days, d)
		}
	}
	_, last, _ := b.Law.Horizon()
	var out []PathPoint
	for _, d := range days {
		q.Date, q.By = d, "authority"
		e, err := b.EffectiveOf(q)
		if err != nil {
			return nil, err
		}
		p := PathPoint{Date: e.Date, OverallPct: e.OverallPct, AddedPct: e.AddedPct, By: e.Rows, Upcoming: d.After(last)}
		if n := len(out); n > 0 && sameTable(out[n-1].By, p.By) {
			continue
		}
		out = append(out, p)
	}
	return out, nil
}

// sameTable says whether two tables are alike to a hundredth of a point.
func sameTable(a, b []Rate) bool {
	at := func(rows []Rate, key string) float64 {
		for _, r := range rows {
			if r.Key == key {
				return math.Round(100 * r.TotalPct)
			}
		}
		return 0
	}
	for _, rows := range [][]Rate{a, b} {
		for _, r := range rows {
			if at(a, r.Key) != at(b, r.Key) {
				return false
			}
		}
	}
	return true
}

// horizonNote says that a day lies outside what the data know, or nothing.
func (b *Book) horizonNote(date time.Time) string {
	first, last, note := b.Law.Horizon()
	switch {
	case date.Before(first):
		return fmt.Sprintf("the law before %s is not in the data: what began earlier and ended before that day is missing", first.Format(time.DateOnly))
	case date.After(last):
		return fmt.Sprintf("after the data horizon of %s only what was already law is known; %s", last.Format(time.DateOnly), note)
	}
	return ""
}
