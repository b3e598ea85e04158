package brief

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// sectionValues shows what each item is worth to each side.
func (b *Brief) sectionValues() section {
	one, two, _ := b.parties()
	s := section{ID: "values", Title: "What each item is worth" + b.asOf()}
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
		for _, more := range []string{it.Note, believe(it.Believe)} {
			if more != "" {
				text = strings.TrimRight(text, ".") + ". " + upper(more)
			}
		}
		text += ensureStop(text)
		for _, id := range it.Source {
			refs = appendNew(refs, b.cited.ids[id])
		}
		line := itemLine{Name: it.Title, Giver: partyTitle(it.Giver), Claims: it.InArticle, Evidence: rich{upper(text), refs}}
		if n := len(it.Levels); n > 0 {
			line.Level = "Valued at: " + it.Levels[n-1].Title
			if len(it.Value) == 0 {
				line.Level = "Not valued: " + it.Levels[n-1].Title
			}
		}
		l.Items = append(l.Items, line)
	}
	return l
}

// believe heads the words on an item without a value.
func believe(words string) string {
	if words == "" {
		return ""
	}
	if strings.HasPrefix(words, "that ") {
		return "for a value one would have to believe " + words
	}
	return "for a value one would have to believe in: " + words
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
