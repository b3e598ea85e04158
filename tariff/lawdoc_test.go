package tariff

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	yaml "go.yaml.in/yaml/v4"
)

// TestTheRecipeOfTheDocs follows docs/law.md, "Add a measure in ten minutes",
// to the letter and sees that the case in it holds.
func TestTheRecipeOfTheDocs(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "docs", "law.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(b), "## Add a measure in ten minutes")
	if !ok {
		t.Fatal("docs/law.md has no recipe")
	}
	var blocks []string
	for i, s := range strings.Split(text, "```") {
		if i%2 == 1 {
			_, body, _ := strings.Cut(s, "\n")
			blocks = append(blocks, body)
		}
	}
	if len(blocks) != 4 {
		t.Fatalf("the recipe has %d blocks, not act, list, measure, case", len(blocks))
	}
	m := lawCopy(t)
	acts := "us/acts/section232.yaml"
	m[acts] = &fstest.MapFile{Data: append(append([]byte{}, m[acts].Data...), blocks[0]...)}
	m["us/lists/s232-umbrellas.csv"] = &fstest.MapFile{Data: []byte(blocks[1])}
	m["us/section232/umbrellas.yaml"] = &fstest.MapFile{Data: []byte(blocks[2])}
	stack := string(m["us/stacking.yaml"].Data)
	i := strings.Index(stack, "id: s232-over-forced-labour")
	if i < 0 {
		t.Fatal("the rule the recipe names is gone")
	}
	m["us/stacking.yaml"] = &fstest.MapFile{Data: []byte(stack[:i] + strings.Replace(stack[i:], "us-232-pharma]", "us-232-pharma, us-232-umbrellas]", 1))}
	law, err := LoadLaw(m, "us")
	if err != nil {
		t.Fatal(err)
	}
	var cases []dutyCase
	if err := yaml.Load([]byte(blocks[3]), &cases, yaml.WithKnownFields()); err != nil {
		t.Fatal(err)
	}
	book := &Book{Law: law, Rates: lawBook(t).Rates}
	for _, c := range cases {
		runCase(t, book, c)
	}
}
