package chart

import (
	"math"
	"slices"
)

// Bar is one value with its range. Low and High may equal Mid: then no range
// is drawn.
type Bar struct {
	Low, Mid, High float64
	Absent         bool   // no value: the Text says why
	Soft           bool   // an interval given from outside, not computed: drawn paler
	Text           string // direct label; empty takes the chart's Format of Mid
}

// Row is one thing, with one bar for each series in each panel.
type Row struct {
	Label string
	Bars  [][]Bar // [panel][series]
}

// Bars is a chart of horizontal bars around zero: rows down the page, one or
// two series in each row, panels side by side on one scale.
type Bars struct {
	ID     string // unique on the page
	Title  string
	Desc   string
	Unit   string   // of the axis: "billion USD a year"
	Panels []string // headings; one empty string for a chart without
	Series []string // names, at most two
	Rows   []Row
	Format func(float64) string // for values
	Tick   func(float64) string // for the axis; nil writes plain numbers
}

const (
	barThick = 9.0
	barGap   = 15.0 // from one bar to the next in a row, leaves room for a label
	rowGap   = 12.0
)

// SVG draws the chart for a width in CSS pixels. Below 560 pixels panels
// stand under each other and row labels above their bars.
func (c Bars) SVG(width float64) string {
	s, _ := c.draw(width)
	return s
}

// Labels gives the boxes of all labels as drawn, for tests of layout.
func (c Bars) Labels(width float64) []Box {
	_, l := c.draw(width)
	return l
}

func (c Bars) draw(width float64) (string, []Box) {
	d := &barDrawing{Bars: c, width: width, narrow: width < 560}
	d.lay()
	y := 4.0
	if len(c.Series) > 1 {
		y = d.legend(y)
	}
	if d.narrow {
		for p := range c.Panels {
			y = d.panel(p, 0, y)
		}
	} else {
		y0 := y
		for p := range c.Panels {
			y = math.Max(y, d.panel(p, d.labelWide+float64(p)*(d.panelWide+d.gap), y0))
		}
	}
	head := d.cv.open(c.ID, c.Title, c.Desc, width, y)
	return head + string(d.cv.b) + "</svg>", d.cv.labels
}

// extent is the range of all values, zero included.
func (c Bars) extent() (lo, hi float64) {
	for _, r := range c.Rows {
		for _, p := range r.Bars {
			for _, b := range p {
				if !b.Absent {
					lo = math.Min(lo, math.Min(b.Low, b.Mid))
					hi = math.Max(hi, math.Max(b.High, b.Mid))
				}
			}
		}
	}
	if lo == hi {
		hi = 1
	}
	return lo, hi
}

// barDrawing is a Bars being drawn.
type barDrawing struct {
	Bars
	cv        canvas
	width     float64
	narrow    bool
	labelWide float64 // column of row labels, wide form
	panelWide float64
	gap       float64
	zero      float64 // of the axis, from the left edge of a panel
	unit      float64 // pixels for one of the values' unit
	lo, hi    float64 // of all values
}

// lay decides the widths and the scale, which all panels share.
func (d *barDrawing) lay() {
	d.gap = 18
	if d.narrow {
		d.panelWide = d.width
	} else {
		for _, r := range d.Rows {
			d.labelWide = math.Max(d.labelWide, Width(r.Label)+14)
		}
		d.labelWide = math.Min(d.labelWide, 0.30*d.width)
		n := float64(len(d.Panels))
		d.panelWide = (d.width - d.labelWide - (n-1)*d.gap) / n
	}
	d.lo, d.hi = d.extent()
	// The largest scale at which every bar with its label finds room, by
	// bisection: what fits at one scale fits at every smaller one.
	small, large := 0.0, d.panelWide/(d.hi-d.lo)
	for range 40 {
		k := (small + large) / 2
		if left, right := d.room(k); left <= right {
			small = k
		} else {
			large = k
		}
	}
	d.unit = small
	left, right := d.room(small)
	d.zero = left
	if d.lo == 0 {
		d.zero = math.Min(left, right)
	}
}

// room gives the leftmost and the rightmost place of the zero axis at which
// all bars and labels stay within a panel, at k pixels a unit.
func (d *barDrawing) room(k float64) (left, right float64) {
	left, right = 10, d.panelWide-10
	for _, r := range d.Rows {
		for _, p := range r.Bars {
			for _, b := range p {
				w := Width(d.label(b)) + 8
				lo, hi := math.Min(0, math.Min(b.Low, b.Mid)), math.Max(0, math.Max(b.High, b.Mid))
				switch {
				case b.Absent:
					lo, hi = 0, 0
					right = math.Min(right, d.panelWide-w)
				case b.Mid < 0:
					left = math.Max(left, w-k*lo)
					right = math.Min(right, d.panelWide-2-k*hi)
				default:
					right = math.Min(right, d.panelWide-w-k*hi)
					left = math.Max(left, 2-k*lo)
				}
			}
		}
	}
	return left, right
}

func (d *barDrawing) label(b Bar) string {
	if b.Text != "" {
		return b.Text
	}
	if b.Absent {
		return "not valued"
	}
	return d.Format(b.Mid)
}

// legend names the series once, in their colours, above the panels.
func (d *barDrawing) legend(y float64) float64 {
	x := 0.0
	if !d.narrow {
		x = d.labelWide
	}
	for i, s := range d.Series {
		if i > 0 && x+18+Width(s) > d.width {
			x, y = 0, y+lineStep
		}
		d.cv.rect(x, y+3, 12, barThick, seriesClass(i))
		d.cv.text(x+18, y+12, start, "", s)
		x += 18 + Width(s) + 22
	}
	return y + lineStep + 6
}

// panel draws one panel with its left edge at x and top at y, and returns
// the y below it.
func (d *barDrawing) panel(p int, x, y float64) float64 {
	sc := scale{lo: d.lo, hi: d.hi, p0: x + d.zero + d.unit*d.lo, p1: x + d.zero + d.unit*d.hi}
	if d.Panels[p] != "" {
		for _, l := range Fold(d.Panels[p], d.panelWide) {
			d.cv.text(x, y+13, start, "strong", l)
			y += lineStep
		}
		y += 5
	}
	top := y
	under := d.cv.b // the grid goes under the bars, but its end is known last
	d.cv.b = nil
	for _, r := range d.Rows {
		y = d.row(r, p, sc, y)
	}
	bars := d.cv.b
	d.cv.b = under
	bottom := y
	y = d.axis(sc, x, top, bottom)
	d.cv.line(sc.at(0), top, sc.at(0), bottom, "zero")
	d.cv.b = append(d.cv.b, bars...)
	return y + 12
}

// row draws the bars of one row and returns the y below it.
func (d *barDrawing) row(r Row, p int, sc scale, y float64) float64 {
	bars := r.Bars[p]
	h := float64(len(bars))*barGap + 3
	if d.narrow {
		for _, l := range Fold(r.Label, d.width) {
			d.cv.rect(0, y, Width(l)+6, lineStep, "ground") // the lines of the scale stop at the words
			d.cv.text(0, y+12, start, "", l)
			y += lineStep
		}
	} else {
		lines := Fold(r.Label, d.labelWide-10)
		lh := float64(len(lines)) * lineStep * 0.9
		h = math.Max(h, lh)
		if p == 0 {
			ly := y + (h-lh)/2 + 12
			for i, l := range lines {
				d.cv.text(0, ly+float64(i)*lineStep*0.9, start, "", l)
			}
		}
	}
	if len(bars) > 1 && !slices.ContainsFunc(bars, func(b Bar) bool { return !b.Absent || d.label(b) != d.label(bars[0]) }) {
		bars = bars[:1] // nothing to tell the series apart
	}
	by := y + (h-float64(len(bars))*barGap)/2
	for i, b := range bars {
		d.bar(b, i, sc, by+float64(i)*barGap)
	}
	return y + h + rowGap
}

// bar draws one bar, its range and its label.
func (d *barDrawing) bar(b Bar, series int, sc scale, y float64) {
	mid := y + barGap/2
	x0 := sc.at(0)
	if b.Absent {
		d.cv.text(x0+6, mid+4.2, start, "dim", d.label(b))
		return
	}
	class := seriesClass(series)
	if b.Soft {
		class += " soft"
	}
	d.cv.rect(x0, mid-barThick/2, sc.at(b.Mid)-x0, barThick, class)
	lo, hi := sc.at(b.Low), sc.at(b.High)
	if hi-lo > 1.5 {
		d.cv.line(lo, mid, hi, mid, "whisker")
		d.cv.line(lo, mid-3, lo, mid+3, "whisker")
		d.cv.line(hi, mid-3, hi, mid+3, "whisker")
	}
	if b.Mid < 0 {
		d.cv.text(math.Min(lo, math.Min(sc.at(b.Mid), x0))-5, mid+4.2, end, "", d.label(b))
	} else {
		d.cv.text(math.Max(hi, math.Max(sc.at(b.Mid), x0))+5, mid+4.2, start, "", d.label(b))
	}
}

// axis draws grid lines and tick labels between top and bottom, and the
// unit below them; it returns the y below all.
func (d *barDrawing) axis(sc scale, x, top, bottom float64) float64 {
	y := bottom + 15
	last := math.Inf(-1)
	for _, v := range Ticks(sc.lo, sc.hi, max(3, int((sc.p1-sc.p0)/48))) {
		px := sc.at(v)
		d.cv.line(px, top, px, bottom+3, "grid")
		s := d.tick(v)
		if box := labelBox(px, y, middle, s); box.X0 > last+6 && box.X0 >= x && box.X1 <= x+d.panelWide {
			d.cv.text(px, y, middle, "dim", s)
			last = box.X1
		}
	}
	for i, l := range Fold(d.Unit, d.panelWide) {
		d.cv.text(x+d.panelWide, y+lineStep*float64(i+1), end, "dim", l)
		bottom = y + lineStep*float64(i+1)
	}
	return bottom + 6
}

func (d *barDrawing) tick(v float64) string {
	if d.Tick != nil {
		return d.Tick(v)
	}
	return Plain(v)
}

func seriesClass(i int) string {
	if i == 0 {
		return "a"
	}
	return "b"
}
