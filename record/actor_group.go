package record

import "strings"

// groupPhrase reads an unnamed group or source at k.
func (d *doc) groupPhrase(i, k, n, end int, sort string, a actor) (actor, int) {
	t := d.toks
	p := k + n
	word := t[p-1].low
	if (word == "side" || word == "source" || word == "sources") && i == k && word == "side" {
		return actor{}, 0
	}
	if word == "minister" && k == i { // "minister" alone after nothing
		return actor{}, 0
	}
	a.role = d.text[t[k].start:t[p-1].end]
	p = d.ofWhom(&a, p, end, sort)
	if a.party == "" && k > 0 && (t[k-1].low == "her" || t[k-1].low == "his" || t[k-1].low == "its" || t[k-1].low == "their") {
		// "Sheinbaum said her government".
		for x := len(d.actors) - 1; x >= 0 && x >= len(d.actors)-4; x-- {
			b := &d.actors[x]
			if p := d.partyOf(b); p != "" && !b.attrib && !b.place && b.kind != aGroup {
				a.party = p
				break
			}
		}
	}
	if a.party == "" && k > i && t[k-1].low == "the" {
		// "The ministry", "the official": the one named before.
		for x := len(d.actors) - 1; x >= 0 && x > len(d.actors)-300; x-- {
			b := &d.actors[x]
			if b.party != "" && !b.attrib && b.to > 0 && t[b.to-1].low == word && b.kind != aParty {
				a.party, a.inner = b.party, b.inner
				break
			}
		}
	}
	switch sort {
	case "interest":
		a.kind, a.plural, a.inner = aGroup, true, true
		d.ownersOf(&a, k, p)
		if p+1 < end && (t[p].low == "in" || t[p].low == "from") {
			if m, hits := d.reg.names.find(t, p+1, end, func(h hit) bool { return isPartyWord(h) || isRegion(h) }); m > 0 && a.party == "" {
				a.party = hits[0].id
				p += 1 + m
			}
		}
		return a, p - i
	case "paper":
		if a.party == "" && k == i {
			return actor{}, 0
		}
		a.kind = aBody
		return a, p - i
	case "source":
		a.kind, a.anonymous = aSource, true
		// "familiar with the matter", "close to the talks".
		q := p
		for q < end && q < p+9 && t[q].kind == 0 && (t[q].form&finite == 0 || t[q].low == "matter" || t[q].low == "talks" || t[q].low == "plan" || t[q].low == "issue" || t[q].low == "plans") && t[q].low != "that" {
			q++
			if q < end && (t[q-1].low == "matter" || t[q-1].low == "talks" || t[q-1].low == "negotiations" || t[q-1].low == "discussions" || t[q-1].low == "plan" || t[q-1].low == "plans" || t[q-1].low == "issue" || t[q-1].low == "thinking" || t[q-1].low == "situation" || t[q-1].low == "proposal") {
				p = q
				break
			}
		}
		a.plural = word == "sources" || strings.HasPrefix(t[k].low, "people")
		return a, p - i
	case "body":
		if word == "bloc" && t[k].glued {
			return actor{}, 0 // "ruling-bloc lawmakers"
		}
		if word == "commission" && d.numbered(k, p, end) {
			a.party, a.inner = d.home(), true
			if p < end && t[p].upper {
				p++
			}
		}
		if word == "party" || word == "opposition" || word == "coalition" || word == "parliament" {
			a.inner = true
		}
		if a.party == "" && (word == "commission" || word == "bloc") {
			a.party = "EU"
		}
		// "ruling party lawmakers": the body qualifies a group.
		if m, hits := d.reg.names.find(t, p, end, isGroup); m > 0 && hits[0].id != "body" {
			return d.groupPhrase(i, p, m, end, hits[0].id, a)
		}
		if a.party == "" && k == i {
			return actor{}, 0
		}
		a.kind = aBody
		if a.party == "" {
			switch word {
			case "commission", "bloc":
				a.party = "EU"
			case "administration", "treasury":
				a.party = "US"
				if word == "treasury" && (d.other == "GB" || d.base == "GB") {
					a.party = "GB"
				}
			case "agency", "newspaper", "broadcaster", "daily":
			default:
				a.party = d.home()
			}
		}
		if word == "government" || word == "administration" || word == "cabinet" || word == "authorities" {
			a.id = ""
		}
		return a, p - i
	case "person":
		a.kind, a.anonymous = aSource, true
		if word == "spokesman" || word == "spokeswoman" || word == "spokesperson" {
			a.anonymous = false
			a.kind = aBody
			if a.party == "" && k > i {
				a.party = d.other
			}
			if a.party == "" {
				return actor{}, 0
			}
		}
		if word == "person" {
			return actor{}, 0
		}
		if word == "minister" {
			// "a deputy minister": an office, unnamed.
			a.kind, a.anonymous = aOffice, false
			if a.party == "" {
				a.party = d.home()
			}
			return a, p - i
		}
		if word == "economist" || word == "analyst" {
			// Not a source of the talks but an outside voice: "an economist at
			// Nomura".
			a.kind, a.anonymous = aBody, false
			if p+1 < end && (t[p].low == "at" || t[p].low == "with" || t[p].low == "from") {
				if m, hits := d.reg.names.find(t, p+1, end, isBody); m > 0 {
					a.id = hits[0].id
					p += 1 + m
				}
			}
		}
		return a, p - i
	}
	a.kind, a.plural = aGroup, true
	a.inner = legislators[word] || k > i && d.toks[k-1].low == "opposition"
	// "officials in Tokyo", "officials from both governments".
	if p+1 < end && (t[p].low == "in" || t[p].low == "from") {
		if m, hits := d.reg.names.find(t, p+1, end, isPartyWord); m > 0 && a.party == "" {
			a.party = hits[0].id
			p += 1 + m
		}
	}
	// "policymakers and ruling party lawmakers".
	if p+1 < end && t[p].low == "and" {
		if b, m := d.actorAt(p+1, end); m > 0 && b.kind == aGroup {
			if a.party == "" {
				a.party = b.party
			}
			a.role += " and " + b.role
			return a, p + 1 + m - i
		}
	}
	return a, p - i
}

// ofWhom reads whose people a group is, behind it: "a spokeswoman for the
// Chinese Foreign Ministry", "an official at the Cabinet Office". It gives where
// the phrase ends.
func (d *doc) ofWhom(a *actor, p, end int, sort string) int {
	t := d.toks
	if a.party != "" || p+1 >= end || sort == "interest" {
		return p
	}
	switch t[p].low {
	case "for", "at", "of":
	default:
		return p
	}
	q := p + 1
	if t[q].low == "the" {
		q++
	}
	if q >= end {
		return p
	}
	if b, n := d.actorAt(q, end); n > 0 && b.party != "" && (b.kind == aBody || b.kind == aOffice || b.kind == aParty && t[p].low != "at") {
		a.party = b.party
		if bd := d.reg.body[b.id]; bd != nil && (bd.Kind == "legislature" || bd.Kind == "association") {
			a.inner = true
		}
		return q + n
	}
	return p
}

// home is the party whose government a story means by "the government", "the
// ministry": the one it is about. The Union has no government: it is the
// other side, or the member state named last.
func (d *doc) home() string {
	if d.other != "EU" {
		return d.other
	}
	if d.base != "US" {
		return d.base
	}
	for i := len(d.actors) - 1; i >= 0 && i > len(d.actors)-300; i-- {
		if p := d.reg.party[d.actors[i].party]; p != nil && p.Bloc == "EU" {
			return p.Code
		}
	}
	return d.other
}

// numbered says whether a commission at tokens k to p is one of a parliament:
// "House Commission VI".
func (d *doc) numbered(k, p, end int) bool {
	t := d.toks
	if p < end && (t[p].upper && t[p].kind == word || t[p].kind == number) {
		return true
	}
	return k > 0 && t[k].cap && t[k-1].cap && t[k-1].kind == word && !functionWords[t[k-1].low] && t[k-1].low != "european" && t[k-1].low != "eu"
}

// ownersOf gives a group of producers the party that qualifies the words
// before it: "Mexico's car lobby", "American soybean growers".
func (d *doc) ownersOf(a *actor, k, p int) {
	if a.party != "" || len(d.actors) == 0 {
		return
	}
	b := &d.actors[len(d.actors)-1]
	if b.party == "" || !b.attrib || k-b.to > 4 || b.to > k {
		return
	}
	for q := b.to; q < k; q++ {
		if d.toks[q].kind != word || functionWords[d.toks[q].low] {
			return
		}
	}
	a.party = b.party
}
