package draft

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

// family is a duty that cases treat as one item: its measures and its card.
type family struct {
	id, card, title string
	measures        []string
	goods           []string // goods that mean this duty when a claim names no measure
}

// families in the order in which drafts list them. A measure outside every
// family is an item of its own.
var families = []family{
	{"reciprocal", "reciprocal-duty", "Reciprocal tariff", []string{"us-ieepa-reciprocal"}, nil},
	{"cars", "car-duty", "Additional duty on cars", []string{"us-232-autos"}, []string{"cars"}},
	{"parts", "car-parts-duty", "Additional duty on car parts", []string{"us-232-auto-parts"}, []string{"auto-parts"}},
	{"metals", "metals-duty", "Additional duty on steel and aluminium", []string{"us-232-steel", "us-232-aluminium"}, []string{"steel", "aluminium", "metals"}},
}

// heirs name the measures of the law that stand for a measure of the record
// where the law has split it: metals by annex from April 2026.
var heirs = map[string][]string{
	"us-232-steel":     {"us-232-metals"},
	"us-232-aluminium": {"us-232-metals"},
}

func familyOf(measure string) family {
	for _, f := range families {
		if contains(f.measures, measure) {
			return f
		}
	}
	for _, f := range families {
		for _, m := range f.measures {
			if contains(heirs[m], measure) {
				return f
			}
		}
	}
	return family{id: strings.TrimPrefix(measure, "us-"), measures: []string{measure}}
}

// weighs is the share of the partner's added duties from which a measure of
// the law is an item although nobody on record has spoken of it.
const weighs = 0.015

// duties makes an item of every additional duty of the United States that a
// claim speaks of, or that weighs on the partner's goods.
func (b *builder) duties() {
	groups := map[string]*item{}
	var order []string
	law := b.out.without
	claimed := map[string]bool{}
	for i := range b.t.Claims {
		c := &b.t.Claims[i]
		if c.Type != "MEASURE" && c.Type != "THREAT" && clauseWords.MatchString(c.Words) {
			continue
		}
		for _, f := range b.spokenOf(c) {
			claimed[f.id] = true
		}
	}
	total := 0.0
	for _, id := range law.order {
		total += law.charges[id].added
	}
	duty := map[string]float64{}
	for _, id := range law.order {
		duty[familyOf(id).id] += law.charges[id].added
	}
	for _, id := range law.order {
		f := familyOf(id)
		if !claimed[f.id] && duty[f.id] < weighs*total {
			continue
		}
		x := groups[f.id]
		if x == nil {
			x = &item{id: f.id, card: f.card, title: f.title, kind: "tariff", giver: b.t.US, receiver: b.t.Other}
			if x.title == "" {
				x.title = b.measureTitle(id)
			}
			groups[f.id] = x
			order = append(order, f.id)
		}
		x.measures = append(x.measures, id)
		x.sources = append(x.sources, b.lawSource(law.charges[id]))
	}
	rank := func(id string) int {
		for n, f := range families {
			if f.id == id {
				return n
			}
		}
		return len(families)
	}
	sort.SliceStable(order, func(i, j int) bool { return rank(order[i]) < rank(order[j]) })
	for _, id := range order {
		x := groups[id]
		if !sameList(x.measures, familyOf(x.measures[0]).measures) {
			x.card = "" // the card speaks of other measures
		}
		b.firstLevels(x)
		b.items = append(b.items, x)
		if !claimed[id] {
			x.notes = append(x.notes, "nobody on record speaks of this duty; it is "+number(math.Round(1000*duty[id]/total)/10)+" % of the added duty. Take it out if it is not on the table")
		}
	}
}

// spokenOf gives the duties that a claim is about.
func (b *builder) spokenOf(c *Claim) []family {
	var out []family
	add := func(f family) {
		for _, g := range out {
			if g.id == f.id {
				return
			}
		}
		out = append(out, f)
	}
	if !b.onTable(c) || c.Over {
		return nil
	}
	for _, m := range c.Measures {
		if strings.HasPrefix(m, "us-") {
			add(familyOf(m))
		}
	}
	if len(out) == 0 && c.Topic == "tariff" && (c.Giver == b.t.Other && slices.Contains([]string{"DEMAND", "RED_LINE", "CONDITION"}, c.Type) || c.Giver == b.t.US && c.Type == "THREAT") {
		for _, g := range c.Goods {
			for _, f := range families {
				if contains(f.goods, g) {
					add(f)
				}
			}
		}
	}
	return out
}

// firstLevels gives a duty its levels from the law and from its card: what
// stands without a deal, what is paid today, the card's choices, none.
func (b *builder) firstLevels(x *item) {
	without, today := b.ruleOn(b.out.without, x.measures), b.ruleOn(b.out.today, x.measures)
	day := b.out.without.day.Format(time.DateOnly)
	x.levels = []level{{id: "now", title: "as the law of " + day + " has it: " + without.words(), rate: rate{kind: "keep"}}}
	x.evidence = "rate from the law as known on " + b.day + ": " + without.words() + " (" + gradeOf(b.out.without.charges[x.measures[0]].grade) + ")"
	b.without[x.id], b.today[x.id] = without, today
	if b.mean[strings.Join(x.measures, " ")] {
		x.notes = append(x.notes, "rates differ by heading: what is given here is the mean over what the measure charges; the first level keeps each rate")
	}
	if today != without {
		l := level{id: "today", title: "as on " + b.day + ": " + today.words(), rate: today}
		x.levels = append(x.levels, l)
	}
	if x.card != "" {
		for _, v := range library()[x.card].Levels[1:] {
			r := rate{kind: "remove"}
			switch {
			case v.AddPct != nil:
				r = rate{"add", *v.AddPct}
			case v.TotalPct != nil:
				r = rate{"total", *v.TotalPct}
			}
			if r.kind != "remove" && !lower(r, without) {
				continue // a concession is lower than what stands without a deal
			}
			b.levelOf(x, r, "")
		}
	}
	b.levelOf(x, rate{kind: "remove"}, "")
}

// lower says whether a rate is lower than another, a total counted as if the
// ordinary duty were nothing.
func lower(a, b rate) bool {
	value := func(r rate) float64 {
		if r.kind == "remove" {
			return 0
		}
		return r.pct
	}
	return value(a) < value(b)
}

// ruleOn is how the duty of an item is set on a day.
func (b *builder) ruleOn(s *standing, measures []string) rate {
	var sum charge
	for _, m := range measures {
		c := s.charges[m]
		sum.covered += c.covered
		sum.added += c.added
		sum.mixed = sum.mixed || c.mixed || sum.covered > c.covered && sum.total != c.total
		sum.total = math.Max(sum.total, c.total)
	}
	if sum.covered <= 0 {
		return rate{kind: "remove"}
	}
	if sum.mixed {
		b.mean[strings.Join(measures, " ")] = true
	}
	return sum.rule()
}

// levelOf finds the level with a rate, or adds it before the last, which
// takes the duty away; "" adds it silently, else the claim is its ground.
func (b *builder) levelOf(x *item, r rate, claim string) *level {
	at := -1
	for i := range x.levels {
		l := &x.levels[i]
		if l.rate == r || l.rate.kind == "keep" && r == b.without[x.id] {
			at = i
		}
	}
	if at < 0 {
		l := level{id: r.id(), title: r.words(), rate: r}
		at = len(x.levels)
		if n := len(x.levels) - 1; n > 0 && x.levels[n].rate.kind == "remove" {
			at = n
		}
		x.levels = slices.Insert(x.levels, at, l)
	}
	l := &x.levels[at]
	if claim != "" {
		l.record = append(l.record, claim)
		x.rest(claim)
	}
	return l
}

var (
	percents = regexp.MustCompile(`(\d+(?:\.\d+)?)\s?(?:%|percent\b|per cent\b|pct\b)`)
	inAll    = regexp.MustCompile(`(?i)\bin all\b|\ball[- ]in\b|\binclusive\b|\bincluding the ordinary\b|\btopped up\b|\bnot stacked\b|\bhigher of\b|\bno stacking\b`)
)

// rateOf reads the rate that a claim names; sure is false when the claim does
// not say whether it holds the ordinary duty.
func rateOf(c *Claim) (r rate, sure, ok bool) {
	v := c.Value
	if c.Unit != "percent" || v == 0 {
		all := percents.FindAllStringSubmatch(c.Words, -1)
		if len(all) == 0 {
			return r, false, false
		}
		v, _ = strconv.ParseFloat(all[0][1], 64)
	}
	if v <= 0 || v > 1000 {
		return r, false, false
	}
	if inAll.MatchString(c.Words) {
		return rate{"total", v}, true, true
	}
	return rate{"add", v}, strings.Contains(c.Words, "+") || strings.Contains(c.Words, "on top"), true
}

// speak puts what a claim says of the duties into them.
func (b *builder) speak(c *Claim) {
	fs := b.spokenOf(c)
	var xs []*item
	for _, f := range fs {
		if x := b.item(f.id); x != nil && x.kind == "tariff" && x.giver == b.t.US {
			xs = append(xs, x)
		}
	}
	if len(xs) == 0 {
		b.leave(c, fmt.Sprintf("%s: not in the law on %s of %s; name sectors instead of measures to value it", strings.Join(c.Measures, ", "), b.t.Other, b.out.without.day.Format(time.DateOnly)))
		return
	}
	r, sure, named := rateOf(c)
	joint := 0 // duties under one statute add up, so one number does not say who takes what
	for _, m := range c.Measures {
		if strings.HasPrefix(m, "us-ieepa") {
			joint++
		}
	}
	for _, x := range xs {
		if b.quota(c, x) {
			continue
		}
		x.rest(c.ID)
		switch {
		case c.Type == "THREAT" || c.Type == "MEASURE" || c.Ask == "raise":
		case !named:
		case joint > 1:
			b.fill(x, c.ID+" names "+number(r.pct)+" % for several duties together: set the level of each")
		case c.Giver == b.t.US && (c.Type == "COMMITMENT" || c.Type == "OFFER" || c.Type == "OFFER_ITEM" || c.Type == "CONCEDE_SIGNAL"), c.Giver == b.t.Other && (c.Ask == "reduce" || c.Ask == "cap"):
			l := b.levelOf(x, r, c.ID)
			if !sure {
				b.fill(x, "level "+l.id+": "+c.ID+" does not say whether "+number(r.pct)+" % holds the ordinary duty")
			}
			if c.Type == "COMMITMENT" {
				b.agreed[x.id] = l.id
			}
		}
	}
	if c.Type == "THREAT" && c.Giver == b.t.US {
		b.threaten(c, xs, r, named)
	}
	b.use(c)
}

// quotas are the cards of a lower rate on a quantity, by family.
var quotas = map[string]string{"cars": "car-quota", "metals": "metals-quota"}

// quota makes an item of a lower rate that the United States gives on a
// quantity only; false when the claim speaks of no quantity.
func (b *builder) quota(c *Claim, x *item) bool {
	card := quotas[x.id]
	if card == "" || c.Giver != b.t.US || c.Type == "THREAT" || c.Type == "MEASURE" || !quotaWords.MatchString(c.Words) && !strings.HasSuffix(c.Unit, "/year") {
		return false
	}
	q := b.item(card)
	if q == nil {
		k := library()[card]
		q = &item{id: card, card: card, giver: x.giver, receiver: x.receiver, measures: x.measures, sources: k.Source}
		b.items = append(b.items, q)
		b.fill(q, "quota_share: the size against present sales; "+c.ID+" says "+first(oneLine(c.Quantity), "no size"))
	}
	q.rest(c.ID)
	if c.Type == "COMMITMENT" {
		b.agreed[q.id] = q.last()
	}
	return true
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// threaten makes a threat the outcome without a deal of the duties it names.
func (b *builder) threaten(c *Claim, xs []*item, r rate, named bool) {
	if !named {
		for _, x := range xs {
			b.fill(x, "the threat "+c.ID+" names no rate: level "+x.levels[0].id+" is the law")
		}
		return
	}
	for _, x := range xs {
		if !lower(b.without[x.id], r) {
			x.notes = append(x.notes, c.ID+" threatens "+r.words()+", no more than the law of "+b.out.without.day.Format(time.DateOnly)+" has")
			continue
		}
		lawful := x.levels[0]
		lawful.id, lawful.rate = "law", b.without[x.id]
		first := level{id: "threat", title: r.words() + ", threatened on " + c.Said, rate: r, record: []string{c.ID}}
		rest := []level{first}
		if x.levels[0].id != "threat" && lawful.rate.kind != "remove" && b.today[x.id] != lawful.rate {
			rest = append(rest, lawful)
		}
		if x.levels[0].id != "threat" && b.today[x.id] == lawful.rate && x.find("today") == nil {
			lawful.id, lawful.title = "today", "as on "+b.day+": "+lawful.rate.words()
			rest = append(rest, lawful)
		}
		for _, l := range x.levels[1:] {
			if l.rate != r {
				rest = append(rest, l)
			}
		}
		x.levels = rest
		b.without[x.id] = r
		b.threats = append(b.threats, c)
	}
}

func sameList(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !contains(b, x) {
			return false
		}
	}
	return true
}
