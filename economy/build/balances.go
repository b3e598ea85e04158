package build

import "math"

// readBalances sets the trade deficit that each region is to have.
//
// That of the OECD table of 2020 is scaled by the growth of value added to
// 2022. The United States has none set: its goods imports are observed, and
// with its exports and services they give a deficit of their own. Nor has
// the rest of the world, which takes what is left.
func (w *world) readBalances() {
	R, G := len(w.regions), len(groups)
	w.balance = make([]float64, R)
	for n, c := range w.regions {
		w.balance[n] = math.NaN()
		if n == w.usa || c == row {
			continue
		}
		var va float64
		for g := range G {
			va += w.out[n*G+g] - w.use[n*G+g]
		}
		if d, ok := w.in.balance[c]; ok && w.in.va2020[c] > 0 {
			w.balance[n] = d * va / w.in.va2020[c]
		} else {
			w.balance[n] = w.baciDeficit(c)
		}
	}
}

// baciDeficit is the deficit of an economy in goods in 2023, million USD.
func (w *world) baciDeficit(code string) float64 {
	var d float64
	for _, t := range w.baciSorted() {
		switch code {
		case t.to:
			d += t.value
		case t.from:
			d -= t.value
		}
	}
	return d
}
