package bargain

import (
	"math"
	"slices"
)

// minkowski is the frontier of the sums of a point of acc and a point of own,
// both frontiers in order. For each point of own the sums with all of acc are
// a run that is in order already, so the runs are merged through a tournament
// of their heads, and each sum is asked once, as it comes out, whether an
// earlier one dominates it. No sum is stored that is not kept.
func minkowski[V vector](acc []V, own []point[V]) ([]V, []link) {
	if len(acc) == 0 || len(own) == 0 {
		return nil, nil
	}
	if pairs, ok := any(acc).([][2]float64); ok {
		vs, links := minkowski2(pairs, any(own).([]point[[2]float64]))
		return any(vs).([]V), links
	}
	size := min(len(acc)*len(own), 1<<24)
	vs, links := make([]V, 0, size), make([]link, 0, size)
	m := newTournament(acc, own)
	keep := sieve{best: math.Inf(-1)}
	for {
		r := m.tree[0]
		head := &m.heads[r]
		if head.at < 0 {
			return vs, links
		}
		if v := head.v; admits(&keep, &v) {
			vs = append(vs, v)
			links = append(links, link{from: head.at, code: own[r].code})
		}
		m.advance(r)
	}
}

// tournament is a loser tree over the heads of ordered runs (Knuth, The Art of
// Computer Programming 3, 5.4.1): the next point in order is at its root, and
// replacing it costs one comparison a level.
type tournament[V vector] struct {
	acc   []V
	own   []point[V]
	heads []head[V]
	tree  []int32 // tree[0] the winner, tree[k] the loser at inner node k
}

// head is the first point of a run that has not come out; at < 0 when none is
// left.
type head[V vector] struct {
	v  V
	at int32 // in acc
}

func newTournament[V vector](acc []V, own []point[V]) *tournament[V] {
	n := len(own)
	m := &tournament[V]{acc: acc, own: own, heads: make([]head[V], n), tree: make([]int32, n)}
	for r := range own {
		m.heads[r].v = sum(&acc[0], &own[r].v)
	}
	// Play bottom-up: winners[k] is the winner of the subtree at node k.
	winners := make([]int32, 2*n)
	for r := range own {
		winners[n+r] = int32(r)
	}
	for k := n - 1; k > 0; k-- {
		a, b := winners[2*k], winners[2*k+1]
		if m.before(b, a) {
			a, b = b, a
		}
		winners[k], m.tree[k] = a, b
	}
	if n > 1 {
		m.tree[0] = winners[1]
	}
	return m
}

func sum[V vector](a, b *V) V {
	v := *a
	for p := 0; p < len(v); p++ {
		v[p] += (*b)[p]
	}
	return v
}

// before says whether the head of run a comes out before that of run b: an
// exhausted run last, equal points in the order of the runs.
func (m *tournament[V]) before(a, b int32) bool {
	x, y := &m.heads[a], &m.heads[b]
	if x.at < 0 || y.at < 0 {
		return y.at < 0 && (x.at >= 0 || a < b)
	}
	for p := 0; p < len(x.v); p++ {
		if x.v[p] != y.v[p] {
			return x.v[p] > y.v[p]
		}
	}
	return a < b
}

// advance moves the run that won to its next point, and finds the new winner.
func (m *tournament[V]) advance(r int32) {
	h := &m.heads[r]
	at := int(h.at) + 1
	if at < len(m.acc) {
		h.at, h.v = int32(at), sum(&m.acc[at], &m.own[r].v)
	} else {
		h.at = -1
	}
	for k := (int(r) + len(m.tree)) / 2; k > 0; k /= 2 {
		if m.before(m.tree[k], r) {
			m.tree[k], r = r, m.tree[k]
		}
	}
	m.tree[0] = r
}

// sieve holds what is needed to tell whether a point that comes out in order
// is dominated by one that came out before.
type sieve struct {
	best  float64   // of two parties: the largest second payoff so far
	stair staircase // of three parties
	all   []float64 // of more: every point kept, one after another
}

// admits says whether no earlier point weakly dominates v, and remembers v if
// so. In the order of the merge nothing later can dominate anything earlier,
// so one pass is exact.
func admits[V vector](s *sieve, v *V) bool {
	n := len(*v)
	switch n {
	case 2:
		if !((*v)[1] > s.best) {
			return false
		}
		s.best = (*v)[1]
		return true
	case 3:
		return s.stair.add((*v)[1], (*v)[n-1])
	}
	for k := len(s.all) - n; k >= 0; k -= n {
		dominated := true
		for p := 0; p < n; p++ {
			if s.all[k+p] < (*v)[p] {
				dominated = false
				break
			}
		}
		if dominated {
			return false
		}
	}
	for p := 0; p < n; p++ {
		s.all = append(s.all, (*v)[p])
	}
	return true
}

// undominated keeps, in place, the points of an ordered run that no earlier
// one weakly dominates.
func undominated[V vector](run []point[V]) []point[V] {
	keep := sieve{best: math.Inf(-1)}
	out := run[:0]
	for _, q := range run {
		if admits(&keep, &q.v) {
			out = append(out, q)
		}
	}
	return out
}

// staircase holds the corners of the second and third payoffs seen so far, y
// falling and z rising (Kung, Luccio and Preparata 1975, J. ACM 22(4),
// section 3). It is kept in blocks, so that a corner goes in or out by moving
// a block's worth of memory and not the whole stair.
type staircase struct{ blocks [][]corner }

type corner struct{ y, z float64 }

// blockSize is the most corners in a block.
const blockSize = 256

// add says whether (y, z) lies on or under no corner, and makes it one if so.
func (s *staircase) add(y, z float64) bool {
	if len(s.blocks) == 0 {
		s.blocks = append(s.blocks, append(make([]corner, 0, blockSize), corner{y, z}))
		return true
	}
	// The block that holds the last corner with y' >= y, if any.
	b := sortSearch(len(s.blocks), func(k int) bool { return s.blocks[k][0].y < y }) - 1
	place := 0
	if b >= 0 {
		block := s.blocks[b]
		place = sortSearch(len(block), func(k int) bool { return block[k].y < y })
		last := block[place-1]
		if last.z >= z {
			return false
		}
		if last.y == y { // the same y and a lower z: covered
			place--
		}
	} else {
		b = 0
	}
	// Corners from here on with z' <= z are covered; z rises, so they are a
	// stretch that may run over several blocks.
	for {
		block := s.blocks[b]
		to := place + sortSearch(len(block)-place, func(k int) bool { return block[place+k].z > z })
		s.blocks[b] = slices.Delete(block, place, to)
		if to < len(block) || b+1 == len(s.blocks) {
			break
		}
		next := s.blocks[b+1]
		if next[0].z > z {
			break
		}
		if next[len(next)-1].z <= z {
			s.blocks = slices.Delete(s.blocks, b+1, b+2)
			place = len(s.blocks[b])
			continue
		}
		to = sortSearch(len(next), func(k int) bool { return next[k].z > z })
		s.blocks[b+1] = slices.Delete(next, 0, to)
		break
	}
	if len(s.blocks[b]) == blockSize {
		half := append(make([]corner, 0, blockSize), s.blocks[b][blockSize/2:]...)
		s.blocks = slices.Insert(s.blocks, b+1, half)
		s.blocks[b] = s.blocks[b][:blockSize/2]
		if place > blockSize/2 {
			b, place = b+1, place-blockSize/2
		}
	}
	s.blocks[b] = slices.Insert(s.blocks[b], place, corner{y, z})
	return true
}

// sortSearch is sort.Search, small enough to be inlined.
func sortSearch(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
