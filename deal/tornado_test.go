package deal

import (
	"context"
	"math"
	"testing"

	"parley/cases"
)

// TestTornadoFindsWhatMatters: the assumptions picked by gradients are those
// that a solve at the ends of every single one ranks first.
func TestTornadoFindsWhatMatters(t *testing.T) {
	c, err := Load(cases.FS, "us-japan/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), c, embeddedInputs(t), Options{Workers: 2, NoFull: true, Draws: 1})
	if err != nil {
		t.Fatal(err)
	}
	title := "nash package"
	of := func(rows []Tornado, party string) (out []Tornado) {
		for _, x := range rows {
			if x.Title == title && x.Reading == WelfareOnly && x.Party == party {
				out = append(out, x)
			}
		}
		return out
	}
	for _, party := range []string{"JP", "US"} {
		fast, all := of(res.Tornado, party), of(res.Uncertainty.Tornado, party)
		if len(fast) < 3 || len(all) < len(fast) {
			t.Fatalf("%s: %d and %d assumptions", party, len(fast), len(all))
		}
		for k := range 3 {
			if math.Abs(fast[k].Swing()-all[k].Swing()) > 0.1*all[0].Swing() {
				t.Errorf("%s, place %d: %s moves it by %.0f, %s by %.0f", party, k+1, fast[k].Assumption, fast[k].Swing(), all[k].Assumption, all[k].Swing())
			}
			if x := fast[k]; x.Central == 0 || x.Low == x.High {
				t.Errorf("%+v", x)
			}
		}
	}
}
