package draft

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"parley/tariff"
)

// rate is the rule of a level: how the duty of a measure is set.
type rate struct {
	kind string // keep, add, total, remove
	pct  float64
}

func (r rate) yaml() string {
	switch r.kind {
	case "add":
		return "add_pct: " + number(r.pct)
	case "total":
		return "total_pct: " + number(r.pct)
	case "remove":
		return "remove: true"
	}
	return "keep: true"
}

func (r rate) words() string {
	switch r.kind {
	case "add":
		return "+" + number(r.pct) + " %"
	case "total":
		return number(r.pct) + " % in all"
	case "remove":
		return "removed"
	}
	return "as in force"
}

func (r rate) id() string {
	switch r.kind {
	case "add":
		return number(r.pct)
	case "total":
		return number(r.pct) + "-total"
	case "remove":
		return "none"
	}
	return "now"
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// charge is what one measure does to the partner's goods on a day.
type charge struct {
	measure  string
	covered  float64 // USD of imports
	added    float64 // USD of duty
	citation string
	grade    string
	total    float64 // the rate is topped up to this total; 0 when it is added
	mixed    bool    // its headings charge at different rates
}

// pct is the mean added rate on what the measure covers, percent.
func (c charge) pct() float64 {
	if c.covered <= 0 {
		return 0
	}
	return 100 * c.added / c.covered
}

// rule is the rate in force as a level would set it: the mean where headings
// differ.
func (c charge) rule() rate {
	if c.total > 0 && !c.mixed {
		return rate{"total", c.total}
	}
	return rate{"add", math.Round(10*c.pct()) / 10}
}

// standing is the law on the partner on a day, as known on another.
type standing struct {
	day     time.Time
	charges map[string]charge
	order   []string // by duty, largest first
	mean    float64  // points added on all goods
}

// lawOn reads the law of a day.
func (t *Table) lawOn(day time.Time) (*standing, error) {
	shares, err := t.Law.Breakdown(partner(t.Other), day, t.AsOf)
	if err != nil {
		return nil, err
	}
	s := &standing{day: day, charges: map[string]charge{}}
	imports := map[string]float64{}
	var duty, all float64
	for _, x := range shares {
		c := s.charges[x.Measure]
		c.measure = x.Measure
		c.covered += x.Covered * x.Imports
		c.added += x.Added * x.Imports
		s.charges[x.Measure] = c
		if _, ok := imports[x.Sector]; !ok {
			imports[x.Sector] = x.Imports
			all += x.Imports
		}
		duty += x.Added * x.Imports
	}
	rates := map[string][]float64{} // by heading
	for _, m := range t.Law.Measures(day, t.AsOf, origin(t.Other)) {
		c, ok := s.charges[m.ID]
		if !ok {
			continue
		}
		if c.citation == "" || m.Confidence < c.grade {
			c.citation, c.grade = m.Citation, m.Confidence
		}
		if !strings.HasPrefix(m.State, "suspended") {
			to, _ := topUp(m.Rate)
			head := strings.Fields(m.Rate + " ?")[0] // "+25" of "+25 % of steel content"
			if r, err := strconv.ParseFloat(strings.TrimPrefix(head, "+"), 64); err == nil {
				rates[m.ID] = append(rates[m.ID], r)
			}
			c.total = max(c.total, to)
		}
		s.charges[m.ID] = c
	}
	for id, c := range s.charges {
		if c.covered <= 0 {
			continue
		}
		s.order = append(s.order, id)
		same := slices.ContainsFunc(rates[id], func(r float64) bool { return math.Abs(r-c.pct()) < 0.05 })
		one := len(rates[id]) > 0 && slices.Max(rates[id]) == slices.Min(rates[id])
		c.mixed = !same && !one // the mean is the rate of no heading
		s.charges[id] = c
	}
	sort.Slice(s.order, func(i, j int) bool {
		a, b := s.charges[s.order[i]], s.charges[s.order[j]]
		if a.added != b.added {
			return a.added > b.added
		}
		return a.measure < b.measure
	})
	if all > 0 {
		s.mean = 100 * duty / all
	}
	return s, nil
}

// topUp reads the total out of a rate for people: "15 % total".
func topUp(text string) (float64, bool) {
	if !strings.Contains(text, "total") && !strings.Contains(text, "in all") {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.TrimPrefix(strings.Fields(text + " x")[0], "+"), 64)
	return v, err == nil
}

// outlook is the law as known on the day of the table: that day, and the
// first later day within a year on which it weighs most. That is what stands
// if nobody agrees on anything.
type outlook struct {
	today, without *standing
	since          time.Time // the last change of the law up to the day
	next           time.Time // the first change that moves the rate; zero when none is known
	eases          []string  // known later changes that lower the rate, for people
}

const (
	horizonDays = 365 // how far ahead the known law is searched
	moved       = 0.3 // points of the mean rate that count as a change
)

func (t *Table) outlook() (*outlook, error) {
	today, err := t.lawOn(t.AsOf)
	if err != nil {
		return nil, err
	}
	o := &outlook{today: today, without: today, since: t.AsOf}
	before := today.mean
	for _, day := range t.Law.ChangeDays(t.AsOf.AddDate(0, 0, 1), t.AsOf.AddDate(0, 0, horizonDays)) {
		s, err := t.lawOn(day)
		if err != nil {
			return nil, err
		}
		if math.Abs(s.mean-before) >= moved {
			if o.next.IsZero() {
				o.next = day
			}
			if s.mean < before {
				o.eases = append(o.eases, fmt.Sprintf("from %s the added duty falls from %.1f to %.1f points, as known that day", day.Format(time.DateOnly), before, s.mean))
			}
			before = s.mean
		}
		if s.mean > o.without.mean+moved {
			o.without = s
		}
	}
	back := t.Law.ChangeDays(t.AsOf.AddDate(0, 0, -90), t.AsOf)
	o.since = t.AsOf.AddDate(0, 0, -90)
	for i := len(back) - 1; i >= 0; i-- {
		s, err := t.lawOn(back[i].AddDate(0, 0, -1))
		if err != nil {
			break // the law held begins here
		}
		if math.Abs(s.mean-today.mean) >= moved {
			o.since = back[i]
			break
		}
	}
	return o, nil
}

// gradeOf turns a confidence of the law into a grade of a source.
func gradeOf(confidence string) string {
	if len(confidence) > 0 && strings.Contains("ABC", confidence[:1]) {
		return confidence[:1]
	}
	return "K"
}

// rivalDuty is what the other side adds on all goods of the United States on
// a day, percent, with the acts; measures on parts of sectors are listed for
// a comment.
func (t *Table) rivalDuty(day time.Time) (pct float64, acts []tariff.OtherMeasure, parts []string) {
	if t.Rival == nil {
		return 0, nil, nil
	}
	for _, m := range t.Rival(day) {
		switch {
		case m.State != "" && m.State != "in force":
			parts = append(parts, fmt.Sprintf("%s: +%s %%, %s (%s)", m.Title, number(m.AddPct), m.State, m.Act))
		case m.Covers == "all" && len(m.Sectors) >= 20:
			pct += m.AddPct
			acts = append(acts, m)
		default:
			parts = append(parts, fmt.Sprintf("%s: +%s %% on part of %s (%s)", m.Title, number(m.AddPct), strings.Join(m.Sectors, ", "), m.Act))
		}
	}
	return pct, acts, parts
}
