package main

import (
	"fmt"
	"sort"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// recordTimelineCmd prints a track in order of time.
type recordTimelineCmd struct {
	Track string `help:"The negotiation, as us-japan." required:"" placeholder:"ID"`
	From  string `help:"First day, YYYY-MM-DD." placeholder:"DATE"`
	To    string `help:"Last day, YYYY-MM-DD." placeholder:"DATE"`
	Known string `help:"As the record stood on this day." placeholder:"DATE"`
	SVG   string `name:"svg" help:"Draw it into this file as well." placeholder:"FILE"`
	Width int    `help:"Width of the drawing; below 640 it runs downwards, for a phone." default:"1280" placeholder:"PIXELS"`
	recordPlace
}

// Help shows examples.
func (c *recordTimelineCmd) Help() string {
	return `Sessions, agreements, measures and events of the registers, and the claims on
record. Every line names its source and grade: A a primary text, B a named agency, C a
weak copy, K general knowledge not yet checked against a text.

Examples:
  parley record timeline --track us-japan --from 2025-04-01 --to 2025-09-30
  parley record timeline --track us-japan --svg us-japan.svg
  parley record timeline --track us-japan --svg phone.svg --width 390
  parley record timeline --track us-china --format json`
}

// Run prints it.
func (c *recordTimelineCmd) Run(a *app) error {
	if err := isoDays("--from", c.From, "--to", c.To); err != nil {
		return err
	}
	if err := inOrder("--from", c.From, "--to", c.To); err != nil {
		return err
	}
	if c.Width < 280 || c.Width > 8000 {
		return fault.Misuse("give 280 to 8000; below 640 it is drawn downwards, for a phone", "--width %d", c.Width)
	}
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		entries, err := reg.Chronicle(c.Track, c.From, c.To)
		if err != nil {
			return err
		}
		for i := range entries { // an act is told by what it charges, not by its number alone
			if m := reg.Measure(entries[i].ID); m != nil && entries[i].Kind == "measure" && len(m.Aliases) > 0 {
				entries[i].What = m.Aliases[0] + " " + entries[i].What
			}
		}
		claims, err := s.Claims(a.ctx, store.Filter{Track: c.Track, General: true, From: c.From, To: c.To, Known: c.Known})
		if err != nil {
			return err
		}
		for i := range claims {
			if k := &claims[i]; !(k.Seeded && k.Claim.Subject.Register != "") {
				entries = append(entries, entryOf(k))
			}
		}
		sort.SliceStable(entries, func(i, j int) bool {
			if entries[i].Date != entries[j].Date {
				return entries[i].Date < entries[j].Date
			}
			return entries[i].ID < entries[j].ID
		})
		if c.SVG != "" {
			var b strings.Builder
			drawTimeline(&b, reg.Track(c.Track), entries, c.Width)
			if err := writeFile(c.SVG, []byte(b.String())); err != nil {
				return err
			}
		}
		if entries == nil {
			entries = []record.Entry{}
		}
		return c.answer(a, struct {
			Track   string         `json:"track"`
			Entries []record.Entry `json:"entries"`
		}{c.Track, entries}, func() { a.printChronicle(reg.Track(c.Track).Name, entries) })
	})
}

func (a *app) printChronicle(name string, entries []record.Entry) {
	fmt.Fprintf(a.stdout, "%s, %d entries\n", name, len(entries))
	for _, e := range entries {
		when := e.Date
		if e.To != "" && e.To != e.Date {
			when += " to " + e.To[5:]
		}
		fmt.Fprintf(a.stdout, "  %-19s %s %s\n", when, a.paint("36", fmt.Sprintf("%-15s", e.Kind)), e.ID)
		grade := ""
		if e.Grade != "" {
			grade = ", grade " + e.Grade
		}
		a.indented(22, oneLine(e.What))
		a.indented(22, a.paint("2", oneLine(e.Source)+grade))
	}
}

// entryOf turns a claim into a line of the timeline.
func entryOf(c *store.Claim) record.Entry {
	what := c.Claim.Giver
	if c.Claim.Receiver != "" {
		what += " to " + c.Claim.Receiver
	}
	return record.Entry{Date: c.Said, Kind: strings.ToLower(strings.ReplaceAll(string(c.Claim.Type), "_", " ")), ID: c.ID,
		What: what + ": " + oneLine(c.Words()), Source: c.Citation, Grade: c.Grade}
}
