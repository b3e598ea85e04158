package page

import (
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// Chart is one drawing of a result, as a file of its own.
type Chart struct {
	Name string // of the file: values.svg
	SVG  []byte
}

// Charts gives every chart of the page as a file that stands alone, on the
// ground of the page it is put on.
func Charts(r *deal.Result) []Chart {
	var out []Chart
	add := func(id, svg string) {
		open := strings.IndexByte(svg, '>') + 1
		out = append(out, Chart{Name: id + ".svg", SVG: []byte(svg[:open] + "<style>" + chart.Style + "</style>" + svg[open:] + "\n")})
	}
	for _, b := range compose(r) {
		switch {
		case b.Bars != nil:
			add(b.Bars.ID, b.Bars.SVG(wideChart))
		case b.Front != nil:
			add(b.Front.ID, b.Front.SVG(wideChart))
		}
	}
	return out
}
