package trade

import (
	"fmt"
	"math"
	"slices"
)

// Mobile is the mobility of a factor that moves freely between sectors: one
// price a region. It is what a Closure without Mobility has.
var Mobile = math.Inf(1)

// bind gives the benchmark a factor that does not move freely between the
// sectors of a region. The benchmark itself is a long-run equilibrium, in
// which every sector of a region pays the same; only what is measured from
// it meets the limit.
//
// With e the mobility, sector s of region i is supplied with
//
//	L_is = L_i (w_is/W_i)^e,   W_i^(1+e) = sum over s of rho_is w_is^(1+e)
//
// in changes, rho the sector's share of the region's factor income: a
// constant elasticity of transformation. It is the labour supply of Galle,
// Rodriguez-Clare and Yi (2023), Slicing the Pie, Review of Economic Studies
// 90(1), section 2, whose Frechet shape kappa is 1+e: workers draw
// how good they are at each sector and choose the best paid. At e = 0
// (kappa = 1) every sector keeps what it has: the specific factors of Jones
// (1971). As e grows the sectors' wages draw together: the long run.
func (b *benchmark) bind(mobility []float64) {
	if !slices.ContainsFunc(mobility, func(e float64) bool { return !math.IsInf(e, 1) }) {
		return
	}
	N, S := b.n, b.s
	b.mobility = mobility
	b.pool, b.yield = make([]float64, N*S), make([]float64, N*S)
	answer := make([]float64, N*S) // fall of demand for the factor as its price rises, all else given
	for s := range S {
		for n := range N {
			r := s*N + n
			x := b.spending[n*S+s]
			if b.empty[r] || x == 0 {
				continue
			}
			for i, p := range b.share[r*N : (r+1)*N] {
				if p == 0 {
					continue
				}
				z := p * x / (1 + b.tariff[r*N+i])
				b.pool[n*S+s] += b.nu(n) * z
				own := (1 - b.nu(n)) * b.factorShare[i*S+s] * z
				b.pool[i*S+s] += own
				answer[i*S+s] += own * (1 - p) * b.theta[s] * b.factorCost[i*S+s]
			}
		}
	}
	for j, y := range b.pool {
		if e := mobility[j/S]; y > 0 && !math.IsInf(e, 1) {
			b.yield[j] = 1 / (1 + e + answer[j]/y)
		}
	}
}

// premiums finds the residuals of the factor markets of region n's sectors:
// how far each sector's wage over the region's is from what brings demand
// for the factor and its supply together. It gives the largest gap.
func (k *kernel) premiums(n int, y, f []float64) float64 {
	b, at := k.b, k.lay.premium
	worst := 0.0
	for r := n * b.s; r < (n+1)*b.s; r++ {
		v := y[at+r]
		if b.yield[r] == 0 {
			f[at+r] = -v
			continue
		}
		gap := math.Log(k.pool[r]/(b.pool[r]*k.wage[n]*k.hours[n])) - (1+b.mobility[n])*v
		f[at+r] = gap * b.yield[r]
		if g := math.Abs(gap); g > worst || g != g {
			worst = g
		}
	}
	return worst
}

// premium is the log of the wage of sector s in region n over the region's.
func (k *kernel) premium(n, s int) float64 {
	if !k.lay.bound {
		return 0
	}
	return k.state[k.lay.premium+n*k.b.s+s]
}

// largestMobility bounds a finite mobility: beyond it sectors' wages differ
// by less than their rounding can be told from.
const largestMobility = 1000.0

// mobilityTitle is a mobility by region in words.
func mobilityTitle(mobility []float64) string {
	low, high := mobility[0], mobility[0]
	for _, v := range mobility {
		low, high = math.Min(low, v), math.Max(high, v)
	}
	switch {
	case high == 0:
		return "factors fixed by sector (short run)"
	case math.IsInf(low, 1):
		return "factors mobile between sectors"
	case low == high:
		return fmt.Sprintf("factors move between sectors with elasticity %g", low)
	case math.IsInf(high, 1):
		return fmt.Sprintf("factors move between sectors with elasticity from %g to free, by region", low)
	}
	return fmt.Sprintf("factors move between sectors with elasticity %g to %g, by region", low, high)
}
