// Package lawlists computes the product lists and country tables of law/us
// from the ingredient lists: one form (code,from,to,qualifier), digits only,
// sorted, every line dated, each file with its source, licence and grade.
//
// The ingredient folder is that of docs/data.md, data/us. What the builder
// changes in a list (a date that the source left blank, a code of twelve
// figures, two annexes that hold the same code one after the other) is said
// in the list's own header.
package lawlists

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"time"

	"parley/internal/fault"
)

// File is one file that the builder made, by its path under law/us.
type File struct {
	Path string
	Data []byte
}

// row is one line of an ingredient list.
type row struct {
	code, measure, heading, role, country, qualifier, from, to string
}

// Build computes all lists and tables from data/us of the ingredient folder.
func Build(fsys fs.FS) ([]File, error) {
	b := builder{fsys: fsys}
	for _, r := range recipes {
		b.list(r)
	}
	b.tables()
	if b.err != nil {
		return nil, b.err
	}
	sort.Slice(b.files, func(i, j int) bool { return b.files[i].Path < b.files[j].Path })
	return b.files, nil
}

type builder struct {
	fsys   fs.FS
	files  []File
	err    error
	held   map[string]bool // codes of ieepa-annex-ii
	codes  []string        // of all editions, sorted
	second map[string]bool // the second extraction of the metals annexes: prefixes of its codes, true for its codes
}

// read gives the rows of an ingredient list.
func (b *builder) read(name string) []row {
	recs := b.csv("lists/" + name)
	var out []row
	for _, f := range recs {
		if len(f) != 8 {
			b.fail(fault.Bad("lists/"+name, "use the list as it came", "a line has %d fields, not 8", len(f)))
			return nil
		}
		out = append(out, row{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]})
	}
	return out
}

// csv gives the records of a file after its header and comments.
func (b *builder) csv(name string) [][]string {
	if b.err != nil {
		return nil
	}
	f, err := b.fsys.Open(name)
	if err != nil {
		b.fail(fault.Bad(name, "point --from at data/us of the ingredient folder", "cannot be read: %v", err))
		return nil
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			b.fail(fault.Bad(name, "use the file as it came", "is not a gzip file: %v", err))
			return nil
		}
	}
	r := csv.NewReader(in)
	r.Comment = '#'
	r.FieldsPerRecord = -1
	if _, err := r.Read(); err != nil {
		b.fail(fault.Bad(name, "use the file as it came", "has no header: %v", err))
		return nil
	}
	var out [][]string
	for {
		rec, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			b.fail(fault.Bad(name, "use the file as it came", "%v", err))
			return nil
		}
		out = append(out, rec)
	}
}

// exists tells whether a code is, or is above, a line of one of the editions
// of the schedule. The suffix .00 of an 8-figure line counts as the line.
func (b *builder) exists(code string) bool {
	if b.codes == nil {
		b.codes = []string{}
		for _, name := range []string{"hts_2025.csv.gz", "hts_2026_rev10.csv.gz"} {
			for _, f := range b.csv(name) {
				b.codes = append(b.codes, f[0])
			}
		}
		sort.Strings(b.codes)
	}
	has := func(c string) bool {
		i := sort.SearchStrings(b.codes, c)
		return i < len(b.codes) && strings.HasPrefix(b.codes[i], c)
	}
	return has(code) || len(code) == 10 && strings.HasSuffix(code, "00") && has(code[:8])
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// line is one line of a list that is written.
type line struct{ code, from, to, qualifier string }

// list makes one list by its recipe.
func (b *builder) list(r recipe) {
	var lines []line
	seen, gone := map[line]bool{}, map[string]bool{}
	for _, src := range r.from {
		for _, w := range b.read(src) {
			l, ok := r.take(b, w)
			if !ok {
				continue
			}
			l.code = strings.ReplaceAll(l.code, ".", "")
			if len(l.code) > 10 {
				l.code = l.code[:10]
			}
			if l.from == "" {
				b.fail(fault.Bad("lists/"+src, "give the recipe of "+r.name+" a date", "code %s has no date from which it is on the list", l.code))
				return
			}
			if !seen[l] && (r.later || b.exists(l.code)) {
				seen[l] = true
				lines = append(lines, l)
			} else if !seen[l] {
				gone[l.code] = true
			}
		}
	}
	sort.Slice(lines, func(i, j int) bool {
		a, c := lines[i], lines[j]
		if a.code != c.code {
			return a.code < c.code
		}
		if a.from != c.from {
			return a.from < c.from
		}
		return a.qualifier < c.qualifier
	})
	if r.partition {
		lines = succeed(lines)
	}
	if b.err == nil && len(lines) == 0 {
		b.fail(fault.Bad("lists/"+strings.Join(r.from, ", "), "use the lists as they came", "list %s came out empty", r.name))
		return
	}
	var o strings.Builder
	fmt.Fprintf(&o, "# %s\n# source: %s\n# licence: %s\n# confidence: %s\n", r.title, r.source, licence, r.confidence)
	for _, n := range r.notes {
		fmt.Fprintf(&o, "# note: %s\n", n)
	}
	if len(gone) > 0 {
		fmt.Fprintf(&o, "# note: %d codes of the source that stand in no edition of 2025 or 2026 are left out\n", len(gone))
	}
	for _, c := range r.changes {
		fmt.Fprintf(&o, "# change: %s\n", c)
	}
	if r.partition {
		o.WriteString("# match: longest\n")
	}
	o.WriteString("code,from,to,qualifier\n")
	for _, l := range lines {
		fmt.Fprintf(&o, "%s,%s,%s,%s\n", l.code, l.from, l.to, l.qualifier)
	}
	b.files = append(b.files, File{"lists/" + r.name + ".csv", []byte(o.String())})
}

// succeed ends a line of a code on the day before a later line of the same
// code begins: in a list where a code has one place only, the later place
// replaces the earlier. Lines that begin together stay together.
func succeed(in []line) []line {
	out := append([]line(nil), in...)
	for i := range out {
		for j := i + 1; j < len(out) && out[j].code == out[i].code; j++ {
			if out[j].from > out[i].from && (out[i].to == "" || out[i].to >= out[j].from) {
				out[i].to = dayBefore(out[j].from)
				break
			}
		}
	}
	return out
}

func dayBefore(d string) string {
	t, err := time.Parse("2006-01-02", d)
	if err != nil {
		return d
	}
	return t.AddDate(0, 0, -1).Format("2006-01-02")
}

const licence = "works of the US government (no copyright); compiled by Budget-Lab-Yale/tariff-rate-tracker and tradewartracker/trade-war-redux-2025 (MIT)"
