package record

import "time"

// fact says whether the words around a rate tell of it as one that is or was
// in force. named says that the duty is one of the register by name or goods.
func (p *ratePhrase) fact(named bool) bool {
	t := p.d.toks
	before, after := p.verb, p.next
	from := p.lo
	told := p.kind == attributive && p.definite() && after != nil && p.tells(after) && !p.unsure(after)
	if told {
		from = p.num // what is asked of a duty that is there does not matter
	}
	for k := from; k < p.hi; k++ {
		if unreal[t[k].lem] || unreal[t[k].low] || t[k].low == "off" || t[k].low == "hold" {
			return false
		}
	}
	switch {
	case told || p.inForce():
		return true
	case before != nil && before.head > p.noun && p.unsure(before):
		return false
	case before != nil && p.rules(before):
		return !p.unsure(before)
	case after != nil && p.tells(after):
		return !p.unsure(after)
	case before != nil && p.unsure(before):
		return false
	}
	return named && p.given()
}

// definite says whether the rate is one that is taken as known: "the 25% tariff".
func (p *ratePhrase) definite() bool {
	return isOne(p.prev(), "the", "its", "current", "existing")
}

// given reads "the 15 percent surcharge", with nothing said of it: the one
// there is.
func (p *ratePhrase) given() bool {
	if p.kind != attributive || !p.definite() && !isOne(p.prev(), "this", "'s") || p.d.toks[p.noun].low == "rate" {
		return false
	}
	before, after := p.verb, p.next
	return (before == nil || !p.rules(before)) && (after == nil || !p.tells(after))
}

// inForce reads "the 31 percent levy in force since August".
func (p *ratePhrase) inForce() bool {
	t := p.d.toks
	for k := p.noun + 1; k+1 < p.hi && k < p.noun+4; k++ {
		if t[k].low == "in" && (t[k+1].low == "force" || t[k+1].low == "effect" || t[k+1].low == "place") {
			return true
		}
	}
	return false
}

// findVerbs finds the nearest verb group before the rate and the first after it.
func (p *ratePhrase) findVerbs() {
	from := p.lo
	if p.kind == elliptic {
		from = p.s.from // its verb stands before it
	}
	gs := p.d.groups(from, p.hi, nil)
	for i := range gs {
		g := &gs[i]
		switch {
		case g.head < p.num:
			p.verb = g
		case p.next == nil && g.from >= p.after:
			p.next = g
		}
	}
}

// rules says whether the rate hangs on the verb: "imposed a 25% tariff",
// "goods face 15%".
func (p *ratePhrase) rules(g *group) bool {
	if !holdVerbs[g.lem] && !putVerbs[g.lem] {
		return false
	}
	// Nothing that begins another thing stands between.
	for k := g.head + 1; k < min(p.num, p.noun); k++ {
		if isOne(p.d.toks[k].low, "that", "which", "who", "because", "after", "when", "with", "despite") {
			return false
		}
	}
	return true
}

// tells says whether the verb behind the rate speaks of it: "came into force",
// "that Washington has charged since February".
func (p *ratePhrase) tells(g *group) bool {
	return (holdVerbs[g.lem] || putVerbs[g.lem] || isOne(g.lem, "come", "take", "go", "begin", "start")) && g.head < p.after+14
}

// unsure says whether a verb is one of wish, plan or doubt. What is to be kept
// is what there is.
func (p *ratePhrase) unsure(g *group) bool {
	keeps := isOne(g.lem, "keep", "maintain", "remain", "stay", "retain")
	// "Goods from Canada will pay 35% as of Friday".
	soon := g.modal == "will" && payVerbs[g.lem] && p.soon()
	if t := p.d.toks; g.lem == "be" && g.head+1 < p.hi && t[g.head+1].low == "to" {
		return true // "was to hit its exports"
	}
	return g.neg || g.inf && !keeps || g.ger && !keeps && !payVerbs[g.lem] || g.modal != "" && !keeps && !soon
}

// over says whether the words tell of a duty that has ended.
func (p *ratePhrase) over() bool {
	for k := p.lo; k < p.hi; k++ {
		w := p.d.toks[k].low
		if bygone[w] || k+1 < p.hi && w == "last" && isOne(p.d.toks[k+1].low, "year", "year's") {
			return true
		}
	}
	for _, g := range p.d.groups(p.lo, p.hi, nil) {
		if ended[g.lem] && !g.inf && g.modal == "" {
			return true
		}
	}
	return false
}

// soon says whether a day named behind the rate has come, or comes in days.
func (p *ratePhrase) soon() bool {
	for k := p.after; k < p.hi; k++ {
		if n, e := timeAt(p.d.toks, k, p.hi); n > 0 {
			from, _ := e.resolve(p.d.pub, futureTense)
			return from != "" && from <= p.d.pub.AddDate(0, 0, slack).Format(isoDay)
		}
	}
	return false
}

// window gives the days in which the text has the rate in force.
func (p *ratePhrase) window() (lo, hi string, throughout bool) {
	d, t := p.d, p.d.toks
	g := p.verb
	if g == nil || !p.rules(g) {
		g = p.next
	}
	iso := func(w time.Time) string { return w.Format(isoDay) }
	first, last := firstRates, iso(d.pub.AddDate(0, 0, 60))
	if p.kind == change && p.prev() == "from" || p.over() {
		return first, d.day(), false // what it was, or was said to become
	}
	for k := p.lo; k < p.hi; k++ {
		if k == p.num {
			k = p.after
		}
		if k >= p.hi {
			break
		}
		if t[k].low == "between" || t[k].low == "from" {
			if a, b, ok := p.interval(k); ok {
				return a, b, false
			}
		}
		n, e := timeAt(t, k, p.hi)
		if n == 0 {
			continue
		}
		from, to := e.resolve(d.pub, pastTense)
		if from == "" {
			continue
		}
		if to == "" {
			to = from
		}
		switch {
		case t[k].low == "since":
			perfect := g != nil && isOne(t[g.from].low, "has", "have", "'ve")
			return from, d.day(), perfect || p.inForce()
		case isOne(t[k].low, "from", "effective", "starting", "beginning", "after", "as"):
			return from, last, false
		case isOne(t[k].low, "until", "before"):
			if k < p.num {
				break
			}
			if g == nil || g.past && !g.perfect {
				return first, to, false
			}
			_, to = e.resolve(d.pub, futureTense)
			return d.day(), max(to, d.day()), false
		case k < p.num: // another thing's day, it may be
		case isOne(t[k].low, "in", "on", "last", "this", "at"):
			return from, iso(parseDay(to).AddDate(0, 0, 30)), false
		}
		k += n - 1
	}
	if p.given() {
		return d.day(), last, false
	}
	if p.kind == change || g == nil {
		return first, last, false
	}
	if p.keeps() {
		return d.day(), last, false
	}
	if g.modal != "" || g.inf || g.ger && !payVerbs[g.lem] || putVerbs[g.lem] {
		return first, last, false
	}
	if g.past || g.part {
		return first, d.day(), false
	}
	// Of the day itself, give or take a step that is already announced.
	if p.now() {
		return d.day(), d.day(), false
	}
	return d.day(), last, false
}

// firstRates is the day before which no additional duty of 2025 was in force.
const firstRates = "2025-01-20"

// now says whether the words speak of this day and no other.
func (p *ratePhrase) now() bool {
	for k := p.lo; k < p.hi; k++ {
		if isOne(p.d.toks[k].low, "currently", "now", "still", "stands", "today", "present") {
			return true
		}
	}
	return false
}

// interval reads "between August and November", "from 7 August to 13 November".
func (p *ratePhrase) interval(k int) (lo, hi string, ok bool) {
	d, t := p.d, p.d.toks
	n, a := timeAt(t, k+1, p.hi)
	if n == 0 || k+1+n >= p.hi || !isOne(t[k+1+n].low, "and", "to", "until", "through", "till") {
		return "", "", false
	}
	m, b := timeAt(t, k+n+2, p.hi)
	if m == 0 {
		return "", "", false
	}
	// "between August and November of last year".
	if year := k + n + 2 + m; a.year == 0 && b.year == 0 && year+2 < len(t) && t[year].low == "of" && t[year+1].low == "last" && t[year+2].low == "year" {
		a.year, b.year = d.pub.Year()-1, d.pub.Year()-1
	}
	if a.year == 0 {
		a.year = b.year
	}
	lo, _ = a.resolve(d.pub, pastTense)
	from, to := b.resolve(d.pub, pastTense)
	if to == "" {
		to = from
	}
	return lo, to, lo != "" && to != "" && lo <= to
}

var (
	// unreal are words of what is not in force.
	unreal = setOf("removal suspend suspended pause paused freeze frozen shelve shelved announce announced threaten threat threatened propose proposed proposal plan plans planned draft would-be letter if unless warn avoid avert averted spare spared escape escaped want ask demand seek urge call instead deadline looming due ruling court struck strike void suggest suggested expect expected hope offer could may might should request petition recommend consider mull float possible potential prospect risk fear reject refuse oppose petitioned talk promise promised pledge pledged reportedly")
	// holdVerbs say that a duty is there, putVerbs that one is put on or changed.
	holdVerbs = setOf("pay face attract bear carry incur charge assess subject enter owe tax stand remain stay be keep maintain retain apply have cost total levy collect")
	ended     = setOf("end expire lapse scrap abolish lift replace stop cease drop")
	bygone    = setOf("longer former formerly previous previously earlier old originally")
	putVerbs  = setOf("impose introduce put slap place set raise lower cut reduce double halve bring lift increase hike drop add")
)
