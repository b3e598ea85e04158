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
	codes   map[string]int            // number of lines of each list file
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
	p := &products{changes: map[string]map[civil]*Act{}, byCode: make(map[uint64][]membership, 1<<15), named: map[string][]int{}, codes: map[string]int{}, heads: map[string]listTop{}}
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

// readList adds one list file to the index.
func (p *products) readList(file string, b []byte, acts map[string]*Act) error {
	list := strings.TrimSuffix(path.Base(file), ".csv")
	bad := func(line int, why string, args ...any) error {
		return fault.Bad(fmt.Sprintf("law/%s:%d", file, line), "see docs/law.md for the form of a list", why, args...)
	}
	var top listTop
	sets := map[string]int{}
	dates := map[string]civil{"": 0}
	line, header, only := 0, false, int16(0)
	var lines []pending
	for len(b) > 0 {
		line++
		row := b
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			row, b = b[:i], b[i+1:]
		} else {
			b = nil
		}
		s := string(bytes.TrimRight(row, "\r"))
		switch {
		case s == "":
			continue
		case strings.HasPrefix(s, "#"):
			key, val, _ := strings.Cut(strings.TrimSpace(s[1:]), ":")
			val = strings.TrimSpace(val)
			switch key {
			case "source":
				top.source = val
			case "licence":
				top.licence = val
			case "confidence":
				top.confidence = val
			case "change":
				day, id, _ := strings.Cut(val, " ")
				d, err := parseCivil(day)
				if err != nil {
					return bad(line, "%v", err)
				}
				if acts[id] == nil {
					return bad(line, "the change of %s rests on act %q, which is not under acts/", day, id)
				}
				if p.changes[list] == nil {
					p.changes[list] = map[civil]*Act{}
				}
				p.changes[list][d] = acts[id]
			case "match":
				if val != "longest" {
					return bad(line, "match is %q; only longest is known", val)
				}
				if only == 0 {
					p.only = append(p.only, goodsBits{})
					only = int16(len(p.only))
				}
			}
			continue
		case !header:
			if s != "code,from,to,qualifier" {
				return bad(line, "the header is %q, not code,from,to,qualifier", s)
			}
			if top.source == "" || top.licence == "" {
				return bad(line, "the list names no source or no licence")
			}
			if _, ok := grades[top.confidence]; !ok {
				return bad(line, "the list has confidence %q; use A, A-, B, B- or C", top.confidence)
			}
			header = true
			continue
		}
		f := strings.Split(s, ",")
		if len(f) != 4 {
			return bad(line, "%d fields, not 4", len(f))
		}
		if !isDigits(f[0]) || len(f[0]) < 2 || len(f[0]) > 12 {
			return bad(line, "%q is not a code of 2 to 10 digits", f[0])
		}
		var span [2]civil
		for k, s := range f[1:3] {
			d, ok := dates[s]
			if !ok {
				var err error
				if d, err = parseCivil(s); err != nil {
					return bad(line, "%v", err)
				}
				dates[s] = d
			}
			span[k] = d
		}
		if span[0] == 0 {
			return bad(line, "code %s has no date from which it is on the list", f[0])
		}
		if span[1] == 0 {
			span[1] = never
		}
		if span[1] < span[0] {
			return bad(line, "code %s leaves the list on %s, before it comes on %s", f[0], span[1], span[0])
		}
		set, ok := sets[f[3]]
		if !ok {
			var err error
			if set, err = p.newSet(list, f[3]); err != nil {
				return bad(line, "%v", err)
			}
			sets[f[3]] = set
			if only > 0 {
				p.only[only-1].add(set)
			}
		}
		if top.first == 0 || span[0] < top.first {
			top.first = span[0]
		}
		lines = append(lines, pending{f[0], membership{set: int16(set), only: only, from: span[0], to: span[1]}})
	}
	if !header || len(lines) == 0 {
		return bad(line, "the list is empty")
	}
	p.heads[list] = top
	p.codes[list] = len(lines)
	for _, l := range lines {
		m := l.m
		if m.from != top.first {
			m.kfrom = p.knownOn(list, m.from)
		}
		if m.to != never {
			m.kto = p.knownOn(list, m.to+1)
		}
		p.put(l.code, m)
	}
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
