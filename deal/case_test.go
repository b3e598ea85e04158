package deal

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"parley/internal/fault"
)

func readCase(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../cases/us-japan/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestLoadUSJapan(t *testing.T) {
	c, err := Parse("case.yaml", []byte(readCase(t)))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Instruments) != 13 || len(c.Parties) != 2 || c.Party("JP") != 0 {
		t.Errorf("%d instruments, %d parties", len(c.Instruments), len(c.Parties))
	}
}

// TestRefusedCases changes one thing in the good case and expects a refusal
// with file, line, cause and remedy.
func TestRefusedCases(t *testing.T) {
	rows := []struct{ name, old, new, want, remedy string }{
		{"unknown field", "track: us-japan", "trak: us-japan", "unknown field \"trak\"", "known here"},
		{"no YAML", "parties:", "parties: [", "is no YAML", "mend"},
		{"red line without instrument", "{instrument: cars, levels: [\"2.5\"]}", "{instrument: carz, levels: [\"2.5\"]}", "names no instrument: \"carz\"", "instruments: reciprocal, cars"},
		{"red line without level", "{instrument: cars, levels: [\"2.5\"]}", "{instrument: cars, levels: [\"3.5\"]}", "no level \"3.5\"", "levels: 27.5, 15-total, 2.5"},
		{"rate out of bounds", "add_pct: 24}", "add_pct: -24}", "out of bounds", "0 to 1000"},
		{"share out of bounds", "share: [0.1, 0.25, 0.5]", "share: [0.1, 0.25, 1.5]", "out of bounds", "between 0 and 1"},
		{"range out of order", "share: [0.1, 0.25, 0.5]", "share: [0.5, 0.25, 0.1]", "not in order", "low, central, high"},
		{"no region", "regions: [JPN]", "regions: [Atlantis]", "unknown country \"Atlantis\"", "bloc"},
		{"no party", "party: JP\n    title: no merit", "party: XX\n    title: no merit", "no party", "said it"},
		{"no source", "    source: [asiafinancial]\n", "", "names no source", "add source"},
		{"source not listed", "source: [asiafinancial]", "source: [asiafinancal]", "not among the sources", "mend"},
		{"contradiction", "imposed: false\n    require:\n      - {instrument: cars, levels: [\"27.5\"]}", "require:\n      - {instrument: cars, levels: [\"27.5\"]}", "cars-lifted, sectors-off-table", "imposed: false"},
		{"two rules", "keep: true}\n      - {id: none, title: additional duty removed, remove: true}\n    evidence: \"rate A; metal", "keep: true, remove: true}\n      - {id: none, title: additional duty removed, remove: true}\n    evidence: \"rate A; metal", "2 rules", "exactly one"},
		{"wrong field of kind", "quota_share: 0.25", "share: 0.25, quota_share: 0.25", "fields of kind standards", "docs/deals.md"},
		{"no number", "add_musd: 1310", "add_musd: much", "is no number", "without unit"},
		{"doubled key", "track: us-japan", "track: us-japan\ntrack: us-japan", "twice", "keep one"},
		{"date", "date: 2025-05-20\nvalid", "date: 20 May\nvalid", "not a date", "2025-05-20"},
		{"date outside its period", "valid: {from: 2025-05-03", "valid: {from: 2025-05-23", "outside the days", "let the period hold"},
		{"item without value", "    believe: \"that US yards", "    note: \"that US yards", "neither an interval", "believe"},
		{"weight without source", "{sector: C24, value: 0.71, source: [inverse-optimum]}", "{sector: C24, value: 0.71}", "names no source", "add source"},
		{"weight below the world", "{sector: C24, value: 0.71, source", "{sector: C24, value: -1.5, source", "political weight -1.5", "above -1"},
		{"expectation of nothing", "items: [cars]\n    more_than: [reciprocal", "items: [carz]\n    more_than: [reciprocal", "names no instrument: \"carz\"", "instruments: reciprocal"},
		{"expectation that asks nothing", "    more_than: [reciprocal, parts, metals, car-quota, steel-quota]\n", "", "asks 0 things", "more_than"},
		{"expectation against nothing", "against: status quo", "against: yesterday", "nothing to measure from", "status quo"},
		{"quota without size", "quota_share: 0.25, ", "", "needs its size", "quota_musd"},
		{"impatient beyond bounds", "name: Japan\n    regions: [JPN]", "name: Japan\n    discount_pct: 200\n    regions: [JPN]", "out of bounds", "0 to 100"},
		{"signed level", "package: {reciprocal: 15-total, cars: 15-total, parts: 15-total, rice", "package: {reciprocal: 15, cars: 15-total, parts: 15-total, rice", "has no level \"15\"", "levels: 24"},
	}
	good := readCase(t)
	for _, row := range rows {
		if strings.Count(good, row.old) == 0 {
			t.Errorf("%s: the good case does not hold %q", row.name, row.old)
			continue
		}
		_, err := Parse("case.yaml", []byte(strings.Replace(good, row.old, row.new, 1)))
		if err == nil {
			t.Errorf("%s: accepted", row.name)
			continue
		}
		msg := err.Error()
		if fault.KindOf(err) != fault.BadInput || !strings.HasPrefix(msg, "case.yaml") || !strings.Contains(msg, row.want) || !strings.Contains(msg, row.remedy) {
			t.Errorf("%s: %q (kind %d); want %q and the remedy %q", row.name, msg, fault.KindOf(err), row.want, row.remedy)
		}
	}
}

func TestHolds(t *testing.T) {
	c, err := Parse("case.yaml", []byte(readCase(t)))
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time { d, _ := time.Parse("2006-01-02", s); return d }
	for s, want := range map[string]bool{"2025-05-02": false, "2025-05-03": true, "2025-05-20": true, "2025-06-03": true, "2025-06-04": false, "2026-03-07": false} {
		if c.Holds(day(s)) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
	c.Valid = Period{}
	if !c.Holds(day("2025-05-20")) || c.Holds(day("2025-05-21")) {
		t.Error("without a period a case holds on its own date only")
	}
}

func TestEmptyCase(t *testing.T) {
	if _, err := Parse("case.yaml", []byte(" \n")); err == nil || !strings.Contains(err.Error(), "is empty") {
		t.Errorf("an empty file: %v", err)
	}
}

// TestWeightOnNoSector: a political weight on what is no sector of the economy
// is refused with its line when the economy is known.
func TestWeightOnNoSector(t *testing.T) {
	c, err := Parse("case.yaml", []byte(strings.Replace(readCase(t), "{sector: C24, value: 0.71", "{sector: C99, value: 0.71", 1)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Solve(context.Background(), c, embeddedInputs(t), Options{NoFull: true, NoRanges: true})
	if fault.KindOf(err) != fault.BadInput || !strings.HasPrefix(err.Error(), "case.yaml:") || !strings.Contains(err.Error(), `weight on "C99"`) || !strings.Contains(err.Error(), "C29") {
		t.Errorf("%v", err)
	}
}
