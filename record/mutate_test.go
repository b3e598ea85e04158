package record

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestMutatedStories reads stories with words shuffled, cut, dropped and mixed
// and bytes changed: whatever the text, spans hold their quotes and nothing
// breaks.
func TestMutatedStories(t *testing.T) {
	law := testLaw(func(measure, party string) []LawRate {
		return []LawRate{
			{Pct: 10, AllGoods: true, From: may20.AddDate(0, -2, 0), Citation: "a test"},
			{Pct: float64(len(measure) % 30), AllGoods: len(party)%2 == 0, Total: true, From: may20, To: may20.AddDate(0, 1, 0), Text: may20.AddDate(0, 0, 9), Citation: "a test"},
		}
	})
	r := rand.New(rand.NewPCG(20250520, 1))
	ls := lessons(t)
	for range 1500 {
		w := strings.Fields(string(ls[r.IntN(len(ls))].text))
		switch r.IntN(4) {
		case 0:
			r.Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
		case 1:
			k := r.IntN(len(w))
			w = append(w[k:len(w):len(w)], w[:k]...)
		case 2:
			for i := range w {
				if r.IntN(8) == 0 {
					w[i] = ""
				}
			}
		case 3:
			other := strings.Fields(string(ls[r.IntN(len(ls))].text))
			for i := range w {
				if r.IntN(3) == 0 {
					w[i] = other[r.IntN(len(other))]
				}
			}
		}
		text := []byte(strings.Join(w, " "))
		if r.IntN(3) == 0 {
			for range 20 {
				text[r.IntN(len(text))] = byte(r.IntN(256))
			}
		}
		reading, err := Read(text, Options{Published: may20, Law: law})
		if err != nil {
			continue // no text any more
		}
		if checkSpans(t, reading, string(text)); t.Failed() {
			t.Fatalf("in %q", text)
		}
	}
}
