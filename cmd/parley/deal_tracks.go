package main

import (
	"fmt"
	"runtime"

	"parley/deal"
	"parley/deal/page"
	"parley/internal/fault"
)

// dealTracksCmd switches the other negotiations on.
type dealTracksCmd struct {
	dealFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *dealTracksCmd) Help() string {
	return `How other deals change this one: with each of the case's other tracks switched on,
and with all of them, the law on their partners is that of the day the case names.
Shown are what each party then has without a deal, what the lead package is then
worth to it, and how the best package changes. Figures are of the search economy.

Examples:
  parley deal tracks us-japan
  parley deal tracks us-japan --format json`
}

// Run values the case under each track.
func (c *dealTracksCmd) Run(a *app) error {
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	if len(k.Tracks) == 0 {
		return fault.Missing("case "+k.ID, "add tracks: to the case file; docs/deals.md shows how", "names no other track")
	}
	opt := deal.Options{Workers: c.Workers}
	if opt.Workers == 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	effects, err := deal.Tracks(a.ctx, k, caseInputs(k), opt)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Case   string             `json:"case"`
			Tracks []deal.TrackEffect `json:"tracks"`
		}{k.ID, effects})
	}
	t := &dealText{a: a}
	t.line("%s", t.bold("How other deals change "+k.Title))
	t.line("million USD a year, against this case with none of them")
	for _, r := range []deal.Reading{deal.WelfareOnly, deal.Political} {
		t.line("")
		t.line("%s", t.bold("Reading: "+readingTitle(r)))
		rows := [][]string{{"switched on", "law of"}}
		for _, p := range k.Parties {
			rows[0] = append(rows[0], p.ID+" without a deal", p.ID+" lead package", p.ID+" best then")
		}
		rows[0] = append(rows[0], "packages in the zone")
		for _, x := range effects {
			if x.Reading != r {
				continue
			}
			row := []string{x.Title, x.Law}
			for _, p := range k.Parties {
				best, lead := "none", "-"
				if x.Payoffs != nil {
					best = page.Money(x.Payoffs[p.ID])
				}
				if v, ok := x.Lead[p.ID]; ok {
					lead = page.Money(v)
				}
				row = append(row, page.Money(x.Threat[p.ID]), lead, best)
			}
			rows = append(rows, append(row, fmt.Sprint(x.Zone)))
		}
		t.table(2, rows)
		for _, x := range effects {
			if x.Reading == r {
				t.wrap("    ", "  "+x.Title+": ", x.Changes)
			}
		}
	}
	return t.flush()
}
