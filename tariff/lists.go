package tariff

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"parley/internal/fault"
)

// goodsBits tells of which product sets a code is a member on a day.
type goodsBits [maxSets / 64]uint64

// maxSets bounds the product sets of the law (a list, or one qualifier of a
// list, or the codes a rule names itself).
const maxSets = 256

func (g *goodsBits) add(i int) { g[i>>6] |= 1 << (i & 63) }
func (g *goodsBits) clear(m *goodsBits) {
	for i := range g {
		g[i] &^= m[i]
	}
}
func (g *goodsBits) within(m *goodsBits) bool {
	for i := range g {
		if g[i]&^m[i] != 0 {
			return false
		}
	}
	return true
}
func (g *goodsBits) meets(m *goodsBits) bool { return g[0]&m[0]|g[1]&m[1]|g[2]&m[2]|g[3]&m[3] != 0 }

// membership is one line of a list: a set, and from when to when.
type membership struct {
	set      int16
	only     int16 // number of a list in which the longest code decides; 0 none
	from, to civil
	kfrom    civil // day on which its beginning was known; 0 with the rule that uses the list
	kto      civil // day on which its end was known
}

// in tells whether the line is on its list on a day, as known on another.
func (m *membership) in(day, known civil) bool {
	if day < m.from || known != 0 && m.kfrom > known {
		return false
	}
	return day <= m.to || known != 0 && m.kto > known
}

// products are all lists of the law in one index by code.
type products struct {
	byCode  map[uint64][]membership
	lengths [13]bool                  // which code lengths occur
	sets    []setInfo                 // by set number
	named   map[string][]int          // "list" or "list#qualifier" to sets
	sorted  []string                  // all codes, for the question whether a list splits a code
	heads   map[string]listTop        // what each list's header says
	changes map[string]map[civil]*Act // by list: the act behind the lines that begin on a day or end the day before
	only    []goodsBits               // by number: the sets of a list in which the longest code decides
}

type setInfo struct{ list, qualifier string }

// listTop is the header of a list file.
type listTop struct {
	source, licence, confidence string
	first                       civil
}

// pack turns digits into a key that keeps the length.
func pack(digits string) uint64 {
	v := uint64(len(digits))
	for i := 0; i < len(digits); i++ {
		v = v*10 + uint64(digits[i]-'0')
	}
	return v | uint64(len(digits))<<48
}

// loadLists reads every .csv under dir/lists: "code,from,to,qualifier" after
// comment lines that name the source, the licence and the confidence.
func loadLists(fsys fs.FS, dir string, acts map[string]*Act) (*products, error) {
	p := &products{changes: map[string]map[civil]*Act{}, byCode: make(map[uint64][]membership, 1<<15), named: map[string][]int{}, heads: map[string]listTop{}}
	names, err := fs.Glob(fsys, path.Join(dir, "lists", "*.csv"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if err := p.readList(name, b, acts); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// listReader reads one list file.
type listReader struct {
	p      *products
	file   string
	list   string
	acts   map[string]*Act
	line   int
	top    listTop
	header bool
	only   int16
	sets   map[string]int   // by qualifier
	dates  map[string]civil // already read
	lines  []pending
}

// readList adds one list file to the index.
func (p *products) readList(file string, b []byte, acts map[string]*Act) error {
	r := &listReader{p: p, file: file, list: strings.TrimSuffix(path.Base(file), ".csv"), acts: acts, sets: map[string]int{}, dates: map[string]civil{"": 0}}
	for len(b) > 0 {
		r.line++
		row := b
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			row, b = b[:i], b[i+1:]
		} else {
			b = nil
		}
		if err := r.read(string(bytes.TrimRight(row, "\r"))); err != nil {
			return err
		}
	}
	if !r.header || len(r.lines) == 0 {
		return r.bad("the list is empty")
	}
	p.heads[r.list] = r.top
	for _, l := range r.lines {
		m := l.m
		if m.from != r.top.first {
			m.kfrom = p.knownOn(r.list, m.from)
		}
		if m.to != never {
			m.kto = p.knownOn(r.list, m.to+1)
		}
		p.put(l.code, m)
	}
	return nil
}

func (r *listReader) bad(why string, args ...any) error {
	return fault.Bad(fmt.Sprintf("law/%s:%d", r.file, r.line), "see docs/law.md for the form of a list", why, args...)
}

// read takes one row: a comment of the header, the header line, or a code.
func (r *listReader) read(s string) error {
	switch {
	case s == "":
		return nil
	case strings.HasPrefix(s, "#"):
		key, val, _ := strings.Cut(strings.TrimSpace(s[1:]), ":")
		return r.comment(key, strings.TrimSpace(val))
	case r.header:
		return r.code(s)
	case s != "code,from,to,qualifier":
		return r.bad("the header is %q, not code,from,to,qualifier", s)
	case r.top.source == "" || r.top.licence == "":
		return r.bad("the list names no source or no licence")
	}
	if _, ok := grades[r.top.confidence]; !ok {
		return r.bad("the list has confidence %q; use A, A-, B, B- or C", r.top.confidence)
	}
	r.header = true
	return nil
}

// comment takes one line of the header.
func (r *listReader) comment(key, val string) error {
	switch key {
	case "source":
		r.top.source = val
	case "licence":
		r.top.licence = val
	case "confidence":
		r.top.confidence = val
	case "change":
		day, id, _ := strings.Cut(val, " ")
		d, err := parseCivil(day)
		if err != nil {
			return r.bad("%v", err)
		}
		if r.acts[id] == nil {
			return r.bad("the change of %s rests on act %q, which is not under acts/", day, id)
		}
		if r.p.changes[r.list] == nil {
			r.p.changes[r.list] = map[civil]*Act{}
		}
		r.p.changes[r.list][d] = r.acts[id]
	case "match":
		if val != "longest" {
			return r.bad("match is %q; only longest is known", val)
		}
		if r.only == 0 {
			r.p.only = append(r.p.only, goodsBits{})
			r.only = int16(len(r.p.only))
		}
	}
	return nil
}

// code takes one line of the list proper.
func (r *listReader) code(s string) error {
	f := strings.Split(s, ",")
	if len(f) != 4 {
		return r.bad("%d fields, not 4", len(f))
	}
	if !isDigits(f[0]) || len(f[0]) < 2 || len(f[0]) > 10 {
		return r.bad("%q is not a code of 2 to 10 digits", f[0])
	}
	var span [2]civil
	for k, s := range f[1:3] {
		d, ok := r.dates[s]
		if !ok {
			var err error
			if d, err = parseCivil(s); err != nil {
				return r.bad("%v", err)
			}
			r.dates[s] = d
		}
		span[k] = d
	}
	if span[0] == 0 {
		return r.bad("code %s has no date from which it is on the list", f[0])
	}
	if span[1] == 0 {
		span[1] = never
	}
	if span[1] < span[0] {
		return r.bad("code %s leaves the list on %s, before it comes on %s", f[0], span[1], span[0])
	}
	set, ok := r.sets[f[3]]
	if !ok {
		var err error
		if set, err = r.p.newSet(r.list, f[3]); err != nil {
			return r.bad("%v", err)
		}
		r.sets[f[3]] = set
		if r.only > 0 {
			r.p.only[r.only-1].add(set)
		}
	}
	if r.top.first == 0 || span[0] < r.top.first {
		r.top.first = span[0]
	}
	r.lines = append(r.lines, pending{f[0], membership{set: int16(set), only: r.only, from: span[0], to: span[1]}})
	return nil
}

// pending is a line of a list whose header has not all been understood.
type pending struct {
	code string
	m    membership
}

// knownOn is the day on which a change of a list could be known: that of the
// act the header names, or else the day of the change itself.
func (p *products) knownOn(list string, day civil) civil {
	if a := p.changes[list][day]; a != nil {
		return a.known()
	}
	return day
}

// newSet opens a product set.
func (p *products) newSet(list, qualifier string) (int, error) {
	if len(p.sets) == maxSets {
		return 0, fmt.Errorf("more than %d product sets", maxSets)
	}
	n := len(p.sets)
	p.sets = append(p.sets, setInfo{list, qualifier})
	p.named[list] = append(p.named[list], n)
	if qualifier != "" {
		p.named[list+"#"+qualifier] = append(p.named[list+"#"+qualifier], n)
	}
	return n, nil
}

func (p *products) put(code string, m membership) {
	p.lengths[len(code)] = true
	k := pack(code)
	if len(p.byCode[k]) == 0 {
		p.sorted = append(p.sorted, code)
	}
	p.byCode[k] = append(p.byCode[k], m)
}

// on gives the sets that a code (digits) belongs to on a day, as known on
// another (0: all that the data knows).
func (p *products) on(code string, day, known civil) (g goodsBits) {
	var v uint64
	for i := 0; i < len(code) && i < 12; i++ {
		n := i + 1
		v = v*10 + uint64(code[i]-'0')
		if !p.lengths[n] {
			continue
		}
		// pack begins with the length as the leading figure; see pack.
		k := v + uint64(n)*pow10[n]
		var cleared int16
		ms := p.byCode[k|uint64(n)<<48]
		for i := range ms {
			m := &ms[i]
			if !m.in(day, known) {
				continue
			}
			if m.only != 0 && m.only != cleared {
				g.clear(&p.only[m.only-1])
				cleared = m.only
			}
			g.add(int(m.set))
		}
	}
	return g
}

var pow10 = func() (p [13]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// splits tells whether some list has codes below a code (so that the code
// alone does not say whether a good is on the list).
func (p *products) splits(code string) bool {
	i := sort.SearchStrings(p.sorted, code)
	for ; i < len(p.sorted) && strings.HasPrefix(p.sorted[i], code); i++ {
		if len(p.sorted[i]) > len(code) {
			return true
		}
	}
	return false
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
