package record

import "strings"

// frame is who is said to say a stretch of the text.
type frame struct {
	sp      actor
	speaker string // as the text names him, in full
	party   string // whose words they are
	kind    string // attribution, when the words are not quoted
	verb    string // lemma of the verb of speech
	time    timeExpr
	hasTime bool
	contest bool // the narrator or another side contradicts it
	carried bool // taken over from the sentence before
	from    int  // tokens of the attribution itself
	to      int
	rule    string
}

// sayThat are verbs that bring a content clause with or without "that";
// sayOnlyThat need "that", a colon or a quotation.
var sayThat = setOf("say add claim stress insist argue warn tell suggest acknowledge admit note state predict maintain contend assert explain emphasize reiterate caution concede remark comment hint reply write post tweet declare boast quip repeat observe point confirm elaborate")
var sayOnlyThat = setOf("indicate announce report reveal disclose signal reaffirm affirm clarify vow pledge estimate forecast inform mention underscore underline allege agree conclude restate express promise know tout respond describe call understand expect believe think hope complain recall answer grumble fear object")

// trailing are the verbs of sayOnlyThat that can follow what was said.
var trailing = setOf("announce report indicate disclose reveal reaffirm clarify estimate forecast mention recall complain believe think respond answer agree understand")

// claimNouns are what a possessive can be said to have said.
var claimNouns = setOf("claim claims statement assertion view suggestion stance position argument warning insistence contention assessment boast comment comments remark remarks message")

// frameSentence finds the attributions of a sentence: which tokens are whose
// words (d.fr) and which only say so (d.skip).
func (d *doc) frameSentence(s sentence) {
	t := d.toks
	var cur *frame
	p := s.from // start of the stretch whose frame is not yet known
	set := func(a, b int, f *frame) {
		for i := a; i < b; i++ {
			if d.fr[i] == nil || f != nil && !d.fr[i].contest {
				d.fr[i] = f
			}
		}
	}
	mute := func(a, b int) {
		for i := a; i < b && i < s.to; i++ {
			d.skip[i] = true
		}
	}
	for k := s.from; k < s.to; k++ {
		if t[k].kind != word || t[k].quote != 0 || d.inActor(k) && t[k].low != "it" && t[k].low != "it's" {
			continue
		}
		if claimNouns[t[k].low] && k > s.from {
			if f, start, end := d.nounClaim(k, s, cur); f != nil {
				set(p, f.from, cur)
				mute(f.from, start)
				for i := start; i < end; i++ {
					d.fr[i] = f
				}
				p = end
				k = end - 1
				continue
			}
		}
		switch {
		case t[k].low == "according" && k+2 < s.to && t[k+1].low == "to":
			f, end := d.accordingTo(k, s.to)
			lead := k-p <= 2
			if end < s.to && t[end].low == "," {
				mute(k, end+1)
				end++
			} else {
				mute(k, end)
			}
			if !lead {
				set(p, k, f)
			}
			cur, p = f, end
			k = end - 1
		case (t[k].low == "it" || t[k].low == "it's") && d.hedged(k, s.to) > 0:
			n := d.hedged(k, s.to)
			f := &frame{kind: "narrator-hedged", rule: "attr.hedge"}
			set(p, k, cur)
			mute(k, k+n)
			cur, p = f, k+n
			k = p - 1
		case t[k].form != 0 && (sayThat[t[k].lem] || sayOnlyThat[t[k].lem]):
			f, start, trail := d.speech(k, p, s, cur)
			if f == nil {
				continue
			}
			if trail {
				set(p, f.from, f)
				mute(f.from, f.to)
			} else {
				set(p, f.from, cur)
				mute(f.from, start)
			}
			cur, p = f, max(start, f.to)
			k = max(k, p-1)
			if f.time.end == 0 && f.hasTime {
				f.hasTime = false
			}
		}
	}
	set(p, s.to, cur)
	d.contested(s)
}

// contested marks the words of a sentence whose end says that another side
// disputes them: "a picture that Tokyo disputes".
func (d *doc) contested(s sentence) {
	t := d.toks
	for i := s.from; i < s.to; i++ {
		if t[i].quote != 0 || t[i].form&finite == 0 {
			continue
		}
		switch t[i].lem {
		case "dispute", "contradict", "deny", "reject", "refute", "contest":
		default:
			continue
		}
		if i < s.from+2 || !(t[i-1].kind == word) || d.actorEnding(i) == nil {
			continue
		}
		lo := i - 1
		for lo > s.from && t[lo].low != "," {
			lo--
		}
		low := d.lower(lo, i)
		if !strings.Contains(low, "that ") && !strings.Contains(low, "which ") {
			continue
		}
		for k := s.from; k < lo; k++ {
			if f := d.fr[k]; f != nil && f.speaker != "" {
				f.contest = true
			}
		}
		for k := lo; k < s.to; k++ {
			d.fr[k] = nil
		}
	}
}

// hedged measures "it is understood that" and its like.
func (d *doc) hedged(k, end int) int {
	t := d.toks
	j := k + 1
	if t[k].low == "it" {
		if j >= end || t[j].low != "is" && t[j].low != "was" && t[j].low != "has" {
			return 0
		}
		j++
		if j < end && t[j].low == "been" || j < end && strings.HasSuffix(t[j].low, "ly") {
			j++
		}
	}
	if j+1 < end {
		switch t[j].low {
		case "understood", "believed", "thought", "reported", "said", "rumoured", "rumored", "known", "learned", "learnt", "announced", "revealed", "disclosed", "noted", "stated", "confirmed", "decided", "agreed", "expected", "clear", "emphasised", "emphasized", "stressed", "recalled", "clarified":
			if t[j+1].low == "that" {
				return j + 2 - k
			}
		}
	}
	return 0
}

// accordingTo reads "according to X" at k: the frame and where it ends.
func (d *doc) accordingTo(k, end int) (*frame, int) {
	t := d.toks
	for _, a := range d.within(k+2, end) {
		if a.from > k+8 || a.attrib && a.to < end && t[a.to].low != "," {
			if a.from > k+8 {
				break
			}
			continue
		}
		f := d.frameOf(a, "say")
		f.from, f.to, f.rule = k, a.to, "attr.according-to"
		stop := a.to
		for stop < end && t[stop].low != "," && t[stop].low != "." && stop < a.to+14 && t[stop].kind != quoteMark {
			if t[stop].form&(finite) != 0 && auxiliaries[t[stop].low] != 0 && a.kind != aSource {
				break
			}
			stop++
		}
		d.timeIn(f, a.to, stop)
		return f, stop
	}
	// A document or an unnamed report.
	stop := k + 2
	for stop < end && t[stop].low != "," && t[stop].low != "." && stop < k+14 {
		stop++
	}
	f := &frame{kind: "institution", from: k, to: stop, verb: "say", rule: "attr.according-to"}
	if stop > k+2 {
		f.speaker = d.text[t[k+2].start:t[stop-1].end]
	}
	return f, stop
}

// nounClaim reads "the White House's claim that ..." with its noun at k.
func (d *doc) nounClaim(k int, s sentence, cur *frame) (f *frame, start, end int) {
	t := d.toks
	if t[k-1].low != "'s" && !(k > 1 && t[k-1].kind == word && t[k-2].low == "'s") {
		return nil, 0, 0
	}
	var who *actor
	for _, a := range d.within(s.from, k) {
		if a.to <= k-1 && a.to >= k-3 {
			b := a
			who = &b
		}
	}
	if who == nil || k+1 >= s.to {
		return nil, 0, 0
	}
	start = k + 1
	if t[start].low == "that" {
		start++
	}
	if start >= s.to || start == k+1 && t[start].kind != quoteMark {
		return nil, 0, 0
	}
	if g := d.fr[k]; g == nil && cur != nil && cur.sp.kind == aPerson && cur.party == who.party {
		return nil, 0, 0 // "he conveyed Japan's stance that": still his words
	}
	f = d.frameOf(*who, "claim")
	f.from, f.to, f.rule = who.from, start, "attr.noun-claim"
	for i := max(s.from, who.from-3); i < who.from; i++ {
		switch t[i].low {
		case "contrary", "despite", "dismissing", "rejecting", "contradicting", "disputing", "against", "notwithstanding", "belying":
			f.contest = true
			f.from = i
		}
	}
	end = start
	if t[start].kind == quoteMark {
		q := t[start].quote
		for end < s.to && t[end].quote == q {
			end++
		}
		return f, start, end
	}
	for end < s.to && t[end].low != "," && t[end].low != "." && t[end].low != ";" {
		end++
	}
	return f, start, end
}

// speech reads an attribution with its verb at k. p is where the stretch
// without a frame begins, cur the frame that runs.
func (d *doc) speech(k, p int, s sentence, cur *frame) (f *frame, start int, trail bool) {
	t := d.toks
	verb := t[k].lem
	if k > s.from && (t[k-1].low == "to" || t[k-1].low == "the" || t[k-1].low == "a" || t[k-1].low == "this" || t[k-1].low == "its" || t[k-1].low == "'s" || t[k-1].low == "of") {
		return nil, 0, false
	}
	if t[k].form&part != 0 && k > s.from && t[k-1].low == "," && d.parenthesis(k, s.to) {
		return nil, 0, false // "its limits, announced this month, were"
	}
	if (verb == "call" || verb == "describe") && k+1 < s.to && t[k+1].kind != quoteMark && t[k+1].low != ":" {
		return nil, 0, false // "called on", "called it unfair": a move, no attribution
	}
	if k > s.from && (t[k-1].low == "having" || t[k-1].low == "be" || t[k-1].low == "been" || t[k-1].low == "being") {
		return nil, 0, false // "for having added firms to its list"
	}
	if verb == "insist" && k > s.from && modals[t[k-1].low] != "" {
		return nil, 0, false // "it will insist that": an ask to come
	}
	if verb == "insist" && k+1 < s.to && t[k+1].low == "on" {
		return nil, 0, false // "insists on November 1" is an ask
	}
	if t[k].form == part && !(k > s.from && (auxiliaries[t[k-1].low] != 0 || t[k-1].kind == word && strings.HasSuffix(t[k-1].low, "ly") || t[k-1].low == "also")) {
		return nil, 0, false
	}
	if t[k].form&^ing == 0 { // participle
		if f, start := d.quotedAs(k, s); f != nil {
			return f, start, false
		}
		if k > s.from && (t[k-1].low == "," || t[k-1].low == "while" || t[k-1].kind == quoteMark || t[k-1].low == "and") && cur == nil {
			if a := d.firstSubject(s.from, k); a != nil {
				f = d.frameOf(*a, verb)
			}
		} else if cur != nil && k > s.from && (t[k-1].low == "," || t[k-1].low == "and" || t[k-1].low == "while") {
			g := *cur
			f = &g
		}
		if f == nil {
			return nil, 0, false
		}
		f.from = k
		start = d.contentStart(k, s, sayThat[verb])
		if start == 0 {
			return nil, 0, false
		}
		f.to, f.verb, f.rule = start, verb, "attr.participle"
		d.timeIn(f, k, start)
		return f, start, false
	}
	// Inverted: ", said Akazawa, ...".
	if k > s.from && (t[k-1].kind == quoteMark || t[k-1].low == "," && d.hasContent(p, k-1)) {
		if near := d.within(k+1, s.to); len(near) > 0 {
			a := near[0]
			if a.from == k+1 && a.kind != aPronoun && !a.attrib && !d.actorSubjectAhead(k+1, s.to) {
				f = d.frameOf(a, verb)
				f.from, f.rule = k, "attr.trailing"
				f.to = d.attributionEnd(a.to, s)
				d.timeIn(f, a.to, f.to)
				return f, f.to, true
			}
		}
	}
	var a *actor
	lead := k - 1
	for lead > s.from && (adverb(&t[lead]) || t[lead].low == "further" || t[lead].low == "also" || t[lead].low == "then" || t[lead].low == "again") {
		lead--
	}
	if cur != nil && k > s.from && (t[lead].low == "but" || t[lead].low == "and") && cur.sp.kind != aPronoun && cur.speaker != "" && !cur.contest {
		b := cur.sp // "said there was little hope, but insisted that ..."
		b.from, b.to = k, k
		a = &b
	} else {
		a = d.subjectOf(k, p, s)
	}
	if a == nil && k > s.from+1 && (t[k-1].low == "and" || t[k-1].low == "but" || t[k-1].low == "also" && t[k-2].low == "and") {
		// A second verb of the same subject: "called it unfair and said ...".
		if b := d.firstSubject(s.from, k); b != nil {
			a = d.resolve(b, s)
			a.from, a.to = k, k
		}
	}
	if a == nil {
		a = d.document(k, p)
	}
	if a == nil {
		a = d.somebody(k, p, verb)
	}
	if a == nil {
		return nil, 0, false
	}
	// Trailing or in the middle: "..., he said[, ...]".
	before := a.from - 1
	for before > p && (t[before].low == "as" || t[before].low == "and") {
		before--
	}
	if !sayThat[verb] && !trailing[verb] {
		before = p - 1 // "promised" and "hopes" do not close a sentence
	}
	if before >= p && (t[before].low == "," || t[before].kind == quoteMark || t[before].low == "—" || a.from-1 > before && t[before].kind == word) && d.hasContent(p, before) {
		if k+1 >= s.to || t[k+1].low != "that" && (t[before].kind == quoteMark || t[k+1].kind != word || d.closesSoon(k+1, s) && d.afterSaid(k, s.to)) {
			f = d.frameOf(*a, verb)
			f.from, f.rule = before+1, "attr.trailing"
			f.to = d.attributionEnd(k+1, s)
			d.timeIn(f, k+1, f.to)
			return f, f.to, true
		}
	}
	start = d.contentStart(k, s, sayThat[verb])
	if start == 0 {
		return nil, 0, false
	}
	f = d.frameOf(*a, verb)
	f.from, f.to, f.rule = a.from, start, "attr.leading"
	d.timeIn(f, s.from, a.from)
	if !f.hasTime {
		d.timeIn(f, a.to, start)
	}
	// "reported, citing sources, that": hearsay.
	for i := k; i < start; i++ {
		if t[i].low == "citing" && f.kind != "quoted" {
			f.kind = "hearsay"
		}
	}
	// Adverbials before the speaker belong to the attribution.
	if !d.hasContent(p, a.from) {
		f.from = p
	}
	return f, start, false
}

// papers are what speaks for who wrote it: "the communique said".
var papers = setOf("statement communique document release letter text readout note factsheet sheet memo filing notice proclamation")

// somebody makes a speaker of a phrase that no register knows: whoever says
// is a person or a body. The phrase begins behind the last comma or quotation
// mark before the verb at k.
func (d *doc) somebody(k, p int, verb string) *actor {
	t := d.toks
	if !saying[verb] || t[k].form&(past|third|base) == 0 {
		return nil
	}
	end := k
	for end > p && (adverb(&t[end-1]) || midAdverbs[t[end-1].low] || auxiliaries[t[end-1].low] != 0 || t[end-1].form == 0 && isWeekday(t[end-1].low)) {
		end--
	}
	from := end
	for from > p && end-from < 14 && t[from-1].kind == word && t[from-1].low != "that" && !relatives[t[from-1].low] && (t[from-1].form&finite == 0 || d.inActor(from-1) || d.nounBefore(from-1) || pluralNouns[t[from-1].low]) {
		from--
	}
	if from == end || from > p && t[from-1].kind == word {
		return nil
	}
	for from < end && (t[from].low == "but" || t[from].low == "and" || t[from].low == "as" || t[from].low == "yet") {
		from++
	}
	h := d.headOf(from, end)
	if h < 0 || t[h].form&(past|part) != 0 || prepositions[t[from].low] || t[h].thing != tNone && t[h].thing != tCourt && !people[t[h].low] || detWord(t[h].low) {
		return nil
	}
	if !detWord(t[from].low) && !t[from].cap && t[from].kind == word && !people[t[h].low] {
		return nil
	}
	a := actor{from: from, to: end, kind: aGroup, start: t[from].start, end: t[end-1].end, role: t[h].low}
	if t[from].low == "a" || t[from].low == "an" || t[from].low == "one" {
		a.kind, a.anonymous = aSource, true
	}
	if outsiders[t[h].low] {
		a.kind = aBody
		return &a
	}
	for _, x := range d.within(from, end) {
		if pp := d.partyOf(&x); pp != "" {
			a.party = pp
			break
		}
	}
	if a.party == "" && people[t[h].low] || a.party == "" && a.kind == aSource && humans[t[h].low] {
		a.party = d.other
	}
	return &a
}

// saying are verbs whose subject can only be who speaks.
var saying = setOf("say tell add stress argue explain emphasize reiterate clarify comment remark quip concede acknowledge admit contend assert insist caution retort reply counter note complain warn")

// humans are nouns of persons in office.
var humans = setOf("deputy undersecretary secretary aide adviser advisor official negotiator diplomat envoy insider spokesman spokeswoman spokesperson counsellor counselor ambassador commissioner director chief head leader minister staffer member representative attache")

// quotedAs reads "cited sources as saying that" and "was quoted as saying".
func (d *doc) quotedAs(k int, s sentence) (*frame, int) {
	t := d.toks
	if k < s.from+3 || t[k-1].low != "as" || t[k].lem != "say" && t[k].lem != "tell" {
		return nil, 0
	}
	who := d.actorEnding(k - 1)
	if who == nil {
		who = d.firstSubject(s.from, k-1)
	}
	start := d.contentStart(k, s, true)
	if who == nil || start == 0 {
		return nil, 0
	}
	f := d.frameOf(*who, "say")
	f.from, f.to, f.rule = s.from, start, "attr.participle"
	return f, start
}

// document finds a paper as the subject of a verb of speech at k: the words
// of the party that spoke last.
func (d *doc) document(k, p int) *actor {
	t := d.toks
	if k-2 < p {
		return nil
	}
	if h := d.headOf(p, k); h >= 0 && h != k-1 && papers[t[h].low] && h-p < 8 {
		for _, x := range d.within(p, h) {
			if x.party != "" {
				return &actor{from: p, to: k, kind: aBody, party: x.party, start: t[p].start, end: t[h].end, role: t[h].low}
			}
		}
	}
	if !papers[t[k-1].low] || d.lastParty == nil && d.lastPerson == nil {
		return nil
	}
	from := k - 1
	for from > p && (t[from-1].low == "the" || t[from-1].low == "a" || t[from-1].low == "their" || t[from-1].low == "its" || t[from-1].low == "joint" || t[from-1].low == "fact" || t[from-1].low == "same") {
		from--
	}
	a := actor{from: from, to: k, kind: aBody, start: t[from].start, end: t[k-1].end, role: t[k-1].low}
	if d.lastParty != nil {
		a.party = d.lastParty.party
	} else {
		a.party = d.partyOf(d.lastPerson)
	}
	return &a
}

// afterSaid says whether what follows a verb of speech can close an
// attribution: a time, a place, a hearer; and not an object of its own.
func (d *doc) afterSaid(k, end int) bool {
	t := d.toks
	if t[k].lem == "tell" || t[k].lem == "inform" || t[k].lem == "remind" {
		return true
	}
	n := &t[k+1]
	if !detWord(n.low) && n.kind == word && d.actorFrom(k+1) == nil && n.low != "no" && n.low != "more" && n.low != "there" && n.low != "if" && n.low != "only" {
		return true
	}
	m, _ := timeAt(t, k+1, end)
	return m > 0
}

// closesSoon says whether an attribution that goes on with a word at k is
// over soon: "he said on Tuesday, ...", "he told reporters in Tokyo.".
func (d *doc) closesSoon(k int, s sentence) bool {
	t := d.toks
	for i := k; i < s.to && i < k+14; i++ {
		if t[i].low == "," || t[i].low == "." || t[i].kind == quoteMark || t[i].low == ";" {
			return true
		}
		if t[i].low == "that" || t[i].form&finite != 0 && t[i].form&base == 0 && i > k && !nounVerbs[t[i].low] && !pluralNouns[t[i].low] {
			return false
		}
	}
	return true
}

// attributionEnd gives the end of a trailing attribution: the adverbials
// after the verb up to a mark.
func (d *doc) attributionEnd(k int, s sentence) int {
	t := d.toks
	for k < s.to {
		if t[k].kind == quoteMark || t[k].low == "." || t[k].low == ";" {
			return k
		}
		if t[k].low == "," {
			return k + 1
		}
		if t[k].low == "that" || t[k].low == "but" || t[k].low == "and" || t[k].low == "adding" || t[k].low == "while" {
			return k
		}
		k++
	}
	return k
}

// contentStart finds where the content of a verb of speech at k begins, or 0.
func (d *doc) contentStart(k int, s sentence, bare bool) int {
	t := d.toks
	i := k + 1
	// "told members of parliament that": a "that" before any other verb.
	for j := k + 1; j < s.to && j < k+14; j++ {
		if t[j].low == "that" && announces[t[k].lem] && d.dealBetween(k+1, j) {
			return 0 // "announced a deal that cuts tariffs": no words of theirs
		}
		if t[j].low == "that" && (j == k+1 || t[j-1].kind == word && t[j-1].low != "of" && t[j-1].low != "with") {
			return j + 1
		}
		if t[j].kind == quoteMark || t[j].low == ":" || t[j].low == "," || auxiliaries[t[j].low] != 0 || t[j].form&finite != 0 && !d.inActor(j) && !(t[j].form&base != 0 && t[j].form&(past|third) == 0) && j > k+1 {
			break
		}
	}
	for i < s.to {
		w := t[i]
		switch {
		case w.low == "that" && !(i+1 < s.to && t[i+1].low == "of"):
			return i + 1
		case w.kind == quoteMark:
			return i
		case w.low == ":":
			return i + 1
		case w.low == "out" && t[k].lem == "point":
			i++
			continue
		case w.low == ",":
			if i+1 < s.to && (t[i+1].kind == quoteMark || t[i+1].low == "however" || t[i+1].low == "citing" || t[i+1].low == "without") {
				i++
				continue
			}
			if i > k+1 && i+1 < s.to && t[i+1].low == "that" || d.commaThat(i, s) {
				i++
				continue
			}
			if bare && i == k+1 {
				i++
				continue
			}
			if bare && i < k+14 && d.finiteAfter(i+1, s.to) && i > k+1 {
				return i + 1
			}
			return 0
		case w.low == "reporters" || w.low == "media" || w.low == "parliament" || w.low == "also" || w.low == "again" || w.low == "separately" || w.low == "later" || w.low == "earlier" || w.low == "further" || w.low == "clear":
			i++
			continue
		case w.low == "citing":
			for i < s.to && t[i].low != "that" && i < k+20 && t[i].low != "." {
				i++
			}
			if i < s.to && t[i].low == "that" {
				return i + 1
			}
			return 0
		}
		if n, e := timeAt(t, i, s.to); n > 0 && e.kind != nowTime && !(t[i].low == "for" || t[i].low == "of") {
			i += n
			continue
		}
		if place := d.adverbial(i, s.to); place > 0 {
			i += place
			continue
		}
		// "told X that", "said X would".
		if t[k].lem == "tell" || t[k].lem == "inform" || t[k].lem == "remind" {
			if a := d.actorFrom(i); a != nil {
				i = a.to
				continue
			}
		}
		if noun := d.stanceNoun(i, s.to); noun > 0 {
			i += noun
			continue
		}
		break
	}
	if i >= s.to || !bare {
		return 0
	}
	if !d.finiteAfter(i, s.to) {
		return 0
	}
	return i
}

// announces are verbs whose object can be the thing itself.
var announces = setOf("announce unveil reveal disclose report confirm describe express conclude")

func (d *doc) dealBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if classes["deal"][d.toks[i].low] || d.toks[i].low == "order" || d.toks[i].low == "plan" || d.toks[i].low == "package" {
			return true
		}
	}
	return false
}

// commaThat says whether "that" follows a parenthesis that begins at i.
func (d *doc) commaThat(i int, s sentence) bool {
	t := d.toks
	for j := i + 1; j+1 < s.to && j < i+12; j++ {
		if t[j].low == "," {
			return t[j+1].low == "that"
		}
	}
	return false
}

// stanceNoun measures "its stance", "the government's position", before "that".
func (d *doc) stanceNoun(i, end int) int {
	t := d.toks
	for j := i; j < end && j < i+7; j++ {
		if claimNouns[t[j].low] || t[j].low == "belief" || t[j].low == "intention" || t[j].low == "demand" || t[j].low == "hope" || t[j].low == "call" || t[j].low == "concern" || t[j].low == "confidence" || t[j].low == "commitment" || t[j].low == "concerns" {
			if j+1 < end && t[j+1].low == "that" {
				return j + 1 - i
			}
		}
		if t[j].kind != word {
			return 0
		}
	}
	return 0
}

// adverbial measures a place or occasion after a verb of speech: "in an
// interview", "at a press conference in Tokyo".
func (d *doc) adverbial(i, end int) int {
	t := d.toks
	switch t[i].low {
	case "in", "at", "during", "after", "to", "on", "ahead", "before", "via", "following", "through", "with":
	default:
		return 0
	}
	j := i + 1
	for j < end && j < i+9 && t[j].kind == word && t[j].low != "that" {
		switch t[j].low {
		case "interview", "conference", "briefing", "reporters", "statement", "speech", "parliament", "session", "media", "post", "social", "twitter", "platform", "talks", "meeting", "committee", "letter", "tokyo", "washington", "beijing", "brussels", "seoul", "london", "ottawa", "hanoi", "jakarta", "bern", "delhi", "taipei", "manila", "geneva", "event", "forum", "hearing", "x", "television", "tv", "radio", "summit", "podcast", "programme", "program", "call", "airport", "broadcaster", "broadcast", "remarks", "note", "report":
			for j+1 < end && (t[j+1].low == "media" || t[j+1].low == "conference" || t[j+1].low == "network") {
				j++
			}
			return j + 1 - i
		}
		if t[j].form&finite != 0 && auxiliaries[t[j].low] != 0 {
			return 0
		}
		j++
	}
	return 0
}

// hasContent says whether a stretch holds words of its own: a verb or a
// quotation.
func (d *doc) hasContent(from, to int) bool {
	for i := from; i < to; i++ {
		if d.toks[i].kind == quoteMark {
			return true
		}
		if d.toks[i].form&finite != 0 && !d.inActor(i) && !(d.toks[i].form&base != 0 && auxiliaries[d.toks[i].low] == 0) {
			return true
		}
		if d.toks[i].form&base != 0 && i > from && d.toks[i-1].low != "to" && !d.inActor(i) && d.pluralOrActor(from, i) {
			return true
		}
	}
	return false
}

// pluralOrActor says whether an actor or a plural noun stands right before
// token i, so that a base form there is the verb: "Seoul and Washington remain".
func (d *doc) pluralOrActor(from, i int) bool {
	if a := d.actorEnding(i); a != nil {
		return !a.attrib
	}
	return i > from && d.pluralBefore(from, i)
}

// finiteAfter says whether a finite verb occurs in a stretch.
func (d *doc) finiteAfter(from, to int) bool {
	for i := from; i < to; i++ {
		if d.toks[i].form&finite != 0 && i > from {
			return true
		}
	}
	return false
}

// subjectOf finds the subject of the verb at k, not before p.
func (d *doc) subjectOf(k, p int, s sentence) *actor {
	t := d.toks
	acts := d.within(p, k)
	for i := len(acts) - 1; i >= 0; i-- {
		a := acts[i]
		if a.place || a.attrib {
			continue
		}
		if a.from > s.from {
			switch t[a.from-1].low {
			case "with", "to", "of", "by", "from", "against", "on", "between", "for", "in", "at", "than", "including", "like", "meet", "meeting", "via", "about", "over":
				continue
			case "and":
				// The first of two joined subjects speaks.
				if i > 0 && acts[i-1].to >= a.from-2 && !acts[i-1].attrib {
					continue
				}
			}
		}
		// Between subject and verb: auxiliaries, adverbs, an apposition.
		depth := 0
		ok := true
		for j := a.to; j < k; j++ {
			if t[j].low == "," || t[j].low == "(" || t[j].low == ")" || t[j].low == "—" {
				depth++
				continue
			}
			if t[j].form&finite != 0 && auxiliaries[t[j].low] == 0 && !d.inActor(j) && depth == 0 && t[j].form&(base) == 0 && !pluralNouns[t[j].low] {
				ok = false
				break
			}
			if t[j].low == "that" && depth == 0 {
				ok = false
				break
			}
			if b := t[j].form; depth == 0 && j > a.to && b&base != 0 && auxiliaries[t[j].low] == 0 && !d.inActor(j) && (auxiliaries[t[j-1].low] != 0 || classes["not"][t[j-1].low] || t[j-1].low == "to" || adverb(&t[j-1]) && auxiliaries[t[j-2].low] != 0) {
				ok = false // another verb of this subject stands between
				break
			}
		}
		if ok && k-a.to < 34 {
			return d.resolve(&a, s)
		}
		return nil
	}
	return nil
}

// firstSubject finds the first actor of a stretch that can be a subject.
func (d *doc) firstSubject(from, to int) *actor {
	for _, a := range d.within(from, to) {
		if a.attrib || a.place {
			continue
		}
		if a.from > from {
			switch d.toks[a.from-1].low {
			case "with", "to", "of", "by", "from", "against", "on", "between", "for", "in", "at", "than", "after", "following", "about", "over", "through", "via", "under", "among", "within", "toward", "towards":
				continue
			case "and":
				if x := d.actorEnding(a.from - 1); x != nil && x.from > from && prepositions[d.toks[x.from-1].low] {
					continue // "between India and the US"
				}
			}
		}
		b := a
		return &b
	}
	return nil
}

// timeIn looks for the time of speaking in an attribution.
func (d *doc) timeIn(f *frame, from, to int) {
	for i := from; i < to; i++ {
		if n, e := timeAt(d.toks, i, to); n > 0 && e.kind != nowTime && e.kind != yearTime && e.kind != monthTime {
			f.time, f.hasTime = e, true
			return
		}
	}
}

// frameOf makes the frame of a speaker.
func (d *doc) frameOf(a actor, verb string) *frame {
	f := &frame{sp: a, verb: verb, party: a.party, kind: "indirect"}
	f.speaker = d.nameOf(a)
	switch a.kind {
	case aSource:
		f.kind = "anonymous"
	case aGroup:
		f.kind = "collective"
	case aBody:
		f.kind = "institution"
		if b := d.reg.body[a.id]; b != nil && b.Kind == "news" {
			f.kind = "hearsay"
		}
		switch a.role {
		case "agency", "newspaper", "broadcaster", "daily":
			f.kind = "hearsay"
		}
	case aPerson:
		if a.ent != nil {
			f.party = a.ent.party
		}
	}
	return f
}

// nameOf is how a claim names a speaker: the full name as the article first
// wrote it, or the words of the phrase.
func (d *doc) nameOf(a actor) string {
	if a.kind == aPerson && a.ent != nil {
		return a.ent.surface
	}
	s := strings.TrimSpace(d.text[a.start:a.end])
	for _, det := range []string{"The ", "the "} {
		s = strings.TrimPrefix(s, det)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return strings.Join(strings.Fields(s), " ")
}
