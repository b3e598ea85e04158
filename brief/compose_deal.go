package brief

import (
	"fmt"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// readings are the two readings, in the order of the page.
var readings = []deal.Reading{deal.WelfareOnly, deal.Political}

// sectionDeal shows the zone, the frontier and the packages.
func (b *Brief) sectionDeal() section {
	one, two, _ := b.parties()
	s := section{ID: "deal", Title: b.dealTitle()}
	w, p := b.zone(deal.WelfareOnly), b.zone(deal.Political)
	same := w != nil && p != nil && w.Why == p.Why
	if same {
		s.Lead = append(s.Lead, rich{Text: "In both readings: " + lowerFirst(grouped(w.Why)) + ensureStop(w.Why)})
	}
	for _, r := range readings {
		if z := b.zone(r); z != nil && !same {
			s.Lead = append(s.Lead, rich{Text: readingName(r) + ": " + lowerFirst(grouped(z.Why)) + ensureStop(z.Why)})
		}
	}
	switch {
	case b.DealSigned != "":
		s.Lead = append([]rich{{Text: fmt.Sprintf("A deal was signed on %s. The table is that of %s, before it: what each item was worth, what else both could have signed, and what the deal left on the table.", day(b.DealSigned), day(b.Deal.Date))}}, s.Lead...)
	case !b.DealHolds:
		s.Lead = append([]rich{{Text: b.otherDay() + " What has changed between the two is not in these values: read them as of that day."}}, s.Lead...)
	case b.Deal.Date != "" && b.Deal.Date != b.Article.Published:
		s.Lead = append([]rich{{Text: fmt.Sprintf("The case puts the table as it stood on %s, and holds on the day of the story.", day(b.Deal.Date))}}, s.Lead...)
	}
	noDeal := strings.TrimPrefix(b.Deal.Disagreement.Title, "no deal: ")
	s.Lead = append(s.Lead, rich{Text: "No deal means: " + lowerFirst(noDeal) + ensureStop(noDeal), Refs: b.caseRefs(b.Deal.Disagreement.Source)})
	f := frontFigure{Caption: fmt.Sprintf("What packages pay %s (across) and %s (up) against no deal; in the shaded zone both gain", partyName(one.ID), partyName(two.ID))}
	for _, r := range readings {
		c, ok := b.frontier(r, one, two)
		if !ok {
			continue
		}
		f.Charts, f.Heads = append(f.Charts, c), append(f.Heads, readingName(r))
	}
	f.Notes = b.solutionNotes()
	if len(f.Charts) > 0 {
		s.Blocks = append(s.Blocks, f)
	}
	if t, ok := b.packageTable(one, two); ok {
		s.Blocks = append(s.Blocks, t)
	}
	if n := b.bounds(); len(n.Items) > 0 {
		s.Blocks = append(s.Blocks, n)
	}
	return s
}

// dealTitle heads the bargain; of another day it is no question.
func (b *Brief) dealTitle() string {
	if b.DealHolds {
		return "Is there a deal?"
	}
	if b.DealSigned != "" {
		return "The deal of " + day(b.DealSigned) + b.asOf()
	}
	return "The bargain" + b.asOf()
}

// bounds says for each reading what would open its zone and what holds its
// solution back.
func (b *Brief) bounds() notes {
	var n notes
	for _, r := range readings {
		var open, hold []string
		for _, z := range b.Deal.Zone {
			if z.Reading == r {
				open = append(open, z.Relax...)
			}
		}
		for _, x := range b.Deal.Binding {
			if x.Reading == r {
				hold = append(hold, x.Why)
			}
		}
		for _, x := range []struct {
			head  string
			words []string
		}{{"what would open the zone", open}, {"what holds the solution back", hold}} {
			if len(x.words) > 0 {
				n.Items = append(n.Items, rich{Text: readingName(r) + ", " + x.head + ": " + strings.Join(x.words, "; ") + "."})
			}
		}
	}
	return n
}

// frontier draws the payoffs in one reading.
func (b *Brief) frontier(r deal.Reading, one, two deal.Party) (chart.Frontier, bool) {
	c := chart.Frontier{
		ID: "frontier-" + string(r), Title: "Payoffs of packages, " + lowerFirst(readingName(r)),
		XUnit: one.Name + ", bn USD a year", YUnit: two.Name + ", bn USD a year",
		Format: func(v float64) string { return bn(1000 * v) },
	}
	at := func(p []float64) (chart.XY, bool) {
		if len(p) < 2 {
			return chart.XY{}, false
		}
		return chart.XY{X: p[0] / 1000, Y: p[1] / 1000}, true
	}
	for _, p := range b.Deal.Cloud {
		if xy, ok := at(p.Payoffs); ok && p.Reading == r {
			c.Cloud = append(c.Cloud, xy)
		}
	}
	for _, p := range b.Deal.Frontier {
		if xy, ok := at(p.Payoffs); ok && p.Reading == r {
			c.Front = append(c.Front, xy)
		}
	}
	mark := func(label string, pay map[string]float64, shape chart.Shape) {
		c.Marks = append(c.Marks, chart.Mark{XY: chart.XY{X: pay[one.ID] / 1000, Y: pay[two.ID] / 1000}, Label: label, Shape: shape})
	}
	mark("No deal", map[string]float64{}, chart.Dot)
	if r == deal.WelfareOnly || b.Deal.StatusQuo.Payoffs != nil {
		if pay := b.Deal.StatusQuo.Payoffs; pay != nil && r == deal.WelfareOnly {
			mark("Status quo", pay, chart.Dot)
		}
	}
	for _, s := range b.Deal.Solutions {
		if s.Reading == r {
			mark(upper(conceptName(s.Concept)), s.Payoffs, chart.Ring)
		}
	}
	signed := b.signedLabels()
	for _, s := range b.Deal.Signed {
		if s.Reading == r || s.Reading == "" {
			pay, shape := s.Here, chart.Square
			if pay == nil {
				pay = s.Payoffs
				if len(s.Note) > 0 && strings.Contains(s.Note, "measured against") {
					shape = chart.HollowSquare
				}
			}
			mark(signed[s.Title], pay, shape)
		}
	}
	var said []string
	for _, m := range c.Marks {
		said = append(said, fmt.Sprintf("%s: %s %s, %s %s", m.Label, one.Name, c.Format(m.X), two.Name, c.Format(m.Y)))
	}
	c.Legend = map[chart.Shape]string{chart.Ring: "a solution", chart.Square: "signed later", chart.HollowSquare: "signed, against another no deal"}
	c.Desc = "Billion USD a year against no deal. " + strings.Join(said, "; ") + "."
	return c, len(c.Front)+len(c.Cloud)+len(c.Marks) > 1
}

// signedLabels give each signed deal its short name for the chart: that of
// the case, or "Signed", "Signed A", "Signed B".
func (b *Brief) signedLabels() map[string]string {
	labels := map[string]string{}
	unnamed := 0
	for _, s := range b.Deal.Signed {
		if _, ok := labels[s.Title]; ok {
			continue
		}
		labels[s.Title] = s.Label
		if s.Label == "" {
			labels[s.Title] = "Signed " + string(rune('A'+unnamed))
			unnamed++
		}
	}
	if len(labels) == 1 && unnamed == 1 {
		for title := range labels {
			labels[title] = "Signed"
		}
	}
	return labels
}

// solutionNotes say what each solution on the chart is.
func (b *Brief) solutionNotes() []rich {
	var words []string
	for _, s := range b.Deal.Solutions {
		if s.Title != "" {
			words = append(words, upper(conceptName(s.Concept))+", "+s.Title)
		}
	}
	if words = unique(words); len(words) == 0 {
		return nil
	}
	return []rich{{Text: "The solutions: " + strings.Join(words, "; ") + "."}}
}

// packageTable sets the solutions and signed deals side by side: one row an
// item, one column a package.
func (b *Brief) packageTable(one, two deal.Party) (table, bool) {
	var cols []deal.Solution
	for _, r := range []deal.Reading{deal.Political, deal.WelfareOnly} {
		for _, s := range b.Deal.Solutions {
			if s.Reading == r && (s.Concept == "nash" || s.Concept == "kalai-smorodinsky") {
				cols = append(cols, s)
			}
		}
	}
	if len(cols) == 0 {
		return table{}, false
	}
	t := table{Caption: "The packages, item by item", Head: []string{"Item"}, Right: []bool{false}}
	for _, c := range cols {
		t.Head = append(t.Head, upper(conceptName(c.Concept))+", "+lowerFirst(readingName(c.Reading)))
		t.Right = append(t.Right, false)
	}
	for _, it := range b.Instruments {
		row := []rich{{Text: it.Title}}
		for _, c := range cols {
			row = append(row, rich{Text: levelTitle(it, c.Package[it.ID])})
		}
		t.Rows = append(t.Rows, row)
	}
	t.Strong = map[int]bool{}
	for _, p := range []deal.Party{one, two} {
		row := []rich{{Text: p.Name + ", bn USD a year"}}
		for _, c := range cols {
			text := bn(c.Payoffs[p.ID])
			if v, ok := c.Range[p.ID]; ok {
				text = span(deal.Interval{Low: v.Low, Mid: c.Payoffs[p.ID], High: v.High})
			}
			row = append(row, rich{Text: text})
		}
		t.Strong[len(t.Rows)] = true
		t.Rows = append(t.Rows, row)
	}
	return t, true
}

// levelTitle names the level a package chooses.
func levelTitle(it Instrument, id string) string {
	for _, l := range it.Levels {
		if l.ID == id {
			return orElse(l.Title, l.ID)
		}
	}
	return orElse(id, "–")
}

// sectionRedLines prices the red lines and the wait.
func (b *Brief) sectionRedLines() (section, bool) {
	one, two, ok := b.parties()
	s := section{ID: "redlines", Title: "What red lines and waiting cost" + b.asOf()}
	if !ok || len(b.Deal.RedLines)+len(b.Deal.Delay) == 0 {
		return s, false
	}
	if t := b.priceTable(one, two); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if len(b.Deal.Delay) > 0 {
		s.Blocks = append(s.Blocks, b.delayTable())
	}
	if t, ok := b.keepTable(); ok {
		s.Blocks = append(s.Blocks, t)
	}
	return s, true
}

// priceTable has a row for each red line and reading. A line that costs
// nobody anything in both readings gets one row.
func (b *Brief) priceTable(one, two deal.Party) table {
	t := table{
		Caption: "The price of a red line: how the payoffs of the solution change when it is dropped, bn USD a year",
		Head:    []string{"Red line", "Held by", "Counting", one.Name, two.Name}, Right: []bool{false, false, false, true, true},
	}
	var ids []string
	by := map[string][]deal.RedLine{}
	for _, l := range b.Deal.RedLines {
		if l.Reading == deal.Political && !b.weighted() {
			continue
		}
		if by[l.ID] == nil {
			ids = append(ids, l.ID)
		}
		by[l.ID] = append(by[l.ID], l)
	}
	for _, id := range ids {
		lines := by[id]
		title := upper(lines[0].Title)
		if !lines[0].Imposed {
			title += " (known, not imposed on the solutions)"
		}
		name := rich{Text: title, Refs: b.caseRefs(lines[0].Source)}
		held := rich{Text: unbroken(partyTitle(lines[0].Party))}
		for _, l := range lines {
			t.Rows = append(t.Rows, []rich{name, held, {Text: shortReading(l.Reading)}, {Text: bn(l.Price[one.ID])}, {Text: bn(l.Price[two.ID])}})
			name, held = rich{}, rich{}
		}
	}
	t.Notes = []rich{{Text: "A plus is what the party would gain if the line were dropped, or lose if one that is not imposed were kept. 0: the line does not bind, the solution keeps it anyway."}}
	return t
}

// delayTable says what waiting costs each party.
func (b *Brief) delayTable() table {
	t := table{Caption: "What a month without the lead package costs, million USD a month", Head: []string{"Party", "Meanwhile", "Reading", "USD m a month"}, Right: []bool{false, false, false, true}}
	last := ""
	for _, d := range b.Deal.Delay {
		who := unbroken(partyTitle(d.Party))
		if who == last {
			who = ""
		} else {
			last = who
		}
		t.Rows = append(t.Rows, []rich{{Text: who}, {Text: orElse(proseDates(d.While), "–")}, {Text: lowerFirst(readingName(d.Reading))}, {Text: signed(d.PerMonth, 0)}})
	}
	t.Notes = []rich{{Text: "A plus is a loss by waiting."}}
	return t
}

// keepTable says whether each party would keep the package that the page puts
// first, reading by reading.
func (b *Brief) keepTable() (table, bool) {
	t := table{Caption: "Would they keep it? What a breach would win until it is found out", Head: []string{"Party", "Counting", "Answer"}, Right: []bool{false, false, false}}
	for _, r := range readings {
		l := b.lead(r)
		if l == nil || r == deal.Political && !b.weighted() {
			continue
		}
		for _, k := range b.Deal.Keeping {
			if k.Reading == r && k.Package == l.Concept {
				t.Rows = append(t.Rows, []rich{{Text: partyTitle(k.Party)}, {Text: shortReading(r)}, {Text: upper(k.Why) + ensureStop(k.Why)}})
			}
		}
	}
	return t, len(t.Rows) > 0
}

// shortReading is a reading at the head of a column.
func shortReading(r deal.Reading) string {
	if r == deal.WelfareOnly {
		return "welfare"
	}
	return "political"
}

// caseRefs finds the source of a statement of the case, given as an id or as
// text with ids in brackets.
func (b *Brief) caseRefs(s string) []int {
	if n, ok := b.cited.ids[s]; ok {
		return []int{n}
	}
	_, refs := b.evidence(s)
	if len(refs) == 0 {
		for _, id := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
			if n, ok := b.cited.ids[id]; ok {
				refs = appendNew(refs, n)
			}
		}
	}
	return refs
}

func ensureStop(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") {
		return ""
	}
	return "."
}
