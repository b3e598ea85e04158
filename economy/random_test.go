package economy

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// drawEconomy makes a small economy whose identities hold exactly: random
// flows with zeros, tariffs, and input columns that take no more than half
// of what a region buys.
func drawEconomy(t *rapid.T) *Economy {
	n := rapid.IntRange(2, 5).Draw(t, "regions")
	s := rapid.IntRange(1, 4).Draw(t, "sectors")
	e := &Economy{Name: "random", Year: 2022, Currency: "USD"}
	for i := range n {
		e.Regions = append(e.Regions, Region{Code: fmt.Sprintf("R%d", i), Name: fmt.Sprintf("Region %d", i)})
	}
	for k := range s {
		e.Sectors = append(e.Sectors, Sector{Code: fmt.Sprintf("C%d", k), Name: fmt.Sprintf("Sector %d", k), Kind: Goods})
		v := rapid.Float64Range(1, 10).Draw(t, "theta")
		e.Theta = append(e.Theta, Elasticity{Value: v, Low: v / 2, High: v * 2, Source: "drawn"})
	}
	e.Flow = make([]float64, n*n*s)
	e.Tariff = make([]float64, n*n*s)
	flow := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0.01, 1000))
	for k := range s {
		for m := range n {
			for i := range n {
				at := e.At(k, m, i)
				e.Flow[at] = flow.Draw(t, "flow")
				if i == m {
					e.Flow[at] += 500
				} else {
					e.Tariff[at] = rapid.Float64Range(0, 0.5).Draw(t, "tariff")
				}
			}
		}
	}
	e.Input = make([]float64, n*s*s)
	e.ValueAdded = make([]float64, n*s)
	e.Final = make([]float64, n*s)
	a := e.Accounts()
	for m := range n {
		var x, y float64
		for k := range s {
			x += a.Expenditure[m*s+k]
			y += a.Output[m*s+k]
		}
		for j := range s {
			b := rapid.Float64Range(0.1, 0.5).Draw(t, "inputs") * min(1, x/y)
			e.ValueAdded[m*s+j] = 1 - b
			for k := range s {
				e.Input[(m*s+j)*s+k] = b * a.Expenditure[m*s+k] / x
			}
		}
	}
	a = e.Accounts()
	for m := range n {
		for k := range s {
			e.Final[m*s+k] = (a.Expenditure[m*s+k] - a.IntermediateUse[m*s+k]) / a.FinalSpend[m]
		}
	}
	return e
}

// requireSound fails the test unless every check of e holds, the hard and
// the soft ones but that on own tariffs.
func requireSound(t interface {
	Helper()
	Fatalf(string, ...any)
}, e *Economy) {
	t.Helper()
	for _, c := range e.Check() {
		if !c.OK && c.Name != "own tariffs" {
			t.Fatalf("%s: %s", e.Name, c.sentence())
		}
	}
}

func TestDrawnEconomiesAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { requireSound(t, drawEconomy(t)) })
}
