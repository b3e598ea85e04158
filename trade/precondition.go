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
// before it.
type preconditioner struct {
	n, s    int
	inside  []float64 // [(n*S+k)*S+l] inverse of 1 - own share * inputs
	between []float64 // [i*N+m] step of factor price i by residual of factor market m
	bySpend []float64 // [i*N+n] step of factor price i by mean spending of n
	byCost  []float64 // [i*N+n] step of factor price i by mean input cost of n
	meanX   []float64 // [n*S+s] weights of mean spending
	meanC   []float64 // [n*S+s] weights of mean input cost
	passP   []float64 // [n*S+s] log price by log factor price, domestic
	passX   []float64 // [n*S+s] spending ratio by log factor price, domestic
	passL   []float64 // [n] log labour by log factor price, domestic
}

// precondition makes the approximate inverse. It is nil where a matrix is
// singular; plain steps are taken then.
func (b *benchmark) precondition() *preconditioner {
	N, S := b.n, b.s
	p := &preconditioner{n: N, s: S, inside: make([]float64, N*S*S), passP: make([]float64, N*S), passX: make([]float64, N*S)}
	lu := numeric.NewInverse(S)
	content := make([]float64, N*S) // domestic factor content of unit cost
	for n := range N {
		m := p.inside[n*S*S : (n+1)*S*S]
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
				p.passP[n*S+k] += m[k*S+l] * own(l) * b.factorCost[n*S+l]
			}
		}
		for k := range S {
			r := n*S + k
			content[r] = b.factorCost[r] + numeric.Dot(b.input[r*S:(r+1)*S], p.passP[n*S:(n+1)*S])
		}
		for l := range S {
			if b.spending[n*S+l] == 0 {
				continue
			}
			income := b.final[n*S+l] * b.income[n] / b.spending[n*S+l]
			for k := range S { // transposed, in ratios
				if x := b.spending[n*S+k]; x > 0 {
					p.passX[n*S+k] += m[l*S+k] * income * b.spending[n*S+l] / x
				}
			}
		}
	}
	p.passL = make([]float64, N)
	for n := range N {
		p.passL[n] = b.labour * (1 - numeric.Dot(b.final[n*S:(n+1)*S], p.passP[n*S:(n+1)*S]))
	}
	var spend, cost []float64
	p.between, spend, cost = b.reduced(content, p.passP)
	if !numeric.NewInverse(N).Invert(p.between) {
		return nil
	}
	p.bySpend, p.byCost = product(p.between, spend, N), product(p.between, cost, N)
	p.means(b)
	return p
}

// means are the weights with which sectors enter mean spending and mean
// input cost of a region.
func (p *preconditioner) means(b *benchmark) {
	N, S := p.n, p.s
	p.meanX, p.meanC = make([]float64, N*S), make([]float64, N*S)
	for n := range N {
		spend, weight := total(b.spending[n*S:(n+1)*S]), 0.0
		for s := range S {
			r := n*S + s
			if spend > 0 {
				p.meanX[r] = b.spending[r] / spend
			}
			w := b.factorShare[r] * b.sales[r] * b.theta[s]
			weight += w
			numeric.Axpy(w, b.input[r*S:(r+1)*S], p.meanC[n*S:(n+1)*S])
		}
		if weight > 0 {
			for k := n * S; k < (n+1)*S; k++ {
				p.meanC[k] /= weight
			}
		}
	}
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

// shape turns residuals f into the step that the approximate inverse makes
// of them, in place.
func (p *preconditioner) shape(b *benchmark, lay *layout, f, scratch []float64) {
	N, S := p.n, p.s
	w, meanX, meanC, step := scratch[:N], scratch[N:2*N], scratch[2*N:3*N], scratch[3*N:3*N+S]
	// Inside each region, with factor prices as they are.
	for n := range N {
		m := p.inside[n*S*S : (n+1)*S*S]
		fp := f[lay.price+n*S : lay.price+(n+1)*S]
		for k := range S {
			step[k] = numeric.Dot(m[k*S:(k+1)*S], fp)
		}
		copy(fp, step)
		meanC[n] = numeric.Dot(p.meanC[n*S:(n+1)*S], step)
		fx, x0 := f[lay.spend+n*S:lay.spend+(n+1)*S], b.spending[n*S:(n+1)*S]
		clear(step)
		for k, v := range fx {
			numeric.Axpy(v*x0[k], m[k*S:(k+1)*S], step)
		}
		for k := range fx {
			if x0[k] > 0 {
				fx[k] = step[k] / x0[k]
			}
		}
		meanX[n] = numeric.Dot(p.meanX[n*S:(n+1)*S], fx)
	}
	// Between regions, and what factor prices do inside.
	for i := range N {
		w[i] = -numeric.Dot(p.between[i*N:(i+1)*N], f[:N]) -
			numeric.Dot(p.bySpend[i*N:(i+1)*N], meanX) - numeric.Dot(p.byCost[i*N:(i+1)*N], meanC)
	}
	copy(f[:N], w)
	for n := range N {
		numeric.Axpy(f[n], p.passP[n*S:(n+1)*S], f[lay.price+n*S:lay.price+(n+1)*S])
		numeric.Axpy(f[n], p.passX[n*S:(n+1)*S], f[lay.spend+n*S:lay.spend+(n+1)*S])
		if lay.elastic {
			f[lay.labour+n] += p.passL[n] * f[n]
		}
	}
}

// back is the transpose of shape, in place: what the transposed system is
// shaped with.
func (p *preconditioner) back(b *benchmark, lay *layout, f, scratch []float64) {
	N, S := p.n, p.s
	w, meanX, meanC, step := scratch[:N], scratch[N:2*N], scratch[2*N:3*N], scratch[3*N:3*N+S]
	for n := range N {
		v := f[n] + numeric.Dot(p.passP[n*S:(n+1)*S], f[lay.price+n*S:lay.price+(n+1)*S]) +
			numeric.Dot(p.passX[n*S:(n+1)*S], f[lay.spend+n*S:lay.spend+(n+1)*S])
		if lay.elastic {
			v += p.passL[n] * f[lay.labour+n]
		}
		w[n] = v
	}
	clear(f[:N])
	clear(meanX)
	clear(meanC)
	for i, v := range w {
		numeric.Axpy(-v, p.between[i*N:(i+1)*N], f[:N])
		numeric.Axpy(-v, p.bySpend[i*N:(i+1)*N], meanX)
		numeric.Axpy(-v, p.byCost[i*N:(i+1)*N], meanC)
	}
	for n := range N {
		m := p.inside[n*S*S : (n+1)*S*S]
		fp := f[lay.price+n*S : lay.price+(n+1)*S]
		numeric.Axpy(meanC[n], p.meanC[n*S:(n+1)*S], fp)
		clear(step)
		for k, v := range fp {
			numeric.Axpy(v, m[k*S:(k+1)*S], step)
		}
		copy(fp, step)
		fx, x0 := f[lay.spend+n*S:lay.spend+(n+1)*S], b.spending[n*S:(n+1)*S]
		numeric.Axpy(meanX[n], p.meanX[n*S:(n+1)*S], fx)
		for k := range fx {
			if x0[k] > 0 {
				fx[k] /= x0[k]
			}
		}
		for k := range S {
			step[k] = numeric.Dot(m[k*S:(k+1)*S], fx)
		}
		for k := range fx {
			fx[k] = step[k] * x0[k]
		}
	}
}
