package deal

import (
	"context"
	"fmt"
	"math"
	"sort"

	"parley/deal/bargain"
)

// A concept's package is first found with payoffs that are sums of own and
// pairwise cross effects. Three or more items together can give a little more
// or less, so the choice is then settled by solves: every package of the
// frontier that could take the place, if its payoffs and those of the choice
// were off by as much as any was found to be, is solved on the search economy,
// until none is left.

// pinBatch is how many rivals are solved before the error is looked at again,
// pinMost how many at most for one choice.
const (
	pinBatch = 8
	pinMost  = 96
)

// settled is a choice and what is known of it.
type settled struct {
	levels []int
	open   bool    // whether some solved package is worth signing for all
	solved int     // packages of the frontier solved for it
	wide   float64 // largest difference of approximation and solve seen, million USD a year
	left   int     // rivals left unsolved because there were too many
}

// proof says in words what the choice rests on.
func (x settled) proof(of int) string {
	words := fmt.Sprintf("%d of the %d packages of the frontier were solved one by one on the search economy, where the sum of effects was off by %s at most", x.solved, of, money(x.wide))
	if x.left > 0 {
		return words + fmt.Sprintf("; %d others come within that error and were not", x.left)
	}
	return words + "; no other comes within that error"
}

// exactly solves packages on the search economy that were not yet.
func (s *session) exactly(ctx context.Context, list [][]int) error {
	if s.exact == nil {
		s.exact = map[string]*outcome{}
	}
	var jobs []*job
	asked := map[string]bool{}
	for _, levels := range list {
		k := key(levels)
		switch {
		case s.exact[k] != nil || asked[k]:
		case zero(levels):
			s.exact[k] = s.search.base
		default:
			asked[k] = true
			jobs = append(jobs, &job{w: s.search, levels: levels, tol: searchTolerance})
		}
	}
	if err := run(ctx, s.opt.Workers, jobs); err != nil {
		return err
	}
	for _, j := range jobs {
		s.exact[key(j.levels)] = j.out
	}
	s.solves += len(jobs)
	return nil
}

// exactPayoff is what a package gives each party in a reading, as solved on
// the search economy.
func (s *session) exactPayoff(ri int, levels []int) []float64 {
	o := s.exact[key(levels)]
	v := make([]float64, len(s.c.Parties))
	for p := range v {
		v[p] = o.value(readings[ri], p) - s.search.base.value(readings[ri], p) + s.direct(levels, p)
	}
	return v
}

// pin settles a concept's choice on a frontier. threat is nil for no deal.
func (s *session) pin(ctx context.Context, ri int, f *bargain.Frontier, concept bargain.Concept, threat, power []float64) (settled, error) {
	P := len(s.c.Parties)
	from := make([]float64, P)
	copy(from, threat)
	out := settled{}
	type point struct {
		levels []int
		pay    []float64
		exact  bool
	}
	points := make([]point, f.Len())
	for k := range points {
		points[k] = point{pay: append([]float64(nil), f.Payoff(k)...)}
	}
	solve := func(ks []int) error {
		var list [][]int
		for _, k := range ks {
			points[k].levels = s.plain(ri, f.Levels(k))
			list = append(list, points[k].levels)
		}
		if err := s.exactly(ctx, list); err != nil {
			return err
		}
		for _, k := range ks {
			exact := s.exactPayoff(ri, points[k].levels)
			for p, v := range exact {
				out.wide = math.Max(out.wide, math.Abs(v-points[k].pay[p]))
			}
			points[k].pay, points[k].exact = exact, true
			out.solved++
		}
		return nil
	}
	gain := make([]float64, P)
	// score is the concept's objective with payoffs raised by slack; not ok
	// when that leaves somebody short.
	score := func(k int, slack float64, ideal []float64) (float64, bool) {
		more := false
		for p, u := range points[k].pay {
			gain[p] = u - from[p] + slack
			if gain[p] < 0 {
				return 0, false
			}
			more = more || gain[p] > 0
		}
		if !more {
			return 0, false
		}
		return concept.Score(gain, ideal, power)
	}
	for {
		ideal := make([]float64, P)
	ideals:
		for k := range points {
			for p, u := range points[k].pay {
				if u < from[p] {
					continue ideals
				}
			}
			for p, u := range points[k].pay {
				ideal[p] = math.Max(ideal[p], u-from[p])
			}
		}
		best, at := math.Inf(-1), -1
		for k := range points {
			if v, ok := score(k, 0, ideal); points[k].exact && ok && (at < 0 || v > best) {
				best, at = v, k
			}
		}
		var rivals []int
		worth := map[int]float64{}
		for k := range points {
			if v, ok := score(k, out.wide, ideal); !points[k].exact && ok && (at < 0 || v > best) {
				rivals = append(rivals, k)
				worth[k] = v
			}
		}
		sort.SliceStable(rivals, func(a, b int) bool { return worth[rivals[a]] > worth[rivals[b]] })
		if len(rivals) == 0 && out.solved == 0 {
			rivals = nearest(f, from, 2) // nothing in reach: learn how far off the nearest are
		}
		if len(rivals) == 0 || out.solved >= pinMost {
			out.left = len(rivals)
			if at >= 0 {
				out.levels, out.open = points[at].levels, true
			}
			return out, nil
		}
		n := pinBatch
		if out.solved == 0 {
			n = 2 // to learn the error
		}
		if err := solve(rivals[:min(n, len(rivals))]); err != nil {
			return out, err
		}
	}
}

// nearest lists the points of a frontier that leave the worst-off party least
// short.
func nearest(f *bargain.Frontier, from []float64, n int) []int {
	ks := make([]int, f.Len())
	short := make([]float64, f.Len())
	for k := range ks {
		ks[k] = k
		for p, u := range f.Payoff(k) {
			short[k] = math.Max(short[k], from[p]-u)
		}
	}
	sort.SliceStable(ks, func(a, b int) bool { return short[ks[a]] < short[ks[b]] })
	return ks[:min(n, len(ks))]
}

// opens says whether some package is worth signing for all in a reading.
func (s *session) opens(ri int) bool {
	for _, pk := range s.picks {
		if pk.reading == ri && pk.settled.open {
			return true
		}
	}
	return false
}
