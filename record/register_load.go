package record

import (
	"embed"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"parley/internal/fault"
)

//go:embed registers
var registerFS embed.FS

var builtin = sync.OnceValues(func() (*Registers, error) {
	sub, err := fs.Sub(registerFS, "registers")
	if err != nil {
		return nil, err
	}
	return LoadRegisters(sub)
})

// Builtin gives the registers that come with Parley. They are loaded once
// and shared.
func Builtin() (*Registers, error) { return builtin() }

// LoadRegisters reads the registers from a folder: parties.yaml,
// offices.yaml, people.yaml, bodies.yaml, measures.yaml, goods.yaml,
// tracks.yaml, rounds.yaml, agreements.yaml, events.yaml, cues.yaml. It refuses, with
// file and line, an unknown field, an entry without a source, a date that is
// none, and a reference to an entry that does not exist.
func LoadRegisters(fsys fs.FS) (*Registers, error) {
	r := &Registers{}
	var err error
	read := func(name string, load func(file string, data []byte) error) {
		if err != nil {
			return
		}
		var data []byte
		if data, err = fs.ReadFile(fsys, name); err != nil {
			err = fault.Missing(path.Join("registers", name), "put the file back", "the register is missing")
			return
		}
		err = load("registers/"+name, data)
	}
	read("parties.yaml", func(f string, d []byte) error { return entries(f, d, &r.Parties) })
	read("offices.yaml", func(f string, d []byte) error { return entries(f, d, &r.Offices) })
	read("people.yaml", func(f string, d []byte) error { return entries(f, d, &r.People) })
	read("bodies.yaml", func(f string, d []byte) error { return entries(f, d, &r.Bodies) })
	read("measures.yaml", func(f string, d []byte) error { return entries(f, d, &r.Measures) })
	read("goods.yaml", func(f string, d []byte) error { return entries(f, d, &r.Goods) })
	read("tracks.yaml", func(f string, d []byte) error { return entries(f, d, &r.Tracks) })
	read("rounds.yaml", func(f string, d []byte) error { return entries(f, d, &r.Rounds) })
	read("agreements.yaml", func(f string, d []byte) error { return entries(f, d, &r.Accords) })
	read("cues.yaml", func(f string, d []byte) error { return entries(f, d, &r.Cues) })
	read("events.yaml", func(f string, d []byte) error { return entries(f, d, &r.Events) })
	if err != nil {
		return nil, err
	}
	if err := r.index(); err != nil {
		return nil, err
	}
	r.buildNames()
	return r, nil
}

// sourced is what every entry has.
type sourced interface{ at() *Sourced }

func (s *Sourced) at() *Sourced { return s }

// entries decodes a YAML list of T, strictly: each entry knows its line and
// must name its source.
func entries[T any](file string, data []byte, out *[]T) error {
	var nodes []yaml.Node
	if err := yaml.Load(data, &nodes); err != nil {
		return fault.Bad(file, "write a list of entries, as the other lines do", "not valid YAML: %v", err)
	}
	*out = make([]T, len(nodes))
	for i := range nodes {
		where := file + ":" + strconv.Itoa(nodes[i].Line)
		if err := nodes[i].Load(&(*out)[i], yaml.WithKnownFields()); err != nil {
			why := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", " ")
			return fault.Bad(where, "see docs/record.md for the fields of this register", "%s", why)
		}
		s := any(&(*out)[i]).(sourced).at()
		s.file, s.line = file, nodes[i].Line
		if strings.TrimSpace(s.Source) == "" {
			return fault.Bad(where, "add source: the text or agency that says so", "the entry names no source")
		}
		switch s.Grade {
		case "", "A", "B", "C", "K":
		default:
			return fault.Bad(where, "use A, B, C or K", "grade %q is unknown", s.Grade)
		}
	}
	return nil
}

// index builds the look-up tables and checks what the entries refer to.
func (r *Registers) index() error {
	r.party = map[string]*Party{}
	r.office = map[string]*Office{}
	r.person = map[string]*Person{}
	r.body = map[string]*Body{}
	r.measure = map[string]*Measure{}
	r.good = map[string]*Good{}
	r.track = map[string]*Track{}
	r.byTitle = map[string][]*Office{}
	c := &checker{r: r}
	for i := range r.Parties {
		p := &r.Parties[i]
		unique(c, r.party, p.Code, p, &p.Sourced)
	}
	for i := range r.Offices {
		o := &r.Offices[i]
		unique(c, r.office, o.ID, o, &o.Sourced)
		c.knownParty(o.Party, &o.Sourced)
		c.need(len(o.Titles) > 0, &o.Sourced, "the office has no titles")
		for _, t := range o.Titles {
			key := foldPhrase(t)
			r.byTitle[key] = append(r.byTitle[key], o)
		}
	}
	for i := range r.People {
		p := &r.People[i]
		unique(c, r.person, p.ID, p, &p.Sourced)
		c.knownParty(p.Party, &p.Sourced)
		for _, t := range p.Offices {
			c.need(r.office[t.Office] != nil, &p.Sourced, "the office "+t.Office+" is not in offices.yaml")
			c.date(t.From, false, &p.Sourced)
			c.date(t.To, true, &p.Sourced)
			c.date(t.Seen, true, &p.Sourced)
			c.need(t.Seen == "" || t.To == "" && t.Seen >= t.From, &p.Sourced, "seen is for an open tenure and lies in it")
			c.need(t.To == "" || t.To >= t.From, &p.Sourced, "the office "+t.Office+" ends before it begins")
		}
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		unique(c, r.body, b.ID, b, &b.Sourced)
		if b.Party != "" {
			c.knownParty(b.Party, &b.Sourced)
		}
	}
	for i := range r.Goods {
		unique(c, r.good, r.Goods[i].ID, &r.Goods[i], &r.Goods[i].Sourced)
	}
	for i := range r.Measures {
		m := &r.Measures[i]
		unique(c, r.measure, m.ID, m, &m.Sourced)
		c.knownParty(m.Issuer, &m.Sourced)
		for _, p := range m.On {
			c.knownParty(p, &m.Sourced)
		}
		for _, g := range m.Goods {
			c.need(r.good[g] != nil, &m.Sourced, "the good "+g+" is not in goods.yaml")
		}
		c.date(m.From, false, &m.Sourced)
		c.date(m.To, true, &m.Sourced)
	}
	for i := range r.Tracks {
		t := &r.Tracks[i]
		unique(c, r.track, t.ID, t, &t.Sourced)
		c.need(len(t.Parties) == 2, &t.Sourced, "a track has two parties")
		for _, p := range t.Parties {
			c.knownParty(p, &t.Sourced)
		}
		c.date(t.Since, true, &t.Sourced)
	}
	for i := range r.Rounds {
		s := &r.Rounds[i]
		c.need(r.track[s.Track] != nil, &s.Sourced, "the track "+s.Track+" is not in tracks.yaml")
		c.date(s.Date, false, &s.Sourced)
		c.date(s.To, true, &s.Sourced)
	}
	for i := range r.Accords {
		a := &r.Accords[i]
		c.need(r.track[a.Track] != nil, &a.Sourced, "the track "+a.Track+" is not in tracks.yaml")
		c.need(len(a.Parties) == 2, &a.Sourced, "an agreement has two parties")
		c.date(a.Date, false, &a.Sourced)
	}
	for i := range r.Events {
		c.date(r.Events[i].Date, false, &r.Events[i].Sourced)
	}
	return c.err
}

// checker keeps the first thing that is wrong.
type checker struct {
	r   *Registers
	err error
}

func (c *checker) need(ok bool, s *Sourced, why string) {
	if !ok && c.err == nil {
		c.err = fault.Bad(s.Place(), "correct the entry", "%s", why)
	}
}

func (c *checker) knownParty(code string, s *Sourced) {
	c.need(c.r.party[code] != nil, s, "the party "+code+" is not in parties.yaml")
}

func (c *checker) date(d string, optional bool, s *Sourced) {
	if d == "" && optional {
		return
	}
	_, err := time.Parse("2006-01-02", d)
	c.need(err == nil, s, strconv.Quote(d)+" is not a date of the form 2025-05-20")
}

func unique[T any](c *checker, m map[string]*T, id string, v *T, s *Sourced) {
	c.need(id != "", s, "the entry has no id")
	c.need(m[id] == nil, s, "the id "+id+" is used twice")
	m[id] = v
}

func itoa(n int) string { return strconv.Itoa(n) }
