package main

import (
	"parley/deal"
	"parley/deal/page"
)

// dealDelayCmd says what waiting costs.
type dealDelayCmd struct {
	dealFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *dealDelayCmd) Help() string {
	return `What a month without a deal costs each party: a twelfth of the difference between the
lead package and what rules meanwhile, the status quo until the deadline and no deal
after it. Beside it the package that waiting implies: the Nash point measured from
the status quo (Binmore, Rubinstein and Wolinsky 1986).

Examples:
  parley deal delay us-japan
  parley deal delay us-japan --format json`
}

// Run solves the case and shows the cost of time.
func (c *dealDelayCmd) Run(a *app) error {
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	res, err := c.solve(a, k, deal.Options{NoRanges: true})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		var waiting []deal.Solution
		for _, s := range res.Solutions {
			if s.Concept == "impasse" {
				waiting = append(waiting, s)
			}
		}
		return a.writeJSON(struct {
			Case    string          `json:"case"`
			Delay   []deal.Delay    `json:"delay"`
			Waiting []deal.Solution `json:"waiting"`
			Zone    []deal.Zone     `json:"zone"`
		}{res.Case, res.Delay, waiting, res.Zone})
	}
	t := &dealText{a: a, r: res}
	t.head()
	for _, z := range res.Zone {
		if z.Reading == deal.Political && !t.weighted() {
			continue
		}
		t.line("")
		t.line("%s", t.bold("Reading: "+readingTitle(z.Reading)))
		if !z.Open {
			t.wrap("  ", "  no zone of agreement, so nothing is lost by waiting: ", z.Why)
			continue
		}
		rows := [][]string{{"a month of", "party", "million USD"}}
		for _, x := range res.Delay {
			if x.Reading == z.Reading {
				rows = append(rows, []string{x.While, x.Party, page.Money(-x.PerMonth)})
			}
		}
		t.table(2, rows)
		for _, s := range res.Solutions {
			if s.Reading == z.Reading && (s.Concept == "impasse" || s.Concept == res.Lead.Concept) {
				t.wrap("    ", "  "+s.Concept+" ("+s.Title+"): ", t.payoffs(s.Payoffs)+": "+t.moves(s.Package))
			}
		}
	}
	return t.flush()
}
