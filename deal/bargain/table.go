package bargain

import (
	"fmt"

	"parley/internal/fault"
)

// Table is a bargaining problem over packages of discrete levels. A package
// picks one level for every issue; its payoff to a party is the sum of the
// levels' own payoffs and of the cross terms of the pairs named. Clauses
// forbid some packages. All payoffs are in one unit (million USD a year in
// the cases), measured from the disagreement point, which is zero for all.
type Table struct {
	Parties int
	Issues  []Issue
	Cross   []Cross
	Clauses []Clause
}

// Issue is one thing to settle: Levels[l][p] is the payoff of level l to
// party p. Level 0 is by custom what stands if nothing is agreed.
type Issue struct {
	ID     string
	Levels [][]float64
}

// Cross is what two issues do together beyond the sum of what each does
// alone: Value[a][b][p] for level a of issue A, level b of issue B, party p.
type Cross struct {
	A, B  int
	Value [][][]float64
}

// Clause is a red line or a condition: at least one of its literals must
// hold. A red line is a clause of one literal; "A only if B" is the clause
// "not A, or B".
type Clause struct {
	ID  string
	Any []Literal
}

// Literal holds when the level of Issue is one of those marked in Levels.
type Literal struct {
	Issue  int
	Levels []bool
}

// Check reports the first thing that makes the table no bargaining problem.
func (t *Table) Check() error {
	if t.Parties < 2 {
		return fault.Bad("bargaining table", "name at least two parties", "%d parties", t.Parties)
	}
	if t.Parties > maxParties {
		return fault.Bad("bargaining table", "join parties into blocs", "%d parties; at most %d are handled", t.Parties, maxParties)
	}
	for i, is := range t.Issues {
		if len(is.Levels) == 0 {
			return fault.Bad("issue "+is.ID, "give it at least one level", "has no level")
		}
		for l, v := range is.Levels {
			if len(v) != t.Parties {
				return fault.Bad(fmt.Sprintf("issue %d (%s), level %d", i, is.ID, l), "give one payoff a party", "%d payoffs for %d parties", len(v), t.Parties)
			}
			for p, x := range v {
				if x != x || x-x != 0 {
					return fault.Bad(fmt.Sprintf("issue %d (%s), level %d", i, is.ID, l), "value the level again", "payoff of party %d is %v", p, x)
				}
			}
		}
	}
	for _, c := range t.Cross {
		if c.A < 0 || c.B < 0 || c.A >= len(t.Issues) || c.B >= len(t.Issues) || c.A == c.B {
			return fault.Bad("bargaining table", "", "cross term between issues %d and %d of %d", c.A, c.B, len(t.Issues))
		}
		if len(c.Value) != len(t.Issues[c.A].Levels) {
			return fault.Bad("bargaining table", "", "cross term %s x %s has %d rows for %d levels", t.Issues[c.A].ID, t.Issues[c.B].ID, len(c.Value), len(t.Issues[c.A].Levels))
		}
		for _, row := range c.Value {
			if len(row) != len(t.Issues[c.B].Levels) {
				return fault.Bad("bargaining table", "", "cross term %s x %s has %d columns for %d levels", t.Issues[c.A].ID, t.Issues[c.B].ID, len(row), len(t.Issues[c.B].Levels))
			}
			for _, v := range row {
				if len(v) != t.Parties {
					return fault.Bad("bargaining table", "", "cross term %s x %s has %d payoffs for %d parties", t.Issues[c.A].ID, t.Issues[c.B].ID, len(v), t.Parties)
				}
			}
		}
	}
	for _, c := range t.Clauses {
		if len(c.Any) == 0 {
			return fault.Bad("clause "+c.ID, "name an instrument and its levels", "is empty, so nothing satisfies it")
		}
		for _, l := range c.Any {
			if l.Issue < 0 || l.Issue >= len(t.Issues) || len(l.Levels) != len(t.Issues[l.Issue].Levels) {
				return fault.Bad("clause "+c.ID, "name an issue on the table and mark each of its levels", "does not fit the table")
			}
		}
	}
	return nil
}

// Size is the number of packages, feasible or not, as a float because it
// may pass every integer.
func (t *Table) Size() float64 {
	n := 1.0
	for _, is := range t.Issues {
		n *= float64(len(is.Levels))
	}
	return n
}

// Payoff adds up what a package gives each party, into out (len Parties).
// It is the one place where payoffs of packages are defined; the frontier
// only finds packages faster.
func (t *Table) Payoff(levels []int, out []float64) {
	for p := range out {
		out[p] = 0
	}
	for i, l := range levels {
		for p, x := range t.Issues[i].Levels[l] {
			out[p] += x
		}
	}
	for _, c := range t.Cross {
		for p, x := range c.Value[levels[c.A]][levels[c.B]] {
			out[p] += x
		}
	}
}

// Feasible says whether a package satisfies every clause.
func (t *Table) Feasible(levels []int) bool {
	for i := range t.Clauses {
		if !t.Clauses[i].holds(levels) {
			return false
		}
	}
	return true
}

// Broken lists the ids of the clauses that a package breaks.
func (t *Table) Broken(levels []int) []string {
	var ids []string
	for i := range t.Clauses {
		if !t.Clauses[i].holds(levels) {
			ids = append(ids, t.Clauses[i].ID)
		}
	}
	return ids
}

func (c *Clause) holds(levels []int) bool {
	for _, l := range c.Any {
		if l.Levels[levels[l.Issue]] {
			return true
		}
	}
	return false
}

// Without is the table less the clauses named.
func (t *Table) Without(ids ...string) *Table {
	u := *t
	u.Clauses = nil
	for _, c := range t.Clauses {
		drop := false
		for _, id := range ids {
			drop = drop || c.ID == id
		}
		if !drop {
			u.Clauses = append(u.Clauses, c)
		}
	}
	return &u
}

// Each calls f for every package in lexicographic order until f returns
// false. It is the plain twin of Frontier and Count: slow, and obviously
// right.
func (t *Table) Each(f func(levels []int) bool) {
	levels := make([]int, len(t.Issues))
	for {
		if !f(levels) {
			return
		}
		i := len(levels) - 1
		for ; i >= 0; i-- {
			if levels[i]++; levels[i] < len(t.Issues[i].Levels) {
				break
			}
			levels[i] = 0
		}
		if i < 0 {
			return
		}
	}
}
