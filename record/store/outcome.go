package store

import (
	"context"
	"slices"
	"sort"

	"parley/record"
)

// moves are the types of claim that something becomes of.
var moves = []record.Type{record.Demand, record.RedLine, record.Condition, record.Offer, record.OfferItem, record.ConcedeSignal, record.Threat, record.Retaliation, record.Commitment}

// Outcomes lists the demands, offers, refusals, threats and promises of a
// filter with what became of each. Where no link says so, it suggests one by
// rule: a later promise, agreement or measure of the right side about the
// same goods or measures.
func (s *Store) Outcomes(ctx context.Context, f Filter) ([]Fact, error) {
	if len(f.Types) == 0 {
		f.Types = moves
	}
	facts, err := s.Facts(ctx, f)
	if err != nil {
		return nil, err
	}
	after := Filter{Track: f.Track, To: f.To, Known: f.Known,
		Types: []record.Type{record.Commitment, record.MeasureAct, record.Implement, record.Retaliation}}
	later, err := s.Claims(ctx, after)
	if err != nil {
		return nil, err
	}
	acts := byObject(later)
	for i := range facts {
		if len(facts[i].Results) == 0 {
			if r, ok := suggest(&facts[i], acts); ok {
				facts[i].Results = []Result{r}
			}
		}
	}
	return facts, nil
}

// byObject sorts acts by track, giver and what they are about; each list
// stays in order of the day.
func byObject(acts []Claim) map[string][]*Claim {
	out := map[string][]*Claim{}
	for i := range acts {
		c := &acts[i]
		for _, o := range objects(&c.Claim.Subject) {
			k := c.Track + "|" + c.Claim.Giver + "|" + o
			out[k] = append(out[k], c)
		}
	}
	return out
}

// objects are the goods and measures of a subject.
func objects(s *record.Subject) []string {
	return append(slices.Clone(s.Goods), s.Measures...)
}

// suggest finds the first later act that looks like the outcome of a fact:
// within a year of the last time it was said.
func suggest(f *Fact, acts map[string][]*Claim) (Result, bool) {
	k := &f.Claim.Claim
	actor := k.Giver
	if k.Type == record.Demand || k.Type == record.Condition {
		actor = k.Receiver
	}
	if k.Type == record.Retaliation && (k.Modality == "actual" || k.Subject.Ask == "suspend") {
		return Result{}, false // it is an act itself, or one that was held back
	}
	var best *Claim
	result := ""
	for _, o := range objects(&k.Subject) {
		list := acts[f.Track+"|"+actor+"|"+o]
		for i := sort.Search(len(list), func(i int) bool { return list[i].Said > f.First }); i < len(list); i++ {
			c := list[i]
			if best != nil && c.Said >= best.Said || days(c.Said, f.Last) > 365 {
				break
			}
			if r := became(k, &c.Claim); r != "" && c.Claim.Polarity != "-" && c.Fact != f.Fact {
				best, result = c, r
				break
			}
		}
	}
	if best == nil {
		return Result{}, false
	}
	return Result{Suggested: true, Link: Link{ID: shortID("s", f.ID, best.ID), Claim: f.ID, Outcome: best.ID, Result: result, On: best.Said,
		Note: best.Words(), Citation: best.Citation, Grade: best.Grade, Known: best.Known}}, true
}

// became is the result that a later act of the side whose turn it is suggests.
func became(move, act *record.Claim) string {
	promise := act.Type == record.Commitment || act.Type == record.Implement
	switch move.Type {
	case record.Demand, record.Condition:
		whole := move.Subject.Ask == "remove" || move.Subject.Ask == "exempt"
		switch {
		case promise && whole && act.Subject.Ask != "remove" && act.Subject.Ask != "exempt":
			return "partly-met"
		case promise:
			return "met"
		}
	case record.Offer, record.OfferItem, record.ConcedeSignal:
		if promise {
			return "taken-up"
		}
	case record.Threat, record.Retaliation:
		if act.Type == record.MeasureAct || act.Type == record.Retaliation {
			return "carried-out"
		}
	case record.Commitment:
		if act.Type == record.Implement {
			return "kept"
		}
	}
	return ""
}
