package record

import (
	"slices"
	"sort"
	"strings"
)

// measureMention is a noun phrase that names measures of the register.
type measureMention struct {
	from, to      int
	ids           []string // of the register; none for a duty it does not have
	rule          string
	issuer, payer string // as the words around say
	goods         []string
}

// findMeasures finds the noun phrases that name measures: by alias
// ("reciprocal tariffs"), by the goods after or before a word for a duty
// ("tariffs on steel and aluminium", "steel and aluminium tariffs").
func (d *doc) findMeasures() {
	t := d.toks
	for i := 0; i < len(t); i++ {
		if t[i].kind != word {
			continue
		}
		if m, ok := d.goodsBefore(i); ok {
			d.measures = append(d.measures, m)
			i = m.to - 1
			continue
		}
		if n, hits := d.reg.names.find(t, i, len(t), func(h hit) bool { return h.kind == hitMeasure }); n > 0 {
			if ids := d.fitting(hits, i); len(ids) > 0 {
				d.measures = append(d.measures, measureMention{from: i, to: i + n, ids: ids, rule: "ref.alias"})
				i += n - 1
				continue
			}
		}
		if classes["tariff"][t[i].low] && t[i].low != "tax" && t[i].low != "taxes" {
			if m, ok := d.goodsAfter(i); ok {
				d.measures = append(d.measures, m)
				i = m.to - 1
			}
		}
	}
}

// fitting keeps the measures that the story can mean: those that touch the
// other party, or that the party named before issues.
func (d *doc) fitting(hits []hit, i int) []string {
	issuer := d.issuerBefore(i)
	inForce := slices.ContainsFunc(hits, func(h hit) bool { return d.reg.measure[h.id].From <= d.day() })
	var ids []string
	for _, h := range hits {
		m := d.reg.measure[h.id]
		if issuer != "" && m.Issuer != issuer {
			continue
		}
		if b := d.reg.Bloc(m.Issuer); b != d.base && b != d.other || !m.Hits(d.across(b)) && d.other != "" {
			continue
		}
		if m.From > d.day() && inForce {
			continue
		}
		ids = append(ids, h.id)
	}
	if len(ids) > 1 && d.reg.measure[ids[0]].ID[:6] == "us-301" {
		// Several section 301 actions: the one in force that began last.
		best := ids[0]
		for _, id := range ids {
			if d.reg.measure[id].From > d.reg.measure[best].From {
				best = id
			}
		}
		ids = []string{best}
	}
	return ids
}

// issuerBefore gives the party whose measure it is said to be, just before
// token i: "Canada's retaliatory tariffs", "the US auto tariffs".
func (d *doc) issuerBefore(i int) string {
	for k := i; k > i-4 && k > 0; k-- {
		if a := d.actorEnding(k); a != nil && (a.kind == aParty || a.kind == aBody || a.kind == aPerson) {
			if k < i && d.toks[k].low == "'s" || k == i || k == i-1 {
				return d.reg.Bloc(a.party)
			}
		}
	}
	return ""
}

// goodsList reads "automobiles and parts", "steel, aluminum and copper" from
// token i: the goods and where the list ends. Adjectives between are allowed.
func (d *doc) goodsList(i, end int) (goods []string, to int, owner string) {
	t := d.toks
	k := i
	for k < end {
		if n, hits := d.reg.names.find(t, k, end, isGood); n > 0 {
			id := hits[0].id
			goods = append(goods, id)
			k += n
			to = k
			continue
		}
		w := t[k]
		switch {
		case (w.low == "parts" || w.low == "components") && len(goods) > 0 && (goods[len(goods)-1] == "cars" || goods[len(goods)-1] == "trucks"):
			if t[k-1].low == "and" || t[k-1].low == "," || t[k-1].low == "its" || t[k-1].low == "their" || t[k-1].low == "or" || t[k-1].low == "auto" {
				goods = append(goods, "auto-parts")
			} else {
				goods[len(goods)-1] = "auto-parts"
			}
			k++
			to = k
			continue
		case w.low == "and" || w.low == "or" || w.low == "," || w.low == "&":
			k++
			if k < end && t[k].low == "on" {
				k++
			}
			continue
		case w.low == "imported" || w.low == "imports" && k+1 < end && t[k+1].low == "of" || w.low == "of" || w.low == "foreign" || w.low == "the" || w.low == "made" || w.low == "light" || w.low == "their" || w.low == "its" || w.low == "built" || w.low == "all" || w.low == "other" || w.low == "key" || w.low == "most" || w.low == "some" || w.low == "certain" || w.low == "fresh" || w.low == "processed":
			k++
			continue
		}
		if a := d.actorFrom(k); a != nil && a.kind == aParty {
			if owner == "" {
				owner = a.party
			}
			k = a.to
			if k < end && t[k].low == "'s" {
				k++
			}
			continue
		}
		break
	}
	return goods, to, owner
}

// goodsAfter reads "tariffs on X and Y" with the duty word at i.
func (d *doc) goodsAfter(i int) (measureMention, bool) {
	t := d.toks
	k := i + 1
	if k+1 >= len(t) || t[k].low != "on" && t[k].low != "for" {
		// "tariffs the US imposed on cars" and the like.
		for j := k; j < len(t) && j < i+8 && (t[j].kind == word || t[j].kind == number || t[j].low == "%"); j++ {
			if t[j].low == "on" && t[j-1].lem != "impose" && t[j-1].form&(past|part) == 0 && t[j-1].low != "%" && t[j-1].low != "percent" && t[j-1].low != "pct" {
				break
			}
			if t[j].low == "on" {
				k = j
				break
			}
		}
		if k >= len(t) || t[k].low != "on" {
			return measureMention{}, false
		}
	}
	goods, to, owner := d.goodsList(k+1, min(k+18, len(t)))
	issuer := d.issuerBefore(i)
	ids := d.byGoods(goods, issuer, owner)
	if len(ids) == 0 && len(goods) == 0 {
		return measureMention{}, false
	}
	from := i
	for from > 0 && refWords[t[from-1].low] {
		from--
	}
	m := measureMention{from: from, to: to, ids: ids, rule: "ref.goods", issuer: issuer, payer: d.reg.Bloc(owner), goods: goods}
	if len(ids) == 0 {
		m.rule = "ref.duty"
	}
	// "built in China", "from Japan".
	if to+1 < len(t) && (t[to].low == "from" || to+2 < len(t) && (t[to].low == "made" || t[to].low == "built" || t[to].low == "produced") && t[to+1].low == "in") {
		q := to + 1
		if t[q].low == "in" {
			q++
		}
		if n, hits := d.reg.names.find(t, q, len(t), isPartyWord); n > 0 {
			m.to, m.payer = q+n, d.reg.Bloc(hits[0].id)
		}
	}
	return m, true
}

// refWords belong to the name of a duty when they stand before it.
var refWords = setOf("anti-dumping antidumping countervailing anti-subsidy additional dumping anti subsidy import")

// goodsBefore reads "steel and aluminium tariffs" with the first good at i.
func (d *doc) goodsBefore(i int) (measureMention, bool) {
	t := d.toks
	n, _ := d.reg.names.find(t, i, len(t), isGood)
	if n == 0 {
		return measureMention{}, false
	}
	goods, to, _ := d.goodsList(i, min(i+12, len(t)))
	if to == 0 || to >= len(t) {
		return measureMention{}, false
	}
	k := to
	for k < len(t) && (t[k].low == "import" || t[k].low == "sector" || t[k].kind == number || t[k].low == "%") {
		k++
	}
	if k >= len(t) || !classes["tariff"][t[k].low] {
		return measureMention{}, false
	}
	issuer := d.issuerBefore(i)
	ids := d.byGoods(goods, issuer, "")
	if len(ids) == 0 {
		return measureMention{}, false
	}
	return measureMention{from: i, to: k + 1, ids: ids, rule: "ref.goods", issuer: issuer, goods: goods}, true
}

// byGoods gives the measures on these goods. issuer is the party whose
// measure it is said to be, owner the party whose goods pay it.
func (d *doc) byGoods(goods []string, issuer, owner string) []string {
	if issuer == "" {
		issuer = "US"
		if owner == "US" || d.base != "US" {
			return nil // duties of another party on American goods
		}
	}
	var ids []string
	for _, g := range goods {
		for i := range d.reg.Measures {
			m := &d.reg.Measures[i]
			if m.Issuer != issuer || d.other != "" && (issuer == d.base || issuer == d.other) && !m.Hits(d.across(issuer)) {
				continue
			}
			if !m.Law && m.From > d.day() {
				continue
			}
			for _, mg := range m.Goods {
				if mg == g || g == "metals" && (mg == "steel" || mg == "aluminium") {
					ids = appendNew(ids, m.ID)
				}
			}
		}
	}
	return ids
}

// allMeasures are the measures of issuer in force on the other party on the
// day: what "all tariffs" means.
func (d *doc) allMeasures(issuer, on string) []string {
	var ids []string
	for i := range d.reg.Measures {
		m := &d.reg.Measures[i]
		if m.Issuer == issuer && m.Law && m.Hits(on) && m.From <= d.day() && (m.To == "" || m.To >= d.day()) && !strings.Contains(m.ID, "301-china") {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func appendNew(s []string, x string) []string {
	for _, y := range s {
		if x == y {
			return s
		}
	}
	return append(s, x)
}

// measuresIn gives the measures named in a stretch of tokens.
func (d *doc) measuresIn(from, to int) (ids []string, ms []measureMention) {
	lo := sort.Search(len(d.measures), func(i int) bool { return d.measures[i].from >= from })
	for _, m := range d.measures[lo:] {
		if m.from >= to {
			break
		}
		if m.to <= to {
			ms = append(ms, m)
			for _, id := range m.ids {
				ids = appendNew(ids, id)
			}
		}
	}
	return ids, ms
}

// goodsIn gives the goods named in a stretch of tokens.
func (d *doc) goodsIn(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		if d.toks[i].kind != word {
			continue
		}
		if k := d.at; len(k) > i && k[i] != 0 && d.actors[k[i]-1].kind != aParty {
			i = max(i, d.actors[k[i]-1].to-1) // "the agriculture minister", "Nippon Steel"
			continue
		}
		if i > from && d.cause(i) {
			break
		}
		if n, hits := d.reg.names.find(d.toks, i, to, isGood); n > 0 && !(n == 1 && d.verbHere(i, to)) {
			id := hits[0].id
			if id == "cars" && i+n < to && d.toks[i+n].low == "parts" {
				id = "auto-parts"
			}
			out = appendNew(out, id)
			i += n - 1
		} else if d.toks[i].low == "parts" && len(out) > 0 && out[len(out)-1] == "cars" && i > from && d.toks[i-1].low == "and" {
			out = appendNew(out, "auto-parts")
		}
	}
	return out
}

// verbHere says whether a word that is a good and a verb is the verb here:
// "will scrap its tariff".
func (d *doc) verbHere(i, to int) bool {
	t := d.toks
	if t[i].form == 0 {
		return false
	}
	if i > 0 && (classes["modal"][t[i-1].low] || t[i-1].low == "to" || t[i-1].low == "not") {
		return true
	}
	return i+1 < to && (detWords[t[i+1].low] || t[i+1].low == "all")
}

// cause says whether what follows token i is why something is done and not
// what it is done to: "over purchases of Russian oil".
func (d *doc) cause(i int) bool {
	t := d.toks
	switch t[i].low {
	case "because", "despite", "amid":
		return true
	case "over":
		return i+1 < len(t) && t[i+1].kind == word && cardinals[t[i+1].low] == 0 && t[i-1].low != "based" && t[i-1].low != "quota"
	case "for":
		return i > 0 && (t[i-1].low == "penalty" || t[i-1].low == "punishment" || t[i-1].low == "retaliation")
	}
	return false
}

// measureDate is the first day of the earliest of the measures.
func (d *doc) measureDate(ids []string) string {
	best := ""
	for _, id := range ids {
		if m := d.reg.measure[id]; m != nil && (best == "" || m.From < best) {
			best = m.From
		}
	}
	return best
}
