package main

import (
	"fmt"
	"path/filepath"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
	"parley/tariff"
)

// recordAddCmd reads stories and puts them on record.
type recordAddCmd struct {
	Files     []string `arg:"" help:"Stories as plain text (UTF-8)." placeholder:"FILE"`
	Published string   `help:"Day the stories were published, YYYY-MM-DD; needed, never guessed." placeholder:"DATE"`
	Track     string   `help:"Negotiation they belong to; found in the text when not given." placeholder:"ID"`
	Known     string   `help:"Day they became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordAddCmd) Help() string {
	return `Reads each story and keeps its bytes and its claims. A claim that another source
has made within 30 days adds to the support of the same fact; a copy of one story
counts once; a number that differs within three days opens a dispute. A file whose
line is printed is safely on the disk. docs/store.md explains.

Examples:
  parley record add cases/us-japan/article.txt --published 2025-05-20
  parley record add monday/*.txt --published 2025-07-21 --track us-japan --db work.db`
}

// Run reads and keeps.
func (c *recordAddCmd) Run(a *app) error {
	published, err := parseDate("--published", c.Published)
	if err != nil {
		return err
	}
	if published.IsZero() {
		return fault.Misuse("give the day the stories were published, as in --published 2025-05-20", "--published is missing: the date of a story is never guessed")
	}
	known, err := today("--known", c.Known)
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	type file struct {
		File string `json:"file"`
		*store.Added
		Flags []record.Flag `json:"flags"`
	}
	done := []file{}
	for _, name := range c.Files {
		text, err := readFile(name)
		if err != nil {
			return err
		}
		r, err := record.Read(text, record.Options{Path: filepath.ToSlash(name), Published: published, Track: c.Track, Rates: lawRates(book)})
		if err != nil {
			return err
		}
		added, err := s.Add(a.ctx, text, r, known)
		if err != nil {
			return err
		}
		done = append(done, file{name, added, r.Flags})
		if c.Format == "text" {
			a.printAdded(name, added, len(r.Flags))
		}
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Known string `json:"known"`
			Files []file `json:"files"`
		}{known, done})
	}
	return nil
}

func (a *app) printAdded(name string, d *store.Added, flags int) {
	if d.Already {
		fmt.Fprintf(a.stdout, "%s: on record already (source %.12s); nothing written\n", name, d.Source)
		return
	}
	fmt.Fprintf(a.stdout, "%s: %d claims, %d of them on record before, %d disputes, %d flags (source %.12s)\n", name, len(d.Claims), d.Joined, len(d.Disputes), flags, d.Source)
	if d.CopyOf != "" {
		fmt.Fprintf(a.stdout, "  repeats the text of source %.12s: it adds no support\n", d.CopyOf)
	}
	for _, x := range d.Disputes {
		fmt.Fprintf(a.stdout, "  dispute  %s %s: %s\n", x.Claim, x.Against, x.About)
	}
}
