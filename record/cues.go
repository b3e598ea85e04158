package record

import "strings"

// Cue is what words do in a negotiation: an entry of the register of cues.
type Cue struct {
	Sourced    `yaml:",inline"`
	ID         string `yaml:"id"`
	Meaning    string `yaml:"meaning"`
	Verbs      string `yaml:"verbs"` // parted by semicolons, as all that follow; "turn ... down" lets an object stand between
	Nouns      string `yaml:"nouns"` // singular; the regular plural is meant too
	Adjectives string `yaml:"adjectives"`
	Phrases    string `yaml:"phrases"` // as they stand in print
}

// cueNode is a step of the phrases of the cues.
type cueNode struct {
	next map[string]*cueNode
	gap  *cueNode // an object may stand here
	ends []int16  // cues that end here
}

// cueTree finds cues by their first word: by lemma for verbs, as they stand
// for all others.
type cueTree struct {
	ids   []string
	verbs map[string]*cueNode
	words map[string]*cueNode
	forms map[string]verbInfo // of the verbs; without a form where the verb is only the first part of a compound
}

func newCueTree(cues []Cue) *cueTree {
	t := &cueTree{verbs: map[string]*cueNode{}, words: map[string]*cueNode{}, forms: map[string]verbInfo{}}
	for n := range cues {
		c := &cues[n]
		t.ids = append(t.ids, c.ID)
		each(c.Verbs, func(v string) { t.add(t.verbs, v, int16(n), true) })
		each(c.Nouns, func(w string) {
			t.add(t.words, w, int16(n), false)
			t.add(t.words, thirdOf(w), int16(n), false) // the plural is formed like the verb in -s
		})
		each(c.Adjectives, func(w string) { t.add(t.words, w, int16(n), false) })
		each(c.Phrases, func(w string) { t.add(t.words, w, int16(n), false) })
	}
	return t
}

// each calls f with the entries of a list that semicolons part.
func each(list string, f func(string)) {
	for list != "" {
		var w string
		w, list, _ = strings.Cut(list, ";")
		if w = strings.TrimSpace(w); w != "" {
			f(w)
		}
	}
}

// add puts a phrase of a cue into the tree.
func (t *cueTree) add(root map[string]*cueNode, phrase string, cue int16, verb bool) {
	var node *cueNode
	first := true
	var toks []token
	for rest := phrase; rest != ""; {
		var w string
		w, rest, _ = strings.Cut(rest, " ")
		if w == "..." {
			if node == nil {
				return
			}
			if node.gap == nil {
				node.gap = &cueNode{}
			}
			node = node.gap
			continue
		}
		toks = scan(w, 0, len(w), toks[:0])
		for i := range toks {
			key := toks[i].low
			m := root
			if first {
				if verb {
					t.inflect(key, key == w && len(key) > 2 && key != "not")
				}
			} else {
				if node.next == nil {
					node.next = map[string]*cueNode{}
				}
				m = node.next
			}
			if m[key] == nil {
				m[key] = &cueNode{}
			}
			node, first = m[key], false
		}
	}
	if node == nil {
		return
	}
	for _, e := range node.ends {
		if e == cue {
			return
		}
	}
	node.ends = append(node.ends, cue)
}

// inflect notes the forms of a verb; plain says that it stands for itself.
func (t *cueTree) inflect(v string, plain bool) {
	p, pp := pastOf(v), pastOf(v)
	if doubling[v] {
		p = v + v[len(v)-1:] + "ed"
		pp = p
	}
	if irr, ok := irregular[v]; ok {
		p, pp = irr[0], irr[1]
	}
	for _, f := range []struct {
		word string
		form form
	}{{v, base}, {thirdOf(v), third}, {p, past}, {pp, part}, {ingOf(v), ing}} {
		if !plain {
			f.form = 0
		}
		have, ok := t.forms[f.word]
		if !ok || f.word == v || have.lemma == v {
			t.forms[f.word] = verbInfo{v, have.form | f.form}
		}
	}
}

// at gives the cues that begin at token i and end before to. The bytes of out
// are used again.
func (t *cueTree) at(toks []token, i, to int, out []int16) []int16 {
	tok := &toks[i]
	if tok.cueVerb != nil {
		out = t.walk(tok.cueVerb, toks, i+1, to, out)
	}
	if tok.cueWord != nil {
		out = t.walk(tok.cueWord, toks, i+1, to, out)
	}
	return out
}

// walk adds the cues of the longest phrase that goes on at i; an object of
// four words at most may stand in a gap.
func (t *cueTree) walk(n *cueNode, toks []token, i, to int, out []int16) []int16 {
	for i < to && toks[i].kind == quoteMark {
		i++
	}
	if i < to {
		m := n.next[toks[i].low]
		if m == nil && toks[i].lem != toks[i].low {
			m = n.next[toks[i].lem]
		}
		if m != nil {
			k := len(out)
			if out = t.walk(m, toks, i+1, to, out); len(out) > k {
				return out
			}
		}
	}
	if n.gap != nil {
		for j := i; j < to && j < i+5; j++ {
			if m := n.gap.next[toks[j].low]; m != nil {
				k := len(out)
				if out = t.walk(m, toks, j+1, to, out); len(out) > k {
					return out
				}
			}
			if toks[j].kind == punct {
				break
			}
		}
	}
	return append(out, n.ends...)
}
