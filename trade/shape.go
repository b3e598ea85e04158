package trade

import "parley/internal/numeric"

// shapeScratch is what one running solve needs to use the approximate
// inverse, which all solves of a model share.
type shapeScratch struct {
	w, x, c []float32 // [np]
	row     []float32 // [sp]
}

func (t *frozen) shapeScratch() *shapeScratch {
	v := func(n int) []float32 { return make([]float32, n) }
	return &shapeScratch{w: v(t.np), x: v(t.np), c: v(t.np), row: v(t.sp)}
}

// shape turns residuals v into the step that the approximate inverse makes
// of them, in place.
func (h *preconditioner) shape(v []float32, s *shapeScratch) {
	N, np, sp := h.b.n, h.np, h.sp
	step := s.row
	for n := range N {
		row := n * sp
		m := h.inside[n*sp*sp : (n+1)*sp*sp]
		p, x := v[h.price+row:h.price+row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp]
		numeric.MatVec(step, m, p)
		copy(p, step)
		s.c[n] = numeric.DotSingle(h.meanC[row:row+sp], p)
		x0, inverse := h.spend0[row:row+sp], h.inverse[row:row+sp]
		for j := range x {
			x[j] *= x0[j]
		}
		clear(step)
		numeric.VecMat(step, m, x)
		for j := range x {
			x[j] = step[j] * inverse[j]
		}
		s.x[n] = numeric.DotSingle(h.meanX[row:row+sp], x)
	}
	numeric.MatVec(s.w, h.between, v[:np])
	copy(v[:np], s.w)
	numeric.MatVec(s.w, h.bySpend, s.x)
	for i := range N {
		v[i] = -v[i] - s.w[i]
	}
	numeric.MatVec(s.w, h.byCost, s.c)
	for n := range N {
		v[n] -= s.w[n]
	}
	numeric.MatVec(s.c, h.imports, v[:np])
	numeric.MatVec(s.x, h.rivals, v[:np])
	for n := range N {
		row := n * sp
		numeric.AxpySingle(v[n], h.passP[row:row+sp], v[h.price+row:h.price+row+sp])
		numeric.AxpySingle(v[n], h.passX[row:row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp])
		numeric.AxpySingle(s.c[n], h.passM[row:row+sp], v[h.price+row:h.price+row+sp])
		numeric.AxpySingle(s.x[n], h.passY[row:row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp])
		if h.b.labour != 0 {
			h.labour(v)[n] += h.passL[n]*v[n] + h.passLM[n]*s.c[n]
		}
	}
}

// shapeBack is the transpose of shape, in place.
func (h *preconditioner) shapeBack(v []float32, s *shapeScratch) {
	N, np, sp := h.b.n, h.np, h.sp
	clear(s.w)
	for n := range N {
		row := n * sp
		s.c[n] = numeric.DotSingle(h.passM[row:row+sp], v[h.price+row:h.price+row+sp])
		s.x[n] = numeric.DotSingle(h.passY[row:row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp])
		if h.b.labour != 0 {
			s.c[n] += h.passLM[n] * h.labour(v)[n]
		}
	}
	numeric.VecMat(s.w, h.imports, s.c)
	numeric.VecMat(s.w, h.rivals, s.x)
	for n := range N {
		row := n * sp
		c := s.w[n] + v[n] + numeric.DotSingle(h.passP[row:row+sp], v[h.price+row:h.price+row+sp]) +
			numeric.DotSingle(h.passX[row:row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp])
		if h.b.labour != 0 {
			c += h.passL[n] * h.labour(v)[n]
		}
		s.w[n] = -c
	}
	clear(v[:np])
	clear(s.x)
	clear(s.c)
	numeric.VecMat(v[:np], h.between, s.w)
	numeric.VecMat(s.x, h.bySpend, s.w)
	numeric.VecMat(s.c, h.byCost, s.w)
	step := s.row
	for n := range N {
		row := n * sp
		m := h.inside[n*sp*sp : (n+1)*sp*sp]
		p, x := v[h.price+row:h.price+row+sp], v[h.price+N*sp+row:h.price+N*sp+row+sp]
		numeric.AxpySingle(s.c[n], h.meanC[row:row+sp], p)
		clear(step)
		numeric.VecMat(step, m, p)
		copy(p, step)
		x0, inverse := h.spend0[row:row+sp], h.inverse[row:row+sp]
		numeric.AxpySingle(s.x[n], h.meanX[row:row+sp], x)
		for j := range x {
			x[j] *= inverse[j]
		}
		numeric.MatVec(step, m, x)
		for j := range x {
			x[j] = step[j] * x0[j]
		}
	}
}
