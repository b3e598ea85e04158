package tariff

import (
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"parley/internal/country"
)

// Measure is one additional duty: an ordered list of rules, of which the
// first that fits a shipment decides. That is how Chapter 99 works: a good
// takes exactly one heading of a measure, be it a rate or an exemption.
type Measure struct {
	ID          string
	Title       string
	Authority   string // "IEEPA", "section 232", ...
	Group       string // row of tables by authority; the authority when empty
	Unit        string
	Description string
	Note        string
	USContent   *usContent `yaml:"us_content"`
	Rules       []*Rule

	file   string
	order  int
	family int // index in Authorities
}

// usContent says that US content is left out of what the measure is charged
// on, when there is enough of it.
type usContent struct {
	AtLeast float64 `yaml:"at_least"` // percent of the customs value
	Heading string
	Cite    string
}

// Rule is one heading of a measure: for which goods, countries and facts it
// holds, from when to when, and what is then charged.
type Rule struct {
	ID         string
	Heading    string
	ZeroHead   string `yaml:"zero_heading"` // reported where a total leaves nothing to add
	From, To   civil
	TextFrom   civil `yaml:"text_from"` // when the HTS text followed, if later
	Act        string
	ToAct      string `yaml:"to_act"` // act that ended it, if not the same
	Countries  scope
	Goods      goodsSpec
	When       conditions
	Add        *float64 // percent, on top
	Total      *float64 // percent, topping up the column-1 rate
	Exempt     bool
	Prohibited bool
	Table      string  // file of rates by country
	Base       string  // value (default), steel, aluminium, copper, non_us
	AtLeast    float64 `yaml:"at_least"` // percent of the whole value, whatever the base
	Covers     string  // "all": other measures see the whole good as under this one; "none"
	Confidence string
	Cite       string
	Reason     string
	Note       string

	measure   *Measure
	line      int
	act, toBy *Act
	kind      ruleKind
	rate      float64 // fraction
	base      baseKind
	conds     []cond
	all       bool
	in, out   goodsBits
	hasOut    bool
	cells     map[string]cell
}

// cell is the rate of one country in a table.
type cell struct {
	heading, zero string
	kind          ruleKind
	rate          float64
}

type ruleKind uint8

const (
	kindAdd ruleKind = iota
	kindTotal
	kindExempt
	kindProhibited
)

type baseKind uint8

const (
	baseValue baseKind = iota
	baseSteel
	baseAluminium
	baseCopper
	baseNonUS
)

var baseNames = map[string]baseKind{"": baseValue, "value": baseValue, "steel": baseSteel, "aluminium": baseAluminium, "copper": baseCopper, "non_us": baseNonUS}

// scope is a set of countries: all, a list, or all except a list. Groups of
// countries.yaml and the bloc EU may stand for their members.
type scope struct {
	all    bool
	except bool
	names  []string
	in     map[string]bool
	label  string // the names for people
}

// UnmarshalYAML reads "all", a list, or {except: [...]}.
func (s *scope) UnmarshalYAML(n *yaml.Node) error {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Value != "all" {
			return fmt.Errorf("line %d: countries are all, a list, or {except: [...]}", n.Line)
		}
		s.all = true
		return nil
	case yaml.SequenceNode:
		return n.Decode(&s.names)
	case yaml.MappingNode:
		if len(n.Content) == 2 && n.Content[0].Value == "except" {
			s.except = true
			return n.Content[1].Decode(&s.names)
		}
	}
	return fmt.Errorf("line %d: countries are all, a list, or {except: [...]}", n.Line)
}

// resolve turns names into a set of alpha-3 codes.
func (s *scope) resolve(groups map[string][]string, groupNames map[string]string) error {
	s.in = map[string]bool{}
	labels := make([]string, len(s.names))
	for i, n := range s.names {
		labels[i] = country.Name(n)
		if g, ok := groupNames[n]; ok {
			labels[i] = g
		}
	}
	s.label = strings.Join(labels, ", ")
	for _, n := range s.names {
		if g, ok := groups[n]; ok {
			for _, c := range g {
				s.in[c] = true
			}
			continue
		}
		if m := country.Members(n); m != nil {
			for _, c := range m {
				s.in[c] = true
			}
			continue
		}
		c, err := country.Parse(n)
		if err != nil || c != n {
			return fmt.Errorf("%q is neither an alpha-3 code, nor EU, nor a group of countries.yaml", n)
		}
		s.in[c] = true
	}
	return nil
}

func (s *scope) has(iso3 string) bool {
	if s.all {
		return true
	}
	return s.in[iso3] != s.except
}

// given tells whether the file said anything.
func (s *scope) given() bool { return s.all || len(s.names) > 0 }

// goodsSpec says which goods: all, or those on lists or under codes, without
// those on other lists or under other codes.
type goodsSpec struct {
	All         bool
	Lists       []string
	Codes       []string
	ExceptLists []string `yaml:"except_lists"`
	ExceptCodes []string `yaml:"except_codes"`
	set         bool
}

// UnmarshalYAML reads "all" or a mapping.
func (g *goodsSpec) UnmarshalYAML(n *yaml.Node) error {
	g.set = true
	if n.Kind == yaml.ScalarNode {
		if n.Value != "all" {
			return fmt.Errorf("line %d: goods are all, or {lists:, codes:, except_lists:, except_codes:}", n.Line)
		}
		g.All = true
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var to *[]string
		switch key := n.Content[i].Value; key {
		case "all":
			if err := n.Content[i+1].Decode(&g.All); err != nil {
				return err
			}
			continue
		case "lists":
			to = &g.Lists
		case "codes":
			to = &g.Codes
		case "except_lists":
			to = &g.ExceptLists
		case "except_codes":
			to = &g.ExceptCodes
		default:
			return fmt.Errorf("line %d: goods have no field %q", n.Content[i].Line, key)
		}
		if err := n.Content[i+1].Decode(to); err != nil {
			return err
		}
	}
	return nil
}

// conditions are facts and what they must be, in the order of the file.
type conditions []struct{ key, expr string }

// UnmarshalYAML reads a mapping of fact to expression.
func (c *conditions) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: when is a mapping of fact to condition", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		*c = append(*c, struct{ key, expr string }{n.Content[i].Value, n.Content[i+1].Value})
	}
	return nil
}

// applies tells whether the rule is about a country at all.
func (r *Rule) applies(iso3 string) bool {
	if r.cells != nil {
		_, ok := r.cells[iso3]
		return ok
	}
	return r.Countries.has(iso3)
}

// fits tells whether a class of goods is in the rule's scope.
func (r *Rule) fits(g *goodsBits) bool {
	if !r.all && !g.meets(&r.in) {
		return false
	}
	return !r.hasOut || !g.meets(&r.out)
}

// citation is what a line quotes: the heading's own citation, or the act's.
func (r *Rule) citation() string {
	if r.Cite == "" {
		return r.act.Citation
	}
	if strings.Contains(r.Cite, r.act.Citation) {
		return r.Cite
	}
	return r.Cite + "; " + r.act.Citation
}

// rateText says the rate for people.
func rateText(kind ruleKind, rate float64, base baseKind) string {
	on := ""
	switch base {
	case baseSteel:
		on = " of steel content"
	case baseAluminium:
		on = " of aluminium content"
	case baseCopper:
		on = " of copper content"
	case baseNonUS:
		on = " of non-US content"
	}
	switch kind {
	case kindExempt:
		return "exempt"
	case kindProhibited:
		return "prohibited"
	case kindTotal:
		return pct(rate) + " total" + on
	}
	return "+" + pct(rate) + on
}

// stackRule says that a measure yields to others: it is not charged on the
// part of the value that is charged under them.
type stackRule struct {
	ID         string
	Measures   []string
	YieldTo    []string `yaml:"yield_to"`
	From, To   civil
	TextFrom   civil `yaml:"text_from"`
	Act        string
	ToAct      string `yaml:"to_act"`
	Whole      bool   // on the whole article, even where only its content is charged
	Heading    string
	Confidence string
	Cite       string
	Reason     string
	Note       string
	Part       *partGrade // where only a part of the value is taken out

	act, toBy *Act
	line      int
	file      string
}

// partGrade is what is uncertain of a stacking rule on a part of the value.
type partGrade struct{ Confidence, Note string }

// familyOf finds the row of Authorities that a measure is reported under.
func familyOf(group string) (int, error) {
	i := slices.Index(Authorities[:], group)
	if i < 0 {
		return 0, fmt.Errorf("%q is none of the authorities %s", group, strings.Join(Authorities[:], ", "))
	}
	return i, nil
}
