package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"parley/economy"
)

// writeCard prints the card of an economy.
func (a *app) writeCard(c economy.Card) {
	w := a.stdout
	fmt.Fprintln(w, a.bold(c.Name+": "+c.Title))
	if c.Estimate {
		fmt.Fprintln(w, wrap(a.width, "This is an estimate, not a published table."))
	}
	for _, n := range c.Notes {
		fmt.Fprintln(w, wrap(a.width, "- "+n))
	}
	unit := fmt.Sprintf("billion %s, %d", c.Currency, c.Year)
	if c.Year == 0 {
		unit = "billion " + c.Currency
	}
	fmt.Fprintf(w, "\n%s\n", a.bold("Regions ("+unit+"; deficit is imports less exports; tariff is the mean over imports, by value)"))
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "region\tvalue added\texports\timports\tdeficit\ttariff %\t\t")
	for _, r := range c.Regions {
		fmt.Fprintf(tw, "%s\t%.1f\t%.1f\t%.1f\t%+.1f\t%.2f\t\t%s\n", r.Code, r.ValueAdded/1e3, r.Exports/1e3, r.Imports/1e3, r.Deficit/1e3, r.TariffPct, r.Name)
	}
	fmt.Fprintf(tw, "world\t%.1f\t%.1f\t%.1f\t%+.1f\t\t\t\n", c.World.ValueAdded/1e3, c.World.Exports/1e3, c.World.Imports/1e3, c.World.Deficit/1e3)
	tw.Flush()
	fmt.Fprintf(w, "\n%s\n", a.bold("Sectors (output and trade between regions in "+unit+"; theta is the trade elasticity, with its range)"))
	tw = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "sector\tkind\toutput\ttrade\ttariff %\ttheta\trange\tname")
	for _, s := range c.Sectors {
		fmt.Fprintf(tw, "%s\t%s\t%.0f\t%.0f\t%.2f\t%.3g\t%.3g to %.3g\t%s\n", s.Code, s.Kind, s.Output/1e3, s.Trade/1e3, s.TariffPct, s.Theta, s.ThetaLow, s.ThetaHigh, s.Name)
	}
	tw.Flush()
	a.writeThetaSources(c)
	if len(c.Sources) > 0 {
		fmt.Fprintf(w, "\n%s\n", a.bold("Sources"))
		for _, s := range c.Sources {
			fmt.Fprintln(w, indented(a.width, fmt.Sprintf("%s: %s; %s. Licence: %s. Used for: %s.", s.ID, s.Title, s.Vintage, s.Licence, s.Used)))
		}
	}
	fmt.Fprintf(w, "\n%s\n", a.bold("Checks"))
	a.writeChecks(c.Checks)
}

// writeThetaSources prints where elasticities come from, sectors of one
// source together.
func (a *app) writeThetaSources(c economy.Card) {
	var order []string
	by := map[string][]string{}
	for _, s := range c.Sectors {
		if s.ThetaSource == "" {
			continue
		}
		if by[s.ThetaSource] == nil {
			order = append(order, s.ThetaSource)
		}
		by[s.ThetaSource] = append(by[s.ThetaSource], s.Code)
	}
	if len(order) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.bold("Sources of theta"))
	for _, src := range order {
		fmt.Fprintln(a.stdout, indented(a.width, strings.Join(by[src], " ")+": "+src))
	}
}

// writeChecks prints the answers of the checks, a line each.
func (a *app) writeChecks(checks []economy.Check) {
	tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "check\tvalue\tallowed\tresult\twhere")
	for _, c := range checks {
		result := "ok"
		switch {
		case !c.OK && c.Hard:
			result = "FAILS"
		case !c.OK:
			result = "warning"
		}
		where := ""
		if !c.OK {
			where = c.Where
		}
		fmt.Fprintf(tw, "%s\t%.3g\t%.2g\t%s\t%s\n", c.Name, c.Value, c.Limit, result, where)
	}
	tw.Flush()
}

// writeRegion prints the sectors of one region.
func (a *app) writeRegion(e *economy.Economy, n int) {
	acc := e.Accounts()
	s := e.S()
	fmt.Fprintf(a.stdout, "\n%s\n", a.bold(fmt.Sprintf("%s by sector (billion %s)", e.Regions[n].Name, e.Currency)))
	tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "sector\toutput\tvalue added\texports\timports\tfinal use\ttariff %\t\t")
	for k, c := range e.Sectors {
		at := n*s + k
		fmt.Fprintf(tw, "%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.2f\t\t%s\n", c.Code, acc.Output[at]/1e3, acc.Output[at]*e.ValueAdded[at]/1e3,
			acc.Exports[at]/1e3, acc.Imports[at]/1e3, e.Final[at]*acc.FinalSpend[n]/1e3, 100*e.TariffRate(n, k), c.Name)
	}
	tw.Flush()
}

// indented wraps a text, with all lines but the first set in.
func indented(width int, s string) string {
	return strings.ReplaceAll(wrap(width-2, s), "\n", "\n  ")
}
