package trade

import "parley/economy"

// Shock is a change of policy, dense over (sector, importer, exporter) in
// the order of economy.Economy.Flow. Nil slices mean no change.
type Shock struct {
	// Tariff is the counterfactual tariff level, ad valorem fraction; nil
	// keeps the benchmark's.
	Tariff []float64
	// Iceberg is the factor on the cost of delivery, one where nothing
	// changes; d' = d (1 - a AVE/(1+AVE)) for a cut of the fraction a of a
	// non-tariff measure with ad valorem equivalent AVE.
	Iceberg []float64
	// Purchases are targets on bilateral flows that an implicit subsidy
	// (found by the solve) must meet.
	Purchases []Purchase
	// Transfer is the change of a region's net receipts from abroad,
	// million USD of the benchmark year; must sum to zero. Nil for none.
	Transfer []float64
}

// Purchase is a promise that the flow of one sector from Exporter to
// Importer be at least Target, million USD a year at benchmark prices.
type Purchase struct {
	Importer, Exporter, Sector int
	Target                     float64
	// Wedge is the implicit subsidy found: an ad valorem fraction of the
	// exporter's price, paid by the importer's budget. Zero when the target
	// is met without it.
	Wedge float64
}

// NewShock is the shock of no change for an economy, with Tariff and Iceberg
// allocated so that single entries can be set.
func NewShock(e *economy.Economy) *Shock {
	sh := &Shock{Tariff: append([]float64(nil), e.Tariff...), Iceberg: make([]float64, len(e.Flow))}
	for i := range sh.Iceberg {
		sh.Iceberg[i] = 1
	}
	return sh
}
