package tariff

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/internal/fault"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func embeddedSchedule(t testing.TB) *Nomenclature {
	t.Helper()
	n, err := HTS()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestParseRate(t *testing.T) {
	for _, c := range []struct {
		text string
		kind RateKind
		pct  float64
		usd  float64
		unit string
	}{
		{"", RateNone, 0, 0, ""},
		{"Free", RateFree, 0, 0, ""},
		{"Free, under bond", RateFree, 0, 0, ""},
		{"2.5%", RateAdValorem, 0.025, 0, ""},
		{"33 1/3%", RateAdValorem, (33 + 1.0/3) / 100, 0, ""},
		{"37% /", RateAdValorem, 0.37, 0, ""},
		{"1.4¢/kg", RateSpecific, 0, 0.014, "kg"},
		{"0.9¢ each", RateSpecific, 0, 0.009, "each"},
		{"$1.646/kg", RateSpecific, 0, 1.646, "kg"},
		{"$8.83/m3", RateSpecific, 0, 8.83, "m3"},
		{"89.6¢/1000", RateSpecific, 0, 0.896, "1000"},
		{"3.7¢/kg on drained weight", RateSpecific, 0, 0.037, "kg (drained weight)"},
		{"$1.104/kg + 14.9%", RateCompound, 0.149, 1.104, "kg"},
		{"$1.035/kg +13.6%", RateCompound, 0.136, 1.035, "kg"},
		{"13.5¢/kg + 6.3% + 1.9¢/article", RateComplex, 0, 0, ""},
		{"51¢ each + 6.25% on the case and strap, band or bracelet + 5.3% on the battery", RateComplex, 0, 0, ""},
		{"3.6606¢/kg less 0.020668¢/kg for each degree under 100 degrees", RateComplex, 0, 0, ""},
		{"The rate applicable to each garment in the ensemble if separately entered", RateComplex, 0, 0, ""},
	} {
		r := ParseRate(c.text)
		if r.Kind() != c.kind || r.AdValorem-c.pct > 1e-15 || c.pct-r.AdValorem > 1e-15 || r.SpecificUSD != c.usd || r.Unit != c.unit {
			t.Errorf("ParseRate(%q) = %s %v %v %q, want %s %v %v %q",
				c.text, r.Kind(), r.AdValorem, r.SpecificUSD, r.Unit, c.kind, c.pct, c.usd, c.unit)
		}
	}
}

func TestParseSpecial(t *testing.T) {
	b := BaseRate{Special: ParseSpecial("Free (A*,BH,CL,JO,S) 1.7% (KR) See 9822.04.01-9822.04.03 (AU)")}
	for _, c := range []struct {
		symbol string
		kind   RateKind
		found  bool
	}{{"S", RateFree, true}, {"A", RateFree, true}, {"KR", RateAdValorem, true}, {"AU", RateComplex, true}, {"JP", "", false}} {
		r, ok := b.SpecialFor(c.symbol)
		if ok != c.found || ok && r.Kind() != c.kind {
			t.Errorf("%s: %v %v, want %v %v", c.symbol, r.Kind(), ok, c.kind, c.found)
		}
	}
}

// The rates below are those of the HTS, 2025 edition.
func TestBase(t *testing.T) {
	n := embeddedSchedule(t)
	for _, c := range []struct {
		code, date, line, column1, note string
	}{
		{"8703.23.01", "2025-05-20", "87032301", "2.5%", ""},
		{"8703.23.01.90", "2025-05-20", "8703230190", "2.5%", ""},
		{"8703230177", "2025-05-20", "87032301", "2.5%", "no suffix 77"},
		{"870323", "2026-05-20", "87032301", "2.5%", ""},
		{"8704.21.00", "2025-05-20", "8704210100", "", ""},     // see below
		{"0101.30.00", "2025-05-20", "0101300000", "6.8%", ""}, // only a 10-digit line exists
		{"8471", "2025-05-20", "8471300100", "Free", "20 subheadings"},
	} {
		b, err := n.Base(c.code, day(c.date))
		if c.code == "8704.21.00" {
			if fault.KindOf(err) != fault.NotFound || !strings.Contains(err.Error(), "8704.21") {
				t.Errorf("%s: %v, want NotFound that offers codes of 8704.21", c.code, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.code, err)
			continue
		}
		if b.Code != c.line || b.Column1.Text != c.column1 || !strings.Contains(strings.Join(b.Notes, ";"), c.note) {
			t.Errorf("%s: %s %q %q, want %s %q, note %q", c.code, b.Code, b.Column1.Text, b.Notes, c.line, c.column1, c.note)
		}
	}
}

func TestBaseFaults(t *testing.T) {
	n := embeddedSchedule(t)
	for _, c := range []struct {
		code string
		kind fault.Kind
		says string
	}{
		{"8703.23.02", fault.NotFound, "8703.23.01"},
		{"8703", fault.BadInput, "8703.10.10 (2.5%)"},
		{"99", fault.BadInput, "4 to 10 digits"},
		{"9903.94.01", fault.BadInput, "chapter 99"},
		{"cars", fault.BadInput, "not an HTS code"},
		{"12345678901", fault.BadInput, "4 to 10 digits"},
		{"7777.77.77", fault.NotFound, "nearest"},
		{"0000", fault.NotFound, "0101.21.00"},
	} {
		_, err := n.Base(c.code, day("2025-05-20"))
		if err == nil || fault.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want kind %d that says %q", c.code, err, c.kind, c.says)
		}
	}
}

// A code of one edition only is answered from it on any day, with a note.
func TestBaseOtherEdition(t *testing.T) {
	n := embeddedSchedule(t)
	only := [numEditions]int{}
	for i, code := range n.Codes() {
		for e := range n.rows {
			if n.rows[e][i] < 0 || n.Has(code, other(Edition(e))) {
				continue
			}
			only[e]++
			for _, date := range []string{"2025-05-20", "2026-05-20"} {
				b, err := n.Base(code, day(date))
				if err != nil || b.Edition != Edition(e).String() {
					t.Fatalf("%s on %s: edition %q, %v; only %s has it", code, date, b.Edition, err, Edition(e))
				}
				if wrong := EditionOn(day(date)) != Edition(e); wrong != (len(b.Notes) > 0) {
					t.Fatalf("%s on %s: notes %q", code, date, b.Notes)
				}
			}
		}
	}
	if only[0] == 0 || only[1] == 0 {
		t.Errorf("codes of one edition only: %v; both editions should have some", only)
	}
}

func TestSearch(t *testing.T) {
	n := embeddedSchedule(t)
	for _, c := range []struct{ query, first string }{
		{"soybeans", "1201"}, {"Soybean seed", "1201"}, {"polysilicon", ""}, {"racing cars 1,500 cc 3,000 spark", "8703"},
	} {
		found, total, err := n.Search(c.query, Edition2025, 10)
		if err != nil {
			t.Fatal(err)
		}
		if c.first == "" {
			if total != 0 {
				t.Errorf("%s: %d found", c.query, total)
			}
			continue
		}
		if len(found) == 0 || !strings.HasPrefix(found[0].Code, c.first) {
			t.Errorf("%s: %v, want first a code of %s", c.query, found, c.first)
		}
	}
}

func TestCodeKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[0-9]{8}([0-9]{2})?`).Draw(t, "code")
		if got := keyCode(codeKey(code)); got != code {
			t.Fatalf("%s comes back as %s", code, got)
		}
		o := rapid.StringMatching(`[0-9]{8}([0-9]{2})?`).Draw(t, "other")
		if (code < o) != (codeKey(code) < codeKey(o)) {
			t.Fatalf("%s and %s are not in the order of their keys", code, o)
		}
	})
}

// What goes into the table comes out of it.
func TestNomenclatureRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"Cars", "Other", "Wheat", "Of iron", "", "kg", "No.", "Free", "2.5%", "1¢/kg + 2%"})
		item := rapid.Custom(func(t *rapid.T) Item {
			return Item{
				Code:    rapid.StringMatching(`0[0-2]0[0-3]00[0-2]0(0[0-3])?`).Draw(t, "code"),
				General: word.Draw(t, "general"), Special: word.Draw(t, "special"), Column2: word.Draw(t, "column2"),
				Units:       rapid.SliceOfN(rapid.SampledFrom([]string{"kg", "No."}), 0, 2).Draw(t, "units"),
				OwnRate:     rapid.Bool().Draw(t, "own"),
				Description: rapid.SliceOfN(word, 1, 4).Draw(t, "description"),
			}
		})
		var editions [2][]Item
		for e := range editions {
			editions[e] = rapid.SliceOfNDistinct(item, 0, 12, func(i Item) string { return i.Code }).Draw(t, "edition")
		}
		table, err := EncodeNomenclature(editions)
		if err != nil {
			t.Fatal(err)
		}
		n, err := DecodeNomenclature(table)
		if err != nil {
			t.Fatal(err)
		}
		for e := range editions {
			for _, it := range editions[e] {
				i := n.find(it.Code)
				if i < 0 || n.rows[e][i] < 0 {
					t.Fatalf("edition %d: %s is lost", e, it.Code)
				}
				b, l := n.at(i, Edition(e)), n.line[n.rows[e][i]]
				if b.Code != it.Code || b.Column1.Text != it.General || n.special[l.special] != it.Special || b.Column2.Text != it.Column2 ||
					l.own != it.OwnRate || strings.Join(b.Units, ";") != strings.Join(it.Units, ";") ||
					strings.Join(n.path(i, Edition(e)), "|") != strings.Join(it.Description, "|") {
					t.Fatalf("edition %d: %+v comes back as %+v", e, it, b)
				}
			}
		}
	})
}

// A table that is cut or changed gives an error, never a panic.
func FuzzDecodeNomenclature(f *testing.F) {
	table, err := EncodeNomenclature([2][]Item{{{Code: "87032301", General: "2.5%", Description: []string{"Cars"}}}, nil})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(table)
	f.Add([]byte(htsMagic))
	f.Fuzz(func(t *testing.T, table []byte) {
		n, err := DecodeNomenclature(table)
		if err != nil {
			return
		}
		for e := range n.rows {
			for i := range n.keys {
				if n.rows[e][i] >= 0 {
					n.at(i, Edition(e))
				}
			}
		}
	})
}

func FuzzParseRate(f *testing.F) {
	for _, s := range []string{"Free", "2.5%", "$1.035/kg + 13.6%", "33 1/3%", "+", "$", "¢", "% /"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := ParseRate(s)
		if r.AdValorem < 0 || r.SpecificUSD < 0 {
			t.Errorf("ParseRate(%q) is negative: %+v", s, r)
		}
		ParseSpecial(s)
	})
}

// TestScheduleAgainstIngredients reads every line of the ingredient files and
// compares the rate with an independent parse that they carry.
func TestScheduleAgainstIngredients(t *testing.T) {
	n := embeddedSchedule(t)
	for e, name := range []string{"hts_2025.csv.gz", "hts_2026_rev10.csv.gz"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "us", name))
		if err != nil {
			t.Skip("the ingredient folder is not here")
		}
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		c := csv.NewReader(z)
		if _, err := c.Read(); err != nil {
			t.Fatal(err)
		}
		rows, differ := 0, 0
		for {
			r, err := c.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			rows++
			i := n.find(r[0])
			if i < 0 || n.rows[e][i] < 0 {
				t.Fatalf("%s: %s is not in the table", name, r[0])
			}
			b := n.at(i, Edition(e))
			if got := strings.Join(n.path(i, Edition(e)), " > "); got != strings.Join(strings.Fields(r[10]), " ") {
				t.Errorf("%s: description %q, want %q", r[0], got, r[10])
			}
			if r[4] == "" { // no ad valorem part, by the other parse
				if b.Column1.Parsed && b.Column1.AdValorem != 0 {
					t.Errorf("%s: %q read as %v", r[0], r[2], b.Column1.AdValorem)
				}
				continue
			}
			want, err := strconv.ParseFloat(r[4], 64)
			if err != nil {
				t.Fatal(err)
			}
			if b.Column1.Parsed && (b.Column1.AdValorem-want > 1e-12 || want-b.Column1.AdValorem > 1e-12) {
				t.Errorf("%s: %q read as %v, want %v", r[0], r[2], b.Column1.AdValorem, want)
			}
			if !b.Column1.Parsed && r[3] != "complex" {
				differ++
			}
		}
		if differ > 20 {
			t.Errorf("%s: %d of %d rates that the other parse reads are complex to this one", name, differ, rows)
		}
	}
}

func BenchmarkDecodeNomenclature(b *testing.B) {
	for b.Loop() {
		n, err := DecodeNomenclature(htsTable)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := n.words(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBase(b *testing.B) {
	n := embeddedSchedule(b)
	d := day("2025-05-20")
	for b.Loop() {
		if _, err := n.Base("8703.23.01.90", d); err != nil {
			b.Fatal(err)
		}
	}
}
