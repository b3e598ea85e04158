package record

import (
	"strings"

	"parley/internal/spelling"
)

// notNames are capitalised words that cannot be the given name before a
// family name.
var notNames = setOf("monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december president minister secretary prime chief trade tariff finance commerce treasury economy foreign deputy vice but and however meanwhile while when after before since because although though if as in on at for from with by of the a an this that these those its his her their our both white house economic mr mrs ms dr yes no then team mister today ambassador representative commissioner chairman senator governor affairs industry agriculture energy defense defence relations development services resources labour labor security revitalization cooperation parliament congress senate")

var particles = setOf("von van der de da di del la le bin al dos")

// personAt reads a name at token k. titled says that a title stands directly
// before it, so that a name the registers do not know is a name as well.
func (d *doc) personAt(k, end int, a *actor, titled bool) (*entity, int) {
	t := d.toks
	if k >= end || t[k].kind != word || !t[k].cap {
		return nil, 0
	}
	if n, hits := d.reg.names.find(t, k, end, isPerson); n > 0 {
		// A longer run of capitals is another name: "Jae-myung Lee Kim".
		p := d.reg.person[hits[0].id]
		return d.entityFor(k, n, p, foldPhrase(p.Given), foldPhrase(p.Family), true), n
	}
	// Given name we do not know, family name we do: "Akio Akazawa".
	if !notNames[t[k].low] && !t[k].upper || titled && !t[k].upper {
		for g := 1; g <= 3 && k+g < end; g++ {
			if t[k+g-1].kind != word || !t[k+g-1].cap && !t[k+g-1].glued || notNames[t[k+g-1].low] || t[k+g-1].abbr && g == 1 && len(t[k].low) > 1 {
				break
			}
			if m, _ := d.reg.names.find(t, k, k+g, isPartyWord); m > 0 {
				break
			}
			n, hits := d.reg.names.find(t, k+g, end, isFamily)
			if n == 0 {
				continue
			}
			p := d.pick(hits, a)
			if p == nil || !titled && !d.nameLike(k, g) {
				break
			}
			given := foldPhrase(d.text[t[k].start:t[k+g-1].end])
			return d.entityFor(k, g+n, p, given, foldPhrase(p.Family), true), g + n
		}
	}
	// Family name first: "Akazawa Ryoichi", "Kim Jeong Kwan".
	if n, hits := d.reg.names.find(t, k, end, isFamily); n > 0 {
		p := d.pick(hits, a)
		for _, h := range hits {
			q := d.reg.person[h.id]
			if m := d.givenAfter(k+n, end, q, titled); m > 0 && sameGiven(foldPhrase(q.Given), foldPhrase(d.text[t[k+n].start:t[k+n+m-1].end])) {
				p = q
			}
		}
		if p != nil {
			if m := d.givenAfter(k+n, end, p, titled); m > 0 {
				given := foldPhrase(d.text[t[k+n].start:t[k+n+m-1].end])
				if q := d.pickGiven(hits, given); q != nil {
					p = q
				}
				return d.entityFor(k, n+m, p, given, foldPhrase(p.Family), true), n + m
			}
		}
		fam := foldPhrase(d.text[t[k].start:t[k+n-1].end])
		if e := d.known(fam); e != nil {
			return e, n
		}
		if p != nil && (titled || distinctive(fam) && len(hits) == 1) {
			e := d.entityFor(k, n, p, "", fam, false)
			e.titleOnly = true
			return e, n
		}
		if !titled {
			return nil, 0
		}
	}
	// A family name met earlier in this article that no register has.
	if e := d.known(t[k].low); e != nil && !(k+1 < end && t[k+1].cap && !titled) {
		return e, 1
	}
	if titled {
		n := 0
		for n < 4 && k+n < end && t[k+n].kind == word && (t[k+n].cap || particles[t[k+n].low] && n > 0 || t[k+n].glued && n > 0) && !notNames[t[k+n].low] {
			if m, _ := d.reg.names.find(t, k+n, end, func(h hit) bool { return isPartyWord(h) || isBody(h) || isTitle(h) }); m > 0 {
				break
			}
			n++
		}
		if n > 0 && !(n == 1 && (t[k].upper || len(t[k].low) < 3 || functionWords[t[k].low])) {
			last := t[k+n-1].low
			first := k
			given := ""
			if n > 1 {
				given = foldPhrase(d.text[t[first].start:t[k+n-2].end])
			}
			return d.entityFor(k, n, nil, given, last, n > 1), n
		}
	}
	// A misspelt family name ("Latnick") beside parties we know.
	if p := d.misspelt(t[k].low); p != nil && !titled {
		return d.entityFor(k, 1, p, "", t[k].low, false), 1
	}
	return nil, 0
}

// nameLike says whether the capitalised words before a family name look like
// a given name and not like the start of a sentence.
func (d *doc) nameLike(k, g int) bool {
	for i := k; i < k+g; i++ {
		w := d.toks[i].low
		if functionWords[w] || starters[w] || auxiliaries[w] != 0 || d.toks[i].form != 0 && (i == 0 || d.toks[i-1].kind != word) {
			return false
		}
		if groupWords[w] != "" || classes["tariff"][w] || classes["deal"][w] {
			return false
		}
	}
	return true
}

// givenAfter counts the tokens of a given name that follows a family name,
// in countries that write the family name first.
func (d *doc) givenAfter(k, end int, p *Person, titled bool) int {
	t := d.toks
	if pa := d.reg.party[p.Party]; pa == nil || pa.Order != "family-first" {
		return 0
	}
	n := 0
	for n < 2 && k+n < end && t[k+n].kind == word && (t[k+n].cap || t[k+n].glued) && !t[k+n].upper {
		w := t[k+n].low
		if functionWords[w] || notNames[w] || starters[w] || months[w] != 0 || t[k+n].form&(finite|part) != 0 && n == 0 {
			break
		}
		if m, _ := d.reg.names.find(t, k+n, end, func(h hit) bool { return isPartyWord(h) || isBody(h) || isTitle(h) }); m > 0 {
			break
		}
		n++
		if n == 1 && !(k+n < end && t[k+n].glued) && p.Party != "KR" && p.Party != "TW" && p.Party != "VN" && p.Party != "CN" {
			break
		}
	}
	return n
}

// pick chooses the person that a family name means: the one named before in
// this article, the holder of the office named, the only one of the party.
func (d *doc) pick(hits []hit, a *actor) *Person {
	if len(hits) == 1 {
		return d.reg.person[hits[0].id]
	}
	for _, h := range hits {
		for _, e := range d.entities {
			if e.person != nil && e.person.ID == h.id {
				return e.person
			}
		}
	}
	if a != nil && a.office != "" {
		for _, h := range hits {
			if p := d.reg.Holder(a.office, d.day()); p != nil && p.ID == h.id {
				return p
			}
		}
		for _, h := range hits {
			if everHeld(d.reg.person[h.id], a.office) {
				return d.reg.person[h.id]
			}
		}
	}
	party := d.other
	if a != nil && a.party != "" {
		party = a.party
	}
	var best *Person
	for _, h := range hits {
		if p := d.reg.person[h.id]; p.Party == party {
			if best == nil || len(d.reg.Held(p, d.day())) > len(d.reg.Held(best, d.day())) {
				best = p
			}
		}
	}
	return best
}

// pickGiven chooses among people of one family name the one whose given name
// is written here.
func (d *doc) pickGiven(hits []hit, given string) *Person {
	for _, h := range hits {
		if p := d.reg.person[h.id]; sameGiven(foldPhrase(p.Given), given) {
			return p
		}
	}
	return nil
}

// known finds a person met earlier in the article by family or short name.
func (d *doc) known(name string) *entity {
	for i := len(d.entities) - 1; i >= 0; i-- {
		e := d.entities[i]
		if e.family == name || e.person != nil && e.person.Short != "" && foldPhrase(e.person.Short) == name {
			return e
		}
	}
	return nil
}

// entityFor finds or makes the entity of a mention.
func (d *doc) entityFor(k, n int, p *Person, given, family string, full bool) *entity {
	t := d.toks
	for _, e := range d.entities {
		if p != nil && e.person == p && (e.given == given || given == "" || e.given == "") {
			if e.titleOnly && full {
				e.titleOnly = false
				e.name = d.text[t[k].start:t[k+n-1].end]
				e.surface, e.given = e.name, given
				e.start, e.end = t[k].start, t[k+n-1].end
			}
			return e
		}
		if p == nil && e.family == family && (given == "" || e.given == given) {
			return e
		}
	}
	e := &entity{person: p, given: given, family: family, start: t[k].start, end: t[k+n-1].end}
	e.name = d.text[e.start:e.end]
	e.surface = e.name
	if p != nil {
		e.sex = p.Sex
		e.party = p.Party
	}
	d.entities = append(d.entities, e)
	return e
}

// common are family names that are also everyday words, firms or places:
// alone they name nobody.
var commonNames = setOf("ford ross wright kyle costa alexander reynolds lange tai he li wang to go cho lee kim han yoon choi ahn koo wi mao lin guo lan xi yeo lai yang cheng kung kuo ho pham nguyen powell costa roque eto kato abe marcos suzuki vance rollins champagne anand sidhu")

func distinctive(family string) bool { return !commonNames[family] }

// misspelt finds the person of a party of this article whose family name is
// one letter away from a long word.
func (d *doc) misspelt(w string) *Person {
	if len(w) < 7 || d.reg.family[w] != nil {
		return nil
	}
	for i := range d.reg.People {
		p := &d.reg.People[i]
		if len(p.Family) < 6 || p.Family[0]|0x20 != w[0] {
			continue
		}
		f := strings.ToLower(p.Family)
		if len(f) >= 6 && f[0] == w[0] && (len(f)-len(w) <= 1 && len(w)-len(f) <= 1) && (p.Party == "US" || p.Party == d.other) && len(d.reg.Held(p, d.day())) > 0 && spelling.Distance(f, w) == 1 {
			return p
		}
	}
	return nil
}

// sameGiven says whether two given names are the same name, allowing for the
// romanisations of Korean and Japanese and for hyphens. A shorter or other
// name is not the same.
func sameGiven(a, b string) bool { return romanKey(a) == romanKey(b) }

var romanRules = strings.NewReplacer(
	" ", "", "-", "", "'", "",
	"jeong", "jung", "jeung", "jung", "yeong", "young", "yong", "young", "hyeon", "hyun", "hyoun", "hyun", "gwan", "kwan",
	"gyu", "kyu", "geun", "keun", "guen", "keun", "eun", "un", "joon", "jun", "soo", "su", "woo", "u", "hee", "hi", "seok", "suk", "cheol", "chul",
	"seong", "sung", "myeong", "myung", "beom", "bum", "deok", "duk", "yeol", "yul", "gyeong", "kyung",
	"ou", "o", "oo", "o", "oh", "o", "uu", "u", "ii", "i",
)

// romanKey brings the usual spellings of one name together.
func romanKey(s string) string { return romanRules.Replace(fold(s)) }
