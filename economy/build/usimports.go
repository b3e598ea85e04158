package build

import "parley/internal/fault"

// usImports are US imports of goods 2024 by partner and industry, in the
// regions of the world.
type usImports struct {
	w     *world
	value map[string][]float64 // industry: [p] million USD
	duty  map[string][]float64 // calculated duty, million USD
}

// readUSImports brings the Census's partners to regions. It gives the EU as
// one; its members take the EU's value and duty by their part in the table
// by country. Partners that the Census table leaves out (about 1.2 % of
// imports) come from the table by country, with the average duty of the
// partners it counts in the rest of the world.
func readUSImports(w *world) (*usImports, error) {
	R := len(w.regions)
	for _, c := range w.regions {
		if _, ok := w.in.yale[c]; w.eu[c] && !ok {
			return nil, fault.Bad(w.in.label+"/us/us_imports_2024_by_country_gtap_yale.csv", "give every member of the European Union under its English name", "has no imports from %s", c)
		}
	}
	u := &usImports{w: w, value: map[string][]float64{}, duty: map[string][]float64{}}
	for _, s := range oecd {
		if !s.goods {
			continue
		}
		val, duty := make([]float64, R), make([]float64, R)
		var euTotal float64
		for _, m := range sortedKeys(w.eu) {
			euTotal += w.in.yale[m][s.code]
		}
		for _, p := range sortedKeys(w.in.census) {
			v := w.in.census[p][s.code]
			if p != "EUU" {
				val[w.region(p)] += v[0] / 1e6
				duty[w.region(p)] += v[1] / 1e6
				continue
			}
			for _, m := range sortedKeys(w.eu) {
				if euTotal > 0 {
					part := w.in.yale[m][s.code] / euTotal
					val[w.region(m)] += v[0] / 1e6 * part
					duty[w.region(m)] += v[1] / 1e6 * part
				}
			}
		}
		rest := 0.0
		if k := w.at[row]; val[k] > 0 {
			rest = duty[k] / val[k]
		}
		for _, c := range sortedKeys(w.in.yale) {
			if _, listed := w.in.census[c]; listed || w.eu[c] || c == "USA" {
				continue
			}
			v := w.in.yale[c][s.code] / 1e6
			val[w.region(c)] += v
			duty[w.region(c)] += v * rest
		}
		u.value[s.code], u.duty[s.code] = val, duty
	}
	return u, nil
}

// group is what the USA buys from region p in group g, million USD. Where a
// group also holds a service (publishing beside paper), the service is added
// in the proportion of the seven-region table.
func (u *usImports) group(g, p int) float64 {
	var goods, service, base float64
	from := icioRegion(u.w.regions[p], u.w.eu)
	for _, s := range groups[g].oecd {
		seed := weight(g, s) * u.w.in.icio[[3]string{s, from, "USA"}]
		if v, ok := u.value[s]; ok {
			goods += v[p]
			base += seed
		} else {
			service += seed
		}
	}
	if base <= 0 {
		return goods
	}
	return goods * (1 + service/base)
}
