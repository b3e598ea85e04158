package tariff

import (
	"bytes"
	"errors"
	"fmt"
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

// checkRule resolves a rule's names and refuses one that lacks a source, a
// date or a value.
func (l *Law) checkRule(fsys fs.FS, r *Rule) error {
	if r.ID == "" {
		return fmt.Errorf("a rule without id")
	}
	if r.From == 0 {
		return fmt.Errorf("rule %s has no date from which it is in force", r.ID)
	}
	if r.act = l.acts[r.Act]; r.act == nil {
		return fmt.Errorf("rule %s rests on act %q, which is not under acts/", r.ID, r.Act)
	}
	r.toBy = r.act
	if r.ToAct != "" {
		if r.toBy = l.acts[r.ToAct]; r.toBy == nil {
			return fmt.Errorf("rule %s is ended by act %q, which is not under acts/", r.ID, r.ToAct)
		}
	}
	if r.To == 0 {
		r.To = never
	}
	if r.To < r.From {
		return fmt.Errorf("rule %s ends on %s, before it begins on %s", r.ID, r.To, r.From)
	}
	if _, ok := grades[r.Confidence]; !ok {
		return fmt.Errorf("rule %s has confidence %q; use A, A-, B, B- or C", r.ID, r.Confidence)
	}
	if r.Heading == "" {
		return fmt.Errorf("rule %s names no heading (write none where there is none)", r.ID)
	}
	if err := l.checkValue(fsys, r); err != nil {
		return err
	}
	var ok bool
	if r.base, ok = baseNames[r.Base]; !ok {
		return fmt.Errorf("rule %s has base %q; use value, steel, aluminium, copper or non_us", r.ID, r.Base)
	}
	if r.Covers != "" && r.Covers != "all" && r.Covers != "none" {
		return fmt.Errorf("rule %s covers %q; use all or none", r.ID, r.Covers)
	}
	if r.cells == nil && !r.Countries.given() {
		return fmt.Errorf("rule %s names no countries (write all)", r.ID)
	}
	if err := r.Countries.resolve(l.groups, l.groupNames); err != nil {
		return fmt.Errorf("rule %s: %w", r.ID, err)
	}
	for _, c := range r.When {
		p, err := l.parseCond(c.key, c.expr)
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
		r.conds = append(r.conds, p)
	}
	return l.resolveGoods(r)
}

// checkValue sees that the rule says exactly one thing to charge.
func (l *Law) checkValue(fsys fs.FS, r *Rule) error {
	n := 0
	if r.Add != nil {
		n, r.kind, r.rate = n+1, kindAdd, *r.Add/100
	}
	if r.Total != nil {
		n, r.kind, r.rate = n+1, kindTotal, *r.Total/100
	}
	if r.Exempt {
		n, r.kind = n+1, kindExempt
	}
	if r.Prohibited {
		n, r.kind = n+1, kindProhibited
	}
	if r.Table != "" {
		n++
		var err error
		if r.cells, err = loadTable(fsys, path.Join(path.Dir(r.measure.file), r.Table)); err != nil {
			return err
		}
	}
	if n != 1 {
		return fmt.Errorf("rule %s must have exactly one of add, total, exempt, prohibited, table; it has %d", r.ID, n)
	}
	if r.rate < 0 || r.rate > 5 {
		return fmt.Errorf("rule %s has a rate of %s, which is not a duty", r.ID, pct(r.rate))
	}
	return nil
}

func (l *Law) resolveGoods(r *Rule) error {
	g := &r.Goods
	if !g.set {
		return fmt.Errorf("rule %s names no goods (write all)", r.ID)
	}
	r.all = g.All
	fill := func(to *goodsBits, lists, codes []string) error {
		for _, name := range lists {
			sets, ok := l.products.named[name]
			if !ok {
				return fmt.Errorf("rule %s: there is no list %q", r.ID, name)
			}
			for _, s := range sets {
				to.add(s)
			}
		}
		if len(codes) == 0 {
			return nil
		}
		s, err := l.products.newSet("", "")
		if err != nil {
			return err
		}
		for _, c := range codes {
			d := strings.ReplaceAll(c, ".", "")
			if !isDigits(d) || len(d) < 2 || len(d) > 10 {
				return fmt.Errorf("rule %s: %q is not a code", r.ID, c)
			}
			l.products.put(d, membership{set: int16(s), to: never})
		}
		to.add(s)
		return nil
	}
	if err := fill(&r.in, g.Lists, g.Codes); err != nil {
		return err
	}
	if err := fill(&r.out, g.ExceptLists, g.ExceptCodes); err != nil {
		return err
	}
	r.hasOut = r.out != goodsBits{}
	if !r.all && r.in == (goodsBits{}) {
		return fmt.Errorf("rule %s names no goods (write all)", r.ID)
	}
	return nil
}

// loadTable reads rates by country: "country,heading,zero_heading,kind,rate_pct".
func loadTable(fsys fs.FS, file string) (map[string]cell, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fault.Bad("law/"+file, "put the table beside the measure", "cannot be read: %v", err)
	}
	cells := map[string]cell{}
	header, source := false, false
	for i, row := range strings.Split(string(b), "\n") {
		row = strings.TrimRight(row, "\r")
		switch {
		case row == "":
			continue
		case row[0] == '#':
			source = source || strings.HasPrefix(row, "# source:")
			continue
		case !header:
			if row != "country,heading,zero_heading,kind,rate_pct" || !source {
				return nil, lawFault(file, i+1, "a table begins with \"# source:\" and the header country,heading,zero_heading,kind,rate_pct")
			}
			header = true
			continue
		}
		f := strings.Split(row, ",")
		if len(f) != 5 {
			return nil, lawFault(file, i+1, "%d fields, not 5", len(f))
		}
		rate, err := strconv.ParseFloat(f[4], 64)
		if err != nil || rate < 0 || rate > 500 {
			return nil, lawFault(file, i+1, "rate %q is not a percentage", f[4])
		}
		c := cell{heading: f[1], zero: f[2], rate: rate / 100}
		switch f[3] {
		case "add":
		case "total":
			c.kind = kindTotal
		default:
			return nil, lawFault(file, i+1, "kind %q is neither add nor total", f[3])
		}
		members := country.Members(f[0])
		if members == nil {
			p, err := country.Parse(f[0])
			if err != nil || p != f[0] {
				return nil, lawFault(file, i+1, "%q is not an alpha-3 code", f[0])
			}
			members = []string{p}
		}
		for _, m := range members {
			if _, twice := cells[m]; twice {
				return nil, lawFault(file, i+1, "country %s stands twice", m)
			}
			cells[m] = c
		}
	}
	if len(cells) == 0 {
		return nil, lawFault(file, 1, "the table is empty")
	}
	return cells, nil
}
