package tariff

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"

	yaml "go.yaml.in/yaml/v4"

	"parley/internal/country"
	"parley/internal/fault"
)

// Law is the law of one country as data: what LoadLaw read and checked.
type Law struct {
	Acts        []*Act
	Measures    []*Measure
	Suspensions []*Suspension
	Rulings     []*Ruling

	acts       map[string]*Act
	byID       map[string]*Measure
	stacks     []*stackRule
	facts      []FactDef
	factIx     map[string]int
	share      [NumShareFacts]int // fact of each ShareFact
	content    [baseNonUS]int     // fact of each metal
	usPct      int                // fact us_content_pct
	defaults   factValues
	groups     map[string][]string
	groupNames map[string]string
	products   *products
	horizon    Horizon

	mu   sync.Mutex
	days map[dayKey]*DayLaw
}

// Horizon says for which days the law data speak.
type Horizon struct {
	First civil  // first day the measures are complete from
	Last  civil  // last day of which texts were seen
	Note  string // what was seen
}

// LoadLaw reads the law files under dir of fsys, and refuses whatever has no
// source, date or unit, with file and line.
func LoadLaw(fsys fs.FS, dir string) (*Law, error) {
	l := &Law{acts: map[string]*Act{}, byID: map[string]*Measure{}, factIx: map[string]int{}, days: map[dayKey]*DayLaw{}}
	if err := l.loadFacts(fsys, path.Join(dir, "facts.yaml")); err != nil {
		return nil, err
	}
	if err := l.loadCountries(fsys, path.Join(dir, "countries.yaml")); err != nil {
		return nil, err
	}
	var files []string
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".yaml") {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	for _, f := range files {
		if path.Base(path.Dir(f)) == "acts" {
			if err := l.loadActs(fsys, f); err != nil {
				return nil, err
			}
		}
	}
	if l.products, err = loadLists(fsys, dir, l.acts); err != nil {
		return nil, err
	}
	for _, f := range files {
		switch folder := path.Base(path.Dir(f)); {
		case folder == "acts", folder == "cases", path.Dir(f) == dir:
		case folder == "others":
		default:
			if err := l.loadMeasure(fsys, f); err != nil {
				return nil, err
			}
		}
	}
	for _, load := range []func(fs.FS, string) error{l.loadSuspensions, l.loadRulings, l.loadStacking} {
		if err := load(fsys, dir); err != nil {
			return nil, err
		}
	}
	sort.Strings(l.products.sorted)
	for i, m := range l.Measures {
		m.order = i
	}
	return l, nil
}

// decode reads a YAML file into v strictly, and gives its node tree for the
// line numbers of messages.
func decode(fsys fs.FS, file string, v any) (*yaml.Node, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, &fault.Error{Kind: fault.BadInput, Where: "law/" + file, Why: "cannot be read", Remedy: "the file is part of every law folder", Err: err}
	}
	var root yaml.Node
	if err := yaml.Unmarshal(b, &root); err != nil {
		return nil, yamlFault(file, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(v); err != nil {
		return nil, yamlFault(file, err)
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) == 0 {
		return nil, fault.Bad("law/"+file+":1", "see docs/law.md", "the file is empty")
	}
	return root.Content[0], nil
}

var lineInMessage = regexp.MustCompile(`line (\d+)`)

// yamlFault turns a YAML error into one with file and line.
func yamlFault(file string, err error) error {
	where := "law/" + file
	if m := lineInMessage.FindStringSubmatch(err.Error()); m != nil {
		where += ":" + m[1]
	}
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	msg = strings.Join(strings.Fields(strings.ReplaceAll(msg, "\n", " ")), " ")
	return fault.Bad(where, "see docs/law.md for the fields", "%s", msg)
}

// items gives the line of each item of the list under key (or of the root
// list when key is empty).
func itemLines(root *yaml.Node, key string) []int {
	seq := root
	if key != "" {
		seq = nil
		for i := 0; i+1 < len(root.Content); i += 2 {
			if root.Content[i].Value == key {
				seq = root.Content[i+1]
			}
		}
	}
	if seq == nil {
		return nil
	}
	out := make([]int, len(seq.Content))
	for i, n := range seq.Content {
		out[i] = n.Line
	}
	return out
}

func lawFault(file string, line int, why string, args ...any) error {
	return fault.Bad("law/"+file+":"+strconv.Itoa(line), "see docs/law.md for the fields and what each must have", why, args...)
}

func (l *Law) loadFacts(fsys fs.FS, file string) error {
	var f struct {
		Horizon struct {
			First, Last civil
			Note        string
		}
		Facts []FactDef
	}
	root, err := decode(fsys, file, &f)
	if err != nil {
		return err
	}
	l.horizon = Horizon{f.Horizon.First, f.Horizon.Last, f.Horizon.Note}
	if l.horizon.First == 0 || l.horizon.Last == 0 {
		return lawFault(file, 1, "no horizon with first and last day")
	}
	lines := itemLines(root, "facts")
	if len(f.Facts) > maxFacts {
		return lawFault(file, lines[maxFacts], "more than %d facts", maxFacts)
	}
	for i := range f.Facts {
		d := &f.Facts[i]
		d.line = lines[i]
		switch d.Kind {
		case "bool", "percent", "usd", "number", "date":
		default:
			return lawFault(file, d.line, "fact %q has kind %q; use bool, percent, usd, number or date", d.Key, d.Kind)
		}
		if d.Key == "" || d.Question == "" {
			return lawFault(file, d.line, "a fact needs a key and a question")
		}
		if d.value, err = d.parse(d.Default); err != nil {
			return lawFault(file, d.line, "default of fact %s: %v", d.Key, err)
		}
		if _, twice := l.factIx[d.Key]; twice {
			return lawFault(file, d.line, "fact %s stands twice", d.Key)
		}
		l.factIx[d.Key] = i
	}
	l.facts = f.Facts
	for i := range l.facts {
		l.defaults[i] = l.facts[i].value
	}
	need := func(key string, to *int) {
		i, ok := l.factIx[key]
		if !ok && err == nil {
			err = lawFault(file, 1, "the fact %s, which the engine uses, is missing", key)
		}
		*to = i
	}
	for i, k := range shareFactKeys {
		need(k, &l.share[i])
	}
	need("steel_value", &l.content[baseSteel])
	need("aluminium_value", &l.content[baseAluminium])
	need("copper_value", &l.content[baseCopper])
	need("us_content_pct", &l.usPct)
	return err
}

func (l *Law) loadCountries(fsys fs.FS, file string) error {
	var f struct{ Groups []countryGroup }
	root, err := decode(fsys, file, &f)
	if err != nil {
		return err
	}
	l.groups, l.groupNames = map[string][]string{}, map[string]string{}
	lines := itemLines(root, "groups")
	for i, g := range f.Groups {
		if g.ID == "" || g.Name == "" || g.Cite == "" || len(g.Members) == 0 {
			return lawFault(file, lines[i], "a group of countries needs id, name, cite and members")
		}
		for _, c := range g.Members {
			if p, err := country.Parse(c); err != nil || p != c {
				return lawFault(file, lines[i], "group %s: %q is not an alpha-3 code", g.ID, c)
			}
		}
		l.groups[g.ID] = g.Members
		l.groupNames[g.ID] = g.Name
	}
	if len(l.groups["column2"]) == 0 {
		return lawFault(file, 1, "the group column2 is missing")
	}
	return nil
}

type countryGroup struct {
	ID, Name, Cite, Note string
	Members              []string
}

func (l *Law) loadActs(fsys fs.FS, file string) error {
	var acts []*Act
	root, err := decode(fsys, file, &acts)
	if err != nil {
		return err
	}
	for i, line := range itemLines(root, "") {
		a := acts[i]
		a.file, a.line = file, line
		if err := a.check(); err != nil {
			return lawFault(file, line, "%v", err)
		}
		if b := l.acts[a.ID]; b != nil {
			return lawFault(file, line, "act %s already stands in %s:%d", a.ID, b.file, b.line)
		}
		l.acts[a.ID] = a
		l.Acts = append(l.Acts, a)
	}
	return nil
}

func (l *Law) loadMeasure(fsys fs.FS, file string) error {
	m := &Measure{file: file}
	root, err := decode(fsys, file, m)
	if err != nil {
		return err
	}
	switch {
	case m.ID == "" || m.Title == "" || m.Authority == "":
		return lawFault(file, root.Line, "a measure needs id, title and authority")
	case m.Unit == "":
		return lawFault(file, root.Line, "measure %s has no unit (\"percent of customs value\")", m.ID)
	case len(m.Rules) == 0:
		return lawFault(file, root.Line, "measure %s has no rules", m.ID)
	case l.byID[m.ID] != nil:
		return lawFault(file, root.Line, "measure %s already stands in %s", m.ID, l.byID[m.ID].file)
	}
	if m.Group == "" {
		m.Group = m.Authority
	}
	if m.family, err = familyOf(m.Group); err != nil {
		return lawFault(file, root.Line, "%v", err)
	}
	for i, line := range itemLines(root, "rules") {
		r := m.Rules[i]
		r.measure, r.line = m, line
		if err := l.checkRule(fsys, r); err != nil {
			var f *fault.Error
			if errors.As(err, &f) {
				return err
			}
			return lawFault(file, line, "%v", err)
		}
	}
	l.byID[m.ID] = m
	l.Measures = append(l.Measures, m)
	return nil
}
