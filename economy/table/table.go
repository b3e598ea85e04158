// Package table streams csv files, plain or gzip, by column name.
//
// It is the one reader of tabular data of the economy packages: columns may
// stand in any order and under any of several names, and every error names
// file and line, what is wrong and what to do.
package table

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"parley/internal/fault"
)

// Column is one wanted column of a table: the names it may have, in lower
// case, the preferred one first.
type Column struct {
	Names    []string
	Optional bool
}

// Col is a column that must be there under one of names.
func Col(names ...string) Column { return Column{Names: names} }

// Opt is a column that may be missing.
func Opt(names ...string) Column { return Column{Names: names, Optional: true} }

// Reader streams one csv file. Columns nobody asked for are passed over.
type Reader struct {
	File   string   // for messages
	Header []string // lower case, trimmed, underscores for spaces
	csv    *csv.Reader
	at     []int // column wanted -> field, or -1
	row    []string
	close  func() error
}

// Open opens name, or name + ".gz", in fsys. It returns nil and no
// error when neither is there.
func Open(fsys fs.FS, label, name string) (*Reader, error) {
	for _, try := range []string{name, name + ".gz"} {
		f, err := fsys.Open(try)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		where := path.Join(label, try)
		if err != nil {
			return nil, fault.Bad(where, "make the file readable", "cannot be opened: %v", err)
		}
		t, err := New(f, where, strings.HasSuffix(try, ".gz"))
		if err != nil {
			f.Close()
			return nil, err
		}
		t.close = f.Close
		return t, nil
	}
	return nil, nil
}

// New starts reading a table and takes its header.
func New(r io.Reader, where string, zipped bool) (*Reader, error) {
	if zipped {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fault.Bad(where, "compress it with gzip, or give the plain .csv", "is not gzip: %v", err)
		}
		r = z
	}
	br, err := Text(r, where, 1<<16)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(br)
	c.Comma = separator(br)
	c.ReuseRecord = true
	c.FieldsPerRecord = -1
	t := &Reader{File: where, csv: c, close: func() error { return nil }}
	head, err := c.Read()
	if err == nil && strings.EqualFold(strings.TrimSpace(head[0]), "sep=") {
		head, err = c.Read() // a line in which spreadsheets name the separator
	}
	if err == io.EOF {
		return nil, fault.Bad(where, "start it with a header line", "is empty")
	}
	if err != nil {
		return nil, t.broken(err)
	}
	for _, h := range head {
		t.Header = append(t.Header, strings.ReplaceAll(strings.ToLower(strings.TrimSpace(h)), " ", "_"))
	}
	return t, nil
}

// Want finds the columns; a missing one that is not optional is an error
// that lists what the header has.
func (t *Reader) Want(cols ...Column) error {
	t.at = make([]int, len(cols))
	for i, c := range cols {
		t.at[i] = -1
		for _, name := range c.Names {
			for f, h := range t.Header {
				if h == name && t.at[i] < 0 {
					t.at[i] = f
				}
			}
		}
		if t.at[i] < 0 && !c.Optional {
			return fault.Bad(t.File+":1", "name a column "+strings.Join(c.Names, " or "),
				"has no column %q; its columns are %s", c.Names[0], t.Columns())
		}
	}
	return nil
}

// Columns lists the names of the header, fit to be printed.
func (t *Reader) Columns() string { return printable(strings.Join(t.Header, ", ")) }

// Next reads a row; false at the end of the file. Blank lines are skipped,
// and rows whose fields are all empty, as spreadsheets leave them.
func (t *Reader) Next() (bool, error) {
	row, err := t.csv.Read()
	for err == nil && blank(row) {
		row, err = t.csv.Read()
	}
	if err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, t.broken(err)
	}
	if len(row) < len(t.Header) {
		return false, fault.Bad(t.Line(), "give every row all columns of the header", "has %d fields, the header %d", len(row), len(t.Header))
	}
	for _, extra := range row[len(t.Header):] {
		if extra != "" {
			return false, fault.Bad(t.Line(), "quote a name that holds a comma, and write decimals with a point", "has %d fields, the header %d", len(row), len(t.Header))
		}
	}
	t.row = row
	return true, nil
}

// broken turns a reader's error into one for people.
func (t *Reader) broken(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return fault.Bad(fmt.Sprintf("%s:%d", t.File, p.Line), "write plain csv: comma between fields, quotes around a field that holds a comma", "is not csv: %v", p.Err)
	}
	return fault.Bad(t.File, "check that the file is whole", "cannot be read: %v", err)
}

// Line is the place of the row just read, file:line.
func (t *Reader) Line() string {
	l, _ := t.csv.FieldPos(0)
	return fmt.Sprintf("%s:%d", t.File, l)
}

// Has says whether wanted column i is in the file.
func (t *Reader) Has(i int) bool { return t.at[i] >= 0 }

// Name is the header name under which wanted column i was found.
func (t *Reader) Name(i int) string { return t.Header[t.at[i]] }

// Text is the trimmed field of wanted column i, empty when absent.
func (t *Reader) Text(i int) string {
	if t.at[i] < 0 {
		return ""
	}
	return strings.TrimSpace(t.row[t.at[i]])
}

// Number reads the field of wanted column i.
func (t *Reader) Number(i int) (float64, error) {
	s := t.Text(i)
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case s == "":
		return 0, fault.Bad(t.Line(), "write a number, or leave the row out", "%s is empty", t.Name(i))
	case err != nil && decimalComma.MatchString(s):
		return 0, fault.Bad(t.Line(), "save the file with points before the decimals and nothing between thousands", "%s %s is written with a comma", t.Name(i), s)
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0):
		return 0, fault.Bad(t.Line(), "write a plain decimal number, a point before the decimals", "%s %q is not a number", t.Name(i), s)
	}
	return v, nil
}

// Amount reads a number that may not be negative.
func (t *Reader) Amount(i int) (float64, error) {
	v, err := t.Number(i)
	if err == nil && v < 0 {
		return 0, fault.Bad(t.Line(), "clip or net out negative entries (stock changes, subsidies) before", "%s is negative: %g", t.Name(i), v)
	}
	return v, err
}

// decimalComma is a number with a comma before its decimals, or between
// thousands: which of the two cannot be told.
var decimalComma = regexp.MustCompile(`^[-+]?\d[\d.]*(,\d+)+(\.\d+)?$`)

// Close closes the file that Open opened.
func (t *Reader) Close() error { return t.close() }

// Each calls f on every row, until the end or the first error.
func (t *Reader) Each(f func() error) error {
	for {
		ok, err := t.Next()
		if err != nil || !ok {
			return err
		}
		if err := f(); err != nil {
			return err
		}
	}
}
