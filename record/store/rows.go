package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
)

// sumOf is the digest that is kept beside an entry.
func sumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
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

// insert puts an entry into its table: the columns that questions search by,
// then the entry itself and its digest.
func insert(ctx context.Context, tx *sql.Tx, query string, entry any, columns ...any) error {
	body, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, query, append(columns, string(body), sumOf(body))...)
	return err
}

func insertSource(ctx context.Context, tx *sql.Tx, src *Source, sk, raw []byte) error {
	bare := *src
	bare.Raw = nil
	if raw == nil {
		raw = []byte{}
	}
	return insert(ctx, tx, `INSERT INTO sources (id, published, story, sketch, raw, body, sum) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		&bare, src.ID, src.Published, src.Story, sk, raw)
}

func insertClaim(ctx context.Context, tx *sql.Tx, c *Claim) error {
	k := &c.Claim
	return insert(ctx, tx, `INSERT INTO claims (id, fact, key, track, type, giver, receiver, said, known, story, polarity, value, unit, body, sum)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c, c.ID, c.Fact, storedKey(c), c.Track, string(k.Type), k.Giver, k.Receiver, c.Said, c.Known, c.Story, k.Polarity, k.Subject.Value, k.Subject.Unit)
}

func insertLink(ctx context.Context, tx *sql.Tx, l *Link) error {
	return insert(ctx, tx, `INSERT INTO links (id, claim, outcome, body, sum) VALUES (?, ?, ?, ?, ?)`, l, l.ID, l.Claim, l.Outcome)
}

func insertNotice(ctx context.Context, tx *sql.Tx, n *Notice) error {
	return insert(ctx, tx, `INSERT INTO notices (id, claim, known, body, sum) VALUES (?, ?, ?, ?, ?)`, n, n.ID, n.Claim, n.Known)
}

func insertDispute(ctx context.Context, tx *sql.Tx, d *Dispute) error {
	return insert(ctx, tx, `INSERT INTO disputes (id, claim, against, body, sum) VALUES (?, ?, ?, ?, ?)`, d, d.ID, d.Claim, d.Against)
}
