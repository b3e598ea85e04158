package record

import (
	"sort"
	"strings"
	"sync"
)

// aux is what the checks need to know of a claim beside its fields.
type aux struct {
	clause   int
	from, to int // tokens of the quote
	match    int // token at which the rule matched
	frame    *frame
}

// compiled rules and an index from the first word of a pattern to rules.
type compiledRule struct {
	*rule
	pats, unless []pattern
}

type ruleIndex struct {
	rules  []compiledRule
	words  [][][2]int // number of a first word -> (rule, pattern)
	verbs  [][][2]int // number of a first verb -> (rule, pattern)
	always [][2]int
	byID   map[string]int
}

var ruleSet = sync.OnceValue(func() *ruleIndex {
	ix := &ruleIndex{byID: map[string]int{}}
	put := func(to *[][][2]int, w string, rp [2]int) {
		id := int(wordID(w))
		for id >= len(*to) {
			*to = append(*to, nil)
		}
		(*to)[id] = append((*to)[id], rp)
	}
	for i := range ruleTable {
		r := compiledRule{rule: &ruleTable[i]}
		ix.byID[r.id] = i
		for k, p := range ruleTable[i].pats {
			c := compile(p)
			r.pats = append(r.pats, c)
			keys := c.keys()
			if keys == nil {
				ix.always = append(ix.always, [2]int{i, k})
			}
			for _, w := range keys {
				if v, ok := strings.CutPrefix(w, "~"); ok {
					put(&ix.verbs, v, [2]int{i, k})
				} else {
					put(&ix.words, w, [2]int{i, k})
				}
			}
		}
		for _, p := range ruleTable[i].unless {
			r.unless = append(r.unless, compile(p))
		}
		ix.rules = append(ix.rules, r)
	}
	numberNouns()
	return ix
})

// found is a rule that matched in a clause.
type found struct {
	rule     *compiledRule
	from, to int
	weight   int
	act      bool // by the verbs of the clause
}

// candidates gives the rules that match a clause, heaviest first; of one
// rule only the first place.
func (d *doc) candidates(c *clause) []found {
	ix := ruleSet()
	if d.best == nil {
		d.best = make([]found, len(ix.rules))
	}
	best := d.best
	clear(best)
	try := func(rp [2]int, i int) {
		if best[rp[0]].rule != nil {
			return
		}
		r := &ix.rules[rp[0]]
		if end := d.match(&r.pats[rp[1]], c, i); end > i {
			best[rp[0]] = found{rule: r, from: i, to: end, weight: r.weight}
		}
	}
	for i := c.lead; i < c.to; i++ {
		t := &d.toks[i]
		if t.kind == quoteMark {
			continue
		}
		if int(t.wid) < len(ix.words) {
			for _, rp := range ix.words[t.wid] {
				try(rp, i)
			}
		}
		if t.form != 0 {
			if int(t.lid) < len(ix.verbs) {
				for _, rp := range ix.verbs[t.lid] {
					try(rp, i)
				}
			}
		}
		for _, rp := range ix.always {
			try(rp, i)
		}
	}
	id, at := d.act(c)
	for k := range best {
		if best[k].rule != nil && !d.anchored(c, best[k]) {
			best[k] = found{}
		}
	}
	if id != "" {
		k := ix.byID[id]
		w := ix.rules[k].weight
		if !strings.HasPrefix(id, "act.") {
			w = 889
		}
		best[k] = found{&ix.rules[k], at, min(at+1, c.to), w, true}
	}
	var out []found
	for _, f := range best {
		if f.rule != nil && !d.forbidden(f.rule, c) {
			out = append(out, f)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].weight != out[j].weight {
			return out[i].weight > out[j].weight
		}
		if out[i].from != out[j].from {
			return out[i].from < out[j].from
		}
		return out[i].rule.id < out[j].rule.id
	})
	return out
}

// anchored says whether the words of a pattern hold a verb that carries the
// clause: its main verb, what completes it, or another finite verb outside
// relative clauses. Words in the object alone do not say what a clause does.
func (d *doc) anchored(c *clause, f found) bool {
	switch f.rule.typ {
	case MeasureAct, Demand, Commitment, Implement, Offer:
	default:
		return true
	}
	any := false
	for i := range d.gbuf {
		g := &d.gbuf[i]
		if g.part || g.ger && !c.inherit && i > 0 && !d.gbuf[i-1].finite {
			continue
		}
		if g.finite && d.inRelative(c.main, g.from) && g.from > c.main+1 || g.inf && i > 0 && d.gbuf[i-1].part {
			continue
		}
		any = true
		if g.from < f.to && g.head >= f.from {
			return true
		}
	}
	return !any
}

// forbidden says whether a pattern that excludes the rule matches.
func (d *doc) forbidden(r *compiledRule, c *clause) bool {
	for k := range r.unless {
		for i := c.lead; i < c.to; i++ {
			if d.match(&r.unless[k], c, i) > i {
				return true
			}
		}
	}
	return false
}

// traced is told of each clause before it is read; for tests.
var traced func(*doc, *clause)

// apply turns clauses into claims.
func (d *doc) apply(cs []clause) {
	for i := range cs {
		d.applyTo(cs, i)
	}
	d.link()
}

// applyTo reads one clause.
func (d *doc) applyTo(cs []clause, i int) {
	c := &cs[i]
	d.current = i
	if traced != nil {
		traced(d, c)
	}
	if d.fragment(c) {
		d.refs(c, i)
		if c.frame != nil && c.frame.speaker != "" && d.quoted(c) && c.to-c.lead >= 6 {
			d.statement(c, i)
		}
		return
	}
	if c.conn == "which" && d.listAfterOffer(cs, i) {
		return
	}
	if f := c.frame; f != nil && f.contest {
		d.statement(c, i)
		return
	}
	if d.outsider(c) && !d.estimates(c) {
		d.refs(c, i)
		return
	}
	if d.packageList(c, i) {
		return
	}
	if c.conn == "provided" {
		d.provided(cs, i)
		return
	}
	if d.condition(cs, i) {
		d.refs(c, i)
		return
	}
	if c.sub && rationaleWords[c.conn] {
		d.rationale(cs, i)
		return
	}
	if c.sub {
		if !d.happened(c, i) {
			d.nounAgreement(c, i)
		}
		d.refs(c, i)
		return
	}
	if d.askedAgain(cs, i) {
		d.refs(c, i)
		return
	}
	if f := c.frame; f != nil && (f.verb == "hope" || f.verb == "expect") && d.foreign(c) && d.insisted(c, i) {
		d.refs(c, i)
		return
	}
	if f := c.frame; f != nil && f.verb == "warn" && d.warned(c, i) {
		d.refs(c, i)
		return
	}
	if d.silent(c) {
		d.refs(c, i)
		return
	}
	cands := d.candidates(c)
	for _, f := range cands {
		if d.accept(c, f) {
			d.emit(c, i, f)
			d.nominals(c, i)
			d.refs(c, i)
			return
		}
	}
	d.nominals(c, i)
	d.refs(c, i)
	if d.insisted(c, i) || d.warned(c, i) {
		return
	}
	switch d.toks[c.from].low {
	case "which", "who", "whose", "after", "as", "following", "when", "amid":
		return // the writer's own, behind an attribution
	}
	if d.unclaimed(c, i) {
		return
	}
	// Quoted words that no rule claims are at least a statement.
	if c.frame != nil && c.frame.speaker != "" && (c.frame.party != "" || c.frame.kind == "collective" || c.frame.kind == "anonymous") && (d.quoted(c) && c.to-c.from >= 5 || d.onTrade(c)) {
		d.statement(c, i)
	}
}

// estimates says whether a clause gives a number for an effect: what an
// outsider can add to the record.
func (d *doc) estimates(c *clause) bool {
	for _, f := range d.candidates(c) {
		if f.rule.typ == Valuation {
			return true
		}
	}
	return false
}

// provided reads what an offer or a promise hangs on: "provided that the
// duty is lifted".
func (d *doc) provided(cs []clause, i int) {
	c := &cs[i]
	cl := d.begin(c, Condition, c.from, c.to, "condition.provided")
	for k := len(d.claims) - 1; k >= 0 && d.aux[k].clause >= i-2; k-- {
		if e := &d.claims[k]; cs[d.aux[k].clause].sent == c.sent {
			cl.Giver, cl.Receiver, cl.Speaker, cl.Role, cl.Attribution, cl.Certainty, cl.Date = e.Giver, e.Receiver, e.Speaker, e.Role, e.Attribution, e.Certainty, e.Date
			break
		}
	}
	cl.Modality = "conditional"
	d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
	d.add(cl, aux{clause: i, from: c.from, to: c.to, match: c.from, frame: c.frame})
}

// condition notes an "if" that its main clause does not follow at once, for
// an attribution stands between: "If talks fail, he warned, duties will rise".
// The next clause of the sentence takes it in.
func (d *doc) condition(cs []clause, i int) bool {
	c := &cs[i]
	w := d.toks[c.lead].low
	if w != "if" && w != "unless" && w != "should" || c.main > c.lead || i+1 >= len(cs) || cs[i+1].sent != c.sent || c.conn != "" {
		return false
	}
	k := i + 1
	for k < len(cs) && cs[k].sent == c.sent && (cs[k].sub || cs[k].conn == "when") {
		k++
	}
	if k >= len(cs) || cs[k].sent != c.sent {
		return false
	}
	n := &cs[k]
	if n.conn != "" || n.sub || n.from-c.to > 20 {
		return false
	}
	n.from, n.lead = c.from, c.lead
	if n.frame == nil {
		n.frame = c.frame
	}
	return true
}

// happened reads an event that dates the main clause: "after the court
// struck down the tariffs", "after Trump broke off the talks".
func (d *doc) happened(c *clause, i int) bool {
	if c.conn != "after" && c.conn != "as" && c.conn != "following" || c.verb < 0 || c.frame != nil && c.frame.speaker != "" || !d.pastClause(c) || d.futureClause(c) {
		return false
	}
	all := d.candidates(c)
	if len(all) == 0 {
		return false
	}
	f := all[0] // the heaviest
	switch f.rule.typ {
	case Legal:
	case TalksStatus:
		if w := d.toks[f.from].lem; f.rule.id != "act.talks" && w != "break" && w != "terminate" && w != "suspend" && w != "halt" && w != "end" {
			return false
		}
	case MeasureAct, Threat:
		if f.rule.id != "act.measure" && (c.subject == nil || c.subject.attrib) {
			return false
		}
	case Reject, Offer, Dispute, Demand, Disapprove:
		if !strings.HasPrefix(f.rule.id, "act.") {
			return false
		}
	default:
		return false
	}
	if !d.accept(c, f) {
		return false
	}
	d.emit(c, i, f)
	if cl := &d.claims[len(d.claims)-1]; cl.DateText == "" {
		cl.Date = "" // before what was said, the text does not say when
	}
	return true
}

// askedAgain reads the second half of an ask: "requested that A be done, and
// that B be done".
func (d *doc) askedAgain(cs []clause, i int) bool {
	c := &cs[i]
	if i == 0 || c.conn != "and" || c.frame != nil || cs[i-1].sent != c.sent || d.toks[c.from].low != "that" && (c.from == 0 || d.toks[c.from-1].low != "that") {
		return false
	}
	for k := len(d.claims) - 1; k >= 0 && d.aux[k].clause >= i-1; k-- {
		e := d.claims[k]
		if e.Type != Demand {
			continue
		}
		cl := d.begin(c, Demand, c.lead, c.to, "demand.again")
		cl.Giver, cl.Receiver, cl.Speaker, cl.Role, cl.Attribution, cl.Certainty, cl.Date = e.Giver, e.Receiver, e.Speaker, e.Role, e.Attribution, e.Certainty, e.Date
		d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
		d.add(cl, aux{clause: i, from: c.lead, to: c.to, match: c.lead, frame: c.frame})
		return true
	}
	return false
}

// insisted reads "insists that the money be paid": an ask in the clause of
// what is insisted on.
func (d *doc) insisted(c *clause, i int) bool {
	if c.frame == nil || c.frame.party == "" {
		return false
	}
	hoped := c.frame.verb == "hope" || c.frame.verb == "expect"
	if c.frame.verb != "insist" && !hoped {
		return false
	}
	for k := c.lead; k < c.to; k++ {
		if hoped && !classes["undo"][d.toks[k].lem] && !(benefits[d.toks[k].low] && d.toks[k].low != "end") && !(c.subject != nil && c.subject.kind != aPronoun && d.foreign(c) && modals[d.toks[k].low] != "") {
			continue // a hope is an ask when it is for a measure to be undone
		}
		switch w := d.toks[k].low; {
		case hoped || w == "be" && k > c.lead && modals[d.toks[k-1].low] == "" && d.toks[k-1].low != "not" && d.toks[k-1].low != "to" || w == "must" || w == "should" || w == "needs" || w == "need":
			from := c.frame.from
			if from > c.from || c.from-from > 12 {
				from = c.from
			}
			cl := d.begin(c, Demand, from, c.to, "demand.insist")
			cl.Giver = c.frame.party
			cl.Receiver = d.receiver(c, cl.Giver)
			d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
			d.add(cl, aux{clause: i, from: from, to: c.to, match: k, frame: c.frame})
			return true
		}
	}
	return false
}

// warned reads "warned that it would take measures if ...": a threat in the
// clause of what is warned of.
func (d *doc) warned(c *clause, i int) bool {
	if c.frame == nil || c.frame.verb != "warn" || c.frame.party == "" || c.frame.kind == "hearsay" {
		return false
	}
	modal, harm := false, false
	for k := c.lead; k < c.to; k++ {
		w := d.toks[k]
		modal = modal || w.low == "would" || w.low == "will" || w.low == "could" || w.low == "may" || w.low == "might"
		harm = harm || classes["barrier"][w.low] || w.low == "retaliate" || w.low == "countermeasures" || w.low == "consequences" || w.low == "respond"
	}
	if !modal || !harm {
		return false
	}
	cl := d.begin(c, Threat, c.lead, c.to, "threat.warn")
	cl.Modality = d.modalityOf(c, c.to)
	cl.Subject.Topic = "tariff"
	d.fillSubject(&cl, c, found{from: c.lead, to: c.to})
	d.eventDate(&cl, c)
	cl.Giver = c.frame.party
	cl.Receiver = d.receiver(c, cl.Giver)
	d.add(cl, aux{clause: i, from: c.lead, to: c.to, match: c.lead, frame: c.frame})
	return true
}

// silent says whether a clause only reports that somebody would not say
// something, or asks whether: nothing in it was said.
func (d *doc) silent(c *clause) bool {
	t := d.toks
	for i := c.lead; i+1 < c.to; i++ {
		if (t[i].lem == "decline" || t[i].lem == "refuse" || t[i].low == "unclear") && i+2 < c.to {
			for k := i + 1; k < i+4 && k < c.to; k++ {
				switch t[k].low {
				case "give", "provide", "offer", "share", "set":
					if d.hasWord(c, "timeline", "timetable", "details", "timeframe", "date", "names", "figures", "comment", "reasons", "specifics", "schedule") {
						return true
					}
				case "say", "comment", "confirm", "elaborate", "answer", "disclose", "specify", "whether", "identify", "reveal", "speculate":
					return true
				}
			}
		}
		if t[i].low == "whether" && i > c.lead && (t[i-1].low == "on" || t[i-1].low == "about" || t[i-1].low == "question" || t[i-1].low == "clear") {
			return true
		}
	}
	return t[c.lead].low == "whether"
}

// onTrade says whether reported words that no rule claims speak of the talks:
// a duty, a deal or the negotiation itself, with a verb.
func (d *doc) onTrade(c *clause) bool {
	if c.to-c.lead < 6 || c.verb < 0 || c.frame.kind == "narrator-hedged" {
		return false
	}
	for i := c.lead; i < c.to; i++ {
		w := d.toks[i].low
		if a := d.actorFrom(i); a != nil && a.kind == aParty && c.frame.party != "" && a.party != "" && !a.place && d.reg.Bloc(a.party) != d.reg.Bloc(c.frame.party) {
			return true
		}
		if classes["tariff"][w] && w != "tax" || w == "countries" || w == "sides" || classes["deal"][w] || classes["talks"][w] || w == "quota" || w == "decoupling" {
			return true
		}
	}
	return false
}

// fragment says whether a clause has no predicate of its own.
func (d *doc) fragment(c *clause) bool {
	if c.to-c.lead < 2 {
		return true
	}
	for i := c.lead; i < c.to; i++ {
		if d.toks[i].form != 0 {
			return false
		}
	}
	// "any agreement meaningless unless ..." has none either, but it is rare.
	return true
}

// quoted says whether most of a clause stands in quotation marks.
func (d *doc) quoted(c *clause) bool {
	in, all := 0, 0
	for i := c.from; i < c.to; i++ {
		if d.toks[i].kind == quoteMark {
			continue
		}
		all++
		if d.toks[i].quote != 0 {
			in++
		}
	}
	return in*2 > all
}

// accept lets a rule refuse a match that its words alone do not exclude.
func (d *doc) accept(c *clause, f found) bool {
	giver := d.giver(c)
	t := d.toks
	if f.from < c.main && f.rule.typ != Threat && f.rule.typ != Retaliation && f.rule.id != "redline.unless" && f.rule.typ != Condition && f.rule.typ != TalksStatus {
		return false // it stands in the "if" and not in what is said
	}
	switch f.rule.id {
	case "demand.of":
		return giver != "" && !d.passiveAt(f.from, c) && d.another(f.from+1, c.to, giver)
	case "threat.will":
		if t[f.from].low == "must" {
			return c.frame != nil && c.frame.party != "" // "they must sign or pay": his threat
		}
		if giver == "" || c.frame == nil && c.main == c.lead && t[f.from].lem != "vow" && t[f.from].lem != "pledge" && t[f.from].lem != "promise" || c.frame != nil && c.frame.party != "" && d.reg.Bloc(c.frame.party) != d.reg.Bloc(giver) {
			return false
		}
	}
	switch f.rule.typ {
	case RedLine:
		// "will not accept" of a court, "cannot" of a forecast: needs a party.
		return giver != ""
	case Reject, Threat, Offer, ConcedeSignal, Compliance:
		if giver == "" || f.rule.typ == Reject && c.frame == nil && c.subject == nil {
			return false
		}
	case Retaliation:
		return giver != ""
	case Demand:
		if giver == "" || c.subject == nil && c.frame == nil && !d.passive(c) {
			return false
		}
		// A wish about one's own measures is no ask.
		if f.rule.id == "demand.ask" && d.ownMeasure(c, f, giver) {
			return false
		}
	case MeasureAct:
		if c.frame != nil && c.frame.verb == "hope" {
			return false
		}
		if c.conn == "which" && !d.hasClass(c, "tariff") && len(d.aux) > 0 && d.aux[len(d.aux)-1].clause >= d.current-1 {
			return false // of the measure that was just named
		}
		if d.hasWord(c, "if", "unless") && c.frame == nil {
			return false
		}
	case Round:
		if c.conn == "who" || d.hasWord(c, "emergency", "extraordinary", "cabinet") && !d.others(c.main, c) {
			return false
		}
		if f.act {
			return true
		}
		if f.rule.status == "held" {
			if f.from > c.lead && t[f.from-1].low == "to" && t[f.from].form&base != 0 {
				return false
			}
			return d.pastClause(c) && (d.sessionWords(c) || d.journey(c)) && !d.planned(c)
		}
	case MeetingExpected:
		if f.act {
			return true
		}
		return d.sessionWords(c) || d.hasVerb(c, "meet", "visit", "travel")
	case Agreement:
		if classes["deal"][t[f.from].low] && !d.predicate(c, f) {
			return false
		}
		upTo := *c
		upTo.to = f.to
		if d.futureClause(&upTo) && !d.hasNounDeal(c, f) {
			return false
		}
		return d.pastClause(&upTo) || d.pastClause(c) || d.hasNounDeal(c, f)
	case Commitment:
		return giver != "" && !(d.joint(c) && d.hasVerb(c, "agree"))
	case PaceSignal:
		return giver != "" || d.other != ""
	case Position:
		if c.conn == "which" || c.conn == "who" {
			return f.act
		}
		if c.subject == nil && f.rule.id == "position.stance" && !(c.frame != nil && (d.hasWord(c, "country", "sides", "government", "nation") || t[f.from].lem == "remain" || t[f.from].lem == "stay")) && (classes["modal"][t[f.from].low] || t[f.from].form != 0) && !classes["be"][t[f.from].low] {
			return false
		}
		return giver != "" && (c.frame != nil || c.subject != nil)
	case Dispute:
		if t[f.from].lem == "deny" {
			return true
		}
	case Disapprove:
		return c.frame != nil || c.subject != nil
	}
	return true
}

// journey says whether somebody of one side travelled to the other's capital.
func (d *doc) journey(c *clause) bool {
	if c.subject == nil || c.subject.kind != aPerson || !d.hasVerb(c, "travel", "visit", "fly") {
		return false
	}
	for _, a := range d.within(c.main, c.to) {
		if a.kind == aParty && a.party != "" && d.reg.Bloc(a.party) != d.reg.Bloc(d.partyOf(c.subject)) {
			return true
		}
	}
	return false
}

// passiveAt says whether the verb at token k is in the passive: "was asked".
func (d *doc) passiveAt(k int, c *clause) bool {
	for i := k - 1; i >= c.lead && i >= k-2; i-- {
		if w := d.toks[i].low; classes["be"][w] || w == "when" {
			return d.toks[k].form&ing == 0
		}
	}
	return false
}

// another says whether the first actor of a stretch is not the giver's own.
func (d *doc) another(from, to int, giver string) bool {
	for _, a := range d.within(from, min(to, from+14)) {
		if a.kind == aPronoun {
			continue
		}
		p := a.party
		if p == "" && a.ent != nil {
			p = a.ent.party
		}
		return p != "" && p != giver
	}
	return false
}

// predicate says whether "deal ... reached" is the predicate of the clause
// and not a reference to a deal of the past ("the deal struck in May").
func (d *doc) predicate(c *clause, f found) bool {
	agreed := setAgree
	for i := f.from + 1; i < f.to; i++ {
		w := d.toks[i].low
		if (classes["be"][w] || w == "has" || w == "have" || w == "had") && w != "being" && agreed[d.toks[f.to-1].lem] {
			return true
		}
	}
	return c.verb >= 0 && c.verb < f.from && agreed[d.toks[c.verb].lem] || c.verb >= f.from && c.verb < f.to-1
}

var setAgree = setOf("reach strike sign seal conclude clinch announce agree finalize ink unveil secure extend")

// passive says whether a clause is in the passive voice.
func (d *doc) passive(c *clause) bool {
	for i := c.lead; i+1 < c.to; i++ {
		if classes["be"][d.toks[i].low] || d.toks[i].low == "been" {
			for k := i + 1; k < i+3 && k < c.to; k++ {
				if d.toks[k].form&part != 0 {
					return true
				}
			}
		}
	}
	return false
}

// planned says whether a clause speaks of a session to come, even in the
// past: "was due to visit", "planned for the week of July 20".
func (d *doc) planned(c *clause) bool {
	for i := c.lead; i+1 < c.to; i++ {
		switch d.toks[i].low {
		case "due", "scheduled", "expected", "set", "slated", "supposed", "planned", "meant":
			if n := d.toks[i+1].low; n == "to" || n == "for" || n == "on" || n == "next" || n == "in" {
				return true
			}
		}
	}
	return false
}

// joint says whether two parties together are the subject of a clause.
func (d *doc) joint(c *clause) bool {
	end := c.to
	if c.verb > c.lead {
		end = c.verb
	}
	for i := c.lead; i < end; i++ {
		if d.toks[i].low == "sides" || d.toks[i].low == "both" {
			return true
		}
		if d.toks[i].low == "and" {
			x := d.actorEnding(i)
			y := d.actorFrom(i + 1)
			if x != nil && y != nil && x.party != "" && y.party != "" && d.reg.Bloc(x.party) != d.reg.Bloc(y.party) {
				return true
			}
		}
	}
	return false
}

// ownMeasure says whether the object of an ask is the asker's own measure:
// "its tariffs", "US tariffs" in the mouth of the United States.
func (d *doc) ownMeasure(c *clause, f found, giver string) bool {
	for i := f.from; i < f.to && i < c.to; i++ {
		if !classes["barrier"][d.toks[i].low] {
			continue
		}
		for k := i - 1; k >= i-4 && k >= c.from; k-- {
			if (d.toks[k].low == "its" || d.toks[k].low == "our") && k == f.from+1 {
				return false // "wants its tariff rate to be lower": what it pays
			}
			if d.toks[k].low == "its" || d.toks[k].low == "our" {
				return !d.otherBetween(f.from, k, giver)
			}
			if d.toks[k].form&finite != 0 {
				break
			}
			if a := d.actorEnding(k + 1); a != nil && a.kind == aParty {
				return d.reg.Bloc(a.party) == d.reg.Bloc(giver)
			}
		}
	}
	return false
}

// otherBetween says whether another party stands between two tokens: "wants
// the United States to lower its tariffs".
func (d *doc) otherBetween(from, to int, giver string) bool {
	for _, a := range d.within(from, to) {
		if a.party != "" && d.reg.Bloc(a.party) != d.reg.Bloc(giver) {
			return true
		}
	}
	return false
}

func (d *doc) hasWord(c *clause, ws ...string) bool {
	for i := c.from; i < c.to; i++ {
		for _, w := range ws {
			if d.toks[i].low == w {
				return true
			}
		}
	}
	return false
}

func (d *doc) hasClass(c *clause, class string) bool {
	for i := c.from; i < c.to; i++ {
		if classes[class][d.toks[i].low] {
			return true
		}
	}
	return false
}

func (d *doc) hasVerb(c *clause, ls ...string) bool {
	for i := c.from; i < c.to; i++ {
		for _, l := range ls {
			if d.toks[i].form != 0 && d.toks[i].lem == l {
				return true
			}
		}
	}
	return false
}

// sessionWords says whether a clause speaks of talks, rounds or meetings.
func (d *doc) sessionWords(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		w := d.toks[i].low
		if classes["meet"][w] || d.toks[i].form != 0 && (d.toks[i].lem == "meet" || d.toks[i].lem == "speak" || d.toks[i].lem == "talk") || w == "trip" {
			return true
		}
	}
	return false
}

// pastClause says whether the verb of a clause is past or perfect.
func (d *doc) pastClause(c *clause) bool {
	t := d.toks
	for i := c.lead; i < c.to; i++ {
		switch t[i].low {
		case "will", "would", "shall", "may", "might", "could", "can", "must", "should":
			if !(t[i].low == "may" && t[i].cap && i > c.lead) {
				return false
			}
		case "was", "were", "had", "has", "have", "been":
			return true
		}
		if t[i].form&past != 0 && auxiliaries[t[i].low] == 0 {
			return true
		}
	}
	return false
}

func (d *doc) futureClause(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		switch d.toks[i].low {
		case "will", "would", "shall", "may", "might", "could", "can", "must", "should", "hopes", "hope", "wants", "want", "aims", "aim", "expects", "plans":
			if !(d.toks[i].low == "may" && d.toks[i].cap && i > c.lead) {
				return true
			}
		}
	}
	return false
}

// hasNounDeal says whether an agreement is named as a thing: "a temporary
// agreement between China and the US".
func (d *doc) hasNounDeal(c *clause, f found) bool {
	for i := f.from; i < f.to; i++ {
		if classes["deal"][d.toks[i].low] && i+1 < c.to && d.toks[i+1].low == "between" {
			return true
		}
	}
	return false
}

// words gives the text of a stretch of tokens.
func (d *doc) words(from, to int) string {
	if to <= from {
		return ""
	}
	return d.text[d.toks[from].start:d.toks[to-1].end]
}

// lower gives the folded words of a stretch, for tests of its content.
func (d *doc) lower(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(d.toks[i].low)
	}
	return b.String()
}
