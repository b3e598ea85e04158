package record

import (
	"sort"
	"strings"

	"parley/internal/fault"
)

// Entry is one dated line of a track's chronicle, from the registers.
type Entry struct {
	Date   string `json:"date"`
	To     string `json:"to,omitempty"`
	Kind   string `json:"kind"` // round, agreement, measure, event
	ID     string `json:"id"`
	What   string `json:"what"`
	Source string `json:"source"`
	Grade  string `json:"grade,omitempty"` // A primary text, B named agency, C weak copy, K general knowledge
}

// Chronicle lists what the registers know of a track from one day to another
// (ISO dates; empty means open): sessions, agreements, measures that begin or
// end, events, in order of time.
func (r *Registers) Chronicle(track, from, to string) ([]Entry, error) {
	t := r.Track(track)
	if t == nil {
		return nil, fault.Missing("", "name one of "+strings.Join(r.trackIDs(), ", "), "unknown track %q", track)
	}
	other := t.Parties[1]
	var out []Entry
	add := func(e Entry) {
		if e.Date != "" && (from == "" || e.Date >= from) && (to == "" || e.Date <= to) {
			out = append(out, e)
		}
	}
	for i := range r.Rounds {
		s := &r.Rounds[i]
		if s.Track != track {
			continue
		}
		what := s.Level + " session"
		if s.Ordinal > 0 {
			what = s.Level + " round " + itoa(s.Ordinal)
		}
		if s.Place != "" {
			what += ", " + s.Place
		}
		if s.Who != "" {
			what += ": " + s.Who
		}
		add(Entry{Date: s.Date, To: s.To, Kind: "round", ID: s.ID, What: what, Source: s.Source, Grade: s.Grade})
	}
	for i := range r.Accords {
		if a := &r.Accords[i]; a.Track == track {
			add(Entry{Date: a.Date, Kind: "agreement", ID: a.ID, What: a.Name + " (" + a.Form + ")", Source: a.Source, Grade: a.Grade})
		}
	}
	for i := range r.Measures {
		m := &r.Measures[i]
		if !(m.Issuer == "US" && m.Hits(other) || m.Issuer == other && m.Hits("US")) {
			continue
		}
		add(Entry{Date: m.From, Kind: "measure", ID: m.ID, What: "in force: " + m.Act, Source: m.Source, Grade: m.Grade})
		if m.To != "" {
			add(Entry{Date: m.To, Kind: "measure", ID: m.ID, What: "last day in force", Source: m.Source, Grade: m.Grade})
		}
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.Of == "US" || e.Of == other {
			add(Entry{Date: e.Date, Kind: "event", ID: e.ID, What: e.Topic + ": " + e.About, Source: e.Source, Grade: e.Grade})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Date != out[j].Date {
			return out[i].Date < out[j].Date
		}
		return out[i].ID < out[j].ID
	})
	return out, nil
}

// Answer is who a name means on a day.
type Answer struct {
	Person  string   `json:"person"`
	ID      string   `json:"id"`
	Party   string   `json:"party"`
	Offices []string `json:"offices"` // held on the day
	Past    []string `json:"past"`    // held at another time, with the interval
	Source  string   `json:"source"`
	Grade   string   `json:"grade"`
}

// Who finds the people that a name or an office means, with the offices they
// held on the day. A name is a full name in either order, a family name, or
// an office ("finance minister of Japan", "JP/finance-minister"); one that
// many parties have ("finance minister") gives a holder for each.
func (r *Registers) Who(name, day string) ([]Answer, error) {
	key := foldPhrase(name)
	var people []*Person
	seen := map[string]bool{}
	shared := false
	take := func(p *Person) {
		if p != nil && !seen[p.ID] {
			seen[p.ID] = true
			people = append(people, p)
		}
	}
	for i := range r.People {
		p := &r.People[i]
		full := append([]string{p.Name(), p.Family + " " + p.Given, p.Family, p.Short}, p.Other...)
		for _, n := range full {
			if n != "" && foldPhrase(n) == key {
				take(p)
			}
		}
	}
	for i := range r.Offices {
		o := &r.Offices[i]
		if strings.EqualFold(o.ID, name) || r.titleMatches(o, key) {
			take(r.Holder(o.ID, day))
		}
	}
	for i := range r.Offices { // an office that many parties have
		if o := &r.Offices[i]; len(people) == 0 || shared {
			for _, t := range o.Titles {
				if h := r.Holder(o.ID, day); h != nil && foldPhrase(t) == key {
					take(h)
					shared = true
				}
			}
		}
	}
	if len(people) == 0 {
		return nil, fault.Missing("", "give a full name, a family name, or an office as in \"finance minister of Japan\"; docs/record.md says how to add a person", "nobody of that name or office is in the registers: %q", name)
	}
	var out []Answer
	for _, p := range people {
		a := Answer{Person: p.Name(), ID: p.ID, Party: p.Party, Source: p.Source, Grade: p.Grade, Offices: []string{}, Past: []string{}}
		for _, t := range p.Offices {
			if t.Covers(day) {
				a.Offices = append(a.Offices, r.Title(t.Office)+", from "+t.From)
				continue
			}
			iv := " from " + t.From
			if t.To != "" {
				iv += " to " + t.To
			}
			a.Past = append(a.Past, r.Title(t.Office)+iv)
		}
		out = append(out, a)
	}
	return out, nil
}

// titleMatches says whether a phrase names an office: its own title, a title
// with the party before ("Japanese finance minister") or after ("finance
// minister of Japan").
func (r *Registers) titleMatches(o *Office, key string) bool {
	p := r.party[o.Party]
	for _, t := range o.Titles {
		f := foldPhrase(t)
		if f == key && o.Own {
			return true
		}
		for _, n := range p.Names {
			if key == f+" of "+foldPhrase(n) || key == f+" of the "+foldPhrase(n) || key == foldPhrase(n)+" "+f || key == foldPhrase(n)+" 's "+f {
				return true
			}
		}
		for _, n := range p.Adjectives {
			if key == foldPhrase(n)+" "+f {
				return true
			}
		}
	}
	return false
}
