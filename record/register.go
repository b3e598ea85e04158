package record

import "strings"

// Sourced is where a register entry comes from, and how good that is.
type Sourced struct {
	Source string `yaml:"source"`
	Grade  string `yaml:"grade"` // A primary text, B named agency, C weak copy, K general knowledge
	line   int    // in its file
	file   string
}

// Place is the file and line of the entry, for messages.
func (s Sourced) Place() string { return s.file + ":" + itoa(s.line) }

// Party is a country or bloc that negotiates, and the words that stand for it.
type Party struct {
	Code       string   `yaml:"code"`
	ISO3       string   `yaml:"iso3"`
	Name       string   `yaml:"name"`
	Bloc       string   `yaml:"bloc"` // the bloc it trades as: "EU" for Germany
	Names      []string `yaml:"names"`
	Adjectives []string `yaml:"adjectives"`
	Metonyms   []string `yaml:"metonyms"`
	Regions    []string `yaml:"regions"` // states and provinces: they speak, and are not the government
	Order      string   `yaml:"order"`   // "family-first" or empty
	Sourced    `yaml:",inline"`
}

// Office is a post that news names, with the words for it.
type Office struct {
	ID      string   `yaml:"id"`
	Party   string   `yaml:"party"`
	Titles  []string `yaml:"titles"`
	Own     bool     `yaml:"own"`  // the title alone says whose it is
	Many    bool     `yaml:"many"` // several people hold it at once
	Sourced `yaml:",inline"`
}

// Tenure is an office held from one day to another, both inclusive.
type Tenure struct {
	Office string `yaml:"office"`
	From   string `yaml:"from"`
	To     string `yaml:"to"`   // empty: still in office as far as the source goes
	Seen   string `yaml:"seen"` // of an open tenure: the last day it is known to be held
}

// Covers says whether day lies in the tenure.
func (t Tenure) Covers(day string) bool {
	return day >= t.From && (t.To == "" || day <= t.To)
}

// knownTo is the last day to which an open tenure of an entry of this grade
// is known: the day the register names, else where the sources end.
func (t Tenure) knownTo(grade string) string {
	switch {
	case t.Seen != "":
		return t.Seen
	case grade == "K" || grade == "":
		return "2026-03-31"
	}
	return "2026-07-31"
}

// Person is somebody who held an office that matters to the tracks.
type Person struct {
	ID      string   `yaml:"id"`
	Given   string   `yaml:"given"`
	Family  string   `yaml:"family"`
	Short   string   `yaml:"short"` // how news shortens the name, when not by the family name
	Other   []string `yaml:"other"` // other right spellings, in full
	Party   string   `yaml:"party"`
	Sex     string   `yaml:"sex"`
	Offices []Tenure `yaml:"offices"`
	Sourced `yaml:",inline"`
}

// Name is the full name, given name first.
func (p *Person) Name() string { return p.Given + " " + p.Family }

// Body is an institution that news quotes or names.
type Body struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Party   string   `yaml:"party"`
	Kind    string   `yaml:"kind"` // government, legislature, court, news, rater, firm, research, meeting
	Words   []string `yaml:"words"`
	Sourced `yaml:",inline"`
}

// Measure is a duty, quota or control that news names.
type Measure struct {
	ID      string   `yaml:"id"`
	Law     bool     `yaml:"law"`  // the law is held in law/ under the same id
	Then    string   `yaml:"then"` // the measure of law/ that took its place
	Issuer  string   `yaml:"issuer"`
	On      []string `yaml:"on"`
	Goods   []string `yaml:"goods"`
	Aliases []string `yaml:"aliases"`
	From    string   `yaml:"from"`
	To      string   `yaml:"to"`
	Act     string   `yaml:"act"`
	Quota   Quota    `yaml:"quota"`
	Sourced `yaml:",inline"`
}

// Quota is the size of a quota that a measure opens.
type Quota struct {
	Tonnes float64 `yaml:"tonnes"` // a year
	Good   string  `yaml:"good"`
	Kept   string  `yaml:"kept"` // the agreement that left it as it was, if any
	Note   string  `yaml:"note"`
}

// Hits says whether the measure touches imports from party.
func (m *Measure) Hits(party string) bool {
	if len(m.On) == 0 {
		return party != m.Issuer
	}
	for _, p := range m.On {
		if p == party {
			return true
		}
	}
	return false
}

// Good is a word for goods, with the tariff lines and the sector it means.
type Good struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Words   []string `yaml:"words"`
	HTS     []string `yaml:"hts"`
	Sectors []string `yaml:"sectors"`
	Sourced `yaml:",inline"`
}

// Track is one negotiation.
type Track struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Parties []string `yaml:"parties"`
	Since   string   `yaml:"since"`
	Sourced `yaml:",inline"`
}

// Session is a round or meeting held between the parties of a track.
type Session struct {
	ID      string `yaml:"id"`
	Track   string `yaml:"track"`
	Ordinal int    `yaml:"ordinal"`
	Level   string `yaml:"level"`
	Date    string `yaml:"date"`
	To      string `yaml:"to"`
	Place   string `yaml:"place"`
	Who     string `yaml:"who"`
	Sourced `yaml:",inline"`
}

// Accord is something the parties of a track agreed.
type Accord struct {
	ID      string    `yaml:"id"`
	Track   string    `yaml:"track"`
	Parties []string  `yaml:"parties"`
	Date    string    `yaml:"date"`
	Name    string    `yaml:"name"`
	Form    string    `yaml:"form"`
	Rates   []float64 `yaml:"rates"` // percent that the United States agreed to charge on the other's goods
	Place   string    `yaml:"place"`
	Words   []string  `yaml:"words"`
	Sourced `yaml:",inline"`
}

// Event is something beside the talks that stories refer to.
type Event struct {
	ID      string   `yaml:"id"`
	Date    string   `yaml:"date"`
	By      string   `yaml:"by"`
	Of      string   `yaml:"of"`
	Topic   string   `yaml:"topic"`
	About   string   `yaml:"about"`
	Words   []string `yaml:"words"`
	Sourced `yaml:",inline"`
}

// Registers is what the reader knows of the world: who is who, which
// measures, goods, tracks, rounds and agreements there are, each with its
// source. It is read-only once loaded and safe to share.
type Registers struct {
	Parties  []Party
	Offices  []Office
	People   []Person
	Bodies   []Body
	Measures []Measure
	Goods    []Good
	Tracks   []Track
	Rounds   []Session
	Accords  []Accord
	Events   []Event
	Cues     []Cue

	party   map[string]*Party
	office  map[string]*Office
	person  map[string]*Person
	body    map[string]*Body
	measure map[string]*Measure
	good    map[string]*Good
	track   map[string]*Track
	byTitle map[string][]*Office // title to offices that have it
	cueTree func() *cueTree      // made when a text is first read
	names   *trie
	family  map[string][]*Person // folded family (or short) name to people
	given   map[string][]*Person // folded given name to people
}

// Party finds a party by its code.
func (r *Registers) Party(code string) *Party { return r.party[code] }

// Office finds an office by id.
func (r *Registers) Office(id string) *Office { return r.office[id] }

// Person finds a person by id.
func (r *Registers) Person(id string) *Person { return r.person[id] }

// Body finds an institution by id.
func (r *Registers) Body(id string) *Body { return r.body[id] }

// Measure finds a measure by id.
func (r *Registers) Measure(id string) *Measure { return r.measure[id] }

// Good finds a good by id.
func (r *Registers) Good(id string) *Good { return r.good[id] }

// Track finds a track by id.
func (r *Registers) Track(id string) *Track { return r.track[id] }

// TrackOf finds the track between two parties; nil when there is none. A
// member state stands for its bloc.
func (r *Registers) TrackOf(a, b string) *Track {
	a, b = r.Bloc(a), r.Bloc(b)
	for i := range r.Tracks {
		p := r.Tracks[i].Parties
		if p[0] == a && p[1] == b || p[0] == b && p[1] == a {
			return &r.Tracks[i]
		}
	}
	return nil
}

// Bloc gives the party that trades for code: the bloc of a member state, or
// the party itself.
func (r *Registers) Bloc(code string) string {
	if p := r.party[code]; p != nil && p.Bloc != "" {
		return p.Bloc
	}
	return code
}

// Holder gives the person who held the office on the day, or nil. When
// tenures overlap by a day (a hand-over) the later one counts.
func (r *Registers) Holder(office, day string) *Person {
	var best *Person
	from := ""
	for i := range r.People {
		for _, t := range r.People[i].Offices {
			if t.Office == office && t.Covers(day) && t.From >= from {
				best, from = &r.People[i], t.From
			}
		}
	}
	return best
}

// Held lists the offices that a person held on a day.
func (r *Registers) Held(p *Person, day string) []string {
	var out []string
	for _, t := range p.Offices {
		if t.Covers(day) {
			out = append(out, t.Office)
		}
	}
	return out
}

// everHeld says whether the person held the office on any day.
func everHeld(p *Person, office string) bool {
	for _, t := range p.Offices {
		if t.Office == office {
			return true
		}
	}
	return false
}

// Title is the office's first title with its party, for people:
// "finance minister of Japan".
func (r *Registers) Title(office string) string {
	o := r.office[office]
	if o == nil {
		return office
	}
	if o.Own {
		return o.Titles[0]
	}
	name := o.Party
	if p := r.party[o.Party]; p != nil {
		name = p.Name
	}
	return o.Titles[0] + " of " + name
}

// accordOf finds the agreement between two parties that a story of day
// `published` most likely means: the latest one up to that day, or the first
// one when first is set, or one whose words occur in text.
func (r *Registers) accordOf(a, b, published, text string, first bool) *Accord {
	a, b = r.Bloc(a), r.Bloc(b)
	low := strings.ToLower(text)
	var best *Accord
	for i := range r.Accords {
		c := &r.Accords[i]
		if !(c.Parties[0] == a && c.Parties[1] == b || c.Parties[0] == b && c.Parties[1] == a) || c.Date > published {
			continue
		}
		if c.Place != "" && strings.Contains(low, strings.ToLower(c.Place)) {
			return c
		}
		for _, w := range c.Words {
			if strings.Contains(low, strings.ToLower(w)) {
				return c
			}
		}
		if best == nil || !first && c.Date >= best.Date {
			best = c
		}
	}
	return best
}
