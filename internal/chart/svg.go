package chart

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// canvas collects the elements of one drawing and the boxes of its labels.
type canvas struct {
	b      []byte
	labels []Box
}

// Box is a rectangle in the drawing, in CSS pixels, with the text it holds.
type Box struct {
	X0, Y0, X1, Y1 float64
	Text           string
}

// overlaps tells whether two boxes share area.
func (r Box) overlaps(o Box) bool {
	return r.X0 < o.X1 && o.X0 < r.X1 && r.Y0 < o.Y1 && o.Y0 < r.Y1
}

// anchor is how a label stands to its point.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

const (
	textSize = 12.5
	lineStep = 17.0 // from one line of text to the next
)

// open starts the svg element with its title and description; id must be
// unique on the page.
func (c *canvas) open(id, title, desc string, w, h float64) string {
	return fmt.Sprintf(`<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-labelledby="%s-t %s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		num(w), num(h), num(w), num(h), id, id, id, html.EscapeString(title), id, html.EscapeString(desc))
}

// text writes a label whose baseline starts, centres or ends at (x, y), and
// keeps its box.
func (c *canvas) text(x, y float64, a anchor, class, s string) {
	if s == "" {
		return
	}
	c.labels = append(c.labels, labelBox(x, y, a, s))
	c.b = fmt.Appendf(c.b, `<text x="%s" y="%s"`, num(x), num(y))
	if a != start {
		c.b = fmt.Appendf(c.b, ` text-anchor="%s"`, a)
	}
	if class != "" {
		c.b = fmt.Appendf(c.b, ` class="%s"`, class)
	}
	c.b = fmt.Appendf(c.b, `>%s</text>`, html.EscapeString(s))
}

func (c *canvas) line(x0, y0, x1, y1 float64, class string) {
	c.b = fmt.Appendf(c.b, `<path class="%s" d="M%s %sL%s %s"/>`, class, num(x0), num(y0), num(x1), num(y1))
}

func (c *canvas) rect(x, y, w, h float64, class string) {
	if w < 0 {
		x, w = x+w, -w
	}
	c.b = fmt.Appendf(c.b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, num(x), num(y), num(w), num(h))
}

// labelBox is the room a label takes.
func labelBox(x, y float64, a anchor, s string) Box {
	w := Width(s)
	switch a {
	case middle:
		x -= w / 2
	case end:
		x -= w
	}
	return Box{X0: x, Y0: y - 0.8*textSize, X1: x + w, Y1: y + 0.24*textSize, Text: s}
}

// boldBox is the room a label in bold takes: bold faces run a tenth wider.
func boldBox(x, y float64, a anchor, s string) Box {
	box := labelBox(x, y, a, s)
	more := 0.1 * (box.X1 - box.X0)
	switch a {
	case start:
		box.X1 += more
	case end:
		box.X0 -= more
	default:
		box.X0, box.X1 = box.X0-more/2, box.X1+more/2
	}
	return box
}

// Width is an upper bound of the width of s in the charts' text, in CSS
// pixels. The page uses whatever sans serif the reader's machine has; the
// advance widths here are those of the widest in common use (the DejaVu and
// Verdana kind), so that labels placed with them collide in none.
func Width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += advance(r)
	}
	return w * textSize
}

// advance is the width of a rune in em.
func advance(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlI|!'.,:;·", r):
		return 0.32
	case strings.ContainsRune("ftr()[]-/ ", r):
		return 0.42
	case strings.ContainsRune("mwMW%@", r):
		return 0.98
	case r >= '0' && r <= '9':
		return 0.64
	case r == '+' || r == '−' || r == '=' || r == '–':
		return 0.84
	case r >= 'A' && r <= 'Z':
		return 0.74
	case r < 0x80:
		return 0.63
	case r > 0x2e80:
		return 1.05
	}
	return 0.7
}

// Fold breaks s into lines no wider than w, at spaces; a word that is wider
// keeps a line of its own.
func Fold(s string, w float64) []string {
	var lines []string
	cur := ""
	for _, word := range strings.Fields(s) {
		switch {
		case cur == "":
			cur = word
		case Width(cur+" "+word) <= w:
			cur += " " + word
		default:
			lines = append(lines, cur)
			cur = word
		}
	}
	if cur != "" {
		lines = append(lines, cur)
	}
	return lines
}

// num writes a coordinate with at most one decimal.
func num(x float64) string {
	x = math.Round(x*10) / 10
	if x == 0 {
		return "0" // no minus zero
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
