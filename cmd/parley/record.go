package main

import (
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/record"
)

// recordCmd keeps the record and asks it.
type recordCmd struct {
	Add       recordAddCmd       `cmd:"" help:"Read stories and put their claims on record."`
	Note      recordNoteCmd      `cmd:"" help:"Note a claim by hand."`
	List      recordListCmd      `cmd:"" help:"Claims on record, by track, party, type and day."`
	Show      recordShowCmd      `cmd:"" help:"Everything on record about one claim."`
	Positions recordPositionsCmd `cmd:"" help:"What a party wants, refuses and offers as of a day, and what changed."`
	Outcomes  recordOutcomesCmd  `cmd:"" help:"What became of each demand, offer, threat and promise."`
	Disputes  recordDisputesCmd  `cmd:"" help:"Where accounts differ."`
	Compare   recordCompareCmd   `cmd:"" help:"Who got what: tracks side by side."`
	Timeline  recordTimelineCmd  `cmd:"" help:"A track in order of time, as text, JSON or SVG."`
	Who       recordWhoCmd       `cmd:"" help:"Who a name or an office means on a day."`
	Link      recordLinkCmd      `cmd:"" help:"Say what became of a claim."`
	Retract   recordRetractCmd   `cmd:"" help:"Take a claim, an outcome or a dispute back; it stays in the file."`
	Correct   recordCorrectCmd   `cmd:"" help:"Put a claim right; the old one stays in the file."`
	Export    recordExportCmd    `cmd:"" help:"Write the record as JSON Lines, or as PLOVER events."`
	Import    recordImportCmd    `cmd:"" help:"Read JSON Lines written by export."`
	Check     recordCheckCmd     `cmd:"" help:"Whether the file is sound, and what is lost if not."`
}

// recordWhoCmd finds people by name, office and day.
type recordWhoCmd struct {
	Name   []string `arg:"" help:"A name or an office." placeholder:"NAME"`
	On     string   `help:"The day, YYYY-MM-DD; who holds an office hangs on it." placeholder:"DATE"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *recordWhoCmd) Help() string {
	return `Examples:
  parley record who Suzuki --on 2025-05-20
  parley record who "finance minister of Japan" --on 2025-05-20
  parley record who JP/finance-minister --on 2025-11-20 --format json`
}

// Run answers.
func (c *recordWhoCmd) Run(a *app) error {
	day, err := parseDate("--on", c.On)
	if err != nil {
		return err
	}
	if day.IsZero() {
		return fault.Misuse("add --on YYYY-MM-DD", "--on is missing: who holds an office hangs on the day")
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	who, err := reg.Who(strings.Join(c.Name, " "), day.Format("2006-01-02"))
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			On     string          `json:"on"`
			People []record.Answer `json:"people"`
		}{day.Format("2006-01-02"), who})
	}
	for _, p := range who {
		fmt.Fprintf(a.stdout, "%s (%s)\n", p.Person, p.Party)
		for _, o := range p.Offices {
			fmt.Fprintf(a.stdout, "  on %s  %s\n", day.Format("2006-01-02"), o)
		}
		if len(p.Offices) == 0 {
			fmt.Fprintf(a.stdout, "  on %s  no office in the registers\n", day.Format("2006-01-02"))
		}
		for _, o := range p.Past {
			fmt.Fprintf(a.stdout, "  otherwise      %s\n", o)
		}
		fmt.Fprintf(a.stdout, "  source         %s (grade %s)\n", p.Source, p.Grade)
	}
	return nil
}
