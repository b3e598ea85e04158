package economy

import (
	"fmt"
	"math"
	"slices"

	"parley/internal/fault"
)

// GoodsWorld are the raw tables of a one-sector world of goods: what its
// builder stores, and from which Calibrate makes an Economy.
type GoodsWorld struct {
	Regions []Region
	Home    int       // the region whose destination costs are calibrated apart (the United States)
	Trade   []float64 // [exporter*N+importer], million, goods, nothing on the diagonal
	GDP     []float64 // [n], million
}

// The targets of the calibration, and the parameters it goes with:
// destination costs are 12 percent of trade-weighted sales for the rest of
// the world and 26 percent for the United States; the trade elasticity is 4
// (Ignatenko, Lashkaripour, Macedoni and Simonovska 2025, Making America
// Great Again? The Economic Impacts of Liberation Day Tariffs, Journal of
// International Economics 157, section 3).
const (
	goodsCostRest  = 0.12
	goodsCostHome  = 0.26
	goodsTheta     = 4.0
	goodsThetaFrom = "Ignatenko et al. (2025), JIE 157, section 3"
)

// Calibrate finds the destination costs and the own sales of every region,
// and lays the economy out. Own sales are expenditure less imports, with
// expenditure GDP plus the net transfer that trade and destination costs
// imply; where that is below imports they are zero, and Notes names the
// region.
func (g *GoodsWorld) Calibrate(name string) (*Economy, error) {
	N := len(g.Regions)
	if len(g.GDP) != N || len(g.Trade) != N*N || g.Home < 0 || g.Home >= N {
		return nil, fault.Bad("economy "+name, "give one GDP and one row and column of trade a region", "tables of %d GDPs and %d flows for %d regions", len(g.GDP), len(g.Trade), N)
	}
	rest, home, err := g.destinationCosts()
	if err != nil {
		return nil, err
	}
	e := &Economy{
		Name: name, Currency: "USD", Regions: slices.Clone(g.Regions),
		Sectors: []Sector{{Code: "GOODS", Name: "Goods and domestic sales", Kind: Goods}},
		Flow:    make([]float64, N*N), Tariff: make([]float64, N*N),
		Input: make([]float64, N), ValueAdded: make([]float64, N), Final: make([]float64, N),
		Theta:           []Elasticity{{Value: goodsTheta, Low: goodsTheta, High: 2 * goodsTheta, Source: goodsThetaFrom}},
		DestinationCost: make([]float64, N),
	}
	for n := range N {
		e.ValueAdded[n], e.Final[n] = 1, 1
		e.DestinationCost[n] = rest
	}
	e.DestinationCost[g.Home] = home
	var clipped []string
	for n := range N {
		imports, sales := 0.0, 0.0
		for i := range N {
			e.Flow[e.At(0, n, i)] = g.Trade[i*N+n]
			imports += g.Trade[i*N+n]
			sales += (1 - e.DestinationCost[i]) * g.Trade[n*N+i]
		}
		spend := g.GDP[n] + (1-e.DestinationCost[n])*(imports-sales)
		if spend < imports {
			clipped = append(clipped, g.Regions[n].Code)
		}
		e.Flow[e.At(0, n, n)] = math.Max(0, spend-imports)
	}
	if clipped != nil {
		e.Notes = append(e.Notes, fmt.Sprintf("%v import more than they spend by these tables; their own sales are set to zero", clipped))
	}
	return e, nil
}

// destinationCosts solves for the two cost shares on the world folded into
// home and rest: the trade-weighted mean of what each side's spending pays
// must be its target.
func (g *GoodsWorld) destinationCosts() (rest, home float64, err error) {
	var x [2][2]float64 // exporter, importer: 0 rest, 1 home
	var gdp [2]float64
	N := len(g.Regions)
	side := func(n int) int {
		if n == g.Home {
			return 1
		}
		return 0
	}
	for i := range N {
		gdp[side(i)] += g.GDP[i]
		for n := range N {
			x[side(i)][side(n)] += g.Trade[i*N+n]
		}
	}
	gap := func(nu [2]float64) (out [2]float64) {
		var own [2]float64 // own sales' share of purchases
		for k := range 2 {
			o := 1 - k
			spend := gdp[k] + (1-nu[k])*(x[0][k]+x[1][k]-(1-nu[0])*x[k][0]-(1-nu[1])*x[k][1])
			own[k] = (spend - x[o][k]) / (spend - x[o][k] + x[k][o])
		}
		out[0] = (1-own[0])*nu[1] + own[0]*nu[0] - goodsCostRest
		out[1] = own[1]*nu[1] + (1-own[1])*nu[0] - goodsCostHome
		return out
	}
	nu := [2]float64{0.1, 0.24}
	for range 50 {
		f := gap(nu)
		if math.Max(math.Abs(f[0]), math.Abs(f[1])) < 1e-16 {
			break
		}
		const h = 1e-6
		var j [2][2]float64
		for c := range 2 {
			up, down := nu, nu
			up[c] += h
			down[c] -= h
			fu, fd := gap(up), gap(down)
			j[0][c], j[1][c] = (fu[0]-fd[0])/(2*h), (fu[1]-fd[1])/(2*h)
		}
		det := j[0][0]*j[1][1] - j[0][1]*j[1][0]
		nu[0] -= (j[1][1]*f[0] - j[0][1]*f[1]) / det
		nu[1] -= (j[0][0]*f[1] - j[1][0]*f[0]) / det
	}
	if f := gap(nu); !(math.Abs(f[0])+math.Abs(f[1]) < 1e-12) || nu[0] < 0 || nu[1] < 0 || nu[0] >= 1 || nu[1] >= 1 {
		return 0, 0, fault.Bad("destination costs", "check trade and GDP", "no shares between 0 and 1 meet the targets %g and %g: %g and %g", goodsCostRest, goodsCostHome, nu[0], nu[1])
	}
	return nu[0], nu[1], nil
}
