package tariff

import (
	"sort"
	"strings"
	"time"

	"parley/internal/country"
)

// Timeline is the duty on one good of one origin day by day: every day on
// which something changed.
type Timeline struct {
	Code        string         `json:"hts"`
	Description string         `json:"description"`
	Origin      string         `json:"origin"`
	Known       string         `json:"known,omitempty"`
	Steps       []TimelineStep `json:"steps"`
	Horizon     string         `json:"horizon"` // last day of which texts were seen
	Warnings    []string       `json:"warnings,omitempty"`
}

// TimelineStep is the duty from a day on, until the next step.
type TimelineStep struct {
	Date     string   `json:"date"`
	TotalPct float64  `json:"total_pct"`
	OwedPct  float64  `json:"owed_pct"`
	LowPct   float64  `json:"low_pct"`
	HighPct  float64  `json:"high_pct"`
	Status   Status   `json:"status"`
	Began    []string `json:"began,omitempty"` // "us-232-autos 9903.94.01 +25 % (Proclamation 10908, ...)"
	Ended    []string `json:"ended,omitempty"`
	Upcoming bool     `json:"upcoming,omitempty"` // after the horizon
}

// ChangeDays gives every day within [from, to] on which the law changes for
// some good or country: the days on which rules, suspensions, stacking or
// lists begin, and the days after they end.
func (b *Book) ChangeDays(from, to time.Time) []time.Time {
	l := b.Law
	days := map[civil]bool{}
	a, z := civilOf(from), civilOf(to)
	add := func(ds ...civil) {
		for _, d := range ds {
			if d >= a && d <= z {
				days[d] = true
			}
		}
	}
	for _, m := range l.Measures {
		for _, r := range m.Rules {
			add(r.From, r.To+1)
		}
	}
	for _, s := range l.Suspensions {
		add(s.From, s.To+1)
	}
	for _, s := range l.stacks {
		add(s.From, s.To+1)
	}
	for _, u := range l.Rulings {
		if u.LastDay != 0 {
			add(u.LastDay + 1)
		}
	}
	for _, ms := range l.products.byCode {
		for _, m := range ms {
			add(m.from, m.to+1)
		}
	}
	sorted := make([]civil, 0, len(days))
	for d := range days {
		sorted = append(sorted, d)
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	out := make([]time.Time, len(sorted))
	for i, d := range sorted {
		out[i] = d.Time()
	}
	return out
}

// Timeline works the duty on an entry out for every day on which it changes,
// from a day to another. The entry's own date is not used.
func (b *Book) Timeline(e Entry, from, to time.Time) (*Timeline, error) {
	days := b.ChangeDays(from, to)
	if len(days) == 0 || !days[0].Equal(from) {
		days = append([]time.Time{from}, days...)
	}
	t := &Timeline{Horizon: b.Law.horizon.Last.String(), Known: civilOf(e.Known).String()}
	var before []string
	acts := map[string]string{}
	for i, day := range days {
		x := e
		x.Date = day
		d, err := b.Duty(x)
		if err != nil {
			return nil, err
		}
		t.Code, t.Description, t.Origin = d.Code, d.Description, d.Origin
		now := make([]string, 0, len(d.Lines))
		for _, l := range d.Lines {
			if l.Applies {
				k := l.Measure + " " + l.Heading + " " + lineRate(l)
				now = append(now, k)
				acts[k] = l.Citation
			}
		}
		step := TimelineStep{Date: d.Date, TotalPct: d.TotalPct, OwedPct: d.OwedPct, LowPct: d.LowPct, HighPct: d.HighPct, Status: d.Status,
			Upcoming: civilOf(day) > b.Law.horizon.Last}
		step.Began, step.Ended = minus(now, before, acts), minus(before, now, nil)
		if i == 0 || len(step.Began)+len(step.Ended) > 0 || changed(t.Steps[len(t.Steps)-1], step) {
			t.Steps = append(t.Steps, step)
		}
		before = now
	}
	if name := country.Name(t.Origin); name != "" {
		t.Warnings = append(t.Warnings, "totals rest on facts at their default; parley tariff duty shows which matter on a day")
	}
	return t, nil
}

func changed(a, b TimelineStep) bool {
	return a.TotalPct != b.TotalPct || a.Status != b.Status || a.LowPct != b.LowPct || a.HighPct != b.HighPct
}

// lineRate is the rate of a line that applies, for people.
func lineRate(l Line) string {
	s := "+" + pct(l.Pct/100)
	if l.Measure == "column-1" || l.Measure == "column-2" {
		s = pct(l.Pct / 100)
	}
	if l.OfValue < 100 {
		s += " of " + pct(l.OfValue/100) + " of the value"
	}
	return s
}

// minus gives what a has and b lacks, with the act where given.
func minus(a, b []string, acts map[string]string) []string {
	have := make(map[string]bool, len(b))
	for _, s := range b {
		have[s] = true
	}
	var out []string
	for _, s := range a {
		if have[s] {
			continue
		}
		if acts != nil && !strings.HasPrefix(s, "column-") {
			s += " (" + acts[s] + ")"
		}
		out = append(out, s)
	}
	return out
}
