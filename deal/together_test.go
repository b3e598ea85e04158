package deal

import (
	"context"
	"parley/cases"
	"strings"
	"testing"
)

const talkCase = `
case: talk
title: talks about nothing that moves trade
date: 2025-05-20
economy:
  name: toy
  groups: [{code: KOR}, {code: USA}]
parties: [{id: KR, regions: [KOR]}, {id: US, regions: [USA]}]
disagreement: {title: none, source: [s]}
instruments:
  - id: talk
    kind: cooperation
    giver: KR
    receiver: US
    levels: [{id: none}, {id: agreed, value: {KR: [1, 2, 3], US: [1, 2, 3]}}]
    evidence: invented for a test
    source: [s]
sources: [{id: s, title: s, grade: K}]
`

// TestTogetherWithTalkOnly: a second negotiation that moves no trade leaves
// the first as it is, and the rounds settle at once.
func TestTogetherWithTalkOnly(t *testing.T) {
	first := toyCase(t, toyGroups)
	second, err := Parse("talk.yaml", []byte(talkCase))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Together(context.Background(), []*Case{first, second}, toyInputs(), Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !res.Fixed || res.Rounds > 2 {
		t.Errorf("fixed %v after %d rounds: %s", res.Fixed, res.Rounds, res.Why)
	}
	for _, x := range res.Cases {
		if x.Changes != "the same package" {
			t.Errorf("%s changes: %s", x.Case, x.Changes)
		}
	}
	if res.Cases[1].Joint["talk"] != "agreed" || res.Cases[1].JointPayoffs["KR"] != 2 {
		t.Errorf("the talk: %+v", res.Cases[1])
	}
	if _, err := Together(context.Background(), []*Case{first}, toyInputs(), Options{}); err == nil || !strings.Contains(err.Error(), "two cases") {
		t.Errorf("one case: %v", err)
	}
}

// TestTracksOfNothing: a track whose law is that of the case's own day
// changes nothing.
func TestTracksOfNothing(t *testing.T) {
	c := toyCase(t, toyGroups)
	c.Tracks = []TrackSpec{{ID: "same", Title: "as today", Partners: []string{"CHN"}, Law: c.Date}}
	effects, err := Tracks(context.Background(), c, toyInputs(), Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(effects) != 2 {
		t.Fatalf("%d effects", len(effects))
	}
	for _, x := range effects {
		for p, v := range x.Threat {
			if v > 0.5 || v < -0.5 {
				t.Errorf("%s (%s) moves %s by %g", x.ID, x.Reading, p, v)
			}
		}
		if x.Changes != "the same package" && x.Changes != "no zone" {
			t.Errorf("%s (%s): %s", x.ID, x.Reading, x.Changes)
		}
	}
}

// TestRefinedGroups: where one case joins what another keeps apart, several
// cases together keep it apart, and no region is in two groups.
func TestRefinedGroups(t *testing.T) {
	load := func(name string) *Case {
		c, err := Load(cases.FS, name+"/case.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	groups := refinedGroups([]*Case{load("us-japan"), load("us-eu")})
	seen, codes := map[string]bool{}, map[string]bool{}
	for _, g := range groups {
		if codes[g.Code] {
			t.Errorf("group %s stands twice", g.Code)
		}
		codes[g.Code] = true
		for _, r := range append(g.Members, func() []string {
			if g.Members == nil {
				return []string{g.Code}
			}
			return nil
		}()...) {
			if seen[r] {
				t.Errorf("region %s is in two groups", r)
			}
			seen[r] = true
		}
	}
	for _, want := range []string{"JPN", "DEU", "EUR", "CHE"} {
		if !codes[want] {
			t.Errorf("no group %s in %v", want, codes)
		}
	}
	if codes["EU"] || !seen["POL"] {
		t.Error("the union is not taken apart")
	}
}
