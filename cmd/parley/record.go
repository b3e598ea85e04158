package main

import (
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/record"
)

// recordCmd asks the record.
type recordCmd struct {
	Who      recordWhoCmd      `cmd:"" help:"Who a name or an office means on a day."`
	Timeline recordTimelineCmd `cmd:"" help:"Sessions, agreements, measures and events of a track in order of time."`
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

// recordTimelineCmd prints the chronicle of a track.
type recordTimelineCmd struct {
	Track  string `help:"The negotiation, as us-japan." required:"" placeholder:"ID"`
	From   string `help:"First day, YYYY-MM-DD." placeholder:"DATE"`
	To     string `help:"Last day, YYYY-MM-DD." placeholder:"DATE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *recordTimelineCmd) Help() string {
	return `Every line names its source and grade: A a primary text, B a named agency, C a
weak copy, K general knowledge not yet checked against a text.

Examples:
  parley record timeline --track us-japan --from 2025-04-01 --to 2025-09-30
  parley record timeline --track us-china --format json`
}

// Run prints it.
func (c *recordTimelineCmd) Run(a *app) error {
	for _, f := range [][2]string{{"--from", c.From}, {"--to", c.To}} {
		if _, err := parseDate(f[0], f[1]); err != nil {
			return err
		}
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	entries, err := reg.Chronicle(c.Track, c.From, c.To)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		if entries == nil {
			entries = []record.Entry{}
		}
		return a.writeJSON(struct {
			Track   string         `json:"track"`
			Entries []record.Entry `json:"entries"`
		}{c.Track, entries})
	}
	fmt.Fprintf(a.stdout, "%s, %d entries\n", reg.Track(c.Track).Name, len(entries))
	for _, e := range entries {
		when := e.Date
		if e.To != "" && e.To != e.Date {
			when += " to " + e.To[5:]
		}
		fmt.Fprintf(a.stdout, "  %-19s %s %s\n", when, a.paint("36", fmt.Sprintf("%-9s", e.Kind)), e.ID)
		grade := ""
		if e.Grade != "" {
			grade = ", grade " + e.Grade
		}
		a.indented(22, e.What)
		a.indented(22, a.paint("2", e.Source+grade))
	}
	return nil
}
