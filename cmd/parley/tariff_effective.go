package main

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/tariff"
)

// tariffEffectiveCmd prints trade-weighted rates on a date.
type tariffEffectiveCmd struct {
	Date   string   `help:"Day of entry." required:"" placeholder:"DATE"`
	Until  string   `help:"Show every day from --date to this one on which the rate moves, split by authority." placeholder:"DATE"`
	Known  string   `help:"Use the law as it was known on this day (default: all that the data knows)." placeholder:"DATE"`
	By     string   `help:"overall, partner, sector, chapter, authority, or partner,sector." default:"overall"`
	Origin string   `help:"Only this partner." placeholder:"COUNTRY"`
	Choose []string `help:"Change a choice, as usmca=2024; --choices lists them." sep:"none" placeholder:"NAME=VALUE"`
	List   bool     `help:"List the choices with their values and defaults, and stop." name:"choices"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffEffectiveCmd) Help() string {
	return `The law of a day on the imports of 2024: percent of the customs value, column 1
after preferences plus every additional duty. These are statutory rates on a
fixed basket; duties collected are lower. docs/effective-rates.md explains.

Examples:
  parley tariff effective --date 2025-05-20
  parley tariff effective --date 2025-05-20 --by partner
  parley tariff effective --date 2025-09-16 --by sector --origin JP
  parley tariff effective --date 2025-07-15 --known 2025-05-20 --origin JP
  parley tariff effective --date 2025-05-20 --origin CA --choose usmca=2024
  parley tariff effective --date 2025-01-01 --until 2026-12-31 --origin JP
  parley tariff effective --date 2025-05-20 --choices`
}

// Run works the table out.
func (c *tariffEffectiveCmd) Run(a *app) error {
	if c.List {
		return c.listChoices(a)
	}
	q := tariff.Query{By: c.By, Choices: tariff.DefaultChoices()}
	var err error
	if q.Date, err = parseDate("--date", c.Date); err != nil {
		return err
	}
	if q.Known, err = parseDate("--known", c.Known); err != nil {
		return err
	}
	if c.Origin != "" {
		if q.Origin, err = country.Parse(c.Origin); err != nil {
			return err
		}
	}
	for _, s := range c.Choose {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return fault.Misuse("write it as NAME=VALUE, as in usmca=2024; --choices lists the names", "--choose %s has no value", s)
		}
		if err := q.Choices.Set(name, value); err != nil {
			return err
		}
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	if c.Until != "" {
		return c.path(a, book, q)
	}
	e, err := book.EffectiveOf(q)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(e)
	}
	return printEffective(a, e)
}

// path prints the rate over time.
func (c *tariffEffectiveCmd) path(a *app, book *tariff.Book, q tariff.Query) error {
	until, err := parseDate("--until", c.Until)
	if err != nil {
		return err
	}
	if until.Before(q.Date) {
		return fault.Misuse("give a later day", "--until %s is before --date %s", c.Until, c.Date)
	}
	if c.By != "overall" && c.By != "authority" {
		return fault.Misuse("leave --by out, or ask for one day", "the rates over time are split by authority, not by %s", c.By)
	}
	points, err := book.EffectivePath(q, until)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"from": c.Date, "until": c.Until, "origin": q.Origin, "choices": q.Choices.Changed(), "points": points})
	}
	return printPath(a, q.Origin, points)
}

// printPath prints one row for each point and one column for each authority
// that ever charges.
func printPath(a *app, origin string, points []tariff.PathPoint) error {
	whom := "all partners"
	if origin != "" {
		whom = country.Name(origin)
	}
	columns := []string{"column 1"}
	for _, name := range tariff.Authorities {
		for _, p := range points {
			if slices.ContainsFunc(p.By, func(r tariff.Rate) bool { return r.Key == name && r.TotalPct >= 0.005 }) {
				columns = append(columns, name)
				break
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "United States, trade-weighted tariff, %s, percent of the imports of 2024\n\n", whom)
	fmt.Fprintf(&b, "%-10s %7s", "from", "total")
	for _, name := range columns {
		fmt.Fprintf(&b, " %11s", strings.TrimPrefix(strings.Replace(name, "section ", "s. ", 1), "IEEPA "))
	}
	fmt.Fprintln(&b)
	for _, p := range points {
		fmt.Fprintf(&b, "%-10s %7.2f", p.Date, p.OverallPct)
		for _, name := range columns {
			v := 0.0
			for _, r := range p.By {
				if r.Key == name {
					v = r.TotalPct
				}
			}
			fmt.Fprintf(&b, " %11.2f", v)
		}
		if p.Upcoming {
			fmt.Fprint(&b, "  upcoming")
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprint(&b, "\nfentanyl, reciprocal and other are duties under the IEEPA. Days on which nothing moves the rate are left out.\n")
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// printEffective prints the table for people.
func printEffective(a *app, e *tariff.Effective) error {
	var b strings.Builder
	whom := "all partners"
	if e.Origin != "" {
		whom = country.Name(e.Origin)
	}
	fmt.Fprintf(&b, "United States, trade-weighted tariff on %s, %s\n", e.Date, whom)
	if e.Known != "" {
		fmt.Fprintf(&b, "as the law was known on %s\n", e.Known)
	}
	fmt.Fprintf(&b, "overall %.2f %%, of which additional duties %.2f points\n\n", e.OverallPct, e.AddedPct)
	wide := 0
	for _, r := range e.Rows {
		wide = max(wide, len([]rune(label(r))))
	}
	wide = min(wide, max(a.width-44, 20))
	fmt.Fprintf(&b, "%-*s %9s %9s %11s %11s\n", wide, "by "+e.By, "total %", "added %", "imports", "duty")
	fmt.Fprintf(&b, "%-*s %9s %9s %11s %11s\n", wide, "", "", "", "bn USD", "bn USD")
	for _, r := range e.Rows {
		name := []rune(label(r))
		if len(name) > wide {
			name = append(name[:wide-1], '…')
		}
		fmt.Fprintf(&b, "%-*s %9.2f %9.2f %11.2f %11.3f\n", wide, string(name), r.TotalPct, r.AddedPct, r.ImportsUSD/1e9, r.DutyUSD/1e9)
	}
	fmt.Fprintf(&b, "\nWeights: %s.\n", e.Weights)
	for _, n := range e.Notes {
		for i, line := range wrapWords(n, max(a.width-2, 60)) {
			fmt.Fprintf(&b, "%s %s\n", []string{"-", " "}[min(i, 1)], line)
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func label(r tariff.Rate) string {
	if r.Name == "" || r.Key == r.Name {
		return r.Key
	}
	return r.Key + "  " + r.Name
}

// listChoices prints the records of the choices.
func (c *tariffEffectiveCmd) listChoices(a *app) error {
	list := tariff.ChoiceList()
	if c.Format == "json" {
		type choice struct {
			Name    string   `json:"name"`
			Meaning string   `json:"meaning"`
			Values  []string `json:"values"`
			Number  bool     `json:"number"`
			Default string   `json:"default"`
			Source  string   `json:"source"`
		}
		var out []choice
		for _, r := range list {
			out = append(out, choice{r.Name, r.Sentence, r.Words, r.Number, r.Default, r.Source})
		}
		return a.writeJSON(map[string]any{"choices": out})
	}
	for _, r := range list {
		values := strings.Join(r.Words, " | ")
		if r.Number {
			values = strings.TrimPrefix(values+" | a fraction from 0 to 1", " | ")
		}
		fmt.Fprintf(a.stdout, "%s=%s\n", r.Name, r.Default)
		for _, text := range []string{r.Sentence, "values: " + values, "default from: " + r.Source} {
			for _, line := range wrapWords(text, max(a.width-4, 60)) {
				fmt.Fprintf(a.stdout, "    %s\n", line)
			}
		}
	}
	return nil
}
