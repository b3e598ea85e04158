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
	if cl.Giver == "" && (twoSided[typ] || typ == Position && d.joint(c)) && d.other != "" {
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
	if d.inUnit {
		return
	}
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

// negativeByNature types say no in their own words.
var negativeByNature = map[Type]bool{RedLine: true, Reject: true, PaceSignal: true, Disapprove: true, TalksStatus: true, Dispute: true, Condition: true, Compliance: true}

// add appends a claim.
func (d *doc) add(cl Claim, a aux) {
	d.claims = append(d.claims, cl)
	d.aux = append(d.aux, a)
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
