package draft

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// gift is a kind of item that is no duty of the United States: how it is
// valued, and the card that says so.
type gift struct {
	id, card, title, kind string
	sectors               []string
	goods                 []string // of the claim, those that the item is about
	believe               string
}

// manufactures are the sectors that industrial goods come from.
var manufactures = []string{"C13T15", "C16", "C17_18", "C19", "C20", "C21", "C22", "C23", "C24", "C25", "C26", "C27", "C28", "C29", "C30", "C31T33"}

// allGoods are the sectors of all goods.
var allGoods = append([]string{"A01_02", "A03", "B05_06", "B07_08", "C10T12"}, manufactures...)

var (
	standardsWords = regexp.MustCompile(`(?i)standard|inspect|certif|screening|rules for|type approval|safety rule|licen[cs]e`)
	quotaWords     = regexp.MustCompile(`(?i)\bquotas?\b|duty-free channel|minimum.access`)
	shipWords      = regexp.MustCompile(`(?i)shipbuilding|shipyard|\bships?\b`)
	clauseWords    = regexp.MustCompile(`(?i)no worse|no-worse|preferred treatment|most.favou?red|best treatment|\bcapped? at\b`)
)

// giftsOf gives the items that a claim puts on the table.
func giftsOf(c *Claim) []gift {
	var out []gift
	add := func(g gift) {
		for i := range out {
			if out[i].id == g.id {
				out[i].goods = append(out[i].goods, g.goods...)
				return
			}
		}
		out = append(out, g)
	}
	goods := c.Goods
	vehicles := contains(goods, "cars") || contains(goods, "trucks") || contains(goods, "auto-parts")
	switch {
	case clauseWords.MatchString(c.Words):
		return []gift{{id: "no-worse", card: "no-worse-clause", goods: goods}}
	case c.Topic == "investment" || contains(strings.Fields(strings.ToLower(c.Words)), "investment") && len(goods) == 0:
		add(gift{id: "investment", card: "investment-pledge"})
		if shipWords.MatchString(c.Words) || contains(goods, "ships") {
			add(gift{id: "shipbuilding", card: "shipbuilding", goods: []string{"ships"}})
		}
		return out
	case c.Topic == "exchange rate" || c.Topic == "currency":
		return []gift{{id: "currency", card: "currency-understanding"}}
	case c.Topic == "export control" || slices.ContainsFunc(c.Measures, func(m string) bool { return strings.HasSuffix(m, "-rare-earths") }):
		return []gift{{id: "export-controls", title: "Export controls eased", kind: "clause",
			believe: "what a shortage of the controlled goods would cost those who use them, times the probability that it comes"}}
	case c.Topic == "standards" && vehicles, vehicles && standardsWords.MatchString(c.Words) && c.Topic != "tariff":
		add(gift{id: "standards", card: "car-standards", goods: []string{"cars"}})
		goods = slices.DeleteFunc(slices.Clone(goods), func(g string) bool { return g == "cars" || g == "trucks" || g == "auto-parts" })
	}
	if c.Topic == "standards" {
		if len(goods) > 0 {
			add(gift{id: "rules-" + goods[0], title: "Rules eased: " + strings.Join(goods, ", "), kind: "clause", goods: goods,
				believe: "what the rules cost the goods they hold back, and the share that goes: give value: {PARTY: [low, high]} or make it kind standards with an ave_pct of your own"})
		}
		return out
	}
	if c.Topic == "tariff" && (c.Ask == "remove" || c.Ask == "reduce" || c.Ask == "exempt" || len(goods) == 0) {
		return append(out, ownTariffs(c)...)
	}
	for _, g := range goods {
		switch {
		case g == "ships":
			add(gift{id: "shipbuilding", card: "shipbuilding", goods: []string{"ships"}})
		default:
			p := purchaseOf(g, c)
			p.goods = []string{g}
			add(p)
		}
	}
	return out
}

// ownTariffs are duties of the giver on goods of the other side.
func ownTariffs(c *Claim) []gift {
	var out []gift
	var farm, food []string
	for _, g := range c.Goods {
		switch {
		case g == "industrial-goods":
			out = append(out, gift{id: "industrial", goods: []string{g}, title: "Duties on industrial goods", kind: "tariff", sectors: manufactures})
		case slices.ContainsFunc(sectorsOfGood(g, c), func(s string) bool { return s == "A01_02" || s == "A03" || s == "C10T12" }):
			switch field := contains(sectorsOfGood(g, c), "A01_02"); {
			case quotaWords.MatchString(c.Words) && field:
				farm = append(farm, g)
				continue
			case quotaWords.MatchString(c.Words):
				food = append(food, g)
				continue
			}
			out = merged(out, gift{id: "farm-duties", goods: []string{g}, title: "Duties on farm goods and food", kind: "tariff", sectors: sectorsOfGood(g, c)})
		default:
			out = merged(out, gift{id: "duties-" + g, goods: []string{g}, title: "Duties on " + g, kind: "tariff", sectors: sectorsOfGood(g, c)})
		}
	}
	if farm != nil {
		out = append(out, gift{id: "farm", card: "farm-purchases", title: "Farm quotas", goods: farm})
	}
	if food != nil {
		out = append(out, gift{id: "food", title: "Quotas for food: " + strings.Join(food, ", "), kind: "purchase", sectors: []string{"C10T12"}, goods: food})
	}
	if len(c.Goods) == 0 {
		out = append(out, gift{id: "own-duties", title: "Duties on all goods", kind: "tariff", sectors: allGoods})
	}
	return out
}

// merged joins the sectors of items with one id.
func merged(out []gift, g gift) []gift {
	for i := range out {
		if out[i].id == g.id {
			out[i].goods = append(out[i].goods, g.goods...)
			for _, s := range g.sectors {
				if !contains(out[i].sectors, s) {
					out[i].sectors = append(slices.Clone(out[i].sectors), s)
				}
			}
			return out
		}
	}
	return append(out, g)
}

// purchaseOf is the purchase of a good, with the goods that trade with it.
func purchaseOf(g string, c *Claim) gift {
	sectors := sectorsOfGood(g, c)
	switch {
	case g == "rice":
		return gift{id: "rice", card: "farm-purchases", title: "Purchases of US rice"}
	case g == "aircraft":
		return gift{id: "aircraft", card: "aircraft-purchases"}
	case contains(sectors, "B05_06"), contains(sectors, "C19"):
		return gift{id: "energy", card: "energy-purchases"}
	case contains(sectors, "A01_02"):
		return gift{id: "farm", card: "farm-purchases"}
	case contains(sectors, "C10T12"):
		return gift{id: "food", title: "Purchases of US food and drink", kind: "purchase", sectors: []string{"C10T12"}}
	}
	return gift{id: "purchase-" + g, title: "Purchases of US " + strings.ReplaceAll(g, "-", " "), kind: "purchase", sectors: sectors}
}

func sectorsOfGood(g string, c *Claim) []string {
	if g == "industrial-goods" {
		return manufactures
	}
	if c.sectorsOf != nil {
		if s := c.sectorsOf(g); len(s) > 0 {
			return s
		}
	}
	return c.Sectors
}

const billion = 1e9

var years = regexp.MustCompile(`(?i)\b(?:in|over|for|within|next)\s+(?:the next\s+)?(\d+|two|three|four|five|six|seven|eight|ten) years?\b|(\d{4}) (?:to|until|through|-) (\d{4})`)

var yearWords = map[string]float64{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}

// yearly is a sum of dollars a year that a claim names; said is how it was
// put, sure false when no period was given.
func yearly(c *Claim) (usd float64, said string, sure bool) {
	if c.Value <= 0 || !strings.HasPrefix(c.Unit, "USD") {
		return 0, "", false
	}
	said = oneLine(c.Quantity)
	if said == "" {
		said = fmt.Sprintf("USD %s bn", number(c.Value/billion))
	}
	if strings.HasSuffix(c.Unit, "/year") || strings.Contains(c.Words, " a year") {
		return c.Value, said, true
	}
	m := years.FindStringSubmatch(c.Words)
	if m == nil {
		return c.Value, said, false
	}
	n := yearWords[strings.ToLower(m[1])]
	if n == 0 {
		n, _ = strconv.ParseFloat(m[1], 64)
	}
	if m[2] != "" {
		from, _ := strconv.ParseFloat(m[2], 64)
		to, _ := strconv.ParseFloat(m[3], 64)
		n = to - from + 1
	}
	if n <= 0 || n > 30 {
		return c.Value, said, false
	}
	return c.Value / n, fmt.Sprintf("%s over %s years", said, number(n)), true
}

// fulfilment is the range of promises of purchases that were kept.
const fulfilment = "[0.57, 0.8, 1.0]"

// smallTrade is the flow, million USD a year, below which a purchase is not
// valued: a promise multiplies what is next to nothing.
const smallTrade = 20

// give puts what a claim offers, promises or asks for into items.
func (b *builder) give(c *Claim, giver, receiver string) {
	gs := giftsOf(c)
	switch {
	case giver == b.t.US && len(gs) == 1 && gs[0].id == "own-duties":
		b.leave(c, "does not say which duties: the items hold those in force")
		return
	case len(gs) == 0 && c.Type == "OFFER" && b.itemised(c):
		b.leave(c, "the offer as a whole: its items are claims of their own")
		return
	case len(gs) == 0:
		b.leave(c, "names no good, measure or topic that an instrument could be made of")
		return
	}
	used := false
	var why []string
	for _, g := range gs {
		x, reason := b.gift(c, g, giver, receiver)
		if x == nil {
			why = append(why, reason)
			continue
		}
		used = true
		x.rest(c.ID)
		for _, good := range g.goods {
			if !contains(x.goods, good) {
				x.goods = append(x.goods, good)
			}
		}
		b.amount(c, x)
		if c.Type == "COMMITMENT" && c.Giver == giver && b.agreed[x.id] == "" {
			b.agreed[x.id] = x.last()
		}
	}
	if !used {
		b.leave(c, strings.Join(why, "; "))
		return
	}
	for _, w := range why {
		b.leave(c, "in part: "+w)
	}
	b.use(c)
}

// itemised says whether the items of an offer are claims of their own.
func (b *builder) itemised(c *Claim) bool {
	for i := range b.t.Claims {
		if o := &b.t.Claims[i]; o.Type == "OFFER_ITEM" && o.Giver == c.Giver && o.Said == c.Said {
			return true
		}
	}
	return false
}

// gift finds or makes the item of a gift; nil with the reason when it cannot
// be one.
func (b *builder) gift(c *Claim, g gift, giver, receiver string) (*item, string) {
	id := g.id
	if giver == b.t.US {
		id = "us-" + g.id
	}
	if x := b.item(id); x != nil {
		if x.giver != giver {
			return nil, "item " + id + " is given by " + x.giver
		}
		return x, ""
	}
	x := &item{id: id, card: g.card, title: g.title, kind: g.kind, giver: giver, receiver: receiver, sectors: g.sectors, believe: g.believe, topic: c.Topic}
	kind, sectors := g.kind, g.sectors
	if g.card != "" {
		k := library()[g.card]
		kind = k.Kind
		if len(sectors) == 0 {
			sectors = k.Sectors
		}
		x.sources = append(x.sources, k.Source...)
	}
	if len(sectors) == 0 && (kind == "purchase" || kind == "tariff" || kind == "standards") {
		return nil, "no sector of the world economy is known for " + strings.Join(g.goods, ", ")
	}
	if len(sectors) > 0 {
		x.flow = b.t.flow(giver, receiver, sectors)
		if x.flow < smallTrade {
			return nil, fmt.Sprintf("%s buys %.0f m USD a year of %s from %s in the benchmark: too little to value", giver, x.flow, strings.Join(sectors, ", "), receiver)
		}
	}
	switch kind {
	case "purchase":
		x.levels = []level{{id: "none", title: "as bought today"}, b.scale(x.flow)}
		if g.card == "" {
			x.evidence = "as said; what is beyond present purchases is not known. Fulfilment: 57 % of the Phase One promises were met (B)"
			x.sources = append(x.sources, b.phaseOne())
		}
		b.fill(x, fmt.Sprintf("the amount: levels are scales to measure with; %s buys %s USD a year of these sectors today", giver, millions(x.flow)))
	case "tariff":
		x.kind = "tariff"
		x.levels = []level{{id: "now", title: "as applied", rate: rate{kind: "keep"}}, {id: "none", title: "removed", rate: rate{kind: "remove"}}}
		x.evidence = "as said; applied rates are those of the benchmark economy"
		if c.Ask != "remove" {
			b.fill(x, "how far: "+c.ID+" does not say that all of it goes")
		}
	case "standards":
		b.fill(x, "ave_pct and share are those of the card, not of these rules")
	default:
		if g.card == "" {
			x.levels = []level{{id: "none", title: "none"}, {id: "agreed", title: "agreed"}}
			x.evidence = "as said; no shock in a model of sector trade"
		}
		b.fill(x, "worth nothing until you give its last level value: {"+giver+": [low, high], "+receiver+": [low, high]}, million USD a year")
	}
	b.items = append(b.items, x)
	return x, ""
}

// scale is a round purchase to measure with: a billion where trade is large,
// a quarter of the trade where it is not.
func (b *builder) scale(flow float64) level {
	amount, title := 1000.0, "+1 bn USD a year, a round scale"
	id := "one"
	if flow < 4000 {
		amount = round2(flow / 4)
		id, title = "quarter", "+"+millions(amount)+" USD a year, about a quarter more"
	}
	return level{id: id, title: title, fields: "add_musd: " + number(amount) + ", fulfilment: " + fulfilment}
}

// amount makes a level of a sum of dollars that a claim names.
func (b *builder) amount(c *Claim, x *item) {
	sum, said, sure := yearly(c)
	kind := x.kind
	if x.card != "" {
		kind = library()[x.card].Kind
	}
	if kind == "investment" && c.Value > 0 {
		x.title = "Investment pledge: " + oneLine(c.Quantity)
	}
	if kind != "purchase" {
		return
	}
	switch {
	case sum <= 0:
		if c.Quantity != "" {
			b.fill(x, c.ID+" says "+oneLine(c.Quantity)+": turn it into million USD a year")
		}
	case len(giftsOf(c)) > 1:
		b.fill(x, c.ID+" names "+said+" for several goods together: split it")
	case !sure:
		b.fill(x, c.ID+" says "+said+" without a period: no level was made of it")
	case sum/1e6 > x.flow:
		b.fill(x, fmt.Sprintf("%s says %s, %.1f times what %s buys today (%s USD a year): no level was made of it; set what you believe", c.ID, said, sum/1e6/x.flow, x.giver, millions(x.flow)))
	default:
		id := "said-" + number(round2(sum/1e6))
		if x.find(id) == nil {
			x.levels = append(x.levels, level{id: id, title: "as said: " + said, fields: "add_musd: " + number(round2(sum/1e6)) + ", fulfilment: " + fulfilment, record: []string{c.ID}})
			b.fill(x, fmt.Sprintf("level %s takes all of it as new; %s buys %s USD a year of these sectors today", id, x.giver, millions(x.flow)))
		}
		if c.Type == "COMMITMENT" {
			b.agreed[x.id] = id
		}
	}
}

// millions writes million USD for people.
func millions(v float64) string {
	if v >= 1000 {
		return number(math.Round(v/100)/10) + " bn"
	}
	return number(math.Round(v)) + " m"
}

// round2 rounds to two digits.
func round2(v float64) float64 {
	if v <= 0 {
		return 0
	}
	p := math.Pow(10, math.Floor(math.Log10(v))-1)
	return math.Round(v/p) * p
}
