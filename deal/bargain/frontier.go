package bargain

import (
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
	pairs    [][2]float64 // payoffs of two parties
	triples  [][3]float64 // of three
	payoffs  []float64    // of more: [point*Parties+p]
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
	switch f.table.Parties {
	case 2:
		return f.pairs[k][:]
	case 3:
		return f.triples[k][:]
	}
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
	acc := make([]V, 1)
	links := make([]link, 1)
	for _, c := range cs {
		own := clusterFrontier[V](t, c)
		if float64(len(acc))*float64(len(own)) > 1<<28 {
			return nil, fault.Unsolved("bargaining table", "drop levels of the issues that matter least",
				"the frontier has more than %d points to compare", 1<<28)
		}
		acc, links = minkowski(acc, own)
		f.back = append(f.back, links)
		if len(acc) == 0 {
			break
		}
	}
	f.last = links
	switch v := any(acc).(type) {
	case [][2]float64:
		f.pairs = v
	case [][3]float64:
		f.triples = v
	default:
		f.payoffs = make([]float64, len(acc)*t.Parties)
		for j := range acc {
			for p := 0; p < t.Parties; p++ {
				f.payoffs[j*t.Parties+p] = acc[j][p]
			}
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
