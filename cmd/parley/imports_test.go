package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// arrows lists, for each room of the house, the rooms it may import. Data
// flows article -> record -> tariff -> deal <- trade <- economy, then brief;
// internal packages that are leaves (fault, country, chart) may be used by all.
var arrows = map[string][]string{
	"law":               {},
	"cases":             {},
	"economy":           {"internal/numeric"},
	"tariff":            {"law"},
	"record":            {"cases"},
	"trade":             {"economy", "internal/numeric"},
	"deal":              {"trade", "tariff", "economy", "cases", "internal/numeric"},
	"brief":             {"deal", "trade", "tariff", "record", "economy"},
	"cmd":               {"brief", "deal", "trade", "tariff", "record", "economy", "law", "cases"},
	"internal/numeric":  {},
	"internal/fault":    {},
	"internal/country":  {},
	"internal/spelling": {},
	"internal/chart":    {},
	"internal/screen":   {},
}

// leaves may be imported from anywhere.
var leaves = map[string]bool{"internal/fault": true, "internal/country": true, "internal/chart": true, "internal/screen": true, "internal/spelling": true}

// TestImportArrows walks the import graph of the module and fails on any
// arrow that the design does not draw.
func TestImportArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." && d.Name() != "." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		from := room(path.Dir(filepath.ToSlash(rel)))
		allowed, known := arrows[from]
		if !known {
			t.Errorf("%s: the package stands in no room of the house; see docs/architecture.md", rel)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, im := range f.Imports {
			name := strings.Trim(im.Path.Value, `"`)
			if !strings.HasPrefix(name, "parley/") {
				continue
			}
			to := room(strings.TrimPrefix(name, "parley/"))
			seen++
			if to == from || leaves[to] {
				continue
			}
			ok := false
			for _, a := range allowed {
				ok = ok || a == to
			}
			if !ok {
				t.Errorf("%s imports %s: the arrow %s -> %s is not in the design", rel, name, from, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no import within the module was seen: the walk looks in the wrong place")
	}
}

// room is the top folder of a package, or two levels for internal.
func room(dir string) string {
	parts := strings.Split(dir, "/")
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}
