package deal

import (
	"context"
	"io/fs"
	"math"
	"path"
	"testing"

	"parley/cases"
)

func embeddedCases(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(cases.FS, "*/case.yaml")
	if err != nil || len(files) < 6 {
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
			if c.ID != path.Dir(file) || len(c.Signed) == 0 {
				t.Errorf("case %q in folder %s, %d signed deals", c.ID, path.Dir(file), len(c.Signed))
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
		us := c.Party("US")
		if len(c.Parties[us].Weights) == 0 {
			continue
		}
		var sectors []string
		for _, w := range c.Parties[us].Weights {
			sectors = append(sectors, w.Sector)
		}
		fit, err := Weights(context.Background(), c, in, Options{Workers: 2}, "US", sectors)
		if err != nil {
			t.Fatal(err)
		}
		for k, w := range fit.Weights {
			said := c.Parties[us].Weights[k].Value
			if d := math.Abs(w.Value - said); d > 0.1 && d > 0.25*said {
				t.Errorf("%s: the file says %g on %s, the inverse optimum %g; run parley deal weights %s and copy", c.ID, said, w.Sector, w.Value, c.ID)
			}
		}
		if fit.Fit < 0.9 {
			t.Errorf("%s: the weights explain %.2f of the slopes", c.ID, fit.Fit)
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
