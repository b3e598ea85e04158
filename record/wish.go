package record

// paced says whether the clause speaks of haste or a deadline.
func (a *clauseAct) paced() bool {
	return a.d.hasWord(a.c, "hasty", "haste", "rush", "rushed", "hurry", "hurried", "deadline", "deadlines", "hurriedly")
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

// percentWithin says whether a rate in percent stands behind a verb.
func (d *doc) percentWithin(k, to int) bool {
	t := d.toks
	for i := k + 1; i+1 < to && i < k+9; i++ {
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
