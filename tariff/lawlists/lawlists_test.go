package lawlists_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"parley/tariff/lawlists"
)

var update = flag.Bool("update", false, "write the lists into law/us")

// TestListsAreWhatTheBuilderMakes sees that the lists in the repository are
// the builder's own, byte for byte.
func TestListsAreWhatTheBuilderMakes(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "us")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the ingredient folder is not here")
	}
	files, err := lawlists.Build(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join("..", "..", "law", "us", filepath.FromSlash(f.Path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("law/us/%s is not what the builder makes; run go test ./tariff/lawlists -update and look at the difference", f.Path)
		}
	}
	if len(files) < 25 {
		t.Errorf("only %d files were made", len(files))
	}
}

// TestIngredientsMissing sees that a wrong folder is refused with its name.
func TestIngredientsMissing(t *testing.T) {
	if _, err := lawlists.Build(os.DirFS(t.TempDir())); err == nil {
		t.Fatal("an empty folder was taken for the ingredients")
	}
}
