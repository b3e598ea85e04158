package deal

import (
	"fmt"
	"sort"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// Said is a claim of the record, as far as a draft needs it.
type Said struct {
	ID, Type, Giver, Receiver, Topic string
	Measures, Goods, Sectors         []string
	Quote                            string
}

// DraftOf is what a case is drafted from.
type DraftOf struct {
	ID        string // of the case
	Published string // ISO date: the table and the law as of this day
	Source    string // where the claims were read
	Claims    []Said
}

// drafted is one instrument of a draft.
type drafted struct {
	id, card, giver, receiver string
	title, kind               string
	measures, sectors, goods  []string
	topic, claim              string
}

// Draft writes a first case file from claims: an instrument for every duty
// that a side wants changed and for every item offered, a red line for every
// duty without whose change a side will not sign. It fills nothing that the
// claims do not say: levels and evidence come from the cards, and what has no
// card asks what would have to be believed. The draft is a case that loads;
// the head of the file says what to check.
func Draft(d DraftOf) ([]byte, error) {
	us, other, err := d.parties()
	if err != nil {
		return nil, err
	}
	items := d.duties(us, other)
	duties := len(items)
	items = append(items, d.offers()...)
	if len(items) == 0 {
		return nil, fault.Unsolved(d.Source, "read another article, or copy an embedded case", "no duty to change and no item offered was found, so there is nothing to draft")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Drafted from %d claims of %s. Check before use: what no deal means,\n# the levels, and the amounts; each came from a card, not from the text.\n", len(d.Claims), d.Source)
	fmt.Fprintf(&b, "case: %s\ntitle: %q\ndate: %s\n\n", d.ID, country.Name(region(us))+" and "+country.Name(region(other))+", as of "+d.Published, d.Published)
	fmt.Fprintf(&b, "economy:\n  name: world-2022\n  groups:\n")
	seen := map[string]bool{}
	for _, g := range append([]string{region(us), region(other)}, "CHN", "JPN", "EU", "GBR", "KOR", "CAN", "MEX") {
		if !seen[g] {
			fmt.Fprintf(&b, "    - {code: %s}\n", g)
		}
		seen[g] = true
	}
	fmt.Fprintf(&b, "\nparties:\n")
	for _, p := range []string{other, us} {
		fmt.Fprintf(&b, "  - {id: %s, name: %q, regions: [%s]}\n", p, country.Name(region(p)), region(p))
	}
	fmt.Fprintf(&b, "\ndisagreement:\n  title: \"no deal: the law of %s stays as it is\"\n  law: %s\n  source: [article]\n\ninstruments:\n", d.Published, d.Published)
	for _, x := range items {
		x.write(&b)
	}
	d.redLines(&b, items[:duties])
	fmt.Fprintf(&b, "\nsources:\n  - {id: article, title: %q, date: %s, grade: K}\n", d.Source, d.Published)
	out := []byte(b.String())
	if _, err := Parse("draft", out); err != nil {
		return nil, fmt.Errorf("the draft does not load: %w", err)
	}
	return out, nil
}

func region(party string) string {
	code, err := country.Parse(party)
	if err != nil {
		return party
	}
	return code
}

// parties finds the United States and the side it talks with most.
func (d DraftOf) parties() (us, other string, err error) {
	count := map[string]int{}
	for _, c := range d.Claims {
		switch c.Type {
		case "DEMAND", "RED_LINE", "OFFER", "OFFER_ITEM", "POSITION", "THREAT":
		default:
			continue
		}
		for _, p := range []string{c.Giver, c.Receiver} {
			code, err := country.Parse(p)
			if err != nil || p == "*" {
				continue
			}
			if code == "USA" {
				us = p
			} else {
				count[p]++
			}
		}
	}
	names := sortedKeys(count)
	sort.SliceStable(names, func(a, b int) bool { return count[names[a]] > count[names[b]] })
	if us == "" || len(names) == 0 {
		return "", "", fault.Unsolved(d.Source, "name an article in which somebody demands or offers something of or to the United States", "no two parties that bargain were found")
	}
	return us, names[0], nil
}

// dutyCards are the cards of measures that several cases share.
var dutyCards = []struct {
	measure, card, id string
}{
	{"us-ieepa-reciprocal", "reciprocal-duty", "reciprocal"},
	{"us-232-autos", "car-duty", "cars"},
	{"us-232-auto-parts", "car-parts-duty", "parts"},
	{"us-232-steel", "metals-duty", "metals"},
	{"us-232-aluminium", "metals-duty", "metals"},
}

// duties are the measures that the other side speaks of changing.
func (d DraftOf) duties(us, other string) []drafted {
	var out []drafted
	have := map[string]bool{}
	for _, c := range d.Claims {
		if c.Type != "DEMAND" && c.Type != "RED_LINE" || c.Giver != other {
			continue
		}
		for _, m := range c.Measures {
			x := drafted{id: strings.TrimPrefix(m, "us-"), kind: "tariff", title: "Additional duty under " + m, measures: []string{m}}
			for _, k := range dutyCards {
				if k.measure == m {
					x = drafted{id: k.id, card: k.card, measures: []string{m}}
				}
			}
			x.giver, x.receiver, x.claim = us, other, c.ID
			if have[x.id] {
				for k := range out {
					if out[k].id == x.id && !contains(out[k].measures, m) {
						out[k].measures = append(out[k].measures, m)
					}
				}
				continue
			}
			have[x.id] = true
			out = append(out, x)
		}
	}
	return out
}

// offers are the items offered, one for each good or topic.
func (d DraftOf) offers() []drafted {
	var out []drafted
	have := map[string]bool{}
	add := func(x drafted) {
		if have[x.id] {
			for k := range out {
				if out[k].id == x.id {
					out[k].goods = append(out[k].goods, x.goods...)
				}
			}
			return
		}
		have[x.id] = true
		out = append(out, x)
	}
	for _, c := range d.Claims {
		if c.Type != "OFFER_ITEM" || region(c.Receiver) == c.Receiver && c.Receiver == "*" {
			continue
		}
		x := drafted{giver: c.Giver, receiver: c.Receiver, goods: c.Goods, sectors: c.Sectors, topic: c.Topic, claim: c.ID}
		switch {
		case c.Topic == "standards":
			x.id, x.card = "standards", "car-standards"
		case contains(c.Goods, "ships"):
			x.id, x.card = "shipbuilding", "shipbuilding"
		case contains(c.Goods, "aircraft"):
			x.id, x.card = "aircraft", "aircraft-purchases"
		case c.Topic == "investment":
			x.id, x.card = "investment", "investment-pledge"
		case c.Topic == "exchange rate":
			x.id, x.card = "currency", "currency-understanding"
		case contains(c.Sectors, "B05_06") || contains(c.Sectors, "C19"):
			x.id, x.card = "energy", "energy-purchases"
		case contains(c.Sectors, "A01_02"):
			x.id, x.card = "farm", "farm-purchases"
		case c.Topic == "purchase" && len(c.Sectors) > 0:
			x.id, x.kind, x.title = "purchase-"+strings.ToLower(c.Sectors[0]), "purchase", "Purchases: "+strings.Join(c.Goods, ", ")
		default:
			x.id, x.kind, x.title = "item-"+c.ID, "cooperation", strings.TrimSpace(c.Quote)
		}
		add(x)
	}
	return out
}

// write puts an instrument into the draft.
func (x drafted) write(b *strings.Builder) {
	fmt.Fprintf(b, "  - id: %s\n", x.id)
	if x.card != "" {
		fmt.Fprintf(b, "    card: %s\n", x.card)
	}
	fmt.Fprintf(b, "    giver: %s\n    receiver: %s\n", x.giver, x.receiver)
	if x.kind != "" {
		fmt.Fprintf(b, "    title: %q\n    kind: %s\n    evidence: \"as reported; no card\"\n    source: [article]\n", x.title, x.kind)
	}
	switch x.kind {
	case "tariff":
		fmt.Fprintf(b, "    measures: [%s]\n    levels:\n      - {id: now, title: as in force, keep: true}\n      - {id: none, title: removed, remove: true}\n", strings.Join(x.measures, ", "))
	case "purchase":
		fmt.Fprintf(b, "    sectors: [%s]\n    levels:\n      - {id: none, title: as bought today}\n      - {id: one, title: \"+1 bn USD a year, a round scale\", add_musd: 1000, fulfilment: [0.57, 0.8, 1.0]}\n", strings.Join(x.sectors, ", "))
	case "cooperation":
		fmt.Fprintf(b, "    believe: \"to be filled in: what it would be worth to each side, and why\"\n    levels:\n      - {id: none, title: none}\n      - {id: agreed, title: agreed}\n")
	}
	if len(x.goods) > 0 {
		fmt.Fprintf(b, "    claims:\n      - {type: OFFER_ITEM, giver: %s, goods: [%s]}\n", x.giver, strings.Join(x.goods, ", "))
	} else if x.topic != "" && len(x.measures) == 0 {
		fmt.Fprintf(b, "    claims:\n      - {type: OFFER_ITEM, giver: %s, topic: %s}\n", x.giver, x.topic)
	} else if len(x.measures) > 0 {
		fmt.Fprintf(b, "    claims:\n      - {type: DEMAND, giver: %s, measures: [%s]}\n", x.receiver, strings.Join(x.measures, ", "))
	}
}

// redLines turns each red line on duties into a demand for their last level.
func (d DraftOf) redLines(b *strings.Builder, duties []drafted) {
	head := false
	for _, c := range d.Claims {
		if c.Type != "RED_LINE" {
			continue
		}
		var need []string
		for _, x := range duties {
			for _, m := range c.Measures {
				if contains(x.measures, m) && x.receiver == c.Giver && !contains(need, x.id) {
					need = append(need, x.id)
				}
			}
		}
		if need == nil {
			continue
		}
		if !head {
			b.WriteString("\nred_lines:\n")
			head = true
		}
		fmt.Fprintf(b, "  - id: line-%s\n    party: %s\n    title: %q\n    source: [article]\n    require:\n", c.ID, c.Giver, strings.Join(strings.Fields(c.Quote), " "))
		for _, id := range need {
			fmt.Fprintf(b, "      - {instrument: %s, levels: [none]}\n", id)
		}
		fmt.Fprintf(b, "    claims:\n      - {type: RED_LINE, giver: %s}\n", c.Giver)
	}
}
