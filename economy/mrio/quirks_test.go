package mrio

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"parley/economy"
	"parley/internal/fault"
)

// cells are a table's text as fields, to be written again in another dress.
func cells(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// dressed writes fields with every one quoted, blank columns at the end and
// Windows line ends, after a byte order mark; blank lines follow.
func dressed(rows [][]string) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + cell + `"`)
		}
		b.WriteString(",,\r\n")
	}
	b.WriteString(",,,\r\n\r\n")
	return b.String()
}

// numbers changes how the numbers of a row are written.
func numbers(rows [][]string, from int, write func(v float64) string) {
	for _, row := range rows[1:] {
		for i := from; i < len(row); i++ {
			var v float64
			if _, err := fmt.Sscan(row[i], &v); err == nil {
				row[i] = write(v)
			}
		}
	}
}

// grouped writes a number with commas between thousands.
func grouped(v float64) string {
	whole, rest, _ := strings.Cut(fmt.Sprintf("%.10f", v), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + rest
}

func scientific(v float64) string { return fmt.Sprintf("%.12E", v) }

// TestOECDQuirks: what spreadsheets and statistical programs do to a file
// leaves the economy as it is.
func TestOECDQuirks(t *testing.T) {
	m := makeTable([]string{"CHN", "JPN", "MEX", "ROW"}, []string{"A01_02", "C10T12", "C29", "T"}, 6, 11)
	plain := m.oecd(map[string][2]string{"CHN": {"CN1", "CN2"}, "MEX": {"MX1", "MX2"}})
	dress := func(change func(rows [][]string)) string {
		rows := cells(t, plain)
		change(rows)
		return dressed(rows)
	}
	for name, text := range map[string]string{
		"dressed":    dress(func([][]string) {}),
		"scientific": dress(func(r [][]string) { numbers(r, 1, scientific) }),
		"thousands":  dress(func(r [][]string) { numbers(r, 1, grouped) }),
		"no label":   dress(func(r [][]string) { r[0][0] = "" }),
		"semicolons": strings.ReplaceAll(plain, ",", ";"),
		"tabs":       strings.ReplaceAll(plain, ",", "\t"),
		"older names": dress(func(r [][]string) {
			r[0][len(r[0])-1] = "TOTAL"
			for _, row := range r {
				switch row[0] {
				case "TLS":
					row[0] = "CHN_TAXSUB"
				case "VA":
					row[0] = "VALU"
				case "OUT":
					row[0] = "OUTPUT"
				}
			}
		}),
		"columns in another order": dress(func(r [][]string) {
			for _, row := range r {
				for i, j := 1, len(row)-1; i < j; i, j = i+1, j-1 {
					row[i], row[j] = row[j], row[i]
				}
			}
		}),
	} {
		t.Run(name, func(t *testing.T) {
			e, err := Read(strings.NewReader(text), "oecd-icio", "icio", "2020.csv", 2020)
			if err != nil {
				t.Fatal(err)
			}
			requireTable(t, m, e)
		})
	}
	// The whole country stands beside its parts, with nothing in it.
	rows := cells(t, plain)
	for k, sec := range m.sectors {
		for c := range rows {
			cell := "0"
			if c == 0 {
				cell = "CHN_" + sec
			}
			rows[c] = append(rows[c][:1:1], append([]string{cell}, rows[c][1:]...)...)
		}
		row := make([]string, len(rows[0]))
		row[0] = "CHN_" + sec
		rows = append(rows[:1+k:1+k], append([][]string{row}, rows[1+k:]...)...)
	}
	for i := range rows { // rows made before a later column was
		for len(rows[i]) < len(rows[0]) {
			rows[i] = append(rows[i], "")
		}
	}
	e, err := Read(strings.NewReader(dressed(rows)), "oecd-icio", "icio", "2020.csv", 2020)
	if err != nil {
		t.Fatal(err)
	}
	requireTable(t, m, e)
}

// TestOECD2021: the edition of 2021 names industries by ISIC divisions.
func TestOECD2021(t *testing.T) {
	m := makeTable([]string{"JPN", "USA"}, []string{"01T02", "29", "45T47", "97T98"}, 6, 12)
	e, err := Read(strings.NewReader(m.oecd(nil)), "oecd-icio", "icio", "2018.csv", 2018)
	if err != nil {
		t.Fatal(err)
	}
	requireTable(t, m, e)
	if e.Sectors[1].Kind != economy.Goods || e.Sectors[2].Kind != economy.Services || e.Theta[1].Value >= 8 {
		t.Errorf("sectors %+v, theta %+v", e.Sectors, e.Theta)
	}
}

// below are the rows under the industries in the release of 2016.
var below = []string{"II_fob", "TXSP", "EXP_adj", "PURR", "PURNR", "VA", "IntTTM", "GO"}

// TestWIODQuirks reads the table as a statistical program writes it, with a
// column of row names, and as the workbook's sheet saved as csv.
func TestWIODQuirks(t *testing.T) {
	m := makeTable([]string{"AUS", "JPN", "ROW"}, []string{"A01", "C10-C12", "C29", "G45"}, 5, 13)
	rows := cells(t, m.wiod())
	rows = rows[:len(rows)-1]
	for i, code := range below {
		row := make([]string, len(rows[0]))
		row[0], row[1], row[2], row[3], row[4] = code, "Total", "TOT", fmt.Sprint(65+i), "2014"
		for c := 5; c < len(row); c++ {
			row[c] = "1"
		}
		rows = append(rows, row)
	}
	check := func(name, text string) {
		t.Helper()
		e, err := Read(strings.NewReader(text), "wiod-2016", "wiod-2014", "WIOT2014_Nov16_ROW.csv", 2014)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		requireTable(t, m, e)
	}
	named := make([][]string, len(rows))
	for i, row := range rows {
		named[i] = append([]string{fmt.Sprint(i)}, row...)
	}
	check("row names", dressed(named))
	numbers(named, 6, scientific)
	check("scientific", dressed(named))
	// The workbook: no year, four lines of header under a title.
	n, s := len(m.regions), len(m.sectors)
	code, title, region, number := []string{"(industry-by-industry)", "", "", ""}, []string{"", "", "", ""}, []string{"", "", "", ""}, []string{"", "", "", ""}
	col := func(c, d, r string, k int) {
		code, title, region, number = append(code, c), append(title, d), append(region, r), append(number, fmt.Sprintf("c%d", k))
	}
	for _, r := range m.regions {
		for k, c := range m.sectors {
			col(c, "Making of "+c, r, k+1)
		}
	}
	for _, r := range m.regions {
		for k := range m.cats {
			col(fmt.Sprintf("CONS_%d", k), "Final use", r, s+k+1)
		}
	}
	col("GO", "Total output", "TOT", s+m.cats+1)
	sheet := [][]string{{"Intercountry Input-Output Table"}, {"millions of US$, in current prices"}, code, title, region, number}
	for i, row := range rows[1:] {
		r := append([]string{row[0], row[1], row[2], "r" + row[3]}, row[5:]...)
		if i >= n*s {
			r[2] = ""
		}
		sheet = append(sheet, r)
	}
	check("sheet", dressed(sheet))
}

// TestUnpack: an archive is named as one.
func TestUnpack(t *testing.T) {
	_, err := Read(strings.NewReader("PK\x03\x04and so on"), "oecd-icio", "x", "2016-2022_SML.zip", 0)
	if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "unpack it") {
		t.Errorf("%v", err)
	}
}
