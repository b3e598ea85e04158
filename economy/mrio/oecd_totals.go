package mrio

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/fault"
)

// oecdTotals are the rows below the industries of an OECD table, by which
// its columns are checked: what an industry buys, taxes less subsidies on it
// and value added make its output.
type oecdTotals struct {
	t      *sums
	labels []string
	dests  []dest

	taxes, added, out []float64 // by column; nil where there is no such row
	line              int       // of the row of output
}

// add takes a row below the industries; older editions give taxes country by
// country.
func (o *oecdTotals) add(label string, rec []string, line int) error {
	var into *[]float64
	switch label {
	case "VA", "VALU":
		into = &o.added
	case "OUT", "OUTPUT", "TOTAL":
		into, o.line = &o.out, line
	case "":
		return nil
	default:
		into = &o.taxes
	}
	if *into == nil {
		*into = make([]float64, len(o.dests))
	}
	for c, d := range o.dests {
		if d.j < 0 || 1+c >= len(rec) {
			continue
		}
		v, err := number(rec[1+c])
		if err != nil {
			return fault.Bad(fmt.Sprintf("%s:%d", o.t.file, line), "write plain decimal numbers", "column %d (%s) of row %s holds %q, which is not a number", c+2, o.labels[c], label, rec[1+c])
		}
		(*into)[c] += v
	}
	return nil
}

// check compares each column's sum with its output. Without all of the rows
// it cannot, and a note says so.
func (o *oecdTotals) check() error {
	if slices.Contains(o.t.seen, false) {
		return nil // refused for the row that is missing
	}
	var lack []string
	for _, row := range []struct {
		name string
		x    []float64
	}{{"TLS", o.taxes}, {"VA", o.added}, {"OUT", o.out}} {
		if row.x == nil {
			lack = append(lack, row.name)
		}
	}
	if lack != nil {
		o.t.notes = append(o.t.notes, "The file has no row "+strings.Join(lack, ", ")+": whether columns add up to output could not be checked, so make sure that the file is whole.")
		return nil
	}
	for c, d := range o.dests {
		if d.j < 0 {
			continue
		}
		sum := o.t.column[c] + o.taxes[c] + o.added[c]
		if gap := math.Abs(sum - o.out[c]); gap > 1e-3*math.Abs(o.out[c])+1 {
			return fault.Bad(fmt.Sprintf("%s:%d", o.t.file, o.line), "check that the file is whole",
				"column %s: inputs %.6g, taxes %.6g and value added %.6g add up to %.6g and its output is %.6g", o.labels[c], o.t.column[c], o.taxes[c], o.added[c], sum, o.out[c])
		}
	}
	return nil
}
