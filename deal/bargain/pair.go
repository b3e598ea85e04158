package bargain

import "math"

// The two-party case is the common one and the largest, so its two inner
// loops are written out: the merge of runs, and the search for a concept's
// point. Both do what their general twins do (minkowski, Choose), and are
// tested against brute force with them.

// node is an inner node of the tournament of two-party runs: the first payoff
// of the run that lost there.
type node struct {
	x   float64
	run int32
}

// minkowski2 is minkowski for two parties. An exhausted run has a head of
// minus infinity.
func minkowski2(acc [][2]float64, own []point[[2]float64]) ([][2]float64, []link) {
	n := len(own)
	size := min(len(acc)*n, 1<<24)
	vs, links := make([][2]float64, 0, size), make([]link, 0, size)
	at := make([]int32, n)
	shift := make([][2]float64, n)
	for r := range own {
		shift[r] = own[r].v
	}
	second := func(r int32) float64 { // payoff of the head of a run
		if int(at[r]) >= len(acc) {
			return math.Inf(-1)
		}
		return acc[at[r]][1] + shift[r][1]
	}
	first := func(a, b int32) bool { // of heads with the same first payoff
		if x, y := second(a), second(b); x != y {
			return x > y
		}
		return a < b
	}
	tree := make([]node, n)
	winners := make([]node, 2*n)
	for r := range own {
		winners[n+r] = node{acc[0][0] + shift[r][0], int32(r)}
	}
	for k := n - 1; k > 0; k-- {
		a, b := winners[2*k], winners[2*k+1]
		if b.x > a.x || b.x == a.x && first(b.run, a.run) {
			a, b = b, a
		}
		winners[k], tree[k] = a, b
	}
	top := winners[min(1, 2*n-1)]
	best := math.Inf(-1)
	for !math.IsInf(top.x, -1) {
		r := top.run
		j := int(at[r])
		move := shift[r]
		if y := acc[j][1] + move[1]; y > best {
			best = y
			vs = append(vs, [2]float64{top.x, y})
			links = append(links, link{from: int32(j), code: own[r].code})
		}
		// Second payoffs rise along acc: what is not above the best one seen
		// is skipped, by halving if the next is not.
		j++
		if j < len(acc) && !(acc[j][1]+move[1] > best) {
			lo, hi := j+1, len(acc)
			for lo < hi {
				mid := int(uint(lo+hi) >> 1)
				if acc[mid][1]+move[1] > best {
					hi = mid
				} else {
					lo = mid + 1
				}
			}
			j = lo
		}
		at[r] = int32(j)
		top.x = math.Inf(-1)
		if j < len(acc) {
			top.x = acc[j][0] + move[0]
		}
		for k := (int(r) + n) >> 1; k > 0; k >>= 1 {
			if t := &tree[k]; t.x > top.x || t.x == top.x && first(t.run, top.run) {
				*t, top = top, *t
			}
		}
	}
	return vs, links
}

// pick2 finds the point of a concept among two-party payoffs, all of them in
// the zone: its index, -1 when the concept applies to none.
func (c Concept) pick2(zone [][2]float64, from, ideal [2]float64, power []float64) int {
	pick, score, low, high := -1, math.Inf(-1), 0.0, 0.0
	fits := func(k int, now, a, b float64) {
		if a > b {
			a, b = b, a
		}
		if now > score || now == score && (a > low || a == low && b > high) {
			pick, score, low, high = k, now, a, b
		}
	}
	switch c {
	case Nash:
		plain := even(power)
		for k := range zone {
			a, b := zone[k][0]-from[0], zone[k][1]-from[1]
			if a <= 0 || b <= 0 {
				continue
			}
			now := a * b
			if !plain {
				now = power[0]*math.Log(a) + power[1]*math.Log(b)
			}
			if now >= score {
				fits(k, now, a, b)
			}
		}
	case KalaiSmorodinsky, Egalitarian:
		scale := [2]float64{1, 1}
		if c == KalaiSmorodinsky {
			scale = ideal
			if !(ideal[0] > 0) && !(ideal[1] > 0) {
				return -1
			}
		}
		for k := range zone {
			a, b := (zone[k][0]-from[0])/scale[0], (zone[k][1]-from[1])/scale[1]
			now := b
			switch {
			case !(scale[0] > 0):
				a = 1
			case !(scale[1] > 0):
				b, now = 1, a
			case a < b:
				now = a
			}
			if now >= score {
				fits(k, now, a, b)
			}
		}
	default:
		for k := range zone {
			a, b := zone[k][0]-from[0], zone[k][1]-from[1]
			if now := a + b; now >= score {
				fits(k, now, a, b)
			}
		}
	}
	return pick
}
