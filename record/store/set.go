package store

import (
	"cmp"
	"slices"

	"parley/record"
)

// Set is a record in memory: what comes with Parley. It is read-only once
// made and safe to share; the zero Set is empty.
type Set struct {
	Claims   []Claim
	Links    []Link
	Disputes []Dispute

	byID  map[string]*Claim
	byKey map[string][]*Claim
}

// NewSet prepares a set for look-ups and gives each claim without a fact one
// of its own.
func NewSet(claims []Claim, links []Link, disputes []Dispute) *Set {
	s := &Set{Claims: claims, Links: links, Disputes: disputes, byID: map[string]*Claim{}, byKey: map[string][]*Claim{}}
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Fact == "" {
			c.Fact = "f-" + c.ID
		}
		s.byID[c.ID] = c
		k := storedKey(c)
		s.byKey[k] = append(s.byKey[k], c)
	}
	return s
}

// Find finds a claim by id, or nil.
func (s *Set) Find(id string) *Claim { return s.byID[id] }

func (s *Set) ofKey(key string) []*Claim { return s.byKey[key] }

// Filter chooses claims. Empty fields choose all.
type Filter struct {
	Track     string
	General   bool          // with Track: also the claims that belong to every track
	Givers    []string      // party codes of whose move it is
	Receivers []string      // party codes of those addressed
	Types     []record.Type // kinds of claim
	Grades    []string      // of the source; "" for a source without one
	From, To  string        // days said, both inclusive
	Known     string        // on record by this day; claims that come with Parley always are
	Text      string        // words that occur in it
}

func (f *Filter) matches(c *Claim) bool {
	return (f.Track == "" || c.Track == f.Track || f.General && c.Track == "") &&
		(len(f.Givers) == 0 || slices.Contains(f.Givers, c.Claim.Giver)) &&
		(len(f.Receivers) == 0 || slices.Contains(f.Receivers, c.Claim.Receiver)) &&
		(len(f.Grades) == 0 || slices.Contains(f.Grades, c.Grade)) &&
		(len(f.Types) == 0 || slices.Contains(f.Types, c.Claim.Type)) &&
		(f.From == "" || c.Said >= f.From) && (f.To == "" || c.Said <= f.To)
}

// Fact is what one or many sources say: the latest of its claims, how long
// it has been said, on how many stories it rests, and what became of it.
type Fact struct {
	Claim                // the latest
	First, Last string   // days it was first and last said
	Support     int      // stories that say it; copies of one story count once
	Times       int      // claims
	Results     []Result // what became of it, in order of time
}

// Result is a Link, or one that the record suggests.
type Result struct {
	Link
	Suggested bool `json:"suggested,omitempty"` // found by rule, not confirmed by a person
}

// sortClaims puts claims in order of the day said, then of the id; or the
// other way round.
func sortClaims(cs []Claim, newest bool) {
	slices.SortStableFunc(cs, func(a, b Claim) int {
		n := cmp.Or(cmp.Compare(a.Said, b.Said), cmp.Compare(a.ID, b.ID))
		if newest {
			return -n
		}
		return n
	})
}
