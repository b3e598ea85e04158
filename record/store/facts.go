package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"sort"
)

// Facts lists facts with their support, newest first, and what had become of
// them by the last day of the filter.
func (s *Store) Facts(ctx context.Context, f Filter) ([]Fact, error) {
	notices, err := s.notices(ctx, f.Known)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	out := []Fact{}
	join := func(n Fact) {
		i, ok := at[n.Fact]
		if !ok {
			at[n.Fact] = len(out)
			out = append(out, n)
			return
		}
		o := &out[i]
		if n.Last >= o.Last {
			o.Claim, o.Last = n.Claim, n.Last
		}
		o.First = min(o.First, n.First)
		o.Support += n.Support
		o.Times += n.Times
	}
	for i := range s.base.Claims {
		if c := &s.base.Claims[i]; f.matches(c) && !notices.gone[c.ID] {
			join(Fact{Claim: *c, First: c.Said, Last: c.Said, Support: 1, Times: 1})
		}
	}
	where, args := f.where()
	err = s.each(ctx, `SELECT c.body, f.first, f.last, f.stories, f.n FROM
		(SELECT fact, min(said) AS first, max(said) AS last, count(DISTINCT story) AS stories, count(*) AS n,
		        max(said || printf('%012d', seq)) AS top FROM claims WHERE `+where+` GROUP BY fact) f
		JOIN claims c ON c.seq = CAST(substr(f.top, 11) AS INTEGER)`, args, func(rows *sql.Rows) error {
		var n Fact
		var body []byte
		if err := rows.Scan(&body, &n.First, &n.Last, &n.Support, &n.Times); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &n.Claim); err != nil {
			return err
		}
		join(n)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Last != out[j].Last {
			return out[i].Last > out[j].Last
		}
		return out[i].ID < out[j].ID
	})
	for i := range out {
		at[out[i].Fact] = i
	}
	return out, s.attach(ctx, out, at, notices, &f)
}

// attach puts what became of facts beside them, up to the last day of the
// filter. What became of a claim that was corrected is what became of the one
// in its place; an outcome whose own claim was retracted is none.
func (s *Store) attach(ctx context.Context, facts []Fact, at map[string]int, no *notices, f *Filter) error {
	stray := map[string][]Link{} // outcomes of claims that were corrected
	put := func(l Link, fact string) {
		out := l.Outcome
		if no.gone[l.ID] || f.To != "" && l.On > f.To || f.Known != "" && !l.Seeded && l.Known > f.Known || out != "" && no.gone[out] && no.by[out] == "" {
			return
		}
		if final := no.final(l.Claim); final != l.Claim {
			stray[final] = append(stray[final], l)
			return
		}
		if i, ok := at[fact]; ok {
			facts[i].Results = append(facts[i].Results, Result{Link: l})
		}
	}
	for _, l := range s.base.Links {
		if c := s.base.Find(l.Claim); c != nil {
			put(l, c.Fact)
		}
	}
	query, args := `SELECT l.body, coalesce(c.fact, '') FROM links l LEFT JOIN claims c ON c.id = l.claim`, []any{}
	if f.Track != "" {
		query += ` WHERE c.id IS NULL OR c.track IN (?, '')`
		args = append(args, f.Track)
	}
	err := s.each(ctx, query+` ORDER BY l.seq`, args, func(rows *sql.Rows) error {
		var body []byte
		var fact string
		if err := rows.Scan(&body, &fact); err != nil {
			return err
		}
		var l Link
		if err := json.Unmarshal(body, &l); err != nil {
			return err
		}
		if c := s.base.Find(l.Claim); fact == "" && c != nil {
			fact = c.Fact
		}
		put(l, fact)
		return nil
	})
	if err != nil {
		return err
	}
	for _, final := range slices.Sorted(maps.Keys(stray)) {
		c, err := s.find(ctx, final)
		if err != nil {
			continue // lost with a part of the file
		}
		if i, ok := at[c.Fact]; ok {
			for _, l := range stray[final] {
				facts[i].Results = append(facts[i].Results, Result{Link: l})
			}
		}
	}
	for i := range facts {
		r := facts[i].Results
		sort.SliceStable(r, func(a, b int) bool { return r[a].On < r[b].On })
	}
	return nil
}
