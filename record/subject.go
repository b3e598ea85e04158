package record

import "strings"

// people are nouns of those who act and speak without a name: a subject with
// such a head makes a move for its country.
var people = setOf(`group groups union unions senator senators congressman congresswoman congressmen lawmaker lawmakers legislator legislators deputies mps meps minister ministers ministry
	ministries chamber chambers association associations federation federations lobby lobbies alliance bloc coalition council team teams delegation delegations negotiators officials diplomats
	producers farmers growers exporters importers makers manufacturers companies firms industry industries retailers traders ranchers raisers cooperatives millers shippers workers activists
	campaigners ngos opposition governor governors mayor mayors party parties members leaders politicians greens conservatives liberals democrats republicans critics unionists brewers distillers
	winemakers steelmakers carmakers automakers shipbuilders refiners processors packers breeders fishermen fishers academics businesses employers hauliers palace cabinet premier chancellor ministers`)

// outsiders speak of the talks and have no part in them: what they say is no
// move.
var outsiders = setOf("analyst analysts economist economists expert experts observer observers investor investors broker brokers trader traders strategist strategists academic academics professor columnist shopkeeper shopper consumers consumer residents drivers shoppers tourists fans participants markets")

// implied makes an actor of a subject that no register knows, by its head:
// "Civic groups", "a farm-state senator". The party is the one its phrase
// names, else the one whose story it is.
func (d *doc) implied(c *clause, stop int) *actor {
	t := d.toks
	h := d.headOf(c.main, stop)
	if h < 0 || h-c.main > 7 || t[h].low == "members" && h+1 < stop && t[h+1].low != "of" {
		return nil
	}
	w := t[h].low
	if outsiders[w] {
		return nil
	}
	for i := c.main; i < h; i++ {
		if isOne(t[i].low, "two", "both", "three") {
			return nil // both sides of the table
		}
	}
	a := actor{from: c.main, to: h + 1, kind: aGroup, start: t[c.main].start, end: t[h].end, role: w, plural: strings.HasSuffix(w, "s")}
	switch {
	case people[w]:
	case t[h].cap && t[c.main].cap && h+3 < stop && t[h+1].low == "," && d.peopleIn(h+2, min(stop, h+9)):
		a.kind = aBody // "Canacero, the steel chamber,"
	default:
		return nil
	}
	for _, x := range d.within(c.main, min(h+6, stop)) {
		if p := d.partyOf(&x); p != "" && !x.place {
			a.party = p
			break
		}
	}
	if a.party == "" {
		switch w {
		case "senator", "senators", "congressman", "congresswoman", "congressmen", "republicans", "democrats":
			if d.base == "US" && d.other != "PH" && d.other != "BR" && d.other != "MX" && d.other != "CA" && d.other != "JP" {
				a.party = "US"
			}
		}
	}
	if a.party == "" {
		a.party = d.other
	}
	if a.party == "" {
		return nil
	}
	return &a
}

// peopleIn says whether a noun of people stands in an apposition.
func (d *doc) peopleIn(from, to int) bool {
	for i := from; i < to && d.toks[i].kind == word; i++ {
		if people[d.toks[i].low] {
			return true
		}
	}
	return false
}

// outsider says whether the words of a clause are those of somebody without a
// part in the talks: an analyst, an economist, a market.
func (d *doc) outsider(c *clause) bool {
	formerly := func(a *actor) bool {
		return a != nil && a.kind == aPerson && (a.former || a.ent != nil && a.ent.former)
	}
	last := func(a *actor) bool {
		if a == nil || a.kind == aParty || a.kind == aPerson || a.kind == aPronoun || a.to <= a.from || a.to > len(d.toks) {
			return false
		}
		return outsiders[d.toks[a.to-1].low] || a.role != "" && outsiders[strings.ToLower(a.role)]
	}
	if c.frame != nil && c.frame.speaker != "" {
		a := c.frame.sp
		return last(&a) || formerly(&a)
	}
	return last(c.subject) || formerly(c.subject)
}

// finish trims a clause and finds its subject and verb.
func (d *doc) finish(c *clause, s sentence) {
	t := d.toks
	// Leading connectors and adverbials.
	i := c.from
	for i < c.to {
		switch {
		case connectors[t[i].low] && !(t[i].low == "so" || t[i].low == "still" || t[i].low == "then"):
			if c.conn == "" {
				c.conn = t[i].low
			}
			i++
			continue
		case t[i].kind == punct && t[i].low != "(" && t[i].low != "$":
			i++
			continue
		case t[i].low == "in" && i+1 < c.to && (t[i+1].low == "addition" || t[i+1].low == "contrast" || t[i+1].low == "turn"):
			i += 2
			continue
		case t[i].low == "for" && i+2 < c.to && t[i+1].low == "its" && t[i+2].low == "part":
			i += 3
			continue
		case t[i].low == "that" && i == c.from:
			i++
			continue
		case t[i].kind == quoteMark && i == c.from:
			i++
			continue
		}
		if n, e := timeAt(t, i, c.to); n > 0 && i+n < c.to && e.kind != nowTime && (t[i+n].low == "," || d.subjectAhead(i+n, c.to, 12)) {
			i += n
			continue
		}
		break
	}
	if i < c.to {
		c.lead = i
	} else {
		c.lead = c.from
	}
	c.main = c.lead
	if c.sub && t[c.lead].low == c.conn && c.lead+1 < c.to {
		c.main++
	}
	if w := t[c.lead].low; w == "if" || w == "unless" || w == "should" || w == "without" || w == "until" {
		for j := c.lead + 2; j+1 < c.to; j++ {
			if t[j].low == "," && d.subjectAhead(j+1, c.to, 12) {
				c.main = j + 1
				break
			}
		}
	}
	if rel := false; opening[t[c.main].low] {
		for j := c.main + 2; j+1 < c.to && j < c.main+30; j++ {
			if t[j].low == "which" || t[j].low == "who" || t[j].low == "that" {
				rel = true
			}
			if auxiliaries[t[j].low] != 0 && !d.inActor(j) && !(t[j].cap && months[t[j].low] != 0) && !rel {
				break
			}
			if a := d.actorEnding(j); a != nil && !a.attrib && !rel && t[j].form&(past|third) != 0 && !nounVerbs[t[j].low] && !pluralNouns[t[j].low] {
				break // the subject stands before the comma
			}
			if t[j].low == "," && t[j].kind == punct && !(t[j+1].low == "which" || t[j+1].low == "who") && d.subjectAhead(j+1, c.to, 14) {
				c.main = j + 1
				break
			}
		}
	}
	// The finite verb, and the subject before it.
	rel := 0 // where a relative clause of the subject begins
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	for i := range d.gbuf {
		g := &d.gbuf[i]
		if g.finite && !d.inRelative(c.main, g.from) {
			c.verb = g.from
			break
		}
	}
	for j := c.main + 1; j < c.to && (c.verb < 0 || j < c.verb); j++ {
		if relatives[t[j].low] && t[j].low != "as" && t[j].low != "than" {
			rel = j
			break
		}
	}
	stop := c.to
	if c.verb >= 0 {
		stop = c.verb
	} else {
		for j := c.main + 1; j < c.to; j++ {
			if t[j].form&past != 0 && !d.inActor(j) {
				stop = j
				break
			}
		}
	}
	if f := c.frame; f != nil && c.sub && c.conn == "after" && f.rule == "attr.leading" && t[c.from].quote == 0 && f.speaker != "" {
		c.frame, c.writer = nil, true // what went before is the writer's
	}
	if f := c.frame; f != nil && c.sub && f.rule == "attr.trailing" && c.from >= f.to && t[c.from].quote == 0 && c.conn != "because" && c.conn != "given" && c.conn != "since" && c.conn != "considering" {
		c.frame, c.writer = nil, true // behind the attribution the writer goes on
	}
	defer d.voices(c, s)
	if rel > c.main && rel < stop {
		stop = rel
	}
	if a := d.cleft(c); a != nil {
		c.subject = d.resolve(a, s)
	} else if a := d.firstSubject(c.main, stop); a == nil && c.verb > c.main && !c.inherit {
		c.subject = d.implied(c, stop)
	} else if a != nil {
		c.subject = d.resolve(a, s)
		if f := c.frame; a.kind == aPronoun && f != nil && f.speaker != "" {
			d.ownVoice(c, a, f)
		}
	}
}

// voices turns a clause in the passive round: who acts is behind "by", and
// who was the subject is the one it is done to.
func (d *doc) voices(c *clause, s sentence) {
	if c.verb < 0 || auxiliaries[d.toks[c.verb].low] == 0 {
		return
	}
	g, _ := d.auxGroup(c.verb, c.verb, c.to)
	if !g.passive {
		return
	}
	t := d.toks
	for i := g.head + 1; i+1 < c.to && i < g.head+9; i++ {
		if t[i].low != "by" {
			if t[i].kind == punct || relatives[t[i].low] {
				break
			}
			continue
		}
		for j := i + 1; j < c.to && j < i+4; j++ {
			if a := d.actorFrom(j); a != nil && a.kind != aPronoun && !a.place {
				c.patient, c.subject = c.subject, d.resolve(a, s)
				return
			}
		}
	}
	if c.subject != nil && d.is(&g, c.to, sAsk, sOffer, sRefuse) || c.subject != nil && (g.lem == "tell" || g.lem == "warn") {
		c.patient, c.subject = c.subject, nil
	}
}

// opening words begin a phrase that stands before the subject: "Under the
// accord, ...".
var opening = setOf("in on at under by for with from to after following during despite as regarding among within through amid beyond besides unlike like against over last this since given contrary instead")

// cleft finds the subject of "it was Britain that struck the first deal".
func (d *doc) cleft(c *clause) *actor {
	t := d.toks
	if c.lead+3 < c.to && t[c.lead].low == "it" && (t[c.lead+1].low == "was" || t[c.lead+1].low == "is") {
		if a := d.actorFrom(c.lead + 2); a != nil && a.to < c.to && (t[a.to].low == "that" || t[a.to].low == "who" || t[a.to].low == "which") {
			return a
		}
	}
	return nil
}

// ownVoice lets a pronoun in reported speech mean the speaker: "Suzuki said
// he expects", "We are in no hurry".
func (d *doc) ownVoice(c *clause, a *actor, f *frame) {
	switch d.toks[a.from].low {
	case "he", "he's", "she", "she's":
		if e := f.sp.ent; e == nil || f.sp.kind != aPerson || e.sex != "" && (e.sex == "f") != strings.HasPrefix(d.toks[a.from].low, "s") {
			return
		}
	case "we", "we're", "we'll", "we've", "i", "i'm", "i'll":
	case "it", "it's":
		if f.sp.kind != aParty && f.sp.kind != aBody {
			return
		}
	case "they", "they're", "they'll":
		if !f.sp.plural && f.sp.kind != aParty && f.sp.kind != aBody {
			return
		}
	default:
		return
	}
	b := f.sp
	if f.sp.ent != nil {
		b.party = f.sp.ent.party
	}
	b.start, b.end = a.start, a.end
	c.subject = &b
}

// afterSubject says whether an actor that is not a qualifier ends before j
// with only adverbs between.
func (d *doc) afterSubject(from, j int) bool {
	for _, a := range d.within(from, j) {
		if a.attrib {
			continue
		}
		ok := true
		for k := a.to; k < j; k++ {
			if !strings.HasSuffix(d.toks[k].low, "ly") && d.toks[k].low != "also" && d.toks[k].low != "," {
				ok = false
			}
		}
		if ok {
			return true
		}
	}
	return false
}

// pluralBefore says whether a plural subject stands before a base form: "the
// two sides agree", "officials want".
func (d *doc) pluralBefore(from, j int) bool {
	if j <= from || j == 0 {
		return false
	}
	w := d.toks[j-1]
	if j-1 < from || w.kind != word {
		return false
	}
	if a := d.actorEnding(j); a != nil && (a.plural || a.kind == aPronoun) && !a.attrib {
		return true
	}
	return strings.HasSuffix(w.low, "s") && !functionWords[w.low] && w.form == 0 && !strings.HasSuffix(w.low, "ss") || w.low == "sides" || w.low == "countries" || w.low == "also" && j-2 >= from && strings.HasSuffix(d.toks[j-2].low, "s")
}
