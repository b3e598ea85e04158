package tariff

import "sync"

// columnRates are the rates before additional duties of every code of the
// import weights, in one edition of the schedule, as fractions of the value.
type columnRates struct {
	one, two           []float64
	oneExact, twoExact []bool // the rate needs nothing but the value
}

// baseRates resolves the codes of the embedded weights in both editions.
var baseRates = sync.OnceValues(func() ([numEditions]columnRates, error) {
	var out [numEditions]columnRates
	w, err := Imports2024()
	if err != nil {
		return out, err
	}
	n, err := HTS()
	if err != nil {
		return out, err
	}
	ave := w.equivalents()
	for e := range out {
		out[e] = n.resolve(w, Edition(e), ave)
	}
	return out, nil
})

// resolve finds the rates of each code of w in an edition, or in the other
// one where it has dropped the code.
func (n *Nomenclature) resolve(w *Weights, e Edition, ave map[string]float64) columnRates {
	size := len(w.Codes)
	r := columnRates{make([]float64, size), make([]float64, size), make([]bool, size), make([]bool, size)}
	for c, code := range w.Codes {
		i, in := n.lineFor(code, e)
		if i < 0 {
			r.one[c], r.two[c] = ave[code[:8]], ave[code[:8]]
			continue
		}
		l := n.line[n.rows[in][i]]
		one, two := n.general[l.general], n.column2[l.column2]
		r.one[c], r.oneExact[c] = one.Equivalent(0, 0)
		if !r.oneExact[c] {
			r.one[c] = ave[code[:8]]
		}
		r.two[c], r.twoExact[c] = two.Equivalent(0, 0)
		if !r.twoExact[c] {
			r.two[c] = r.one[c]
		}
	}
	return r
}

// lineFor finds the line of a code of ten digits, or that of its 8 digits,
// in the edition or else in the other.
func (n *Nomenclature) lineFor(code string, e Edition) (i int, in Edition) {
	for _, in := range []Edition{e, other(e)} {
		if i := n.find(code); i >= 0 && n.rows[in][i] >= 0 {
			return i, in
		}
		if i := n.first(code[:8], in); i >= 0 {
			return i, in
		}
	}
	return -1, e
}

// noColumn1 are partners whose duties of 2024 say nothing about column 1:
// section 301 was charged on China and Hong Kong, column 2 on Russia.
var noColumn1 = map[string]bool{"CHN": true, "HKG": true, "RUS": true}

// equivalents gives, by 8 digits, the duty over the value of the year, over
// the partners that paid any duty on the line; preferences pay none.
func (w *Weights) equivalents() map[string]float64 {
	type sum struct{ duty, value int64 }
	sums := map[string]sum{}
	for c, code := range w.Codes {
		s := sums[code[:8]]
		for p := w.Start[c]; p < w.Start[c+1]; p++ {
			if w.Duty[p] > 0 && !noColumn1[w.Partners[w.Partner[p]].ISO] {
				s.duty += w.Duty[p]
				s.value += w.Value[p]
			}
		}
		sums[code[:8]] = s
	}
	out := make(map[string]float64, len(sums))
	for hts8, s := range sums {
		if s.value > 0 {
			out[hts8] = float64(s.duty) / float64(s.value)
		}
	}
	return out
}
