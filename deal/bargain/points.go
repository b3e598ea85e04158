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
	zone := f.Zone(threat)
	out := Choice{Concept: c, Point: -1, Score: math.Inf(-1)}
	n := f.table.Parties
	ideal := make([]float64, n)
	for _, k := range zone {
		for p, u := range f.Payoff(k) {
			ideal[p] = math.Max(ideal[p], u-at(threat, p))
		}
	}
	if c == KalaiSmorodinsky {
		out.Ideal = ideal
	}
	gain, best := make([]float64, n), make([]float64, n)
	for _, k := range zone {
		for p, u := range f.Payoff(k) {
			gain[p] = u - at(threat, p)
		}
		score, ok := c.score(gain, ideal, power)
		if !ok || score < out.Score {
			continue
		}
		sort.Float64s(gain)
		if out.Point < 0 || score > out.Score || score == out.Score && lexGreater(gain, best) {
			out.Point, out.Score = k, score
			copy(best, gain)
		}
	}
	return out
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

// score is the objective of a concept for gains against the threat; ok is
// false where the concept does not apply (a Nash product of zero). Shares
// of the ideal gain replace gain in place, so that ties break by them.
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
			s = math.Min(s, gain[p])
		}
		return s, !math.IsInf(s, 1)
	case Egalitarian:
		s = math.Inf(1)
		for _, g := range gain {
			s = math.Min(s, g)
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
