package mrio

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"parley/economy"
	"parley/internal/country"
	"parley/internal/fault"
)

// dest is where a column of the table goes: the purchases of region n by
// industry j, or by final users.
type dest struct {
	n, j int
}

// Marks of dest.j for columns that are no industry.
const (
	finalUse = -1
	passOver = -2 // totals and columns of no use
	grossOut = -3 // gross output of the row
)

// sums is a table added up as it is read. Arrays are those of
// economy.Economy, in million of the table's currency.
type sums struct {
	file    string
	regions []economy.Region
	sectors []economy.Sector
	reg     map[string]int
	sec     map[string]int

	flow   []float64 // [(s*N+n)*N+i] all sales
	use    []float64 // [(n*S+j)*S+k] intermediate use
	output []float64 // [i*S+s] as published
	seen   []bool    // [i*S+s] rows read
	rows   int
	stocks float64 // negative final sales, their sum

	rowLine map[string]int // label of a row as published -> its line
	column  []float64      // by column of the table: what its rows add up to
	notes   []string
}

// once refuses a row that stands twice: it would be counted twice.
func (t *sums) once(label string, line int) error {
	if first, twice := t.rowLine[label]; twice {
		return fault.Bad(fmt.Sprintf("%s:%d", t.file, line), "delete one of the two", "row %s stands twice; it is on line %d too", label, first)
	}
	t.rowLine[label] = line
	return nil
}

// onceEach refuses a header in which a column stands twice.
func (t *sums) onceEach(labels []string, from int) error {
	seen := map[string]int{}
	for i, l := range labels {
		if l == "" {
			continue
		}
		if first, twice := seen[l]; twice {
			return fault.Bad(t.file+":1", "delete one of the two", "column %s stands twice, as number %d and %d", l, first+from+1, i+from+1)
		}
		seen[l] = i
	}
	return nil
}

// allocate makes the arrays once regions and sectors are known.
func (t *sums) allocate() {
	n, s := len(t.regions), len(t.sectors)
	t.flow = make([]float64, n*n*s)
	t.use = make([]float64, n*s*s)
	t.output = make([]float64, n*s)
	t.seen = make([]bool, n*s)
}

// region finds or adds a region. Parts of China and Mexico that the OECD
// shows apart are folded into the country.
func (t *sums) region(code string) int {
	code = wholeCountry(code)
	if i, ok := t.reg[code]; ok {
		return i
	}
	t.reg[code] = len(t.regions)
	t.regions = append(t.regions, economy.Region{Code: code, Name: country.Name(code)})
	return t.reg[code]
}

// wholeCountry is the code of the country that a code of a table stands for.
func wholeCountry(code string) string {
	switch code {
	case "CN1", "CN2":
		return "CHN"
	case "MX1", "MX2":
		return "MEX"
	case "ROM":
		return "ROU" // the World Bank's old code for Romania
	}
	return code
}

// sector finds or adds a sector.
func (t *sums) sector(code, name string) int {
	if i, ok := t.sec[code]; ok {
		return i
	}
	t.sec[code] = len(t.sectors)
	t.sectors = append(t.sectors, economy.Sector{Code: code, Name: name, Kind: kindOf(code)})
	return t.sec[code]
}

// kindOf tells goods from services by the section of ISIC Rev. 4.
func kindOf(code string) economy.Kind {
	if code = oecdCode(code); code != "" && code[0] >= 'A' && code[0] <= 'C' {
		return economy.Goods
	}
	return economy.Services
}

// add takes one row: the sales of sector k of region i. Parts of a folded
// country come in rows of their own and are added.
func (t *sums) add(i, k int, record []string, from int, dests []dest, line int) error {
	n, s := len(t.regions), len(t.sectors)
	t.rows++
	t.seen[i*s+k] = true
	total, published := 0.0, math.NaN()
	for c, d := range dests {
		if d.j == passOver {
			continue
		}
		if from+c >= len(record) {
			break // blank columns at the end
		}
		v, err := number(record[from+c])
		if err != nil {
			return fault.Bad(fmt.Sprintf("%s:%d", t.file, line), "write plain decimal numbers", "column %d holds %q, which is not a number", from+c+1, record[from+c])
		}
		if d.j == grossOut {
			published = v
			continue
		}
		t.flow[(k*n+d.n)*n+i] += v
		t.column[c] += v
		total += v
		switch {
		case d.j >= 0:
			t.use[(d.n*s+d.j)*s+k] += v
		case v < 0:
			t.stocks -= v
		}
	}
	if math.IsNaN(published) {
		published = total
	}
	if gap := math.Abs(published - total); gap > 1e-3*math.Abs(total)+1 {
		return fault.Bad(fmt.Sprintf("%s:%d", t.file, line), "check that the file is whole", "sales of %s %s add up to %.6g and its output is %.6g", t.regions[i].Code, t.sectors[k].Code, total, published)
	}
	t.output[i*s+k] += published
	return nil
}

// number reads a cell; an empty one is zero.
func number(cell string) (float64, error) {
	cell = strings.TrimSpace(cell)
	if cell == "" || cell == "0" {
		return 0, nil
	}
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil && thousands.MatchString(cell) {
		v, err = strconv.ParseFloat(strings.ReplaceAll(cell, ",", ""), 64)
	}
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = strconv.ErrRange
	}
	return v, err
}

// thousands is a number with commas between its thousands.
var thousands = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d+)?$`)

// whole checks that a row reaches as far as the header. Blank columns at the
// end of either, as spreadsheets leave them, do not count.
func whole(rec, head []string, where string) error {
	short, long := rec, head
	if len(rec) > len(head) {
		short, long = head, rec
	}
	for _, cell := range long[len(short):] {
		if strings.TrimSpace(cell) != "" {
			return fault.Bad(where, "check that the file is whole", "has %d fields, the header %d", len(rec), len(head))
		}
	}
	return nil
}

// next reads a record, with an error for people; io.EOF at the end.
func next(c *csv.Reader, file string) ([]string, error) {
	r, err := c.Read()
	var p *csv.ParseError
	switch {
	case err == io.EOF || err == nil:
		return r, err
	case errors.As(err, &p):
		return nil, fault.Bad(fmt.Sprintf("%s:%d", file, p.Line), "give the csv file as published", "is not csv: %v", p.Err)
	}
	return nil, fault.Bad(file, "check that the file is whole", "cannot be read: %v", err)
}
