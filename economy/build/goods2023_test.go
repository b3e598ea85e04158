package build

import (
	"bytes"
	"context"
	"math"
	"os"
	"testing"

	"parley/economy"
)

// The calibration meets its two targets, and what is stored comes back to
// the last bit.
func TestSmallGoods(t *testing.T) {
	e, r, err := Goods2023(context.Background(), small(), "small", nil)
	if err != nil {
		t.Fatal(err)
	}
	if e.N() != 6 || e.S() != 1 || e.Year != 2023 || !e.Estimate {
		t.Fatalf("%d by %d, %d", e.N(), e.S(), e.Year)
	}
	for _, c := range r.Checks {
		if !c.OK {
			t.Errorf("%+v", c)
		}
	}
	for _, v := range r.Evidence {
		if !v.OK {
			t.Errorf("not met: %+v", v)
		}
	}
	// Purchases of the United States pay 26 % to labour of the market they
	// are bought in, folding all others into one.
	us := e.Region("USA")
	var own, imports float64
	for i := range e.N() {
		if i == us {
			own = e.Flow[e.At(0, us, i)]
		} else {
			imports += e.Flow[e.At(0, us, i)]
		}
	}
	share := own / (own + imports)
	rest := e.DestinationCost[(us+1)%e.N()]
	if got := share*e.DestinationCost[us] + (1-share)*rest; math.Abs(got-0.26) > 0.05 {
		t.Errorf("destination cost over US purchases: %g", got)
	}
	var b bytes.Buffer
	if err := e.Encode(&b); err != nil {
		t.Fatal(err)
	}
	got, err := economy.Decode(&b, "small")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range e.Flow {
		if got.Flow[i] != f {
			t.Fatalf("flow %d: %g became %g", i, f, got.Flow[i])
		}
	}
	for n, v := range e.DestinationCost {
		if got.DestinationCost[n] != v || got.ValueAdded[n] != 1 || got.Final[n] != 1 {
			t.Fatalf("region %d: %g %g %g", n, got.DestinationCost[n], got.ValueAdded[n], got.Final[n])
		}
	}
}

// The embedded economy is what the builder makes of the real tables.
func TestEmbeddedGoods(t *testing.T) {
	if _, err := os.Stat(ingredientFolder); err != nil {
		t.Skip("the ingredient folder is not here; the small world covers the builder")
	}
	e, _, err := Goods2023(context.Background(), os.DirFS(ingredientFolder), "data", nil)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := economy.Open("goods-2023")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range e.Flow {
		if math.Abs(embedded.Flow[i]-f) > 1e-9*(1+f) {
			t.Fatalf("flow %d: built %g, embedded %g; run parley economy build goods-2023", i, f, embedded.Flow[i])
		}
	}
	for n, v := range e.DestinationCost {
		if math.Abs(embedded.DestinationCost[n]-v) > 1e-12 {
			t.Fatalf("destination cost %d: built %g, embedded %g", n, v, embedded.DestinationCost[n])
		}
	}
	// Published: 11.433521281618389 and 27.04709822827855 percent.
	us := e.Region("USA")
	if math.Abs(e.DestinationCost[us]-0.2704709822827855) > 1e-12 || math.Abs(e.DestinationCost[0]-0.11433521281618389) > 1e-12 {
		t.Errorf("destination costs %.16g and %.16g", e.DestinationCost[0], e.DestinationCost[us])
	}
}
