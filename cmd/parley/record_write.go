package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

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

// recordLinkCmd says what became of a claim.
type recordLinkCmd struct {
	Claim  string `arg:"" help:"Id of the claim." placeholder:"CLAIM"`
	To     string `arg:"" optional:"" help:"Id of the claim that is its outcome." placeholder:"OUTCOME"`
	Result string `required:"" help:"What became of it: met, partly-met, not-met, taken-up, declined, carried-out, withdrawn, lapsed, kept, broken, pending." placeholder:"RESULT"`
	On     string `required:"" help:"Day of the outcome." placeholder:"DATE"`
	Note   string `help:"In a few words." placeholder:"TEXT"`
	Source string `help:"Where it is written." placeholder:"TEXT"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordLinkCmd) Help() string {
	return `Examples:
  parley record link jp-cars-line us-deal-cars --result partly-met --on 2025-07-22 --note "15% all in"
  parley record link k0123456789abcdef --result withdrawn --on 2025-08-01 --source "Reuters 2025-08-01"`
}

// Run keeps the link.
func (c *recordLinkCmd) Run(a *app) error {
	if err := isoDays("--on", c.On); err != nil {
		return err
	}
	known, err := today("--known", c.Known)
	if err != nil {
		return err
	}
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := s.AddLink(a.ctx, store.Link{Claim: c.Claim, Outcome: c.To, Result: c.Result, On: c.On, Note: c.Note, Citation: c.Source, Known: known})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(l)
	}
	fmt.Fprintf(a.stdout, "%s: %s is %s on %s\n", l.ID, l.Claim, l.Result, l.On)
	return nil
}

// recordRetractCmd takes a claim back.
type recordRetractCmd struct {
	Claim  string `arg:"" help:"Id of the claim." placeholder:"CLAIM"`
	Reason string `required:"" help:"Why." placeholder:"TEXT"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordRetractCmd) Help() string {
	return `The claim stays in the file and no longer counts.

Examples:
  parley record retract k0123456789abcdef --reason "the agency withdrew the story"`
}

// Run takes it back.
func (c *recordRetractCmd) Run(a *app) error {
	known, err := today("--known", c.Known)
	if err != nil {
		return err
	}
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	n, err := s.Retract(a.ctx, c.Claim, c.Reason, known)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(n)
	}
	fmt.Fprintf(a.stdout, "%s: %s no longer counts\n", n.ID, n.Claim)
	return nil
}

// recordCorrectCmd puts a claim right.
type recordCorrectCmd struct {
	Claim    string `arg:"" help:"Id of the claim." placeholder:"CLAIM"`
	Reason   string `required:"" help:"Why." placeholder:"TEXT"`
	Giver    string `help:"The party whose move it is." placeholder:"CODE"`
	Receiver string `help:"The party it is addressed to." placeholder:"CODE"`
	Speaker  string `help:"Who said it." placeholder:"NAME"`
	Said     string `help:"The day it was said." placeholder:"DATE"`
	Text     string `help:"What it says." placeholder:"TEXT"`
	Known    string `help:"Day it became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordCorrectCmd) Help() string {
	return `A new claim takes the place of the old one, which stays in the file.

Examples:
  parley record correct k0123456789abcdef --speaker "Katsunobu Kato" --reason "the story names a former minister"`
}

// Run puts it right.
func (c *recordCorrectCmd) Run(a *app) error {
	if err := isoDays("--said", c.Said); err != nil {
		return err
	}
	known, err := today("--known", c.Known)
	if err != nil {
		return err
	}
	if c.Giver+c.Receiver+c.Speaker+c.Said+c.Text == "" {
		return fault.Misuse("give one of --giver, --receiver, --speaker, --said, --text", "nothing to correct")
	}
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	n, err := s.Correct(a.ctx, c.Claim, c.Reason, known, func(k *store.Claim) error {
		set := func(to *string, v string) {
			if v != "" {
				*to = v
			}
		}
		set(&k.Claim.Giver, strings.ToUpper(c.Giver))
		set(&k.Claim.Receiver, strings.ToUpper(c.Receiver))
		set(&k.Claim.Speaker, c.Speaker)
		set(&k.Said, c.Said)
		set(&k.Claim.Date, c.Said)
		set(&k.Text, c.Text)
		return nil
	})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(n)
	}
	fmt.Fprintf(a.stdout, "%s takes the place of %s\n", n.ID, n.Corrects)
	return nil
}

// recordExportCmd writes the record out.
type recordExportCmd struct {
	Plover bool   `help:"As events of the PLOVER ontology, the seeded record with them."`
	Track  string `help:"Only this negotiation (with --plover)." placeholder:"ID"`
	Out    string `help:"Write to this file." placeholder:"FILE"`
	recordPlace
}

// Help shows examples.
func (c *recordExportCmd) Help() string {
	return `JSON Lines: sources with their bytes, claims, outcomes, corrections, disputes.
Importing the file into a new record and exporting that gives the same bytes. The
record that comes with Parley is not written, save with --plover. Of a damaged file
all that can be read is written, and the exit code is 3.

Examples:
  parley record export --out record.jsonl
  parley record export --plover --track us-japan --out events.jsonl`
}

// Run writes.
func (c *recordExportCmd) Run(a *app) error {
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	if err := knownTrack(reg, c.Track); err != nil {
		return err
	}
	if !c.Plover && c.Track != "" {
		return fault.Misuse("leave it out, or add --plover", "--track goes with --plover: an export for import is of the whole record")
	}
	out := a.stdout
	var tmp *os.File
	if c.Out != "" {
		if tmp, err = os.CreateTemp(filepath.Dir(c.Out), ".parley-*"); err != nil {
			return fault.Bad(c.Out, "name a file in a folder you can write to", "cannot be written: %v", err)
		}
		defer os.Remove(tmp.Name())
		defer tmp.Close()
		out = tmp
	}
	var n store.Counts
	var damage error
	if c.Plover {
		n.Claims, err = exportPlover(a, s, reg, c.Track, out)
		if err != nil {
			return err
		}
	} else {
		n, damage = s.Export(a.ctx, out)
	}
	if tmp != nil {
		if err := tmp.Chmod(0o644); err != nil {
			return err
		}
		if err := tmp.Close(); err != nil {
			return err
		}
		if err := os.Rename(tmp.Name(), c.Out); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.stderr, "parley: wrote %d claims, %d sources, %d outcomes, %d corrections, %d disputes\n", n.Claims, n.Sources, n.Links, n.Notices, n.Disputes)
	return damage
}

// recordImportCmd reads an export.
type recordImportCmd struct {
	File string `arg:"" help:"A file written by parley record export." placeholder:"FILE"`
	recordPlace
}

// Help shows examples.
func (c *recordImportCmd) Help() string {
	return `All of the file or nothing. What is on record already is left as it is.

Examples:
  parley record import record.jsonl --db copy.db`
}

// Run reads it.
func (c *recordImportCmd) Run(a *app) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Missing(c.File, "check the path", "cannot be read: %v", err)
	}
	defer f.Close()
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	n, err := s.Import(a.ctx, f, filepath.ToSlash(c.File))
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(n)
	}
	fmt.Fprintf(a.stdout, "%d claims, %d sources, %d outcomes, %d corrections, %d disputes; %d were on record already\n", n.Claims, n.Sources, n.Links, n.Notices, n.Disputes, n.Already)
	return nil
}
