package record

import "strings"

// clauseAct is what the verbs of a clause do: its groups, its main verb, and
// what stands before and after it.
type clauseAct struct {
	d      *doc
	c      *clause
	gs     []group
	k      int // index of the main group
	g      *group
	ss     [4]sense
	n      int
	obj    int   // token after the verb and its particles
	thing  thing // kind of the subject, when it is no actor
	neg    bool
	voiced bool // somebody says it, or a party is the subject
}

// act reads a clause by its verbs and gives the rule that its main verb and
// their complements mean, with the token that decides; "" when they decide
// nothing and the words must.
func (d *doc) act(c *clause) (rule string, at int) {
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	a := clauseAct{d: d, c: c, gs: d.gbuf, k: -1}
	for i := range a.gs {
		if g := &a.gs[i]; g.finite && !d.inRelative(c.main, g.from) || (c.inherit || c.conn == "with") && (g.ger || g.inf) || g.from == c.main && g.ger {
			a.k = i
			break
		}
	}
	if a.k < 0 {
		return "", 0
	}
	a.neg = a.gs[a.k].neg || d.nothing(c.main, a.gs[a.k].from)
	if a.eased() {
		return "act.commit", a.gs[a.k].head
	}
	if r := a.ofText(); r != "" {
		return r, a.gs[a.k].head
	}
	if rule, at = a.dutyFact(); rule != "" {
		return rule, at
	}
	a.g = &a.gs[a.k]
	a.skipThrough()
	a.ss, a.n, a.obj = d.senses(a.g, c.to)
	if c.subject == nil || c.subject.from > a.g.from && !c.inherit {
		if !c.inherit {
			a.thing = d.thingIn(c.main, a.g.from)
		}
	}
	a.neg = a.g.neg || d.nothing(c.main, a.g.from)
	a.voiced = c.frame != nil && c.frame.speaker != "" || c.subject != nil
	if s := c.subject; s != nil && s.kind == aPronoun || c.subject != nil && a.g.from > c.main && isOne(d.toks[c.main].low, "it", "they") {
		if a.has(sTake, sEnd) || a.g.lem == "come" && d.hasWord(c, "top") || a.g.lem == "apply" {
			a.thing = tDuty
			if a.has(sTake) || a.g.lem == "come" {
				return "act.measure", a.g.head
			}
		}
	}
	if f := c.frame; f != nil && blaming[f.verb] && f.party != "" && !a.paced() {
		return "act.accuse", a.g.head
	}
	switch {
	case a.thing == tCourt:
		return "", 0
	case a.g.passive && a.g.lem == "reserve" && d.hasWord(c, "right", "rights") && c.subject == nil:
		return "act.threat", a.g.head
	case a.legal():
		if a.g.passive || a.has(sRefuse) {
			return "legal.court", a.g.head
		}
		return "", 0
	case a.g.passive && a.thing != tDuty && (isOne(a.g.lem, "keep", "leave") && d.hasWord(c, "out", "off", "untouched") || a.neg && isOne(a.g.lem, "raise", "mention", "touch", "include", "cover")) && c.subject == nil && a.g.modal == "":
		rule = "agenda.out"
	case a.g.passive && isOne(a.g.lem, "discuss", "broach", "negotiate", "talk") && a.g.modal == "" && c.conn == "" && c.patient == nil && c.subject == nil:
		rule = "agenda.in"
		if a.neg {
			rule = "agenda.out"
		}
	case c.subject == nil && a.thing != tNone:
		rule = a.ofThing()
	case a.g.passive && a.thing != tNone && c.patient == nil && a.thing != tAsk:
		rule = a.ofThing()
	case c.patient != nil && a.g.passive && a.g.is(d, c.to, sRefuse):
		rule = "act.reject"
	case (a.g.modal == "may" || a.g.modal == "can") && a.g.passive && (a.has(sEase) || isOne(a.g.lem, "modify", "adjust", "change")) && a.conditional():
		rule = "act.condition"
	case a.g.passive && (a.g.modal == "would" || a.g.modal == "will") && isOne(a.g.lem, "raise", "discuss", "address") && d.hasWord(c, "with", "talks", "meeting") && a.thing != tDuty:
		rule = "agenda.in"
	case a.g.passive:
		rule = a.ofPassive()
	default:
		rule = a.ofParty()
	}
	if rule == "" && c.subject == nil && a.g.modal == "" && !a.neg && (a.g.lem == "pay" || a.g.passive && a.g.lem == "hold") && d.percentAfter(a.g.head, c.to) {
		rule = "act.measure"
	}
	if rule == "" && c.subject == nil && a.g.passive && a.g.modal == "" && !a.neg && isOne(a.g.lem, "spare", "exempt", "exclude") {
		rule = "act.measure"
	}
	if rule == "" && c.subject == nil && a.g.passive && a.g.modal == "" && !a.neg && isOne(a.g.lem, "hold", "convene") && a.g.past && d.hasPlace(a.g.head, c.to) {
		rule = "round.held"
	}
	if rule == "" && a.g.lem == "be" && (a.g.past || a.g.perfect) && c.subject != nil && c.subject.kind == aPerson && d.hasWord(c, "in") && d.hasWord(c, "for") && d.sessionWords(c) {
		rule = "round.held"
	}
	if rule == "" && a.g.lem == "be" && d.hasWord(c, "investigation", "probe") && d.hasWord(c, "under") {
		rule = "legal.court"
	}
	if rule == "" && c.subject == nil && d.ofDeal && a.g.modal == "will" && !a.conditional() && isOne(a.g.lem, "enter", "pay", "enjoy", "obtain", "receive", "get", "face") && a.thing != tTalks || rule == "" && c.subject == nil && d.ofDeal && a.g.modal == "would" && c.frame != nil && isOne(a.g.lem, "pay", "face", "enter", "enjoy") && a.onBarrier(a.g.head+1) {
		rule = "act.commit"
	}
	if rule == "" && c.subject == nil && a.g.modal == "will" && a.g.passive && !a.neg && !a.conditional() && (isOne(a.g.lem, "free", "let", "admit", "freed", "buy", "purchase", "open", "grant", "send", "pay", "liberalize", "raise", "expand", "recognize", "exempt") || a.has(sEase)) && a.thing != tSession && a.thing != tTalks && a.thing != tDeal {
		rule = "act.commit"
	}
	if (rule == "act.measure" || rule == "") && a.thing == tDuty && d.hasWord(c, "court", "ruling", "tribunal", "judges") && (a.g.past || a.g.perfect || a.g.passive) {
		rule = "legal.court"
	}
	return rule, a.g.head
}

// ofText reads what a deal itself does: it caps a duty, it runs out.
func (a *clauseAct) ofText() string {
	d, c := a.d, a.c
	g := &a.gs[a.k]
	under := c.main > c.lead && d.toks[c.lead].low == "under" && d.thingIn(c.lead+1, c.main) == tDeal
	kind := d.thingIn(c.main, g.from)
	switch {
	case a.neg || a.conditional():
	case under && (g.modal == "will" || g.modal == "would") && (kind == tDuty || kind == tMeasure || kind == tGoods):
		return "act.commit"
	case kind != tDeal:
	case d.is(g, c.to, sEnd) || g.lem == "extend" && g.passive || g.lem == "run" && d.hasWord(c, "out"):
		if g.modal == "" || g.modal == "will" {
			return "act.agreement"
		}
	case !g.passive && (g.modal == "" || g.modal == "will" || g.modal == "would") && (d.is(g, c.to, sEase, sGive) || isOne(g.lem, "cap", "set", "fix", "limit", "commit", "oblige", "foresee", "require", "provide", "allow")) && !isOne(g.lem, "support", "work", "make", "end"):
		b := clauseAct{d: d, c: c, g: g}
		if b.onBarrier(g.head+1) || isOne(g.lem, "commit", "oblige", "grant") || d.hasNumber(c) {
			return "act.commit"
		}
	}
	return ""
}

// eased says whether a duty or another barrier is to fall: a promise, told
// without condition.
func (a *clauseAct) eased() bool {
	g := &a.gs[a.k]
	if g.modal != "will" || a.neg || a.conditional() || a.c.frame != nil && a.c.frame.kind == "hearsay" {
		return false
	}
	k := a.d.thingIn(a.c.main, g.from)
	if k != tDuty && k != tMeasure {
		return false
	}
	return g.passive && a.d.is(g, a.c.to, sEase) && !a.d.is(g, a.c.to, sHarm, sEnd) || !g.passive && (g.lem == "come" || g.lem == "go") && a.d.hasWord(a.c, "down")
}

// is says whether the group can have a sense.
func (g *group) is(d *doc, to int, want ...sense) bool { return d.is(g, to, want...) }

// inRelative says whether a verb stands in a relative clause of the subject:
// "the duty, which takes effect on Thursday, comes".
func (d *doc) inRelative(from, k int) bool {
	t := d.toks
	for i := k - 1; i > from; i-- {
		w := t[i].low
		if relatives[w] && w != "as" && w != "than" {
			return !(w == "that" && t[i-1].kind == word && (t[i-1].form&(past|third) != 0 || auxiliaries[t[i-1].low] != 0))
		}
		if t[i].form&finite != 0 && !d.inActor(i) && (auxiliaries[w] != 0 || t[i].form&base == 0) {
			return false
		}
		if w == "," && i < k-1 && t[i-1].kind == word && i-1 > from && d.relativeBefore(from, i) {
			return false
		}
	}
	return false
}

func (d *doc) relativeBefore(from, to int) bool {
	for i := to - 1; i > from; i-- {
		if relatives[d.toks[i].low] {
			return true
		}
	}
	return false
}

// skipThrough goes on from a verb that only leads to another: "keeps
// pressing", "is set to", "went on to reject", "began to".
func (a *clauseAct) skipThrough() {
	for a.k+1 < len(a.gs) {
		nx := &a.gs[a.k+1]
		g := a.g
		if nx.finite || nx.from > g.head+3 || !(nx.inf || nx.ger) {
			return
		}
		if nx.inf && nx.from <= g.head+2 && (g.lem == "be" && g.adj < 0 && (nx.from == g.head+1 || isOne(a.d.toks[g.head+1].low, "due", "likely", "bound", "about", "certain", "sure")) || g.passive && isOne(g.lem, "set", "schedule", "slate", "expect", "plan")) {
			c := *nx
			c.modal, c.neg, c.finite, c.inf = "will", g.neg || nx.neg, true, false
			a.gs[a.k+1] = c
			a.k++
			a.g = &a.gs[a.k]
			continue
		}
		through := a.d.is(g, a.c.to, sBegin) || a.d.is(g, a.c.to, sKeep) && g.lem != "be" && g.lem != "remain" && g.lem != "stay" || g.lem == "help" || g.lem == "appear" || g.lem == "seem" || g.lem == "need" && false || g.lem == "go" && nx.inf
		if !through {
			return
		}
		m, neg := g.modal, g.neg
		c := *nx
		c.modal, c.neg, c.past, c.finite = m, neg || nx.neg, g.past, true
		a.gs[a.k+1] = c
		a.k++
		a.g = &a.gs[a.k]
	}
}

// nothing says whether a subject denies: "no country", "neither side".
func (d *doc) nothing(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		switch d.toks[i].low {
		case "no", "nothing", "neither", "nobody", "none":
			return !(i+2 < to && d.toks[i+2].low == "than") // "no more than"
		}
	}
	return false
}

// has says whether the main verb can have one of the senses.
func (a *clauseAct) has(want ...sense) bool {
	for _, s := range a.ss[:a.n] {
		for _, w := range want {
			if s == w {
				return true
			}
		}
	}
	return false
}

// comp gives the verb that completes the main one: an infinitive or a gerund
// before the next finite verb, or nil. of is whose act it is: the actor that
// stands between ("wants Tokyo to").
func (a *clauseAct) comp() (g *group, of *actor) {
	for j := a.k + 1; j < len(a.gs); j++ {
		x := &a.gs[j]
		if x.finite || x.part {
			return nil, nil
		}
		if x.ger && x.head+1 < a.c.to && a.d.toks[x.head+1].low == "of" {
			return nil, nil // "wants easing of the levy": a noun
		}
		if x.inf || x.ger && x.from <= a.g.head+4 {
			for _, ac := range a.d.within(a.g.head+1, x.from) {
				if !ac.place && !ac.attrib {
					b := ac
					of = &b
					break
				}
			}
			for i := a.g.head + 1; i < x.from; i++ {
				if w := a.d.toks[i].low; w == "," || w == ";" || w == "that" || w == "which" {
					return nil, nil
				}
			}
			return x, of
		}
	}
	return nil, nil
}

// object gives the kind of what the verb is done to, and its head.
func (a *clauseAct) object() (thing, int) {
	from := a.obj
	t := a.d.toks
	for from < a.c.to && (t[from].kind == quoteMark || prepositions[t[from].low] && from < a.obj+1) {
		from++
	}
	h := a.d.headOf(from, a.c.to)
	if h < 0 {
		return tNone, -1
	}
	return t[h].thing, h
}

// onBarrier says whether a duty or another measure stands in what follows.
func (a *clauseAct) onBarrier(from int) bool {
	t := a.d.toks
	for i := from; i < a.c.to; i++ {
		switch t[i].thing {
		case tDuty, tMeasure:
			return true
		}
		if t[i].low == "%" || t[i].low == "percent" || t[i].low == "pct" || t[i].low == "pc" || t[i].low == "per" {
			if i > from && t[i-1].kind == number {
				return true
			}
		}
		if relatives[t[i].low] && t[i].low != "as" && t[i].low != "than" {
			return false
		}
	}
	return false
}

// joint says whether both sides are the subject.
func (a *clauseAct) joint() bool { return a.d.joint(a.c) }

// future says whether the main verb speaks of what is to come.
func (a *clauseAct) future() bool {
	return a.g.modal == "will" || a.g.modal == "would" || a.g.inf
}

// conditional says whether the clause hangs on a condition.
func (a *clauseAct) conditional() bool {
	for i := a.c.from; i < a.c.to; i++ {
		switch a.d.toks[i].low {
		case "if", "unless", "absent", "otherwise", "failing":
			return true
		}
	}
	return false
}

// legal says whether the clause is about a case at law.
func (a *clauseAct) legal() bool {
	s := a.c.subject
	if s == nil || s.kind != aBody {
		return false
	}
	b := a.d.reg.body[s.id]
	return b != nil && b.Kind == "court"
}

// ofThing reads a clause whose subject is a thing: a duty, talks, a deal.
func (a *clauseAct) ofThing() string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	must := g.modal == "must"
	if a.must() && d.hasWord(c, "before") {
		return "act.condition"
	}
	if a.must() && !(a.thing == tDeal && a.has(sPass, sSeal)) {
		return "act.ought"
	}
	switch a.thing {
	case tDuty, tMeasure:
		switch {
		case g.lem == "be" && g.adj >= 0 && badWords[t[g.adj].low]:
			return "act.disapprove"
		case must && g.passive && a.has(sEase):
			if c.frame != nil {
				return "act.demand"
			}
		case a.neg:
		case a.has(sTake, sEnd), g.passive && a.has(sHarm, sEase):
			if g.modal == "will" && a.has(sEase) && !a.has(sHarm, sEnd) && !a.conditional() {
				return "act.commit"
			}
			if (g.modal == "would" || g.modal == "will") && c.frame != nil && g.passive && isOne(g.lem, "raise", "increase", "hike", "impose", "double", "restore", "reimpose", "reinstate", "levy", "triple") {
				return "act.threat"
			}
			if g.modal == "may" || c.frame != nil && g.modal == "would" {
				return ""
			}
			return "act.measure"
		case (g.modal == "would" || g.modal == "will") && c.frame != nil && !g.passive && (isOne(g.lem, "rise", "return", "climb", "increase", "jump") || isOne(g.lem, "go", "snap", "come") && d.hasWord(c, "up", "back") && !d.hasWord(c, "down")) && !d.hasWord(c, "effect", "force"):
			return "act.threat"
		case g.passive && isOne(g.lem, "add", "stack") && g.modal == "will" && c.frame != nil:
			return "act.threat"
		case g.passive && g.modal != "would" && g.modal != "may" && isOne(g.lem, "stack", "add", "backdate", "fix", "set", "hold", "cap", "keep", "collect", "refund", "levy", "affect"):
			return "act.measure"
		case !g.passive && g.modal == "" && (a.has(sHarm, sEase) || isOne(g.lem, "keep", "set", "hold", "cover", "fix", "bring")) && a.thing == tMeasure && a.onBarrier(g.head+1):
			return "act.measure"
		case !g.passive && isOne(g.lem, "go", "snap", "come") && d.hasWord(c, "up", "down", "back") && (g.modal == "will" || g.modal == "" && (g.past || g.perfect)):
			if g.modal == "will" && d.hasWord(c, "down") && g.lem == "come" {
				return "act.commit"
			}
			return "act.measure"
		case !g.passive && (g.lem == "rise" || g.lem == "fall" || g.lem == "drop" || g.lem == "jump" || g.lem == "climb" || g.lem == "hit" || g.lem == "cover" || g.lem == "return" || g.lem == "revert" || g.lem == "remain" || g.lem == "stay" || g.lem == "stand" || g.lem == "come"):
			if g.lem == "come" && g.modal == "will" || g.modal == "may" || g.modal == "would" && c.frame == nil {
				if g.lem == "come" && g.modal == "will" && d.hasWord(c, "down") {
					return "act.commit"
				}
				return ""
			}
			if (g.lem == "rise" || g.lem == "remain" || g.lem == "stay" || g.lem == "return" || g.lem == "fall" || g.lem == "drop") && g.modal == "would" {
				return ""
			}
			return "act.measure"
		}
	case tGoods:
		switch {
		case a.neg && g.passive && isOne(g.lem, "affect", "hit", "cover") && g.modal == "":
			return "act.measure"
		case a.neg || g.modal == "would" || g.modal == "may":
		case a.has(sBear) && a.onBarrier(g.head+1):
			return "act.measure"
		case (g.lem == "be" || g.lem == "remain" || g.lem == "stay") && !g.passive && d.hasWord(c, "exempt", "exempted", "subject", "excluded", "spared", "hit"):
			if g.modal == "will" {
				return ""
			}
			return "act.measure"
		case g.passive && a.has(sHarm, sEase) && (g.lem == "hit" || g.lem == "exempt" || g.lem == "exclude" || g.lem == "spare" || g.lem == "tax" || g.lem == "target") && g.modal == "":
			return "act.measure"
		case g.modal == "will" && (g.lem == "enter" || g.lem == "enjoy" || g.lem == "receive" || g.lem == "get") && d.hasWord(c, "duty", "tariff", "quota", "free", "access"):
			return "act.commit"
		}
	case tTalks:
		switch {
		case a.has(sMove) && g.modal != "would" && g.modal != "may" && g.modal != "must" && (!a.future() || c.frame == nil):
			if g.passive && a.future() || d.nothing(c.main, g.from) && c.main > c.lead {
				return ""
			}
			if t[c.main].low != "talks" && t[c.main].low != "negotiations" && t[g.from-1].low != "talks" && t[g.from-1].low != "negotiations" && g.modal == "" && a.has(sEnd) {
				return ""
			}
			return "act.talks"
		case g.lem == "be" && d.hasWord(c, "underway", "ongoing", "progress", "deadlocked", "hold", "stalled", "going"), g.lem == "deadlock", g.lem == "go" && d.hasWord(c, "ahead", "on", "nowhere"):
			if !a.future() {
				return "act.talks"
			}
		}
	case tSession:
		if d.hasWord(c, "next", "fourth", "fifth", "another") && g.modal == "will" && (g.lem == "take" || g.lem == "begin" || g.lem == "start" || g.lem == "be") {
			return "meeting.expected"
		}
		if g.passive && g.modal == "" && !a.neg && (g.lem == "cancel" || g.lem == "postpone" || g.lem == "call" && d.hasWord(c, "off") || g.lem == "suspend" || g.lem == "scrap") {
			return "act.talks"
		}
		if (g.passive && (g.lem == "hold" || g.lem == "convene" || g.lem == "conduct") || g.lem == "take" && d.hasWord(c, "place") || g.lem == "happen") && !a.neg {
			if g.modal == "will" {
				return "meeting.expected"
			}
			if g.modal == "" && (g.past || g.perfect) {
				return "round.held"
			}
		}
		if g.lem == "be" && !g.passive && g.modal == "" && d.thingIn(g.head+1, c.to) == tSession {
			return "act.round"
		}
	case tGap:
		if g.lem == "remain" || g.lem == "persist" || g.lem == "exist" || g.lem == "widen" || g.lem == "be" || g.lem == "hold" || g.lem == "surface" || g.lem == "emerge" {
			return "act.dispute"
		}
	case tDeal:
		switch {
		case g.lem == "be" && g.adj >= 0 && badWords[t[g.adj].low]:
			return "act.disapprove"
		case g.passive && a.has(sSeal) && g.modal == "" && !a.neg && !g.inf:
			return "act.agreement"
		case g.passive && a.has(sSeal) && a.neg && g.modal == "":
			return "act.talks"
		}
	case tAsk:
		switch {
		case g.lem == "be" && g.adj >= 0 && badWords[t[g.adj].low]:
			return "act.disapprove"
		case g.passive && !a.neg && isOne(g.lem, "submit", "lay", "table", "present", "send", "make", "put", "deliver", "hand") && t[max(d.headOf(c.main, g.from), 0)].act == sOffer && g.modal == "":
			return "act.offer"
		case g.passive && a.has(sRefuse) && g.modal == "", g.passive && a.neg && a.has(sAccept, sAgree, sYield) && g.modal == "",
			g.lem == "go" && d.hasWord(c, "unanswered", "nowhere", "unheeded"), g.lem == "fall" && d.hasWord(c, "deaf"):
			return "act.reject"
		}
	case tLaw:
		if !g.passive && g.modal == "" && isOne(g.lem, "set", "require", "allow", "take", "apply", "enter", "come", "appear", "implement", "create", "oblige") {
			return "act.implement"
		}
		if (g.lem == "be" && d.hasWord(c, "pending", "awaiting") || g.passive && isOne(g.lem, "submit", "table", "introduce", "table", "send")) && (d.hasWord(c, "parliament", "congress", "assembly", "legislature", "committee", "diet", "senate", "house", "chamber") || g.lem == "be") {
			return "act.implement"
		}
		if g.passive && isOne(g.lem, "issue", "publish", "sign", "pass", "adopt", "approve") && !a.neg && g.modal != "may" {
			return "act.implement"
		}
		if g.lem == "be" && d.hasWord(c, "before") && d.hasWord(c, "parliament", "congress", "assembly", "legislature", "committee", "diet", "senate") || g.passive && a.has(sPass) && !a.neg {
			return "act.implement"
		}
	case tProbe:
		if g.passive && (a.has(sBegin, sMove) || g.lem == "open" || g.lem == "launch" || g.lem == "initiate") && g.modal == "" {
			return "legal.court"
		}
	}
	return ""
}

// ofPassive reads a clause in the passive whose subject is an actor: "Tokyo
// was asked to", "is expected to", "was rebuffed".
func (a *clauseAct) ofPassive() string {
	d, c, g := a.d, a.c, a.g
	if c.patient == nil && c.subject == nil {
		return ""
	}
	comp, _ := a.comp()
	switch {
	case (g.modal == "may" || g.modal == "can") && a.has(sEase) && a.conditional():
		return "act.condition"
	case g.modal == "may" || a.neg:
	case a.has(sAsk) && (comp != nil || d.toks[min(g.head+1, c.to-1)].low == "for" || d.toks[min(g.head+1, c.to-1)].low == "not"):
		return "act.demand"
	case (g.lem == "tell" || g.lem == "warn" || g.lem == "order" || g.lem == "require" || g.lem == "expect") && comp != nil && c.patient != nil && g.lem != "expect":
		return "act.demand"
	case a.has(sOffer) && g.lem == "offer":
		return "act.offer"
	case a.has(sRefuse) && g.modal == "":
		return "act.reject"
	}
	return ""
}

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
	case g.lem == "be":
		return ""
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
	case (obj == tProbe) && isOne(g.lem, "open", "launch", "start", "initiate", "begin", "announce") && g.modal == "":
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

func isOne(w string, ws ...string) bool {
	for _, x := range ws {
		if w == x {
			return true
		}
	}
	return false
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

// paced says whether the clause speaks of haste or a deadline.
func (a *clauseAct) paced() bool {
	return a.d.hasWord(a.c, "hasty", "haste", "rush", "rushed", "hurry", "hurried", "deadline", "deadlines", "hurriedly")
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
		if comp == nil && !(a.obj < c.to && isOne(t[a.obj].low, "for", "that")) && of == nil {
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

// giving says whether a verb gives something to the other side.
func (a *clauseAct) giving(g *group) bool {
	return a.d.is(g, a.c.to, sGive) && !a.onTariffRaise(g)
}

// onTariffRaise says whether a verb raises a barrier.
func (a *clauseAct) onTariffRaise(g *group) bool {
	if !a.d.is(g, a.c.to, sHarm) {
		return false
	}
	if !a.d.is(g, a.c.to, sGive) {
		return a.onBarrier(g.head + 1)
	}
	k := a.d.thingIn(g.head+1, a.c.to)
	return k == tDuty
}

// onMarket says whether goods, access or a duty are given.
func (a *clauseAct) onMarket() bool {
	for i := a.g.head + 1; i < a.c.to; i++ {
		switch a.d.toks[i].low {
		case "access", "market", "markets", "purchases", "imports", "quota", "investment", "aircraft":
			return true
		}
	}
	return a.onBarrier(a.g.head + 1)
}

// percentAfter says whether a rate in percent stands right behind a verb.
func (d *doc) percentAfter(k, to int) bool {
	t := d.toks
	for i := k + 1; i+1 < to && i < k+4; i++ {
		if t[i].kind == number && isOne(t[i+1].low, "%", "percent", "pct", "pc", "per") {
			return true
		}
	}
	return false
}

// legalNouns are steps at law.
var legalNouns = setOf("panel appeal stay injunction arbitration lawsuit lawsuits suit complaint petition notice challenge consultations")

// studied are what a party studies before it answers.
var studied = setOf("notice decision ruling order measure measures letter proposal text announcement impact effect effects details document proclamation judgment verdict implications content contents consequences situation")

// blaming are verbs of speech that blame with what they say.
var blaming = setOf("complain lament protest bemoan grumble object regret")

// blame are nouns that blame when they are voiced.
var blame = setOf("concern concerns dissatisfaction regret opposition disappointment objection objections reservations unease alarm displeasure protest dismay anger frustration complaint complaints")

// hasPlace says whether a capital stands in a stretch as a place to go to.
func (d *doc) hasPlace(from, to int) bool {
	for _, a := range d.within(from, to) {
		if a.kind == aParty {
			return true
		}
	}
	return false
}

// must says whether somebody says what the other side, or a thing, must do.
func (a *clauseAct) must() bool {
	c, g := a.c, a.g
	if g.modal != "must" || c.frame == nil || c.frame.party == "" || c.frame.kind == "hearsay" {
		return false
	}
	if c.subject != nil {
		p := a.d.partyOf(c.subject)
		return p != "" && a.d.reg.Bloc(p) != a.d.reg.Bloc(c.frame.party)
	}
	switch a.thing {
	case tDuty, tMeasure, tDeal, tTalks, tAsk:
		return true
	}
	return false
}

// wants reads a wish: an ask when it is for the other side's act.
func (a *clauseAct) wants(comp *group, of *actor, obj thing, objAt int) string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	if c.subject == nil && c.frame == nil || a.neg || g.modal == "may" {
		return ""
	}
	if d.partyOf(c.subject) == "" && c.frame == nil {
		return ""
	}
	want := g.lem == "like" || g.lem == "want" || g.lem == "wish" || g.lem == "seek" || g.lem == "need" || g.lem == "look" || g.lem == "desire" || g.lem == "strive" || g.lem == "fight" || g.lem == "angle"
	if g.lem == "hope" && comp == nil && a.obj < c.to && t[a.obj].low == "for" {
		if h := d.headOf(a.obj+1, c.to); h >= 0 && benefits[t[h].low] {
			return "act.demand"
		}
		return ""
	}
	if comp == nil {
		if want && objAt >= 0 {
			if benefits[t[objAt].low] || a.outOf(objAt) {
				return "act.demand"
			}
			if (g.lem == "want" || g.lem == "like") && obj != tDeal && obj != tTalks && t[objAt].low != "war" && t[objAt].low != "conflict" && (t[objAt].form == 0 || obj == tSession) {
				return "act.demand"
			}
		}
		return ""
	}
	if of != nil && (g.lem == "want" || g.lem == "expect" || g.lem == "need" || g.lem == "wish" || g.lem == "prefer") {
		if of.kind != aPronoun && (c.subject == nil || of.from != c.subject.from) {
			if p := d.partyOf(of); p != "" && (p != d.partyOf(c.subject) || of.kind != aParty) {
				return "act.demand"
			}
		}
	}
	if of == nil && isOne(g.lem, "want", "expect", "need", "urge") && comp.inf && comp.from > g.head+1 {
		if h := d.headOf(g.head+1, comp.from); h >= 0 && (people[t[h].low] || isOne(t[h].low, "partners", "countries", "side", "others", "nations", "allies", "economies", "parliament")) {
			return "act.demand"
		}
	}
	if of == nil && g.lem == "hope" && comp.lem == "see" {
		return "act.demand"
	}
	if of == nil && comp.passive && want { // "wants the rate to be lowered"
		return "act.demand"
	}
	if of != nil {
		return ""
	}
	switch {
	case a.has(sPlan) && g.lem != "aim":
		return ""
	case isOne(comp.lem, "secure", "win", "obtain", "get", "achieve", "gain", "negotiate", "extract"):
		o := d.headOf(comp.head+1, c.to)
		if o >= 0 && benefits[t[o].low] {
			return "act.demand"
		}
	case d.is(comp, c.to, sEase) && d.thingIn(comp.head+1, c.to) == tDuty && d.others(comp.head+1, c):
		return "act.demand"
	}
	if isOne(g.lem, "hope", "intend", "aim", "want", "wish") && g.modal == "" && c.subject != nil && d.partyOf(c.subject) != "" && comp.lem != "know" {
		return "act.wish"
	}
	return ""
}

// hopesOf says whether what is hoped is the other side's act: "hopes the US
// will".
func (a *clauseAct) hopesOf() bool {
	d, c := a.d, a.c
	for j := a.k + 1; j < len(a.gs); j++ {
		x := &a.gs[j]
		if !x.finite {
			continue
		}
		for _, ac := range d.within(a.g.head+1, x.from) {
			p := d.partyOf(&ac)
			if !ac.attrib && !ac.place && ac.kind != aPronoun && p != "" && c.subject != nil && d.reg.Bloc(p) != d.reg.Bloc(d.partyOf(c.subject)) {
				return x.modal != "" || d.is(x, c.to, sEase)
			}
		}
		return false
	}
	return false
}

// outOf says whether a wished-for thing is to be undone or moved: "wants the
// quotas off the table", "the duty gone", "those tariffs removed".
func (a *clauseAct) outOf(h int) bool {
	t := a.d.toks
	for i := min(h, a.obj+1); i < a.c.to && i < h+12; i++ {
		switch t[i].low {
		case "off", "out", "gone", "back", "lifted", "removed", "scrapped", "abolished", "cut", "lowered", "reduced", "halved", "dropped", "withdrawn", "eliminated", "undone", "reversed", "suspended", "zero":
			return true
		case ",", "and", "that":
			return false
		}
	}
	return false
}

// made reads a light verb with a noun that names the act: "issued a call
// for", "reiterated its refusal".
func (a *clauseAct) made(h int) string {
	if a.c.subject == nil || a.d.partyOf(a.c.subject) == "" {
		return ""
	}
	t := a.d.toks
	switch t[h].act {
	case sAsk:
		if a.g.lem == "face" || a.g.lem == "hear" || a.g.lem == "have" || a.g.lem == "bear" {
			return ""
		}
		return "act.demand"
	case sThreaten:
		if a.g.lem == "face" || a.g.lem == "have" {
			return ""
		}
		return "act.threat"
	case sRefuse:
		return "act.reject"
	case sOffer:
		if isOne(a.g.lem, "make", "send", "file", "renew", "repeat", "reiterate", "deliver", "lodge") {
			return "act.offer"
		}
	}
	return ""
}

// changes reads a party that raises or lowers a barrier.
func (a *clauseAct) changes() string {
	d, c, g := a.d, a.c, a.g
	if c.subject == nil || d.partyOf(c.subject) == "" {
		return ""
	}
	switch {
	case g.modal == "will" && a.has(sEase) && !a.conditional() && !g.passive && !isOne(g.lem, "delay", "postpone", "defer"):
		return "act.commit"
	case g.modal == "may" || g.modal == "can" || g.modal == "must" || g.inf:
		return ""
	case g.modal == "" && !g.ger && (g.past || g.perfect) && c.frame == nil:
		return "act.measure"
	}
	return ""
}

// partyOf gives the party of an actor, "" for none.
func (d *doc) partyOf(a *actor) string {
	if a == nil {
		return ""
	}
	if a.party != "" {
		return a.party
	}
	if a.ent != nil {
		return a.ent.party
	}
	if a.kind == aGroup {
		return d.other
	}
	return ""
}

// foreign says whether the subject of reported words is not the speaker's own
// side: what the other side will not do is no red line of the speaker.
func (d *doc) foreign(c *clause) bool {
	return c.frame != nil && c.frame.party != "" && c.subject != nil && d.partyOf(c.subject) != "" && d.reg.Bloc(d.partyOf(c.subject)) != d.reg.Bloc(c.frame.party)
}

// ownSubject says whether the subject is the speaker's own side.
func (d *doc) ownSubject(c *clause) bool {
	return c.frame != nil && c.subject != nil && d.partyOf(c.subject) == c.frame.party
}

// others says whether a party that is not the subject's own is named after a
// token: "Washington's duties".
func (d *doc) others(from int, c *clause) bool {
	me := d.reg.Bloc(d.partyOf(c.subject))
	for _, a := range d.within(from, c.to) {
		if p := d.partyOf(&a); p != "" && d.reg.Bloc(p) != me && !a.place {
			return true
		}
	}
	return false
}

// hasNumber says whether a clause gives an amount.
func (d *doc) hasNumber(c *clause) bool {
	for i := c.main; i < c.to; i++ {
		if d.toks[i].kind == number {
			return true
		}
	}
	return false
}
