package draft

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"parley/cases"
	"parley/deal"
	"parley/internal/country"
)

// item is one instrument of the draft.
type item struct {
	id, card, title, kind string
	giver, receiver       string
	measures, sectors     []string
	goods                 []string
	topic                 string
	levels                []level
	evidence, believe     string
	record                []string // claims it rests on
	sources               []string // beside the claims
	notes                 []string // comments above it
	fill                  []string // what the analyst must fill in
	flow                  float64  // what the receiver's goods sell today, million USD
}

// level is one setting of an item.
type level struct {
	id, title string
	rate      rate   // of a duty
	fields    string // YAML of any other kind, "add_musd: 1000, fulfilment: [0.57, 0.8, 1.0]"
	record    []string
}

// find gives the level of an id, or nil.
func (x *item) find(id string) *level {
	for i := range x.levels {
		if x.levels[i].id == id {
			return &x.levels[i]
		}
	}
	return nil
}

// last is the id of the last level, of the item or of its card.
func (x *item) last() string {
	if n := len(x.levels); n > 0 {
		return x.levels[n-1].id
	}
	ls := library()[x.card].Levels
	if len(ls) == 0 {
		return ""
	}
	return ls[len(ls)-1].ID
}

// rest notes that the item rests on a claim.
func (x *item) rest(id string) {
	if !slices.Contains(x.record, id) {
		x.record = append(x.record, id)
	}
}

// region gives the region of the world economy for a party code.
func region(party string) string {
	code, err := country.Parse(party)
	if err != nil {
		return party
	}
	return code
}

// partner is the name of a party in the breakdown of the law.
func partner(party string) string { return region(party) }

// origin is a country of origin of a party: the law asks for one country.
func origin(party string) string {
	code := region(party)
	if m := country.Members(code); len(m) > 0 {
		return "DEU"
	}
	return code
}

// library is the cards by name, read once.
var library = sync.OnceValue(func() map[string]deal.InstrumentSpec {
	out := map[string]deal.InstrumentSpec{}
	for _, name := range deal.Cards(cases.FS) {
		if k, err := deal.ReadCard(cases.FS, name); err == nil { // a card that does not load is found by the tests of deal
			out[name] = k.Instrument
		}
	}
	return out
})

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// oneLine gives the words of a text in one line, without control characters.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xfeff }), " ")
}
