package brief

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"parley/internal/chart"
	"parley/internal/screen"
)

//go:embed page.gohtml page.css
var pageFiles embed.FS

// Widths at which every chart is drawn, in CSS pixels: for a desk or paper,
// and for a phone. The style sheet shows one of them.
const (
	wideChart   = 720
	narrowChart = 342
)

var pageTemplate = template.Must(template.New("page.gohtml").Funcs(template.FuncMap{
	"kind":     blockKind,
	"css":      pageStyle,
	"glue":     glue,
	"bars":     barsHTML,
	"fronts":   frontsHTML,
	"rowclass": rowClass,
	"rowspan":  rowSpan,
	"right":    func(t table, col int) bool { return col < len(t.Right) && t.Right[col] },
	"head":     func(t table, col int) string { return t.Head[col] },
}).ParseFS(pageFiles, "page.gohtml"))

// HTML writes the brief as one self-contained page: no script, no request to
// anywhere, light and dark, and a print style for A4.
func (b *Brief) HTML(w io.Writer) error {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, b.compose()); err != nil {
		return err
	}
	_, err := w.Write(screen.Plain(out.Bytes()))
	return err
}

// rowClass is the class of a table row: stressed, or joined with the row under
// it, which goes on with the same thing.
func rowClass(t table, row int) template.HTMLAttr {
	var names []string
	if t.Strong[row] {
		names = append(names, "total")
	}
	if row+1 < len(t.Rows) && t.Rows[row+1][0].Text == "" {
		names = append(names, "joined")
	}
	if names == nil {
		return ""
	}
	return template.HTMLAttr(` class="` + strings.Join(names, " ") + `"`)
}

// rowSpan is how many rows the heading of a row stands for; 0 for a row that
// goes on with the one above it and has none.
func rowSpan(t table, row int) int {
	if row > 0 && t.Rows[row][0].Text == "" {
		return 0
	}
	n := 1
	for row+n < len(t.Rows) && t.Rows[row+n][0].Text == "" {
		n++
	}
	return n
}

// blockKind names a block for the template.
func blockKind(b block) string { return strings.TrimPrefix(fmt.Sprintf("%T", b), "brief.") }

// pageStyle is the style sheet of the page and of the charts.
func pageStyle() (template.CSS, error) {
	css, err := pageFiles.ReadFile("page.css")
	return template.CSS(string(css) + chart.Style), err
}

// glue keeps a number and its unit on one line.
func glue(s string) string {
	s = strings.ReplaceAll(s, " %", "\u00a0%")
	s = strings.ReplaceAll(s, "USD ", "USD\u00a0")
	s = strings.ReplaceAll(s, " bn", "\u00a0bn")
	return s
}

// barsHTML draws a bar chart at both widths. The chart package escapes all
// text it is given.
func barsHTML(f barFigure) template.HTML {
	wide, narrow := f.Chart, f.Chart
	narrow.ID += "-narrow"
	return template.HTML(`<div class="wide">` + wide.SVG(wideChart) + `</div><div class="narrow">` + narrow.SVG(narrowChart) + `</div>`)
}

// drawnFront is one frontier as drawn, with the marks that found no room.
type drawnFront struct {
	Head       string
	SVG        template.HTML
	Rest       string // on the wide drawing
	RestNarrow string // on the narrow one
}

func frontsHTML(f frontFigure) []drawnFront {
	var out []drawnFront
	for i, c := range f.Charts {
		narrow := c
		narrow.ID += "-narrow"
		d := drawnFront{Head: f.Heads[i],
			SVG: template.HTML(`<div class="wide">` + c.SVG(wideChart) + `</div><div class="narrow">` + narrow.SVG(narrowChart) + `</div>`)}
		d.Rest = strings.Join(c.Unlabelled(wideChart), "; ")
		d.RestNarrow = strings.Join(c.Unlabelled(narrowChart), "; ")
		out = append(out, d)
	}
	return out
}
