package brief

import (
	"fmt"
	"math"
	"strings"

	"charm.land/lipgloss/v2"

	"parley/internal/chart"
)

// bars draws a bar chart with block characters: full blocks from zero to the
// value, a line over the range, the zero axis as a bar.
func (t *terminal) bars(f barFigure) {
	t.line("")
	t.wrap("", t.style(nil, true, f.Caption))
	c := f.Chart
	label, value := 0, 0
	for i, r := range c.Rows {
		label = max(label, lipgloss.Width(r.Label))
		for _, p := range f.Texts[i] {
			for _, v := range p {
				value = max(value, lipgloss.Width(v))
			}
		}
	}
	label = min(label, t.width/3)
	short := 0
	if len(c.Series) > 1 {
		for _, s := range c.Series {
			short = max(short, lipgloss.Width(s)+1)
		}
	}
	room := t.width - label - short - value - 3
	above := room < 12 // names stand above their bars
	if above {
		label = 0
		room = max(8, t.width-short-value-3)
	}
	lo, hi := extent(c)
	for p, head := range c.Panels {
		if head != "" {
			t.line(t.style(dim, false, head))
		}
		for i, r := range c.Rows {
			name := strings.Split(lipgloss.Wrap(r.Label, max(label, 1), " "), "\n")
			if above {
				t.wrap("", r.Label)
				name = nil
			}
			t.barRow(c, f.Texts[i][p], r.Bars[p], name, [3]int{label, short, room}, lo, hi)
		}
	}
	t.wrap("", t.style(dim, false, c.Unit))
	for _, n := range f.Notes {
		t.wrap("", t.style(dim, false, n.Text+marks(n.Refs)))
	}
}

// barRow draws the bars of one row beside the lines of its name; wide are
// the columns of the name, the series and the bar.
func (t *terminal) barRow(c chart.Bars, texts []string, bars []chart.Bar, name []string, wide [3]int, lo, hi float64) {
	for s := range max(len(bars), len(name)) {
		line := ""
		if wide[0] > 0 {
			if s < len(name) {
				line = strings.TrimSpace(name[s])
			}
			line = pad(line, wide[0]+1)
		}
		if s < len(bars) {
			series := ""
			if len(c.Series) > 1 {
				series = c.Series[s]
			}
			line += pad(series, wide[1]) + cells(bars[s], lo, hi, wide[2]) + " " + texts[s]
		}
		t.line(line)
	}
}

func pad(s string, w int) string { return s + strings.Repeat(" ", max(0, w-lipgloss.Width(s))) }

// extent is the range of a chart's values with zero.
func extent(c chart.Bars) (lo, hi float64) {
	for _, r := range c.Rows {
		for _, p := range r.Bars {
			for _, b := range p {
				lo, hi = math.Min(lo, math.Min(b.Low, b.Mid)), math.Max(hi, math.Max(b.High, b.Mid))
			}
		}
	}
	if lo == hi {
		hi = 1
	}
	return lo, hi
}

// cells draws one bar in n columns.
func cells(b chart.Bar, lo, hi float64, n int) string {
	at := func(v float64) float64 { return (v - lo) / (hi - lo) * float64(n-1) }
	zero := int(math.Round(at(0)))
	out := make([]rune, n)
	for i := range out {
		x := float64(i)
		switch {
		case b.Absent:
			out[i] = ' '
		case i != zero && between(x, at(0), at(b.Mid)):
			out[i] = '█'
		case b.High > b.Low && x >= at(b.Low)-0.5 && x <= at(b.High)+0.5:
			out[i] = '─'
		default:
			out[i] = ' '
		}
	}
	out[zero] = '│'
	return string(out)
}

// between tells whether x lies on the way from a to b, rounded.
func between(x, a, b float64) bool {
	if a > b {
		a, b = b, a
	}
	return x >= a-0.5 && x < b+0.5 && b-a >= 0.25
}

// scatter draws payoffs on a grid of characters with letters for the named
// points, and lists what the letters mean.
func (t *terminal) scatter(c chart.Frontier, head string) {
	const h = 15
	w := min(t.width-12, 64)
	x0, x1, y0, y1 := 0.0, 0.0, 0.0, 0.0
	grow := func(p chart.XY) {
		x0, x1, y0, y1 = math.Min(x0, p.X), math.Max(x1, p.X), math.Min(y0, p.Y), math.Max(y1, p.Y)
	}
	for _, p := range c.Front {
		grow(p)
	}
	for _, m := range c.Marks {
		grow(m.XY)
	}
	if x1 == x0 {
		x1 = x0 + 1
	}
	if y1 == y0 {
		y1 = y0 + 1
	}
	grid := make([][]rune, h)
	for i := range grid {
		grid[i] = []rune(strings.Repeat(" ", w))
	}
	put := func(p chart.XY, r rune) {
		i, j := int(math.Round((y1-p.Y)/(y1-y0)*(h-1))), int(math.Round((p.X-x0)/(x1-x0)*float64(w-1)))
		if i >= 0 && i < h && j >= 0 && j < w {
			grid[i][j] = r
		}
	}
	for j := range w {
		put(chart.XY{X: x0 + (x1-x0)*float64(j)/float64(w-1)}, '─')
	}
	for i := range h {
		put(chart.XY{Y: y0 + (y1-y0)*float64(i)/(h-1)}, '│')
	}
	put(chart.XY{}, '┼')
	for _, p := range c.Cloud {
		put(p, '·')
	}
	for _, p := range c.Front {
		put(p, '•')
	}
	var legend []string
	for i, m := range c.Marks {
		letter := rune('A' + i)
		put(m.XY, letter)
		legend = append(legend, fmt.Sprintf("%c %s (%s, %s)", letter, m.Label, c.Format(m.X), c.Format(m.Y)))
	}
	t.line("")
	t.line(t.style(dim, false, head+"; up: "+c.YUnit))
	for i, row := range grid {
		axis := ""
		switch i {
		case 0:
			axis = c.Format(y1)
		case h - 1:
			axis = c.Format(y0)
		}
		t.line(strings.Repeat(" ", max(0, 8-lipgloss.Width(axis))) + axis + " " + string(row))
	}
	lower, higher := c.Format(x0), c.Format(x1)
	t.line("         " + lower + strings.Repeat(" ", max(1, w-lipgloss.Width(lower)-lipgloss.Width(higher))) + higher)
	t.line(t.style(dim, false, "         across: "+c.XUnit))
	t.wrap("         ", strings.Join(legend, "; ")+"; • frontier, · other packages")
}
