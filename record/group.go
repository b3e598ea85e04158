package record

import "strings"

// group is a verb with its auxiliaries: "has repeatedly been asked".
type group struct {
	from, head int    // tokens: the first auxiliary or "to", and the main verb
	lem        string // lemma of the main verb; "be" and "have" when they stand alone
	modal      string // will, would, may, can, must, or empty
	neg        bool
	passive    bool
	perfect    bool
	past       bool
	finite     bool
	inf        bool // "to lower"
	ger        bool // "lowering", without an auxiliary
	part       bool // "lowered", without one
	adj        int  // adjective of a copula, or -1: "is ready"
}

// modals by what they mean.
var modals = map[string]string{
	"will": "will", "shall": "will", "won't": "will", "we'll": "will", "they'll": "will", "i'll": "will", "he'll": "will", "she'll": "will", "it'll": "will",
	"would": "would", "wouldn't": "would", "may": "may", "might": "may", "could": "may", "couldn't": "can",
	"can": "can", "cannot": "can", "can't": "can", "must": "must", "mustn't": "must", "should": "must", "shouldn't": "must", "ought": "must",
}

// contracted auxiliaries that hold their subject.
var contracted = setOf("it's we're they're i'm he's she's that's we've we'll they'll i'll he'll she'll it'll")

// groups lists the verb groups of a stretch of tokens, in order.
func (d *doc) groups(from, to int, out []group) []group {
	t := d.toks
	finite := false // a finite verb has been seen in this stretch
	for i := from; i < to; {
		w := &t[i]
		if w.kind != word || d.inActor(i) && !contracted[w.low] {
			if w.kind == punct && (w.low == "," || w.low == ";") {
				finite = false
			}
			i++
			continue
		}
		if w.low == "that" || w.low == "which" || w.low == "who" || w.low == "and" || w.low == "but" || w.low == "if" || w.low == "unless" || w.low == "until" || w.low == "when" || w.low == "while" {
			finite = false
		}
		if w.low == "to" {
			if k := d.afterAdverbs(i+1, to); k < to && t[k].form&base != 0 && t[k].kind == word && !d.inActor(k) {
				g, next := d.auxGroup(i, k, to)
				g.inf, g.finite = true, false
				out = append(out, g)
				i = next
				continue
			}
			i++
			continue
		}
		if auxiliaries[w.low] != 0 && !(w.low == "may" && w.cap && i > from) {
			g, next := d.auxGroup(i, i, to)
			g.finite = w.low != "being" && w.low != "having" && w.low != "been" && (w.low != "be" || i > from)
			g.ger = w.low == "being" || w.low == "having"
			finite = finite || g.finite
			out = append(out, g)
			i = next
			continue
		}
		if w.form == 0 || w.low == "last" || w.low == "sides" || w.low == "side" || w.low == "mandates" || w.low == "mandate" || w.cap && i > from && w.quote == t[i-1].quote && !w.upper {
			i++
			continue
		}
		g := group{from: i, head: i, lem: w.lem, adj: -1}
		switch {
		case w.form&ing != 0:
			g.ger = true
			if d.nounBefore(i) && !(t[i-1].low == "of" || t[i-1].low == "for" || t[i-1].low == "in" || t[i-1].low == "with" || t[i-1].low == "at" || t[i-1].low == "by" || t[i-1].low == "from" || t[i-1].low == "on") {
				i++
				continue
			}
		case w.form&(past|part) != 0:
			if d.nounBefore(i) {
				i++
				continue
			}
			if d.pastHere(i, from, to, finite) {
				g.finite, g.past = true, true
			} else {
				g.part, g.passive = true, true
			}
		case w.form&third != 0:
			if !d.thirdHere(i, from, to) {
				i++
				continue
			}
			g.finite = true
		default:
			if !d.baseHere(i, from, to) {
				i++
				continue
			}
			g.finite = true
		}
		finite = finite || g.finite
		if g.finite && (g.lem == "remain" || g.lem == "stay" || g.lem == "stand" || g.lem == "feel") {
			if g, _ = g.close(d, i+1, to, true, false); g.adj < 0 {
				g.lem = w.lem
			}
		}
		out = append(out, g)
		i++
	}
	// "The order signed on 2 April keeps": of two finite verbs with nothing
	// to join them the first, if it can be a participle, is one.
	for k := 0; k+1 < len(out); k++ {
		g, n := &out[k], &out[k+1]
		if !g.finite || !n.finite || g.from != g.head || t[g.head].form&part == 0 || t[g.head].form&past == 0 {
			continue
		}
		joined := false
		for i := g.head + 1; i < n.from; i++ {
			w := t[i].low
			joined = joined || w == "," || w == "and" || w == "but" || w == "or" || relatives[w] || t[i].kind == quoteMark || t[i].kind == punct
		}
		if !joined && (n.from != n.head || t[n.head].form&part == 0) {
			g.finite, g.past, g.part, g.passive = false, false, true, true
		}
	}
	return out
}

// auxGroup reads a group that begins at from; i is the first word that can be
// an auxiliary or the verb.
func (d *doc) auxGroup(from, i, to int) (group, int) {
	t := d.toks
	g := group{from: from, head: i, adj: -1}
	be, have := false, false
	for k := from - 1; k >= 0 && k >= from-2 && t[k].kind == word; k-- {
		if t[k].low == "not" || t[k].low == "never" {
			g.neg = true
		}
		if t[k].low == "no" || t[k].low == "neither" || t[k].low == "nor" {
			g.neg = true
		}
	}
	k := i
	for k < to {
		w := &t[k]
		switch {
		case w.kind == quoteMark:
			k++
			continue
		case w.kind != word:
			// "has, so far, not given": a parenthesis inside the group.
			if w.low == "," && (have || be || g.modal != "") {
				for q := k + 2; q < k+8 && q+1 < to; q++ {
					if t[q].low == "," {
						if n := &t[q+1]; n.low == "not" || n.low == "never" || have && n.form&part != 0 || g.modal != "" && n.form&base != 0 {
							k = q
						}
						break
					}
				}
				if t[k].low == "," && k > 0 && w != &t[k] {
					k++
					continue
				}
			}
			return g.close(d, k, to, be, have)
		case modals[w.low] != "":
			g.modal = modals[w.low]
			g.neg = g.neg || classes["not"][w.low]
			g.past = g.past || w.low == "would" || w.low == "could"
		case w.low == "be" || w.low == "been" || w.low == "being" || classes["be"][w.low]:
			be = true
			g.head, g.lem = k, "be"
			g.past = g.past || w.low == "was" || w.low == "were" || w.low == "wasn't" || w.low == "weren't"
			g.neg = g.neg || classes["not"][w.low]
		case w.low == "has" || w.low == "have" || w.low == "had" || w.low == "having" || w.low == "hasn't" || w.low == "haven't" || w.low == "hadn't" || w.low == "we've":
			if be {
				return g.close(d, k, to, be, have)
			}
			have = true
			g.head, g.lem = k, "have"
			g.past = g.past || w.low == "had" || w.low == "hadn't"
			g.neg = g.neg || classes["not"][w.low]
		case w.low == "do" || w.low == "does" || w.low == "did" || w.low == "don't" || w.low == "doesn't" || w.low == "didn't":
			g.head, g.lem = k, "do"
			g.past = g.past || w.low == "did" || w.low == "didn't"
			g.neg = g.neg || classes["not"][w.low]
		case w.low == "not" || w.low == "never":
			g.neg = true
		case w.low == "yet" && have && k+1 < to && t[k+1].low == "to":
			g.neg, g.past, have = true, true, false // "has yet to be signed"
			k++
		case w.low == "to" && have && !be && k+1 < to && t[k+1].form&base != 0 && k == g.head+1:
			g.modal, have = "must", false // "has to pay"
		case adverb(w) || midAdverbs[w.low] && !(be && (w.low == "all" || w.low == "both")):
		case d.inActor(k):
			return g.close(d, k, to, be, have)
		case (w.low == "in" || w.low == "at" || w.low == "for" || w.low == "of") && k+1 < to && asides[t[k+1].low]:
			k++ // "had in effect halted"
		case w.low == "on" && have && !be:
			// "had on April 2 announced"
			if n, _ := timeAt(t, k, to); n > 0 && k+n < to && t[k+n].form&part != 0 {
				k += n
				continue
			}
			return g.close(d, k, to, be, have)
		default:
			switch {
			case be && (w.low == "opposed" || badWords[w.low] || goodWords[w.low] || readyWords[w.low] || unreadyWords[w.low]):
				return g.close(d, k, to, be, have)
			case be && w.form&ing != 0:
				g.head, g.lem = k, w.lem
				return g, k + 1
			case be && (w.form&part != 0 || w.form == 0 && strings.HasSuffix(w.low, "ed")):
				g.head, g.lem, g.passive = k, w.lem, true
				return g, k + 1
			case be:
				return g.close(d, k, to, be, have)
			case have && (w.form&part != 0 || w.form == 0 && strings.HasSuffix(w.low, "ed")):
				g.head, g.lem, g.perfect, g.past = k, w.lem, true, true
				return g, k + 1
			case have:
				return g.close(d, k, to, be, have)
			case w.form&base != 0 || k == i:
				g.head, g.lem = k, w.lem
				return g, k + 1
			case (g.modal != "" || g.lem == "do") && w.form == 0 && !functionWords[w.low] && !w.cap:
				g.head, g.lem = k, w.low // a verb that no list has
				return g, k + 1
			}
			return g.close(d, k, to, be, have)
		}
		k++
	}
	return g.close(d, k, to, be, have)
}

// close ends a group without a main verb: a copula with its adjective, or
// "have" that possesses.
func (g group) close(d *doc, k, to int, be, have bool) (group, int) {
	t := d.toks
	if be {
		g.lem = "be"
		for j := k; j < to && j < k+4; j++ {
			if t[j].kind == quoteMark {
				continue
			}
			if t[j].kind != word || t[j].low == "to" {
				break
			}
			if readyWords[t[j].low] || unreadyWords[t[j].low] || badWords[t[j].low] || goodWords[t[j].low] || t[j].low == "opposed" {
				g.adj = j
				break
			}
			if !adverb(&t[j]) && t[j].low != "more" && t[j].low != "very" {
				break
			}
		}
	}
	g.perfect = g.perfect || have && be
	return g, max(k, g.head+1)
}

// measuring words stand before a number and are no heads: "up to 100,000
// cars".
var measuring = setOf("up least most about around over more less than some many few several under nearly")

// asides close a phrase that stands inside a verb group: "in effect".
var asides = setOf("effect fact turn part principle practice essence addition least last times first now example course present")

// midAdverbs stand between an auxiliary and its verb without -ly.
var midAdverbs = setOf("also still now soon again once just then therefore however all both meanwhile already thus instead never long often since twice even ever perhaps almost always so far only")

func adverb(w *token) bool {
	return strings.HasSuffix(w.low, "ly") && w.form == 0 && len(w.low) > 4 && w.low != "supply" && w.low != "july" && w.low != "italy" && w.low != "ally" && w.low != "assembly"
}

// afterAdverbs skips adverbs and quotation marks from i.
func (d *doc) afterAdverbs(i, to int) int {
	for i < to && (d.toks[i].kind == quoteMark || d.toks[i].kind == word && (adverb(&d.toks[i]) || d.toks[i].low == "also" || d.toks[i].low == "not")) {
		i++
	}
	return i
}

// nounBefore says whether what stands before a word makes it a noun or an
// adjective: an article, a possessive, a number, an adjective.
func (d *doc) nounBefore(i int) bool {
	if i == 0 {
		return false
	}
	p := &d.toks[i-1]
	return p.kind == word && nounBefore[p.low] || p.kind == number && d.toks[i].glued
}

// pastHere says whether a form that ends in -ed is the past tense: it has a
// subject before it and no finite verb yet.
func (d *doc) pastHere(i, from, to int, finite bool) bool {
	t := d.toks
	w := &t[i]
	if w.form&part == 0 {
		return true
	}
	if finite {
		return false
	}
	if i+1 < to && t[i+1].low == "by" {
		return false
	}
	// A participle before its noun: "imposed tariffs" after nothing.
	p := i - 1
	for p >= from && (adverb(&t[p]) || t[p].low == "also" || t[p].low == "again" || t[p].low == "once" || t[p].kind == quoteMark) {
		p--
	}
	if p < from {
		return i == from || p < i-1 // a second verb of the subject before: "rejected the first"
	}
	if t[p].kind == punct {
		// "The court, in a ruling, rejected": a comma closes a parenthesis.
		for q := from; q < p && t[p].low == ","; q++ {
			if t[q].low == "," {
				return true
			}
		}
		return false
	}
	if a := d.actorEnding(p + 1); a != nil {
		return !a.attrib || a.kind == aPronoun
	}
	return t[p].kind == word && !functionWords[t[p].low] || t[p].low == "there" || t[p].kind == number || t[p].low == "and" || t[p].low == "but" || t[p].low == "who" || t[p].low == "which" || t[p].low == "that"
}

// thirdHere says whether a form in -s is the verb.
func (d *doc) thirdHere(i, from, to int) bool {
	t := d.toks
	if d.nounBefore(i) {
		return false
	}
	p := i - 1
	for p >= from && (adverb(&t[p]) || t[p].low == "also" || t[p].low == "still" || t[p].low == "again" || t[p].low == "now" || t[p].kind == quoteMark) {
		p--
	}
	if p < from {
		return p < i-1 || !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	if a := d.actorEnding(p + 1); a != nil {
		if a.kind == aPronoun || !a.attrib && p < i-1 {
			return true
		}
		return !a.attrib && (!nounVerbs[t[i].low] || d.verbReading(i, to))
	}
	if t[p].kind == word && (strings.HasSuffix(t[p].low, "s") && !strings.HasSuffix(t[p].low, "ss") && !t[p].cap && t[p].low != "'s") {
		// A plural before it is no singular subject, unless it only belongs to
		// one: "a list of derivatives pays".
		q := p - 1
		for q > from && t[q].kind == word && !prepositions[t[q].low] && !functionWords[t[q].low] {
			q--
		}
		return q > from && prepositions[t[q].low] && !nounVerbs[t[i].low]
	}
	if t[p].kind == word && prepositions[t[p].low] {
		return false
	}
	if pluralNouns[t[i].low] {
		return t[p].kind != number && i+1 < to && t[i+1].low != "to" && t[i+1].low != "on" && t[i+1].low != "for" && d.verbReading(i, to)
	}
	if nounVerbs[t[i].low] {
		return d.verbReading(i, to)
	}
	return t[p].kind == word && t[p].low != "'s" || t[p].kind == number || t[p].kind == punct && t[p].low == ","
}

// pluralNouns are forms in -s that are nouns more often than verbs.
var pluralNouns = setOf(`tenders shares steps parts sides holds orders supports prices levels rules reviews records focuses targets points answers breaks risks views costs benefits fees
	notes letters uses issues returns changes starts ends drops lifts delays pauses links reports questions interests trips contacts tables studies grants funds rises falls increases raises hikes
	gains heads hits shifts mandates lists patents ties states details forms figures names results sources stocks bonds yields lines rounds bills acts votes terms shipments tests
	permits licenses licences documents programs programmes partners members leaders workers buys steels plants farms guarantees stakes answers appeals bids strikes comments remarks signals promises pledges`)

// baseHere says whether a bare form is the verb of a plural subject.
func (d *doc) baseHere(i, from, to int) bool {
	t := d.toks
	if d.nounBefore(i) {
		return false
	}
	if i > from+1 && t[i-1].low == "that" && prepositions[t[i-2].low] || i > from+1 && t[i-1].low == "that" && (t[i-2].low == "before" || t[i-2].low == "until") {
		return false // "before that vote"
	}
	if i == from || t[i-1].low == "and" || t[i-1].low == "or" || t[i-1].low == "but" || t[i-1].low == "who" || t[i-1].low == "that" || t[i-1].low == "which" || t[i-1].low == "," {
		return i > from && !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	p := i
	for p > from && (adverb(&t[p-1]) || t[p-1].low == "still" || t[p-1].low == "also" || t[p-1].low == "now" || t[p-1].low == "both") {
		p--
	}
	if p > from+2 && t[p-1].low == "," {
		for q := p - 2; q > from && q > p-8; q-- {
			if t[q].low == "," {
				p = q
				break
			}
		}
	}
	if p > from && t[p-1].kind == word && t[p-1].thing != tNone && strings.HasSuffix(t[p-1].low, "s") {
		return !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	i, at := p, i
	if a := d.actorEnding(i); a != nil && !a.attrib && (a.plural || a.kind == aPronoun || a.from > from+1 && t[a.from-1].low == "and" && d.actorEnding(a.from-1) != nil && !nounVerbs[t[at].low]) {
		return true
	}
	if at != i {
		return d.pluralBefore(from, i) && !nounVerbs[t[at].low]
	}
	return d.pluralBefore(from, i) && (!nounVerbs[t[i].low] || d.verbReading(i, to))
}

// sense gives what the verb of a group does, by the longest entry of the
// lexicon that fits what follows, and where its object begins. A verb of
// several senses gives them all.
func (d *doc) senses(g *group, to int) (ss [4]sense, n, after int) {
	after = g.head + 1
	best := -1
	for _, e := range verbSense[g.lem] {
		m := d.particles(&e, g.head+1, to)
		if m < 0 || len(e.particles) < best {
			continue
		}
		if len(e.particles) > best {
			best, n = len(e.particles), 0
			if !e.apart {
				after = g.head + 1 + len(e.particles)
			}
		}
		if n < len(ss) {
			ss[n] = e.s
			n++
		}
	}
	return ss, n, after
}

// particles says whether the particles of an entry follow at i: 0 or more
// tokens, or -1.
func (d *doc) particles(e *phrasal, i, to int) int {
	t := d.toks
	if len(e.particles) == 0 {
		return 0
	}
	lim := i
	if e.apart {
		lim = min(i+5, to)
	}
	for ; i <= lim; i++ {
		ok := i+len(e.particles) <= to
		for k := 0; ok && k < len(e.particles); k++ {
			ok = t[i+k].low == e.particles[k] || t[i+k].lem == e.particles[k]
		}
		if ok {
			return i
		}
	}
	return -1
}

// is says whether a group can have a sense.
func (d *doc) is(g *group, to int, want ...sense) bool {
	ss, n, _ := d.senses(g, to)
	for _, s := range ss[:n] {
		for _, w := range want {
			if s == w {
				return true
			}
		}
	}
	return false
}

// headOf finds the head noun of the phrase that begins at from: the last word
// before a preposition, a verb, a relative or a comma. It gives -1 for none.
func (d *doc) headOf(from, to int) int {
	t := d.toks
	last := -1
	for i := from; i < to; i++ {
		w := &t[i]
		if w.kind == quoteMark {
			continue
		}
		if w.kind == punct && (w.low == "%" || w.low == "$") || w.kind == number {
			continue
		}
		if w.kind != word || relatives[w.low] || prepositions[w.low] || w.low == "to" {
			if last >= 0 || w.kind != word {
				return last
			}
			continue
		}
		if last >= 0 && w.form&(part|ing) != 0 && !d.nounBefore(i) && !w.glued && t[last].thing != tNone && w.thing == tNone {
			return last // "tariffs imposed in April"
		}
		if w.low == "and" || w.low == "or" || w.low == "but" {
			return last
		}
		if detWord(w.low) || adverb(w) || midAdverbs[w.low] || last < 0 && measuring[w.low] || d.inActor(i) && !d.actors[d.at[i]-1].attrib {
			continue
		}
		last = i
	}
	return last
}

func detWord(w string) bool {
	switch w {
	case "the", "a", "an", "its", "his", "her", "their", "our", "this", "these", "those", "that", "any", "all", "some", "no", "such", "'s", "each", "every", "both":
		return true
	}
	return false
}

var relatives = setOf("that which who whose whom where when if unless until while because as than so whether how what why")

// thingIn gives the kind of the head noun of a phrase.
func (d *doc) thingIn(from, to int) thing {
	for i := from; i+1 < to && i < from+5; i++ {
		if d.toks[i].kind == number && (d.toks[i+1].low == "%" || d.toks[i+1].low == "percent" || d.toks[i+1].low == "pct") && (i+2 >= to || d.toks[i+2].kind == punct || d.toks[i+2].low == "rate") {
			return tDuty // "the extra 25%, which ..."
		}
	}
	if h := d.headOf(from, to); h >= 0 {
		return d.toks[h].thing
	}
	return tNone
}

// badWords and goodWords are adjectives that judge.
var badWords = setOf(`unfair unacceptable unjustified unjustifiable unwarranted unreasonable regrettable deplorable disappointing disappointed absurd baseless groundless intolerable unjust
	unlawful illegal arbitrary discriminatory excessive punitive unworkable wrong harmful counterproductive outrageous unhelpful disproportionate illegitimate hostile damaging extortionate shameful
	unfriendly protectionist abusive coercive inconsistent dissatisfied dismayed alarmed concerned worried angry upset displeased unhappy distortive ludicrous unprecedented`)
var goodWords = setOf("pleased satisfied glad welcome constructive productive candid positive fair encouraging fruitful balanced confident optimistic hopeful")
