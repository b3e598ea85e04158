package economy

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"

	"parley/internal/fault"
)

// column is one wanted column of a table: the names it may have.
type column struct {
	names    []string
	optional bool
}

// tableReader streams one csv file, plain or gzip, by column name. Columns
// may stand in any order; columns nobody asked for are passed over.
type tableReader struct {
	file   string // for messages
	csv    *csv.Reader
	header []string
	at     []int // column wanted -> field, or -1
	row    []string
	close  func() error
}

// openTable opens name, or name + ".gz", in fsys. It returns nil and no
// error when neither is there.
func openTable(fsys fs.FS, label, name string) (*tableReader, error) {
	for _, try := range []string{name, name + ".gz"} {
		f, err := fsys.Open(try)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		where := path.Join(label, try)
		if err != nil {
			return nil, fault.Bad(where, "make the file readable", "cannot be opened: %v", err)
		}
		t, err := newTable(f, where, strings.HasSuffix(try, ".gz"))
		if err != nil {
			f.Close()
			return nil, err
		}
		t.close = f.Close
		return t, nil
	}
	return nil, nil
}

// newTable starts reading a table and takes its header.
func newTable(r io.Reader, where string, zipped bool) (*tableReader, error) {
	if zipped {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fault.Bad(where, "compress it with gzip, or give the plain .csv", "is not gzip: %v", err)
		}
		r = z
	}
	br := bufio.NewReaderSize(r, 1<<16)
	if b, err := br.Peek(3); err == nil && string(b) == "\xef\xbb\xbf" {
		br.Discard(3)
	}
	c := csv.NewReader(br)
	c.ReuseRecord = true
	c.FieldsPerRecord = -1
	t := &tableReader{file: where, csv: c, close: func() error { return nil }}
	head, err := c.Read()
	if err == io.EOF {
		return nil, fault.Bad(where, "start it with a header line", "is empty")
	}
	if err != nil {
		return nil, t.broken(err)
	}
	for _, h := range head {
		t.header = append(t.header, strings.ToLower(strings.TrimSpace(h)))
	}
	return t, nil
}

// want finds the columns; a missing one that is not optional is an error
// that lists what the header has.
func (t *tableReader) want(cols ...column) error {
	t.at = make([]int, len(cols))
	for i, c := range cols {
		t.at[i] = -1
		for _, name := range c.names {
			for f, h := range t.header {
				if h == name && t.at[i] < 0 {
					t.at[i] = f
				}
			}
		}
		if t.at[i] < 0 && !c.optional {
			return fault.Bad(t.file+":1", "name a column "+strings.Join(c.names, " or "),
				"has no column %q; its columns are %s", c.names[0], strings.Join(t.header, ", "))
		}
	}
	return nil
}

// next reads a row; false at the end of the file. Blank lines are skipped.
func (t *tableReader) next() (bool, error) {
	row, err := t.csv.Read()
	if err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, t.broken(err)
	}
	if len(row) < len(t.header) {
		return false, fault.Bad(t.line(), "give every row all columns of the header", "has %d fields, the header %d", len(row), len(t.header))
	}
	t.row = row
	return true, nil
}

// broken turns a reader's error into one for people.
func (t *tableReader) broken(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return fault.Bad(fmt.Sprintf("%s:%d", t.file, p.Line), "write plain csv: comma between fields, quotes around a field that holds a comma", "is not csv: %v", p.Err)
	}
	return fault.Bad(t.file, "check that the file is whole", "cannot be read: %v", err)
}

func (t *tableReader) line() string {
	l, _ := t.csv.FieldPos(0)
	return fmt.Sprintf("%s:%d", t.file, l)
}

// has says whether wanted column i is in the file.
func (t *tableReader) has(i int) bool { return t.at[i] >= 0 }

// name is the header name under which wanted column i was found.
func (t *tableReader) name(i int) string { return t.header[t.at[i]] }

// text is the trimmed field of wanted column i, empty when absent.
func (t *tableReader) text(i int) string {
	if t.at[i] < 0 {
		return ""
	}
	return strings.TrimSpace(t.row[t.at[i]])
}

// number reads the field of wanted column i.
func (t *tableReader) number(i int) (float64, error) {
	s := t.text(i)
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fault.Bad(t.line(), "write a plain decimal number, a point before the decimals", "%s %q is not a number", t.name(i), s)
	}
	return v, nil
}

// amount reads a number that may not be negative.
func (t *tableReader) amount(i int) (float64, error) {
	v, err := t.number(i)
	if err == nil && v < 0 {
		return 0, fault.Bad(t.line(), "clip or net out negative entries (stock changes, subsidies) before", "%s is negative: %g", t.name(i), v)
	}
	return v, err
}
