package brief

import (
	"slices"
	"strings"

	"parley/record"
)

// Earlier is what the record holds from before the story, as the caller read
// it from the store.
type Earlier struct {
	ID       string         `json:"id"`
	Said     string         `json:"said"` // last day it was said or happened
	Type     record.Type    `json:"type"`
	Giver    string         `json:"giver"`
	Receiver string         `json:"receiver"`
	Text     string         `json:"text"` // in the record's words, or the words quoted
	Source   string         `json:"source"`
	Grade    string         `json:"grade,omitempty"`
	Support  int            `json:"support"` // stories that say it
	Subject  record.Subject `json:"subject"`
	Again    []string       `json:"again"` // claims of this story of the same kind about the same things
}

// Moves are the types of claim that make a record of a bargain.
var Moves = []record.Type{record.Demand, record.RedLine, record.Condition, record.Reject, record.Threat, record.Offer, record.OfferItem,
	record.ConcedeSignal, record.Commitment, record.Position, record.PaceSignal}

const (
	earlierRows = 10  // at most
	earlierDays = 120 // before the story; what the story says again is shown however old
)

// addEarlier keeps what bears on the story: what it says again, then the
// latest of the rest, in order of time.
func (b *Brief) addEarlier(all []Earlier) {
	b.Record = []Earlier{}
	for _, e := range all {
		e.Again = []string{}
		for i := range b.Claims {
			c := &b.Claims[i]
			if sameMove(c.Type, e.Type) && c.Giver == e.Giver && c.DuplicateOf == "" && sharesSubject(c.Subject, e.Subject) {
				e.Again = append(e.Again, c.ID)
			}
		}
		b.Record = append(b.Record, e)
	}
	from := shiftDay(b.Article.Published, -earlierDays)
	slices.SortStableFunc(b.Record, func(x, y Earlier) int {
		if (len(x.Again) > 0) != (len(y.Again) > 0) {
			if len(x.Again) > 0 {
				return -1
			}
			return 1
		}
		return strings.Compare(y.Said, x.Said)
	})
	b.Record = slices.DeleteFunc(b.Record, func(e Earlier) bool { return len(e.Again) == 0 && e.Said < from })
	b.Record = b.Record[:min(len(b.Record), earlierRows)]
	slices.SortStableFunc(b.Record, func(x, y Earlier) int { return strings.Compare(x.Said, y.Said) })
}

// sameMove says whether two types are one kind of move: an offer and an item of
// one are.
func sameMove(a, b record.Type) bool {
	offer := func(t record.Type) bool { return t == record.Offer || t == record.OfferItem }
	return a == b || offer(a) && offer(b)
}

// sharesSubject says whether two subjects have a good or a measure in common, or,
// without any, the topic.
func sharesSubject(a, b record.Subject) bool {
	common := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	if len(a.Goods)+len(a.Measures) == 0 && len(b.Goods)+len(b.Measures) == 0 {
		return a.Topic != "" && a.Topic == b.Topic
	}
	return common(a.Goods, b.Goods) || common(a.Measures, b.Measures)
}

// sectionRecord shows what was on record before the story.
func (b *Brief) sectionRecord() (section, bool) {
	s := section{ID: "record", Title: "On record before this story"}
	if len(b.Record) == 0 {
		return s, false
	}
	s.Lead = []rich{{Text: "What the parties had asked, offered and refused by the day before, from the record; the last column names the claims above that say the like again. They are matched by side, kind of move, and goods or measures."}}
	t := table{Caption: "The latest moves on record", Head: []string{"Day", "Who", "What", "Source", "Again"}, Right: make([]bool, 5)}
	for _, e := range b.Record {
		source := e.Source
		if e.Grade != "" {
			source += " (" + e.Grade + ")"
		}
		if e.Support > 1 {
			source += ", " + counted(e.Support, "story", "stories")
		}
		t.Rows = append(t.Rows, []rich{{Text: day(e.Said)}, {Text: partyTitle(e.Giver)}, {Text: upper(typeWords(e.Type)) + ": " + e.Text}, {Text: source}, {Text: orElse(strings.Join(e.Again, ", "), "–")}})
	}
	s.Blocks = append(s.Blocks, t)
	return s, true
}
