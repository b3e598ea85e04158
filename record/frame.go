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
		if a.kind == aSource && a.to < end && figures[t[a.to].low] {
			break // "according to official data"
		}
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

// figures are what "official" qualifies when nobody speaks.
var figures = setOf("data figures statistics numbers estimates records documents")

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
	s := bareName(d.text[a.start:a.end])
	if a.kind == aGroup && organisations[lastWord(s)] {
		if n := d.properBeside(&a); n != "" {
			return n
		}
	}
	if (a.kind == aBody || a.kind == aGroup) && strings.Count(s, " ") < 2 {
		if n := d.longerName(&a, s); n != "" {
			return n
		}
	}
	return s
}

// bareName is a phrase without its article and possessive.
func bareName(s string) string {
	s = strings.TrimSpace(s)
	for _, det := range []string{"The ", "the "} {
		s = strings.TrimPrefix(s, det)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return strings.Join(strings.Fields(s), " ")
}

// lastWord is the last word of a phrase, folded.
func lastWord(s string) string {
	if k := strings.LastIndexByte(s, ' '); k >= 0 {
		s = s[k+1:]
	}
	return fold(s)
}

// properBeside gives the name that stands with an organisation told by its
// kind: "the industry association Swissmem", "CNI, the industry confederation,".
func (d *doc) properBeside(a *actor) string {
	t := d.toks
	proper := func(i int) bool {
		return t[i].kind == word && t[i].cap && t[i].form == 0 && !functionWords[t[i].low] && !notNames[t[i].low] && months[t[i].low] == 0
	}
	k := a.to
	for k < len(t) && k < a.to+4 && proper(k) {
		k++
	}
	if k > a.to && a.to < len(t) {
		return d.words(a.to, k)
	}
	if q := a.from - 1; q > 1 && t[q].low == "," && proper(q-1) {
		lo := q - 1
		for lo > 0 && lo > q-5 && proper(lo-1) {
			lo--
		}
		return d.words(lo, q)
	}
	return ""
}

// firstNames is how many of a text's first names are looked through for a
// longer form.
const firstNames = 300

// longerName gives the longest form in which the text has named a body before:
// "Ministry of Commerce" for "the ministry".
func (d *doc) longerName(a *actor, s string) string {
	head := lastWord(s)
	best := ""
	for i := 0; i < len(d.actors) && i < firstNames; i++ {
		x := &d.actors[i]
		if x.from >= a.from {
			break
		}
		if x.kind != aBody && x.kind != aGroup || x.plural != a.plural {
			continue
		}
		n := bareName(d.text[x.start:x.end])
		if len(n) <= len(s) || len(n) <= len(best) && x.id != a.id {
			continue
		}
		if a.id != "" && x.id == a.id || organisations[head] && x.party == a.party && strings.Contains(" "+fold(n)+" ", " "+head+" ") && n != strings.ToLower(n) {
			best = n
		}
	}
	return best
}
