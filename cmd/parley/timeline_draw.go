package main

import (
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"parley/record"
)

// laneOf is the lane of an entry, by its kind and by whose move it is.
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

// colours of the lanes.
var laneColours = []string{"#1b6ca8", "#b4530a", "#7a3e9d", "#2e7d32", "#555555"}

func laneNames(t *record.Track) []string {
	return []string{"Talks", t.Parties[1] + " moves", t.Parties[0] + " moves", "Agreements", "Law and events"}
}

// drawTimeline draws a track as SVG: along a line of time where there is
// room, downwards on a phone.
func drawTimeline(w io.Writer, t *record.Track, entries []record.Entry, width int) {
	shown := entries[:0:0]
	for _, e := range entries { // what was in force long before the talks is no mark on their line
		if e.Date >= t.Since {
			shown = append(shown, e)
		}
	}
	if width < 640 {
		drawDown(w, t, shown, float64(width))
		return
	}
	drawAlong(w, t, shown, float64(width))
}

// mark is an entry on the drawing; row is that of its lane.
type mark struct {
	entry     *record.Entry
	lane, row int
	x, room   float64 // room is how wide its label may be
	leftward  bool
}

const (
	markRows  = 10   // rows of a lane with labels; one more holds marks without
	markWidth = 5.3  // of a character
	markText  = 26   // characters for which room is made
	markMost  = 90   // characters at most
	rowHeight = 15.0 // of a row
)

// label is what a mark says, cut to a number of characters.
func (m *mark) label(most int) string {
	text := m.entry.What
	if _, after, ok := strings.Cut(text, ": "); ok && m.lane != 0 && m.entry.Kind != "measure" {
		text = after
	}
	text = oneLine(text)
	if r := []rune(text); len(r) > most {
		text = strings.TrimRight(string(r[:most-1]), " ,;") + "…"
	}
	return text
}

// setMarks gives each entry a row in its lane, so that no label meets another.
func setMarks(entries []record.Entry, t *record.Track, scale func(string) float64, edge float64) []mark {
	marks := make([]mark, len(entries))
	busy := map[[2]int]float64{} // end of the last label in lane and row
	last := map[[2]int]int{}     // its mark
	for i := range entries {
		m := mark{entry: &entries[i], lane: laneOf(&entries[i], t), row: markRows}
		m.x = scale(entries[i].Date)
		need := 8 + markWidth*float64(len([]rune(m.label(markText))))
		from, to := m.x, m.x+need
		if m.leftward = m.x+need > edge; m.leftward {
			from, to = m.x-need, m.x+6
		}
		// The row that was free the longest: the label before may run up to here.
		for r := range markRows {
			if end := busy[[2]int{m.lane, r}]; end <= from && (m.row == markRows || end < busy[[2]int{m.lane, m.row}]) {
				m.row = r
			}
		}
		if m.row < markRows {
			k := [2]int{m.lane, m.row}
			if j, ok := last[k]; ok && !marks[j].leftward {
				marks[j].room = from - marks[j].x - 10
			}
			if m.room = need; !m.leftward {
				m.room = edge - m.x
			}
			busy[k], last[k] = to, i
		}
		marks[i] = m
	}
	return marks
}

// drawAlong draws five lanes along a line of time, a mark for each entry with
// its words as a tooltip. Marks without room for a label stand in the last
// row of their lane.
func drawAlong(w io.Writer, t *record.Track, entries []record.Entry, width float64) {
	const left, top = 130.0, 50.0
	right := width - 40
	laneHeight := rowHeight*(markRows+1) + 12
	lanes := laneNames(t)
	height := top + laneHeight*float64(len(lanes)) + 30
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" font-family="sans-serif" font-size="10">`+"\n", width, height, width)
	fmt.Fprintf(w, `<rect width="%.0f" height="%.0f" fill="#fff"/><text x="10" y="22" font-size="16">%s</text>`+"\n", width, height, html.EscapeString(t.Name))
	first, last := span(entries)
	scale := func(day string) float64 {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return left
		}
		return left + (right-left)*d.Sub(first).Hours()/last.Sub(first).Hours()
	}
	months := last.Sub(first).Hours() / 24 / 30
	step := 1 + int(60*months/(right-left)) // a label takes about sixty pixels
	n := 0
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(last); m = m.AddDate(0, 1, 0) {
		x := scale(m.Format(time.DateOnly))
		if x < left {
			continue
		}
		fmt.Fprintf(w, `<line x1="%.1f" x2="%.1f" y1="%.0f" y2="%.0f" stroke="#e4e4e4"/>`, x, x, top, height-30)
		if n%step == 0 && x < width-60 {
			fmt.Fprintf(w, `<text x="%.1f" y="%.0f" fill="#666">%s</text>`, x+2, height-14, m.Format("Jan 2006"))
		}
		fmt.Fprintln(w)
		n++
	}
	for n, name := range lanes {
		y := top + laneHeight*float64(n)
		fmt.Fprintf(w, `<line x1="10" x2="%.0f" y1="%.1f" y2="%.1f" stroke="#bbb"/><text x="10" y="%.1f" font-size="12" fill="%s">%s</text>`+"\n", width-10, y, y, y+16, laneColours[n], html.EscapeString(name))
	}
	for _, m := range setMarks(entries, t, scale, width-5) {
		y := top + laneHeight*float64(m.lane) + 12 + rowHeight*float64(m.row)
		fmt.Fprintf(w, `<g><title>%s</title><circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`, html.EscapeString(m.entry.Date+" "+oneLine(m.entry.What)+" ("+oneLine(m.entry.Source)+")"), m.x, y, laneColours[m.lane])
		most := min(markMost, max(markText, int((m.room-8)/markWidth)))
		switch {
		case m.row == markRows:
		case m.leftward:
			fmt.Fprintf(w, `<text x="%.1f" y="%.1f" fill="#222" text-anchor="end">%s</text>`, m.x-5, y+3.5, html.EscapeString(m.label(markText)))
		default:
			fmt.Fprintf(w, `<text x="%.1f" y="%.1f" fill="#222">%s</text>`, m.x+5, y+3.5, html.EscapeString(m.label(most)))
		}
		fmt.Fprintln(w, `</g>`)
	}
	fmt.Fprintln(w, `</svg>`)
}

// drawDown draws a track from the first day down to the last: the day, the
// kind and all the words of each entry, for a narrow screen.
func drawDown(w io.Writer, t *record.Track, entries []record.Entry, width float64) {
	const left, lineHeight, charWidth = 30.0, 16.0, 6.4
	perLine := int((width - left - 12) / charWidth)
	var b strings.Builder
	y := 56.0
	for n, name := range laneNames(t) { // what the colours mean
		fmt.Fprintf(&b, `<circle cx="14" cy="%.1f" r="4" fill="%s"/><text x="24" y="%.1f" fill="%s">%s</text>`+"\n", y-4, laneColours[n], y, laneColours[n], html.EscapeString(name))
		y += lineHeight
	}
	y += 10
	start, month := y, ""
	for i := range entries {
		e := &entries[i]
		if m := e.Date[:min(7, len(e.Date))]; m != month {
			month = m
			name := m
			if d, err := time.Parse("2006-01", m); err == nil {
				name = d.Format("January 2006")
			}
			y += 12
			fmt.Fprintf(&b, `<text x="%.0f" y="%.1f" font-weight="bold">%s</text>`+"\n", left, y, name)
			y += lineHeight + 4
		}
		colour := laneColours[laneOf(e, t)]
		source := " (" + oneLine(e.Source) + ")"
		fmt.Fprintf(&b, `<g><title>%s</title><circle cx="14" cy="%.1f" r="4" fill="%s"/><text x="%.0f" y="%.1f" fill="%s">%s  %s</text>`, html.EscapeString(e.Date+" "+oneLine(e.What)+source), y-4, colour, left, y, colour, html.EscapeString(e.Date), html.EscapeString(oneLine(e.Kind)))
		for _, row := range rows(oneLine(e.What), perLine) {
			y += lineHeight
			fmt.Fprintf(&b, `<text x="%.0f" y="%.1f" fill="#222">%s</text>`, left, y, html.EscapeString(row))
		}
		fmt.Fprintln(&b, `</g>`)
		y += lineHeight + 6
	}
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" font-family="sans-serif" font-size="12">`+"\n", width, y, width)
	fmt.Fprintf(w, `<rect width="%.0f" height="%.0f" fill="#fff"/><text x="10" y="26" font-size="16">%s</text>`+"\n", width, y, html.EscapeString(t.Name))
	fmt.Fprintf(w, `<line x1="14" x2="14" y1="%.0f" y2="%.0f" stroke="#ccc"/>`+"\n", start, y-10)
	io.WriteString(w, b.String())
	fmt.Fprintln(w, `</svg>`)
}

// rows breaks words into lines of at most so many characters; a longer word
// is cut.
func rows(text string, most int) []string {
	var out []string
	row := []rune{}
	for _, word := range strings.Fields(text) {
		w := []rune(word)
		if len(row) > 0 && len(row)+1+len(w) > most {
			out = append(out, string(row))
			row = row[:0]
		}
		if len(row) > 0 {
			row = append(row, ' ')
		}
		for len(w) > most {
			out = append(out, string(w[:most]))
			w = w[most:]
		}
		row = append(row, w...)
	}
	return append(out, string(row))
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
