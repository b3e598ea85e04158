package trade

import (
	"fmt"
	"math"
	"slices"
)

// Verification holds the largest residual of each kind of equilibrium
// condition at a point, each scaled by the level of its own equation.
type Verification struct {
	Prices   float64 // price indices: shares of each market sum to one
	Goods    float64 // spending is final demand plus use as input
	Factors  float64 // factor income is what sellers pay for the factor
	Balances float64 // purchases from all less sales to all is the transfer
	World    float64 // the numeraire: world factor income unchanged
	Labour   float64 // labour supply
	Sectors  float64 // factor markets by sector, and the mean of sectors' wages, where factors do not move freely
	Wedges   float64 // purchase targets and quotas: bounds and complementarity

	// Insolvent names a region whose final outlay is not above zero, with the
	// number: whatever the residuals, such a point is no equilibrium.
	Insolvent string

	Worst   float64
	Where   string // region and sector of the worst
	Dropped string // the equation that Walras' law implies, and its residual
}

// Verify recomputes every equilibrium condition at a point from shares and
// prices. It shares no code with the solver: costs come from the prices that
// are reported, shares one flow at a time from the indices of the markets,
// and markets are added up in another order.
func (m *Model) Verify(sh *Shock, p *Point) (*Verification, error) {
	v := &verifier{m: m, b: m.bench, sh: sh.settled(m.bench), p: p, rep: &Verification{Worst: -1}}
	if err := v.shape(); err != nil {
		return nil, err
	}
	v.tariffs()
	v.unitCosts()
	v.flows()
	v.incomes()
	v.goods()
	v.checkWedges()
	return v.rep, nil
}

type verifier struct {
	m   *Model
	b   *benchmark
	sh  *Shock
	p   *Point
	rep *Verification

	tariff   []float64 // effective, wedges included
	official map[int]float64
	price    []float64 // [n*S+s] logs of the prices reported
	cost     []float64 // [s*N+i] logs of sellers' prices
	received []float64 // [n*S+s]
	paid     []float64 // [n] purchases net of tariff
	duties   []float64 // [n] tariff and wedge income
	local    []float64 // [n] destination costs
	localBy  []float64 // [n*S+s] the same by sector
	income   []float64
	outlay   []float64
	special  map[int]float64 // flows with a wedge: their value
}

func (v *verifier) note(kind *float64, res float64, where func() string) {
	res = math.Abs(res)
	if res > *kind || res != res { // NaN stays: nothing is larger than it
		*kind = res
	}
	if res > v.rep.Worst || res != res {
		v.rep.Worst = res
		v.rep.Where = where()
	}
}

func (v *verifier) market(n, s int) func() string {
	return func() string { return v.m.econ.Regions[n].Code + ", sector " + v.m.econ.Sectors[s].Code }
}

func (v *verifier) region(n int) func() string {
	return func() string { return v.m.econ.Regions[n].Code }
}

func (v *verifier) shape() error {
	N, S := v.b.n, v.b.s
	if len(v.p.Wage) != N || len(v.p.Price) != N*S || len(v.p.Expenditure) != N*S || len(v.p.Wedge) != v.sh.unknownWedges() ||
		v.b.mobility != nil && len(v.p.SectorWage) != N*S {
		return fmt.Errorf("verify: the point does not have the shape of the model")
	}
	return nil
}

// tariffs lays out the effective tariff of each flow.
func (v *verifier) tariffs() {
	v.tariff = v.sh.Tariff
	if v.tariff == nil {
		v.tariff = v.b.tariff
	}
	if v.sh.unknownWedges() == 0 && len(v.sh.Rents) == 0 {
		return
	}
	v.official = map[int]float64{}
	v.special = map[int]float64{}
	v.tariff = append([]float64(nil), v.tariff...)
	set := func(f int, eff, official float64) {
		v.official[f] = official
		v.special[f] = 0
		v.tariff[f] = eff
	}
	for j, q := range v.sh.Purchases {
		// One subsidy on the price with the tariff is common to all flows.
		left := (1 + v.p.Wedge[j]) / (1 + v.tariff[v.b.flow(q.routes()[0])])
		for _, r := range q.routes() {
			f := v.b.flow(r)
			set(f, (1+v.tariff[f])*left-1, v.tariff[f])
		}
	}
	for j, q := range v.sh.Quotas {
		for _, r := range q.routes() {
			set(v.b.flow(r), v.p.Wedge[len(v.sh.Purchases)+j], q.In)
		}
	}
	for _, q := range v.sh.Rents {
		f := v.m.econ.At(q.Sector, q.Importer, q.Exporter)
		set(f, (1+v.tariff[f])*(1+q.Wedge)-1, v.tariff[f])
	}
}

// hours is the change of labour in region n.
func (v *verifier) hours(n int) float64 {
	if v.p.Labour == nil {
		return 1
	}
	return v.p.Labour[n]
}

// unitCosts computes each seller's price from factor and input prices.
func (v *verifier) unitCosts() {
	N, S := v.b.n, v.b.s
	v.price, v.cost = make([]float64, N*S), make([]float64, N*S)
	for i := range N {
		logs := v.price[i*S : (i+1)*S]
		for s := range S {
			logs[s] = math.Log(v.p.Price[i*S+s])
		}
		mean := math.Log(v.wage(i, 0))
		for s := range S {
			r := i*S + s
			wage := mean
			if v.b.mobility != nil {
				wage = math.Log(v.wage(i, s))
			}
			c := v.b.factorCost[r] * wage
			for k, g := range v.b.input[r*S : (r+1)*S] {
				c += g * logs[k]
			}
			if v.b.scale != 0 {
				c -= v.b.scale * (wage + math.Log(v.hours(i)) - c)
			}
			if v.sh.Productivity != nil {
				c -= math.Log(v.sh.Productivity[r])
			}
			v.cost[s*N+i] = c
		}
	}
}

// flows computes every flow and checks that the shares of a market sum to
// one.
func (v *verifier) flows() {
	b, N, S := v.b, v.b.n, v.b.s
	v.received, v.localBy = make([]float64, N*S), make([]float64, N*S)
	v.paid, v.duties, v.local = make([]float64, N), make([]float64, N), make([]float64, N)
	relative, received := make([]float64, N), make([]float64, N) // of one sector's sellers
	for s := range S {
		for i := range N {
			relative[i] = 0
			if b.sales[i*S+s] > 0 {
				relative[i] = math.Exp(-b.theta[s] * v.cost[s*N+i])
			}
		}
		clear(received)
		for n := range N {
			v.buyer(n, s, relative, received)
		}
		for i, x := range received {
			v.received[i*S+s] = x
		}
	}
	for f := range v.special {
		s, n, i := f/(N*N), f/N%N, f%N
		v.special[f] = v.share(n, i, s, v.cost[s*N+i], v.scale(n, s)) * v.p.Expenditure[n*S+s] / (1 + v.tariff[f])
	}
}

// scale is what the price index of a market multiplies its suppliers' shares
// by.
func (v *verifier) scale(n, s int) float64 {
	b, at := v.b, n*v.b.s+s
	index := v.price[at]
	if b.passThrough != nil && b.spending[at] > 0 {
		index -= (1 - b.passThrough[n]) * math.Log(v.p.Expenditure[at]/b.spending[at]/v.wage(n, s))
	}
	return math.Exp(b.theta[s] * index)
}

// share is the part of n's spending on s that goes to i at its seller's
// price.
func (v *verifier) share(n, i, s int, cost, scale float64) float64 {
	b, f := v.b, (s*v.b.n+n)*v.b.n+i
	return b.share[f] * math.Exp(-b.theta[s]*cost) * scale * v.barrier(f, n, s)
}

// barrier is what changed tariffs and delivery costs multiply a share by.
func (v *verifier) barrier(f, n, s int) float64 {
	b, part := v.b, 1.0
	if t, was := v.tariff[f], b.tariff[f]; t != was {
		part = math.Pow((1+t)/(1+was), -b.theta[s]*b.phi(n))
	}
	if v.sh.Iceberg != nil && v.sh.Iceberg[f] != 1 {
		part *= math.Pow(v.sh.Iceberg[f], -b.theta[s])
	}
	return part
}

// buyer adds up one market: what each seller receives, what the buyer pays
// and owes.
func (v *verifier) buyer(n, s int, relative, received []float64) {
	b, N := v.b, v.b.n
	row := (s*N + n) * N
	share, was, now := b.share[row:row+N], b.tariff[row:row+N], v.tariff[row:row+N]
	scale, x, nu := v.scale(n, s), v.p.Expenditure[n*b.s+s], b.nu(n)
	sum, any, paid, duties := 0.0, false, 0.0, 0.0
	if v.sh.Iceberg == nil && slices.Equal(was, now) {
		relative, received = relative[:len(share)], received[:len(share)]
		for i, part := range share {
			part *= relative[i] * scale
			sum += part
			z := part * x
			if t := now[i]; t != 0 {
				z /= 1 + t
				duties += t * z
			}
			received[i] += z * (1 - nu)
			paid += z
		}
		any = sum != 0
	} else {
		for i, part := range share {
			if part == 0 {
				continue
			}
			any = true
			part *= relative[i] * scale * v.barrier(row+i, n, s)
			sum += part
			z := part * x / (1 + now[i])
			duties += now[i] * z
			received[i] += z * (1 - nu)
			paid += z
		}
	}
	v.local[n] += nu * paid
	v.localBy[n*b.s+s] = nu * paid
	v.paid[n] += paid
	v.duties[n] += duties
	if any {
		// In a market with elasticity theta a relative error in the sum is
		// theta times the relative error of the price.
		v.note(&v.rep.Prices, (sum-1)/math.Max(1, b.theta[s]), v.market(n, s))
	}
}

// incomes checks factor markets, the numeraire, labour supply and trade
// balances.
func (v *verifier) incomes() {
	b, N, S := v.b, v.b.n, v.b.s
	v.income, v.outlay = make([]float64, N), make([]float64, N)
	world, old := 0.0, 0.0
	for n := range N {
		v.income[n] = v.p.Wage[n] * v.hours(n) * b.income[n]
		world += v.income[n]
		old += b.income[n]
	}
	v.note(&v.rep.World, world/old-1, func() string { return "the numeraire" })
	rents := v.rents()
	for n := range N {
		sales, factor := 0.0, v.local[n]
		for s := range S {
			factor += b.factorShare[n*S+s] * v.received[n*S+s]
			sales += v.received[n*S+s]
		}
		transfer := b.transfer[n]
		if v.sh.Transfer != nil {
			transfer += v.sh.Transfer[n]
		}
		transfer *= world / old
		v.outlay[n] = v.income[n] + v.duties[n] + rents[n] + transfer
		if b.income[n] == 0 {
			continue
		}
		if !(v.outlay[n] > 0) && v.rep.Insolvent == "" {
			v.rep.Insolvent = fmt.Sprintf("final outlay of %s is %.4g million", v.m.econ.Regions[n].Code, v.outlay[n])
		}
		gap := factor/v.income[n] - 1
		if n == N-1 {
			v.rep.Dropped = fmt.Sprintf("factor market of %s (implied by Walras' law), residual %.1e", v.m.econ.Regions[n].Code, math.Abs(gap))
		}
		v.note(&v.rep.Factors, gap, v.region(n))
		// Rents move between budgets beside trade.
		v.note(&v.rep.Balances, (v.paid[n]-sales-v.local[n]-transfer-rents[n])/v.income[n], v.region(n))
		if b.labour != 0 {
			v.checkLabour(n)
		}
		if b.mobility != nil {
			v.checkSectors(n)
		}
	}
}

// wage is the change of what sector s of region n pays for the factor.
func (v *verifier) wage(n, s int) float64 {
	if v.b.mobility == nil {
		return v.p.Wage[n]
	}
	return v.p.SectorWage[n*v.b.s+s]
}

// checkSectors checks that every sector of region n pays for as much of the
// factor as is supplied to it at its wage, and that the region's wage is the
// mean that goes with those supplies.
func (v *verifier) checkSectors(n int) {
	b, S := v.b, v.b.s
	mean, base := 0.0, 0.0
	for s := range S {
		r := n*S + s
		over := v.wage(n, s) / v.p.Wage[n]
		eta := b.mobility[n]
		if b.pool[r] == 0 || math.IsInf(eta, 1) {
			v.note(&v.rep.Sectors, over-1, v.market(n, s))
			continue
		}
		units := v.hours(n) * math.Pow(over, eta)
		supply := b.pool[r] * v.wage(n, s) * units
		demand := b.factorShare[r]*v.received[r] + v.localBy[r]
		v.note(&v.rep.Sectors, (demand-supply)/math.Max(supply, 1e-9*v.income[n]), v.market(n, s))
		mean += b.pool[r] * over * units / v.hours(n)
		base += b.pool[r]
	}
	if base > 0 {
		v.note(&v.rep.Sectors, mean/base-1, v.region(n))
	}
}

func (v *verifier) checkLabour(n int) {
	cpi := 1.0
	for s := range v.b.s {
		cpi *= math.Pow(v.p.Price[n*v.b.s+s], v.b.final[n*v.b.s+s])
	}
	keep := 1.0
	if v.b.relief {
		keep = (1 - v.duties[n]/v.income[n]) / (1 - v.b.revenue(n)/v.b.income[n])
	}
	supply := math.Pow(v.p.Wage[n]/cpi/keep, v.b.labour)
	v.note(&v.rep.Labour, supply/v.hours(n)-1, v.region(n))
}

// rents is the income from wedges that crosses borders.
func (v *verifier) rents() []float64 {
	out := make([]float64, v.b.n)
	pay := func(r Route, part float64) {
		f := v.b.flow(r)
		x := part * (v.tariff[f] - v.official[f]) * v.special[f]
		out[r.Importer] -= x
		out[r.Exporter] += x
	}
	for _, q := range v.sh.Quotas {
		within := math.Min(1, q.Volume/v.volume(q.routes())) // of what enters, the part under licence
		for _, r := range q.routes() {
			pay(r, q.ExporterShare*within)
		}
	}
	for _, q := range v.sh.Rents {
		pay(Route{q.Importer, q.Exporter, q.Sector}, q.ExporterShare)
	}
	return out
}

// volume is the sum of flows at benchmark prices.
func (v *verifier) volume(routes []Route) (sum float64) {
	for _, r := range routes {
		sum += v.special[v.b.flow(r)] / math.Exp(v.cost[r.Sector*v.b.n+r.Exporter])
	}
	return sum
}

// goods checks that spending is final demand plus use as input.
func (v *verifier) goods() {
	b, N, S := v.b, v.b.n, v.b.s
	for n := range N {
		total := 0.0
		for j := range S {
			total += v.p.Expenditure[n*S+j]
		}
		need := make([]float64, S)
		for j := range need {
			need[j] = b.final[n*S+j] * v.outlay[n]
		}
		for k := range S {
			sold := v.received[n*S+k]
			for j, g := range b.input[(n*S+k)*S : (n*S+k+1)*S] {
				need[j] += g * sold
			}
		}
		for j := range S {
			if b.spending[n*S+j] == 0 {
				continue
			}
			have := v.p.Expenditure[n*S+j]
			if !(have > 0) {
				v.note(&v.rep.Goods, math.Inf(1), v.market(n, j))
				continue
			}
			// A market below a billionth of its region's spending is scaled
			// by that: its own level is rounding of the others.
			v.note(&v.rep.Goods, (need[j]-have)/math.Max(have, 1e-9*total), v.market(n, j))
		}
	}
}

// checkWedges checks targets by the natural residual of complementarity: the
// smaller of how far the volume is off and how far the wedge is from the
// bound that would excuse it. Below the target of a purchase nothing does.
func (v *verifier) checkWedges() {
	for j, q := range v.sh.Purchases {
		gap := v.volume(q.routes())/q.Target - 1
		if gap > 0 {
			f := v.m.econ.At(q.Sector, q.Importer, q.Exporter)
			gap = math.Min(gap, (v.official[f]-v.p.Wedge[j])/(1+v.official[f]))
		}
		v.note(&v.rep.Wedges, gap/math.Max(1, v.b.theta[q.Sector]), v.market(q.Importer, q.Sector))
	}
	for j, q := range v.sh.Quotas {
		gap := v.volume(q.routes())/q.Volume - 1
		t := v.p.Wedge[len(v.sh.Purchases)+j]
		if gap > 0 {
			gap = math.Min(gap, (q.Out-t)/(1+q.Out))
		} else {
			gap = math.Max(gap, (q.In-t)/(1+q.In))
		}
		v.note(&v.rep.Wedges, gap/math.Max(1, v.b.theta[q.Sector]), v.market(q.Importer, q.Sector))
	}
}
