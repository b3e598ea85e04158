package build

import (
	"fmt"
	"io/fs"
	"sort"
	"strconv"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/tariff"
)

// The ingredient files of the weights.
const (
	importsFile = "us_imports_2024.csv.gz"
	sectorsFile = "hs6_to_icio_weights.csv"
	smallFile   = "us_imports_2024_by_country_gtap_yale.csv"
)

// countedTwice are Census partners that another partner contains: Slovakia
// stands once more inside the European Union.
var countedTwice = map[string]bool{"4359": true}

// Imports makes the embedded table of import weights and shares.
func Imports(dir fs.FS) ([]byte, error) {
	w := &tariff.Weights{Year: 2024}
	if err := readPairs(dir, w); err != nil {
		return nil, err
	}
	if err := readSectors(dir, w); err != nil {
		return nil, err
	}
	members, err := readSmall(dir, w)
	if err != nil {
		return nil, err
	}
	if err := readShares(dir, w, members); err != nil {
		return nil, err
	}
	return w.Encode()
}

// readPairs reads imports and duty by code and partner.
func readPairs(dir fs.FS, w *tariff.Weights) error {
	type pair struct {
		code, census string
		value, duty  int64
	}
	var pairs []pair
	partners := map[string]tariff.ImportPartner{}
	err := eachRow(dir, importsFile, []string{"hts10", "census_cty", "iso3", "country_name", "con_val_usd", "cal_dut_usd"}, func(r []string) error {
		if countedTwice[r[1]] {
			return nil
		}
		value, err := strconv.ParseInt(r[4], 10, 64)
		if err != nil {
			return fmt.Errorf("value %q: %w", r[4], err)
		}
		duty, err := strconv.ParseInt(r[5], 10, 64)
		if err != nil {
			return fmt.Errorf("duty %q: %w", r[5], err)
		}
		iso := r[2]
		if iso == "EUU" {
			iso = "EU"
		}
		partners[r[1]] = tariff.ImportPartner{Census: r[1], ISO: iso, Name: country.Name(iso)}
		pairs = append(pairs, pair{r[0], r[1], value, duty})
		return nil
	})
	if err != nil {
		return err
	}
	index := map[string]int{}
	for census := range partners {
		w.Partners = append(w.Partners, partners[census])
	}
	sort.Slice(w.Partners, func(i, j int) bool { return w.Partners[i].ISO < w.Partners[j].ISO })
	for i, p := range w.Partners {
		index[p.Census] = i
	}
	sort.Slice(pairs, func(i, j int) bool {
		if pairs[i].code != pairs[j].code {
			return pairs[i].code < pairs[j].code
		}
		return index[pairs[i].census] < index[pairs[j].census]
	})
	for i, p := range pairs {
		if i == 0 || p.code != pairs[i-1].code {
			w.Codes = append(w.Codes, p.code)
			w.Start = append(w.Start, int32(i))
		}
		w.Partner = append(w.Partner, uint8(index[p.census]))
		w.Value = append(w.Value, p.value)
		w.Duty = append(w.Duty, p.duty)
	}
	w.Start = append(w.Start, int32(len(pairs)))
	return nil
}

// readSectors splits every code between ICIO sectors. A subheading that the
// map lacks (scrap and waste, which no industry makes) goes to the sector
// that most subheadings of its heading, or else of its chapter, belong to.
// Chapters 98 and 99 stand apart as "98" and "99": what they hold is not
// known.
func readSectors(dir fs.FS, w *tariff.Weights) error {
	split := map[string]map[string]float64{}
	by := map[string]map[string]float64{} // heading or chapter -> sector -> subheadings
	err := eachRow(dir, sectorsFile, []string{"hs6", "icio_sector", "weight"}, func(r []string) error {
		v, err := strconv.ParseFloat(r[2], 64)
		if err != nil || v < 0 {
			return fmt.Errorf("weight %q is not a share", r[2])
		}
		if v == 0 {
			return nil
		}
		for key, m := range map[string]map[string]map[string]float64{r[0]: split, r[0][:4]: by, r[0][:2]: by} {
			if m[key] == nil {
				m[key] = map[string]float64{}
			}
			m[key][r[1]] += v
		}
		return nil
	})
	if err != nil {
		return err
	}
	for key := range by {
		by[key] = map[string]float64{most(by[key]): 1}
	}
	by["98"], by["99"] = map[string]float64{"98": 1}, map[string]float64{"99": 1}

	var lists []map[string]float64
	used := map[string]int{}
	for _, code := range w.Codes {
		shares := split[code[:6]]
		for _, key := range []string{code[:4], code[:2]} {
			if shares == nil {
				shares = by[key]
			}
		}
		if shares == nil {
			return fault.Bad(sectorsFile, "add a row for a subheading of chapter "+code[:2], "no sector for %s", code)
		}
		lists = append(lists, shares)
		for s := range shares {
			used[s] = 0
		}
	}
	w.Sectors = sortedKeys(used)
	for i, s := range w.Sectors {
		used[s] = i
	}
	w.SectorStart = []int32{0}
	for _, shares := range lists {
		total := 0.0
		for _, s := range sortedKeys(shares) {
			total += shares[s]
		}
		for _, s := range sortedKeys(shares) {
			w.SectorOf = append(w.SectorOf, uint8(used[s]))
			w.SectorShare = append(w.SectorShare, shares[s]/total)
		}
		w.SectorStart = append(w.SectorStart, int32(len(w.SectorOf)))
	}
	return nil
}

// most is the key of the largest value; the first in order among equals.
func most(m map[string]float64) string {
	best := ""
	for _, k := range sortedKeys(m) {
		if best == "" || m[k] > m[best] {
			best = k
		}
	}
	return best
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
