package record

// accept lets a rule refuse a match that its words alone do not exclude.
func (d *doc) accept(c *clause, f found) bool {
	giver := d.giver(c)
	t := d.toks
	if f.from < c.main && f.rule.typ != Threat && f.rule.typ != Retaliation && f.rule.id != "redline.unless" && f.rule.typ != Condition && f.rule.typ != TalksStatus {
		return false // it stands in the "if" and not in what is said
	}
	if c.conn == "who" {
		switch f.rule.typ {
		case Demand, Reject, Offer, Threat, Disapprove, Commitment:
		default:
			return false // who somebody is, and not what he does
		}
	}
	switch f.rule.id {
	case "measure.face":
		if !f.act && f.to < c.to && (t[f.from].lem == "keep" || d.keepsDoing(f)) {
			return false // "would keep working to remove the duty"
		}
	case "agenda.in":
		if !f.act && d.hasVerb(c, "take") && d.hasWord(c, "steps") && !d.hasWord(c, "stock") {
			return false // "has taken steps to address": what it did
		}
	case "threat.impose":
		if c.subject == nil && t[f.from].lem == "threaten" && d.thingIn(c.main, f.from) != tNone {
			return false // a thing that threatens to do harm
		}
	case "compliance.degree":
		if !f.act && d.calledBad(c) {
			return false // blame, whatever is breached
		}
	case "demand.of":
		return giver != "" && !d.passiveAt(f.from, c) && d.another(f.from+1, c.to, giver)
	case "threat.will":
		if t[f.from].low == "must" {
			return c.frame != nil && c.frame.party != "" // "they must sign or pay": his threat
		}
		if giver == "" || c.frame == nil && c.main == c.lead && t[f.from].lem != "vow" && t[f.from].lem != "pledge" && t[f.from].lem != "promise" || c.frame != nil && c.frame.party != "" && d.reg.Bloc(c.frame.party) != d.reg.Bloc(giver) {
			return false
		}
	}
	switch f.rule.typ {
	case RedLine:
		// "will not accept" of a court, "cannot" of a forecast: needs a party.
		return giver != ""
	case Reject, Threat, Offer, ConcedeSignal, Compliance:
		if giver == "" || f.rule.typ == Reject && c.frame == nil && c.subject == nil {
			return false
		}
	case Retaliation:
		return giver != ""
	case Demand:
		if !f.act && f.rule.id != "offer.in-exchange" && d.negated(c, f.from) {
			return false // what is not asked
		}
		if giver == "" || c.subject == nil && c.frame == nil && !d.passive(c) {
			return false
		}
		// A wish about one's own measures is no ask.
		if f.rule.id == "demand.ask" && d.ownMeasure(c, f, giver) {
			return false
		}
	case MeasureAct:
		if !f.act && d.negated(c, f.from) {
			return false // what is not done
		}
		if !f.act && f.from > c.main+1 && t[f.from-1].low == "to" && t[f.from].form&base != 0 && d.onlyMeant(c, f.from) {
			return false // "would keep working to remove"
		}
		if c.frame != nil && c.frame.verb == "hope" {
			return false
		}
		if c.conn == "which" && !d.hasClass(c, "tariff") && len(d.aux) > 0 && d.aux[len(d.aux)-1].clause >= d.current-1 {
			return false // of the measure that was just named
		}
		if d.hasWord(c, "if", "unless") && c.frame == nil && !(f.act && f.rule.id == "act.measure" && d.hasVerb(c, "face", "pay")) {
			return false
		}
	case Round:
		if c.conn == "who" || d.hasWord(c, "emergency", "extraordinary", "cabinet") && !d.others(c.main, c) {
			return false
		}
		if f.act {
			return true
		}
		if f.rule.status == "held" {
			if f.from > c.lead && t[f.from-1].low == "to" && t[f.from].form&base != 0 {
				return false
			}
			return d.pastClause(c) && (d.sessionWords(c) || d.journey(c)) && !d.planned(c)
		}
	case MeetingExpected:
		if f.act {
			return true
		}
		if classes["ordinal"][t[f.from].low] && d.pastClause(c) && !d.futureClause(c) && !d.planned(c) {
			return false // "where she led a fifth round"
		}
		if d.meetsTerms(c) && !d.hasWord(c, "meeting", "talks", "summit") {
			return false
		}
		return d.sessionWords(c) || d.hasVerb(c, "meet", "visit", "travel") && !d.meetsTerms(c)
	case Agreement:
		if classes["deal"][t[f.from].low] && !d.predicate(c, f) {
			return false
		}
		upTo := *c
		upTo.to = f.to
		if d.futureClause(&upTo) && !d.hasNounDeal(c, f) {
			return false
		}
		return d.pastClause(&upTo) || d.pastClause(c) || d.hasNounDeal(c, f)
	case Implement:
		if c.conn == "which" && d.hasWord(c, "into") && d.ofDuty(c) {
			return false // the duty came into force
		}
	case Commitment:
		return giver != "" && !(d.joint(c) && d.hasVerb(c, "agree"))
	case PaceSignal:
		return giver != "" || d.other != ""
	case Position:
		if c.conn == "which" || c.conn == "who" {
			return f.act
		}
		if c.subject == nil && f.rule.id == "position.stance" && !(c.frame != nil && (d.hasWord(c, "country", "sides", "government", "nation") || t[f.from].lem == "remain" || t[f.from].lem == "stay")) && (classes["modal"][t[f.from].low] || t[f.from].form != 0) && !classes["be"][t[f.from].low] {
			return false
		}
		return giver != "" && (c.frame != nil || c.subject != nil) || f.rule.id == "act.wish" && d.joint(c)
	case Dispute:
		if t[f.from].lem == "deny" {
			return true
		}
	case Disapprove:
		return c.frame != nil || c.subject != nil
	}
	return true
}

// journey says whether somebody of one side travelled to the other's capital.
func (d *doc) journey(c *clause) bool {
	if c.subject == nil || c.subject.kind != aPerson || !d.hasVerb(c, "travel", "visit", "fly") {
		return false
	}
	for _, a := range d.within(c.main, c.to) {
		if a.kind == aParty && a.party != "" && d.reg.Bloc(a.party) != d.reg.Bloc(d.partyOf(c.subject)) {
			return true
		}
	}
	return false
}

// passiveAt says whether the verb at token k is in the passive: "was asked".
func (d *doc) passiveAt(k int, c *clause) bool {
	for i := k - 1; i >= c.lead && i >= k-2; i-- {
		if w := d.toks[i].low; classes["be"][w] || w == "when" {
			return d.toks[k].form&ing == 0
		}
	}
	return false
}

// another says whether the first actor of a stretch is not the giver's own.
func (d *doc) another(from, to int, giver string) bool {
	for _, a := range d.within(from, min(to, from+14)) {
		if a.kind == aPronoun {
			continue
		}
		p := a.party
		if p == "" && a.ent != nil {
			p = a.ent.party
		}
		return p != "" && p != giver
	}
	return false
}

// predicate says whether "deal ... reached" is the predicate of the clause
// and not a reference to a deal of the past ("the deal struck in May").
func (d *doc) predicate(c *clause, f found) bool {
	agreed := setAgree
	for i := f.from + 1; i < f.to; i++ {
		w := d.toks[i].low
		if (classes["be"][w] || w == "has" || w == "have" || w == "had") && w != "being" && agreed[d.toks[f.to-1].lem] {
			return true
		}
	}
	return c.verb >= 0 && c.verb < f.from && agreed[d.toks[c.verb].lem] || c.verb >= f.from && c.verb < f.to-1
}

var setAgree = setOf("reach strike sign seal conclude clinch announce agree finalize ink unveil secure extend")

// passive says whether a clause is in the passive voice.
func (d *doc) passive(c *clause) bool {
	for i := c.lead; i+1 < c.to; i++ {
		if classes["be"][d.toks[i].low] || d.toks[i].low == "been" {
			for k := i + 1; k < i+3 && k < c.to; k++ {
				if d.toks[k].form&part != 0 {
					return true
				}
			}
		}
	}
	return false
}

// planned says whether a clause speaks of a session to come, even in the
// past: "was due to visit", "planned for the week of July 20".
func (d *doc) planned(c *clause) bool {
	for i := c.lead; i+1 < c.to; i++ {
		switch d.toks[i].low {
		case "due", "scheduled", "expected", "set", "slated", "supposed", "planned", "meant":
			if n := d.toks[i+1].low; n == "to" || n == "for" || n == "on" || n == "next" || n == "in" {
				return true
			}
		}
	}
	return false
}

// joint says whether two parties together are the subject of a clause.
func (d *doc) joint(c *clause) bool {
	end := c.to
	if c.verb > c.lead {
		end = c.verb
	}
	for i := c.lead; i < end; i++ {
		if d.toks[i].low == "sides" || d.toks[i].low == "both" || d.toks[i].low == "governments" && i > c.lead && d.toks[i-1].low == "two" {
			return true
		}
		if d.toks[i].low == "and" {
			x := d.actorEnding(i)
			y := d.actorFrom(i + 1)
			if x != nil && y != nil && x.party != "" && y.party != "" && d.reg.Bloc(x.party) != d.reg.Bloc(y.party) {
				return true
			}
		}
	}
	return false
}

// ownMeasure says whether the object of an ask is the asker's own measure:
// "its tariffs", "US tariffs" in the mouth of the United States.
func (d *doc) ownMeasure(c *clause, f found, giver string) bool {
	for i := f.from; i < f.to && i < c.to; i++ {
		if !classes["barrier"][d.toks[i].low] {
			continue
		}
		for k := i - 1; k >= i-4 && k >= c.from; k-- {
			if (d.toks[k].low == "its" || d.toks[k].low == "our") && k == f.from+1 {
				return false // "wants its tariff rate to be lower": what it pays
			}
			if d.toks[k].low == "its" || d.toks[k].low == "our" {
				return !d.otherBetween(f.from, k, giver)
			}
			if d.toks[k].form&finite != 0 {
				break
			}
			if a := d.actorEnding(k + 1); a != nil && a.kind == aParty {
				return d.reg.Bloc(a.party) == d.reg.Bloc(giver)
			}
		}
	}
	return false
}

// otherBetween says whether another party stands between two tokens: "wants
// the United States to lower its tariffs".
func (d *doc) otherBetween(from, to int, giver string) bool {
	for _, a := range d.within(from, to) {
		if a.party != "" && d.reg.Bloc(a.party) != d.reg.Bloc(giver) {
			return true
		}
	}
	return false
}

// hasNounDeal says whether an agreement is named as a thing: "a temporary
// agreement between China and the US".
func (d *doc) hasNounDeal(c *clause, f found) bool {
	for i := f.from; i < f.to; i++ {
		if classes["deal"][d.toks[i].low] && i+1 < c.to && d.toks[i+1].low == "between" {
			return true
		}
	}
	return false
}

// keepsDoing says whether a match is "keep" with what somebody goes on doing:
// "keep working to".
func (d *doc) keepsDoing(f found) bool {
	for i := f.from; i+1 < f.to; i++ {
		if d.toks[i].lem == "keep" && d.toks[i+1].form&ing != 0 {
			return true
		}
	}
	return false
}

// meetsTerms says whether what is met are rules or needs, and nobody.
func (d *doc) meetsTerms(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		if d.toks[i].lem != "meet" {
			continue
		}
		h := d.headOf(i+1, c.to)
		return h >= 0 && termWords[d.toks[h].low]
	}
	return false
}

var termWords = setOf("rules requirements conditions criteria needs demand demands target targets standards obligations commitments deadline terms goal goals thresholds threshold expectations")

// calledBad says whether a clause calls something unjust in so many words.
func (d *doc) calledBad(c *clause) bool {
	for i := c.main + 1; i < c.to; i++ {
		if badWords[d.toks[i].low] && classes["be"][d.toks[i-1].low] {
			return true
		}
	}
	return false
}

// ofDuty says whether a relative clause stands behind a duty.
func (d *doc) ofDuty(c *clause) bool {
	duty := false
	for i := c.from - 1; i >= 0 && i > c.from-12 && d.toks[i].low != "."; i-- {
		if d.toks[i].thing == tDeal {
			return false
		}
		duty = duty || d.toks[i].thing == tDuty
	}
	return duty
}

// onlyMeant says whether the infinitive at token k is what somebody works or
// votes for, and not what is done.
func (d *doc) onlyMeant(c *clause, k int) bool {
	for i := k - 2; i >= c.main; i-- {
		if w := &d.toks[i]; w.form != 0 && !d.inActor(i) {
			switch w.lem {
			case "work", "vote", "try", "seek", "strive", "fight", "push", "press", "want", "hope", "aim", "be", "need", "like", "keep", "struggle":
				return true
			case "announce", "decide", "agree", "move", "order", "plan", "begin", "start", "sign", "use":
				return false
			}
		}
	}
	return false
}
