package record

import "strings"

// defaultRules type the clauses that neither verbs nor patterns have typed: in
// a story of this kind a clause with a party or in somebody's mouth is a
// claim, and silence needs a reason (silence.go).
var defaultRules = map[string]*rule{}

func init() {
	for _, r := range []rule{
		{id: "default.disapprove", typ: Disapprove, note: "blame in words that no other rule has"},
		{id: "default.statement", typ: Statement, note: "words about the other side or the talks"},
		{id: "default.position", typ: Position, note: "words about one's own side"},
		{id: "default.demand", typ: Demand, note: "what the other side must or is wanted to do"},
		{id: "default.threat", typ: Threat, note: "harm announced"},
		{id: "default.retaliation", typ: Retaliation, topic: "tariff", note: "an answer announced"},
		{id: "default.measure", typ: MeasureAct, topic: "tariff", note: "a party stops, restricts, eases or prepares something"},
		{id: "default.implement", typ: Implement, note: "a text is sent, passed or carried out at home"},
		{id: "default.round", typ: Round, topic: "trade talks", status: "held", note: "somebody met or travelled"},
		{id: "default.meeting", typ: MeetingExpected, topic: "trade talks", status: "planned", note: "somebody will meet or travel"},
		{id: "default.agenda", typ: Agenda, status: "in", note: "a matter was raised"},
		{id: "default.talks", typ: TalksStatus, topic: "trade talks", note: "how the talks stand"},
		{id: "default.compliance", typ: Compliance, note: "something promised is kept, late or missed"},
		{id: "default.legal", typ: Legal, note: "a step at law"},
		{id: "default.commit", typ: Commitment, note: "what a text or a side gives"},
		{id: "default.monitor", typ: Monitor, note: "a matter is studied"},
		{id: "default.dispute", typ: Dispute, note: "a denial"},
		{id: "default.condition", typ: Condition, note: "an if or unless of its own"},
		{id: "default.background", typ: Background, note: "a fact of the trade or of the talks"},
	} {
		defaultRules[r.id] = &r
	}
}

// unclaimed makes the claim of a clause that no rule has typed.
func (d *doc) unclaimed(c *clause, i int) bool {
	if d.keepsSilent(c) {
		return false
	}
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	a := clauseAct{d: d, c: c, gs: d.gbuf, k: 0}
	if len(a.gs) == 0 {
		return false
	}
	g, end := a.predicate()
	if g == nil {
		return false
	}
	a.neg = g.neg || d.nothing(c.main, g.from)
	id := ""
	if f := c.frame; f != nil && f.speaker != "" && f.kind != "narrator-hedged" {
		id = a.reported(g)
	} else {
		id = a.told(g, end)
	}
	r := defaultRules["default."+id]
	if id == "" || r == nil {
		return false
	}
	f := found{rule: &compiledRule{rule: r}, from: g.head, to: g.head + 1}
	switch r.typ {
	case Round:
		if !d.sessionWords(c) && !d.hasVerb(c, "fly", "travel", "visit", "arrive", "return") {
			return false
		}
	case MeasureAct:
		if d.giver(c) == "" {
			return false
		}
	}
	n := len(d.claims)
	d.emit(c, i, f)
	if len(d.claims) == n {
		return true
	}
	cl := &d.claims[n]
	if me := d.voiceParty(c); me != "" && voiced[r.typ] && cl.Giver != me {
		cl.Giver = me
		cl.Receiver = d.receiver(c, me)
		if s := c.subject; s != nil && s.kind != aPronoun && d.partyOf(s) != "" && d.reg.Bloc(d.partyOf(s)) != d.reg.Bloc(me) && d.counterpart(d.partyOf(s)) {
			cl.Receiver = d.reg.Bloc(d.partyOf(s))
		}
	}
	if r.id == "default.commit" && (c.subject == nil || c.subject.attrib) && d.marketOf(c) == "" {
		// What a deal says: of duties those of the base, else what the other gives.
		cl.Giver, cl.Receiver = d.other, d.base
		if d.onDuty(c) {
			cl.Giver, cl.Receiver = d.base, d.other
		}
	}
	if cl.Giver == "" && r.typ != Background {
		cl.Giver = d.home()
		cl.Receiver = d.across(d.reg.Bloc(cl.Giver))
	}
	return true
}

// voiceParty is the party of who says the words of a clause: an unnamed
// official without a country is one of the story's own.
func (d *doc) voiceParty(c *clause) string {
	f := c.frame
	if f == nil || f.speaker == "" || f.kind == "narrator-hedged" {
		return ""
	}
	if f.party != "" {
		return f.party
	}
	switch f.kind {
	case "anonymous", "collective", "indirect", "quoted":
		return d.home()
	}
	return ""
}

// voiced types are moves of who says the words, whoever their subject is.
var voiced = map[Type]bool{Statement: true, Disapprove: true, Demand: true, Dispute: true, Condition: true}

// counterpart says whether a party is one of the story's two or of a track.
func (d *doc) counterpart(p string) bool {
	b := d.reg.Bloc(p)
	return b == d.base || b == d.other || d.base == "US" && d.reg.TrackOf(b, "US") != nil
}

// Verbs by what they say when nothing else does.
var (
	faulting   = setOf("accuse blame fault criticize criticise complain charge condemn lament regret decry slam protest deplore denounce rail bemoan reproach scold mock ridicule")
	defending  = setOf("defend justify explain argue describe call portray present tout hail praise applaud thank welcome commend salute play")
	stopping   = setOf("halt stop suspend restrict ban tighten close block curb bar ease relax lift impose raise lower cut reduce resume extend exclude place put add remove withdraw scrap delay postpone freeze prohibit list delist seize levy collect charge shelve")
	lawful     = setOf("file appeal sue challenge contest petition rule")
	travelling = setOf("fly travel visit meet arrive return hold speak talk depart convene attend host receive come")
	enacting   = setOf("sign ratify approve pass adopt vote table submit publish send enact amend clear notify gazette introduce debate translate")
	raisingIt  = setOf("raise discuss mention bring broach")
	keeping    = setOf("deliver fulfil fulfill honor honour implement comply keep miss fail lag delay meet violate breach respect observe")
	studying   = setOf("study examine assess monitor watch review analyze analyse weigh scrutinize scrutinise evaluate")
	granting   = setOf("cut lower remove phase let allow give grant open buy purchase invest scrap drop eliminate accept recognize recognise exempt reduce abolish admit import cap waive ease double increase expand provide set refrain ensure commit lift apply treat")
	wishing    = setOf("want seek demand expect need like wish")
	trading    = setOf("buy import export sell ship purchase supply send account")
)

// wronging are verbs that say ill of who is their subject.
var wronging = setOf("fail refuse threaten undermine violate break harm hurt abuse cheat ignore exploit discriminate flood distort damage destroy escalate provoke renege mislead")

// standing says whether a clause says how near the sides are.
func (d *doc) standing(c *clause) bool {
	return (d.hasClass(c, "deal") || d.hasWord(c, "sides", "talks", "negotiations")) && d.hasWord(c, "close", "closer", "near", "apart", "reach", "sight")
}

// reported types words that somebody is said to say.
func (a *clauseAct) reported(g *group) string {
	d, c := a.d, a.c
	me := d.reg.Bloc(d.voiceParty(c))
	inner := c.frame.sp.inner || d.inner(&c.frame.sp)
	other := false
	if s := c.subject; s != nil && d.partyOf(s) != "" && me != "" {
		other = d.reg.Bloc(d.partyOf(s)) != me && d.counterpart(d.partyOf(s))
	}
	blame := d.blames(c)
	switch {
	case d.toks[c.lead].low == "if" || d.toks[c.lead].low == "unless":
		return "condition"
	case d.underDeal(c) && !a.neg && g.modal != "may" && g.modal != "must" && !inner && d.amount(g.head+1, c.to):
		return "commit"
	case g.modal == "must":
		if d.hasWord(c, "may", "might", "could") {
			return ""
		}
		if other || c.subject == nil {
			return "demand"
		}
		return "position"
	case faulting[g.lem]:
		return "disapprove"
	case blame && !a.neg && g.modal != "may":
		return "disapprove"
	case other && (wronging[g.lem] && !a.neg || a.neg && keeping[g.lem]):
		return "disapprove"
	case (g.lem == "rise" || g.lem == "fall" || g.lem == "drop" || g.lem == "climb") && g.modal != "may" && d.amount(g.head+1, c.to) && (d.onDuty(c) || d.toks[c.main].low == "it"):
		return "measure"
	case d.standing(c) && !other:
		return "talks"
	case d.hasWord(c, "list") && (g.lem == "draw" || g.lem == "prepare" || g.lem == "finalize" || g.lem == "compile") && !a.neg:
		return "retaliation"
	case inner:
		return "" // what producers and lobbies say of their own business
	case other:
		return "statement"
	case a.neg && d.hasWord(c, "never"):
		return "dispute"
	case (g.lem == "respond" || g.lem == "retaliate" || g.lem == "reciprocate") && g.modal == "will":
		return "retaliation"
	case studying[g.lem] && !a.neg:
		return "monitor"
	case raisingIt[g.lem] && g.passive:
		return "agenda"
	case keeping[g.lem] && (g.past || g.perfect) && !a.neg:
		return "compliance"
	case enacting[g.lem] && g.passive && d.onText(c):
		return "implement"
	case g.modal == "will" && d.hasWord(c, "partners", "countries", "others"):
		return "statement"
	case d.hasClass(c, "talks") && (g.lem == "continue" || g.lem == "progress" || g.lem == "resume" || g.lem == "go"):
		return "talks"
	case travelling[g.lem] && g.modal == "will" && d.sessionWords(c):
		return "meeting"
	case g.modal == "will" || g.modal == "would" || g.lem == "be" || g.lem == "remain" || g.lem == "want" || g.lem == "hope" || g.lem == "believe" || g.lem == "expect" || g.lem == "support" || g.lem == "have":
		if s := c.subject; s == nil || d.toks[s.from].low == "it" || d.toks[s.from].low == "that" || d.toks[s.from].low == "this" {
			if d.matter(c) || d.hasWord(c, "we", "our") {
				return "statement"
			}
			return ""
		}
		return "position"
	}
	if d.matter(c) || c.subject != nil && d.partyOf(c.subject) != "" || d.quoted(c) && d.anyParty(c) {
		return "statement"
	}
	return ""
}

// told types what the writer tells.
func (a *clauseAct) told(g *group, end int) string {
	d, c := a.d, a.c
	s := c.subject
	if s == nil || s.attrib || d.partyOf(s) == "" && s.kind != aPronoun {
		return a.toldOfThing(g, end)
	}
	if b := d.reg.body[s.id]; s.kind == aBody && b != nil && b.Kind == "court" {
		return "legal"
	}
	if d.underDeal(c) && !a.neg && g.modal != "may" {
		return "commit"
	}
	firm := d.reg.body[s.id] != nil && s.kind == aBody && d.reg.body[s.id].Kind == "firm"
	will := g.modal == "will" || d.toBe(g)
	past := g.past || g.perfect || g.passive
	switch {
	case firm && !d.matter(c):
		return ""
	case d.hasWord(c, "list") && (g.lem == "draw" || g.lem == "prepare" || g.lem == "finalize" || g.lem == "compile") && !a.neg:
		return "retaliation"
	case g.modal == "may" || g.modal == "can" || g.modal == "would":
		if d.matter(c) {
			return "position"
		}
		return ""
	case faulting[g.lem] && !a.neg:
		return "disapprove"
	case g.modal == "must":
		if d.hasWord(c, "consent", "approval", "approve", "ratify", "vote", "parliament", "congress") {
			return "implement"
		}
		return "condition"
	case lawful[g.lem] && past && d.hasWord(c, "appeal", "suit", "lawsuit", "court", "complaint", "case", "panel", "notice", "challenge", "wto", "tribunal"):
		return "legal"
	case raisingIt[g.lem] && past && !d.onDuty(c):
		return "agenda"
	case enacting[g.lem] && (past || will || a.neg) && d.onText(c):
		return "implement"
	case studying[g.lem] && !s.inner:
		return "monitor"
	case will && travelling[g.lem]:
		return "meeting"
	case past && travelling[g.lem] && d.sessionWords(c) && d.twoNamed(c) && !d.hasWord(c, "highly", "of"):
		return "round"
	case keeping[g.lem] && past && d.hasWord(c, "commitment", "commitments", "pledge", "promise", "promises", "deadline", "deal", "agreement", "obligations", "target", "terms"):
		return "compliance"
	case will && granting[g.lem] && !a.neg:
		return "commit"
	case (g.lem == "prepare" || g.lem == "plan" || g.lem == "draft") && d.onDuty(c):
		return "measure"
	case stopping[g.lem] && (past || g.lem == "keep") && d.onTradeFlow(c):
		return "measure"
	case wishing[g.lem] && !a.neg && !d.sessionWords(c):
		if g.lem == "expect" && len(d.within(g.head+1, min(c.to, g.head+4))) == 0 {
			return "position"
		}
		return "demand"
	case trading[g.lem] && past && d.amount(g.head+1, c.to):
		return "background"
	case defending[g.lem]:
		if d.blames(c) {
			return "disapprove"
		}
		return "statement"
	case d.blames(c) && g.lem == "be":
		return "disapprove"
	}
	if !d.matter(c) {
		return ""
	}
	switch {
	case past && d.hasClass(c, "talks"):
		return "talks"
	}
	return ""
}

// toldOfThing types what the writer tells of a deal, talks, goods or a law.
func (a *clauseAct) toldOfThing(g *group, end int) string {
	d, c := a.d, a.c
	if g.modal == "may" || g.modal == "would" {
		return ""
	}
	if d.underDeal(c) && !a.neg {
		return "commit"
	}
	switch d.thingIn(c.main, end) {
	case tDeal:
		if !g.passive && (granting[g.lem] || g.lem == "require" || g.lem == "cover" || g.lem == "oblige" || g.lem == "foresee" || g.lem == "bind" || g.lem == "leave" || g.lem == "contain" || g.lem == "include" || g.lem == "limit") {
			return "commit"
		}
		if d.hasWord(c, "yet", "pending") {
			return "talks"
		}
		return ""
	case tTalks, tGap:
		return "talks"
	case tSession:
		if g.modal == "will" || d.toBe(g) || d.hasWord(c, "scheduled", "due", "planned") {
			return "meeting"
		}
		if g.past || g.passive {
			return "round"
		}
	case tLaw:
		if g.past || g.passive || g.modal == "will" || g.lem == "be" || g.lem == "await" || g.lem == "face" || g.lem == "go" {
			return "implement"
		}
	case tDuty, tMeasure:
		if g.neg {
			return ""
		}
		return "measure"
	case tProbe:
		if g.passive && d.hasWord(c, "opened", "launched", "initiated") {
			return "legal"
		}
		return "measure"
	case tCourt:
		return "legal"
	case tGoods:
		if d.amount(g.head+1, c.to) {
			return "background"
		}
	}
	for i := c.main; i < end; i++ {
		switch d.toks[i].low {
		case "purchases", "commitments", "pledges", "implementation", "investments":
			return "compliance"
		case "relief", "refunds", "plaintiffs", "importers":
			if d.hasWord(c, "court", "plaintiffs", "refunds", "refund") {
				return "legal"
			}
		case "council", "board", "mechanism":
			return "compliance"
		case "ceremony", "signing":
			return "meeting"
		}
	}
	if d.matter(c) && d.anyParty(c) && (g.past || g.perfect) && d.amount(g.head+1, c.to) {
		return "background"
	}
	return ""
}

// underDeal says whether a clause opens with what a deal says: "Under the pact,".
func (d *doc) underDeal(c *clause) bool {
	t := d.toks
	for i := c.from; i < c.lead+2 && i+2 < c.to; i++ {
		if t[i].low != "under" {
			continue
		}
		for k := i + 1; k < c.to && k < i+8 && t[k].low != ","; k++ {
			if classes["deal"][t[k].low] || t[k].low == "text" || t[k].low == "outline" || t[k].low == "terms" {
				return true
			}
		}
	}
	return false
}

// twoNamed says whether a clause names two parties.
func (d *doc) twoNamed(c *clause) bool {
	var ps []string
	for _, a := range d.within(c.from, c.to) {
		if p := d.reg.Bloc(d.partyOf(&a)); p != "" && !a.place {
			ps = appendNew(ps, p)
		}
	}
	return len(ps) > 1
}

// toBe says whether a verb stands behind "is to": "is to phase out".
func (d *doc) toBe(g *group) bool {
	t := d.toks
	if g.lem != "be" || g.head+2 >= len(t) {
		return false
	}
	return t[g.head+1].low == "to" || t[g.head+1].low == "due"
}

// blames says whether a clause has words of blame.
func (d *doc) blames(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		w := d.toks[i].low
		if i > c.lead && (w == "if" || w == "unless") {
			return false
		}
		if badWords[w] || blameNouns[w] {
			return true
		}
		if w == "not" && i+2 < c.to && d.toks[i+1].low == "the" && (d.toks[i+2].low == "right" || d.toks[i+2].low == "way") {
			return true
		}
	}
	return false
}

var blameNouns = setOf("bullying coercion protectionism blackmail betrayal violation breach discrimination hypocrisy mistake burden surrender submission insult humiliation overreach interference hegemony unilateralism disrespect attack wrongdoing harassment extortion wound blow disaster capitulation shame nonsense absurdity farce theft")

// matter says whether a clause speaks of the matter of such a story.
func (d *doc) matter(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		w := d.toks[i].low
		if classes["tariff"][w] && w != "tax" && w != "taxes" || classes["deal"][w] || classes["talks"][w] || matterWords[w] {
			return true
		}
	}
	return false
}

var matterWords = setOf("binding quota quotas exemption exemptions export exports import imports trade market access investment investments purchases sanctions controls curbs ban bans barriers retaliation countermeasures wto usmca commitments pledge surplus deficit negotiators licences licenses subsidies dumping supply goods summit ratification proclamation surcharge")

// onDuty says whether a duty or another barrier stands in a clause.
func (d *doc) onDuty(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		if w := d.toks[i].low; classes["tariff"][w] || w == "surcharge" || w == "quota" || w == "quotas" {
			return true
		}
	}
	return false
}

// onText says whether a law, a deal or another text stands in a clause.
func (d *doc) onText(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		if k := thingKinds[d.toks[i].low]; k == tLaw || k == tDeal {
			return true
		}
	}
	return d.hasWord(c, "pact", "consent", "ratification", "ordinance", "legislature", "parliament", "congress")
}

// onTradeFlow says whether goods, duties or trade stand in a clause.
func (d *doc) onTradeFlow(c *clause) bool {
	return d.onDuty(c) || d.hasWord(c, "imports", "exports", "shipments", "purchases", "controls", "ban", "curbs", "licences", "licenses", "rules", "access", "restrictions", "list", "list,") || len(d.goodsIn(c.lead, c.to)) > 0
}

// hasAny says whether one of the words of a set stands in a clause.
func (d *doc) hasAny(c *clause, set map[string]bool) bool {
	for i := c.from; i < c.to; i++ {
		if set[strings.ToLower(d.toks[i].low)] {
			return true
		}
	}
	return false
}
