package trade

import (
	"fmt"
	"math"

	"parley/economy"
	"parley/internal/fault"
)

// Numeraire names the unit in which nominal changes are reported. Real
// outcomes do not depend on it.
type Numeraire string

// The numeraires.
const (
	WorldIncome Numeraire = ""       // world factor income is unchanged (Dekle, Eaton and Kortum 2008)
	WorldPrices Numeraire = "prices" // the spending-weighted mean of final prices is unchanged
	WorldWages  Numeraire = "wages"  // the income-weighted mean of factor prices is unchanged
)

// Closure says which equations close the model. The zero value is Caliendo
// and Parro's: transfers fixed at the benchmark deficits in the world's
// numeraire share, tariff revenue lump-sum, labour fixed, input-output on.
type Closure struct {
	Name string // as asked for; "" is "cp2015"
	// Balanced sets all transfers to zero: the benchmark is first re-solved
	// without them, and the shock is measured from there (Ossa 2014).
	Balanced bool

	// PassThrough is the exponent of tariffs in each importer's prices,
	// relative to the trade elasticity; nil is one, full pass-through.
	PassThrough []float64
	// DestinationCost is the part of sales in each market that pays labour
	// of the market itself; nil is zero.
	DestinationCost []float64
	// LabourSupply is the elasticity of labour to its real after-tax reward.
	LabourSupply float64
	// Scale is the elasticity of productivity to the size of production.
	Scale float64
	// Mobility is how well the factor moves between the sectors of each
	// region: the elasticity of its supply to a sector by the sector's wage
	// over the region's mean. Zero fixes it by sector (the short run), Mobile
	// lets it move freely; nil is Mobile everywhere (the long run).
	Mobility []float64
	// TaxRelief uses tariff revenue to lower the tax on labour income; else
	// it is handed back lump-sum.
	TaxRelief bool
	// Transfers are net receipts from abroad of each region in the
	// benchmark, million, instead of what the flows imply; must sum to zero.
	Transfers []float64
	// Numeraire is the unit of nominal results.
	Numeraire Numeraire
	// Changed says in words what the closure does to the economy itself or
	// to its transfers, for the title.
	Changed []string
}

// Title is the closure in words, for the foot of a table.
func (c *Closure) Title() string {
	t := "transfers fixed as a share of world income"
	if c.Balanced {
		t = "balanced trade (transfers purged first)"
	}
	if c.Transfers != nil {
		paid := 0.0
		for _, v := range c.Transfers {
			paid += math.Max(v, 0)
		}
		t = fmt.Sprintf("transfers as given (%s million in all)", amount(paid))
	}
	if c.TaxRelief {
		t += ", tariff revenue lowers income tax"
	} else {
		t += ", tariff revenue lump-sum"
	}
	if c.LabourSupply != 0 {
		t += fmt.Sprintf(", labour supply elasticity %g", c.LabourSupply)
	} else {
		t += ", labour fixed"
	}
	if c.Scale != 0 {
		t += fmt.Sprintf(", scale elasticity %g", c.Scale)
	}
	if c.PassThrough != nil {
		t += ", own pass-through"
	}
	if c.DestinationCost != nil {
		t += ", destination costs"
	}
	if c.Mobility != nil {
		t += ", " + mobilityTitle(c.Mobility)
	}
	for _, what := range c.Changed {
		t += ", " + what
	}
	return t
}

// check refuses a closure that cannot be an equilibrium of the economy.
func (c *Closure) check(e *economy.Economy) error {
	N := e.N()
	lengths := []struct {
		what string
		x    []float64
	}{{"pass-through", c.PassThrough}, {"destination cost", c.DestinationCost}, {"transfers", c.Transfers}, {"mobility", c.Mobility}}
	for _, l := range lengths {
		if l.x != nil && len(l.x) != N {
			return fault.Bad("closure", "give one per region", "%s has %d values, the economy %d regions", l.what, len(l.x), N)
		}
	}
	for n, v := range c.PassThrough {
		if !(v > 0) || math.IsInf(v, 0) {
			return fault.Bad("closure, "+e.Regions[n].Code, "give a positive exponent", "pass-through exponent %g", v)
		}
	}
	for n, v := range c.DestinationCost {
		if !(v >= 0 && v < 1) {
			return fault.Bad("closure, "+e.Regions[n].Code, "give a share from 0 to below 1", "destination cost share %g", v)
		}
	}
	for n, v := range c.Mobility {
		if !(v >= 0) || v > largestMobility && !math.IsInf(v, 1) {
			return fault.Bad("closure, "+e.Regions[n].Code, fmt.Sprintf("give an elasticity from 0 (fixed by sector) to %d, or mobile", int(largestMobility)), "mobility %g between sectors", v)
		}
	}
	if !(c.LabourSupply >= 0) || !(c.Scale >= 0) {
		return fault.Bad("closure", "give elasticities of zero or more", "labour supply %g, scale %g", c.LabourSupply, c.Scale)
	}
	if err := c.checkScale(e); err != nil {
		return err
	}
	switch c.Numeraire {
	case WorldIncome, WorldPrices, WorldWages:
	default:
		return fault.Bad("closure", `use "", "prices" or "wages"`, "unknown numeraire %q", c.Numeraire)
	}
	if c.Transfers != nil {
		if c.Balanced {
			return fault.Bad("closure", "keep one of them", "balanced trade and given transfers at once")
		}
		sum, size, world := 0.0, 0.0, 0.0
		for n, t := range c.Transfers {
			sum += t
			size += math.Abs(t)
			for s := range e.S() {
				for m := range N {
					world += e.ValueAdded[n*e.S()+s] * e.Flow[e.At(s, m, n)]
				}
			}
		}
		if !(math.Abs(sum) <= 1e-9*size) {
			return &fault.Error{Kind: fault.NoSolution, Where: "closure",
				Why: fmt.Sprintf("transfers sum to %.6g million (%.3g percent of world income), not to zero: no prices clear every market, one country's would stay open by that much",
					sum, 100*sum/world),
				Remedy: "rescale the transfers to sum to zero, or use the balanced closure"}
		}
	}
	return nil
}
