package deal

import (
	"context"
	"io/fs"
	"math"
	"path"
	"strings"
	"testing"

	"parley/cases"
)

func embeddedCases(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(cases.FS, "*/case.yaml")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	return files
}

// TestEmbeddedCasesSolve: every worked case loads, solves on its search
// economy, says something about its zone in both readings, and its signed
// deals keep to the table.
func TestEmbeddedCasesSolve(t *testing.T) {
	in := embeddedInputs(t)
	for _, file := range embeddedCases(t) {
		t.Run(path.Dir(file), func(t *testing.T) {
			c, err := Load(cases.FS, file)
			if err != nil {
				t.Fatal(err)
			}
			if c.ID != path.Dir(file) {
				t.Errorf("case %q in folder %s", c.ID, path.Dir(file))
			}
			if _, err := fs.Stat(cases.FS, path.Join(path.Dir(file), "README.md")); err != nil {
				t.Error(err)
			}
			res, err := Solve(context.Background(), c, in, Options{Workers: 2, NoFull: true, NoRanges: true})
			if err != nil {
				t.Fatal(err)
			}
			if res.Verified {
				t.Error("verified without a full solve")
			}
			for _, z := range res.Zone {
				if z.Why == "" || z.Packages < 0 || z.Packages > z.Of {
					t.Errorf("zone %+v", z)
				}
			}
			for _, x := range res.Instruments {
				if x.Evidence == "" {
					t.Errorf("%s has no evidence", x.ID)
				}
			}
		})
	}
}

// TestCaseWeightsFit: the political weights that a case file quotes are those
// that the inverse optimum finds, to a tenth or a quarter of them.
func TestCaseWeightsFit(t *testing.T) {
	in := embeddedInputs(t)
	for _, file := range embeddedCases(t) {
		c, err := Load(cases.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		for p := range c.Parties {
			party := &c.Parties[p]
			if len(party.Weights) == 0 {
				continue
			}
			var sectors []string
			for _, w := range party.Weights {
				sectors = append(sectors, w.Sector)
			}
			find, least := Weights, 0.9
			if contains(party.Weights[0].Source, "applied") {
				find, least = AppliedWeights, 0.5
			}
			fit, err := find(context.Background(), c, in, Options{Workers: 2}, party.ID, sectors)
			if err != nil {
				t.Fatal(err)
			}
			for k, w := range fit.Weights {
				said := party.Weights[k].Value
				if d := math.Abs(w.Value - said); d > 0.1 && d > 0.25*said {
					t.Errorf("%s: the file says %g on %s, the inverse optimum %g; run parley deal weights %s --party %s and copy", c.ID, said, w.Sector, w.Value, c.ID, party.ID)
				}
			}
			if fit.Fit < least || fit.Fit > 1 {
				t.Errorf("%s: the weights of %s explain %.2f of the slopes", c.ID, party.ID, fit.Fit)
			}
		}
	}
}

// TestAppliedWeightsOfChina: tariffs that single out no sector are said to
// reveal nothing.
func TestAppliedWeightsOfChina(t *testing.T) {
	c, err := Load(cases.FS, "us-china/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fit, err := AppliedWeights(context.Background(), c, embeddedInputs(t), Options{Workers: 2}, "CN", nil)
	if err != nil {
		t.Fatal(err)
	}
	if fit.Fit > 0.5 || !strings.Contains(strings.Join(fit.Notes, " "), "should not be used") {
		t.Errorf("fit %.2f, notes %v", fit.Fit, fit.Notes)
	}
	for _, r := range fit.Rows {
		if r.Welfare > 0 {
			t.Errorf("a higher tariff on %s raises the world's welfare by %.1f", r.Instrument, r.Welfare)
		}
	}
}

// TestCardsRead: every card of the library reads and is of a known kind.
func TestCardsRead(t *testing.T) {
	names := Cards(cases.FS)
	if len(names) < 8 {
		t.Fatalf("%d cards", len(names))
	}
	for _, n := range names {
		k, err := ReadCard(cases.FS, n)
		if err != nil {
			t.Error(err)
			continue
		}
		if _, ok := kinds[k.Instrument.Kind]; !ok || k.Instrument.Evidence == "" || len(k.Instrument.Source) == 0 || len(k.Sources) == 0 {
			t.Errorf("card %s: kind %q, or no evidence or source", n, k.Instrument.Kind)
		}
	}
	if _, err := ReadCard(cases.FS, "unicorn"); err == nil {
		t.Error("an unknown card reads")
	}
}
