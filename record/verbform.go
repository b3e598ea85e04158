package record

import "strings"

// nounBefore says whether what stands before a word makes it a noun or an
// adjective: an article, a possessive, a number, an adjective.
func (d *doc) nounBefore(i int) bool {
	if i == 0 {
		return false
	}
	p := &d.toks[i-1]
	return p.kind == word && nounBefore[p.low] || p.kind == number && d.toks[i].glued
}

// pastHere says whether a form that ends in -ed is the past tense: it has a
// subject before it and no finite verb yet.
func (d *doc) pastHere(i, from, to int, finite bool) bool {
	t := d.toks
	w := &t[i]
	if w.form&part == 0 {
		return true
	}
	if finite {
		return false
	}
	if i+1 < to && t[i+1].low == "by" {
		return false
	}
	// A participle before its noun: "imposed tariffs" after nothing.
	p := i - 1
	for p >= from && (adverb(&t[p]) || t[p].low == "also" || t[p].low == "again" || t[p].low == "still" || t[p].low == "twice" || t[p].low == "later" || t[p].low == "once" || t[p].kind == quoteMark) {
		p--
	}
	if p < from {
		return i == from || p < i-1 // a second verb of the subject before: "rejected the first"
	}
	if t[p].kind == punct {
		// "The court, in a ruling, rejected": a comma closes a parenthesis.
		for q := from; q < p && t[p].low == ","; q++ {
			if t[q].low == "," {
				return true
			}
		}
		return false
	}
	if a := d.actorEnding(p + 1); a != nil {
		return !a.attrib || a.kind == aPronoun
	}
	return t[p].kind == word && !functionWords[t[p].low] || t[p].low == "there" || t[p].kind == number || t[p].low == "and" || t[p].low == "but" || t[p].low == "who" || t[p].low == "which" || t[p].low == "that"
}

// thirdHere says whether a form in -s is the verb.
func (d *doc) thirdHere(i, from, to int) bool {
	t := d.toks
	if d.nounBefore(i) {
		return false
	}
	p := i - 1
	for p >= from && (adverb(&t[p]) || t[p].low == "also" || t[p].low == "still" || t[p].low == "again" || t[p].low == "now" || t[p].kind == quoteMark) {
		p--
	}
	if p < from {
		return p < i-1 || !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	if a := d.actorEnding(p + 1); a != nil {
		if a.kind == aPronoun || !a.attrib && p < i-1 {
			return true
		}
		return !a.attrib && (!nounVerbs[t[i].low] || d.verbReading(i, to))
	}
	if t[p].kind == word && (strings.HasSuffix(t[p].low, "s") && !strings.HasSuffix(t[p].low, "ss") && !t[p].cap && t[p].low != "'s") {
		// A plural before it is no singular subject, unless it only belongs to
		// one: "a list of derivatives pays".
		q := p - 1
		for q > from && t[q].kind == word && !prepositions[t[q].low] && !functionWords[t[q].low] {
			q--
		}
		return q > from && prepositions[t[q].low] && !nounVerbs[t[i].low]
	}
	if t[p].kind == word && prepositions[t[p].low] {
		return false
	}
	if pluralNouns[t[i].low] {
		return t[p].kind != number && i+1 < to && t[i+1].low != "to" && t[i+1].low != "on" && t[i+1].low != "for" && d.verbReading(i, to)
	}
	if nounVerbs[t[i].low] {
		return d.verbReading(i, to)
	}
	return t[p].kind == word && t[p].low != "'s" || t[p].kind == number || t[p].kind == punct && t[p].low == ","
}

// pluralNouns are forms in -s that are nouns more often than verbs.
var pluralNouns = setOf(`tenders shares steps parts sides holds orders supports prices levels rules reviews records focuses targets points answers breaks risks views costs benefits fees
	notes letters uses issues returns changes starts ends drops lifts delays pauses links reports questions interests trips contacts tables studies grants funds rises falls increases raises hikes
	gains heads hits shifts mandates lists patents ties states details forms figures names results sources stocks bonds yields lines rounds bills acts votes terms shipments tests
	permits licenses licences documents programs programmes partners members leaders workers buys steels plants farms guarantees stakes answers appeals bids strikes comments remarks signals promises pledges`)

// baseHere says whether a bare form is the verb of a plural subject.
func (d *doc) baseHere(i, from, to int) bool {
	t := d.toks
	if d.nounBefore(i) {
		return false
	}
	if i > from+1 && t[i-1].low == "that" && prepositions[t[i-2].low] || i > from+1 && t[i-1].low == "that" && (t[i-2].low == "before" || t[i-2].low == "until") {
		return false // "before that vote"
	}
	if i == from || t[i-1].low == "and" || t[i-1].low == "or" || t[i-1].low == "but" || t[i-1].low == "who" || t[i-1].low == "that" || t[i-1].low == "which" || t[i-1].low == "," {
		return i > from && !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	p := i
	for p > from && (adverb(&t[p-1]) || t[p-1].low == "still" || t[p-1].low == "also" || t[p-1].low == "now" || t[p-1].low == "both") {
		p--
	}
	if p > from+2 && t[p-1].low == "," {
		for q := p - 2; q > from && q > p-8; q-- {
			if t[q].low == "," {
				p = q
				break
			}
		}
	}
	if p > from && t[p-1].kind == word && t[p-1].thing != tNone && strings.HasSuffix(t[p-1].low, "s") {
		return !nounVerbs[t[i].low] || d.verbReading(i, to)
	}
	// "duties on steel, aluminium and copper remain".
	for q := p - 1; q > from && q > p-12 && !nounVerbs[t[i].low] && (t[q].form&(past|third) == 0 || d.inActor(q)); q-- {
		if t[q].low == "on" && t[q-1].thing == tDuty && strings.HasSuffix(t[q-1].low, "s") {
			return true
		}
		if isOne(t[q].low, "outside", "under", "within") && t[q-1].thing == tGoods && strings.HasSuffix(t[q-1].low, "s") && isOne(t[i].low, "pay", "face", "enter", "remain", "stay") {
			return true
		}
	}
	i, at := p, i
	if a := d.actorEnding(i); a != nil && !a.attrib && (a.plural || a.kind == aPronoun || a.from > from+1 && t[a.from-1].low == "and" && d.actorEnding(a.from-1) != nil && !nounVerbs[t[at].low]) {
		return true
	}
	if at != i {
		return d.pluralBefore(from, i) && !nounVerbs[t[at].low]
	}
	return d.pluralBefore(from, i) && (!nounVerbs[t[i].low] || d.verbReading(i, to))
}
