package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// watcher sees the evidence of each decision and decides instead of the table;
// for estimating the table.
type watcher struct {
	clause  func(d *doc, c *clause, pieces []string) Type
	unit    func(d *doc, c *clause, u *unit, pieces []string) Type
	parties func(d *doc, cl *Claim, givers, receivers []candidate, reach []string)
}

// weighRules name the types that the evidence decides.
var weighRules = func() map[Type]*compiledRule {
	m := map[Type]*compiledRule{}
	for _, c := range typeCodes[1:] {
		r := rule{id: "evidence." + c.code, typ: c.typ}
		switch c.typ {
		case TalksStatus:
			r.topic = "trade talks"
		case Round:
			r.topic, r.status = "trade talks", "held"
		case MeetingExpected:
			r.topic, r.status = "trade talks", "planned"
		case Agenda:
			r.status = "in"
		case Threat, MeasureAct, MeasureRef, Retaliation:
			r.topic = "tariff"
		}
		m[c.typ] = &compiledRule{rule: &r}
	}
	return m
}()

// weigh looks again at what the rules made of clause i, whose claims begin at
// n: the evidence may say that its type is another, that it is no claim, or
// that it is one where the rules are silent. Then it looks for claims inside
// the clause.
func (d *doc) weigh(cs []clause, i, n int) {
	if d.table == nil && d.watch == nil {
		return
	}
	c := &cs[i]
	main, listed := d.mainClaim(c, n)
	if listed {
		return
	}
	rule, before := "", d.lastType
	if main >= 0 {
		rule, d.lastType = d.claims[main].Rule, d.claims[main].Type
	} else if !c.sub {
		d.lastType = ""
	}
	typ, pieces := d.decide(func(e *evidence) { e.ofClause(c, i, len(cs), rule, before) })
	switch {
	case d.watch != nil:
		typ = d.watch.clause(d, c, pieces)
	case d.asked(c) || d.sport(c) || d.untold(c) || partyMoves[typ] && (d.outsider(c) || d.outsideHead(c)):
		typ = "" // a question and a match tell nothing; who has no part in the talks makes no move
	case main >= 0 && d.claims[main].Contested:
		typ = d.claims[main].Type // what the story contradicts stays what somebody said
	}
	switch {
	case main >= 0 && d.claims[main].Type == typ:
		d.settleParties(main, c)
	case typ == "":
		if main >= 0 {
			d.drop(main)
			main = -1
		}
	default:
		if main >= 0 {
			d.drop(main)
		}
		main = len(d.claims)
		why := d.because(typ)
		at := max(c.verb, c.main)
		d.emit(c, i, found{rule: weighRules[typ], from: at, to: at + 1})
		d.claims[main].Evidence = why
		d.settleParties(main, c)
		d.refs(c, i)
	}
	if main >= 0 {
		d.lastPair = [2]string{d.claims[main].Giver, d.claims[main].Receiver}
	}
	if d.watch != nil || !d.silent(c) {
		d.weighUnits(c, i, n, main)
	}
	if c.frame != nil && c.frame.party != "" {
		d.lastSpoke = c.frame.party
	} else if main >= 0 && c.subject != nil && communicative[d.claims[main].Type] {
		if p := d.partyOf(c.subject); p != "" {
			d.lastSpoke = p
		}
	}
}

// partyMoves are types that only a party can make a claim of.
var partyMoves = map[Type]bool{
	Demand: true, RedLine: true, Condition: true, Offer: true, OfferItem: true, ConcedeSignal: true, Reject: true, PaceSignal: true, Threat: true,
	Retaliation: true, Commitment: true, Position: true, Agreement: true, Round: true, MeetingExpected: true,
}

// outsideHead says whether the subject of a clause is somebody without a part
// in the talks, whoever says so: "consumers reject the idea".
func (d *doc) outsideHead(c *clause) bool {
	stop := c.verb
	if stop <= c.main {
		stop = c.to
	}
	h := d.headOf(c.main, stop)
	return h >= 0 && outsiders[d.toks[h].low]
}

// mainClaim gives the claim of a clause that has all of its words, or -1, among
// those from n on; listed says that the clause is a list of what is offered.
func (d *doc) mainClaim(c *clause, n int) (main int, listed bool) {
	for k := n; k < len(d.claims); k++ {
		a := &d.aux[k]
		switch d.claims[k].Type {
		case OfferItem:
			return -1, true
		case MeasureRef:
		default:
			if (a.from == c.lead || a.from == c.from || a.from == c.main) && a.to <= c.to {
				return k, false
			}
		}
	}
	return -1, false
}

// decide sums the points of what is said for each type and gives the type
// that has most; pieces are what was said, when somebody watches.
func (d *doc) decide(evid func(*evidence)) (typ Type, pieces []string) {
	e := evidence{d: d, hits: d.hits[:0], watch: d.watch != nil}
	if d.table != nil {
		e.index = &d.table.types
	}
	evid(&e)
	d.hits = e.hits
	if d.table == nil {
		return "", e.pieces
	}
	var sum [nTypes]int32
	for _, h := range e.hits {
		for k, p := range &d.table.typeRows[h] {
			sum[k] += int32(p)
		}
	}
	best := 0
	for k := range sum {
		if sum[k] > sum[best] {
			best = k
		}
	}
	return typeCodes[best].typ, e.pieces
}

// because lists the three pieces that speak most for a type in the decision
// at hand, beyond what they say for the mean of all types.
func (d *doc) because(typ Type) []string {
	if d.table == nil {
		return nil
	}
	col := typeColumn[typ]
	const most = 3
	var top [most]struct {
		piece int32
		worth int
	}
	for i, h := range d.hits {
		if slices.Contains(d.hits[:i], h) {
			continue // said twice
		}
		row := &d.table.typeRows[h]
		all := 0
		for _, p := range row {
			all += int(p)
		}
		w := int(row[col]) - all/nTypes
		for k := range top {
			if w > top[k].worth {
				copy(top[k+1:], top[k:most-1])
				top[k].piece, top[k].worth = h, w
				break
			}
		}
	}
	var out []string
	for _, x := range top {
		if x.worth > 0 {
			out = append(out, fmt.Sprintf("%s %+.2f", d.table.types.names[x.piece], float64(x.worth)/100))
		}
	}
	return out
}

// weighUnits looks for claims inside a clause, beside its main one: measures
// it refers to, relative clauses, second verbs, items of lists.
func (d *doc) weighUnits(c *clause, i, n, main int) {
	var of Type
	if main >= 0 {
		of = d.claims[main].Type
	}
	for k := n; k < len(d.claims); k++ {
		if a := &d.aux[k]; d.claims[k].Type == MeasureRef && !a.dead && a.from >= c.from && a.to <= c.to {
			u := d.unitOn(c, "ref", a.from, a.to, -1, nil)
			u.rule = d.claims[k].Rule
			switch d.weighUnit(&u, c, of) {
			case "":
				d.drop(k)
			case MeasureRef:
				d.settleParties(k, &u.clause)
			}
		}
	}
	d.units = d.unitsOf(c, d.units[:0])
	for k := range d.units {
		u := &d.units[k]
		if d.claimed(u, n, main) {
			continue
		}
		typ := d.weighUnit(u, c, of)
		if typ == "" || d.watch == nil && (typ == of && sayingTheSame[u.kind] || typ == MeasureRef && d.referred(u, c)) {
			continue
		}
		d.emitUnit(u, c, i, main, typ)
	}
}

// referred says whether a stretch names a measure of the register that the
// story has named before: it is referred to once.
func (d *doc) referred(u *unit, c *clause) bool {
	_, ms := d.measuresIn(u.from, u.to)
	if len(ms) == 0 || len(ms[0].ids) == 0 {
		return false
	}
	for _, k := range d.refKeys(&ms[0], c, nil) {
		if !d.refSeen[k] {
			return false
		}
	}
	return true
}

// sayingTheSame are stretches that say what their clause says when they are of
// its type: "asked Hanoi to lower duties" is one ask, and "to lower duties" no
// second.
var sayingTheSame = map[string]bool{"to": true, "content": true, "item0": true}

// weighUnit decides the type of a stretch inside a clause.
func (d *doc) weighUnit(u *unit, c *clause, of Type) Type {
	typ, pieces := d.decide(func(e *evidence) { e.ofUnit(u, c, of) })
	if d.watch != nil {
		typ = d.watch.unit(d, c, u, pieces)
	}
	return typ
}

// claimed says whether a claim of the clause other than its main one has most of
// the words of a unit.
func (d *doc) claimed(u *unit, n, main int) bool {
	start, end := d.toks[u.from].start, d.toks[u.to-1].end
	for j := n; j < len(d.claims); j++ {
		if j == main || d.aux[j].dead {
			continue
		}
		a, b := d.claims[j].Start, d.claims[j].End
		if both := min(b, end) - max(a, start); both*2 >= max(b, end)-min(a, start) {
			return true
		}
	}
	return false
}

// emitUnit makes the claim of a stretch inside clause i. One of the type of
// the main claim has its voice and parties, and the main claim ends before it.
func (d *doc) emitUnit(u *unit, c *clause, i, main int, typ Type) {
	t := d.toks
	why := d.because(typ)
	at := max(u.verb, u.from)
	d.inUnit = true
	id := len(d.claims)
	d.emit(&u.clause, i, found{rule: weighRules[typ], from: at, to: at + 1})
	d.inUnit = false
	cl := &d.claims[id]
	cl.Evidence = why
	if main >= 0 && (typ == d.claims[main].Type || typ == OfferItem) {
		m := &d.claims[main]
		cl.Giver, cl.Receiver = m.Giver, m.Receiver
		cl.Speaker, cl.Role, cl.Attribution, cl.Certainty, cl.Modality, cl.Date = m.Speaker, m.Role, m.Attribution, m.Certainty, m.Modality, m.Date
		if typ == OfferItem && m.Type == Offer {
			cl.Parent = "#" + itoa(main)
		}
		if start := t[u.from].start; m.End > start && (start-m.Start)*2 > t[u.to-1].end-start {
			from := d.aux[main].from
			_, to := d.trim(from, u.from)
			if to > from+1 && t[to-1].low == "and" {
				_, to = d.trim(from, to-1)
			}
			m.End = t[to-1].end
			m.Quote = d.text[m.Start:m.End]
			d.aux[main].to = to
		}
	}
	if typ == MeasureRef {
		d.fillRef(cl, u, c)
	}
	d.settleParties(id, &u.clause)
}

// fillRef resolves a phrase that names a measure.
func (d *doc) fillRef(cl *Claim, u *unit, c *clause) {
	cl.Certainty, cl.Modality = "presupposed", "actual"
	_, ms := d.measuresIn(u.from, u.to)
	if len(ms) == 0 {
		return
	}
	m := &ms[0]
	if g, r := d.refParties(m, c, nil); g != "" {
		cl.Giver, cl.Receiver = g, r
	}
	cl.Subject.Topic, cl.Subject.Measures = "tariff", m.ids
	if len(m.ids) > 0 {
		cl.Date = d.measureDate(m.ids)
	}
	for _, k := range d.refKeys(m, c, nil) {
		d.refSeen[k] = true
	}
}

// drop takes claim k back, and what hangs on it.
func (d *doc) drop(k int) {
	d.aux[k].dead = true
	ref := "#" + itoa(k)
	for j := k + 1; j < len(d.claims); j++ {
		if d.claims[j].Parent == ref {
			d.aux[j].dead = true
		}
	}
	if d.pending == k {
		d.pending = -1
	}
	if d.lastOffer == k {
		d.lastOffer = -1
	}
}

// bury takes out the claims that were dropped and numbers references anew.
func (d *doc) bury() {
	to := make([]int, len(d.claims))
	n := 0
	for k := range d.claims {
		to[k] = -1
		if !d.aux[k].dead {
			to[k] = n
			n++
		}
	}
	if n == len(d.claims) {
		return
	}
	ref := func(s string) string {
		k, err := strconv.Atoi(strings.TrimPrefix(s, "#"))
		switch {
		case err != nil || !strings.HasPrefix(s, "#"):
			return s
		case to[k] < 0:
			return ""
		}
		return "#" + itoa(to[k])
	}
	for k := range d.claims {
		if to[k] < 0 {
			continue
		}
		c := d.claims[k]
		c.Parent, c.DuplicateOf = ref(c.Parent), ref(c.DuplicateOf)
		d.claims[to[k]], d.aux[to[k]] = c, d.aux[k]
	}
	d.claims, d.aux = d.claims[:n], d.aux[:n]
}
