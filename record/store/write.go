package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/internal/fault"
	"parley/record"
)

// Added is what Add did.
type Added struct {
	Source   string    `json:"source"`            // id
	Already  bool      `json:"already,omitempty"` // these very bytes were on record: nothing was written
	CopyOf   string    `json:"copy_of,omitempty"` // id of the source whose text this one repeats
	Claims   []Claim   `json:"claims"`
	Joined   int       `json:"joined"` // claims that other sources had made
	Disputes []Dispute `json:"disputes"`
}

// Add puts a reading on record, with the raw bytes it was read from. known is
// the day of today. When it returns without error everything is on the disk;
// otherwise nothing is.
func (s *Store) Add(ctx context.Context, raw []byte, r *record.Reading, known string) (*Added, error) {
	return s.AddFrom(ctx, Origin{}, raw, r, known)
}

// AddFrom is Add for a text that came out of a page, or of another character
// set than UTF-8. Accepted proposals among the claims (their rule begins with
// "proposed:") go on record also when the source is there already.
func (s *Store) AddFrom(ctx context.Context, from Origin, raw []byte, r *record.Reading, known string) (*Added, error) {
	sum := sha256.Sum256(raw)
	out := &Added{Source: hex.EncodeToString(sum[:]), Claims: []Claim{}, Disputes: []Dispute{}}
	err := s.write(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM sources WHERE id = ?`, out.Source).Scan(&n); err != nil {
			return err
		}
		src := Source{ID: out.Source, Origin: from, Path: r.Article.Path, Published: r.Article.Published, Track: r.Article.Track, Known: known, Bytes: len(raw)}
		if out.Already = n > 0; out.Already {
			return s.addAccepted(ctx, tx, out, r, known)
		}
		text := r.Article.Text
		if text == "" {
			text = from.text(raw, src.Path)
		}
		sk := sketch(text)
		story, err := findStory(ctx, tx, sk, src.Published)
		if err != nil {
			return err
		}
		if src.Story = story; story == "" {
			src.Story = src.ID
		}
		out.CopyOf = story
		if err := insertSource(ctx, tx, &src, sk, raw); err != nil {
			return err
		}
		ids := map[string]string{}
		for i := range r.Claims {
			ids[r.Claims[i].ID] = claimID(src.ID, &r.Claims[i])
		}
		for i := range r.Claims {
			if err := s.addClaim(ctx, tx, out, &src, r.Claims[i], ids); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// addAccepted puts accepted proposals on record whose source is there.
func (s *Store) addAccepted(ctx context.Context, tx *sql.Tx, out *Added, r *record.Reading, known string) error {
	var body string
	if err := tx.QueryRowContext(ctx, `SELECT body FROM sources WHERE id = ?`, out.Source).Scan(&body); err != nil {
		return err
	}
	var src Source
	if err := json.Unmarshal([]byte(body), &src); err != nil {
		return err
	}
	for i := range r.Claims {
		c := r.Claims[i]
		if !strings.HasPrefix(c.Rule, "proposed:") {
			continue
		}
		ids := map[string]string{c.ID: claimID(src.ID, &c)}
		var have int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM claims WHERE id = ?`, ids[c.ID]).Scan(&have); err != nil {
			return err
		}
		if have > 0 {
			continue
		}
		at := src
		at.Known = known
		if err := s.addClaim(ctx, tx, out, &at, c, ids); err != nil {
			return err
		}
	}
	return nil
}

// claimID names a claim after its source and place: reading the same bytes
// again gives the same id.
func claimID(source string, c *record.Claim) string {
	return shortID("k", source, c.ID, fmt.Sprint(c.Start), fmt.Sprint(c.End), string(c.Type), c.Giver, c.Receiver)
}

// addClaim finds the fact of a claim and puts it on record.
func (s *Store) addClaim(ctx context.Context, tx *sql.Tx, out *Added, src *Source, rc record.Claim, ids map[string]string) error {
	if p := ids[rc.Parent]; p != "" {
		rc.Parent = p
	}
	if d := ids[rc.DuplicateOf]; d != "" {
		rc.DuplicateOf = d
	}
	c := Claim{ID: ids[rc.ID], Track: src.Track, Said: saidOn(&rc, src.Published), Known: src.Known, Published: src.Published,
		Source: src.ID, Story: src.Story, Citation: src.Path + ", " + src.Published, Claim: rc}
	if model, ok := strings.CutPrefix(rc.Rule, "proposed:"); ok {
		c.ProposedBy = model
		c.Citation += "; proposed by " + model + ", accepted " + src.Known
	}
	others, err := s.variants(ctx, tx, &c)
	if err != nil {
		return err
	}
	fact, against, about := identify(&c, others)
	c.Fact = fact
	for _, o := range others {
		if o.fact == fact {
			out.Joined++
			break
		}
	}
	if err := insertClaim(ctx, tx, &c); err != nil {
		return err
	}
	out.Claims = append(out.Claims, c)
	for i, o := range against {
		out.Disputes = append(out.Disputes, Dispute{ID: shortID("d", c.ID, o.id), Claim: c.ID, Against: o.id, About: about[i], Known: c.Known})
	}
	if rc.Contested {
		out.Disputes = append(out.Disputes, Dispute{ID: shortID("d", c.ID), Claim: c.ID, About: "the source itself contests it", Known: c.Known})
	}
	for _, d := range out.Disputes {
		if d.Claim == c.ID {
			if err := insertDispute(ctx, tx, &d); err != nil {
				return err
			}
		}
	}
	return nil
}

// variants lists the claims of the same key within the window, on file and
// among those that come with Parley.
func (s *Store) variants(ctx context.Context, tx *sql.Tx, c *Claim) ([]variant, error) {
	key, from, to := storedKey(c), shift(c.Said, -sameWithin), shift(c.Said, sameWithin)
	rows, err := tx.QueryContext(ctx, `SELECT fact, id, said, polarity, value, unit FROM claims
		WHERE key = ? AND said BETWEEN ? AND ? AND id NOT IN (SELECT claim FROM notices) ORDER BY said, seq`, key, from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []variant
	for rows.Next() {
		var v variant
		if err := rows.Scan(&v.fact, &v.id, &v.said, &v.polarity, &v.value, &v.unit); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	for _, b := range s.base.ofKey(key) {
		if b.Said >= from && b.Said <= to {
			out = append(out, variantOf(b))
		}
	}
	return out, rows.Err()
}

// storedKey is Key, with the words added where the key names no subject.
func storedKey(c *Claim) string {
	k := Key(&c.Claim)
	if plain(&c.Claim) {
		k += "|" + strings.ToLower(strings.Join(strings.Fields(c.Words()), " "))
	}
	return k
}

// findStory finds the source that a text repeats, or "".
func findStory(ctx context.Context, tx *sql.Tx, sk []byte, published string) (string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT story, sketch FROM sources WHERE published BETWEEN ? AND ? ORDER BY seq`, shift(published, -copyDays), shift(published, copyDays))
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var story string
		var other []byte
		if err := rows.Scan(&story, &other); err != nil {
			return "", err
		}
		if resemblance(sk, other) >= copyShare {
			return story, nil
		}
	}
	return "", rows.Err()
}

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
			if _, err := s.claimIn(ctx, tx, id); err != nil {
				return err
			}
		}
		return insertLink(ctx, tx, &l)
	})
}

// Retract takes a claim back: it stays on file and no longer counts.
func (s *Store) Retract(ctx context.Context, id, reason, known string) (Notice, error) {
	n := Notice{ID: shortID("n", "retract", id, reason), Kind: "retract", Claim: id, Reason: reason, Known: known}
	return n, s.write(ctx, func(tx *sql.Tx) error {
		if err := s.standing(ctx, tx, id); err != nil {
			return err
		}
		return insertNotice(ctx, tx, &n)
	})
}

// Correct puts a new claim on record in place of another: change gets a copy
// of the old one and alters it.
func (s *Store) Correct(ctx context.Context, id, reason, known string, change func(*Claim) error) (*Claim, error) {
	var c *Claim
	err := s.write(ctx, func(tx *sql.Tx) error {
		if err := s.standing(ctx, tx, id); err != nil {
			return err
		}
		var err error
		if c, err = s.claimIn(ctx, tx, id); err != nil {
			return err
		}
		if err = change(c); err != nil {
			return err
		}
		body, err := json.Marshal(c)
		if err != nil {
			return err
		}
		c.ID, c.Corrects, c.Known, c.Seeded = shortID("k", id, string(body)), id, known, false
		others, err := s.variants(ctx, tx, c)
		if err != nil {
			return err
		}
		others = slices.DeleteFunc(others, func(v variant) bool { return v.id == id })
		c.Fact, _, _ = identify(c, others)
		if err := insertClaim(ctx, tx, c); err != nil {
			return err
		}
		return insertNotice(ctx, tx, &Notice{ID: shortID("n", "correct", id, c.ID), Kind: "correct", Claim: id, By: c.ID, Reason: reason, Known: known})
	})
	return c, err
}

// standing makes sure that a claim is there and has not been taken back.
func (s *Store) standing(ctx context.Context, tx *sql.Tx, id string) error {
	if _, err := s.claimIn(ctx, tx, id); err != nil {
		return err
	}
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM notices WHERE claim = ?`, id).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return fault.Bad(id, "see it with parley record show "+id, "the claim has been retracted or corrected before")
	}
	return nil
}

// claimIn finds a claim on file or among those that come with Parley.
func (s *Store) claimIn(ctx context.Context, tx *sql.Tx, id string) (*Claim, error) {
	var body string
	err := tx.QueryRowContext(ctx, `SELECT body FROM claims WHERE id = ?`, id).Scan(&body)
	if err == sql.ErrNoRows {
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

// write runs f in one transaction that begins by taking the write lock.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

func insertSource(ctx context.Context, tx *sql.Tx, src *Source, sk, raw []byte) error {
	bare := *src
	bare.Raw = nil
	body, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	if raw == nil {
		raw = []byte{}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO sources (id, published, story, sketch, raw, body) VALUES (?, ?, ?, ?, ?, ?)`,
		src.ID, src.Published, src.Story, sk, raw, string(body))
	return err
}

func insertClaim(ctx context.Context, tx *sql.Tx, c *Claim) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	k := &c.Claim
	_, err = tx.ExecContext(ctx, `INSERT INTO claims (id, fact, key, track, type, giver, receiver, said, known, story, polarity, value, unit, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Fact, storedKey(c), c.Track, string(k.Type), k.Giver, k.Receiver, c.Said, c.Known, c.Story, k.Polarity, k.Subject.Value, k.Subject.Unit, string(body))
	return err
}

func insertLink(ctx context.Context, tx *sql.Tx, l *Link) error {
	body, err := json.Marshal(l)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO links (id, claim, outcome, body) VALUES (?, ?, ?, ?)`, l.ID, l.Claim, l.Outcome, string(body))
	return err
}

func insertNotice(ctx context.Context, tx *sql.Tx, n *Notice) error {
	body, err := json.Marshal(n)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO notices (id, claim, known, body) VALUES (?, ?, ?, ?)`, n.ID, n.Claim, n.Known, string(body))
	return err
}

func insertDispute(ctx context.Context, tx *sql.Tx, d *Dispute) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO disputes (id, claim, against, body) VALUES (?, ?, ?, ?)`, d.ID, d.Claim, d.Against, string(body))
	return err
}
