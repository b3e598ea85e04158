package build

import (
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"parley/economy/table"
	"parley/internal/country"
	"parley/internal/fault"
)

// row = the code of the region that stands for all others.
const row = "ROW"

// margin is one industry of one economy in the ADB table, million USD.
type margin struct{ output, use, exports float64 }

// ingredients are the raw tables, read and checked, still in their own
// regions and sectors.
type ingredients struct {
	label string
	fs    fs.FS

	adb      map[string]map[string]margin     // economy, c1..c35
	va2020   map[string]float64               // economy: value added 2020, million USD
	wiod     map[[3]string]float64            // industry, origin, destination: sales, million USD 2011
	wiodHas  map[string]bool                  // countries of WIOD, without ROW
	baci     map[[2]string]float64            // exporter, importer: goods 2023
	baciHas  map[string]bool                  // countries of BACI
	icio     map[[3]string]float64            // industry, exporter, importer: 2017
	icioTax  map[[3]string]float64            // the same: tariff, fraction
	coef     map[string]map[[2]string]float64 // economy, (using, input): share of output 2020
	va       map[string]map[string]float64    // economy, industry: share of output
	final    map[string]map[string]float64
	balance  map[string]float64               // economy: deficit 2020, million USD
	census   map[string]map[string][2]float64 // partner (EUU for the EU), industry: imports and duty, USD
	partner  map[string]string                // Census code of a partner: its ISO code
	yale     map[string]map[string]float64    // partner, industry: US imports, USD
	gtd      map[[3]string]float64            // importer, exporter, industry: fraction
	gtdHas   map[string]bool
	thetas   map[string][]float64 // industry: Caliendo-Parro, Lashkaripour-Lugovskyy, ProTEE median; 0 = none
	countOut float64              // US imports that belong to no goods industry, USD
}

// readIngredients reads every table of the ingredient folder.
func readIngredients(fsys fs.FS, label string) (*ingredients, error) {
	in := &ingredients{fs: fsys, label: label}
	for _, step := range []func() error{in.readADB, in.readWIOD, in.readBACI, in.readICIO, in.readTechnology, in.readCensus, in.readYale, in.readGTD, in.readThetas} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// each opens a table that must be there, finds its columns and runs f on
// its rows.
func (in *ingredients) each(name string, cols []table.Column, f func(t *table.Reader) error) error {
	t, err := table.Open(in.fs, in.label, name)
	if err != nil {
		return err
	}
	if t == nil {
		return fault.Missing(in.label, "give the folder of ingredients; docs/world-2022.md lists its tables", "has no %s (nor %s.gz)", name, name)
	}
	defer t.Close()
	if err := t.Want(cols...); err != nil {
		return err
	}
	return t.Each(func() error { return f(t) })
}

func cols(names ...string) []table.Column {
	out := make([]table.Column, len(names))
	for i, n := range names {
		out[i] = table.Col(n)
	}
	return out
}

// numbers reads wanted columns from..from+len(to).
func numbers(t *table.Reader, from int, to ...*float64) error {
	for i, p := range to {
		v, err := t.Number(from + i)
		if err != nil {
			return err
		}
		*p = v
	}
	return nil
}

func (in *ingredients) readADB() error {
	in.adb, in.va2020 = map[string]map[string]margin{}, map[string]float64{}
	return in.each("adb_mrio_summary/adb_mrio72_summary_2017_2022.csv",
		cols("year", "country", "sector", "output", "intermediate_use", "exports"), func(t *table.Reader) error {
			year, c := t.Text(0), t.Text(1)
			if year != "2022" && year != "2020" {
				return nil
			}
			var m margin
			if err := numbers(t, 3, &m.output, &m.use, &m.exports); err != nil {
				return err
			}
			if year == "2020" {
				in.va2020[c] += m.output - m.use
				return nil
			}
			if in.adb[c] == nil {
				in.adb[c] = map[string]margin{}
			}
			in.adb[c][t.Text(2)] = m
			return nil
		})
}

func (in *ingredients) readWIOD() error {
	in.wiod, in.wiodHas = map[[3]string]float64{}, map[string]bool{}
	add := func(t *table.Reader) error {
		var v float64
		if err := numbers(t, 3, &v); err != nil {
			return err
		}
		if v > 0 { // stock changes may be negative; they are no trade pattern
			in.wiod[[3]string{t.Text(1), t.Text(0), t.Text(2)}] += v
		}
		if c := t.Text(0); c != row {
			in.wiodHas[c] = true
		}
		return nil
	}
	c := cols("origin", "origin_sector", "dest", "value_musd")
	if err := in.each("wiod2011_41x35/intermediate.csv", c, add); err != nil {
		return err
	}
	return in.each("wiod2011_41x35/final.csv", c, add)
}

// readBACI reads the matrix of goods trade: exporters are rows, importers
// columns, both in the order of the labels.
func (in *ingredients) readBACI() error {
	in.baci, in.baciHas = map[[2]string]float64{}, map[string]bool{}
	var codes []string
	if err := in.each("world194/country_labels.csv", cols("iso3"), func(t *table.Reader) error {
		codes = append(codes, t.Text(0))
		in.baciHas[t.Text(0)] = true
		return nil
	}); err != nil {
		return err
	}
	want := make([]table.Column, len(codes))
	for i := range codes {
		want[i] = table.Col("export_ij" + strconv.Itoa(i+1))
	}
	at := 0
	err := in.each("world194/trade_cepii.csv", want, func(t *table.Reader) error {
		if at >= len(codes) {
			return fault.Bad(t.Line(), "give one row for each of the labels", "more rows than the %d labels", len(codes))
		}
		for j := range codes {
			if t.Text(j) == "" || j == at {
				continue
			}
			v, err := t.Amount(j)
			if err != nil {
				return err
			}
			in.baci[[2]string{codes[at], codes[j]}] = v / 1000 // thousand USD
		}
		at++
		return nil
	})
	if err == nil && at != len(codes) {
		err = fault.Bad("world194/trade_cepii.csv", "give one row for each of the labels", "%d rows for %d labels", at, len(codes))
	}
	return err
}

func (in *ingredients) readICIO() error {
	in.icio, in.icioTax = map[[3]string]float64{}, map[[3]string]float64{}
	into := func(m map[[3]string]float64) func(t *table.Reader) error {
		return func(t *table.Reader) error {
			v, err := t.Amount(3)
			m[[3]string{t.Text(2), t.Text(0), t.Text(1)}] = v
			return err
		}
	}
	if err := in.each("icio2017_7x44/flows.csv", cols("exporter", "importer", "sector", "value_musd"), into(in.icio)); err != nil {
		return err
	}
	return in.each("icio2017_7x44/tariffs_2017.csv", cols("exporter", "importer", "sector", "ahs_simple"), into(in.icioTax))
}

// readTechnology reads input coefficients, value-added and final shares
// 2020, and joins households as employers (T) to other services (S). The
// join weights the columns of the two by the final share of each, which is
// where households' domestic staff is sold.
func (in *ingredients) readTechnology() error {
	in.coef, in.va, in.final, in.balance = map[string]map[[2]string]float64{}, map[string]map[string]float64{}, map[string]map[string]float64{}, map[string]float64{}
	pairs := func(into map[string]map[string]float64) func(t *table.Reader) error {
		return func(t *table.Reader) error {
			v, err := t.Amount(2)
			if into[t.Text(0)] == nil {
				into[t.Text(0)] = map[string]float64{}
			}
			into[t.Text(0)][t.Text(1)] = v
			return err
		}
	}
	const dir = "icio2020_77x45_tech/"
	if err := in.each(dir+"va_shares.csv", cols("country", "sector", "va_share_of_output"), pairs(in.va)); err != nil {
		return err
	}
	if err := in.each(dir+"final_shares.csv", cols("country", "sector", "final_share"), pairs(in.final)); err != nil {
		return err
	}
	if err := in.each(dir+"io_coefficients.csv", cols("country", "input_sector", "using_sector", "coef_of_output"), func(t *table.Reader) error {
		v, err := t.Amount(3)
		if in.coef[t.Text(0)] == nil {
			in.coef[t.Text(0)] = map[[2]string]float64{}
		}
		in.coef[t.Text(0)][[2]string{t.Text(2), t.Text(1)}] = v
		return err
	}); err != nil {
		return err
	}
	for _, c := range sortedKeys(in.final) {
		if in.coef[c] == nil || in.va[c] == nil {
			return fault.Bad(in.label+"/"+dir+"final_shares.csv", "give the same economies in va_shares, io_coefficients and final_shares", "%s has final shares but no technology", c)
		}
		in.joinT(c)
	}
	return in.each(dir+"countries_deficit.csv", cols("country", "trade_deficit_musd_2020"), func(t *table.Reader) error {
		v, err := t.Number(1)
		in.balance[t.Text(0)] = v
		return err
	})
}

func (in *ingredients) joinT(c string) {
	f, a, v := in.final[c], in.coef[c], in.va[c]
	w := 0.0
	if f["S"]+f["T"] > 0 {
		w = f["T"] / (f["S"] + f["T"])
	}
	for _, s := range oecd {
		use := [2]string{"S", s.code}
		a[use] = (1-w)*a[use] + w*a[[2]string{"T", s.code}]
	}
	tt := (1-w)*a[[2]string{"S", "T"}] + w*a[[2]string{"T", "T"}]
	a[[2]string{"S", "S"}] += tt
	for _, s := range oecd {
		if s.code != "S" {
			a[[2]string{s.code, "S"}] += a[[2]string{s.code, "T"}]
		}
	}
	v["S"] = (1-w)*v["S"] + w*v["T"]
	f["S"] += f["T"]
}

// readCensus reads US imports and duties 2024. Slovakia is inside the
// European Union there and would count twice.
func (in *ingredients) readCensus() error {
	const slovakia = "4359"
	in.partner = map[string]string{}
	if err := in.each("us/us_imports_2024_countries.csv", cols("census_cty", "iso3"), func(t *table.Reader) error {
		in.partner[t.Text(0)] = t.Text(1)
		return nil
	}); err != nil {
		return err
	}
	goods := map[string]bool{}
	for _, s := range oecd {
		goods[s.code] = s.goods
	}
	in.census = map[string]map[string][2]float64{}
	return in.each("us/us_imports_2024_by_partner_icio_sector.csv", cols("census_code", "sector", "imports_usd", "calculated_duty_usd"), func(t *table.Reader) error {
		if t.Text(0) == slovakia {
			return nil
		}
		var v [2]float64
		if err := numbers(t, 2, &v[0], &v[1]); err != nil {
			return err
		}
		p, ok := in.partner[t.Text(0)]
		if !ok {
			return fault.Bad(t.Line(), "add it to us_imports_2024_countries.csv", "unknown Census partner %q", t.Text(0))
		}
		if !goods[t.Text(1)] {
			in.countOut += v[0]
			return nil
		}
		if in.census[p] == nil {
			in.census[p] = map[string][2]float64{}
		}
		in.census[p][t.Text(1)] = v
		return nil
	})
}

// readYale reads US imports 2024 of every partner by GTAP commodity.
func (in *ingredients) readYale() error {
	const name = "us/us_imports_2024_by_country_gtap_yale.csv"
	t, err := table.Open(in.fs, in.label, name)
	if err != nil {
		return err
	}
	if t == nil {
		return fault.Missing(in.label, "give the folder of ingredients", "has no %s", name)
	}
	defer t.Close()
	want := cols("country_name", "cty_code")
	var sector []string
	for _, h := range t.Header {
		code, _, _ := strings.Cut(h, "_(")
		if s, ok := gtap[code]; ok {
			want = append(want, table.Col(h))
			sector = append(sector, s)
		}
	}
	if len(sector) != len(gtap) {
		return fault.Bad(t.File+":1", "give a column for every GTAP goods commodity", "%d of %d commodities", len(sector), len(gtap))
	}
	if err := t.Want(want...); err != nil {
		return err
	}
	in.yale = map[string]map[string]float64{}
	return t.Each(func() error {
		c, listed := in.partner[t.Text(1)]
		if !listed {
			c = partnerCode(t.Text(0))
		}
		if in.yale[c] == nil {
			in.yale[c] = map[string]float64{}
		}
		for i, s := range sector {
			v, err := t.Number(i + 2)
			if err != nil {
				return err
			}
			in.yale[c][s] += v
		}
		return nil
	})
}

// partnerCode turns the Census's name of a country into a code; a place that
// has none of its own counts with the rest of the world.
func partnerCode(name string) string {
	short, _, _ := strings.Cut(name, " (")
	short, _, _ = strings.Cut(short, ", except")
	for _, try := range []string{name, short} {
		if c, err := country.Parse(try); err == nil {
			return c
		}
	}
	return row
}

func (in *ingredients) readGTD() error {
	in.gtd, in.gtdHas = map[[3]string]float64{}, map[string]bool{}
	return in.each("tariffs/gtd2017_37x12.csv", cols("importer", "exporter", "sector", "tariff95"), func(t *table.Reader) error {
		v, err := t.Amount(3)
		in.gtdHas[t.Text(0)] = true
		for _, s := range eora[t.Text(2)] {
			in.gtd[[3]string{t.Text(0), t.Text(1), s}] = v / 100
		}
		return err
	})
}

func (in *ingredients) readThetas() error {
	in.thetas = map[string][]float64{}
	return in.each("elasticities/sector_elasticities_icio.csv", cols("sector", "cp2015_t_file", "ll2023", "abs_median"), func(t *table.Reader) error {
		v := make([]float64, 3)
		for i := range v {
			if t.Text(i+1) == "" {
				continue
			}
			var err error
			if v[i], err = t.Amount(i + 1); err != nil {
				return err
			}
		}
		in.thetas[t.Text(0)] = v
		return nil
	})
}

// regions lists the economies that have 2022 margins and a technology of
// their own or borrowed, by code, then the rest of the world.
func (in *ingredients) regions() []string {
	var out []string
	for c := range in.adb {
		_, own := in.va[c]
		if c != row && (own || borrowed[c] != "") {
			out = append(out, c)
		}
	}
	sort.Strings(out)
	return append(out, row)
}
