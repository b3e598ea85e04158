package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"parley/deal"
	"parley/internal/fault"
)

// dealWeightsCmd finds the political weights that tariffs reveal.
type dealWeightsCmd struct {
	dealFlags
	Party   string   `help:"The party whose tariffs are read (default: the one that gives tariffs, the United States where several do)." placeholder:"ID"`
	Format  string   `help:"text or json." enum:"text,json" default:"text"`
	Applied bool     `help:"Read the tariffs it applies to all partners in the benchmark, as politically optimal, instead of those of the disagreement."`
	Sectors []string `help:"Sectors that may carry a weight (default: the one each tariff protects most)." placeholder:"CODE,..."`
}

// Help shows examples.
func (c *dealWeightsCmd) Help() string {
	return `Political weights on sectors' incomes that would make the tariffs of the
disagreement a best response: for every tariff, the welfare lost by one point more
equals the weighted income won. Weights of zero or more by least squares; the fit
and what is left over are printed. To use them, copy them into the case file.

With --applied the tariffs are those that the party applies to everybody in the
benchmark, which are bound in past rounds and no best response: they are read as
politically optimal, where the world's welfare and the weighted incomes balance.

Examples:
  parley deal weights us-japan
  parley deal weights us-switzerland --party CH --applied
  parley deal weights us-japan --party US --sectors C29,C24 --format json`
}

// Run fits the weights.
func (c *dealWeightsCmd) Run(a *app) error {
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	if c.Party == "" {
		if c.Party, err = tariffGiver(k); err != nil {
			return err
		}
	}
	opt := deal.Options{Workers: c.Workers}
	if opt.Workers == 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	find := deal.Weights
	if c.Applied {
		find = deal.AppliedWeights
	}
	fit, err := find(a.ctx, k, caseInputs(k), opt, c.Party, c.Sectors)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(fit)
	}
	t := &dealText{a: a}
	which := "its tariffs in case " + k.ID
	if c.Applied {
		which = "the tariffs it applies to all partners"
	}
	t.line("%s", t.bold("Political weights of "+fit.Party+" that fit "+which))
	t.line("a dollar of real income in the sector counts 1 + weight dollars")
	t.line("")
	rows := [][]string{{"sector", "weight"}}
	for _, w := range fit.Weights {
		rows = append(rows, []string{w.Sector, fmt.Sprintf("%.3f", w.Value)})
	}
	t.table(1, rows)
	t.line("")
	if c.Applied {
		t.applied(fit)
		return t.flush()
	}
	head := []string{"one point more on", "welfare"}
	for _, s := range fit.Sectors {
		head = append(head, "income "+s)
	}
	rows = [][]string{append(head, "left over")}
	for _, r := range fit.Rows {
		row := []string{r.Instrument, fmt.Sprintf("%+.1f", r.Welfare)}
		for _, s := range fit.Sectors {
			row = append(row, fmt.Sprintf("%+.1f", r.Income[s]))
		}
		rows = append(rows, append(row, fmt.Sprintf("%+.1f", r.Left)))
	}
	t.table(1, rows)
	t.line("million USD a year for one percentage point; the weights explain %.0f %% of the squared slopes", 100*fit.Fit)
	for _, n := range fit.Notes {
		t.wrap("  ", "- ", n)
	}
	return t.flush()
}

// tariffGiver is the party whose tariffs are on the table; of several, the
// United States.
func tariffGiver(k *deal.Case) (string, error) {
	var givers []string
	for _, x := range k.Instruments {
		if x.Kind == "tariff" && !slices.Contains(givers, x.Giver) {
			givers = append(givers, x.Giver)
		}
	}
	switch {
	case len(givers) == 1:
		return givers[0], nil
	case slices.Contains(givers, "US"):
		return "US", nil
	case len(givers) == 0:
		return "", fault.Misuse("put a tariff item on the table, or name the party by --party with --applied", "case %s: no party gives a tariff", k.ID)
	}
	return "", fault.Misuse("name one of them by --party", "case %s: several parties give tariffs: %s", k.ID, strings.Join(givers, ", "))
}

// applied writes the conditions of applied tariffs: only the sector's own
// income, since every sector may carry a weight.
func (t *dealText) applied(fit *deal.WeightFit) {
	rows := [][]string{{"one point more on", "tariff %", "world welfare", "own sector's income", "left over"}}
	for _, r := range fit.Rows {
		rows = append(rows, []string{r.Instrument, fmt.Sprintf("%.1f", r.TariffPct), fmt.Sprintf("%+.1f", r.Welfare), fmt.Sprintf("%+.1f", r.Income[r.Instrument]), fmt.Sprintf("%+.1f", r.Left)})
	}
	t.table(1, rows)
	t.line("million USD a year for one percentage point; the weights explain %.0f %% of the squared slopes", 100*fit.Fit)
	for _, n := range fit.Notes {
		t.wrap("  ", "- ", n)
	}
}
