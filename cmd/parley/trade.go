package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"sort"
	"strings"
	"time"

	"parley/economy"
	"parley/internal/fault"
	"parley/trade"
)

// tradeCmd is the general-equilibrium trade model.
type tradeCmd struct {
	Solve     tradeSolveCmd     `cmd:"" help:"Solve a shock: welfare, prices and trade of every region."`
	Gradient  tradeGradientCmd  `cmd:"" help:"The change of an outcome by every tariff."`
	Optimum   tradeOptimumCmd   `cmd:"" help:"The tariffs that are best for a region."`
	Nash      tradeNashCmd      `cmd:"" help:"A tariff war between regions."`
	Cooperate tradeCooperateCmd `cmd:"" help:"The tariffs that are best for several regions together."`
	Closures  tradeClosuresCmd  `cmd:"" help:"List the closures known by name."`
}

// tradeModelFlags choose the model.
type tradeModelFlags struct {
	Economy string `help:"An embedded economy (parley economy list), a plain economy directory, or an .econ file of parley economy import." default:"world-2022" placeholder:"NAME|DIR|FILE"`
	Closure string `help:"A closure by name (parley trade closures) or a closure file." default:"cp2015" placeholder:"NAME|FILE"`
}

// open reads the economy and the closure.
func (f *tradeModelFlags) open() (*economy.Economy, trade.Closure, error) {
	e, err := openEconomy(f.Economy)
	if err != nil {
		return nil, trade.Closure{}, err
	}
	if f.isFile() {
		b, err := readFile(f.Closure)
		if err != nil {
			return nil, trade.Closure{}, err
		}
		return trade.ReadClosure(bytes.NewReader(b), f.Closure, e)
	}
	return trade.OpenClosure(f.Closure, e)
}

// isFile says whether the closure is given as a file: by the look of its
// name, or because one of that name is there and no closure is.
func (f *tradeModelFlags) isFile() bool {
	if strings.HasSuffix(f.Closure, ".yaml") || strings.HasSuffix(f.Closure, ".yml") || strings.ContainsRune(f.Closure, os.PathSeparator) {
		return true
	}
	if names, _ := trade.Named(); slices.Contains(names, f.Closure) {
		return false
	}
	info, err := os.Stat(f.Closure)
	return err == nil && info.Mode().IsRegular()
}

// model opens the economy under the closure.
func (f *tradeModelFlags) model() (*trade.Model, error) { return f.modelWithin(0) }

// modelWithin is model for a benchmark that need only hold to a tolerance.
func (f *tradeModelFlags) modelWithin(tolerance float64) (*trade.Model, error) {
	e, c, err := f.open()
	if err != nil {
		return nil, err
	}
	return trade.NewWithin(e, c, tolerance)
}

// tradeSolveCmd solves one shock.
type tradeSolveCmd struct {
	tradeModelFlags
	Shock     string  `help:"Shock file (YAML)." required:"" placeholder:"FILE"`
	Sectors   bool    `help:"Also show sectors: of the region with the largest change in text, of all in JSON."`
	Region    string  `help:"In text, show this region's sectors." placeholder:"REGION"`
	Flows     bool    `help:"Also list bilateral flows (JSON only)."`
	All       bool    `help:"In text, show every region."`
	Tolerance float64 `help:"Largest scaled residual of the equilibrium conditions, the benchmark's included." default:"1e-13"`
	Format    string  `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tradeSolveCmd) Help() string {
	return `A shock file is a YAML list; entries apply in order:

  - {importer: USA, exporter: JPN, sector: C29, tariff_pct: 15}
  - {importer: USA, exporter: "*", sector: goods, tariff_add_pct: 10}
  - {importer: JPN, exporter: USA, sector: C29, ntm_ave_pct_cut: 10}
  - {importer: JPN, exporter: USA, sector: A01_02, purchase_add_musd: 8000}
  - {importer: USA, exporter: GBR, sector: C29, quota_musd: 9000, in_quota_pct: 10, out_quota_pct: 27.5}
  - {from: JPN, to: USA, transfer_musd: 1000}
  - {us-law: 2025-05-20}

Tariffs are levels in percent ad valorem; "*" is every region, and for tariffs every
sector of goods; blocs (EU) stand for their members. A purchase or a quota over several
flows is one target on their sum, with one subsidy or one price of the licence.

Examples:
  parley trade solve --shock cars.yaml
  parley trade solve --economy world-2022 --shock cars.yaml --closure balanced --sectors --region JPN
  parley trade solve --economy my-economy/ --shock cars.yaml --format json`
}

// Run solves.
func (c *tradeSolveCmd) Run(a *app) error {
	if !(c.Tolerance >= 1e-15 && c.Tolerance <= 1e-4) {
		return fault.Misuse("give a tolerance from 1e-15 to 1e-4", "--tolerance %g", c.Tolerance)
	}
	b, err := readFile(c.Shock)
	if err != nil {
		return err
	}
	m, err := c.modelWithin(c.Tolerance)
	if err != nil {
		return err
	}
	e := m.Economy()
	sh, err := trade.ReadShock(bytes.NewReader(b), c.Shock, e, a.lawOfDate)
	if err != nil {
		return err
	}
	show := -1
	if c.Region != "" {
		list, err := trade.Regions(e, c.Region)
		if err != nil {
			return err
		}
		show, c.Sectors = list[0], true
	}
	start := time.Now()
	res, err := m.Solve(a.ctx, sh, trade.Options{Tolerance: c.Tolerance, Sectors: c.Sectors, Flows: c.Flows && c.Format == "json"})
	if res != nil {
		res.Work.Millis = math.Round(float64(time.Since(start).Microseconds())) / 1000
	}
	if c.Format == "json" && res != nil {
		if res.Regions == nil {
			res.Regions = []trade.RegionResult{}
		}
		if werr := a.writeJSON(res); werr != nil {
			return werr
		}
	}
	if err != nil || c.Format == "json" {
		return err
	}
	a.writeSolve(m, sh, res, c.All)
	if c.Sectors {
		a.writeSectors(m, res, show)
	}
	return nil
}

// writeSolve prints the table of regions, the largest movers first.
func (a *app) writeSolve(m *trade.Model, sh *trade.Shock, res *trade.Result, all bool) {
	e := m.Economy()
	clo := m.Closure()
	title := e.Title
	if title == "" {
		title = "benchmark world economy"
	}
	money := "million"
	if e.Currency != "" {
		money += " " + e.Currency
	}
	if e.Year != 0 {
		money += fmt.Sprintf(" of %d", e.Year)
	}
	if e.Estimate {
		money += ", estimated flows"
	}
	fmt.Fprintf(a.stdout, "%s\n%s: %s; %d regions x %d sectors; %s\n", a.bold("Effects of the shock"), e.Name, title, e.N(), e.S(), money)
	fmt.Fprintf(a.stdout, "closure %s: %s\nshock: %s\n\n", clo.Name, clo.Title(), strings.Join(sh.Describe(e), "; "))
	rows := append([]trade.RegionResult(nil), res.Regions...)
	sort.SliceStable(rows, func(i, j int) bool { return math.Abs(rows[i].WelfareMUSD) > math.Abs(rows[j].WelfareMUSD) })
	shown := rows
	if most := 20; !all && len(rows) > most+2 {
		shown = rows[:most]
	}
	elastic := clo.LabourSupply != 0
	code := 6
	for _, r := range shown {
		code = min(max(code, len([]rune(r.Code))), 14)
	}
	head := fmt.Sprintf("%-*s %10s %10s %10s %9s %9s %9s %9s %11s", code, "", "welfare", "welfare", "1st order", "real wage", "prices", "exports", "imports", "duties")
	unit := fmt.Sprintf("%-*s %10s %10s %10s %9s %9s %9s %9s %11s", code, "region", "m "+e.Currency, "%", "%", "%", "%", "%", "%", "+m "+e.Currency)
	if elastic {
		head += fmt.Sprintf(" %9s", "jobs")
		unit += fmt.Sprintf(" %9s", "%")
	}
	fmt.Fprintln(a.stdout, a.bold(head))
	fmt.Fprintln(a.stdout, unit)
	for _, r := range shown {
		fmt.Fprintf(a.stdout, "%-*s %10.0f %10.4f %10.4f %9.4f %9.4f %9.3f %9.3f %11.0f", code, clip(r.Code, code), r.WelfareMUSD, r.WelfarePct, r.WelfareFirstPct,
			r.RealIncomePct, r.CPIPct, r.ExportsPct, r.ImportsPct, r.RevenueDMUSD)
		if elastic {
			fmt.Fprintf(a.stdout, " %9.4f", r.EmploymentPct)
		}
		fmt.Fprintln(a.stdout)
	}
	if len(shown) < len(rows) {
		sum := 0.0
		for _, r := range rows[len(shown):] {
			sum += r.WelfareMUSD
		}
		fmt.Fprintf(a.stdout, "%-*s %10.0f   (%d regions with smaller changes; --all shows them)\n", code, "others", sum, len(rows)-len(shown))
	}
	world, outlay := 0.0, 0.0
	for _, r := range rows {
		world += r.WelfareMUSD
		outlay += r.WelfareBaseMUSD
	}
	fmt.Fprintf(a.stdout, "%-*s %10.0f %10.4f\n\n", code, "world", world, 100*world/outlay)
	a.writeWedges(res)
	fmt.Fprintln(a.stdout, wrap(a.width, "Welfare is the equivalent variation, exact, a year at benchmark prices; 1st order is terms plus volume of trade, an approximation that leaves out second-order losses. Real wage is the factor price over the price of final demand. Exports and imports are values net of tariff, prices and values in the numeraire ("+numeraireTitle(clo.Numeraire)+")."))
	fmt.Fprintf(a.stdout, "Verified: largest scaled residual %.1e; %d sweeps, %.1f ms. Dropped: %s.\n", res.Residual, res.Work.Sweeps, res.Work.Millis, res.Dropped)
	if res.Benchmark > 0 {
		fmt.Fprintf(a.stdout, "The benchmark itself holds to %.1e only; changes of that size are noise.\n", res.Benchmark)
	}
}

// writeWedges prints purchases and quotas.
func (a *app) writeWedges(res *trade.Result) {
	for _, w := range res.Wedges {
		flow := w.Name
		if flow == "" {
			flow = fmt.Sprintf("%s of %s from %s", w.Importer, w.Sector, w.Exporter)
		}
		switch {
		case w.Kind == "purchase" && w.Binding:
			fmt.Fprintf(a.stdout, "Purchase by %s: %.0f million (benchmark %.0f) needs an implicit subsidy of %.2f %% of the border value, %.0f million a year.\n  The tariff of %.2f %% becomes %.2f %%: %.2f %% off the price with the tariff.\n",
				flow, w.VolumeMUSD, w.BenchmarkMUSD, w.WedgePct, w.CostMUSD, w.TariffPct, w.EffectivePct, 100*w.WedgePct/(100+w.TariffPct))
		case w.Kind == "purchase":
			fmt.Fprintf(a.stdout, "Purchase by %s: target %.0f million is met without a subsidy (%.0f million).\n", flow, w.TargetMUSD, w.VolumeMUSD)
		case w.Binding:
			fmt.Fprintf(a.stdout, "Quota of %s: %.0f million filled (%.0f enters); the licence is worth %.2f %% of the border value, the rent %.0f million a year.\n", flow, w.TargetMUSD, w.VolumeMUSD, w.WedgePct, w.CostMUSD)
		default:
			fmt.Fprintf(a.stdout, "Quota of %s: %.0f of %.0f million used; it does not bind.\n", flow, w.VolumeMUSD, w.TargetMUSD)
		}
	}
	if len(res.Wedges) > 0 {
		fmt.Fprintln(a.stdout)
	}
}

// writeSectors prints the sectors of one region, the largest changes of
// output first.
func (a *app) writeSectors(m *trade.Model, res *trade.Result, region int) {
	e := m.Economy()
	if region < 0 {
		most := -1.0
		for i, r := range res.Regions {
			if v := math.Abs(r.WelfarePct); v > most && r.OutlayMUSD > 0 {
				region, most = i, v
			}
		}
	}
	S := e.S()
	rows := append([]trade.SectorResult(nil), res.Sectors[region*S:(region+1)*S]...)
	sort.SliceStable(rows, func(i, j int) bool {
		return math.Abs(rows[i].OutputPct*rows[i].OutputMUSD) > math.Abs(rows[j].OutputPct*rows[j].OutputMUSD)
	})
	fmt.Fprintf(a.stdout, "\n%s\n", a.bold("Sectors of "+e.Regions[region].Name))
	fmt.Fprintf(a.stdout, "%-8s %-30s %11s %9s %9s %9s %9s %9s %9s %9s\n", "", "", "output", "output", "volume", "price", "exports", "imports", "jobs", "wage")
	fmt.Fprintf(a.stdout, "%-8s %-30s %11s %9s %9s %9s %9s %9s %9s %9s\n", "sector", "", "m "+e.Currency, "%", "%", "%", "%", "%", "%", "%")
	for _, r := range rows {
		fmt.Fprintf(a.stdout, "%-8s %-30s %11.0f %9.3f %9.3f %9.3f %9.3f %9.3f %9.3f %9.3f\n", clip(r.Sector, 8), clip(r.Name, 30), r.OutputMUSD, r.OutputPct, r.VolumePct, r.PricePct, r.ExportsPct, r.ImportsPct, tidy(r.EmploymentPct), r.WagePct)
	}
}

// tidy is a change without the rounding of a solve: what did not change is
// zero.
func tidy(pct float64) float64 {
	if math.Abs(pct) < 1e-9 {
		return 0
	}
	return pct
}

func numeraireTitle(n trade.Numeraire) string {
	switch n {
	case trade.WorldPrices:
		return "mean of final prices unchanged, weighted by spending"
	case trade.WorldWages:
		return "mean of factor prices unchanged, weighted by income"
	}
	return "world factor income unchanged"
}

// clip cuts a text to at most n letters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// wrap breaks a text into lines of at most width letters.
func wrap(width int, s string) string {
	return strings.Join(wrapWords(s, max(width, 40)), "\n")
}

// bold sets a heading apart on a terminal.
func (a *app) bold(s string) string {
	if !a.colour {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// tradeClosuresCmd lists closures.
type tradeClosuresCmd struct {
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows how to write one.
func (c *tradeClosuresCmd) Help() string {
	return `A closure file is a YAML mapping; every field is optional:

  base: cp2015                # a named closure to start from
  transfers: zero             # benchmark, zero, or {USA: 1000, JPN: -1000}
  revenue: tax-relief         # or lump-sum
  labour_supply: 0.5          # elasticity, 0 for fixed labour
  mobility: specific          # of factors between sectors: specific (short run), mobile
                              # (long run), an elasticity, or {default: 1.5, USA: specific}
  scale: 0.1675               # elasticity of productivity to production
  destination_cost: {default: 0.11, USA: 0.27}
  pass_through: {constant: 0.25}   # or one exponent, or one a region
  numeraire: prices           # income, prices or wages
  elasticity: 8               # or {C29: 5}
  inputs: none                # no input-output links; default economy
  value_added: 0.49           # share of cost, in one-sector economies only

The options combine freely. A closure that cannot be an equilibrium is refused with
the number that shows it, as transfers that do not sum to zero.

Examples:
  parley trade closures
  parley trade solve --shock cars.yaml --closure short-run --sectors --region JPN`
}

// Run lists them.
func (c *tradeClosuresCmd) Run(a *app) error {
	names, titles := trade.Named()
	if c.Format == "json" {
		type row struct {
			Name  string `json:"name"`
			Title string `json:"title"`
		}
		var rows []row
		for i := range names {
			rows = append(rows, row{names[i], titles[i]})
		}
		return a.writeJSON(map[string]any{"closures": rows})
	}
	for i := range names {
		fmt.Fprintf(a.stdout, "%-24s %s\n", names[i], strings.Join(wrapWords(titles[i], max(a.width-25, 40)), "\n"+strings.Repeat(" ", 25)))
	}
	return nil
}
