package brief

import (
	"fmt"
	"image/color"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"parley/internal/screen"
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
	if opt.Colour {
		_, err := io.WriteString(&screen.Writer{W: w}, t.b.String())
		return err
	}
	_, err := w.Write(screen.Plain([]byte(t.b.String())))
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
			s += " " + f.Evidence
		}
		if f.Suggest != "" {
			s += " Suggested: " + f.Suggest
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
