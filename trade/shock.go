package trade

import (
	"fmt"
	"math"

	"parley/economy"
	"parley/internal/fault"
)

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
	// Quotas are tariff-rate quotas on bilateral flows.
	Quotas []Quota
	// Rents are changes of the rent part of non-tariff measures.
	Rents []Rent
	// Transfer is the change of a region's net receipts from abroad,
	// million USD of the benchmark year; must sum to zero. Nil for none.
	Transfer []float64
	// Productivity is the factor on output per unit of inputs, [n*S+s]; nil
	// for no change.
	Productivity []float64

	moved []int32 // markets s*N+n whose tariffs or delivery costs are not the benchmark's, ascending; nil when not known
}

// Route names a bilateral flow of one sector by its indices.
type Route struct {
	Importer, Exporter, Sector int
}

// Purchase is a promise that the flow of one sector from Exporter to
// Importer be at least Target, million USD a year at benchmark prices.
type Purchase struct {
	Importer, Exporter, Sector int
	// Also are more flows under the same promise: their volumes are added
	// and one subsidy, a fraction of the price with the tariff, is common to
	// all.
	Also   []Route
	Name   string // what results call the promise; "" for the codes of its flow
	Target float64
	// Added, when Target is zero, is the target on top of the flow in the
	// benchmark as the closure re-solves it.
	Added float64
	// Wedge is the implicit subsidy found: an ad valorem fraction of the
	// exporter's price, paid by the importer's budget. Zero when the target
	// is met without it. A solve never writes here: the wedges it found are
	// in Result.Wedges, purchases first, in the order of the shock.
	Wedge float64
}

// Quota is a tariff-rate quota: the flow of one sector from Exporter to
// Importer pays In up to Volume and Out beyond it. While the quota binds
// and nothing enters beyond it, the licence is worth the difference of
// prices; ExporterShare of that rent goes to the exporting region, the rest
// to the importing one.
type Quota struct {
	Importer, Exporter, Sector int
	Also                       []Route // more flows under the same quota: one volume, one price of the licence
	Name                       string  // what results call the quota; "" for the codes of its flow
	In, Out                    float64 // ad valorem fractions, Out >= In
	Volume                     float64 // million USD a year at benchmark prices
	ExporterShare              float64 // 0..1
}

// Rent is a change of the rent that a non-tariff measure creates: the
// buyer's price changes by the factor 1+Wedge and the income from the wedge
// goes to the holders, ExporterShare of it abroad. A cut of a rent is a
// negative wedge.
type Rent struct {
	Importer, Exporter, Sector int
	Wedge                      float64
	ExporterShare              float64
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

// Clone is a copy that shares nothing with sh.
func (sh *Shock) Clone() *Shock {
	c := *sh
	c.moved = nil
	c.Tariff = append([]float64(nil), sh.Tariff...)
	c.Iceberg = append([]float64(nil), sh.Iceberg...)
	c.Purchases = append([]Purchase(nil), sh.Purchases...)
	for j := range c.Purchases {
		c.Purchases[j].Also = append([]Route(nil), c.Purchases[j].Also...)
	}
	c.Quotas = append([]Quota(nil), sh.Quotas...)
	for j := range c.Quotas {
		c.Quotas[j].Also = append([]Route(nil), c.Quotas[j].Also...)
	}
	c.Rents = append([]Rent(nil), sh.Rents...)
	c.Transfer = append([]float64(nil), sh.Transfer...)
	c.Productivity = append([]float64(nil), sh.Productivity...)
	return &c
}

// LargestNonTariff bounds the ad valorem equivalent of a non-tariff measure
// that a file may name, percent.
const LargestNonTariff = 500.0

// NonTariffCut is the factor on the cost of delivery when the fraction cut
// (0..1) of a non-tariff measure with ad valorem equivalent ave (a fraction)
// is removed: 1 - cut*ave/(1+ave).
func NonTariffCut(ave, cut float64) float64 { return 1 - cut*ave/(1+ave) }

// check refuses a shock that cannot be solved, naming the entry.
func (sh *Shock) check(e *economy.Economy) error {
	_, _, err := sh.inspect(e)
	return err
}

// inspect checks a shock, lists the markets that it moves and says whether
// any delivery cost changes.
func (sh *Shock) inspect(e *economy.Economy) ([]int32, bool, error) {
	N, S := e.N(), e.S()
	place := func(f int) string {
		s, n, i := f/(N*N), f/N%N, f%N
		return fmt.Sprintf("%s, %s from %s", e.Sectors[s].Code, e.Regions[n].Code, e.Regions[i].Code)
	}
	bad := func(where, remedy, why string, args ...any) error { return fault.Bad(where, remedy, why, args...) }
	if sh.Tariff != nil && len(sh.Tariff) != N*N*S {
		return nil, false, bad("shock", "make it with NewShock of the same economy", "has %d tariffs, the economy %d", len(sh.Tariff), N*N*S)
	}
	if sh.Iceberg != nil && len(sh.Iceberg) != N*N*S {
		return nil, false, bad("shock", "make it with NewShock of the same economy", "has %d delivery costs, the economy %d", len(sh.Iceberg), N*N*S)
	}
	moved, delivery, f := sh.markets(e.Tariff, N)
	switch {
	case f < 0:
	case sh.Tariff != nil && !isTariff(sh.Tariff[f]):
		return nil, false, bad(place(f), "give a rate above -100 percent", "a tariff of %g percent is no tariff", 100*sh.Tariff[f])
	default:
		return nil, false, bad(place(f), "give a positive factor", "a delivery cost factor of %g is not positive", sh.Iceberg[f])
	}
	flow := func(importer, exporter, sector int) (int, error) {
		if importer < 0 || importer >= N || exporter < 0 || exporter >= N || sector < 0 || sector >= S {
			return 0, bad("shock", "use indices of the economy", "no flow of sector %d to %d from %d", sector, importer, exporter)
		}
		f := e.At(sector, importer, exporter)
		if e.Flow[f] == 0 {
			return 0, bad(place(f), "name a flow that exists in the benchmark", "no trade in the benchmark, so no wedge can move it")
		}
		return f, nil
	}
	seen := map[int]bool{}
	once := func(f int) error {
		if seen[f] {
			return bad(place(f), "keep one of them", "two purchases, quotas or rents on one flow")
		}
		seen[f] = true
		return nil
	}
	every := func(routes []Route) (first int, err error) {
		for j, r := range routes {
			f, err := flow(r.Importer, r.Exporter, r.Sector)
			if err == nil {
				err = once(f)
			}
			if err != nil {
				return 0, err
			}
			if j == 0 {
				first = f
			}
		}
		return first, nil
	}
	for _, p := range sh.Purchases {
		f, err := every(p.routes())
		if err != nil {
			return nil, false, err
		}
		if sum := p.Target + p.Added; !(p.Target >= 0 && p.Added >= 0 && sum >= 0) || math.IsInf(sum, 0) || p.Target > 0 && p.Added > 0 {
			return nil, false, bad(place(f), "give a positive amount, as a level or as an addition", "a purchase target of %g million, or %g more", p.Target, p.Added)
		}
	}
	for _, q := range sh.Quotas {
		f, err := every(q.routes())
		if err != nil {
			return nil, false, err
		}
		if !(q.Volume > 0) || !(q.In > -1) || !(q.Out >= q.In) || !(q.ExporterShare >= 0 && q.ExporterShare <= 1) {
			return nil, false, bad(place(f), "give volume > 0, out >= in > -100 percent, exporter share 0..1",
				"quota of %g million at %g / %g percent, exporter share %g", q.Volume, 100*q.In, 100*q.Out, q.ExporterShare)
		}
	}
	for _, q := range sh.Rents {
		f, err := flow(q.Importer, q.Exporter, q.Sector)
		if err == nil {
			err = once(f)
		}
		if err != nil {
			return nil, false, err
		}
		if !(q.Wedge > -1) || !(q.ExporterShare >= 0 && q.ExporterShare <= 1) {
			return nil, false, bad(place(f), "give a wedge above -1 and an exporter share 0..1", "rent wedge %g, exporter share %g", q.Wedge, q.ExporterShare)
		}
	}
	if sh.Transfer != nil {
		if len(sh.Transfer) != N {
			return nil, false, bad("shock", "give one per region", "has %d transfers, the economy %d regions", len(sh.Transfer), N)
		}
		sum, size := 0.0, 0.0
		for _, t := range sh.Transfer {
			sum += t
			size += math.Abs(t)
		}
		if !(math.Abs(sum) <= 1e-9*size) {
			return nil, false, bad("shock", "what one region receives another must pay", "transfers sum to %g million, not to zero", sum)
		}
	}
	if sh.Productivity != nil {
		if len(sh.Productivity) != N*S {
			return nil, false, bad("shock", "give one per region and sector", "has %d productivities, the economy %d", len(sh.Productivity), N*S)
		}
		for j, a := range sh.Productivity {
			if !(a > 0) || math.IsInf(a, 0) {
				return nil, false, bad(e.Regions[j/S].Code+" "+e.Sectors[j%S].Code, "give a positive factor", "productivity factor %g", a)
			}
		}
	}
	return moved, delivery, nil
}

// routes are all flows of a promise, the first one first.
func (p *Purchase) routes() []Route {
	return append([]Route{{p.Importer, p.Exporter, p.Sector}}, p.Also...)
}

// routes are all flows of a quota, the first one first.
func (q *Quota) routes() []Route {
	return append([]Route{{q.Importer, q.Exporter, q.Sector}}, q.Also...)
}

// flow is the index of a route in bilateral arrays.
func (b *benchmark) flow(r Route) int { return (r.Sector*b.n+r.Importer)*b.n + r.Exporter }

// before is the benchmark value of flows, net of tariff.
func (b *benchmark) before(routes []Route) (sum float64) {
	for _, r := range routes {
		f := b.flow(r)
		sum += b.share[f] * b.spending[r.Importer*b.s+r.Sector] / (1 + b.tariff[f])
	}
	return sum
}

// unknownWedges is how many wedges of a shock the solve must find.
func (sh *Shock) unknownWedges() int { return len(sh.Purchases) + len(sh.Quotas) }
