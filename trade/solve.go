package trade

import (
	"context"
	"fmt"
	"math"
)

// ending says how an iteration ended.
type ending struct {
	converged bool
	residual  float64
	sweeps    int
	reached   float64 // part of the shock that was solved on the way
}

// fit makes the kernel ready for a number of unknown wedges, if its scratch
// is large enough.
func (k *kernel) fit(wedges int) bool {
	l := layoutOf(k.b, wedges)
	if l.size > cap(k.state) {
		return false
	}
	k.reshape(l)
	return true
}

// startAt sets the state to a warm start, or to no change.
func (k *kernel) startAt(p *Point) {
	k.neutral()
	if p != nil && len(p.Wage) == k.b.n && len(p.Price) == k.b.n*k.b.s && len(p.Expenditure) == k.b.n*k.b.s {
		for n, w := range p.Wage {
			k.state[n] = math.Log(w)
		}
		for j, x := range p.Price {
			k.state[k.lay.price+j] = math.Log(x)
		}
		for j, x := range p.Expenditure {
			if k.b.spending[j] > 0 {
				k.state[k.lay.spend+j] = x / k.b.spending[j]
			}
		}
		if k.lay.elastic && len(p.Labour) == k.b.n {
			for n, l := range p.Labour {
				k.state[k.lay.labour+n] = math.Log(l)
			}
		}
	}
	if k.lay.bound && p != nil && len(p.SectorWage) == k.b.n*k.b.s && len(p.Wage) == k.b.n {
		for j, w := range p.SectorWage {
			if k.b.yield[j] != 0 {
				k.state[k.lay.premium+j] = math.Log(w / p.Wage[j/k.b.s])
			}
		}
	}
	for i := range k.wedges {
		w := &k.wedges[i]
		if !k.leads(i) {
			continue
		}
		k.state[k.lay.wedges+w.at] = w.z
		if p != nil && len(p.Wedge) == k.lay.size-k.lay.wedges {
			k.state[k.lay.wedges+w.at] = math.Min(math.Max(math.Log1p(p.Wedge[w.at]), w.low), w.high)
		}
	}
}

// point is the state as prices and expenditures.
func (k *kernel) point() *Point {
	N, S := k.b.n, k.b.s
	p := &Point{Wage: make([]float64, N), Price: make([]float64, N*S), Expenditure: make([]float64, N*S)}
	for n := range N {
		p.Wage[n] = math.Exp(k.state[n])
	}
	for j := range N * S {
		p.Price[j] = math.Exp(k.state[k.lay.price+j])
		p.Expenditure[j] = k.state[k.lay.spend+j] * k.b.spending[j]
	}
	if k.lay.elastic {
		p.Labour = make([]float64, N)
		for n := range N {
			p.Labour[n] = math.Exp(k.state[k.lay.labour+n])
		}
	}
	if k.lay.bound {
		p.SectorWage = make([]float64, N*S)
		for j := range p.SectorWage {
			p.SectorWage[j] = p.Wage[j/S] * math.Exp(k.state[k.lay.premium+j])
		}
	}
	for _, z := range k.state[k.lay.wedges:] {
		p.Wedge = append(p.Wedge, math.Expm1(z))
	}
	return p
}

// accelerate iterates, by Newton's steps or by gentle ones. It keeps the best state; a step
// that makes things much worse is undone, the memory cleared and the mixing
// halved.
func (k *kernel) accelerate(ctx context.Context, tol float64, sweeps int, mix float64) ending {
	const (
		worse    = 50.0  // factor over the best residual that undoes a step
		patience = 120   // sweeps without progress by a tenth
		floor    = 1e-11 // below it, a lack of progress is rounding
	)
	end := ending{residual: math.Inf(1)}
	k.acc.Reset()
	best, since := math.Inf(1), 0
	mark := math.Inf(1)
	for end.sweeps < sweeps {
		if ctx.Err() != nil {
			return end
		}
		res := k.sweep(k.state, k.f)
		end.sweeps++
		if res <= tol {
			end.residual, end.converged = res, true
			return end
		}
		if res < best {
			best = res
			copy(k.best, k.state)
		}
		if best < 0.9*mark {
			mark, since = best, 0
		}
		if since++; since > patience || since > 15 && best <= floor {
			break
		}
		if !(res <= worse*best) || !(res < math.Inf(1)) {
			if math.IsInf(best, 1) {
				break
			}
			copy(k.state, k.best)
			k.acc.Reset()
			mix *= 0.5
			if mix < 1e-3 {
				break
			}
			best = math.Inf(1) // the same state is swept again with a shorter step
			continue
		}
		k.makeStep(res, tol, mix)
		k.advance(k.stepLimit())
	}
	if !math.IsInf(best, 1) {
		copy(k.state, k.best)
		end.residual = k.sweep(k.state, k.f)
		end.sweeps++
		end.converged = end.residual <= floor
	}
	return end
}

// makeStep turns the residuals, the largest res, into a step.
func (k *kernel) makeStep(res, tol, mix float64) {
	switch {
	case k.in == nil:
		k.soften()
		k.acc.Step(k.state, k.f, k.step, mix)
	case k.gentle:
		k.in.nudge(&k.lay, k.f)
		k.acc.Step(k.state, k.f, k.step, mix)
	default:
		k.in.newton(res, tol)
		for i, d := range k.f {
			k.step[i] = mix * d
		}
	}
}

// soften divides the residuals of factor markets by a typical elasticity of
// demand, where there is no preconditioner.
func (k *kernel) soften() {
	for n := range k.b.n {
		k.f[n] /= 6
	}
}

// stepLimit is the part of the step that keeps prices within a factor e and
// spending within a factor ten of where they are.
func (k *kernel) stepLimit() float64 {
	t := 1.0
	for _, d := range k.step[:k.lay.spend] {
		if d = math.Abs(d); d*t > 1 {
			t = 1 / d
		}
	}
	for j := k.lay.spend; j < k.lay.labour; j++ {
		if d, x := k.step[j], k.state[j]; d*t < -0.9*x {
			t = -0.9 * x / d
		} else if d*t > 9*x {
			t = 9 * x / d
		}
	}
	for _, d := range k.step[k.lay.labour:] {
		if d = math.Abs(d); d*t > 1 {
			t = 1 / d
		}
	}
	return t
}

// advance moves the state along the step.
func (k *kernel) advance(t float64) {
	for i, d := range k.step {
		k.state[i] += t * d
	}
	k.boundWedges()
}

// boundWedges moves wedges back between their bounds.
func (k *kernel) boundWedges() {
	for i := range k.wedges {
		if w := &k.wedges[i]; k.leads(i) {
			at := k.lay.wedges + w.at
			k.state[at] = math.Min(math.Max(k.state[at], w.low), w.high)
		}
	}
}

// snapWedges puts wedges that are within rounding of a bound on it, so that
// "does not bind" is exact.
func (k *kernel) snapWedges() {
	for i := range k.wedges {
		w := &k.wedges[i]
		if !k.leads(i) {
			continue
		}
		at := k.lay.wedges + w.at
		for _, bound := range []float64{w.low, w.high} {
			if math.Abs(k.state[at]-bound) < 1e-7 && math.Abs(k.state[at]+k.f[at]-bound) < 1e-15 {
				k.state[at], w.z = bound, bound
			}
		}
	}
}

// worst names the condition with the largest residual in the last sweep.
func (m *Model) worst(k *kernel) string {
	at, most := 0, -1.0
	for i, v := range k.f {
		if v = math.Abs(v); v > most || v != v {
			at, most = i, v
		}
	}
	N, S := k.b.n, k.b.s
	e := m.econ
	market := func(j int) string { return e.Regions[j/S].Code + ", sector " + e.Sectors[j%S].Code }
	switch {
	case at < N:
		return "the factor market of " + e.Regions[at].Code
	case at < k.lay.spend:
		return "the price index of " + market(at-k.lay.price)
	case at < k.lay.labour:
		return "the spending of " + market(at-k.lay.spend)
	case at < k.lay.premium:
		return "the labour supply of " + e.Regions[at-k.lay.labour].Code
	}
	if at < k.lay.wedges {
		return "the factor market of " + market(at-k.lay.premium)
	}
	return fmt.Sprintf("purchase or quota number %d", at-k.lay.wedges+1)
}
