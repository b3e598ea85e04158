package record

import "strings"

// homeTitles are titles that a country has once.
var homeTitles = setOf("premier minister president chancellor taoiseach")

// besideWords make another office of the title they stand with.
var besideWords = setOf("deputy assistant associate vice acting interim under shadow incoming outgoing designate elect junior")

// besideOffice says whether the title at tokens k to p is not the office of
// the register: a deputy's, an acting holder's, or that of a company.
func (d *doc) besideOffice(k, p int) bool {
	t := d.toks
	if p < len(t) && (t[p].low == "designate" || t[p].low == "elect") {
		return true
	}
	for q := k - 1; q >= 0 && q >= k-3 && t[q].kind == word; q-- {
		if besideWords[t[q].low] {
			return true
		}
		if n, _ := d.reg.names.find(t, q, k, isPartyWord); n == 0 {
			break
		}
	}
	if d.ownedTitle(k) {
		return true
	}
	// "Toyota President Koji Sato".
	if k == 0 || t[k-1].kind != word || !t[k-1].cap || t[k-1].abbr {
		return false
	}
	w := t[k-1].low
	if k == 1 || t[k-2].kind == punct && t[k-2].low == "." || functionWords[w] || starters[w] || notNames[w] || modWords[w] || connectors[w] || t[k-1].form != 0 {
		return w != "" && d.properBefore(k-1) && t[k-1].form == 0 && !functionWords[w] && !starters[w] && !notNames[w] && !modWords[w] && !connectors[w]
	}
	return d.properBefore(k - 1)
}

// ownedTitle says whether the title at token k is that of a firm, a lobby or
// another body that is no government: "its president", "Swissmem's president",
// "the farmers' union president".
func (d *doc) ownedTitle(k int) bool {
	t := d.toks
	q := k - 1
	if q >= 0 && (t[q].low == "its" || t[q].low == "their" || organisations[t[q].low] && t[q].low != "party" && t[q].low != "ministry") {
		return true
	}
	if q >= 0 && t[q].low == "'s" {
		q--
	}
	for lo := q; lo >= 0 && lo >= q-4; lo-- {
		n, hits := d.reg.names.find(t, lo, q+1, isBody)
		if n == 0 || lo+n != q+1 {
			continue
		}
		switch d.bodyOf(hits).Kind {
		case "firm", "association", "research", "news", "rater":
			return true
		}
	}
	return false
}

// ofAnother says whether a title is that of something else than a country or
// its government: "president of the farmers' union".
func (d *doc) ofAnother(k, end int) bool {
	t := d.toks
	if k+1 >= end || t[k].low != "of" && t[k].low != "at" {
		return false
	}
	k++
	if t[k].low == "the" && k+1 < end {
		k++
	}
	n, _ := d.reg.names.find(t, k, end, isPartyWord)
	return n == 0 || k+n < end && t[k+n].kind == word && t[k+n].cap // "of the US Chamber"
}

// properBefore says whether a capitalised word is a name that the registers
// do not have as a country, a capital, a body or a title.
func (d *doc) properBefore(q int) bool {
	for lo := q; lo >= 0 && lo >= q-3; lo-- {
		if n, _ := d.reg.names.find(d.toks, lo, q+1, func(h hit) bool { return isPartyWord(h) || isBody(h) || isTitle(h) || isGroup(h) }); n == q+1-lo {
			return false
		}
	}
	return !strings.HasSuffix(d.toks[q].low, "ly")
}

// namedByApposition reads a name that no register has before its office:
// "James Gierer, the U.S. Trade Representative,".
func (d *doc) namedByApposition(i, end int) (actor, int) {
	t := d.toks
	n := 0
	for n < 4 && i+n < end && t[i+n].kind == word && (t[i+n].cap || t[i+n].glued && n > 0) && !notNames[t[i+n].low] && !functionWords[t[i+n].low] && !starters[t[i+n].low] {
		n++
	}
	if n < 2 || i+n+1 >= end || t[i+n].low != "," {
		return actor{}, 0
	}
	for q := i + n + 1; q < end && q < i+n+7; q++ {
		if m, _ := d.reg.names.find(t, q, end, isTitle); m > 0 {
			if t[q].low == "president" || d.besideOffice(q, q+m) || q+m < end && t[q+m].low == "of" {
				return actor{}, 0
			}
			e := d.entityFor(i, n, nil, foldPhrase(d.text[t[i].start:t[i+n-2].end]), t[i+n-1].low, true)
			a := actor{kind: aPerson, ent: e}
			return d.finishPerson(a, i, i+n, end)
		}
		if m, _ := d.reg.names.find(t, q, end, isPartyWord); m > 0 {
			q += m - 1
			continue
		}
		if t[q].low != "'s" && t[q].low != "the" {
			break
		}
	}
	return actor{}, 0
}

// ownOffice reads a shared title before a known name ("President Donald
// Trump") as the office of the person's own country, unless the text names
// another.
func (d *doc) ownOffice(a *actor, offices []hit, named bool) {
	if named || a.ent == nil || a.ent.person == nil {
		return
	}
	party := a.ent.person.Party
	for _, h := range offices {
		if d.reg.office[h.id].Party == party {
			a.office, a.party = h.id, party
			return
		}
	}
}

// finishPerson looks behind a name for an apposition that gives the office:
// "Ryosei Akazawa, Japan's chief trade negotiator,".
func (d *doc) finishPerson(a actor, i, p, end int) (actor, int) {
	t := d.toks
	e := a.ent
	if a.office == "" && p+1 < end && t[p].low == "," {
		q := p + 1
		b := actor{}
		for q < end && q < p+7 {
			w := t[q]
			if w.low == "former" || w.low == "ex" {
				b.former = true
			}
			if besideWords[w.low] {
				b.beside = true
			}
			if n, hits := d.reg.names.find(t, q, end, isTitle); n > 0 {
				if b.beside || d.ofAnother(q+n, end) {
					a.beside = true
					break
				}
				if b.party == "" {
					b.party = e.party
				}
				a.office = d.chooseOffice(hits, b.party)
				a.role = d.text[t[q].start:t[q+n-1].end]
				a.former = a.former || b.former
				if a.party == "" {
					a.party = b.party
				}
				p = q + n
				// Swallow the rest of the apposition up to its comma.
				for r := p; r < end && r < p+8; r++ {
					if t[r].low == "," {
						p = r + 1
						break
					}
					if t[r].kind != word || t[r].form&finite != 0 {
						break
					}
				}
				break
			}
			if n, hits := d.reg.names.find(t, q, end, isPartyWord); n > 0 {
				b.party = hits[0].id
				q += n
				continue
			}
			if w.low == "'s" || detWords[w.low] || modWords[w.low] || w.low == "s" {
				q++
				continue
			}
			break
		}
	}
	if a.beside && e.office == "" && !e.former {
		e.beside = true
	}
	d.describe(e, &a)
	if a.party == "" {
		a.party = e.party
	}
	if a.office == "" {
		a.office, a.role = e.office, e.role
	}
	return a, p - i
}

// describe adds to an entity what a mention says of it, once.
func (d *doc) describe(e *entity, a *actor) {
	if e.office == "" && a.office != "" {
		e.office, e.role, e.former = a.office, a.role, a.former
	} else if e.role == "" && a.role != "" {
		e.role, e.former = a.role, a.former
	}
	if e.party == "" {
		e.party = a.party
	}
	if e.party == "" && e.person != nil {
		e.party = e.person.Party
	}
	if o := d.reg.office[e.office]; o != nil && e.party == "" {
		e.party = o.Party
	}
	if a.party == "" {
		a.party = e.party
	}
}

// chooseOffice picks among the offices that share a title: that of the
// party named, else the title that is nobody else's, else that of the
// article's other party.
func (d *doc) chooseOffice(hits []hit, party string) string {
	if party != "" {
		for _, h := range hits {
			if o := d.reg.office[h.id]; o.Party == party || d.reg.Bloc(o.Party) == party && len(hits) == 1 {
				return h.id
			}
		}
		return ""
	}
	if len(hits) == 1 {
		o := d.reg.office[hits[0].id]
		if b := d.reg.Bloc(o.Party); o.Own || d.has[o.Party] && (b == d.base || b == d.other || d.track == nil) {
			return hits[0].id
		}
		return ""
	}
	// The commerce secretary is the American one unless the story is about
	// another country that has one and names it.
	best := ""
	for _, h := range hits {
		o := d.reg.office[h.id]
		if o.Party == d.other {
			return h.id
		}
		if o.Party == "US" && (o.Own || best == "") {
			best = h.id
		}
	}
	return best
}
