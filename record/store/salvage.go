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
	Schema     int64    `json:"schema"`
	Bytes      int64    `json:"bytes"`
	Undigested int      `json:"undigested"` // entries written before digests were kept
	Lost       []Loss   `json:"lost"`
	Structure  []string `json:"structure"` // what the database itself finds wrong
}

// Sound says whether nothing is lost and nothing is wrong.
func (h *Health) Sound() bool { return len(h.Lost) == 0 && len(h.Structure) == 0 }

// Check reads every row and compares every digest: what stands, what is lost.
func (s *Store) Check(ctx context.Context) (*Health, error) {
	h := &Health{Lost: []Loss{}, Structure: []string{}}
	var err error
	if h.Schema, err = s.version(ctx); err != nil {
		return nil, s.explain(err)
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
	var pages, size int64
	if s.db.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages) == nil && s.db.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&size) == nil {
		h.Bytes = pages * size
	}
	h.Structure = s.structure(ctx)
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

// row is a row of any table; raw is that of a source.
type row struct {
	seq       int64
	id, sum   string
	body, raw []byte
}

// walk gives every row of a table that can be read and whose digest holds, in
// order of writing, and the runs that were lost. Damage in one place does not
// end it: rows behind it are looked up one by one until they can be read
// again.
func (s *Store) walk(ctx context.Context, table string, f func(row) error) ([]Loss, error) {
	raw := "x''"
	if table == "sources" {
		raw = "raw"
	}
	fields := `SELECT seq, id, sum, body, ` + raw + ` FROM ` + table
	w := walker{s: s, table: table, f: f}
	next, last := int64(1), int64(-1)
	for {
		reached, err := w.run(ctx, fields+` WHERE seq >= ? ORDER BY seq`, next)
		if err == nil {
			return w.lost, nil
		}
		if !damaged(err) {
			return w.lost, err
		}
		if last < 0 {
			last = s.lastRow(ctx, table)
		}
		for next = reached + 1; ; next++ {
			if last >= 0 && next > last || last < 0 && next > reached+blindRows {
				return w.lost, nil
			}
			got, err := w.run(ctx, fields+` WHERE seq = ?`, next)
			if err == nil && got == next {
				next++
				break
			}
			if err == nil && last < 0 {
				return w.lost, nil // a clean answer beyond the last row
			}
			if err != nil && !damaged(err) {
				return w.lost, err
			}
			w.lose(next, "cannot be read")
		}
	}
}

// blindRows is how far rows are looked for behind damage when the number of
// the last row is itself lost.
const blindRows = 1 << 16

// walker hands rows on and remembers what was lost.
type walker struct {
	s     *Store
	table string
	f     func(row) error
	lost  []Loss
	done  int64 // the last row handed on or given up
}

// lose adds a row to the losses, joining runs.
func (w *walker) lose(seq int64, why string) {
	w.done = seq
	if n := len(w.lost); n > 0 && w.lost[n-1].To == seq-1 && w.lost[n-1].Why == why {
		w.lost[n-1].To = seq
		return
	}
	w.lost = append(w.lost, Loss{w.table, seq, seq, why})
}

// run hands on the rows of a query; it gives the last row it came to.
func (w *walker) run(ctx context.Context, query string, from int64) (reached int64, err error) {
	reached = from - 1
	if w.done > reached {
		reached = w.done
	}
	rows, err := w.s.db.QueryContext(ctx, query, from)
	if err != nil {
		return reached, err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.seq, &r.id, &r.sum, &r.body, &r.raw); err != nil {
			return reached, err
		}
		for gap := reached + 1; gap < r.seq; gap++ { // rows are numbered without gaps and never removed
			w.lose(gap, "not found")
		}
		reached, w.done = r.seq, r.seq
		if why := w.wrong(&r); why != "" {
			w.lose(r.seq, why)
			continue
		}
		if err := w.f(r); err != nil {
			return reached, err
		}
	}
	return reached, rows.Err()
}

// wrong says what is wrong with a row that could be read.
func (w *walker) wrong(r *row) string {
	if !json.Valid(r.body) {
		return "its text is no JSON"
	}
	if r.sum != "" && r.sum != sumOf(r.body) {
		return "its text does not have its digest"
	}
	if w.table == "sources" {
		if sum := sha256.Sum256(r.raw); hex.EncodeToString(sum[:]) != r.id {
			return "its bytes do not have their SHA-256"
		}
	}
	return ""
}

// lastRow is the number of the last row, from the table or from an index of
// it; -1 when none tells.
func (s *Store) lastRow(ctx context.Context, table string) int64 {
	indexes := []string{"", " INDEXED BY " + map[string]string{"sources": "sources_published", "claims": "claims_fact", "links": "links_claim", "notices": "notices_claim", "disputes": "disputes_claim"}[table]}
	for _, by := range indexes {
		var n sql.NullInt64
		if err := s.db.QueryRowContext(ctx, `SELECT max(seq) FROM `+table+by).Scan(&n); err == nil {
			return n.Int64
		}
	}
	return -1
}

// damaged says whether an error is of a file that is not what it was.
func damaged(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == codeCorrupt || e.Code()&0xff == codeNotADB)
}

// lossError is the message about what a damaged file has lost.
func (s *Store) lossError(lost []Loss, n Counts) error {
	if len(lost) == 0 {
		return nil
	}
	var rows int64
	names := make([]string, 0, 6)
	for i, l := range lost {
		rows += l.rows()
		if i < 5 {
			names = append(names, l.String())
		}
	}
	if len(lost) > 5 {
		names = append(names, fmt.Sprintf("and %d more places", len(lost)-5))
	}
	return fault.Bad(s.path, "import what was written into a new file; parley record check lists every loss",
		"the record is damaged: %d rows are lost: %s; %d claims and %d sources of it were read", rows, strings.Join(names, ", "), n.Claims, n.Sources)
}
