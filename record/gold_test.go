package record

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var goldFolder = flag.String("gold", "", "folder of annotated stories (NAME.txt with NAME.gold.yaml) to score, beside testdata")

// TestGoldFolder scores the stories of the folder that -gold names: a first
// reading of stories that no rule was written for. A claim counts when type,
// giver and receiver agree and it holds half of the annotation's words. It
// holds no bound.
func TestGoldFolder(t *testing.T) {
	if *goldFolder == "" {
		t.Skip("name a folder of annotated stories with -gold")
	}
	files, err := filepath.Glob(filepath.Join(*goldFolder, "*.gold.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no *.gold.yaml in %s (%v)", *goldFolder, err)
	}
	total, strict, misses := newTally(), newTally(), map[string]int{}
	for _, file := range files {
		stem := strings.TrimSuffix(file, ".gold.yaml")
		t.Run(filepath.Base(stem), func(t *testing.T) {
			text, err := os.ReadFile(stem + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			g := readGold(t, file, string(text))
			r, err := Read(text, Options{Path: stem, Published: mustDay(t, g.Published)})
			if err != nil {
				t.Fatal(err)
			}
			if r.Article.Track != g.Track {
				t.Logf("track   %q, want %q", r.Article.Track, g.Track)
			}
			strict.add(score(r, g, func(string, ...any) {}))
			lenient = true
			for k := range g.Claims {
				g.Claims[k].Topic = ""
			}
			s := score(r, g, t.Logf)
			lenient = false
			for _, m := range g.MustNot {
				for _, c := range r.Claims {
					if strings.Contains(c.Quote, m) {
						t.Logf("mustnot %s %q", c.Type, c.Quote)
					}
				}
			}
			near(t, r, g, misses)
			checkSpans(t, r, string(text))
			t.Logf("found %d, missed %d, extra %d", s.found, s.missed, s.extra)
			total.add(s)
		})
	}
	report(t, *goldFolder, total)
	t.Logf("with half of the union of spans and the topic asked for too: F1 %.3f", strict.f1())
	t.Logf("of the claims not found: %d have their words under another type, %d the type with other parties, %d the type and parties with other words, %d nothing", misses["type"], misses["party"], misses["span"], misses["none"])
}

// near says for each claim not found what stands nearest to it: the same
// words under another type, the same type with other parties, or the same
// type and parties with other words.
func near(t *testing.T, r *Reading, g *gold, misses map[string]int) {
	for _, gc := range g.Claims {
		if gc.Optional {
			continue
		}
		kind, with := "none", ""
		for _, c := range r.Claims {
			o := overlap(gc.start, gc.end, c.Start, c.End)
			who := c.Giver == gc.Giver && c.Receiver == gc.Receiver
			typ := string(c.Type) == gc.Type
			switch {
			case o >= 0.5 && typ && who:
				kind = "right"
			case o >= 0.5 && typ && kind != "right":
				kind, with = "party", c.Giver+">"+c.Receiver+" "+c.Rule
			case o >= 0.5 && kind != "right" && kind != "party":
				kind, with = "type", string(c.Type)+" "+c.Giver+">"+c.Receiver+" "+c.Rule
			case o > 0 && typ && who && kind == "none":
				kind, with = "span", c.Quote
			}
		}
		if kind != "right" {
			misses[kind]++
			t.Logf("near %s: %s %s>%s %.60q; have %.80s", kind, gc.Type, gc.Giver, gc.Receiver, gc.Quote, with)
		}
	}
}
