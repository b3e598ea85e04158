package bargain

import (
	"math"
	"sort"
)

// Concept names a solution of the bargaining problem.
type Concept string

// The concepts. All pick from the zone: feasible packages that give no
// party less than the disagreement.
const (
	Nash             Concept = "nash"              // largest weighted product of gains (Nash 1950; weights: Kalai 1977)
	KalaiSmorodinsky Concept = "kalai-smorodinsky" // largest smallest share of the ideal gain (Kalai and Smorodinsky 1975)
	Egalitarian      Concept = "egalitarian"       // largest smallest gain (Kalai 1977)
	Utilitarian      Concept = "utilitarian"       // largest sum of gains
)

// Concepts lists them in the order they are reported.
var Concepts = []Concept{Nash, KalaiSmorodinsky, Egalitarian, Utilitarian}

// Choice is the point of a frontier that a concept picks.
type Choice struct {
	Concept Concept
	Point   int       // index in the frontier; -1 when the concept picks none
	Score   float64   // log of the Nash product; smallest share; smallest gain; sum
	Ideal   []float64 // of Kalai-Smorodinsky: each party's largest gain in the zone
}

// Zone lists the points of the frontier that give every party at least its
// threat, in the frontier's order. Threat is nil for zeros.
func (f *Frontier) Zone(threat []float64) []int {
	var in []int
	for k := 0; k < f.Len(); k++ {
		ok := true
		for p, u := range f.Payoff(k) {
			ok = ok && u >= at(threat, p)
		}
		if ok {
			in = append(in, k)
		}
	}
	return in
}

// Open says whether some point of the zone gives somebody more than the
// threat: without that there is nothing to sign.
func (f *Frontier) Open(threat []float64) bool {
	for _, k := range f.Zone(threat) {
		for p, u := range f.Payoff(k) {
			if u > at(threat, p) {
				return true
			}
		}
	}
	return false
}

// Choose picks the point of a concept. All four objectives rise with every
// payoff, so their optimum over all packages lies on the frontier. Ties are
// broken by the sorted gains (leximin), then by the frontier's order. Power
// holds the Nash weights, nil for equal ones. Discrete Kalai-Smorodinsky
// and egalitarian points maximise the smallest (share of the ideal) gain; a
// party whose ideal gain is zero is left out of the minimum.
func (f *Frontier) Choose(c Concept, threat, power []float64) Choice {
	n := f.table.Parties
	out := Choice{Concept: c, Point: -1, Score: math.Inf(-1)}
	from := make([]float64, n)
	copy(from, threat)
	zone := f.zone(from)
	ideal := make([]float64, n)
	if c == KalaiSmorodinsky {
		ideal = f.ideal(zone, from)
		out.Ideal = ideal
	}
	if n == 2 {
		lo := zone.lo
		if k := c.pick2(f.pairs[lo:max(zone.hi, lo)], [2]float64{from[0], from[1]}, [2]float64{ideal[0], ideal[1]}, power); k >= 0 {
			out.Point = lo + k
			out.Score, _ = c.score([]float64{f.pairs[lo+k][0] - from[0], f.pairs[lo+k][1] - from[1]}, ideal, power)
		}
		return out
	}
	score := c.score
	plain := c == Nash && even(power)
	if plain {
		score = product
	}
	gain, best := make([]float64, n), make([]float64, n)
	for k, ok := zone.first(); ok; k, ok = zone.next(k) {
		u := f.Payoff(k)
		for p := range gain {
			gain[p] = u[p] - from[p]
		}
		now, ok := score(gain, ideal, power)
		if !ok || now < out.Score {
			continue
		}
		if now > out.Score {
			out.Point, out.Score = k, now
			copy(best, gain)
			sort.Float64s(best)
			continue
		}
		sort.Float64s(gain)
		if lexGreater(gain, best) {
			out.Point = k
			copy(best, gain)
		}
	}
	if plain && out.Point >= 0 {
		for p, u := range f.Payoff(out.Point) {
			gain[p] = u - from[p]
		}
		out.Score, _ = c.score(gain, ideal, power)
	}
	return out
}

// product is the Nash objective of equal weights, in the shape of a score. It
// orders points as the sum of logarithms does.
func product(gain, _, _ []float64) (s float64, ok bool) {
	s = 1
	for _, g := range gain {
		if g <= 0 {
			return 0, false
		}
		s *= g
	}
	return s, true
}

// even says whether all weights are the same, so that they may be left out.
func even(power []float64) bool {
	for _, w := range power {
		if w != power[0] {
			return false
		}
	}
	return power == nil || power[0] == 1
}

// zone walks over the points that give every party at least its threat.
type zone struct {
	f      *Frontier
	from   []float64
	lo, hi int // of two parties: all points between, for payoffs fall and rise along the frontier
}

func (f *Frontier) zone(from []float64) zone {
	z := zone{f: f, from: from, hi: f.Len()}
	if f.table.Parties == 2 {
		z.lo = sort.Search(f.Len(), func(k int) bool { return f.pairs[k][1] >= from[1] })
		z.hi = sort.Search(f.Len(), func(k int) bool { return f.pairs[k][0] < from[0] })
	}
	return z
}

func (z *zone) first() (k int, ok bool) { return z.next(z.lo - 1) }

func (z *zone) next(k int) (int, bool) {
	k++
	if z.f.table.Parties == 2 {
		return k, k < z.hi
	}
	if z.f.table.Parties == 3 {
		a, b, c := z.from[0], z.from[1], z.from[2]
		for ; k < z.hi; k++ {
			if u := &z.f.triples[k]; u[0] >= a && u[1] >= b && u[2] >= c {
				return k, true
			}
		}
		return k, false
	}
search:
	for ; k < z.hi; k++ {
		for p, u := range z.f.Payoff(k) {
			if !(u >= z.from[p]) {
				continue search
			}
		}
		return k, true
	}
	return k, false
}

// ideal is each party's largest gain in the zone.
func (f *Frontier) ideal(z zone, from []float64) []float64 {
	ideal := make([]float64, len(from))
	if f.table.Parties == 2 {
		if z.lo < z.hi {
			ideal[0], ideal[1] = f.pairs[z.lo][0]-from[0], f.pairs[z.hi-1][1]-from[1]
		}
		return ideal
	}
	for k, ok := z.first(); ok; k, ok = z.next(k) {
		for p, u := range f.Payoff(k) {
			if g := u - from[p]; g > ideal[p] {
				ideal[p] = g
			}
		}
	}
	return ideal
}

// Rivals counts the other points of the zone that could beat a choice if
// payoffs were off by as much as slack, in the rivals' favour and against the
// choice: how far the choice hangs on the precision of the payoffs.
func (f *Frontier) Rivals(ch Choice, threat, power []float64, slack float64) int {
	if ch.Point < 0 || slack <= 0 {
		return 0
	}
	zone := f.Zone(threat)
	n := f.table.Parties
	ideal, gain := make([]float64, n), make([]float64, n)
	for _, k := range zone {
		for p, u := range f.Payoff(k) {
			ideal[p] = math.Max(ideal[p], u-at(threat, p))
		}
	}
	score := func(k int, by float64) (float64, bool) {
		for p, u := range f.Payoff(k) {
			gain[p] = u - at(threat, p) + by
		}
		return ch.Concept.score(gain, ideal, power)
	}
	best, ok := score(ch.Point, -slack)
	rivals := 0
	for _, k := range zone {
		if k == ch.Point {
			continue
		}
		if s, fine := score(k, slack); fine && (!ok || s > best) {
			rivals++
		}
	}
	return rivals
}

// Score is the objective of the concept for gains over the threat, with the
// largest gains that each party could hope for and the Nash weights (nil for
// equal ones). ok is false where the concept does not apply.
func (c Concept) Score(gain, ideal, power []float64) (s float64, ok bool) {
	return c.score(append([]float64(nil), gain...), ideal, power)
}

// score is the objective of a concept for gains against the threat; ok is
// false where the concept does not apply (a Nash product of zero). Shares of the ideal gain replace gain in place, so that ties break by them.
func (c Concept) score(gain, ideal, power []float64) (s float64, ok bool) {
	switch c {
	case Nash:
		for p, g := range gain {
			if g <= 0 {
				return 0, false
			}
			w := 1.0
			if power != nil {
				w = power[p]
			}
			s += w * math.Log(g)
		}
		return s, true
	case KalaiSmorodinsky:
		s = math.Inf(1)
		for p := range gain {
			if ideal[p] <= 0 {
				gain[p] = 1
				continue
			}
			gain[p] /= ideal[p]
			if gain[p] < s {
				s = gain[p]
			}
		}
		return s, !math.IsInf(s, 1)
	case Egalitarian:
		s = gain[0]
		for _, g := range gain[1:] {
			if g < s {
				s = g
			}
		}
		return s, true
	default:
		for _, g := range gain {
			s += g
		}
		return s, true
	}
}

func at(v []float64, p int) float64 {
	if v == nil {
		return 0
	}
	return v[p]
}

func lexGreater(a, b []float64) bool {
	for k := range a {
		if a[k] != b[k] {
			return a[k] > b[k]
		}
	}
	return false
}
