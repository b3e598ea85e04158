package record

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
	a := clauseAct{d: d, c: c, gs: d.gbuf, k: d.mainGroup(c, d.gbuf)}
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
		if isOne(a.g.lem, "rise", "fall", "stay", "remain", "go", "climb", "drop") && d.percentWithin(a.g.head, c.to) && a.g.modal != "may" {
			return "act.measure", a.g.head
		}
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
	if r := a.ownAct(); r != "" {
		return r, a.g.head
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
		through := a.d.is(g, a.c.to, sBegin) || a.d.is(g, a.c.to, sKeep) && g.lem != "be" && g.lem != "remain" && g.lem != "stay" || g.lem == "help" || g.lem == "appear" || g.lem == "seem" || g.lem == "go" && nx.inf
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

func isOne(w string, ws ...string) bool {
	for _, x := range ws {
		if w == x {
			return true
		}
	}
	return false
}
