package record

// lawParties finds whose law or act a clause is about: that of the parliament
// or the government that it names as acting, else of the country whose story
// it is.
func (d *doc) lawParties(cl *Claim, c *clause) {
	giver := ""
	for _, a := range d.within(c.from, c.to) {
		b := d.reg.body[a.id]
		if a.kind == aBody && a.party != "" && (b == nil || b.Kind == "legislature" || b.Kind == "government") && giver == "" {
			giver = a.party
		}
	}
	if s := c.subject; giver == "" && s != nil && !s.attrib && s.kind != aPronoun {
		giver = d.partyOf(s)
	}
	if giver == "" && d.hasWord(c, "federal", "proclamation", "executive") && d.base == "US" {
		giver = "US"
	}
	if giver == "" && c.frame != nil {
		giver = c.frame.party
	}
	if giver == "" {
		giver = d.home()
	}
	cl.Giver = giver
	cl.Receiver = d.across(d.reg.Bloc(giver))
	if d.joint(c) {
		d.between(cl, c, c.from, c.to)
	}
}

// everybody says whether a duty is on the goods of all.
func (d *doc) everybody(c *clause) bool {
	t := d.toks
	for i := c.from; i < c.to; i++ {
		switch t[i].low {
		case "everybody", "everyone", "worldwide", "globally":
			return true
		case "foreign":
			if i+1 < c.to && (t[i+1].low == "steel" || t[i+1].low == "goods" || t[i+1].low == "cars" || t[i+1].low == "imports" || t[i+1].low == "made" || t[i+1].low == "aluminum" || t[i+1].low == "aluminium") {
				return true
			}
		case "all", "any", "every", "most":
			if i+1 < c.to && (t[i+1].low == "countries" || t[i+1].low == "imports" || t[i+1].low == "country" || t[i+1].low == "partners" || t[i+1].low == "nations" || t[i+1].low == "trading" || t[i+1].low == "importers" || t[i+1].low == "suppliers") {
				return i+3 >= c.to || t[i+2].low != "from"
			}
		}
	}
	return false
}

// caseParties finds whose court or inquiry a clause is about. Who sues is the
// giver of the suit; else it is the court's own party, and its duties are on
// the party named, or on the one across the table.
func (d *doc) caseParties(cl *Claim, c *clause) {
	suit := false
	for i := c.lead; i < c.to; i++ {
		if d.toks[i].form != 0 && !d.inActor(i) && suing[d.toks[i].lem] && (c.verb < 0 || i <= c.verb+4) {
			suit = true
		}
	}
	if suit && cl.Giver != "" && c.subject != nil {
		return
	}
	if d.hasVerb(c, "sue") && c.subject == nil {
		cl.Giver, cl.Receiver = d.other, d.base // firms of the story's country
		return
	}
	court, other := "", ""
	for _, a := range d.within(c.from, c.to) {
		if a.party == "" || a.place || a.kind == aPronoun {
			continue
		}
		if b := d.reg.body[a.id]; a.kind == aBody && b != nil && b.Kind == "court" {
			court = a.party
		}
	}
	if court == "" {
		court = d.base
		if d.opener(c) != "" {
			court = d.opener(c)
		}
	}
	for _, a := range d.within(c.from, c.to) {
		if p := d.reg.Bloc(a.party); p != "" && !a.place && a.kind != aPronoun && p != d.reg.Bloc(court) && (p == d.other || p == d.base || d.reg.TrackOf(p, court) != nil) {
			other = p
			break
		}
	}
	cl.Giver, cl.Receiver = court, other
	if other == "" {
		cl.Receiver = d.across(court)
	}
}

// opener gives the party that opens an investigation, when it is the subject
// of a clause in the active voice.
func (d *doc) opener(c *clause) string {
	if c.subject == nil || c.subject.attrib || d.passive(c) || d.hasWord(c, "under") && d.hasWord(c, "investigation", "probe") {
		return ""
	}
	switch c.subject.kind {
	case aBody, aParty, aOffice, aPerson:
		if d.hasWord(c, "investigation", "investigations", "probe", "probes", "inquiry") {
			return d.partyOf(c.subject)
		}
	}
	return ""
}

// ownGovernment says whether an ask is put to the asker's own government: a
// body or an office of the same party right after the verb; or those who
// speak within their party (farmers, a lobby, lawmakers) ask it of no other
// party and not of the other side's duty.
func (d *doc) ownGovernment(k int, c *clause, giver string) bool {
	if giver == "" {
		return false
	}
	for i := k + 1; i < c.to && i < k+5; i++ {
		if a := d.actorFrom(i); a != nil && a.to > 1 {
			if (a.kind == aBody || a.kind == aOffice || a.kind == aGroup && ministers[d.toks[a.to-1].low]) && (a.party == giver || a.kind == aGroup && a.party == "" && i == k+1) {
				return true
			}
			if a.kind == aBody && a.id == "" && ministers[d.toks[a.to-1].low] && d.toks[a.to-2].low == "the" && d.domestic(c) {
				return true // whose government, the asker says
			}
			break
		}
	}
	if !d.domestic(c) || d.addressed(c, giver) {
		return false
	}
	if d.foreignDuty(k, c, giver) {
		return false
	}
	for _, a := range d.within(k, c.to) {
		if a.attrib || a.place || a.kind == aPronoun {
			continue
		}
		if a.party != "" && d.reg.Bloc(a.party) != d.reg.Bloc(giver) {
			return false
		}
	}
	return true
}

// foreignDuty says whether an ask is to be let off or to be rid of the other
// side's duty: no government of one's own can grant it.
func (d *doc) foreignDuty(k int, c *clause, giver string) bool {
	for i := k; i < c.to; i++ {
		switch d.toks[i].lem {
		case "exempt", "spare", "exemption":
			return true
		case "zero":
			if i+1 < c.to && (d.toks[i+1].low == "for" || d.toks[i+1].glued) {
				return true // zero for zero
			}
		}
	}
	duty, undone := false, false
	for i := k; i < c.to; i++ {
		switch d.toks[i].lem {
		case "tariff", "tariffs", "baseline", "surcharge", "duty", "duties":
			duty = duty || i == k || d.toks[i-1].low != "import"
		case "lift", "remove", "scrap", "lower", "cut", "reduce", "drop", "end", "eliminate", "relief", "removal":
			undone = true
		}
	}
	if duty && undone && d.base != d.reg.Bloc(giver) {
		return true
	}
	ids, _ := d.measuresIn(k, c.to)
	return len(ids) > 0 && d.reg.measure[ids[0]].Issuer != d.reg.Bloc(giver)
}

// interest says whether who makes a move is a firm, a lobby or a group of
// producers, and no lawmaker.
func (d *doc) interest(c *clause) bool {
	s := c.subject
	if (s == nil || s.kind == aPronoun) && c.frame != nil {
		s = &c.frame.sp
	}
	if s == nil {
		return false
	}
	if s.kind == aPerson || s.kind == aOffice {
		return false
	}
	if b := d.reg.body[s.id]; b != nil && s.kind == aBody {
		return b.Kind == "firm" || b.Kind == "association"
	}
	return s.inner && !legislators[d.toks[max(s.to-1, s.from)].low]
}
