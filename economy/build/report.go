package build

import (
	"parley/economy"
)

// Report says how well a build met its evidence.
type Report struct {
	Checks   []economy.Check
	Balances []Balance
	Raised   []string
	Notes    []string
}

// Balance compares a region's balance with published ones, billion USD,
// deficits positive.
type Balance struct {
	Region           string
	ValueAdded       float64 // 2022, as estimated
	Exports, Imports float64
	Deficit          float64 // imports less exports
	OECD2020         float64 // deficit in the OECD table 2020
	Goods            float64 // deficit in goods, as estimated
	BACI2023         float64 // deficit in goods in BACI, 2023
}

func newReport(w *world, f *flows, us *usImports, tech *technologyFit, e *economy.Economy) *Report {
	r := &Report{Notes: w.notes}
	a := e.Accounts()
	R, S := e.N(), e.S()
	net := make([]float64, R)
	for _, t := range w.baciSorted() {
		if i, n := w.region(t.from), w.region(t.to); i != n {
			net[n] += t.value
			net[i] -= t.value
		}
	}
	for n, c := range w.regions {
		b := Balance{Region: c, ValueAdded: a.ValueAdded[n] / 1e3, Exports: a.TotalExports[n] / 1e3, Imports: a.TotalImports[n] / 1e3,
			Deficit: a.Deficit[n] / 1e3, OECD2020: w.in.balance[c] / 1e3, BACI2023: net[n] / 1e3}
		for k, o := range oecd {
			if o.goods {
				b.Goods += (a.Imports[n*S+k] - a.Exports[n*S+k]) / 1e3
			}
		}
		r.Balances = append(r.Balances, b)
	}
	r.Checks = e.Check()
	return r
}
