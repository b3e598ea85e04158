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

// sectionSectors shows the sectors that the lead package moves most.
func (b *Brief) sectionSectors() (section, bool) {
	s := section{ID: "sectors", Title: "Who feels it" + b.asOf()}
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
		text := bn(x.WelfareMUSD)
		if pct := change(x.WelfarePct); pct != change(0) {
			text += " (" + pct + ")"
		}
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
		Caption: p.Name + ": change of real output by sector; the amount is the benchmark output",
		Chart: chart.Bars{ID: "sectors-" + strings.ToLower(p.ID), Title: p.Name + ", change of real output by sector",
			Unit: fmt.Sprintf("percent of real output, benchmark %d", year), Panels: []string{""}, Series: []string{p.Name}, Format: change},
	}
	var said []string
	for _, x := range rows {
		text := change(x.VolumePct) // the amount stands in the label, to leave the bars room on a phone
		f.Chart.Rows = append(f.Chart.Rows, chart.Row{Label: fmt.Sprintf("%s, USD %s bn", x.Name, count(int(math.Round(x.OutputMUSD/1000)))), Bars: [][]chart.Bar{{{Low: x.VolumePct, Mid: x.VolumePct, High: x.VolumePct, Text: text}}}})
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
