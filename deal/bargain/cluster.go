package bargain

import (
	"sort"

	"parley/internal/fault"
)

// maxCluster bounds the packages of one group of interacting issues that
// are enumerated.
const maxCluster = 1 << 25

// cluster is a group of issues whose payoffs do not add up or whose levels
// are tied by a clause. Within it packages are enumerated; between clusters
// payoffs simply add.
type cluster struct {
	issues []int // ascending
	size   int   // combinations of levels
}

// clusters splits the table into groups of issues that are independent of
// each other, smallest first. A table whose largest group has too many
// combinations to enumerate is refused with the number.
func (t *Table) clusters() ([]cluster, error) {
	root := make([]int, len(t.Issues))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, c := range t.Cross {
		root[find(c.B)] = find(c.A)
	}
	for _, c := range t.Clauses {
		for _, l := range c.Any[1:] {
			root[find(l.Issue)] = find(c.Any[0].Issue)
		}
	}
	at := map[int]int{}
	var cs []cluster
	for i := range t.Issues {
		r := find(i)
		k, seen := at[r]
		if !seen {
			k = len(cs)
			at[r] = k
			cs = append(cs, cluster{size: 1})
		}
		c := &cs[k]
		c.issues = append(c.issues, i)
		if n := len(t.Issues[i].Levels); c.size <= maxCluster {
			c.size *= n
		}
	}
	for _, c := range cs {
		if c.size > maxCluster {
			return nil, fault.Bad("bargaining table", "drop levels, or drop cross terms and conditions that tie these issues together",
				"%d issues interact, with more than %d combinations of levels", len(c.issues), maxCluster)
		}
	}
	sort.SliceStable(cs, func(a, b int) bool { return cs[a].size < cs[b].size })
	return cs, nil
}

// walk enumerates the feasible packages of a cluster: f gets the levels of
// the whole table (zero outside the cluster), the payoff of the cluster's
// own terms, and the code of the package within the cluster.
func (t *Table) walk(c cluster, f func(levels []int, payoff []float64, code int)) {
	in := make([]bool, len(t.Issues))
	for _, i := range c.issues {
		in[i] = true
	}
	var cross []Cross
	for _, x := range t.Cross {
		if in[x.A] {
			cross = append(cross, x)
		}
	}
	var clauses []*Clause
	for k := range t.Clauses {
		if in[t.Clauses[k].Any[0].Issue] {
			clauses = append(clauses, &t.Clauses[k])
		}
	}
	levels := make([]int, len(t.Issues))
	payoff := make([]float64, t.Parties)
	for code := 0; code < c.size; code++ {
		c.decode(t, code, levels)
		ok := true
		for _, cl := range clauses {
			if !cl.holds(levels) {
				ok = false
				break
			}
		}
		if !ok {
			continue
		}
		for p := range payoff {
			payoff[p] = 0
		}
		for _, i := range c.issues {
			for p, x := range t.Issues[i].Levels[levels[i]] {
				payoff[p] += x
			}
		}
		for _, x := range cross {
			for p, v := range x.Value[levels[x.A]][levels[x.B]] {
				payoff[p] += v
			}
		}
		f(levels, payoff, code)
	}
}

// decode writes the levels that a code stands for; the last issue turns
// fastest.
func (c cluster) decode(t *Table, code int, levels []int) {
	for k := len(c.issues) - 1; k >= 0; k-- {
		n := len(t.Issues[c.issues[k]].Levels)
		levels[c.issues[k]] = code % n
		code /= n
	}
}
