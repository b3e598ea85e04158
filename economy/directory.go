package economy

import (
	"fmt"
	"io/fs"
	"math"
	"strings"

	"parley/economy/table"
	"parley/internal/country"
	"parley/internal/fault"
)

// Names that the columns of a plain economy directory may have; the first
// is the one we write. docs/economy.md describes the files.
var (
	colRegion   = []string{"region", "code", "country", "iso3", "index", "id"}
	colSector   = []string{"sector", "code", "industry", "index", "id"}
	colAlias    = []string{"index", "id"}
	colName     = []string{"name", "label", "title", "description"}
	colExporter = []string{"exporter", "origin", "from", "source", "seller"}
	colImporter = []string{"importer", "destination", "dest", "to", "buyer"}
	colValue    = []string{"value", "value_musd", "flow", "trade", "trade_fob", "flow_musd", "musd"}
	colTariff   = []string{"tariff", "rate", "tau", "ahs_simple", "ahs", "applied_tariff", "tariff_rate", "ad_valorem", "value"}
	colTariffPc = []string{"tariff_pct", "rate_pct", "tariff_percent", "percent"}
	colUsing    = []string{"using_sector", "using", "user", "use_sector", "output_sector", "to_sector", "sector"}
	colInput    = []string{"input_sector", "input", "supplying_sector", "source_sector", "from_sector"}
	colTheta    = []string{"theta", "elasticity", "value", "trade_elasticity", "epsilon"}
	colOfOutput = []string{"coef_of_output", "share_of_output", "coef", "coefficient", "gamma"}
	colOfInputs = []string{"share_of_intermediates", "intermediate_share"}
	colShare    = []string{"share", "va_share", "va_share_of_output", "value_added_share", "final_share", "final_expenditure_share", "va", "alpha"}
	colMoney    = []string{"value_musd", "value", "value_added", "final_expenditure", "final", "musd"}
)

// ReadDir reads a plain economy directory: regions.csv, sectors.csv,
// flows.csv, tariffs.csv, inputs.csv, value_added.csv, final.csv and
// elasticities.csv, each plain or with .gz, and the optional economy.csv
// (key, value). label names the directory in messages.
//
// Tariffs that are not listed are zero, and so are flows. tariffs.csv may be
// missing (no tariffs), value_added.csv (what the inputs leave of output)
// and final.csv (what the industries leave of spending); the notes of the
// economy then say so. Shares that are given are kept as they are, to the
// last digit: an inexact benchmark is not an error. Hard identities are:
// ReadDir returns a fault.BadInput error with file, line and number, or with
// region and sector, when one of them fails.
func ReadDir(fsys fs.FS, label string) (*Economy, error) {
	d := &dirReader{fs: fsys, label: label, e: &Economy{Name: strings.TrimSuffix(label, "/"), Currency: "USD"}}
	steps := []func() error{d.about, d.regions, d.sectors, d.flows, d.tariffs, d.valueAddedAndInputs, d.final, d.elasticities, d.destinationCosts}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if err := d.e.Validate(); err != nil {
		return nil, err
	}
	return d.e, nil
}

type dirReader struct {
	fs     fs.FS
	label  string
	e      *Economy
	reg    map[string]int
	sec    map[string]int
	output []float64    // [n*S+s]
	inSect []Elasticity // from a theta column of sectors.csv
}

// need opens a file that must be there.
func (d *dirReader) need(name string) (*table.Reader, error) {
	t, err := table.Open(d.fs, d.label, name)
	if err == nil && t == nil {
		err = fault.Bad(d.label, "add it; docs/economy.md lists the files and columns of a plain economy directory", "has no %s (nor %s.gz)", name, name)
	}
	return t, err
}

func (d *dirReader) note(format string, a ...any) {
	d.e.Notes = append(d.e.Notes, fmt.Sprintf(format, a...))
}

func (d *dirReader) about() error {
	t, err := table.Open(d.fs, d.label, "economy.csv")
	if t == nil || err != nil {
		return err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: []string{"key"}}, table.Column{Names: []string{"value"}}); err != nil {
		return err
	}
	return t.Each(func() error {
		switch key, v := t.Text(0), t.Text(1); key {
		case "name":
			d.e.Name = v
		case "title":
			d.e.Title = v
		case "currency":
			d.e.Currency = v
		case "note":
			d.e.Notes = append(d.e.Notes, v)
		case "estimate":
			d.e.Estimate = v == "true"
		case "year":
			y, err := t.Number(1)
			d.e.Year = int(y)
			return err
		default:
			return fault.Bad(t.Line(), "use name, title, year, currency, estimate or note", "unknown key %q", key)
		}
		return nil
	})
}

func (d *dirReader) regions() error {
	t, err := d.need("regions.csv")
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: colRegion}, table.Column{Names: colName, Optional: true}, table.Column{Names: []string{"members"}, Optional: true}, table.Column{Names: colAlias, Optional: true}); err != nil {
		return err
	}
	d.reg = map[string]int{}
	var alias []string
	err = t.Each(func() error {
		r := Region{Code: t.Text(0), Name: t.Text(1), Members: strings.Fields(t.Text(2))}
		if len(r.Members) == 0 {
			r.Members = nil
		}
		if _, twice := d.reg[r.Code]; twice || r.Code == "" {
			return fault.Bad(t.Line(), "give every region its own code", "region code %q is empty or stands twice", r.Code)
		}
		if r.Name == "" {
			r.Name = country.Name(r.Code)
		}
		d.reg[r.Code] = len(d.e.Regions)
		alias = append(alias, t.Text(3))
		d.e.Regions = append(d.e.Regions, r)
		return nil
	})
	addAliases(d.reg, alias)
	if err == nil && len(d.e.Regions) == 0 {
		err = fault.Bad(t.File, "list one region a line", "lists no region")
	}
	return err
}

func (d *dirReader) sectors() error {
	t, err := d.need("sectors.csv")
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: colSector}, table.Column{Names: colName, Optional: true},
		table.Column{Names: []string{"kind", "goods", "tradable", "tradable_with_tariff"}, Optional: true},
		table.Column{Names: []string{"theta", "elasticity", "trade_elasticity"}, Optional: true},
		table.Column{Names: colAlias, Optional: true}); err != nil {
		return err
	}
	d.sec = map[string]int{}
	var alias []string
	err = t.Each(func() error {
		s := Sector{Code: t.Text(0), Name: t.Text(1)}
		if s.Name == "" {
			s.Name = s.Code
		}
		if _, twice := d.sec[s.Code]; twice || s.Code == "" {
			return fault.Bad(t.Line(), "give every sector its own code", "sector code %q is empty or stands twice", s.Code)
		}
		switch k := strings.ToLower(t.Text(2)); k {
		case "goods", "good", "1", "true", "yes":
			s.Kind = Goods
		case "services", "service", "0", "false", "no":
			s.Kind = Services
		case "":
			s.Kind = kindOf(s.Code)
		default:
			return fault.Bad(t.Line(), "write goods or services", "kind %q is neither", k)
		}
		if t.Has(3) && t.Text(3) != "" {
			v, err := t.Number(3)
			if err != nil {
				return err
			}
			d.inSect = append(d.inSect, Elasticity{Value: v, Low: v, High: v, Source: "as given"})
		}
		d.sec[s.Code] = len(d.e.Sectors)
		alias = append(alias, t.Text(4))
		d.e.Sectors = append(d.e.Sectors, s)
		return nil
	})
	addAliases(d.sec, alias)
	if err == nil && len(d.e.Sectors) == 0 {
		err = fault.Bad(t.File, "list one sector a line", "lists no sector")
	}
	return err
}

// addAliases lets other files name a region or sector by its index or id,
// where that is not the code of another.
func addAliases(known map[string]int, alias []string) {
	for i, a := range alias {
		if _, taken := known[a]; a != "" && !taken {
			known[a] = i
		}
	}
}

// kindOf guesses goods or services from an ISIC Rev. 4 or OECD code, whose
// sections D and later are services; any other code is taken for goods.
func kindOf(code string) Kind {
	if code != "" && code[0] >= 'D' && code[0] <= 'U' && (len(code) == 1 || code[1] >= '0' && code[1] <= '9') {
		return Services
	}
	return Goods
}

// region finds the region in field i of t.
func (d *dirReader) region(t *table.Reader, i int) (int, error) {
	return d.code(t, i, d.reg, "region", "regions.csv")
}

func (d *dirReader) sector(t *table.Reader, i int) (int, error) {
	return d.code(t, i, d.sec, "sector", "sectors.csv")
}

func (d *dirReader) code(t *table.Reader, i int, known map[string]int, what, file string) (int, error) {
	if at, ok := known[t.Text(i)]; ok {
		return at, nil
	}
	return 0, fault.Bad(t.Line(), "add it to "+file+" or correct the code", "%s %q of column %s is not in %s", what, t.Text(i), t.Name(i), file)
}

// cell reads exporter, importer and sector in the first three wanted
// columns: the index of the flow.
func (d *dirReader) cell(t *table.Reader) (int, error) {
	i, err := d.region(t, 0)
	if err != nil {
		return 0, err
	}
	n, err := d.region(t, 1)
	if err != nil {
		return 0, err
	}
	s, err := d.sector(t, 2)
	return d.e.At(s, n, i), err
}

var cellColumns = []table.Column{{Names: colExporter}, {Names: colImporter}, {Names: []string{"sector", "industry"}}}

func (d *dirReader) flows() error {
	t, err := d.need("flows.csv")
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.Want(append(append([]table.Column(nil), cellColumns...), table.Column{Names: colValue})...); err != nil {
		return err
	}
	n, s := d.e.N(), d.e.S()
	d.e.Flow = make([]float64, n*n*s)
	seen := make([]bool, n*n*s)
	if err := t.Each(func() error {
		at, err := d.cell(t)
		if err != nil {
			return err
		}
		if seen[at] {
			return fault.Bad(t.Line(), "add the two up, or delete one", "the flow from %s to %s in %s is listed twice", t.Text(0), t.Text(1), t.Text(2))
		}
		seen[at] = true
		d.e.Flow[at], err = t.Amount(3)
		return err
	}); err != nil {
		return err
	}
	d.output = make([]float64, n*s)
	for k := range s {
		for m := range n {
			for i := range n {
				d.output[i*s+k] += d.e.Flow[d.e.At(k, m, i)]
			}
		}
	}
	for i := range n {
		var sum float64
		for k := range s {
			sum += d.output[i*s+k]
		}
		if sum == 0 {
			return fault.Bad(t.File, "list its sales, the sales at home too, or take it out of regions.csv", "region %s sells nothing to anybody", d.e.Regions[i].Code)
		}
	}
	return nil
}

func (d *dirReader) tariffs() error {
	d.e.Tariff = make([]float64, len(d.e.Flow))
	t, err := table.Open(d.fs, d.label, "tariffs.csv")
	if err != nil {
		return err
	}
	if t == nil {
		d.note("no tariffs.csv: benchmark tariffs are taken as zero")
		return nil
	}
	defer t.Close()
	if err := t.Want(append(append([]table.Column(nil), cellColumns...),
		table.Column{Names: colTariff, Optional: true}, table.Column{Names: colTariffPc, Optional: true})...); err != nil {
		return err
	}
	at, scale := 3, 1.0
	switch {
	case t.Has(3) && t.Has(4):
		return fault.Bad(t.File+":1", "keep one of them", "has both %s (a fraction) and %s (percent)", t.Name(3), t.Name(4))
	case t.Has(4):
		at, scale = 4, 0.01
	case !t.Has(3):
		return fault.Bad(t.File+":1", "name a column tariff (a fraction) or tariff_pct", "has no tariff column; its columns are %s", t.Columns())
	}
	seen := make([]bool, len(d.e.Flow))
	return t.Each(func() error {
		c, err := d.cell(t)
		if err != nil {
			return err
		}
		if seen[c] {
			return fault.Bad(t.Line(), "delete one", "the tariff of %s on %s in %s is listed twice", t.Text(1), t.Text(0), t.Text(2))
		}
		seen[c] = true
		v, err := t.Number(at)
		if err == nil && v*scale <= -1 {
			err = fault.Bad(t.Line(), "a subsidy stays below 100 % of the price", "tariff is %g", v)
		}
		d.e.Tariff[c] = v * scale
		return err
	})
}

// nearOne says whether a sum is one but for the rounding of its parts.
func nearOne(v float64) bool { return math.Abs(v-1) <= shareLimit }
