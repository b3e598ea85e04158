package record

// What a party is in a clause, when it is asked whose move the clause makes
// and to whom: rows of the table of evidence.
const (
	asRule        = iota // the rules give it
	asOtherRule          // the rules give it the other part
	asSubject            // of the clause
	asGuess              // its subject, of which no word says whose it is
	asPatient            // of a passive clause
	asSpeaker            // whose words the clause is
	asFirst              // named first
	asSecond             // named second
	asLater              // named later
	asUnnamed            // not named
	asBeforeVerb         // named before the verb
	asAfterVerb          // named behind it
	asBase               // the United States, or the second party of a story without them
	asHome               // whose story it is
	asThird              // neither
	asBeforeG            // made the move before
	asBeforeR            // was addressed by the move before
	asOn                 // behind on, against
	asTo                 // behind to, with, for
	asFrom               // behind from, of, in
	asBy                 // behind by
	asOwner              // before a noun: "US tariffs", "Japan's request"
	asOwnerDuty          // before a word for a duty
	asOwnerGoods         // before goods
	asObject             // right behind the verb
	asMember             // trades as another
	asBloc               // a union of which a member is named or speaks
	asNobody             // nobody is addressed
	asAll                // all are
	asInner              // the subject or speaker speaks within it
	asAllWord            // all are, and the clause speaks of all or both
	asInSentence         // named in the sentence before the clause
	asNearest            // named last before the clause, in its paragraph
	asLastSpeaker        // who spoke last before the clause
	asOpening            // named first in the paragraph
	asSame               // giver and receiver are one
	asAcross             // the receiver is across from the giver
	asBoth               // both as the rules have them
	asBothBefore         // both as in the claim before
	asTurned             // the other way round than the rules
	nParts
)

// partNames are the names of the parts in the table.
var partNames = [nParts]string{
	"as the rules", "as the rules, turned", "subject", "guessed subject", "patient", "speaker", "named first", "named second", "named later", "unnamed",
	"before the verb", "behind the verb", "base", "home", "third", "giver before", "receiver before", "behind on", "behind to", "behind from", "behind by",
	"owner", "owner of a duty", "owner of goods", "object", "member", "bloc", "nobody", "all", "inner", "all said", "in the sentence", "nearest",
	"last speaker", "opens the paragraph", "same", "across", "both as the rules", "both as before", "turned",
}

// Of these parts together a sign is made, for what they say together.
const (
	signRule = 1 << iota
	signSubject
	signPatient
	signSpeaker
	signNamed
	signInner
	nSigns = 1 << iota
)

// candidate is a party that a clause may be the move of, or be put to.
type candidate struct {
	code  string
	parts []uint8
	sign  uint8
}

// partTaker finds what parties are in a clause.
type partTaker struct {
	d                 *doc
	c                 *clause
	cl                *Claim
	codes, named      []string
	mentions          []actor
	subject, patient  string
	speaker           string
	guess             bool // no word says whose the subject is
	inner             bool
	everyone          bool
	nearest, opening  string
	inSentence        []string
	verb              int
	givers, receivers []candidate
	partsBuf          []uint8
}

// everyoneWords are of clauses that may be put to all.
var everyoneWords = setOf("both all every countries partners nations world global worldwide other others everyone everybody economies importers imports capitals universal across")

// partiesOf gives who may have made the move of a claim and whom it may be
// put to, each with what he is in the clause. It is good until the next call.
func (d *doc) partiesOf(cl *Claim, c *clause) (givers, receivers []candidate) {
	p := &d.parts
	p.d, p.c, p.cl = d, c, cl
	p.codes, p.named, p.mentions, p.inSentence = p.codes[:0], p.named[:0], p.mentions[:0], p.inSentence[:0]
	p.subject, p.patient, p.speaker, p.nearest, p.opening = "", "", "", "", ""
	for _, a := range d.within(c.from, c.to) {
		if code := d.partyOf(&a); code != "" && a.kind != aPronoun {
			p.mentions = append(p.mentions, a)
			p.named = appendNew(p.named, code)
		}
	}
	p.everyone = false
	for i := c.from; i < c.to; i++ {
		p.everyone = p.everyone || everyoneWords[d.toks[i].low]
	}
	if c.subject != nil {
		p.subject = d.partyOf(c.subject)
	}
	if c.patient != nil {
		p.patient = d.partyOf(c.patient)
	}
	if c.frame != nil {
		p.speaker = c.frame.party
	}
	p.guess = p.subject != "" && d.guessed(c.subject)
	p.inner = d.domestic(c)
	p.around()
	for _, code := range []string{cl.Giver, cl.Receiver, p.subject, p.patient, p.speaker} {
		p.add(code)
	}
	for _, code := range p.named {
		p.add(code)
	}
	for _, code := range []string{d.base, d.other, p.nearest, d.lastSpoke} {
		p.add(code)
	}
	for _, code := range p.codes {
		if b := d.reg.Bloc(code); b != code {
			p.codes = appendNew(p.codes, b)
		}
	}
	if p.verb = c.verb; p.verb < 0 {
		p.verb = c.main
	}
	p.partsBuf = p.partsBuf[:0]
	p.givers, p.receivers = p.givers[:0], p.receivers[:0]
	for _, code := range p.codes {
		p.givers = append(p.givers, p.of(code, true))
		p.receivers = append(p.receivers, p.of(code, false))
	}
	p.receivers = append(p.receivers, p.of("", false), p.of("*", false))
	if cl.Giver == "" {
		p.givers = append(p.givers, p.of("", true))
	}
	return p.givers, p.receivers
}

func (p *partTaker) add(code string) {
	if code != "" && code != "*" && len(p.codes) < 9 {
		p.codes = appendNew(p.codes, code)
	}
}

// guessed says whether no word of a subject says whose it is: "the lobby".
func (d *doc) guessed(s *actor) bool {
	if s.kind == aParty || s.kind == aPronoun || s.from < 0 || s.to > len(d.toks) {
		return false
	}
	if s.kind == aPerson && s.ent != nil && s.ent.person != nil || s.kind == aBody && d.reg.body[s.id] != nil || s.ent != nil && s.ent.office != "" {
		return false
	}
	for _, a := range d.within(s.from, s.to) {
		if a.party != "" {
			return false
		}
	}
	return true
}

// around finds the parties that the sentence and the paragraph name before the
// clause.
func (p *partTaker) around() {
	d, c := p.d, p.c
	if c.sent >= len(d.sents) {
		return
	}
	s := d.sents[c.sent]
	for _, a := range d.within(s.from, c.from) {
		if code := d.partyOf(&a); code != "" && a.kind != aPronoun {
			p.inSentence = appendNew(p.inSentence, code)
			p.nearest = code
		}
	}
	first := d.pars[s.par].sents
	if len(first) == 0 {
		return
	}
	for _, a := range d.within(max(first[0].from, c.from-400), c.from) {
		if code := d.partyOf(&a); code != "" && a.kind != aPronoun {
			if p.opening == "" {
				p.opening = code
			}
			if len(p.inSentence) == 0 {
				p.nearest = code
			}
		}
	}
}

// of says what a party is in the clause.
func (p *partTaker) of(code string, giver bool) candidate {
	x := candidate{code: code}
	from := len(p.partsBuf)
	put := func(k uint8) { p.partsBuf = append(p.partsBuf, k) }
	mine, others := p.cl.Giver, p.cl.Receiver
	if !giver {
		mine, others = others, mine
	}
	if code == mine {
		put(asRule)
		x.sign |= signRule
	}
	if code == others {
		put(asOtherRule)
	}
	switch code {
	case "":
		put(asNobody)
	case "*":
		put(asAll)
		if p.everyone {
			put(asAllWord)
		}
	default:
		p.ofParty(code, &x, put)
		p.ofPlace(code, put)
	}
	x.parts = p.partsBuf[from:len(p.partsBuf):len(p.partsBuf)]
	return x
}

// ofParty says what a party is in the clause and in the story.
func (p *partTaker) ofParty(code string, x *candidate, put func(uint8)) {
	d := p.d
	if code == p.subject {
		if p.guess {
			put(asGuess)
		} else {
			put(asSubject)
			x.sign |= signSubject
		}
	}
	if code == p.patient {
		put(asPatient)
		x.sign |= signPatient
	}
	if code == p.speaker {
		put(asSpeaker)
		x.sign |= signSpeaker
	}
	if p.inner && (code == p.subject || code == p.speaker && p.subject == "") {
		put(asInner)
		x.sign |= signInner
	}
	at := -1
	for k, n := range p.named {
		if n == code {
			at = k
		}
	}
	switch at {
	case -1:
		put(asUnnamed)
	case 0:
		put(asFirst)
	case 1:
		put(asSecond)
	default:
		put(asLater)
	}
	if at >= 0 {
		x.sign |= signNamed
	}
	b := d.reg.Bloc(code)
	switch b {
	case d.base:
		put(asBase)
	case d.other:
		put(asHome)
	default:
		put(asThird)
	}
	if b != code {
		put(asMember)
	} else {
		for _, q := range p.codes {
			if q != code && d.reg.Bloc(q) == code {
				put(asBloc)
				break
			}
		}
	}
	for _, s := range p.inSentence {
		if s == code {
			put(asInSentence)
		}
	}
	if code == p.nearest {
		put(asNearest)
	}
	if code == p.opening {
		put(asOpening)
	}
	if code == d.lastSpoke {
		put(asLastSpeaker)
	}
	if code == d.lastPair[0] {
		put(asBeforeG)
	}
	if code == d.lastPair[1] {
		put(asBeforeR)
	}
}

// ofPlace says where the clause first names a party.
func (p *partTaker) ofPlace(code string, put func(uint8)) {
	d, c, t := p.d, p.c, p.d.toks
	for m := range p.mentions {
		a := &p.mentions[m]
		if d.partyOf(a) != code {
			continue
		}
		if a.from < p.verb {
			put(asBeforeVerb)
		} else {
			put(asAfterVerb)
		}
		if k := a.from - 1; k >= c.from {
			if t[k].low == "the" && k > c.from {
				k--
			}
			switch t[k].low {
			case "on", "against", "upon":
				put(asOn)
			case "to", "with", "for":
				put(asTo)
			case "from", "of", "in":
				put(asFrom)
			case "by":
				put(asBy)
			default:
				if t[k].form != 0 && k >= p.verb && d.at[k] == 0 {
					put(asObject)
				}
			}
		}
		if a.attrib {
			put(asOwner)
			for k := a.to; k < c.to && k < a.to+4; k++ {
				if classes["tariff"][t[k].low] {
					put(asOwnerDuty)
					break
				}
				if t[k].thing == tGoods {
					put(asOwnerGoods)
					break
				}
			}
		}
		return
	}
}

// pairParts lists what a giver and a receiver are to each other.
func (d *doc) pairParts(cl *Claim, g, r string, out []uint8) []uint8 {
	if g == r {
		out = append(out, asSame)
	}
	if r != "" && r == d.across(d.reg.Bloc(g)) {
		out = append(out, asAcross)
	}
	if g == cl.Giver && r == cl.Receiver {
		out = append(out, asBoth)
	}
	if g == cl.Receiver && r == cl.Giver && g != r {
		out = append(out, asTurned)
	}
	if g == d.lastPair[0] && r == d.lastPair[1] {
		out = append(out, asBothBefore)
	}
	return out
}
