package trade

import (
	"context"

	"parley/internal/fault"
	"parley/internal/numeric"
)

// origin is what a model's benchmark was re-solved from, kept where that
// moved it: the elasticities have a say in where it moved to.
type origin struct {
	raw     *benchmark
	move    *Shock
	pre     *preconditioner
	settled *Point
}

// parameter is an elasticity as a benchmark holds it.
type parameter struct {
	add  func(b *benchmark, d float64)
	step float64
	by   *float64 // the derivative to complete
}

// throughBenchmark completes the derivatives by elasticities with what they
// do to the re-solved benchmark, from which the shock is measured. With l the
// weights on the residuals, the outcome's derivative by the benchmark is that
// of outcome + l.residuals at the state as it stands, so each elasticity
// costs two solves of the benchmark, started beside it, and two sweeps.
func (m *Model) throughBenchmark(ctx context.Context, k *kernel, l []float64, sh, asked *Shock, out Outcome, g *Gradient) error {
	if m.origin == nil {
		return nil
	}
	for _, p := range m.parameters(g) {
		var at [2]float64
		for i, d := range []float64{p.step, -p.step} {
			b, err := m.benchmarkAt(ctx, p, d)
			if err != nil {
				return err
			}
			at[i] = m.lagrangian(b, k, l, sh, asked, out)
		}
		*p.by += (at[0] - at[1]) / (2 * p.step)
	}
	return nil
}

// parameters lists the elasticities that move the benchmark. Mobility does
// not: the benchmark is a long-run equilibrium.
func (m *Model) parameters(g *Gradient) []parameter {
	const relative = 1e-4
	var out []parameter
	for s, th := range m.bench.theta {
		out = append(out, parameter{step: relative * th, by: &g.Theta[s], add: func(b *benchmark, d float64) {
			b.theta = append([]float64(nil), b.theta...)
			b.theta[s] += d
		}})
	}
	if m.bench.labour != 0 {
		out = append(out, parameter{step: relative * m.bench.labour, by: &g.Labour, add: func(b *benchmark, d float64) { b.labour += d }})
	}
	return append(out, parameter{step: relative, by: &g.Scale, add: func(b *benchmark, d float64) { b.scale += d }})
}

// benchmarkAt re-solves the benchmark with one elasticity moved, and gives it
// back with the elasticity as it was.
func (m *Model) benchmarkAt(ctx context.Context, p parameter, d float64) (*benchmark, error) {
	raw := *m.origin.raw
	p.add(&raw, d)
	k := newKernel(&raw, m.origin.pre, 0)
	end := k.solve(ctx, m.origin.move, m.origin.settled, benchmarkTolerance, 2000)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !end.converged && !(end.residual <= 1e-11) {
		return nil, fault.Unsolved("gradient", "leave the elasticities out", "the benchmark with an elasticity moved stopped at residual %.2g", end.residual)
	}
	b := raw.rebase(k)
	b.theta, b.labour, b.scale = m.bench.theta, m.bench.labour, m.bench.scale
	b.bind(m.closure.Mobility)
	return b, nil
}

// lagrangian is the outcome and the weighted residuals at the state of k, had
// the benchmark been b.
func (m *Model) lagrangian(b *benchmark, k *kernel, l []float64, sh, asked *Shock, out Outcome) float64 {
	N, S := b.n, b.s
	other := newKernel(b, nil, sh.unknownWedges())
	at := *sh
	at.Purchases = asked.settled(b).Purchases // additions are to the benchmark's flows
	other.load(&at)
	copy(other.state, k.state)
	other.sweep(other.state, other.f)
	moved := &Model{econ: m.econ, closure: m.closure, bench: b}
	s := newSeeds(N, S)
	return moved.seed(other, out, &s) + numeric.Dot(l, other.f)
}
