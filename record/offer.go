package record

import "strings"

// offer reads what hangs on an offer: what it wants in return, and its items
// when the clause lists them.
func (d *doc) offer(id int, c *clause, ci int, f found) {
	t := d.toks
	o := &d.claims[id]
	o.Subject.Topic = "package"
	d.lastOffer, d.lastOfferSent = id, c.sent
	end := c.to
	// "in exchange for US concessions": an ask.
	for i := c.from; i+2 < c.to; i++ {
		if t[i].low == "in" && (t[i+1].low == "exchange" || t[i+1].low == "return") && t[i+2].low == "for" {
			stop := i + 3
			for stop < c.to && t[stop].low != "," && t[stop].low != ";" && t[stop].low != "which" {
				stop++
			}
			if stop > i+3 && !(t[i+3].low == "it") {
				cl := d.begin(c, Demand, i+3, stop, "offer.in-exchange")
				cl.Giver, cl.Receiver = o.Giver, o.Receiver
				cl.Modality, cl.Certainty = o.Modality, o.Certainty
				cl.Date = o.Date
				cl.Subject.Ask = askOf(t[i+3 : stop])
				low := " " + d.lower(i+3, stop) + " "
				cl.Subject.Topic = "concessions"
				for k := i + 3; k < stop; k++ {
					if classes["tariff"][t[k].low] {
						cl.Subject.Topic = "tariff"
					}
				}
				if strings.Contains(low, " lower ") || strings.Contains(low, " reduced ") {
					cl.Subject.Ask = "reduce"
				}
				if ids, _ := d.measuresIn(i+3, stop); len(ids) > 0 {
					cl.Subject.Measures = ids
				}
				cl.Parent = "#" + itoa(id)
				d.add(cl, aux{clause: ci, from: i + 3, to: stop, match: i, frame: c.frame})
			}
			if i < end && i > f.from {
				end = i
			}
			break
		}
	}
	// Items listed in the clause itself.
	start := -1
	for i := f.from; i < end; i++ {
		switch t[i].low {
		case "include", "includes", "including", "comprising", "featuring":
			start = i + 1
		}
		if start > 0 {
			break
		}
	}
	if start < 0 {
		start = d.itemStart(c, f, end)
	}
	for i := max(start, c.lead+3); i < end && start > 0; i++ {
		if t[i].low == "as" && i+1 < end && (t[i+1].low == "part" || t[i+1].low == "a" || t[i+1].low == "an") || t[i].low == "to" && i+1 < end && (t[i+1].low == "win" || t[i+1].low == "persuade" || t[i+1].low == "secure" || t[i+1].low == "appease") {
			if i > start {
				end = i
			}
		}
	}
	// The offer itself ends where the list of its items begins.
	for i := c.lead + 2; i < start && start > 0; i++ {
		if (t[i].low == "that" || t[i].low == "which") && i+1 < c.to && (classes["modal"][t[i+1].low] || t[i+1].lem == "include") {
			o.End = t[i-1].end
			if t[i-1].low == "," {
				o.End = t[i-2].end
			}
			o.Quote = d.text[o.Start:o.End]
			break
		}
	}
	if start > 0 && start < end {
		n := d.items(id, c, ci, start, end)
		o = &d.claims[id]
		if n > 0 && o.Subject.Goods != nil {
			o.Subject.Goods, o.Subject.HTS, o.Subject.Sectors = nil, nil, nil
		}
	}
}

// itemStart finds the first item of an offer without the word "include": the
// verb of giving after "offer to", "consider", "ready to".
func (d *doc) itemStart(c *clause, f found, end int) int {
	t := d.toks
	for i := f.from; i < end; i++ {
		if d.itemKind(i, end) == "" {
			continue
		}
		if t[i].lem == "offer" || t[i].lem == "propose" || t[i].lem == "consider" {
			continue
		}
		if i > c.lead && (t[i-1].low == "to" || t[i].form&ing != 0 || actionNouns[t[i].low] != "" || t[i].form&base != 0) {
			return i
		}
	}
	return -1
}

// actionVerbs are what a party can offer to do, with the kind of instrument.
var actionVerbs = map[string]string{
	"buy": "purchase", "purchase": "purchase", "procure": "purchase", "import": "purchase",
	"increase": "", "expand": "", "boost": "", "raise": "", "double": "", "accept": "", "add": "",
	"lower": "tariff cut", "cut": "tariff cut", "reduce": "tariff cut", "eliminate": "tariff cut", "scrap": "tariff cut", "remove": "tariff cut", "drop": "tariff cut", "abolish": "tariff cut", "lift": "tariff cut", "suspend": "tariff cut", "waive": "tariff cut", "exempt": "tariff cut",
	"revise": "standards", "relax": "standards", "ease": "standards", "simplify": "standards", "recognize": "standards", "streamline": "standards", "loosen": "standards", "harmonize": "standards", "align": "standards", "change": "standards", "amend": "standards", "reform": "standards",
	"invest": "investment", "finance": "investment", "fund": "investment", "build": "investment",
	"cooperate": "cooperation", "collaborate": "cooperation", "share": "cooperation", "support": "cooperation", "help": "cooperation", "work": "cooperation", "strengthen": "cooperation", "provide": "cooperation", "deepen": "cooperation",
	"open": "market access", "grant": "market access", "allow": "market access", "liberalize": "market access", "widen": "market access", "give": "market access",
	"crack": "enforcement", "tighten": "enforcement", "curb": "enforcement", "stop": "enforcement", "combat": "enforcement", "prevent": "enforcement", "join": "cooperation", "spend": "purchase", "create": "cooperation", "establish": "cooperation", "set": "cooperation",
}

// actionNouns are nouns that name what is given.
var actionNouns = map[string]string{
	"cooperation": "cooperation", "collaboration": "cooperation", "purchases": "purchase", "purchase": "purchase", "imports": "purchase", "investment": "investment", "investments": "investment",
	"recognition": "standards", "revision": "standards", "relaxation": "standards", "easing": "standards", "simplification": "standards", "deregulation": "standards", "reform": "standards",
	"cuts": "tariff cut", "cut": "tariff cut", "removal": "tariff cut", "elimination": "tariff cut", "reduction": "tariff cut", "reductions": "tariff cut", "zero": "tariff cut",
	"expansion": "", "access": "market access", "quota": "quota", "quotas": "quota", "measures": "", "steps": "", "technology": "cooperation", "more": "", "greater": "", "higher": "", "increased": "", "expanded": "", "wider": "", "lower": "tariff cut", "joint": "cooperation",
}

// itemKind says which instrument begins at a token, "" for none, "?" when
// the rest must tell.
func (d *doc) itemKind(i, end int) string {
	t := &d.toks[i]
	if t.form&(base|ing) != 0 || t.form != 0 {
		if k, ok := actionVerbs[t.lem]; ok {
			if k == "" {
				return "?"
			}
			return k
		}
	}
	if k, ok := actionNouns[t.low]; ok {
		if k == "" {
			return "?"
		}
		return k
	}
	return ""
}

// listAfterOffer reads ", which could include A, B and C" behind an offer.
func (d *doc) listAfterOffer(cs []clause, ci int) bool {
	c := &cs[ci]
	if d.lastOffer < 0 || c.sent-d.lastOfferSent > 0 {
		return false
	}
	for i := c.from; i < c.to; i++ {
		switch d.toks[i].low {
		case "include", "includes", "included", "including", "comprise", "contain", "involve", "feature", "cover":
			return d.items(d.lastOffer, c, ci, i+1, c.to) > 0
		}
	}
	return false
}

// packageList reads a sentence that lists the items of the offer before it:
// "The package would include A and B".
func (d *doc) packageList(c *clause, ci int) bool {
	if d.lastOffer < 0 || c.sent-d.lastOfferSent > 2 || c.sent == d.lastOfferSent {
		return false
	}
	t := d.toks
	sawThing := false
	for i := c.lead; i < c.to; i++ {
		switch t[i].low {
		case "package", "proposal", "offer", "measures", "it", "concessions", "items", "proposals", "these", "options", "steps":
			sawThing = true
		case "include", "includes", "included", "comprise", "comprises", "contain", "contains", "involve", "involves", "covers", "consist", "consists":
			if !sawThing || i > c.lead+8 {
				return false
			}
			start := i + 1
			if start < c.to && t[start].low == "of" {
				start++
			}
			first := len(d.claims)
			n := d.items(d.lastOffer, c, ci, start, c.to)
			if c.frame != nil && c.frame.speaker != "" {
				for k := first; k < len(d.claims); k++ {
					d.voice(&d.claims[k], c) // who lists them, not who offered
				}
			}
			return n > 0
		}
	}
	return false
}

// items cuts a list of what is offered into items and makes a claim of each.
// Commas and "and" part items; an item without a verb of its own shares the
// verb before it ("imports of corn and soybeans" gives two).
func (d *doc) items(parent int, c *clause, ci, from, to int) int {
	t := d.toks
	for i := from + 1; i < to; i++ {
		if w := t[i].low; w == "if" || w == "unless" || w == "provided" || w == "while" {
			to = i
			for to > from+1 && t[to-1].kind == punct {
				to--
			}
		}
	}
	type chunk struct {
		from, to int
		kind     string
		shared   bool
	}
	var raw []chunk
	start := from
	flush := func(end int) {
		for start < end && (t[start].low == "," || t[start].low == "and" || t[start].low == "or" || t[start].low == "to" || t[start].low == "also" || t[start].low == "as" || t[start].low == "well" || t[start].low == "plus" || t[start].low == "by" || t[start].low == "both") {
			start++
		}
		if end > start {
			raw = append(raw, chunk{from: start, to: end})
		}
		start = end
	}
	for i := from; i < to; i++ {
		switch t[i].low {
		case ",", "and", "or", "plus", ";":
			flush(i)
			start = i + 1
		case "as":
			if i+2 < to && t[i+1].low == "well" && t[i+2].low == "as" {
				flush(i)
				start = i + 3
				i += 2
			}
		}
	}
	flush(to)
	var list []chunk
	for _, ch := range raw {
		kind := ""
		if ch.from < to {
			kind = d.itemKind(ch.from, ch.to)
			if kind == "" && ch.from+1 < ch.to && (strings.HasSuffix(t[ch.from].low, "ly") || t[ch.from].low == "a" || t[ch.from].low == "the" || t[ch.from].low == "new" || t[ch.from].low == "its") {
				kind = d.itemKind(ch.from+1, ch.to)
			}
			if kind == "" && d.hasActionNoun(ch.from, ch.to) {
				kind = "?"
			}
		}
		switch {
		case kind != "":
			ch.kind = kind
			list = append(list, ch)
		case len(list) > 0 && len(d.goodsIn(ch.from, ch.to)) > 0 && len(d.goodsIn(list[len(list)-1].from, list[len(list)-1].to)) > 0:
			ch.kind, ch.shared = list[len(list)-1].kind, true
			list = append(list, ch)
		case len(list) > 0:
			list[len(list)-1].to = ch.to
		case len(d.goodsIn(ch.from, ch.to)) > 0:
			ch.kind = "?"
			list = append(list, ch)
		}
	}
	n := 0
	o := d.claims[parent]
	if len(list) == 1 && d.aux[parent].clause == ci {
		return 0 // a single thing is the offer itself
	}
	for k, ch := range list {
		kind := ch.kind
		if kind == "?" || kind == "tariff cut" || kind == "standards" || kind == "purchase" || kind == "market access" || kind == "cooperation" {
			whole := ch.from
			if ch.shared && k > 0 {
				whole = list[k-1].from
			}
			kind = d.kindOf(kind, whole, ch.to)
		}
		cl := d.begin(c, OfferItem, ch.from, ch.to, "offer.item")
		cl.Giver, cl.Receiver = o.Giver, o.Receiver
		cl.Speaker, cl.Role, cl.Attribution = o.Speaker, o.Role, o.Attribution
		cl.Modality, cl.Certainty, cl.Date = o.Modality, o.Certainty, o.Date
		if m := d.modalityOf(c, ch.from); m == "hypothetical" {
			cl.Modality = m
		}
		cl.Parent = "#" + itoa(parent)
		cl.Subject.Topic = kind
		d.fillGoods(&cl.Subject, d.goodsIn(ch.from, ch.to))
		d.fillQuantity(&cl.Subject, ch.from, ch.to)
		if ch.shared {
			cl.Rules = append(cl.Rules, "offer.item.shared-verb")
		}
		d.add(cl, aux{clause: ci, from: ch.from, to: ch.to, match: ch.from, frame: c.frame})
		n++
	}
	return n
}

func (d *doc) hasActionNoun(from, to int) bool {
	for i := from; i < to; i++ {
		if k, ok := actionNouns[d.toks[i].low]; ok && k != "" {
			return true
		}
	}
	return false
}

// kindOf tells the instrument from the words of the item.
func (d *doc) kindOf(kind string, from, to int) string {
	low := " " + d.lower(from, to) + " "
	has := func(ws ...string) bool {
		for _, w := range ws {
			if strings.Contains(low, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has(" inspection", " standard", " certification", " screening", " regulation", " non tariff", " safety rules", " approval", " test"):
		return "standards"
	case has(" quota", " minimum access"):
		return "quota"
	case has(" import", " purchase", " buy", " procure"):
		if !has(" tariff", " dut") {
			return "purchase"
		}
		return "tariff cut"
	case has(" tariff", " duties", " duty", " levies"):
		return "tariff cut"
	case has(" export control", " rare earth", " fentanyl", " transshipment", " smuggling"):
		return "enforcement"
	case has(" invest", " billion fund"):
		return "investment"
	case has(" shipbuilding", " cooperat", " technology", " collaborat"):
		return "cooperation"
	case has(" market ", " access "):
		return "market access"
	case kind == "?":
		if len(d.goodsIn(from, to)) > 0 {
			return "purchase"
		}
		return "other"
	}
	return kind
}
