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

// asides close a phrase that stands inside a verb group: "in effect".
var asides = setOf("effect fact turn part principle practice essence addition least last times first now example course present")

// midAdverbs stand between an auxiliary and its verb without -ly.
var midAdverbs = setOf("first also still now soon again once just then therefore however all both meanwhile already thus instead never long often since twice even ever perhaps almost always so far only")

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
