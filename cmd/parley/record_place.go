package main

import (
	"fmt"
	"os"
	"path/filepath"
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
