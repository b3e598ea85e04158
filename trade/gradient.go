package trade

import (
	"context"
	"math"

	"parley/internal/fault"
	"parley/internal/numeric"
)

// Gradient holds the derivatives of an outcome by every policy, from one
// solve of the transposed system. Arrays are in the order of the economy.
type Gradient struct {
	Value        float64         // of the outcome
	Tariff       []float64       // by tariff, per unit (0.01 is one point); zero on flows without trade
	Iceberg      []float64       // by the log of the cost of delivery
	Transfer     []float64       // [n] by a million received (a change must sum to zero over regions)
	Productivity []float64       // [n*S+s] by the log of productivity
	Theta        []float64       // [s] by the trade elasticity; see Options.ThroughBenchmark
	Labour       float64         // by the elasticity of labour supply; zero where labour is fixed
	Scale        float64         // by the elasticity of productivity to scale
	Mobility     []float64       // [n] by the mobility of factors between sectors; nil where they move freely
	Wedges       []WedgeGradient // purchases, quotas and rents, in the order of the shock
	Residual     float64         // relative residual of the transposed solve
	Passes       int             // applications of the transposed system
	Result       *Result         // the solve at which the gradient is taken
}

// WedgeGradient holds the derivatives of an outcome by what defines a wedge.
type WedgeGradient struct {
	Target  float64 // by the target of a purchase or the volume of a quota, per million
	In, Out float64 // by the rates of a quota, per unit
	Wedge   float64 // by the wedge of a rent, per unit
}

// Gradient solves a shock and gives the derivatives of an outcome there.
func (m *Model) Gradient(ctx context.Context, sh *Shock, out Outcome, opt Options) (*Gradient, error) {
	if err := m.checkOutcome(out); err != nil {
		return nil, err
	}
	asked := sh
	sh, err := m.take(sh)
	if err != nil {
		return nil, err
	}
	res, k, err := m.solve(ctx, sh, opt)
	if k != nil {
		defer m.spare.Put(k)
	}
	if err != nil {
		return nil, err
	}
	g := &Gradient{Result: res}
	a := newAdjoint(k, newSeeds(k.b.n, k.b.s))
	g.Value = m.seed(k, out, &a.seed)
	if err := a.solve(g); err != nil {
		return nil, err
	}
	a.gather(sh, g)
	if opt.ThroughBenchmark {
		if err := m.throughBenchmark(ctx, k, a.weights, sh, asked, out, g); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// adjointTolerance is the relative residual of the transposed solve.
const adjointTolerance = 1e-11

// solve finds the weights on the residuals that make the Lagrangian
// stationary in the state, and leaves the derivatives in a. A pass with the
// outcome's seeds gives what is missing; the transposed tangent corrects it.
func (a *adjoint) solve(g *Gradient) error {
	k, size := a.k, a.k.lay.size
	l, step := make([]float64, size), make([]float64, size)
	a.weights = l
	if k.in != nil {
		k.in.fresh = false // the tangent is wanted at the solution
	}
	a.carry(l, true)
	start := math.Sqrt(numeric.Dot(a.state, a.state))
	g.Residual, g.Passes = 1, 1
	if start == 0 { // an outcome that does not move
		g.Residual = 0
	}
	for g.Residual > adjointTolerance {
		for i, v := range a.state {
			step[i] = -v
		}
		k.back(step)
		for i, v := range step {
			l[i] += v
		}
		a.carry(l, true)
		g.Passes++
		before := g.Residual
		g.Residual = math.Sqrt(numeric.Dot(a.state, a.state)) / start
		if g.Residual > adjointTolerance && !(g.Residual < 0.1*before) {
			a.krylov(l, g)
			break
		}
	}
	if !(g.Residual <= 1e-7) {
		return fault.Unsolved("gradient", "the equilibrium is close to one that is not unique; move the shock a little",
			"the transposed system stopped at relative residual %.2g after %d passes", g.Residual, g.Passes)
	}
	return nil
}

// krylov solves for the weights by minimal residuals, where corrections by
// the tangent alone do not converge: beside wedges, which its transpose
// leaves out.
func (a *adjoint) krylov(l []float64, g *Gradient) {
	size := len(l)
	rhs := make([]float64, size)
	clear(l)
	a.carry(l, true)
	for i, v := range a.state {
		rhs[i] = -v
	}
	var used int
	g.Residual, used = numeric.NewGMRES(size, min(60, size)).Solve(func(dst, x []float64) {
		a.carry(x, false)
		copy(dst, a.state)
	}, a.k.back, rhs, l, adjointTolerance, 600)
	a.carry(l, true)
	g.Passes += used + 2
}

// back solves the transposed tangent nearly, in place: l becomes weights
// whose transposed residuals are minus l.
func (k *kernel) back(l []float64) {
	in := k.in
	if in == nil {
		return
	}
	// Scaled for single precision, whose exponents are few.
	size := numeric.MaxAbs(l)
	if !(size > 0) {
		return
	}
	for i := range l {
		l[i] /= size
	}
	if !in.fresh {
		in.tan.point()
		in.fresh = true
	}
	in.fit(&k.lay)
	in.tan.pack(&k.lay, l, in.basis[0])
	in.solve(in.basis[0], finest, true)
	in.tan.unpack(&k.lay, in.work, l)
	in.mend(in.work)
	for i := range l {
		l[i] *= -size
	}
}
