package trade

import (
	"math"

	"parley/internal/numeric"
)

// adjoint is the transposed residual system at a solved kernel: one pass
// carries weights on residuals and on outcomes back to the state and to the
// bilateral reach of every flow. All names are derivatives of the Lagrangian
// outcome + weights.residuals.
type adjoint struct {
	k    *kernel
	seed seeds

	weights                       []float64 // on the residuals, as solved
	state                         []float64 // derivative by the state
	income, revenue, outlay, rent []float64 // [n]
	factor                        []float64 // [n]
	pool                          []float64 // [n*S+s] of factor demand by sector; nil where factors move freely
	sales                         []float64 // [n*S+s]
	cost                          []float64 // [n*S+s] of the log of the seller's price
	power                         []float64 // [s*N+i] of pull
	spread                        []float64 // [s*N+i] sales * pull
	perNet, perReach, perSale     []float64 // [s*N+n] factors of pull in the derivative by net and reach
	wedgeValue                    []float64 // by wedge: of the log of its flow's value
	wedgeTariff                   []float64 // by wedge: of its flow's official tariff
	wedgeOwn                      []WedgeGradient
	labour, scale                 float64   // by these elasticities
	mobility                      []float64 // [n]; nil where factors move freely
	with                          bool      // the pass has the outcome's seeds
	next                          []float64 // [S]
	theta                         []float64 // [s] by the elasticity in costs and price indices
}

func newAdjoint(k *kernel, seed seeds) *adjoint {
	N, S := k.b.n, k.b.s
	v := func(n int) []float64 { return make([]float64, n) }
	a := &adjoint{k: k, seed: seed, state: v(k.lay.size), income: v(N), revenue: v(N), outlay: v(N), rent: v(N), factor: v(N),
		sales: v(N * S), cost: v(N * S), power: v(N * S), spread: v(N * S), perNet: v(N * S), perReach: v(N * S), perSale: v(N * S),
		wedgeValue: v(len(k.wedges)), wedgeTariff: v(len(k.wedges)), wedgeOwn: make([]WedgeGradient, len(k.wedges)), next: v(S), theta: v(S)}
	if k.lay.bound {
		a.pool, a.mobility = v(N*S), v(N)
	}
	return a
}

// carry carries weights l on the residuals, and the outcome's seeds when with
// is true, back to a.state.
func (a *adjoint) carry(l []float64, with bool) {
	a.open(with)
	a.regions(l)
	a.rents(l)
	a.markets(l)
	a.costs()
	k := a.k
	for j := range k.b.spending {
		a.state[k.lay.spend+j] -= l[k.lay.spend+j]
	}
}

// open starts all derivatives at the seeds, or at zero.
func (a *adjoint) open(with bool) {
	a.with = with
	clear(a.state)
	for _, v := range [][]float64{a.income, a.revenue, a.outlay, a.rent, a.factor, a.pool, a.sales, a.cost, a.power, a.theta, a.mobility} {
		clear(v)
	}
	a.labour, a.scale = 0, 0
	if !with {
		return
	}
	a.labour = a.seed.labour
	k, s := a.k, &a.seed
	copy(a.outlay, s.outlay)
	copy(a.revenue, s.revenue)
	copy(a.sales, s.sales)
	copy(a.cost, s.cost)
	S := k.b.s
	for n := range k.b.n {
		a.state[n] += s.wage[n]
		if k.lay.elastic {
			a.state[k.lay.labour+n] += s.hours[n]
		}
		for j := n * S; j < (n+1)*S; j++ {
			a.state[k.lay.price+j] += s.price[j]
			if k.lay.bound {
				a.state[k.lay.premium+j] += s.premium[j]
			}
		}
		if s.cpi[n] != 0 {
			numeric.Axpy(s.cpi[n], k.b.final[n*S:(n+1)*S], a.state[k.lay.price+n*S:k.lay.price+(n+1)*S])
		}
	}
}

// regions goes back through close: budgets, factor markets, labour supply.
func (a *adjoint) regions(l []float64) {
	k, b := a.k, a.k.b
	N, S := b.n, b.s
	world := 0.0
	for n := range N {
		world += k.wage[n] * k.hours[n] * b.income[n]
	}
	toWorld := 0.0
	for n := range N {
		if b.income[n] == 0 {
			a.state[n] -= l[n]
			if k.lay.elastic {
				a.state[k.lay.labour+n] -= l[k.lay.labour+n]
			}
			if k.lay.bound {
				a.premiums(n, l)
			}
		} else {
			income := k.wage[n] * k.hours[n] * b.income[n]
			a.factor[n] += l[n] / k.factor[n]
			a.income[n] -= l[n] / income
			toWorld -= l[n] / world
			if k.lay.bound {
				a.income[n] -= a.premiums(n, l) / income
			}
			if k.lay.elastic {
				at := k.lay.labour + n
				pay := b.labour * l[at]
				if b.labour != 0 {
					a.labour += l[at] * k.state[at] / b.labour
				}
				a.state[at] -= l[at]
				a.state[n] += pay
				numeric.Axpy(-pay, b.final[n*S:(n+1)*S], a.state[k.lay.price+n*S:k.lay.price+(n+1)*S])
				if b.relief {
					left := income - k.revenue[n]
					a.revenue[n] += pay / left
					a.income[n] -= pay * k.revenue[n] / income / left
				}
			}
		}
		for j := range S {
			a.next[j] = 0
			if x0 := b.spending[n*S+j]; x0 != 0 {
				a.next[j] = l[k.lay.spend+n*S+j] / x0
			}
		}
		a.outlay[n] += numeric.Dot(b.final[n*S:(n+1)*S], a.next)
		for j := range S {
			r := n*S + j
			if k.sales[r] != 0 {
				a.sales[r] += numeric.Dot(b.input[r*S:(r+1)*S], a.next) + b.factorShare[r]*a.byFactor(n, r)
			}
		}
		a.income[n] += a.outlay[n]
		a.revenue[n] += a.outlay[n]
		a.rent[n] += a.outlay[n]
		toWorld += a.outlay[n] * k.transfer[n] / k.baseGDP
	}
	for n := range N {
		part := (a.income[n] + toWorld) * k.wage[n] * k.hours[n] * b.income[n]
		a.state[n] += part
		if k.lay.elastic {
			a.state[k.lay.labour+n] += part
		}
	}
}

// premiums goes back through the factor markets of region n's sectors and
// gives the derivative by the log of the region's own income.
func (a *adjoint) premiums(n int, l []float64) (byIncome float64) {
	k, b := a.k, a.k.b
	for r := n * b.s; r < (n+1)*b.s; r++ {
		at := k.lay.premium + r
		if b.yield[r] == 0 {
			a.state[at] -= l[at]
			continue
		}
		gap := l[at] * b.yield[r]
		a.pool[r] += gap / k.pool[r]
		a.state[at] -= (1 + b.mobility[n]) * gap
		a.mobility[n] -= gap * k.state[at]
		byIncome += gap
	}
	return byIncome
}

// lean is the log of unit cost over the value of the region's factor at the
// sector's wage: what scale multiplies.
func (k *kernel) lean(n, s int) float64 {
	size := k.state[n] + k.premium(n, s)
	if k.lay.elastic {
		size += k.state[k.lay.labour+n]
	}
	r := n*k.b.s + s
	lc := k.logCost[r]
	if k.boost != nil {
		lc += k.boost[r]
	}
	return (lc+k.b.scale*size)/(1+k.b.scale) - size
}

// byFactor is the derivative by what sector r of region n pays the factor.
func (a *adjoint) byFactor(n, r int) float64 {
	if a.pool == nil {
		return a.factor[n]
	}
	return a.factor[n] + a.pool[r]
}

// rents goes back through settleWedges: what remains is the derivative by
// the log of each flow's value and by the wedges themselves.
func (a *adjoint) rents(l []float64) {
	k := a.k
	for j := range k.wedges {
		a.wedgeValue[j], a.wedgeTariff[j], a.wedgeOwn[j] = 0, 0, WedgeGradient{}
	}
	for j := range k.wedges {
		if k.leads(j) {
			a.target(j, l[k.lay.wedges+k.wedges[j].at])
		}
		a.licence(j)
	}
}

// target goes back through the residual of the group that wedge j leads,
// whose weight is l.
func (a *adjoint) target(j int, l float64) {
	lead, own := &a.k.wedges[j], &a.wedgeOwn[j]
	at := a.k.lay.wedges + lead.at
	a.state[at] -= l
	switch {
	case lead.z > lead.low && lead.z < lead.high:
		a.state[at] += l
		own.Target -= l * lead.flat / lead.target
		a.byVolume(j, l*lead.flat)
	case lead.z < lead.high && lead.capped:
		own.In += l * math.Exp(-lead.low)
	case lead.z < lead.high:
	case lead.capped:
		own.Out += l * math.Exp(-lead.high)
	default:
		a.wedgeTariff[j] += l / (1 + lead.official) // the tariff is the bound
	}
}

// byVolume adds a derivative by the log of the volume of a group.
func (a *adjoint) byVolume(j int, v float64) {
	lead := &a.k.wedges[j]
	for i := j; i < lead.last; i++ {
		w := &a.k.wedges[i]
		part := v * w.volume / lead.all
		a.wedgeValue[i] += part
		a.cost[w.i*a.k.b.s+w.s] -= part
	}
}

// licence goes back through the rent of wedge j.
func (a *adjoint) licence(j int) {
	k := a.k
	w := &k.wedges[j]
	pay := w.abroad * (a.rent[w.i] - a.rent[w.n])
	if a.with {
		pay += a.seed.rent[w.n]
	}
	if pay == 0 {
		return
	}
	earning, own := k.earning(w), &a.wedgeOwn[w.lead]
	a.wedgeValue[j] += pay * w.rent
	if earning != w.value { // in proportion to the target over the group's volume
		own.Target += pay * w.rent / k.wedges[w.lead].target
		a.byVolume(w.lead, -pay*w.rent)
	}
	a.byLevel(j, pay*earning*math.Exp(w.z))
	if w.capped {
		own.In -= pay * earning
	} else {
		a.wedgeTariff[j] -= pay * earning
	}
}

// byLevel adds a derivative by z of wedge j: to the unknown of its group, and
// to what else sets the level, the tariffs under a subsidy and the rent of a
// fixed wedge.
func (a *adjoint) byLevel(j int, v float64) {
	k := a.k
	w := &k.wedges[j]
	lead := &k.wedges[w.lead]
	switch {
	case w.fixed:
		a.wedgeTariff[j] += v / (1 + w.official)
		a.wedgeOwn[j].Wedge += v * (1 + w.official) * math.Exp(-w.z)
		return
	case j != w.lead && !w.capped:
		a.wedgeTariff[j] += v / (1 + w.official)
		a.wedgeTariff[w.lead] -= v / (1 + lead.official)
	}
	a.state[k.lay.wedges+w.at] += v
}

// markets goes back through the pass over bilateral flows.
func (a *adjoint) markets(l []float64) {
	k, b := a.k, a.k.b
	N, S := b.n, b.s
	for s := range S {
		pull := k.pull[s*N : (s+1)*N]
		spread, power := a.spread[s*N:(s+1)*N], a.power[s*N:(s+1)*N]
		for i := range N {
			spread[i] = a.sales[i*S+s] * pull[i]
		}
		inv := 1 / b.theta[s]
		for n := range N {
			r, at := s*N+n, n*S+s
			lp := l[k.lay.price+at]
			a.state[k.lay.price+at] -= lp
			if b.empty[r] {
				a.perNet[r], a.perReach[r], a.perSale[r] = 0, 0, 0
				continue
			}
			a.theta[s] += lp * inv * inv * (math.Log(k.sum[r]) + k.top[s])
			x, sum, kept, nu := k.spend[at], k.sum[r], k.kept[r], b.nu(n)
			per := (1 - nu) * x / sum
			net := k.net[r]
			list := b.sparse[r]
			sold := 0.0 // derivative by per
			if list != nil {
				for _, i := range list {
					sold += net[i] * spread[i]
				}
			} else {
				sold = numeric.Dot(net, spread)
			}
			local := 0.0 // derivative by what the market's own labour earns
			if nu != 0 {
				local = nu * a.byFactor(n, at)
			}
			toKept := x * (local - a.revenue[n])
			toX := a.revenue[n]*(1-kept) + local*kept + sold*(1-nu)/sum
			toLogSum := -lp*inv - sold*per - toKept*kept
			if a.with && a.seed.flow != nil {
				seen := a.flows(r, power, pull)
				toLogSum -= seen
				if x != 0 {
					toX += seen / x
				}
			}
			if b.passThrough != nil {
				own := lp * (1 - b.passThrough[n])
				if x0 := b.spending[at]; x0 != 0 {
					toX += own / x
				}
				a.state[n] -= own
				if k.lay.bound {
					a.state[k.lay.premium+at] -= own
				}
			}
			a.state[k.lay.spend+at] += toX * b.spending[at]
			c1, c2 := toKept/sum, toLogSum/sum
			a.perNet[r], a.perReach[r], a.perSale[r] = c1, c2, per
			reach := k.reach[r]
			if list != nil {
				for _, i := range list {
					power[i] += c1*net[i] + c2*reach[i]
				}
				continue
			}
			if k.free[r] {
				numeric.Axpy(c1+c2, reach, power)
			} else {
				numeric.Axpy(c1, net, power)
				numeric.Axpy(c2, reach, power)
			}
		}
	}
	a.wedges()
}

// flows adds the outcome's derivatives by the flows of row r to power, and
// gives their sum, each times its flow.
func (a *adjoint) flows(r int, power, pull []float64) (sum float64) {
	for i := range power {
		if v := a.seen(r, i); v != 0 {
			power[i] += v / pull[i]
			sum += v
		}
	}
	return sum
}

// seen is the outcome's derivative by the log of one flow.
func (a *adjoint) seen(r, i int) float64 {
	if !a.with || a.seed.flow == nil {
		return 0
	}
	k, N, S := a.k, a.k.b.n, a.k.b.s
	g := a.seed.flow[r*N+i]
	if g == 0 {
		return 0
	}
	s, n := r/N, r%N
	return g * k.net[r][i] * k.pull[s*N+i] / k.sum[r] * k.spend[n*S+s]
}

// wedges adds what the value of special flows and their own wedges move.
func (a *adjoint) wedges() {
	k, b := a.k, a.k.b
	N, S := b.n, b.s
	for j := range k.wedges {
		w := &k.wedges[j]
		r, from := w.s*N+w.n, w.s*N+w.i
		// value = net * pull / sum * spending
		if v := a.wedgeValue[j]; v != 0 {
			a.power[from] += v / k.pull[from]
			a.state[k.lay.spend+w.n*S+w.s] += v * b.spending[w.n*S+w.s] / k.spend[w.n*S+w.s]
			a.perReach[r] -= v / k.sum[r]
			numeric.Axpy(-v/k.sum[r], k.reach[r], a.power[w.s*N:(w.s+1)*N])
		}
	}
	for j := range k.wedges {
		w := &k.wedges[j]
		_, byLog := a.byFlow(w.flow, w.s, w.n, w.i)
		a.byLevel(j, byLog-a.wedgeValue[j]*(b.theta[w.s]*b.phi(w.n)+1))
	}
}

// byFlow gives the derivatives of the Lagrangian by the log of delivery cost
// and by the log of one plus the tariff of one flow, all else given.
func (a *adjoint) byFlow(f, s, n, i int) (byCost, byTariff float64) {
	k, b := a.k, a.k.b
	r, from := s*b.n+n, s*b.n+i
	pull := k.pull[from]
	reach := a.perReach[r] * pull * k.reach[r][i]
	net := (a.perNet[r]*pull+a.perSale[r]*a.spread[from])*k.net[r][i] + a.seen(r, i)
	return -b.theta[s] * (reach + net), -b.theta[s]*b.phi(n)*(reach+net) - net
}

// costs goes back from pull to prices, factor prices and labour.
func (a *adjoint) costs() {
	k, b := a.k, a.k.b
	N, S := b.n, b.s
	for n := range N {
		lp := a.state[k.lay.price+n*S : k.lay.price+(n+1)*S]
		for s := range S {
			r, from := n*S+s, s*N+n
			pulled := a.power[from]*k.pull[from] + a.sales[r]*k.sales[r]
			a.theta[s] -= pulled * k.logCost[r]
			c := a.cost[r] - b.theta[s]*pulled
			a.cost[r] = c
			if c == 0 {
				continue
			}
			a.scale += c * k.lean(n, s)
			if b.scale != 0 {
				a.state[n] -= b.scale * c
				if k.lay.elastic {
					a.state[k.lay.labour+n] -= b.scale * c
				}
				if k.lay.bound {
					a.state[k.lay.premium+r] -= b.scale * c
				}
				c *= 1 + b.scale
			}
			a.state[n] += b.factorCost[r] * c
			if k.lay.bound {
				a.state[k.lay.premium+r] += b.factorCost[r] * c
			}
			numeric.Axpy(c, b.input[r*S:(r+1)*S], lp)
		}
	}
}
