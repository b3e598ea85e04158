package main

import (
	"bytes"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"parley/internal/fault"
	"parley/trade"
)

// tradeShockFlag is the shock that the others' policies are in.
type tradeShockFlag struct {
	Shock string `help:"Shock file to start from (default: the benchmark)." placeholder:"FILE"`
}

// read reads the shock, or makes the shock of nothing.
func (f *tradeShockFlag) read(a *app, m *trade.Model) (*trade.Shock, error) {
	if f.Shock == "" {
		return trade.NewShock(m.Economy()), nil
	}
	b, err := readFile(f.Shock)
	if err != nil {
		return nil, err
	}
	return trade.ReadShock(bytes.NewReader(b), f.Shock, m.Economy(), a.lawOfDate)
}

// start makes the model and reads the shock.
func (f *tradeShockFlag) start(a *app, flags *tradeModelFlags) (*trade.Model, *trade.Shock, error) {
	m, err := flags.model()
	if err != nil {
		return nil, nil, err
	}
	sh, err := f.read(a, m)
	return m, sh, err
}

// oneRegion finds the one region that a word names.
func oneRegion(m *trade.Model, word string) (int, error) {
	list, err := trade.Regions(m.Economy(), word)
	if err != nil {
		return 0, err
	}
	if len(list) != 1 {
		return 0, fault.Misuse("name one region", "%q names %d regions", word, len(list))
	}
	return list[0], nil
}

// tradeGradientCmd gives the derivatives of an outcome.
type tradeGradientCmd struct {
	tradeModelFlags
	tradeShockFlag
	Region  string `help:"The region whose outcome it is." required:"" placeholder:"REGION"`
	Outcome string `help:"What changes: welfare or another outcome; the list is above." default:"welfare"`
	Sector  string `help:"The sector, for an outcome of a sector or flow." placeholder:"SECTOR"`
	Partner string `help:"The exporter, for a flow." placeholder:"REGION"`
	Whole   bool   `help:"Let the derivatives by elasticities count what they do to the benchmark, where the closure moves it: what another elasticity in the closure file would give."`
	Top     int    `help:"In text, show this many tariffs with the largest effect of a point." default:"25"`
	Format  string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tradeGradientCmd) Help() string {
	return `The change of an outcome by every tariff of the world, and by delivery costs, transfers,
productivity, elasticities and the wedges of the shock, from one solve of the transposed
system. At a shock, give it with --shock. JSON holds all of them, text the largest.

Outcomes of a region: ` + strings.Join(measureNames(false), ", ") + `.
Of a sector of it (--sector): ` + strings.Join(measureNames(true), ", ") + ` (with --partner).

Examples:
  parley trade gradient --region USA
  parley trade gradient --region JPN --shock cars.yaml --outcome real-income
  parley trade gradient --region JPN --outcome sector-wage --sector C29 --closure short-run
  parley trade gradient --region USA --outcome flow --partner JPN --sector C29
  parley trade gradient --economy goods-2023 --closure ilms2025 --region USA --format json`
}

// gradientRow is the derivative by one tariff.
type gradientRow struct {
	Importer  string  `json:"importer"`
	Exporter  string  `json:"exporter"`
	Sector    string  `json:"sector"`
	TariffPct float64 `json:"tariff_pct"`
	PerUnit   float64 `json:"per_unit"`         // of the outcome by a tariff of one (100 points)
	PerPoint  float64 `json:"per_point"`        // by one point
	Delivery  float64 `json:"per_delivery_pct"` // by one percent of the cost of delivery
	FlowMUSD  float64 `json:"flow_musd"`        // benchmark
}

// Run takes the gradient.
func (c *tradeGradientCmd) Run(a *app) error {
	m, err := c.model()
	if err != nil {
		return err
	}
	e := m.Economy()
	sh, err := c.read(a, m)
	if err != nil {
		return err
	}
	out := trade.Outcome{Measure: trade.Measure(c.Outcome)}
	if out.Region, err = oneRegion(m, c.Region); err != nil {
		return err
	}
	if err := c.place(e, m, &out); err != nil {
		return err
	}
	start := time.Now()
	g, err := m.Gradient(a.ctx, sh, out, trade.Options{Tolerance: 1e-13, ThroughBenchmark: c.Whole})
	if err != nil {
		return err
	}
	ms := float64(time.Since(start).Microseconds()) / 1000
	var rows []gradientRow
	N := e.N()
	for f, v := range g.Tariff {
		if n, i := f/N%N, f%N; n != i && e.Flow[f] > 0 {
			rows = append(rows, gradientRow{Importer: e.Regions[n].Code, Exporter: e.Regions[i].Code, Sector: e.Sectors[f/N/N].Code,
				TariffPct: 100 * sh.Tariff[f], PerUnit: v, PerPoint: v / 100, Delivery: g.Iceberg[f] / 100, FlowMUSD: e.Flow[f]})
		}
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"status": g.Result.Status, "outcome": c.Outcome, "region": e.Regions[out.Region].Code, "value": g.Value,
			"residual": g.Result.Residual, "adjoint_residual": g.Residual, "adjoint_passes": g.Passes, "work": trade.Work{Sweeps: g.Result.Work.Sweeps, Millis: ms},
			"check": "largest scaled residual of the verified solve and relative residual of the transposed system", "tariffs": rows,
			"transfers": regionRows(e, g.Transfer), "productivity": productivityRows(e, g), "elasticities": elasticityRows(e, g), "wedges": wedgeRows(sh, g),
			"labour_supply": g.Labour, "scale": g.Scale, "mobility": regionRows(e, g.Mobility), "through_benchmark": c.Whole})
	}
	sort.SliceStable(rows, func(i, j int) bool { return math.Abs(rows[i].PerUnit) > math.Abs(rows[j].PerUnit) })
	unit := "percentage points"
	if out.Measure.Money() {
		unit = "million " + e.Currency
	}
	fmt.Fprintf(a.stdout, "%s: %s of %s is %.6g %s; its change by one point of each tariff (%d in all)\n\n", a.bold("Gradient"), c.Outcome, e.Regions[out.Region].Code, g.Value, unit, len(rows))
	fmt.Fprintf(a.stdout, "%-9s %-9s %-9s %10s %14s %12s\n", "importer", "exporter", "sector", "tariff %", "by one point", "m "+e.Currency)
	for _, r := range rows[:min(c.Top, len(rows))] {
		fmt.Fprintf(a.stdout, "%-9s %-9s %-9s %10.2f %+14.3e %12.0f\n", clip(r.Importer, 9), clip(r.Exporter, 9), clip(r.Sector, 9), r.TariffPct, r.PerPoint, r.FlowMUSD)
	}
	a.writeElasticities(e, g, c.Whole)
	fmt.Fprintf(a.stdout, "\n%s, closure %s. Verified: residual %.1e; transposed system to %.1e in %d passes; %.0f ms in all.\n", e.Name, m.Closure().Name, g.Result.Residual, g.Residual, g.Passes, ms)
	return nil
}

// tradePlayerFlags say how a player may set its tariffs.
type tradePlayerFlags struct {
	By     string  `help:"Which tariffs move together: uniform, partner, sector, flow (each partner and sector)." enum:"uniform,partner,sector,flow" default:"partner"`
	Min    float64 `help:"Lowest tariff, percent." default:"-50"`
	Max    float64 `help:"Highest tariff, percent." default:"300"`
	Top    int     `help:"In text, show this many tariffs." default:"20"`
	Format string  `help:"text or json." enum:"text,json" default:"text"`
}

// player is a player that sets the tariffs of the regions a word names.
func (f *tradePlayerFlags) player(m *trade.Model, words ...string) (trade.Player, error) {
	list, err := trade.Regions(m.Economy(), words...)
	if err != nil {
		return trade.Player{}, err
	}
	if !(f.Min > -100 && f.Max > f.Min) {
		return trade.Player{}, fault.Misuse("give --min above -100 and --max above --min", "tariffs from %g to %g percent", f.Min, f.Max)
	}
	return trade.Player{Regions: list, By: trade.By(f.By), Low: f.Min / 100, High: f.Max / 100}, nil
}

// tradeOptimumCmd finds a region's best tariffs.
type tradeOptimumCmd struct {
	tradeModelFlags
	tradeShockFlag
	tradePlayerFlags
	Region string `help:"The region, or a customs union (EU), that sets its tariffs." required:"" placeholder:"REGION"`
}

// Help shows examples.
func (c *tradeOptimumCmd) Help() string {
	return `The tariffs on its own imports of goods that are best for a region, what others do given.

Examples:
  parley trade optimum --region USA --by sector
  parley trade optimum --economy goods-2023 --closure ilms2025-io --region USA --by partner
  parley trade optimum --region EU --by uniform --shock us-tariffs.yaml --format json`
}

// Run searches.
func (c *tradeOptimumCmd) Run(a *app) error {
	m, sh, err := c.start(a, &c.tradeModelFlags)
	if err != nil {
		return err
	}
	p, err := c.player(m, c.Region)
	if err != nil {
		return err
	}
	return a.optimum(m, sh, p, c.Format, c.Top)
}

// optimum searches and prints what it found.
func (a *app) optimum(m *trade.Model, sh *trade.Shock, p trade.Player, format string, top int) error {
	start := time.Now()
	choice, res, err := m.Optimum(a.ctx, sh, p, trade.Options{}, func(n int, value, promise float64) {
		a.progress("%d evaluations, welfare %.6f %%, %.1e %% still promised", n, value, promise)
	})
	a.progress("")
	if err != nil {
		return err
	}
	ms := float64(time.Since(start).Microseconds()) / 1000
	if format == "json" {
		return a.writeJSON(map[string]any{"status": res.Status, "economy": res.Economy, "closure": res.Closure, "optimum": choice, "value": choice.WelfarePct, "check": choice.Check,
			"residual": res.Residual, "work": trade.Work{Sweeps: choice.Passes, Millis: ms}, "regions": res.Regions})
	}
	fmt.Fprintf(a.stdout, "%s of %s, by %s; %s, closure %s\n\n", a.bold("Best tariffs"), choice.Player, choice.By, res.Economy, res.Closure)
	a.writeChoice(m, choice, top)
	a.writeOthers(res, choice.Player)
	fmt.Fprintf(a.stdout, "Verified: residual %.1e; %d evaluations, %d passes, %.2f s.\n", res.Residual, choice.Evaluations, choice.Passes, ms/1000)
	return nil
}

// tradeCooperateCmd finds the tariffs that are best for regions together.
type tradeCooperateCmd struct {
	tradeModelFlags
	tradeShockFlag
	tradePlayerFlags
	Regions []string `help:"The regions, separated by commas." required:"" placeholder:"A,B"`
}

// Help shows examples.
func (c *tradeCooperateCmd) Help() string {
	return `The tariffs of several governments that are best for them together: the mean of
their welfare, weighted by final expenditure. What members charge each other is a
transfer between them up to its effect on trade, so the vector need not be unique.

Example:
  parley trade cooperate --regions USA,JPN --by partner`
}

// Run searches.
func (c *tradeCooperateCmd) Run(a *app) error {
	m, sh, err := c.start(a, &c.tradeModelFlags)
	if err != nil {
		return err
	}
	p, err := c.player(m, c.Regions...)
	if err != nil {
		return err
	}
	if len(p.Regions) < 2 {
		return fault.Misuse("name two or more regions, as --regions USA,JPN", "cooperation needs two regions")
	}
	p.Joint = true
	return a.optimum(m, sh, p, c.Format, c.Top)
}

// tradeNashCmd finds a tariff war.
type tradeNashCmd struct {
	tradeModelFlags
	tradeShockFlag
	tradePlayerFlags
	Regions []string `help:"The players: regions or customs unions, separated by commas." required:"" placeholder:"A,B"`
}

// Help shows examples.
func (c *tradeNashCmd) Help() string {
	return `A tariff war: each player's tariffs are best for it against the others'.

Examples:
  parley trade nash --regions USA,CHN --by sector
  parley trade nash --regions USA,EU --by uniform --closure balanced`
}

// Run searches.
func (c *tradeNashCmd) Run(a *app) error {
	m, sh, err := c.start(a, &c.tradeModelFlags)
	if err != nil {
		return err
	}
	var players []trade.Player
	for _, r := range c.Regions {
		p, err := c.player(m, r)
		if err != nil {
			return err
		}
		players = append(players, p)
	}
	start := time.Now()
	war, res, err := m.Nash(a.ctx, sh, players, trade.Options{}, func(player string, round int, welfare, promise float64) {
		a.progress("round %d, %s: welfare %.6f %%", round, player, welfare)
	})
	a.progress("")
	if err != nil {
		return err
	}
	ms := float64(time.Since(start).Microseconds()) / 1000
	passes := 0
	for _, p := range war.Players {
		passes = max(passes, p.Passes)
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"status": res.Status, "economy": res.Economy, "closure": res.Closure, "nash": war, "check": war.Check,
			"residual": res.Residual, "work": trade.Work{Sweeps: passes, Millis: ms}, "regions": res.Regions})
	}
	fmt.Fprintf(a.stdout, "%s of %s; %s, closure %s\n\n", a.bold("Tariff war"), strings.Join(c.Regions, ", "), res.Economy, res.Closure)
	for _, p := range war.Players {
		a.writeChoice(m, p, c.Top)
	}
	a.writeOthers(res, "")
	fmt.Fprintln(a.stdout, wrap(a.width, "Nash check: "+war.Check+"."))
	fmt.Fprintf(a.stdout, "Verified: residual %.1e; %d passes, %.2f s.\n", res.Residual, passes, ms/1000)
	return nil
}

// writeChoice prints the tariffs of one player.
func (a *app) writeChoice(m *trade.Model, c *trade.Choice, top int) {
	fmt.Fprintf(a.stdout, "%s: welfare %+.4f %% from the benchmark; mean tariff %.2f %% (weighted by benchmark imports)\n", a.bold(clip(c.Player, 60)), c.WelfarePct, c.MeanPct)
	fmt.Fprintf(a.stdout, "  %-16s %10s %14s\n", "tariff on", "%", "imports, m "+m.Economy().Currency)
	for _, t := range c.Tariffs[:min(top, len(c.Tariffs))] {
		bound := ""
		if t.AtBound {
			bound = "  (at the bound)"
		}
		fmt.Fprintf(a.stdout, "  %-16s %10.3f %14.0f%s\n", clip(t.Name, 16), t.Pct, t.ImportsMUSD, bound)
	}
	if len(c.Tariffs) > top {
		fmt.Fprintf(a.stdout, "  (%d more; --top shows them)\n", len(c.Tariffs)-top)
	}
	fmt.Fprintln(a.stdout, wrap(a.width, "  Check: "+c.Check+"."))
	fmt.Fprintln(a.stdout)
}

// writeOthers prints the regions that gain and lose most.
func (a *app) writeOthers(res *trade.Result, player string) {
	rows := append([]trade.RegionResult(nil), res.Regions...)
	sort.SliceStable(rows, func(i, j int) bool { return math.Abs(rows[i].WelfareMUSD) > math.Abs(rows[j].WelfareMUSD) })
	fmt.Fprintf(a.stdout, "%-8s %12s %10s\n", "region", "welfare, m", "%")
	world := 0.0
	for i, r := range rows {
		world += r.WelfareMUSD
		if i < 8 {
			fmt.Fprintf(a.stdout, "%-8s %12.0f %10.4f\n", clip(r.Code, 8), r.WelfareMUSD, r.WelfarePct)
		}
	}
	fmt.Fprintf(a.stdout, "%-8s %12.0f\n\n", "world", world)
}

// progress shows a line on a terminal in place of the last one; an empty
// format clears it.
func (a *app) progress(format string, args ...any) {
	if !a.live {
		return
	}
	fmt.Fprint(a.stderr, "\r\x1b[K"+fmt.Sprintf(format, args...))
}
