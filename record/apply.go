package record

import "strings"

// aux is what the checks need to know of a claim beside its fields.
type aux struct {
	clause   int
	from, to int  // tokens of the quote
	match    int  // token at which the rule matched
	dead     bool // taken back
	frame    *frame
}

// traced is told of each clause before it is read; for tests.
var traced func(*doc, *clause)

// apply turns clauses into claims.
func (d *doc) apply(cs []clause) {
	for i := range cs {
		n := len(d.claims)
		d.cands, d.taken = nil, false
		d.applyTo(cs, i)
		if !d.taken {
			d.weigh(cs, i, n)
		}
	}
	d.bury()
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
	if d.asked(c) {
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
	if f := c.frame; f != nil && (f.verb == "hope" || f.verb == "expect" || f.verb == "express") && d.foreign(c) && d.insisted(c, i) {
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
	d.cands = d.candidates(c)
	for _, f := range d.cands {
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
	d.taken = true
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
