package main

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// recordOutcomesCmd says what became of claims.
type recordOutcomesCmd struct {
	recordChoice
	Result []string `help:"Only moves that came to this, as not-met,open; open and suggested count as results." placeholder:"RESULT"`
	recordPlace
}

// Help shows examples.
func (c *recordOutcomesCmd) Help() string {
	return `What became of each demand, red line, offer, threat and promise. Where nobody has
said so with parley record link, a later promise or measure about the same goods or
measures is suggested, and marked as a suggestion.

Examples:
  parley record outcomes --track us-japan
  parley record outcomes --track us-eu --as-of 2025-07-20 --result open
  parley record outcomes --party US --type THREAT --format json`
}

// Run answers.
func (c *recordOutcomesCmd) Run(a *app) error {
	for _, r := range c.Result {
		if !slices.Contains(store.Results, r) && r != "open" && r != "suggested" {
			return fault.Misuse("use "+strings.Join(store.Results, ", ")+", suggested or open", "no result %q", r)
		}
	}
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		f, err := c.filter(reg)
		if err != nil {
			return err
		}
		facts, err := s.Outcomes(a.ctx, f)
		if err != nil {
			return err
		}
		out := []position{}
		tally := map[string]int{}
		for i := len(facts) - 1; i >= 0; i-- { // oldest first
			came := cameTo(&facts[i])
			if len(c.Result) > 0 && !slices.Contains(c.Result, came) {
				continue
			}
			tally[came]++
			out = append(out, positionOf(&facts[i], ""))
		}
		return c.answer(a, struct {
			Outcomes []position     `json:"outcomes"`
			Tally    map[string]int `json:"tally"`
		}{out, tally}, func() { a.printOutcomes(out, tally) })
	})
}

// cameTo is the last result of a fact; suggested when only a rule says so,
// open when there is none.
func cameTo(f *store.Fact) string {
	rs := f.Results
	switch {
	case len(rs) == 0:
		return "open"
	case rs[len(rs)-1].Suggested:
		return "suggested"
	}
	return rs[len(rs)-1].Result
}

func (a *app) printOutcomes(out []position, tally map[string]int) {
	fmt.Fprintf(a.stdout, "%d moves:", len(out))
	for _, r := range append(append([]string{}, store.Results...), "suggested", "open") {
		if tally[r] > 0 {
			fmt.Fprintf(a.stdout, " %s %d", r, tally[r])
		}
	}
	fmt.Fprintln(a.stdout)
	for _, p := range out {
		fmt.Fprintf(a.stdout, "\n  %s  %s %s to %-3s %s\n", p.First, a.paint("36", fmt.Sprintf("%-15s", p.Type)), p.Giver, p.Receiver, a.paint("2", p.ID))
		a.indented(14, oneLine(p.Text))
		if len(p.Results) == 0 {
			a.indented(14, a.paint("2", "-> open: nothing on record"))
		}
		a.printResults(p.Results)
	}
}
