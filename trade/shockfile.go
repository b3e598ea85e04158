package trade

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"parley/economy"
	"parley/internal/country"
	"parley/internal/fault"
)

// Law is what the tariff law of one importer on one date has added to the
// benchmark tariffs: for each partner and sector the change of the rate due,
// as a fraction. It is a change, since benchmark tariffs are duties as paid,
// which preferences and exclusions lowered: what the law did not change
// stays as it was paid.
type Law struct {
	Importer string      // region code, "USA"
	Partners []string    // ISO alpha-3
	Sectors  []string    // sector codes of the economy
	Added    [][]float64 // [partner][sector]
	Imports  [][]float64 // [partner][sector] weights for partners joined in one region; nil for equal
}

// LawFunc gives the law of a date for the partners named: ISO alpha-3 codes,
// "EU" for the Union as one, "ROW" for all that are not named. The command
// line wires it to the tariff data; this package knows no law.
type LawFunc func(date time.Time, partners []string) (*Law, error)

// ReadShock reads a shock file: a YAML list of entries, applied in order, or
// one mapping with us-law. Each entry names flows by importer, exporter and
// sector, and one lever:
//
//	tariff_pct            tariff level, percent ad valorem
//	tariff_add_pct        points added to the tariff as it stands
//	ntm_ave_pct_cut       ad valorem equivalent, percent, of the non-tariff measure that is
//	                      removed; with ntm_share (0..1, default 1) only that part of it,
//	                      with rent_share (0..1) that part of it was rent and rent_to
//	                      (exporter or importer) who held it
//	delivery_cost_pct     change of the cost of delivery, percent
//	purchase_musd         target of a purchase promise, million a year at benchmark prices
//	purchase_add_musd     the same, on top of the benchmark flow
//	quota_musd            tariff-rate quota, with in_quota_pct, out_quota_pct and
//	                      rent_exporter_share (default 0)
//
// and two levers without flows: transfer_musd with from and to;
// productivity_pct with region and sector. us-law: DATE sets the tariffs of
// the United States to the law of a date.
//
// In an economy of one sector, sector may be left out.
//
// A wild card "*" stands for all regions or sectors; for tariffs and quotas
// it means all sectors of goods, since services do not cross customs.
func ReadShock(r io.Reader, file string, e *economy.Economy, law LawFunc) (*Shock, error) {
	rd := &shockReader{document: document{file}, e: e, law: law, sh: NewShock(e)}
	root, err := rd.open(r)
	if err != nil {
		return nil, err
	}
	switch root.Kind {
	case yaml.SequenceNode:
		if len(root.Content) == 0 {
			return nil, rd.bad(root, "write at least one entry", "the list is empty")
		}
		for _, n := range root.Content {
			if err := rd.entry(n); err != nil {
				return nil, err
			}
		}
	case yaml.MappingNode:
		if err := rd.entry(root); err != nil {
			return nil, err
		}
	default:
		return nil, rd.bad(root, "write a list of entries, each beginning with a dash", "is neither a list nor a mapping")
	}
	return rd.sh, rd.sh.check(e)
}

type shockReader struct {
	document
	e   *economy.Economy
	law LawFunc
	sh  *Shock
}

var shockFields = []string{"importer", "exporter", "sector", "tariff_pct", "tariff_add_pct",
	"ntm_ave_pct_cut", "ntm_share", "rent_share", "rent_to", "delivery_cost_pct", "purchase_musd", "purchase_add_musd",
	"quota_musd", "in_quota_pct", "out_quota_pct", "rent_exporter_share", "transfer_musd", "from", "to",
	"productivity_pct", "region", "us-law", "note"}

// levers are the fields of which an entry has exactly one, and how each is
// read.
var levers = []struct {
	field string
	read  func(*shockReader, *fields) error
}{
	{"tariff_pct", (*shockReader).tariff},
	{"tariff_add_pct", (*shockReader).tariff},
	{"ntm_ave_pct_cut", (*shockReader).nonTariff},
	{"delivery_cost_pct", (*shockReader).delivery},
	{"purchase_musd", (*shockReader).purchase},
	{"purchase_add_musd", (*shockReader).purchase},
	{"quota_musd", (*shockReader).quota},
	{"transfer_musd", (*shockReader).transfer},
	{"productivity_pct", (*shockReader).productivity},
	{"us-law", (*shockReader).usLaw},
}

func (rd *shockReader) entry(n *yaml.Node) error {
	f, err := rd.fields(n, "the entry")
	if err != nil {
		return err
	}
	f.get("note")
	var names []string
	var read func(*shockReader, *fields) error
	var all []string
	for _, l := range levers {
		all = append(all, l.field)
		if f.has(l.field) {
			names = append(names, l.field)
			read = l.read
		}
	}
	switch len(names) {
	case 1:
	case 0:
		for _, k := range f.keys {
			if !slices.Contains(shockFields, k) {
				return rd.bad(f.vals[k], "the fields are "+strings.Join(shockFields, ", "), "unknown field %q", k)
			}
		}
		return rd.bad(n, "give one of "+strings.Join(all, ", "), "the entry changes nothing")
	default:
		return rd.bad(n, "write two entries", "the entry has two levers, %s and %s", names[0], names[1])
	}
	if err := read(rd, f); err != nil {
		return err
	}
	return f.finish(shockFields...)
}

// flows are the flows that an entry names, as (sector, importer, exporter),
// own flows left out.
func (rd *shockReader) flows(f *fields, customs bool) ([][3]int, error) {
	importers, blocs, err := rd.regionsAndBlocs(f, "importer")
	if err != nil {
		return nil, err
	}
	exporters, more, err := rd.regionsAndBlocs(f, "exporter")
	if err != nil {
		return nil, err
	}
	blocs = append(blocs, more...)
	inside := func(n, i int) bool {
		for _, b := range blocs {
			if slices.Contains(b, n) && slices.Contains(b, i) {
				return true
			}
		}
		return n == i
	}
	words, n, err := f.words("sector")
	if err != nil {
		return nil, err
	}
	if words == nil && rd.e.S() == 1 {
		words = []string{"*"}
	}
	if words == nil {
		return nil, rd.bad(f.node, `add sector: CODE, or "*"`, "sector is missing")
	}
	if customs {
		for i, w := range words {
			if w == "*" {
				words[i] = string(economy.Goods)
			}
		}
	}
	sectors, err := SectorsNamed(rd.e, words...)
	if err != nil {
		return nil, rd.locate(n, err)
	}
	var out [][3]int
	for _, s := range sectors {
		for _, m := range importers {
			for _, i := range exporters {
				if !inside(m, i) {
					out = append(out, [3]int{s, m, i})
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, rd.bad(f.node, "name two different regions; trade inside a bloc is named member by member", "importer and exporter are the same region or bloc")
	}
	return out, nil
}

// regionsAndBlocs also gives the members of each word that names a bloc:
// its trade with "*" or with itself leaves its own members out.
func (rd *shockReader) regionsAndBlocs(f *fields, key string) (list []int, blocs [][]int, err error) {
	if list, err = rd.regions(f, key); err != nil {
		return nil, nil, err
	}
	words, _, err := f.words(key)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range words {
		if w == "*" || w == "all" {
			continue
		}
		if members, err := regionsOf(rd.e, w); err == nil && len(members) > 1 {
			blocs = append(blocs, members)
		}
	}
	return list, blocs, nil
}

func (rd *shockReader) regions(f *fields, key string) ([]int, error) {
	words, n, err := f.words(key)
	if err != nil {
		return nil, err
	}
	if words == nil {
		return nil, rd.bad(f.node, "add "+key+`: COUNTRY, or "*"`, "%s is missing", key)
	}
	list, err := Regions(rd.e, words...)
	return list, rd.locate(n, err)
}

// locate puts file and line to a message about a name.
func (rd *shockReader) locate(n *yaml.Node, err error) error {
	var f *fault.Error
	if err == nil || !errors.As(err, &f) {
		return err
	}
	return &fault.Error{Kind: fault.BadInput, Where: rd.at(n), Why: f.Why, Remedy: f.Remedy, Err: f.Err}
}

func (rd *shockReader) tariff(f *fields) error {
	flows, err := rd.flows(f, true)
	if err != nil {
		return err
	}
	if f.has("tariff_pct") {
		v, err := f.number("tariff_pct", -99, 10000)
		for _, w := range flows {
			rd.sh.Tariff[rd.e.At(w[0], w[1], w[2])] = v / 100
		}
		return err
	}
	v, err := f.number("tariff_add_pct", -10000, 10000)
	if err != nil {
		return err
	}
	for _, w := range flows {
		t := &rd.sh.Tariff[rd.e.At(w[0], w[1], w[2])]
		if *t += v / 100; *t <= -1 {
			return rd.bad(f.get("tariff_add_pct"), "add fewer negative points", "the tariff would fall to %.4g percent on %s, %s from %s",
				100**t, rd.e.Sectors[w[0]].Code, rd.e.Regions[w[1]].Code, rd.e.Regions[w[2]].Code)
		}
	}
	return nil
}

func (rd *shockReader) nonTariff(f *fields) error {
	flows, err := rd.flows(f, false)
	if err != nil {
		return err
	}
	ave, err := f.number("ntm_ave_pct_cut", 0, LargestNonTariff)
	if err != nil {
		return err
	}
	cut, err := f.optional("ntm_share", 1, 0, 1)
	if err != nil {
		return err
	}
	rent, err := f.optional("rent_share", 0, 0, 1)
	if err != nil {
		return err
	}
	holder, err := f.word("rent_to", "exporter", "exporter", "importer")
	if err != nil {
		return err
	}
	abroad := 1.0
	if holder == "importer" {
		abroad = 0
	}
	// The whole price falls by the factor of the cut; the part that was rent
	// is income lost to its holder, the rest is cost saved.
	whole := NonTariffCut(ave/100, cut)
	wedge := math.Pow(whole, rent)
	for _, w := range flows {
		at := rd.e.At(w[0], w[1], w[2])
		rd.sh.Iceberg[at] *= whole / wedge
		if rent > 0 && rd.e.Flow[at] > 0 {
			rd.sh.Rents = append(rd.sh.Rents, Rent{Sector: w[0], Importer: w[1], Exporter: w[2], Wedge: wedge - 1, ExporterShare: abroad})
		}
	}
	return nil
}

func (rd *shockReader) delivery(f *fields) error {
	flows, err := rd.flows(f, false)
	if err != nil {
		return err
	}
	v, err := f.number("delivery_cost_pct", -99, 10000)
	for _, w := range flows {
		rd.sh.Iceberg[rd.e.At(w[0], w[1], w[2])] *= 1 + v/100
	}
	return err
}

// traded are those of the flows that exist in the benchmark.
func (rd *shockReader) traded(f *fields, customs bool) ([]Route, error) {
	flows, err := rd.flows(f, customs)
	if err != nil {
		return nil, err
	}
	var out []Route
	for _, w := range flows {
		if rd.e.Flow[rd.e.At(w[0], w[1], w[2])] > 0 {
			out = append(out, Route{Sector: w[0], Importer: w[1], Exporter: w[2]})
		}
	}
	if len(out) == 0 {
		return nil, rd.bad(f.node, "name a flow with trade in the benchmark", "there is no such trade in the benchmark, so nothing could start it")
	}
	return out, nil
}

// purchase reads a promise. One that covers several flows is one target on
// their sum, met by one subsidy common to all.
func (rd *shockReader) purchase(f *fields) error {
	routes, err := rd.traded(f, false)
	if err != nil {
		return err
	}
	p := Purchase{Importer: routes[0].Importer, Exporter: routes[0].Exporter, Sector: routes[0].Sector, Also: routes[1:]}
	if p.Name, err = rd.named(f, routes); err != nil {
		return err
	}
	if f.has("purchase_musd") {
		p.Target, err = f.number("purchase_musd", 1e-9, 1e12)
	} else {
		p.Added, err = f.number("purchase_add_musd", 0, 1e12)
	}
	rd.sh.Purchases = append(rd.sh.Purchases, p)
	return err
}

// quota reads a tariff-rate quota; one that covers several flows is one
// volume with one price of the licence.
func (rd *shockReader) quota(f *fields) error {
	routes, err := rd.traded(f, true)
	if err != nil {
		return err
	}
	q := Quota{Importer: routes[0].Importer, Exporter: routes[0].Exporter, Sector: routes[0].Sector, Also: routes[1:]}
	if q.Name, err = rd.named(f, routes); err != nil {
		return err
	}
	if q.Volume, err = f.number("quota_musd", 1e-9, 1e12); err != nil {
		return err
	}
	in, err := f.number("in_quota_pct", -99, 10000)
	if err != nil {
		return err
	}
	out, err := f.number("out_quota_pct", in, 10000)
	if err != nil {
		return err
	}
	q.In, q.Out = in/100, out/100
	q.ExporterShare, err = f.optional("rent_exporter_share", 0, 0, 1)
	rd.sh.Quotas = append(rd.sh.Quotas, q)
	return err
}

// named says a promise or quota over several flows in the words of its entry.
func (rd *shockReader) named(f *fields, routes []Route) (string, error) {
	if len(routes) == 1 {
		return "", nil
	}
	var parts [3]string
	for i, key := range []string{"importer", "sector", "exporter"} {
		words, _, err := f.words(key)
		if err != nil {
			return "", err
		}
		if parts[i] = strings.Join(words, ", "); parts[i] == "*" {
			parts[i] = "all"
		}
	}
	return fmt.Sprintf("%s of %s from %s", parts[0], parts[1], parts[2]), nil
}

func (rd *shockReader) transfer(f *fields) error {
	v, err := f.number("transfer_musd", 0, 1e12)
	if err != nil {
		return err
	}
	from, err := rd.regions(f, "from")
	if err != nil {
		return err
	}
	to, err := rd.regions(f, "to")
	if err != nil {
		return err
	}
	for _, n := range from {
		if slices.Contains(to, n) {
			return rd.bad(f.node, "name two different regions", "%s gives to itself", rd.e.Regions[n].Code)
		}
	}
	if rd.sh.Transfer == nil {
		rd.sh.Transfer = make([]float64, rd.e.N())
	}
	// A bloc gives and receives by the value added of its members.
	acc := rd.e.Accounts()
	part := func(list []int, sign float64) {
		sum := 0.0
		for _, n := range list {
			sum += acc.ValueAdded[n]
		}
		for _, n := range list {
			rd.sh.Transfer[n] += sign * v * acc.ValueAdded[n] / sum
		}
	}
	part(from, -1)
	part(to, 1)
	return nil
}

func (rd *shockReader) productivity(f *fields) error {
	v, err := f.number("productivity_pct", -99, 10000)
	if err != nil {
		return err
	}
	regions, err := rd.regions(f, "region")
	if err != nil {
		return err
	}
	words, n, err := f.words("sector")
	if err != nil {
		return err
	}
	if words == nil {
		words = []string{"*"}
	}
	sectors, err := SectorsNamed(rd.e, words...)
	if err != nil {
		return rd.locate(n, err)
	}
	if rd.sh.Productivity == nil {
		rd.sh.Productivity = make([]float64, rd.e.N()*rd.e.S())
		for i := range rd.sh.Productivity {
			rd.sh.Productivity[i] = 1
		}
	}
	for _, r := range regions {
		for _, s := range sectors {
			rd.sh.Productivity[r*rd.e.S()+s] *= 1 + v/100
		}
	}
	return nil
}

// usLaw sets the tariffs of the importer to the law of a date.
func (rd *shockReader) usLaw(f *fields) error {
	n := f.get("us-law")
	date, err := time.Parse("2006-01-02", n.Value)
	if err != nil {
		return rd.bad(n, "write it as YYYY-MM-DD, as in 2025-05-20", "us-law: %q is not a date", n.Value)
	}
	if rd.law == nil {
		return rd.bad(n, "give tariff_pct entries", "us-law: no tariff law is at hand here")
	}
	var partners []string
	for n := range rd.e.Regions {
		partners = append(partners, partnersOf(rd.e, n)...)
	}
	l, err := rd.law(date, partners)
	if err != nil {
		return rd.locate(n, err)
	}
	if err := rd.sh.SetLaw(rd.e, l); err != nil {
		return rd.locate(n, err)
	}
	return nil
}

// SetLaw sets the tariffs of one importer to the benchmark's and what a law
// has added. A region that joins several partners gets their mean by
// imports; sectors and partners that the law does not name keep the tariff
// they have in sh.
func (sh *Shock) SetLaw(e *economy.Economy, l *Law) error {
	importers, err := Regions(e, l.Importer)
	if err != nil {
		return err
	}
	sectors := make([]int, len(l.Sectors))
	matched := 0
	for j, code := range l.Sectors {
		if sectors[j] = e.Sector(code); sectors[j] >= 0 {
			matched++
		}
	}
	if matched == 0 {
		return fault.Bad("", "use an economy with OECD sectors (parley economy list)", "the law names sectors %s..., none of which is in economy %s", l.Sectors[0], e.Name)
	}
	rows := make([][]int, e.N()) // region to partners of the law
	for n := range rows {
		for _, code := range partnersOf(e, n) {
			if p := slices.Index(l.Partners, code); p >= 0 {
				rows[n] = append(rows[n], p)
			}
		}
		if len(rows[n]) == 0 && !slices.Contains(importers, n) {
			return fault.Bad("", "name the region by its ISO code, or give its members in regions.csv", "the law knows no partner that region %s (%s) of economy %s stands for",
				e.Regions[n].Code, e.Regions[n].Name, e.Name)
		}
	}
	for n, ps := range rows {
		for j, s := range sectors {
			if s < 0 || len(ps) == 0 {
				continue
			}
			sum, weight := 0.0, 0.0
			for _, p := range ps {
				w := 1.0
				if l.Imports != nil {
					w = l.Imports[p][j]
				}
				sum += w * l.Added[p][j]
				weight += w
			}
			if weight == 0 {
				for _, p := range ps {
					sum += l.Added[p][j]
				}
				weight = float64(len(ps))
			}
			for _, m := range importers {
				if m != n {
					sh.Tariff[e.At(s, m, n)] = e.Tariff[e.At(s, m, n)] + sum/weight
				}
			}
		}
	}
	return nil
}

// partnersOf names the partners in a law that a region stands for: its
// members, or the country or bloc itself; ROW is all that no other region
// stands for. It is empty where the region's code names no country.
func partnersOf(e *economy.Economy, n int) []string {
	r := e.Regions[n]
	if strings.EqualFold(r.Code, "ROW") {
		return append(slices.Clone(r.Members), "ROW")
	}
	if len(r.Members) > 0 {
		return r.Members
	}
	code, err := country.Parse(r.Code)
	if err != nil {
		return nil
	}
	return []string{code}
}

// flows counts flows in words.
func flows(n int) string {
	if n == 1 {
		return "1 flow"
	}
	return fmt.Sprintf("%d flows", n)
}

// Describe says in a few lines what a shock changes.
func (sh *Shock) Describe(e *economy.Economy) []string {
	var out []string
	count, value := 0, 0.0
	for f, t := range sh.Tariff {
		if t != e.Tariff[f] && e.Flow[f] > 0 {
			count++
			value += e.Flow[f]
		}
	}
	if count > 0 {
		out = append(out, fmt.Sprintf("tariffs changed on %s, %.0f million in the benchmark", flows(count), value))
	}
	count, value = 0, 0
	for f, d := range sh.Iceberg {
		if d != 1 && e.Flow[f] > 0 {
			count++
			value += e.Flow[f]
		}
	}
	if count > 0 {
		out = append(out, fmt.Sprintf("delivery costs changed on %s, %.0f million in the benchmark", flows(count), value))
	}
	for _, l := range []struct {
		n         int
		one, many string
	}{{len(sh.Purchases), "purchase target", "purchase targets"}, {len(sh.Quotas), "tariff-rate quota", "tariff-rate quotas"}, {len(sh.Rents), "rent of a non-tariff measure", "rents of non-tariff measures"}} {
		switch {
		case l.n == 1:
			out = append(out, "1 "+l.one)
		case l.n > 1:
			out = append(out, fmt.Sprintf("%d %s", l.n, l.many))
		}
	}
	if sh.Transfer != nil {
		paid := 0.0
		for _, t := range sh.Transfer {
			paid += math.Max(t, 0)
		}
		out = append(out, fmt.Sprintf("transfers of %.4g million", paid))
	}
	if sh.Productivity != nil {
		out = append(out, "productivity changed")
	}
	if len(out) == 0 {
		out = append(out, "nothing changes")
	}
	return out
}
