package record

import (
	"strings"
	"sync"
)

// trie finds the longest phrase of the registers that begins at a token.
type trie struct {
	next map[string]*trie
	hits []hit
	root bool // the trie of names, whose first step every token knows
}

// hitKind says what a phrase stands for.
type hitKind uint8

const (
	hitParty    hitKind = iota // "Japan"
	hitAdj                     // "Japanese"
	hitMetonym                 // "Tokyo"
	hitPerson                  // a full name
	hitFamily                  // a family name or short name alone
	hitTitle                   // a title of one or more offices
	hitBody                    // "the White House"
	hitGood                    // "soybeans"
	hitMeasure                 // "reciprocal tariffs"
	hitGroup                   // "lawmakers", "sources"
	hitAccord                  // the name of an agreement
	hitSpeaking                // words that only separate
	hitRegion                  // a state or province of a party: "Ontario"
)

// hit is one meaning of a phrase.
type hit struct {
	kind  hitKind
	id    string
	caps  bool // the text must write it with a capital letter
	upper bool // the text must write it in capitals
	mask  uint // tokens after the first that must begin with a capital: "U.S. Steel"
}

func newTrie() *trie { return &trie{next: map[string]*trie{}} }

// add puts a phrase (as a register writes it) into the trie.
func (t *trie) add(phrase string, h hit) {
	toks := scan(phrase, 0, len(phrase), nil)
	if len(toks) == 0 {
		return
	}
	h.caps = h.caps || toks[0].cap
	if len(toks) == 1 && toks[0].upper {
		h.upper = true
	}
	if h.kind == hitBody && h.mask != 0 {
		h.mask = 0
		for i := 1; i < len(toks); i++ {
			if toks[i].cap {
				h.mask |= 1 << i
			}
		}
	}
	n := t
	for _, tok := range toks {
		m := n.next[tok.low]
		if m == nil {
			m = newTrie()
			n.next[tok.low] = m
		}
		n = m
	}
	for _, o := range n.hits {
		if o.kind == h.kind && o.id == h.id {
			return
		}
	}
	n.hits = append(n.hits, h)
}

// capped says whether the words that must begin with a capital letter do.
func (h *hit) capped(toks []token, i, k int) bool {
	for j := i + 1; j <= k; j++ {
		if h.mask&(1<<(j-i)) != 0 && !toks[j].cap {
			return false
		}
	}
	return true
}

// find gives the longest phrase that begins at toks[i] and has a meaning that
// want accepts, and all those meanings.
func (t *trie) find(toks []token, i, end int, want func(hit) bool) (n int, hits []hit) {
	node := t
	for k := i; k < end; k++ {
		if k == i && t.root && toks[k].looked {
			node = toks[k].names
		} else {
			node = node.next[toks[k].low]
		}
		if node == nil {
			break
		}
		if len(node.hits) == 0 {
			continue
		}
		var ok []hit
		all := true
		for _, h := range node.hits {
			if h.caps && !toks[i].cap || h.upper && !toks[i].upper || h.mask != 0 && !h.capped(toks, i, k) || want != nil && !want(h) {
				all = false
				break
			}
		}
		if all {
			n, hits = k-i+1, node.hits
			continue
		}
		for _, h := range node.hits {
			if h.caps && !toks[i].cap || h.upper && !toks[i].upper || h.mask != 0 && !h.capped(toks, i, k) {
				continue
			}
			if want == nil || want(h) {
				ok = append(ok, h)
			}
		}
		if ok != nil {
			n, hits = k-i+1, ok
		}
	}
	return n, hits
}

// groupWords are plural or general words for unnamed people who speak.
var groupWords = map[string]string{
	"official": "person", "officials": "people", "policymaker": "person", "policymakers": "people", "policy makers": "people",
	"lawmaker": "person", "lawmakers": "people", "legislator": "person", "legislators": "people", "parliamentarians": "people",
	"negotiator": "person", "negotiators": "people", "minister": "person", "ministers": "people", "diplomat": "person", "diplomats": "people",
	"leaders": "people", "politicians": "people", "economist": "person", "economists": "people", "analyst": "person", "analysts": "people",
	"executives": "people",
	"critics":    "people", "experts": "people", "observers": "people", "senators": "people", "congressmen": "people", "aides": "people", "advisers": "people",
	"delegation": "body", "government": "body", "administration": "body", "ministry": "body", "cabinet": "body", "embassy": "body", "parliament": "body",
	"spokesperson": "person", "spokesman": "person", "spokeswoman": "person", "trade team": "body", "negotiating team": "body", "side": "body",
	"commission": "body", "finance ministry": "body", "foreign ministry": "body", "trade ministry": "body", "commerce ministry": "body", "industry ministry": "body",
	"agriculture ministry": "body", "economy ministry": "body", "transport ministry": "body", "presidential office": "body", "prime minister's office": "body",
	"bloc": "body", "agency": "body", "newspaper": "body", "broadcaster": "body", "daily": "body", "ruling party": "body", "governing party": "body", "ruling coalition": "body", "opposition": "body", "authorities": "people", "treasury": "body",
	"fact sheet": "paper", "factsheet": "paper", "readout": "paper", "communique": "paper", "communiqué": "paper",
	"source": "source", "sources": "source", "insider": "source", "insiders": "source",
	"person familiar": "source", "person aware": "source", "people aware": "source", "officials aware": "source", "official aware": "source", "officials briefed": "source", "official briefed": "source", "people familiar": "source", "person with knowledge": "source", "people with knowledge": "source",
	"person briefed": "source", "people briefed": "source", "person close": "source", "people close": "source", "person with direct knowledge": "source",
	"people with direct knowledge": "source", "officials familiar": "source", "official familiar": "source", "person involved": "source", "people involved": "source",
	"person who": "source", "those familiar": "source", "individuals familiar": "source",
}

// interestWords are words for those who speak within their party: producers,
// firms, lobbies and unions.
var interestWords = strings.Fields(`farmers growers ranchers producers farm_groups farm_unions farmers_unions farmers_groups trade_unions trade_union labour_unions labor_unions unions union carmakers
automakers carmaker automaker exporters importers manufacturers steelmakers steelmaker chipmakers drugmakers drugmaker watchmakers winemakers distillers shipbuilders retailers
industry_groups industry_group business_groups business_group business_lobby industry_lobby lobby lobbies lobby_group lobby_groups lobbyists farm_lobby car_lobby association associations industry_association
federation federations business_federation chamber_of_commerce chambers_of_commerce confederation trade_body industry_body trade_association trade_associations business_leaders industry_leaders
businesses companies firms company cooperatives co-operatives refiners millers processors breeders fishermen packers brewers vintners cattlemen industry_representatives trade_group trade_groups farm_group
opposition_parties opposition_party opposition_leaders opposition_leader opposition_lawmakers opposition_lawmaker governors mayors activists environmentalists civic_groups consumer_groups advocacy_groups civil_society NGOs raisers poultry_raisers planters fishers traders shippers freight_forwarders dealers brewers bakers livestock_farmers dairy_farmers rice_farmers smallholders peasants workers labour_groups labor_groups`)

// buildNames fills the trie and the name tables from the registers.
func (r *Registers) buildNames() {
	r.cueTree = sync.OnceValue(func() *cueTree { return newCueTree(r.Cues) })
	t := newTrie()
	t.root = true
	for i := range r.Parties {
		p := &r.Parties[i]
		for _, n := range p.Names {
			t.add(n, hit{kind: hitParty, id: p.Code})
		}
		for _, n := range p.Adjectives {
			t.add(n, hit{kind: hitAdj, id: p.Code})
		}
		for _, n := range p.Metonyms {
			t.add(n, hit{kind: hitMetonym, id: p.Code})
		}
		for _, n := range p.Regions {
			t.add(n, hit{kind: hitRegion, id: p.Code})
		}
	}
	r.family = map[string][]*Person{}
	r.given = map[string][]*Person{}
	for i := range r.People {
		p := &r.People[i]
		full := append([]string{p.Given + " " + p.Family, p.Family + " " + p.Given}, p.Other...)
		for _, n := range full {
			t.add(n, hit{kind: hitPerson, id: p.ID, caps: true})
		}
		for _, n := range []string{p.Family, p.Short} {
			if n == "" {
				continue
			}
			t.add(n, hit{kind: hitFamily, id: p.ID, caps: true})
			key := foldPhrase(n)
			r.family[key] = append(r.family[key], p)
		}
		key := foldPhrase(p.Given)
		r.given[key] = append(r.given[key], p)
	}
	for i := range r.Offices {
		for _, n := range r.Offices[i].Titles {
			t.add(n, hit{kind: hitTitle, id: r.Offices[i].ID})
		}
	}
	for i := range r.Bodies {
		for _, n := range r.Bodies[i].Words {
			h := hit{kind: hitBody, id: r.Bodies[i].ID}
			if r.Bodies[i].Kind == "firm" {
				h.mask = 1 // as a proper name: "U.S. Steel" is no American steel
			}
			t.add(n, h)
		}
	}
	for i := range r.Goods {
		for _, n := range r.Goods[i].Words {
			t.add(n, hit{kind: hitGood, id: r.Goods[i].ID})
		}
	}
	for i := range r.Measures {
		for _, n := range r.Measures[i].Aliases {
			t.add(n, hit{kind: hitMeasure, id: r.Measures[i].ID})
		}
	}
	for i := range r.Accords {
		for _, n := range r.Accords[i].Words {
			t.add(n, hit{kind: hitAccord, id: r.Accords[i].ID})
		}
	}
	for w, k := range groupWords {
		t.add(w, hit{kind: hitGroup, id: k})
	}
	for _, w := range interestWords {
		t.add(strings.ReplaceAll(w, "_", " "), hit{kind: hitGroup, id: "interest"})
	}
	r.names = t
}
