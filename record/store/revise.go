package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/internal/fault"
)

// AddLink says what became of a claim. The claim, and the outcome when one is
// named, must be on record.
func (s *Store) AddLink(ctx context.Context, l Link) (Link, error) {
	if !slices.Contains(Results, l.Result) {
		return l, fault.Misuse("use one of "+strings.Join(Results, ", "), "%q is no result", l.Result)
	}
	l.ID = shortID("l", l.Claim, l.Outcome, l.Result, l.On, l.Note)
	return l, s.write(ctx, func(tx *sql.Tx) error {
		for _, id := range []string{l.Claim, l.Outcome} {
			if id == "" {
				continue
			}
			c, err := s.claimIn(ctx, tx, id)
			if err != nil {
				return err
			}
			if id == l.Claim && l.On < c.Said {
				return fault.Misuse("give the day of the outcome", "the outcome is of %s, before the claim was said on %s", l.On, c.Said)
			}
		}
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM links WHERE id = ?`, l.ID).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fault.Bad(l.ID, "see it with parley record show "+l.Claim, "this outcome is on record already")
		}
		return insertLink(ctx, tx, &l)
	})
}

// Retract takes a claim, an outcome or a dispute back, by its id: it stays on
// file and no longer counts.
func (s *Store) Retract(ctx context.Context, id, reason, known string) (Notice, error) {
	n := Notice{ID: shortID("n", "retract", id, reason), Kind: "retract", Claim: id, Reason: reason, Known: known}
	return n, s.write(ctx, func(tx *sql.Tx) error {
		if !s.linkOrDispute(ctx, tx, id) {
			if _, err := s.claimIn(ctx, tx, id); err != nil {
				return err
			}
		}
		if err := standing(ctx, tx, id); err != nil {
			return err
		}
		return insertNotice(ctx, tx, &n)
	})
}

// linkOrDispute says whether an id is that of an outcome or a dispute.
func (s *Store) linkOrDispute(ctx context.Context, tx *sql.Tx, id string) bool {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM links WHERE id = ?1) + (SELECT count(*) FROM disputes WHERE id = ?1)`, id).Scan(&n)
	return err == nil && n > 0 || slices.ContainsFunc(s.base.Links, func(l Link) bool { return l.ID == id }) ||
		slices.ContainsFunc(s.base.Disputes, func(d Dispute) bool { return d.ID == id })
}

// Corrected is what Correct did.
type Corrected struct {
	Claim    Claim     `json:"claim"`
	Meaning  bool      `json:"meaning_changed"` // it says another thing now, not the same thing better
	Joined   bool      `json:"joined"`          // other sources say what it says now
	Disputes []Dispute `json:"disputes"`        // with those that still say what it said
}

// Correct puts a new claim on record in place of another: change gets a copy
// of the old one and alters it. When the meaning changes (who, to whom, what,
// how much, yes or no), the new claim leaves the fact of the old one, and a
// dispute opens with the sources that still say the old thing and with those
// that contradict the new one. What became of the old claim is shown with the
// new one.
func (s *Store) Correct(ctx context.Context, id, reason, known string, change func(*Claim) error) (*Corrected, error) {
	out := &Corrected{Disputes: []Dispute{}}
	err := s.write(ctx, func(tx *sql.Tx) error {
		old, err := s.claimIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := standing(ctx, tx, id); err != nil {
			return err
		}
		c := *old
		c.Claim.Subject.Measures, c.Claim.Subject.Goods = slices.Clone(c.Claim.Subject.Measures), slices.Clone(c.Claim.Subject.Goods)
		if err = change(&c); err != nil {
			return err
		}
		was, err := json.Marshal(old)
		if err != nil {
			return err
		}
		body, err := json.Marshal(&c)
		if err != nil {
			return err
		}
		if string(was) == string(body) {
			return fault.Misuse("say what is to change", "the claim says that already")
		}
		c.ID, c.Corrects, c.Known, c.Seeded = shortID("k", id, string(body)), id, known, false
		changed := changeOf(old, &c)
		if out.Meaning = changed != ""; out.Meaning {
			c.Fact = ""
		}
		rest, err := s.ofFact(ctx, tx, old.Fact, id)
		if err != nil {
			return err
		}
		if err := insertNotice(ctx, tx, &Notice{ID: shortID("n", "correct", id, c.ID), Kind: "correct", Claim: id, By: c.ID, Reason: reason, Known: known}); err != nil {
			return err
		}
		var opened []Dispute
		if out.Joined, opened, err = s.place(ctx, tx, &c, map[string]bool{id: true}); err != nil {
			return err
		}
		out.Disputes = append(out.Disputes, opened...)
		if out.Meaning {
			more := dissent(&c, changed, rest, opened)
			if err := insertDisputes(ctx, tx, more); err != nil {
				return err
			}
			out.Disputes = append(out.Disputes, more...)
		}
		out.Claim = c
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// changeOf says how the meaning of a claim changed; empty when it did not.
func changeOf(old, c *Claim) string {
	var parts []string
	add := func(what, a, b string) {
		if a != b {
			parts = append(parts, fmt.Sprintf("%s %s to %s", what, orNone(a), orNone(b)))
		}
	}
	o, n := &old.Claim, &c.Claim
	add("type", string(o.Type), string(n.Type))
	add("giver", o.Giver, n.Giver)
	add("receiver", o.Receiver, n.Receiver)
	add("polarity", o.Polarity, n.Polarity)
	if len(parts) == 0 && Key(o) != Key(n) {
		parts = append(parts, "subject")
	}
	if why := differ(variantOf(old), variantOf(c)); why != "" && o.Polarity == n.Polarity {
		parts = append(parts, "value "+why)
	}
	return strings.Join(parts, ", ")
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// dissent opens a dispute with one claim of every other story of the fact
// that a correction has left.
func dissent(c *Claim, changed string, rest []Claim, opened []Dispute) []Dispute {
	seen := map[string]bool{c.Story: true}
	for _, d := range opened {
		seen[d.Against] = true
	}
	var out []Dispute
	for i := range rest {
		o := &rest[i]
		if seen[o.Story] || seen[o.ID] {
			continue
		}
		seen[o.Story] = true
		out = append(out, Dispute{ID: shortID("d", c.ID, o.ID), Claim: c.ID, Against: o.ID, Known: c.Known,
			About: "corrected (" + changed + "); another source still says what was corrected"})
	}
	return out
}

// ofFact lists the standing claims of a fact but one.
func (s *Store) ofFact(ctx context.Context, tx *sql.Tx, fact, but string) ([]Claim, error) {
	rows, err := tx.QueryContext(ctx, `SELECT body FROM claims WHERE fact = ? AND id <> ? AND id NOT IN (SELECT claim FROM notices) ORDER BY said, seq`, fact, but)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Claim
	for rows.Next() {
		var c Claim
		if err := scanBody(rows, &c); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range s.base.Claims {
		if b := &s.base.Claims[i]; b.Fact == fact && b.ID != but && standing(ctx, tx, b.ID) == nil {
			out = append(out, *b)
		}
	}
	return out, nil
}

// standing makes sure that an entry has not been taken back.
func standing(ctx context.Context, tx *sql.Tx, id string) error {
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM notices WHERE claim = ?`, id).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return fault.Bad(id, "see it with parley record show "+id, "it has been retracted or corrected before")
	}
	return nil
}

// claimIn finds a claim on file or among those that come with Parley.
func (s *Store) claimIn(ctx context.Context, tx *sql.Tx, id string) (*Claim, error) {
	var body string
	err := tx.QueryRowContext(ctx, `SELECT body FROM claims WHERE id = ?`, id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		if c := s.base.Find(id); c != nil {
			copied := *c
			return &copied, nil
		}
		return nil, fault.Missing("", "see the ids with parley record list", "no claim %q on record", id)
	}
	if err != nil {
		return nil, err
	}
	var c Claim
	return &c, json.Unmarshal([]byte(body), &c)
}
