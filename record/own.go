package record

// ownAct reads what a party says of an act of its own where the main verb
// alone does not tell: what it could accept, hold, suspend, send or adopt.
func (a *clauseAct) ownAct() string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	obj, objAt := a.object()
	mine := !d.foreign(c)
	party := c.subject != nil && d.partyOf(c.subject) != "" && !c.subject.attrib
	could := g.modal == "may" && d.hasWord(c, "could")
	switch {
	case a.neg && mine && party && could && isOne(g.lem, "accept", "agree", "tolerate", "sign", "compromise"):
		return "act.redline"
	case a.neg && mine && party && (g.modal == "will" || g.modal == "would") && g.lem == "discuss" && objAt >= 0 && obj != tSession && obj != tDeal && (obj != tTalks || t[objAt].low == "work"):
		return "act.redline"
	case a.neg && party && isOne(g.lem, "decide", "say") && g.modal == "" && d.hasWord(c, "whether") && d.answering(c):
		return "retaliation.act"
	case a.neg:
		return ""
	case could && c.frame != nil && c.frame.party != "" && mine && !a.conditional() && g.lem == "be" && d.partOfDeal(g.head+1, c.to):
		return "act.offer"
	case (could || g.modal == "may") && party && mine && !c.subject.inner && !a.conditional() && a.has(sConsider) && objAt >= 0 && t[objAt].act != sRetaliate && !d.answering(c) && !classes["tariff"][t[objAt].low] && obj != tTalks && obj != tSession:
		return "act.offer"
	case (g.modal == "can" || g.modal == "may") && party && mine && c.subject.kind == aParty && isOne(g.lem, "suspend", "terminate", "revoke", "withdraw", "pause", "end") && a.conditional() && !could:
		return "act.condition"
	case isOne(g.lem, "respond", "react") && g.modal == "will" && party && mine && a.obj < c.to && t[a.obj].low == "to" && obj == tDuty:
		return "retaliation.act"
	case isOne(g.lem, "hold", "keep", "maintain", "retain", "leave") && party && mine && g.modal != "may" && g.modal != "must" && g.modal != "can" && !a.conditional() && objAt >= 0 && objAt < a.obj+8 && obj == tDuty && (d.hasNumber(c) || d.hasWord(c, "place", "unchanged", "force")):
		return "act.measure"
	case g.modal == "would" && c.frame != nil && party && mine && d.ofDeal && a.has(sEase) && !a.conditional() && obj == tDuty && t[objAt].low != "tax" && !isOne(g.lem, "delay", "postpone", "defer", "pause"):
		return "act.commit"
	case g.lem == "send" && (g.modal == "will" || g.modal == "would") && party && d.envoys(g.head+1, c.to) && d.hasPlace(g.head+1, c.to):
		return "meeting.expected"
	case g.modal == "must" && party && a.has(sPass) && objAt >= 0 && (obj == tLaw || obj == tDeal || t[objAt].low == "mandate") && c.frame == nil:
		return "act.implement"
	case g.modal != "" && isOne(g.lem, "need", "require") && objAt >= 0 && a.thing == tDeal && d.hasWord(c, "approval", "consent", "ratification", "vote"):
		return "act.implement"
	case g.modal == "will" && isOne(g.lem, "give", "grant") && (party || c.patient != nil) && c.frame == nil && objAt >= 0 && isOne(t[objAt].low, "approval", "consent", "assent", "nod", "blessing") && mine:
		return "act.implement"
	case g.lem == "be" && g.modal == "" && a.aim():
		return "act.position"
	case g.perfect && a.has(sGive) && party && mine && d.ofDeal && c.frame == nil && objAt >= 0 && isOne(t[objAt].low, "quota", "quotas"):
		return "act.commit"
	case a.joint() && isOne(g.lem, "aim", "hope", "intend", "want", "plan") && g.modal == "" && d.laterVerb(a, "conclude", "reach", "sign", "finalize", "complete", "seal", "strike"):
		return "act.wish"
	case a.joint() && isOne(g.lem, "set", "lay", "spell") && (g.past || g.perfect) && d.hasWord(c, "out") && d.hasWord(c, "statement", "declaration", "communique", "text"):
		return "act.agreement"
	}
	return ""
}

// answering says whether a clause speaks of an answer to the other side's duty.
func (d *doc) answering(c *clause) bool {
	return d.hasWord(c, "retaliate", "retaliation", "retaliatory", "countermeasures", "countermeasure", "reciprocity", "anti-coercion", "reprisals", "counter-tariffs", "rebalancing")
}

// partOfDeal says whether what follows is "part of a deal".
func (d *doc) partOfDeal(from, to int) bool {
	t := d.toks
	for i := from; i+2 < to && i < from+4; i++ {
		if t[i].low == "part" && t[i+1].low == "of" || t[i].low == "included" && t[i+1].low == "in" || t[i].low == "on" && t[i+1].low == "the" {
			for k := i + 2; k < to && k < i+6; k++ {
				if t[k].thing == tDeal || t[k].low == "package" || t[k].low == "table" {
					return true
				}
			}
		}
	}
	return false
}

// laterVerb says whether an infinitive behind the main verb is one of some.
func (d *doc) laterVerb(a *clauseAct, lemmas ...string) bool {
	for j := a.k + 1; j < len(a.gs); j++ {
		if x := &a.gs[j]; x.inf && isOne(x.lem, lemmas...) {
			return true
		}
	}
	return false
}

// aim says whether the subject is what somebody aims at: "our priority is to".
func (a *clauseAct) aim() bool {
	t := a.d.toks
	h := a.d.headOf(a.c.main, a.g.from)
	return h >= 0 && isOne(t[h].low, "priority", "goal", "aim", "objective") && a.g.head+1 < a.c.to && t[a.g.head+1].low == "to"
}

// envoys says whether those who are sent stand in a stretch.
func (d *doc) envoys(from, to int) bool {
	for i := from; i < to && i < from+7; i++ {
		if people[d.toks[i].low] || isOne(d.toks[i].low, "delegation", "team", "envoy", "envoys", "mission", "negotiator", "minister", "secretary") {
			return true
		}
	}
	return false
}
