package trade

import "math"

// wedge is a price wedge on one bilateral flow that the solve itself finds
// between two bounds: the implicit subsidy of a purchase promise, the scarce
// right of a tariff-rate quota, or (bounds equal) the fixed rent of a
// non-tariff measure. Its unknown is z = log(1 + effective tariff).
//
// The rule is one complementarity: z rises while the volume is above the
// target and falls while it is below, and stops at its bounds.
type wedge struct {
	flow      int // index in the bilateral arrays
	s, n, i   int
	low, high float64
	fixed     bool    // no unknown: low is the level
	target    float64 // volume, million at benchmark prices; zero when fixed
	official  float64 // tariff that is the importer's own revenue, fraction
	abroad    float64 // share of the rent that goes to the exporter
	capped    bool    // rent is earned on the target only (licences of a quota)

	bare   float64 // reach of the flow at an effective tariff of zero
	z      float64
	flat   float64 // 1/(1+theta*phi): the step of z that meets the target alone
	inside bool    // the target pulls, and no bound holds
	miss   float64 // log of volume over target where that can still be acted on
	rent   float64 // value, million, of wedge income that is not tariff revenue
}

// setWedges puts the present wedges into reach and net.
func (k *kernel) setWedges(y []float64) {
	at := k.lay.wedges
	for j := range k.wedges {
		w := &k.wedges[j]
		if !w.fixed {
			w.z = y[at]
			at++
		}
		r := w.bare * math.Exp(-k.b.theta[w.s]*k.b.phi(w.n)*w.z)
		row := w.s*k.b.n + w.n
		k.reach[row][w.i] = r
		k.net[row][w.i] = r * math.Exp(-w.z)
	}
}

// value is what the flow of a wedge is worth in the last sweep, net of the
// wedge, million.
func (k *kernel) value(w *wedge) float64 {
	row := w.s*k.b.n + w.n
	return k.net[row][w.i] * k.pull[w.s*k.b.n+w.i] / k.sum[row] * k.spend[w.n*k.b.s+w.s]
}

// earning is the part of a flow that brings rent: of a quota no more than its
// volume. Where the solve holds the flow to the volume it is the flow, so
// that rounding decides nothing.
func (k *kernel) earning(w *wedge, value, price float64) float64 {
	if w.capped && !w.inside {
		return math.Min(value, w.target*price)
	}
	return value
}

// settleWedges finds the residual of each wedge and pays its rent.
func (k *kernel) settleWedges(y, f []float64) {
	if len(k.wedges) == 0 {
		return
	}
	clear(k.rent)
	at := k.lay.wedges
	N, S := k.b.n, k.b.s
	for j := range k.wedges {
		w := &k.wedges[j]
		row := w.s*N + w.n
		value := 0.0
		if k.sum[row] > 0 {
			value = k.value(w)
		}
		price := math.Exp(k.logCost[w.i*S+w.s])
		if !w.fixed {
			gap := math.Log(value / price / w.target)
			next := math.Min(math.Max(w.z+gap*w.flat, w.low), w.high)
			w.inside = next == w.z+gap*w.flat
			f[at] = next - y[at]
			w.miss = f[at] / w.flat
			at++
		}
		w.rent = (math.Expm1(w.z) - w.official) * k.earning(w, value, price)
		if w.abroad != 0 {
			k.rent[w.n] -= w.abroad * w.rent
			k.rent[w.i] += w.abroad * w.rent
		}
	}
}
