package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"parley/economy"
	"parley/internal/fault"
	"parley/trade"
)

// measureNames lists the outcomes that have a gradient, of regions or of
// sectors.
func measureNames(ofSector bool) []string {
	var out []string
	for _, m := range trade.Measures() {
		if m.OfSector() == ofSector {
			out = append(out, string(m))
		}
	}
	return out
}

// place finds the sector and the partner that an outcome needs.
func (c *tradeGradientCmd) place(e *economy.Economy, m *trade.Model, out *trade.Outcome) error {
	if !slices.Contains(trade.Measures(), out.Measure) {
		return fault.Misuse("use "+strings.Join(append(measureNames(false), measureNames(true)...), ", "), "unknown outcome %q", c.Outcome)
	}
	if !out.Measure.OfSector() {
		if c.Sector != "" || c.Partner != "" {
			return fault.Misuse("leave --sector and --partner out", "%s is of a whole region", c.Outcome)
		}
		return nil
	}
	if c.Sector == "" {
		return fault.Misuse("add --sector", "--outcome %s needs a sector", c.Outcome)
	}
	list, err := trade.SectorsNamed(e, c.Sector)
	if err != nil {
		return err
	}
	if len(list) != 1 {
		return fault.Misuse("name one sector", "%q names %d sectors", c.Sector, len(list))
	}
	out.Sector = list[0]
	if out.Measure != trade.Flow {
		return nil
	}
	if c.Partner == "" {
		return fault.Misuse("add --partner, the exporter", "--outcome flow needs a partner")
	}
	out.Partner, err = oneRegion(m, c.Partner)
	return err
}

// regionRow is the derivative by something of a region.
type regionRow struct {
	Region string  `json:"region"`
	Value  float64 `json:"per_unit"`
}

// regionRows are the derivatives by a million received, or by the mobility of
// factors.
func regionRows(e *economy.Economy, by []float64) []regionRow {
	rows := []regionRow{}
	for n, v := range by {
		rows = append(rows, regionRow{e.Regions[n].Code, v})
	}
	return rows
}

// productivityRow is the derivative by the productivity of a sector.
type productivityRow struct {
	Region string  `json:"region"`
	Sector string  `json:"sector"`
	Value  float64 `json:"per_pct"`
}

func productivityRows(e *economy.Economy, g *trade.Gradient) []productivityRow {
	rows := []productivityRow{}
	for j, v := range g.Productivity {
		if v != 0 {
			rows = append(rows, productivityRow{e.Regions[j/e.S()].Code, e.Sectors[j%e.S()].Code, v / 100})
		}
	}
	return rows
}

// elasticityRow is the derivative by one trade elasticity.
type elasticityRow struct {
	Sector string  `json:"sector"`
	Theta  float64 `json:"theta"`
	Value  float64 `json:"per_unit"`
}

func elasticityRows(e *economy.Economy, g *trade.Gradient) []elasticityRow {
	rows := []elasticityRow{}
	for s, v := range g.Theta {
		rows = append(rows, elasticityRow{e.Sectors[s].Code, e.Theta[s].Value, v})
	}
	return rows
}

// wedgeRow holds the derivatives by what defines a purchase, quota or rent.
type wedgeRow struct {
	Kind   string  `json:"kind"`
	Target float64 `json:"per_million,omitempty"`
	In     float64 `json:"per_in_quota_unit,omitempty"`
	Out    float64 `json:"per_out_quota_unit,omitempty"`
	Wedge  float64 `json:"per_rent_unit,omitempty"`
}

func wedgeRows(sh *trade.Shock, g *trade.Gradient) []wedgeRow {
	rows := []wedgeRow{}
	for j, d := range g.Wedges {
		kind := "rent"
		if j < len(sh.Purchases) {
			kind = "purchase"
		} else if j < len(sh.Purchases)+len(sh.Quotas) {
			kind = "quota"
		}
		rows = append(rows, wedgeRow{kind, d.Target, d.In, d.Out, d.Wedge})
	}
	return rows
}

// writeElasticities prints the elasticities that matter most.
func (a *app) writeElasticities(e *economy.Economy, g *trade.Gradient, whole bool) {
	rows := elasticityRows(e, g)
	sort.SliceStable(rows, func(i, j int) bool {
		return math.Abs(rows[i].Value*rows[i].Theta) > math.Abs(rows[j].Value*rows[j].Theta)
	})
	fmt.Fprintf(a.stdout, "\nBy elasticities, per unit")
	if !whole {
		fmt.Fprintf(a.stdout, " (the benchmark as it is; --whole lets it answer)")
	}
	fmt.Fprint(a.stdout, ": ")
	var parts []string
	for _, r := range rows[:min(5, len(rows))] {
		parts = append(parts, fmt.Sprintf("%s (%.4g) %+.3e", r.Sector, r.Theta, r.Value))
	}
	if g.Labour != 0 {
		parts = append(parts, fmt.Sprintf("labour supply %+.3e", g.Labour))
	}
	if g.Scale != 0 {
		parts = append(parts, fmt.Sprintf("scale %+.3e", g.Scale))
	}
	fmt.Fprintln(a.stdout, strings.Join(parts, "; "))
}
