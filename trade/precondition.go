package trade

import "parley/internal/numeric"

// preconditioner is an approximate inverse of the Jacobian of the residual
// system at the benchmark, made once a model. It has three parts: inside
// each region prices and spending pass through domestic inputs (solved
// exactly, one S by S matrix a region); between regions factor prices move
// demand (solved in an aggregate of one good a region, one N by N matrix);
// and factor prices move prices and spending, a region's own exactly, those
// of others through their mean.
//
// It only shapes the steps: the residuals that decide convergence are those
// before it. So it is held in single precision, padded as frozen says.
type preconditioner struct {
	*frozen
	inside  []float32 // [n][sp][sp] inverse of 1 - own share * inputs
	between []float32 // [np][np] step of factor price i by residual of factor market m
	bySpend []float32 // [np][np] step of factor price i by mean spending of n
	byCost  []float32 // [np][np] step of factor price i by mean input cost of n
	imports []float32 // [np][np] mean price of n's imports by factor price i
	rivals  []float32 // [np][np] mean price of n's rivals in its markets by factor price i
	meanX   []float32 // [n*sp+s] weights of mean spending
	meanC   []float32 // [n*sp+s] weights of mean input cost
	passP   []float32 // [n*sp+s] log price by log factor price, domestic
	passX   []float32 // [n*sp+s] spending ratio by log factor price, domestic
	passM   []float32 // [n*sp+s] log price by mean price of imports
	passY   []float32 // [n*sp+s] spending ratio by mean price of rivals
	passL   []float32 // [n] log labour by log factor price, domestic
	passLM  []float32 // [n] log labour by mean price of imports
}

// responses are how factor prices move a benchmark's costs, prices and
// sales, region by region, while the approximate inverse is made.
type responses struct {
	b                *benchmark
	inside           []float64 // [(n*S+k)*S+l]
	passP, passL     []float64 // [n*S+s], [n]
	content, outside []float64 // [n*S+s] of seller's price: by own factor price, by imports
	bought           []float64 // [n*S+s] price by imports of final goods and inputs, before domestic links
	lost, gained     []float64 // [n*S+s] sales by own factor price (falling) and by rivals' prices, million
}

// precondition makes the approximate inverse. It is nil where a matrix is
// singular; plain steps are taken then.
func (b *benchmark) precondition() *preconditioner {
	N, S := b.n, b.s
	p := &preconditioner{frozen: freeze(b)}
	v := &responses{b: b, inside: make([]float64, N*S*S), passP: make([]float64, N*S), passL: make([]float64, N),
		content: make([]float64, N*S), outside: make([]float64, N*S), bought: make([]float64, N*S),
		lost: make([]float64, N*S), gained: make([]float64, N*S)}
	lu := numeric.NewInverse(S)
	for n := range N {
		if !v.domestic(n, lu) {
			return nil
		}
	}
	imports := v.markets()
	passX, passY, passM := make([]float64, N*S), make([]float64, N*S), make([]float64, N*S)
	p.passLM = make([]float32, N)
	for n := range N {
		v.spending(n, passX[n*S:(n+1)*S], passY[n*S:(n+1)*S])
		m, row := v.inside[n*S*S:(n+1)*S*S], passM[n*S:(n+1)*S]
		for k := range S {
			row[k] = numeric.Dot(m[k*S:(k+1)*S], v.bought[n*S:(n+1)*S])
		}
		p.passLM[n] = float32(-b.labour * numeric.Dot(b.final[n*S:(n+1)*S], row))
	}
	between, spend, cost, rivals := v.reduced(imports, passX, passY)
	if !numeric.NewInverse(N).Invert(between) {
		return nil
	}
	p.inside = p.bySectors(v.inside)
	p.between = p.byRegions(between)
	p.bySpend, p.byCost = p.byRegions(product(between, spend, N)), p.byRegions(product(between, cost, N))
	p.imports, p.rivals = p.byRegions(imports), p.byRegions(rivals)
	p.passP, p.passX, p.passL = p.bySector(v.passP), p.bySector(passX), make([]float32, N)
	p.passM, p.passY = p.bySector(passM), p.bySector(passY)
	narrow(p.passL, v.passL)
	p.means()
	return p
}

// domestic solves the links inside region n.
func (v *responses) domestic(n int, lu *numeric.Inverse) bool {
	b := v.b
	N, S := b.n, b.s
	m := v.inside[n*S*S : (n+1)*S*S]
	own := func(k int) float64 { return b.share[(k*N+n)*N+n] }
	for k := range S {
		for l := range S {
			m[k*S+l] = -own(k) * b.input[(n*S+k)*S+l]
		}
		m[k*S+k]++
	}
	if !lu.Invert(m) {
		return false
	}
	for k := range S {
		for l := range S {
			v.passP[n*S+k] += m[k*S+l] * own(l) * b.factorCost[n*S+l]
		}
	}
	final, pass := b.final[n*S:(n+1)*S], v.passP[n*S:(n+1)*S]
	v.passL[n] = b.labour * (1 - numeric.Dot(final, pass))
	if b.scale != 0 { // prices fall with the scale of production
		for k := range S {
			pass[k] = (1+b.scale)*pass[k] - b.scale*own(k)*(1+v.passL[n])
		}
		v.passL[n] = b.labour * (1 - numeric.Dot(final, pass))
	}
	for k := range S {
		r := n*S + k
		c := b.factorCost[r] + numeric.Dot(b.input[r*S:(r+1)*S], pass)
		v.content[r] = (1+b.scale)*c - b.scale*(1+v.passL[n])
		v.outside[r] = (1 + b.scale) * (1 - c)
	}
	return true
}

// markets finds what factor prices do to each market: to the price of
// imports, and to sellers' receipts. It gives the weights of factor prices in
// the mean price of each region's imports.
func (v *responses) markets() []float64 {
	b := v.b
	N, S := b.n, b.s
	imports := make([]float64, N*N)
	for s := range S {
		for n := range N {
			r, at := s*N+n, n*S+s
			x, row := b.spending[at], b.share[r*N:(r+1)*N]
			mean := 0.0
			for i, pi := range row {
				mean += pi * v.content[i*S+s]
				if i != n {
					imports[n*N+i] += x * pi * v.content[i*S+s]
					v.bought[at] += pi * v.content[i*S+s]
				}
			}
			for i, pi := range row {
				if pi == 0 {
					continue
				}
				z := pi * x / (1 + b.tariff[r*N+i]) * b.theta[s] * (1 - b.nu(n))
				v.lost[i*S+s] += z * (1 - pi) * v.content[i*S+s]
				v.gained[i*S+s] += z * (mean - pi*v.content[i*S+s])
			}
		}
	}
	for n := range N {
		whole(imports[n*N : (n+1)*N])
	}
	return imports
}

// whole makes weights sum to one, if any is not zero.
func whole(row []float64) {
	if sum := total(row); sum != 0 {
		for i := range row {
			row[i] /= sum
		}
	}
}

// spending finds how spending of region n, in ratios, moves with its own
// factor price and with the prices of its rivals.
func (v *responses) spending(n int, own, rivals []float64) {
	b, S := v.b, v.b.s
	m := v.inside[n*S*S : (n+1)*S*S]
	byOwn, byRivals := make([]float64, S), make([]float64, S)
	for l := range S {
		byOwn[l] = b.final[n*S+l] * b.income[n]
	}
	for k := range S {
		r := n*S + k
		numeric.Axpy(-v.lost[r], b.input[r*S:(r+1)*S], byOwn)
		numeric.Axpy(v.gained[r], b.input[r*S:(r+1)*S], byRivals)
	}
	for l := range S {
		numeric.Axpy(byOwn[l], m[l*S:(l+1)*S], own)
		numeric.Axpy(byRivals[l], m[l*S:(l+1)*S], rivals)
	}
	for k := range S {
		if x := b.spending[n*S+k]; x > 0 {
			own[k] /= x
			rivals[k] /= x
		} else {
			own[k], rivals[k] = 0, 0
		}
	}
}

// means are the weights with which sectors enter mean spending and mean
// input cost of a region.
func (p *preconditioner) means() {
	b := p.b
	N, S := b.n, b.s
	meanX, meanC := make([]float64, N*S), make([]float64, N*S)
	for n := range N {
		spend, weight := total(b.spending[n*S:(n+1)*S]), 0.0
		for s := range S {
			r := n*S + s
			if spend > 0 {
				meanX[r] = b.spending[r] / spend
			}
			w := b.factorShare[r] * b.sales[r] * b.theta[s]
			weight += w
			numeric.Axpy(w, b.input[r*S:(r+1)*S], meanC[n*S:(n+1)*S])
		}
		if weight > 0 {
			for k := n * S; k < (n+1)*S; k++ {
				meanC[k] /= weight
			}
		}
	}
	p.meanX, p.meanC = p.bySector(meanX), p.bySector(meanC)
}

// product is the product of two n by n matrices.
func product(a, b []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		for j, v := range a[i*n : (i+1)*n] {
			if v != 0 {
				numeric.Axpy(v, b[j*n:(j+1)*n], out[i*n:(i+1)*n])
			}
		}
	}
	return out
}

// reduced is the Jacobian of factor markets by factor prices with prices,
// spending and labour solved out, in an aggregate: a cost moves with its
// domestic factor content, its foreign content with the region's mean
// imports, spending with the region's own factor price and its rivals'. It
// also gives the factor markets by mean spending and by mean input cost, and
// the weights of factor prices in the mean price of each region's rivals.
func (v *responses) reduced(imports, passX, passY []float64) (J, bySpend, byCost, rivals []float64) {
	b := v.b
	N, S := b.n, b.s
	J, bySpend, byCost, rivals = make([]float64, N*N), make([]float64, N*N), make([]float64, N*N), make([]float64, N*N)
	foreign := make([]float64, N*N)
	earned := make([]float64, N)
	gains := make([]float64, N*N) // of sellers i in one sector by rivals' prices j
	for s := range S {
		clear(gains)
		for n := range N {
			r := s*N + n
			if b.empty[r] {
				continue
			}
			x := b.spending[n*S+s]
			row := b.share[r*N : (r+1)*N]
			for i, pi := range row {
				if pi == 0 {
					continue
				}
				z := pi * x / (1 + b.tariff[r*N+i])
				va, local := b.factorShare[i*S+s]*z*(1-b.nu(n)), b.nu(n)*z
				earned[i] += va
				earned[n] += local
				bySpend[i*N+n] += va
				bySpend[n*N+n] += local
				w := va * b.theta[s]
				gains[i*N+i] -= w
				numeric.Axpy(w, row, gains[i*N:(i+1)*N])
			}
		}
		for f, g := range gains {
			j := f % N * S
			J[f] += g * v.content[j+s]
			foreign[f] += g * v.outside[j+s]
			byCost[f] += g
		}
	}
	copy(rivals, J)
	for i := range N {
		rivals[i*N+i] = 0
		whole(rivals[i*N : (i+1)*N])
	}
	income, moved := v.incomes(imports, rivals, passX, passY)
	for i := range N {
		row := J[i*N : (i+1)*N]
		for j := range N {
			if f := foreign[i*N+j]; f != 0 {
				numeric.Axpy(f, imports[j*N:(j+1)*N], row)
			}
			if react := bySpend[i*N+j]; react != 0 {
				numeric.Axpy(react, moved[j*N:(j+1)*N], row)
			}
		}
	}
	drift, world := make([]float64, N), total(b.income)
	for n := range N {
		numeric.Axpy(b.income[n]/world, income[n*N:(n+1)*N], drift)
	}
	for i := range N {
		row := J[i*N : (i+1)*N]
		if b.income[i] == 0 || earned[i] == 0 {
			clear(row)
			row[i] = -1
			clear(bySpend[i*N : (i+1)*N])
			clear(byCost[i*N : (i+1)*N])
			continue
		}
		for m := range row {
			bySpend[i*N+m] /= earned[i]
			byCost[i*N+m] *= (1 + b.scale) / earned[i]
			row[m] = row[m]/earned[i] - income[i*N+m] - drift[m]
		}
	}
	return J, bySpend, byCost, rivals
}

// incomes is how factor prices move each region's factor income, with
// labour's answer to the real wage, and its mean spending.
func (v *responses) incomes(imports, rivals, passX, passY []float64) (income, moved []float64) {
	b := v.b
	N, S := b.n, b.s
	income, moved = make([]float64, N*N), make([]float64, N*N)
	for n := range N {
		row := income[n*N : (n+1)*N]
		row[n] = 1 + v.passL[n]
		if b.labour != 0 {
			final := b.final[n*S : (n+1)*S]
			open := 1 - numeric.Dot(final, v.passP[n*S:(n+1)*S])
			numeric.Axpy(-b.labour*open, imports[n*N:(n+1)*N], row)
		}
		x := b.spending[n*S : (n+1)*S]
		if sum := total(x); sum > 0 {
			numeric.Axpy(numeric.Dot(x, passX[n*S:(n+1)*S])/sum, row, moved[n*N:(n+1)*N])
			numeric.Axpy(numeric.Dot(x, passY[n*S:(n+1)*S])/sum, rivals[n*N:(n+1)*N], moved[n*N:(n+1)*N])
		}
	}
	return income, moved
}
