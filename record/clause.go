package record

import "strings"

// clause is a stretch of a sentence with one verb and one voice.
type clause struct {
	from, to int // tokens
	frame    *frame
	conn     string // the word that joins it: "but", "given", "which", "if"
	sub      bool   // given, because, following: it does not stand alone
	sent     int    // number of the sentence in the document
	par      int
	lead     int // tokens of the first word that is its own: after connectors and adverbials
	subject  *actor
	patient  *actor // the subject of a passive clause: to whom it is done
	verb     int    // token of the finite verb, or -1
	main     int    // token where the main clause begins behind a leading "if ...,"
	writer   bool   // the writer's own, behind an attribution
	inherit  bool   // a second verb of the subject before: ", and had no plans"
}

// subordinators begin a clause that explains or dates the main one.
var subordinators = setOf("given because since following after despite amid although though as when before considering")

// clauses cuts a framed sentence.
func (d *doc) clauses(s sentence, n int, out []clause) []clause {
	t := d.toks
	first := len(out)
	start := s.from
	conn, sub, inherit := "", false, false
	cut := func(end int) {
		for start < end && (d.skip[start] || t[start].kind == punct && t[start].low != "(" && t[start].low != "$") {
			start++
		}
		e := end
		for e > start && (d.skip[e-1] || t[e-1].kind == punct && t[e-1].low != ")" && t[e-1].low != "%") {
			e--
		}
		if e > start {
			out = append(out, clause{from: start, to: e, frame: d.fr[start], conn: conn, sub: sub, sent: n, par: s.par, verb: -1, inherit: inherit})
		}
		start, conn, sub, inherit = end, "", false, false
	}
	// A leading subordinate clause ends at the comma before the main subject.
	for i := s.from; i < s.to; i++ {
		if i > start && (d.skip[i] != d.skip[i-1] || d.fr[i] != d.fr[i-1]) {
			cut(i)
		}
		if d.skip[i] {
			continue
		}
		w := t[i]
		switch {
		case w.low == ";" || w.low == "—" && (i == 0 || w.start > t[i-1].end || t[i].end < nextStart(t, i)):
			cut(i)
			start = i + 1
		case w.low == ":" && w.kind == punct && i > start && i+1 < s.to && w.quote == 0 && d.finiteBefore(start, i) && (t[i+1].kind == quoteMark && d.finiteWithin(i+2, s.to, 14) || d.subjectAhead(i+1, s.to, 10)):
			cut(i)
			start = i + 1
		case w.kind == punct && (w.low == "." || w.low == "?" || w.low == "!" || w.low == ":") && w.quote != 0 && i+1 < s.to && t[i+1].kind != quoteMark:
			cut(i)
			start = i + 1
		case w.low == "," && i+1 < s.to:
			j := i + 1
			nx := t[j].low
			switch {
			case conn == "which" && d.actorSubjectAhead(j, s.to):
				cut(i)
				start = j
			case sub && d.subjectAhead(j, s.to, 12):
				cut(i)
				start = j
			case nx == "which" || nx == "who" || nx == "whose":
				if d.parenthesis(j, s.to) {
					break
				}
				cut(i)
				start, conn = j, nx
			case j+2 < s.to && prepositions[nx] && t[j+1].low == "which" && d.finiteWithin(j+2, s.to, 14) && d.finiteBefore(start, i):
				cut(i)
				start, conn = j+2, "which"
				i = j + 1
			case (nx == "a" || nx == "an") && d.namedRelative(j, s.to) > 0:
				k := d.namedRelative(j, s.to)
				cut(i)
				start, conn = k, "which"
				i = k - 1
			case nx == "with" && d.absolute(j+1, s.to):
				cut(i)
				start, conn = j+1, "with"
				i = j
			case t[j].form == ing && d.verbSenseAt(j) && d.finiteBefore(start, i) && !d.inActor(j) && !sayThat[t[j].lem] && !sayOnlyThat[t[j].lem] && conn != "which" && !asPreposition[nx]:
				cut(i)
				start, conn, inherit = j, "", true
			case (nx == "and" || nx == "but" || nx == "while" && t[min(j+1, s.to-1)].form == ing) && j+1 < s.to && (d.secondVerb(start, j, j+1, s.to) || nx == "while" && t[j+1].form == ing && d.finiteBefore(start, i)):
				cut(i)
				start, conn, inherit = j+1, nx, true
				i = j
			case nx == "but" || nx == "yet" || nx == "while" || nx == "whereas" || nx == "although" || nx == "though":
				if d.finiteWithin(j+1, s.to, 16) {
					cut(i)
					start, conn = j+1, nx
					i = j
				}
			case (nx == "and" || nx == "so" || nx == "or") && d.subjectAhead(j+1, s.to, 9):
				cut(i)
				start, conn = j+1, nx
				i = j
			case nx == "as" && d.asClause(j+1, s.to) && d.finiteBefore(start, i) && !sub:
				cut(i)
				start, conn, sub = j, "as", true
				i = j
			case t[j].form&past != 0 && (speaking[t[j].lem] || voicing[t[j].lem]) && d.secondVerb(start, i, j, s.to):
				cut(i)
				start, conn, inherit = j, "", true
				i = j
			case (nx == "provided" || nx == "providing" || nx == "if" && d.hasReturn(j, s.to)) && d.finiteWithin(j+1, s.to, 16) && d.finiteBefore(start, i):
				cut(i)
				start, conn = j, "provided"
				i = j
			case nx == "on" && j+3 < s.to && (t[j+1].low == "grounds" || t[j+2].low == "grounds"):
				cut(i)
				start, conn, sub = j, "because", true
			case subordinators[nx] && nx != "as" && d.finiteWithin(j+1, s.to, 16):
				cut(i)
				start, conn, sub = j, nx, true
			case nx == "including" && false:
			}
		case i > start && (w.low == "but" || w.low == "while" || w.low == "whereas" || w.low == "because" || w.low == "although" || w.low == "though") && d.subjectAhead(i+1, s.to, 9):
			cut(i)
			start, conn, sub = i+1, w.low, w.low == "because"
			if sub {
				start = i
			}
		case i > start && (w.low == "after" || w.low == "as" && t[i-1].low != "long" && t[i-1].low != "soon" && t[i-1].low != "far") && !sub && t[i-1].kind == word && d.finiteBefore(start, i) && d.subjectAhead(i+1, s.to, 9):
			cut(i)
			start, conn, sub = i, w.low, true
		case i > start && w.low == "because" && i+1 < s.to && t[i+1].low == "of" && !sub:
			cut(i)
			start, conn, sub = i, "because", true
		case i > start && i+2 < s.to && (w.low == "under" || w.low == "in" || w.low == "by" || w.low == "through") && t[i+1].low == "which" && d.finiteBefore(start, i) && d.finiteWithin(i+2, s.to, 12):
			cut(i)
			start, conn = i+2, "under which"
			i++
		case i > start && (w.low == "and" || w.low == "but") && i+2 < s.to && t[i+1].low == "that" && d.secondContent(start, i, s.to):
			cut(i)
			start, conn = i+1, w.low
			i++
		case i > start && (w.low == "and" || w.low == "but") && i+2 < s.to && (!sub || conn == "as" && len(out) > first && speaking[t[d.afterAdverbs(i+1, s.to-1)].lem]) && d.secondVerb(start, i, i+1, s.to):
			cut(i)
			start, conn, inherit = i+1, w.low, true
		case i > start && w.low == "while" && i+1 < s.to && t[i+1].form == ing && d.finiteBefore(start, i):
			cut(i)
			start, conn, inherit = i+1, "while", true
		case i > start && w.low == "and" && d.finiteBefore(start, i) && d.actorSubjectAhead(i+1, s.to):
			cut(i)
			start, conn = i+1, "and"
		case i == start && conn == "" && !sub && d.timeAfter(i, s.to) > 0 && d.commaMain(d.timeAfter(i, s.to), s.to):
			start = d.timeAfter(i, s.to) - 1
			sub, conn = true, "after"
			i = start
		case i > start && !sub && d.timeAfter(i, s.to) > 0 && t[i-1].low == "," && d.subjectAhead(d.timeAfter(i, s.to), s.to, 9):
			cut(i)
			start = d.timeAfter(i, s.to) - 1
			sub, conn = true, "after"
			i = start
		case (i == start || i == d.afterConn(start, s.to)) && subordinators[w.low] && !sub && conn == "":
			if d.commaMain(i+1, s.to) {
				sub, conn = true, w.low
				start = i
			}
		}
	}
	cut(s.to)
	for i := first; i < len(out); i++ {
		d.finish(&out[i], s)
		if out[i].inherit && i > first {
			d.inheritSubject(out, first, i)
		}
	}
	return out
}

// parenthesis says whether a relative clause that begins at j closes with a
// comma and the main verb goes on after it.
func (d *doc) parenthesis(j, end int) bool {
	for k := j + 1; k+1 < end; k++ {
		if d.toks[k].low == "," {
			f := d.toks[k+1].form
			return f&(third|past) != 0 || auxiliaries[d.toks[k+1].low] != 0
		}
	}
	return false
}

// secondVerb says whether a clause goes on at k with a second finite verb of
// the same subject, joined by the word at i: ", and had no plans to
// retaliate", "but asked for more time".
func (d *doc) secondVerb(start, i, k, end int) bool {
	t := d.toks
	if !d.finiteBefore(start, i) || t[k].quote != t[i].quote && t[i].quote != 0 {
		return false
	}
	k = d.afterAdverbs(k, end)
	if k+2 >= end || d.inActor(k) || t[k].kind != word {
		return false
	}
	f := t[k].form
	if auxiliaries[t[k].low] != 0 {
		if f&(ing|part) != 0 || t[k].low == "be" || t[k].low == "do" || auxiliaries[t[i-1].low] != 0 {
			return false
		}
		if modals[t[k].low] == "" || t[i-1].low == "," || t[i].low == "but" || classes["not"][t[k].low] || classes["not"][t[k+1].low] {
			return true
		}
		g, _ := d.auxGroup(k, k, end)
		return d.is(&g, end, sHarm, sEase, sAsk, sRefuse, sRetaliate)
	}
	known := verbSense[t[k].lem] != nil || sayThat[t[k].lem] || sayOnlyThat[t[k].lem]
	if !known || t[k+1].low == "by" {
		return false
	}
	switch {
	case f&past != 0:
		if f&part == 0 {
			return true
		}
		was, passive := d.tenseBefore(start, i)
		return (was || t[i].low == "but" && speaking[t[k].lem]) && (!passive || speaking[t[k].lem] || voicing[t[k].lem])
	case f&third != 0:
		return d.verbReading(k, end) || speaking[t[k].lem] && (!nounVerbs[t[k].low] || t[k+1].kind == word && !prepositions[t[k+1].low] && !functionWords[t[k+1].low] && t[k+1].form&(past|third) == 0) || steady[t[k].lem]
	case f&base != 0 && f&ing == 0:
		if nounVerbs[t[k].low] && !d.verbReading(k, end) || d.inList(start, i) {
			return false
		}
		was, _ := d.tenseBefore(start, i)
		return !was && !d.modalBefore(start, i) && (t[i].low == "but" || speaking[t[k].lem] || t[k].low == "want")
	}
	return false
}

// secondContent says whether "and that" at i goes on with what somebody says:
// the words before it are framed and have no "that" of their own.
func (d *doc) secondContent(start, i, end int) bool {
	f := d.fr[start]
	if f == nil || f.speaker == "" || f.rule == "attr.trailing" || d.fr[i+1] != f || !d.finiteWithin(i+2, end, 16) || !d.finiteBefore(start, i) {
		return false
	}
	for k := start; k < i; k++ {
		switch w := &d.toks[k]; {
		case w.low == "that" && k > start && d.toks[k-1].form != 0:
			return false
		case (w.low == "stance" || w.low == "position" || w.low == "policy") && k < start+6:
			return false // "its stance is unchanged and that it wants": one stance
		}
	}
	return true
}

// speaking are verbs that make a move of their own, whatever stands before.
var speaking = setOf("reject refuse urge ask demand offer propose threaten rebuff dismiss criticize condemn denounce pledge promise request call warn want accuse welcome deny seek vow decline agree press insist say")

// voicing are verbs of a row of things said: "raised A, reiterated B".
var voicing = setOf("reiterate express voice stress raise convey invite thank")

// steady verbs need no object after them to be known as verbs.
var steady = setOf("remain stand stay expect believe go come oppose")

// modalBefore says whether a stretch has a modal verb.
func (d *doc) modalBefore(from, to int) bool {
	for i := from; i < to; i++ {
		if modals[d.toks[i].low] != "" && !d.inActor(i) || d.toks[i].low == "to" && i+1 < to && d.toks[i+1].form&base != 0 {
			return true
		}
	}
	return false
}

// inList says whether the words before i are part of an infinitive: "to lower
// duties and open".
func (d *doc) inList(from, to int) bool {
	for i := to - 1; i > from; i-- {
		if d.toks[i].low == "to" && d.toks[i+1].form&base != 0 {
			return true
		}
		if d.toks[i].form&(past|third) != 0 && !d.inActor(i) && !nounVerbs[d.toks[i].low] {
			return false
		}
	}
	return false
}

// tenseBefore says whether the main verb of a stretch is past, and whether
// it is passive: after that a form in -ed can go on with it.
func (d *doc) tenseBefore(from, to int) (was, passive bool) {
	t := d.toks
	for i := from; i < to; i++ {
		if d.inActor(i) && !contracted[t[i].low] || t[i].form&finite == 0 {
			continue
		}
		if auxiliaries[t[i].low] != 0 {
			g, _ := d.auxGroup(i, i, to)
			return g.past || g.perfect, g.passive
		}
		if t[i].form&past != 0 && d.pastHere(i, from, to, false) {
			return true, false
		}
		if t[i].form&third != 0 && d.thirdHere(i, from, to) {
			return false, false
		}
	}
	return false, false
}

// namedRelative measures "a step which ...", "an option it refused": an
// apposition whose clause begins where it says.
func (d *doc) namedRelative(j, end int) int {
	t := d.toks
	for k := j + 1; k < end && k < j+5; k++ {
		if t[k].kind != word {
			return 0
		}
		if t[k].low == "which" || t[k].low == "that" {
			if k == j+1 || !d.finiteWithin(k+1, end, 12) {
				return 0
			}
			return k + 1
		}
	}
	return 0
}

// asPreposition are participles that stand for prepositions.
var asPreposition = setOf("including excluding failing following regarding concerning according citing given pending starting beginning ending covering barring depending considering seeing")

// asClause says whether a clause with its own finite verb follows "as".
func (d *doc) asClause(i, end int) bool {
	t := d.toks
	if i >= end || !detWord(t[i].low) && (d.actorFrom(i) == nil || d.actorFrom(i).attrib) || t[i].low == "a" || t[i].low == "an" {
		return false
	}
	for k := i + 1; k < end && k < i+14 && t[k].kind != punct; k++ {
		if auxiliaries[t[k].low] != 0 && !d.inActor(k) && t[k].form&(ing|part) == 0 || t[k].form&(past|third) != 0 && t[k].form&part == 0 && !nounVerbs[t[k].low] && !d.inActor(k) {
			return true
		}
	}
	return false
}

// hasReturn says whether an "if" names what is wanted in return.
func (d *doc) hasReturn(i, end int) bool {
	for ; i < end && d.toks[i].low != "," && d.toks[i].low != ";"; i++ {
		if w := d.toks[i].low; (w == "exchange" || w == "return") && d.toks[i-1].low == "in" {
			return true
		}
	}
	return false
}

// timeAfter measures "a day after", "two weeks after": it gives the token
// behind "after", or 0.
func (d *doc) timeAfter(i, end int) int {
	t := d.toks
	for k := i + 1; k+1 < end && k < i+4; k++ {
		switch t[k].low {
		case "day", "days", "week", "weeks", "month", "months", "hour", "hours", "minutes", "year", "years", "shortly", "soon":
			if t[k+1].low == "after" {
				return k + 2
			}
		}
	}
	if i+1 < end && (t[i].low == "shortly" || t[i].low == "soon" || t[i].low == "hours" || t[i].low == "days" || t[i].low == "weeks" || t[i].low == "months") && t[i+1].low == "after" {
		return i + 2
	}
	return 0
}

// absolute says whether a subject with a participle follows "with": "with
// the two sides making further progress".
func (d *doc) absolute(i, end int) bool {
	t := d.toks
	for k := i; k < end && k < i+9; k++ {
		if t[k].kind == punct {
			return false
		}
		if k > i+1 && t[k].form == ing && !d.nounBefore(k) && !d.inActor(k) && verbSense[t[k].lem] != nil && (d.actorEnding(k) != nil || t[k-1].low == "sides" || t[k-1].low == "governments") {
			return true
		}
	}
	return false
}

func (d *doc) verbSenseAt(i int) bool { return verbSense[d.toks[i].lem] != nil }

// inheritSubject gives a second verb the subject of the first. After reported
// words about a thing, a verb of speaking goes on with who spoke: "said the
// seed was clean and called on Ottawa".
func (d *doc) inheritSubject(out []clause, first, i int) {
	c := &out[i]
	if c.subject != nil && c.subject.to <= max(c.verb, c.lead) && c.verb > c.lead {
		return
	}
	k := i - 1
	for k > first && (out[k].conn == "which" || out[k].conn == "who" || out[k].sub) {
		k--
	}
	p := &out[k]
	c.subject = p.subject
	if p.patient != nil && c.patient == nil {
		c.subject = p.patient
	}
	f := p.frame
	if f == nil || f != c.frame || f.speaker == "" || p.subject != nil && d.partyOf(p.subject) != "" && !speaking[d.toks[c.lead].lem] {
		return
	}
	v := d.afterAdverbs(c.lead, c.to)
	if v < c.to && d.toks[v].form&past != 0 && speaking[d.toks[v].lem] && f.rule != "attr.trailing" && (p.subject == nil || d.partyOf(p.subject) == "") {
		b := f.sp
		b.from, b.to = c.lead, c.lead
		if b.party == "" {
			b.party = f.party
		}
		c.subject, c.frame = &b, nil
	}
}

func nextStart(t []token, i int) int {
	if i+1 < len(t) {
		return t[i+1].start
	}
	return t[i].end + 1
}

// afterConn skips "However," and the like at the start of a stretch.
func (d *doc) afterConn(i, end int) int {
	t := d.toks
	for i < end && (connectors[t[i].low] || t[i].kind == punct) {
		i++
	}
	return i
}

// connectors open a sentence and belong to no clause.
var connectors = setOf("however but and yet so meanwhile moreover furthermore also additionally separately nevertheless nonetheless still thus therefore instead then besides")

// commaMain says whether a comma follows with a main clause after it.
func (d *doc) commaMain(i, end int) bool {
	for ; i < end; i++ {
		if d.toks[i].low == "," && d.subjectAhead(i+1, end, 12) {
			return true
		}
	}
	return false
}

// subjectAhead says whether a new clause begins at i: a subject with a finite
// verb within n tokens and no comma between.
func (d *doc) subjectAhead(i, end, n int) bool {
	t := d.toks
	if i >= end || d.skip[i] {
		return i < end && d.skip[i]
	}
	if t[i].kind == quoteMark {
		i++
		if i >= end {
			return false
		}
	}
	if i+2 < end && (t[i].low == "in" && (t[i+1].low == "fact" || t[i+1].low == "turn" || t[i+1].low == "return") || t[i].low == "for" && (t[i+1].low == "example" || t[i+1].low == "now")) {
		i += 2
	} else if i+1 < end && (t[i].low == "indeed" || t[i].low == "instead" || t[i].low == "then" || t[i].low == "now" || t[i].low == "later" || t[i].low == "also") {
		i++
	}
	a := d.actorFrom(i)
	np := a != nil && !(a.attrib && a.to >= end)
	if !np {
		switch t[i].low {
		case "the", "a", "an", "its", "their", "his", "her", "our", "no", "any", "all", "this", "these", "those", "such", "both", "there", "that", "some", "many", "most", "each", "neither", "it":
			np = true
		default:
			np = t[i].kind == number && i+2 < end && t[i+1].kind == word || i+1 < end && t[i+1].glued && t[i].kind == word || t[i].kind == word && t[i].form&^(base|third) == 0 && !functionWords[t[i].low] && !strings.HasSuffix(t[i].low, "ly") && t[i].form == 0
		}
	}
	if !np {
		return false
	}
	from := i
	if a != nil {
		from = a.to - 1
	}
	for j := from + 1; j < end && j <= i+n+(from-i); j++ {
		if t[j].kind == punct && t[j].low == "," || t[j].low == ";" {
			return false
		}
		f := t[j].form
		if auxiliaries[t[j].low] != 0 && t[j].low != "being" && t[j].low != "been" && t[j].low != "be" && t[j].low != "having" {
			return true
		}
		if f&past != 0 && f&part == 0 {
			return true
		}
		if f&(past|third) != 0 && (a != nil && j <= a.to+2 || f&third != 0 && !nounVerbs[t[j].low] || a != nil && d.pastVerb(j, end)) {
			return true
		}
		if a == nil && f&past != 0 && f&part != 0 && j > i+1 && (j+1 >= end || t[j+1].kind == punct || t[j+1].low == "to" || t[j+1].low == "in" || t[j+1].low == "on") {
			return true
		}
		if f&base != 0 && a != nil && j == a.to && (a.kind == aPronoun && t[i].low != "it" && t[i].low != "he" && t[i].low != "she" || a.plural) && !nounVerbs[t[j].low] {
			return true
		}
		if t[j].low == "to" || t[j].low == "that" {
			return false
		}
	}
	return false
}

// pastVerb says whether a form that is past and participle is the past: an
// object or adverb follows and no "by".
func (d *doc) pastVerb(j, end int) bool {
	return j+1 < end && d.toks[j+1].low != "by" && d.toks[j-1].low != "," && d.toks[j-1].kind == word
}

// actorSubjectAhead says whether a party, person or pronoun with its own
// finite verb begins at i.
func (d *doc) actorSubjectAhead(i, end int) bool {
	a := d.actorFrom(i)
	if a == nil || a.attrib {
		return false
	}
	t := d.toks
	for j := a.to; j < end && j < a.to+3; j++ {
		if auxiliaries[t[j].low] != 0 && t[j].low != "being" {
			return true
		}
		if t[j].form&(past|third) != 0 && !(nounVerbs[t[j].low] && !d.verbReading(j, end)) {
			return true
		}
		if !strings.HasSuffix(t[j].low, "ly") && t[j].low != "also" && t[j].low != "still" {
			return false
		}
	}
	return false
}

// finiteBefore says whether a stretch holds a finite verb outside names.
func (d *doc) finiteBefore(from, to int) bool {
	for j := from; j < to; j++ {
		if d.toks[j].form&finite != 0 && !d.inActor(j) && !nounVerbs[d.toks[j].low] {
			return true
		}
	}
	return false
}

// finiteWithin says whether a finite verb stands within n tokens.
func (d *doc) finiteWithin(i, end, n int) bool {
	for j := i; j < end && j < i+n; j++ {
		if d.toks[j].form&finite != 0 {
			return true
		}
	}
	return false
}

// finish trims a clause and finds its subject and verb.
func (d *doc) finish(c *clause, s sentence) {
	t := d.toks
	// Leading connectors and adverbials.
	i := c.from
	for i < c.to {
		switch {
		case connectors[t[i].low] && !(t[i].low == "so" || t[i].low == "still" || t[i].low == "then"):
			if c.conn == "" {
				c.conn = t[i].low
			}
			i++
			continue
		case t[i].kind == punct && t[i].low != "(" && t[i].low != "$":
			i++
			continue
		case t[i].low == "in" && i+1 < c.to && (t[i+1].low == "addition" || t[i+1].low == "contrast" || t[i+1].low == "turn"):
			i += 2
			continue
		case t[i].low == "for" && i+2 < c.to && t[i+1].low == "its" && t[i+2].low == "part":
			i += 3
			continue
		case t[i].low == "that" && i == c.from:
			i++
			continue
		case t[i].kind == quoteMark && i == c.from:
			i++
			continue
		}
		if n, e := timeAt(t, i, c.to); n > 0 && i+n < c.to && e.kind != nowTime && (t[i+n].low == "," || d.subjectAhead(i+n, c.to, 12)) {
			i += n
			continue
		}
		break
	}
	if i < c.to {
		c.lead = i
	} else {
		c.lead = c.from
	}
	c.main = c.lead
	if c.sub && t[c.lead].low == c.conn && c.lead+1 < c.to {
		c.main++
	}
	if w := t[c.lead].low; w == "if" || w == "unless" || w == "should" || w == "without" || w == "until" {
		for j := c.lead + 2; j+1 < c.to; j++ {
			if t[j].low == "," && d.subjectAhead(j+1, c.to, 12) {
				c.main = j + 1
				break
			}
		}
	}
	if rel := false; opening[t[c.main].low] {
		for j := c.main + 2; j+1 < c.to && j < c.main+30; j++ {
			if t[j].low == "which" || t[j].low == "who" || t[j].low == "that" {
				rel = true
			}
			if auxiliaries[t[j].low] != 0 && !d.inActor(j) && !(t[j].cap && months[t[j].low] != 0) && !rel {
				break
			}
			if a := d.actorEnding(j); a != nil && !a.attrib && !rel && t[j].form&(past|third) != 0 && !nounVerbs[t[j].low] && !pluralNouns[t[j].low] {
				break // the subject stands before the comma
			}
			if t[j].low == "," && t[j].kind == punct && !(t[j+1].low == "which" || t[j+1].low == "who") && d.subjectAhead(j+1, c.to, 14) {
				c.main = j + 1
				break
			}
		}
	}
	// The finite verb, and the subject before it.
	rel := 0 // where a relative clause of the subject begins
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	for i := range d.gbuf {
		g := &d.gbuf[i]
		if g.finite && !d.inRelative(c.main, g.from) {
			c.verb = g.from
			break
		}
	}
	for j := c.main + 1; j < c.to && (c.verb < 0 || j < c.verb); j++ {
		if relatives[t[j].low] && t[j].low != "as" && t[j].low != "than" {
			rel = j
			break
		}
	}
	stop := c.to
	if c.verb >= 0 {
		stop = c.verb
	} else {
		for j := c.main + 1; j < c.to; j++ {
			if t[j].form&past != 0 && !d.inActor(j) {
				stop = j
				break
			}
		}
	}
	if f := c.frame; f != nil && c.sub && c.conn == "after" && f.rule == "attr.leading" && t[c.from].quote == 0 && f.speaker != "" {
		c.frame, c.writer = nil, true // what went before is the writer's
	}
	if f := c.frame; f != nil && c.sub && f.rule == "attr.trailing" && c.from >= f.to && t[c.from].quote == 0 && c.conn != "because" && c.conn != "given" && c.conn != "since" && c.conn != "considering" {
		c.frame, c.writer = nil, true // behind the attribution the writer goes on
	}
	defer d.voices(c, s)
	if rel > c.main && rel < stop {
		stop = rel
	}
	if a := d.cleft(c); a != nil {
		c.subject = d.resolve(a, s)
	} else if a := d.firstSubject(c.main, stop); a == nil && c.verb > c.main && !c.inherit {
		c.subject = d.implied(c, stop)
	} else if a != nil {
		c.subject = d.resolve(a, s)
		if f := c.frame; a.kind == aPronoun && f != nil && f.speaker != "" {
			d.ownVoice(c, a, f)
		}
	}
}

// voices turns a clause in the passive round: who acts is behind "by", and
// who was the subject is the one it is done to.
func (d *doc) voices(c *clause, s sentence) {
	if c.verb < 0 || auxiliaries[d.toks[c.verb].low] == 0 {
		return
	}
	g, _ := d.auxGroup(c.verb, c.verb, c.to)
	if !g.passive {
		return
	}
	t := d.toks
	for i := g.head + 1; i+1 < c.to && i < g.head+9; i++ {
		if t[i].low != "by" {
			if t[i].kind == punct || relatives[t[i].low] {
				break
			}
			continue
		}
		for j := i + 1; j < c.to && j < i+4; j++ {
			if a := d.actorFrom(j); a != nil && a.kind != aPronoun && !a.place {
				c.patient, c.subject = c.subject, d.resolve(a, s)
				return
			}
		}
	}
	if c.subject != nil && d.is(&g, c.to, sAsk, sOffer, sRefuse) || c.subject != nil && (g.lem == "tell" || g.lem == "warn") {
		c.patient, c.subject = c.subject, nil
	}
}

// opening words begin a phrase that stands before the subject: "Under the
// accord, ...".
var opening = setOf("in on at under by for with from to after following during despite as regarding among within through amid beyond besides unlike like against over last this since given contrary instead")

// cleft finds the subject of "it was Britain that struck the first deal".
func (d *doc) cleft(c *clause) *actor {
	t := d.toks
	if c.lead+3 < c.to && t[c.lead].low == "it" && (t[c.lead+1].low == "was" || t[c.lead+1].low == "is") {
		if a := d.actorFrom(c.lead + 2); a != nil && a.to < c.to && (t[a.to].low == "that" || t[a.to].low == "who" || t[a.to].low == "which") {
			return a
		}
	}
	return nil
}

// ownVoice lets a pronoun in reported speech mean the speaker: "Suzuki said
// he expects", "We are in no hurry".
func (d *doc) ownVoice(c *clause, a *actor, f *frame) {
	switch d.toks[a.from].low {
	case "he", "he's", "she", "she's":
		if e := f.sp.ent; e == nil || f.sp.kind != aPerson || e.sex != "" && (e.sex == "f") != strings.HasPrefix(d.toks[a.from].low, "s") {
			return
		}
	case "we", "we're", "we'll", "we've", "i", "i'm", "i'll":
	case "it", "it's":
		if f.sp.kind != aParty && f.sp.kind != aBody {
			return
		}
	case "they", "they're", "they'll":
		if !f.sp.plural && f.sp.kind != aParty && f.sp.kind != aBody {
			return
		}
	default:
		return
	}
	b := f.sp
	if f.sp.ent != nil {
		b.party = f.sp.ent.party
	}
	b.start, b.end = a.start, a.end
	c.subject = &b
}

// afterSubject says whether an actor that is not a qualifier ends before j
// with only adverbs between.
func (d *doc) afterSubject(from, j int) bool {
	for _, a := range d.within(from, j) {
		if a.attrib {
			continue
		}
		ok := true
		for k := a.to; k < j; k++ {
			if !strings.HasSuffix(d.toks[k].low, "ly") && d.toks[k].low != "also" && d.toks[k].low != "," {
				ok = false
			}
		}
		if ok {
			return true
		}
	}
	return false
}

// pluralBefore says whether a plural subject stands before a base form: "the
// two sides agree", "officials want".
func (d *doc) pluralBefore(from, j int) bool {
	w := d.toks[j-1]
	if j-1 < from || w.kind != word {
		return false
	}
	if a := d.actorEnding(j); a != nil && (a.plural || a.kind == aPronoun) && !a.attrib {
		return true
	}
	return strings.HasSuffix(w.low, "s") && !functionWords[w.low] && w.form == 0 && !strings.HasSuffix(w.low, "ss") || w.low == "sides" || w.low == "countries" || w.low == "also" && j-2 >= from && strings.HasSuffix(d.toks[j-2].low, "s")
}

// offerish says whether a clause offers or proposes something.
func (d *doc) offerish(c *clause) bool {
	return d.hasVerb(c, "offer", "propose", "consider", "mull", "weigh") || d.hasWord(c, "package")
}

// negated says whether "not", "no" or "never" governs token k in the clause.
func (d *doc) negated(c *clause, k int) bool {
	t := d.toks
	for i := k - 1; i >= c.lead && i >= k-5; i-- {
		if classes["not"][t[i].low] {
			return true
		}
		if t[i].kind == punct {
			return false
		}
	}
	return false
}

// modalityOf reads the modality of a stretch: hypothetical for may, might,
// could and consider; conditional for if, unless, only; future for will, plan
// to and expect to; else actual.
func (d *doc) modalityOf(c *clause, k int) string {
	t := d.toks
	future, hypo, cond := false, false, false
	for i := c.from; i < c.to; i++ {
		switch t[i].low {
		case "may", "might", "could":
			if t[i].low == "may" && t[i].cap && i > c.from {
				break
			}
			if i <= k+2 {
				hypo = true
			}
		case "considering", "mulling", "weighing", "consider", "considers", "studying", "possibly", "perhaps", "potentially":
			if i <= k+2 {
				hypo = true
			}
		case "unless", "provided":
			cond = true
		case "if":
			cond = true
		case "will", "shall", "won't", "we'll", "they'll", "i'll":
			if i <= k+2 {
				future = true
			}
		case "plans", "expects", "expected", "scheduled", "due", "set", "intends", "arranging", "upcoming", "slated", "planned", "aims", "planning", "going":
			if i <= k+3 && i+1 < c.to && (t[i+1].low == "to" || t[i].low == "upcoming" || t[i].low == "arranging" || t[i+1].low == "for" || t[i].low == "planned") {
				future = true
			}
		case "would":
			if i <= k && !(i > c.from && d.fr[i] != nil && d.fr[i].kind != "narrator-hedged") {
				cond = cond || false
			}
			if i <= k {
				future = true
			}
		}
	}
	switch {
	case hypo && !(cond && !d.offerish(c)):
		return "hypothetical"
	case cond:
		return "conditional"
	case future:
		return "future"
	}
	return "actual"
}
