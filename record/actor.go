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
