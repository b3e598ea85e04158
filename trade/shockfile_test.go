package trade

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/economy"
	"parley/internal/fault"
)

// fourCountries are JPN, DEU, FRA and USA with goods and services.
func fourCountries() *economy.Economy {
	e := blank(4, 2)
	for n, c := range []string{"JPN", "DEU", "FRA", "USA"} {
		e.Regions[n] = economy.Region{Code: c, Name: c}
	}
	e.Sectors[0] = economy.Sector{Code: "C29", Name: "Motor vehicles", Kind: economy.Goods}
	e.Sectors[1] = economy.Sector{Code: "K", Name: "Finance", Kind: economy.Services}
	for f := range e.Flow {
		e.Flow[f] = 10
	}
	for n := range 4 {
		e.Flow[e.At(0, n, n)], e.Flow[e.At(1, n, n)] = 100, 100
	}
	settle(e)
	return e
}

func TestShockFile(t *testing.T) {
	e := fourCountries()
	jpn, deu, fra, usa := 0, 1, 2, 3
	for _, c := range []struct {
		name, text string
		flow       int // index looked at
		tariff     float64
	}{
		{"level", `[{importer: US, exporter: Japan, sector: C29, tariff_pct: 15}]`, e.At(0, usa, jpn), 0.15},
		{"later entries win", "- {importer: USA, exporter: \"*\", sector: \"*\", tariff_pct: 10}\n- {importer: USA, exporter: JPN, sector: c29, tariff_add_pct: 5}", e.At(0, usa, jpn), 0.15},
		{"a wild card leaves services out", `[{importer: USA, exporter: "*", sector: "*", tariff_pct: 10}]`, e.At(1, usa, jpn), 0},
		{"services by name", `[{importer: USA, exporter: JPN, sector: services, tariff_pct: 10}]`, e.At(1, usa, jpn), 0.1},
		{"a bloc stands for its members", `[{importer: EU, exporter: USA, sector: C29, tariff_pct: 10}]`, e.At(0, fra, usa), 0.1},
		{"a bloc's tariff on all leaves its own trade free", `[{importer: EU, exporter: "*", sector: C29, tariff_pct: 10}]`, e.At(0, fra, deu), 0},
		{"own sales stay free", `[{importer: "*", exporter: "*", sector: C29, tariff_pct: 10}]`, e.At(0, usa, usa), 0},
		{"lists", `[{importer: [USA, JPN], exporter: "DEU, FRA", sector: [C29], tariff_pct: 7}]`, e.At(0, jpn, fra), 0.07},
		{"a mapping alone", `{importer: USA, exporter: JPN, sector: C29, tariff_pct: 3, note: a test}`, e.At(0, usa, jpn), 0.03},
	} {
		sh, err := ReadShock(strings.NewReader(c.text), "f.yaml", e, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		near(t, c.name, sh.Tariff[c.flow], c.tariff, 1e-15)
	}
}

func TestShockFileLevers(t *testing.T) {
	e := fourCountries()
	text := `
- {importer: JPN, exporter: USA, sector: C29, ntm_ave_pct_cut: 25, ntm_share: 0.5}
- {importer: DEU, exporter: USA, sector: C29, ntm_ave_pct_cut: 25, rent_share: 0.4, rent_to: importer}
- {importer: JPN, exporter: USA, sector: K, purchase_add_musd: 5}
- {importer: USA, exporter: DEU, sector: C29, quota_musd: 8, in_quota_pct: 5, out_quota_pct: 25, rent_exporter_share: 0.5}
- {from: JPN, to: EU, transfer_musd: 6}
- {region: USA, sector: C29, productivity_pct: 2}
- {importer: FRA, exporter: USA, sector: "*", delivery_cost_pct: -10}
`
	sh, err := ReadShock(strings.NewReader(text), "f.yaml", e, nil)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "half of a measure of 25 percent", sh.Iceberg[e.At(0, 0, 3)], 1-0.5*0.25/1.25, 1e-15)
	whole := 1 - 0.25/1.25
	near(t, "cost and rent together", sh.Iceberg[e.At(0, 1, 3)]*(1+sh.Rents[0].Wedge), whole, 1e-15)
	near(t, "purchase", sh.Purchases[0].Added, 5, 0)
	near(t, "quota", sh.Quotas[0].Volume, 8, 0)
	near(t, "payer", sh.Transfer[0], -6, 1e-12)
	near(t, "bloc receives", sh.Transfer[1]+sh.Transfer[2], 6, 1e-12)
	near(t, "productivity", sh.Productivity[3*2], 1.02, 1e-15)
	near(t, "delivery of services too", sh.Iceberg[e.At(1, 2, 3)], 0.9, 1e-15)
	res := mustSolve(t, mustNew(t, e, Closure{}), sh)
	near(t, "target on top of the benchmark", res.Wedges[0].TargetMUSD, 15, 1e-9)
	if len(res.Wedges) != 2 || !res.Wedges[0].Binding {
		t.Errorf("wedges: %+v", res.Wedges)
	}
}

func TestShockFileRefuses(t *testing.T) {
	e := fourCountries()
	for _, c := range []struct{ text, want string }{
		{"", "is empty"},
		{"[]", "the list is empty"},
		{"tariff", "neither a list nor a mapping"},
		{"- {importer: USA, exporter: JPN, sector: C29}", "changes nothing"},
		{"- {importer: USA, exporter: JPN, sector: C29, tariff_pct: high}", `f.yaml:1: tariff_pct: "high" is not a number`},
		{"- {importer: USA, exporter: JPN, sector: C29, tariff_pct: -150}", "out of range"},
		{"- {importer: USA, exporter: JPN, tariff_pct: 5}", "sector is missing"},
		{"- {importer: USA, sector: C29, tariff_pct: 5}", "exporter is missing"},
		{"- {importer: USA, exporter: USA, sector: C29, tariff_pct: 5}", "the same region"},
		{"- {importer: EU, exporter: EU, sector: C29, tariff_pct: 5}", "the same region or bloc"},
		{"- {importer: USA, exporter: Narnia, sector: C29, tariff_pct: 5}", `unknown country "Narnia"`},
		{"- {importer: USA, exporter: CHN, sector: C29, tariff_pct: 5}", "no region CHN"},
		{"- {importer: USA, exporter: JPN, sector: vehicles, tariff_pct: 5}", "did you mean C29"},
		{"\n- {importer: USA, exporter: JPN, sector: C29, tariff_pct: 5, tariff: 6}", `f.yaml:2: unknown field "tariff"`},
		{"- {importer: USA, exporter: JPN, sector: C29, tariff_pct: 5, in_quota_pct: 6}", `unknown field "in_quota_pct"`},
		{"- {importer: USA, exporter: JPN, sector: C29, tariff_pct: 5, importer: JPN}", "importer"},
		{"- {importer: USA, exporter: JPN, sector: C29, quota_musd: 5, in_quota_pct: 9, out_quota_pct: 3}", "out of range"},
		{"- {from: JPN, to: JPN, transfer_musd: 5}", "gives to itself"},
		{"- {importer: USA, exporter: JPN, sector: C29, ntm_ave_pct_cut: 501}", "out of range"},
		{"us-law: 2025-05-20", "no tariff law"},
		{"us-law: yesterday", "is not a date"},
		{"- {importer: USA, exporter: JPN, sector: C29, purchase_musd: 5}\n- {importer: USA, exporter: JPN, sector: C29, purchase_musd: 6}", "on one flow"},
	} {
		_, err := ReadShock(strings.NewReader(c.text), "f.yaml", e, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
			continue
		}
		if fault.KindOf(err) != fault.BadInput {
			t.Errorf("%q: kind %d", c.text, fault.KindOf(err))
		}
	}
}

// TestLaw: a law's partners reach regions, members of blocs and the rest.
func TestLaw(t *testing.T) {
	e := fourCountries()
	e.Regions[1] = economy.Region{Code: "EU", Name: "European Union"}
	e.Regions[2] = economy.Region{Code: "ROW", Name: "Rest"}
	var asked []string
	law := func(_ time.Time, partners []string) (*Law, error) {
		asked = partners
		return &Law{Importer: "USA", Partners: []string{"JPN", "EU", "ROW", "CAN"}, Sectors: []string{"C29", "C10"},
			Added: [][]float64{{0.25, 1}, {0.2, 1}, {0.1, 1}, {0.3, 1}}, Imports: [][]float64{{1, 1}, {3, 1}, {1, 1}, {3, 1}}}, nil
	}
	sh, err := ReadShock(strings.NewReader("us-law: 2025-05-20"), "f.yaml", e, law)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(asked, " "); got != "JPN EU ROW USA" {
		t.Errorf("asked the law for %s", got)
	}
	near(t, "country", sh.Tariff[e.At(0, 3, 0)], 0.25, 1e-15)
	near(t, "bloc", sh.Tariff[e.At(0, 3, 1)], 0.2, 1e-15)
	near(t, "rest", sh.Tariff[e.At(0, 3, 2)], 0.1, 1e-15)
	near(t, "others' tariffs", sh.Tariff[e.At(0, 0, 3)], 0, 0)
	e.Regions[2].Members = []string{"CAN"}
	if sh, err = ReadShock(strings.NewReader("us-law: 2025-05-20"), "f.yaml", e, law); err != nil {
		t.Fatal(err)
	}
	near(t, "rest with a member of its own, by imports", sh.Tariff[e.At(0, 3, 2)], (0.1+3*0.3)/4, 1e-15)
	e.Regions[1].Code = "Narnia"
	_, err = ReadShock(strings.NewReader("us-law: 2025-05-20"), "f.yaml", e, law)
	if err == nil || !strings.Contains(err.Error(), "Narnia") {
		t.Errorf("a region that the law does not know: %v", err)
	}
}

func TestClosureFile(t *testing.T) {
	e := fourCountries()
	_, c, err := ReadClosure(strings.NewReader("base: balanced\nlabour_supply: 0.5\nrevenue: tax-relief\ndestination_cost: {default: 0.1, USA: 0.2}\npass_through: {constant: 0.25}\nnumeraire: prices\nelasticity: {C29: 7}\n"), "my.yaml", e)
	if err != nil {
		t.Fatal(err)
	}
	if c.Name != "my" || !c.Balanced || c.LabourSupply != 0.5 || !c.TaxRelief || c.Numeraire != WorldPrices {
		t.Errorf("%+v", c)
	}
	near(t, "default cost", c.DestinationCost[0], 0.1, 0)
	near(t, "cost of the USA", c.DestinationCost[3], 0.2, 0)
	near(t, "pass-through", c.PassThrough[3], 0.25+(1+ilmsShape)/(0.8*ilmsShape)-1/ilmsShape-1, 1e-15)
	for _, bad := range []struct {
		text, want string
		kind       fault.Kind
	}{
		{"base: cheese", `no closure is named "cheese"`, fault.BadInput},
		{"labor: 1", `unknown field "labor"`, fault.BadInput},
		{"transfers: {JPN: 5}", "sum to 5 million", fault.NoSolution},
		{"value_added: 0.5", "economies of one sector", fault.BadInput},
		{"inputs: none\nvalue_added: 0.5", "at once", fault.BadInput},
		{"inputs: some", "is not known", fault.BadInput},
		{"revenue: burnt", "is not known", fault.BadInput},
	} {
		e2, c, err := ReadClosure(strings.NewReader(bad.text), "my.yaml", e)
		if err == nil {
			_, err = New(e2, c)
		}
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != bad.kind || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%q: %v, want %q", bad.text, err, bad.want)
		}
	}
}

// TestClosureTitles: what a closure file changes in the economy and in its
// transfers is in the title, so that results can be told apart.
func TestClosureTitles(t *testing.T) {
	for text, want := range map[string]string{
		"elasticity: 8":                       "trade elasticity 8 in all sectors",
		"elasticity: {C29: 7}":                "trade elasticities of its own (C29 7)",
		"inputs: none":                        "no input-output links",
		"transfers: {JPN: 5, USA: -5}":        "transfers as given (5 million in all)",
		"transfers: {balance_with: USA}":      "trade with USA balanced partner by partner",
		"mobility: specific":                  "factors fixed by sector",
		"{base: balanced, labour_supply: .5}": "balanced trade",
	} {
		_, c, err := ReadClosure(strings.NewReader(text), "my.yaml", fourCountries())
		if err != nil || !strings.Contains(c.Title(), want) {
			t.Errorf("%s: title %q, %v; want %q", text, c.Title(), err, want)
		}
	}
	_, c, err := ReadClosure(strings.NewReader("value_added: 0.5"), "my.yaml", blank(2, 1))
	if err != nil || !strings.Contains(c.Title(), "value added 0.5 of cost") {
		t.Errorf("title %q, %v", c.Title(), err)
	}
}

// TestRegionsOfItsOwn: an unknown region of an economy whose codes are its
// own is answered with these, once, and not with countries of the world.
func TestRegionsOfItsOwn(t *testing.T) {
	_, _, err := ReadClosure(strings.NewReader("mobility: {NOPE: specific}"), "my.yaml", blank(3, 1))
	if err == nil || !strings.Contains(err.Error(), "its regions are R00, R01, R02") || strings.Contains(err.Error(), "Niue") {
		t.Error(err)
	}
	_, _, err = ReadClosure(strings.NewReader("value_added: 0.5"), "my.yaml", blank(3, 2))
	if err == nil || strings.Count(err.Error(), "leave") != 1 {
		t.Error(err)
	}
	if _, err = Regions(fourCountries(), "Japn"); err == nil || !strings.Contains(err.Error(), "Japan") {
		t.Error(err)
	}
}

// TestCodesThatDifferInCase: sectors c24 and C24 are two.
func TestCodesThatDifferInCase(t *testing.T) {
	e := blank(2, 2)
	e.Sectors[0].Code, e.Sectors[1].Code = "c24", "C24"
	for s, c := range e.Sectors {
		if got, err := SectorsNamed(e, c.Code); err != nil || len(got) != 1 || got[0] != s {
			t.Errorf("%s names %v, %v", c.Code, got, err)
		}
	}
}

// TestWithoutInputs: taking the inputs away keeps every flow and balance, so
// the benchmark holds as it is.
func TestWithoutInputs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		bare, c, err := ReadClosure(strings.NewReader("inputs: none"), "my.yaml", e)
		if err != nil {
			rt.Fatal(err)
		}
		m := mustNew(rt, bare, c)
		near(rt, "benchmark", m.BenchmarkResidual(), 0, 1e-12)
		for f, z := range e.Flow {
			s, n := f/len(e.Regions)/len(e.Regions), f/len(e.Regions)%len(e.Regions)
			near(rt, "flow", m.bench.share[f]*m.bench.spending[n*e.S()+s]/(1+e.Tariff[f]), z, 1e-10*(1+z))
		}
	})
}

// FuzzShockFile: no file makes the reader fail other than by its own
// message.
func FuzzShockFile(f *testing.F) {
	f.Add("- {importer: USA, exporter: \"*\", sector: goods, tariff_add_pct: 10}\n")
	f.Add("us-law: 2025-05-20\n")
	f.Add("- {from: JPN, to: USA, transfer_musd: 1e3}\n- {region: USA, productivity_pct: -3}")
	f.Add("- &a {importer: USA, exporter: JPN, sector: K, quota_musd: 5, in_quota_pct: 0, out_quota_pct: 3}\n- *a")
	f.Add("[[[")
	e := fourCountries()
	f.Fuzz(func(t *testing.T, text string) {
		sh, err := ReadShock(strings.NewReader(text), "f.yaml", e, nil)
		if err != nil {
			var ft *fault.Error
			if !errors.As(err, &ft) || ft.Why == "" {
				t.Fatalf("no message for people: %v", err)
			}
			return
		}
		for _, v := range sh.Tariff {
			if math.IsNaN(v) || v <= -1 {
				t.Fatalf("tariff %g passed", v)
			}
		}
	})
}
