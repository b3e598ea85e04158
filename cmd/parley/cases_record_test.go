package main

import (
	"testing"

	"parley/record/seed"
)

// The claims that the embedded cases rest on are on record, of the case's own
// track or of all, and said by a party of the case.
func TestCasesNameClaimsOnRecord(t *testing.T) {
	base, err := seed.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range embeddedCases() {
		c, err := openCase(name)
		if err != nil {
			t.Fatal(err)
		}
		links := 0
		check := func(what string, ids []string) {
			for _, id := range ids {
				links++
				k := base.Find(id)
				switch {
				case k == nil:
					t.Errorf("%s, %s: no claim %q on record", name, what, id)
				case k.Track != c.Track && k.Track != "":
					t.Errorf("%s, %s: %s is of %s", name, what, id, k.Track)
				case c.Party(k.Claim.Giver) < 0:
					t.Errorf("%s, %s: %s is said by %s, no party of the case", name, what, id, k.Claim.Giver)
				}
			}
		}
		for i := range c.Instruments {
			check(c.Instruments[i].ID, c.Instruments[i].Record)
		}
		for i := range c.RedLines {
			check(c.RedLines[i].ID, c.RedLines[i].Record)
		}
		if links < 2 {
			t.Errorf("%s rests on %d claims on record", name, links)
		}
	}
}
