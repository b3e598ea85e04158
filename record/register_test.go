package record

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestMeasuresAreInLaw holds the ids of the measure register to those of the
// law, where the register says that the law is held.
func TestMeasuresAreInLaw(t *testing.T) {
	reg, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	line := regexp.MustCompile(`(?m)^\s*(?:-\s*)?(?:\{)?id:\s*"?(us-[a-z0-9-]+)`)
	err = filepath.WalkDir("../law", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".yaml" {
			return err
		}
		b, err := os.ReadFile(p)
		for _, m := range line.FindAllStringSubmatch(string(b), -1) {
			ids[m[1]] = true
		}
		return err
	})
	if err != nil || len(ids) == 0 {
		t.Fatalf("no measures found in the law: %v", err)
	}
	for _, m := range reg.Measures {
		if m.Law && !ids[m.ID] {
			t.Errorf("%s: %s is not in law/", m.Place(), m.ID)
		}
	}
}

// TestTracks holds that every track has its parties, an adjective or a
// metonym for each, and somebody who speaks for it.
func TestTracks(t *testing.T) {
	reg, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(reg.Tracks) < 14 {
		t.Errorf("%d tracks, want 14", len(reg.Tracks))
	}
	for _, tr := range reg.Tracks {
		for _, code := range tr.Parties {
			speaks := 0
			for i := range reg.People {
				if reg.People[i].Party == code {
					speaks++
				}
			}
			p := reg.Party(code)
			if len(p.Adjectives) == 0 || len(p.Metonyms) == 0 || speaks < 2 {
				t.Errorf("%s: %s has %d adjectives, %d metonyms, %d people", tr.ID, code, len(p.Adjectives), len(p.Metonyms), speaks)
			}
		}
		if _, err := reg.Chronicle(tr.ID, "", ""); err != nil {
			t.Error(err)
		}
	}
}

// TestOneHolder holds that no office of the registers has two holders on one
// day, hand-over days apart.
func TestOneHolder(t *testing.T) {
	reg, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2024-06-01", "2025-03-20", "2025-05-20", "2025-07-25", "2025-11-20", "2026-06-30"} {
		for _, o := range reg.Offices {
			var who []string
			for i := range reg.People {
				for _, h := range reg.Held(&reg.People[i], day) {
					if h == o.ID {
						who = append(who, reg.People[i].ID)
					}
				}
			}
			if len(who) > 1 && !o.Many {
				t.Errorf("%s on %s: %v", o.ID, day, who)
			}
		}
	}
	if h := reg.Holder("JP/finance-minister", "2024-10-01"); h == nil || h.ID != "kato-katsunobu" {
		t.Errorf("on the day of the hand-over the new holder counts, have %v", h)
	}
}
