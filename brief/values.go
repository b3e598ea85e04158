package brief

import (
	"strings"

	"parley/deal"
	"parley/record"
)

// addDeal takes over the valued case and joins its items to the claims.
func (b *Brief) addDeal(in Inputs) {
	if in.Deal == nil {
		return
	}
	for _, s := range in.Deal.Sources {
		b.cited.ids[s.ID] = b.cited.cite(Source{Title: s.Title, Date: s.Date, URL: s.URL, Grade: s.Grade, Kind: "case"})
	}
	for _, it := range in.Deal.Instruments {
		item := Instrument{Instrument: it, InArticle: []string{}}
		for i := range b.Claims {
			c := &b.Claims[i]
			if speaksOf(c.Claim, it) {
				item.InArticle = append(item.InArticle, c.ID)
				c.Instruments = append(c.Instruments, it.ID)
			}
		}
		b.Instruments = append(b.Instruments, item)
	}
}

// bargaining are the claim types that put an item on the table.
var bargaining = map[record.Type]bool{
	record.Demand: true, record.RedLine: true, record.Offer: true, record.OfferItem: true,
	record.Condition: true, record.ConcedeSignal: true, record.Reject: true, record.Commitment: true,
	record.MeetingExpected: true,
}

// speaksOf tells whether a claim is about an item: it names one of its
// measures or goods, or the giver offers its topic.
func speaksOf(c record.Claim, it deal.Instrument) bool {
	if !bargaining[c.Type] || c.DuplicateOf != "" {
		return false
	}
	words := it.ID + "-" + strings.ToLower(strings.ReplaceAll(it.Title, " ", "-"))
	for _, g := range c.Subject.Goods {
		if c.Type == record.OfferItem && strings.Contains(words, g) {
			return true
		}
	}
	return false
}

// addModel describes what computed the values.
func (b *Brief) addModel(in Inputs) {
	d := in.Deal
	if d == nil {
		return
	}
	m := &Model{
		Name:    "Exact hat algebra with input-output links (Caliendo and Parro 2015)",
		Closure: d.Closure, Economy: d.Economy, Year: d.Year,
		Solves: d.Solves, Residual: d.Residual, Verified: d.Verified, GapMUSD: d.Gap,
	}
	if e := in.Economy; e != nil {
		m.Title, m.Regions, m.Sectors, m.Estimate = e.Title, e.N(), e.S(), e.Estimate
		m.Notes = append(m.Notes, e.Notes...)
		m.Sources = append(m.Sources, e.Sources...)
	}
	b.Model = m
	b.cited.ids["model"] = b.cited.cite(Source{
		Title: "Caliendo and Parro (2015), Estimates of the Trade and Welfare Effects of NAFTA, Review of Economic Studies 82(1)",
		Kind:  "model", Grade: "A"})
	for _, s := range m.Sources {
		title := s.Title
		if s.Vintage != "" {
			title += ", " + s.Vintage
		}
		b.cited.cite(Source{Title: title, Kind: "data"})
	}
}

// parties gives the first two parties of the case.
func (b *Brief) parties() (deal.Party, deal.Party, bool) {
	if b.Deal == nil || len(b.Deal.Parties) < 2 {
		return deal.Party{}, deal.Party{}, false
	}
	return b.Deal.Parties[0], b.Deal.Parties[1], true
}

// lead is the solution that the page puts first in a reading: Nash, or the
// first there is.
func (b *Brief) lead(r deal.Reading) *deal.Solution {
	var found *deal.Solution
	for i := range b.Deal.Solutions {
		s := &b.Deal.Solutions[i]
		if s.Reading != r {
			continue
		}
		if s.Concept == "nash" {
			return s
		}
		if found == nil {
			found = s
		}
	}
	return found
}

// zone gives the zone of a reading.
func (b *Brief) zone(r deal.Reading) *deal.Zone {
	for i := range b.Deal.Zone {
		if b.Deal.Zone[i].Reading == r {
			return &b.Deal.Zone[i]
		}
	}
	return nil
}
