package draft

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/deal"
	"parley/internal/fault"
	"parley/tariff"
)

// bench is a law of three measures: a country rate that rises in July, cars
// and steel.
type bench struct{}

var (
	may  = time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)
	july = time.Date(2025, 7, 9, 0, 0, 0, 0, time.UTC)
)

func (bench) Breakdown(_ string, date, _ time.Time) ([]tariff.MeasureShare, error) {
	country := 0.10
	if !date.Before(july) {
		country = 0.24
	}
	return []tariff.MeasureShare{
		{Measure: "us-ieepa-reciprocal", Sector: "C28", Covered: 1, Added: country, Imports: 60},
		{Measure: "us-232-autos", Sector: "C29", Covered: 1, Added: 0.25, Imports: 40},
		{Measure: "us-232-steel", Sector: "C24", Covered: 1, Added: 0.25, Imports: 2},
		{Measure: "us-232-wood", Sector: "C16", Covered: 1, Added: 0.1, Imports: 0.1},
	}, nil
}

func (bench) Measures(time.Time, time.Time, string) []tariff.MeasureInfo {
	return []tariff.MeasureInfo{
		{ID: "us-ieepa-reciprocal", Title: "Reciprocal tariff", Rate: "+10 %", Citation: "EO 14257", Confidence: "A", State: "in force"},
		{ID: "us-232-autos", Title: "Cars", Rate: "+25 %", Citation: "Proclamation 10908", Confidence: "A-", State: "in force"},
	}
}

func (bench) ChangeDays(from, to time.Time) []time.Time {
	if from.After(july) || to.Before(july) {
		return nil
	}
	return []time.Time{july}
}

func table(claims ...Claim) Table {
	for i := range claims {
		if claims[i].Said == "" {
			claims[i].Said = "2025-05-20"
		}
		if claims[i].Citation == "" {
			claims[i].Citation = "a story"
		}
	}
	return Table{ID: "draft", Track: "us-japan", AsOf: may, Origin: "the record", US: "US", Other: "JP", Claims: claims, Law: bench{}}
}

func TestMake(t *testing.T) {
	d, err := Make(table(
		Claim{ID: "c1", Type: "RED_LINE", Giver: "JP", Receiver: "US", Topic: "tariff", Ask: "remove", Measures: []string{"us-232-autos"}, Words: "no deal without \"cars\": # 1"},
		Claim{ID: "c2", Type: "DEMAND", Giver: "JP", Receiver: "US", Topic: "tariff", Ask: "remove", Measures: []string{"us-ieepa-reciprocal", "us-232-autos", "us-232-steel", "us-232-copper"}, Words: "remove all"},
		Claim{ID: "c3", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "purchase", Goods: []string{"corn"}, Sectors: []string{"A01_02"}, Words: "corn"},
		Claim{ID: "c4", Type: "COMMITMENT", Giver: "JP", Receiver: "US", Topic: "purchase", Goods: []string{"soybeans"}, Sectors: []string{"A01_02"}, Value: 8e9, Unit: "USD/year", Quantity: "$8 billion a year", Words: "soybeans for $8 billion a year"},
		Claim{ID: "c5", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "standards", Goods: []string{"cars"}, Sectors: []string{"C29"}, Words: "rules for cars"},
		Claim{ID: "c6", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "culture", Words: "lend a panda: \"Lin\""},
		Claim{ID: "c7", Type: "THREAT", Giver: "US", Receiver: "JP", Topic: "tariff", Ask: "raise", Measures: []string{"us-ieepa-reciprocal"}, Value: 35, Unit: "percent", Words: "35% it will be"},
		Claim{ID: "c8", Type: "AGENDA", Giver: "JP", Receiver: "US", Topic: "exchange rate", Status: "out", Words: "no yen"},
		Claim{ID: "c9", Type: "RED_LINE", Giver: "JP", Receiver: "US", Topic: "market access", Goods: []string{"soybeans"}, Sectors: []string{"A01_02"}, Words: "no more soybeans", Settled: "withdrawn on 2025-05-19", Over: true},
		Claim{ID: "c10", Type: "COMMITMENT", Giver: "US", Receiver: "JP", Topic: "tariff", Ask: "reduce", Measures: []string{"us-232-autos"}, Value: 15, Unit: "percent", Words: "cars at 15% in all"},
		Claim{ID: "c11", Type: "STATEMENT", Giver: "JP", Receiver: "US", Words: "progress"},
	))
	if err != nil {
		t.Fatal(err)
	}
	c := d.Parsed
	var ids []string
	for _, s := range c.Instruments {
		ids = append(ids, s.ID)
	}
	if got := strings.Join(ids, " "); got != "reciprocal cars metals farm standards" {
		t.Errorf("instruments %s\n%s", got, d.Case)
	}
	levels := func(id string) string {
		var out []string
		for _, l := range c.Instruments[c.Instrument(id)].Levels {
			out = append(out, l.ID)
		}
		return strings.Join(out, " ")
	}
	for id, want := range map[string]string{"reciprocal": "threat law today 15-total none", "cars": "now 15-total none", "farm": "none one said-8000"} {
		if got := levels(id); got != want {
			t.Errorf("%s has levels %q, want %q", id, got, want)
		}
	}
	if got := c.Instruments[0].Record; !slices.Equal(got, []string{"c7", "c2"}) {
		t.Errorf("reciprocal rests on %v", got)
	}
	if c.Disagreement.Law != "2025-07-09" || c.StatusQuo.Package["reciprocal"] != "today" {
		t.Errorf("no deal is the law of %s, the status quo %v", c.Disagreement.Law, c.StatusQuo.Package)
	}
	if len(c.RedLines) != 1 || c.RedLines[0].Require[0].Instrument != "cars" || !slices.Equal(c.RedLines[0].Require[0].Levels, []string{"none"}) || !slices.Equal(c.RedLines[0].Record, []string{"c1"}) {
		t.Errorf("red lines %+v", c.RedLines)
	}
	if len(c.Signed) != 1 || c.Signed[0].Package["cars"] != "15-total" || c.Signed[0].Package["farm"] != "said-8000" {
		t.Errorf("promised %+v", c.Signed)
	}
	left := map[string]string{}
	for _, l := range d.Left {
		left[l.Claim] = l.Reason
	}
	for id, want := range map[string]string{"c6": "names no good", "c8": "what is talked about", "c9": "settled: withdrawn"} {
		if !strings.Contains(left[id], want) {
			t.Errorf("%s is left because %q, want %q", id, left[id], want)
		}
		if !strings.Contains(string(d.Case), id+", 2025-05-20") {
			t.Errorf("%s is not in the file", id)
		}
	}
	if !strings.Contains(string(d.Case), "1 STATEMENT") || d.Fill != strings.Count(string(d.Case), "FILL:") {
		t.Errorf("marks %d\n%s", d.Fill, d.Case)
	}
}

func TestMakeOfNothing(t *testing.T) {
	for name, claims := range map[string][]Claim{
		"no claim":     nil,
		"no move":      {{ID: "c1", Type: "STATEMENT", Giver: "JP", Receiver: "US", Words: "well"}},
		"other people": {{ID: "c1", Type: "DEMAND", Giver: "FR", Receiver: "DE", Words: "well"}},
	} {
		if _, err := Make(table(claims...)); fault.KindOf(err) != fault.NoSolution {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Red lines that cannot hold together are priced, not imposed.
func TestContradiction(t *testing.T) {
	d, err := Make(table(
		Claim{ID: "c1", Type: "RED_LINE", Giver: "JP", Receiver: "US", Topic: "tariff", Ask: "remove", Measures: []string{"us-232-autos"}, Words: "cars must go"},
		Claim{ID: "c2", Type: "RED_LINE", Giver: "US", Receiver: "JP", Topic: "tariff", Measures: []string{"us-232-autos"}, Words: "cars stay"},
	))
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, l := range d.Parsed.RedLines {
		if l.Held() {
			held++
		}
	}
	if held != 1 || len(d.Parsed.RedLines) != 2 {
		t.Errorf("%d of %d red lines are imposed", held, len(d.Parsed.RedLines))
	}
}

// Whatever was said, the draft loads or says that there is nothing to draft,
// and every move is in it: used, or left with a reason.
func TestNothingIsDropped(t *testing.T) {
	pick := func(t *rapid.T, name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	rapid.Check(t, func(t *rapid.T) {
		var claims []Claim
		for i := range rapid.IntRange(1, 8).Draw(t, "n") {
			goods := rapid.SliceOfN(rapid.SampledFrom([]string{"cars", "rice", "ships", "industrial-goods", "dairy", "aircraft", "energy", "gizmos"}), 0, 3).Draw(t, "goods")
			measures := rapid.SliceOfN(rapid.SampledFrom([]string{"us-232-autos", "us-ieepa-reciprocal", "us-232-steel", "us-301-ships", "cn-rare-earths"}), 0, 3).Draw(t, "measures")
			claims = append(claims, Claim{ID: fmt.Sprintf("c%d", i), Type: pick(t, "type", append([]string{"STATEMENT", "ROUND"}, tableTypes...)...),
				Giver: pick(t, "giver", "US", "JP", "CN"), Receiver: pick(t, "receiver", "US", "JP", "*", ""),
				Topic: pick(t, "topic", "tariff", "purchase", "standards", "investment", "exchange rate", "package", ""), Ask: pick(t, "ask", "remove", "reduce", "raise", ""),
				Goods: goods, Measures: measures, Sectors: rapid.SampledFrom([][]string{nil, {"A01_02"}}).Draw(t, "sectors"), Value: float64(rapid.IntRange(0, 100).Draw(t, "value")), Unit: pick(t, "unit", "percent", "USD", "tonnes", ""),
				Words: rapid.String().Draw(t, "words"), Citation: rapid.String().Draw(t, "citation"), Grade: pick(t, "grade", "A", "K", ""), Denied: rapid.Bool().Draw(t, "denied"),
				Said: pick(t, "said", "2025-05-20", "2025-04-01")})
		}
		tab := table(claims...)
		d, err := Make(tab)
		if err != nil {
			if fault.KindOf(err) != fault.NoSolution {
				t.Fatal(err)
			}
			return
		}
		if _, err := deal.Parse("again", d.Case); err != nil {
			t.Fatal(err)
		}
		b := &builder{t: &tab}
		for i := range tab.Claims {
			if c := &tab.Claims[i]; b.onTable(c) && !strings.Contains(string(d.Case), c.ID+", "+c.Said) {
				t.Fatalf("%+v is not in the file:\n%s", c, d.Case)
			}
		}
	})
}
