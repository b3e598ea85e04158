package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"modernc.org/sqlite"

	"parley/internal/fault"
)

// tables in the order of an export.
var tables = []string{"sources", "claims", "links", "notices", "disputes"}

// Loss is a run of rows that cannot be read, or can no longer be trusted.
type Loss struct {
	Table string `json:"table"`
	From  int64  `json:"from"` // place in the order of writing, from 1
	To    int64  `json:"to"`
	Why   string `json:"why"`
}

func (l Loss) rows() int64 { return l.To - l.From + 1 }

func (l Loss) String() string {
	if l.From == l.To {
		return fmt.Sprintf("%s %d (%s)", l.Table, l.From, l.Why)
	}
	return fmt.Sprintf("%s %d to %d (%s)", l.Table, l.From, l.To, l.Why)
}

// Health is the state of the file.
type Health struct {
	Counts
	Schema     int64    `json:"schema"` // 0 when it cannot be read
	Bytes      int64    `json:"bytes"`
	Undigested int      `json:"undigested"` // entries written before digests were kept
	Lost       []Loss   `json:"lost"`
	Structure  []string `json:"structure"` // what the database itself finds wrong
}

// Sound says whether nothing is lost and nothing is wrong.
func (h *Health) Sound() bool { return len(h.Lost) == 0 && len(h.Structure) == 0 }

// Missing counts the rows that are seen to be lost.
func (h *Health) Missing() (n int64) {
	for _, l := range h.Lost {
		n += l.rows()
	}
	return n
}

// Check reads every row and compares every digest: what stands, what is lost.
func (s *Store) Check(ctx context.Context) (*Health, error) {
	h := &Health{Lost: []Loss{}, Structure: []string{}}
	if s.db != nil {
		var err error
		if h.Schema, err = s.version(ctx); err != nil && !damaged(err) {
			return nil, s.explain(err)
		}
	}
	counts := map[string]*int{"sources": &h.Sources, "claims": &h.Claims, "links": &h.Links, "notices": &h.Notices, "disputes": &h.Disputes}
	for _, table := range tables {
		lost, err := s.walk(ctx, table, func(r row) error {
			*counts[table]++
			if r.sum == "" {
				h.Undigested++
			}
			return nil
		})
		if err != nil {
			return nil, s.explain(err)
		}
		h.Lost = append(h.Lost, lost...)
	}
	if s.broken != "" {
		h.Structure = append(h.Structure, s.broken)
	}
	if s.raw != nil {
		h.Structure = append(h.Structure, s.raw.notes...)
		h.Bytes = int64(len(s.raw.file))
	}
	if s.db == nil {
		return h, nil
	}
	var pages, size int64
	if s.db.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages) == nil && s.db.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&size) == nil {
		h.Bytes = pages * size
	}
	for _, table := range tables {
		h.Structure = append(h.Structure, s.columns(ctx, table)...)
	}
	h.Structure = append(h.Structure, s.structure(ctx)...)
	return h, nil
}

// structure is what SQLite's own check finds wrong.
func (s *Store) structure(ctx context.Context) []string {
	out := []string{}
	rows, err := s.db.QueryContext(ctx, `PRAGMA integrity_check(10)`)
	if err != nil {
		return append(out, err.Error())
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return append(out, err.Error())
		}
		if line != "ok" {
			out = append(out, strings.Join(strings.Fields(line), " "))
		}
	}
	if err := rows.Err(); err != nil {
		out = append(out, err.Error())
	}
	return out
}

// copied are the columns that repeat a part of the entry for questions to
// search by, where the database has no index to compare them with itself.
var copied = map[string][][2]string{
	"sources":  {{"id", "$.id"}, {"published", "$.published"}, {"story", "$.story"}},
	"claims":   {{"id", "$.id"}, {"fact", "$.fact"}, {"track", "$.track"}, {"type", "$.claim.type"}, {"giver", "$.claim.giver"}, {"receiver", "$.claim.receiver"}, {"said", "$.said"}, {"known", "$.known"}, {"story", "$.story"}, {"polarity", "$.claim.polarity"}, {"value", "$.claim.subject.value"}, {"unit", "$.claim.subject.unit"}},
	"links":    {{"id", "$.id"}, {"claim", "$.claim"}, {"outcome", "$.outcome"}},
	"notices":  {{"id", "$.id"}, {"claim", "$.claim"}, {"known", "$.known"}},
	"disputes": {{"id", "$.id"}, {"claim", "$.claim"}, {"against", "$.against"}},
}

// columns says which columns do not repeat what their entry says. A digest
// holds the entry alone: an export is right all the same.
func (s *Store) columns(ctx context.Context, table string) []string {
	var out []string
	for _, c := range copied[table] {
		differs := c[0] + ` IS NOT coalesce(json_extract(body, ?), '')`
		if c[0] == "value" { // the database reads decimals of its own way
			differs = `abs(value - coalesce(json_extract(body, ?), 0)) > 1e-12 * abs(value)`
		}
		var n, first sql.NullInt64
		err := s.db.QueryRowContext(ctx, `SELECT count(*), min(seq) FROM `+table+` WHERE json_valid(body) AND `+differs, c[1]).Scan(&n, &first)
		if err == nil && n.Int64 > 0 {
			out = append(out, fmt.Sprintf("%s: column %s is not what the entry says in %d rows, first in row %d", table, c[0], n.Int64, first.Int64))
		}
	}
	return out
}

// row is a row of any table; raw is that of a source.
type row struct {
	seq       int64
	id, sum   string
	body, raw []byte
	slot      int    // its place on its page
	why       string // what is wrong with it
}

// walk gives every row of a table that can be read and whose digest holds, in
// order of writing, and the runs that were lost. Where the database stumbles,
// the rows from there on are taken straight from the pages of the file.
func (s *Store) walk(ctx context.Context, table string, f func(row) error) ([]Loss, error) {
	if s.db == nil && s.raw == nil {
		return nil, nil // no file: the record that comes with Parley
	}
	reached := int64(0)
	if s.db != nil {
		var sound bool
		var err error
		if reached, sound, err = s.run(ctx, table, f); err != nil || sound {
			return nil, err
		}
	}
	p, err := s.onPages()
	if err != nil {
		return nil, err
	}
	var lost []Loss
	for seq := reached + 1; seq <= p.last[table]; seq++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, why := p.find(table, seq)
		if why == "" {
			if err := f(r); err != nil {
				return lost, err
			}
			continue
		}
		if n := len(lost); n > 0 && lost[n-1].To == seq-1 && lost[n-1].Why == why {
			lost[n-1].To = seq
			continue
		}
		lost = append(lost, Loss{table, seq, seq, why})
	}
	return lost, nil
}

// run hands on the rows of a table until one is missing, wrong, or cannot be
// read; it gives the number of the last one, and whether it was the last of
// the table. Rows are numbered without gaps and never removed.
func (s *Store) run(ctx context.Context, table string, f func(row) error) (reached int64, sound bool, err error) {
	raw := "x''"
	if table == "sources" {
		raw = "raw"
	}
	rows, err := s.db.QueryContext(ctx, `SELECT seq, id, sum, body, `+raw+` FROM `+table+` ORDER BY seq`)
	if err != nil {
		return 0, false, unlessDamaged(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.seq, &r.id, &r.sum, &r.body, &r.raw); err != nil {
			if ctx.Err() != nil {
				return reached, false, ctx.Err()
			}
			return reached, false, nil // a value that is not of its column's kind
		}
		if r.seq != reached+1 || r.wrong(table) != "" {
			return reached, false, nil
		}
		if err := f(r); err != nil {
			return reached, false, err
		}
		reached = r.seq
	}
	if err := rows.Err(); err != nil {
		return reached, false, unlessDamaged(err)
	}
	rows.Close()
	last, err := s.lastRow(ctx, table)
	return reached, err == nil && last == reached, unlessDamaged(err)
}

// onPages reads the pages of the file once.
func (s *Store) onPages() (*pages, error) {
	if s.raw == nil {
		p, err := readPages(s.path)
		if err != nil {
			return nil, fault.Bad(s.path, "name a file you can read", "cannot be read: %v", err)
		}
		s.raw = p
	}
	return s.raw, nil
}

// wrong says what is wrong with a row that could be read.
func (r *row) wrong(table string) string {
	var entry struct {
		ID string `json:"id"`
	}
	if !utf8.Valid(r.body) || json.Unmarshal(r.body, &entry) != nil || entry.ID == "" {
		return "its text is no entry"
	}
	if r.sum != "" && r.sum != sumOf(r.body) {
		return "its text does not have its digest"
	}
	if table == "sources" {
		if sum := sha256.Sum256(r.raw); hex.EncodeToString(sum[:]) != entry.ID {
			return "its bytes do not have their SHA-256"
		}
	}
	return ""
}

// lastRow is the number of the last row, from an index of the table.
func (s *Store) lastRow(ctx context.Context, table string) (int64, error) {
	index := map[string]string{"sources": "sources_published", "claims": "claims_fact", "links": "links_claim", "notices": "notices_claim", "disputes": "disputes_claim"}[table]
	var n sql.NullInt64
	err := s.db.QueryRowContext(ctx, `SELECT max(seq) FROM `+table+` INDEXED BY `+index+` WHERE +seq > 0`).Scan(&n)
	return n.Int64, err
}

// unlessDamaged gives an error that is not of a damaged file.
func unlessDamaged(err error) error {
	if damaged(err) {
		return nil
	}
	return err
}

// damaged says whether an error is of a file that is not what it was.
func damaged(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == codeCorrupt || e.Code()&0xff == codeNotADB)
}

// lossError is the message about what a damaged file has lost.
func (s *Store) lossError(lost []Loss, n Counts) error {
	if len(lost) == 0 && s.broken == "" {
		return nil
	}
	var rows int64
	var names []string
	for i, l := range lost {
		rows += l.rows()
		if i < 5 {
			names = append(names, l.String())
		}
	}
	if len(lost) > 5 {
		names = append(names, fmt.Sprintf("and %d more places", len(lost)-5))
	}
	if s.broken != "" {
		names = append(names, s.broken)
	}
	if s.raw != nil {
		names = append(names, s.raw.notes...)
	}
	return fault.Bad(s.path, "import what was written into a new file; parley record check --db "+s.path+" lists every loss",
		"the record is damaged: %s seen to be lost: %s; %s and %s were saved", plural(int(rows), "row"), strings.Join(names, ", "), plural(n.Claims, "claim"), plural(n.Sources, "source"))
}

// plural counts things whose name takes an s.
func plural(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", n, name)
}
