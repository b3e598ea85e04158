package record

import (
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// teaching are the stories that the table of evidence is estimated from. Of
// those that rules were written on, what the rules say is no evidence: there
// they are right more often than elsewhere.
var teaching = []struct {
	folder string
	seen   bool // when the rules were written
}{
	{"testdata", true},
	{"testdata/wide", true},
	{"testdata/main", true},
	{"testdata/stories/*", false},
}

// lesson is an annotated story.
type lesson struct {
	folder string
	text   []byte
	g      *gold
	seen   bool
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
			for _, a := range annotatedIn(t, folder) {
				out = append(out, lesson{folder, a.text, readGold(t, a.gold, string(a.text)), from.seen})
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
	s.note(pieces, right)
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
