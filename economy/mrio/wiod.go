package mrio

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/internal/fault"
)

// wiodFinal is how many columns of final use each country has: households,
// non-profit bodies, government, investment, stock changes.
const wiodFinal = 5

var wiodColumn = regexp.MustCompile(`^([A-Z]{3})(\d+)$`)

// readWIOD reads the csv form of the tables of WIOD's release of 2016: a
// header IndustryCode, IndustryDescription, Country, RNr, Year (or not),
// AUS1, AUS2, ..., TOT, where the first columns of a country are its
// industries and the last five its final uses; and a row for each industry
// of each country. Rows of the country TOT (value added, taxes, output) are
// passed over. A sheet saved as csv from the published workbook, whose header
// is several lines, is read too: see wiodHeader.
func (t *sums) readWIOD(c *csv.Reader) error {
	head, err := t.wiodHeader(c)
	if err != nil {
		return err
	}
	at := map[string]int{}
	from := -1
	count := map[string]int{}
	for i, h := range head {
		h = strings.TrimSpace(h)
		at[h] = i
		if m := wiodColumn.FindStringSubmatch(h); m != nil {
			if from < 0 {
				from = i
			}
			t.region(m[1])
			count[m[1]]++
		}
	}
	for _, want := range []string{"IndustryCode", "Country", "RNr"} {
		if _, ok := at[want]; !ok {
			return fault.Bad(t.file+":1", "give the csv form with the header IndustryCode, IndustryDescription, Country, RNr, Year, AUS1, ..., or the sheet of the workbook saved as csv", "has no column %s", want)
		}
	}
	if from < 0 {
		return fault.Bad(t.file+":1", "give columns as AUS1", "has no column of an industry")
	}
	industries := count[t.regions[0].Code] - wiodFinal
	if industries < 1 {
		return fault.Bad(t.file+":1", "give the industries and five final uses of every country", "%s has %d columns", t.regions[0].Code, count[t.regions[0].Code])
	}
	dests := make([]dest, len(head)-from)
	for i := range dests {
		dests[i] = dest{j: passOver}
		h := strings.TrimSpace(head[from+i])
		if h == "TOT" || h == "GO" {
			dests[i].j = grossOut
		}
		m := wiodColumn.FindStringSubmatch(h)
		if m == nil {
			continue
		}
		num, _ := strconv.Atoi(m[2])
		if count[m[1]] != industries+wiodFinal || num < 1 || num > industries+wiodFinal {
			return fault.Bad(t.file+":1", "give the same industries for every country", "column %s: %s has %d columns, %s has %d", h, m[1], count[m[1]], t.regions[0].Code, industries+wiodFinal)
		}
		dests[i] = dest{t.reg[m[1]], num - 1}
		if num > industries {
			dests[i].j = finalUse
		}
	}
	for k := range industries {
		t.sector(strconv.Itoa(k+1), "") // the rows bring the codes
	}
	t.allocate()
	for {
		rec, err := next(c, t.file)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := c.FieldPos(0)
		where := fmt.Sprintf("%s:%d", t.file, line)
		if blank(rec) {
			continue
		}
		if err := whole(rec, head, where); err != nil {
			return err
		}
		region := strings.TrimSpace(rec[at["Country"]])
		if region == "TOT" || wiodBelow[strings.TrimSpace(rec[at["IndustryCode"]])] {
			continue
		}
		i, ok := t.reg[region]
		num, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(rec[at["RNr"]]), "r"))
		if !ok || err != nil || num < 1 || num > industries {
			return fault.Bad(where, "give rows of the countries and industries of the header", "country %q, RNr %q is not in the header", region, rec[at["RNr"]])
		}
		t.name(num-1, rec, at)
		if err := t.add(i, num-1, rec, from, dests, line); err != nil {
			return err
		}
	}
}

// wiodBelow are the rows below the industries: intermediate consumption,
// taxes, adjustments, purchases of residents abroad and of others here, value
// added, transport margins, output.
var wiodBelow = map[string]bool{
	"II_fob": true, "TXSP": true, "EXP_adj": true, "PURR": true, "PURNR": true, "VA": true, "IntTTM": true, "GO": true,
}

// wiodHeader gives the header in one line. The sheet of the workbook has it
// in several: after a title come rows of the columns' industry codes,
// descriptions, countries, and numbers as c1, c2, ...; the first four columns
// are code, description, country and number of the row.
func (t *sums) wiodHeader(c *csv.Reader) ([]string, error) {
	var above []string
	for line := 0; line < 10; line++ {
		row, err := next(c, t.file)
		if err == io.EOF && line == 0 {
			return nil, fault.Bad(t.file, "give the csv file as published", "is empty")
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if line == 0 && slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) == "IndustryCode" }) {
			return labelled(slices.Clone(row)), nil
		}
		if len(row) > 4 && wiodNumber.MatchString(strings.TrimSpace(row[4])) && len(above) >= len(labelled(row)) {
			head := []string{"IndustryCode", "IndustryDescription", "Country", "RNr"}
			for i, number := range labelled(row)[4:] {
				region := strings.TrimSpace(above[4+i])
				if region == "TOT" {
					head = append(head, region)
					continue
				}
				head = append(head, region+strings.TrimPrefix(strings.TrimSpace(number), "c"))
			}
			return head, nil
		}
		above = slices.Clone(row)
	}
	return labelled(above), nil // the messages say what it lacks
}

var wiodNumber = regexp.MustCompile(`^c\d+$`)

// blank says whether a row has nothing in it.
func blank(rec []string) bool {
	return !slices.ContainsFunc(rec, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// name gives sector k the code and name of its row.
func (t *sums) name(k int, rec []string, at map[string]int) {
	code := strings.TrimSpace(rec[at["IndustryCode"]])
	if code == "" || t.sectors[k].Code == code {
		return
	}
	t.sectors[k].Code, t.sectors[k].Name = code, code
	t.sectors[k].Kind = kindOf(code)
	if d, ok := at["IndustryDescription"]; ok && strings.TrimSpace(rec[d]) != "" {
		t.sectors[k].Name = strings.TrimSpace(rec[d])
	}
}
