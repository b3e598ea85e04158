package build

import (
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"parley/tariff"
)

// readShares fills the columns of shares. members are the imports from each
// member of the European Union by Census code, which weight their preference
// shares into one.
func readShares(dir fs.FS, w *tariff.Weights, members map[string]float64) error {
	if err := readPreference(dir, w, members); err != nil {
		return err
	}
	for v, name := range [tariff.NumUSMCAVintages]string{
		"shares/usmca_product_shares_2024.csv", "shares/usmca_product_shares_2025.csv", "shares/usmca_product_shares_2025_12.csv",
	} {
		for party, census := range [2]string{"1220", "2010"} {
			column, err := readUSMCA(dir, w, name, census)
			if err != nil {
				return err
			}
			w.Use.USMCA[v][party] = column
		}
	}
	err := readMetal(dir, w)
	if err != nil {
		return err
	}
	if w.Use.AIGate, err = exactColumn(dir, w, "shares/semi_qualifying_shares.csv", "hts10", "qualifying_share"); err != nil {
		return err
	}
	if w.Use.Exclusion301, err = exactColumn(dir, w, "shares/s301_exclusion_claim_shares.csv", "hts10", "claim_share"); err != nil {
		return err
	}
	return readVehicleParts(dir, w)
}

// readPreference reads the share of the column-1 duty that preferences take
// off, by chapter and partner.
func readPreference(dir fs.FS, w *tariff.Weights, members map[string]float64) error {
	index := map[string]int{}
	for i, p := range w.Partners {
		index[p.Census] = i
	}
	eu := w.PartnerIndex("EU")
	total := 0.0
	for _, code := range sortedKeys(members) {
		total += members[code]
	}
	w.Use.Preference = make([][]float32, 99)
	for i := range w.Use.Preference {
		w.Use.Preference[i] = make([]float32, len(w.Partners))
	}
	return eachRow(dir, "shares/mfn_exemption_shares.csv", []string{"hs2", "cty_code", "exemption_share"}, func(r []string) error {
		chapter, err := strconv.Atoi(r[0])
		if err != nil || chapter < 1 || chapter > 99 {
			return fmt.Errorf("%q is not a chapter", r[0])
		}
		v, err := share(r[2])
		if err != nil {
			return err
		}
		if i, ok := index[r[1]]; ok {
			w.Use.Preference[chapter-1][i] = float32(v)
		} else if m, ok := members[r[1]]; ok && eu >= 0 && total > 0 {
			w.Use.Preference[chapter-1][eu] += float32(v * m / total)
		}
		return nil
	})
}

// share reads a share; noise beyond the ends is cut off.
func share(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || v < -0.5 || v > 1.5 {
		return 0, fmt.Errorf("%q is not a share", s)
	}
	return min(max(v, 0), 1), nil
}

// means gathers shares by 10-digit code, and by its 8 and 6 digits.
type means map[string]struct {
	sum float64
	n   int
}

func (m means) add(code string, v float64) error {
	if len(code) != 10 {
		return fmt.Errorf("%q is not a 10-digit code", code)
	}
	for _, key := range []string{code, code[:8], code[:6]} {
		e := m[key]
		e.sum, e.n = e.sum+v, e.n+1
		m[key] = e
	}
	return nil
}

// column gives a share for each code of w. A code that m lacks, because its
// suffix has changed, takes the mean of its 8 digits, or else of its 6, or
// else zero.
func (m means) column(w *tariff.Weights) []float32 {
	out := make([]float32, len(w.Codes))
	for c, code := range w.Codes {
		for _, key := range []string{code, code[:8], code[:6]} {
			if e := m[key]; e.n > 0 {
				out[c] = float32(e.sum / float64(e.n))
				break
			}
		}
	}
	return out
}

// readUSMCA reads the claim shares of one vintage for one party.
func readUSMCA(dir fs.FS, w *tariff.Weights, name, census string) ([]float32, error) {
	m := means{}
	err := eachRow(dir, name, []string{"hts10", "cty_code", "usmca_share"}, func(r []string) error {
		if r[1] != census {
			return nil
		}
		v, err := share(r[2])
		if err != nil {
			return err
		}
		return m.add(r[0], v)
	})
	return m.column(w), err
}

// readMetal reads the metal content. The ingredient counts the metal in all
// inputs of an industry, so that its shares pass one in the metal industries
// themselves, where it caps their sum: they are scaled to that sum.
func readMetal(dir fs.FS, w *tariff.Weights) error {
	columns := []string{"hs10", "metal_share", "steel_share", "aluminum_share", "copper_share", "other_metal_share"}
	metals := [3]means{{}, {}, {}}
	err := eachRow(dir, "shares/metal_content_shares_bea_hs10.csv", columns, func(r []string) error {
		var v [5]float64
		for i := range v {
			var err error
			if v[i], err = strconv.ParseFloat(r[i+1], 64); err != nil || !(v[i] >= 0 && v[i] < 10) {
				return fmt.Errorf("%s %q is not a share", columns[i+1], r[i+1])
			}
		}
		scale := 1.0
		if sum := v[1] + v[2] + v[3] + v[4]; sum > v[0] {
			scale = min(v[0], 1) / sum
		}
		for i := range metals {
			if err := metals[i].add(r[0], v[1+i]*scale); err != nil {
				return err
			}
		}
		return nil
	})
	w.Use.Steel, w.Use.Aluminium, w.Use.Copper = metals[0].column(w), metals[1].column(w), metals[2].column(w)
	return err
}

// exactColumn reads one share by 10-digit code; a code that the file lacks
// has zero.
func exactColumn(dir fs.FS, w *tariff.Weights, name, codeColumn, valueColumn string) ([]float32, error) {
	values := map[string]float64{}
	err := eachRow(dir, name, []string{codeColumn, valueColumn}, func(r []string) error {
		v, err := share(r[1])
		if err != nil {
			return err
		}
		values[r[0]] = v
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(w.Codes))
	for c, code := range w.Codes {
		out[c] = float32(values[code])
	}
	return out, nil
}

// readVehicleParts reads shares by prefix of the code; the longest prefix
// counts, and a code without one is a vehicle part wherever the list has it.
func readVehicleParts(dir fs.FS, w *tariff.Weights) error {
	type rule struct {
		prefix string
		v      float64
	}
	var rules []rule
	err := eachRow(dir, "shares/s232_auto_parts_applicability.csv", []string{"hts_prefix", "applicability_share"}, func(r []string) error {
		v, err := share(r[1])
		if err != nil {
			return err
		}
		rules = append(rules, rule{r[0], v})
		return nil
	})
	if err != nil {
		return err
	}
	w.Use.VehiclePart = make([]float32, len(w.Codes))
	for c, code := range w.Codes {
		best := rule{"", 1}
		for _, r := range rules {
			if strings.HasPrefix(code, r.prefix) && len(r.prefix) > len(best.prefix) {
				best = r
			}
		}
		w.Use.VehiclePart[c] = float32(best.v)
	}
	return nil
}
