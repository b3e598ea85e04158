package brief

import (
	"fmt"
	"math"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// noShare is the size, in million USD a year, below which an item is said to
// bring nothing.
const noShare = 0.5

// sectionShares shows what each item brings to a deal: in each reading to
// the package that the page puts first or, where that reading has none, to
// the deal that was signed.
func (b *Brief) sectionShares() (section, bool) {
	one, two, ok := b.parties()
	s := section{ID: "shares", Title: "What each item brings to a deal" + b.asOf()}
	if !ok {
		return s, false
	}
	for _, r := range readings {
		if r == deal.Political && !b.weighted() {
			continue
		}
		shares, of := b.sharesOf(r)
		if len(shares) == 0 {
			continue
		}
		f, t := b.shareFigure(r, of, shares, one, two)
		if len(f.Chart.Rows) == 0 {
			continue
		}
		s.Blocks = append(s.Blocks, f, t)
	}
	s.Lead = []rich{{Text: "Items help or hinder each other, so what an item brings depends on when it is added. Its Shapley value is the mean over all orders; the table has it beside what the item brings alone and what is lost when it is taken out last.", Refs: refList(b.cited.ids["model"])}}
	return s, len(s.Blocks) > 0
}

// sharesOf finds the shares of a reading and names the package they are of.
func (b *Brief) sharesOf(r deal.Reading) (out []deal.Share, of string) {
	for _, x := range b.Deal.Shares {
		if x.Reading == r {
			out = append(out, x)
		}
	}
	if len(out) > 0 {
		of = "the package"
		if l := b.lead(r); l != nil {
			of = "the " + conceptName(l.Concept) + " package"
		}
		return out, of
	}
	for _, x := range b.Deal.Signed {
		if x.Reading == r && len(x.Shares) > 0 {
			return x.Shares, "the deal signed later, since no package leaves both better off (" + lowerFirst(b.signedLabels()[x.Title]) + ")"
		}
	}
	return nil, ""
}

// shareFigure draws the Shapley values, the largest first, and sets them
// beside the values alone and last.
func (b *Brief) shareFigure(r deal.Reading, of string, shares []deal.Share, one, two deal.Party) (barFigure, table) {
	f := barFigure{
		Caption: fmt.Sprintf("%s: what each item brings to %s, Shapley value, billion USD a year", readingName(r), of),
		Chart: chart.Bars{ID: "shapley-" + string(r), Title: "Shapley value of each item, " + lowerFirst(readingName(r)),
			Unit: fmt.Sprintf("billion USD a year, %d prices", b.Deal.Year), Panels: []string{""}, Series: []string{one.Name, two.Name}, Format: func(v float64) string { return bn(1000 * v) }},
	}
	t := table{Caption: "Alone, taken out last, and on average over all orders; bn USD a year",
		Head: []string{"Item", "Side", "Alone", "Last", "Shapley"}, Right: []bool{false, false, true, true, true}, Tight: true}
	var said, none []string
	for _, x := range bySize(shares) {
		title, level := b.itemTitle(x.Instrument, x.Level)
		if size(x) < noShare {
			none = append(none, lowerFirst(title))
			continue
		}
		row := chart.Row{Label: title, Bars: [][]chart.Bar{nil}}
		name := title + ": " + level
		var texts []string
		for _, p := range []deal.Party{one, two} {
			v := x.Shapley[p.ID]
			row.Bars[0] = append(row.Bars[0], chart.Bar{Low: v / 1000, Mid: v / 1000, High: v / 1000})
			texts = append(texts, bn(v))
			t.Rows = append(t.Rows, []rich{{Text: name}, {Text: unbroken(p.Name)}, {Text: bn(x.Own[p.ID])}, {Text: bn(x.Marginal[p.ID])}, {Text: bn(v)}})
			name = ""
		}
		f.Chart.Rows, f.Texts = append(f.Chart.Rows, row), append(f.Texts, [][]string{texts})
		said = append(said, fmt.Sprintf("%s: %s %s, %s %s", title, one.Name, texts[0], two.Name, texts[1]))
	}
	f.Chart.Desc = strings.Join(said, "; ") + "."
	t.Strong = map[int]bool{}
	name := "All items"
	for _, p := range []deal.Party{one, two} {
		t.Strong[len(t.Rows)] = true
		t.Rows = append(t.Rows, []rich{{Text: name}, {Text: unbroken(p.Name)}, {Text: "–"}, {Text: "–"}, {Text: bn(shareTotal(shares, p.ID))}})
		name = ""
	}
	if len(none) > 0 {
		t.Notes = append(t.Notes, rich{Text: "In the package and not valued: " + strings.Join(none, ", ") + "."})
	}
	t.Notes = append(t.Notes, rich{Text: howShared(shares)})
	return f, t
}

// shareTotal adds the Shapley values of a party: they make up its payoff, on
// the regions of the search.
func shareTotal(shares []deal.Share, party string) (sum float64) {
	for _, x := range shares {
		sum += x.Shapley[party]
	}
	return sum
}

// howShared says how the shares were computed.
func howShared(shares []deal.Share) string {
	how := map[string]string{"pairs": "own and pairwise effects", "sets": "solving every set of items", "orders": "orders drawn at random"}[shares[0].Method]
	return "Computed on the regions of the search by " + orElse(how, shares[0].Method) + "; the sum can differ from the payoffs of the full solve by the gap given at the end of the page."
}

// size is the largest Shapley value that either party gets from an item.
func size(x deal.Share) float64 {
	v := 0.0
	for _, m := range []map[string]float64{x.Shapley, x.Own, x.Marginal} {
		for _, y := range m {
			v = math.Max(v, math.Abs(y))
		}
	}
	return v
}

// itemTitle names an item and one of its levels.
func (b *Brief) itemTitle(id, level string) (title, at string) {
	for _, it := range b.Instruments {
		if it.ID == id {
			return it.Title, levelTitle(it, level)
		}
	}
	return id, level
}

// unbroken keeps a name on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
