package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shellWords splits a command line at blanks; double quotes hold words
// together.
func shellWords(line string) []string {
	var out []string
	word, quoted, any := strings.Builder{}, false, false
	flush := func() {
		if any {
			out = append(out, word.String())
		}
		word.Reset()
		any = false
	}
	for _, r := range line {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case r == ' ' && !quoted:
			flush()
		default:
			word.WriteRune(r)
			any = true
		}
	}
	flush()
	return out
}

// The analyst's morning of the documentation runs as it is written, in order,
// in a folder that holds the cases and nothing else.
func TestMorningOfTheDocs(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "record.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, morning, ok := strings.Cut(string(doc), "## An analyst's morning\n")
	if !ok {
		t.Fatal("docs/record.md has no morning")
	}
	morning, _, _ = strings.Cut(morning, "\n## ")
	story, err := os.ReadFile(filepath.Join("..", "..", "cases", "us-japan", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_DATA_HOME", dir)
	if err := os.MkdirAll("cases/us-japan", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("cases/us-japan/article.txt", story, 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, line := range strings.Split(morning, "\n") {
		command, ok := strings.CutPrefix(line, "    parley ")
		if !ok {
			continue
		}
		var out, errs bytes.Buffer
		if code := run(context.Background(), shellWords(command), &out, &errs); code != 0 {
			t.Fatalf("parley %s: exit %d\n%s", command, code, errs.String())
		}
		if out.Len()+errs.Len() == 0 {
			t.Errorf("parley %s said nothing", command)
		}
		ran++
	}
	if ran < 15 {
		t.Errorf("%d commands ran", ran)
	}
	for _, name := range []string{"us-japan.svg", "phone.svg", "my-case.yaml", "record.jsonl", "work.db"} {
		if st, err := os.Stat(name); err != nil || st.Size() == 0 {
			t.Errorf("%s was not made: %v", name, err)
		}
	}
}
