package record

// keepsSilent gives the reasons for which a clause is no claim although it has
// a verb: markets, the results of firms, weather and sport, what outsiders
// think, what only opens a quotation, what is no sentence of its own.
func (d *doc) keepsSilent(c *clause) bool {
	if c.sub || c.to-c.lead < 4 || d.silent(c) || d.untold(c) {
		return true
	}
	switch d.toks[c.from].low {
	case "when", "amid", "whether", "although", "though", "before":
		return true
	}
	if d.hasAny(c, marketWords) && !d.onDuty(c) {
		return true
	}
	if d.outsider(c) {
		return true
	}
	if c.frame == nil && c.subject != nil && c.subject.kind == aPerson && d.partyOf(c.subject) == "" {
		return true
	}
	return d.hasAny(c, elsewhereWords)
}

// untold says whether a clause only says that a detail was not given: "No
// volumes were mentioned".
func (d *doc) untold(c *clause) bool {
	t := d.toks
	if c.to-c.lead < 3 || c.to-c.lead > 8 || t[c.lead].low != "no" || !details[t[c.lead+1].low] {
		return false
	}
	for i := c.lead + 2; i < c.to; i++ {
		if isOne(t[i].lem, "give", "mention", "name", "disclose", "release", "provide", "publish", "offer", "reveal") {
			return true
		}
	}
	return false
}

// details are what a story wants and does not get.
var details = setOf("volumes volume figures figure details detail amounts amount names name sums sum numbers number prices price explanation")

// marketWords are of prices and papers, not of the talks.
var marketWords = setOf("shares stocks stock index yields yield futures equities bourse nikkei kospi dow nasdaq s&p bond bonds peso rupee yuan ringgit rupiah baht traders brokerage analysts investors tonne fob")

// elsewhereWords are of other parts of a paper.
var elsewhereWords = setOf("weather rain rains storm typhoon football baseball concert subscribe newsletter correspondent photo")
