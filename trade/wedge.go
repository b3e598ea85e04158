package trade

import "math"

// wedge is a price wedge on one bilateral flow that the solve itself finds
// between two bounds: the implicit subsidy of a purchase promise, the scarce
// right of a tariff-rate quota, or (bounds equal) the fixed rent of a
// non-tariff measure. Its unknown is z = log(1 + effective tariff).
//
// The rule is one complementarity: z rises while the volume is above the
// target and falls while it is below, and stops at its bounds.
//
// A promise or quota over several flows is one unknown: its first wedge leads
// and counts the volume of all, the others keep their distance from it.
type wedge struct {
	flow      int // index in the bilateral arrays
	s, n, i   int
	low, high float64
	fixed     bool    // no unknown: low is the level
	target    float64 // volume, million at benchmark prices; zero when fixed
	official  float64 // tariff that is the importer's own revenue, fraction
	abroad    float64 // share of the rent that goes to the exporter
	capped    bool    // rent is earned on the target only (licences of a quota)

	lead, last int     // the wedge that leads the group, and one past its end
	at         int     // place of the group's unknown among the unknowns
	offset     float64 // z less the leader's

	bare   float64 // reach of the flow at an effective tariff of zero
	z      float64
	flat   float64 // 1/(1+theta*phi): the step of z that meets the target alone
	inside bool    // the target pulls, and no bound holds
	miss   float64 // log of volume over target where that can still be acted on
	value  float64 // of the flow net of the wedge, million
	volume float64 // the same at benchmark prices
	all    float64 // of a leader: volume of its group
	rent   float64 // value, million, of wedge income that is not tariff revenue
}

// leads says whether wedge j has an unknown of its own.
func (k *kernel) leads(j int) bool { return k.wedges[j].lead == j && !k.wedges[j].fixed }

// setWedges puts the present wedges into reach and net.
func (k *kernel) setWedges(y []float64) {
	for j := range k.wedges {
		w := &k.wedges[j]
		if w.lead != j {
			w.z = k.wedges[w.lead].z + w.offset
		} else if !w.fixed {
			w.z = y[k.lay.wedges+w.at]
		}
		r := w.bare * math.Exp(-k.b.theta[w.s]*k.b.phi(w.n)*w.z)
		row := w.s*k.b.n + w.n
		k.reach[row][w.i] = r
		k.net[row][w.i] = r * math.Exp(-w.z)
	}
}

// earning is the part of a flow that brings rent: of a quota no more than its
// volume, in proportion over its flows. Where the solve holds the flow to the
// volume it is the flow, so that rounding decides nothing.
func (k *kernel) earning(w *wedge) float64 {
	if lead := &k.wedges[w.lead]; w.capped && !lead.inside {
		return w.value * math.Min(1, lead.target/lead.all)
	}
	return w.value
}

// settleWedges finds the residual of each wedge and pays its rent.
func (k *kernel) settleWedges(y, f []float64) {
	if len(k.wedges) == 0 {
		return
	}
	clear(k.rent)
	N, S := k.b.n, k.b.s
	for j := range k.wedges {
		w := &k.wedges[j]
		row := w.s*N + w.n
		w.value = 0
		if k.sum[row] > 0 {
			w.value = k.net[row][w.i] * k.pull[w.s*N+w.i] / k.sum[row] * k.spend[w.n*S+w.s]
		}
		w.volume, w.all = w.value*math.Exp(-k.logCost[w.i*S+w.s]), 0
		k.wedges[w.lead].all += w.volume
	}
	for j := range k.wedges {
		w := &k.wedges[j]
		if k.leads(j) {
			at := k.lay.wedges + w.at
			gap := math.Log(w.all / w.target)
			next := math.Min(math.Max(w.z+gap*w.flat, w.low), w.high)
			w.inside = next == w.z+gap*w.flat
			f[at] = next - y[at]
			w.miss = f[at] / w.flat
		}
		w.rent = (math.Expm1(w.z) - w.official) * k.earning(w)
		if w.abroad != 0 {
			k.rent[w.n] -= w.abroad * w.rent
			k.rent[w.i] += w.abroad * w.rent
		}
	}
}
