package record

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

// ofThing reads a clause whose subject is a thing: a duty, talks, a deal.
func (a *clauseAct) ofThing() string {
	d, c, g := a.d, a.c, a.g
	t := d.toks
	must := g.modal == "must"
	if a.must() && d.hasWord(c, "before", "first") {
		return "act.condition"
	}
	if must && a.thing == tDeal && g.passive && a.has(sPass) {
		return "act.implement"
	}
	if a.must() && a.thing == tDuty && !a.neg && !g.passive && a.has(sTake) && d.hasWord(c, "should") {
		return "act.measure" // when it is to begin
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
