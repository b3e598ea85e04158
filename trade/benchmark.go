package trade

import (
	"math"

	"parley/economy"
)

// benchmark is the state that a shock is measured from: an exact
// equilibrium, in the terms that the residual system needs. Arrays by region
// and sector are [n*S+s]; bilateral arrays are [(s*N+n)*N+i] as in
// economy.Economy.Flow.
type benchmark struct {
	n, s int

	share    []float64 // bilateral: share of n's spending on s that goes to i, tariff included
	tariff   []float64 // bilateral
	net      []float64 // bilateral: share over one plus tariff
	spending []float64 // [n*S+s] spending on s, tariff included, million
	sales    []float64 // [n*S+s] what sellers of (n,s) receive, net of tariff and of destination costs
	income   []float64 // [n] factor income, destination costs included
	transfer []float64 // [n] net receipts from abroad

	input       []float64 // [(n*S+j)*S+k]
	factorCost  []float64 // [n*S+j] exponent of the factor price in unit cost
	factorShare []float64 // [n*S+j] share of sales that is factor income: one less the inputs
	final       []float64 // [n*S+k]
	theta       []float64 // [s]

	passThrough []float64 // [n] exponent phi on tariffs; nil for one
	destination []float64 // [n] share nu of sales paid to the destination's labour; nil for zero
	labour      float64   // elasticity kappa of labour supply
	scale       float64   // psi
	relief      bool      // tariff revenue replaces income tax
	mobility    []float64 // [n] of the factor between sectors; nil where it moves freely
	pool        []float64 // [n*S+s] factor income by sector; nil where it moves freely
	yield       []float64 // [n*S+s] step of a sector's wage by excess demand; zero where it is the region's
	duties      []float64 // [n] tariff revenue
	relieved    []float64 // [n] log of one over one less revenue over income, where it does

	exports []float64 // [n*S+s] sales abroad, net of tariff, million
	imports []float64 // [n*S+s] purchases abroad, net of tariff, million

	sparse [][]int32 // by row s*N+n: suppliers, for rows with few; nil for dense rows
	empty  []bool    // by row s*N+n: no supplier at all
	free   []bool    // by row: no tariff at all in the benchmark
}

// fromEconomy reads shares, spending and incomes off the flows.
func fromEconomy(e *economy.Economy, c *Closure) *benchmark {
	N, S := e.N(), e.S()
	b := &benchmark{
		n: N, s: S,
		share: make([]float64, len(e.Flow)), tariff: e.Tariff,
		spending: make([]float64, N*S), sales: make([]float64, N*S),
		income: make([]float64, N), transfer: make([]float64, N),
		input: e.Input, factorCost: e.ValueAdded, factorShare: make([]float64, N*S),
		final: wholeShares(e.Final, N, S), theta: make([]float64, S),
		passThrough: c.PassThrough, destination: c.DestinationCost,
		labour: c.LabourSupply, scale: c.Scale, relief: c.TaxRelief,
	}
	for s := range S {
		b.theta[s] = e.Theta[s].Value
	}
	for j := range N * S {
		sum := 0.0
		for _, g := range e.Input[j*S : (j+1)*S] {
			sum += g
		}
		b.factorShare[j] = 1 - sum
	}
	for s := range S {
		for n := range N {
			row := (s*N + n) * N
			total := 0.0
			for i := range N {
				total += e.Flow[row+i] * (1 + e.Tariff[row+i])
			}
			b.spending[n*S+s] = total
			if total == 0 {
				continue
			}
			for i := range N {
				z := e.Flow[row+i]
				if z == 0 {
					continue
				}
				b.share[row+i] = z * (1 + e.Tariff[row+i]) / total
				b.sales[i*S+s] += z * (1 - b.nu(n))
				b.income[n] += z * b.nu(n)
				b.transfer[n] += z * (1 - b.nu(n))
			}
		}
	}
	for n := range N {
		for s := range S {
			b.income[n] += e.ValueAdded[n*S+s] * b.sales[n*S+s]
			b.transfer[n] -= b.sales[n*S+s]
		}
	}
	b.index()
	return b
}

// wholeShares makes final shares sum to one in each region, to rounding:
// with shares as printed, to eight digits say, spending would miss income
// and no prices could clear every market.
func wholeShares(final []float64, N, S int) []float64 {
	out := append([]float64(nil), final...)
	for n := range N {
		row := out[n*S : (n+1)*S]
		if sum := total(row); sum > 0 && sum != 1 {
			for s := range row {
				row[s] /= sum
			}
		}
	}
	return out
}

// nu is the destination cost share of region n.
func (b *benchmark) nu(n int) float64 {
	if b.destination == nil {
		return 0
	}
	return b.destination[n]
}

// phi is the pass-through exponent of region n.
func (b *benchmark) phi(n int) float64 {
	if b.passThrough == nil {
		return 1
	}
	return b.passThrough[n]
}

// revenue is tariff revenue of region n in the benchmark.
func (b *benchmark) revenue(n int) float64 { return b.duties[n] }

// index finds the rows with few suppliers, none, or no tariff, and what
// relief of income tax the benchmark has.
func (b *benchmark) index() {
	b.relieved, b.duties = make([]float64, b.n), make([]float64, b.n)
	for n := range b.n {
		b.duties[n] = b.addDuties(n)
	}
	if b.relief {
		for n, y := range b.income {
			if y > 0 {
				b.relieved[n] = -math.Log1p(-b.revenue(n) / y)
			}
		}
	}
	rows := b.n * b.s
	b.sparse = make([][]int32, rows)
	b.empty = make([]bool, rows)
	b.free = make([]bool, rows)
	b.net = make([]float64, len(b.share))
	for f, p := range b.share {
		b.net[f] = p / (1 + b.tariff[f])
	}
	b.addTrade()
	for r := range rows {
		share, tariff := b.share[r*b.n:(r+1)*b.n], b.tariff[r*b.n:(r+1)*b.n]
		count, free := 0, true
		for i, p := range share {
			if p != 0 {
				count++
				free = free && tariff[i] == 0
			}
		}
		b.free[r], b.empty[r] = free, count == 0
		if count*4 > b.n {
			continue
		}
		list := make([]int32, 0, count)
		for i, p := range share {
			if p != 0 {
				list = append(list, int32(i))
			}
		}
		b.sparse[r] = list
	}
}

// addTrade adds up trade with others.
func (b *benchmark) addTrade() {
	N, S := b.n, b.s
	b.exports, b.imports = make([]float64, N*S), make([]float64, N*S)
	for s := range S {
		for n := range N {
			x := b.spending[n*S+s]
			for i, p := range b.net[(s*N+n)*N : (s*N+n+1)*N] {
				if i != n {
					b.exports[i*S+s] += p * x
					b.imports[n*S+s] += p * x
				}
			}
		}
	}
}

// rebase is the benchmark at an equilibrium k of its own system: shares,
// spending and incomes as solved, so that no change is exactly a solution.
func (b *benchmark) rebase(k *kernel) *benchmark {
	N, S := b.n, b.s
	nb := *b
	nb.tariff = k.tariff
	nb.share = make([]float64, len(b.share))
	nb.spending = append([]float64(nil), k.spend...)
	nb.sales = append([]float64(nil), k.sales...)
	nb.income = make([]float64, N)
	nb.transfer = make([]float64, N)
	worldNew, worldOld := 0.0, 0.0
	for n := range N {
		nb.income[n] = k.wage[n] * k.hours[n] * b.income[n]
		worldNew += nb.income[n]
		worldOld += b.income[n]
	}
	for n := range N {
		nb.transfer[n] = k.transfer[n] * worldNew / worldOld
	}
	for s := range S {
		for n := range N {
			r := s*N + n
			if b.empty[r] {
				continue
			}
			for i := range N {
				nb.share[r*N+i] = k.reach[r][i] * k.pull[s*N+i] / k.sum[r]
			}
		}
	}
	nb.index()
	return &nb
}

// outlay is final expenditure of region n in the benchmark: factor income,
// tariff revenue and transfers.
func (b *benchmark) outlay(n int) float64 {
	return b.income[n] + b.revenue(n) + b.transfer[n]
}

// addDuties adds up tariff revenue of region n.
func (b *benchmark) addDuties(n int) float64 {
	sum := 0.0
	for s := range b.s {
		r := s*b.n + n
		net := 0.0
		for i := range b.n {
			net += b.share[r*b.n+i] * b.tariff[r*b.n+i] / (1 + b.tariff[r*b.n+i])
		}
		sum += net * b.spending[n*b.s+s]
	}
	return sum
}
