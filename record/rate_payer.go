package record

import "slices"

// foreign says whether the duty is one of another country than the United
// States, an answer to theirs, or none of those that the law engine has.
func (p *ratePhrase) foreign() bool {
	d, t := p.d, p.d.toks
	if d.base != "US" || p.noun > p.lo && isOne(t[p.noun-1].low, "general", "standard", "usual", "ordinary", "normal", "regular", "basic") {
		return true
	}
	if p.abroad() || d.track == nil && !p.american() {
		return true
	}
	for k := p.lo; k < p.hi; k++ {
		if otherDuty[t[k].low] || otherDuty[t[k].lem] {
			return true
		}
		a := d.actorFrom(k)
		if a == nil || a.kind != aParty {
			continue
		}
		if a.party == "US" {
			if a.to < p.hi && (allGoods[t[a.to].low] || len(d.goodsIn(a.to, min(a.to+2, p.hi))) > 0) {
				return true // on American goods
			}
			continue
		}
		// "India's 70% duty", "Canada charges 25% on".
		if a.to < p.hi && t[a.to].low == "'s" && a.to+1 == p.num {
			return true
		}
		for _, g := range d.groups(a.to, min(a.to+4, p.hi), nil) {
			if g.from == a.to && !g.passive && imposing[t[g.head].lem] {
				return true
			}
		}
	}
	return false
}

// american says whether the story speaks of the United States at all.
func (p *ratePhrase) american() bool {
	return slices.ContainsFunc(p.d.actors, func(a actor) bool { return a.party == "US" })
}

// abroad says whether the duty is paid in another country ("pays 35 percent in
// Brazil"), or is the own one of a party that has just been named ("India
// extended a waiver of its 11% duty").
func (p *ratePhrase) abroad() bool {
	d, t := p.d, p.d.toks
	for k := p.after; k+1 < p.hi && k < p.after+5; k++ {
		if isOne(t[k].low, "in", "by") {
			if a := d.actorFrom(k + 1); a != nil && a.kind == aParty && a.party != "US" {
				return true
			}
		}
	}
	if p.prev() != "its" && p.prev() != "their" {
		return false
	}
	for k := p.num - 2; k >= p.s.from; k-- {
		if d.at[k] != 0 {
			a := &d.actors[d.at[k]-1]
			if a.kind == aParty || a.party != "" {
				return a.party != "US"
			}
		}
	}
	return false
}

var (
	otherDuty = setOf("own anti-dumping antidumping dumping countervailing anti-subsidy subsidy retaliatory retaliation retaliate counter-tariff counter-tariffs countermeasure countermeasures vat value-added mfn most-favoured-nation most-favored-nation transshipped transshipment transhipped interest growth inflation average averages averaged effective weighted out-of-quota in-quota bound probability utilisation safeguard royalty income corporate")
	levied    = setOf("levy impose charge collect put slap add assess")
	imposing  = setOf("impose charge levy apply collect slap introduce keep maintain raise lower cut reduce")
)

// traders are those whose trade as a whole pays.
var traders = setOf("exporters shippers exporting companies")

// allGoods are words for everything that a country sells.
var allGoods = setOf("goods exports products imports merchandise")

// payers gives the parties whose goods pay: those behind the rate ("on Swiss
// goods", "on Indonesian and Malaysian goods"), those of the stretch or of the
// sentence, else the other side of the story.
func (p *ratePhrase) payers() []string {
	d, t := p.d, p.d.toks
	for k := max(p.after, p.noun+1); k+1 < p.hi && k < p.after+6 && p.kind != elliptic; k++ {
		if isOne(t[k].low, "on", "for", "from", "against", "to") {
			var out []string
			for j := k + 1; j < p.s.to; j++ {
				if a := d.actorFrom(j); a != nil && a.kind == aParty && a.party != "US" {
					out = appendNew(out, d.reg.Bloc(a.party))
					j = a.to - 1
				} else if !detWords[t[j].low] && !allGoods[t[j].low] && !isOne(t[j].low, "most", "all", "many", "from", "of", "and", ",", "both") {
					break
				}
			}
			if len(out) > 0 {
				return out
			}
			break
		}
	}
	if q := p.subject(); len(q) > 0 {
		return q
	}
	for k := p.lo; k < p.hi; k++ {
		if k > p.lo && t[k].low == "countries" && isOne(t[k-1].low, "both", "two") {
			from, _ := d.around(p.num, 1) // those named before
			if q := p.parties(from, p.num); len(q) == 2 {
				return q
			}
			return nil
		}
		if isOne(t[k].low, "countries", "elsewhere", "others", "rivals", "competitors", "world", "nations", "economies", "foreign") {
			return nil
		}
	}
	if q := p.parties(p.lo, p.num); len(q) > 0 {
		return q
	}
	if q := p.parties(p.lo, p.hi); len(q) > 0 {
		return q
	}
	p.vague = true
	if q := p.parties(p.s.from, p.num); len(q) > 0 {
		return q
	}
	return []string{d.other}
}

// parties gives the parties other than the United States that a stretch names.
func (p *ratePhrase) parties(from, to int) (out []string) {
	for k := from; k < to; k++ {
		if a := p.d.actorFrom(k); a != nil && a.party != "" && a.party != "US" && a.kind == aParty {
			out = appendNew(out, p.d.reg.Bloc(a.party))
		}
	}
	return out
}

// subject gives the parties that pay, or whose goods do, in the row that ends
// nearest before the verb: "India and Indonesia pay", "goods from Vietnam face".
func (p *ratePhrase) subject() (out []string) {
	d, t := p.d, p.d.toks
	end := p.num
	if p.kind == object || p.kind == predicate {
		if p.verb == nil {
			return nil
		}
		end = p.verb.from
	} else if p.kind != elliptic {
		return nil
	}
	for k := end - 1; k >= p.lo; k-- {
		if d.at[k] != 0 {
			a := &d.actors[d.at[k]-1]
			if a.kind == aParty && a.party != "" && a.party != "US" {
				out = appendNew(out, d.reg.Bloc(a.party))
			} else if len(out) > 0 {
				break
			}
			k = a.from
			continue
		}
		if len(out) > 0 && !isOne(t[k].low, "and", ",", "both", "mainland") {
			break
		}
	}
	return out
}

// otherEnd says whether a change goes from or to a rate that the law has had on
// all goods of a party: "raised the tariff on them from 25% to 30%".
func (p *ratePhrase) otherEnd(party string) bool {
	d, t := p.d, p.d.toks
	for k := p.lo; k+1 < p.hi; k++ {
		if k == p.num || t[k].kind != number || k == p.lo || !isOne(t[k-1].low, "from", "to") {
			continue
		}
		if v, _, ok := d.percentAt(k); ok {
			law, _ := d.lawOnAll(party, parseDay(firstRates), d.pub, false)
			return law[v]
		}
	}
	return false
}

// anyGoods says whether the subject is goods at large: "goods which fail the
// rules have been charged".
func (p *ratePhrase) anyGoods() bool {
	d, t := p.d, p.d.toks
	for k := p.lo; k < p.noun && k < p.lo+4; k++ {
		if d.inActor(k) {
			return false
		}
		if allGoods[t[k].low] {
			return k == p.lo || !isOne(t[k-1].low, "farm", "agricultural", "food", "industrial", "steel", "its", "their")
		}
	}
	return false
}

// newDuty says whether somebody pays a rate since a day after firstRates: no
// ordinary duty is meant.
func (p *ratePhrase) newDuty() bool {
	if p.kind != object {
		return false
	}
	for k := p.lo; k < p.hi; k++ {
		if p.d.toks[k].low != "since" {
			continue
		}
		if n, e := timeAt(p.d.toks, k, p.hi); n > 0 {
			from, _ := e.resolve(p.d.pub, pastTense)
			return from > firstRates
		}
	}
	return false
}

// onTop reads "a further 40 percent", "an additional 10%": a duty beside that
// of column 1.
func (p *ratePhrase) onTop() bool {
	return p.kind == object && isOne(p.prev(), "further", "additional", "extra", "combined")
}

// keeps says whether the rate is one that is kept.
func (p *ratePhrase) keeps() bool {
	return p.verb != nil && isOne(p.verb.lem, "keep", "maintain", "remain", "stay", "retain")
}

// onAll says whether the words have the rate on all goods of a party: "on
// Swiss goods", "imports from Vietnam face", "the rate for Taiwan", "Malaysia
// has been charged".
func (p *ratePhrase) onAll() bool {
	d, t := p.d, p.d.toks
	for k := p.noun; k < p.num; k++ {
		// "exporters now face a total of 50%".
		if isOne(t[k].low, "total", "combined") && p.kind == object && p.noun > p.s.from+1 && (traders[t[p.noun-1].low] || traders[t[p.noun-2].low] || allGoods[t[p.noun-1].low] || allGoods[t[p.noun-2].low]) {
			return true
		}
	}
	if p.kind == elliptic {
		return true
	}
	for k := p.lo; k < p.hi; k++ {
		a := d.actorFrom(k)
		if a == nil || a.kind != aParty || a.party == "US" {
			continue
		}
		switch {
		case a.to < p.hi && allGoods[t[a.to].low]:
			return true
		case k > p.lo+1 && isOne(t[k-1].low, "from", "of") && (allGoods[t[k-2].low] || t[k-2].low == "those"):
			return true
		case k > p.lo+1 && (dutyNoun(t[k-2].low) && isOne(t[k-1].low, "for", "on") || k > p.after && isOne(t[k-1].low, "for")):
			return true
		case a.to+1 < p.hi && t[a.to].low == "'s" && dutyNoun(t[a.to+1].low):
			return true
		}
		// The party itself pays.
		for _, g := range d.groups(a.to, p.num, nil) {
			if (g.from == a.to || t[a.to].low == "," && !p.hangs(k)) && (payVerbs[g.lem] || g.head == p.noun) && (p.after >= p.hi || t[p.after].low != "on") {
				return true
			}
		}
	}
	return false
}

// hangs says whether a row of parties that has token k hangs on a preposition.
func (p *ratePhrase) hangs(k int) bool {
	t := p.d.toks
	for k > p.s.from && (p.d.inActor(k) || isOne(t[k].low, "and", "or", ",", "both", "the")) {
		k--
	}
	return isOne(t[k].low, "from", "in", "of", "by", "to", "with", "for", "on", "at")
}

// measures gives what the duty is: measures by their name, or the goods that
// pay it; neither for what is on all goods. ok is false where goods are named
// of whose duty nothing is known.
func (p *ratePhrase) measures(parties []string) (ids, goods []string, ok bool) {
	d := p.d
	hits := func(all []string) (ids []string) {
		soon := d.pub.AddDate(0, 0, 60).Format(isoDay)
		for _, id := range all {
			if m := d.reg.measure[id]; m.Law && m.From <= soon && m.Issuer == "US" && slices.ContainsFunc(parties, m.Hits) {
				ids = append(ids, id)
			}
		}
		return ids
	}
	on := func(goods []string) (ids, known []string, ok bool) {
		for _, g := range goods {
			ids = appendAll(ids, hits(d.byGoods([]string{g}, "US", "")))
			// Of a good on which no measure is, the words have to name the party;
			// and nothing is known of anti-dumping duties.
			if len(d.reg.good[g].HTS) == 0 || len(ids) == 0 && p.vague && !p.onTop() && !p.newDuty() || dumped[g] {
				return nil, nil, false
			}
		}
		return ids, goods, true
	}
	_, ms := d.measuresIn(max(p.lo, p.noun-4), max(p.after+6, p.noun+1))
	for _, m := range ms {
		switch {
		case p.noun < m.from || p.noun >= m.to: // another duty
		case m.rule == "ref.alias":
			ids = hits(m.ids)
			return ids, nil, len(ids) > 0
		case len(m.goods) > 0:
			return on(m.goods)
		}
	}
	if d.toks[p.noun].low == "surcharge" {
		if m := d.reg.measure["us-122-surcharge"]; m != nil && m.From <= d.day() && (m.To == "" || d.day() <= m.To) && !p.over() {
			return []string{m.ID}, nil, true
		}
	}
	if goods = p.goods(p.lo, p.hi); len(goods) > 0 && (p.kind == elliptic || !p.onAll()) {
		if ids, known, ok := on(goods); ok {
			return ids, known, ok
		}
		// "the reciprocal rate which bicycles pay".
		_, ms := d.measuresIn(p.lo, p.hi)
		for _, m := range ms {
			if m.rule == "ref.alias" {
				ids = append(ids, hits(m.ids)...)
			}
		}
		return ids, nil, len(ids) > 0
	}
	// "the 25% penalty", "the rate": all goods of the party, if the words around
	// speak of them or of nothing else.
	return nil, nil, len(p.goods(p.s.from, p.s.to)) == 0 || p.onAll()
}

// dumped are goods on which the United States have anti-dumping duties of which
// news speaks as of any other.
var dumped = setOf("tomatoes seafood")

// goods gives the goods named in a stretch, those in the name of a measure ("the
// oil penalty") apart.
func (p *ratePhrase) goods(from, to int) (out []string) {
	_, ms := p.d.measuresIn(from, to)
	for _, m := range ms {
		if m.rule == "ref.alias" && m.from >= from {
			out = appendAll(out, p.d.goodsIn(from, m.from))
			from = m.to
		}
	}
	return appendAll(out, p.d.goodsIn(from, to))
}
