package trade

import "parley/internal/numeric"

// applyBack writes A' v into dst, the transpose of apply.
func (t *tangent) applyBack(dst, v []float32) {
	b := t.b
	N, sp := b.n, t.sp
	copy(dst, v)
	t.closeBack(dst, v)
	for s := range b.s {
		t.marketBack(s)
	}
	elastic := b.labour != 0
	scale := float32(b.scale)
	for n := range N {
		row := n * sp
		lc := t.row
		p, x := dst[t.price+row:t.price+row+sp], dst[t.price+N*sp+row:t.price+N*sp+row+sp]
		cost, spend := t.factorCost[row:row+sp], t.spend0[row:row+sp]
		byWage, bySize := float32(0), float32(0)
		var own []float32
		if t.yield != nil {
			own = t.premium(dst)[row : row+sp]
		}
		for j, th := range t.theta {
			c := -th * t.pull[j*t.np+n]
			if own != nil {
				own[j] += (cost[j]*(1+scale) - scale) * c
			}
			bySize -= scale * c
			c += scale * c
			lc[j] = c
			byWage += cost[j] * c
			x[j] += spend[j] * t.dx[j*t.np+n]
		}
		numeric.VecMat(p, t.input[n*sp*sp:(n+1)*sp*sp], lc)
		dst[n] += byWage + bySize
		if elastic {
			t.labour(dst)[n] += bySize
		}
	}
}

// closeBack goes back through close: dst begins as v. It leaves the weights
// on receipts in sold, on the log of sums in sum, and on revenue and factor
// demand.
func (t *tangent) closeBack(dst, v []float32) {
	b := t.b
	N, np, sp := b.n, t.np, t.sp
	elastic := b.labour != 0
	kappa := float32(b.labour)
	toWorld := float32(0)
	clear(t.sold)
	clear(t.sum)
	income := t.u[:N]
	for n := range N {
		row := n * sp
		vp, vx := v[t.price+row:t.price+row+sp], v[t.price+N*sp+row:t.price+N*sp+row+sp]
		inverse, part := t.inverse[row:row+sp], t.factorPart[row:row+sp]
		next, back := t.row, t.back
		for j := range next {
			next[j] = -vx[j] * inverse[j]
		}
		outlay := numeric.DotSingle(t.final[row:row+sp], next)
		numeric.MatVec(back, t.input[n*sp*sp:(n+1)*sp*sp], next)
		toFactor := -v[n] * t.factor[n]
		for j, over := range t.over {
			t.sold[j*np+n] = back[j] + part[j]*toFactor
			t.sum[j*np+n] = vp[j] * over
		}
		t.toFactor[n], t.toRevenue[n] = toFactor, outlay
		toWorld += outlay * t.transfer[n]
		income[n] = outlay
		if b.income[n] != 0 {
			toWorld += v[n] * t.world
			if elastic {
				pay := kappa * t.labour(v)[n]
				t.labour(dst)[n] += v[n]
				dst[n] -= pay
				numeric.AxpySingle(pay, t.final[row:row+sp], dst[t.price+row:t.price+row+sp])
				if b.relief {
					left := t.income[n] - t.duty[n]
					t.toRevenue[n] -= pay / left
					income[n] += pay * t.duty[n] / t.income[n] / left
				}
			}
		}
		if t.yield != nil {
			t.premiumsBack(n, dst, v)
		}
		if b.passThrough != nil {
			t.indirectBack(n, dst, vp)
		}
	}
	for n := range N {
		part := (income[n] + toWorld) * t.income[n]
		dst[n] += part
		if elastic {
			t.labour(dst)[n] += part
		}
	}
}

// premiumsBack is the transpose of premiums.
func (t *tangent) premiumsBack(n int, dst, v []float32) {
	row := n * t.sp
	to, from := t.premium(dst)[row:row+t.sp], t.premium(v)[row:row+t.sp]
	for j := range from {
		y := t.yield[row+j]
		if y == 0 {
			continue
		}
		weight := y * from[j]
		to[j] = t.supply[n] * weight
		dst[n] += weight
		if t.b.labour != 0 {
			t.labour(dst)[n] += weight
		}
		t.paid[row+j] = -weight * t.pool[row+j]
		t.sold[j*t.np+n] += t.factorPart[row+j] * t.paid[row+j]
	}
}

// indirectBack is the transpose of indirect.
func (t *tangent) indirectBack(n int, dst, vp []float32) {
	rest := float32(1 - t.b.passThrough[n])
	if rest == 0 {
		return
	}
	x := dst[t.price+(t.b.n+n)*t.sp:]
	for j := range t.theta {
		if !t.b.empty[j*t.b.n+n] {
			ratio := t.spend[j*t.np+n] * t.inverse[n*t.sp+j]
			x[j] -= rest * vp[j] / ratio
			dst[n] += rest * vp[j]
			if t.yield != nil {
				t.premium(dst)[n*t.sp+j] += rest * vp[j]
			}
		}
	}
}

// marketBack goes back through market: from weights on receipts and sums to
// those on pull and spending.
func (t *tangent) marketBack(s int) {
	b, np := t.b, t.np
	N := b.n
	gross, net := t.matrices(s)
	pull, sum, sold := t.pull[s*np:(s+1)*np], t.sum[s*np:(s+1)*np], t.sold[s*np:(s+1)*np]
	sales := t.sales[s*np : (s+1)*np]
	numeric.MatVec(t.local, net, sold)
	for i, w := range sold {
		pull[i] = sales[i] * w
	}
	dx, spend, kept := t.dx[s*np:s*np+N], t.spend[s*np:s*np+N], t.kept[s*np:s*np+N]
	for n, x := range spend {
		nu, toFactor := float32(b.nu(n)), t.toFactor[n]
		if t.yield != nil && t.yield[n*t.sp+s] != 0 {
			toFactor += t.paid[n*t.sp+s]
		}
		u := (1 - nu) * t.local[n]
		dx[n] = u + t.toRevenue[n]*(1-kept[n]) + toFactor*nu*kept[n]
		kd := x * (nu*toFactor - t.toRevenue[n])
		t.kd[n] = kd
		sum[n] -= x*u + kept[n]*kd
	}
	if t.taxed[s] {
		numeric.VecMat(pull, gross, sum)
		numeric.VecMat(pull, net, t.kd)
		return
	}
	for n := range N {
		sum[n] += t.kd[n]
	}
	numeric.VecMat(pull, gross, sum)
}
