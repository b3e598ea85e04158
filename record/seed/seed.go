// Package seed holds the record that comes with Parley: what is known of the
// fourteen tracks, in our own words, each entry with its source and grade.
// Rounds, meetings and agreements are taken from the registers of package
// record; demands, offers, promises, threats and what became of them are in
// the YAML files here.
package seed

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

//go:embed *.yaml
var files embed.FS

// Compiled is the day the seeded record was put together: its known-on day.
// Its last event is of late July 2026.
const Compiled = "2026-11-22"

// Term is what a track came to: the rate, how it is charged, and its state.
type Term struct {
	Track  string  `yaml:"track" json:"track"`
	On     string  `yaml:"on" json:"on,omitempty"` // day it was agreed; empty when nothing was
	Rate   string  `yaml:"rate" json:"rate"`
	Pct    float64 `yaml:"pct" json:"rate_pct,omitempty"`
	Rule   string  `yaml:"rule" json:"rule"`
	Cars   string  `yaml:"cars" json:"cars,omitempty"`
	State  string  `yaml:"state" json:"state"`
	AsOf   string  `yaml:"asof" json:"as_of"` // day of the state
	Source string  `yaml:"source" json:"source"`
	Grade  string  `yaml:"grade" json:"grade"`
}

// Record is the seeded record.
type Record struct {
	*store.Set
	Terms []Term // one for each track
}

// Load gives the seeded record. It is made once and shared; do not write to
// it.
var Load = sync.OnceValues(func() (*Record, error) {
	reg, err := record.Builtin()
	if err != nil {
		return nil, err
	}
	return load(files, reg)
})

type entry struct {
	ID, Track, Type, By, To, On, Text  string
	Topic, Ask, Status, Quantity, Unit string
	Goods, Measures                    []string
	Value                              float64
	Modality, Certainty, Speaker, Role string
	Source, Grade                      string
}

type outcome struct {
	Claim, Outcome, Result, On, Note, Source, Grade string
}

type dispute struct{ Claim, Against, About string }

type file struct {
	Claims   []entry
	Outcomes []outcome
	Disputes []dispute
	Terms    []Term
}

// load reads and checks the files: dates, registers and references.
func load(fsys fs.FS, reg *record.Registers) (*Record, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	claims, out := fromRegisters(reg), &Record{}
	var links []store.Link
	var disputes []store.Dispute
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		var f file
		if err := yaml.Load(b, &f, yaml.WithKnownFields()); err != nil {
			return nil, fault.Bad(name, "mend the file", "not a seeded record: %v", err)
		}
		def := strings.TrimSuffix(name, ".yaml")
		if reg.Track(def) == nil {
			def = ""
		}
		for _, e := range f.Claims {
			if e.Track == "" {
				e.Track = def
			}
			c, err := e.claim(name, reg)
			if err != nil {
				return nil, err
			}
			claims = append(claims, c)
		}
		for i, o := range f.Outcomes {
			if !isDay(o.On) || o.Source == "" || !slices.Contains(store.Results, o.Result) {
				return nil, fault.Bad(name+": "+o.Claim, "give on, source and a known result", "an outcome that is not complete")
			}
			links = append(links, store.Link{ID: fmt.Sprintf("l-%s-%d", o.Claim, i+1), Claim: o.Claim, Outcome: o.Outcome, Result: o.Result, On: o.On,
				Note: o.Note, Citation: o.Source, Grade: o.Grade, Known: Compiled, Seeded: true})
		}
		for _, d := range f.Disputes {
			disputes = append(disputes, store.Dispute{ID: "d-" + d.Claim, Claim: d.Claim, Against: d.Against, About: d.About, Known: Compiled, Seeded: true})
		}
		for _, t := range f.Terms {
			if reg.Track(t.Track) == nil || t.Source == "" || !isDay(t.AsOf) {
				return nil, fault.Bad(name, "give track, asof and source", "terms of %q are not complete", t.Track)
			}
			out.Terms = append(out.Terms, t)
		}
	}
	out.Set = store.NewSet(claims, links, disputes)
	return out, out.check(len(claims))
}

// check finds ids that are used twice or name nothing.
func (r *Record) check(n int) error {
	seen := map[string]bool{}
	for i := range r.Claims {
		if id := r.Claims[i].ID; seen[id] {
			return fault.Bad("seed", "rename one", "the id %q is used twice", id)
		}
		seen[r.Claims[i].ID] = true
	}
	known := func(id string) error {
		if id != "" && r.Find(id) == nil {
			return fault.Bad("seed", "mend the reference", "no claim %q", id)
		}
		return nil
	}
	for _, l := range r.Links {
		for _, id := range []string{l.Claim, l.Outcome} {
			if err := known(id); err != nil {
				return err
			}
		}
	}
	for _, d := range r.Disputes {
		for _, id := range []string{d.Claim, d.Against} {
			if err := known(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// claim turns an entry of a file into a claim on record.
func (e *entry) claim(name string, reg *record.Registers) (store.Claim, error) {
	where := name + ": " + e.ID
	bad := func(why string, args ...any) (store.Claim, error) {
		return store.Claim{}, fault.Bad(where, "mend the entry", why, args...)
	}
	switch {
	case e.ID == "" || e.Type == "" || e.Text == "" || e.Source == "":
		return bad("an entry needs id, type, text and source")
	case !isDay(e.On):
		return bad("on: %q is no day", e.On)
	case !strings.Contains("ABCK", e.Grade) || len(e.Grade) != 1:
		return bad("grade %q is none of A, B, C, K", e.Grade)
	case reg.Party(e.By) == nil || e.To != "*" && reg.Party(e.To) == nil:
		return bad("%q to %q: no such party", e.By, e.To)
	case e.Track != "" && reg.Track(e.Track) == nil:
		return bad("no track %q", e.Track)
	}
	s := record.Subject{Topic: e.Topic, Ask: e.Ask, Status: e.Status, Quantity: e.Quantity, Value: e.Value, Unit: e.Unit, Goods: e.Goods, Measures: e.Measures}
	for _, id := range e.Measures {
		if reg.Measure(id) == nil {
			return bad("no measure %q", id)
		}
	}
	for _, id := range e.Goods {
		g := reg.Good(id)
		if g == nil {
			return bad("no good %q", id)
		}
		s.HTS = append(s.HTS, g.HTS...)
		for _, x := range g.Sectors {
			if !slices.Contains(s.Sectors, x) {
				s.Sectors = append(s.Sectors, x)
			}
		}
	}
	if e.Modality == "" {
		e.Modality = "actual"
	}
	return made(e.ID, e.Track, e.On, e.Text, e.Source, e.Grade, record.Claim{Type: record.Type(e.Type), Giver: e.By, Receiver: e.To, Speaker: e.Speaker, Role: e.Role,
		Modality: e.Modality, Certainty: e.Certainty, Date: e.On, Subject: s}), nil
}

// made fills what all seeded claims have in common.
func made(id, track, on, text, source, grade string, c record.Claim) store.Claim {
	c.ID, c.Polarity, c.Rule = id, "+", "seed"
	if grade == "" {
		grade = "K"
	}
	return store.Claim{ID: id, Track: track, Said: on, Known: Compiled, Story: source, Citation: source, Grade: grade, Text: text, Seeded: true, Claim: c}
}

// fromRegisters makes claims of the rounds and agreements on register.
func fromRegisters(reg *record.Registers) []store.Claim {
	var out []store.Claim
	for _, r := range reg.Rounds {
		t := reg.Track(r.Track)
		text := "Meeting"
		if r.Ordinal > 0 {
			text = fmt.Sprintf("Round %d", r.Ordinal)
		}
		text += " (" + r.Level + ")"
		if r.Place != "" {
			text += ", " + r.Place
		}
		if r.Who != "" {
			text += ": " + r.Who
		}
		out = append(out, made(r.ID, r.Track, r.Date, text, r.Source, r.Grade, record.Claim{Type: record.Round, Giver: t.Parties[1], Receiver: t.Parties[0], Modality: "actual",
			Certainty: "asserted", Date: r.Date, DateTo: r.To, Subject: record.Subject{Topic: "trade talks", Ordinal: r.Ordinal, Level: r.Level, Place: r.Place, Status: "held", Register: r.ID}}))
	}
	for _, a := range reg.Accords {
		out = append(out, made(strings.ToLower(a.ID), a.Track, a.Date, strings.ToUpper(a.Name[:1])+a.Name[1:]+" ("+a.Form+")", a.Source, a.Grade, record.Claim{Type: record.Agreement, Giver: a.Parties[0], Receiver: a.Parties[1],
			Modality: "actual", Certainty: "asserted", Date: a.Date, Subject: record.Subject{Topic: a.Form, Place: a.Place, Register: a.ID}}))
	}
	return out
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
