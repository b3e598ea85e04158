package deal

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// toyCase is the United States-Japan case on the toy world.
func toyCase(t testing.TB, groups string) *Case {
	t.Helper()
	b := readCase(t)
	from := strings.Index(b, "  groups:")
	to := strings.Index(b, "parties:")
	c, err := Parse("case.yaml", []byte(b[:from]+groups+"\n"+b[to:]))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const toyGroups = "  groups:\n    - {code: JPN}\n    - {code: USA}\n    - {code: CHN}\n"

func TestSolveToyCase(t *testing.T) {
	c := toyCase(t, toyGroups)
	res, err := Solve(context.Background(), c, toyInputs(), Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !res.Verified || res.Residual > 1e-7 {
		t.Errorf("verified %v, residual %g", res.Verified, res.Residual)
	}
	value := map[string]float64{}
	for _, x := range res.Instruments {
		value[x.ID] = x.Value["JP"].Mid
		if !x.Direct {
			for _, p := range []string{"JP", "US"} {
				v := x.Value[p]
				if v.Low > v.Mid || v.Mid > v.High {
					t.Errorf("%s for %s: %v is not in order", x.ID, p, v)
				}
			}
		}
		if x.Direct && len(x.Value) == 0 && x.Believe == "" {
			t.Errorf("%s: not valued and nothing to believe", x.ID)
		}
	}
	// A cut of the other side's duty helps; the toy world is built so that
	// cars are the first party's strength.
	for _, id := range []string{"reciprocal", "cars", "parts", "metals"} {
		if value[id] <= 0 {
			t.Errorf("cutting %s gives Japan %g", id, value[id])
		}
	}
	if value["cars"] < value["metals"] || value["cars"] < value["parts"] {
		t.Errorf("values %v: cars should lead parts and metals", value)
	}
	for _, x := range res.Solutions {
		if !x.Verified {
			t.Errorf("%s (%s) is not verified", x.Concept, x.Reading)
		}
		for p, v := range x.Payoffs {
			if v < -x.Gap-1e-6 {
				t.Errorf("%s (%s): %s gets %g, gap %g", x.Concept, x.Reading, p, v, x.Gap)
			}
		}
		if x.Package["cars"] != "2.5" {
			t.Errorf("%s (%s) crosses the red line: %v", x.Concept, x.Reading, x.Package)
		}
	}
	if len(res.Zone) != 2 || res.Zone[0].Why == "" || res.Zone[0].Of != 55296 {
		t.Errorf("zone %+v", res.Zone)
	}
	if _, err := json.Marshal(res); err != nil {
		t.Error(err)
	}
}

// TestSameAnswerOnAnyWorkers: the result is the same bytes for one worker
// and two.
func TestSameAnswerOnAnyWorkers(t *testing.T) {
	c := toyCase(t, toyGroups)
	var first []byte
	for _, workers := range []int{1, 2} {
		res, err := Solve(context.Background(), c, toyInputs(), Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		b, _ := json.Marshal(res)
		if first == nil {
			first = b
		} else if string(first) != string(b) {
			t.Errorf("the result differs with %d workers", workers)
		}
	}
}

// TestGapWithoutJoining: with no joined regions, a package of one item has
// no approximation error beyond the tolerance of the search.
func TestGapWithoutJoining(t *testing.T) {
	c := toyCase(t, "")
	res, err := Solve(context.Background(), c, toyInputs(), Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	want := res.StatusQuo.Payoffs
	for _, x := range res.Instruments {
		if x.ID != "reciprocal" {
			continue
		}
		for p, v := range want {
			if math.Abs(x.Levels[1].Value[p].Mid-v) > 0.5 {
				t.Errorf("status quo gives %s %g, its own item %g", p, v, x.Levels[1].Value[p].Mid)
			}
		}
	}
}
