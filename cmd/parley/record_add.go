package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/assist"
	"parley/record/store"
)

// recordAddCmd reads stories and puts them on record.
type recordAddCmd struct {
	Files []string `arg:"" name:"file" help:"Stories: texts, HTML pages, or addresses of the web, each asked for once." placeholder:"FILE"`
	storyOptions
	Known     string   `help:"Day they became known (default: today)." placeholder:"DATE"`
	Accept    []string `help:"Put these proposals of a model on record too, under its name." placeholder:"ID"`
	Proposals string   `help:"Where the proposals are kept: the output of parley read --assist --format json." placeholder:"FILE"`
	assistOptions
	recordPlace
}

// Help shows examples.
func (c *recordAddCmd) Help() string {
	return `Reads each story and keeps its bytes and its claims. A claim that another source
has made within 30 days adds to the support of the same fact; a copy of one story
counts once; a number that differs within three days opens a dispute. A file whose
line is printed is safely on the disk; of a file that cannot be read nothing is
written, and the others are. docs/store.md explains.

Examples:
  parley record add cases/us-japan/article.txt --published 2025-05-20
  parley record add monday/*.html --published 2025-07-21 --track us-japan --db work.db
  parley record add https://news.example/2025/07/21/story --published page
  parley record add story.txt --published 2025-07-21 --proposals read.json --accept p1a2b3c4d`
}

// addedStory is what became of one story.
type addedStory struct {
	File string `json:"file"`
	*store.Added
	Differs   []string          `json:"differs,omitempty"` // where a source that was on record stands there otherwise
	Flags     []record.Flag     `json:"flags,omitempty"`
	Accepted  []string          `json:"accepted,omitempty"`  // ids of the proposals that went on record
	Proposals []assist.Proposal `json:"proposals,omitempty"` // not on record
	Error     *inputFailure     `json:"error,omitempty"`
}

// check refuses options that do not fit before anything is opened.
func (c *recordAddCmd) check() error {
	if err := errors.Join(c.storyOptions.check(), c.assistOptions.check()); err != nil {
		return err
	}
	switch {
	case c.Published == "" && len(c.Files) != 1: // of one story its page may help
		return fault.Misuse("give the day the stories were published, as in --published 2025-05-20, or --published page", "--published is missing: the date of a story is never guessed")
	case len(c.Accept) > 0 && len(c.Files) != 1:
		return fault.Misuse("give one file at a time", "--accept takes the proposals of one story")
	case len(c.Accept) > 0 && c.Assist == "" && c.Proposals == "":
		return fault.Misuse("add --proposals FILE, or --assist URL", "--accept needs the proposals")
	case c.Proposals != "" && c.Assist != "":
		return fault.Misuse("give one of the two", "--proposals and --assist")
	case c.Known != "" && c.Published != "page" && c.Published > c.Known:
		return fault.Misuse("give the day it was published, or leave --known out", "--known %s is before the day of publication, %s", c.Known, c.Published)
	case c.Proposals != "" && len(c.Accept) == 0:
		return fault.Misuse("add --accept ID", "--proposals: none is accepted")
	}
	return nil
}

// Run reads and keeps.
func (c *recordAddCmd) Run(a *app) error {
	if err := c.check(); err != nil {
		return err
	}
	known, err := today("--known", c.Known)
	if err != nil {
		return err
	}
	// One story is read before the record is opened, so that a story that
	// cannot be read does not make a record.
	var only *readStory
	if len(c.Files) == 1 {
		if only, err = c.read(a, c.Files[0]); err != nil {
			return err
		}
	}
	s, err := c.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	done := []addedStory{}
	var failed []error
	for _, name := range c.Files {
		added, err := c.add(a, s, name, only, known)
		if err != nil {
			if errors.Is(err, a.ctx.Err()) && a.ctx.Err() != nil {
				return err
			}
			failed = append(failed, err)
			added = &addedStory{File: filepath.ToSlash(name), Error: failure(err)}
		} else if c.Format == "text" {
			a.printAdded(added)
		}
		done = append(done, *added)
	}
	if c.Format == "json" && !(len(failed) == 1 && len(c.Files) == 1) {
		err := a.writeJSON(struct {
			Known string       `json:"known"`
			Files []addedStory `json:"files"`
		}{known, done})
		if err != nil {
			return err
		}
	}
	return a.several(failed, len(c.Files))
}

// readStory is a story with what was found in it, and what a model proposes.
type readStory struct {
	*story
	reading   *record.Reading
	proposals *assist.Proposals
	accepted  []assist.Proposal
}

// read reads a story and chooses the proposals that the user accepts; they
// join the claims of the reader here and nowhere else.
func (c *recordAddCmd) read(a *app, name string) (*readStory, error) {
	s, err := a.openStory(name, &c.storyOptions)
	if err != nil {
		return nil, err
	}
	r, err := s.read(&c.storyOptions)
	if err != nil {
		return nil, err
	}
	out := &readStory{story: s, reading: r}
	if c.Proposals != "" {
		out.proposals, err = keptProposals(c.Proposals, s)
	} else {
		out.proposals, err = a.propose(&c.assistOptions, s, r)
	}
	if err != nil || out.proposals == nil {
		return out, err
	}
	if out.accepted, err = out.proposals.Choose(c.Accept); err != nil {
		return nil, err
	}
	for _, p := range out.accepted {
		r.Claims = append(r.Claims, p.Claim())
	}
	return out, nil
}

// add puts one story on record, or nothing of it.
func (c *recordAddCmd) add(a *app, rec *store.Store, name string, s *readStory, known string) (*addedStory, error) {
	if s == nil {
		var err error
		if s, err = c.read(a, name); err != nil {
			return nil, err
		}
	}
	copies, err := rec.CopiesOf(a.ctx, s.raw, s.doc.Text, s.reading.Article.Published)
	if err != nil {
		return nil, err
	}
	for _, k := range copies {
		flagCopy(s.reading, fmt.Sprintf("%s of %s, on record as %.12s", k.Path, k.Published, k.Source), k.Share)
	}
	added, err := rec.AddFrom(a.ctx, s.origin(), s.raw, s.reading, known)
	if err != nil {
		return nil, err
	}
	out := &addedStory{File: filepath.ToSlash(name), Added: added, Flags: s.reading.Flags}
	if added.OnFile != nil {
		out.Differs = onFileDiffers(added.OnFile, &s.reading.Article)
	}
	for _, p := range s.accepted {
		out.Accepted = append(out.Accepted, p.ID)
	}
	if s.proposals != nil && c.Proposals == "" {
		for _, p := range s.proposals.List {
			if !strings.Contains(strings.Join(out.Accepted, " "), p.ID) {
				out.Proposals = append(out.Proposals, p)
			}
		}
	}
	return out, nil
}

// onFileDiffers says where a source stands on record with another day or track
// than it is given with now.
func onFileDiffers(on *store.Source, now *record.Article) []string {
	var out []string
	if on.Published != now.Published {
		out = append(out, fmt.Sprintf("published %s on record, not %s", on.Published, now.Published))
	}
	if on.Track != now.Track {
		out = append(out, fmt.Sprintf("track %q on record, not %q", on.Track, now.Track))
	}
	return out
}

// printAdded tells what became of a story.
func (a *app) printAdded(d *addedStory) {
	name := oneLine(d.File)
	switch {
	case d.Already && len(d.Claims) > 0:
		fmt.Fprintf(a.stdout, "%s: on record already (source %.12s); %d accepted proposals added\n", name, d.Source, len(d.Claims))
	case d.Already:
		fmt.Fprintf(a.stdout, "%s: on record already (source %.12s); nothing written\n", name, d.Source)
		if len(d.Differs) > 0 {
			a.indented(2, "it stands there otherwise: "+strings.Join(d.Differs, "; ")+". The record keeps what it has: put its claims right with parley record correct CLAIM (--said gives another day), or take them back with parley record retract CLAIM and note them anew")
		}
		return
	default:
		fmt.Fprintf(a.stdout, "%s: %d claims, %d of them on record before, %d disputes, %d flags (source %.12s)\n", name, len(d.Claims), d.Joined, len(d.Disputes), len(d.Flags), d.Source)
	}
	if d.CopyOf != "" {
		fmt.Fprintf(a.stdout, "  repeats the text of source %.12s: it adds no support\n", d.CopyOf)
	}
	for i, x := range d.Disputes {
		if i == 5 && len(d.Disputes) > 6 {
			fmt.Fprintf(a.stdout, "  and %d disputes more; parley record disputes gathers them\n", len(d.Disputes)-5)
			break
		}
		fmt.Fprintf(a.stdout, "  dispute  %s %s: %s\n", x.Claim, x.Against, x.About)
	}
	if len(d.Proposals) > 0 {
		a.printProposals(&assist.Proposals{Model: d.Proposals[0].Model, List: d.Proposals})
	}
}
