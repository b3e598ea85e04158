package brief

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"parley/internal/chart"
	"parley/record"
	"parley/tariff"
)

// sectionTariffs shows what is paid: the measures named with the duty on a
// good, the average by sector, and what is coming.
func (b *Brief) sectionTariffs() section {
	s := section{ID: "tariffs", Title: "What is paid on " + day(b.Article.Published)}
	from := partyName(b.Partner)
	if b.Effective != nil {
		s.Lead = append(s.Lead, rich{
			Text: fmt.Sprintf("Over all goods from %s the United States charges %s of their value, %s points of it by measures added to the ordinary (column 1) duty.", from, pct(b.Effective.OverallPct), strings.TrimSuffix(pct(b.Effective.AddedPct), " %")),
			Refs: b.refs(b.Effective.Weights)})
	}
	if len(b.Tariffs) > 0 {
		s.Blocks = append(s.Blocks, b.tariffTable())
	}
	if n := b.stepNotes(); len(n.Items) > 0 {
		s.Blocks = append(s.Blocks, n)
	}
	if f, ok := b.rateFigure(); ok {
		s.Blocks = append(s.Blocks, f)
	}
	return s
}

// stepNotes tells what was known to be coming, and what came.
func (b *Brief) stepNotes() notes {
	var n notes
	var ahead, later []string
	for _, t := range b.Tariffs {
		if t.Good == nil {
			continue
		}
		for _, s := range t.Ahead {
			ahead = append(ahead, fmt.Sprintf("%s, %s from %s", t.Good.Short, s.rate(), day(s.Date)))
		}
		if len(t.Later) > 0 {
			var words []string
			for _, s := range t.Later {
				words = append(words, fmt.Sprintf("%s from %s", s.rate(), day(s.Date)))
			}
			later = append(later, t.Good.Short+" "+strings.Join(words, ", "))
		}
	}
	if len(ahead) > 0 {
		n.Items = append(n.Items, rich{Text: "Published by that day and still to come: " + strings.Join(unique(ahead), "; ") + "."})
	} else if len(b.Tariffs) > 0 {
		n.Items = append(n.Items, rich{Text: "No later change of these duties had been published by that day."})
	}
	n.Items = append(n.Items, b.rateNotes()...)
	if len(later) > 0 {
		n.Items = append(n.Items, rich{Text: "What came, as known today: " + strings.Join(unique(later), "; ") + "."})
	}
	return n
}

// rateNotes set the rates that the article gives for a measure in force
// beside those of the law.
func (b *Brief) rateNotes() (out []rich) {
	for _, c := range b.Claims {
		if c.Subject.Unit != "percent" || len(c.Subject.Measures) != 1 || c.Type != record.MeasureAct && c.Type != record.MeasureRef {
			continue
		}
		for _, t := range b.Tariffs {
			if t.Measure.ID != c.Subject.Measures[0] || t.Duty == nil || !slices.Contains(t.Claims, c.ID) {
				continue
			}
			said := pct(c.Subject.Value)
			verdict := "that is the law of the day"
			if !charges(t, c.Subject.Value) {
				verdict = "the law of the day has " + t.Measure.Rate + ", and " + total(t.Duty) + " in all on " + t.Good.Short
			}
			out = append(out, rich{Text: fmt.Sprintf("The article gives %s for %s (%s): %s.", said, lowerFirst(t.Measure.Title), c.ID, verdict), Refs: refList(t.Source)})
		}
	}
	return out
}

// charges tells whether a rate is what the measure adds to the duty on its
// good, or all that the good pays, on the day or as published to come.
func charges(t Tariff, rate float64) bool {
	same := func(x float64) bool { return math.Abs(x-rate) < 0.05 }
	for _, l := range t.Duty.Lines {
		if l.Applies && l.Measure == t.Measure.ID && same(l.Pct) {
			return true
		}
	}
	for _, s := range t.Ahead {
		if same(s.TotalPct) {
			return true
		}
	}
	return same(t.Duty.TotalPct)
}

// tariffTable has one row a measure: its rate, a good within it and all that
// good pays.
func (b *Brief) tariffTable() table {
	t := table{
		Caption: b.tariffCaption(),
		Head:    []string{"Measure", "State", "A good within it", "It pays", "Made up of"},
		Right:   []bool{false, false, false, true, false},
	}
	atLarge := false
	for _, x := range b.Tariffs {
		m := x.Measure
		rate := m.Rate
		if rate != "" {
			rate = ": " + rate
		}
		state := m.State
		if m.From != "" && m.State == "in force" {
			state += " since " + day(m.From)
		}
		row := []rich{{Text: m.Title + rate, Refs: refList(x.Source)}, {Text: state}, {Text: "–"}, {Text: "–"}, {Text: ""}}
		if x.Duty != nil {
			row[2] = rich{Text: x.Good.Name + ", HTS " + x.Good.HTS}
			row[3] = rich{Text: total(x.Duty)}
			row[4] = b.parts(x.Duty)
		}
		if x.Good != nil && x.Good.HTS == ordinary.HTS {
			atLarge = true
		}
		t.Rows = append(t.Rows, row)
	}
	if atLarge {
		t.Notes = append(t.Notes, rich{Text: upper(ordinary.Short) + " stands for measures on goods at large: neither metal content nor a programme decides its duty."})
	}
	return t
}

// tariffCaption says whose choice the measures are.
func (b *Brief) tariffCaption() string {
	for _, t := range b.Tariffs {
		if len(t.Claims) > 0 {
			return "The measures the article names, and all that one good within each of them pays"
		}
	}
	return "The article names no measure: those in force on goods from " + partyName(b.Partner) + ", and all that one good within each of them pays"
}

// total is the rate of a duty, or the range that missing facts leave.
func total(d *tariff.Duty) string {
	switch {
	case d.Status == tariff.Prohibited:
		return "prohibited"
	case d.LowPct < d.HighPct:
		return strings.TrimSuffix(pct(d.LowPct), " %") + " to " + pct(d.HighPct)
	}
	return pct(d.TotalPct)
}

// parts lists the lines that apply, with their sources.
func (b *Brief) parts(d *tariff.Duty) rich {
	var words []string
	var r rich
	for _, l := range d.Lines {
		if !l.Applies {
			continue
		}
		words = append(words, fmt.Sprintf("%s %s", pct(l.Pct), authority(l)))
		r.Refs = appendNew(r.Refs, b.cited.law(l.Citation, l.Confidence))
	}
	r.Text = strings.Join(words, " + ")
	return r
}

func authority(l tariff.Line) string {
	if l.Heading == "" {
		return l.Authority
	}
	if strings.HasPrefix(l.Heading, "99") {
		return l.Authority + " (" + l.Heading + ")"
	}
	return l.Authority
}

// rateFigure draws the average rate of the sectors that matter most.
func (b *Brief) rateFigure() (barFigure, bool) {
	e := b.Effective
	if e == nil || len(e.Rows) == 0 {
		return barFigure{}, false
	}
	rows := append([]tariff.Rate(nil), e.Rows...)
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].ImportsUSD > rows[j].ImportsUSD })
	rows = rows[:min(8, len(rows))]
	f := barFigure{
		Caption: "Average duty by sector, goods from " + partyName(b.Partner) + ", the eight largest sectors by imports",
		Chart: chart.Bars{
			ID: "rates", Title: "Average duty by sector on " + day(e.Date),
			Unit: "percent of the customs value, " + day(e.Date), Panels: []string{""}, Series: []string{"all duties"},
			Format: pct,
		},
		Notes: []rich{{Text: "Weights: " + e.Weights + ".", Refs: b.refs(e.Weights)}},
	}
	var said []string
	for _, r := range rows {
		name := orElse(r.Name, r.Key)
		label := pct(r.TotalPct)
		value := fmt.Sprintf("%s of USD %.1f bn", label, r.ImportsUSD/1e9)
		f.Chart.Rows = append(f.Chart.Rows, chart.Row{Label: name, Bars: [][]chart.Bar{{{Low: r.TotalPct, Mid: r.TotalPct, High: r.TotalPct, Text: value}}}})
		f.Texts = append(f.Texts, [][]string{{value}})
		said = append(said, name+" "+label)
	}
	f.Chart.Desc = "Horizontal bars: " + strings.Join(said, "; ") + "."
	return f, true
}

// refs gives the number of a source by its title.
func (b *Brief) refs(title string) []int {
	if n, ok := b.cited.seen[strings.TrimSpace(title)]; ok {
		return []int{n}
	}
	return nil
}

func refList(n int) []int {
	if n == 0 {
		return nil
	}
	return []int{n}
}
