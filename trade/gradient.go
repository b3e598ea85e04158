package trade

import (
	"context"
	"fmt"
	"math"

	"parley/internal/fault"
	"parley/internal/numeric"
)

// Measure names a scalar outcome.
type Measure string

// The measures that have a gradient.
const (
	Welfare     Measure = "welfare"      // of a region, percent as in RegionResult
	WelfareMUSD Measure = "welfare-musd" // equivalent variation, million
	RealIncome  Measure = "real-income"  // factor price over the price of final demand, percent
	Revenue     Measure = "revenue"      // tariff revenue, million, world factor income as numeraire
	Output      Measure = "output"       // sales of a sector, percent, world factor income as numeraire
	Employment  Measure = "employment"   // percent
)

// Measures lists the measures with a gradient.
func Measures() []Measure {
	return []Measure{Welfare, WelfareMUSD, RealIncome, Revenue, Output, Employment}
}

// Outcome is one scalar outcome of a solve: a measure of one region (and
// sector, for output), or with Weights the weighted sum of the measure over
// regions.
type Outcome struct {
	Measure Measure
	Region  int
	Sector  int
	Weights []float64 // [n]; nil for Region alone
}

// Gradient holds the derivatives of an outcome by every policy, from one
// solve of the transposed system. Arrays are in the order of the economy.
type Gradient struct {
	Value        float64   // of the outcome
	Tariff       []float64 // by tariff, per unit (0.01 is one point); zero on flows without trade
	Iceberg      []float64 // by the log of the cost of delivery
	Transfer     []float64 // [n] by a million received (a change must sum to zero over regions)
	Productivity []float64 // [n*S+s] by the log of productivity
	Theta        []float64 // [s] by the trade elasticity, benchmark shares given
	Residual     float64   // relative residual of the transposed solve
	Passes       int       // applications of the transposed system
	Result       *Result   // the solve at which the gradient is taken
}

// Gradient solves a shock and gives the derivatives of an outcome there.
func (m *Model) Gradient(ctx context.Context, sh *Shock, out Outcome, opt Options) (*Gradient, error) {
	if err := m.checkOutcome(out); err != nil {
		return nil, err
	}
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
	return g, nil
}

func (m *Model) checkOutcome(out Outcome) error {
	known := false
	for _, v := range Measures() {
		known = known || v == out.Measure
	}
	N, S := m.econ.N(), m.econ.S()
	switch {
	case !known:
		return fault.Bad("outcome", fmt.Sprintf("use one of %v", Measures()), "unknown measure %q", out.Measure)
	case out.Weights != nil && len(out.Weights) != N:
		return fault.Bad("outcome", "give one per region", "%d weights for %d regions", len(out.Weights), N)
	case out.Weights == nil && (out.Region < 0 || out.Region >= N), out.Sector < 0 || out.Sector >= S:
		return fault.Bad("outcome", "use indices of the economy", "region %d, sector %d", out.Region, out.Sector)
	}
	return nil
}

// seed gives an outcome's value and its derivatives by the quantities of the
// last sweep.
func (m *Model) seed(k *kernel, out Outcome, s *seeds) float64 {
	value := 0.0
	for n := range k.b.n {
		weight := 0.0
		switch {
		case out.Weights != nil:
			weight = out.Weights[n]
		case n == out.Region:
			weight = 1
		}
		if weight != 0 && k.b.income[n] > 0 {
			value += m.seedRegion(k, n, weight, out, s)
		}
	}
	return value
}

func (m *Model) seedRegion(k *kernel, n int, weight float64, out Outcome, s *seeds) float64 {
	b := k.b
	switch out.Measure {
	case RealIncome:
		v := math.Exp(math.Log(k.wage[n]) - k.cpi[n])
		s.wage[n] += weight * 100 * v
		s.cpi[n] -= weight * 100 * v
		return weight * 100 * (v - 1)
	case Revenue:
		s.revenue[n] += weight
		return weight * k.revenue[n]
	case Employment:
		s.hours[n] += weight * 100 * k.hours[n]
		return weight * 100 * (k.hours[n] - 1)
	case Output:
		at := n*b.s + out.Sector
		if b.sales[at] == 0 {
			return 0
		}
		s.sales[at] += weight * 100 / b.sales[at]
		return weight * 100 * (k.sales[at]/b.sales[at] - 1)
	}
	out0 := b.outlay(n)
	scale := weight * 100
	if out.Measure == WelfareMUSD {
		scale = weight * out0
	}
	price := math.Exp(k.cpi[n])
	spend := k.outlay[n] / out0 / price
	if b.labour == 0 {
		s.outlay[n] += scale * spend / k.outlay[n]
		s.cpi[n] -= scale * spend
		return scale * (spend - 1)
	}
	// Welfare with elastic labour: delta*spend + (1-delta)*earnings, as in
	// outcome.region; delta falls in the tax that revenue replaces.
	income := k.wage[n] * k.hours[n] * b.income[n]
	tax := 0.0
	if b.relief {
		tax = k.revenue[n] / income
	}
	c := b.labour * b.income[n] / (1 + b.labour)
	delta := out0 / (out0 - c*(1-tax))
	earn := k.wage[n] * k.hours[n] / price
	if out.Measure == WelfareMUSD {
		return m.seedMoney(k, n, weight, c, tax, spend, earn, s)
	}
	s.outlay[n] += scale * delta * spend / k.outlay[n]
	s.cpi[n] -= scale * (delta*spend + (1-delta)*earn)
	byTax := 0.0
	if b.relief {
		byTax = -scale * delta * delta * c / out0 * (spend - earn)
		s.revenue[n] += byTax / income
	}
	s.wage[n] += scale*(1-delta)*earn - byTax*tax
	s.hours[n] += scale*(1-delta)*earn - byTax*tax
	return scale * (delta*spend + (1-delta)*earn - 1)
}

// seedMoney is welfare in million where labour is elastic: the gain in real
// outlay less the change of what hours cost, c (1-tax) times real earnings.
func (m *Model) seedMoney(k *kernel, n int, weight, c, tax, spend, earn float64, s *seeds) float64 {
	out0 := k.b.outlay(n)
	cost := c * (1 - tax)
	s.outlay[n] += weight * out0 * spend / k.outlay[n]
	s.cpi[n] -= weight * (out0*spend - cost*earn)
	byTax := 0.0
	if k.b.relief {
		byTax = weight * c * (earn - 1)
		s.revenue[n] += byTax / (k.wage[n] * k.hours[n] * k.b.income[n])
	}
	s.wage[n] -= weight*cost*earn + byTax*tax
	s.hours[n] -= weight*cost*earn + byTax*tax
	return weight * (out0*(spend-1) - cost*(earn-1))
}

// adjointTolerance is the relative residual of the transposed solve.
const adjointTolerance = 1e-11

// solve finds the weights on the residuals that make the Lagrangian
// stationary in the state, and leaves the derivatives in a. A pass with the
// outcome's seeds gives what is missing; the transposed tangent corrects it.
func (a *adjoint) solve(g *Gradient) error {
	k, size := a.k, a.k.lay.size
	l, step := make([]float64, size), make([]float64, size)
	if k.in != nil {
		k.in.tan.point()
	}
	a.carry(l, true)
	start := math.Sqrt(numeric.Dot(a.state, a.state))
	g.Residual, g.Passes = 1, 1
	for start > 0 && g.Residual > adjointTolerance {
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
	in.fit(&k.lay)
	in.tan.pack(&k.lay, l, in.basis[0])
	in.solve(in.basis[0], finest, true)
	in.tan.unpack(&k.lay, in.work, l)
	for i := range l {
		l[i] *= -size
	}
}
