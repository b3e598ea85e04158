package numeric

import "math"

// Anderson accelerates a fixed-point iteration x <- x + f(x): it combines
// the last few steps so that the combination of their residuals is least in
// the Euclidean norm.
//
// Source: D. G. Anderson (1965), Iterative procedures for nonlinear integral
// equations, J. ACM 12(4); the form is type II of H. Walker and P. Ni
// (2011), Anderson acceleration for fixed-point iterations, SIAM J. Numer.
// Anal. 49(4), solved by normal equations with dependent columns left out.
type Anderson struct {
	n, depth int
	used     int       // columns held
	next     int       // column to overwrite
	primed   bool      // whether lastX and lastF hold a step
	lastX    []float64 // n
	lastF    []float64
	dx, df   [][]float64 // depth columns of n: differences of x and f
	gram     []float64   // depth*depth: df_i . df_j
	chol     []float64
	rhs      []float64
	dropped  []bool
}

// NewAnderson makes the scratch for vectors of length n and a memory of
// depth steps.
func NewAnderson(n, depth int) *Anderson {
	a := &Anderson{
		n: n, depth: depth,
		lastX: make([]float64, n), lastF: make([]float64, n),
		dx: make([][]float64, depth), df: make([][]float64, depth),
		gram: make([]float64, depth*depth), chol: make([]float64, depth*depth),
		rhs: make([]float64, depth), dropped: make([]bool, depth),
	}
	for i := range a.dx {
		a.dx[i] = make([]float64, n)
		a.df[i] = make([]float64, n)
	}
	return a
}

// Reset forgets all steps.
func (a *Anderson) Reset() { a.used, a.next, a.primed = 0, 0, false }

// Step writes into step the accelerated change of x, given the residual f
// at x; mix is the share of the combined residual that is added (one is the
// plain method). step may not alias x or f.
func (a *Anderson) Step(x, f, step []float64, mix float64) {
	if a.primed {
		a.push(x, f)
	}
	copy(a.lastX, x)
	copy(a.lastF, f)
	a.primed = true
	for i := range step[:a.n] {
		step[i] = mix * f[i]
	}
	if a.used == 0 {
		return
	}
	a.solve(f)
	for j := range a.used {
		c := a.rhs[j]
		if c == 0 {
			continue
		}
		dx, df := a.dx[j][:a.n], a.df[j][:a.n]
		out := step[:a.n]
		for i := range dx {
			out[i] -= c * (dx[i] + mix*df[i])
		}
	}
}

// push stores the difference of this step from the last and updates the
// Gram matrix.
func (a *Anderson) push(x, f []float64) {
	c := a.next
	dx, df := a.dx[c][:a.n], a.df[c][:a.n]
	lx, lf := a.lastX[:a.n], a.lastF[:a.n]
	x, f = x[:a.n], f[:a.n]
	for i := range dx {
		dx[i] = x[i] - lx[i]
		df[i] = f[i] - lf[i]
	}
	a.next = (a.next + 1) % a.depth
	a.used = min(a.used+1, a.depth)
	for j := range a.used {
		g := Dot(a.df[j][:a.n], df)
		a.gram[c*a.depth+j] = g
		a.gram[j*a.depth+c] = g
	}
}

// solve finds the combination in rhs by Cholesky factors of the scaled Gram
// matrix; a column that is dependent on those before it gets weight zero.
func (a *Anderson) solve(f []float64) {
	const dependent = 1e-13 // squared sine of the angle below which a column is left out
	m, d := a.used, a.depth
	L := a.chol
	// The newest columns come first in the elimination so that the oldest
	// are the ones dropped: order k is column (next-1-k).
	col := func(k int) int { return ((a.next-1-k)%d + d) % d }
	for k := range m {
		ck := col(k)
		diag := a.gram[ck*d+ck]
		a.dropped[k] = false
		for j := 0; j <= k; j++ {
			cj := col(j)
			s := a.gram[ck*d+cj]
			for l := range j {
				s -= L[k*d+l] * L[j*d+l]
			}
			switch {
			case j < k && a.dropped[j]:
				L[k*d+j] = 0
			case j < k:
				L[k*d+j] = s / L[j*d+j]
			case !(s > dependent*diag) || diag == 0:
				a.dropped[k] = true
				L[k*d+k] = 1
			default:
				L[k*d+k] = math.Sqrt(s)
			}
		}
		if a.dropped[k] {
			for l := range k {
				L[k*d+l] = 0
			}
		}
	}
	// Solve L L' c = b in elimination order, b = df . f.
	y := a.rhs
	var ordered [64]float64
	for k := range m {
		if a.dropped[k] {
			ordered[k] = 0
			continue
		}
		s := Dot(a.df[col(k)][:a.n], f)
		for l := range k {
			s -= L[k*d+l] * ordered[l]
		}
		ordered[k] = s / L[k*d+k]
	}
	for k := m - 1; k >= 0; k-- {
		if a.dropped[k] {
			ordered[k] = 0
			continue
		}
		s := ordered[k]
		for l := k + 1; l < m; l++ {
			s -= L[l*d+k] * ordered[l]
		}
		ordered[k] = s / L[k*d+k]
	}
	for k := range m {
		y[col(k)] = ordered[k]
	}
}

// Resize sets the length of the vectors, at most that of NewAnderson, and
// forgets all steps.
func (a *Anderson) Resize(n int) {
	if n > len(a.lastX) {
		panic("numeric: Anderson made for shorter vectors")
	}
	a.n = n
	a.Reset()
}
