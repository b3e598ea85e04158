package numeric

import "math"

// GMRES solves a linear system by minimal residuals over a Krylov space,
// restarted when its memory is full. The space is shaped by an approximate
// inverse, which need not be the same from one step to the next.
//
// Source: Y. Saad and M. Schultz (1986), GMRES: a generalized minimal
// residual algorithm for solving nonsymmetric linear systems, SIAM J. Sci.
// Stat. Comput. 7(3), with modified Gram-Schmidt and Givens rotations; the
// flexible form is Y. Saad (1993), A flexible inner-outer preconditioned
// GMRES algorithm, SIAM J. Sci. Comput. 14(2).
type GMRES struct {
	n, m         int
	basis        [][]float64 // m+1 vectors of n
	shaped       [][]float64 // m vectors of n, made when first used
	hess         []float64   // (m+1) x m, by columns
	cos, sin     []float64
	rhs, weights []float64
	work         []float64
}

// NewGMRES makes the scratch for vectors of length n and m steps between
// restarts.
func NewGMRES(n, m int) *GMRES {
	g := &GMRES{n: n, m: m, basis: make([][]float64, m+1), shaped: make([][]float64, m), hess: make([]float64, (m+1)*m),
		cos: make([]float64, m), sin: make([]float64, m), rhs: make([]float64, m+1), weights: make([]float64, m), work: make([]float64, n)}
	return g
}

// Solve improves x until |b - A x| <= tol |b|, where apply writes A x into
// its first argument and shape applies an approximate inverse in place. It
// gives the relative residual reached and the number of applications.
func (g *GMRES) Solve(apply func(dst, x []float64), shape func(x []float64), b, x []float64, tol float64, most int) (rel float64, used int) {
	size := math.Sqrt(Dot(b, b))
	if size == 0 {
		clear(x)
		return 0, 0
	}
	for {
		apply(g.work, x)
		used++
		g.hold(g.basis, 0)
		r := g.basis[0]
		for i := range r {
			r[i] = b[i] - g.work[i]
		}
		norm := math.Sqrt(Dot(r, r))
		rel = norm / size
		if rel <= tol || used >= most || math.IsNaN(rel) {
			return rel, used
		}
		for i := range r {
			r[i] /= norm
		}
		clear(g.rhs)
		g.rhs[0] = norm
		k := 0
		for k < g.m && used < most && math.Abs(g.rhs[k]) > 0.5*tol*size {
			g.extend(apply, shape, k)
			used++
			k++
			if g.hess[(k-1)*(g.m+1)+k-1] == 0 {
				break
			}
		}
		g.update(x, k)
	}
}

// extend adds one vector to the basis and rotates its column.
func (g *GMRES) extend(apply func(dst, x []float64), shape func(x []float64), k int) {
	h := g.hess[k*(g.m+1) : (k+1)*(g.m+1)]
	g.hold(g.basis, k+1)
	g.hold(g.shaped, k)
	v, z := g.basis[k+1], g.shaped[k]
	copy(z, g.basis[k])
	shape(z)
	apply(v, z)
	for j := 0; j <= k; j++ {
		h[j] = Dot(v, g.basis[j])
		Axpy(-h[j], g.basis[j], v)
	}
	norm := math.Sqrt(Dot(v, v))
	if norm > 0 {
		for i := range v {
			v[i] /= norm
		}
	}
	for j := range k {
		h[j], h[j+1] = g.cos[j]*h[j]+g.sin[j]*h[j+1], -g.sin[j]*h[j]+g.cos[j]*h[j+1]
	}
	d := math.Hypot(h[k], norm)
	if d == 0 {
		g.cos[k], g.sin[k] = 1, 0
		return
	}
	g.cos[k], g.sin[k] = h[k]/d, norm/d
	h[k] = d
	g.rhs[k], g.rhs[k+1] = g.cos[k]*g.rhs[k], -g.sin[k]*g.rhs[k]
}

// update adds the best combination of the first k vectors to x.
func (g *GMRES) update(x []float64, k int) {
	for i := k - 1; i >= 0; i-- {
		s := g.rhs[i]
		for j := i + 1; j < k; j++ {
			s -= g.hess[j*(g.m+1)+i] * g.weights[j]
		}
		g.weights[i] = 0
		if d := g.hess[i*(g.m+1)+i]; d != 0 {
			g.weights[i] = s / d
		}
	}
	for i := range k {
		Axpy(g.weights[i], g.shaped[i], x)
	}
}

// hold makes vector k of a list.
func (g *GMRES) hold(list [][]float64, k int) {
	if list[k] == nil {
		list[k] = make([]float64, g.n)
	}
}
