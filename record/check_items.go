package record

import (
	"fmt"
	"strings"
)

// checkDirection asks whether the giver of an item can give it: nobody can
// change the other side's rules, nor promise to buy his own goods.
func (d *doc) checkDirection(i int) {
	c, a := &d.claims[i], &d.aux[i]
	t := d.toks
	if c.Giver == "" || c.Receiver == "" {
		return
	}
	for k := a.from; k < a.to; k++ {
		ac := d.actorFrom(k)
		if ac == nil || ac.kind != aParty || ac.place {
			continue
		}
		who := d.reg.Bloc(ac.party)
		head := -1
		for j := ac.to; j < a.to && j < ac.to+4; j++ {
			if t[j].kind != word || functionWords[t[j].low] || t[j].low == "cars" || t[j].low == "vehicles" || t[j].low == "products" || t[j].low == "goods" {
				break
			}
			if rules[t[j].low] {
				head = j
			}
		}
		prep := k > a.from && (t[k-1].low == "on" || t[k-1].low == "for" || t[k-1].low == "of" || t[k-1].low == "to" || t[k-1].low == "from" || k-1 > a.from && t[k-1].low == "the" && prepositions[t[k-2].low])
		if head >= 0 && d.accepts(a.from, k) {
			return // to recognise the other side's rules is to change one's own
		}
		if head >= 0 && who == c.Receiver && !(prep && t[k-1].low != "of" && t[k-1].low != "to") && (c.Type == Offer || c.Subject.Topic == "standards" || c.Subject.Topic == "tariff cut" || c.Subject.Topic == "quota" || c.Subject.Topic == "market access") {
			d.flag(Flag{Code: "DIRECTION_IMPLAUSIBLE", Severity: High, Claim: "#" + itoa(i), Entity: c.Giver, Start: c.Start, End: c.End, Rule: "check.direction.rule",
				Message:  fmt.Sprintf("%s cannot offer to change the %s of %s: only %s can", d.partyName(c.Giver), d.words(head, head+1), d.partyName(who), d.partyName(who)),
				Evidence: "giver of the item: " + c.Giver + "; owner of the rule as written: " + who,
				Suggest:  fmt.Sprintf("read it as the %s of %s for goods of %s, and look for a second report", d.words(head, head+1), d.partyName(c.Giver), d.partyName(who))})
			return
		}
		if c.Subject.Topic == "purchase" && who == c.Giver && ac.attrib && len(d.goodsIn(ac.to, min(ac.to+4, a.to))) > 0 && !(prep && t[k-1].low == "by") {
			d.flag(Flag{Code: "DIRECTION_IMPLAUSIBLE", Severity: High, Claim: "#" + itoa(i), Entity: c.Giver, Start: c.Start, End: c.End, Rule: "check.direction.purchase",
				Message:  fmt.Sprintf("%s cannot offer to buy its own goods", d.partyName(c.Giver)),
				Evidence: "giver of the item: " + c.Giver + "; origin of the goods as written: " + who,
				Suggest:  "read it as goods of " + d.partyName(c.Receiver) + ", and look for a second report"})
			return
		}
	}
}

// accepts says whether a stretch takes rules over and does not change them:
// "recognising US standards", "accepting American certification".
func (d *doc) accepts(from, to int) bool {
	for i := from; i < to; i++ {
		switch d.toks[i].lem {
		case "recognize", "recognise", "accept", "adopt", "acknowledge", "meet", "follow", "honor", "honour", "apply", "comply", "use", "acceptance", "recognition", "match", "introduce":
			return true
		}
	}
	return false
}

// rules are what only their owner can change.
var rules = setOf("standard standards inspection inspections certification tariff tariffs duty duties levies regulation regulations rules quota quotas restrictions curbs screening requirements tests checks law laws ban barriers")

// checkQuotas asks whether what the text says of a quota agrees with the
// register: its size, and whether it was enlarged.
func (d *doc) checkQuotas() {
	for i := range d.reg.Measures {
		m := &d.reg.Measures[i]
		if m.Quota.Tonnes == 0 {
			continue
		}
		for ci := range d.claims {
			if why, from, to := d.quotaDoubt(m, ci); why != "" {
				d.flag(Flag{Code: "QUOTA_CONFLICT", Severity: High, Claim: "#" + itoa(ci), Entity: m.ID, Start: d.toks[from].start, End: d.toks[to-1].end, Rule: "check.quota",
					Message: why, Evidence: fmt.Sprintf("%s: %.0f tonnes a year (%s); %s (%s)", m.ID, m.Quota.Tonnes, m.Act, m.Quota.Note, m.Source),
					Suggest: "record both accounts as a dispute; do not choose one"})
				break
			}
		}
	}
}

// quotaDoubt finds in a claim an enlargement of a quota that was left as it
// was, or another size.
func (d *doc) quotaDoubt(m *Measure, ci int) (string, int, int) {
	a := &d.aux[ci]
	if d.claims[ci].Polarity == "-" || d.claims[ci].Type == Demand {
		return "", 0, 0
	}
	t := d.toks
	good, quota, bigger, at := false, -1, false, a.from
	for k := a.from; k < a.to; k++ {
		switch t[k].low {
		case "quota", "quotas":
			quota = k
		case "expansion", "expand", "expanded", "expanding", "enlarge", "enlarged", "bigger", "larger", "raising":
			if !(k > a.from && (t[k-1].low == "no" || t[k-1].low == "without" || t[k-1].low == "not")) {
				bigger, at = true, k
			}
		}
	}
	for _, g := range d.goodsIn(a.from, a.to) {
		good = good || g == m.Quota.Good
	}
	if quota < 0 || !good {
		return "", 0, 0
	}
	if ac := d.reg.Accord(m.Quota.Kept); bigger && ac != nil && ac.Date <= d.day() && (quota-at < 7 && at-quota < 7) {
		return fmt.Sprintf("the text says the %s quota grows; the register says it stays at %.0f tonnes", m.Quota.Good, m.Quota.Tonnes), min(at, quota), max(at, quota) + 1
	}
	s := &d.claims[ci].Subject
	if strings.HasPrefix(s.Unit, "tonnes") && s.Value > 0 && s.Value != m.Quota.Tonnes && (s.Value > m.Quota.Tonnes/2) && !d.share(a) {
		return fmt.Sprintf("the text puts the %s quota at %s; the register has %.0f tonnes", m.Quota.Good, s.Quantity, m.Quota.Tonnes), quota, quota + 1
	}
	return "", 0, 0
}

// share says whether a claim speaks of one party's part of a quota.
func (d *doc) share(a *aux) bool {
	for k := a.from; k < a.to; k++ {
		if d.toks[k].low == "share" || d.toks[k].low == "within" || d.toks[k].low == "from" {
			return true
		}
	}
	return false
}
