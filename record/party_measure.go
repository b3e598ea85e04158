package record

// marketOf gives the party to whose market goods get access: it gives what
// they enjoy.
func (d *doc) marketOf(c *clause) string {
	t := d.toks
	for i := c.lead; i+2 < c.to; i++ {
		if t[i].low != "access" || t[i+1].low != "to" {
			continue
		}
		k := i + 2
		if d.actorFrom(k) == nil && t[k].low == "the" && k+1 < c.to {
			k++
		}
		if a := d.actorFrom(k); a != nil && a.party != "" && a.to < c.to && (t[a.to].low == "market" || t[a.to].low == "'s") {
			return a.party
		}
	}
	return ""
}

// enjoyer gives the party whose goods are let in: "American goods will enter
// the country duty-free".
func (d *doc) enjoyer(c *clause) string {
	t := d.toks
	if c.subject != nil && !c.subject.attrib {
		return ""
	}
	for _, a := range d.within(c.main, min(c.to, c.main+6)) {
		if !a.attrib || a.party == "" {
			continue
		}
		for i := a.to; i < c.to && i < a.to+9; i++ {
			switch t[i].lem {
			case "enter", "enjoy", "receive", "get", "obtain", "pay", "face", "free", "exempt", "spare", "exclude":
				if t[i].form != 0 {
					return d.reg.Bloc(a.party)
				}
			}
		}
		break
	}
	// "A ceiling of 15 % will apply to most EU goods".
	for i := c.main; i+1 < c.to; i++ {
		if t[i].lem != "apply" || t[i+1].low != "to" && t[i+1].low != "on" {
			continue
		}
		for _, a := range d.within(i+2, min(c.to, i+7)) {
			if a.party != "" && a.attrib {
				return d.reg.Bloc(a.party)
			}
		}
	}
	return ""
}

// imposed says whether reported words say what the other side must do.
func (d *doc) imposed(c *clause) bool {
	f, s := c.frame, c.subject
	if f == nil || f.party == "" || s == nil || s.kind == aPronoun || s.party == "" || s.attrib || d.reg.Bloc(s.party) == d.reg.Bloc(f.party) {
		return false
	}
	for i := s.to; i < c.to && i < s.to+4; i++ {
		switch d.toks[i].low {
		case "must", "should", "ought":
			return true
		case "needs", "need", "has", "have":
			return i+1 < c.to && d.toks[i+1].low == "to" // and not "has demanded"
		}
	}
	return false
}

// measureParties finds whose measure a clause is about and whose goods pay:
// the issuer named before the duty, or the party whose goods are named after
// it; without either it is the American measure on the other party.
func (d *doc) measureParties(cl *Claim, c *clause) {
	t := d.toks
	if d.issuer != "" && (d.sameDuty(c) || d.thoseDuties(c)) {
		cl.Giver, cl.Receiver = d.issuer, d.payer
		return
	}
	issuer, payer := "", ""
	for i := c.lead; i < c.to; i++ {
		if !classes["tariff"][t[i].low] && t[i].low != "rate" {
			continue
		}
		if issuer == "" {
			issuer = d.issuerBefore(i)
		}
		for k := i + 1; k < c.to && k < i+6; k++ {
			if t[k].low == "on" || t[k].low == "for" || t[k].low == "from" || t[k].low == "against" {
				for j := k + 1; j < c.to && j < k+5; j++ {
					if a := d.actorFrom(j); a != nil && a.party != "" && !a.place && payer == "" {
						payer = d.reg.Bloc(a.party)
					}
				}
			}
		}
	}
	// "Vietnamese goods will face a 20 per cent tariff".
	if payer == "" {
		for i := c.lead + 1; i < c.to; i++ {
			switch t[i].low {
			case "goods", "products", "exports", "imports", "cars", "vehicles", "shipments", "steel", "exporters":
			default:
				continue
			}
			if a := d.actorEnding(i); a != nil && a.party != "" && t[i].low != "imports" {
				if d.dutyAhead(i, c.to) {
					if issuer == "" {
						issuer = d.reg.Bloc(a.party) // "American steel and aluminium tariffs"
					}
					continue
				}
				payer = d.reg.Bloc(a.party)
			} else if a := d.actorEnding(i - 1); a != nil && t[i-1].low == "'s" {
				payer = d.reg.Bloc(a.party)
			} else if i+2 < c.to && t[i+1].low == "from" {
				if a := d.actorFrom(i + 2); a != nil {
					payer = d.reg.Bloc(a.party)
				}
			}
			if payer == issuer {
				payer = ""
			}
			if payer != "" {
				break
			}
		}
	}
	if issuer == "" && payer == "" && d.hasWord(c, "retaliatory", "countermeasures", "counter") {
		issuer = d.other // an answer to the base's duties
	}
	said := issuer
	if len(cl.Subject.Measures) > 0 && issuer == "" {
		issuer = d.reg.measure[cl.Subject.Measures[0]].Issuer
	}
	if issuer == "" && payer == d.base {
		issuer = d.reg.Bloc(cl.Giver)
		if issuer == d.base {
			issuer = d.other
		}
	}
	if issuer == "" && payer == "" && d.issuer != "" && d.theDuty(c) {
		issuer, payer = d.issuer, d.payer // "the duty", named before
	}
	if said == "" && d.sets(c) {
		if p := d.reg.Bloc(d.partyOf(c.subject)); p != payer {
			issuer = p
		}
	}
	if issuer == "" && d.base != "US" && c.subject != nil && c.subject.party != "" && !c.subject.attrib && d.reg.Bloc(c.subject.party) != payer {
		issuer = d.reg.Bloc(c.subject.party)
	}
	if issuer == "" || issuer == payer {
		issuer = d.base
		if payer == d.base {
			issuer = d.other
		}
	}
	cl.Giver = issuer
	switch {
	case payer != "" && payer != issuer:
		cl.Receiver = payer
	default:
		cl.Receiver = d.across(issuer)
	}
	if said != "" || payer != "" || len(cl.Subject.Measures) > 0 {
		d.issuer, d.payer = cl.Giver, cl.Receiver
	}
}

// sets says whether the subject of a clause in the active voice is a party
// that puts a measure on or takes it off.
func (d *doc) sets(c *clause) bool {
	s := c.subject
	if s == nil || s.kind == aPronoun || s.attrib || d.partyOf(s) == "" || s.inner {
		return false
	}
	for i := s.to; i < c.to && i < s.to+5; i++ {
		if d.toks[i].form == 0 || auxiliaries[d.toks[i].low] != 0 {
			if classes["be"][d.toks[i].low] || d.toks[i].low == "been" {
				return false
			}
			continue
		}
		return setting[d.toks[i].lem]
	}
	return false
}

// sameDuty says whether the subject of a clause is the duty named before, and
// nothing says more of it: "The duty, which takes effect on Thursday, ...".
func (d *doc) sameDuty(c *clause) bool {
	t := d.toks
	i := c.main
	if i+2 >= c.to || t[i].low != "the" && t[i].low != "these" && t[i].low != "this" && t[i].low != "those" || !classes["tariff"][t[i+1].low] {
		return false
	}
	return t[i+2].low == "," || t[i+2].form&finite != 0
}

// thoseDuties says whether a clause without a party as its subject speaks of
// "those duties", or goes on about them as "it" or "they".
func (d *doc) thoseDuties(c *clause) bool {
	t := d.toks
	if s := c.subject; s != nil && s.kind != aPronoun && d.toks[s.from].low != "it" && d.toks[s.from].low != "they" {
		return false
	}
	first := t[c.main].low
	for i := c.lead; i+1 < c.to; i++ {
		if (t[i].low == "those" || t[i].low == "these") && (classes["barrier"][t[i+1].low] || t[i+1].low == "measures") {
			return true
		}
	}
	return first == "it" || first == "they"
}

// theDuty says whether a clause speaks of a duty that was named before: "the
// duty", "the levy", "the tariffs", with nothing that tells which.
func (d *doc) theDuty(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		if classes["tariff"][d.toks[i].low] || d.toks[i].low == "rate" || d.toks[i].low == "surcharge" {
			return i > 0 && (d.toks[i-1].low == "the" || d.toks[i-1].low == "these" || d.toks[i-1].low == "this" || d.toks[i-1].low == "those")
		}
	}
	return false
}

// dutyAhead says whether a list of goods that begins at token i goes on into
// a word for a duty: "steel and aluminium tariffs".
func (d *doc) dutyAhead(i, end int) bool {
	_, to, _ := d.goodsList(i, min(i+8, end))
	return to > 0 && to < end && classes["tariff"][d.toks[to].low]
}
