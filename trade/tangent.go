package trade

import "parley/internal/numeric"

// tangent is the residual system made linear at the point of a sweep, in
// single precision and without exponentials: A v is minus the change of the
// residuals when the state moves by v. It costs a tenth of a sweep, since
// its shares and input coefficients fit the second-level cache. Steps are
// solved with it; the residuals that decide convergence are the sweep's.
//
// A vector here is
//
//	[ factor price (np) | labour (np, only when elastic) | price (N*sp) | spending ratio (N*sp) |
//	  sector wage over the region's (N*sp, only where factors do not move freely) | wedges ]
//
// with np and sp the numbers of regions and sectors padded for the kernels
// of package numeric, zero where padded. What a wedge earns abroad is taken
// as given.
type tangent struct {
	*frozen
	k *kernel

	share, net []float32 // [s][np][np] shares at the point; net of tariff, for taxed sectors
	taxed      []bool    // [s] some tariff is above zero

	spend, kept, sales   []float32 // [s*np+n] at the point
	income, factor, duty []float32 // [n] at the point; one over the second
	world                float32   // one over world income
	transfer             []float32 // [n] change of outlay by world income

	pull, dx, sold, sum []float32 // [s*np+n] scratch
	toRevenue, toFactor []float32 // [n]
	u, local, kd        []float32 // [np]
	row, back           []float32 // [sp]
	pool, paid          []float32 // [n*sp+j] of factor demand by sector: one over it at the point, and its change
}

func newTangent(k *kernel, f *frozen) *tangent {
	N, S := f.b.n, f.b.s
	t := &tangent{frozen: f, k: k, taxed: make([]bool, S),
		share: make([]float32, S*f.np*f.np), net: make([]float32, S*f.np*f.np)}
	v := func(n int) []float32 { return make([]float32, n) }
	t.spend, t.kept, t.sales = v(S*f.np), v(S*f.np), v(S*f.np)
	t.income, t.factor, t.duty, t.transfer = v(N), v(N), v(N), v(N)
	t.pull, t.dx, t.sold, t.sum = v(S*f.np), v(S*f.np), v(S*f.np), v(S*f.np)
	t.toRevenue, t.toFactor, t.u, t.local, t.kd, t.row, t.back = v(N), v(N), v(f.np), v(f.np), v(f.np), v(f.sp), v(f.sp)
	if f.yield != nil {
		t.pool, t.paid = v(N*f.sp), v(N*f.sp)
	}
	return t
}

// point moves the tangent to the kernel's last sweep.
func (t *tangent) point() {
	k, b := t.k, t.b
	N, S, np := b.n, b.s, t.np
	world := 0.0
	for n := range N {
		income := k.wage[n] * k.hours[n] * b.income[n]
		world += income
		t.income[n], t.factor[n], t.duty[n] = float32(income), 0, float32(k.revenue[n])
		if b.income[n] != 0 {
			t.factor[n] = float32(1 / k.factor[n])
		}
		t.transfer[n] = float32(k.transfer[n] / k.baseGDP)
	}
	t.world = float32(1 / world)
	if t.yield != nil {
		for r, y := range k.pool {
			t.pool[r/S*t.sp+r%S] = 0
			if y != 0 {
				t.pool[r/S*t.sp+r%S] = float32(1 / y)
			}
		}
	}
	for s := range S {
		pull := k.pull[s*N : (s+1)*N]
		t.taxed[s] = false
		for n := range N {
			t.taxed[s] = t.taxed[s] || !k.free[s*N+n] && !b.empty[s*N+n]
		}
		for n := range N {
			r, to := s*N+n, s*np+n
			t.sales[to] = float32(k.sales[n*S+s])
			t.spend[to], t.kept[to] = float32(k.spend[n*S+s]), float32(k.kept[r])
			if b.empty[r] {
				continue
			}
			per := 1 / k.sum[r]
			numeric.Narrow(t.share[to*np:(to+1)*np], per, k.reach[r], pull)
			if t.taxed[s] {
				numeric.Narrow(t.net[to*np:(to+1)*np], per, k.net[r], pull)
			}
		}
	}
}

// matrices of one sector: gross shares, and net of tariff.
func (t *tangent) matrices(s int) (gross, net []float32) {
	gross = t.share[s*t.np*t.np : (s+1)*t.np*t.np]
	if t.taxed[s] {
		return gross, t.net[s*t.np*t.np : (s+1)*t.np*t.np]
	}
	return gross, gross
}

// apply writes A v into dst.
func (t *tangent) apply(dst, v []float32) {
	b := t.b
	N, np, sp := b.n, t.np, t.sp
	w, p, x := v[:N], v[t.price:], v[t.price+N*sp:]
	elastic := b.labour != 0
	scale := float32(b.scale)
	for n := range N {
		lc, row := t.row, n*sp
		numeric.MatVec(lc, t.input[n*sp*sp:(n+1)*sp*sp], p[row:row+sp])
		size := w[n]
		if elastic {
			size += t.labour(v)[n]
		}
		cost, spend, dx := t.factorCost[row:row+sp], t.spend0[row:row+sp], x[row:row+sp]
		if t.yield != nil {
			own := t.premium(v)[row : row+sp]
			for j := range t.theta {
				lc[j] += (cost[j] - scale/(1+scale)) * own[j]
			}
		}
		for j, th := range t.theta {
			c := lc[j] + cost[j]*w[n]
			c += scale * (c - size)
			t.pull[j*np+n] = -th * c
			t.dx[j*np+n] = spend[j] * dx[j]
		}
	}
	clear(t.toRevenue)
	clear(t.toFactor)
	z := v[t.len:]
	for s := range b.s {
		t.market(s, z)
	}
	t.close(dst, v)
	t.wedges(dst[t.len:], z)
}

// market carries changes of pull and spending through one sector.
func (t *tangent) market(s int, z []float32) {
	b, np := t.b, t.np
	N := b.n
	gross, net := t.matrices(s)
	pull, sum, sold := t.pull[s*np:(s+1)*np], t.sum[s*np:(s+1)*np], t.sold[s*np:(s+1)*np]
	dx, spend := t.dx[s*np:s*np+N], t.spend[s*np:s*np+N]
	numeric.MatVec(sum, gross, pull)
	sales := t.sales[s*np : (s+1)*np]
	for i, a := range pull {
		sold[i] = sales[i] * a
	}
	u := t.u[:N]
	if !t.taxed[s] && b.destination == nil { // no flow with a wedge is here
		for n, x := range spend {
			u[n] = dx[n] - x*sum[n]
		}
		numeric.VecMat(sold, net, t.u)
		return
	}
	numeric.MatVec(t.kd, net, pull)
	t.moved(s, z, gross, net)
	kept, kd := t.kept[s*np:s*np+N], t.kd[:N]
	for n, x := range spend {
		d := dx[n]
		kd := x * (kd[n] - kept[n]*sum[n])
		t.toRevenue[n] += d*(1-kept[n]) - kd
		nu := float32(b.nu(n))
		local := nu * (d*kept[n] + kd)
		t.toFactor[n] += local
		if t.yield != nil {
			t.paid[n*t.sp+s] = local
		}
		u[n] = (1 - nu) * (d - x*sum[n])
	}
	numeric.VecMat(sold, net, t.u)
}

// close carries changes of receipts into incomes and spending.
func (t *tangent) close(dst, v []float32) {
	b := t.b
	N, np, sp := b.n, t.np, t.sp
	elastic := b.labour != 0
	kappa := float32(b.labour)
	world := float32(0)
	for n := range N {
		t.u[n] = v[n]
		if elastic {
			t.u[n] += t.labour(v)[n]
		}
		world += t.income[n] * t.u[n]
	}
	for n := range N {
		row := n * sp
		p, x := v[t.price+row:t.price+row+sp], v[t.price+N*sp+row:t.price+N*sp+row+sp]
		dp, dx := dst[t.price+row:t.price+row+sp], dst[t.price+N*sp+row:t.price+N*sp+row+sp]
		outlay := t.income[n]*t.u[n] + t.toRevenue[n] + t.transfer[n]*world
		ds := t.row
		factor := t.toFactor[n]
		part, final, inverse := t.factorPart[row:row+sp], t.final[row:row+sp], t.inverse[row:row+sp]
		for j, over := range t.over {
			d := t.sold[j*np+n]
			ds[j] = d
			factor += part[j] * d
			dx[j] = final[j] * outlay
			dp[j] = p[j] + t.sum[j*np+n]*over
		}
		numeric.VecMat(dx, t.input[n*sp*sp:(n+1)*sp*sp], ds)
		for j := range dx {
			dx[j] = x[j] - dx[j]*inverse[j]
		}
		if b.passThrough != nil {
			t.indirect(n, dp, x, v)
		}
		if t.yield != nil {
			t.premiums(n, dst, v)
		}
		if b.income[n] == 0 {
			dst[n] = v[n]
			if elastic {
				t.labour(dst)[n] = t.labour(v)[n]
			}
			continue
		}
		dst[n] = t.u[n] + world*t.world - factor*t.factor[n]
		if elastic {
			real := v[n] - numeric.DotSingle(final, p)
			if b.relief {
				real += (t.toRevenue[n] - t.duty[n]*t.u[n]) / (t.income[n] - t.duty[n])
			}
			t.labour(dst)[n] = t.labour(v)[n] - kappa*real
		}
	}
}

// premiums is the part of A v that belongs to the sector wages of region n.
func (t *tangent) premiums(n int, dst, v []float32) {
	row := n * t.sp
	to, own := t.premium(dst)[row:row+t.sp], t.premium(v)[row:row+t.sp]
	for j := range own {
		y := t.yield[row+j]
		if y == 0 {
			to[j] = own[j]
			continue
		}
		paid := t.factorPart[row+j] * t.sold[j*t.np+n]
		if t.b.destination != nil {
			paid += t.paid[row+j]
		}
		to[j] = y * (t.u[n] + t.supply[n]*own[j] - paid*t.pool[row+j])
	}
}

// indirect is the part of prices that moves with spending where pass-through
// is incomplete.
func (t *tangent) indirect(n int, dp, x, v []float32) {
	rest := float32(1 - t.b.passThrough[n])
	if rest == 0 {
		return
	}
	for j := range t.theta {
		if !t.b.empty[j*t.b.n+n] {
			ratio := t.spend[j*t.np+n] * t.inverse[n*t.sp+j]
			wage := v[n]
			if t.yield != nil {
				wage += t.premium(v)[n*t.sp+j]
			}
			dp[j] -= rest * (x[j]/ratio - wage)
		}
	}
}

// moved adds what the unknown wedges of a sector do to its shares.
func (t *tangent) moved(s int, z, gross, net []float32) {
	for j := range t.k.wedges {
		w := &t.k.wedges[j]
		if w.s != s || t.k.wedges[w.lead].fixed {
			continue
		}
		flow := w.n*t.np + w.i
		byCost := float32(-t.b.theta[s] * t.b.phi(w.n))
		t.sum[s*t.np+w.n] += gross[flow] * byCost * z[w.at]
		t.kd[w.n] += net[flow] * (byCost - 1) * z[w.at]
		x := float32(1-t.b.nu(w.n)) * t.spend[s*t.np+w.n]
		t.sold[s*t.np+w.i] += x * net[flow] * (byCost - 1) * z[w.at]
	}
}

// wedges is the part of A v that belongs to the unknown wedges, whose own
// effect is scaled to one.
func (t *tangent) wedges(dst, z []float32) {
	copy(dst, z)
	for j := range t.k.wedges {
		lead := &t.k.wedges[j]
		if !t.k.leads(j) || !lead.inside {
			continue
		}
		volume := float32(0)
		for i := j; i < lead.last; i++ {
			w := &t.k.wedges[i]
			from, to := w.s*t.np+w.i, w.s*t.np+w.n
			byCost := float32(-t.b.theta[w.s] * t.b.phi(w.n))
			cost := -t.pull[from] * t.over[w.s]
			value := (byCost-1)*z[w.at] + t.pull[from] - t.sum[to] + t.dx[to]/t.spend[to]
			volume += float32(w.volume/lead.all) * (value - cost)
		}
		dst[lead.at] = -float32(lead.flat) * volume
	}
}
