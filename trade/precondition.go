package trade

import "parley/internal/numeric"

// preconditioner is an approximate inverse of the Jacobian of the residual
// system at the benchmark, made once a model. It has three parts: inside
// each region prices and spending pass through domestic inputs (solved
// exactly, one S by S matrix a region); between regions factor prices move
// demand (solved in an aggregate of one good a region, one N by N matrix);
// and factor prices move the region's own prices and spending.
//
// It only shapes the steps: the residuals that decide convergence are those
// before it. So it is held in single precision, padded as frozen says.
type preconditioner struct {
	*frozen
	inside  []float32 // [n][sp][sp] inverse of 1 - own share * inputs
	between []float32 // [np][np] step of factor price i by residual of factor market m
	bySpend []float32 // [np][np] step of factor price i by mean spending of n
	byCost  []float32 // [np][np] step of factor price i by mean input cost of n
	meanX   []float32 // [n*sp+s] weights of mean spending
	meanC   []float32 // [n*sp+s] weights of mean input cost
	passP   []float32 // [n*sp+s] log price by log factor price, domestic
	passX   []float32 // [n*sp+s] spending ratio by log factor price, domestic
	passL   []float32 // [n] log labour by log factor price, domestic
}

// precondition makes the approximate inverse. It is nil where a matrix is
// singular; plain steps are taken then.
func (b *benchmark) precondition() *preconditioner {
	N, S := b.n, b.s
	p := &preconditioner{frozen: freeze(b)}
	inside, passP, passX := make([]float64, N*S*S), make([]float64, N*S), make([]float64, N*S)
	lu := numeric.NewInverse(S)
	content := make([]float64, N*S) // domestic factor content of unit cost
	for n := range N {
		m := inside[n*S*S : (n+1)*S*S]
		own := func(k int) float64 { return b.share[(k*N+n)*N+n] }
		for k := range S {
			for l := range S {
				m[k*S+l] = -own(k) * b.input[(n*S+k)*S+l]
			}
			m[k*S+k]++
		}
		if !lu.Invert(m) {
			return nil
		}
		for k := range S {
			for l := range S {
				passP[n*S+k] += m[k*S+l] * own(l) * b.factorCost[n*S+l]
			}
		}
		for k := range S {
			r := n*S + k
			content[r] = b.factorCost[r] + numeric.Dot(b.input[r*S:(r+1)*S], passP[n*S:(n+1)*S])
		}
		for l := range S {
			if b.spending[n*S+l] == 0 {
				continue
			}
			income := b.final[n*S+l] * b.income[n] / b.spending[n*S+l]
			for k := range S { // transposed, in ratios
				if x := b.spending[n*S+k]; x > 0 {
					passX[n*S+k] += m[l*S+k] * income * b.spending[n*S+l] / x
				}
			}
		}
	}
	passL := make([]float64, N)
	for n := range N {
		passL[n] = b.labour * (1 - numeric.Dot(b.final[n*S:(n+1)*S], passP[n*S:(n+1)*S]))
	}
	between, spend, cost := b.reduced(content, passP)
	if !numeric.NewInverse(N).Invert(between) {
		return nil
	}
	p.inside = p.bySectors(inside)
	p.between = p.byRegions(between)
	p.bySpend, p.byCost = p.byRegions(product(between, spend, N)), p.byRegions(product(between, cost, N))
	p.passP, p.passX, p.passL = p.bySector(passP), p.bySector(passX), make([]float32, N)
	narrow(p.passL, passL)
	p.means()
	return p
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
// imports, spending with the region's own income.
func (b *benchmark) reduced(content, passP []float64) (J, bySpend, byCost []float64) {
	N, S := b.n, b.s
	domestic, foreign, spend := make([]float64, N*N), make([]float64, N*N), make([]float64, N*N)
	imports := make([]float64, N*N) // [n*N+i] source shares of n's imports
	earned, weight := make([]float64, N), make([]float64, N)
	for s := range S {
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
				va := b.factorShare[i*S+s] * z * (1 - b.nu(n))
				local := b.nu(n) * z
				earned[i] += va
				earned[n] += local
				spend[i*N+n] += va
				spend[n*N+n] += local
				if i != n {
					imports[n*N+i] += z
				}
				w, c := va*b.theta[s], content[i*S+s]
				weight[i] = w
				domestic[i*N+i] -= w * c
				foreign[i*N+i] -= w * (1 - c)
			}
			for i, pi := range row {
				if pi == 0 {
					continue
				}
				w := weight[i]
				into, out := domestic[i*N:(i+1)*N], foreign[i*N:(i+1)*N]
				for j, pj := range row {
					v := w * pj * content[j*S+s]
					into[j] += v
					out[j] += w*pj - v
				}
			}
		}
	}
	for n := range N {
		row := imports[n*N : (n+1)*N]
		if sum := total(row); sum > 0 {
			for i := range row {
				row[i] /= sum
			}
		}
	}
	// Income of a region by all factor prices: its own, and labour's answer
	// to the real wage.
	income := make([]float64, N*N)
	for n := range N {
		row := income[n*N : (n+1)*N]
		if b.labour != 0 {
			open := 1 - numeric.Dot(b.final[n*S:(n+1)*S], passP[n*S:(n+1)*S])
			numeric.Axpy(-b.labour*open, imports[n*N:(n+1)*N], row)
			row[n] += b.labour * open
		}
		row[n]++
	}
	// The same costs react to the scale of production.
	J, byCost = make([]float64, N*N), make([]float64, N*N)
	for i := range N {
		row, up := J[i*N:(i+1)*N], 1+b.scale
		numeric.Axpy(up, domestic[i*N:(i+1)*N], row)
		for j := range N {
			if f := foreign[i*N+j]; f != 0 {
				numeric.Axpy(up*f, imports[j*N:(j+1)*N], row)
			}
			react := spend[i*N+j] - b.scale*(domestic[i*N+j]+foreign[i*N+j])
			if react != 0 {
				numeric.Axpy(react, income[j*N:(j+1)*N], row)
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
			clear(spend[i*N : (i+1)*N])
			continue
		}
		for m := range row {
			spend[i*N+m] /= earned[i]
			byCost[i*N+m] = (1 + b.scale) * (domestic[i*N+m] + foreign[i*N+m]) / earned[i]
			row[m] = row[m]/earned[i] - income[i*N+m] - drift[m]
		}
	}
	return J, spend, byCost
}
