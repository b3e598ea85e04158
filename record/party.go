package record

import (
	"sort"
	"strings"
)

// giver is the party whose move a clause is: that of its subject, else that
// of the firms it begins with, else that of who says it, else the first party
// it names.
func (d *doc) giver(c *clause) string {
	if s := c.subject; s != nil {
		switch {
		case s.kind != aPronoun && s.party != "":
			return s.party
		case s.kind == aPerson && s.ent != nil && s.ent.party != "":
			return s.ent.party
		case s.kind == aGroup && s.party == "" && d.has[d.other]:
			if p := d.memberNear(s.from); p != "" {
				return p
			}
			return d.other
		}
	} else if p := d.firmsOf(c); p != "" {
		return p
	}
	if c.frame != nil && c.frame.party != "" {
		return c.frame.party
	}
	if s := c.subject; s != nil && s.kind == aPronoun && d.other != "" {
		switch d.toks[s.from].low {
		case "we", "we're", "we'll", "we've", "i", "i'm", "i'll":
			return d.home() // a statement in its own words
		}
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

// memberNear gives, in a story of the Union, the member state named last before
// token k in the same paragraph: "Paris was not appeased. Farm unions want ...".
func (d *doc) memberNear(k int) string {
	if d.other != "EU" && d.base != "EU" {
		return ""
	}
	n := sort.Search(len(d.sents), func(i int) bool { return d.sents[i].to > k })
	if n == len(d.sents) || len(d.pars[d.sents[n].par].sents) == 0 {
		return ""
	}
	lo := d.pars[d.sents[n].par].sents[0].from
	acts := d.within(lo, k)
	for i := len(acts) - 1; i >= 0; i-- {
		if p := acts[i].party; p != "" && d.reg.Bloc(p) == "EU" && p != "EU" {
			return p
		}
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

// addressing are verbs whose object is the party that a move is put to, with
// the words that may stand between: "called on Ottawa", "asked Vietnam".
var addressing = map[string]string{
	"ask": "", "urge": "", "press": "", "push": "", "pressure": "", "tell": "", "warn": "", "remind": "", "invite": "", "implore": "", "want": "", "expect": "", "oblige": "",
	"require": "", "accuse": "", "threaten": "", "lobby": "", "petition": "", "beg": "", "advise": "", "encourage": "", "persuade": "", "blame": "", "criticize": "", "pressurize": "",
	"call": "on upon", "appeal": "to", "propose": "to", "offer": "to", "suggest": "to", "demand": "of from", "request": "of from", "seek": "from", "insist": "",
}

// addressee gives the actor to whom the verb of a clause is put, or nil.
func (d *doc) addressee(c *clause) *actor {
	t := d.toks
	for i := c.lead; i < c.to; i++ {
		if t[i].form == 0 || d.inActor(i) {
			continue
		}
		preps, ok := addressing[t[i].lem]
		if !ok {
			if t[i].form&(past|third) != 0 && auxiliaries[t[i].low] == 0 && i >= c.main && !d.nounReading(i) && !nounVerbs[t[i].low] && i+1 < c.to && t[i+1].low != "to" && d.afterSubject(c.main, i) {
				return nil // another verb is the main one
			}
			continue
		}
		if preps == "from" || preps == "of from" {
			for k := i + 1; k+1 < c.to && k < i+9; k++ {
				if t[k].kind == punct && !percentMark[t[k].low] {
					break
				}
				if t[k].low != "from" && t[k].low != "of" {
					continue
				}
				q := k + 1
				if d.actorFrom(q) == nil && t[q].low == "the" && q+1 < c.to {
					q++
				}
				if a := d.actorFrom(q); a != nil && a.kind != aPronoun && (t[k].low == "from" || k <= i+2) && (!a.attrib || a.to >= c.to) {
					return a
				}
			}
		}
		for k := i + 1; k < c.to && k < i+5; k++ {
			if a := d.actorFrom(k); a != nil && a.kind != aPronoun {
				if a.attrib && !(a.to < c.to && t[a.to].low == "'s") || preps != "" && k == i+1 && preps != "to" {
					break
				}
				if a.attrib && !d.peopleAfter(a.to, c.to) {
					break
				}
				return a
			}
			if w := t[k].low; w != "on" && w != "upon" && w != "to" && w != "of" && w != "from" && w != "again" && !detWords[w] && t[k].low != "repeatedly" {
				break
			}
		}
	}
	return nil
}

// peopleAfter says whether a possessive goes on with people or an office that
// can be asked: "Japan's government".
func (d *doc) peopleAfter(k, end int) bool {
	for i := k; i < end && i < k+5; i++ {
		if a := d.actorFrom(i); a != nil {
			return true
		}
	}
	return false
}

// receiver is the party a move is addressed to: whom its verb is put to, else
// the other party the clause names, else the one across the table.
func (d *doc) receiver(c *clause, giver string) string {
	g := d.reg.Bloc(giver)
	if a := d.addressee(c); a != nil {
		p := a.party
		if p == "" && a.ent != nil {
			p = a.ent.party
		}
		if p == "" && (a.kind == aBody || a.kind == aOffice) {
			p = giver
		}
		switch {
		case p == "" || giver == "":
		case p == giver:
			if d.domestic(c) || a.to < c.to && d.toks[a.to].low == "to" && !a.attrib {
				return giver
			}
		case d.reg.Bloc(p) == p || giver != p && d.reg.Bloc(p) == g:
			return p
		default:
			return d.reg.Bloc(p)
		}
	}
	if g != giver {
		for _, a := range d.within(c.from, c.to) {
			if a.party == g {
				return g // a member state to its union
			}
		}
		if d.base != "US" && d.named(c, g, giver) == "" && (g == d.base || g == d.other) {
			return g
		}
	}
	if p := d.named(c, g, giver); p != "" {
		return p
	}
	return d.across(g)
}

// named gives the party other than the giver's that a clause names as a side
// of the matter: the one across the table before others, a third one only
// when it is no mere origin of goods or a deal of another table.
func (d *doc) named(c *clause, g, giver string) string {
	far := d.across(g)
	third := ""
	for _, a := range d.within(c.from, c.to) {
		b := d.reg.Bloc(a.party)
		if b == "" || a.place || b == g || a.kind == aPronoun {
			continue
		}
		if b == far {
			return b
		}
		if third == "" && (b == d.base || b == d.other || d.base == "US" && d.reg.TrackOf(a.party, giver) != nil) && d.side(&a, c) {
			third = b
		}
	}
	return third
}

// side says whether a party that is not of the story's two is a side of what
// a clause says: an actor, or whose goods a duty is on; not the origin of
// some other goods, nor the partner of another deal.
func (d *doc) side(a *actor, c *clause) bool {
	t := d.toks
	if a.attrib {
		return d.hasClass(c, "tariff") && a.to < c.to && t[a.to].low != "'s"
	}
	if a.from > c.from {
		switch t[a.from-1].low {
		case "like", "than", "as", "unlike", "including":
			return false
		case "with":
			return a.from-2 < c.from || !classes["deal"][t[a.from-2].low]
		}
	}
	return true
}

// domestic says whether who makes a move speaks within his party and not for
// it: farmers, a lobby, lawmakers, a province.
func (d *doc) domestic(c *clause) bool {
	if s := c.subject; s != nil && s.kind != aPronoun {
		return d.inner(s)
	}
	if c.frame != nil {
		return d.inner(&c.frame.sp)
	}
	return false
}

// inner says whether an actor speaks within his party and not for it.
func (d *doc) inner(a *actor) bool {
	if a.inner {
		return true
	}
	if a.kind == aPerson && a.ent != nil {
		o := a.office
		if o == "" && a.ent.person != nil && len(a.ent.person.Offices) > 0 {
			o = a.ent.person.Offices[len(a.ent.person.Offices)-1].Office
		}
		if strings.HasPrefix(o, "CA/") && strings.HasSuffix(o, "-premier") || strings.HasSuffix(o, "/opposition-leader") {
			return true
		}
	}
	if a.kind == aGroup && a.role != "" {
		w := strings.ToLower(a.role)
		if k := strings.LastIndexByte(w, ' '); k >= 0 {
			w = w[k+1:]
		}
		if interestHeads[w] {
			return true
		}
	}
	if b := d.reg.body[a.id]; a.kind == aBody && b != nil {
		return b.Kind == "firm" || b.Kind == "association" || b.Kind == "legislature" || b.Kind == "research"
	}
	return false
}

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
		case "must", "should", "needs", "has", "ought", "have":
			return true
		}
	}
	return false
}

// abroad says whether a clause names another party, its duty, or the deal.
func (d *doc) abroad(c *clause, giver string) bool {
	for _, a := range d.within(c.from, c.to) {
		if a.party != "" && !a.place && d.reg.Bloc(a.party) != d.reg.Bloc(giver) {
			return true
		}
	}
	return d.foreignDuty(c.lead, c, giver)
}

// anyParty says whether a clause names a party.
func (d *doc) anyParty(c *clause) bool {
	for _, a := range d.within(c.from, c.to) {
		if a.party != "" && !a.place {
			return true
		}
	}
	return false
}

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

// suing are verbs of those who go to court.
var suing = setOf("sue file appeal challenge take bring lodge contest petition ask seek urge")

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

// interestHeads are nouns of those who speak within their party.
var interestHeads = func() map[string]bool {
	m := setOf("industry industries chamber chambers producers makers growers sector cooperative cooperatives workers senator senators")
	for _, w := range interestWords {
		m[w[strings.LastIndexByte(w, '_')+1:]] = true
	}
	return m
}()

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

// ministers are group words for a government.
var ministers = setOf("ministers government cabinet authorities negotiators administration lawmakers parliament ministry")

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

var legislators = setOf("lawmaker lawmakers legislator legislators senator senators congressmen parliamentarians opposition politicians mps governors province premier party parties")

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

// setting are verbs whose subject puts a measure on or takes it off.
var setting = setOf("announce impose suspend raise lower cut levy introduce extend slap lift remove halve double withdraw publish order collect put apply charge reimpose exempt delay postpone pause hike increase reduce scrap eliminate waive reinstate set tighten ease launch propose unveil halt stop resume restrict ban block curb close freeze prohibit bar renew")

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
