package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/country"
	"parley/tariff"
)

// tariffOthersCmd prints what other parties charge on goods of the United
// States in answer to its tariffs.
type tariffOthersCmd struct {
	Date   string `help:"The day." required:"" placeholder:"DATE"`
	Known  string `help:"Only what was published by this day (default: all that the data knows)." placeholder:"DATE"`
	Party  string `help:"Only this party." placeholder:"COUNTRY"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffOthersCmd) Help() string {
	return `Additional duties of China, Canada and the European Union on goods of the United
States in answer to its tariffs, by sector, with source and grade (A to C). The
product lists are not held: where a duty covers part of a sector the rate of the
sector lies between the two bounds.

Examples:
  parley tariff others --date 2025-04-15
  parley tariff others --date 2025-08-20 --party CA
  parley tariff others --date 2026-11-22 --party China --format json`
}

// Run prints them.
func (c *tariffOthersCmd) Run(a *app) error {
	date, err := parseDate("--date", c.Date)
	if err != nil {
		return err
	}
	known, err := parseDate("--known", c.Known)
	if err != nil {
		return err
	}
	parties, err := tariff.OtherParties()
	if err != nil {
		return err
	}
	if c.Party != "" {
		code, err := country.Parse(c.Party)
		if err != nil {
			return err
		}
		p, err := tariff.OtherPartyNamed(code)
		if err != nil {
			return err
		}
		parties = []tariff.OtherParty{*p}
	}
	measures, rates := []tariff.OtherMeasure{}, []tariff.OtherRate{}
	var notes []string
	for i := range parties {
		m, r := parties[i].On(date, known)
		measures, rates = append(measures, m...), append(rates, r...)
		if parties[i].Note != "" && len(m) > 0 {
			notes = append(notes, country.Name(parties[i].Party)+": "+parties[i].Note)
		}
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"date": c.Date, "known": c.Known, "against": "USA", "measures": measures, "rates": rates, "notes": notes})
	}
	return printOthers(a, date, measures, rates, notes)
}

// printOthers prints the measures, then the bounds by sector.
func printOthers(a *app, date time.Time, measures []tariff.OtherMeasure, rates []tariff.OtherRate, notes []string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Duties on goods of the United States in answer to its tariffs, %s\n", date.Format(time.DateOnly))
	if len(measures) == 0 {
		fmt.Fprintln(&b, "\nnone that the data know of")
	}
	last := ""
	for _, m := range measures {
		if m.Party != last {
			fmt.Fprintf(&b, "\n%s\n", country.Name(m.Party))
			last = m.Party
		}
		until := ""
		if m.To != "" {
			until = " to " + m.To
		}
		scope := "part of " + strings.Join(m.Sectors, " ")
		if m.Covers == "all" && len(m.Sectors) == len(tariff.GoodsSectors) {
			scope = "all goods"
		} else if m.Covers == "all" {
			scope = "all of " + strings.Join(m.Sectors, " ")
		}
		state := ""
		if m.State != "in force" {
			state = ", " + strings.Replace(m.State, "unknown", "not known whether in force", 1)
		}
		fmt.Fprintf(&b, "  %+g %%  %s\n", m.AddPct, m.Title)
		for _, text := range []string{
			fmt.Sprintf("%s%s; from %s%s; %s", scope, state, m.From, until, m.Act),
			fmt.Sprintf("source: %s; grade %s", m.Source, m.Confidence), m.Note} {
			for _, line := range wrapWords(text, max(a.width-8, 60)) {
				fmt.Fprintf(&b, "        %s\n", line)
			}
		}
	}
	if len(rates) > 0 {
		printOtherRates(&b, rates)
	}
	for _, n := range notes {
		for i, line := range wrapWords(n, max(a.width-2, 60)) {
			fmt.Fprintf(&b, "%s %s\n", []string{"-", " "}[min(i, 1)], line)
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// printOtherRates prints a row for each sector and a column for each party.
func printOtherRates(b *strings.Builder, rates []tariff.OtherRate) {
	var parties []string
	for _, r := range rates {
		if !slices.Contains(parties, r.Party) {
			parties = append(parties, r.Party)
		}
	}
	fmt.Fprintf(b, "\n%-42s", "additional duty by sector, % of value")
	for _, p := range parties {
		fmt.Fprintf(b, " %12s", p)
	}
	fmt.Fprintln(b)
	for _, s := range tariff.GoodsSectors {
		row, any := fmt.Sprintf("%-42s", s+"  "+tariff.SectorName(s)), false
		for _, p := range parties {
			cell := ""
			for _, r := range rates {
				if r.Party == p && r.Sector == s {
					any = true
					cell = fmt.Sprintf("%g to %g", r.LowPct, r.HighPct)
					if r.LowPct == r.HighPct {
						cell = fmt.Sprintf("%g", r.LowPct)
					}
				}
			}
			row += fmt.Sprintf(" %12s", cell)
		}
		if any {
			fmt.Fprintln(b, strings.TrimRight(row, " "))
		}
	}
	fmt.Fprintln(b)
}
