package mrio

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/internal/fault"
)

// Final demand of the OECD tables, over the editions.
var oecdFinal = map[string]bool{
	"HFCE": true, "NPISH": true, "GGFC": true, "GFCF": true, "INVNT": true, "DPABR": true,
	"NONRES": true, "P33": true, "FD": true, "CONS_ABR": true, "CONS_NONRES": true,
}

// Rows below the industries.
func oecdBelow(label string) bool {
	switch label {
	case "VA", "VALU", "TLS", "TAXSUB", "OUT", "OUTPUT", "TOTAL", "":
		return true
	}
	// Older editions give taxes by country: AUS_TAXSUB.
	return strings.HasSuffix(label, "_TAXSUB") || strings.HasSuffix(label, "_TLS")
}

// readOECD reads the small form of the OECD's Inter-Country Input-Output
// tables: a header of columns AUS_A01_02, ..., AUS_HFCE, ..., OUT; a row for
// each industry of each country, its label first; and below them TLS, VA and
// OUT. Columns may stand in any order.
func (t *sums) readOECD(c *csv.Reader) error {
	head, err := next(c, t.file)
	if err == io.EOF {
		return fault.Bad(t.file, "give the csv file as published", "is empty")
	}
	if err != nil {
		return err
	}
	head = slices.Clone(head) // the reader takes its record back
	labels := make([]string, len(head)-1)
	for i := range labels {
		labels[i] = strings.TrimSpace(head[i+1])
	}
	if err := t.onceEach(labels, 1); err != nil {
		return err
	}
	// First the industries, so that the arrays can be made.
	for _, l := range labels {
		r, s, ok := strings.Cut(l, "_")
		if ok && len(r) == 3 && !oecdFinal[s] && !oecdBelow(l) {
			t.region(r)
			t.sector(s, oecdName(s))
		}
	}
	if len(t.regions) == 0 {
		return fault.Bad(t.file+":1", "give the small csv form of the table, with columns as AUS_A01_02", "has no column of an industry; its second column is %q", first(labels))
	}
	dests := make([]dest, len(labels))
	finals := make([]bool, len(t.regions))
	for i, l := range labels {
		r, s, ok := strings.Cut(l, "_")
		switch {
		case l == "OUT" || l == "OUTPUT" || l == "TOTAL":
			dests[i] = dest{j: grossOut}
		case ok && oecdFinal[s]:
			n := t.region(r)
			if n >= len(finals) {
				return fault.Bad(t.file+":1", "give the whole table", "has final demand of %s and no industry of it", r)
			}
			finals[n] = true
			dests[i] = dest{n, finalUse}
		case ok && len(r) == 3 && !oecdBelow(l):
			dests[i] = dest{t.region(r), t.sector(s, "")}
		default:
			dests[i] = dest{j: passOver}
		}
	}
	for n, ok := range finals {
		if !ok {
			return fault.Bad(t.file+":1", "give the whole table, with columns as AUS_HFCE", "has no final demand of %s", t.regions[n].Code)
		}
	}
	t.allocate()
	t.column = make([]float64, len(labels))
	below := &oecdTotals{t: t, labels: labels, dests: dests}
	for {
		rec, err := next(c, t.file)
		if err == io.EOF {
			return below.check()
		}
		if err != nil {
			return err
		}
		line, _ := c.FieldPos(0)
		label := strings.TrimSpace(rec[0])
		if label != "" {
			if err := t.once(label, line); err != nil {
				return err
			}
		}
		if oecdBelow(label) {
			if err := below.add(label, rec, line); err != nil {
				return err
			}
			continue
		}
		r, s, ok := strings.Cut(label, "_")
		k, known := t.sec[s]
		if !ok || !known {
			return fault.Bad(fmt.Sprintf("%s:%d", t.file, line), "label rows as columns: AUS_A01_02, or TLS, VA, OUT", "row %q is no industry of the header", label)
		}
		i := t.region(r)
		if i*len(t.sectors)+k >= len(t.seen) {
			return fault.Bad(fmt.Sprintf("%s:%d", t.file, line), "give the whole table", "row %q belongs to no column", label)
		}
		if err := whole(rec, labelled(head), fmt.Sprintf("%s:%d", t.file, line)); err != nil {
			return err
		}
		if err := t.add(i, k, rec, 1, dests, line); err != nil {
			return err
		}
	}
}

// labelled is a header without the blank columns at its end.
func labelled(head []string) []string {
	for len(head) > 0 && strings.TrimSpace(head[len(head)-1]) == "" {
		head = head[:len(head)-1]
	}
	return head
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}
