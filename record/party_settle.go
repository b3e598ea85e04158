package record

// between gives the two parties of a joint act: the one across the table
// first, as the record keeps them.
func (d *doc) between(cl *Claim, c *clause, from, to int) {
	var ps []string
	for _, a := range d.within(from, to) {
		if a.party != "" && !a.place {
			ps = appendNew(ps, d.reg.Bloc(a.party))
		}
	}
	joint := false
	t := d.toks
	for i := from; i < to; i++ {
		switch t[i].low {
		case "between", "sides", "governments", "both", "capitals", "trio":
			joint = true
		case "countries", "nations", "neighbours", "neighbors", "partners", "delegations", "leaders", "allies", "teams", "negotiators", "economies":
			joint = joint || i > from && (t[i-1].low == "two" || t[i-1].low == "both" || t[i-1].low == "respective")
		case "two":
			if i > from && t[i-1].low == "the" && i+1 < to && t[i+1].form != 0 && t[i+1].low != "sides" {
				cl.Giver, cl.Receiver = d.other, d.base // "the two agreed"
				return
			}
		case "and":
			x, y := d.actorEnding(i), d.actorFrom(i+1)
			if y == nil && i+2 < to && (t[i+1].low == "the" || t[i+1].low == "its" || t[i+1].low == "his") {
				y = d.actorFrom(i + 2)
			}
			joint = joint || x != nil && y != nil && x.party != "" && y.party != "" && x.party != y.party
		}
	}
	if !joint {
		return
	}
	first := ""
	if c.frame != nil && c.frame.party != "" && (c.frame.party != d.base || cl.Type == MeetingExpected && c.frame.sp.kind == aPerson) {
		first = d.reg.Bloc(c.frame.party)
	}
	for _, p := range ps {
		if first == "" && p != d.base {
			first = p
		}
	}
	if first == "" {
		first = d.other
	}
	second := d.across(first)
	for _, p := range ps {
		if p != first && (p == d.base || d.reg.TrackOf(p, first) != nil) {
			second = p
		}
	}
	if first == second {
		second = d.other
	}
	cl.Giver, cl.Receiver = first, second
}

// settle decides the parties of a claim whose type says more than its
// clause: an ask of one's own government, a case at law, a law passed at home,
// a duty on everybody, the trade of both.
func (d *doc) settle(cl *Claim, c *clause, f found) {
	switch cl.Type {
	case Demand:
		switch {
		case d.imposed(c):
			cl.Giver, cl.Receiver = c.frame.party, d.reg.Bloc(c.subject.party)
		case d.domestic(c) && d.hasWord(c, "both") && d.hasWord(c, "sides", "governments"):
			cl.Receiver = "*"
		case d.ownGovernment(f.from, c, cl.Giver):
			cl.Receiver = cl.Giver
		case d.memberState(cl.Giver) && !d.abroad(c, cl.Giver):
			cl.Receiver = d.reg.Bloc(cl.Giver) // what a member state asks, it asks of its union
		case d.addressed(c, cl.Giver):
			// whom the verb names
		case cl.Giver == cl.Receiver && c.subject != nil && d.toks[c.subject.from].low == "it":
			cl.Giver = d.across(cl.Receiver) // "it" was not who is asked
		}
	case Condition:
		switch {
		case d.imposed(c):
			cl.Giver, cl.Receiver = c.frame.party, d.reg.Bloc(c.subject.party)
		case cl.Giver != "" && d.domestic(c) && !d.abroad(c, cl.Giver):
			cl.Receiver = cl.Giver
		}
	case Reject, Threat, Disapprove:
		if me := d.voiceParty(c); cl.Type == Disapprove && me != "" && d.reg.Bloc(me) != d.reg.Bloc(cl.Giver) && !faulting[d.toks[f.from].lem] && d.toks[f.from].form&past == 0 {
			// Who finds something regrettable is who says so.
			cl.Receiver = cl.Giver
			if b := d.reg.Bloc(cl.Receiver); b == "" || !d.counterpart(b) {
				cl.Receiver = d.receiver(c, me)
			}
			cl.Giver = me
		}
		if cl.Giver != "" && d.domestic(c) && (cl.Type != Disapprove || !d.interest(c)) && !d.abroad(c, cl.Giver) {
			cl.Receiver = cl.Giver
		}
	case Agenda, Round, TalksStatus, MeetingExpected:
		if c.subject == nil && (c.frame == nil || c.frame.carried) && d.other != "" && !d.anyParty(c) {
			cl.Giver, cl.Receiver = d.other, d.base
		}
	case Legal:
		d.caseParties(cl, c)
	case Commitment:
		if p := d.marketOf(c); p != "" {
			cl.Giver, cl.Receiver = p, d.across(d.reg.Bloc(p))
		} else if p := d.enjoyer(c); p != "" {
			cl.Giver, cl.Receiver = d.across(p), p
		}
	case Implement:
		d.lawParties(cl, c)
	case MeasureAct:
		if d.everybody(c) {
			cl.Receiver = "*"
		}
	case Background:
		if d.hasWord(c, "bilateral") && d.hasWord(c, "trade") || d.hasWord(c, "way") && d.hasWord(c, "trade") {
			cl.Giver, cl.Receiver = d.other, d.base
		}
	}
}

// memberState says whether a party trades as another.
func (d *doc) memberState(p string) bool { return p != "" && d.reg.Bloc(p) != p }

// addressed says whether the verb of a clause names another party to which it
// is put.
func (d *doc) addressed(c *clause, giver string) bool {
	a := d.addressee(c)
	return a != nil && d.partyOf(a) != "" && a.kind != aGroup && d.reg.Bloc(d.partyOf(a)) != d.reg.Bloc(giver)
}
