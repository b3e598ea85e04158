package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"parley/internal/fault"
	"parley/record"
	"parley/record/fetch"
	"parley/record/page"
	"parley/record/store"
)

// storyOptions say what a story is and when it appeared: the same for every
// command that reads one.
type storyOptions struct {
	Published string `help:"Day the story was published, YYYY-MM-DD, or 'page' to take the day that its page declares; needed, never guessed." placeholder:"DATE"`
	Track     string `help:"Negotiation it belongs to, as us-japan; found in the text when not given." placeholder:"ID"`
	Charset   string `help:"Character set of the file, as shift_jis; found when not given." placeholder:"NAME"`
}

// story is a file or a page as it will be read.
type story struct {
	name string // file name or address
	url  string // where it was fetched, or empty
	raw  []byte
	doc  *page.Document
}

// openStory reads a file, or asks once for a page when the user names an
// address of the web.
func (a *app) openStory(name string, o *storyOptions) (*story, error) {
	s := &story{name: filepath.ToSlash(name)}
	opts := page.Options{Name: s.name, Charset: o.Charset}
	if fetch.IsAddress(name) {
		answer, err := a.fetch(a.ctx, name, fetch.Options{Agent: "Parley/" + programVersion()})
		if err != nil {
			return nil, err
		}
		s.name, s.url, s.raw = answer.URL, answer.URL, answer.Body
		opts.Name, opts.ContentType = s.name, answer.ContentType
	} else if scheme, _, ok := strings.Cut(name, "://"); ok {
		return nil, fault.Misuse("give a file, or an address that begins with https:// or http://", "%s: %s is not asked for", oneLine(name), oneLine(scheme))
	} else {
		raw, err := readStoryFile(name)
		if err != nil {
			return nil, err
		}
		s.raw = raw
	}
	var err error
	if s.doc, err = page.Open(s.raw, opts); err != nil {
		return nil, err
	}
	a.note(s)
	return s, nil
}

// readStoryFile reads no more of a file than a story can have: a file may be
// endless.
func readStoryFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return readFile(name) // the same error, for people
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, page.MaxBytes+1))
	if err != nil {
		return nil, fault.Bad(name, "name a readable file", "cannot be read: %v", err)
	}
	if len(raw) > page.MaxBytes {
		return nil, fault.Bad(name, "save the story alone", "more than %d MiB", page.MaxBytes>>20)
	}
	return raw, nil
}

// note tells what the user should know of the text before trusting it.
func (a *app) note(s *story) {
	d := s.doc
	switch {
	case d.Language != "" && !strings.HasPrefix(d.Language, "en"):
		fmt.Fprintf(a.stderr, "parley: %s: the page says that it is in %q; the reader knows English only\n", oneLine(s.name), oneLine(d.Language))
	case d.Language == "" && !looksEnglish(d.Text):
		fmt.Fprintf(a.stderr, "parley: %s: the text does not look like English; the reader knows English only\n", oneLine(s.name))
	}
	if d.Replaced > 0 {
		fmt.Fprintf(a.stderr, "parley: %s: %d characters are none of %s and were replaced\n", oneLine(s.name), d.Replaced, d.Charset)
	}
}

// commonWords make up a fifth or more of any English prose.
var commonWords = map[string]bool{"the": true, "of": true, "and": true, "to": true, "in": true, "a": true, "on": true, "that": true, "for": true, "is": true, "it": true, "with": true, "said": true, "by": true, "from": true, "not": true}

// looksEnglish says whether a text can be English; a short one always can.
func looksEnglish(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text[:min(len(text), 1<<16)]), func(r rune) bool { return !unicode.IsLetter(r) })
	common := 0
	for _, w := range words {
		if commonWords[w] {
			common++
		}
	}
	return len(words) < 40 && len(text) < 400 || common*12 > len(words)
}

// day is the day of publication: the one given, or the one that the page
// declares when the user asks for that. The page's day is a suggestion until
// then.
func (o *storyOptions) day(s *story) (time.Time, error) {
	declared, ok, why := s.doc.Day()
	switch {
	case o.Published == "page" && s.doc.Format != "html":
		return time.Time{}, fault.Misuse("give the day, as in --published 2025-05-20", "--published page: %s is a plain text and declares nothing", s.name)
	case o.Published == "page" && !ok:
		return time.Time{}, fault.Misuse("give the day, as in --published 2025-05-20", "--published page: the page has no single day of publication: %s", why)
	case o.Published == "page":
		return time.Parse(time.DateOnly, declared)
	case o.Published == "" && ok:
		return time.Time{}, fault.Misuse(fmt.Sprintf("the page declares %s (%s): add --published %s if that is right, or --published page to take what pages declare", declared, s.doc.Published[0].From, declared),
			"--published is missing: the date of a story is never guessed, and no weekday in it has a date without it")
	case o.Published == "":
		return time.Time{}, fault.Misuse("give the day the story was published, as in --published 2025-05-20", "--published is missing: the date of a story is never guessed, and no weekday in it has a date without it")
	}
	return parseDate("--published", o.Published)
}

// check refuses a --published that is no day before anything is opened.
func (o *storyOptions) check() error {
	if o.Published == "page" {
		return nil
	}
	_, err := parseDate("--published", o.Published)
	return err
}

// read finds the claims of a story, with the flags that its page raises.
func (s *story) read(o *storyOptions) (*record.Reading, error) {
	day, err := o.day(s)
	if err != nil {
		return nil, err
	}
	r, err := record.Read([]byte(s.doc.Text), record.Options{Path: s.name, Published: day, Track: o.Track, Law: embeddedLaw})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(s.raw)
	r.Article.SHA256, r.Article.Bytes = hex.EncodeToString(sum[:]), len(s.raw)
	s.flagDay(r)
	s.flagMarks(r)
	return r, nil
}

// flagDay compares the day given with the day that the page declares. A page
// that declares its day is not undated.
func (s *story) flagDay(r *record.Reading) {
	declared := false
	for _, p := range s.doc.Published {
		if !p.Declared {
			continue
		}
		declared = true
		if p.Agrees(r.Article.Published) {
			continue
		}
		r.Flags = append(r.Flags, record.Flag{Code: "PUBLICATION_DATE_CONFLICT", Severity: record.Mid, Entity: p.Date, Rule: "input.date",
			Message:  fmt.Sprintf("read as of %s, but the page declares that it was published on %s", r.Article.Published, p.Date),
			Evidence: fmt.Sprintf("%s: %s", p.From, p.Written), Suggest: "--published " + p.Date})
		break
	}
	if declared {
		r.Flags = slices.DeleteFunc(r.Flags, func(f record.Flag) bool { return f.Code == "NO_PUBLICATION_DATE_IN_TEXT" })
	}
}

// flagMarks warns of marks that turn the direction of a text: what a screen
// shows is then not what the bytes say. The offsets are those of the first.
func (s *story) flagMarks(r *record.Reading) {
	i := strings.IndexFunc(s.doc.Text, turns)
	if i < 0 {
		return
	}
	n := strings.Count(strings.Map(func(c rune) rune {
		if turns(c) {
			return 'x'
		}
		return -1
	}, s.doc.Text), "x")
	r.Flags = append(r.Flags, record.Flag{Code: "DIRECTION_MARKS", Severity: record.Low, Rule: "input.marks", Start: i, End: i + 3,
		Message: fmt.Sprintf("the text holds %d marks that turn the direction of writing: another program may show its words in another order than they are read here", n)})
}

// turns says whether a character turns the direction of those after it.
func turns(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// flagCopy adds the flag for a story that repeats another.
func flagCopy(r *record.Reading, other string, share float64) {
	r.Flags = append(r.Flags, record.Flag{Code: "DUPLICATE_STORY", Severity: record.Mid, Entity: other, Rule: "input.copy",
		Message:  fmt.Sprintf("a copy of %s: about %.0f %% of their runs of five words are the same", other, 100*share),
		Evidence: "texts of one agency count as one story; docs/store.md says how copies are told", Suggest: "take both for one source"})
}

// copiesIn flags the copies of a story among those on record. Without a
// record there is nothing to compare; trouble with the user's own record is
// told and does not keep a story from being read, unless it was named.
func (a *app) copiesIn(db string, s *story, r *record.Reading) error {
	place := recordPlace{DB: db}
	path, err := place.path()
	if err != nil {
		return nil // no data folder: no record
	}
	if _, err := os.Stat(path); err != nil {
		if db != "" {
			return fault.Missing(path, "check the path", "no such record")
		}
		return nil
	}
	copies, err := a.copiesAt(path, s, r)
	if err != nil && db == "" {
		fmt.Fprintf(a.stderr, "parley: copies were not looked for: %s\n", oneLine(err.Error()))
		return nil
	}
	for _, c := range copies {
		flagCopy(r, fmt.Sprintf("%s of %s, on record as %.12s", c.Path, c.Published, c.Source), c.Share)
	}
	return err
}

func (a *app) copiesAt(path string, s *story, r *record.Reading) ([]store.Copy, error) {
	rec, err := store.Open(a.ctx, path, nil)
	if err != nil {
		return nil, err
	}
	defer rec.Close()
	return rec.CopiesOf(a.ctx, s.raw, s.doc.Text, r.Article.Published)
}

// origin is what the record keeps of how the text came out of its bytes.
func (s *story) origin() store.Origin {
	o := store.Origin{URL: s.url, Title: s.doc.Title, Site: s.doc.Site}
	if s.doc.Format != "text" {
		o.Format = s.doc.Format
	}
	if s.doc.Charset != "utf-8" {
		o.Charset = s.doc.Charset
	}
	return o
}

// inputFailure is a story that could not be read, in JSON.
type inputFailure struct {
	Kind    string `json:"kind"` // usage, bad input, not found, no solution, internal
	Message string `json:"message"`
}

var kindNames = map[fault.Kind]string{fault.Internal: "internal", fault.Usage: "usage", fault.BadInput: "bad input", fault.NotFound: "not found", fault.NoSolution: "no solution"}

func failure(err error) *inputFailure {
	return &inputFailure{kindNames[fault.KindOf(err)], oneLine(err.Error())}
}

// several ends a command that was given several stories, of which some could
// not be read: each was told as it came. One story fails with its own error.
func (a *app) several(failed []error, all int) error {
	if len(failed) == 0 || all == 1 {
		if len(failed) == 1 {
			return failed[0]
		}
		return nil
	}
	kind := fault.KindOf(failed[0])
	for _, err := range failed {
		fmt.Fprintf(a.stderr, "parley: %s\n", oneLine(err.Error()))
		if fault.KindOf(err) != kind {
			kind = fault.BadInput
		}
	}
	if len(failed) < all {
		kind = fault.BadInput
	}
	return &fault.Error{Kind: kind, Why: fmt.Sprintf("%d of %d stories could not be read", len(failed), all)}
}
