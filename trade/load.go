package trade

import (
	"math"
	"slices"
)

// isTariff says whether a rate can be one.
func isTariff(t float64) bool { return t > -1 && t <= math.MaxFloat64 }

// markets lists the markets s*N+n whose tariffs or delivery costs differ from
// the benchmark's, in one pass, whether any delivery cost does, and the first
// flow with a value that cannot be; -1 for none.
func (sh *Shock) markets(tariff []float64, N int) (moved []int32, delivery bool, bad int) {
	moved = []int32{}
	for r := range len(tariff) / N {
		from, to := r*N, (r+1)*N
		still := sh.Iceberg == nil || !slices.ContainsFunc(sh.Iceberg[from:to], func(d float64) bool { return d != 1 })
		if still && (sh.Tariff == nil || slices.Equal(sh.Tariff[from:to], tariff[from:to])) {
			continue
		}
		moved, delivery = append(moved, int32(r)), delivery || !still
		for f := from; f < to; f++ {
			if sh.Tariff != nil && !isTariff(sh.Tariff[f]) {
				return nil, false, f
			}
			if sh.Iceberg != nil && !(sh.Iceberg[f] > 0 && sh.Iceberg[f] <= math.MaxFloat64) {
				return nil, false, f
			}
		}
	}
	return moved, delivery, -1
}

// take checks a shock and settles it.
func (m *Model) take(sh *Shock) (*Shock, error) {
	moved, delivery, err := sh.inspect(m.econ)
	if err != nil {
		return nil, err
	}
	c := *sh
	if c.moved = moved; !delivery {
		c.Iceberg = nil
	}
	return c.settled(m.bench), nil
}

// settled is the shock with additions to flows turned into targets on the
// benchmark as re-solved, and with the markets that it moves listed.
func (sh *Shock) settled(b *benchmark) *Shock {
	c := *sh
	if c.moved == nil {
		var delivery bool
		if c.moved, delivery, _ = sh.markets(b.tariff, b.n); !delivery {
			c.Iceberg = nil
		}
	}
	if !slices.ContainsFunc(sh.Purchases, func(p Purchase) bool { return p.Target == 0 }) {
		return &c
	}
	c.Purchases = append([]Purchase(nil), sh.Purchases...)
	for j := range c.Purchases {
		if q := &c.Purchases[j]; q.Target == 0 {
			q.Target, q.Added = b.before(q.routes())+q.Added, 0
		}
	}
	return &c
}

// load puts a shock into the kernel.
func (k *kernel) load(sh *Shock) {
	b := k.b
	N := b.n
	k.tariff = b.tariff
	if sh.Tariff != nil {
		k.tariff = sh.Tariff
	}
	copy(k.transfer, b.transfer)
	for n, t := range sh.Transfer {
		k.transfer[n] += t
	}
	k.boost = nil
	if sh.Productivity != nil {
		k.boost = make([]float64, len(sh.Productivity))
		for j, a := range sh.Productivity {
			k.boost[j] = math.Log(a)
		}
	}
	for r := range N * b.s {
		k.reach[r], k.net[r], k.free[r] = b.share[r*N:(r+1)*N], b.net[r*N:(r+1)*N], b.free[r]
		if b.free[r] {
			k.net[r] = k.reach[r]
		}
	}
	moved := sh.moved
	if moved == nil {
		moved = sh.settled(b).moved
	}
	for _, r := range moved {
		k.loadRow(int(r), sh)
	}
	k.loadWedges(sh)
	k.acc.Reset()
	if k.in != nil {
		k.in.fresh = false
	}
}

// loadRow makes reach and net of a market that the shock moves. Powers are
// taken only where something changed.
func (k *kernel) loadRow(r int, sh *Shock) {
	b := k.b
	N := b.n
	if b.empty[r] {
		return
	}
	share, old, tariff := b.share[r*N:(r+1)*N], b.tariff[r*N:(r+1)*N], k.tariff[r*N:(r+1)*N]
	s, n := r/N, r%N
	reach, net := k.ownRow(r)
	power := -b.theta[s] * b.phi(n)
	free := true
	for i, t := range tariff {
		if share[i] == 0 {
			continue
		}
		if t != old[i] {
			reach[i] *= math.Exp(power * math.Log((1+t)/(1+old[i])))
		}
		if t != 0 {
			free = false
		}
	}
	if sh.Iceberg != nil {
		for i, d := range sh.Iceberg[r*N : (r+1)*N] {
			if d != 1 && share[i] != 0 {
				reach[i] *= math.Exp(-b.theta[s] * math.Log(d))
			}
		}
	}
	if free {
		copy(net, reach)
	} else {
		for i, t := range tariff {
			net[i] = reach[i] / (1 + t)
		}
	}
	k.free[r] = free
}

// ownRow makes the rows of reach and net of one market the kernel's own, so
// that they can be written.
func (k *kernel) ownRow(r int) (reach, net []float64) {
	N := k.b.n
	reach, net = k.own[2*r*N:(2*r+1)*N], k.own[(2*r+1)*N:(2*r+2)*N]
	if &k.reach[r][0] != &reach[0] {
		copy(reach, k.reach[r])
		copy(net, k.net[r])
		k.reach[r], k.net[r] = reach, net
	}
	return reach, net
}

// loadWedges lists the flows with a wedge: purchases, quotas, rents.
func (k *kernel) loadWedges(sh *Shock) {
	b := k.b
	N := b.n
	k.wedges = k.wedges[:0]
	clear(k.rent)
	unknown := 0
	add := func(routes []Route, each func(f int) wedge) {
		lead := len(k.wedges)
		for _, r := range routes {
			w := each(b.flow(r))
			w.flow = b.flow(r)
			w.s, w.n, w.i = r.Sector, r.Importer, r.Exporter
			power := b.theta[w.s] * b.phi(w.n)
			reach, _ := k.ownRow(w.s*N + w.n)
			w.bare = reach[w.i] * math.Pow(1+k.tariff[w.flow], power)
			k.free[w.s*N+w.n] = false
			w.lead, w.last, w.at = lead, lead+len(routes), unknown
			if len(k.wedges) > lead {
				w.offset = w.z - k.wedges[lead].z
			}
			k.wedges = append(k.wedges, w)
		}
		first := &k.wedges[lead]
		first.flat = k.flat(k.wedges[lead:])
		if !first.fixed {
			unknown++
		}
	}
	for _, p := range sh.Purchases {
		add(p.routes(), func(f int) wedge {
			t := k.tariff[f]
			return wedge{low: math.Log(lowestPrice), high: math.Log1p(t), z: math.Log1p(t), target: p.Target, official: t}
		})
	}
	for _, q := range sh.Quotas {
		add(q.routes(), func(int) wedge {
			return wedge{low: math.Log1p(q.In), high: math.Log1p(q.Out), z: math.Log1p(q.In), target: q.Volume,
				official: q.In, abroad: q.ExporterShare, capped: true}
		})
	}
	for _, q := range sh.Rents {
		add([]Route{{q.Importer, q.Exporter, q.Sector}}, func(f int) wedge {
			t := k.tariff[f]
			z := math.Log1p(t) + math.Log1p(q.Wedge)
			return wedge{low: z, high: z, z: z, fixed: true, official: t, abroad: q.ExporterShare}
		})
	}
}

// flat is the step of a group's wedge by the log of volume over target that
// meets the target alone: one over one plus the elasticity of demand, by
// benchmark flows.
func (k *kernel) flat(group []wedge) float64 {
	b, sum, answer := k.b, 0.0, 0.0
	for i := range group {
		w := &group[i]
		z := b.before([]Route{{w.n, w.i, w.s}})
		sum += z
		answer += z * b.theta[w.s] * b.phi(w.n) * (1 - b.share[w.flow])
	}
	return 1 / (1 + answer/sum)
}

// lowestPrice is the smallest part of the exporter's price that a subsidy
// may leave to the buyer; a target that needs more is out of reach.
const lowestPrice = 0.01
