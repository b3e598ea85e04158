package main

import (
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/tariff"
)

// tariffSearchCmd finds lines of the schedule by words.
type tariffSearchCmd struct {
	Words  []string `arg:"" help:"Words that the description must have, all of them."`
	Date   string   `help:"The edition in force on this day (default: the newest)." placeholder:"DATE"`
	Limit  int      `help:"Show at most this many." default:"20"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *tariffSearchCmd) Help() string {
	return `Examples:
  parley tariff search soybeans
  parley tariff search motor vehicles spark ignition --limit 5
  parley tariff search polysilicon --format json`
}

// Run searches.
func (c *tariffSearchCmd) Run(a *app) error {
	date, err := parseDate("--date", c.Date)
	if err != nil {
		return err
	}
	edition := tariff.Edition2026
	if !date.IsZero() {
		edition = tariff.EditionOn(date)
	}
	hts, err := tariff.HTS()
	if err != nil {
		return err
	}
	query := strings.Join(c.Words, " ")
	found, total, err := hts.Search(query, edition, c.Limit)
	if err != nil {
		return err
	}
	if total == 0 {
		return fault.Missing("", "use fewer or shorter words; a word matches the beginning of a word",
			"no line of the %s schedule has all of the words %q", edition, query)
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"query": query, "edition": edition.String(), "total": total, "found": found})
	}
	fmt.Fprintf(a.stdout, "Harmonized Tariff Schedule, edition %s: %d subheadings with %q", edition, total, query)
	if total > len(found) {
		fmt.Fprintf(a.stdout, ", the first %d (--limit shows more)", len(found))
	}
	fmt.Fprint(a.stdout, "\n\n")
	room := max(a.width-13, 40)
	for _, f := range found {
		rate := f.Column1
		if rate == "" {
			rate = "no rate of its own"
		}
		fmt.Fprintf(a.stdout, "%-13s column 1: %s\n", f.Code, rate)
		for i, line := range wrapWords(strings.Join(f.Path, " > "), room) {
			if i == 3 {
				fmt.Fprintf(a.stdout, "%13s…\n", "")
				break
			}
			fmt.Fprintf(a.stdout, "%13s%s\n", "", line)
		}
	}
	return nil
}

// wrapWords breaks a text into lines of at most width letters.
func wrapWords(s string, width int) []string {
	var lines []string
	line, size := "", 0
	for _, w := range strings.Fields(s) {
		n := len([]rune(w))
		if size > 0 && size+1+n > width {
			lines = append(lines, line)
			line, size = "", 0
		}
		if size > 0 {
			line += " "
			size++
		}
		line += w
		size += n
	}
	if size > 0 {
		lines = append(lines, line)
	}
	return lines
}
