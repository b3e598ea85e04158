package record

import "strings"

// ofParty reads a clause in the active whose subject is a party, a person, a
// body, or the speaker.
func (a *clauseAct) ofParty() string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	if !a.voiced {
		return ""
	}
	comp, of := a.comp()
	obj, objAt := a.object()
	if g.modal == "would" && g.lem == "like" || g.lem == "want" {
		a.ss[a.n%4] = sWant
		a.n = min(a.n+1, 4)
	}
	next := func(ws ...string) bool { return a.obj < c.to && isOne(t[a.obj].low, ws...) }
	switch {
	case g.lem == "be" && g.adj >= 0:
		return a.ready(comp)
	case g.lem == "be" && g.head+2 < c.to && t[g.head+1].low == "due" && (t[g.head+2].low == "in" || t[g.head+2].low == "to" && comp != nil && d.is(comp, c.to, sMeet, sGo)) && !a.neg:
		return "meeting.expected"
	case g.lem == "be":
		return ""
	case isOne(g.lem, "charge", "levy", "collect", "apply", "impose") && g.modal == "" && !a.neg && d.percentWithin(g.head, c.to) && d.partyOf(c.subject) != "":
		return "act.measure"
	case a.must() && d.hasWord(c, "before"):
		return "act.condition"
	case a.must():
		return "act.ought"
	case c.main > c.lead && t[c.lead].low == "if" && c.frame != nil && g.modal == "will" && !a.neg && a.has(sConsider, sGive, sEase) && !a.has(sHarm) && !d.foreign(c):
		return "act.condition"
	case isOne(g.lem, "instruct", "order", "direct", "task") && comp != nil && (d.is(comp, c.to, sKeep, sTry, sPlan) || comp.lem == "negotiate" || comp.lem == "step"):
		if d.hasWord(c, "quickly", "swiftly", "speed", "accelerate", "fast") {
			return "pace.hurry"
		}
		return "act.position"
	case (obj == tProbe || d.hasWord(c, "investigation", "probe") && d.hasWord(c, "into")) && isOne(g.lem, "open", "launch", "start", "initiate", "begin", "announce") && g.modal == "":
		return "legal.court"
	case g.lem == "sue":
		return "legal.court"
	case a.neg && a.has(sConsider) && g.modal == "" && !d.hasWord(c, "countermeasures", "retaliation", "retaliatory") && (comp != nil || objAt >= 0 || c.frame != nil):
		return "act.reject"
	case a.neg && g.modal == "will" && isOne(g.lem, "adopt", "impose", "introduce", "levy", "apply", "raise", "increase") && c.subject != nil:
		if d.ofDeal {
			return "act.commit"
		}
		return "act.reject"
	case a.neg && (g.modal == "will" || g.modal == "can" || g.modal == "would" || g.modal == "must" && d.ownSubject(c)):
		if a.has(sYield, sAccept) && c.subject != nil && !a.paced() && d.partyOf(c.subject) != "" && !d.foreign(c) {
			if g.lem == "negotiate" || g.lem == "enter" || g.lem == "change" || g.lem == "conclude" && !d.hasWord(c, "that", "which") {
				return ""
			}
			return "act.redline"
		}
		return ""
	case a.neg && (g.lem == "exclude" || g.lem == "rule") && d.hasWord(c, "measures", "retaliation", "countermeasures", "steps", "action", "response"):
		return "act.threat"
	case a.neg:
		if g.modal == "" && c.subject != nil && (g.lem == "accept" || g.lem == "agree" && !a.joint()) && d.partyOf(c.subject) != "" && !d.hasWord(c, "yet") {
			return "act.reject"
		}
		return ""
	case objAt >= 0 && t[objAt].low == "consultations" && (d.hasWord(c, "wto") || strings.Contains(d.lower(c.main, c.to), "world trade organization")):
		return "legal.court"
	case d.foreign(c) && c.subject.kind != aPronoun && !a.neg && (g.modal == "" || g.modal == "must") && isOne(g.lem, "fail", "threaten", "harm", "hurt", "undermine", "ignore", "cheat", "steal", "exploit", "discriminate", "subsidize", "dump", "mistreat", "manipulate", "flood", "burden", "block"):
		return "act.accuse"
	case objAt >= 0 && t[objAt].low == "list" && isOne(g.lem, "draw", "prepare", "publish", "compile", "adopt", "approve", "present", "finalize", "ready") && d.hasWord(c, "products", "goods", "exports", "imports", "counter") && !a.neg:
		return "retaliation.act"
	case isOne(g.lem, "take", "bring", "raise") && a.has(sDiscuss) && (g.past || g.perfect) && d.hasWord(c, "with") && !a.onBarrier(g.head+1):
		return "agenda.in"
	case a.has(sGo) && (g.past || g.perfect) && g.modal == "" && !a.neg && d.sessionWords(c) && d.partyOf(c.subject) != "" && (g.lem == "leave" || g.lem == "fly" || g.lem == "travel" || g.lem == "arrive" || g.lem == "depart"):
		return "round.held"
	case objAt >= 0 && legalNouns[t[objAt].low] && t[objAt].low != "consultations" && isOne(g.lem, "file", "request", "seek", "lodge", "ask", "bring", "launch", "win", "lose", "demand", "submit"):
		return "legal.court"
	case isOne(g.lem, "respond", "react", "answer", "retaliate") && (g.modal == "will" || g.modal == "would") && d.partyOf(c.subject) != "" && !next("to", "in") || g.lem == "respond" && g.modal == "will" && d.hasWord(c, "way", "kind", "measures", "firmly", "strongly"):
		if a.conditional() {
			return "act.threat"
		}
		return "retaliation.act"
	case g.lem == "take" && (g.modal == "will" || g.modal == "would") && a.conditional() && d.hasWord(c, "measures", "action", "steps", "countermeasures"):
		return "act.threat"
	case isOne(g.lem, "prohibit", "ban", "bar", "block", "halt", "suspend", "stop", "forbid", "outlaw", "restrict") && objAt >= 0 && isOne(t[objAt].low, "imports", "exports", "shipments", "purchases", "licences", "licenses", "sales", "trade") && g.modal != "may" && g.modal != "would" && d.partyOf(c.subject) != "":
		return "act.measure"
	case isOne(g.lem, "defend", "justify") && (obj == tMeasure || obj == tDuty || obj == tDeal) && (g.past || g.perfect):
		return "act.statement"
	case isOne(g.lem, "study", "examine", "assess", "analyze", "scrutinize", "evaluate", "review") && objAt >= 0 && studied[t[objAt].low]:
		return "monitor.watch"
	case g.lem == "raise" && !a.onBarrier(g.head+1) && d.hasWord(c, "with") && (g.past || g.perfect) && objAt < 0:
		return "agenda.in"
	case isOne(g.lem, "publish", "release", "issue") && obj == tDeal && (g.past || g.perfect) && a.joint():
		return "act.agreement"
	case a.has(sRefuse):
		return a.refuses(comp, obj, objAt)
	case a.has(sThreaten):
		if comp != nil && comp.inf || objAt >= 0 && d.partyOf(c.subject) != "" && !isOne(t[objAt].low, "security", "jobs", "job", "integrity", "economy", "growth", "peace", "stability", "existence", "livelihood", "livelihoods", "industry", "sovereignty") {
			return "act.threat"
		}
	case g.lem == "call" && g.head+1 < c.to && isOne(t[g.head+1].low, "for", "on", "upon") || a.has(sAsk) && g.lem != "call":
		return a.asks(comp, of, obj, objAt)
	case g.lem == "call" || g.lem == "brand" || g.lem == "label" || g.lem == "describe" || g.lem == "deem" || g.lem == "term":
		for i := g.head + 1; i < c.to && i < g.head+26; i++ {
			if badWords[t[i].low] && (t[i].quote != 0 || i+1 >= c.to || t[i+1].kind != word || t[i+1].low == "and" || t[i-1].low == "as" || t[i-1].low == "a" || t[i-1].low == "an") {
				return "act.disapprove"
			}
		}
	case a.has(sDisapprove):
		if objAt >= 0 || c.frame == nil {
			return "act.disapprove"
		}
	case a.has(sConsider) && comp == nil && objAt >= 0 && (g.modal == "would" || g.modal == "may" || g.modal == "") && d.partyOf(c.subject) != "" && (benefits[t[objAt].low] || obj == tMeasure) && obj != tDuty && !d.hasWord(c, "countermeasures", "retaliatory"):
		return "act.offer"
	case a.has(sConsider) && comp != nil && comp.ger && a.giving(comp) && !a.onTariffRaise(comp):
		return "act.offer"
	case g.lem == "suggest" && c.subject != nil && d.partyOf(c.subject) != "" && (comp != nil && comp.ger || comp == nil && objAt >= 0 && next("a", "an")) && g.modal == "" && obj != tSession:
		if c.subject.kind == aGroup || c.subject.kind == aOffice {
			return "act.demand"
		}
		if comp != nil && a.giving(comp) {
			return "act.offer"
		}
	case a.has(sOffer) && (g.lem == "offer" || g.lem == "propose" || g.lem == "float" || g.lem == "dangle" || g.lem == "table" || g.lem == "put" || g.lem == "tender" || g.lem == "volunteer" || g.lem == "pitch" || g.lem == "come" || g.lem == "lay"):
		return a.offers(comp, of, objAt)
	case a.has(sAgree) && comp != nil && comp.inf && !a.future():
		return a.agrees(comp)
	case a.has(sPromise) && g.modal == "":
		return a.promises(comp)
	case a.has(sAccept) && (g.lem == "live" || g.lem == "settle" || g.lem == "swallow" || g.lem == "stomach" || g.lem == "accept") && (g.modal == "may" || g.modal == "can" || g.modal == "would"):
		return "act.concede"
	case a.has(sConcede) && (g.lem == "back" || g.lem == "climb" || g.lem == "soften" || g.lem == "retreat" || g.lem == "backtrack" || g.lem == "backpedal" || g.lem == "row" || g.lem == "walk") && !a.future():
		return "act.concede"
	case isOne(g.lem, "hope", "expect") && g.modal == "" && comp == nil && a.hopesOf():
		return "act.demand"
	case a.has(sDeny) && g.lem != "contest" && c.to-c.lead >= 3 && !g.ger:
		return "act.dispute"
	case a.has(sPass) && objAt >= 0 && (obj == tLaw || obj == tDeal) && isOne(g.lem, "pass", "ratify", "adopt", "enact", "publish", "approve", "promulgate") && !a.neg:
		return "act.implement"
	case a.has(sPlan, sWant) && comp != nil && isOne(comp.lem, "pass", "ratify", "enact") && of == nil:
		return "act.implement"
	case a.has(sAgree) && comp != nil && comp.inf && isOne(comp.lem, "meet", "hold", "convene", "speak") && d.sessionWords(c) && !a.neg:
		return "meeting.expected"
	case g.modal == "may" && a.has(sGive) && a.giving(g) && c.subject != nil && d.partyOf(c.subject) != "" && c.frame != nil && (c.frame.kind == "anonymous" || c.frame.kind == "collective" || c.frame.kind == "hearsay" || c.frame.kind == "narrator-hedged") && !d.foreign(c):
		return "act.offer"
	case objAt >= 0 && isOne(g.lem, "raise", "propose", "suggest", "float", "moot") && isOne(t[objAt].low, "possibility", "idea", "prospect") && d.hasWord(c, "meeting", "visit", "summit", "call", "talks"):
		return "meeting.expected"
	case objAt >= 0 && isOne(g.lem, "raise", "voice", "express", "convey", "reiterate", "register", "repeat", "lodge", "air", "state") && blame[t[objAt].low]:
		return "act.blame"
	case isOne(g.lem, "harden", "maintain", "stick", "reiterate", "reaffirm", "hold", "restate", "stand", "toughen", "stiffen") && d.hasWord(c, "position", "stance", "line", "joint", "guns", "firm") && !a.future() && c.subject != nil:
		return "act.position"
	case g.lem == "reserve" && d.hasWord(c, "right", "rights"):
		if d.hasWord(c, "retaliatory", "countermeasures", "countermeasure", "retaliate", "rebalancing") {
			return "retaliation.act"
		}
		return "act.threat"
	case (g.lem == "take" || g.lem == "bring" || g.lem == "file" || g.lem == "lodge" || g.lem == "challenge" || g.lem == "sue") && d.hasWord(c, "wto", "court", "tribunal", "lawsuit", "suit") || (g.lem == "take" || g.lem == "bring" || g.lem == "challenge" || g.lem == "file") && strings.Contains(d.lower(c.main, c.to), "world trade organization"):
		return "legal.court"
	case (obj == tSession || obj == tTalks) && isOne(g.lem, "end", "conclude", "complete", "finish", "wrap", "chair", "co", "hold", "attend", "conduct") && g.modal == "" && !a.neg && (g.past || g.perfect):
		return "round.held"
	case a.has(sGo) && g.modal == "will" && !a.neg && (d.sessionWords(c) || d.hasPlace(a.obj, c.to)):
		return "meeting.expected"
	case a.has(sMeet, sGo) && comp == nil && g.modal == "will" && !a.neg && d.sessionWords(c) && g.lem != "have":
		return "meeting.expected"
	case isOne(g.lem, "violate", "breach", "break", "renege", "flout") && (obj == tDeal || d.hasWord(c, "promise", "promises", "commitments", "word")) && (g.past || g.perfect):
		return "compliance.degree"
	case g.modal == "would" && a.has(sGive) && a.giving(g) && (d.toks[c.lead].low == "in" || d.hasWord(c, "return", "exchange")):
		return "act.offer"
	case a.has(sWant, sTry) || g.modal == "would" && g.lem == "like" || a.has(sPlan) && comp != nil:
		return a.wants(comp, of, obj, objAt)
	case a.has(sMake) && objAt >= 0 && t[objAt].act != sNone:
		return a.made(objAt)
	case isOne(g.lem, "announce", "order", "declare", "decree", "unveil") && (obj == tMeasure || obj == tDuty) && (g.past || g.perfect) && c.subject != nil && d.partyOf(c.subject) != "" && c.frame == nil && t[objAt].act != sRetaliate:
		return "act.measure"
	case isOne(g.lem, "speak", "talk", "confer") && (g.past || g.perfect) && g.modal == "" && next("to", "with", "by") && d.others(g.head+1, c):
		return "round.held"
	case a.has(sHarm, sEase) && (a.onBarrier(g.head+1) || obj == tDuty):
		return a.changes()
	case a.has(sGive) && g.modal == "will" && c.subject != nil && d.partyOf(c.subject) != "" && !a.conditional():
		if c.frame == nil && (d.hasNumber(c) || a.onMarket() || d.ofDeal) && g.lem != "support" {
			return "act.commit"
		}
	}
	return ""
}

// ready reads "is ready to", "are unwilling to", "is unfair".
func (a *clauseAct) ready(comp *group) string {
	d, c, g := a.d, a.c, a.g
	w := d.toks[g.adj].low
	ready, unready := readyWords[w], unreadyWords[w]
	if unready && d.foreign(c) && w != "unlikely" {
		return "act.accuse"
	}
	if w == "opposed" && !a.neg {
		return "act.reject"
	}
	if badWords[w] {
		if a.neg {
			return ""
		}
		return "act.disapprove"
	}
	if isOne(w, "convinced", "confident", "hopeful", "optimistic") && !a.neg && c.subject != nil && d.partyOf(c.subject) != "" && comp == nil {
		return "act.position"
	}
	if w == "open" && comp != nil && comp.ger && a.giving(comp) && c.subject != nil && d.partyOf(c.subject) != "" && !a.neg {
		return "act.offer"
	}
	if comp == nil || !comp.inf || c.subject == nil || d.partyOf(c.subject) == "" {
		return ""
	}
	if ready && a.neg || unready {
		switch {
		case w == "unlikely" || w == "hesitant" || w == "reluctant" && !unready:
			return ""
		case d.is(comp, c.to, sDiscuss, sMeet) && !d.is(comp, c.to, sYield):
			return "act.reject"
		case d.is(comp, c.to, sYield, sAccept, sGive):
			return "act.redline"
		}
		return ""
	}
	switch {
	case g.modal == "may" || g.modal == "would" || w == "eager" || w == "keen" || w == "determined" || w == "resolved" || w == "poised":
		return ""
	case d.is(comp, c.to, sRetaliate, sThreaten), a.onTariffRaise(comp):
		return ""
	case d.is(comp, c.to, sAccept) && comp.lem == "accept":
		if d.hasWord(c, "exchange", "return") {
			return "act.offer"
		}
		return ""
	case a.giving(comp) && !d.is(comp, c.to, sMove, sMeet) && comp.lem != "make" && comp.lem != "join" && comp.lem != "set":
		return "act.offer"
	case d.is(comp, c.to, sMove, sMeet, sDiscuss, sTry) || comp.lem == "engage" || comp.lem == "negotiate":
		return "act.position"
	}
	return ""
}

// refuses reads a refusal: of an ask, of a measure, of haste.
func (a *clauseAct) refuses(comp *group, obj thing, objAt int) string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	if c.subject == nil && c.frame == nil || g.modal == "may" {
		return ""
	}
	if d.partyOf(c.subject) == "" && c.frame == nil {
		return ""
	}
	if comp != nil && (comp.lem == "comment" || comp.lem == "say" || comp.lem == "elaborate" || comp.lem == "confirm" || comp.lem == "specify" || comp.lem == "disclose" || comp.lem == "give" && g.lem == "decline" || comp.lem == "speculate" || comp.lem == "name" || comp.lem == "identify") {
		return ""
	}
	if a.paced() {
		return "pace.hurry"
	}
	if objAt >= 0 && (t[objAt].act == sRetaliate || d.hasWord(c, "retaliation", "reprisals", "countermeasures") && t[objAt].low != "measures" && objAt < a.obj+4 && t[objAt].act == sRetaliate) {
		return "retaliation.act"
	}
	if g.lem == "oppose" || g.lem == "object" || g.lem == "resist" {
		if obj == tAsk {
			return "act.reject"
		}
		return ""
	}
	if objAt < 0 && comp == nil && g.lem != "refuse" && g.lem != "decline" && g.lem != "balk" {
		return ""
	}
	_ = t
	return "act.reject"
}

// asks reads a verb of asking with what is asked for.
func (a *clauseAct) asks(comp *group, of *actor, obj thing, objAt int) string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	if c.subject == nil && c.frame == nil || g.modal == "may" {
		return ""
	}
	switch g.lem {
	case "ask":
		if a.obj < c.to && isOne(t[a.obj].low, "whether", "if", "about", "why", "how", "what", "when") {
			return ""
		}
		if comp == nil && !(a.obj < c.to && isOne(t[a.obj].low, "for", "that")) && of == nil && !d.hasWord(c, "for") {
			return ""
		}
	case "insist":
		if comp == nil && objAt < 0 && !(a.obj < c.to && t[a.obj].low == "that") {
			return ""
		}
	case "invite", "look", "require", "recommend":
		if comp == nil || of == nil {
			return ""
		}
	case "press", "push", "pressure", "lobby", "prod", "nudge", "coax", "goad":
		if comp == nil && !d.hasWord(c, "for", "on", "into", "over") {
			return ""
		}
	case "advocate", "solicit":
	case "appeal":
		if !(a.obj < c.to && isOne(t[a.obj].low, "to", "for")) || d.hasWord(c, "court", "ruling", "judgment") {
			return ""
		}
	}
	if g.lem == "seek" || g.lem == "demand" || g.lem == "request" {
		if comp != nil && comp.inf && of == nil && g.lem == "seek" {
			return a.wants(comp, of, obj, objAt)
		}
	}
	if a.future() && g.modal == "would" && c.frame == nil {
		return ""
	}
	return "act.demand"
}

// offers reads a verb of offering.
func (a *clauseAct) offers(comp *group, of *actor, objAt int) string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	if c.subject == nil && c.frame == nil || d.partyOf(c.subject) == "" && c.frame == nil {
		return ""
	}
	if objAt >= 0 && isOne(t[objAt].low, "comment", "details", "condolences", "explanation", "glimpse", "evidence", "clue", "clues", "insight", "apology", "tariff", "tariffs", "duty", "duties", "rule") {
		return ""
	}
	if g.lem == "propose" && comp == nil && a.obj < c.to && t[a.obj].low == "that" {
		return "" // whose act it is, the content says
	}
	if comp == nil && objAt >= 0 && isOne(g.lem, "float", "dangle", "table", "put", "pitch", "volunteer", "tender", "come", "lay") && (!isOne(g.lem, "come", "lay") || t[objAt].act == sOffer) {
		return "act.offer"
	}
	if g.lem == "offer" || comp != nil && a.giving(comp) && of == nil {
		if comp != nil && d.is(comp, c.to, sMeet, sDiscuss) && !a.giving(comp) {
			return "act.position"
		}
		return "act.offer"
	}
	return ""
}

// agrees reads "agreed to do": of both an agreement, of one a promise.
func (a *clauseAct) agrees(comp *group) string {
	d, c := a.d, a.c
	if a.joint() || d.hasWord(c, "sides", "two") && c.subject == nil {
		return "" // the words say whether to talk or to act
	}
	if c.subject == nil || d.partyOf(c.subject) == "" {
		return ""
	}
	if d.is(comp, c.to, sMove, sMeet, sDiscuss) && !a.giving(comp) {
		return ""
	}
	if a.giving(comp) || d.is(comp, c.to, sEase) {
		return "act.commit"
	}
	return ""
}

// promises reads a pledge: of what is given, of harm, of firmness.
func (a *clauseAct) promises(comp *group) string {
	d, c := a.d, a.c
	if c.subject == nil || d.partyOf(c.subject) == "" {
		return ""
	}
	if comp == nil {
		if a.d.hasNumber(c) && a.g.lem != "commit" && a.g.lem != "guarantee" {
			return "act.commit"
		}
		return ""
	}
	switch {
	case d.is(comp, c.to, sRetaliate) || a.onTariffRaise(comp):
		return "act.threat"
	case a.giving(comp) && !d.is(comp, c.to, sMeet):
		return "act.commit"
	case d.is(comp, c.to, sProtect, sKeep, sTry) || comp.lem == "fight":
		return "act.position"
	}
	return ""
}
