package chart

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// XY is a point in the units of the axes.
type XY struct{ X, Y float64 }

// Mark is a point with a name.
type Mark struct {
	XY
	Label string
	Full  bool // short for the shape Dot
	Shape Shape
}

// shape is the shape that is drawn.
func (m Mark) shape() Shape {
	if m.Full && m.Shape == Ring {
		return Dot
	}
	return m.Shape
}

// Shape is the form of a mark, which tells kinds of point apart without
// colour.
type Shape int

// The shapes. A hollow square is a point that was measured on another scale
// than the rest of the chart.
const (
	Ring         Shape = iota // a point that was worked out
	Dot                       // a state of the world
	Square                    // something that was done
	HollowSquare              // the same, measured against another origin
)

// Frontier is the chart of what packages pay two parties: the cloud of
// packages, the Pareto frontier, the zone where both gain against no deal,
// and named points.
type Frontier struct {
	ID, Title, Desc string
	XUnit, YUnit    string // axis labels with unit
	Cloud           []XY
	Front           []XY // sorted by X or not; drawn by rising X
	Marks           []Mark
	Legend          map[Shape]string     // what a shape stands for; printed for shapes that occur
	Format          func(float64) string // for values in words; the axes write plain numbers
}

// SVG draws the chart for a width in CSS pixels.
func (c Frontier) SVG(width float64) string {
	s, _, _ := c.draw(width)
	return s
}

// Labels gives the boxes of all labels as drawn, for tests of layout.
func (c Frontier) Labels(width float64) []Box {
	_, l, _ := c.draw(width)
	return l
}

// Unlabelled gives the marks for which no free place was found at a width;
// the page lists them below the chart.
func (c Frontier) Unlabelled(width float64) []string {
	_, _, u := c.draw(width)
	return u
}

func (c Frontier) draw(width float64) (string, []Box, []string) {
	d := &frontDrawing{Frontier: c, w: width, h: math.Round(math.Min(0.62*width, 440))}
	if width < 560 {
		d.h = math.Round(0.95 * width)
	}
	d.key = d.legendRows()
	d.h += lineStep * float64(len(d.key))
	d.sorted = append([]XY(nil), c.Front...)
	sort.SliceStable(d.sorted, func(i, j int) bool {
		if d.sorted[i].X != d.sorted[j].X {
			return d.sorted[i].X < d.sorted[j].X
		}
		return d.sorted[i].Y > d.sorted[j].Y
	})
	d.scales()
	d.ground()
	d.points()
	left := d.names()
	return d.cv.open(c.ID, c.Title, c.Desc, d.w, d.h) + string(d.cv.b) + "</svg>", d.cv.labels, left
}

// frontDrawing is a Frontier being drawn.
type frontDrawing struct {
	Frontier
	cv   canvas
	w, h float64
	x, y scale
	tx   []float64
	ty   []float64

	sorted []XY      // the frontier by rising X
	key    [][]Shape // the legend below the axis, by rows
}

// scales fits the axes to the frontier, the marks and the walk-away point at
// zero; packages of the cloud far outside are not drawn.
func (d *frontDrawing) scales() {
	x0, x1, y0, y1 := 0.0, 0.0, 0.0, 0.0
	grow := func(p XY) {
		x0, x1 = math.Min(x0, p.X), math.Max(x1, p.X)
		y0, y1 = math.Min(y0, p.Y), math.Max(y1, p.Y)
	}
	for _, p := range d.Front {
		grow(p)
	}
	for _, m := range d.Marks {
		grow(m.XY)
	}
	pad := func(lo, hi float64) (float64, float64) {
		if hi-lo <= 0 {
			return lo - 1, hi + 1
		}
		return lo - 0.09*(hi-lo), hi + 0.09*(hi-lo)
	}
	x0, x1 = pad(x0, x1)
	y0, y1 = pad(y0, y1)
	d.ty = Ticks(y0, y1, int(d.foot()/52))
	left := 0.0
	for _, v := range d.ty {
		left = math.Max(left, Width(Plain(v)))
	}
	left += 12
	d.tx = Ticks(x0, x1, max(2, int((d.w-left)/76)))
	d.x = scale{x0, x1, left, d.w - 8}
	d.y = scale{y0, y1, d.foot() - 46, 26}
}

// ground draws the zone, the grid, the axes with their units.
func (d *frontDrawing) ground() {
	zx, zy := d.x.at(0), d.y.at(0)
	if d.x.p1 > zx && zy > d.y.p1 {
		d.cv.rect(zx, d.y.p1, d.x.p1-zx, zy-d.y.p1, "zone")
	}
	var lowest Box // the label of the lowest line, which an upright one may come near
	if len(d.ty) > 0 {
		lowest = d.level(d.ty[0])
	}
	last := math.Inf(-1)
	for _, v := range d.tx {
		px := d.x.at(v)
		d.cv.line(px, d.y.p1, px, d.y.p0+3, "grid")
		s := Plain(v)
		if box := labelBox(px, d.y.p0+17, middle, s); box.X0 > last+6 && box.X1 <= d.w && box.X0 >= 0 && !box.overlaps(lowest) {
			d.cv.text(px, d.y.p0+17, middle, "dim", s)
			last = box.X1
		}
	}
	for _, v := range d.ty {
		py := d.y.at(v)
		d.cv.line(d.x.p0-3, py, d.x.p1, py, "grid")
		d.cv.text(d.x.p0-7, py+4.2, end, "dim", Plain(v))
	}
	d.cv.line(zx, d.y.p1, zx, d.y.p0, "zero")
	d.cv.line(d.x.p0, zy, d.x.p1, zy, "zero")
	d.cv.text(0, 13, start, "dim", "↑ "+d.YUnit)
	d.cv.text(d.w, d.foot()-6, end, "dim", d.XUnit+" →")
	d.legend()
}

// level is the room that the label of a level line takes.
func (d *frontDrawing) level(v float64) Box {
	return labelBox(d.x.p0-7, d.y.at(v)+4.2, end, Plain(v))
}

// foot is the lower edge of the chart proper; the legend stands below it.
func (d *frontDrawing) foot() float64 { return d.h - lineStep*float64(len(d.key)) }

// keyWidth is the room of a sign of the legend with its words.
func (d *frontDrawing) keyWidth(s Shape) float64 { return 16 + Width(d.Legend[s]) + 14 }

// legendRows breaks the legend into rows that fit the width. Shapes that do
// not occur, or have no words, are left out.
func (d *frontDrawing) legendRows() (rows [][]Shape) {
	used := 0.0
	for s := Ring; s <= HollowSquare; s++ {
		if d.Legend[s] == "" || !slices.ContainsFunc(d.Marks, func(m Mark) bool { return m.shape() == s }) {
			continue
		}
		if w := d.keyWidth(s); len(rows) == 0 || used+w > d.w {
			rows, used = append(rows, []Shape{s}), w
		} else {
			rows[len(rows)-1], used = append(rows[len(rows)-1], s), used+w
		}
	}
	return rows
}

// legend draws the signs with their words.
func (d *frontDrawing) legend() {
	for i, row := range d.key {
		x, y := 2.0, d.foot()+lineStep*float64(i)+11
		for _, s := range row {
			d.mark(x+5, y-4, s)
			d.cv.text(x+16, y, start, "dim", d.Legend[s])
			x += d.keyWidth(s)
		}
	}
}

// mark draws the sign of a shape around (x, y).
func (d *frontDrawing) mark(x, y float64, s Shape) {
	class := "mark"
	if s == Dot || s == Square {
		class = "full"
	}
	if s == Square || s == HollowSquare {
		d.cv.rect(x-4.5, y-4.5, 9, 9, class)
		return
	}
	d.cv.b = append(d.cv.b, `<circle class="`+class+`" cx="`+num(x)+`" cy="`+num(y)+`" r="5"/>`...)
}

// points draws cloud, frontier and marks.
func (d *frontDrawing) points() {
	if dots := d.dots(); dots != "" {
		d.cv.b = append(d.cv.b, `<path class="cloud" d="`+dots+`"/>`...)
	}
	front := d.sorted
	var path strings.Builder
	for i, p := range front {
		if i == 0 {
			path.WriteString("M")
		} else {
			path.WriteString("L")
		}
		path.WriteString(num(d.x.at(p.X)) + " " + num(d.y.at(p.Y)))
	}
	if len(front) > 1 {
		d.cv.b = append(d.cv.b, `<path class="front" d="`+path.String()+`"/>`...)
	}
	for _, p := range front {
		d.circle(p, 2.2, "frontdot")
	}
	for _, m := range d.Marks {
		d.mark(d.x.at(m.X), d.y.at(m.Y), m.shape())
	}
}

func (d *frontDrawing) circle(p XY, r float64, class string) {
	d.cv.b = append(d.cv.b, `<circle class="`+class+`" cx="`+num(d.x.at(p.X))+`" cy="`+num(d.y.at(p.Y))+`" r="`+num(r)+`"/>`...)
}

// dots thins the cloud to one dot a cell of three pixels.
func (d *frontDrawing) dots() string {
	seen := map[[2]int]bool{}
	var b strings.Builder
	for _, p := range d.Cloud {
		if p.X < d.x.lo || p.X > d.x.hi || p.Y < d.y.lo || p.Y > d.y.hi {
			continue
		}
		cell := [2]int{int(d.x.at(p.X) / 3), int(d.y.at(p.Y) / 3)}
		if seen[cell] {
			continue
		}
		seen[cell] = true
		b.WriteString("M" + num(float64(cell[0])*3+1.5) + " " + num(float64(cell[1])*3+1.5) + "h0")
	}
	return b.String()
}

// names labels the marks; those that share a place share a label. It returns
// the marks that found no room.
func (d *frontDrawing) names() (left []string) {
	var ts []target
	for _, m := range d.Marks {
		x, y := d.x.at(m.X), d.y.at(m.Y)
		joined := false
		for i := range ts {
			if math.Hypot(ts[i].x-x, ts[i].y-y) < 4 {
				ts[i].text += ", " + m.Label
				joined = true
				break
			}
		}
		if !joined {
			ts = append(ts, target{x: x, y: y, text: m.Label})
		}
	}
	obstacles := append(d.alongFront(),
		Box{X0: d.x.p0, X1: d.x.p1, Y0: d.y.at(0) - 1, Y1: d.y.at(0) + 1},
		Box{X0: d.x.at(0) - 1, X1: d.x.at(0) + 1, Y0: d.y.p1, Y1: d.y.p0})
	frame := Box{X0: d.x.p0 + 2, Y0: d.y.p1, X1: d.w, Y1: d.y.p0}
	for _, p := range place(ts, frame, obstacles) {
		if !p.ok {
			left = append(left, p.text)
			continue
		}
		lx, ly := p.x+p.spot.dx, p.y+p.spot.dy
		if math.Hypot(p.spot.dx, p.spot.dy) > 20 {
			d.cv.line(p.x, p.y, nearer(p.box, p.x, p.y).X, nearer(p.box, p.x, p.y).Y, "lead")
		}
		d.cv.text(lx, ly, p.spot.a, "strong halo", p.text)
	}
	return left
}

// alongFront gives small boxes along the line of the frontier, which labels
// keep off.
func (d *frontDrawing) alongFront() []Box {
	var out []Box
	for i := 1; i < len(d.sorted); i++ {
		x0, y0 := d.x.at(d.sorted[i-1].X), d.y.at(d.sorted[i-1].Y)
		x1, y1 := d.x.at(d.sorted[i].X), d.y.at(d.sorted[i].Y)
		n := math.Max(1, math.Ceil(math.Hypot(x1-x0, y1-y0)/5))
		for k := 0.0; k <= n; k++ {
			x, y := x0+(x1-x0)*k/n, y0+(y1-y0)*k/n
			out = append(out, Box{X0: x - 2.5, Y0: y - 2.5, X1: x + 2.5, Y1: y + 2.5})
		}
	}
	return out
}

// nearer is the point of a box nearest to (x, y).
func nearer(b Box, x, y float64) XY {
	return XY{math.Max(b.X0, math.Min(b.X1, x)), math.Max(b.Y0, math.Min(b.Y1, y))}
}
