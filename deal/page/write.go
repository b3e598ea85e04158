package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

//go:embed page.gohtml
var pageText string

// Widths at which every chart is drawn, in CSS pixels: for a desk or paper,
// and for a phone.
const (
	wideChart   = 720
	narrowChart = 342
)

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"style": func() template.CSS { return template.CSS(chart.Style) },
	"bars": func(c *chart.Bars) template.HTML {
		narrow := *c
		narrow.ID += "-narrow"
		return both(c.SVG(wideChart), narrow.SVG(narrowChart))
	},
	"front": func(c *chart.Frontier) template.HTML {
		narrow := *c
		narrow.ID += "-narrow"
		return both(c.SVG(wideChart), narrow.SVG(narrowChart))
	},
	"unlabelled": func(c *chart.Frontier) string { return strings.Join(c.Unlabelled(wideChart), "; ") },
	"word":       func(t *table, col int) bool { return col < t.Left },
	"first":      func(col int) bool { return col == 0 },
	"split": func(s string) []string { // a figure and its range, on lines of their own
		head, tail, ok := strings.Cut(s, " [")
		if !ok {
			return []string{s}
		}
		return []string{head, "[" + tail}
	},
	"heading": func(t *table, col int) string { return t.Head[col] },
}).Parse(pageText))

// both wraps the two drawings of a chart; the chart package escapes its text.
func both(wide, narrow string) template.HTML {
	return template.HTML(`<div class="wide">` + wide + `</div><div class="narrow">` + narrow + `</div>`)
}

// HTML writes the result as one self-contained page.
func HTML(w io.Writer, r *deal.Result) error {
	return pageTemplate.Execute(w, struct {
		Title, Date string
		Blocks      []block
	}{r.Title, r.Date, compose(r)})
}

// Markdown writes the result as Markdown; charts are left to their tables.
func Markdown(w io.Writer, r *deal.Result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", r.Title)
	for _, x := range compose(r) {
		switch {
		case x.Head != "":
			fmt.Fprintf(&b, "## %s\n\n", x.Head)
		case x.Text != "":
			fmt.Fprintf(&b, "%s\n\n", x.Text)
		case x.List != nil:
			for _, l := range x.List {
				fmt.Fprintf(&b, "- %s\n", l)
			}
			b.WriteString("\n")
		case x.Table != nil:
			x.Table.markdown(&b)
		case x.Front != nil:
			fmt.Fprintf(&b, "%s, solved in the full economy\n\n", x.Front.Title)
			for _, m := range x.Front.Marks {
				fmt.Fprintf(&b, "- %s: %s %s, %s %s\n", m.Label, x.Front.XUnit, bn(m.X), x.Front.YUnit, bn(m.Y))
			}
			b.WriteString("\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *table) markdown(b *strings.Builder) {
	cell := func(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
	fmt.Fprintf(b, "%s\n\n|", t.Caption)
	for _, h := range t.Head {
		fmt.Fprintf(b, " %s |", cell(h))
	}
	b.WriteString("\n|")
	for k := range t.Head {
		if k < t.Left {
			b.WriteString(" --- |")
		} else {
			b.WriteString(" ---: |")
		}
	}
	b.WriteString("\n")
	for _, row := range t.Rows {
		b.WriteString("|")
		for _, c := range row {
			fmt.Fprintf(b, " %s |", cell(c))
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}
