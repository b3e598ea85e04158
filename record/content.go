package record

// askedAgain reads the second half of an ask: "requested that A be done, and
// that B be done".
func (d *doc) askedAgain(cs []clause, i int) bool {
	c := &cs[i]
	if i == 0 || c.conn != "and" || c.frame != nil || cs[i-1].sent != c.sent || d.toks[c.from].low != "that" && (c.from == 0 || d.toks[c.from-1].low != "that") {
		return false
	}
	for k := len(d.claims) - 1; k >= 0 && d.aux[k].clause >= i-1; k-- {
		e := d.claims[k]
		if e.Type != Demand {
			continue
		}
		cl := d.begin(c, Demand, c.lead, c.to, "demand.again")
		cl.Giver, cl.Receiver, cl.Speaker, cl.Role, cl.Attribution, cl.Certainty, cl.Date = e.Giver, e.Receiver, e.Speaker, e.Role, e.Attribution, e.Certainty, e.Date
		d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
		d.add(cl, aux{clause: i, from: c.lead, to: c.to, match: c.lead, frame: c.frame})
		return true
	}
	return false
}

// insisted reads "insists that the money be paid": an ask in the clause of
// what is insisted on.
func (d *doc) insisted(c *clause, i int) bool {
	if c.frame == nil || c.frame.party == "" {
		return false
	}
	hoped := c.frame.verb == "hope" || c.frame.verb == "expect" || c.frame.verb == "express"
	if c.frame.verb != "insist" && !hoped {
		return false
	}
	for k := c.lead; k < c.to; k++ {
		if hoped && !classes["undo"][d.toks[k].lem] && !(benefits[d.toks[k].low] && d.toks[k].low != "end") && !(c.subject != nil && c.subject.kind != aPronoun && d.foreign(c) && modals[d.toks[k].low] != "") {
			continue // a hope is an ask when it is for a measure to be undone
		}
		switch w := d.toks[k].low; {
		case hoped || w == "be" && k > c.lead && modals[d.toks[k-1].low] == "" && d.toks[k-1].low != "not" && d.toks[k-1].low != "to" || w == "must" || w == "should" || w == "needs" || w == "need":
			from := c.frame.from
			if from > c.from || c.from-from > 12 {
				from = c.from
			}
			cl := d.begin(c, Demand, from, c.to, "demand.insist")
			cl.Giver = c.frame.party
			cl.Receiver = d.receiver(c, cl.Giver)
			d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
			d.add(cl, aux{clause: i, from: from, to: c.to, match: k, frame: c.frame})
			return true
		}
	}
	return false
}

// warned reads "warned that it would take measures if ...": a threat in the
// clause of what is warned of.
func (d *doc) warned(c *clause, i int) bool {
	if c.frame == nil || c.frame.verb != "warn" || c.frame.party == "" || c.frame.kind == "hearsay" {
		return false
	}
	modal, harm := false, false
	for k := c.lead; k < c.to; k++ {
		w := d.toks[k]
		modal = modal || w.low == "would" || w.low == "will" || w.low == "could" || w.low == "may" || w.low == "might"
		harm = harm || classes["barrier"][w.low] || w.low == "retaliate" || w.low == "countermeasures" || w.low == "consequences" || w.low == "respond"
	}
	if !modal || !harm {
		return false
	}
	cl := d.begin(c, Threat, c.lead, c.to, "threat.warn")
	cl.Modality = d.modalityOf(c, c.to)
	cl.Subject.Topic = "tariff"
	d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
	d.eventDate(&cl, c)
	cl.Giver = c.frame.party
	cl.Receiver = d.receiver(c, cl.Giver)
	d.add(cl, aux{clause: i, from: c.lead, to: c.to, match: c.lead, frame: c.frame})
	return true
}

// silent says whether a clause only reports that somebody would not say
// something, or asks whether: nothing in it was said.
func (d *doc) silent(c *clause) bool {
	t := d.toks
	if d.doubted(c) || d.sport(c) || t[c.lead].low == "asked" && d.hasWord(c, "whether", "if", "about", "why", "how", "when", "what") {
		return true // what somebody was asked tells nothing
	}
	for i := c.lead; i+1 < c.to; i++ {
		if (t[i].lem == "decline" || t[i].lem == "refuse" || t[i].low == "unclear") && i+2 < c.to {
			for k := i + 1; k < i+4 && k < c.to; k++ {
				switch t[k].low {
				case "give", "provide", "offer", "share", "set":
					if d.hasWord(c, "timeline", "timetable", "details", "timeframe", "date", "names", "figures", "comment", "reasons", "specifics", "schedule") {
						return true
					}
				case "say", "comment", "confirm", "elaborate", "answer", "disclose", "specify", "whether", "identify", "reveal", "speculate":
					return true
				}
			}
		}
		if t[i].low == "whether" && i > c.lead && (t[i-1].low == "on" || t[i-1].low == "about" || t[i-1].low == "question" || t[i-1].low == "clear") {
			return true
		}
	}
	return t[c.lead].low == "whether"
}

// onTrade says whether reported words that no rule claims speak of the talks:
// a duty, a deal or the negotiation itself, with a verb.
func (d *doc) onTrade(c *clause) bool {
	if c.to-c.lead < 6 || c.verb < 0 || c.frame.kind == "narrator-hedged" {
		return false
	}
	for i := c.lead; i < c.to; i++ {
		w := d.toks[i].low
		if a := d.actorFrom(i); a != nil && a.kind == aParty && c.frame.party != "" && a.party != "" && !a.place && d.reg.Bloc(a.party) != d.reg.Bloc(c.frame.party) {
			return true
		}
		if classes["tariff"][w] && w != "tax" || w == "countries" || w == "sides" || classes["deal"][w] || classes["talks"][w] || w == "quota" || w == "decoupling" {
			return true
		}
	}
	return false
}

// asked says whether a clause stands in a question: it tells nothing.
func (d *doc) asked(c *clause) bool {
	end := d.sents[c.sent].to
	for i := c.to; i < end; i++ {
		switch t := &d.toks[i]; {
		case t.kind != punct:
			if t.kind == word && !d.skip[i] && i > c.to+40 {
				return false
			}
		case t.low == "?":
			return true
		case t.low == "." || t.low == "!" || t.low == ";":
			return false
		}
		if d.toks[i].kind == quoteMark && d.toks[i].quote != 0 && d.toks[c.from].quote == d.toks[i].quote && i > c.to {
			return false // the quotation ends without a question
		}
	}
	return false
}

// doubted says whether a clause tells what nobody believes, or what is in
// doubt: "nobody believes that India will stop".
func (d *doc) doubted(c *clause) bool {
	t := d.toks
	for i := c.lead; i < c.to && i < c.lead+9; i++ {
		switch t[i].low {
		case "nobody", "few", "hardly", "scarcely":
			for k := i + 1; k < c.to && k < i+8; k++ {
				switch t[k].lem {
				case "believe", "expect", "think", "see", "know", "anticipate", "bet", "imagine":
					return true
				}
			}
		case "doubtful", "doubts", "doubt", "doubted", "questionable", "implausible":
			return true
		case "one":
			if i > c.lead && t[i-1].low == "no" && i+2 < c.to && (t[i+1].lem == "believe" || t[i+1].lem == "expect" || t[i+1].lem == "think" || t[i+2].lem == "believe" || t[i+2].lem == "expect") {
				return true
			}
		}
	}
	return false
}

// sport says whether the sentence of a clause is of a match and no trade.
func (d *doc) sport(c *clause) bool {
	if !d.ofSport {
		return false
	}
	s := d.sents[c.sent]
	for i := s.from; i < s.to; i++ {
		if sportWords[d.toks[i].low] {
			return true
		}
	}
	return false
}

var sportWords = setOf("football soccer baseball basketball rugby cricket championship semifinal semi-final olympics goalkeeper")
