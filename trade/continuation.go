package trade

import (
	"context"
	"math"
)

// part is the shock gone the fraction t of the way, in logs where it scales
// a price.
func (sh *Shock) part(b *benchmark, t float64) *Shock {
	p := *sh
	between := func(from, to float64) float64 { return math.Exp((1-t)*math.Log(from) + t*math.Log(to)) }
	if sh.Tariff != nil {
		p.Tariff = make([]float64, len(sh.Tariff))
		for f, v := range sh.Tariff {
			p.Tariff[f] = v
			if old := b.tariff[f]; v != old {
				p.Tariff[f] = between(1+old, 1+v) - 1
			}
		}
	}
	if sh.Iceberg != nil {
		p.Iceberg = make([]float64, len(sh.Iceberg))
		for f, v := range sh.Iceberg {
			p.Iceberg[f] = between(1, v)
		}
	}
	if sh.Transfer != nil {
		p.Transfer = make([]float64, len(sh.Transfer))
		for n, v := range sh.Transfer {
			p.Transfer[n] = t * v
		}
	}
	if sh.Productivity != nil {
		p.Productivity = make([]float64, len(sh.Productivity))
		for j, v := range sh.Productivity {
			p.Productivity[j] = between(1, v)
		}
	}
	p.Purchases = append([]Purchase(nil), sh.Purchases...)
	for j := range p.Purchases {
		q := &p.Purchases[j]
		q.Target = between(b.before(q.routes()), q.Target)
	}
	p.Quotas = append([]Quota(nil), sh.Quotas...)
	for j := range p.Quotas {
		q := &p.Quotas[j]
		q.Volume = between(b.before(q.routes()), q.Volume)
	}
	p.Rents = append([]Rent(nil), sh.Rents...)
	for j := range p.Rents {
		q := &p.Rents[j]
		q.Wedge = between(1, 1+q.Wedge) - 1
	}
	return &p
}

// solve loads a shock and iterates from a start until the residual is below
// tol. Where the direct way fails it starts from no change, then takes the
// gentle steps of the accelerated fixed point instead of Newton's, and then
// follows the equilibrium while the shock grows, by either kind of step. On
// return the kernel holds the last sweep at k.state.
func (k *kernel) solve(ctx context.Context, sh *Shock, start *Point, tol float64, sweeps int) ending {
	k.debt, k.edge = nil, nil
	k.load(sh)
	var end ending
	used := 0
	for _, try := range []struct {
		skip, gentle bool
		start        *Point
	}{{false, false, start}, {start == nil, false, nil}, {k.in == nil, true, nil}} {
		if try.skip {
			continue
		}
		k.gentle = try.gentle
		k.startAt(try.start)
		end = k.attain(ctx, tol, sweeps, 1)
		used += end.sweeps
		end.sweeps, end.reached = used, 1
		if end.converged || ctx.Err() != nil {
			return end
		}
	}
	for _, gentle := range []bool{false, true} {
		if gentle && k.in == nil {
			continue
		}
		k.gentle = gentle
		again := k.follow(ctx, sh, tol, sweeps)
		used += again.sweeps
		again.sweeps = used
		if end = again; end.converged || ctx.Err() != nil {
			return end
		}
	}
	if sh.unknownWedges() > 0 {
		k.gentle = false
		reached := end.reached
		end = k.oneByOne(ctx, sh, tol, sweeps)
		end.sweeps += used
		end.reached = math.Max(end.reached, reached)
	}
	return end
}

// oneByOne finds wedges by bracketing, one after the other, each trial a
// solve with all wedges held: the slow and sure way for flows whose volume
// hardly answers, where the joint iteration wanders about the kink.
func (k *kernel) oneByOne(ctx context.Context, sh *Shock, tol float64, sweeps int) ending {
	total := ending{residual: math.Inf(1)}
	k.load(sh)
	k.startAt(nil)
	full := k.lay
	var open []*wedge
	for i := range k.wedges {
		if w := &k.wedges[i]; k.leads(i) {
			w.fixed, w.inside = true, false
			open = append(open, w)
		}
	}
	k.reshape(layoutOf(k.b, 0))
	// gap is log volume over target with the wedge at z.
	gap := func(w *wedge, z float64) (float64, bool) {
		w.z = z
		end := k.accelerate(ctx, math.Max(tol/10, 1e-14), sweeps, 1)
		total.sweeps += end.sweeps
		return math.Log(w.all / w.target), end.converged
	}
	for round := 0; round < 40 && ctx.Err() == nil; round++ {
		moved := 0.0
		for _, w := range open {
			before := w.z
			if !bracket(w, gap) {
				break
			}
			moved = math.Max(moved, math.Abs(w.z-before))
		}
		if round > 0 && moved <= tol || len(open) == 1 {
			break
		}
	}
	k.reshape(full)
	for _, w := range open {
		w.fixed = false
		k.state[full.wedges+w.at] = w.z
	}
	total.residual = k.sweep(k.state, k.f)
	total.sweeps++
	total.converged = total.residual <= math.Max(20*tol, 1e-11) && !k.indebted()
	if total.converged {
		total.reached = 1
	}
	return total
}

// bracket puts a wedge where its volume meets the target, or at the bound
// towards which it is pushed: false when a solve fails.
func bracket(w *wedge, gap func(w *wedge, z float64) (float64, bool)) bool {
	low, high := w.low, w.high
	top, ok := gap(w, high)
	if !ok {
		return false
	}
	if top >= 0 {
		return true // even the highest price leaves the volume above
	}
	// The lowest price may be far away: come down in doubling steps.
	bottom := top
	for step := 0.05; ; step *= 2 {
		z := math.Max(high-step, low)
		if bottom, ok = gap(w, z); !ok {
			return false
		}
		if bottom >= 0 || z == low {
			low = z
			break
		}
		high, top = z, bottom
	}
	if bottom < 0 {
		return true // at the lower bound
	}
	for range 200 {
		z := 0.5 * (low + high)
		// Illinois: the secant, unless it hugs an end.
		if s := low - bottom*(high-low)/(top-bottom); s > low+0.02*(high-low) && s < high-0.02*(high-low) {
			z = s
		}
		g, ok := gap(w, z)
		if !ok {
			return false
		}
		if g == 0 || high-low < 4e-16*(1+math.Abs(z)) || math.Abs(g) < 1e-14 {
			return true
		}
		if g > 0 {
			low, bottom = z, g
		} else {
			high, top = z, g
		}
	}
	return true
}

// reshape gives the state another number of wedges at its end.
func (k *kernel) reshape(l layout) {
	k.lay = l
	k.state, k.f, k.step, k.best = k.state[:l.size], k.f[:l.size], k.step[:l.size], k.best[:l.size]
	k.acc.Resize(l.size)
}

// follow lets the shock grow from nothing in steps that adapt to how well
// each is solved, each started on the line through the last two.
func (k *kernel) follow(ctx context.Context, sh *Shock, tol float64, sweeps int) ending {
	const (
		smallest = 1.0 / 256
		finer    = smallest / 64 // where it is known that spending runs out
		loose    = 1e-7          // residual on the way
	)
	k.load(sh.part(k.b, 0))
	k.startAt(nil)
	last := append([]float64(nil), k.state...)
	before := append([]float64(nil), k.state...)
	reached, previous, step := 0.0, 0.0, 0.125
	total := ending{residual: math.Inf(1)}
	for ctx.Err() == nil {
		next := math.Min(1, reached+step)
		want, part := loose, sh
		if next == 1 {
			want = tol
		} else {
			part = sh.part(k.b, next)
		}
		k.load(part)
		ahead := 0.0
		if reached > previous {
			ahead = (next - reached) / (reached - previous)
		}
		for i := range k.state {
			k.state[i] = last[i] + ahead*(last[i]-before[i])
		}
		for j := k.lay.spend; j < k.lay.labour; j++ {
			k.state[j] = math.Max(k.state[j], 0.1*last[j])
		}
		k.boundWedges()
		earlier := k.debt
		k.debt = nil
		end := k.attain(ctx, want, sweeps, 1)
		total.sweeps += end.sweeps
		if !end.converged && k.debt == nil && ctx.Err() == nil {
			copy(k.state, last)
			again := k.attain(ctx, want, sweeps, 0.3)
			total.sweeps += again.sweeps
			end.converged, end.residual = again.converged, again.residual
		}
		broke := k.debt != nil
		if broke {
			k.debt.part = next
		}
		if earlier != nil {
			k.debt = earlier // that of the whole shock says more
		}
		total.residual = end.residual
		if end.converged {
			copy(before, last)
			copy(last, k.state)
			previous, reached = reached, next
			if reached == 1 {
				total.converged, total.reached = true, 1
				return total
			}
			step *= 2
			continue
		}
		if step *= 0.25; step < smallest && !broke || step < finer {
			k.mark(sh.part(k.b, reached), part, last, reached)
			break
		}
	}
	total.reached = reached
	return total
}
