package build

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"parley/internal/fault"
	"parley/tariff"
)

// gtapSector gives the ICIO sector of each GTAP goods sector; both follow
// ISIC Rev. 4 (GTAP 11 sector list).
var gtapSector = map[string]string{
	"pdr": "A01_02", "wht": "A01_02", "gro": "A01_02", "v_f": "A01_02", "osd": "A01_02", "c_b": "A01_02",
	"pfb": "A01_02", "ocr": "A01_02", "ctl": "A01_02", "oap": "A01_02", "wol": "A01_02", "frs": "A01_02",
	"fsh": "A03", "coa": "B05_06", "oil": "B05_06", "gas": "B05_06", "oxt": "B07_08",
	"cmt": "C10T12", "omt": "C10T12", "vol": "C10T12", "mil": "C10T12", "pcr": "C10T12", "sgr": "C10T12",
	"ofd": "C10T12", "b_t": "C10T12", "tex": "C13T15", "wap": "C13T15", "lea": "C13T15", "lum": "C16",
	"ppp": "C17_18", "p_c": "C19", "chm": "C20", "bph": "C21", "rpp": "C22", "nmm": "C23", "i_s": "C24",
	"nfm": "C24", "fmp": "C25", "ele": "C26", "eeq": "C27", "ome": "C28", "mvh": "C29", "otn": "C30",
	"omf": "C31T33", "ely": "D",
}

// censusEU are the Census codes of the members of the European Union.
var censusEU = map[string]string{
	"4330": "AUT", "4231": "BEL", "4870": "BGR", "4910": "CYP", "4351": "CZE", "4280": "DEU", "4099": "DNK",
	"4700": "ESP", "4470": "EST", "4050": "FIN", "4279": "FRA", "4840": "GRC", "4791": "HRV", "4370": "HUN",
	"4190": "IRL", "4759": "ITA", "4510": "LTU", "4239": "LUX", "4490": "LVA", "4730": "MLT", "4210": "NLD",
	"4550": "POL", "4710": "PRT", "4850": "ROU", "4359": "SVK", "4792": "SVN", "4010": "SWE",
}

// censusSmall are partners without rows by code that are regions of the
// embedded world economy.
var censusSmall = map[string]string{"5610": "BRN", "4634": "KAZ", "5530": "LAO"}

// readSmall reads imports by country and GTAP sector, for what the rows by
// code do not have: the members of the European Union, and small partners.
// It gives the total of each EU member by Census code.
func readSmall(dir fs.FS, w *tariff.Weights) (members map[string]float64, err error) {
	columns, sectors, err := smallColumns(dir, w)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, p := range w.Partners {
		known[p.Census] = true
	}
	values := map[string][]int64{}
	members = map[string]float64{}
	err = eachRow(dir, smallFile, columns, func(r []string) error {
		iso, isMember := censusEU[r[0]]
		if !isMember {
			if known[r[0]] {
				return nil
			}
			if iso = censusSmall[r[0]]; iso == "" {
				iso = "ROW"
			}
		}
		if values[iso] == nil {
			values[iso] = make([]int64, len(w.Sectors))
		}
		for i, s := range sectors {
			v, err := strconv.ParseFloat(r[i+1], 64)
			if err != nil || v < 0 {
				return fmt.Errorf("%s of %s: %q is not a value", columns[i+1], r[0], r[i+1])
			}
			values[iso][s] += int64(math.Round(v))
			if isMember {
				members[r[0]] += v
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, iso := range sortedKeys(values) {
		if row := (tariff.RegionImports{ISO: iso, Value: values[iso]}); iso == "ROW" || isSmall(iso) {
			w.Small = append(w.Small, row)
		} else {
			w.Members = append(w.Members, row)
		}
	}
	return members, nil
}

func isSmall(iso string) bool {
	for _, s := range censusSmall {
		if s == iso {
			return true
		}
	}
	return false
}

// smallColumns finds the columns of the GTAP sectors, which are headed "pdr
// (Paddy Rice)", and their sectors in w; the first column is the Census code.
func smallColumns(dir fs.FS, w *tariff.Weights) (columns []string, sectors []int, err error) {
	f, err := dir.Open(smallFile)
	if err != nil {
		return nil, nil, fault.Missing(smallFile, "point --from at the folder that holds it", "cannot be opened: %v", err)
	}
	defer f.Close()
	head, err := csv.NewReader(f).Read()
	if err != nil {
		return nil, nil, fault.Bad(smallFile+":1", "the first row must name the columns", "%v", err)
	}
	columns = []string{"cty_code"}
	for _, h := range head {
		code, _, ok := strings.Cut(h, " (")
		sector, goods := gtapSector[code]
		if !ok || !goods {
			continue
		}
		at := w.SectorIndex(sector)
		if at < 0 {
			continue
		}
		columns = append(columns, h)
		sectors = append(sectors, at)
	}
	if len(columns) == 1 {
		return nil, nil, fault.Bad(smallFile+":1", "the columns must be headed by GTAP sectors, as \"pdr (Paddy Rice)\"", "no sector column is found")
	}
	return columns, sectors, nil
}
