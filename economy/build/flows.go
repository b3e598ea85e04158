package build

import (
	"math"
)

// flows are sales between regions by group of industries, million USD:
// x[(g*R+n)*R+i] is what n buys from i, its own sales on the diagonal.
type flows struct {
	w      *world
	x      []float64
	census []float64 // [g*R+p] what the USA bought from p
	rounds int
	first  float64 // the miss after the stage of destination shares
	miss   float64 // largest relative miss of a margin after the last round
}

func (f *flows) at(g, n, i int) int { return (g*len(f.w.regions)+n)*len(f.w.regions) + i }

// fixed says whether the flow from i to n is observed and stands: US imports
// of goods, of which the Census misses none.
func (f *flows) fixed(g, n, i int) bool { return n == f.w.usa && i != n && groups[g].goods }

// fitFlows estimates sales between regions by group.
func fitFlows(w *world, us *usImports) *flows {
	f := &flows{w: w, x: make([]float64, len(groups)*len(w.regions)*len(w.regions))}
	f.targets(us)
	w.readBalances() // exports are settled now
	f.seed()
	f.renew()
	f.fit()
	return f
}

// targets sets the cells of US imports, and raises an export margin where a
// partner is said to export less than it sold to the United States: one in
// twenty of its exports must be left for others. Its output is kept where
// domestic sales can give way, and raised where they cannot.
func (f *flows) targets(us *usImports) {
	w, R, G := f.w, len(f.w.regions), len(groups)
	f.census = make([]float64, G*R)
	for g, gr := range groups {
		if !gr.goods || w.usa < 0 {
			continue
		}
		for p := range R {
			if p == w.usa {
				continue
			}
			v := us.group(g, p)
			f.census[g*R+p] = v
			need := v / 0.95
			if e := w.exp[p*G+g]; e < need {
				w.raised = append(w.raised, raise{w.regions[p], gr.adb[0], e, need})
				home := w.out[p*G+g] - e
				w.exp[p*G+g] = need
				if room := 0.9 * home; need-e > room {
					more := need - e - room
					w.use[p*G+g] *= 1 + more/math.Max(w.out[p*G+g], 1e-9)
					w.out[p*G+g] += more
				}
			}
		}
	}
}

// seed fills in the pattern of 2011. Regions that WIOD counts in its rest of
// the world take their part of it: as sellers by their exports of the group,
// as buyers by their part in the seller's goods exports of 2023.
func (f *flows) seed() {
	w, R, G := f.w, len(f.w.regions), len(groups)
	block := make([]bool, R) // counted in the rest of the world of WIOD
	for i, c := range w.regions {
		block[i] = !w.in.wiodHas[c]
	}
	size := make([]float64, R)
	var world float64
	for i := range R {
		for g := range G {
			size[i] += w.out[i*G+g]
			world += w.out[i*G+g]
		}
	}
	for g := range G {
		var blockExports float64
		for i := range R {
			if block[i] {
				blockExports += w.exp[i*G+g]
			}
		}
		for i := range R {
			var blockShare, blockSize float64
			for n := range R {
				if block[n] && n != i {
					blockShare += w.share[i*R+n]
					blockSize += size[n]
				}
			}
			for n := range R {
				if n == i {
					f.x[f.at(g, n, i)] = w.out[i*G+g] - w.exp[i*G+g]
					continue
				}
				part := size[n] / math.Max(blockSize, 1e-300)
				if blockShare > 0 {
					part = w.share[i*R+n] / blockShare
				}
				direct := w.exp[i*G+g] * w.share[i*R+n]
				if !groups[g].goods || w.absent[w.regions[i]] || w.absent[w.regions[n]] {
					direct = w.exp[i*G+g] * size[n] / (world - size[i])
				}
				var v float64
				switch {
				case block[i] && block[n]:
					v = direct
				case block[i]:
					v = f.wiod(g, row, w.regions[n]) * w.exp[i*G+g] / math.Max(blockExports, 1e-300)
				case block[n]:
					v = f.wiod(g, w.regions[i], row) * part
				default:
					v = f.wiod(g, w.regions[i], w.regions[n])
				}
				// A pair that did not trade in 2011 may do so now.
				f.x[f.at(g, n, i)] = v + 0.01*direct
			}
		}
	}
}

// renew brings the pattern of 2011 to 2017: exports of the seven regions are
// given the destinations they have in the table of 2017, group by group.
// Inside a region, and between the members of two, the older pattern stays.
func (f *flows) renew() {
	w, R := f.w, len(f.w.regions)
	of := make([]string, R)
	for i, c := range w.regions {
		of[i] = icioRegion(c, w.eu)
	}
	for g := range groups {
		for i := range R {
			f.fitExports(g, i)
		}
		sum := map[[2]string]float64{}
		for i := range R {
			for n := range R {
				if of[i] != of[n] {
					sum[[2]string{of[i], of[n]}] += f.x[f.at(g, n, i)]
				}
			}
		}
		for _, from := range icioRegions {
			var old, recent float64
			for _, to := range icioRegions {
				if from != to {
					old += sum[[2]string{from, to}]
					recent += f.icio(g, from, to)
				}
			}
			if recent <= 0 || old <= 0 {
				continue
			}
			for _, to := range icioRegions {
				have := sum[[2]string{from, to}]
				if from == to || have <= 0 {
					continue
				}
				scale := f.icio(g, from, to) / recent * old / have
				for i := range R {
					for n := range R {
						if of[i] == from && of[n] == to {
							f.x[f.at(g, n, i)] *= scale
						}
					}
				}
			}
		}
	}
}

// icio is the sales of a group between two of the seven regions in 2017.
func (f *flows) icio(g int, from, to string) float64 {
	var v float64
	for _, s := range groups[g].oecd {
		v += weight(g, s) * f.w.in.icio[[3]string{s, from, to}]
	}
	return v
}

// wiod is the sales of a group in 2011, all uses.
func (f *flows) wiod(g int, from, to string) float64 {
	var v float64
	for _, c := range groups[g].adb {
		v += f.w.in.wiod[[3]string{c, from, to}]
	}
	return v
}

// fit scales the flows in two stages. First exports by region and group,
// destination shares of goods exports and US imports by partner and group
// are met: US imports are levels and stand fixed, the others are met on what
// is left. Destination shares count goods in transit as bought where they
// land first (Hong Kong, the Netherlands, the Emirates), so the imports they
// give such places are far too large. The second stage starts from there and
// meets, instead of the shares, total imports by region: exports plus the
// balance the region is known to have.
func (f *flows) fit() {
	w, R, G := f.w, len(f.w.regions), len(groups)
	for g := range G {
		for p := range R {
			if f.fixed(g, w.usa, p) {
				f.x[f.at(g, w.usa, p)] = f.census[g*R+p]
			}
		}
	}
	f.iterate(f.fitDestinations)
	f.first = f.miss
	f.iterate(f.fitImports)
}

// iterate meets one constraint by region and the export margins in turn.
func (f *flows) iterate(constraint func(i int)) {
	for f.rounds = 1; f.rounds <= 500; f.rounds++ {
		for i := range f.w.regions {
			constraint(i)
		}
		f.miss = 0
		for i := range f.w.regions {
			for g := range groups {
				f.miss = math.Max(f.miss, f.fitExports(g, i))
			}
		}
		if f.miss < 1e-9 {
			return
		}
	}
}

// fitImports meets the total imports of region n. What is fixed (US goods)
// is left alone.
func (f *flows) fitImports(n int) {
	w, R, G := f.w, len(f.w.regions), len(groups)
	want := w.balance[n]
	for g := range G {
		want += w.exp[n*G+g]
	}
	var sum, fixed float64
	for g := range G {
		for i := range R {
			switch {
			case i == n:
			case f.fixed(g, n, i):
				fixed += f.x[f.at(g, n, i)]
			default:
				sum += f.x[f.at(g, n, i)]
			}
		}
	}
	scale := math.Max(want-fixed, 0.01*sum) / sum
	for g := range G {
		for i := range R {
			if i != n && !(f.fixed(g, n, i)) {
				f.x[f.at(g, n, i)] *= scale
			}
		}
	}
}

// fitDestinations meets the destination shares of region i, over the buyers
// that the matrix of goods trade knows, the United States aside.
func (f *flows) fitDestinations(i int) {
	w, R := f.w, len(f.w.regions)
	if w.absent[w.regions[i]] {
		return
	}
	total := make([]float64, R)
	var all, share float64
	open := func(n int) bool { return n != i && n != w.usa && !w.absent[w.regions[n]] }
	for n := range R {
		if !open(n) {
			continue
		}
		for g, gr := range groups {
			if gr.goods {
				total[n] += f.x[f.at(g, n, i)]
			}
		}
		all += total[n]
		share += w.share[i*R+n]
	}
	if share == 0 || all == 0 {
		return
	}
	for n := range R {
		if !open(n) || total[n] == 0 {
			continue
		}
		scale := math.Max(w.share[i*R+n]/share, 1e-9) * all / total[n]
		for g, gr := range groups {
			if gr.goods {
				f.x[f.at(g, n, i)] *= scale
			}
		}
	}
}

// fitExports meets the exports of group g by region i, US purchases of goods
// aside, and returns by how much they missed.
func (f *flows) fitExports(g, i int) float64 {
	w, R, G := f.w, len(f.w.regions), len(groups)
	var sum, fixed float64
	for n := range R {
		switch {
		case n == i:
		case f.fixed(g, n, i):
			fixed += f.x[f.at(g, n, i)]
		default:
			sum += f.x[f.at(g, n, i)]
		}
	}
	want := w.exp[i*G+g] - fixed
	if sum <= 0 || want < 0 {
		return 0
	}
	for n := range R {
		if n != i && !(f.fixed(g, n, i)) {
			f.x[f.at(g, n, i)] *= want / sum
		}
	}
	return math.Abs(want-sum) / math.Max(want, 1)
}
