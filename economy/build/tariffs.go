package build

import "math"

// fitTariffs gives the tariff of n on s from i, a fraction, [(s*R+n)*R+i].
//
// The United States: duty paid in 2024 over imports, by partner and
// industry. Others: applied rates of 2017. Where importer and exporter are
// both among the customs territories of the seven-region table (Brazil,
// China, the EU with the United Kingdom, India, Japan, the United States),
// its rates by industry; otherwise the bilateral rates by twelve sectors,
// winsorised, with the industries inside a sector in the relation that the
// seven-region table has for that importer's rates on the rest of the world.
// Regions that the bilateral table does not show take the rest of the
// world's row or column. Services bear none.
func fitTariffs(w *world, us *usImports) []float64 {
	R := len(w.regions)
	out := make([]float64, len(oecd)*R*R)
	shape := map[string]map[string]float64{}
	for _, from := range []string{"BRA", "CHN", "EU", "IND", "JPN", "USA"} {
		shape[from] = w.shape(from)
	}
	for s, o := range oecd {
		if !o.goods {
			continue
		}
		for n, importer := range w.regions {
			for i, exporter := range w.regions {
				if i == n {
					continue
				}
				out[(s*R+n)*R+i] = w.tariff(us, o.code, importer, exporter, i, shape)
			}
		}
	}
	return out
}

func (w *world) tariff(us *usImports, s, importer, exporter string, i int, shape map[string]map[string]float64) float64 {
	if importer == "USA" {
		if v := us.value[s][i]; v > 0 {
			return us.duty[s][i] / v
		}
		return 0
	}
	if freePorts[importer] || w.free(importer, exporter, s) {
		return 0
	}
	ti, te := icioRegion(importer, w.eu), icioRegion(exporter, w.eu)
	if ti != "ROW" && te != "ROW" {
		if ti == te {
			return 0
		}
		return w.in.icioTax[[3]string{s, te, ti}]
	}
	gi, ge := importer, exporter
	if !w.in.gtdHas[gi] {
		gi = row
	}
	if !w.in.gtdHas[ge] {
		ge = row
	}
	t := w.in.gtd[[3]string{gi, ge, s}]
	if gi == row && ge == row {
		t = w.restRate(s)
	}
	if sh, ok := shape[ti]; ok {
		t *= sh[s]
	}
	return t
}

// shape is the rate of each industry over the mean of its sector, for an
// importer's tariffs on the rest of the world, between 0.2 and 5.
func (w *world) shape(importer string) map[string]float64 {
	out := map[string]float64{}
	for _, sector := range sortedKeys(eora) {
		var mean float64
		for _, s := range eora[sector] {
			mean += w.in.icioTax[[3]string{s, row, importer}] / float64(len(eora[sector]))
		}
		for _, s := range eora[sector] {
			out[s] = 1
			if mean > 0 {
				out[s] = math.Max(0.2, math.Min(5, w.in.icioTax[[3]string{s, row, importer}]/mean))
			}
		}
	}
	return out
}

// restRate is the rate that the rest of the world charges itself, which the
// bilateral table does not hold: the plain mean of its rates on the others.
func (w *world) restRate(s string) float64 {
	var sum, count float64
	for _, e := range sortedKeys(w.in.gtdHas) {
		if e != row {
			sum += w.in.gtd[[3]string{row, e, s}]
			count++
		}
	}
	if count == 0 {
		return 0
	}
	return sum / count
}

// freePorts charge no customs duty on goods but on a few excisable ones
// (WTO, ITC and UNCTAD, World Tariff Profiles: simple average applied 0.0 %).
var freePorts = map[string]bool{"HKG": true, "SGP": true}

// efta are the regions in free trade of industrial goods with the EU and
// with each other (EFTA Convention 1960; agreements of 22 July 1972 between
// the Community and Switzerland, and of 14 May 1973 with Norway).
var efta = map[string]bool{"CHE": true, "NOR": true}

// free says whether industrial goods move free of duty by an agreement that
// the bilateral table cannot show, because it has no row for the region.
func (w *world) free(importer, exporter, s string) bool {
	if s[0] != 'C' || s == "C10T12" {
		return false
	}
	european := func(c string) bool { return w.eu[c] || c == "GBR" || efta[c] }
	return european(importer) && european(exporter) && (efta[importer] || efta[exporter])
}
