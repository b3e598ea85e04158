package brief

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"strings"

	"charm.land/lipgloss/v2"

	"parley/internal/chart"
)

// TextOptions say what the terminal is like.
type TextOptions struct {
	Width  int  // columns; 0 means 80
	Colour bool // false writes no escape sequence at all
}

// Text writes the brief for a terminal.
func (b *Brief) Text(w io.Writer, opt TextOptions) error {
	if opt.Width == 0 {
		opt.Width = 80
	}
	t := &terminal{width: max(40, min(opt.Width, 110)), colour: opt.Colour}
	p := b.compose()
	t.line(t.style(accent, true, p.Kicker))
	t.wrap("", t.style(nil, true, p.Title))
	t.wrap("", t.style(dim, false, strings.Join(p.Meta, " · ")))
	t.line("")
	for _, a := range p.Answers {
		t.wrap("", t.style(dim, false, a.Question)+" "+t.style(toneColour(a.Tone), true, strings.TrimRight(a.Short, "."))+".")
		if a.Detail != "" {
			t.wrap("  ", a.Detail+marks(a.Sources))
		}
	}
	for _, s := range p.Sections {
		t.line("")
		t.line(t.style(accent, true, upperCase(s.Title)))
		for _, l := range s.Lead {
			t.wrap("", l.Text+marks(l.Refs))
		}
		for _, x := range s.Blocks {
			t.block(x)
		}
	}
	t.line("")
	t.wrap("", t.style(dim, false, p.Foot))
	_, err := io.WriteString(w, t.b.String())
	return err
}

// The colours, from the basic sixteen so that every theme can render them.
var (
	accent color.Color = lipgloss.Blue
	dim    color.Color = lipgloss.BrightBlack
	warn   color.Color = lipgloss.Yellow
	good   color.Color = lipgloss.Green
)

func toneColour(t Tone) color.Color {
	switch t {
	case Warn:
		return warn
	case Good:
		return good
	}
	return nil
}

// terminal collects lines of a width.
type terminal struct {
	b      strings.Builder
	width  int
	colour bool
}

// style colours text where colours are wanted.
func (t *terminal) style(c color.Color, bold bool, s string) string {
	if !t.colour || s == "" {
		return s
	}
	st := lipgloss.NewStyle().Bold(bold)
	if c != nil {
		st = st.Foreground(c)
	}
	return st.Render(s)
}

func (t *terminal) line(s string) { t.b.WriteString(strings.TrimRight(s, " ") + "\n") }

// wrap writes a paragraph, every line behind an indent.
func (t *terminal) wrap(indent, s string) {
	for _, l := range strings.Split(lipgloss.Wrap(s, t.width-len(indent), " "), "\n") {
		t.line(indent + strings.TrimLeft(l, " "))
	}
}

// hang writes a paragraph whose first line has a head and the others the
// same indent.
func (t *terminal) hang(head, s string) {
	pad := strings.Repeat(" ", lipgloss.Width(head))
	for i, l := range strings.Split(lipgloss.Wrap(s, t.width-len(pad), " "), "\n") {
		if i > 0 {
			head = pad
		}
		t.line(head + strings.TrimLeft(l, " "))
	}
}

func upperCase(s string) string { return strings.ToUpper(s) }

func (t *terminal) block(x block) {
	switch x := x.(type) {
	case claimList:
		t.claims(x)
	case flagList:
		t.flags(x)
	case table:
		t.table(x)
	case itemList:
		t.line("")
		t.wrap("", t.style(nil, true, x.Caption))
		for _, i := range x.Items {
			t.hang("- ", t.style(nil, true, i.Name)+" ("+i.about()+"). "+i.Evidence.Text+marks(i.Evidence.Refs))
		}
	case barFigure:
		t.bars(x)
	case frontFigure:
		t.line("")
		t.wrap("", t.style(nil, true, x.Caption))
		for i := range x.Charts {
			t.scatter(x.Charts[i], x.Heads[i])
		}
		for _, n := range x.Notes {
			t.hang("- ", n.Text+marks(n.Refs))
		}
	case notes:
		for _, n := range x.Items {
			t.hang("- ", n.Text+marks(n.Refs))
		}
	case gapList:
		for _, g := range x.Gaps {
			t.hang("- ", g.What+": "+joinRemedy(g))
		}
	case factList:
		for _, i := range x.Items {
			t.hang(fmt.Sprintf("  %-14s ", i[0].Text), i[1].Text+marks(i[1].Refs))
		}
	case sourceList:
		for _, s := range x.Sources {
			t.hang(fmt.Sprintf("%4s ", fmt.Sprintf("[%d]", s.N)), sourceLine(s, func(s string) string { return s }))
		}
	}
}

func (t *terminal) claims(g claimList) {
	t.line("")
	t.line(t.style(nil, true, g.Title))
	for _, c := range g.Claims {
		t.hang(t.style(dim, false, fmt.Sprintf("%4s ", c.ID)), c.Says)
		for _, q := range c.Quotes {
			t.wrap("     ", t.style(accent, false, "“"+strings.Join(strings.Fields(q), " ")+"”"))
		}
		if tail := strings.Join(append(nonEmpty(c.Who, c.When), c.Marks...), " · "); tail != "" {
			t.wrap("     ", t.style(dim, false, tail))
		}
	}
}

func (t *terminal) flags(l flagList) {
	for _, f := range l.Flags {
		head := fmt.Sprintf("%-7s", orElse(f.Severity, "note"))
		s := f.Title
		if f.Claim != "" {
			s += " (" + f.Claim + ")"
		}
		s += ". " + f.Message
		if f.Evidence != "" {
			s += ". " + f.Evidence
		}
		if f.Suggest != "" {
			s += " Suggested: " + f.Suggest + "."
		}
		t.hang(t.style(warn, true, head), s)
	}
}

// table writes a table with columns fitted to the width; long cells wrap.
func (t *terminal) table(x table) {
	t.line("")
	t.wrap("", t.style(nil, true, x.Caption))
	cells := [][]string{x.Head}
	for _, r := range x.Rows {
		row := make([]string, len(r))
		for i, c := range r {
			row[i] = c.Text + marks(c.Refs)
		}
		cells = append(cells, row)
	}
	wide := fit(cells, t.width)
	for i, row := range cells {
		t.row(row, wide, x.Right)
		if i == 0 {
			var rule []string
			for _, w := range wide {
				rule = append(rule, strings.Repeat("─", w))
			}
			t.line(t.style(dim, false, strings.Join(rule, "  ")))
		}
	}
	for _, n := range x.Notes {
		t.wrap("", t.style(dim, false, n.Text+marks(n.Refs)))
	}
}

// row writes one row of cells, wrapped to their columns.
func (t *terminal) row(cells []string, wide []int, right []bool) {
	var cols [][]string
	height := 1
	for i, c := range cells {
		lines := strings.Split(lipgloss.Wrap(c, wide[i], " "), "\n")
		cols = append(cols, lines)
		height = max(height, len(lines))
	}
	for k := range height {
		var parts []string
		for i, lines := range cols {
			s := ""
			if k < len(lines) {
				s = strings.TrimSpace(lines[k])
			}
			pad := strings.Repeat(" ", max(0, wide[i]-lipgloss.Width(s)))
			if i < len(right) && right[i] {
				s = pad + s
			} else {
				s += pad
			}
			parts = append(parts, s)
		}
		t.line(strings.Join(parts, "  "))
	}
}

// fit chooses column widths: as wide as the widest cell, and when that is
// too much, the widest columns give way first, down to eight.
func fit(cells [][]string, width int) []int {
	wide := make([]int, len(cells[0]))
	for _, row := range cells {
		for i, c := range row {
			wide[i] = max(wide[i], lipgloss.Width(c))
		}
	}
	for {
		sum, most := 2*(len(wide)-1), 0
		for i, w := range wide {
			sum += w
			if w > wide[most] {
				most = i
			}
		}
		if sum <= width || wide[most] <= 8 {
			return wide
		}
		wide[most]--
	}
}

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
