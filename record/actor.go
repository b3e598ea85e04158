package record

import "strings"

// actorKind says what kind of actor a phrase names.
type actorKind uint8

const (
	aParty   actorKind = iota // "Japan", "Tokyo"
	aPerson                   // "Finance Minister Shunichi Suzuki", "Suzuki"
	aBody                     // "the White House"
	aGroup                    // "Japanese policymakers and ruling party lawmakers"
	aSource                   // "a person familiar with the matter"
	aOffice                   // "the finance minister", unnamed
	aPronoun                  // he, she, they, it, we
)

// actor is a phrase that can speak or act.
type actor struct {
	from, to   int // tokens
	kind       actorKind
	party      string
	id         string // register id of the body
	ent        *entity
	office     string // office id the words name
	role       string // the words that name it
	plural     bool
	anonymous  bool
	attrib     bool // a party that only qualifies a noun: "US tariffs"
	place      bool // a capital that is a place here: "in Washington"
	former     bool
	beside     bool // an office beside the one its title names: deputy, acting, of a company
	inner      bool // speaks within its party: farmers, a lobby, a province
	start, end int  // bytes
}

// entity is a person as the article speaks of him.
type entity struct {
	surface    string // the first full mention
	name       string // the name without title
	person     *Person
	family     string // folded
	given      string // folded, as written
	party      string
	office     string // office id the text gives him
	role       string // and its words
	sex        string
	former     bool
	beside     bool // his office is not the one the register has: deputy, acting
	titleOnly  bool // family name with a title, never in full
	start, end int
}

var detWords = setOf("the a an two three four several some many senior top high ranking unnamed its his her their our both these those other leading key lead certain another local chief")
var modWords = setOf("former ex then acting outgoing incoming longtime ruling governing government trade tariff state federal cabinet coalition liberal opposition veteran deputy vice new assistant associate presidential diplomatic finance treasury ministry embassy customs defence defense")
var honorifics = setOf("mr mrs ms dr lord sir minister secretary ambassador commissioner envoy negotiator chairman president premier chancellor governor director representative spokesman spokeswoman spokesperson")
var functionWords = setOf("the a an and or but of in on at by for to from with as that which who whom whose when while if unless until since because given however also not than then so yet nor over under after before about into through against between among during within without amid despite per via it its he his she her they their we our you i there here this these those such same other more most less least very too only just still even again once both each every all any some no")

// findActors fills d.actors with the actors of one sentence and d.actorOf.
func (d *doc) findActors(from, to int) {
	for i := from; i < to; {
		if d.toks[i].kind != word {
			i++
			continue
		}
		a, n := d.actorAt(i, to)
		if n == 0 && d.toks[i].cap {
			a, n = d.namedByApposition(i, to)
		}
		if n == 0 {
			i++
			continue
		}
		a.from, a.to = i, i+n
		a.start, a.end = d.toks[i].start, d.toks[i+n-1].end
		d.actors = append(d.actors, a)
		i += n
	}
}

// actorAt reads an actor phrase that begins at token i.
func (d *doc) actorAt(i, end int) (actor, int) {
	var a actor
	t := d.toks
	switch t[i].low {
	case "he", "she", "they", "we", "it", "i":
		if t[i].low == "i" && !t[i].cap {
			return a, 0
		}
		a.kind = aPronoun
		return a, 1
	case "it's", "we're", "we'll", "they're", "he's", "she's", "we've", "i'm", "i'll", "they'll":
		a.kind = aPronoun
		return a, 1
	}
	j := i
	det := false
	for j < end && j < i+12 && t[j].kind == word { // no title is longer
		w := t[j].low
		if detWords[w] && !(w == "chief" && j+1 < end && t[j+1].low == "cabinet") {
			if n, _ := d.reg.names.find(t, j, end, isTitle); n > 1 {
				break
			}
			det = true
			j++
			continue
		}
		if modWords[w] && j+1 < end && (d.leadsActor(j+1, end)) {
			if n, _ := d.reg.names.find(t, j, end, isTitle); n > 1 {
				break
			}
			if w == "former" || w == "ex" {
				a.former = true
			}
			if w == "then" {
				if j+1 < end && t[j+1].low != "president" && t[j+1].low != "prime" && !t[j+1].glued {
					break
				}
				a.former = true
			}
			j++
			continue
		}
		// Bodies before parties: "US Treasury", "Bank of Japan".
		if n, hits := d.reg.names.find(t, j, end, isBody); n > 0 {
			pn, _ := d.reg.names.find(t, j, end, isTitleOrPerson)
			// "A White House fact sheet".
			if k := j + n; k < end && pn <= n {
				if m, gh := d.reg.names.find(t, k, end, isGroup); m > 0 && gh[0].id == "paper" {
					a.kind, a.id, a.party = aBody, hits[0].id, d.reg.body[hits[0].id].Party
					return a, k + m - i
				}
			}
			if pn <= n && !d.titleFollows(j, n, end) {
				b := d.bodyOf(hits)
				a.kind, a.id = aBody, b.ID
				if b.Party != "" {
					a.party = b.Party
				}
				return a, j + n - i
			}
			// "a White House official", "Commerce Department officials".
			if k := j + n; k < end && pn <= n {
				switch t[k].low {
				case "official", "adviser", "aide":
					a.kind, a.anonymous = aSource, true
				case "officials", "advisers", "aides":
					a.kind, a.plural = aGroup, true
				case "spokesman", "spokeswoman", "spokesperson":
					a.kind = aBody
				default:
					a.role = "-"
				}
				if a.role == "" && !(k+1 < end && t[k+1].cap) {
					a.role = d.text[t[j].start:t[k].end]
					a.party = d.reg.body[hits[0].id].Party
					return a, k + 1 - i
				}
				a.kind, a.anonymous, a.plural, a.role = aParty, false, false, ""
			}
		}
		if n, hits := d.reg.names.find(t, j, end, isPartyWord); n > 0 {
			if pn, _ := d.reg.names.find(t, j, end, isTitleOrPerson); pn > n {
				break
			}
			if rn, rh := d.reg.names.find(t, j, end, isRegion); rn > n {
				return d.regionPhrase(i, j, rn, end, rh[0], a)
			}
			return d.partyPhrase(i, j, n, end, det, hits[0], a)
		}
		if n, hits := d.reg.names.find(t, j, end, isRegion); n > 0 {
			if pn, _ := d.reg.names.find(t, j, end, isTitleOrPerson); pn > n {
				break
			}
			return d.regionPhrase(i, j, n, end, hits[0], a)
		}
		break
	}
	// "The group is asking": the lobby named before.
	if j < end && j == i+1 && t[i].low == "the" && t[j].low == "group" && j+1 < end && (auxiliaries[t[j+1].low] != 0 || t[j+1].form&(past|third) != 0) {
		for k := len(d.actors) - 1; k >= 0 && k > len(d.actors)-300; k-- {
			if b := d.actors[k]; b.inner && b.kind != aParty && b.party != "" {
				return actor{kind: aGroup, party: b.party, inner: true, plural: true, role: "group"}, 2
			}
		}
		return actor{kind: aGroup, party: d.home(), inner: true, plural: true, role: "group"}, 2
	}
	return d.headAt(i, j, end, a)
}

func isTitle(h hit) bool         { return h.kind == hitTitle }
func isBody(h hit) bool          { return h.kind == hitBody }
func isRegion(h hit) bool        { return h.kind == hitRegion }
func isGroup(h hit) bool         { return h.kind == hitGroup }
func isPerson(h hit) bool        { return h.kind == hitPerson }
func isFamily(h hit) bool        { return h.kind == hitFamily }
func isTitleOrPerson(h hit) bool { return h.kind == hitTitle || h.kind == hitPerson }
func isPartyWord(h hit) bool {
	return h.kind == hitParty || h.kind == hitAdj || h.kind == hitMetonym
}

// titleFollows says whether the body at j qualifies a title, as in "US
// Treasury Secretary": then it is no actor of its own.
func (d *doc) titleFollows(j, n, end int) bool {
	k := j + n
	if k < end && d.toks[k].low == "'s" {
		return false
	}
	m, _ := d.reg.names.find(d.toks, k, end, isTitle)
	return m > 0 || k < end && (d.toks[k].low == "secretary" || d.toks[k].low == "minister" || d.toks[k].low == "president" || d.toks[k].low == "spokesman" || d.toks[k].low == "spokesperson" || d.toks[k].low == "spokeswoman" || d.toks[k].low == "official" || d.toks[k].low == "officials" || d.toks[k].low == "adviser")
}

// leadsActor says whether an actor's head can begin at k.
func (d *doc) leadsActor(k, end int) bool {
	if k >= end || d.toks[k].kind != word {
		return false
	}
	if n, _ := d.reg.names.find(d.toks, k, end, func(h hit) bool {
		return h.kind == hitTitle || h.kind == hitGroup || h.kind == hitPerson || h.kind == hitFamily || h.kind == hitParty || h.kind == hitAdj || h.kind == hitBody
	}); n > 0 {
		return true
	}
	return modWords[d.toks[k].low] || honorifics[d.toks[k].low]
}

// partyPhrase reads what follows the name of a party at j: its government,
// its officials, an office and a person, or nothing.
func (d *doc) partyPhrase(i, j, n, end int, det bool, h hit, a actor) (actor, int) {
	t := d.toks
	if k := j + n; k < end && t[k].low == "$" && t[k].start == t[k-1].end {
		return actor{}, 0 // "US$350 billion"
	}
	a.party = h.id
	k := j + n
	possessive := k < end && t[k].low == "'s"
	if possessive {
		k++
	}
	b, m := d.headAt(j, k, end, a)
	if m > 0 && b.kind != aParty {
		// "Japanese Finance Minister ...", "Japan's government".
		return b, m + (j - i)
	}
	// "Indonesian Democratic Party": a body of this country.
	if n2, bh := d.reg.names.find(t, k, end, isBody); n2 > 0 && k < end && t[k].cap {
		b := d.reg.body[bh[0].id]
		for _, x := range bh {
			if y := d.reg.body[x.id]; y.Party == a.party {
				b = y
			}
		}
		if b.Kind != "firm" && b.Kind != "news" && b.Kind != "research" && b.Kind != "rater" {
			a.kind, a.inner = aBody, b.Kind == "legislature" || b.Kind == "association"
			if b.Party == a.party {
				a.id = b.ID
			}
			return a, k + n2 - i
		}
	}
	a.kind = aParty
	// "U.S. and Chinese officials": one group of both.
	if !possessive && k+1 < end && t[k].low == "and" {
		if m, hits := d.reg.names.find(t, k+1, end, isPartyWord); m > 0 && hits[0].kind == hitAdj {
			if c, n2 := d.headAt(k+1, k+1+m, end, actor{party: hits[0].id}); n2 > 0 && c.kind == aGroup {
				if c.party == d.base {
					c.party = a.party
				}
				return c, k + 1 + n2 - i
			}
		}
	}
	switch {
	case possessive:
		a.attrib = true
	case h.kind == hitAdj:
		a.attrib = !(det && k < end && (t[k].form != 0 || t[k].low == "and"))
	case k < end && t[k].kind == word && !functionWords[t[k].low] && t[k].start-t[k-1].end <= 1:
		// A noun after a noun: "US tariffs". A verb after it: "the US removes".
		w := t[k]
		switch {
		case w.form&finite == 0 && w.form&(part|ing) == 0 && !strings.HasSuffix(w.low, "ly"):
			a.attrib = true
		case nounVerbs[w.low]:
			a.attrib = !d.verbReading(k, end)
		}
	}
	if h.kind == hitMetonym && i > 0 && !possessive {
		switch t[i-1].low {
		case "in", "at", "near", "outside", "from":
			a.place = true
		case "to":
			a.place = i > 1 && (t[i-2].lem == "travel" || t[i-2].lem == "visit" || t[i-2].lem == "fly" || t[i-2].lem == "trip" || t[i-2].lem == "return" || t[i-2].lem == "go" || t[i-2].low == "visit" || t[i-2].lem == "come")
		}
	}
	return a, j + n - i
}

// bodyOf chooses among bodies of one name the one of the story's parties.
func (d *doc) bodyOf(hits []hit) *Body {
	for _, p := range []string{d.other, d.base} {
		for _, h := range hits {
			if b := d.reg.body[h.id]; b.Party == p && p != "" {
				return b
			}
		}
	}
	return d.reg.body[hits[0].id]
}

// regionPhrase reads what follows the name of a state or province: its
// government, its people, or nothing. It speaks within its party.
func (d *doc) regionPhrase(i, j, n, end int, h hit, a actor) (actor, int) {
	t := d.toks
	a.party, a.inner = h.id, true
	k := j + n
	if k < end && t[k].low == "'s" {
		k++
	}
	for m := k; m < end && m < k+3 && t[m].kind == word && !functionWords[t[m].low]; m++ {
		if b, used := d.headAt(j, m, end, a); used > 0 && b.kind != aParty && (m == k || b.kind == aGroup || b.kind == aBody) {
			b.inner = true
			return b, used + (j - i)
		}
		if t[m].form&finite != 0 || t[m].cap {
			break
		}
	}
	a.kind = aParty
	if i > 0 && !(j+n < end && t[j+n].low == "'s") {
		switch t[i-1].low {
		case "in", "at", "near", "outside", "from", "across", "to", "through", "of":
			a.place = true
		}
	}
	a.attrib = j+n < end && (t[j+n].low == "'s" || t[j+n].kind == word && t[j+n].form == 0 && !functionWords[t[j+n].low] && !strings.HasSuffix(t[j+n].low, "ly"))
	return a, j + n - i
}

// nounVerbs are plural nouns that are also verbs: "US demands", "Japan plans".
var nounVerbs = setOf("demands offers requests calls talks plans claims imports exports cuts moves measures tariffs duties levies concessions threats purchases goods cars demand offer request call talk plan claim import export cut move threat measure duty levy tariff export deals deal trade pressure investment proposals counters controls curbs auto tax taxes market standards sales supply work review visit strikes ships seeks limits increases rate lead trades")

// verbReading says whether a word that is noun and verb is the verb here: a
// determiner, "to", "that", an adverb or another actor follows, and no
// finite verb comes soon after.
func (d *doc) verbReading(k, end int) bool {
	t := d.toks
	if t[k].low == "seeks" {
		return true
	}
	if k+1 >= end {
		return false
	}
	switch t[k+1].low {
	case "to", "the", "a", "an", "that", "its", "for", "all", "no", "more", "off", "out", "up", "back", "on":
	default:
		return false
	}
	for m := k + 1; m < end && m < k+9; m++ {
		if t[m].kind == punct {
			break
		}
		if auxiliaries[t[m].low] != 0 {
			return false
		}
	}
	return t[k+1].low != "for" && t[k+1].low != "on" || t[k].lem == "call"
}

// headAt reads the head of an actor phrase at token j: an office, a person, a
// group. i is where the phrase begins, a what stood before.
func (d *doc) headAt(i, j, end int, a actor) (actor, int) {
	t := d.toks
	k := j
	for k < end && k < j+12 && t[k].kind == word && (modWords[t[k].low] || detWords[t[k].low] && t[k].low != "the" && t[k].low != "a") && d.leadsActor(k+1, end) {
		if n, _ := d.reg.names.find(t, k, end, isTitle); n > 1 {
			break
		}
		if t[k].low == "former" || t[k].low == "ex" {
			a.former = true
		}
		k++
	}
	// A second country after a modifier: "former US Treasury Secretary".
	if k > j || j == i {
		if n, hits := d.reg.names.find(t, k, end, isPartyWord); n > 0 && a.party == "" && k > i {
			if b, m := d.partyPhrase(k, k, n, end, false, hits[0], a); m > 0 && b.kind != aParty {
				b.former = b.former || a.former
				return b, k + m - i
			}
		}
	}
	if n, hits := d.reg.names.find(t, k, end, isTitle); n > 0 {
		a.role = d.text[t[k].start:t[k+n-1].end]
		p := k + n
		offices := hits
		// "president of the European Commission" is in the register; "of
		// Japan" after a title names the party.
		if p+1 < end && t[p].low == "of" {
			q := p + 1
			if t[q].low == "the" {
				q++
			}
			if m, ph := d.reg.names.find(t, q, end, isPartyWord); m > 0 && a.party == "" {
				a.party = ph[0].id
				p = q + m
			}
		}
		a.kind = aOffice
		named := a.party != ""
		a.office = d.chooseOffice(offices, a.party)
		a.beside = d.besideOffice(k, p)
		if ent, m := d.personAt(p, end, &a, true); m > 0 {
			a.kind, a.ent = aPerson, ent
			d.ownOffice(&a, offices, named)
			p += m
			return d.finishPerson(a, i, p, end)
		}
		// "the finance minister, Katsunobu Kato,".
		if p+1 < end && t[p].low == "," {
			if ent, m := d.personAt(p+1, end, &a, false); m > 0 && ent != nil {
				a.kind, a.ent = aPerson, ent
				d.ownOffice(&a, offices, named)
				return d.finishPerson(a, i, p+1+m, end)
			}
		}
		if a.office == "" && !named {
			if k == i || t[k-1].low != "the" || !homeTitles[t[k+n-1].low] {
				return actor{}, 0
			}
			a.party = d.home() // "the premier" of a country whose register has none
		}
		if o := d.reg.office[a.office]; a.party == "" && o != nil {
			a.party = o.Party
		}
		return a, p - i
	}
	// A title that the registers do not have, before a name: Mr, Minister X.
	if k < end && honorifics[t[k].low] && t[k].cap {
		b := a
		if ent, m := d.personAt(k+1, end, &b, true); m > 0 {
			if t[k].low != "mr" && t[k].low != "ms" && t[k].low != "mrs" && t[k].low != "dr" {
				b.role = t[k].low
			}
			b.kind, b.ent = aPerson, ent
			return d.finishPerson(b, i, k+1+m, end)
		}
	}
	if ent, m := d.personAt(k, end, &a, false); m > 0 {
		a.kind, a.ent = aPerson, ent
		return d.finishPerson(a, i, k+m, end)
	}
	if n, hits := d.reg.names.find(t, k, end, isGroup); n > 0 {
		return d.groupPhrase(i, k, n, end, hits[0].id, a)
	}
	return actor{}, 0
}
