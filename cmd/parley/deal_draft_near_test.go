package main

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"parley/deal"
)

// alike says whether two instruments of two cases are about the same thing.
func alike(a, b *deal.InstrumentSpec) bool {
	if a.Giver != b.Giver || a.Kind != b.Kind && (a.Direct() != b.Direct() || !a.Direct()) {
		return false
	}
	share := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	switch {
	case a.Card != "" && a.Card == b.Card:
		return true
	case len(a.Measures) > 0 || len(b.Measures) > 0:
		return share(a.Measures, b.Measures)
	case !a.Direct():
		return share(a.Sectors, b.Sectors)
	}
	return a.Kind == b.Kind
}

// TestDraftsNearCases measures how near drafts come to the cases that were
// written by hand, each drafted on the day of the case and once more when the
// promises were on record.
func TestDraftsNearCases(t *testing.T) {
	least := map[string][2]float64{ // share of the case's items found, on its day and after the deal
		"us-japan": {0.6, 0.8}, "us-uk": {0.5, 0.85}, "us-eu": {0.6, 0.9}, "us-korea": {0.4, 0.9}, "us-switzerland": {0.15, 0.9}, "us-china": {0.6, 0.8},
	}
	after := map[string]string{"us-japan": "2025-09-10", "us-uk": "2025-05-20", "us-eu": "2025-09-01", "us-korea": "2025-11-20", "us-switzerland": "2025-11-20", "us-china": "2025-11-20"}
	for _, id := range []string{"us-japan", "us-uk", "us-eu", "us-korea", "us-switzerland", "us-china"} {
		hand, err := openCase(id)
		if err != nil {
			t.Fatal(err)
		}
		for n, day := range []string{hand.Date, after[id]} {
			var out, errs bytes.Buffer
			a := &app{ctx: context.Background(), stdout: &out, stderr: &errs, width: 80}
			c := dealDraftCmd{Track: id, AsOf: day, recordPlace: recordPlace{DB: t.TempDir() + "/none.db", Format: "text"}}
			if err := c.Run(a); err != nil {
				t.Fatalf("%s %s: %v", id, day, err)
			}
			k, err := deal.Parse("draft", out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			found, extra := 0, 0
			var missing, more []string
			for i := range hand.Instruments {
				if slices.ContainsFunc(k.Instruments, func(x deal.InstrumentSpec) bool { return alike(&hand.Instruments[i], &x) }) {
					found++
				} else {
					missing = append(missing, hand.Instruments[i].ID)
				}
			}
			for i := range k.Instruments {
				if !slices.ContainsFunc(hand.Instruments, func(x deal.InstrumentSpec) bool { return alike(&k.Instruments[i], &x) }) {
					extra++
					more = append(more, k.Instruments[i].ID)
				}
			}
			share := float64(found) / float64(len(hand.Instruments))
			t.Logf("%-15s %s  %2d of %2d items of the case, %d of %d more; missing %v, more %v", id, day, found, len(hand.Instruments), extra, len(k.Instruments), missing, more)
			if share < least[id][n] {
				t.Errorf("%s on %s: %.2f of the items, want %.2f", id, day, share, least[id][n])
			}
		}
	}
}
