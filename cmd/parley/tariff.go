package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/tariff"
)

// tariffCmd is the room of the tariff law.
type tariffCmd struct {
	Duty      tariffDutyCmd      `cmd:"" help:"The duty on one good of one origin on one day, line by line with reasons."`
	Effective tariffEffectiveCmd `cmd:"" help:"Trade-weighted rates on a day: overall, by partner, sector, chapter, authority."`
	Measures  tariffMeasuresCmd  `cmd:"" help:"The measures in force on a day."`
	Diff      tariffDiffCmd      `cmd:"" help:"What changed between two days."`
	Timeline  tariffTimelineCmd  `cmd:"" help:"The duty on one good of one origin over time, with the act of every change."`
	Others    tariffOthersCmd    `cmd:"" help:"What China, Canada and the European Union charge on US goods in answer."`
	Search    tariffSearchCmd    `cmd:"" help:"Find lines of the schedule by words."`
	Facts     tariffFactsCmd     `cmd:"" help:"The questions that the law asks of a shipment."`
	Build     tariffBuildCmd     `cmd:"" help:"Compute the embedded tables from the ingredients."`
	Lists     tariffListsCmd     `cmd:"" help:"Compute the product lists of the law from the ingredients."`
}

// tariffDutyCmd prints a duty with its reasons.
type tariffDutyCmd struct {
	HTS      string   `help:"HTS code, 4 to 10 digits, with or without dots." required:"" placeholder:"CODE" name:"hts"`
	Origin   string   `help:"Country of origin: ISO code or name." required:"" placeholder:"COUNTRY"`
	Date     string   `help:"Day of entry." required:"" placeholder:"DATE"`
	Known    string   `help:"Use the law as it was known on this day (default: all that the data knows)." placeholder:"DATE"`
	Value    float64  `help:"Customs value in USD." default:"10000" placeholder:"USD"`
	Quantity float64  `help:"Quantity in the unit of the schedule, for rates per unit." placeholder:"N"`
	Fact     []string `help:"What is known of the shipment, as usmca=true; may be repeated." sep:"none" placeholder:"KEY=VALUE"`
	Format   string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffDutyCmd) Help() string {
	return `Every measure that could touch the good is listed, applied or not, with its
heading, reason, citation and grade. docs/law.md explains the grades.

Examples:
  parley tariff duty --hts 8703.23.01 --origin JP --date 2025-05-20 --value 10000
  parley tariff duty --hts 8703.23.01 --origin JP --date 2025-09-16
  parley tariff duty --hts 8431.43.80 --origin DE --date 2025-10-01 --fact steel_value=4000
  parley tariff duty --hts 8708.29.50 --origin Mexico --date 2025-06-01 --fact usmca=true
  parley tariff duty --hts 3926.90.99 --origin JP --date 2025-08-20 --known 2025-08-20
  parley tariff facts`
}

// entry turns the flags into an entry.
func (c *tariffDutyCmd) entry() (tariff.Entry, error) {
	e := tariff.Entry{Code: c.HTS, Origin: c.Origin, ValueUSD: c.Value, Quantity: c.Quantity}
	var err error
	if e.Date, err = parseDate("--date", c.Date); err != nil {
		return e, err
	}
	if e.Known, err = parseDate("--known", c.Known); err != nil {
		return e, err
	}
	e.Facts, err = parseFacts(c.Fact)
	return e, err
}

// parseFacts reads KEY=VALUE.
func parseFacts(in []string) (map[string]string, error) {
	facts := map[string]string{}
	for _, s := range in {
		k, v, ok := strings.Cut(s, "=")
		if !ok || k == "" {
			return nil, fault.Misuse("write it as KEY=VALUE, as in --fact usmca=true; parley tariff facts lists the keys", "--fact: %q has no value", s)
		}
		facts[k] = v
	}
	return facts, nil
}

// Run works the duty out.
func (c *tariffDutyCmd) Run(a *app) error {
	e, err := c.entry()
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	d, err := book.Duty(e)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(d)
	}
	a.printDuty(d)
	return nil
}

// tariffMeasuresCmd lists measures.
type tariffMeasuresCmd struct {
	Date   string `help:"The day." required:"" placeholder:"DATE"`
	Known  string `help:"Use the law as it was known on this day." placeholder:"DATE"`
	Origin string `help:"Only what can touch goods of this country, at its rates." placeholder:"COUNTRY"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffMeasuresCmd) Help() string {
	return `Examples:
  parley tariff measures --date 2025-05-20 --origin JP
  parley tariff measures --date 2026-11-22
  parley tariff measures --date 2025-05-20 --origin CN --format json`
}

// Run lists them.
func (c *tariffMeasuresCmd) Run(a *app) error {
	book, dates, err := openBook("--date", c.Date, "--known", c.Known)
	if err != nil {
		return err
	}
	origin := ""
	if c.Origin != "" {
		if origin, err = country.Parse(c.Origin); err != nil {
			return err
		}
	}
	ms := book.Measures(dates[0], dates[1], origin)
	if c.Format == "json" {
		if ms == nil {
			ms = []tariff.MeasureInfo{}
		}
		return a.writeJSON(map[string]any{"date": c.Date, "known": c.Known, "origin": origin, "measures": ms})
	}
	a.printMeasures(c.Date, origin, ms)
	return nil
}

// tariffDiffCmd lists changes.
type tariffDiffCmd struct {
	From   string `help:"The day before the changes." required:"" placeholder:"DATE"`
	To     string `help:"The last day of changes." required:"" placeholder:"DATE"`
	Known  string `help:"Use the law as it was known on this day." placeholder:"DATE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffDiffCmd) Help() string {
	return `Changes with effect after --from and up to --to. With --to in the future it
lists what is scheduled.

Examples:
  parley tariff diff --from 2025-05-20 --to 2025-09-16
  parley tariff diff --from 2026-11-22 --to 2028-12-31
  parley tariff diff --from 2026-04-05 --to 2026-04-06 --format json`
}

// Run lists them.
func (c *tariffDiffCmd) Run(a *app) error {
	book, dates, err := openBook("--from", c.From, "--to", c.To, "--known", c.Known)
	if err != nil {
		return err
	}
	if dates[1].Before(dates[0]) {
		return fault.Misuse("give the earlier day as --from", "--to %s is before --from %s", c.To, c.From)
	}
	cs := book.Diff(dates[0], dates[1], dates[2])
	if c.Format == "json" {
		if cs == nil {
			cs = []tariff.Change{}
		}
		return a.writeJSON(map[string]any{"from": c.From, "to": c.To, "known": c.Known, "changes": cs})
	}
	_, last, note := book.Law.Horizon()
	a.printDiff(c.From, c.To, cs)
	if dates[1].After(last) {
		fmt.Fprintf(a.stdout, "\nThe law data end on %s (%s).\n", last.Format(time.DateOnly), note)
	}
	return nil
}

// tariffTimelineCmd shows one good over time.
type tariffTimelineCmd struct {
	HTS    string   `help:"HTS code." required:"" placeholder:"CODE" name:"hts"`
	Origin string   `help:"Country of origin." required:"" placeholder:"COUNTRY"`
	From   string   `help:"First day." default:"2025-01-01" placeholder:"DATE"`
	To     string   `help:"Last day." default:"2028-12-31" placeholder:"DATE"`
	Known  string   `help:"Use the law as it was known on this day." placeholder:"DATE"`
	Value  float64  `help:"Customs value in USD." default:"10000" placeholder:"USD"`
	Fact   []string `help:"What is known of the shipment, as usmca=true." sep:"none" placeholder:"KEY=VALUE"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffTimelineCmd) Help() string {
	return `Examples:
  parley tariff timeline --hts 8703.23.01 --origin JP
  parley tariff timeline --hts 7208.36.00 --origin CN --from 2026-01-01
  parley tariff timeline --hts 9401.61.4011 --origin VN --format json`
}

// Run works it out.
func (c *tariffTimelineCmd) Run(a *app) error {
	book, dates, err := openBook("--from", c.From, "--to", c.To, "--known", c.Known)
	if err != nil {
		return err
	}
	if dates[1].Before(dates[0]) {
		return fault.Misuse("give the earlier day as --from", "--to %s is before --from %s", c.To, c.From)
	}
	facts, err := parseFacts(c.Fact)
	if err != nil {
		return err
	}
	t, err := book.Timeline(tariff.Entry{Code: c.HTS, Origin: c.Origin, Known: dates[2], ValueUSD: c.Value, Facts: facts}, dates[0], dates[1])
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(t)
	}
	a.printTimeline(t)
	return nil
}

// tariffFactsCmd lists the facts.
type tariffFactsCmd struct {
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Run lists them.
func (c *tariffFactsCmd) Run(a *app) error {
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	type fact struct {
		Key      string `json:"key"`
		Kind     string `json:"kind"`
		Default  string `json:"default"`
		Ask      bool   `json:"ask"`
		Question string `json:"question"`
	}
	var out []fact
	for _, f := range book.Law.Facts() {
		out = append(out, fact{f.Key, f.Kind, f.Default, f.Ask, f.Question})
	}
	slices.SortFunc(out, func(a, b fact) int { return strings.Compare(a.Key, b.Key) })
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"facts": out})
	}
	fmt.Fprintln(a.stdout, "Facts of a shipment (--fact KEY=VALUE); * is asked for when it would change the duty")
	fmt.Fprintln(a.stdout)
	for _, f := range out {
		mark := " "
		if f.Ask {
			mark = "*"
		}
		def := f.Default
		if def == "" {
			def = "-"
		}
		fmt.Fprintf(a.stdout, "%s %-19s %-8s default %-6s %s\n", mark, f.Key, f.Kind, def, f.Question)
	}
	return nil
}

// openBook loads the law and reads dates: pairs of a flag and its value.
func openBook(flags ...string) (*tariff.Book, []time.Time, error) {
	var dates []time.Time
	for i := 0; i+1 < len(flags); i += 2 {
		d, err := parseDate(flags[i], flags[i+1])
		if err != nil {
			return nil, nil, err
		}
		dates = append(dates, d)
	}
	book, err := tariff.Embedded()
	return book, dates, err
}
