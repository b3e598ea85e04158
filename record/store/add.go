package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/record"
)

// Added is what Add did.
type Added struct {
	Source   string    `json:"source"`            // id
	Already  bool      `json:"already,omitempty"` // these very bytes were on record: nothing was written
	OnFile   *Source   `json:"on_file,omitempty"` // with Already: the source as it stands there
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
		if out.Already = n > 0; out.Already {
			return s.addAccepted(ctx, tx, out, r, known)
		}
		src := Source{ID: out.Source, Origin: from, Path: r.Article.Path, Published: r.Article.Published, Track: r.Article.Track, Known: known, Bytes: len(raw)}
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
	out.OnFile = &src
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

// addClaim puts a claim of a source on record.
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
	joined, disputes, err := s.place(ctx, tx, &c, nil)
	if err != nil {
		return err
	}
	if joined {
		out.Joined++
	}
	out.Claims = append(out.Claims, c)
	out.Disputes = append(out.Disputes, disputes...)
	return nil
}

// place finds the fact of a claim, puts it on record, and opens a dispute
// with every claim of its kind that does not agree. without leaves claims out
// of the comparison.
func (s *Store) place(ctx context.Context, tx *sql.Tx, c *Claim, without map[string]bool) (joined bool, disputes []Dispute, err error) {
	all, err := s.variants(ctx, tx, c)
	if err != nil {
		return false, nil, err
	}
	others := all[:0]
	for _, o := range all {
		if !without[o.id] {
			others = append(others, o)
		}
	}
	own := c.Fact
	fact, against, about := identify(c, others)
	for _, o := range others {
		joined = joined || o.fact == fact
	}
	if c.Fact = fact; !joined && own != "" {
		c.Fact = own
	}
	if err := insertClaim(ctx, tx, c); err != nil {
		return false, nil, err
	}
	for i, o := range against {
		disputes = append(disputes, Dispute{ID: shortID("d", c.ID, o.id), Claim: c.ID, Against: o.id, About: about[i], Known: c.Known})
	}
	if c.Claim.Contested {
		disputes = append(disputes, Dispute{ID: shortID("d", c.ID), Claim: c.ID, About: "the source itself contests it", Known: c.Known})
	}
	return joined, disputes, insertDisputes(ctx, tx, disputes)
}

func insertDisputes(ctx context.Context, tx *sql.Tx, ds []Dispute) error {
	for i := range ds {
		if err := insertDispute(ctx, tx, &ds[i]); err != nil {
			return err
		}
	}
	return nil
}

// Noted is what Note did.
type Noted struct {
	Claim    Claim     `json:"claim"`
	Joined   bool      `json:"joined"` // another source had said it
	Disputes []Dispute `json:"disputes"`
}

// Note puts a claim on record that somebody noted by hand: c gives track,
// said, known, citation, grade and what was claimed. Noting the same again
// from the same source is refused.
func (s *Store) Note(ctx context.Context, c Claim) (*Noted, error) {
	c.Noted, c.Seeded, c.Story, c.Source, c.Fact, c.Corrects = true, false, "noted: "+c.Citation, "", "", ""
	if c.Claim.Rule = "noted by hand"; c.Claim.Polarity == "" {
		c.Claim.Polarity = "+"
	}
	c.ID = shortID("k", "noted", c.Citation, c.Said, storedKey(&c), c.Claim.Polarity, number(c.Claim.Subject.Value), c.Claim.Subject.Unit, c.Claim.Quote)
	c.Claim.ID = c.ID
	out := &Noted{}
	err := s.write(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM claims WHERE id = ?`, c.ID).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fault.Bad(c.ID, "see it with parley record show "+c.ID, "this claim of this source has been noted before")
		}
		var err error
		out.Joined, out.Disputes, err = s.place(ctx, tx, &c, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	if out.Claim = c; out.Disputes == nil {
		out.Disputes = []Dispute{}
	}
	return out, nil
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
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, b := range s.base.ofKey(key) {
		if b.Said < from || b.Said > to {
			continue
		}
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM notices WHERE claim = ?`, b.ID).Scan(&n); err != nil {
			return nil, err
		}
		if n == 0 {
			out = append(out, variantOf(b))
		}
	}
	return out, nil
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
