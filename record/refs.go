package record

import (
	"sort"
	"strings"
)

// refs makes a claim of each measure that the clause names for the first
// time in the article.
func (d *doc) refs(c *clause, ci int) {
	_, ms := d.measuresIn(c.from, c.to)
	if len(ms) == 0 || d.silent(c) {
		return
	}
	var last *Claim
	if n := len(d.claims); n > 0 && d.aux[n-1].clause == ci {
		last = &d.claims[n-1]
		switch last.Type {
		case MeasureAct, Threat, Retaliation, Commitment, Agreement, Legal:
			for _, m := range ms {
				for _, k := range d.refKeys(&m, c, last) {
					d.refSeen[k] = true
				}
			}
			return
		}
	}
	var asked *Claim
	for i := len(d.claims) - 1; i >= 0 && d.aux[i].clause == ci; i-- {
		if d.claims[i].Type == Demand {
			asked = &d.claims[i]
		}
	}
	for i := range ms {
		m := &ms[i]
		issuer, payer := d.refParties(m, c, asked)
		if issuer == "" || len(m.ids) == 0 && last != nil && (last.Type == Offer || last.Type == OfferItem || last.Type == Background) {
			continue
		}
		if d.issuer == "" {
			d.issuer, d.payer = issuer, payer
		}
		fresh := false
		for _, k := range d.refKeys(m, c, asked) {
			fresh = fresh || !d.refSeen[k]
			d.refSeen[k] = true
		}
		if !fresh {
			continue
		}
		cl := d.begin(c, MeasureRef, m.from, m.to, m.rule)
		if s := c.subject; c.frame == nil && s != nil && s.kind == aPerson && d.speechSubject(c) {
			cl.Speaker, cl.Role, cl.Attribution = d.nameOf(*s), s.role, "indirect"
		}
		cl.Giver, cl.Receiver = issuer, payer
		cl.Certainty, cl.Modality = "presupposed", "actual"
		cl.Subject.Topic, cl.Subject.Measures = "tariff", m.ids
		for _, id := range m.ids {
			d.fillGoods(&cl.Subject, appendAll(cl.Subject.Goods, d.reg.measure[id].Goods))
		}
		if len(m.ids) == 0 {
			d.fillGoods(&cl.Subject, m.goods)
			cl.Date = ""
		} else {
			cl.Date = d.measureDate(m.ids)
			cl.Rules = append(cl.Rules, "date.register")
		}
		d.lastMeasures = appendAll(nil, d.lastMeasures)
		d.add(cl, aux{clause: ci, from: m.from, to: m.to, match: m.from, frame: c.frame})
	}
	// "these measures" of the next sentence means all that this one named.
	var all []string
	for _, m := range ms {
		all = appendAll(all, m.ids)
	}
	if len(all) > 0 {
		d.lastMeasures = all
	}
}

// refParties gives whose measure a mention is and whose goods pay it. A
// measure of the register has its issuer; for another it is the party named
// before it, the one that is asked to undo it, or the one across from the
// party whose goods are named.
func (d *doc) refParties(m *measureMention, c *clause, asked *Claim) (issuer, payer string) {
	payer = m.payer
	switch {
	case len(m.ids) > 0:
		issuer = d.reg.measure[m.ids[0]].Issuer
		if payer != d.other && payer != d.base {
			payer = ""
		}
	case m.issuer != "":
		issuer = m.issuer
	case d.owned(m.from) && c.subject != nil && c.subject.party != "":
		issuer = d.reg.Bloc(c.subject.party)
	case asked != nil && asked.Giver != asked.Receiver && asked.Receiver != "*":
		issuer = asked.Receiver
	case payer != "":
		issuer = d.across(payer)
	}
	if payer == "" || payer == issuer {
		payer = d.across(issuer)
	}
	return issuer, payer
}

// owned says whether a possessive pronoun stands just before token i.
func (d *doc) owned(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch d.toks[k].low {
		case "its", "their", "our":
			return true
		}
		if d.toks[k].kind == punct && !percentMark[d.toks[k].low] {
			return false
		}
	}
	return false
}

// refKeys are what makes a mention the same measure as one before: the ids of
// the register, else the issuer with the goods.
func (d *doc) refKeys(m *measureMention, c *clause, asked *Claim) []string {
	if len(m.ids) > 0 {
		return m.ids
	}
	issuer, _ := d.refParties(m, c, asked)
	return []string{issuer + ":" + strings.Join(m.goods, "+")}
}

// refit reads goods and amounts again from the words of each claim, so that
// those of the next promise in the clause do not stay with one whose quote was
// cut.
func (d *doc) refit() {
	for i := range d.claims {
		c := &d.claims[i]
		switch c.Type {
		case OfferItem, MeasureRef, Offer:
			continue
		}
		from := sort.Search(len(d.toks), func(k int) bool { return d.toks[k].start >= c.Start })
		to := sort.Search(len(d.toks), func(k int) bool { return d.toks[k].end > c.End })
		if to-from < 3 {
			continue
		}
		s := &c.Subject
		if s.Goods != nil {
			s.Goods, s.HTS, s.Sectors = nil, nil, nil
			d.fillGoods(s, d.goodsIn(from, to))
		}
		if s.Quantity != "" {
			s.Quantity, s.Value, s.Unit = "", 0, ""
			d.fillQuantity(s, from, to)
		}
	}
}
