package brief

import (
	"slices"
	"strings"

	"parley/deal"
	"parley/record"
)

// addDeal takes over the valued case and joins its items to the claims.
func (b *Brief) addDeal(in Inputs) {
	if in.Deal == nil {
		return
	}
	b.DealHolds = holds(in.Deal, b.Article.Published)
	if s := b.signedBefore(deal.WelfareOnly); !b.DealHolds && s != nil {
		b.DealSigned = s.Date
	}
	if !b.DealHolds && b.DealSigned == "" {
		b.miss("The deal on "+day(b.Article.Published), b.otherDay(), "write a case of that day; docs/deals.md says how")
	}
	for _, s := range in.Deal.Sources {
		b.cited.ids[s.ID] = b.cited.cite(caseSource(s))
	}
	for _, it := range in.Deal.Instruments {
		item := Instrument{Instrument: it, InArticle: []string{}}
		for i := range b.Claims {
			c := &b.Claims[i]
			if speaksOf(c.Claim, it.Match) {
				item.InArticle = append(item.InArticle, c.ID)
				c.Instruments = append(c.Instruments, it.ID)
			}
		}
		b.Instruments = append(b.Instruments, item)
	}
}

// AtTheTable tells whether a story shows that it is about talks between the
// parties of a track: a claim from one of them to another, or both named in a
// story that holds a claim of either. bloc gives the party that a member
// state belongs to.
func AtTheTable(r *record.Reading, parties []string, bloc func(string) string) bool {
	party := func(code string) string {
		if code == "" || code == "*" {
			return ""
		}
		if code = bloc(code); slices.Contains(parties, code) {
			return code
		}
		return ""
	}
	named := map[string]bool{}
	for _, m := range r.Mentions {
		named[party(m.Party)] = true
	}
	both := !slices.ContainsFunc(parties, func(p string) bool { return !named[p] })
	for _, c := range r.Claims {
		giver, receiver := party(c.Giver), party(c.Receiver)
		if giver != "" && receiver != "" && giver != receiver || both && (giver != "" || receiver != "") {
			return true
		}
	}
	return false
}

// holds tells whether a case describes the table on a day: it does on the
// days that it names, and where it names none on its own.
func holds(d *deal.Result, day string) bool {
	if d.Valid.From == "" && d.Valid.To == "" {
		return d.Date == "" || d.Date == day
	}
	return (d.Valid.From == "" || day >= d.Valid.From) && (d.Valid.To == "" || day <= d.Valid.To)
}

// signedBefore is the last deal of the case that was signed by the day of the
// story, in a reading: then the table before it is what to audit it by.
func (b *Brief) signedBefore(r deal.Reading) *deal.Solution {
	var last *deal.Solution
	for i := range b.Deal.Signed {
		s := &b.Deal.Signed[i]
		if s.Reading == r && s.Date != "" && s.Date <= b.Article.Published && b.Deal.Date <= s.Date && (last == nil || s.Date > last.Date) {
			last = s
		}
	}
	return last
}

// otherDay says of which days the case is.
func (b *Brief) otherDay() string {
	d := b.Deal
	s := "The table on file is of " + day(d.Date)
	switch {
	case d.Valid.From != "" && d.Valid.To != "":
		s += " and holds from " + day(d.Valid.From) + " to " + day(d.Valid.To)
	case d.Valid.To != "":
		s += " and holds until " + day(d.Valid.To)
	case d.Valid.From != "":
		s += " and holds from " + day(d.Valid.From)
	}
	s += "; the story is of " + day(b.Article.Published) + "."
	return s
}

// asOf is the mark that a heading on the bargain carries when the case is of
// another day than the story.
func (b *Brief) asOf() string {
	if b.DealHolds {
		return ""
	}
	return ": the table of " + day(b.Deal.Date)
}

// caseSource turns a reference of a case into a numbered source. Where its
// address is a citation and no link, the citation joins the title.
func caseSource(s deal.Source) Source {
	out := Source{Title: upper(s.Title), Date: s.Date, Grade: s.Grade, Kind: "case"}
	if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
		out.URL = s.URL
	} else if s.URL != "" {
		out.Title += " (" + s.URL + ")"
	}
	return out
}

// speaksOf tells whether a claim is one that the item's case file asks for.
// A claim that only says an earlier one again is left out.
func speaksOf(c record.Claim, match []deal.Selector) bool {
	if c.DuplicateOf != "" {
		return false
	}
	for _, m := range match {
		if len(c.Subject.Goods) == 0 && share(measuresOf(match), c.Subject.Measures) {
			m.Goods = nil // the claim names the measure and leaves its goods unsaid
			m.Measures = measuresOf(match)
		}
		if selects(m, c) {
			return true
		}
	}
	return false
}

// measuresOf are the measures that the selectors of an item name.
func measuresOf(match []deal.Selector) (ids []string) {
	for _, m := range match {
		ids = append(ids, m.Measures...)
	}
	return ids
}

// selects tells whether a claim answers to everything that a selector sets.
func selects(m deal.Selector, c record.Claim) bool {
	if m.Type != "" && m.Type != string(c.Type) || m.Giver != "" && m.Giver != c.Giver || m.Topic != "" && m.Topic != c.Subject.Topic {
		return false
	}
	if len(m.Goods) > 0 && !share(m.Goods, c.Subject.Goods) {
		return false
	}
	return len(m.Measures) == 0 || share(m.Measures, c.Subject.Measures)
}

// share tells whether two lists have a member in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
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

// lead is the solution that the page puts first in a reading: the one that
// the case names, Nash in the other reading, or the first there is.
func (b *Brief) lead(r deal.Reading) *deal.Solution {
	want := "nash"
	if b.Deal.Lead.Reading == r && b.Deal.Lead.Concept != "" {
		want = b.Deal.Lead.Concept
	}
	var found *deal.Solution
	for i := range b.Deal.Solutions {
		s := &b.Deal.Solutions[i]
		if s.Reading != r {
			continue
		}
		if s.Concept == want {
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
