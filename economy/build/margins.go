package build

import (
	"fmt"
	"math"

	"parley/internal/country"
)

// world is the frame of the estimate: its regions, and the margins of 2022
// by region and group of industries. Arrays by region and group are [i*G+g].
type world struct {
	in      *ingredients
	regions []string
	at      map[string]int
	eu      map[string]bool
	usa     int

	out, use, exp []float64 // gross output, intermediate use, exports, million USD
	adbExp        []float64 // exports as the ADB table has them, before services were moved
	notes         []string
	raised        []raise
	absent        map[string]bool // regions that the matrix of goods trade does not know
	balance       []float64       // [n] deficit to reach, million USD
	evidence      []float64       // [n] deficit as published, brought to 2022
	leftOver      float64         // what the published deficits add up to
	share         []float64       // [i*R+n] share of the goods exports of i to n, 0 for n = i
}

// raise records an export margin that was too small for what the United
// States bought.
type raise struct {
	region, group string
	from, to      float64
}

func newWorld(in *ingredients) *world {
	w := &world{in: in, regions: in.regions(), at: map[string]int{}, eu: map[string]bool{}, usa: -1, absent: map[string]bool{}}
	for i, c := range w.regions {
		w.at[c] = i
	}
	if u, ok := w.at["USA"]; ok {
		w.usa = u
	}
	for _, m := range country.Members("EU") {
		w.eu[m] = true
	}
	return w
}

// region is the position of the region that an economy counts in.
func (w *world) region(code string) int {
	if i, ok := w.at[code]; ok {
		return i
	}
	return w.at[row]
}

// readMargins adds the 35 industries to groups and the economies without a
// region of their own to the rest of the world. What these sell to each
// other becomes domestic, by their shares in goods trade.
func (w *world) readMargins() {
	R, G := len(w.regions), len(groups)
	w.out, w.use, w.exp = make([]float64, R*G), make([]float64, R*G), make([]float64, R*G)
	group := map[string]int{}
	for g, gr := range groups {
		for _, c := range gr.adb {
			group[c] = g
		}
	}
	inside := map[string]float64{}
	for _, c := range sortedKeys(w.in.adb) {
		if w.region(c) == w.at[row] {
			inside[c] = w.insideShare(c)
		}
	}
	for _, c := range sortedKeys(w.in.adb) {
		i := w.region(c)
		for _, s := range sortedKeys(w.in.adb[c]) {
			g, ok := group[s]
			if !ok {
				continue
			}
			m := w.in.adb[c][s]
			w.out[i*G+g] += m.output
			w.use[i*G+g] += math.Min(m.use, 0.98*m.output) // value added at least 2 % of output
			w.exp[i*G+g] += math.Min(m.exports, m.output) * (1 - inside[c])
		}
	}
}

// insideShare is the share of the goods exports of an economy of the rest of
// the world that goes to other economies of the rest of the world. For the
// ADB table's own remainder, whose exports go only to the economies that the
// table names, it is the share that goes to those of them without a region.
func (w *world) insideShare(code string) float64 {
	var inside, all float64
	for _, v := range w.baciSorted() {
		from, to := v.from, v.to
		_, fromNamed := w.in.adb[from]
		_, toNamed := w.in.adb[to]
		if code == row {
			if fromNamed || !toNamed {
				continue
			}
		} else if from != code {
			continue
		}
		all += v.value
		if w.region(to) == w.at[row] {
			inside += v.value
		}
	}
	if all == 0 {
		return 0
	}
	return inside / all
}

type trade struct {
	from, to string
	value    float64
}

// baciSorted lists goods trade in a fixed order.
func (w *world) baciSorted() []trade {
	codes := sortedKeys(w.in.baciHas)
	var out []trade
	for _, a := range codes {
		for _, b := range codes {
			if v := w.in.baci[[2]string{a, b}]; v > 0 {
				out = append(out, trade{a, b, v})
			}
		}
	}
	return out
}

// readShares turns goods trade 2023 into destination shares between regions.
// A region that the matrix does not know (Taiwan) has none.
func (w *world) readShares() {
	R := len(w.regions)
	w.share = make([]float64, R*R)
	for _, c := range w.regions {
		if c != row && !w.in.baciHas[c] {
			w.absent[c] = true
			w.notes = append(w.notes, fmt.Sprintf("%s is not in the BACI matrix: its goods trade keeps the pattern of 2011 (and the Census's for the United States)", c))
		}
	}
	for _, t := range w.baciSorted() {
		i, n := w.region(t.from), w.region(t.to)
		if i != n {
			w.share[i*R+n] += t.value
		}
	}
	for i := range R {
		var sum float64
		for n := range R {
			sum += w.share[i*R+n]
		}
		for n := range R {
			if sum > 0 {
				w.share[i*R+n] /= sum
			}
		}
	}
}
