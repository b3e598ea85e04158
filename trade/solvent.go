package trade

import (
	"context"
	"fmt"
	"math"
)

// The conditions of an equilibrium, market by market, also hold at roots in
// which a region's final outlay is negative: what it pays abroad and for
// subsidies exceeds its income, and industries alone keep its spending on
// each good above zero. Nobody can consume less than nothing, so such a root
// is no equilibrium: I_n > 0 is a condition like the others.

// debt is a region whose final outlay at a root of the conditions is not
// above zero.
type debt struct {
	region         int
	outlay, income float64 // million
	part           float64 // of the shock that it was found at
}

// edge is the last equilibrium of a shock that could not be followed to its
// end.
type edge struct {
	reached  float64 // part of the shock, in logs of what it scales
	region   int     // the one with the least final outlay over its benchmark's
	outlay   float64 // of that region, million
	promises []reach // purchases, in the order of the shock
}

// reach is how far a promise got.
type reach struct {
	volume float64 // million at benchmark prices
	off    float64 // subsidy, fraction of the price with the tariff
	cost   float64 // of the subsidy, million
}

// attain is accelerate that takes nothing but an equilibrium.
func (k *kernel) attain(ctx context.Context, tol float64, sweeps int, mix float64) ending {
	end := k.accelerate(ctx, tol, sweeps, mix)
	if end.converged && k.indebted() {
		end.converged = false
	}
	return end
}

// indebted says whether some region has nothing to spend at the last sweep,
// and keeps the one with the largest debt over its income.
func (k *kernel) indebted() bool {
	found, worst := false, 0.0
	for n, out := range k.outlay {
		if k.b.income[n] == 0 || out > 0 {
			continue
		}
		income := k.wage[n] * k.hours[n] * k.b.income[n]
		if part := out / income; !found || part < worst {
			worst = part
			k.debt = &debt{n, out, income, 1}
		}
		found = true
	}
	return found
}

// mark keeps what the equilibrium of a part of the shock looked like, the
// furthest one found, and goes back to the part and state that failed.
func (k *kernel) mark(at, failed *Shock, state []float64, reached float64) {
	if reached == 0 || k.edge != nil && k.edge.reached >= reached {
		return
	}
	here := append([]float64(nil), k.state...)
	k.load(at)
	copy(k.state, state)
	k.sweep(k.state, k.f)
	e := &edge{reached: reached}
	least := math.Inf(1)
	for n, out := range k.outlay {
		if was := k.b.outlay(n); was > 0 && out/was < least {
			e.region, e.outlay, least = n, out, out/was
		}
	}
	for j := range at.Purchases {
		for i := range k.wedges {
			w := &k.wedges[i]
			if !k.leads(i) || w.at != j {
				continue
			}
			r := reach{volume: w.all, off: -math.Expm1(w.z - w.high)}
			for _, member := range k.wedges[i:w.last] {
				r.cost += (member.official - math.Expm1(member.z)) * member.value
			}
			e.promises = append(e.promises, r)
		}
	}
	k.edge = e
	k.load(failed)
	copy(k.state, here)
	k.sweep(k.state, k.f)
}

// insolvent says why there is no equilibrium to find, where what a region
// owes is the reason, with what could be reached; empty where it is not.
func (m *Model) insolvent(k *kernel, sh *Shock) (why, remedy string) {
	if k.debt == nil {
		return "", ""
	}
	d := k.debt
	why = fmt.Sprintf("final outlay of %s would be %s million of a factor income of %s", m.econ.Regions[d.region].Code, amount(d.outlay), amount(d.income))
	if d.part < 1 {
		why += fmt.Sprintf(" with %.3g percent of the shock", 100*d.part)
	}
	why += ": it cannot pay what it owes abroad and in subsidies, so there is no equilibrium"
	remedy = "apply a smaller shock"
	if k.edge != nil {
		why += "; " + m.followed(k.edge, sh)
		if len(sh.Purchases) > 0 {
			remedy = "promise less"
		}
	}
	return why, remedy
}

// amount is a number of millions to read: whole from a thousand on.
func amount(v float64) string {
	if math.Abs(v) >= 1000 && math.Abs(v) < 1e15 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

// followed says how far a shock could be followed, and of its promises the
// one with the largest subsidy.
func (m *Model) followed(e *edge, sh *Shock) string {
	left := fmt.Sprintf("where %s has %s million left to spend, of %s in the benchmark", m.econ.Regions[e.region].Code, amount(e.outlay), amount(m.bench.outlay(e.region)))
	most := -1
	for j, r := range e.promises {
		if r.off > 1e-9 && (most < 0 || r.off > e.promises[most].off) {
			most = j
		}
	}
	if most < 0 {
		return fmt.Sprintf("%.3g percent of the shock could be followed, %s", 100*e.reached, left)
	}
	p, r := sh.Purchases[most], e.promises[most]
	name := p.Name
	if name == "" {
		name = fmt.Sprintf("%s of %s from %s", m.econ.Regions[p.Importer].Code, m.econ.Sectors[p.Sector].Code, m.econ.Regions[p.Exporter].Code)
	}
	return fmt.Sprintf("of the target of %s million for %s about %s could be reached (%s in the benchmark), by %.3g percent off the price with the tariff at a cost of %s million, %s",
		amount(p.Target), name, amount(r.volume), amount(m.bench.before(p.routes())), 100*r.off, amount(r.cost), left)
}
