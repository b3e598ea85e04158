package store

import (
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/fault"
	"parley/record"
)

// two puts the same demand on record from two stories, with an outcome.
func two(t *testing.T) (*Store, Claim, Claim) {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	c := claim("", record.Demand, "tariff", "cars")
	c.Subject.Value, c.Subject.Unit = 25, "percent"
	a := add(t, s, prose("a", 60), reading("2025-05-20", c))
	b := add(t, s, prose("b", 60), reading("2025-05-28", c))
	if b.Joined != 1 {
		t.Fatal("the same demand did not join")
	}
	if _, err := s.AddLink(t.Context(), Link{Claim: a.Claims[0].ID, Result: "met", On: "2025-07-22", Known: "2025-07-23"}); err != nil {
		t.Fatal(err)
	}
	return s, a.Claims[0], b.Claims[0]
}

func facts(t *testing.T, s *Store) []Fact {
	t.Helper()
	fs, err := s.Facts(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

// A correction of a name joins what it was part of; one that changes what was
// claimed leaves it, and opens a dispute with the source that still says so.
func TestCorrectionOfMeaning(t *testing.T) {
	for name, x := range map[string]struct {
		change  func(*Claim)
		meaning bool
		dispute string // part of what it is about; empty for none
		facts   int
	}{
		"speaker":  {func(c *Claim) { c.Claim.Speaker = "K. Kato" }, false, "", 1},
		"text":     {func(c *Claim) { c.Text = "in other words" }, false, "", 1},
		"giver":    {func(c *Claim) { c.Claim.Giver = "KR" }, true, "giver JP to KR", 2},
		"type":     {func(c *Claim) { c.Claim.Type = record.Offer }, true, "type DEMAND to OFFER", 2},
		"amount":   {func(c *Claim) { c.Claim.Subject.Value = 15 }, true, "25 against 15", 2},
		"denial":   {func(c *Claim) { c.Claim.Polarity = "-" }, true, "polarity + to -", 2},
		"subject":  {func(c *Claim) { c.Claim.Subject.Goods = []string{"steel"} }, true, "subject", 2},
		"day only": {func(c *Claim) { c.Said = "2025-05-21" }, false, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			s, a, b := two(t)
			d, err := s.Correct(t.Context(), a.ID, "why", "2025-08-01", func(c *Claim) error { x.change(c); return nil })
			if err != nil {
				t.Fatal(err)
			}
			if d.Meaning != x.meaning || (d.Claim.Fact == b.Fact) == x.meaning {
				t.Errorf("meaning %t, fact %s of %s", d.Meaning, d.Claim.Fact, b.Fact)
			}
			ds, err := s.Disputes(t.Context(), Filter{})
			if err != nil {
				t.Fatal(err)
			}
			if x.dispute == "" && len(ds) > 0 || x.dispute != "" && (len(ds) != 1 || !strings.Contains(ds[0].About, x.dispute) || ds[0].Against != b.ID) {
				t.Errorf("disputes %+v", ds)
			}
			fs := facts(t, s)
			if len(fs) != x.facts {
				t.Fatalf("%d facts, want %d", len(fs), x.facts)
			}
			for _, f := range fs {
				want := 1
				if x.facts == 1 {
					want = 2
				}
				if f.Support != want {
					t.Errorf("%s has support %d, want %d", f.ID, f.Support, want)
				}
			}
			// What became of the claim is what became of the one in its place.
			w, err := s.Show(t.Context(), d.Claim.ID)
			if err != nil || len(w.Results) != 1 {
				t.Errorf("the new claim shows %+v, %v", w.Results, err)
			}
			found := 0
			for _, f := range fs {
				if len(f.Results) == 1 {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%d facts carry the outcome, want 1", found)
			}
			// The record as it stood before is still there.
			before, err := s.Facts(t.Context(), Filter{Known: "2025-07-31"})
			if err != nil || len(before) != 1 || before[0].Support != 2 || len(before[0].Results) != 1 {
				t.Errorf("before: %+v %v", before, err)
			}
			if old, err := s.Disputes(t.Context(), Filter{Known: "2025-07-31"}); err != nil || len(old) != 0 {
				t.Errorf("before the correction there was a dispute: %+v %v", old, err)
			}
			// When the other source is corrected as well, the dispute is over.
			if x.dispute == "" {
				return
			}
			e, err := s.Correct(t.Context(), b.ID, "as the first", "2025-08-02", func(c *Claim) error { x.change(c); return nil })
			if err != nil || !e.Joined || len(e.Disputes) != 0 {
				t.Fatalf("%+v %v", e, err)
			}
			if ds, err = s.Disputes(t.Context(), Filter{}); err != nil || len(ds) != 0 || len(facts(t, s)) != 1 {
				t.Errorf("still %+v, %d facts, %v", ds, len(facts(t, s)), err)
			}
		})
	}
}

func TestCorrectionOfNothing(t *testing.T) {
	s, a, _ := two(t)
	if _, err := s.Correct(t.Context(), a.ID, "why", "2025-08-01", func(*Claim) error { return nil }); fault.KindOf(err) != fault.Usage {
		t.Errorf("a correction that changes nothing: %v", err)
	}
	if _, err := s.Correct(t.Context(), "k-none", "why", "2025-08-01", func(*Claim) error { return nil }); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a correction of nothing: %v", err)
	}
}

// An outcome that was retracted, or whose own claim was, is no outcome; a
// dispute that was settled is no dispute.
func TestRetractOutcomeAndDispute(t *testing.T) {
	s, a, b := two(t)
	act := add(t, s, prose("c", 60), reading("2025-07-22", claim("", record.Commitment, "tariff", "cars")))
	l, err := s.AddLink(t.Context(), Link{Claim: b.ID, Outcome: act.Claims[0].ID, Result: "partly-met", On: "2025-07-22", Known: "2025-07-23"})
	if err != nil {
		t.Fatal(err)
	}
	results := func() int {
		n := 0
		for _, f := range facts(t, s) {
			n += len(f.Results)
		}
		return n
	}
	if results() != 2 {
		t.Fatalf("%d outcomes, want 2", results())
	}
	if _, err := s.AddLink(t.Context(), Link{Claim: b.ID, Outcome: act.Claims[0].ID, Result: "partly-met", On: "2025-07-22", Known: "2025-07-24"}); fault.KindOf(err) != fault.BadInput {
		t.Errorf("the same outcome twice: %v", err)
	}
	if _, err := s.Retract(t.Context(), act.Claims[0].ID, "no such promise", "2025-08-01"); err != nil {
		t.Fatal(err)
	}
	if results() != 1 {
		t.Errorf("%d outcomes after its evidence was retracted, want 1", results())
	}
	if _, err := s.Retract(t.Context(), l.ID, "nor this", "2025-08-01"); err != nil {
		t.Fatal(err)
	}
	d, err := s.Correct(t.Context(), a.ID, "why", "2025-08-01", func(c *Claim) error { c.Claim.Giver = "KR"; return nil })
	if err != nil || len(d.Disputes) != 1 {
		t.Fatalf("%+v %v", d, err)
	}
	if _, err := s.Retract(t.Context(), d.Disputes[0].ID, "settled by hand", "2025-08-02"); err != nil {
		t.Fatal(err)
	}
	if ds, err := s.Disputes(t.Context(), Filter{}); err != nil || len(ds) != 0 {
		t.Errorf("%+v %v", ds, err)
	}
}

// A note by hand is a claim like any other: one source, once.
func TestNote(t *testing.T) {
	s, a, _ := two(t)
	k := Claim{Track: "us-japan", Said: "2025-05-22", Known: "2025-05-23", Citation: "own notes", Grade: "B", Claim: a.Claim}
	n, err := s.Note(t.Context(), k)
	if err != nil || !n.Joined || !n.Claim.Noted || n.Claim.Fact != a.Fact || n.Claim.Claim.Rule != "noted by hand" {
		t.Fatalf("%+v %v", n, err)
	}
	if fs := facts(t, s); len(fs) != 1 || fs[0].Support != 3 {
		t.Errorf("support %d of %d facts", fs[0].Support, len(fs))
	}
	if _, err := s.Note(t.Context(), k); fault.KindOf(err) != fault.BadInput {
		t.Errorf("the same note twice: %v", err)
	}
	k.Claim.Subject.Value = 30
	if n, err = s.Note(t.Context(), k); err != nil || len(n.Disputes) != 1 {
		t.Errorf("another number: %+v %v", n, err)
	}
	if _, err := s.Retract(t.Context(), n.Claim.ID, "misheard", "2025-05-24"); err != nil {
		t.Error(err)
	}
}
