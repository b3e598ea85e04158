package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/record"
	"parley/record/seed"
	"parley/record/store"
)

// recordPlace says where the record lies.
type recordPlace struct {
	DB     string `name:"db" help:"The file of the record (default: parley.db in your data folder)." placeholder:"FILE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// path is the file of the record: the one named, or parley/parley.db in the
// user's data folder.
func (p *recordPlace) path() (string, error) {
	if p.DB != "" {
		return p.DB, nil
	}
	dir := os.Getenv("XDG_DATA_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fault.Misuse("name a file with --db", "no data folder is known: %v", err)
		}
		dir = filepath.Join(home, ".local", "share")
		if cfg, err := os.UserConfigDir(); err == nil && !strings.HasSuffix(cfg, ".config") {
			dir = cfg // systems whose programs keep data beside settings
		}
	}
	return filepath.Join(dir, "parley", "parley.db"), nil
}

// toWrite opens the record and makes it when it is not there.
func (p *recordPlace) toWrite(a *app) (*store.Store, error) {
	path, err := p.path()
	if err != nil {
		return nil, err
	}
	if p.DB == "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, fault.Bad(path, "name another file with --db", "the folder cannot be made: %v", err)
		}
	}
	base, err := seed.Load()
	if err != nil {
		return nil, err
	}
	return store.Open(a.ctx, path, base.Set)
}

// toSave opens the record for a check or an export, also when it is damaged;
// without a file there is none to open.
func (p *recordPlace) toSave(a *app) (*store.Store, string, error) {
	path, err := p.path()
	if err != nil {
		return nil, "", err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, path, fault.Missing(path, "parley record add makes the file", "no such record")
	}
	base, err := seed.Load()
	if err != nil {
		return nil, path, err
	}
	s, err := store.OpenDamaged(a.ctx, path, base.Set)
	return s, path, err
}

// toRead opens the record; without a file the seeded record answers alone.
func (p *recordPlace) toRead(a *app) (*store.Store, func(), error) {
	path, err := p.path()
	if err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(path); os.IsNotExist(err) {
		base, err := seed.Load()
		if err != nil {
			return nil, nil, err
		}
		if p.DB != "" {
			fmt.Fprintf(a.stderr, "parley: %s is not there yet; the record that comes with Parley answers\n", path)
		}
		return store.Seeded(base.Set), func() {}, nil
	}
	s, err := p.toWrite(a)
	if err != nil {
		return nil, nil, err
	}
	return s, func() { s.Close() }, nil
}

// ask opens the record for a question, and answers with the registers beside
// it.
func (p *recordPlace) ask(a *app, f func(*store.Store, *record.Registers) error) error {
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	s, done, err := p.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	return f(s, reg)
}

// keep opens the record for a write of a day: the one given with --known, or
// the day of the clock.
func (p *recordPlace) keep(a *app, given string, f func(s *store.Store, known string) error) error {
	known, err := today("--known", given)
	if err != nil {
		return err
	}
	s, err := p.toWrite(a)
	if err != nil {
		return err
	}
	defer s.Close()
	return f(s, known)
}

// answer prints a value as JSON, or the text that tells it.
func (p *recordPlace) answer(a *app, v any, text func()) error {
	if p.Format == "json" {
		return a.writeJSON(v)
	}
	text()
	return nil
}

// recordChoice chooses claims: the options that questions share.
type recordChoice struct {
	Track    string   `help:"Only this negotiation." placeholder:"ID"`
	Party    string   `help:"Only moves of this party (code, ISO code or name)." aliases:"giver" placeholder:"PARTY"`
	Receiver string   `help:"Only moves addressed to this party." placeholder:"PARTY"`
	Type     []string `help:"Only these types, as DEMAND,OFFER." placeholder:"TYPE"`
	Grade    []string `help:"Only sources of these grades, as A,B." placeholder:"GRADE"`
	From     string   `help:"Said on or after this day." aliases:"since" placeholder:"DATE"`
	To       string   `help:"Said on or before this day." aliases:"until,as-of" placeholder:"DATE"`
	Known    string   `help:"As the record stood on this day." placeholder:"DATE"`
}

// filter checks the options against the registers.
func (c *recordChoice) filter(reg *record.Registers) (store.Filter, error) {
	f := store.Filter{Track: c.Track, From: c.From, To: c.To, Known: c.Known}
	if err := isoDays("--from", c.From, "--to", c.To, "--known", c.Known); err != nil {
		return f, err
	}
	if err := inOrder("--from", c.From, "--to", c.To); err != nil {
		return f, err
	}
	if err := knownTrack(reg, c.Track); err != nil {
		return f, err
	}
	var err error
	if c.Party != "" {
		if _, f.Givers, err = partyCodes(reg, c.Party); err != nil {
			return f, err
		}
	}
	if c.Receiver != "" {
		if _, f.Receivers, err = partyCodes(reg, c.Receiver); err != nil {
			return f, err
		}
	}
	for _, g := range c.Grade {
		if g = strings.ToUpper(g); len(g) != 1 || !strings.Contains("ABCK", g) {
			return f, fault.Misuse("A a primary text, B a named agency, C a weak copy, K general knowledge", "no grade %q", g)
		}
		f.Grades = append(f.Grades, g)
	}
	for _, t := range c.Type {
		known, err := claimType(t)
		if err != nil {
			return f, err
		}
		f.Types = append(f.Types, known)
	}
	return f, nil
}

// claimType checks a type of claim given on the command line.
func claimType(word string) (record.Type, error) {
	t := record.Type(strings.ToUpper(strings.ReplaceAll(word, "-", "_")))
	for _, g := range readGroups {
		if slices.Contains(g.types, t) {
			return t, nil
		}
	}
	return "", fault.Misuse("docs/record.md lists the types", "no type of claim %q", word)
}

// today is the day on which something becomes known: the one given, or the
// day of the clock.
func today(flag, given string) (string, error) {
	d, err := parseDate(flag, given)
	if err != nil {
		return "", err
	}
	if d.IsZero() {
		d = time.Now()
	}
	return d.Format(time.DateOnly), nil
}

// partyCodes gives the codes under which a party moves: its own and those of
// its member states. A party is a code, an ISO code or a name.
func partyCodes(reg *record.Registers, word string) (code string, all []string, err error) {
	if p := reg.Party(strings.ToUpper(word)); p != nil {
		code = p.Code
	} else {
		iso3, err := country.Parse(word)
		if err != nil {
			return "", nil, err
		}
		for i := range reg.Parties {
			if reg.Parties[i].ISO3 == iso3 {
				code = reg.Parties[i].Code
			}
		}
		if code == "" {
			return "", nil, fault.Missing("", "docs/record.md says how to add a party", "%s is no party of the registers", country.Name(iso3))
		}
	}
	all = []string{code}
	for i := range reg.Parties {
		if reg.Parties[i].Bloc == code {
			all = append(all, reg.Parties[i].Code)
		}
	}
	return code, all, nil
}

// knownTrack checks a track given on the command line.
func knownTrack(reg *record.Registers, id string) error {
	if id == "" || reg.Track(id) != nil {
		return nil
	}
	ids := make([]string, len(reg.Tracks))
	for i := range reg.Tracks {
		ids[i] = reg.Tracks[i].ID
	}
	return fault.Missing("", "name one of "+strings.Join(ids, ", "), "unknown track %q", id)
}

// isoDays checks days given on the command line: pairs of option and value.
func isoDays(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if _, err := parseDate(pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// inOrder refuses a first day behind a second; either may be empty.
func inOrder(first, a, second, b string) error {
	if a != "" && b != "" && a > b {
		return fault.Misuse("exchange the two", "%s %s is after %s %s", first, a, second, b)
	}
	return nil
}
