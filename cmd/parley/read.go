package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/assist"
	"parley/record/page"
	"parley/record/store"
)

// readCmd finds the claims in an article.
type readCmd struct {
	Files []string `arg:"" name:"file" help:"The story: a text or an HTML page, or an address of the web, which is asked for once." placeholder:"FILE"`
	storyOptions
	Text   bool   `help:"Print the text as it is read, and nothing else: the offsets of claims count in it."`
	Rules  bool   `help:"Name the rules and the evidence behind every claim."`
	DB     string `name:"db" help:"The record in which copies of the story are looked for (default: parley.db in your data folder, if it is there)." placeholder:"FILE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
	assistOptions
}

// Help shows examples.
func (c *readCmd) Help() string {
	return `Finds who demands, offers, refuses, threatens or expects what: the exact words
and their place, the speaker, how sure it is, the day. Raises a flag where the
story disagrees with the registers or rests on weak ground. It works by rules
and a table of evidence: the same story gives the same answer. docs/record.md explains types and flags,
docs/input.md what is read of a page.

Examples:
  parley read cases/us-japan/article.txt --published 2025-05-20
  parley read story.html --published page --rules
  parley read story.html --text
  parley read monday/*.html --published 2025-07-23 --format json
  parley read https://news.example/2025/07/23/story --published page
  parley read story.txt --published 2025-07-23 --assist http://localhost:11434/v1 --assist-model NAME`
}

// readOutput is what parley read prints as JSON for one story.
type readOutput struct {
	*record.Reading
	Input     *page.Document    `json:"input"`               // how the text came out of the bytes; input.text only where it is not the file itself
	Proposals []assist.Proposal `json:"proposals,omitempty"` // of a model, with --assist; never among the claims
	Assist    *assistOutcome    `json:"assist,omitempty"`
}

// assistOutcome counts what a model proposed and what of it did not hold.
type assistOutcome struct {
	Model   string         `json:"model"`
	Offered int            `json:"offered"`
	Dropped map[string]int `json:"dropped,omitempty"`
	Error   *inputFailure  `json:"error,omitempty"`
}

// readEntry is one of several stories: what was read, or why it was not.
type readEntry struct {
	File string `json:"file"`
	*readOutput
	Error *inputFailure `json:"error,omitempty"`
}

// Run prints what the reader found.
func (c *readCmd) Run(a *app) error {
	if err := errors.Join(c.storyOptions.check(), c.assistOptions.check()); err != nil {
		return err
	}
	if c.Text {
		return c.printText(a)
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	var failed []error
	var texts []*story
	entries := []readEntry{}
	for _, name := range c.Files {
		s, out, proposals, err := c.one(a, name, texts)
		entry := readEntry{File: filepath.ToSlash(name), readOutput: out}
		if err != nil {
			failed = append(failed, err)
			entry.Error = failure(err)
		}
		entries = append(entries, entry)
		if out == nil {
			continue
		}
		texts = append(texts, s)
		if c.Format == "text" {
			if len(texts) > 1 {
				fmt.Fprintln(a.stdout)
			}
			a.printReading(out.Reading, s, reg, c.Rules)
			a.printProposals(proposals)
		}
	}
	if c.Format == "json" {
		var v any = struct {
			Files []readEntry `json:"files"`
		}{entries}
		if len(c.Files) == 1 {
			if entries[0].readOutput == nil {
				return failed[0]
			}
			v = entries[0].readOutput
		}
		if err := a.writeJSON(v); err != nil {
			return err
		}
	}
	return a.several(failed, len(c.Files))
}

// one reads one story. before are the stories of the command that it may be
// a copy of. An assist that fails leaves the reading as it is: out and err
// are both there.
func (c *readCmd) one(a *app, name string, before []*story) (*story, *readOutput, *assist.Proposals, error) {
	s, err := a.openStory(name, &c.storyOptions)
	if err != nil {
		return nil, nil, nil, err
	}
	r, err := s.read(&c.storyOptions)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := a.copiesIn(c.DB, s, r); err != nil {
		return nil, nil, nil, err
	}
	for _, b := range before {
		if share, same := store.Resemblance(s.doc.Text, b.doc.Text); same {
			flagCopy(r, b.name, share)
		}
	}
	out := &readOutput{Reading: r, Input: s.shown()}
	proposals, err := a.propose(&c.assistOptions, s, r)
	if c.Assist != "" {
		out.Assist = &assistOutcome{Model: c.AssistModel}
		if err != nil {
			out.Assist.Error = failure(err)
		}
	}
	if proposals != nil {
		out.Proposals, out.Assist.Offered, out.Assist.Dropped = proposals.List, proposals.Offered, proposals.Dropped
	}
	return s, out, proposals, err
}

// printText prints the text as read, byte for byte, except to a terminal.
func (c *readCmd) printText(a *app) error {
	if len(c.Files) != 1 {
		return fault.Misuse("give one file", "--text prints one text")
	}
	s, err := a.openStory(c.Files[0], &c.storyOptions)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Input *page.Document `json:"input"`
		}{s.doc})
	}
	_, err = io.WriteString(a.stdout, s.doc.Text)
	return err
}

// shown is the document as JSON gives it: without the text where that is the
// file itself.
func (s *story) shown() *page.Document {
	d := *s.doc
	if d.Same() {
		d.Text = ""
	}
	return &d
}

// readGroups is the order in which claims are shown.
var readGroups = []struct {
	title string
	types []record.Type
}{
	{"Demands, red lines, conditions", []record.Type{record.Demand, record.RedLine, record.Condition, record.Reject, record.Threat, record.Retaliation, record.Rationale}},
	{"Offers", []record.Type{record.Offer, record.OfferItem, record.ConcedeSignal, record.Commitment}},
	{"Positions and pace", []record.Type{record.Position, record.PaceSignal, record.Statement, record.Disapprove, record.Dispute, record.Monitor}},
	{"Talks", []record.Type{record.TalksStatus, record.Round, record.MeetingExpected, record.Agenda}},
	{"Agreements, measures, law", []record.Type{record.Agreement, record.MeasureAct, record.MeasureRef, record.Implement, record.Compliance, record.Legal}},
	{"Background", []record.Type{record.Background, record.Valuation}},
}

// printReading prints claims by group, then flags.
func (a *app) printReading(r *record.Reading, s *story, reg *record.Registers, rules bool) {
	track := "no known negotiation"
	if t := reg.Track(r.Article.Track); t != nil {
		track = t.Name
	}
	fmt.Fprintf(a.stdout, "%s, published %s: %s\n", oneLine(r.Article.Path), r.Article.Published, track)
	a.printPage(s.doc)
	fmt.Fprintf(a.stdout, "%d claims, %d flags\n", len(r.Claims), len(r.Flags))
	for _, g := range readGroups {
		first := true
		for _, c := range r.Claims {
			if !typeIn(c.Type, g.types) {
				continue
			}
			if first {
				fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", g.title))
				first = false
			}
			a.printClaim(&c, rules)
		}
	}
	if len(r.Flags) > 0 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", "Flags"))
	}
	for _, sev := range []record.Severity{record.High, record.Mid, record.Low} {
		for _, f := range r.Flags {
			if f.Severity == sev {
				a.printFlag(&f)
			}
		}
	}
}

func typeIn(t record.Type, list []record.Type) bool {
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}

// printClaim prints one claim: a line of codes, the words, what they are about.
func (a *app) printClaim(c *record.Claim, rules bool) {
	who := c.Giver
	if c.Receiver != "" {
		who += " to " + c.Receiver
	}
	when := c.Date
	if c.DateTo != "" {
		when += " to " + c.DateTo
	}
	if when == "" {
		when = "no date"
	}
	sure := c.Certainty
	if c.Modality != "actual" {
		sure += ", " + c.Modality
	}
	if c.Restated {
		sure += ", restated"
	}
	if c.Polarity == "-" {
		sure += ", negated"
	}
	fmt.Fprintf(a.stdout, "  %-4s %s  %-10s %-10s %s\n", c.ID, a.paint("36", fmt.Sprintf("%-16s", c.Type)), who, when, sure)
	a.indented(7, "“"+oneLine(c.Quote)+"”")
	said := "the writer"
	if c.Speaker != "" {
		said = oneLine(c.Speaker)
		if c.Role != "" && !strings.Contains(strings.ToLower(c.Speaker), strings.ToLower(c.Role)) {
			said += ", " + oneLine(c.Role)
		}
	}
	parts := []string{said + " (" + c.Attribution + ")"}
	if s := about(&c.Subject); s != "" {
		parts = append(parts, s)
	}
	if c.Parent != "" {
		parts = append(parts, "belongs to "+c.Parent)
	}
	if c.DuplicateOf != "" {
		parts = append(parts, "says "+c.DuplicateOf+" again")
	}
	if rules {
		parts = append(parts, "rules "+strings.Join(c.Rules, ", "))
		if len(c.Evidence) > 0 {
			parts = append(parts, "evidence "+strings.Join(c.Evidence, ", "))
		}
	}
	a.indented(7, a.paint("2", strings.Join(parts, "; ")))
}

// about says in one line what a claim is about.
func about(s *record.Subject) string {
	var p []string
	add := func(label, v string) {
		if v != "" {
			p = append(p, strings.TrimSpace(label+" "+v))
		}
	}
	add("", s.Topic)
	add("ask:", s.Ask)
	add("", s.Status)
	add("level:", s.Level)
	if s.Ordinal > 0 {
		p = append(p, fmt.Sprintf("round %d", s.Ordinal))
	}
	add("in", s.Place)
	add("measures", strings.Join(s.Measures, " "))
	if len(s.Goods) > 0 {
		add("goods", strings.Join(s.Goods, " ")+" (HTS "+strings.Join(s.HTS, " ")+"; sectors "+strings.Join(s.Sectors, " ")+")")
	}
	add("", s.Quantity)
	add("register:", s.Register)
	return strings.Join(p, ", ")
}

// printFlag prints one flag with its evidence.
func (a *app) printFlag(f *record.Flag) {
	at := f.Claim
	if at == "" {
		at = f.Entity
	}
	code := map[record.Severity]string{record.High: "31", record.Mid: "33", record.Low: "2"}[f.Severity]
	fmt.Fprintf(a.stdout, "  %s %s  %s\n", a.paint(code, fmt.Sprintf("%-6s", f.Severity)), f.Code, oneLine(at))
	a.indented(9, oneLine(f.Message))
	if f.Evidence != "" {
		a.indented(9, a.paint("2", "evidence: "+oneLine(f.Evidence)))
	}
	if f.Suggest != "" {
		a.indented(9, a.paint("2", "suggests: "+oneLine(f.Suggest)))
	}
}

// printPage tells what a page says of itself.
func (a *app) printPage(d *page.Document) {
	if d.Same() {
		return
	}
	var parts []string
	for _, p := range []string{d.Title, d.Site, d.Byline} {
		if p != "" {
			parts = append(parts, oneLine(p))
		}
	}
	if len(parts) > 0 {
		a.indented(2, strings.Join(parts, "; "))
	}
	how := d.Format + ", " + d.Charset + " (" + d.CharsetFrom + ")"
	if d.Found != "" {
		how += "; the story was found " + d.Found
	}
	if len(d.Published) > 0 {
		p := d.Published[0]
		if p.Declared {
			how += "; the page declares " + p.Date + " (" + p.From + ")"
		} else {
			how += "; the page declares no day"
		}
	}
	a.indented(2, a.paint("2", how))
}
