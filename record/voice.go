package record

import "strings"

// voice fills speaker, role, attribution and certainty.
func (d *doc) voice(cl *Claim, c *clause) {
	f := c.frame
	switch {
	case f == nil:
		cl.Attribution, cl.Certainty = "narrator", "asserted"
		if h := d.hedge(c); h != "" {
			cl.Attribution, cl.Certainty = h, certaintyOf[h]
			cl.Rules = append(cl.Rules, "attr."+h)
			return
		}
		if s := c.subject; s != nil && communicative[cl.Type] && !d.firstPerson(s) && !d.toldOf(s, cl.Type) {
			if kind := d.attributionOf(s); kind != "" {
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, kind, certaintyOf[kind]
			}
			if cl.Speaker != "" {
				cl.Rules = append(cl.Rules, "attr.subject")
			}
		}
	case f.kind == "narrator-hedged":
		cl.Attribution, cl.Certainty = "narrator-hedged", "reported"
		cl.Rules = append(cl.Rules, f.rule)
	default:
		cl.Speaker, cl.Role = f.speaker, f.sp.role
		if f.sp.ent != nil && cl.Role == "" {
			cl.Role = f.sp.ent.role
		}
		cl.Attribution = f.kind
		switch {
		case f.kind == "collective" && f.sp.kind == aGroup && d.organised(&f.sp), f.kind == "indirect" && f.sp.kind == aParty && f.rule != "attr.noun-claim" && !f.carried:
			cl.Attribution = "institution"
		}
		if d.quoted(c) && f.kind != "anonymous" && f.kind != "collective" && f.kind != "hearsay" {
			cl.Attribution = "quoted"
		}
		kind := cl.Attribution
		if kind == "quoted" { // the words are sure, and as good as who said them
			kind = f.kind
		}
		if cl.Certainty = certaintyOf[kind]; cl.Certainty == "" {
			cl.Certainty = "attributed"
		}
		if f.contest {
			cl.Certainty, cl.Contested = "reported-contested", true
		}
		cl.Rules = append(cl.Rules, f.rule)
		if f.carried {
			cl.Rules = append(cl.Rules, "attr.carried")
		}
	}
}

// attributionOf is the attribution of a move whose subject says it.
func (d *doc) attributionOf(s *actor) string {
	switch s.kind {
	case aPerson, aOffice, aParty:
		return "indirect"
	case aGroup:
		if d.organised(s) {
			return "institution"
		}
		return "collective"
	case aSource:
		return "anonymous"
	case aBody:
		return "institution"
	}
	return ""
}

// certaintyOf grades a claim by its attribution.
var certaintyOf = map[string]string{
	"indirect": "attributed", "institution": "attributed", "collective": "attributed-collective", "anonymous": "anonymous",
	"hearsay": "reported", "narrator-hedged": "reported", "narrator-inference": "inferred",
}

// communicative types are moves that the subject makes in words: who makes
// the move is who says it.
var communicative = map[Type]bool{
	Demand: true, RedLine: true, Condition: true, Offer: true, OfferItem: true, Reject: true, Threat: true, Disapprove: true, Position: true,
	Statement: true, PaceSignal: true, ConcedeSignal: true, MeetingExpected: true, Monitor: true, Retaliation: true, Agenda: true, Rationale: true, Valuation: true,
}

// toldOf says whether a move is what the writer tells of its subject, who says
// nothing: "Japan asked", "the minister will meet". Blame, stances and words
// are the subject's own.
func (d *doc) toldOf(s *actor, typ Type) bool {
	switch typ {
	case MeetingExpected, Retaliation, Offer, OfferItem, ConcedeSignal, Agenda:
		return true
	case Demand, Reject, Threat, Condition, Rationale:
		return s.kind == aParty
	}
	return false
}

// organisations are heads of groups that have a name and a voice of their own.
var organisations = setOf("association federation union chamber council group lobby confederation institute party ministry committee alliance coalition bureau board authority agency commission league cooperative guild syndicate centre center bank institution organisation organization office department")

// organised says whether a group is an organisation and no crowd, by the head
// of its phrase.
func (d *doc) organised(a *actor) bool {
	if a.from < 0 || a.to > len(d.toks) || a.to <= a.from {
		return false
	}
	h := d.headOf(a.from, a.to)
	if h < 0 {
		h = a.to - 1
	}
	return organisations[d.toks[h].low]
}

// hedge says how the narrator hedges a clause of his own.
func (d *doc) hedge(c *clause) string {
	t := d.toks
	for i := c.from; i < c.to; i++ {
		switch t[i].low {
		case "apparently", "seemingly", "evidently", "presumably", "arguably", "probably", "conceivably", "plainly", "visibly", "noticeably", "conspicuously", "manifestly":
			return "narrator-inference"
		case "looks", "look", "looked":
			if i+1 < c.to && isOne(t[i+1].low, "as", "like", "likely", "unlikely", "set", "improbable", "doubtful", "intended", "increasingly", "modest", "odd", "certain", "ready") {
				return "narrator-inference"
			}
		case "may", "might":
			if i+1 < c.to && isOne(t[i+1].low, "even", "well", "explain", "yet", "prove") {
				return "narrator-inference"
			}
		case "sign", "signs":
			if i+1 < c.to && t[i+1].low == "that" && i > c.from && isOne(t[i-1].low, "a", "another", "clear") {
				return "narrator-inference"
			}
		case "seem", "appear":
			if i+1 < c.to && isOne(t[i+1].low, "to", "that", "likely", "set", "determined", "ready", "intent", "unlikely", "willing", "keen", "bothered", "less", "more", "in") {
				return "narrator-inference"
			}
		case "seems", "appears", "seemed", "appeared":
			if i+1 < c.to && isOne(t[i+1].low, "keen", "confident", "improbable", "probable", "plausible", "bothered", "less", "more") {
				return "narrator-inference"
			}
			if i+1 < c.to && (t[i+1].low == "to" || t[i+1].low == "that" || t[i+1].low == "likely" || t[i+1].low == "set" || t[i+1].low == "determined" || t[i+1].low == "ready" || t[i+1].low == "intent" || t[i+1].low == "unlikely" || t[i+1].low == "increasingly" || t[i+1].low == "poised" || t[i+1].low == "willing" || t[i+1].low == "in") {
				return "narrator-inference"
			}
		case "reportedly", "allegedly", "purportedly":
			return "narrator-hedged"
		case "said":
			if i > c.from && i+1 < c.to && classes["be"][t[i-1].low] && t[i+1].low == "to" {
				return "narrator-hedged"
			}
		case "suggests", "suggesting":
			if c.subject == nil && (i == c.verb || i+1 < c.to && t[i+1].low == "that") {
				return "narrator-inference"
			}
		}
	}
	if s := d.sents[c.sent]; c.frame == nil {
		for i := max(s.from, c.from-8); i < min(s.to, c.to+8); i++ {
			for _, row := range guesses {
				if i+len(row) <= s.to && d.row(row, i) {
					return "narrator-inference"
				}
			}
		}
	}
	return ""
}

// guesses are words set into a sentence with which a writer marks a guess.
var guesses = [][]string{
	{"one", "may", "surmise"}, {"it", "would", "appear"}, {"it", "would", "seem"}, {"so", "it", "looks"}, {"so", "it", "seems"}, {"it", "seems", ","}, {"it", "appears", ","},
	{"by", "all", "appearances"}, {"to", "all", "appearances"}, {"to", "judge", "by"}, {"to", "judge", "from"}, {"judging", "by"}, {"judging", "from"}, {"than", "it", "lets", "on"},
}

// saidOn is the day on which something was said: the day the attribution
// names, else that of the last dated attribution, else nothing.
func (d *doc) saidOn(c *clause) string {
	if c.frame != nil && c.frame.hasTime {
		if from, _ := c.frame.time.resolve(d.pub, pastTense); from != "" {
			d.speechDay = from
			return from
		}
	}
	return d.speechDay
}

// spokenOn says whether an expression of time can be the day of speaking: a
// day of the week, or a date after "on".
func spokenOn(text string) bool {
	low := strings.ToLower(text)
	for w := range weekdays {
		if strings.Contains(low, w) {
			return true
		}
	}
	return strings.HasPrefix(low, "on ") || strings.HasPrefix(low, "yesterday") || strings.HasPrefix(low, "today") || strings.HasPrefix(low, "earlier")
}

// restated says whether a clause or its attribution marks a repetition.
func (d *doc) restated(c *clause) bool {
	lo := c.from
	if c.frame != nil && c.frame.from < lo && c.from-c.frame.from < 40 {
		lo = c.frame.from
	}
	for i := lo; i < c.to; i++ {
		switch d.toks[i].low {
		case "again", "reiterated", "reiterate", "reiterates", "reiterating", "repeated", "repeatedly", "unchanged", "remains", "reaffirmed", "reaffirms", "restated", "still", "continues":
			return true
		case "change":
			if i > lo && (d.toks[i-1].low == "no" || d.toks[i-1].low == "not") {
				return true
			}
		case "changed":
			if d.negated(c, i) || i > lo+1 && d.toks[i-1].low == "not" {
				return true
			}
		}
	}
	return false
}

// firstPerson says whether a phrase is in the speaker's own mouth: "our
// team". It names no speaker.
func (d *doc) firstPerson(a *actor) bool {
	switch d.toks[a.from].low {
	case "our", "my", "we", "i", "us":
		return true
	}
	return false
}
