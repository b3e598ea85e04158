package deal

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"parley/internal/fault"
	"parley/trade"
)

// TestSectorsOfABloc: each sector stands once, with the sum of its members and
// changes weighted by size.
func TestSectorsOfABloc(t *testing.T) {
	r := &Result{Sectors: []trade.SectorResult{
		{Region: "DEU", Sector: "C29", OutputMUSD: 300, VolumePct: 1, ExportsMUSD: 100, ExportsPct: 4},
		{Region: "DEU", Sector: "C28", OutputMUSD: 100, VolumePct: 1},
		{Region: "FRA", Sector: "C29", OutputMUSD: 100, VolumePct: -1, ExportsMUSD: 300, ExportsPct: 0},
		{Region: "IND", Sector: "C29", OutputMUSD: 1000, VolumePct: 9},
	}}
	got := r.SectorsOf(Party{ID: "EU", Regions: []string{"DEU", "FRA"}})
	if len(got) != 2 || got[0].Sector != "C29" || got[0].Region != "EU" {
		t.Fatalf("%+v", got)
	}
	if x := got[0]; x.OutputMUSD != 400 || math.Abs(x.VolumePct-0.5) > 1e-12 || math.Abs(x.ExportsPct-1) > 1e-12 {
		t.Errorf("%+v", x)
	}
}

// TestPlacesOfWhatIsNotThere: a law that the data do not reach and an economy
// that there is not are errors of the case, at the line that asks for them.
func TestPlacesOfWhatIsNotThere(t *testing.T) {
	good := readCase(t)
	line := func(text, of string) string {
		n := 1 + strings.Count(text[:strings.Index(text, of)], "\n")
		return fmt.Sprintf("case.yaml:%d", n)
	}
	bad := strings.Replace(good, "date: 2025-05-20", "date: 2025-31-20", 1)
	if _, err := Parse("case.yaml", []byte(bad)); err == nil || !strings.HasPrefix(err.Error(), line(bad, "date: 2025-31-20")+":") {
		t.Errorf("date: %v", err)
	}
	c := toyCase(t, toyGroups)
	in := toyInputs()
	c.Economy.Name = "nowhere"
	_, err := Solve(context.Background(), c, in, Options{})
	if err != nil && fault.KindOf(err) != fault.BadInput {
		t.Errorf("economy: %v of kind %d", err, fault.KindOf(err))
	}
	e := fault.Missing("", "name another", "no economy %q", "nowhere")
	if placed := c.placed(e, 0, 7); placed.Error() != `case.yaml:7: no economy "nowhere"; name another` || fault.KindOf(placed) != fault.BadInput {
		t.Errorf("placed: %v", placed)
	}
	own := fault.Bad("flows.csv:3", "", "no number")
	if c.placed(own, 7) != error(own) {
		t.Error("an error with a place of its own is moved")
	}
}

// TestNamedInNoValue: a party that the value of a level does not name gets
// nothing from it, and is not said to be not valued.
func TestNamedInNoValue(t *testing.T) {
	b := readCase(t)
	b = strings.Replace(b, toyBlock(b), toyGroups, 1)
	at := strings.Index(b, "red_lines:")
	b = b[:at] + `  - id: fund
    title: A fund
    kind: transfer
    giver: JP
    receiver: US
    levels:
      - {id: none, title: none}
      - {id: some, title: some, value: {US: 100}}
    evidence: "a round sum"
    source: [asiafinancial]
` + b[at:]
	c, err := Parse("case.yaml", []byte(b))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), c, toyInputs(), Options{Workers: 2, NoRanges: true, NoFull: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range res.Instruments {
		if x.ID != "fund" {
			continue
		}
		v, ok := x.Value["JP"]
		if !ok || v.Mid != 0 || x.Value["US"].Mid != 100 {
			t.Errorf("fund is worth %v", x.Value)
		}
	}
}

// toyBlock is the groups of the case as it stands in its file.
func toyBlock(b string) string {
	return b[strings.Index(b, "  groups:"):strings.Index(b, "parties:")]
}

// TestTitlesAsWritten: a title keeps its first letter within a sentence.
func TestTitlesAsWritten(t *testing.T) {
	c := &Case{Instruments: []InstrumentSpec{{Title: "India accepts EU tests", Levels: []LevelSpec{{}, {Title: "accepted"}}}}}
	if got := c.say(0, 1); got != "India accepts EU tests (accepted)" {
		t.Error(got)
	}
}
