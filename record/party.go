package record

// giver is the party whose move a clause is.
func (d *doc) giver(c *clause) string {
	if c.subject != nil && c.subject.kind != aPronoun && c.subject.party != "" {
		return c.subject.party
	}
	if c.subject != nil && c.subject.kind == aPerson && c.subject.ent != nil && c.subject.ent.party != "" {
		return c.subject.ent.party
	}
	if c.subject != nil && c.subject.kind == aGroup && c.subject.party == "" && d.has[d.other] {
		return d.other
	}
	if c.subject == nil {
		if p := d.firmsOf(c); p != "" {
			return p
		}
	}
	if c.frame != nil && c.frame.party != "" {
		return c.frame.party
	}
	if c.frame != nil && c.frame.kind == "collective" {
		return d.other
	}
	if c.subject != nil && c.subject.kind == aSource {
		return ""
	}
	// A passive clause: the first party named.
	for _, a := range d.within(c.from, c.to) {
		if a.party != "" && !a.place {
			return a.party
		}
	}
	if c.frame != nil && (c.frame.kind == "collective" || c.frame.kind == "indirect" || c.frame.kind == "quoted") {
		return d.other
	}
	return ""
}

// firms are subjects that act for the party before them: "Swiss companies".
var firms = setOf("companies firms businesses exporters makers carmakers automakers importers producers manufacturers farmers investors steelmakers airlines utilities refiners shipbuilders banks negotiators")

// firmsOf gives the party whose firms are the subject of a clause.
func (d *doc) firmsOf(c *clause) string {
	for _, a := range d.within(c.main, min(c.to, c.main+4)) {
		if a.attrib && a.to < c.to && (firms[d.toks[a.to].low] || a.to+1 < c.to && firms[d.toks[a.to+1].low]) {
			return a.party
		}
	}
	return ""
}

// receiver is the party a move is addressed to: the other party the clause
// names, else the one across the table.
func (d *doc) receiver(c *clause, giver string) string {
	g := d.reg.Bloc(giver)
	for _, a := range d.within(c.from, c.to) {
		if g != giver && a.party == g {
			return g // a member state to its union
		}
		if a.party != "" && !a.place && d.reg.Bloc(a.party) != g && (d.reg.TrackOf(a.party, giver) != nil || d.reg.Bloc(a.party) == "US") {
			return d.reg.Bloc(a.party)
		}
	}
	switch {
	case g == "US":
		return d.other
	case g == "":
		return ""
	}
	return "US"
}

// between gives the two parties of a joint act: the one across the table
// first, as the record keeps them.
func (d *doc) between(cl *Claim, c *clause, from, to int) {
	var ps []string
	for _, a := range d.within(from, to) {
		if a.party != "" && !a.place && (!a.attrib || true) {
			ps = appendNew(ps, d.reg.Bloc(a.party))
		}
	}
	joint := false
	t := d.toks
	for i := from; i < to; i++ {
		if t[i].low == "between" || t[i].low == "sides" || t[i].low == "governments" || t[i].low == "both" {
			joint = true
		}
		if t[i].low == "two" && i > from && t[i-1].low == "the" && i+1 < to && t[i+1].form != 0 {
			cl.Giver, cl.Receiver = d.other, "US" // "the two agreed"
			return
		}
		if t[i].low == "and" {
			if x, y := d.actorEnding(i), d.actorFrom(i+1); x != nil && y != nil && x.party != "" && y.party != "" && x.party != y.party {
				joint = true
			}
			if y := d.actorFrom(i + 2); i+2 < to && t[i+1].low == "the" && y != nil {
				if x := d.actorEnding(i); x != nil && x.party != "" && y.party != "" && x.party != y.party {
					joint = true
				}
			}
		}
	}
	if !joint {
		return
	}
	first := ""
	if c.frame != nil && c.frame.party != "" && c.frame.party != "US" {
		first = d.reg.Bloc(c.frame.party)
	}
	for _, p := range ps {
		if first == "" && p != "US" {
			first = p
		}
	}
	if first == "" {
		first = d.other
	}
	second := "US"
	for _, p := range ps {
		if p != first && (p == "US" || d.reg.TrackOf(p, first) != nil) {
			second = p
		}
	}
	if first == second {
		second = d.other
	}
	cl.Giver, cl.Receiver = first, second
}

// noParty says whether a clause names no party but the United States.
func (d *doc) noParty(c *clause) bool {
	for _, a := range d.within(c.from, c.to) {
		if a.kind != aPronoun && a.kind != aGroup && a.party != "" && a.party != "US" && !a.place {
			return false
		}
	}
	return true
}

// ownGovernment says whether an ask is put to the asker's own government: a
// body or an office of the same party right after the verb.
func (d *doc) ownGovernment(k int, c *clause, giver string) bool {
	for i := k + 1; i < c.to && i < k+5; i++ {
		if a := d.actorFrom(i); a != nil {
			return (a.kind == aBody || a.kind == aOffice) && a.party == giver && giver != ""
		}
	}
	return false
}

// measureParties finds whose measure a clause is about and whose goods pay:
// the issuer named before the duty, or the party whose goods are named after
// it; without either it is the American measure on the other party.
func (d *doc) measureParties(cl *Claim, c *clause) {
	t := d.toks
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
	if len(cl.Subject.Measures) > 0 && issuer == "" {
		issuer = d.reg.measure[cl.Subject.Measures[0]].Issuer
	}
	if issuer == "" && payer == "US" {
		issuer = cl.Giver
		if issuer == "US" {
			issuer = d.other
		}
	}
	if issuer == "" || issuer == payer {
		issuer = "US"
	}
	cl.Giver = issuer
	switch {
	case payer != "" && payer != issuer:
		cl.Receiver = payer
	case issuer == "US":
		cl.Receiver = d.other
	default:
		cl.Receiver = "US"
	}
}
