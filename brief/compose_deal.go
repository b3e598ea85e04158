package brief

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/deal"
	"parley/internal/chart"
	"parley/trade"
)

// readings are the two readings, in the order of the page.
var readings = []deal.Reading{deal.WelfareOnly, deal.Political}

// sectionValues shows what each item is worth to each side.
func (b *Brief) sectionValues() section {
	one, two, _ := b.parties()
	s := section{ID: "values", Title: "What each item is worth"}
	s.Lead = []rich{{Text: "Each item by itself, at its fullest, against no deal. Welfare only counts what households gain or lose; political weights add what a government is seen to pay for some sectors' incomes. Lines through the bars are ranges; paler bars are intervals from the case file, not computed.",
		Refs: refList(b.cited.ids["model"])}}
	f := barFigure{
		Caption: fmt.Sprintf("Value of each item to each side, billion USD a year, %d prices", b.Deal.Year),
		Chart: chart.Bars{
			ID: "values", Title: "Value of each item to each side",
			Unit: fmt.Sprintf("billion USD a year, %d prices", b.Deal.Year), Panels: []string{readingName(readings[0]), readingName(readings[1])},
			Series: []string{one.Name, two.Name}, Format: func(v float64) string { return bn(1000 * v) },
		},
	}
	items := append([]Instrument(nil), b.Instruments...)
	sort.SliceStable(items, func(i, j int) bool { return weight(items[i]) > weight(items[j]) })
	var said []string
	for _, it := range items {
		row := chart.Row{Label: it.Title}
		var texts [][]string
		for _, v := range []deal.ByParty{it.Value, it.Politic} {
			var bars []chart.Bar
			var words []string
			for _, p := range []string{one.ID, two.ID} {
				bar, text := barOf(v, p, it.Direct)
				bars, words = append(bars, bar), append(words, text)
			}
			row.Bars, texts = append(row.Bars, bars), append(texts, words)
		}
		f.Chart.Rows, f.Texts = append(f.Chart.Rows, row), append(f.Texts, texts)
		said = append(said, fmt.Sprintf("%s: %s %s, %s %s on welfare", it.Title, one.Name, texts[0][0], two.Name, texts[0][1]))
	}
	f.Chart.Desc = strings.Join(said, "; ") + "."
	s.Blocks = append(s.Blocks, f, b.itemLines(items))
	return s
}

// weight orders items by the largest value that anybody gives them.
func weight(it Instrument) float64 {
	w := 0.0
	for _, v := range []deal.ByParty{it.Value, it.Politic} {
		for _, x := range v {
			w = math.Max(w, math.Max(math.Abs(x.Mid), math.Max(math.Abs(x.Low), math.Abs(x.High))))
		}
	}
	return w
}

// barOf is the bar of one value; a party without one is absent.
func barOf(v deal.ByParty, party string, direct bool) (chart.Bar, string) {
	x, ok := v[party]
	if !ok {
		return chart.Bar{Absent: true}, "not valued"
	}
	return chart.Bar{Low: x.Low / 1000, Mid: x.Mid / 1000, High: x.High / 1000, Text: bn(x.Mid), Soft: direct}, span(x)
}

// itemLines say who gives each item, where the article speaks of it, and on
// what evidence its value rests.
func (b *Brief) itemLines(items []Instrument) itemList {
	l := itemList{Caption: "Where each item stands in the article, and on what its value rests"}
	for _, it := range items {
		text, refs := b.evidence(it.Evidence)
		for _, more := range []string{it.Note, it.Believe} {
			if more != "" {
				text = strings.TrimRight(text, ".") + ". " + upper(more)
			}
		}
		for _, id := range it.Source {
			refs = appendNew(refs, b.cited.ids[id])
		}
		line := itemLine{Name: it.Title, Giver: partyTitle(it.Giver), Claims: it.InArticle, Evidence: rich{upper(text), refs}}
		if n := len(it.Levels); n > 0 {
			line.Level = it.Levels[n-1].Title
		}
		l.Items = append(l.Items, line)
	}
	return l
}

// evidence turns "[id]" marks into the numbers of the case's sources.
func (b *Brief) evidence(s string) (string, []int) {
	var refs []int
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '[')
		j := -1
		if i >= 0 {
			j = strings.IndexByte(s[i:], ']')
		}
		if j < 0 {
			out.WriteString(s)
			break
		}
		ids, known := s[i+1:i+j], true
		var ns []int
		for _, id := range strings.Split(ids, ",") {
			n, ok := b.cited.ids[strings.TrimSpace(id)]
			known = known && ok
			ns = append(ns, n)
		}
		if known {
			out.WriteString(strings.TrimRight(s[:i], " "))
			for _, n := range ns {
				refs = appendNew(refs, n)
			}
		} else {
			out.WriteString(s[:i+j+1])
		}
		s = s[i+j+1:]
	}
	return strings.TrimSpace(out.String()), refs
}

// sectionDeal shows the zone, the frontier and the packages.
func (b *Brief) sectionDeal() section {
	one, two, _ := b.parties()
	s := section{ID: "deal", Title: "Is there a deal?"}
	w, p := b.zone(deal.WelfareOnly), b.zone(deal.Political)
	same := w != nil && p != nil && w.Why == p.Why
	if same {
		s.Lead = append(s.Lead, rich{Text: "In both readings: " + lowerFirst(w.Why) + ensureStop(w.Why)})
	}
	for _, r := range readings {
		if z := b.zone(r); z != nil && !same {
			s.Lead = append(s.Lead, rich{Text: readingName(r) + ": " + lowerFirst(z.Why) + ensureStop(z.Why)})
		}
	}
	if b.Deal.Date != "" && b.Deal.Date != b.Article.Published {
		s.Lead = append([]rich{{Text: fmt.Sprintf("The case puts the table as it stood on %s; the article is of %s. What has changed between the two is not in these values.", day(b.Deal.Date), day(b.Article.Published))}}, s.Lead...)
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
	f.Notes = b.signedNotes()
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
	mark := func(label string, pay map[string]float64, full bool) {
		c.Marks = append(c.Marks, chart.Mark{XY: chart.XY{X: pay[one.ID] / 1000, Y: pay[two.ID] / 1000}, Label: label, Full: full})
	}
	mark("No deal", map[string]float64{}, true)
	if r == deal.WelfareOnly || b.Deal.StatusQuo.Payoffs != nil {
		if pay := b.Deal.StatusQuo.Payoffs; pay != nil && r == deal.WelfareOnly {
			mark("Status quo", pay, true)
		}
	}
	for _, s := range b.Deal.Solutions {
		if s.Reading == r {
			mark(upper(conceptName(s.Concept)), s.Payoffs, false)
		}
	}
	signed := b.signedLabels()
	for _, s := range b.Deal.Signed {
		if s.Reading == r || s.Reading == "" {
			mark(signed[s.Title], s.Payoffs, true)
		}
	}
	var said []string
	for _, m := range c.Marks {
		said = append(said, fmt.Sprintf("%s: %s %s, %s %s", m.Label, one.Name, c.Format(m.X), two.Name, c.Format(m.Y)))
	}
	c.Desc = "Billion USD a year against no deal. " + strings.Join(said, "; ") + "."
	return c, len(c.Front)+len(c.Cloud)+len(c.Marks) > 1
}

// signedLabels give each signed deal a short name for the chart: "Signed",
// or "Signed A", "Signed B" when there are several.
func (b *Brief) signedLabels() map[string]string {
	labels := map[string]string{}
	for _, s := range b.Deal.Signed {
		if _, ok := labels[s.Title]; !ok {
			labels[s.Title] = "Signed " + string(rune('A'+len(labels)))
		}
	}
	if len(labels) == 1 {
		for title := range labels {
			labels[title] = "Signed"
		}
	}
	return labels
}

// signedNotes say what the short names on the chart stand for.
func (b *Brief) signedNotes() []rich {
	labels := b.signedLabels()
	var out []rich
	seen := map[string]bool{}
	for _, s := range b.Deal.Signed {
		if !seen[s.Title] {
			seen[s.Title] = true
			text := labels[s.Title] + ": " + s.Title
			if s.Note != "" {
				text += ". " + upper(s.Note)
			}
			out = append(out, rich{Text: text + ensureStop(text)})
		}
	}
	return out
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
	s := section{ID: "redlines", Title: "What red lines and waiting cost"}
	if !ok || len(b.Deal.RedLines)+len(b.Deal.Delay) == 0 {
		return s, false
	}
	if len(b.Deal.RedLines) > 0 {
		s.Blocks = append(s.Blocks, b.priceTable(one, two))
	}
	if len(b.Deal.Delay) > 0 {
		s.Blocks = append(s.Blocks, b.delayTable())
	}
	return s, true
}

// priceTable has one row a red line and one column for each party in each
// reading.
func (b *Brief) priceTable(one, two deal.Party) table {
	t := table{
		Caption: "The price of a red line: how the payoffs of the solution change when it is dropped, bn USD a year",
		Head:    []string{"Red line", "Held by"}, Right: []bool{false, false},
	}
	for _, r := range readings {
		for _, p := range []deal.Party{one, two} {
			t.Head, t.Right = append(t.Head, p.Name+", "+shortReading(r)), append(t.Right, true)
		}
	}
	at := map[string]int{}
	for _, l := range b.Deal.RedLines {
		i, ok := at[l.ID]
		if !ok {
			i = len(t.Rows)
			at[l.ID] = i
			title := upper(l.Title)
			if !l.Imposed {
				title += " (known, not imposed on the solutions)"
			}
			row := []rich{{Text: title, Refs: b.caseRefs(l.Source)}, {Text: partyTitle(l.Party)}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}}
			t.Rows = append(t.Rows, row)
		}
		col := 2
		if l.Reading == deal.Political {
			col = 4
		}
		t.Rows[i][col], t.Rows[i][col+1] = rich{Text: bn(l.Price[one.ID])}, rich{Text: bn(l.Price[two.ID])}
	}
	return t
}

// delayTable says what waiting costs each party.
func (b *Brief) delayTable() table {
	t := table{Caption: "What a month without the lead package costs, million USD a month", Head: []string{"Party", "Meanwhile", "Reading", "USD m a month"}, Right: []bool{false, false, false, true}}
	for _, d := range b.Deal.Delay {
		t.Rows = append(t.Rows, []rich{{Text: partyTitle(d.Party)}, {Text: orElse(proseDates(d.While), "–")}, {Text: lowerFirst(readingName(d.Reading))}, {Text: signed(d.PerMonth, 0)}})
	}
	t.Notes = []rich{{Text: "A plus is a loss by waiting."}}
	return t
}

// shortReading is a reading at the head of a column.
func shortReading(r deal.Reading) string {
	if r == deal.WelfareOnly {
		return "welfare"
	}
	return "political"
}

// sectionSectors shows the sectors that the lead package moves most.
func (b *Brief) sectionSectors() (section, bool) {
	s := section{ID: "sectors", Title: "Who feels it: sectors"}
	if len(b.Deal.Sectors) == 0 {
		return s, false
	}
	s.Lead = []rich{{Text: "Real output under the lead package against no deal, in percent of the benchmark; the sectors that move most.", Refs: refList(b.cited.ids["model"])}}
	for _, p := range b.Deal.Parties {
		var rows []trade.SectorResult
		for _, x := range b.Deal.Sectors {
			for _, r := range p.Regions {
				if x.Region == r {
					rows = append(rows, x)
				}
			}
		}
		if len(rows) == 0 {
			continue
		}
		sort.SliceStable(rows, func(i, j int) bool { return moved(rows[i]) > moved(rows[j]) })
		rows = rows[:min(6, len(rows))]
		sort.SliceStable(rows, func(i, j int) bool { return rows[i].VolumePct > rows[j].VolumePct })
		s.Blocks = append(s.Blocks, sectorFigure(p, rows, b.Deal.Year))
	}
	if f, ok := b.thirdFigure(); ok {
		s.Blocks = append(s.Blocks, f)
	}
	return s, len(s.Blocks) > 0
}

// thirdFigure draws what the lead package does to others: the eight that
// gain or lose most.
func (b *Brief) thirdFigure() (barFigure, bool) {
	rows := append([]deal.Third(nil), b.Deal.Third...)
	if len(rows) == 0 {
		return barFigure{}, false
	}
	sort.SliceStable(rows, func(i, j int) bool { return math.Abs(rows[i].WelfareMUSD) > math.Abs(rows[j].WelfareMUSD) })
	rows = rows[:min(8, len(rows))]
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].WelfareMUSD > rows[j].WelfareMUSD })
	f := barFigure{
		Caption: "Who else gains and loses by the lead package: welfare",
		Chart: chart.Bars{ID: "others", Title: "Welfare of regions that are no party", Unit: fmt.Sprintf("billion USD a year, %d prices", b.Deal.Year),
			Panels: []string{""}, Series: []string{"welfare"}, Format: func(v float64) string { return bn(1000 * v) }},
	}
	var said []string
	for _, x := range rows {
		v := x.WelfareMUSD / 1000
		text := fmt.Sprintf("%s (%s)", bn(x.WelfareMUSD), change(x.WelfarePct))
		f.Chart.Rows = append(f.Chart.Rows, chart.Row{Label: orElse(x.Name, x.Region), Bars: [][]chart.Bar{{{Low: v, Mid: v, High: v, Text: text}}}})
		f.Texts = append(f.Texts, [][]string{{text}})
		said = append(said, orElse(x.Name, x.Region)+" "+bn(x.WelfareMUSD))
	}
	f.Chart.Desc = strings.Join(said, "; ") + "."
	return f, true
}

// moved is the size of a sector's change in money.
func moved(x trade.SectorResult) float64 { return math.Abs(x.VolumePct * x.OutputMUSD) }

func sectorFigure(p deal.Party, rows []trade.SectorResult, year int) barFigure {
	f := barFigure{
		Caption: p.Name + ": change of real output by sector",
		Chart: chart.Bars{ID: "sectors-" + strings.ToLower(p.ID), Title: p.Name + ", change of real output by sector",
			Unit: fmt.Sprintf("percent of real output, benchmark %d", year), Panels: []string{""}, Series: []string{p.Name}, Format: change},
	}
	var said []string
	for _, x := range rows {
		text := change(x.VolumePct) + " of USD " + strings.TrimSpace(fmt.Sprintf("%.0f bn", x.OutputMUSD/1000))
		f.Chart.Rows = append(f.Chart.Rows, chart.Row{Label: x.Name, Bars: [][]chart.Bar{{{Low: x.VolumePct, Mid: x.VolumePct, High: x.VolumePct, Text: text}}}})
		f.Texts = append(f.Texts, [][]string{{text}})
		said = append(said, x.Name+" "+change(x.VolumePct))
	}
	f.Chart.Desc = strings.Join(said, "; ") + "."
	return f
}

// sectionModel says what computed the values.
func (b *Brief) sectionModel() section {
	m := b.Model
	s := section{ID: "model", Title: "What computed this"}
	what := fmt.Sprintf("%s, %d", orElse(m.Title, m.Economy), m.Year)
	if m.Regions > 0 {
		what += fmt.Sprintf(": %d regions, %d sectors", m.Regions, m.Sectors)
	}
	if m.Estimate {
		what += "; its bilateral flows are an estimate"
	}
	verified := "every reported package was solved again in the full model and verified"
	if !m.Verified {
		verified = "not every reported package was verified: take the values as approximate"
	}
	items := [][2]rich{
		{{Text: "Model"}, {Text: m.Name, Refs: refList(b.cited.ids["model"])}},
		{{Text: "Closure"}, {Text: m.Closure}},
		{{Text: "Benchmark"}, {Text: what, Refs: b.dataRefs()}},
		{{Text: "Solves"}, {Text: fmt.Sprintf("%s, largest scaled residual %s; %s", count(m.Solves), scientific(m.Residual), verified)}},
		{{Text: "Approximation"}, {Text: "at most " + money(m.GapMUSD) + " a year between the fast value of a reported package and its full solve"}},
	}
	s.Blocks = append(s.Blocks, factList{items})
	var n notes
	for _, x := range append(append([]string{}, b.Deal.Notes...), m.Notes...) {
		n.Items = append(n.Items, rich{Text: x})
	}
	if len(n.Items) > 0 {
		s.Blocks = append(s.Blocks, n)
	}
	return s
}

// dataRefs are the numbers of the benchmark's sources.
func (b *Brief) dataRefs() (refs []int) {
	for _, s := range b.Sources {
		if s.Kind == "data" && (b.Effective == nil || s.Title != strings.TrimSpace(b.Effective.Weights)) {
			refs = append(refs, s.N)
		}
	}
	return refs
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
