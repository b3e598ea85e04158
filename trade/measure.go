package trade

import (
	"fmt"
	"math"
	"slices"

	"parley/internal/fault"
)

// Measure names a scalar outcome. Its value is the one that a Result gives
// under the same name, in the numeraire of the closure.
type Measure string

// The measures, each of which has a gradient.
const (
	Welfare      Measure = "welfare"         // of a region, percent as in RegionResult
	WelfareMUSD  Measure = "welfare-musd"    // equivalent variation, million
	WelfareFirst Measure = "welfare-first"   // first order: the sum of the next two, percent
	TermsOfTrade Measure = "terms-of-trade"  // percent of final expenditure
	TradeVolume  Measure = "volume-of-trade" // percent of final expenditure
	RealIncome   Measure = "real-income"     // factor price over the price of final demand, percent
	Wage         Measure = "wage"            // percent
	CPI          Measure = "cpi"             // price of final demand, percent
	Employment   Measure = "employment"      // percent
	Revenue      Measure = "revenue"         // tariff revenue, million
	Exports      Measure = "exports"         // value net of tariff, percent
	Imports      Measure = "imports"         // the same of imports, percent
	Deficit      Measure = "deficit"         // imports less exports, percent of its benchmark size

	Output        Measure = "output"         // sales of a sector, percent
	Volume        Measure = "volume"         // its sales at benchmark prices, percent
	Jobs          Measure = "jobs"           // its employment, percent
	SectorWage    Measure = "sector-wage"    // what it pays the factor, percent
	Price         Measure = "price"          // of the region's absorption of the sector, percent
	SectorExports Measure = "sector-exports" // percent
	SectorImports Measure = "sector-imports" // percent

	Flow Measure = "flow" // what Partner sells to Region of Sector, million, net of tariff
)

// Measures lists the measures, those of a sector and of a flow last.
func Measures() []Measure {
	return []Measure{Welfare, WelfareMUSD, WelfareFirst, TermsOfTrade, TradeVolume, RealIncome, Wage, CPI, Employment, Revenue, Exports, Imports, Deficit,
		Output, Volume, Jobs, SectorWage, Price, SectorExports, SectorImports, Flow}
}

// OfSector says whether a measure needs a sector.
func (m Measure) OfSector() bool {
	return slices.Index(Measures(), m) >= slices.Index(Measures(), Output)
}

// Money says whether a measure is in million; others are in percent.
func (m Measure) Money() bool { return m == WelfareMUSD || m == Revenue || m == Flow }

// Outcome is one scalar outcome of a solve: a measure of one region (and
// sector, and partner), or with Weights the weighted sum of the measure over
// regions.
type Outcome struct {
	Measure Measure
	Region  int
	Sector  int
	Partner int       // the exporter of a flow
	Weights []float64 // [n]; nil for Region alone
}

func (m *Model) checkOutcome(out Outcome) error {
	N, S := m.econ.N(), m.econ.S()
	switch {
	case !slices.Contains(Measures(), out.Measure):
		return fault.Bad("outcome", fmt.Sprintf("use one of %v", Measures()), "unknown measure %q", out.Measure)
	case out.Weights != nil && len(out.Weights) != N:
		return fault.Bad("outcome", "give one per region", "%d weights for %d regions", len(out.Weights), N)
	case out.Weights == nil && (out.Region < 0 || out.Region >= N), out.Sector < 0 || out.Sector >= S, out.Partner < 0 || out.Partner >= N:
		return fault.Bad("outcome", "use indices of the economy", "region %d, sector %d, partner %d", out.Region, out.Sector, out.Partner)
	}
	return nil
}

// seeds are the derivatives of an outcome by the quantities of a sweep.
type seeds struct {
	outlay, cpi, wage, hours, revenue, rent []float64 // [n]; wage and hours in logs; rent of the region's wedges as importer
	sales, cost, price, premium             []float64 // [n*S+s]; all but sales in logs
	flow                                    []float64 // bilateral, by the value net of tariff; nil for none
	labour                                  float64   // by the elasticity of labour supply, as it stands in the outcome itself
}

func newSeeds(N, S int) seeds {
	v := func(n int) []float64 { return make([]float64, n) }
	return seeds{outlay: v(N), cpi: v(N), wage: v(N), hours: v(N), revenue: v(N), rent: v(N),
		sales: v(N * S), cost: v(N * S), price: v(N * S), premium: v(N * S)}
}

// seed gives an outcome's value and its derivatives by the quantities of the
// last sweep.
func (m *Model) seed(k *kernel, out Outcome, s *seeds) float64 {
	r := &reading{m: m, k: k, b: k.b, s: s, unit: m.unit(k)}
	value := 0.0
	for n := range k.b.n {
		weight := 0.0
		switch {
		case out.Weights != nil:
			weight = out.Weights[n]
		case n == out.Region:
			weight = 1
		}
		if weight != 0 && k.b.income[n] > 0 {
			value += weight * r.region(n, weight, out)
		}
	}
	r.numeraire()
	return value
}

// reading reads one outcome off a kernel. Its methods give a value and add
// weight times its derivatives to the seeds.
type reading struct {
	m      *Model
	k      *kernel
	b      *benchmark
	s      *seeds
	unit   float64 // from the kernel's numeraire to the reported one
	byUnit float64 // derivative by its log
}

// numeraire spreads the derivative by the unit over what it is made of.
func (r *reading) numeraire() {
	if r.byUnit == 0 {
		return
	}
	b, k := r.b, r.k
	switch r.m.closure.Numeraire {
	case WorldPrices:
		den := 0.0
		for n := range b.n {
			den += b.outlay(n) * math.Exp(k.cpi[n])
		}
		for n := range b.n {
			r.s.cpi[n] -= r.byUnit * b.outlay(n) * math.Exp(k.cpi[n]) / den
		}
	case WorldWages:
		den := 0.0
		for n := range b.n {
			den += b.income[n] * k.wage[n]
		}
		for n := range b.n {
			r.s.wage[n] -= r.byUnit * b.income[n] * k.wage[n] / den
		}
	}
}

// nominal is 100 (level*unit - 1), whose derivative by the log of level is
// added to by.
func (r *reading) nominal(level, weight float64, by *float64) float64 {
	v := 100 * level * r.unit
	*by += weight * v
	r.byUnit += weight * v
	return v - 100
}

func (r *reading) region(n int, weight float64, out Outcome) float64 {
	b, k, s := r.b, r.k, r.s
	switch out.Measure {
	case Welfare, WelfareMUSD:
		return r.welfare(n, weight, out.Measure == WelfareMUSD)
	case WelfareFirst:
		return r.terms(n, weight) + r.volume(n, weight)
	case TermsOfTrade:
		return r.terms(n, weight)
	case TradeVolume:
		return r.volume(n, weight)
	case RealIncome:
		v := 100 * math.Exp(math.Log(k.wage[n])-k.cpi[n])
		s.wage[n] += weight * v
		s.cpi[n] -= weight * v
		return v - 100
	case Wage:
		return r.nominal(k.wage[n], weight, &s.wage[n])
	case CPI:
		return r.nominal(math.Exp(k.cpi[n]), weight, &s.cpi[n])
	case Employment:
		v := 100 * k.hours[n]
		s.hours[n] += weight * v
		return v - 100
	case Revenue:
		return r.duties(n, weight)
	case Exports, Imports, Deficit:
		return r.trade(n, weight, out.Measure)
	}
	return r.sector(n*b.s+out.Sector, weight, out)
}

// duties is tariff revenue: what wedges bring beyond it is not.
func (r *reading) duties(n int, weight float64) float64 {
	r.s.revenue[n] += weight * r.unit
	r.s.rent[n] -= weight * r.unit
	v := r.k.revenue[n]
	for i := range r.k.wedges {
		if w := &r.k.wedges[i]; w.n == n {
			v -= w.rent
		}
	}
	r.byUnit += weight * v * r.unit
	return v * r.unit
}

// sector gives the measures of one sector of one region, and of a flow.
func (r *reading) sector(at int, weight float64, out Outcome) float64 {
	b, k, s := r.b, r.k, r.s
	n, j := at/b.s, at%b.s
	switch out.Measure {
	case Price:
		if b.spending[at] == 0 {
			return 0
		}
		return r.nominal(math.Exp(k.state[k.lay.price+at]), weight, &s.price[at])
	case SectorExports:
		return r.change(weight, func(see func(s, n, i int)) { r.eachExport(n, j, see) })
	case SectorImports:
		return r.change(weight, func(see func(s, n, i int)) { r.eachImport(n, j, see) })
	case Flow:
		z := r.flow(j, n, out.Partner, weight*r.unit) * r.unit
		r.byUnit += weight * z
		return z
	}
	if b.sales[at] == 0 {
		return 0
	}
	ratio := k.sales[at] / b.sales[at]
	wage := k.wage[n] * math.Exp(k.premium(n, j))
	switch out.Measure {
	case Output:
		v := 100 * ratio * r.unit
		s.sales[at] += weight * 100 * r.unit / b.sales[at]
		r.byUnit += weight * v
		return v - 100
	case Volume:
		v := 100 * ratio * math.Exp(-k.logCost[at])
		s.sales[at] += weight * v / k.sales[at]
		s.cost[at] -= weight * v
		return v - 100
	case Jobs:
		v := 100 * ratio / wage
		s.sales[at] += weight * v / k.sales[at]
		s.wage[n] -= weight * v
		s.premium[at] -= weight * v
		return v - 100
	}
	v := 100 * wage * r.unit // SectorWage
	s.wage[n] += weight * v
	s.premium[at] += weight * v
	r.byUnit += weight * v
	return v - 100
}

// flow is the value of a flow in the kernel's numeraire; by is added to the
// derivative by it.
func (r *reading) flow(s, n, i int, by float64) float64 {
	b, k := r.b, r.k
	row := s*b.n + n
	f := row*b.n + i
	if b.share[f] == 0 {
		return 0
	}
	if r.s.flow == nil {
		r.s.flow = make([]float64, len(b.share))
	}
	r.s.flow[f] += by
	return k.net[row][i] * k.pull[s*b.n+i] / k.sum[row] * k.spend[n*b.s+s]
}

// before is the benchmark value of a flow, net of tariff.
func (r *reading) before(s, n, i int) float64 {
	b := r.b
	f := (s*b.n+n)*b.n + i
	return b.share[f] * b.spending[n*b.s+s] / (1 + b.tariff[f])
}

func (r *reading) eachExport(i, s int, see func(s, n, i int)) {
	for n := range r.b.n {
		if n != i {
			see(s, n, i)
		}
	}
}

func (r *reading) eachImport(n, s int, see func(s, n, i int)) {
	for i := range r.b.n {
		if n != i {
			see(s, n, i)
		}
	}
}

// change is the percent change of the sum of flows that each names.
func (r *reading) change(weight float64, each func(see func(s, n, i int))) float64 {
	old, now := 0.0, 0.0
	each(func(s, n, i int) { old += r.before(s, n, i) })
	if old == 0 {
		return 0
	}
	by := weight * 100 * r.unit / old
	each(func(s, n, i int) { now += r.flow(s, n, i, by) })
	r.byUnit += by * now
	return 100 * (now*r.unit/old - 1)
}

// trade gives exports, imports and the deficit of a region.
func (r *reading) trade(n int, weight float64, what Measure) float64 {
	exports := func(see func(s, n, i int)) {
		for s := range r.b.s {
			r.eachExport(n, s, see)
		}
	}
	imports := func(see func(s, n, i int)) {
		for s := range r.b.s {
			r.eachImport(n, s, see)
		}
	}
	switch what {
	case Exports:
		return r.change(weight, exports)
	case Imports:
		return r.change(weight, imports)
	}
	in, out, now := 0.0, 0.0, 0.0
	imports(func(s, n, i int) { in += r.before(s, n, i) })
	exports(func(s, n, i int) { out += r.before(s, n, i) })
	gap := in - out
	if math.Abs(gap) <= 1e-9*(in+out) {
		return 0
	}
	by := weight * 100 * r.unit / math.Abs(gap)
	imports(func(s, n, i int) { now += r.flow(s, n, i, by) })
	exports(func(s, n, i int) { now -= r.flow(s, n, i, -by) })
	r.byUnit += by * now
	return 100 * (now*r.unit - gap) / math.Abs(gap)
}

// terms is the first-order gain from terms of trade, percent.
func (r *reading) terms(n int, weight float64) float64 {
	per, sum := 100/r.b.outlay(n), 0.0
	add := func(s, n, i int, sign float64) {
		z := sign * per * r.before(s, n, i)
		if z == 0 {
			return
		}
		at := i*r.b.s + s
		c := math.Exp(r.k.logCost[at]) * r.unit
		r.s.cost[at] += weight * z * c
		r.byUnit += weight * z * c
		sum += z * (c - 1)
	}
	for s := range r.b.s {
		r.eachExport(n, s, func(s, n, i int) { add(s, n, i, 1) })
		r.eachImport(n, s, func(s, n, i int) { add(s, n, i, -1) })
	}
	return sum
}

// volume is the first-order gain from the volume of trade, percent.
func (r *reading) volume(n int, weight float64) float64 {
	per, sum := 100/r.b.outlay(n), 0.0
	for s := range r.b.s {
		r.eachImport(n, s, func(s, n, i int) {
			t := per * r.b.tariff[(s*r.b.n+n)*r.b.n+i]
			if t == 0 {
				return
			}
			at := i*r.b.s + s
			old := t * r.before(s, n, i) * math.Exp(r.k.logCost[at]) * r.unit
			now := t * r.flow(s, n, i, weight*t*r.unit) * r.unit
			r.s.cost[at] -= weight * old
			r.byUnit += weight * (now - old)
			sum += now - old
		})
	}
	return sum
}

// welfare is the equivalent variation, in percent or million. With elastic
// labour what hours cost is taken off, c (1-tax) in the benchmark and in
// proportion to real earnings after; the tax that revenue replaces is the
// one after the shock, as in outcome.region.
func (r *reading) welfare(n int, weight float64, money bool) float64 {
	b, k, s := r.b, r.k, r.s
	out0 := b.outlay(n)
	price := math.Exp(k.cpi[n])
	spend := k.outlay[n] / out0 / price
	income := k.wage[n] * k.hours[n] * b.income[n]
	tax := 0.0
	if b.relief {
		tax = k.revenue[n] / income
	}
	c := b.labour * b.income[n] / (1 + b.labour)
	earn := k.wage[n] * k.hours[n] / price
	cost := c * (1 - tax)
	// gain, in million, is also percent of the base out0 - cost.
	gain, base := out0*(spend-1)-cost*(earn-1), out0-cost
	to, byCost := weight, 0.0 // derivatives by gain, and by cost through the base
	if !money {
		to *= 100 / base
		byCost = to * gain / base
	}
	byCost -= to * (earn - 1)
	s.outlay[n] += to * out0 * spend / k.outlay[n]
	s.cpi[n] -= to * (out0*spend - cost*earn)
	if b.labour != 0 {
		byTax := 0.0
		if b.relief {
			byTax = -byCost * c
			s.revenue[n] += byTax / income
		}
		s.wage[n] -= to*cost*earn + byTax*tax
		s.hours[n] -= to*cost*earn + byTax*tax
		s.labour += byCost * (1 - tax) * b.income[n] / ((1 + b.labour) * (1 + b.labour))
	}
	if money {
		return gain
	}
	return 100 * gain / base
}
