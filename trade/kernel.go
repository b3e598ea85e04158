package trade

import (
	"math"

	"parley/internal/numeric"
)

// kernel is the residual system with its scratch: one per running solve,
// reused from a pool. A sweep evaluates every equilibrium condition once at
// a state; it allocates nothing.
//
// A state is one vector
//
//	[ log factor price (N) | log price (N*S) | spending ratio (N*S) |
//	  log labour (N, only when supply is elastic) | log sector wage over the
//	  region's (N*S, only where factors do not move freely) | log wedge (one each) ]
//
// in changes from the benchmark, and the residual vector f has the same
// shape: state + f is the next state of the plain fixed-point iteration.
//
// Source: Caliendo and Parro (2015), equations (8)-(11) and (16)-(21) of the
// published article in changes; Ignatenko, Lashkaripour, Macedoni and
// Simonovska (2025) for pass-through, destination costs, labour supply and
// scale. docs/model.md writes the joint system out.
type kernel struct {
	b        *benchmark
	lay      layout
	in       *inner    // nil for plain steps
	gentle   bool      // steps are of the accelerated fixed point, not Newton's
	baseGDP  float64   // world factor income of the benchmark
	transfer []float64 // [n] of this shock

	tariff []float64   // bilateral, counterfactual; read only
	reach  [][]float64 // by row s*N+n: share * kappa^(-theta), tariffs by pass-through
	net    [][]float64 // by row: reach/(1+tariff)
	own    []float64   // bilateral, twice: rows of reach and net that are not the benchmark's
	free   []bool      // by row: reach and net are the same
	boost  []float64   // [n*S+s] log productivity change; nil for none
	wedges []wedge

	// What the last sweep found.
	wage, hours []float64 // [n] ratios
	logCost     []float64 // [n*S+s] log change of the seller's price
	pull        []float64 // [s*N+i] cost^(-theta), scaled by the sector's largest
	top         []float64 // [s] log of that scale
	sum         []float64 // [s*N+n] sum over suppliers of reach*pull
	kept        []float64 // [s*N+n] sum of net*pull over sum: part of spending net of tariff
	spend       []float64 // [n*S+s] spending
	sales       []float64 // [n*S+s] sellers' receipts
	bySector    []float64 // [s*N+i] the same while it is summed
	factor      []float64 // [n] demand for the factor, value
	pool        []float64 // [n*S+s] the same by sector; nil where factors move freely
	revenue     []float64 // [n] tariff revenue
	rent        []float64 // [n] wedge income received less wedge income passed on
	outlay      []float64 // [n] final expenditure
	cpi         []float64 // [n] log price of final demand

	state, f, step, best []float64
	acc                  *numeric.Anderson
	used                 int   // sweeps of the last solve
	debt                 *debt // why a root of the conditions was no equilibrium, in the last solve
	edge                 *edge // how far the last solve could follow its shock, if not to the end
}

// layout says where the parts of a state begin.
type layout struct {
	n, s                                  int
	price, spend, labour, premium, wedges int
	elastic, bound                        bool
	size                                  int
}

func layoutOf(b *benchmark, wedges int) layout {
	l := layout{n: b.n, s: b.s, elastic: b.labour != 0, bound: b.mobility != nil}
	l.price = b.n
	l.spend = l.price + b.n*b.s
	l.labour = l.spend + b.n*b.s
	l.premium = l.labour
	if l.elastic {
		l.premium += b.n
	}
	l.wedges = l.premium
	if l.bound {
		l.wedges += b.n * b.s
	}
	l.size = l.wedges + wedges
	return l
}

// newKernel makes the scratch for solves from benchmark b with room for a
// number of wedges.
func newKernel(b *benchmark, pre *preconditioner, wedges int) *kernel {
	N, S := b.n, b.s
	k := &kernel{
		b: b, lay: layoutOf(b, wedges),
		transfer: make([]float64, N),
		reach:    make([][]float64, N*S), net: make([][]float64, N*S), own: make([]float64, 2*N*N*S), free: make([]bool, N*S),
		wage: make([]float64, N), hours: make([]float64, N),
		logCost: make([]float64, N*S), pull: make([]float64, N*S), top: make([]float64, S),
		sum: make([]float64, N*S), kept: make([]float64, N*S),
		spend: make([]float64, N*S), sales: make([]float64, N*S), bySector: make([]float64, N*S),
		factor: make([]float64, N), revenue: make([]float64, N), rent: make([]float64, N),
		outlay: make([]float64, N), cpi: make([]float64, N),
	}
	for _, g := range b.income {
		k.baseGDP += g
	}
	if k.lay.bound {
		k.pool = make([]float64, N*S)
	}
	size := k.lay.size
	room := size + spareWedges
	for _, v := range []*[]float64{&k.state, &k.f, &k.step, &k.best} {
		*v = make([]float64, room)[:size]
	}
	k.acc = numeric.NewAnderson(room, memory)
	k.acc.Resize(size)
	if pre != nil {
		k.in = newInner(k, pre)
	}
	return k
}

// spareWedges is how many more unknown wedges the scratch of a kernel can
// take over when it is reused.
const spareWedges = 32

// memory is the number of past steps that Anderson acceleration combines.
const memory = 10

// neutral sets the state to no change.
func (k *kernel) neutral() {
	clear(k.state)
	for i := k.lay.price + k.b.n*k.b.s; i < k.lay.labour; i++ {
		k.state[i] = 1
	}
}

// sweep evaluates the residuals f at state y and gives the largest one,
// each scaled by the level of its own equation; NaN once any of them is: a
// comparison that NaN passes must not be undone by the next number.
func (k *kernel) sweep(y, f []float64) float64 {
	k.unpack(y)
	k.costs(y)
	k.setWedges(y)
	k.markets(y, f)
	return k.close(y, f)
}

// unpack reads factor prices and labour off the state.
func (k *kernel) unpack(y []float64) {
	for n := range k.b.n {
		k.wage[n] = math.Exp(y[n])
		k.hours[n] = 1
		if k.lay.elastic {
			k.hours[n] = math.Exp(y[k.lay.labour+n])
		}
	}
	for j, x := range y[k.lay.spend:k.lay.labour] {
		k.spend[j] = x * k.b.spending[j]
	}
}

// costs finds each seller's price and its pull: price to the power -theta,
// scaled by the sector's largest so that nothing overflows.
func (k *kernel) costs(y []float64) {
	b := k.b
	N, S := b.n, b.s
	for s := range S {
		k.top[s] = math.Inf(-1)
	}
	for n := range N {
		w := y[n]
		hours := 0.0
		if k.lay.elastic {
			hours = y[k.lay.labour+n]
		}
		lp := y[k.lay.price+n*S : k.lay.price+(n+1)*S]
		for j := range S {
			r := n*S + j
			if k.lay.bound {
				w = y[n] + y[k.lay.premium+r]
			}
			lc := b.factorCost[r]*w + numeric.Dot(b.input[r*S:(r+1)*S], lp)
			if b.scale != 0 {
				// Entry follows the quantity of the input bundle.
				lc -= b.scale * (w + hours - lc)
			}
			if k.boost != nil {
				lc -= k.boost[r]
			}
			k.logCost[r] = lc
			a := -b.theta[j] * lc
			k.pull[j*N+n] = a
			if a > k.top[j] && b.sales[r] > 0 {
				k.top[j] = a
			}
		}
	}
	for s := range S {
		top := k.top[s]
		if math.IsInf(top, -1) {
			top = 0
			k.top[s] = 0
		}
		row := k.pull[s*N : (s+1)*N]
		for i, a := range row {
			row[i] = math.Exp(a - top)
		}
	}
}

// markets passes once over all bilateral flows: price indices, the part of
// spending that is net of tariff, and sellers' receipts.
func (k *kernel) markets(y, f []float64) {
	b := k.b
	N, S := b.n, b.s
	clear(k.bySector)
	clear(k.revenue)
	clear(k.factor)
	for s := range S {
		pull := k.pull[s*N : (s+1)*N]
		sold := k.bySector[s*N : (s+1)*N]
		inv := -1 / b.theta[s]
		for n := range N {
			r := s*N + n
			at := n*S + s
			if b.empty[r] {
				f[k.lay.price+at] = -y[k.lay.price+at]
				k.sum[r], k.kept[r] = 0, 1
				if k.lay.bound {
					k.pool[at] = 0
				}
				continue
			}
			reach, net := k.reach[r], k.net[r]
			var sum, kept float64
			if list := b.sparse[r]; list != nil {
				for _, i := range list {
					sum += reach[i] * pull[i]
					kept += net[i] * pull[i]
				}
			} else if k.free[r] {
				sum = numeric.Dot(reach, pull)
				kept = sum
			} else {
				sum, kept = numeric.Dot2(reach, net, pull)
			}
			k.sum[r] = sum
			kept /= sum
			k.kept[r] = kept
			lp := inv * (math.Log(sum) + k.top[s])
			if b.passThrough != nil {
				local := y[n] // what the labour of the market is paid
				if k.lay.bound {
					local += y[k.lay.premium+at]
				}
				lp += (1 - b.passThrough[n]) * (math.Log(y[k.lay.spend+at]) - local)
			}
			f[k.lay.price+at] = lp - y[k.lay.price+at]
			x := k.spend[at]
			k.revenue[n] += x * (1 - kept)
			nu := b.nu(n)
			k.factor[n] += nu * x * kept
			if k.lay.bound {
				k.pool[at] = nu * x * kept
			}
			if x == 0 {
				continue
			}
			per := (1 - nu) * x / sum
			if list := b.sparse[r]; list != nil {
				for _, i := range list {
					sold[i] += per * net[i]
				}
			} else {
				numeric.Axpy(per, net, sold)
			}
		}
		for i := range N {
			k.sales[i*S+s] = sold[i] * pull[i]
		}
	}
}

// close turns receipts into incomes and spending, and gives the largest
// residual.
func (k *kernel) close(y, f []float64) float64 {
	b := k.b
	N, S := b.n, b.s
	world := 0.0
	for n := range N {
		world += k.wage[n] * k.hours[n] * b.income[n]
	}
	drift := math.Log(world / k.baseGDP)
	worst := math.Abs(drift)
	k.settleWedges(y, f)
	for n := range N {
		income := k.wage[n] * k.hours[n] * b.income[n]
		k.outlay[n] = income + k.revenue[n] + k.rent[n] + k.transfer[n]*world/k.baseGDP
		next := k.step[:S] // scratch until the step is made
		final := b.final[n*S : (n+1)*S]
		for j := range S {
			next[j] = final[j] * k.outlay[n]
		}
		for j := range S {
			r := n*S + j
			sold := k.sales[r]
			if sold == 0 {
				continue
			}
			earned := b.factorShare[r] * sold
			k.factor[n] += earned
			if k.lay.bound {
				k.pool[r] += earned
			}
			numeric.Axpy(sold, b.input[r*S:(r+1)*S], next)
		}
		for j := range S {
			r := n*S + j
			if b.spending[r] == 0 {
				f[k.lay.spend+r] = 0
				continue
			}
			x := y[k.lay.spend+r]
			gap := next[j]/b.spending[r] - x
			f[k.lay.spend+r] = gap
			if g := math.Abs(gap / x); g > worst || g != g {
				worst = g
			}
		}
		lcpi := numeric.Dot(final, y[k.lay.price+n*S:k.lay.price+(n+1)*S])
		k.cpi[n] = lcpi
		if b.income[n] == 0 {
			f[n] = -y[n]
			if k.lay.elastic {
				f[k.lay.labour+n] = -y[k.lay.labour+n]
			}
			if k.lay.bound {
				k.premiums(n, y, f)
			}
			continue
		}
		gap := math.Log(k.factor[n] / income)
		if g := math.Abs(gap); g > worst || g != g {
			worst = g
		}
		f[n] = gap - drift
		if k.lay.bound {
			if g := k.premiums(n, y, f); g > worst || g != g {
				worst = g
			}
		}
		if k.lay.elastic {
			lq := 0.0
			if b.relief {
				lq = -math.Log1p(-k.revenue[n]/income) - b.relieved[n]
			}
			at := k.lay.labour + n
			f[at] = b.labour*(lq+y[n]-lcpi) - y[at]
			if g := math.Abs(f[at]); g > worst || g != g {
				worst = g
			}
		}
	}
	if g := numeric.MaxAbs(f[k.lay.price:k.lay.spend]); g > worst || g != g {
		worst = g
	}
	for i := range k.wedges {
		if g := math.Abs(k.wedges[i].miss); g > worst || g != g {
			worst = g
		}
	}
	return worst
}
