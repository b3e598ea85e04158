package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sort"

	"parley/record/page"
)

// Origin says how the text of a source came out of its bytes.
type Origin struct {
	Format  string `json:"format,omitempty"`  // html; empty for a plain text
	Charset string `json:"charset,omitempty"` // other than utf-8
	URL     string `json:"url,omitempty"`     // where it was fetched
	Title   string `json:"title,omitempty"`
	Site    string `json:"site,omitempty"`
}

// text gives the text of a source from its bytes, as it was read.
func (o *Origin) text(raw []byte, path string) string {
	if o.Format == "" && o.Charset == "" {
		return string(raw)
	}
	opts := page.Options{Name: path, Charset: o.Charset}
	opts.ContentType = "text/html"
	if o.Format == "" {
		opts.ContentType = "text/plain"
	}
	d, err := page.Open(raw, opts)
	if err != nil {
		return string(raw)
	}
	return d.Text
}

// Copy is a source on record whose text largely agrees with another.
type Copy struct {
	Source    string  `json:"source"`
	Path      string  `json:"path"`
	Published string  `json:"published"`
	Share     float64 `json:"share"` // of all runs of five words of the two texts, estimated
}

// CopiesOf finds the sources on record that a text repeats: those with which
// it would count as one story. The source of the very same bytes is none.
// The closest comes first.
func (s *Store) CopiesOf(ctx context.Context, raw []byte, text, published string) ([]Copy, error) {
	sum := sha256.Sum256(raw)
	own, sk := hex.EncodeToString(sum[:]), sketch(text)
	rows, err := s.db.QueryContext(ctx, `SELECT id, coalesce(json_extract(body, '$.path'), ''), published, sketch FROM sources
		WHERE published BETWEEN ? AND ? AND id <> ? ORDER BY seq`, shift(published, -copyDays), shift(published, copyDays), own)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Copy
	for rows.Next() {
		var c Copy
		var other []byte
		if err := rows.Scan(&c.Source, &c.Path, &c.Published, &other); err != nil {
			return nil, s.explain(err)
		}
		if c.Share = resemblance(sk, other); c.Share >= copyShare {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Share > out[j].Share })
	return out, s.explain(rows.Err())
}

// Resemblance estimates how much two texts agree: the share of runs of five
// words that they have in common. copies says whether they count as one
// story, if they appeared within a week.
func Resemblance(a, b string) (share float64, copies bool) {
	share = resemblance(sketch(a), sketch(b))
	return share, share >= copyShare
}
