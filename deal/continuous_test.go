package deal

import (
	"context"
	"testing"
)

// TestRefineImproves: with duties free to take any rate the product of gains
// does not fall, nobody falls below no deal, and the duties that a red line
// fixes stay fixed.
func TestRefineImproves(t *testing.T) {
	c := toyCase(t, toyGroups)
	res, err := Solve(context.Background(), c, toyInputs(), Options{Workers: 2, NoRanges: true, Refine: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Refined) == 0 {
		t.Fatal("nothing refined")
	}
	for _, x := range res.Refined {
		if x.Product < 1-1e-9 {
			t.Errorf("%s: the product falls to %g of the lead package's", x.Reading, x.Product)
		}
		if x.Converged && x.Promise > 1e-6 {
			t.Errorf("%s: converged with %g still promised", x.Reading, x.Promise)
		}
		if _, ok := x.Rates["cars"]; ok {
			t.Errorf("%s: cars move to %g though the red line fixes them", x.Reading, x.Rates["cars"])
		}
		for id, v := range x.Rates {
			if v < -1e-9 || v > 25.5 {
				t.Errorf("%s: %s at %g %% lies outside its levels", x.Reading, id, v)
			}
		}
		for p, v := range x.Payoffs {
			if v < 0 {
				t.Errorf("%s: %s is left with %g", x.Reading, p, v)
			}
		}
	}
}
