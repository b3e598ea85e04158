package main

import (
	"runtime"

	"parley/deal"
	"parley/deal/page"
)

// dealTogetherCmd solves several negotiations at once.
type dealTogetherCmd struct {
	Cases   []string `arg:"" help:"Two cases or more." placeholder:"CASE"`
	Workers int      `help:"Solves to run side by side (default: one a core)." placeholder:"N"`
	Format  string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *dealTogetherCmd) Help() string {
	return `Nash-in-Nash: each pair picks its lead package taking the other pairs' packages as
given, round by round, until nothing changes. Reported are each pair's package alone
and given the others, and whether a fixed point was found. All start from the law of
the latest case; figures are of the search economy.

Examples:
  parley deal together us-japan us-korea
  parley deal together us-japan us-eu us-korea --format json`
}

// Run solves the cases.
func (c *dealTogetherCmd) Run(a *app) error {
	var list []*deal.Case
	for _, name := range c.Cases {
		k, err := openCase(name)
		if err != nil {
			return err
		}
		list = append(list, k)
	}
	opt := deal.Options{Workers: c.Workers}
	if opt.Workers == 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	res, err := deal.Together(a.ctx, list, caseInputs(list[0]), opt)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(res)
	}
	t := &dealText{a: a}
	t.line("%s", t.bold("Several negotiations at once, law of "+res.Date))
	t.wrap("  ", "", res.Why+".")
	t.line("million USD a year, each pair against its own no deal")
	t.line("")
	rows := [][]string{{"case", "party", "alone", "given the others", "others' deals alone"}}
	for k, x := range res.Cases {
		for _, p := range list[k].Parties {
			rows = append(rows, []string{x.Case, p.ID, page.Money(x.AlonePayoffs[p.ID]), page.Money(x.JointPayoffs[p.ID]), page.Money(x.OthersPayoffs[p.ID])})
		}
	}
	t.table(2, rows)
	t.line("others' deals alone: what the pair gains or loses from the others' deals if it stays without one")
	for k, x := range res.Cases {
		r := &dealText{a: a, r: &deal.Result{}}
		for _, s := range list[k].Instruments {
			in := deal.Instrument{ID: s.ID}
			for _, l := range s.Levels {
				in.Levels = append(in.Levels, deal.Level{ID: l.ID})
			}
			r.r.Instruments = append(r.r.Instruments, in)
		}
		t.wrap("    ", "  "+x.Case+", alone: ", r.moves(x.Alone))
		t.wrap("    ", "  "+x.Case+", given the others: ", x.Changes)
	}
	return t.flush()
}
