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
	crossTest = flag.Bool("cross", false, "score the stories of each batch with a table estimated from all others")
)

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

// TestCross scores the stories of each batch with a table that is estimated
// from those of all others: what to expect of prose that nobody has read.
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
	report(t, "each batch by all others", all)
	t.Logf("the rules alone: F1 %.3f", plain.f1())
}
