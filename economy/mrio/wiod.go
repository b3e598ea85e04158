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
	numbers := map[string][]int{} // country -> those of its columns, ascending
	for i, h := range head {
		h = strings.TrimSpace(h)
		at[h] = i
		if m := wiodColumn.FindStringSubmatch(h); m != nil {
			if from < 0 {
				from = i
			}
			t.region(m[1])
			num, _ := strconv.Atoi(m[2])
			region := wholeCountry(m[1])
			numbers[region] = append(numbers[region], num)
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
	rank, industries, err := t.wiodNumbers(numbers, head, from)
	if err != nil {
		return err
	}
	dests := make([]dest, len(head)-from)
	for i := range dests {
		dests[i] = dest{j: passOver}
		h := strings.TrimSpace(head[from+i])
		if h == "TOT" || h == "GO" {
			dests[i].j = grossOut
		}
		if m := wiodColumn.FindStringSubmatch(h); m != nil {
			num, _ := strconv.Atoi(m[2])
			dests[i] = dest{t.region(m[1]), rank[num]}
			if rank[num] >= industries {
				dests[i].j = finalUse
			}
		}
	}
	for k := range industries {
		t.sector(strconv.Itoa(k+1), "") // the rows bring the codes
	}
	t.allocate()
	t.column = make([]float64, len(dests))
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
		i, ok := t.reg[wholeCountry(region)]
		num, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(rec[at["RNr"]]), "r"))
		k, known := rank[num]
		if !ok || err != nil || !known || k >= industries {
			return fault.Bad(where, "give rows of the countries and industries of the header", "country %q, RNr %q is not in the header", region, rec[at["RNr"]])
		}
		if err := t.once(fmt.Sprintf("%s %d", region, num), line); err != nil {
			return err
		}
		t.name(k, rec, at)
		if err := t.add(i, k, rec, from, dests, line); err != nil {
			return err
		}
	}
}

// wiodNumbers gives each column number of a country its place among them, and
// how many are industries: all but the last five. Numbers may have gaps, as
// where a table of fewer industries keeps the published numbers of final uses,
// but are the same for every country.
func (t *sums) wiodNumbers(numbers map[string][]int, head []string, from int) (rank map[int]int, industries int, err error) {
	labels := make([]string, len(head)-from)
	for i := range labels {
		labels[i] = strings.TrimSpace(head[from+i])
	}
	if err := t.onceEach(labels, from); err != nil {
		return nil, 0, err
	}
	first := t.regions[0].Code
	for _, r := range t.regions {
		slices.Sort(numbers[r.Code])
		for _, num := range numbers[r.Code] {
			if !slices.Contains(numbers[first], num) {
				return nil, 0, fault.Bad(t.file+":1", "give the same industries for every country", "has a column %s%d and no %s%d", r.Code, num, first, num)
			}
		}
		for _, num := range numbers[first] {
			if !slices.Contains(numbers[r.Code], num) {
				return nil, 0, fault.Bad(t.file+":1", "give the same industries for every country", "has a column %s%d and no %s%d", first, num, r.Code, num)
			}
		}
	}
	if industries = len(numbers[first]) - wiodFinal; industries < 1 {
		return nil, 0, fault.Bad(t.file+":1", "give the industries and five final uses of every country", "%s has %d columns", first, len(numbers[first]))
	}
	rank = map[int]int{}
	for k, num := range numbers[first] {
		rank[num] = k
	}
	return rank, industries, nil
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
