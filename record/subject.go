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
var outsiders = setOf("analyst analysts economist economists expert experts observer observers investor investors broker brokers trader traders strategist strategists academic academics professor columnist shopkeeper consumers consumer residents drivers shoppers tourists fans participants markets")

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
