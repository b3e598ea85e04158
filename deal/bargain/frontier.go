package bargain

import (
	"math"
	"slices"

	"parley/internal/fault"
)

// Frontier is the set of feasible packages that no other feasible package
// beats for one party without hurting another. Of packages with the same
// payoffs for everybody one stands for all. Points are ordered by falling
// payoff of the first party, then of the second, and so on.
type Frontier struct {
	table    *Table
	clusters []cluster
	payoffs  []float64 // [point*Parties+p]
	last     []link
	back     [][]link // back[k][j]: how point j of stage k was made
}

// link says which point of the stage before, and which package of the
// stage's own cluster, a point is made of.
type link struct{ from, code int32 }

// Len is the number of points.
func (f *Frontier) Len() int { return len(f.last) }

// Payoff is what point k gives each party; the slice is the frontier's own.
func (f *Frontier) Payoff(k int) []float64 {
	return f.payoffs[k*f.table.Parties : (k+1)*f.table.Parties]
}

// Levels is the package of point k, one level an issue.
func (f *Frontier) Levels(k int) []int {
	levels := make([]int, len(f.table.Issues))
	at := int32(k)
	for s := len(f.back) - 1; s >= 0; s-- {
		l := f.back[s][at]
		f.clusters[s].decode(f.table, int(l.code), levels)
		at = l.from
	}
	return levels
}

// Frontier finds the exact Pareto frontier. Issues that interact are
// enumerated together; independent groups are merged one after another,
// keeping only undominated partial packages. That loses nothing, because
// payoffs of independent groups add: a partial package that is dominated
// stays dominated whatever is added to it (the frontier of a Minkowski sum
// lies in the sum of the frontiers). An empty feasible set gives a frontier
// of no points.
func (t *Table) Frontier() (*Frontier, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	cs, err := t.clusters()
	if err != nil {
		return nil, err
	}
	switch {
	case t.Parties == 2:
		return frontierOf[[2]float64](t, cs)
	case t.Parties == 3:
		return frontierOf[[3]float64](t, cs)
	default:
		return frontierOf[[maxParties]float64](t, cs)
	}
}

// maxParties is the most parties a table may have; eight negotiate at once
// nowhere that we know of without joining in blocs.
const maxParties = 8

// vector is a payoff vector of fixed length; unused places stay zero, which
// leaves dominance as it is.
type vector interface {
	[2]float64 | [3]float64 | [maxParties]float64
}

// point is a partial package: its payoffs and how it was made.
type point[V vector] struct {
	v V
	link
}

func frontierOf[V vector](t *Table, cs []cluster) (*Frontier, error) {
	f := &Frontier{table: t, clusters: cs}
	var zero V
	acc := []point[V]{{v: zero}}
	for _, c := range cs {
		own := clusterFrontier[V](t, c)
		if float64(len(acc))*float64(len(own)) > 1<<28 {
			return nil, fault.Unsolved("bargaining table", "drop levels of the issues that matter least",
				"the frontier has more than %d points to compare", 1<<28)
		}
		acc = minkowski(acc, own)
		links := make([]link, len(acc))
		for j := range acc {
			links[j] = acc[j].link
		}
		f.back = append(f.back, links)
		if len(acc) == 0 {
			break
		}
	}
	f.payoffs = make([]float64, len(acc)*t.Parties)
	f.last = make([]link, len(acc))
	for j := range acc {
		f.last[j] = acc[j].link
		for p := 0; p < t.Parties; p++ {
			f.payoffs[j*t.Parties+p] = acc[j].v[p]
		}
	}
	return f, nil
}

// clusterFrontier enumerates one cluster and keeps its undominated packages.
// It culls whenever the buffer fills, so memory stays near the frontier's.
func clusterFrontier[V vector](t *Table, c cluster) []point[V] {
	const batch = 1 << 16
	var buf []point[V]
	kept := 0
	cull := func() {
		slices.SortStableFunc(buf, func(a, b point[V]) int { return compare(&a.v, &b.v) })
		buf = undominated(buf)
		kept = len(buf)
	}
	t.walk(c, func(_ []int, payoff []float64, code int) {
		var q point[V]
		for p, x := range payoff {
			q.v[p] = x
		}
		q.code = int32(code)
		buf = append(buf, q)
		if len(buf) >= 2*kept+batch {
			cull()
		}
	})
	cull()
	return buf
}

// minkowski is the frontier of the sums of a point of acc and a point of
// own. Each shifted copy of acc is already in order, so the copies are
// merged pairwise, like the runs of a merge sort, and no sort is needed.
func minkowski[V vector](acc, own []point[V]) []point[V] {
	runs := make([][]point[V], 0, len(own))
	for _, o := range own {
		run := make([]point[V], len(acc))
		for j := range acc {
			for p := 0; p < len(o.v); p++ {
				run[j].v[p] = acc[j].v[p] + o.v[p]
			}
			run[j].link = link{from: int32(j), code: o.code}
		}
		runs = append(runs, run)
	}
	if len(runs) == 0 {
		return nil
	}
	for len(runs) > 1 {
		half := runs[:0]
		for k := 0; k < len(runs); k += 2 {
			if k+1 == len(runs) {
				half = append(half, runs[k])
				break
			}
			m := mergeRuns(runs[k], runs[k+1])
			half = append(half, undominated(m))
		}
		runs = half
	}
	return undominated(runs[0])
}

// mergeRuns joins two ordered runs into one; of equal points those of a
// come first.
func mergeRuns[V vector](a, b []point[V]) []point[V] {
	out := make([]point[V], 0, len(a)+len(b))
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if compare(&a[i].v, &b[j].v) <= 0 {
			out = append(out, a[i])
			i++
		} else {
			out = append(out, b[j])
			j++
		}
	}
	out = append(out, a[i:]...)
	return append(out, b[j:]...)
}

// compare orders points by falling first payoff, then second, and so on.
func compare[V vector](a, b *V) int {
	for p := 0; p < len(*a); p++ {
		x, y := (*a)[p], (*b)[p]
		if x > y {
			return -1
		}
		if x < y {
			return 1
		}
	}
	return 0
}

// undominated keeps, in place, the points of an ordered run that no earlier
// one weakly dominates. In that order nothing later can dominate anything
// earlier, so one pass is exact.
func undominated[V vector](run []point[V]) []point[V] {
	if len(run) == 0 {
		return run
	}
	switch len(run[0].v) {
	case 2:
		return sweep2(run)
	case 3:
		return sweep3(run)
	}
	return sweepN(run)
}

func sweep2[V vector](run []point[V]) []point[V] {
	out, best := run[:0], math.Inf(-1)
	for _, q := range run {
		if q.v[1] > best {
			best = q.v[1]
			out = append(out, q)
		}
	}
	return out
}

// step is a corner of the staircase of second and third payoffs.
type step struct{ y, z float64 }

// sweep3 keeps the staircase of (second, third) payoffs seen so far, y
// falling and z rising, and asks of each point whether it lies under it
// (Kung, Luccio and Preparata 1975, J. ACM 22(4), section 3).
func sweep3[V vector](run []point[V]) []point[V] {
	out := run[:0]
	var stair []step
	for _, q := range run {
		y, z := q.v[1], q.v[len(q.v)-1]
		lo, hi := 0, len(stair) // first step with y' < y
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if stair[mid].y >= y {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo > 0 && stair[lo-1].z >= z {
			continue
		}
		out = append(out, q)
		from := lo // a step with the same y and lower z is covered too
		if from > 0 && stair[from-1].y == y {
			from--
		}
		to := lo
		for to < len(stair) && stair[to].z <= z {
			to++
		}
		if from == to {
			stair = slices.Insert(stair, from, step{y, z})
		} else {
			stair[from] = step{y, z}
			stair = slices.Delete(stair, from+1, to)
		}
	}
	return out
}

func sweepN[V vector](run []point[V]) []point[V] {
	out := run[:0]
	for _, q := range run {
		dominated := false
		for k := len(out) - 1; k >= 0 && !dominated; k-- {
			dominated = true
			for p := 0; p < len(q.v); p++ {
				if out[k].v[p] < q.v[p] {
					dominated = false
					break
				}
			}
		}
		if !dominated {
			out = append(out, q)
		}
	}
	return out
}
