package record

import (
	"sort"
	"strings"
	"sync"
)

// compiled rules and an index from the first word of a pattern to rules.
type compiledRule struct {
	*rule
	pats, unless []pattern
}

type ruleIndex struct {
	rules  []compiledRule
	words  [][][2]int // number of a first word -> (rule, pattern)
	verbs  [][][2]int // number of a first verb -> (rule, pattern)
	always [][2]int
	byID   map[string]int
}

var ruleSet = sync.OnceValue(func() *ruleIndex {
	ix := &ruleIndex{byID: map[string]int{}}
	put := func(to *[][][2]int, w string, rp [2]int) {
		id := int(wordID(w))
		for id >= len(*to) {
			*to = append(*to, nil)
		}
		(*to)[id] = append((*to)[id], rp)
	}
	for i := range ruleTable {
		r := compiledRule{rule: &ruleTable[i]}
		ix.byID[r.id] = i
		for k, p := range ruleTable[i].pats {
			c := compile(p)
			r.pats = append(r.pats, c)
			keys := c.keys()
			if keys == nil {
				ix.always = append(ix.always, [2]int{i, k})
			}
			for _, w := range keys {
				if v, ok := strings.CutPrefix(w, "~"); ok {
					put(&ix.verbs, v, [2]int{i, k})
				} else {
					put(&ix.words, w, [2]int{i, k})
				}
			}
		}
		for _, p := range ruleTable[i].unless {
			r.unless = append(r.unless, compile(p))
		}
		ix.rules = append(ix.rules, r)
	}
	numberNouns()
	return ix
})

// found is a rule that matched in a clause.
type found struct {
	rule     *compiledRule
	from, to int
	weight   int
	act      bool // by the verbs of the clause
}

// candidates gives the rules that match a clause, heaviest first; of one
// rule only the first place.
func (d *doc) candidates(c *clause) []found {
	ix := ruleSet()
	if d.best == nil {
		d.best = make([]found, len(ix.rules))
	}
	best := d.best
	clear(best)
	try := func(rp [2]int, i int) {
		if best[rp[0]].rule != nil {
			return
		}
		r := &ix.rules[rp[0]]
		if end := d.match(&r.pats[rp[1]], c, i); end > i {
			best[rp[0]] = found{rule: r, from: i, to: end, weight: r.weight}
		}
	}
	for i := c.lead; i < c.to; i++ {
		t := &d.toks[i]
		if t.kind == quoteMark {
			continue
		}
		if int(t.wid) < len(ix.words) {
			for _, rp := range ix.words[t.wid] {
				try(rp, i)
			}
		}
		if t.form != 0 {
			if int(t.lid) < len(ix.verbs) {
				for _, rp := range ix.verbs[t.lid] {
					try(rp, i)
				}
			}
		}
		for _, rp := range ix.always {
			try(rp, i)
		}
	}
	id, at := d.act(c)
	for k := range best {
		if best[k].rule != nil && !d.anchored(c, best[k]) {
			best[k] = found{}
		}
	}
	if id != "" {
		k := ix.byID[id]
		w := ix.rules[k].weight
		if !strings.HasPrefix(id, "act.") {
			w = 889
		}
		best[k] = found{&ix.rules[k], at, min(at+1, c.to), w, true}
	}
	var out []found
	for _, f := range best {
		if f.rule != nil && !d.forbidden(f.rule, c) {
			out = append(out, f)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].weight != out[j].weight {
			return out[i].weight > out[j].weight
		}
		if out[i].from != out[j].from {
			return out[i].from < out[j].from
		}
		return out[i].rule.id < out[j].rule.id
	})
	return out
}

// anchored says whether the words of a pattern hold a verb that carries the
// clause: its main verb, what completes it, or another finite verb outside
// relative clauses. Words in the object alone do not say what a clause does.
func (d *doc) anchored(c *clause, f found) bool {
	switch f.rule.typ {
	case MeasureAct, Demand, Commitment, Implement, Offer, Round:
	default:
		return true
	}
	any := false
	for i := range d.gbuf {
		g := &d.gbuf[i]
		if g.part || g.ger && !c.inherit && i > 0 && (!d.gbuf[i-1].finite || g.from > d.gbuf[i-1].head+3) {
			continue
		}
		if g.finite && d.inRelative(c.main, g.from) && g.from > c.main+1 || g.inf && i > 0 && d.gbuf[i-1].part {
			continue
		}
		any = true
		if g.from < f.to && g.head >= f.from {
			return true
		}
	}
	return !any
}

// forbidden says whether a pattern that excludes the rule matches.
func (d *doc) forbidden(r *compiledRule, c *clause) bool {
	for k := range r.unless {
		for i := c.lead; i < c.to; i++ {
			if d.match(&r.unless[k], c, i) > i {
				return true
			}
		}
	}
	return false
}
