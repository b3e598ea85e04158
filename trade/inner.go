package trade

import (
	"math"

	"parley/internal/numeric"
)

// inner solves for steps with the tangent: minimal residuals over a Krylov
// space of the tangent shaped by the approximate inverse, in single
// precision.
//
// Source: Y. Saad and M. Schultz (1986), as numeric.GMRES.
type inner struct {
	tan    *tangent
	pre    *preconditioner
	spare  *shapeScratch
	basis  [][]float32 // innerMost+1 vectors
	hess   [(innerMost + 1) * innerMost]float64
	cos    [innerMost]float64
	sin    [innerMost]float64
	rhs    [innerMost + 1]float64
	weight [innerMost]float64
	work   []float32
	fresh  bool // the tangent is at a point of this shock
	passes int  // applications of the tangent in the last solve of a shock
}

// innerMost is the largest dimension of the Krylov space of a step.
const innerMost = 16

// finest is the relative accuracy beyond which single precision does not go.
const finest = 3e-6

func newInner(k *kernel, pre *preconditioner) *inner {
	in := &inner{tan: newTangent(k, pre.frozen), pre: pre, spare: pre.shapeScratch(), work: make([]float32, pre.len+spareWedges)}
	in.basis = make([][]float32, innerMost+1)
	for i := range in.basis {
		in.basis[i] = make([]float32, pre.len+spareWedges)
	}
	return in
}

// newton turns the kernel's residuals, the largest res, into a step. The
// tangent follows the state, unless little is missing. The step is solved as
// closely as its own curvature deserves.
func (in *inner) newton(res, tol float64) {
	k := in.tan.k
	if !(res < 100*tol) || !in.fresh {
		in.tan.point()
		in.fresh = true
	}
	eta := math.Min(0.03, math.Max(finest, 0.1*res))
	in.step(&k.lay, k.f, math.Max(eta, 0.1*tol/res))
}

// nudge turns the residuals f into the step that the approximate inverse
// alone makes of them, in place.
func (in *inner) nudge(lay *layout, f []float64) {
	in.fit(lay)
	v := in.basis[0]
	in.tan.pack(lay, f, v)
	in.pre.shape(v, in.spare)
	in.tan.unpack(lay, v, f)
	in.mend(v)
}

// mend clears the scratch after a step that is not a number: padding is read
// on trust, and zero times that would come back in every later step.
func (in *inner) mend(v []float32) {
	if sum := numeric.DotSingle(v, v); sum-sum == 0 {
		return
	}
	in.work = make([]float32, cap(in.work))
	for i := range in.basis {
		in.basis[i] = make([]float32, cap(in.basis[i]))
	}
	in.tan = newTangent(in.tan.k, in.pre.frozen)
	in.spare = in.pre.shapeScratch()
	in.fresh = false
}

// step turns the residuals f into the step v that the tangent makes of them,
// to the relative accuracy tol, in place.
func (in *inner) step(lay *layout, f []float64, tol float64) {
	in.fit(lay)
	v := in.basis[0]
	in.tan.pack(lay, f, v)
	in.solve(v, tol, false)
	in.tan.unpack(lay, in.work, f)
	in.mend(in.work)
}

// fit sets the length of the vectors to that of a state.
func (in *inner) fit(lay *layout) {
	size := in.pre.len
	if wedges := lay.size - lay.wedges; wedges > 0 {
		size += numeric.Padded(wedges)
	}
	in.work = fitted(in.work, size)
	for i := range in.basis {
		in.basis[i] = fitted(in.basis[i], size)
	}
}

func fitted(v []float32, size int) []float32 {
	if size > cap(v) {
		return make([]float32, size)
	}
	return v[:size]
}

// solve puts the solution of A x = v, or of A' x = v, into in.work; v is
// overwritten.
func (in *inner) solve(v []float32, tol float64, transposed bool) {
	in.shape(v, transposed)
	norm := math.Sqrt(float64(numeric.DotSingle(v, v)))
	x := in.work
	clear(x)
	if norm == 0 || math.IsNaN(norm) {
		copy(x, v)
		return
	}
	scaleSingle(v, float32(1/norm))
	in.rhs[0] = norm
	k := 0
	for k < innerMost {
		next := in.basis[k+1]
		in.apply(next, in.basis[k], transposed)
		in.shape(next, transposed)
		in.passes++
		in.orthogonal(k)
		k++
		if !(math.Abs(in.rhs[k]) > tol*norm) {
			break
		}
	}
	for i := k - 1; i >= 0; i-- {
		s := in.rhs[i]
		for j := i + 1; j < k; j++ {
			s -= in.hess[j*(innerMost+1)+i] * in.weight[j]
		}
		in.weight[i] = 0
		if d := in.hess[i*(innerMost+1)+i]; d != 0 {
			in.weight[i] = s / d
		}
	}
	for i := range k {
		numeric.AxpySingle(float32(in.weight[i]), in.basis[i], x)
	}
}

func (in *inner) apply(dst, v []float32, transposed bool) {
	if transposed {
		in.tan.applyBack(dst, v)
		return
	}
	in.tan.apply(dst, v)
}

func (in *inner) shape(v []float32, transposed bool) {
	if transposed {
		in.pre.shapeBack(v, in.spare)
		return
	}
	in.pre.shape(v, in.spare)
}

// orthogonal makes the new vector of the basis orthogonal to those before it
// and rotates its column.
func (in *inner) orthogonal(k int) {
	h := in.hess[k*(innerMost+1) : (k+1)*(innerMost+1)]
	v := in.basis[k+1]
	for j := 0; j <= k; j++ {
		c := numeric.DotSingle(v, in.basis[j])
		h[j] = float64(c)
		numeric.AxpySingle(-c, in.basis[j], v)
	}
	norm := math.Sqrt(float64(numeric.DotSingle(v, v)))
	if norm > 0 {
		scaleSingle(v, float32(1/norm))
	}
	for j := range k {
		h[j], h[j+1] = in.cos[j]*h[j]+in.sin[j]*h[j+1], -in.sin[j]*h[j]+in.cos[j]*h[j+1]
	}
	d := math.Hypot(h[k], norm)
	if d == 0 {
		in.cos[k], in.sin[k] = 1, 0
		in.rhs[k+1] = 0
		return
	}
	in.cos[k], in.sin[k] = h[k]/d, norm/d
	h[k] = d
	in.rhs[k], in.rhs[k+1] = in.cos[k]*in.rhs[k], -in.sin[k]*in.rhs[k]
}

func scaleSingle(v []float32, c float32) {
	for i := range v {
		v[i] *= c
	}
}
