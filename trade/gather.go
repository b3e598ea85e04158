package trade

import "math"

// gather reads the derivatives by policies off the last pass.
func (a *adjoint) gather(sh *Shock, g *Gradient) {
	k, b := a.k, a.k.b
	N, S := b.n, b.s
	g.Tariff, g.Iceberg = make([]float64, N*N*S), make([]float64, N*N*S)
	g.Transfer, g.Productivity = make([]float64, N), make([]float64, N*S)
	g.Theta = append([]float64(nil), a.theta...)
	for r := range N * S {
		if !b.empty[r] {
			a.gatherRow(r, g)
		}
	}
	special := map[int]bool{}
	for j := range k.wedges {
		w := &k.wedges[j]
		special[w.flow] = true
		g.Tariff[w.flow] = a.wedgeTariff[j]
		g.Iceberg[w.flow] -= b.theta[w.s] * a.wedgeValue[j]
		a.byDistance(sh, g, w.flow, w.z)
	}
	for _, r := range sh.moved {
		for f := int(r) * N; f < (int(r)+1)*N; f++ {
			if b.share[f] != 0 && !special[f] {
				a.byDistance(sh, g, f, math.Log1p(k.tariff[f]))
			}
		}
	}
	g.Labour, g.Scale, g.Mobility = a.labour, a.scale, append([]float64(nil), a.mobility...)
	for j := range k.wedges {
		if k.wedges[j].lead == j {
			g.Wedges = append(g.Wedges, a.wedgeOwn[j])
		}
	}
	for n := range N {
		g.Transfer[n] = a.outlay[n]
		for s := range S {
			g.Productivity[n*S+s] = -a.cost[n*S+s]
		}
	}
}

// byTariff is the derivative by the tariff on one flow, per unit.
func (a *adjoint) byTariff(f int) float64 {
	for j := range a.k.wedges {
		if a.k.wedges[j].flow == f {
			return a.wedgeTariff[j]
		}
	}
	N := a.k.b.n
	_, t := a.byFlow(f, f/(N*N), f/N%N, f%N)
	return t / (1 + a.k.tariff[f])
}

// gatherRow reads the derivatives by the tariffs and delivery costs of one
// market.
func (a *adjoint) gatherRow(r int, g *Gradient) {
	k, b := a.k, a.k.b
	N := b.n
	s, n := r/N, r%N
	share, tariff := b.share[r*N:(r+1)*N], k.tariff[r*N:(r+1)*N]
	reach, net, pull, spread := k.reach[r], k.net[r], k.pull[s*N:(s+1)*N], a.spread[s*N:(s+1)*N]
	byCost, byTariff := g.Iceberg[r*N:(r+1)*N], g.Tariff[r*N:(r+1)*N]
	theta, phi := b.theta[s], b.phi(n)
	perReach, perNet, perSale := a.perReach[r], a.perNet[r], a.perSale[r]
	watched := a.with && a.seed.flow != nil
	for i, p := range share {
		if p == 0 {
			continue
		}
		ofNet := (perNet*pull[i] + perSale*spread[i]) * net[i]
		if watched {
			ofNet += a.seen(r, i)
		}
		cost := -theta * (perReach*pull[i]*reach[i] + ofNet)
		byCost[i] = cost
		byTariff[i] = (phi*cost - ofNet) / (1 + tariff[i])
	}
}

// byDistance adds the derivative by a sector's elasticity that comes from how
// far a flow's barriers have moved; level is the log of one plus its tariff.
func (a *adjoint) byDistance(sh *Shock, g *Gradient, f int, level float64) {
	b := a.k.b
	s, n := f/(b.n*b.n), f/b.n%b.n
	distance := b.phi(n) * (level - math.Log1p(b.tariff[f]))
	if sh.Iceberg != nil {
		distance += math.Log(sh.Iceberg[f])
	}
	g.Theta[s] += g.Iceberg[f] / b.theta[s] * distance
}
