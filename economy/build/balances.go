package build

// readBalances sets the trade deficit that each region is to have.
//
// The evidence is the deficit in the OECD table of 2020, grown with value
// added to 2022; for the rest of the world, which that table fills with the
// world's statistical discrepancy, and for the Emirates, which it does not
// show, the deficit in goods of 2023. Deficits so taken do not add up to
// zero: the world as published buys more from abroad than it sells there, or
// the other way round. What is left over is spread over all regions in
// proportion to their exports.
func (w *world) readBalances() {
	R, G := len(w.regions), len(groups)
	w.balance, w.evidence = make([]float64, R), make([]float64, R)
	exports := make([]float64, R)
	var left, trade float64
	for n, c := range w.regions {
		var va float64
		for g := range G {
			va += w.out[n*G+g] - w.use[n*G+g]
			exports[n] += w.exp[n*G+g]
		}
		if d, ok := w.in.balance[c]; ok && c != row && w.in.va2020[c] > 0 {
			w.evidence[n] = d * va / w.in.va2020[c]
		} else {
			w.evidence[n] = w.goodsDeficit(n)
		}
		left += w.evidence[n]
		trade += exports[n]
	}
	for n := range R {
		w.balance[n] = w.evidence[n] - left*exports[n]/trade
	}
	w.leftOver = left
}

// goodsDeficit is the deficit of a region in goods in 2023, million USD.
func (w *world) goodsDeficit(n int) float64 {
	var d float64
	for _, t := range w.baciSorted() {
		from, to := w.region(t.from), w.region(t.to)
		switch {
		case from == to:
		case to == n:
			d += t.value
		case from == n:
			d -= t.value
		}
	}
	return d
}
