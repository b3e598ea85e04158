package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"sort"
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
