package record

import (
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
	n := d.sentenceOf(k)
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

// suing are verbs of those who go to court.
var suing = setOf("sue file appeal challenge take bring lodge contest petition ask seek urge")

// interestHeads are nouns of those who speak within their party.
var interestHeads = func() map[string]bool {
	m := setOf("industry industries chamber chambers producers makers growers sector cooperative cooperatives workers senator senators")
	for _, w := range interestWords {
		m[w[strings.LastIndexByte(w, '_')+1:]] = true
	}
	return m
}()

// ministers are group words for a government.
var ministers = setOf("ministers government cabinet authorities negotiators administration lawmakers parliament ministry")

var legislators = setOf("lawmaker lawmakers legislator legislators senator senators congressmen parliamentarians opposition politicians mps governors province premier party parties")

// setting are verbs whose subject puts a measure on or takes it off.
var setting = setOf("announce impose suspend raise lower cut levy introduce extend slap lift remove halve double withdraw publish order collect put apply charge reimpose exempt delay postpone pause hike increase reduce scrap eliminate waive reinstate set tighten ease launch propose unveil halt stop resume restrict ban block curb close freeze prohibit bar renew")
