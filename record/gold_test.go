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
// reading of stories that no rule was written for. It holds no bound.
func TestGoldFolder(t *testing.T) {
	if *goldFolder == "" {
		t.Skip("name a folder of annotated stories with -gold")
	}
	files, err := filepath.Glob(filepath.Join(*goldFolder, "*.gold.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no *.gold.yaml in %s (%v)", *goldFolder, err)
	}
	total := newTally()
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
			s := score(r, g, t.Logf)
			for _, m := range g.MustNot {
				for _, c := range r.Claims {
					if strings.Contains(c.Quote, m) {
						t.Logf("mustnot %s %q", c.Type, c.Quote)
					}
				}
			}
			checkSpans(t, r, string(text))
			t.Logf("found %d, missed %d, extra %d", s.found, s.missed, s.extra)
			total.add(s)
		})
	}
	report(t, *goldFolder, total)
}
