package build

import "math"

// blendServices moves service exports between groups, inside the total of
// each region. The ADB margins and the OECD table of 2017 agree on totals
// and disagree on which service it is: the United States export 2 billion
// USD of hotels and restaurants in the one and 59 in the other, which counts
// what visitors spend. The composition used is the geometric mean of the
// two. The OECD table shows five countries by themselves; members of the EU
// and of the rest of the world move with their region.
func (w *world) blendServices() {
	R, G := len(w.regions), len(groups)
	w.adbExp = append([]float64(nil), w.exp...)
	for _, r := range icioRegions {
		var adb, icio float64
		a, b := make([]float64, G), make([]float64, G)
		for g := range G {
			if groups[g].goods {
				continue
			}
			for i, c := range w.regions {
				if icioRegion(c, w.eu) == r {
					a[g] += w.exp[i*G+g]
				}
			}
			for _, to := range icioRegions {
				if to != r {
					for _, s := range groups[g].oecd {
						b[g] += w.in.icio[[3]string{s, r, to}]
					}
				}
			}
			adb += a[g]
			icio += b[g]
		}
		if adb <= 0 || icio <= 0 {
			continue
		}
		for g := range G {
			if groups[g].goods || a[g] <= 0 || b[g] <= 0 {
				continue
			}
			scale := math.Sqrt((b[g] / icio) / (a[g] / adb))
			for i, c := range w.regions {
				if icioRegion(c, w.eu) == r {
					w.exp[i*G+g] *= scale
				}
			}
		}
	}
	for i := range R {
		w.keepServices(i)
	}
}

// keepServices brings the service exports of region i back to their total,
// none above 95 % of output.
func (w *world) keepServices(i int) {
	G := len(groups)
	var want float64
	for g := range G {
		if !groups[g].goods {
			want += w.adbExp[i*G+g]
			w.exp[i*G+g] = math.Min(w.exp[i*G+g], math.Max(0.95*w.out[i*G+g], w.adbExp[i*G+g]))
		}
	}
	for range 100 {
		var have, free float64
		for g := range G {
			if groups[g].goods {
				continue
			}
			have += w.exp[i*G+g]
			if w.exp[i*G+g] < 0.95*w.out[i*G+g] {
				free += w.exp[i*G+g]
			}
		}
		if free <= 0 || math.Abs(have-want) < 1e-9*want {
			return
		}
		scale := 1 + (want-have)/free
		for g := range G {
			at := i*G + g
			if !groups[g].goods && w.exp[at] < 0.95*w.out[at] {
				w.exp[at] = math.Min(w.exp[at]*scale, 0.95*w.out[at])
			}
		}
	}
}
