package record

import (
	"math"
	"strconv"
)

// saidRate is a rate of an American duty that a text states as a fact.
type saidRate struct {
	num        int // token of the number
	from, to   int // the words that say so
	pct        float64
	ids        []string // measures meant; none: all that are on all goods of the party
	goods      []string // goods of the register that pay, where no measure is named
	parties    []string // whose goods pay
	lo, hi     string   // days in which the text has it in force, as ISO days
	throughout bool     // it has it in force on both, not on any day between
	loose      bool     // no words say that all goods pay it
	anyParty   bool     // no words say whose goods pay it
	onTop      bool     // it is said to be added to the ordinary duty
	paid       bool     // somebody pays it: one that is suspended is not meant
}

// ratesSaid finds the rates of American duties that the text tells of as facts,
// past or present. A rate that somebody threatens, plans, wants or expects, a
// mean, a share, a change and a duty of another country are none.
func (d *doc) ratesSaid() []saidRate {
	var out []saidRate
	for _, s := range d.sents {
		if d.pars[s.par].title {
			continue
		}
		for i := s.from; i+1 < s.to; i++ {
			if d.toks[i].kind != number {
				continue
			}
			if r, ok := d.rateAt(s, i); ok {
				out = append(out, r)
			}
		}
	}
	return out
}

// rateAt reads the rate at a number of a sentence.
func (d *doc) rateAt(s sentence, i int) (saidRate, bool) {
	pct, after, ok := d.percentAt(i)
	if !ok || pct < lowest || after < s.to && notRate[d.toks[after].low] || i > s.from && vague[d.toks[i-1].lem] || i > s.from+1 && isOne(d.toks[i-2].low, "up", "least", "most", "much") {
		return saidRate{}, false
	}
	p := ratePhrase{d: d, s: s, num: i, after: after}
	p.bounds()
	if !p.duty() || p.foreign() {
		return saidRate{}, false
	}
	p.findVerbs()
	parties := p.payers()
	if len(parties) == 0 {
		return saidRate{}, false
	}
	ids, goods, ok := p.measures(parties)
	if !ok || !p.fact(len(ids)+len(goods) > 0) {
		return saidRate{}, false
	}
	r := saidRate{num: i, from: min(i, p.noun), to: max(after, p.noun+1), pct: pct, ids: ids, goods: goods, parties: parties, anyParty: p.vague, onTop: p.onTop()}
	if len(ids)+len(goods) == 0 && !p.onAll() {
		// "the 31 percent levy", "would keep its rate at 36%".
		if len(parties) > 1 || parties[0] != d.other {
			return saidRate{}, false
		}
		switch {
		case p.kind == change && p.otherEnd(parties[0]), p.kind == object && p.anyGoods():
		case parties[0] == "CN":
			return saidRate{}, false
		case p.kind == attributive && p.definite(),
			p.kind == predicate && (p.keeps() || p.now() && isOne(d.toks[max(p.noun-1, 0)].low, "the", "its")), p.onTop(), p.newDuty():
			r.loose = true
		default:
			return saidRate{}, false
		}
	}
	r.lo, r.hi, r.throughout = p.window()
	r.paid = p.kind == object || p.inForce()
	return r, true
}

// lowest is the rate below which a duty may well be the ordinary one.
const lowest = 5

// percentAt reads a rate at a number: "35%", "35 percent", "35-percent". after
// is the token behind it. A rate that is no half or whole number is a mean.
func (d *doc) percentAt(i int) (pct float64, after int, ok bool) {
	t := d.toks
	k := i + 1
	if k < len(t) && t[k].low == "-" {
		k++
	}
	switch {
	case k >= len(t):
		return 0, 0, false
	case percentMark[t[k].low]:
		k++
	case t[k].low == "per" && k+1 < len(t) && t[k+1].low == "cent":
		k += 2
	default:
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(t[i].low, 64)
	return v, k, err == nil && v > 0 && v*2 == math.Trunc(v*2)
}

// ratePhrase is the surroundings of a rate while it is read.
type ratePhrase struct {
	d          *doc
	s          sentence
	num, after int
	lo, hi     int // the stretch of the sentence that it stands in
	noun       int // the word for a duty, or the verb of paying
	kind       rateKind
	vague      bool   // the stretch names no party whose goods pay
	verb, next *group // the nearest before the rate and the first after it, nil for none
}

// rateKind is how a rate is tied to a duty.
type rateKind uint8

const (
	attributive rateKind = iota // "a 25% tariff"
	predicate                   // "a tariff of 25%", "its rate on Thai goods at 19%"
	object                      // "pay 25%"
	change                      // "lowered the tariff to 15% from 39%"
	elliptic                    // "those from Taiwan 36 percent"
)

// prev is the word before the number.
func (p *ratePhrase) prev() string {
	if p.num == p.lo {
		return ""
	}
	return p.d.toks[p.num-1].low
}

// bounds finds the stretch of the sentence around the number that commas,
// semicolons and conjunctions part from the rest. A stretch without a verb, and
// a relative clause, take in what stands before them.
func (p *ratePhrase) bounds() {
	t := p.d.toks
	p.lo, p.hi = p.num, p.after
	for p.lo > p.s.from && !p.parts(p.lo-1) {
		p.lo--
	}
	for p.hi < p.s.to && !p.parts(p.hi) {
		p.hi++
	}
	for more := 0; more < 3 && p.lo > p.s.from+1; more++ {
		if t[p.lo-1].low == ";" || !isOne(t[p.lo].low, "which", "who", "that") && p.whole() {
			break
		}
		p.lo--
		for p.lo > p.s.from && !p.parts(p.lo-1) {
			p.lo--
		}
	}
}

// whole says whether the stretch has a verb with a subject before it: a party,
// goods, a duty or those who deal in them.
func (p *ratePhrase) whole() bool {
	d := p.d
	for _, g := range d.groups(p.lo, p.num, nil) {
		if !g.finite {
			continue
		}
		for k := p.lo; k < g.from; k++ {
			if w := &d.toks[k]; d.inActor(k) || allGoods[w.low] || dutyNoun(w.low) || w.low == "it" || w.low == "they" {
				return true
			}
		}
		return g.from > p.lo+3 || len(d.goodsIn(p.lo, g.from)) > 0
	}
	return false
}

// parts says whether a token parts two stretches of a sentence.
func (p *ratePhrase) parts(i int) bool {
	t := p.d.toks
	switch t[i].low {
	case "and", "or":
		// "10% on most goods and 25% on cars".
		if i+2 >= p.s.to {
			return false
		}
		if t[i+1].kind != number { // "and dropped the oil penalty"
			return t[i+1].form&past != 0 && t[i+1].form&finite != 0 && t[i+1].thing == 0
		}
		_, _, ok := p.d.percentAt(i + 1)
		return ok
	case ",", ";", ":", "—", "–", "(", ")", "while", "whereas", "but", "although", "though", "\"", "“", "”":
		return !(t[i].low == "," && i+1 < p.s.to && t[i+1].kind == number && i > 0 && t[i-1].kind == number)
	}
	return false
}

// duty finds what makes the percentage one of a duty.
func (p *ratePhrase) duty() bool {
	return p.ofNoun() || p.ofParticiple() || p.afterGoods() || p.afterParty() || p.changed() || p.putOn() || p.linked() || p.standsAt()
}

// ofNoun reads "a 25% reciprocal tariff".
func (p *ratePhrase) ofNoun() bool {
	t := p.d.toks
	for k := p.after; k < p.hi && k < p.after+6; k++ {
		if dutyNoun(t[k].low) {
			p.noun, p.kind = k, attributive
			return true
		}
		if t[k].low == "-" || p.d.inActor(k) || refWords[t[k].low] {
			continue
		}
		if t[k].kind != word && t[k].kind != number || functionWords[t[k].low] || t[k].form&finite != 0 && t[k].thing == 0 {
			break
		}
	}
	return false
}

// ofParticiple reads "the 19 percent levied on Indonesian goods".
func (p *ratePhrase) ofParticiple() bool {
	t := p.d.toks
	if p.after >= p.hi || t[p.after].form&(past|part) == 0 || !levied[t[p.after].lem] && !payVerbs[t[p.after].lem] {
		return false
	}
	p.noun, p.kind = p.after, attributive
	return true
}

// afterGoods reads "Japanese steel has been charged 25% and aluminium 10%".
func (p *ratePhrase) afterGoods() bool {
	t := p.d.toks
	for k := p.num - 1; k > p.s.from+2 && k > p.num-4; k-- {
		if !isOne(t[k].low, "and", ",", "for", "on") || !p.dutyBefore(k) {
			continue
		}
		n, _ := p.d.reg.names.find(t, k+1, p.num, isGood)
		if n == 0 || k+1+n != p.num {
			return false
		}
		p.noun, p.kind, p.lo = p.num, elliptic, k+1
		return true
	}
	return false
}

// afterParty reads "46 percent on imports from Vietnam, those from Taiwan 36
// percent", "Swiss goods have paid 39 percent and Vietnamese goods 20".
func (p *ratePhrase) afterParty() bool {
	t := p.d.toks
	end := p.num
	before := []string{"from", "on", "for", "and"}
	if end > p.s.from && allGoods[t[end-1].low] {
		end--
		before = []string{"and", ",", "while", "but"}
	}
	a := p.d.actorEnding(end)
	if a == nil || a.kind != aParty || a.party == "US" || a.from <= p.s.from+2 || !isOne(t[a.from-1].low, before...) || !p.dutyBefore(a.from) {
		return false
	}
	p.noun, p.kind = p.num, elliptic
	if end < p.num {
		p.lo = a.from
	}
	return true
}

// changed reads "lowered its tariff to 15% from 39%", whatever stands between.
func (p *ratePhrase) changed() bool {
	if w := p.prev(); w != "to" && w != "from" {
		return false
	}
	for k := p.num - 2; k >= p.lo && k > p.num-16; k-- {
		if dutyNoun(p.d.toks[k].low) {
			p.noun, p.kind = k, change
			return true
		}
	}
	return false
}

// putOn reads "slapped 25% on steel".
func (p *ratePhrase) putOn() bool {
	t := p.d.toks
	if p.num == p.lo || p.after >= p.hi || t[p.after].low != "on" || t[p.num-1].form&(past|part|finite) == 0 || !levied[t[p.num-1].lem] {
		return false
	}
	p.noun, p.kind = p.num-1, attributive
	return true
}

// linked reads "a tariff of 25%", "its rate on Thai goods at 19%", "the duty is
// 15%", "pay 15%".
func (p *ratePhrase) linked() bool {
	t := p.d.toks
	linked := false
	for k := p.num - 1; k >= p.lo && k > p.num-16; k-- {
		w := t[k].low
		switch {
		case linkWords[w]:
			linked = true
		case dutyNoun(w) && linked:
			p.noun, p.kind = k, predicate
			return true
		case t[k].kind == number && (percentMark[t[k+1].low] || t[k+1].low == "per"), isOne(w, "and", "or", "by"):
			return false
		case (payVerbs[t[k].lem] || isOne(w, "liable", "owed", "hit")) && p.pays(k):
			p.noun, p.kind = k, object
			return true
		}
	}
	return false
}

// dutyBefore says whether a rate of a duty stands before token i.
func (p *ratePhrase) dutyBefore(i int) bool {
	t := p.d.toks
	for k := p.s.from; k < i; k++ {
		if dutyNoun(t[k].low) || payVerbs[t[k].lem] {
			return true
		}
	}
	return false
}

// standsAt reads "Vietnam is at 20 percent", "steel remains at 50" where the
// sentence or the one before speaks of duties.
func (p *ratePhrase) standsAt() bool {
	d, t := p.d, p.d.toks
	k := p.num - 2
	if k < p.lo || p.prev() != "at" || !isOne(t[k].low, "is", "are", "was", "were", "remains", "remain", "remained", "stays", "stay", "stands", "stand") {
		return false
	}
	if a := d.actorEnding(k); (a == nil || a.kind != aParty) && len(d.goodsIn(max(p.lo, k-3), k)) == 0 {
		return false
	}
	from, _ := d.around(p.num, 1)
	for i := from; i < p.s.to; i++ {
		if dutyNoun(t[i].low) && t[i].low != "rate" {
			p.noun, p.kind = k, predicate
			return true
		}
	}
	return false
}

// pays says whether the verb at k has the number for its object: nothing but
// small words stands between.
func (p *ratePhrase) pays(k int) bool {
	for j := k + 1; j < p.num; j++ {
		if n, _ := timeAt(p.d.toks, j, p.num); n > 0 {
			j += n - 1
			continue
		}
		w := p.d.toks[j].low
		if !isOne(w, "a", "an", "the", "at", "to", "of", "in", "total", "just", "only", "now", "still", "currently", "additional", "further", "extra", "namely", "duty", "duties", "tariff", "tariffs", "combined", "up", ",") && !functionWords[w] {
			return false
		}
	}
	return true
}

func dutyNoun(w string) bool {
	return classes["tariff"][w] && w != "tax" && w != "taxes" && w != "tolls" || isOne(w, "rate", "penalty", "ceiling")
}

var (
	linkWords = setOf("of at is are was were stands stood remains remained stays stayed totals totalling totaling being currently")
	payVerbs  = setOf("pay face attract bear carry incur charge assess subject enter owe tax")
	// notRate are words that make a percentage something else than a duty.
	notRate = setOf("of point points more less fewer lower higher cheaper dearer increase increases rise rises cut cuts drop fall decline share stake discount growth reduction reductions interest rule content holding quota")
	// vague stand before a number that is no exact one, or a change.
	vague = setOf("by about around roughly nearly almost some average approximately over under least most than another up below above")
)
