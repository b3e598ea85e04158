package record

import (
	"sort"
	"strconv"
	"strings"
)

// begin makes a claim over a stretch of tokens with what the clause gives.
func (d *doc) begin(c *clause, typ Type, from, to int, ruleID string) Claim {
	from, to = d.trim(from, to)
	cl := Claim{Type: typ, Modality: "actual", Polarity: "+", Rule: ruleID, Rules: []string{ruleID}}
	cl.Start, cl.End = d.toks[from].start, d.toks[to-1].end
	cl.Quote = d.text[cl.Start:cl.End]
	cl.Giver = d.giver(c)
	if cl.Giver == "" && twoSided[typ] && d.other != "" {
		cl.Giver = d.other
		cl.Rules = append(cl.Rules, "party.track")
	}
	cl.Receiver = d.receiver(c, cl.Giver)
	if c.patient != nil {
		d.turnRound(&cl, c)
	}
	d.voice(&cl, c)
	cl.Date = d.saidOn(c)
	return cl
}

// turnRound gives a claim of a clause in the passive its parties: the one it
// is done to is the receiver, and without "by" the other side acts.
func (d *doc) turnRound(cl *Claim, c *clause) {
	p := d.reg.Bloc(d.partyOf(c.patient))
	if p == "" {
		return
	}
	if c.subject == nil {
		cl.Giver = d.across(p)
	}
	if d.reg.Bloc(cl.Giver) != p {
		cl.Receiver = p
	}
}

// twoSided types are about both parties of the track when no party is named.
var twoSided = map[Type]bool{Dispute: true, Agenda: true, Round: true, MeetingExpected: true, TalksStatus: true, PaceSignal: true, Agreement: true, Legal: true, Condition: true}

// trim drops marks at both ends, but keeps a quotation whole.
func (d *doc) trim(from, to int) (int, int) {
	t := d.toks
	for from < to-1 && (t[from].kind == punct && t[from].low != "$" && t[from].low != "(" || t[from].kind == quoteMark) {
		from++
	}
	for to > from+1 && (t[to-1].kind == punct && t[to-1].low != "%" && t[to-1].low != ")" || t[to-1].kind == quoteMark) {
		to--
	}
	return from, to
}

// voice fills speaker, role, attribution and certainty.
func (d *doc) voice(cl *Claim, c *clause) {
	f := c.frame
	switch {
	case f == nil:
		cl.Attribution, cl.Certainty = "narrator", "asserted"
		if h := d.hedge(c); h != "" {
			cl.Attribution, cl.Certainty = h, map[string]string{"narrator-inference": "inferred", "narrator-hedged": "reported"}[h]
			cl.Rules = append(cl.Rules, "attr."+h)
			return
		}
		if s := c.subject; s != nil && communicative[cl.Type] {
			switch s.kind {
			case aPerson:
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, "indirect", "attributed"
			case aGroup:
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, "collective", "attributed-collective"
			case aSource:
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, "anonymous", "anonymous"
			case aBody:
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, "institution", "attributed"
			case aOffice:
				cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = d.nameOf(*s), s.role, "indirect", "attributed"
			case aParty:
				cl.Speaker, cl.Attribution, cl.Certainty = d.nameOf(*s), "indirect", "attributed"
			}
			if cl.Speaker != "" {
				cl.Rules = append(cl.Rules, "attr.subject")
			}
		}
	case f.kind == "narrator-hedged":
		cl.Attribution, cl.Certainty = "narrator-hedged", "reported"
		cl.Rules = append(cl.Rules, f.rule)
	default:
		cl.Speaker, cl.Role = f.speaker, f.sp.role
		if f.sp.ent != nil && cl.Role == "" {
			cl.Role = f.sp.ent.role
		}
		cl.Attribution = f.kind
		if d.quoted(c) && f.kind != "anonymous" && f.kind != "collective" && f.kind != "hearsay" {
			cl.Attribution = "quoted"
		}
		cl.Certainty = map[string]string{"anonymous": "anonymous", "collective": "attributed-collective", "hearsay": "reported"}[f.kind]
		if cl.Certainty == "" {
			cl.Certainty = "attributed"
		}
		if f.contest {
			cl.Certainty, cl.Contested = "reported-contested", true
		}
		cl.Rules = append(cl.Rules, f.rule)
		if f.carried {
			cl.Rules = append(cl.Rules, "attr.carried")
		}
	}
}

// communicative types are moves that the subject makes in words: who makes
// the move is who says it.
var communicative = map[Type]bool{
	Demand: true, RedLine: true, Condition: true, Offer: true, OfferItem: true, Reject: true, Threat: true, Disapprove: true, Position: true,
	Statement: true, PaceSignal: true, ConcedeSignal: true, MeetingExpected: true, Monitor: true, Retaliation: true, Agenda: true, Rationale: true, Valuation: true,
}

// hedge says how the narrator hedges a clause of his own.
func (d *doc) hedge(c *clause) string {
	t := d.toks
	for i := c.from; i < c.to; i++ {
		switch t[i].low {
		case "apparently", "seemingly", "evidently", "presumably", "arguably":
			return "narrator-inference"
		case "seems", "appears", "seemed", "appeared":
			if i+1 < c.to && (t[i+1].low == "to" || t[i+1].low == "that" || t[i+1].low == "likely" || t[i+1].low == "set" || t[i+1].low == "determined" || t[i+1].low == "ready" || t[i+1].low == "intent" || t[i+1].low == "unlikely" || t[i+1].low == "increasingly" || t[i+1].low == "poised" || t[i+1].low == "willing" || t[i+1].low == "in") {
				return "narrator-inference"
			}
		case "reportedly", "allegedly", "purportedly":
			return "narrator-hedged"
		case "said":
			if i > c.from && i+1 < c.to && classes["be"][t[i-1].low] && t[i+1].low == "to" {
				return "narrator-hedged"
			}
		case "suggests", "suggesting":
			if c.subject == nil && i == c.verb {
				return "narrator-inference"
			}
		}
	}
	return ""
}

// saidOn is the day on which something was said: the day the attribution
// names, else that of the last dated attribution, else nothing.
func (d *doc) saidOn(c *clause) string {
	if c.frame != nil && c.frame.hasTime {
		if from, _ := c.frame.time.resolve(d.pub, pastTense); from != "" {
			d.speechDay = from
			return from
		}
	}
	return d.speechDay
}

// emit makes the claim of a rule that matched, and what hangs on it.
func (d *doc) emit(c *clause, ci int, f found) {
	r := f.rule
	from, to := c.lead, c.to
	cl := d.begin(c, r.typ, from, to, r.id)
	cl.Modality = d.modalityOf(c, f.from)
	cl.Subject.Topic, cl.Subject.Status, cl.Subject.Level = r.topic, r.status, r.level
	cl.Restated = d.restated(c)
	if d.negated(c, f.from) && !negativeByNature[r.typ] && r.id != "round.unset" && r.id != "agenda.out" && !classes["not"][d.toks[f.from].low] {
		cl.Polarity = "-"
	}
	a := aux{clause: ci, from: from, to: to, match: f.from, frame: c.frame}
	d.fillSubject(&cl, c, f)
	if r.id == "act.accuse" {
		cl.Giver = c.frame.party
		cl.Receiver = d.receiver(c, cl.Giver)
	}
	if r.id == "threat.will" && d.toks[f.from].low == "must" {
		cl.Giver, cl.Receiver = c.frame.party, d.receiver(c, c.frame.party)
	}
	switch r.typ {
	case Round:
		d.fillRound(&cl, c, f)
	case MeetingExpected:
		d.fillMeeting(&cl, c)
	case Agreement:
		d.fillAgreement(&cl, c, f)
	case TalksStatus:
		d.fillStatus(&cl, c)
	case PaceSignal:
		if d.joint(c) {
			d.between(&cl, c, c.from, c.to)
		}
		d.fillPace(&cl, c)
	case Background:
		d.fillBackground(&cl, c)
	case Monitor:
		d.fillMonitor(&cl, c)
	case MeasureAct, Threat, Retaliation, Legal, Implement, Commitment:
		if r.typ == MeasureAct {
			d.measureParties(&cl, c)
		}
		d.eventDate(&cl, c)
	case Valuation:
		cl.Giver, cl.Receiver = "", ""
		if c.frame != nil {
			cl.Giver = c.frame.party
			if c.frame.sp.id != "" {
				cl.Giver = c.frame.sp.id
			}
		} else if c.subject != nil && c.subject.kind == aBody {
			cl.Giver = c.subject.id
		}
	case Condition:
		cl.Modality = "conditional"
	case RedLine:
		if r.id == "redline.unless" {
			cl.Modality = "conditional"
		}
	}
	if c.frame == nil && communicative[cl.Type] && cl.DateText == "" && r.typ != MeetingExpected && d.pastClause(c) || r.typ == Dispute && cl.DateText == "" {
		if a, b, text := d.timeWithin(c.from, c.to, pastTense); a != "" && a == b && spokenOn(text) {
			dated(&cl, a, b, text)
			if c.frame == nil && cl.Speaker != "" {
				d.speechDay = a
			}
		}
	}
	if cl.Certainty == "anonymous" && (cl.Modality == "hypothetical" || cl.Modality == "conditional") {
		cl.Certainty = "anonymous-hypothetical"
	}
	d.settle(&cl, c, f)
	d.add(cl, a)
	id := len(d.claims) - 1
	if r.typ == Commitment || r.typ == Demand {
		d.coordinates(id, c, f.from)
	}
	if r.typ == Commitment {
		d.sums(id, c, f.from)
	}
	switch r.typ {
	case Offer:
		d.offer(id, c, ci, f)
	case RedLine, Demand:
		d.pending = id
	case Monitor:
		d.presupposed(id, c)
	}
}

// coordinates parts asks and promises that share a subject but have verbs of
// their own: "will exempt A and accept B" are two promises.
func (d *doc) coordinates(id int, c *clause, k int) {
	t := d.toks
	for i := k + 1; i+3 < c.to; i++ {
		if t[i].low != "and" {
			continue
		}
		v := d.afterAdverbs(i+1, c.to)
		if v < c.to && t[v].low == "to" {
			v = d.afterAdverbs(v+1, c.to)
		}
		if v+2 >= c.to || d.inActor(v) || verbSense[t[v].lem] == nil || !d.governed(k, i) {
			continue
		}
		switch {
		case t[v].form&base != 0 && t[v].form&past == 0 || t[v].lem == "cut" || t[v].lem == "put":
			if t[v-1].low != "to" && !d.verbObject(v, c.to) {
				continue
			}
		case t[v].form == ing && t[i+1].low != "to":
			if !d.gerundBefore(k, i) || !d.verbObject(v, c.to) {
				continue
			}
		default:
			continue
		}
		cl := d.claims[id]
		from, to := d.trim(d.aux[id].from, i)
		d.claims[id].End = t[to-1].end
		d.claims[id].Quote = d.text[d.claims[id].Start:d.claims[id].End]
		d.aux[id].to = to
		_ = from
		vf, vt := d.trim(i+1, c.to)
		cl.Start, cl.End = t[vf].start, t[vt-1].end
		cl.Quote = d.text[cl.Start:cl.End]
		cl.Subject = Subject{Topic: cl.Subject.Topic, Ask: cl.Subject.Ask}
		cl.Rules = append([]string{cl.Rules[0], "act.coordinate"}, cl.Rules[1:]...)
		part := *c
		part.from, part.lead = vf, vf
		d.fillSubject(&cl, &part, found{from: vf, to: vt})
		d.add(cl, aux{clause: d.aux[id].clause, from: vf, to: vt, match: v, frame: c.frame})
		d.coordinates(len(d.claims)-1, &part, v)
		return
	}
}

// sums parts a promise of several sums of money: "$250 billion in investment,
// credit guarantees of the same size and purchases of $44 billion in LNG".
func (d *doc) sums(id int, c *clause, k int) {
	t := d.toks
	end := d.aux[id].to
	type part struct{ from, to int }
	var ps []part
	start := k + 1
	money := 0
	flush := func(e int) {
		for start < e && (t[start].low == "," || t[start].low == "and" || t[start].low == "also") {
			start++
		}
		if e > start {
			ps = append(ps, part{start, e})
			for i := start; i < e; i++ {
				if t[i].low == "$" || t[i].low == "billion" || t[i].low == "trillion" || t[i].low == "million" || strings.HasSuffix(t[i].low, "bn") {
					money++
					break
				}
			}
		}
		start = e
	}
	for i := k + 1; i < end; i++ {
		if t[i].low == "," && t[i].kind == punct || t[i].low == "and" && i+1 < end && (d.amount(i+1, min(i+8, end)) || t[i-1].low == ",") {
			flush(i)
		}
		if relatives[t[i].low] && t[i].low != "as" && t[i].low != "than" {
			end = i
		}
	}
	flush(end)
	if len(ps) < 2 || money < 2 {
		return
	}
	whole := d.claims[id]
	cut := func(cl *Claim, from, to int) {
		from, to = d.trim(from, to)
		cl.Start, cl.End = t[from].start, t[to-1].end
		cl.Quote = d.text[cl.Start:cl.End]
		d.fillQuantity(&cl.Subject, from, to)
	}
	first := &d.claims[id]
	_, to := d.trim(d.aux[id].from, ps[0].to)
	first.End = t[to-1].end
	first.Quote = d.text[first.Start:first.End]
	d.aux[id].to = to
	for _, p := range ps[1:] {
		if p.to-p.from < 2 {
			continue
		}
		cl := whole
		cl.Rules = append([]string{whole.Rules[0], "act.coordinate"}, whole.Rules[1:]...)
		cl.Subject = Subject{Topic: whole.Subject.Topic}
		cut(&cl, p.from, p.to)
		d.add(cl, aux{clause: d.aux[id].clause, from: p.from, to: p.to, match: p.from, frame: c.frame})
	}
}

// governed says whether an infinitive, or a verb after a modal, stands
// between: what a second bare verb can go on with.
func (d *doc) governed(from, to int) bool {
	for i := max(from-3, 0); i < to; i++ {
		if w := d.toks[i].low; modals[w] != "" || w == "to" && d.toks[i+1].form&base != 0 || d.toks[i].form == ing {
			return true
		}
	}
	return false
}

// gerundBefore says whether a gerund stands between two tokens.
func (d *doc) gerundBefore(from, to int) bool {
	for i := from; i < to; i++ {
		if d.toks[i].form == ing {
			return true
		}
	}
	return false
}

// verbObject says whether a word has an object behind it and so is a verb:
// "open the market", and not "trade and work".
func (d *doc) verbObject(v, end int) bool {
	n := &d.toks[v+1]
	if n.kind == number || n.low == "$" || d.actorFrom(v+1) != nil || detWord(n.low) || n.low == "more" || n.low == "up" || n.low == "down" || n.low == "off" {
		return true
	}
	return n.kind == word && !functionWords[n.low] && n.form&(past|third) == 0 && !nounVerbs[d.toks[v].low]
}

// spokenOn says whether an expression of time can be the day of speaking: a
// day of the week, or a date after "on".
func spokenOn(text string) bool {
	low := strings.ToLower(text)
	for w := range weekdays {
		if strings.Contains(low, w) {
			return true
		}
	}
	return strings.HasPrefix(low, "on ") || strings.HasPrefix(low, "yesterday") || strings.HasPrefix(low, "today") || strings.HasPrefix(low, "earlier")
}

// negativeByNature types say no in their own words.
var negativeByNature = map[Type]bool{RedLine: true, Reject: true, PaceSignal: true, Disapprove: true, TalksStatus: true, Dispute: true, Condition: true, Compliance: true}

// add appends a claim.
func (d *doc) add(cl Claim, a aux) {
	d.claims = append(d.claims, cl)
	d.aux = append(d.aux, a)
}

// restated says whether a clause or its attribution marks a repetition.
func (d *doc) restated(c *clause) bool {
	lo := c.from
	if c.frame != nil && c.frame.from < lo && c.from-c.frame.from < 40 {
		lo = c.frame.from
	}
	for i := lo; i < c.to; i++ {
		switch d.toks[i].low {
		case "again", "reiterated", "reiterate", "reiterates", "reiterating", "repeated", "repeatedly", "unchanged", "remains", "reaffirmed", "reaffirms", "restated", "still", "continues":
			return true
		case "change":
			if i > lo && (d.toks[i-1].low == "no" || d.toks[i-1].low == "not") {
				return true
			}
		case "changed":
			if d.negated(c, i) || i > lo+1 && d.toks[i-1].low == "not" {
				return true
			}
		}
	}
	return false
}

// fillSubject reads measures, goods, quantities and the ask.
func (d *doc) fillSubject(cl *Claim, c *clause, f found) {
	from, to := c.lead, c.to
	ids, _ := d.measuresIn(from, to)
	low := " " + d.lower(from, to) + " "
	issuer, on := "US", d.other
	hasTariff := false
	for i := from; i < to; i++ {
		hasTariff = hasTariff || classes["tariff"][d.toks[i].low]
	}
	if len(ids) == 0 && (hasTariff || strings.Contains(low, " measures ")) && on != "" {
		switch {
		case (strings.Contains(low, " these ") || strings.Contains(low, " those ") || strings.Contains(low, " them ")) && len(d.lastMeasures) > 0:
			ids = d.lastMeasures
		case strings.Contains(low, " all ") || strings.Contains(low, " every ") || strings.Contains(low, " entire ") || strings.Contains(low, " series ") || strings.Contains(low, " us tariffs ") || strings.Contains(low, "american tariffs"):
			if cl.Giver != "US" {
				ids = d.allMeasures(issuer, on)
			}
		}
	}
	if len(ids) > 0 && cl.Type != Background && cl.Type != Offer {
		cl.Subject.Measures = ids
	}
	if len(ids) > 0 {
		d.lastMeasures = ids
	}
	d.fillGoods(&cl.Subject, d.goodsIn(from, to))
	if cl.Subject.Topic == "" {
		cl.Subject.Topic = topicOf(low, hasTariff, cl.Type)
	}
	if cl.Type == Demand || cl.Type == RedLine || cl.Type == Reject {
		cl.Subject.Ask = askOf(d.toks[f.from:to])
	}
	d.fillQuantity(&cl.Subject, from, to)
}

// fillGoods sets goods with their tariff lines and sectors.
func (d *doc) fillGoods(s *Subject, goods []string) {
	s.Goods = goods
	for _, g := range goods {
		good := d.reg.good[g]
		for _, h := range good.HTS {
			s.HTS = appendNew(s.HTS, h)
		}
		for _, x := range good.Sectors {
			s.Sectors = appendNew(s.Sectors, x)
		}
	}
}

// topicWords give the topic of a claim from its words, first match wins.
var topicWords = []struct{ word, topic string }{
	{"exchange rate", "exchange rate"}, {"exchange rates", "exchange rate"}, {"currency", "exchange rate"}, {"currencies", "exchange rate"}, {" yen ", "exchange rate"}, {"foreign exchange", "exchange rate"}, {" won ", "exchange rate"},
	{"credit rating", "US sovereign rating"}, {"downgrade", "US sovereign rating"},
	{"export control", "export controls"}, {"export curb", "export controls"}, {"rare earth", "export controls"},
	{"digital services tax", "digital services tax"}, {"digital tax", "digital services tax"}, {"digital", "digital rules"},
	{"inspection", "standards"}, {"standards", "standards"}, {"certification", "standards"}, {"non tariff", "non-tariff barriers"}, {"regulations", "standards"},
	{"quota", "quota"}, {"invest", "investment"}, {"shipbuilding", "cooperation"}, {"security", "security"}, {"defence", "defence"}, {"defense", "defence"},
}

// topicOf gives the topic of a clause.
func topicOf(low string, tariff bool, t Type) string {
	if strings.Contains(low, "digital services tax") || strings.Contains(low, " digital tax") {
		return "digital services tax"
	}
	if tariff && !strings.Contains(low, "exchange rate") && !strings.Contains(low, "currenc") {
		return "tariff"
	}
	for _, w := range topicWords {
		if strings.Contains(low, w.word) {
			return w.topic
		}
	}
	switch {
	case strings.Contains(low, " imports ") || strings.Contains(low, " buy ") || strings.Contains(low, " purchase"):
		return "purchase"
	case strings.Contains(low, " market ") || strings.Contains(low, " access "):
		return "market access"
	case strings.Contains(low, " talks ") || strings.Contains(low, " negotiations ") || strings.Contains(low, " deal ") || strings.Contains(low, " agreement "):
		return "trade talks"
	}
	if t == RedLine || t == Demand || t == Disapprove || t == MeasureAct || t == Threat {
		return "tariff"
	}
	return "trade talks"
}

// asks give the plain name of what is asked.
var asks = map[string]string{
	"remove": "remove", "removal": "remove", "removed": "remove", "eliminate": "remove", "elimination": "remove", "eliminated": "remove", "abolish": "remove", "abolition": "remove",
	"scrap": "remove", "scrapping": "remove", "scrapped": "remove", "lift": "remove", "lifting": "remove", "lifted": "remove", "withdraw": "remove", "withdrawal": "remove", "drop": "remove", "revoke": "remove", "cancel": "remove", "repeal": "remove", "end": "remove", "waive": "remove",
	"reduce": "reduce", "reduction": "reduce", "cut": "reduce", "cuts": "reduce", "lower": "reduce", "halve": "reduce", "ease": "reduce", "relax": "reduce", "lowered": "reduce",
	"exempt": "exempt", "exemption": "exempt", "exemptions": "exempt", "exclude": "exempt", "exclusion": "exempt", "spare": "exempt", "exempted": "exempt",
	"review": "review", "revise": "review", "reexamine": "review", "reconsider": "review", "revision": "review", "rethink": "review",
	"suspend": "suspend", "suspension": "suspend", "pause": "suspend", "delay": "suspend", "extend": "extend", "extension": "extend",
	"open": "open market", "access": "open market", "buy": "buy", "purchase": "buy", "invest": "invest", "concession": "concede", "concessions": "concede",
}

// askOf gives the strongest ask of a row of words.
func askOf(toks []token) string {
	rank := map[string]int{"remove": 6, "exempt": 5, "reduce": 4, "suspend": 3, "extend": 3, "open market": 3, "buy": 3, "invest": 3, "review": 2, "concede": 1}
	best := ""
	for _, t := range toks {
		a := asks[t.low]
		if a == "" && t.form != 0 {
			a = asks[t.lem]
		}
		if a != "" && rank[a] > rank[best] {
			best = a
		}
	}
	return best
}

// link marks claims said twice, and ties reasons and conditions to what they
// belong to.
func (d *doc) link() {
	for i := range d.claims {
		c := &d.claims[i]
		if c.Type != Demand && c.Type != RedLine && c.Type != Disapprove || c.DuplicateOf != "" {
			continue
		}
		for k := 0; k < i; k++ {
			e := &d.claims[k]
			if e.Type == c.Type && e.Giver == c.Giver && e.Receiver == c.Receiver && e.Subject.Topic == c.Subject.Topic && e.Subject.Ask == c.Subject.Ask && e.Modality == c.Modality && sharesMeasure(e, c) {
				c.DuplicateOf = "#" + itoa(k)
				break
			}
		}
	}
}

func sharesMeasure(a, b *Claim) bool {
	if len(a.Subject.Measures) == 0 || len(b.Subject.Measures) == 0 {
		return len(a.Subject.Measures) == len(b.Subject.Measures)
	}
	for _, x := range a.Subject.Measures {
		for _, y := range b.Subject.Measures {
			if x == y {
				return true
			}
		}
	}
	return false
}

// number puts the claims in the order of the text and gives them their ids;
// references between claims and from flags follow.
func (d *doc) number() {
	order := make([]int, len(d.claims))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &d.claims[order[a]], &d.claims[order[b]]
		if x.Start != y.Start {
			return x.Start < y.Start
		}
		return x.End > y.End
	})
	id := make([]string, len(d.claims))
	for n, i := range order {
		s := itoa(n + 1)
		if len(s) < 2 {
			s = "0" + s
		}
		id[i] = "c" + s
	}
	ref := func(s string) string {
		if i, err := strconv.Atoi(strings.TrimPrefix(s, "#")); err == nil && strings.HasPrefix(s, "#") && i < len(id) {
			return id[i]
		}
		return s
	}
	sorted := make([]Claim, len(order))
	for n, i := range order {
		c := d.claims[i]
		c.ID = id[i]
		c.Parent, c.DuplicateOf = ref(c.Parent), ref(c.DuplicateOf)
		sorted[n] = c
	}
	d.claims = sorted
	for i := range d.flags {
		d.flags[i].Claim = ref(d.flags[i].Claim)
	}
	sort.SliceStable(d.flags, func(a, b int) bool { return d.flags[a].Start < d.flags[b].Start })
}
