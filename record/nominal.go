package record

// nominals finds moves that a clause names as things beside its own: "the
// U.S. demand for concessions", "the agreement struck in Washington on July
// 30".
func (d *doc) nominals(c *clause, ci int) {
	t := d.toks
	for i := c.lead + 1; i+1 < c.to; i++ {
		switch {
		case t[i].act == sAsk && t[i+1].kind == word && (t[i+1].low == "for" || t[i+1].low == "that" || t[i+1].low == "to"):
			d.nominalAsk(c, ci, i)
		case t[i].thing == tDeal && t[i+1].form&part != 0 && sealed[t[i+1].lem] && !d.ofAccord:
			d.nominalDeal(c, ci, i)
		}
	}
}

// sealed are the verbs of a deal that was made.
var sealed = setOf("sign strike reach agree conclude seal clinch announce release issue ink")

// nominalAsk reads an ask as a noun at i with whose it is before it.
func (d *doc) nominalAsk(c *clause, ci, i int) {
	t := d.toks
	who := d.actorEnding(i)
	if who == nil && i > c.from && t[i-1].low == "'s" {
		who = d.actorEnding(i - 1)
	}
	if who == nil || d.partyOf(who) == "" || t[i].form&(past|part) != 0 {
		return
	}
	for k := range d.claims {
		if a := d.aux[k]; a.clause == ci && d.claims[k].Type == Demand && (a.match == i || d.claims[k].Giver == d.reg.Bloc(who.party)) {
			return // the clause itself asks it
		}
	}
	end := i + 1
	for end < c.to && (t[end].kind != punct || t[end].low == "$" || t[end].low == "%") && !(t[end].form&finite != 0 && !d.inActor(end) && end > i+2 && (auxiliaries[t[end].low] != 0 || t[end].form&base == 0) && t[i+1].low != "that") {
		end++
	}
	cl := d.begin(c, Demand, who.from, end, "nominal.ask")
	cl.Giver = d.reg.Bloc(d.partyOf(who))
	cl.Receiver = d.across(cl.Giver)
	cl.Modality, cl.Polarity = "actual", "+"
	if c.frame == nil {
		cl.Speaker, cl.Role, cl.Attribution, cl.Certainty = "", "", "narrator", "asserted"
	}
	d.fillSubject(&cl, c, found{from: who.from, to: end})
	d.add(cl, aux{clause: ci, from: who.from, to: end, match: i, frame: c.frame})
}

// nominalDeal reads a deal as a noun at i with the participle that says it
// was made and a time or place behind it. It is told once a story, and not
// where a claim of the same clause tells it.
func (d *doc) nominalDeal(c *clause, ci, i int) {
	t := d.toks
	for k := range d.claims {
		if d.claims[k].Type == Agreement && (d.aux[k].clause == ci || d.claims[k].Subject.Register != "") {
			return
		}
	}
	if j := i + 1; j+1 >= c.to || !(prepositions[t[j+1].low] || t[j+1].low == "there" || t[j+1].low == "last") {
		return
	}
	dated := false
	end := i + 2
	for end < c.to && end < i+14 && t[end].kind == word || end < c.to && t[end].kind == number {
		if t[end].form&finite != 0 && auxiliaries[t[end].low] != 0 && !(t[end].cap && months[t[end].low] != 0) || relatives[t[end].low] {
			break
		}
		if n, e := timeAt(t, end, c.to); n > 0 && e.kind != nowTime {
			dated = true
			end += n
			continue
		}
		end++
	}
	if !dated && t[i+2].low != "there" {
		return
	}
	from := i
	for from > c.from && t[from-1].kind == word && t[from].low != "the" && t[from].low != "a" && !prepositions[t[from-1].low] && !relatives[t[from-1].low] && (t[from-1].form&(past|third) == 0 || d.nounBefore(from-1)) && auxiliaries[t[from-1].low] == 0 && !(d.at[from-1] != 0 && !d.actors[d.at[from-1]-1].attrib) && t[from-1].low != "and" && t[from-1].low != "under" && t[from-1].low != "percent" && !(t[from-1].form&base != 0 && from-1 > c.from && (auxiliaries[t[from-2].low] != 0 || t[from-2].low == "to")) {
		from--
	}
	cl := d.begin(c, Agreement, from, end, "nominal.deal")
	if d.other != "" {
		cl.Giver, cl.Receiver = d.other, d.across(d.other)
	}
	cl.Modality, cl.Polarity = "actual", "+"
	cl.Attribution, cl.Certainty, cl.Speaker, cl.Role = "narrator", "asserted", "", ""
	sub := *c
	sub.from, sub.to, sub.lead = from, end, from
	g, r := cl.Giver, cl.Receiver
	d.fillAgreement(&cl, &sub, found{from: from, to: end})
	cl.Giver, cl.Receiver = g, r
	d.ofAccord = true
	d.add(cl, aux{clause: ci, from: from, to: end, match: i, frame: c.frame})
}
