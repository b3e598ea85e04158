package brief

import (
	"fmt"
	"slices"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// bySize puts the shares that bring most first.
func bySize(shares []deal.Share) []deal.Share {
	out := slices.Clone(shares)
	slices.SortStableFunc(out, func(x, y deal.Share) int {
		switch a, b := size(x), size(y); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return out
}

// sectionSwing shows which assumptions move the payoffs of the first package
// most: each at the ends of its range, all others at their centre.
func (b *Brief) sectionSwing() (section, bool) {
	s := section{ID: "swing", Title: "What moves this result most" + b.asOf()}
	r := b.Deal.Lead.Reading
	if !slices.ContainsFunc(b.Deal.Tornado, func(t deal.Tornado) bool { return t.Reading == r }) {
		if len(b.Deal.Tornado) == 0 {
			return s, false
		}
		r = b.Deal.Tornado[0].Reading
	}
	of := "package"
	if l := b.lead(r); l != nil {
		of = conceptName(l.Concept) + " package"
	}
	s.Lead = []rich{{Text: fmt.Sprintf("How far each assumption, at the two ends of its range and all others at their centre, takes the payoffs of the %s from their central value; %s, the largest first.", of, readingPhrase(r)), Refs: refList(b.cited.ids["model"])}}
	for _, p := range b.Deal.Parties {
		if f, ok := b.swingFigure(p, r); ok {
			s.Blocks = append(s.Blocks, f)
		}
	}
	return s, len(s.Blocks) > 0
}

// swingFigure is one party's tornado.
func (b *Brief) swingFigure(p deal.Party, r deal.Reading) (barFigure, bool) {
	f := barFigure{Chart: chart.Bars{ID: "swing-" + strings.ToLower(p.ID), Title: p.Name + ": what moves its payoff most",
		Unit: "billion USD a year from the central value", Panels: []string{""}, Series: []string{"at its low end", "at its high end"},
		Format: func(v float64) string { return bn(1000 * v) }}}
	var said []string
	sign := false
	for _, x := range b.Deal.Tornado {
		if x.Party != p.ID || x.Reading != r {
			continue
		}
		f.Caption = fmt.Sprintf("%s: payoff %s bn USD a year at the centre", p.Name, bn(x.Central))
		row := chart.Row{Label: upper(ofSector(x.Assumption)), Bars: [][]chart.Bar{nil}}
		var texts []string
		for _, v := range []float64{x.Low, x.High} {
			d := (v - x.Central) / 1000
			text := bn(v - x.Central)
			row.Bars[0] = append(row.Bars[0], chart.Bar{Low: d, Mid: d, High: d, Text: text})
			texts = append(texts, text)
			sign = sign || v*x.Central < 0
		}
		f.Chart.Rows, f.Texts = append(f.Chart.Rows, row), append(f.Texts, [][]string{texts})
		said = append(said, fmt.Sprintf("%s: payoff %s to %s", x.Assumption, bn(x.Low), bn(x.High)))
	}
	f.Chart.Desc = strings.Join(said, "; ") + "."
	if len(said) > 0 && !sign {
		f.Notes = []rich{{Text: "None of these by itself turns the sign of the payoff."}}
	} else if sign {
		f.Notes = []rich{{Text: "At the end of at least one range the payoff has the other sign."}}
	}
	return f, len(said) > 0
}

// ofSector writes the name of a sector within a sentence.
func ofSector(s string) string {
	const of = "trade elasticity of "
	if rest, ok := strings.CutPrefix(s, of); ok {
		return of + lowerFirst(rest)
	}
	return s
}
