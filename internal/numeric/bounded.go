package numeric

import (
	"context"
	"math"
)

// Bounded minimises a smooth function of variables between bounds: limited
// memory BFGS directions on the variables that are free to move, with steps
// bent along the bounds.
//
// Source: the two-metric projection of D. Bertsekas (1982), Projected Newton
// methods for optimization problems with simple constraints, SIAM J. Control
// Optim. 20(2), with the limited-memory inverse Hessian of J. Nocedal
// (1980), Math. Comp. 35, in its two-loop form.
type Bounded struct {
	Low, High []float64
	// Scale is a guess of each variable's curvature; nil for one.
	Scale []float64
	// Tolerance is on the gain that the projected gradient still promises
	// under the curvature guess: half the sum of its squares over Scale.
	Tolerance float64
	Most      int // evaluations
	Memory    int // pairs kept; 0 means 20
	// Progress is called after each accepted step; may be nil.
	Progress func(evaluations int, value, promise float64)
}

// Minimum is how a minimisation ended.
type Minimum struct {
	X, Gradient []float64
	Value       float64
	Promise     float64 // gain that the projected gradient still promises, see Tolerance
	Evaluations int
	Converged   bool
}

// Run minimises from x. The function gives its value and writes its gradient;
// ok is false where it cannot be evaluated, and the step is then shortened.
func (b *Bounded) Run(ctx context.Context, x []float64, f func(x, grad []float64) (value float64, ok bool)) Minimum {
	n := len(x)
	memory := b.Memory
	if memory == 0 {
		memory = 20
	}
	end := Minimum{X: append([]float64(nil), x...), Gradient: make([]float64, n)}
	for i := range end.X {
		end.X[i] = math.Min(math.Max(end.X[i], b.Low[i]), b.High[i])
	}
	value, ok := f(end.X, end.Gradient)
	end.Evaluations = 1
	end.Value = value
	if !ok {
		end.Promise = math.Inf(1)
		return end
	}
	st := newPairs(n, memory)
	dir, trial, grad := make([]float64, n), make([]float64, n), make([]float64, n)
	free := make([]bool, n)
	for {
		end.Promise = b.promise(end.X, end.Gradient, free)
		if end.Promise <= b.Tolerance {
			end.Converged = true
			return end
		}
		if end.Evaluations >= b.Most || ctx.Err() != nil {
			return end
		}
		st.direction(dir, end.Gradient, b.Scale, free)
		slope := 0.0
		for i := range dir {
			slope += dir[i] * end.Gradient[i]
		}
		if !(slope < 0) {
			st.forget()
			st.direction(dir, end.Gradient, b.Scale, free)
		}
		moved := false
		for step := 1.0; step > 1e-10 && end.Evaluations < b.Most && ctx.Err() == nil; step *= 0.4 {
			gain := 0.0
			for i := range trial {
				trial[i] = math.Min(math.Max(end.X[i]+step*dir[i], b.Low[i]), b.High[i])
				gain += end.Gradient[i] * (trial[i] - end.X[i])
			}
			v, ok := f(trial, grad)
			end.Evaluations++
			if ok && v <= end.Value+1e-4*gain+1e-13*math.Abs(end.Value) {
				st.add(trial, end.X, grad, end.Gradient)
				copy(end.X, trial)
				copy(end.Gradient, grad)
				end.Value = v
				moved = true
				break
			}
		}
		if b.Progress != nil {
			b.Progress(end.Evaluations, end.Value, end.Promise)
		}
		if !moved {
			if st.used == 0 {
				return end
			}
			st.forget()
		}
	}
}

// Promise is the gain still in sight at x with gradient g, see Tolerance.
func (b *Bounded) Promise(x, g []float64) float64 { return b.promise(x, g, make([]bool, len(x))) }

// promise marks the free variables and gives the gain still in sight.
func (b *Bounded) promise(x, g []float64, free []bool) float64 {
	sum := 0.0
	for i := range x {
		free[i] = !(x[i] <= b.Low[i] && g[i] > 0 || x[i] >= b.High[i] && g[i] < 0)
		if free[i] {
			s := 1.0
			if b.Scale != nil {
				s = b.Scale[i]
			}
			sum += g[i] * g[i] / s / 2
		}
	}
	return sum
}

// pairs are the last steps and the changes of the gradient along them.
type pairs struct {
	s, y       [][]float64
	rho        []float64
	used, next int
	alpha      []float64
}

func newPairs(n, memory int) *pairs {
	p := &pairs{s: make([][]float64, memory), y: make([][]float64, memory), rho: make([]float64, memory), alpha: make([]float64, memory)}
	for i := range p.s {
		p.s[i], p.y[i] = make([]float64, n), make([]float64, n)
	}
	return p
}

func (p *pairs) forget() { p.used, p.next = 0, 0 }

func (p *pairs) add(x, oldX, g, oldG []float64) {
	s, y := p.s[p.next], p.y[p.next]
	for i := range s {
		s[i], y[i] = x[i]-oldX[i], g[i]-oldG[i]
	}
	sy, yy := Dot(s, y), Dot(y, y)
	if !(sy > 1e-10*math.Sqrt(yy*Dot(s, s))) {
		return
	}
	p.rho[p.next] = 1 / sy
	p.next = (p.next + 1) % len(p.s)
	p.used = min(p.used+1, len(p.s))
}

// direction writes the descent direction of the free variables.
func (p *pairs) direction(dir, g, scale []float64, free []bool) {
	for i := range dir {
		dir[i] = 0
		if free[i] {
			dir[i] = -g[i]
		}
	}
	m := len(p.s)
	for k := range p.used {
		j := ((p.next-1-k)%m + m) % m
		p.alpha[j] = p.rho[j] * Dot(p.s[j], dir)
		Axpy(-p.alpha[j], p.y[j], dir)
	}
	gamma := 1.0
	if p.used > 0 {
		// The newest pair fits the size of the guess of curvature.
		j := ((p.next-1)%m + m) % m
		yy := 0.0
		for i, v := range p.y[j] {
			if scale != nil {
				v /= math.Sqrt(scale[i])
			}
			yy += v * v
		}
		gamma = 1 / (p.rho[j] * yy)
	}
	for i := range dir {
		if scale != nil {
			dir[i] /= scale[i]
		}
		dir[i] *= gamma
	}
	for k := p.used - 1; k >= 0; k-- {
		j := ((p.next-1-k)%m + m) % m
		Axpy(p.alpha[j]-p.rho[j]*Dot(p.y[j], dir), p.s[j], dir)
	}
	for i := range dir {
		if !free[i] {
			dir[i] = 0
		}
	}
}
