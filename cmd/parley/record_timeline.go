package main

import (
	"fmt"
	"html"
	"io"
	"sort"
	"strings"
	"time"

	"parley/record"
	"parley/record/store"
)

// recordTimelineCmd prints a track in order of time.
type recordTimelineCmd struct {
	Track string `help:"The negotiation, as us-japan." required:"" placeholder:"ID"`
	From  string `help:"First day, YYYY-MM-DD." placeholder:"DATE"`
	To    string `help:"Last day, YYYY-MM-DD." placeholder:"DATE"`
	SVG   string `name:"svg" help:"Draw it into this file as well." placeholder:"FILE"`
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
  parley record timeline --track us-china --format json`
}

// Run prints it.
func (c *recordTimelineCmd) Run(a *app) error {
	if err := isoDays("--from", c.From, "--to", c.To); err != nil {
		return err
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	entries, err := reg.Chronicle(c.Track, c.From, c.To)
	if err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	for _, track := range []string{c.Track, ""} {
		claims, err := s.Claims(a.ctx, store.Filter{Track: track, From: c.From, To: c.To})
		if err != nil {
			return err
		}
		for i := range claims {
			if k := &claims[i]; k.Track == track && !(k.Seeded && k.Claim.Subject.Register != "") {
				entries = append(entries, entryOf(k))
			}
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
		drawTimeline(&b, reg.Track(c.Track), entries)
		if err := writeFile(c.SVG, []byte(b.String())); err != nil {
			return err
		}
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
		fmt.Fprintf(a.stdout, "  %-19s %s %s\n", when, a.paint("36", fmt.Sprintf("%-15s", e.Kind)), e.ID)
		grade := ""
		if e.Grade != "" {
			grade = ", grade " + e.Grade
		}
		a.indented(22, oneLine(e.What))
		a.indented(22, a.paint("2", oneLine(e.Source)+grade))
	}
	return nil
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

// lanes of the drawing, and the kinds that stand in each.
func laneOf(e *record.Entry, t *record.Track) int {
	switch e.Kind {
	case "round", "talks status", "meeting expected", "agenda":
		return 0
	case "agreement", "commitment", "implement", "compliance", "dispute":
		return 3
	case "measure", "legal", "event", "measure ref":
		return 4
	}
	if strings.HasPrefix(e.What, t.Parties[0]+" ") || strings.HasPrefix(e.What, t.Parties[0]+":") {
		return 2
	}
	return 1
}

// drawTimeline draws a track as SVG: five lanes, a mark for each entry with
// its words as a tooltip. Marks without room for a label stand in the last
// row of their lane.
func drawTimeline(w io.Writer, t *record.Track, entries []record.Entry) {
	const left, right, top, rowHeight, rows, charWidth = 130.0, 1240.0, 50.0, 15.0, 7, 5.3
	lanes := []string{"Talks", t.Parties[1] + " moves", t.Parties[0] + " moves", "Agreements", "Law and events"}
	colours := []string{"#1b6ca8", "#b4530a", "#7a3e9d", "#2e7d32", "#555555"}
	laneHeight := rowHeight*(rows+1) + 12
	height := top + laneHeight*float64(len(lanes)) + 30
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 %.0f" font-family="sans-serif" font-size="10">`+"\n", height)
	fmt.Fprintf(w, `<rect width="1280" height="%.0f" fill="#fff"/><text x="10" y="22" font-size="16">%s</text>`+"\n", height, html.EscapeString(t.Name))
	shown := entries[:0:0]
	for _, e := range entries { // what was in force long before the talks is no mark on their line
		if e.Date >= t.Since {
			shown = append(shown, e)
		}
	}
	entries = shown
	first, last := span(entries)
	scale := func(day string) float64 {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return left
		}
		return left + (right-left)*d.Sub(first).Hours()/last.Sub(first).Hours()
	}
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(last); m = m.AddDate(0, 1, 0) {
		x := scale(m.Format(time.DateOnly))
		if x < left {
			continue
		}
		fmt.Fprintf(w, `<line x1="%.1f" x2="%.1f" y1="%.0f" y2="%.0f" stroke="#e4e4e4"/>`, x, x, top, height-30)
		if last.Sub(first) < 400*24*time.Hour || (m.Month()-1)%3 == 0 {
			fmt.Fprintf(w, `<text x="%.1f" y="%.0f" fill="#666">%s</text>`, x+2, height-14, m.Format("Jan 2006"))
		}
		fmt.Fprintln(w)
	}
	busy := map[[2]int]float64{} // end of the last label in lane and row
	for n, name := range lanes {
		y := top + laneHeight*float64(n)
		fmt.Fprintf(w, `<line x1="10" x2="1270" y1="%.1f" y2="%.1f" stroke="#bbb"/><text x="10" y="%.1f" font-size="12" fill="%s">%s</text>`+"\n", y, y, y+16, colours[n], html.EscapeString(name))
	}
	for i := range entries {
		e := &entries[i]
		lane := laneOf(e, t)
		x := scale(e.Date)
		label := e.What
		if _, after, ok := strings.Cut(label, ": "); ok && lane != 0 {
			label = after
		}
		label = oneLine(label)
		if r := []rune(label); len(r) > 26 {
			label = string(r[:25]) + "…"
		}
		width := 8 + charWidth*float64(len([]rune(label)))
		row, room, leftward := rows, false, x+width > 1275 // the last row is for marks without a label
		from, to := x, x+width
		if leftward {
			from, to = x-width, x+6
		}
		for r := range rows {
			if busy[[2]int{lane, r}] <= from {
				row, room = r, true
				busy[[2]int{lane, r}] = to
				break
			}
		}
		y := top + laneHeight*float64(lane) + 12 + rowHeight*float64(row)
		fmt.Fprintf(w, `<g><title>%s</title><circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`, html.EscapeString(e.Date+" "+oneLine(e.What)+" ("+oneLine(e.Source)+")"), x, y, colours[lane])
		switch {
		case room && leftward:
			fmt.Fprintf(w, `<text x="%.1f" y="%.1f" fill="#222" text-anchor="end">%s</text>`, x-5, y+3.5, html.EscapeString(label))
		case room:
			fmt.Fprintf(w, `<text x="%.1f" y="%.1f" fill="#222">%s</text>`, x+5, y+3.5, html.EscapeString(label))
		}
		fmt.Fprintln(w, `</g>`)
	}
	fmt.Fprintln(w, `</svg>`)
}

// span is the first and the last day of the entries, a day apart at least.
func span(entries []record.Entry) (first, last time.Time) {
	for i := range entries {
		d, err := time.Parse(time.DateOnly, entries[i].Date)
		if err != nil {
			continue
		}
		if first.IsZero() || d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	if !first.Before(last) {
		last = first.AddDate(0, 0, 1)
	}
	return first, last
}
