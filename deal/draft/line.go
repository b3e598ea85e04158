package draft

import (
	"fmt"
	"slices"
	"strings"
)

// line is a red line of the draft.
type line struct {
	id, party, title string
	require          []need
	imposed          bool
	record           []string
	notes            []string
}

// need is a demand on the level of one item.
type need struct {
	item   string
	levels []string
}

// refuse turns what a side will not sign without into a red line: of a duty,
// lower levels than without a deal; of its own goods, that they stay out.
func (b *builder) refuse(c *Claim, imposed bool, why string) {
	l := line{id: lineID(c.ID), party: c.Giver, title: oneLine(c.Words), imposed: imposed, record: []string{c.ID}}
	if why != "" {
		l.notes = append(l.notes, why)
	}
	for _, f := range b.spokenOf(c) {
		x := b.item(f.id)
		if x == nil || x.giver != b.t.US || c.Giver != b.t.Other {
			continue
		}
		if n := b.demanded(x, c); len(n.levels) > 0 {
			l.require = append(l.require, n)
		}
		x.rest(c.ID)
	}
	if c.Giver == b.t.US { // what the United States keeps off the table stays as without a deal
		for _, f := range b.spokenOf(c) {
			if x := b.item(f.id); x != nil && x.giver == b.t.US && c.Type != "DEMAND" {
				l.require = append(l.require, need{x.id, b.unchanged(x)})
			}
		}
	}
	if len(l.require) == 0 {
		l.require = b.keptOut(c)
	}
	if len(l.require) == 0 {
		b.leave(c, "no item on the table is about it: add one and a red line on its levels, or leave it")
		return
	}
	b.lines = append(b.lines, l)
	b.use(c)
}

// demanded are the levels of a duty that a side's words leave open.
func (b *builder) demanded(x *item, c *Claim) need {
	n := need{item: x.id}
	cap, _, named := rateOf(c)
	for i, l := range x.levels {
		switch {
		case l.rate.kind == "remove":
			n.levels = append(n.levels, l.id)
		case i == 0 || c.Ask == "remove" || c.Ask == "exempt" || l.id == "law":
		case named && lower(cap, l.rate):
		case lower(l.rate, b.without[x.id]):
			n.levels = append(n.levels, l.id)
		}
	}
	return n
}

// unchanged are the levels of a duty that are no concession against today.
func (b *builder) unchanged(x *item) []string {
	var out []string
	for i, l := range x.levels {
		if i == 0 || l.id == "today" || l.id == "law" {
			out = append(out, l.id)
		}
	}
	return out
}

// keptOut finds the items of a side that a red line on its own goods closes.
func (b *builder) keptOut(c *Claim) []need {
	var out []need
	for _, x := range b.items {
		if x.giver != c.Giver || len(x.levels) == 0 {
			continue
		}
		for _, g := range c.Goods {
			if contains(x.goods, g) || x.kind == "tariff" && overlaps(x.sectors, sectorsOfGood(g, c)) {
				out = append(out, need{x.id, []string{x.levels[0].id}})
				break
			}
		}
	}
	return out
}

func overlaps(a, b []string) bool {
	for _, x := range a {
		if contains(b, x) {
			return true
		}
	}
	return false
}

// lineID makes an id of a red line from that of its claim.
func lineID(claim string) string { return "line-" + strings.ToLower(claim) }

// tie turns a side's condition into one between items: what it gives, only if
// it gets; without items on both sides it is a red line that is not imposed.
func (b *builder) tie(c *Claim) {
	if c.Topic == "exchange rate" || c.Topic == "currency" {
		b.leave(c, "a condition on what is talked about, not on a level")
		return
	}
	if len(b.spokenOf(c)) == 0 {
		b.leave(c, "names no duty of the United States that an item is about")
		return
	}
	b.refuse(c, false, "said as a condition: priced, not imposed")
}

// place puts one claim of the table where it belongs.
func (b *builder) place(c *Claim) {
	t := b.t
	fromUS := c.Giver == t.US
	switch {
	case c.Denied:
		b.leave(c, "the source denies it")
	case c.Over || c.Settled != "" && c.Type != "COMMITMENT":
		b.leave(c, "settled: "+c.Settled)
	case c.Type == "AGENDA":
		b.leave(c, "says what is talked about, not what is given: "+strings.TrimSpace(c.Status+" "+c.Topic))
	case c.Type == "RED_LINE":
		b.refuse(c, true, "")
	case c.Type == "REJECT":
		b.refuse(c, false, "said as a refusal: priced, not imposed")
	case c.Type == "CONDITION":
		b.tie(c)
	case c.Type == "POSITION" && len(b.spokenOf(c)) > 0 && fromUS:
		b.refuse(offTable(c), false, "said as a position: priced, not imposed")
	case c.Type == "POSITION":
		b.leave(c, "a stance in words: no level follows from it")
	case c.Type == "RETALIATION" && c.Topic == "export control":
		b.give(c, c.Giver, t.across(c.Giver))
	case c.Type == "RETALIATION" && !fromUS && b.item(rivalID(t.Other)) != nil && slices.ContainsFunc(c.Measures, func(m string) bool { return strings.HasSuffix(m, "-retaliation") }):
		b.item(rivalID(t.Other)).rest(c.ID)
		b.use(c)
	case c.Type == "RETALIATION" || c.Type == "THREAT" && !fromUS:
		b.leave(c, "a counter-measure: what "+c.Giver+" charges without a deal comes from its law where it is held; edit the first level of that item to price the threat")
	case c.Type == "THREAT" && len(b.spokenOf(c)) == 0:
		b.leave(c, "names no duty: say which with a correction of the claim")
	case len(b.spokenOf(c)) > 0 && c.Type != "MEASURE" && c.Type != "THREAT" && clauseWords.MatchString(c.Words):
		b.give(c, t.US, t.Other)
	case len(b.spokenOf(c)) > 0:
		b.speak(c)
	case c.Type == "MEASURE":
		b.leave(c, "an act on no duty that a case can hold")
	case c.Type == "DEMAND":
		b.give(c, t.across(c.Giver), c.Giver)
	default:
		b.give(c, c.Giver, t.across(c.Giver))
	}
}

// rivalID is the id of the item that holds what the other side charges.
func rivalID(other string) string { return strings.ToLower(other) + "-duties" }

// offTable leaves of a stance the duties that it keeps off the table; the one
// that it says will be talked about goes ("mainly about the reciprocal duty;
// cars are not on the table").
func offTable(c *Claim) *Claim {
	n := *c
	if !strings.Contains(c.Words, "not on the table") && !strings.Contains(c.Words, "off the table") || len(c.Measures) < 2 {
		return &n
	}
	n.Measures = slices.DeleteFunc(slices.Clone(c.Measures), func(m string) bool { return m == "us-ieepa-reciprocal" })
	return &n
}

// onTable says whether a claim is a move of one side to the other that a
// table is made of.
func (b *builder) onTable(c *Claim) bool {
	if !contains(tableTypes, c.Type) {
		return false
	}
	side := func(p string) bool { return p == b.t.US || p == b.t.Other || p == "*" || p == "" }
	return side(c.Giver) && side(c.Receiver) && c.Giver != "" && c.Giver != "*" && c.Giver != c.Receiver
}

// tableTypes are the types of claim that a draft looks at.
var tableTypes = []string{"DEMAND", "RED_LINE", "CONDITION", "OFFER", "OFFER_ITEM", "CONCEDE_SIGNAL", "REJECT", "THREAT", "RETALIATION", "COMMITMENT", "POSITION", "AGENDA", "MEASURE"}

// order of placing: what makes duties and their levels first, lines last.
func phase(c *Claim) int {
	switch c.Type {
	case "THREAT", "MEASURE":
		return 0
	case "RED_LINE", "CONDITION", "REJECT", "POSITION":
		return 2
	}
	return 1
}

func fmtList(ids []string) string { return fmt.Sprintf("[%s]", strings.Join(ids, ", ")) }
