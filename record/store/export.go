package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"parley/internal/fault"
)

// line is one line of an export: exactly one field is set.
type line struct {
	Source  *Source  `json:"source,omitempty"`
	Claim   *Claim   `json:"claim,omitempty"`
	Link    *Link    `json:"link,omitempty"`
	Notice  *Notice  `json:"notice,omitempty"`
	Dispute *Dispute `json:"dispute,omitempty"`
}

// Counts says how many entries of each kind were written or read.
type Counts struct {
	Sources  int `json:"sources"`
	Claims   int `json:"claims"`
	Links    int `json:"links"`
	Notices  int `json:"notices"`
	Disputes int `json:"disputes"`
	Already  int `json:"already"` // entries that were on record before (import)
}

// Export writes the record as JSON Lines: sources with their raw bytes, then
// claims, links, notices and disputes, each in the order they were written.
// Import of it into a new file, exported again, gives the same bytes. What
// comes with Parley is not written. Of a damaged file it writes every row
// that can be read, also those behind the damage, and then returns an error
// that names the rows lost.
func (s *Store) Export(ctx context.Context, w io.Writer) (Counts, error) {
	var n Counts
	var lost []Loss
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, table := range tables {
		l, err := s.walk(ctx, table, func(r row) error {
			out, err := n.lineOf(table, r)
			if err != nil {
				return err
			}
			return enc.Encode(out)
		})
		if err != nil {
			return n, s.explain(err)
		}
		lost = append(lost, l...)
	}
	if err := b.Flush(); err != nil {
		return n, err
	}
	return n, s.lossError(lost, n)
}

// lineOf turns a row into a line, and counts it.
func (n *Counts) lineOf(table string, r row) (line, error) {
	var l line
	var to any
	switch table {
	case "sources":
		n.Sources++
		l.Source = &Source{}
		to = l.Source
	case "claims":
		n.Claims++
		l.Claim = &Claim{}
		to = l.Claim
	case "links":
		n.Links++
		l.Link = &Link{}
		to = l.Link
	case "notices":
		n.Notices++
		l.Notice = &Notice{}
		to = l.Notice
	default:
		n.Disputes++
		l.Dispute = &Dispute{}
		to = l.Dispute
	}
	err := json.Unmarshal(r.body, to)
	if l.Source != nil {
		l.Source.Raw = r.raw
	}
	return l, err
}

// Import reads JSON Lines written by Export: all of it or, on any error,
// nothing. Entries on record already are left as they are. name is for
// messages.
func (s *Store) Import(ctx context.Context, r io.Reader, name string) (Counts, error) {
	var n Counts
	err := s.write(ctx, func(tx *sql.Tx) error {
		in := bufio.NewReaderSize(r, 1<<16)
		for no := 1; ; no++ {
			text, err := in.ReadBytes('\n')
			if len(bytes.TrimSpace(text)) > 0 {
				if err := s.importLine(ctx, tx, text, fmt.Sprintf("%s:%d", name, no), &n); err != nil {
					return err
				}
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return fault.Bad(name, "name a readable file", "cannot be read: %v", err)
			}
		}
	})
	if err != nil {
		return Counts{}, err
	}
	return n, nil
}

// importLine puts one line on record.
func (s *Store) importLine(ctx context.Context, tx *sql.Tx, text []byte, where string, n *Counts) error {
	var l line
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return fault.Bad(where, "give a file written by parley record export", "not a line of a record: %v", err)
	}
	once := func(table, id string, count *int, insert func() error) error {
		if id == "" {
			return fault.Bad(where, "give a file written by parley record export", "an entry without an id")
		}
		var have int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM `+table+` WHERE id = ?`, id).Scan(&have); err != nil {
			return err
		}
		if have > 0 {
			n.Already++
			return nil
		}
		*count++
		return insert()
	}
	switch {
	case l.Source != nil:
		sum := sha256.Sum256(l.Source.Raw)
		if got := hex.EncodeToString(sum[:]); got != l.Source.ID {
			return fault.Bad(where, "export the record again", "the bytes of source %.12s do not have its SHA-256: they were changed", l.Source.ID)
		}
		raw := l.Source.Raw
		return once("sources", l.Source.ID, &n.Sources, func() error { return insertSource(ctx, tx, l.Source, sketch(l.Source.text(raw, l.Source.Path)), raw) })
	case l.Claim != nil:
		return once("claims", l.Claim.ID, &n.Claims, func() error { return insertClaim(ctx, tx, l.Claim) })
	case l.Link != nil:
		return once("links", l.Link.ID, &n.Links, func() error { return insertLink(ctx, tx, l.Link) })
	case l.Notice != nil:
		return once("notices", l.Notice.ID, &n.Notices, func() error { return insertNotice(ctx, tx, l.Notice) })
	case l.Dispute != nil:
		return once("disputes", l.Dispute.ID, &n.Disputes, func() error { return insertDispute(ctx, tx, l.Dispute) })
	}
	return fault.Bad(where, "give a file written by parley record export", "a line that holds no entry")
}
