package mrio

import (
	"strings"
	"testing"

	"parley/economy"
	"parley/internal/fault"
)

// refusedWith reads a table that must be refused in the words given.
func refusedWith(t *testing.T, name, kind, text, want string) {
	t.Helper()
	if _, err := Read(strings.NewReader(text), kind, "t", "t.csv", 2020); fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v; want %q", name, err, want)
	}
}

// TestOECDTotals: rows and columns that stand twice, and columns that do not
// add up, are refused; where the rows for it are missing a note says so.
func TestOECDTotals(t *testing.T) {
	m := makeTable([]string{"CHN", "JPN", "ROW"}, []string{"A01_02", "C29", "T"}, 6, 5)
	lines := strings.SplitAfter(strings.TrimSuffix(m.oecd(map[string][2]string{"CHN": {"CN1", "CN2"}}), "\n"), "\n")
	join := func(l ...string) string { return strings.Join(l, "") }
	end := len(lines)
	twice := append(append([]string{}, lines[:4]...), lines[3:]...)
	refusedWith(t, "a row twice", "oecd-icio", join(twice...), "t.csv:5: row CN1_T stands twice; it is on line 4 too")
	refusedWith(t, "value added twice", "oecd-icio", join(append(lines[:end:end], "\n", lines[end-2])...), "row VA stands twice")
	refusedWith(t, "a column twice", "oecd-icio", strings.Replace(join(lines...), "CN1_C29", "CN1_A01_02", 1), "t.csv:1: column CN1_A01_02 stands twice, as number 2 and 3")
	wrong := strings.Replace(lines[end-2], "VA,", "VA,9", 1)
	refusedWith(t, "a column that does not add up", "oecd-icio", join(append(append([]string{}, lines[:end-2]...), wrong, lines[end-1])...), "column CN1_A01_02: inputs ")
	refusedWith(t, "a row missing", "oecd-icio", join(append(append([]string{}, lines[:9]...), lines[10:]...)...), "has no row for JPN T")
	for _, c := range []struct {
		rows []string
		lack string
	}{
		{lines[:end-3], "TLS, VA, OUT"}, {lines[:end-1], "OUT"}, {append(append([]string{}, lines[:end-3]...), lines[end-2:]...), "TLS"},
	} {
		e, err := Read(strings.NewReader(join(c.rows...)), "oecd-icio", "t", "t.csv", 2020)
		if err != nil {
			t.Fatal(err)
		}
		if notes := strings.Join(e.Notes, "\n"); !strings.Contains(notes, "has no row "+c.lack+":") {
			t.Errorf("without %s the notes are %s", c.lack, notes)
		}
		requireTable(t, m, e)
	}
	e, err := Read(strings.NewReader(join(lines...)), "oecd-icio", "t", "t.csv", 2020)
	if err != nil || strings.Contains(strings.Join(e.Notes, " "), "has no row") {
		t.Errorf("the whole table: %v, %v", err, e.Notes)
	}
}

// TestWIODNumbers: final uses may keep their published numbers beside fewer
// industries; countries with different columns are named, and so is a row
// that stands twice.
func TestWIODNumbers(t *testing.T) {
	m := makeTable([]string{"AUS", "ROW"}, []string{"A01", "C29", "T"}, 5, 3)
	plain := m.wiod()
	head, rows, _ := strings.Cut(plain, "\n")
	gap := head
	for _, r := range m.regions {
		for i, from := range []string{"4", "5", "6", "7", "8"} {
			gap = strings.Replace(gap, r+from, r+[]string{"57", "58", "59", "60", "61"}[i], 1)
		}
	}
	if gap == head {
		t.Fatal("the header has no final uses: " + head)
	}
	read := func(text string) *economy.Economy {
		e, err := Read(strings.NewReader(text), "wiod-2016", "t", "t.csv", 2014)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	requireTable(t, m, read(plain))
	requireTable(t, m, read(gap+"\n"+rows))
	refusedWith(t, "another number", "wiod-2016", strings.Replace(gap, "ROW61", "ROW62", 1)+"\n"+rows, "has a column ROW62 and no AUS62")
	refusedWith(t, "a column fewer", "wiod-2016", strings.Replace(head, "ROW3", "XXX", 1)+"\n"+rows, "has a column AUS3 and no ROW3")
	refusedWith(t, "a column twice", "wiod-2016", strings.Replace(head, "AUS2", "AUS1", 1)+"\n"+rows, "column AUS1 stands twice")
	first, _, _ := strings.Cut(rows, "\n")
	refusedWith(t, "a row twice", "wiod-2016", head+"\n"+first+"\n"+rows, "t.csv:3: row AUS 1 stands twice; it is on line 2 too")
}

// TestFinerNames: industries that only some editions show have names.
func TestFinerNames(t *testing.T) {
	for code, want := range map[string]string{"A01": "Crop and animal", "C24B": "non-ferrous", "T": "households", "29": "otor vehicles", "C29": "otor vehicles", "97T98": "households"} {
		if got := oecdName(code); !strings.Contains(got, want) {
			t.Errorf("%s is %q", code, got)
		}
	}
}
