package record

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"

	"parley/record/estimate"
)

var (
	update    = flag.Bool("update", false, "make record/evidence.tsv anew from the annotated stories")
	crossTest = flag.Bool("cross", false, "score the stories of each writer with a table estimated from all others")
)

// teaching are the stories that the table of evidence is estimated from. Of
// those that rules were written on, what the rules say is no evidence: there
// they are right more often than elsewhere.
var teaching = []struct {
	folder string
	seen   bool // by whoever wrote the rules
	sparse bool // not every claim is annotated
}{
	{"testdata", true, false},
	{"testdata/wide", true, false},
	{"testdata/main", true, false},
	{"testdata/stories/*", false, false},
}

// lesson is an annotated story.
type lesson struct {
	folder       string
	text         []byte
	g            *gold
	seen, sparse bool
}

func lessons(t *testing.T) []lesson {
	t.Helper()
	var out []lesson
	for _, from := range teaching {
		folders, err := filepath.Glob(from.folder)
		if err != nil {
			t.Fatal(err)
		}
		sort.Strings(folders)
		for _, folder := range folders {
			files, err := filepath.Glob(filepath.Join(folder, "*.gold.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				text, err := os.ReadFile(strings.TrimSuffix(file, ".gold.yaml") + ".txt")
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, lesson{folder, text, readGold(t, file, string(text)), from.seen, from.sparse})
			}
		}
	}
	return out
}

// school gathers the decisions of annotated stories.
type school struct {
	lesson  *lesson
	types   []typeCase
	parties []partyCase
}

type typeCase struct {
	folder string
	pieces []string
	right  [nTypes]bool
}

type partyCase struct {
	folder       string
	alternatives [][]string
	right        []bool
}

// read reads a story with the types of its annotation and notes what would
// have had to be decided.
func (s *school) read(t *testing.T, l *lesson) {
	s.lesson = l
	w := &watcher{clause: s.clause, unit: s.unit, parties: s.claim}
	if _, err := read(l.text, Options{Published: mustDay(t, l.g.Published)}, nil, w); err != nil {
		t.Fatal(err)
	}
}

// best gives the annotation that a stretch is the words of, by score; -1 for
// none. One that may be left out yields to one that may not.
func (s *school) best(score func(*goldClaim) float64, bonus float64) int {
	best, top := -1, 0.0
	for k := range s.lesson.g.Claims {
		gc := &s.lesson.g.Claims[k]
		v := score(gc)
		if v <= 0 {
			continue
		}
		if !gc.Optional {
			v += bonus
		}
		if v > top {
			best, top = k, v
		}
	}
	return best
}

// readings gives the types that the annotation allows for the words of claim
// best, and the first of them; no claim, where all readings are optional or
// there is none.
func (s *school) readings(best int, refs bool) (right [nTypes]bool, typ Type) {
	need := false
	if best >= 0 {
		b := &s.lesson.g.Claims[best]
		for k := range s.lesson.g.Claims {
			gc := &s.lesson.g.Claims[k]
			if gc.start == b.start && gc.end == b.end && (refs || gc.Type != string(MeasureRef)) {
				right[typeColumn[Type(gc.Type)]] = true
				need = need || !gc.Optional
			}
		}
	}
	right[0] = !need
	for k := 1; k < nTypes && typ == ""; k++ {
		if right[k] {
			typ = typeCodes[k].typ
		}
	}
	return right, typ
}

func (s *school) clause(d *doc, c *clause, pieces []string) Type {
	if c.lead >= c.to {
		return ""
	}
	start, end := d.toks[c.lead].start, d.toks[c.to-1].end
	best := s.best(func(gc *goldClaim) float64 {
		o, held := overlap(gc.start, gc.end, start, end), covered(gc, start, end)
		if gc.Type == string(MeasureRef) || gc.Type == string(OfferItem) || o < 0.5 && held < 0.6 {
			return 0
		}
		return o + 0.01*held
	}, 0.15)
	right, typ := s.readings(best, false)
	if !(s.lesson.sparse && right[0]) {
		s.note(pieces, right)
	}
	return typ
}

// covered is the part of an annotation that a stretch has.
func covered(gc *goldClaim, start, end int) float64 {
	return float64(min(gc.end, end)-max(gc.start, start)) / float64(gc.end-gc.start)
}

func (s *school) unit(d *doc, c *clause, u *unit, pieces []string) Type {
	start, end := d.toks[u.from].start, d.toks[u.to-1].end
	cs, ce := d.toks[c.lead].start, d.toks[c.to-1].end
	best := s.best(func(gc *goldClaim) float64 {
		o := overlap(gc.start, gc.end, start, end)
		if gc.Type == string(MeasureRef) && u.kind != "ref" || o < 0.5 || o <= overlap(gc.start, gc.end, cs, ce) {
			return 0
		}
		return o
	}, 0.1)
	right, _ := s.readings(best, u.kind == "ref")
	if s.lesson.sparse && best < 0 {
		return ""
	}
	s.note(pieces, right)
	if best < 0 {
		return ""
	}
	return Type(s.lesson.g.Claims[best].Type)
}

// note keeps a decision on a type; what rules say on stories they have seen is
// left out.
func (s *school) note(pieces []string, right [nTypes]bool) {
	tc := typeCase{folder: s.lesson.folder, right: right}
	for _, p := range pieces {
		if s.lesson.seen && (strings.HasPrefix(p, "rule=") || strings.HasPrefix(p, "second=") || strings.HasPrefix(p, "cand=") || strings.HasPrefix(p, "before=")) {
			continue
		}
		tc.pieces = append(tc.pieces, p)
	}
	s.types = append(s.types, tc)
}

// claim notes a decision on the parties of a claim.
func (s *school) claim(d *doc, cl *Claim, givers, receivers []candidate, reach []string) {
	right := map[[2]string]bool{}
	for k := range s.lesson.g.Claims {
		if gc := &s.lesson.g.Claims[k]; gc.Type == string(cl.Type) && (overlap(gc.start, gc.end, cl.Start, cl.End) >= 0.5 || covered(gc, cl.Start, cl.End) >= 0.6) {
			right[[2]string{gc.Giver, gc.Receiver}] = true
		}
	}
	pc := partyCase{folder: s.lesson.folder}
	any := false
	typ := typeCodes[typeColumn[cl.Type]].code
	byRule := func(p uint8) bool {
		return s.lesson.seen && (p == asRule || p == asOtherRule || p == asBoth || p == asTurned)
	}
	for i := range givers {
		for j := range receivers {
			g, r := &givers[i], &receivers[j]
			var ps []string
			say := func(k string) { ps = append(ps, k+" all", k+" "+typ) }
			for n, x := range []*candidate{g, r} {
				side := []string{"giver/", "receiver/"}[n]
				for _, p := range x.parts {
					if !byRule(p) {
						say(side + partNames[p])
					}
				}
				sign := x.sign
				if s.lesson.seen {
					sign &^= signRule
				}
				say(side + "sign " + itoa(int(sign)))
			}
			for _, p := range d.pairParts(cl, g.code, r.code, nil) {
				if !byRule(p) {
					say("pair/" + partNames[p])
				}
			}
			to := reachNames[d.reachOf(g.code, r.code)]
			for _, p := range reach {
				ps = append(ps, "reach/"+p+"\t"+to)
			}
			pc.alternatives = append(pc.alternatives, ps)
			ok := right[[2]string{g.code, r.code}]
			pc.right = append(pc.right, ok)
			any = any || ok
		}
	}
	if any {
		s.parties = append(s.parties, pc)
	}
}

// numbers gives numbers to pieces.
type numbers struct {
	of    map[string]int32
	names []string
}

func (n *numbers) number(p string) int32 {
	k, ok := n.of[p]
	if !ok {
		k = int32(len(n.names))
		n.of[p] = k
		n.names = append(n.names, p)
	}
	return k
}

// priors are the points that rules begin with for their own type: rules that
// no annotated story has needed keep them.
func priors() map[string]Type {
	m := map[string]Type{
		"statement.said": Statement, "statement.contested": Statement, "agreement.noun": Agreement,
		"demand.insist": Demand, "demand.again": Demand, "threat.warn": Threat, "condition.provided": Condition,
		"rationale.given": Rationale, "rationale.because": Rationale, "rationale.since": Rationale, "rationale.considering": Rationale,
		"ref.alias": MeasureRef, "ref.goods": MeasureRef, "ref.duty": MeasureRef,
	}
	for _, r := range ruleTable {
		m[r.id] = r.typ
	}
	for id, r := range defaultRules {
		m[id] = r.typ
	}
	return m
}

// estimateTable makes a table from the decisions of all folders but one.
func (s *school) estimateTable(without string) *evidenceTable {
	t := &evidenceTable{}
	s.estimateTypes(without, t)
	s.estimateParties(without, t)
	t.types.build()
	t.reach.build()
	return t
}

// priorPoints are what a rule's own type begins with, in log odds.
const priorPoints = 4.0

// fewest is how often a piece must have been said to be in the table.
const fewest = 3

func (s *school) estimateTypes(without string, t *evidenceTable) {
	count := map[string]int{}
	var often [nTypes]float64
	for i := range s.types {
		if c := &s.types[i]; c.folder != without {
			for _, p := range c.pieces {
				count[p]++
			}
			for k, ok := range c.right {
				if ok {
					often[k]++
				}
			}
		}
	}
	most := 0.0
	for _, n := range often[1:] {
		most = max(most, n)
	}
	num := numbers{of: map[string]int32{}}
	var cases []estimate.Case
	for i := range s.types {
		c := &s.types[i]
		if c.folder == without {
			continue
		}
		ec := estimate.Case{Right: append([]bool(nil), c.right[:]...), Weight: 1}
		for _, p := range c.pieces {
			if count[p] >= fewest {
				ec.Pieces = append(ec.Pieces, num.number(p))
			}
		}
		if !c.right[0] { // rare types count a little more
			n := 0.0
			for k, ok := range c.right {
				if ok {
					n = max(n, often[k])
				}
			}
			ec.Weight = math.Pow(most/n, 0.3)
		}
		cases = append(cases, ec)
	}
	rules := priors()
	for id := range rules {
		count["rule="+id] = fewest
	}
	var ids []string
	for id := range rules {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		num.number("rule=" + id)
	}
	prior := make([][]float64, len(num.names))
	for p, n := range num.names {
		prior[p] = make([]float64, nTypes)
		if id, ok := strings.CutPrefix(n, "rule="); ok {
			if typ, ok := rules[id]; ok {
				prior[p][typeColumn[typ]] = priorPoints
				if strings.HasPrefix(id, "default.") || strings.HasPrefix(id, "statement.") {
					prior[p][typeColumn[typ]] = priorPoints / 2
				}
			}
		}
	}
	w := estimate.Types(cases, prior, nTypes, estimate.Settings{Passes: 10, Step: 0.06, Penalty: 0.01})
	for p, name := range num.names {
		row := new([nTypes]int16)
		some := false
		// What a piece says for all types alike decides nothing.
		sorted := append([]float64(nil), w[p]...)
		sort.Float64s(sorted)
		for k, v := range w[p] {
			row[k] = points(v-sorted[nTypes/2], 0.1)
			some = some || row[k] != 0
		}
		switch name { // finding a claim is worth more than silence: see docs/record.md
		case "any":
			row[0] -= 100
		case "unit":
			row[0] -= 30
		case "unit=ref":
			row[0] -= 60
		}
		if some {
			t.types.add(name)
			t.typeRows = append(t.typeRows, *row)
		}
	}
}

// points are hundredths; what is less than least is nothing.
func points(v, least float64) int16 {
	if math.Abs(v) < least {
		return 0
	}
	return int16(math.Round(100 * v))
}

func (s *school) estimateParties(without string, t *evidenceTable) {
	count := map[string]int{}
	for i := range s.parties {
		if c := &s.parties[i]; c.folder != without {
			for _, p := range c.alternatives[0] {
				if strings.HasPrefix(p, "reach/") {
					p, _, _ = strings.Cut(p, "\t")
					count[p]++
				}
			}
		}
	}
	num := numbers{of: map[string]int32{}}
	var cases []estimate.Choice
	for i := range s.parties {
		c := &s.parties[i]
		if c.folder == without {
			continue
		}
		ec := estimate.Choice{Right: c.right}
		for _, ps := range c.alternatives {
			var alt []int32
			for _, p := range ps {
				if q, _, _ := strings.Cut(p, "\t"); !strings.HasPrefix(p, "reach/") || count[q] >= fewest {
					alt = append(alt, num.number(p))
				}
			}
			ec.Alternatives = append(ec.Alternatives, alt)
		}
		cases = append(cases, ec)
	}
	w := estimate.Choices(cases, len(num.names), estimate.Settings{Passes: 10, Step: 0.1, Penalty: 0.03})
	rowOf := map[string]int{}
	column := map[string]int{"all": 0}
	for i, c := range typeCodes[1:] {
		column[c.code] = i + 1
	}
	for p, name := range num.names {
		v := points(w[p], 0.05)
		if v == 0 {
			continue
		}
		if rest, ok := strings.CutPrefix(name, "reach/"); ok {
			piece, to, _ := strings.Cut(rest, "\t")
			at, ok := rowOf[piece]
			if !ok {
				at = len(t.reachRows)
				rowOf[piece] = at
				t.reach.add(piece)
				t.reachRows = append(t.reachRows, [nReach]int16{})
			}
			for k, n := range reachNames {
				if n == to {
					t.reachRows[at][k] = v
				}
			}
			continue
		}
		section, rest, _ := strings.Cut(name, "/")
		side := map[string]*sideTable{"giver": &t.giver, "receiver": &t.receiver, "pair": &t.pair}[section]
		k := strings.LastIndexByte(rest, ' ')
		part, col := rest[:k], column[rest[k+1:]]
		if n, ok := strings.CutPrefix(part, "sign "); ok {
			for i := range side.sign {
				if itoa(i) == n {
					side.sign[i][col] = v
				}
			}
			continue
		}
		for i, n := range partNames {
			if n == part {
				side.part[i][col] = v
			}
		}
	}
}

// TestEvidenceTable holds that evidence.tsv is what the annotated stories
// give; with -update it writes the table anew.
func TestEvidenceTable(t *testing.T) {
	if runtime.GOARCH != "amd64" && !*update {
		t.Skip("sums round differently on " + runtime.GOARCH)
	}
	ls := lessons(t)
	s := &school{}
	for i := range ls {
		s.read(t, &ls[i])
	}
	t.Logf("%d stories, %d decisions on types, %d on parties", len(ls), len(s.types), len(s.parties))
	var b bytes.Buffer
	if err := s.estimateTable("").write(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("evidence.tsv", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != evidenceTSV {
		t.Errorf("record/evidence.tsv is not what the stories of testdata give; run go test ./record -run TestEvidenceTable -update and read the diff")
	}
}

// TestCross scores the stories of each writer with a table that is estimated
// from those of all others: what to expect of writers that nobody has read.
func TestCross(t *testing.T) {
	if !*crossTest {
		t.Skip("takes minutes; ask for it with -cross")
	}
	ls := lessons(t)
	s := &school{}
	for i := range ls {
		s.read(t, &ls[i])
	}
	all, plain := newTally(), newTally()
	folders, _ := filepath.Glob("testdata/stories/w*")
	for _, folder := range folders {
		table := s.estimateTable(folder)
		mine, rules := newTally(), newTally()
		for i := range ls {
			l := &ls[i]
			if l.folder != folder {
				continue
			}
			for _, by := range []struct {
				table *evidenceTable
				sum   *tally
			}{{table, mine}, {nil, rules}} {
				r, err := read(l.text, Options{Published: mustDay(t, l.g.Published)}, by.table, nil)
				if err != nil {
					t.Fatal(err)
				}
				by.sum.add(scoreLenient(r, l.g, func(string, ...any) {}))
			}
		}
		t.Logf("%s: F1 %.3f (precision %.3f, recall %.3f); the rules alone %.3f", folder, mine.f1(), mine.precision(), mine.recall(), rules.f1())
		all.add(mine)
		plain.add(rules)
	}
	report(t, "each writer by all others", all)
	t.Logf("the rules alone: F1 %.3f", plain.f1())
}
