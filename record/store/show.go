package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"parley/internal/fault"
)

// Shown is everything on record about one claim.
type Shown struct {
	Claim    Claim     `json:"claim"`
	Standing bool      `json:"standing"` // neither retracted nor corrected
	Same     []Claim   `json:"same"`     // the other claims of its fact
	Support  int       `json:"support"`
	Results  []Link    `json:"results"`
	Notices  []Notice  `json:"notices"`
	Disputes []Dispute `json:"disputes"`
	Source   *Source   `json:"source,omitempty"`
	Around   string    `json:"around,omitempty"` // the words around the quotation in the source
}

// Show gathers everything about a claim.
func (s *Store) Show(ctx context.Context, id string) (*Shown, error) {
	c, err := s.find(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Shown{Claim: *c, Standing: true, Same: []Claim{}, Results: []Link{}, Notices: []Notice{}, Disputes: []Dispute{}}
	stories := map[string]bool{c.Story: true}
	err = s.each(ctx, `SELECT body FROM claims WHERE fact = ? AND id <> ? AND id NOT IN (SELECT claim FROM notices) ORDER BY said, seq`, []any{c.Fact, id}, func(rows *sql.Rows) error {
		var o Claim
		if err := scanBody(rows, &o); err != nil {
			return err
		}
		out.Same = append(out.Same, o)
		stories[o.Story] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, b := range s.base.Claims {
		if b.Fact == c.Fact && b.ID != id {
			out.Same = append(out.Same, b)
			stories[b.Story] = true
		}
	}
	out.Support = len(stories)
	if err := s.results(ctx, out); err != nil {
		return nil, err
	}
	if err := collect(ctx, s, `SELECT body FROM notices WHERE claim = ? ORDER BY seq`, []any{id}, &out.Notices); err != nil {
		return nil, err
	}
	out.Standing = len(out.Notices) == 0
	for _, d := range s.base.Disputes {
		if d.Claim == id || d.Against == id {
			out.Disputes = append(out.Disputes, d)
		}
	}
	if err := collect(ctx, s, `SELECT body FROM disputes WHERE claim = ?1 OR against = ?1 ORDER BY seq`, []any{id}, &out.Disputes); err != nil {
		return nil, err
	}
	return out, s.source(ctx, out)
}

// results gathers what became of a claim and of those it replaces, and what
// it is the outcome of.
func (s *Store) results(ctx context.Context, out *Shown) error {
	ids := []string{out.Claim.ID}
	for c := &out.Claim; c.Corrects != "" && len(ids) < 1000; {
		ids = append(ids, c.Corrects)
		var err error
		if c, err = s.find(ctx, c.Corrects); err != nil {
			break // the corrected claim was lost with a part of the file
		}
	}
	no, err := s.notices(ctx, "")
	if err != nil {
		return err
	}
	for _, id := range ids {
		links := []Link{}
		for _, l := range s.base.Links {
			if l.Claim == id || l.Outcome == id {
				links = append(links, l)
			}
		}
		if err := collect(ctx, s, `SELECT body FROM links WHERE claim = ?1 OR outcome = ?1 ORDER BY seq`, []any{id}, &links); err != nil {
			return err
		}
		for _, l := range links {
			if !no.gone[l.ID] {
				out.Results = append(out.Results, l)
			}
		}
	}
	return nil
}

// source adds the source of a claim and the words around its quotation.
func (s *Store) source(ctx context.Context, out *Shown) error {
	if out.Claim.Source == "" {
		return nil
	}
	return s.each(ctx, `SELECT body, raw FROM sources WHERE id = ?`, []any{out.Claim.Source}, func(rows *sql.Rows) error {
		var body, raw []byte
		if err := rows.Scan(&body, &raw); err != nil {
			return err
		}
		out.Source = &Source{}
		k := &out.Claim.Claim
		if k.Start >= 0 && k.End <= len(raw) && k.Start <= k.End && string(raw[k.Start:k.End]) == k.Quote {
			out.Around = strings.ToValidUTF8(string(raw[max(0, k.Start-120):min(len(raw), k.End+120)]), "")
		}
		return json.Unmarshal(body, out.Source)
	})
}

// find finds a claim, standing or not.
func (s *Store) find(ctx context.Context, id string) (*Claim, error) {
	var out *Claim
	err := s.each(ctx, `SELECT body FROM claims WHERE id = ?`, []any{id}, func(rows *sql.Rows) error {
		out = &Claim{}
		return scanBody(rows, out)
	})
	if err != nil {
		return nil, err
	}
	if out == nil {
		out = s.base.Find(id)
	}
	if out == nil {
		return nil, fault.Missing("", "see the ids with parley record list", "no claim %q on record", id)
	}
	return out, nil
}
