package brief

import (
	"fmt"
	"io"
	"strings"

	"parley/internal/screen"
)

// Markdown writes the brief as CommonMark with the tables of GitHub's
// dialect. Charts become tables of their values.
func (b *Brief) Markdown(w io.Writer) error {
	m := &markdown{}
	p := b.compose()
	m.f("# %s: %s\n\n%s\n\n", md(p.Kicker), md(p.Title), md(strings.Join(p.Meta, " · ")))
	for _, a := range p.Answers {
		m.f("**%s** %s. %s\n\n", md(a.Question), md(strings.TrimRight(a.Short, ".")), m.rich(rich{a.Detail, a.Sources}))
	}
	for _, s := range p.Sections {
		m.f("## %s\n\n", md(s.Title))
		for _, l := range s.Lead {
			m.f("%s\n\n", m.rich(l))
		}
		for _, x := range s.Blocks {
			m.block(x)
		}
	}
	m.f("---\n\n%s\n", md(p.Foot))
	_, err := w.Write(screen.Plain([]byte(m.b.String())))
	return err
}

type markdown struct{ b strings.Builder }

func (m *markdown) f(format string, args ...any) { fmt.Fprintf(&m.b, format, args...) }

// rich writes text with its sources in brackets.
func (m *markdown) rich(r rich) string { return md(r.Text) + marks(r.Refs) }

// marks writes source numbers: " [1][2]".
func marks(refs []int) string {
	if len(refs) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(" ")
	for _, n := range refs {
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

// md escapes what Markdown would read as markup.
func md(s string) string {
	return mdEscape.Replace(s)
}

var mdEscape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "\n", " ")

func (m *markdown) block(x block) {
	switch x := x.(type) {
	case claimList:
		m.claims(x)
	case flagList:
		m.flags(x)
	case table:
		m.table(x)
	case itemList:
		m.items(x)
	case barFigure:
		m.table(x.table())
	case frontFigure:
		for i := range x.Charts {
			m.table(x.table(i))
		}
		for _, n := range x.Notes {
			m.f("- %s\n", m.rich(n))
		}
		m.f("\n")
	case notes:
		for _, n := range x.Items {
			m.f("- %s\n", m.rich(n))
		}
		m.f("\n")
	case gapList:
		for _, g := range x.Gaps {
			m.f("- **%s:** %s\n", md(g.What), md(joinRemedy(g)))
		}
		m.f("\n")
	case factList:
		for _, i := range x.Items {
			m.f("- %s: %s\n", md(i[0].Text), m.rich(i[1]))
		}
		m.f("\n")
	case sourceList:
		for _, s := range x.Sources {
			m.f("%d. %s\n", s.N, sourceLine(s, md))
		}
		m.f("\n")
	}
}

// sourceLine writes a source without its number.
func sourceLine(s Source, escape func(string) string) string {
	line := escape(s.Title)
	if s.Date != "" {
		line += ", " + s.Date
	}
	if s.Grade != "" {
		line += " (grade " + escape(s.Grade) + ")"
	}
	if s.URL != "" {
		line += " <" + s.URL + ">"
	}
	return line
}

func (m *markdown) claims(g claimList) {
	m.f("### %s\n\n", md(g.Title))
	for _, c := range g.Claims {
		m.f("- **%s** (%s)", md(c.Says), c.ID)
		if tail := strings.Join(append(nonEmpty(c.Who, c.When), c.Marks...), " · "); tail != "" {
			m.f(" — %s", md(tail))
		}
		m.f("\n")
		for _, q := range c.Quotes {
			m.f("  > %s\n", md(strings.Join(strings.Fields(q), " ")))
		}
	}
	m.f("\n")
}

func (m *markdown) items(l itemList) {
	m.f("**%s**\n\n", md(l.Caption))
	for _, i := range l.Items {
		m.f("- **%s** (%s) %s\n", md(i.Name), md(i.about()), m.rich(i.Evidence))
	}
	m.f("\n")
}

// about says what was valued, who gives it and where the article has it.
func (i itemLine) about() string {
	in := "not in the article"
	if len(i.Claims) > 0 {
		in = "in the article: " + strings.Join(i.Claims, ", ")
	}
	return strings.Join(nonEmpty(lowerFirst(i.Level), i.Giver+" gives", in), "; ")
}

func (m *markdown) flags(l flagList) {
	for _, f := range l.Flags {
		m.f("- **%s: %s**", md(orElse(f.Severity, "note")), md(f.Title))
		if f.Claim != "" {
			m.f(" (%s)", md(f.Claim))
		}
		m.f(" %s", md(f.Message))
		if f.Evidence != "" {
			m.f(" %s", md(f.Evidence))
		}
		if f.Suggest != "" {
			m.f(" Suggested: %s", md(f.Suggest))
		}
		m.f("\n")
		if f.Quote != "" {
			m.f("  > %s\n", md(f.Quote))
		}
	}
	m.f("\n")
}

func (m *markdown) table(t table) {
	m.f("**%s**\n\n", md(t.Caption))
	m.f("|")
	for _, h := range t.Head {
		m.f(" %s |", md(h))
	}
	m.f("\n|")
	for i := range t.Head {
		if i < len(t.Right) && t.Right[i] {
			m.f(" ---: |")
		} else {
			m.f(" --- |")
		}
	}
	m.f("\n")
	for i, row := range t.Rows {
		m.f("|")
		for j, c := range row {
			cell := m.rich(c)
			if j == 0 && t.Strong[i] && c.Text != "" {
				cell = "**" + cell + "**"
			}
			m.f(" %s |", cell)
		}
		m.f("\n")
	}
	m.f("\n")
	for _, n := range t.Notes {
		m.f("%s\n\n", m.rich(n))
	}
}

// table gives the values of a bar chart as a table.
func (f barFigure) table() table {
	t := table{Caption: f.Caption, Head: []string{""}, Right: []bool{false}, Notes: f.Notes}
	for _, p := range f.Chart.Panels {
		for _, s := range f.Chart.Series {
			t.Head = append(t.Head, strings.Join(nonEmpty(s, lowerFirst(p)), ", "))
			t.Right = append(t.Right, true)
		}
	}
	for i, r := range f.Chart.Rows {
		row := []rich{{Text: r.Label}}
		for _, panel := range f.Texts[i] {
			for _, v := range panel {
				row = append(row, rich{Text: v})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// table gives the named points of a frontier chart as a table.
func (f frontFigure) table(i int) table {
	c := f.Charts[i]
	t := table{Caption: f.Heads[i] + ": payoffs against no deal", Head: []string{"", c.XUnit, c.YUnit}, Right: []bool{false, true, true}}
	for _, m := range c.Marks {
		t.Rows = append(t.Rows, []rich{{Text: m.Label}, {Text: c.Format(m.X)}, {Text: c.Format(m.Y)}})
	}
	return t
}
