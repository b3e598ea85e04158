package record

import "strings"

// trailing are the verbs of sayOnlyThat that can follow what was said.
var trailing = setOf("announce report indicate disclose reveal reaffirm clarify estimate forecast mention recall complain believe think respond answer agree understand")

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
