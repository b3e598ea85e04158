package record

import (
	"strconv"
	"strings"
)

// A pattern is a row of elements over the words of a clause:
//
//	word        the word itself, folded
//	~verb       any form of the verb
//	[class]     any word of a class of lexicon.go
//	(a|~b|[c])  one of these
//	{n}         a gap of at most n words, none of them a full stop
//	@P          a party; @A any actor; @G a good
//	^           the beginning of the clause
//	!x          the next word is not x (looks, does not take)
//	x?          may be missing
type pattern struct {
	src   string
	elems []elem
}

type elem struct {
	alts     []alt
	words    wordSet // single words and classes, by the word itself
	lemmas   wordSet // verbs, in any form that is no noun here
	classes  wordSet // classes, by the lemma of a verb
	slow     bool    // has rows of words, actors or goods too
	gap      int     // >0: a gap
	not      bool
	optional bool
	begin    bool
}

type alt struct {
	word  string
	words []string // several words in a row
	lemma string
	class map[string]bool
	kind  byte // 'P', 'A', 'G' or 0
}

func compile(src string) pattern {
	p := pattern{src: src}
	for _, w := range patternWords(src) {
		var e elem
		if w == "{0}" {
			continue
		}
		if w == "^" {
			e.begin = true
			p.elems = append(p.elems, e)
			continue
		}
		if strings.HasPrefix(w, "{") {
			n, err := strconv.Atoi(strings.Trim(w, "{}"))
			if err != nil {
				panic("record: bad pattern " + src)
			}
			e.gap = n
			p.elems = append(p.elems, e)
			continue
		}
		if strings.HasPrefix(w, "!") {
			e.not = true
			w = w[1:]
		}
		if strings.HasSuffix(w, "?") {
			e.optional = true
			w = strings.TrimSuffix(w, "?")
		}
		for _, a := range strings.Split(strings.Trim(w, "()"), "|") {
			switch {
			case strings.Contains(a, " "):
				e.alts = append(e.alts, alt{words: strings.Fields(a)})
			case strings.HasPrefix(a, "~"):
				l := a[1:]
				e.alts = append(e.alts, alt{lemma: l})
			case strings.HasPrefix(a, "["):
				c := classes[strings.Trim(a, "[]")]
				if c == nil {
					panic("record: unknown class in pattern " + src)
				}
				e.alts = append(e.alts, alt{class: c})
			case a == "@P" || a == "@A" || a == "@G":
				e.alts = append(e.alts, alt{kind: a[1]})
			default:
				e.alts = append(e.alts, alt{word: a})
			}
		}
		e.index()
		p.elems = append(p.elems, e)
	}
	return p
}

// index numbers the words of an element, so that a token is compared by its
// number and not by its letters.
func (e *elem) index() {
	for _, a := range e.alts {
		switch {
		case a.words != nil || a.kind != 0:
			e.slow = true
		case a.class != nil:
			for w := range a.class {
				e.words.add(wordID(w))
				e.classes.add(wordID(w))
			}
		case a.lemma != "":
			e.lemmas.add(wordID(a.lemma))
		case a.word != "":
			e.words.add(wordID(a.word))
		}
	}
}

// wordSet is a set of numbered words.
type wordSet []uint64

func (s *wordSet) add(id int32) {
	for int(id>>6) >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[id>>6] |= 1 << (id & 63)
}

func (s wordSet) has(id int32) bool { return int(id>>6) < len(s) && s[id>>6]&(1<<(id&63)) != 0 }

// vocabulary numbers the words that the rules name, from 1; kinds says by
// number what thing or act a noun names.
var (
	vocabulary = map[string]int32{}
	kinds      []nounKind
)

// nounKind is what a noun of the rules stands for.
type nounKind struct {
	thing thing
	act   sense
}

// numberNouns gives the nouns of senses.go their numbers and kinds.
func numberNouns() {
	for w := range thingKinds {
		wordID(w)
	}
	for w := range nounSense {
		wordID(w)
	}
	kinds = make([]nounKind, len(vocabulary)+1)
	for w, id := range vocabulary {
		kinds[id] = nounKind{thingKinds[w], nounSense[w]}
	}
}

// wordID numbers a word of the rules.
func wordID(w string) int32 {
	id, ok := vocabulary[w]
	if !ok {
		id = int32(len(vocabulary) + 1)
		vocabulary[w] = id
	}
	return id
}

// match tries the pattern from token i of the clause; it gives the end of
// what it took, or -1.
func (d *doc) match(p *pattern, c *clause, i int) int {
	return d.matchFrom(p.elems, c, i)
}

func (d *doc) matchFrom(es []elem, c *clause, i int) int {
	if len(es) == 0 {
		return i
	}
	e := &es[0]
	switch {
	case e.begin:
		if i != c.lead && i != c.from {
			return -1
		}
		return d.matchFrom(es[1:], c, i)
	case e.gap > 0:
		for n := 0; n <= e.gap && i+n <= c.to; n++ {
			if m := d.matchFrom(es[1:], c, i+n); m >= 0 {
				return m
			}
			if i+n < c.to && (d.toks[i+n].low == "." || d.toks[i+n].low == ";") && d.toks[i+n].kind == punct {
				return -1
			}
		}
		return -1
	case e.not:
		if i < c.to && d.one(e, i) > 0 {
			return -1
		}
		return d.matchFrom(es[1:], c, i)
	}
	if i < c.to {
		if d.toks[i].kind == quoteMark {
			if m := d.matchFrom(es, c, i+1); m >= 0 {
				return m
			}
		}
		if n := d.one(e, i); n > 0 {
			if m := d.matchFrom(es[1:], c, i+n); m >= 0 {
				return m
			}
		}
	}
	if e.optional {
		return d.matchFrom(es[1:], c, i)
	}
	return -1
}

// one gives how many tokens an element takes at i, or 0.
func (d *doc) one(e *elem, i int) int {
	t := &d.toks[i]
	if t.wid != 0 && e.words.has(t.wid) || t.form != 0 && t.lid != 0 && (e.classes.has(t.lid) || e.lemmas.has(t.lid) && !d.nounReading(i)) {
		return 1
	}
	if !e.slow {
		return 0
	}
	for k := range e.alts {
		a := &e.alts[k]
		switch {
		case a.words != nil:
			if d.row(a.words, i) {
				return len(a.words)
			}
		case a.kind == 'P':
			if ac := d.actorFrom(i); ac != nil && ac.party != "" {
				return ac.to - ac.from
			}
		case a.kind == 'A':
			if ac := d.actorFrom(i); ac != nil {
				return ac.to - ac.from
			}
		case a.kind == 'G':
			if n, _ := d.reg.names.find(d.toks, i, len(d.toks), isGood); n > 0 {
				return n
			}
		}
	}
	return 0
}

// nounReading says whether a word that could be a verb is a noun or an
// adjective here: a determiner or a preposition stands before a bare form ("a
// lower rate", "for review").
func (d *doc) nounReading(i int) bool {
	t := &d.toks[i]
	if t.form&(past|part|ing) != 0 && t.form&(base|third) == 0 || i == 0 {
		return false
	}
	p := &d.toks[i-1]
	if p.kind == number {
		return t.form&third != 0
	}
	if p.kind != word || p.end < t.start-3 {
		return false
	}
	return nounBefore[p.low]
}

var nounBefore = setOf("a an the this its his her their our any such each every 's of for in with at by from on even much no further another new more less some two three four five six several many")

// row says whether the words stand at token i; a word may name a verb (~).
func (d *doc) row(words []string, i int) bool {
	if i+len(words) > len(d.toks) {
		return false
	}
	for k, w := range words {
		t := &d.toks[i+k]
		if strings.HasPrefix(w, "~") && !(t.form != 0 && t.lem == w[1:]) || !strings.HasPrefix(w, "~") && t.low != w {
			return false
		}
	}
	return true
}

// patternWords splits a pattern at spaces outside brackets.
func patternWords(src string) []string {
	var out []string
	depth, start := 0, -1
	for i := 0; i <= len(src); i++ {
		switch {
		case i == len(src) || src[i] == ' ' && depth == 0:
			if start >= 0 {
				out = append(out, src[start:i])
			}
			start = -1
			continue
		case src[i] == '(':
			depth++
		case src[i] == ')':
			depth--
		}
		if start < 0 {
			start = i
		}
	}
	return out
}

func isGood(h hit) bool { return h.kind == hitGood }

// keys gives the words with which the pattern can begin, or nil when it can
// begin with anything.
func (p *pattern) keys() []string {
	for _, e := range p.elems {
		if e.begin {
			continue
		}
		if e.gap > 0 || e.optional || e.not {
			return nil
		}
		var out []string
		for _, a := range e.alts {
			switch {
			case a.words != nil:
				out = append(out, a.words[0])
			case a.word != "":
				out = append(out, a.word)
			case a.lemma != "":
				out = append(out, "~"+a.lemma)
			case a.class != nil:
				for w := range a.class {
					out = append(out, w, "~"+w)
				}
			default:
				return nil
			}
		}
		return out
	}
	return nil
}
