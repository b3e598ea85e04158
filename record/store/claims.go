package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
)

// Seeded gives a store without a file: it answers from base and takes no
// writes.
func Seeded(base *Set) *Store { return &Store{base: base} }

// where writes a filter as SQL. The known day also decides which retractions
// count.
func (f *Filter) where() (string, []any) {
	cond := []string{"id NOT IN (SELECT claim FROM notices WHERE known <= ?)"}
	known := f.Known
	if known == "" {
		known = "9999"
	}
	args := []any{known}
	add := func(c string, v ...any) { cond, args = append(cond, c), append(args, v...) }
	if f.Known != "" {
		add("known <= ?", f.Known)
	}
	switch {
	case f.Track != "" && f.General:
		add("track IN (?, '')", f.Track)
	case f.Track != "":
		add("track = ?", f.Track)
	}
	in := func(col string, vs []string) {
		if len(vs) == 0 {
			return
		}
		list := make([]any, len(vs))
		for i, v := range vs {
			list[i] = v
		}
		add(col+" IN (?"+strings.Repeat(", ?", len(vs)-1)+")", list...)
	}
	in("giver", f.Givers)
	in("receiver", f.Receivers)
	types := make([]string, len(f.Types))
	for i, t := range f.Types {
		types[i] = string(t)
	}
	in("type", types)
	in("coalesce(json_extract(body, '$.grade'), '')", f.Grades)
	if f.From != "" {
		add("said >= ?", f.From)
	}
	if f.To != "" {
		add("said <= ?", f.To)
	}
	return strings.Join(cond, " AND "), args
}

// Claims lists the claims that stand, in order of the day said.
func (s *Store) Claims(ctx context.Context, f Filter) ([]Claim, error) {
	out, _, err := s.Page(ctx, f, 0, 0, false)
	return out, err
}

// Page gives one page of the claims that stand, in order of the day said or,
// with newest, the other way round, and how many there are in all. A size of
// 0 gives all; pages count from 0.
func (s *Store) Page(ctx context.Context, f Filter, page, size int, newest bool) ([]Claim, int, error) {
	notices, err := s.notices(ctx, f.Known)
	if err != nil {
		return nil, 0, err
	}
	out := []Claim{}
	for i := range s.base.Claims {
		if c := &s.base.Claims[i]; f.matches(c) && !notices.gone[c.ID] && f.says(c) {
			out = append(out, *c)
		}
	}
	total := len(out)
	where, args := f.where()
	order, limit := " ORDER BY said, id", ""
	if newest {
		order = " ORDER BY said DESC, id DESC"
	}
	if size > 0 && f.Text == "" { // the first n of all are among the first n of each part
		limit = " LIMIT ?"
		err := s.each(ctx, `SELECT count(*) FROM claims WHERE `+where, args, func(rows *sql.Rows) error {
			var n int
			err := rows.Scan(&n)
			total += n
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		args = append(args, (page+1)*size)
	}
	err = s.each(ctx, `SELECT body FROM claims WHERE `+where+order+limit, args, func(rows *sql.Rows) error {
		var c Claim
		if err := scanBody(rows, &c); err != nil {
			return err
		}
		if f.says(&c) {
			out = append(out, c)
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	sortClaims(out, newest)
	if limit == "" {
		total = len(out)
	}
	if size > 0 {
		out = out[min(page*size, len(out)):min((page+1)*size, len(out))]
	}
	return out, total, nil
}

// says whether the words that a filter asks for occur in a claim.
func (f *Filter) says(c *Claim) bool {
	return f.Text == "" || strings.Contains(strings.ToLower(c.Words()), strings.ToLower(f.Text))
}

// notices is what had been taken back or replaced by a day.
type notices struct {
	gone map[string]bool   // retracted or corrected
	by   map[string]string // corrected claim to the one in its place
}

// final follows corrections to the claim that stands in the place of one.
func (n *notices) final(id string) string {
	for range 1000 {
		next, ok := n.by[id]
		if !ok {
			break
		}
		id = next
	}
	return id
}

func (s *Store) notices(ctx context.Context, known string) (*notices, error) {
	if known == "" {
		known = "9999"
	}
	out := &notices{gone: map[string]bool{}, by: map[string]string{}}
	return out, s.each(ctx, `SELECT body FROM notices WHERE known <= ?`, []any{known}, func(rows *sql.Rows) error {
		var n Notice
		err := scanBody(rows, &n)
		out.gone[n.Claim] = true
		if n.By != "" {
			out.by[n.Claim] = n.By
		}
		return err
	})
}

// Revision is a claim that was retracted or corrected, with what was said
// about it.
type Revision struct {
	Notice
	Was Claim  `json:"was"`
	Is  *Claim `json:"is,omitempty"` // the claim in its place
}

// Revisions lists the claims of a filter that were taken back or corrected
// after a day, in order of writing. The filter's own known day ends the span.
func (s *Store) Revisions(ctx context.Context, f Filter, after string) ([]Revision, error) {
	until := f.Known
	if until == "" {
		until = "9999"
	}
	var ns []Notice
	if err := collect(ctx, s, `SELECT body FROM notices WHERE known > ? AND known <= ? ORDER BY seq`, []any{after, until}, &ns); err != nil {
		return nil, err
	}
	out := []Revision{}
	for _, n := range ns {
		c, err := s.find(ctx, n.Claim)
		if err != nil || !f.matches(c) {
			continue // an outcome or a dispute, or a claim of others
		}
		r := Revision{Notice: n, Was: *c}
		if n.By != "" {
			if r.Is, err = s.find(ctx, n.By); err != nil {
				r.Is = nil
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// each runs a query on the file, if there is one. The rows are closed before
// it returns.
func (s *Store) each(ctx context.Context, query string, args []any, f func(*sql.Rows) error) error {
	if s.db == nil {
		return nil
	}
	err := func() error {
		rows, err := s.db.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := f(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}()
	return s.explain(err)
}

func scanBody(rows *sql.Rows, v any) error {
	var body []byte
	if err := rows.Scan(&body); err != nil {
		return err
	}
	return json.Unmarshal(body, v)
}

// collect appends the entries that a query finds.
func collect[T any](ctx context.Context, s *Store, query string, args []any, out *[]T) error {
	return s.each(ctx, query, args, func(rows *sql.Rows) error {
		var v T
		if err := scanBody(rows, &v); err != nil {
			return err
		}
		*out = append(*out, v)
		return nil
	})
}
