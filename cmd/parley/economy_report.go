package main

import (
	"fmt"
	"text/tabwriter"

	"parley/economy/build"
)

// writeReport prints the report of a build.
func (a *app) writeReport(r *build.Report) {
	w := a.stdout
	fmt.Fprintln(w, a.bold(r.Name+": how well the evidence is met"))
	for _, e := range r.Evidence {
		mark := "met    "
		if !e.OK {
			mark = "NOT MET"
		}
		line := fmt.Sprintf("%s  %s: %.4g", mark, e.Name, e.Value)
		if e.Unit != "" {
			line += " " + e.Unit
		}
		line += " (wanted: " + e.Want
		if e.Where != "" {
			line += "; worst at " + e.Where
		}
		fmt.Fprintln(w, indented(a.width, line+")"))
	}
	fmt.Fprintln(w)
	a.writeChecks(r.Checks)
	a.writeBalances(r)
	for _, n := range r.Notes {
		fmt.Fprintln(w, indented(a.width, "note: "+n))
	}
}

// writeBalances prints the balances of regions, and export margins that had
// to give way.
func (a *app) writeBalances(r *build.Report) {
	w := a.stdout
	if len(r.Balances) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", a.bold("Balances (billion USD; deficits are positive; published beside)"))
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "region\tvalue added\texports\timports\tdeficit\tOECD 2020\tgoods\tBACI 2023\t\t")
	for _, b := range r.Balances {
		fmt.Fprintf(tw, "%s\t%.0f\t%.1f\t%.1f\t%+.1f\t%s\t%+.1f\t%s\t\t%s\n", b.Region, b.ValueAdded, b.Exports, b.Imports, b.Deficit, published(b.OECD2020), b.Goods, published(b.BACI2023), b.Doubt)
	}
	tw.Flush()
	if len(r.Raised) > 0 {
		fmt.Fprintf(w, "\n%s\n", a.bold("Export margins below what the United States bought, raised (billion USD)"))
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(tw, "region\tindustry\tmargin\tset\t")
		for _, x := range r.Raised {
			fmt.Fprintf(tw, "%s\t%s\t%.3f\t%.3f\t\n", x.Region, x.Group, x.Margin, x.Set)
		}
		tw.Flush()
	}
}

// published shows a published balance, or nothing where there is none.
func published(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%+.1f", *v)
}
