package chart

import (
	"math"
	"sort"
)

// spot is a place tried for a label, relative to its point.
type spot struct {
	dx, dy float64
	a      anchor
}

// spots are the places around a point in order of preference: right, above
// right, below right, left, above, below, and the same farther out.
var spots = func() []spot {
	var out []spot
	for _, r := range []float64{9, 17, 27, 40, 56, 76} {
		d := r * 0.75
		out = append(out,
			spot{r, 4, start}, spot{d, -d, start}, spot{d, d + 8, start},
			spot{-r, 4, end}, spot{-d, -d, end}, spot{-d, d + 8, end},
			spot{0, -r, middle}, spot{0, r + 8, middle})
	}
	return out
}()

// target is a point that wants a label.
type target struct {
	x, y float64
	text string
}

// placed is a label with its place.
type placed struct {
	target
	spot spot
	box  Box
	ok   bool // false when no free place was found
}

// place finds for each target a place whose box lies within the frame and
// overlaps no other label and no obstacle. Targets in crowded places go
// first, so that they get the near places; among equals the given order
// holds. A target that finds no place is left without a label (ok false):
// the caller lists it elsewhere.
func place(ts []target, frame Box, obstacles []Box) []placed {
	out := make([]placed, len(ts))
	order := make([]int, len(ts))
	for i := range order {
		order[i] = i
	}
	crowd := func(i int) (n int) {
		for j := range ts {
			if j != i && math.Hypot(ts[i].x-ts[j].x, ts[i].y-ts[j].y) < 60 {
				n++
			}
		}
		return n
	}
	sort.SliceStable(order, func(a, b int) bool { return crowd(order[a]) > crowd(order[b]) })
	taken := append([]Box(nil), obstacles...)
	for _, t := range ts {
		taken = append(taken, Box{X0: t.x - 6, Y0: t.y - 6, X1: t.x + 6, Y1: t.y + 6})
	}
	for _, i := range order {
		out[i] = placeOne(ts[i], frame, taken)
		if out[i].ok {
			taken = append(taken, out[i].box)
		}
	}
	return out
}

// placeOne tries the spots in turn.
func placeOne(t target, frame Box, taken []Box) placed {
	for _, s := range spots {
		box := boldBox(t.x+s.dx, t.y+s.dy, s.a, t.text)
		if box.X0 < frame.X0 || box.X1 > frame.X1 || box.Y0 < frame.Y0 || box.Y1 > frame.Y1 {
			continue
		}
		free := true
		for _, o := range taken {
			if box.overlaps(o) {
				free = false
				break
			}
		}
		if free {
			return placed{target: t, spot: s, box: box, ok: true}
		}
	}
	return placed{target: t}
}
