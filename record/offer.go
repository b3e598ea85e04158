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
	d.reasons = append(d.reasons, len(d.claims))
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
