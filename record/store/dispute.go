package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Disagreement is a dispute with the claims it is between.
type Disagreement struct {
	Dispute
	This Claim  `json:"this"`
	That *Claim `json:"that,omitempty"`
}

// Disputes lists the disputes over the claims of a filter that still stand:
// those over claims that were retracted or corrected are left out, as the
// correction has opened its own where accounts still differ.
func (s *Store) Disputes(ctx context.Context, f Filter) ([]Disagreement, error) {
	no, err := s.notices(ctx, f.Known)
	if err != nil {
		return nil, err
	}
	out := []Disagreement{}
	add := func(d Dispute, this, that *Claim) {
		if no.gone[d.ID] || no.gone[d.Claim] || no.gone[d.Against] || f.Known != "" && !d.Seeded && d.Known > f.Known {
			return
		}
		if this == nil {
			this = s.orLost(d.Claim)
		}
		if that == nil && d.Against != "" {
			that = s.orLost(d.Against)
		}
		if f.matches(this) || that != nil && f.matches(that) {
			out = append(out, Disagreement{Dispute: d, This: *this, That: that})
		}
	}
	for _, d := range s.base.Disputes {
		add(d, nil, nil)
	}
	query, args := `SELECT d.body, a.body, b.body FROM disputes d LEFT JOIN claims a ON a.id = d.claim LEFT JOIN claims b ON b.id = d.against`, []any{}
	if f.Track != "" {
		query += ` WHERE a.track = ?1 OR b.track = ?1 OR a.id IS NULL OR b.id IS NULL`
		args = append(args, f.Track)
	}
	err = s.each(ctx, query+` ORDER BY d.seq`, args, func(rows *sql.Rows) error {
		var body, a, b []byte
		if err := rows.Scan(&body, &a, &b); err != nil {
			return err
		}
		var d Dispute
		if err := json.Unmarshal(body, &d); err != nil {
			return err
		}
		side := func(body []byte) (*Claim, error) {
			if body == nil {
				return nil, nil
			}
			c := &Claim{}
			return c, json.Unmarshal(body, c)
		}
		this, err := side(a)
		if err != nil {
			return err
		}
		that, err := side(b)
		if err != nil {
			return err
		}
		add(d, this, that)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].This.Said < out[j].This.Said })
	return out, nil
}

// orLost finds a claim that comes with Parley; of one that a damaged file
// lost only the id is left.
func (s *Store) orLost(id string) *Claim {
	if c := s.base.Find(id); c != nil {
		return c
	}
	return &Claim{ID: id, Text: "not on record any more"}
}

// Gathering is what sources differ about, with every version of it: the
// disputes between claims that are linked by disputes.
type Gathering struct {
	IDs    []string `json:"ids"` // of the disputes, in the order they opened
	About  string   `json:"about"`
	Claims []Claim  `json:"claims"` // by the day they were said; one where the source itself contests it
}

// Gather puts disputes together that share a claim: twenty accounts of one
// number are one difference, not a hundred and ninety.
func Gather(ds []Disagreement) []Gathering {
	group := map[string]int{} // of a claim
	var found [][]int         // disputes of a group
	for i := range ds {
		a, b := ds[i].Claim, ds[i].Against
		at, ok := group[a]
		if other, too := group[b]; b != "" && too {
			switch {
			case !ok:
				at, ok = other, true
			case other != at:
				for c, g := range group {
					if g == other {
						group[c] = at
					}
				}
				found[at] = append(found[at], found[other]...)
				found[other] = nil
			}
		}
		if !ok {
			at = len(found)
			found = append(found, nil)
		}
		if group[a] = at; b != "" {
			group[b] = at
		}
		found[at] = append(found[at], i)
	}
	out := []Gathering{}
	for _, list := range found {
		if len(list) > 0 {
			sort.Ints(list)
			out = append(out, gathered(ds, list))
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Claims[0].Said < out[j].Claims[0].Said })
	return out
}

// gathered is the difference that a list of disputes is about.
func gathered(ds []Disagreement, list []int) Gathering {
	g := Gathering{About: ds[list[0]].About}
	seen := map[string]bool{}
	for _, i := range list {
		g.IDs = append(g.IDs, ds[i].ID)
		for _, c := range []*Claim{&ds[i].This, ds[i].That} {
			if c != nil && !seen[c.ID] {
				seen[c.ID] = true
				g.Claims = append(g.Claims, *c)
			}
		}
	}
	if len(list) > 1 {
		g.About = versions(g.Claims)
	}
	sort.SliceStable(g.Claims, func(i, j int) bool { return g.Claims[i].Said < g.Claims[j].Said })
	return g
}

// versions names what claims say that differ: yes, no, and their numbers.
func versions(cs []Claim) string {
	denied := 0
	numbers := map[string][]float64{} // by unit
	for i := range cs {
		s := &cs[i].Claim.Subject
		switch {
		case cs[i].Claim.Polarity == "-":
			denied++
		case s.Value != 0 && !slices.Contains(numbers[s.Unit], s.Value):
			numbers[s.Unit] = append(numbers[s.Unit], s.Value)
		}
	}
	var parts []string
	for unit, values := range numbers {
		slices.Sort(values)
		words := make([]string, len(values))
		for i, v := range values {
			words[i] = number(v)
		}
		if len(words) > 12 {
			words = append(append(words[:6:6], "…"), words[len(words)-5:]...)
		}
		parts = append(parts, strings.Join(words, ", ")+" "+unit)
	}
	slices.Sort(parts)
	if denied > 0 {
		parts = append(parts, fmt.Sprintf("%d deny it", denied))
	}
	return fmt.Sprintf("%d accounts: %s", len(cs), strings.Join(parts, "; "))
}
