package main

import (
	"bytes"
	"context"
	"testing"

	"parley/deal"
	"parley/internal/fault"
	"parley/record"
)

// Every negotiation on record gives a draft that loads and can be valued on
// every day on which the record holds a move, and no move is missing in it.
func TestDraftOfEveryTrack(t *testing.T) {
	reg, err := record.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	days := []string{"2025-06-20", "2025-07-13", "2025-08-10", "2026-03-10", "2026-07-24"}
	for i := range reg.Tracks {
		id := reg.Tracks[i].ID
		t.Run(id, func(t *testing.T) {
			drafted := 0
			for n, day := range days {
				var out, errs bytes.Buffer
				a := &app{ctx: context.Background(), stdout: &out, stderr: &errs, width: 80}
				c := dealDraftCmd{Track: id, AsOf: day, recordPlace: recordPlace{DB: t.TempDir() + "/none.db", Format: "text"}}
				if err := c.Run(a); fault.KindOf(err) == fault.NoSolution {
					continue
				} else if err != nil {
					t.Fatalf("%s: %v", day, err)
				}
				drafted++
				k, err := deal.Parse("draft", out.Bytes())
				if err != nil {
					t.Fatalf("%s: %v", day, err)
				}
				if testing.Short() || n != i%len(days) { // each track is solved on one day, all days between them
					continue
				}
				if _, err := deal.Solve(a.ctx, k, dealInputs(), deal.Options{Workers: 2, NoFull: true, NoRanges: true}); err != nil {
					t.Fatalf("%s: %v\n%s", day, err, out.Bytes())
				}
			}
			if drafted < 2 {
				t.Errorf("drafted on %d of %d days", drafted, len(days))
			}
		})
	}
}
