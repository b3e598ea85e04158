package tariff

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/fault"
	lawdata "parley/law"
)

// embeddedBook is the book that comes with the program.
func lawBook(t testing.TB) *Book {
	t.Helper()
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// lawCopy is the embedded law as files that a test may change.
func lawCopy(t testing.TB) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	err := fs.WalkDir(lawdata.FS, "us", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(lawdata.FS, p)
		m[p] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestMalformedLawIsRefused changes one thing in the law and looks for a
// message that names the file and the line.
func TestMalformedLawIsRefused(t *testing.T) {
	const autos = "us/section232/autos.yaml"
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"no unit", autos, "unit: percent of customs value\n", "", []string{"autos.yaml:1", "has no unit"}},
		{"no source", autos, "act: pp-10908, countries: all, goods: {lists: [s232-autos]}, add", "countries: all, goods: {lists: [s232-autos]}, add", []string{"autos.yaml:12", "rests on act \"\""}},
		{"no date", autos, "from: 2025-09-16, act", "act", []string{"autos.yaml:9", "no date"}},
		{"no grade", autos, "add: 25, confidence: A, reason: \"passenger", "add: 25, reason: \"passenger", []string{"autos.yaml:12", "confidence"}},
		{"unknown field", autos, "title:", "tittle:", []string{"autos.yaml:2", "tittle"}},
		{"two values", autos, "add: 7.5", "add: 7.5, exempt: true", []string{"autos.yaml:8", "exactly one of"}},
		{"ends before it begins", autos, "from: 2025-06-30,", "from: 2025-06-30, to: 2025-06-01,", []string{"autos.yaml:8", "before it begins"}},
		{"bad date", autos, "from: 2025-06-30", "from: 2025-06-31", []string{"autos.yaml:8", "not a date"}},
		{"unknown list", autos, "lists: [s232-autos]}, when: {in_quota", "lists: [s232-cars]}, when: {in_quota", []string{"autos.yaml:8", "s232-cars"}},
		{"unknown country", autos, "[GBR]", "[UK]", []string{"autos.yaml:8", "\"UK\""}},
		{"unknown fact", autos, "in_quota", "within_quota", []string{"autos.yaml:8", "within_quota"}},
		{"list without source", "us/lists/s232-autos.csv", "# source", "# origin", []string{"s232-autos.csv:", "no source"}},
		{"list with a bad code", "us/lists/s232-autos.csv", "\n870322,", "\n8703.22,", []string{"s232-autos.csv:", "8703.22"}},
		{"act without citation", "us/acts/section232.yaml", "citation: \"Proclamation 10908, 90 FR 14705\", ", "", []string{"section232.yaml:7", "no citation"}},
		{"stacking in a circle", "us/stacking.yaml", "# Section 338.", "- {id: circle, measures: [us-232-autos], yield_to: [us-232-steel], from: 2025-06-01, act: pp-10947, heading: none, confidence: A}\n# Section 338.", []string{"stacking.yaml:", "to itself"}},
		{"table with a bad rate", "us/ieepa/reciprocal-2025-08-07.csv", "9903.02.30,,add,15", "9903.02.30,,add,fifteen", []string{"reciprocal-2025-08-07.csv:", "fifteen"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := lawCopy(t)
			text := string(m[c.file].Data)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%s has no %q to change", c.file, c.old)
			}
			m[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
			_, err := LoadLaw(m, "us")
			if err == nil {
				t.Fatal("the law was accepted")
			}
			if fault.KindOf(err) != fault.BadInput {
				t.Errorf("kind %v of %v", fault.KindOf(err), err)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("message %q does not say %q", err, w)
				}
			}
		})
	}
}

func BenchmarkLoadLaw(b *testing.B) {
	for b.Loop() {
		if _, err := LoadLaw(lawdata.FS, "us"); err != nil {
			b.Fatal(err)
		}
	}
}
