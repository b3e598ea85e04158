package record

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShuffledWords reads rows of words cut out of the stories and put
// together at random: no order of words may stop the reader.
func TestShuffledWords(t *testing.T) {
	files, err := filepath.Glob("testdata/wide/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	var words []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, strings.Fields(string(b))...)
	}
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		var row []string
		i := r.Intn(len(words))
		for range 1 + r.Intn(60) {
			if r.Intn(4) == 0 {
				i = r.Intn(len(words))
			}
			row = append(row, words[i%len(words)])
			i++
		}
		text := strings.Join(row, " ")
		func() {
			defer func() {
				if e := recover(); e != nil {
					t.Fatalf("%v: %q", e, text)
				}
			}()
			got, err := Read([]byte(text), Options{Published: may20})
			if err != nil {
				t.Fatalf("%v: %q", err, text)
			}
			checkSpans(t, got, text)
		}()
	}
}
