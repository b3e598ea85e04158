package record

import "strings"

// rationale reads a clause of reason and ties it to the claim it supports.
func (d *doc) rationale(cs []clause, ci int) {
	c := &cs[ci]
	if c.conn == "since" && d.startsTime(c) {
		d.nounAgreement(c, ci)
		d.refs(c, ci)
		return
	}
	strong := false
	for _, k := range []int{ci + 1, ci - 1} {
		if k >= 0 && k < len(cs) && cs[k].sent == c.sent {
			strong = true
		}
	}
	if !strong {
		d.refs(c, ci)
		return
	}
	cl := d.begin(c, Rationale, c.from, c.to, "rationale."+c.conn)
	if c.frame == nil {
		for _, k := range []int{ci + 1, ci - 1} {
			if k >= 0 && k < len(cs) && cs[k].sent == c.sent && cs[k].frame != nil {
				d.voice(&cl, &cs[k])
				cl.Giver = d.reg.Bloc(d.giver(&cs[k]))
			}
		}
	}
	if c.frame == nil && cl.Speaker == "" {
		return // the narrator's own reasons are no claims
	}
	if c.frame != nil && c.frame.party != "" {
		cl.Giver = d.reg.Bloc(c.frame.party)
	}
	cl.Receiver = ""
	d.fillGoods(&cl.Subject, d.goodsIn(c.from, c.to))
	cl.Subject.Topic = topicOf(" "+d.lower(c.from, c.to)+" ", false, Rationale)
	if len(cl.Subject.Goods) > 0 {
		cl.Subject.Topic = d.reg.good[cl.Subject.Goods[0]].Name
	}
	cl.Modality = "actual"
	d.add(cl, aux{clause: ci, from: c.from, to: c.to, match: c.from, frame: c.frame})
}

// startsTime says whether "since" opens a time and not a reason.
func (d *doc) startsTime(c *clause) bool {
	for i := c.from; i < c.to && i < c.from+3; i++ {
		if n, _ := timeAt(d.toks, i, c.to); n > 0 {
			return true
		}
	}
	for i := c.from; i < c.to; i++ {
		w := d.toks[i]
		if w.lem == "agree" || w.lem == "sign" || w.lem == "reach" || w.lem == "strike" || classes["deal"][w.low] || w.lem == "take" || w.lem == "begin" {
			return true
		}
	}
	return false
}

// nounAgreement finds an agreement that a phrase names as a thing: "the
// announcement of a truce between China and the US", "since Beijing and
// Washington agreed to a truce".
func (d *doc) nounAgreement(c *clause, ci int) {
	t := d.toks
	for i := c.from; i < c.to; i++ {
		if !classes["deal"][t[i].low] {
			continue
		}
		ps := map[string]bool{}
		for _, a := range d.within(c.from, c.to) {
			if a.party != "" && !a.place {
				ps[d.reg.Bloc(a.party)] = true
			}
		}
		if len(ps) < 2 {
			continue
		}
		agreed := false
		for k := c.from; k < i; k++ {
			switch t[k].lem {
			case "agree", "reach", "sign", "strike", "announce", "conclude", "seal":
				agreed = true
			}
		}
		between := i+1 < c.to && (t[i+1].low == "between" || t[i+1].low == "with" || t[i+1].low == "of")
		if !agreed && !between {
			continue
		}
		from := i
		for from > c.from && t[from-1].kind == word && !prepositions[t[from-1].low] && t[from-1].low != c.conn {
			from--
		}
		to := c.to
		for k := i + 1; k < c.to; k++ {
			if t[k].low == "," {
				to = k
				break
			}
		}
		if agreed && !between {
			from = c.lead
			if t[from].low == c.conn && from+1 < to {
				from++
			}
		}
		cl := d.begin(c, Agreement, from, to, "agreement.noun")
		cl.Modality = "actual"
		sub := *c
		sub.from, sub.to, sub.lead = from, to, from
		d.fillAgreement(&cl, &sub, found{from: from, to: to})
		d.add(cl, aux{clause: ci, from: from, to: to, match: i, frame: c.frame})
		return
	}
}

// speechSubject says whether the verb of a clause is one of naming or saying.
func (d *doc) speechSubject(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		if d.toks[i].form != 0 && (sayThat[d.toks[i].lem] || sayOnlyThat[d.toks[i].lem] || d.toks[i].lem == "name" || d.toks[i].lem == "list" || d.toks[i].lem == "cite" || d.toks[i].lem == "call") {
			return true
		}
	}
	return false
}

func appendAll(s, more []string) []string {
	s = append([]string(nil), s...)
	for _, x := range more {
		s = appendNew(s, x)
	}
	return s
}

// statement makes a claim of words that only say something: quoted words, or
// a claim the narrator contests.
func (d *doc) statement(c *clause, ci int) {
	cl := d.begin(c, Statement, c.from, c.to, "statement.said")
	if c.frame.contest {
		cl.Rule, cl.Rules[0] = "statement.contested", "statement.contested"
		cl.Date = ""
		if c.frame.hasTime {
			cl.Date = d.saidOn(c)
		}
	}
	cl.Giver = d.reg.Bloc(c.frame.party)
	if cl.Giver == "" {
		cl.Giver = d.reg.Bloc(d.giver(c))
	}
	cl.Receiver = d.receiver(c, cl.Giver)
	low := " " + d.lower(c.from, c.to) + " "
	if strings.Contains(low, " countries ") || strings.Contains(low, " partners ") || strings.Contains(low, " nations ") {
		cl.Receiver = "*"
	}
	cl.Modality = d.modalityOf(c, c.to)
	cl.Subject.Topic = topicOf(low, strings.Contains(low, " tariff"), Statement)
	if cl.Receiver == "*" {
		cl.Subject.Topic = "partners' willingness"
	}
	d.add(cl, aux{clause: ci, from: c.from, to: c.to, match: c.from, frame: c.frame})
}
