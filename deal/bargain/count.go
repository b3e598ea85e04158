package bargain

import "sort"

// Count says how many packages are feasible, and how many of those give
// every party at least its threat and some party more: the size of the
// zone. It is exact. Clusters are split into two halves whose combinations
// are listed; a pair of halves counts when its payoffs add up to the
// threat. Counted is false when a half would have more than limit entries.
func (t *Table) Count(threat []float64) (feasible, zone float64, counted bool) {
	const limit = 1 << 20
	cs, err := t.clusters()
	if err != nil {
		return 0, 0, false
	}
	left, right := [][]float64{make([]float64, t.Parties)}, [][]float64{make([]float64, t.Parties)}
	for k := len(cs) - 1; k >= 0; k-- { // largest first, onto the smaller side
		var own [][]float64
		t.walk(cs[k], func(_ []int, payoff []float64, _ int) {
			own = append(own, append([]float64(nil), payoff...))
		})
		side := &left
		if len(right) < len(left) {
			side = &right
		}
		if len(*side)*len(own) > limit {
			return 0, 0, false
		}
		*side = sums(*side, own)
	}
	feasible = float64(len(left)) * float64(len(right))
	if t.Parties == 2 {
		return feasible, countPairs(left, right, threat), true
	}
	if feasible > 64*limit {
		return feasible, 0, false
	}
	for _, a := range left {
		for _, b := range right {
			if gains(a, b, threat) {
				zone++
			}
		}
	}
	return feasible, zone, true
}

// sums lists all sums of an entry of a and an entry of b.
func sums(a, b [][]float64) [][]float64 {
	out := make([][]float64, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			s := make([]float64, len(x))
			for p := range s {
				s[p] = x[p] + y[p]
			}
			out = append(out, s)
		}
	}
	return out
}

// gains says whether the sum of two halves is in the zone.
func gains(a, b, threat []float64) bool {
	more := false
	for p := range a {
		g := a[p] + b[p] - at(threat, p)
		if g < 0 {
			return false
		}
		more = more || g > 0
	}
	return more
}

// countPairs counts the pairs of two-party halves in the zone: the right
// half enters a Fenwick tree over its second payoffs in falling order of
// its first ones, while the left half is asked in rising order of need.
// Rounding of sums at the very edge is settled by the same subtraction for
// both coordinates.
func countPairs(left, right [][]float64, threat []float64) float64 {
	d0, d1 := at(threat, 0), at(threat, 1)
	sort.Slice(right, func(i, j int) bool { return right[i][0] > right[j][0] })
	sort.Slice(left, func(i, j int) bool { return left[i][0] < left[j][0] })
	ys := make([]float64, len(right))
	for i, r := range right {
		ys[i] = r[1]
	}
	sort.Float64s(ys)
	tree := make([]int, len(ys)+1)
	in, total, atThreat := 0, 0.0, 0.0
	for _, a := range left { // rising first payoff: ever more of right qualifies
		for in < len(right) && a[0]+right[in][0]-d0 >= 0 {
			for k := sort.SearchFloat64s(ys, right[in][1]) + 1; k < len(tree); k += k & -k {
				tree[k]++
			}
			in++
		}
		// entries with second payoff enough
		first := sort.Search(len(ys), func(k int) bool { return a[1]+ys[k]-d1 >= 0 })
		below := 0
		for k := first; k > 0; k -= k & -k {
			below += tree[k]
		}
		total += float64(in - below)
	}
	// take away those that give both exactly the threat
	at0 := map[[2]float64]float64{}
	for _, r := range right {
		at0[[2]float64{r[0], r[1]}]++
	}
	for _, a := range left {
		atThreat += at0[[2]float64{d0 - a[0], d1 - a[1]}]
	}
	return total - atThreat
}
