package tariff

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"parley/internal/country"
	"parley/internal/fault"
	lawdata "parley/law"
)

// OtherParty is what one party outside the United States charges on its
// goods in answer to its tariffs: additional duties by ICIO sector, dated
// and graded. The product lists are not held, so that a duty on part of a
// sector is known only within bounds.
type OtherParty struct {
	Party     string      `yaml:"party"`   // ISO alpha-3, or "EU"
	Against   string      `yaml:"against"` // ISO alpha-3
	Authority string      `yaml:"authority"`
	Unit      string      `yaml:"unit"`
	Note      string      `yaml:"note"`
	Rules     []OtherRule `yaml:"rules"`
}

// OtherRule is one duty from one day to another.
type OtherRule struct {
	ID         string      `yaml:"id"`
	Title      string      `yaml:"title"`
	From       civil       `yaml:"from"`
	To         civil       `yaml:"to"`
	Known      civil       `yaml:"known"` // when it was published
	Add        float64     `yaml:"add"`   // percent
	Sectors    sectorScope `yaml:"sectors"`
	Covers     string      `yaml:"covers"` // "all" or "part" of each sector
	State      string      `yaml:"state"`  // "" in force, "suspended", "unknown"
	Act        string      `yaml:"act"`
	Source     string      `yaml:"source"`
	Confidence string      `yaml:"confidence"`
	Note       string      `yaml:"note"`
}

// sectorScope is a list of ICIO codes, or every goods sector for "all".
type sectorScope []string

// UnmarshalYAML reads "all" or a list.
func (s *sectorScope) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode && n.Value == "all" {
		*s = slices.Clone(GoodsSectors)
		return nil
	}
	*s = nil
	for _, item := range n.Content {
		if !slices.Contains(GoodsSectors, item.Value) {
			return fmt.Errorf("line %d: %q is not a goods sector; write all or codes of %s", item.Line, item.Value, strings.Join(GoodsSectors, " "))
		}
		*s = append(*s, item.Value)
	}
	return nil
}

// OtherParties gives the parties held, in the order of their codes.
func OtherParties() ([]OtherParty, error) { return otherParties() }

var otherParties = sync.OnceValues(func() ([]OtherParty, error) { return LoadOthers(lawdata.FS, "others") })

// LoadOthers reads the files of a folder, one a party. A rule without act,
// source, date of publication or grade is a BadInput fault with file and
// line.
func LoadOthers(fsys fs.FS, dir string) ([]OtherParty, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var out []OtherParty
	for _, file := range files {
		var p OtherParty
		root, err := decode(fsys, file, &p)
		if err != nil {
			return nil, err
		}
		lines := itemLines(root, "rules")
		if p.Party == "" || p.Against == "" || p.Authority == "" || len(p.Rules) == 0 {
			return nil, fault.Bad("law/"+file, "name party, against, authority and rules", "the file does not say who charges whom")
		}
		for i := range p.Rules {
			if why := p.Rules[i].fault(); why != "" {
				return nil, fault.Bad(fmt.Sprintf("law/%s:%d", file, lines[i]), "docs/effective-rates.md names the fields", "rule %s %s", p.Rules[i].ID, why)
			}
		}
		out = append(out, p)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Party < out[j].Party })
	return out, nil
}

// fault says what is wrong with a rule, or nothing.
func (r *OtherRule) fault() string {
	switch {
	case r.ID == "" || r.Title == "":
		return "has no id or title"
	case r.From == 0:
		return "has no day from which it applies"
	case r.To != 0 && r.To < r.From:
		return fmt.Sprintf("ends on %s, before it begins on %s", r.To, r.From)
	case r.Known == 0:
		return "does not say when it was published (known)"
	case !(r.Add > 0 && r.Add <= 500):
		return fmt.Sprintf("adds %g percent", r.Add)
	case len(r.Sectors) == 0:
		return "names no sector"
	case r.Covers != "all" && r.Covers != "part":
		return fmt.Sprintf("covers %q of its sectors; write all or part", r.Covers)
	case r.State != "" && r.State != "suspended" && r.State != "unknown":
		return fmt.Sprintf("is in the state %q; write suspended or unknown, or nothing when it is in force", r.State)
	case r.Act == "" || r.Source == "":
		return "has no act or no source"
	case !slices.Contains([]string{"A", "A-", "B", "C"}, r.Confidence):
		return fmt.Sprintf("has the confidence %q; write A, A-, B or C", r.Confidence)
	}
	return ""
}

// on says whether the rule stands on a day, as known on another.
func (r *OtherRule) on(day, known civil) bool {
	return day >= r.From && (r.To == 0 || day <= r.To) && (known == 0 || r.Known <= known)
}

// OtherMeasure is a rule as it stands on a day, for people.
type OtherMeasure struct {
	ID         string   `json:"id"`
	Party      string   `json:"party"`
	Against    string   `json:"against"`
	Title      string   `json:"title"`
	AddPct     float64  `json:"add_pct"`
	Sectors    []string `json:"sectors"`
	Covers     string   `json:"covers"`
	State      string   `json:"state"`
	From       string   `json:"from"`
	To         string   `json:"to,omitempty"`
	Act        string   `json:"act"`
	Source     string   `json:"source"`
	Confidence string   `json:"confidence"`
	Note       string   `json:"note,omitempty"`
}

// OtherRate bounds what a party charges on a sector on a day: Low counts
// only duties on whole sectors that are in force; High adds those of which it
// is not known whether they are in force, and the highest duty on a part of
// the sector as if it took the whole (the lists of one party do not share a
// good).
type OtherRate struct {
	Party   string  `json:"party"`
	Sector  string  `json:"sector"`
	Name    string  `json:"name"`
	LowPct  float64 `json:"low_pct"`
	HighPct float64 `json:"high_pct"`
}

// On gives the measures of the party that stand on a day, suspended ones
// included, and the bounds of its rates by goods sector. A zero known day
// means all that the data know.
func (p *OtherParty) On(date, known time.Time) (measures []OtherMeasure, rates []OtherRate) {
	day, k := civilOf(date), civilOf(known)
	// low: whole sectors in force; maybe: whole sectors, not known whether in
	// force; part: the highest duty on goods within the sector.
	low, maybe, part := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for i := range p.Rules {
		r := &p.Rules[i]
		if !r.on(day, k) {
			continue
		}
		m := OtherMeasure{ID: r.ID, Party: p.Party, Against: p.Against, Title: r.Title, AddPct: r.Add, Sectors: r.Sectors, Covers: r.Covers,
			State: "in force", From: r.From.String(), To: r.To.String(), Act: r.Act, Source: r.Source, Confidence: r.Confidence, Note: r.Note}
		if r.State != "" {
			m.State = r.State
		}
		measures = append(measures, m)
		for _, s := range r.Sectors {
			switch {
			case r.State == "suspended":
			case r.Covers == "all" && r.State == "":
				low[s] += r.Add
			case r.Covers == "all":
				maybe[s] += r.Add
			default:
				part[s] = max(part[s], r.Add)
			}
		}
	}
	for _, s := range GoodsSectors {
		if high := low[s] + maybe[s] + part[s]; high > 0 {
			rates = append(rates, OtherRate{p.Party, s, SectorName(s), low[s], high})
		}
	}
	return measures, rates
}

// OtherPartyNamed finds a party by ISO alpha-3 code; a member of the European
// Union is the Union. A party that is not held is a NotFound fault.
func OtherPartyNamed(code string) (*OtherParty, error) {
	all, err := OtherParties()
	if err != nil {
		return nil, err
	}
	if slices.Contains(country.Members("EU"), code) {
		code = "EU"
	}
	var held []string
	for i := range all {
		if all[i].Party == code {
			return &all[i], nil
		}
		held = append(held, all[i].Party)
	}
	return nil, fault.Missing(code, "held are "+strings.Join(held, ", "), "no measures of %s against the United States are in the data", country.Name(code))
}
