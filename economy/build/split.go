package build

import "math"

// weight is the part of an OECD industry that its group holds. Publishing is
// printed matter in ISIC Rev. 3 (c7), film and broadcasting are recreation:
// with half of J58T60 in c7, paper and publishing of the seven-region table
// add up to the ADB's c7 of 2017 within 3 % for the USA, the EU and Japan.
func weight(g int, sector string) float64 {
	if sector == "J58T60" {
		return 0.5
	}
	return 1
}

// finer holds the 44-industry flows: x[(s*R+n)*R+i], million USD.
type finer struct {
	w    *world
	f    *flows
	us   *usImports
	x    []float64
	code map[string]int
}

func (d *finer) at(s, n, i int) int { return (s*len(d.w.regions)+n)*len(d.w.regions) + i }

// splitFlows takes groups apart into industries. Each bilateral flow of a
// group is kept; within it the industries start from the trade between the
// regions of the seven-region table, own sales included, and are fitted to
// what the buyer uses of each (technology and final shares 2020). US imports
// are the Census's. Use depends on output by industry, so the whole is
// repeated. Asking besides that the five countries of the seven-region table
// make the parts they made in 2017 has no solution, and is left out.
func splitFlows(w *world, f *flows, us *usImports) *finer {
	R := len(w.regions)
	d := &finer{w: w, f: f, us: us, x: make([]float64, len(oecd)*R*R), code: map[string]int{}}
	for s, o := range oecd {
		d.code[o.code] = s
	}
	d.start()
	for range 6 {
		use := d.wanted()
		for g := range groups {
			d.fitGroup(g, use)
		}
	}
	d.sweep()
	return d
}

// start divides each flow in the proportions of the seven-region table.
func (d *finer) start() {
	w, R := d.w, len(d.w.regions)
	for g, gr := range groups {
		for n := range R {
			for i := range R {
				from, to := icioRegion(w.regions[i], w.eu), icioRegion(w.regions[n], w.eu)
				v := make([]float64, len(gr.oecd))
				var sum float64
				for k, s := range gr.oecd {
					v[k] = weight(g, s)*w.in.icio[[3]string{s, from, to}] + 1e-6
					sum += v[k]
				}
				for k, s := range gr.oecd {
					d.x[d.at(d.code[s], n, i)] = d.f.x[d.f.at(g, n, i)] * v[k] / sum
				}
				if d.f.fixed(g, n, i) {
					d.fixUS(g, i)
				}
			}
		}
	}
}

// leastFlow is the smallest flow kept, million USD: a hundred dollars. What
// fitting leaves below it is dust, not trade.
const leastFlow = 1e-4

// sweep takes the dust out.
func (d *finer) sweep() {
	for i, v := range d.x {
		if v < leastFlow {
			d.x[i] = 0
		}
	}
}

// fixUS sets US imports of a group from p to the Census's by industry.
func (d *finer) fixUS(g, p int) {
	total := d.f.x[d.f.at(g, d.w.usa, p)]
	var goods float64
	for _, s := range groups[g].oecd {
		if v, ok := d.us.value[s]; ok {
			goods += v[p]
		}
	}
	var services float64
	for _, s := range groups[g].oecd {
		if _, ok := d.us.value[s]; !ok {
			services += d.x[d.at(d.code[s], d.w.usa, p)]
		}
	}
	for _, s := range groups[g].oecd {
		at := d.at(d.code[s], d.w.usa, p)
		if v, ok := d.us.value[s]; ok {
			d.x[at] = v[p]
		} else if services > 0 {
			d.x[at] *= math.Max(0, total-goods) / services
		}
	}
}

// output is gross output by region and industry, [i*S+s].
func (d *finer) output() []float64 {
	R, S := len(d.w.regions), len(oecd)
	y := make([]float64, R*S)
	for s := range S {
		for n := range R {
			for i := range R {
				y[i*S+s] += d.x[d.at(s, n, i)]
			}
		}
	}
	return y
}

// wanted is the use of each industry's product by each region, [n*S+s]: the
// technology of 2020 at the output of 2022, plus final spending. Spending is
// value added plus the trade deficit of the flows.
func (d *finer) wanted() []float64 {
	w, R, S := d.w, len(d.w.regions), len(oecd)
	y := d.output()
	use := make([]float64, R*S)
	for n := range R {
		tech := w.technology(n)
		var spend float64
		for j, o := range oecd {
			spend += y[n*S+j] * w.in.va[tech][o.code]
			for k, in := range oecd {
				use[n*S+k] += w.in.coef[tech][[2]string{o.code, in.code}] * y[n*S+j]
			}
			for i := range R {
				if i != n {
					spend += d.x[d.at(j, n, i)] - d.x[d.at(j, i, n)]
				}
			}
		}
		for k, o := range oecd {
			use[n*S+k] += math.Max(spend, 0) * w.in.final[tech][o.code]
		}
	}
	return use
}

// technology is the economy of the OECD table whose technology region n has.
func (w *world) technology(n int) string {
	if t, ok := borrowed[w.regions[n]]; ok && w.in.va[w.regions[n]] == nil {
		return t
	}
	return w.regions[n]
}

// fitGroup fits the industries of one group.
func (d *finer) fitGroup(g int, use []float64) {
	if len(groups[g].oecd) == 1 {
		return
	}
	R := len(d.w.regions)
	for range 40 {
		for n := range R {
			d.fitBuyer(g, n, use)
		}
		for n := range R {
			for i := range R {
				if d.f.fixed(g, n, i) {
					continue
				}
				d.fitCell(g, n, i)
			}
		}
	}
}

// fitBuyer scales what n buys of each industry to its use, in proportion.
// Where US imports are fixed only what the US makes for itself gives way.
func (d *finer) fitBuyer(g, n int, use []float64) {
	R, S := len(d.w.regions), len(oecd)
	var total, wanted float64
	for _, s := range groups[g].oecd {
		for i := range R {
			total += d.x[d.at(d.code[s], n, i)]
		}
		wanted += weight(g, s) * use[n*S+d.code[s]]
	}
	if wanted <= 0 {
		return
	}
	for _, s := range groups[g].oecd {
		k := d.code[s]
		want := total * weight(g, s) * use[n*S+k] / wanted
		var fixed, free float64
		for i := range R {
			if d.f.fixed(g, n, i) {
				fixed += d.x[d.at(k, n, i)]
			} else {
				free += d.x[d.at(k, n, i)]
			}
		}
		if free <= 0 {
			continue
		}
		scale := math.Max(want-fixed, 0.05*want) / free
		for i := range R {
			if !d.f.fixed(g, n, i) {
				d.x[d.at(k, n, i)] *= scale
			}
		}
	}
}

// fitCell makes the industries of one flow add up to the group's flow.
func (d *finer) fitCell(g, n, i int) {
	var sum float64
	for _, s := range groups[g].oecd {
		sum += d.x[d.at(d.code[s], n, i)]
	}
	if sum <= 0 {
		return
	}
	scale := d.f.x[d.f.at(g, n, i)] / sum
	for _, s := range groups[g].oecd {
		d.x[d.at(d.code[s], n, i)] *= scale
	}
}
