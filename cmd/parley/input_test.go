package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/screen"
	"parley/record"
	"parley/record/fetch"
)

// assistServer is a fake of a language model. It answers by the name of the
// model that is asked for.
func assistServer(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Model string }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer := `[{"type":"CONDITION","giver":"JP","receiver":"US","modality":"conditional","speaker":"Katsunobu Suzuki","quote":"No such words stand in it"},
			{"type":"POSITION","giver":"JP","receiver":"US","modality":"actual","quote":"No trade deal with the United States is worth signing"}]`
		switch asked.Model {
		case "keyed":
			if r.Header.Get("Authorization") != "Bearer sesame" {
				http.Error(w, "no key", http.StatusUnauthorized)
				return
			}
		case "chatty":
			answer = "I would rather talk about something else.\x1b[2J"
		}
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"role": "assistant", "content": answer}}}})
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1"
}

// TestAddress reads a page of a server of the test's own: the program is the
// whole one, but for the rule that forbids this machine.
func TestAddress(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "record", "page", "testdata", "agency.html"))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/story", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write(page)
	}))
	defer s.Close()
	here := func(ctx context.Context, address string, o fetch.Options) (*fetch.Answer, error) {
		o.Allow = func(a netip.Addr) error {
			if !a.IsLoopback() {
				return fmt.Errorf("%s is not the test's machine", a)
			}
			return nil
		}
		return fetch.Get(ctx, address, o)
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	do := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		a := &app{ctx: t.Context(), stdout: &out, stderr: &errs, width: 80, fetch: here}
		code := a.run(args)
		return out.String(), errs.String(), code
	}
	out, errs, code := do("read", s.URL+"/moved", "--published", "page", "--format", "json")
	var got struct {
		Article struct{ Path, Published string }
		Claims  []struct{ Quote string }
		Input   struct{ Format, Text string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatalf("%v, code %d, %s", err, code, errs)
	}
	if got.Article.Path != s.URL+"/story" || got.Article.Published != "2025-05-20" || len(got.Claims) < 5 || got.Input.Format != "html" || asked != 2 {
		t.Errorf("%+v, asked %d times", got, asked)
	}
	db := filepath.Join(t.TempDir(), "x.db")
	if out, errs, code = do("record", "add", s.URL+"/story", "--published", "page", "--db", db); code != 0 || !strings.Contains(out, "claims") {
		t.Fatalf("%s %s %d", out, errs, code)
	}
	out, _, _ = do("record", "export", "--db", db)
	var line struct {
		Source struct{ URL, Format, Title string }
	}
	if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &line); err != nil || line.Source.URL != s.URL+"/story" || line.Source.Format != "html" || line.Source.Title == "" {
		t.Errorf("%+v, %v", line, err)
	}
	// The program as users have it does not reach this machine.
	var whole, wholeErr bytes.Buffer
	before := asked
	if code := run(t.Context(), []string{"read", s.URL + "/story", "--published", "page"}, &whole, &wholeErr); code != 3 || !strings.Contains(wholeErr.String(), "this machine") || asked != before {
		t.Errorf("code %d, %s", code, wholeErr.String())
	}
}

// TestHostile: names, titles, quotations and speakers made to act on a screen
// or in a page are harmless wherever they are shown.
func TestHostile(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	dir := t.TempDir()
	nasty := `<script>alert(1)</script>`
	story := "Japan \x1b[2Jwants the United States to remove its tariffs on cars, Minister Ryosei Akazawa \u202esaid on Tuesday.\n\n" +
		"\"A deal without cars " + nasty + " has no merit, \x07\u009b2J and we cannot accept the tariffs on cars,\" Akazawa \"</text><svg onload=alert(1)> told reporters in Tokyo on Tuesday.\n\n" +
		"Japan may offer to buy more corn \u2066and soybeans' onmouseover='alert(1), a source said.\n"
	name := filepath.Join(dir, "a\x1b[31m<b>.txt")
	if err := os.WriteFile(name, []byte(story), 0o644); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "x.db")
	run := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != 0 {
			t.Fatalf("%q: %d %s", args, code, errs.String())
		}
		if strings.ContainsFunc(errs.String(), func(r rune) bool { return r != '\n' && screen.Hidden(r) }) {
			t.Errorf("%q: stderr %q", args, errs.String())
		}
		return out.String()
	}
	on := []string{"--published", "2025-05-20", "--track", "us-japan"}
	with := func(args ...string) []string { return append(args, on...) }
	run(with("record", "add", name, "--db", db)...)
	svg := filepath.Join(dir, "t.svg")
	html := filepath.Join(dir, "b.html")
	run(with("brief", name, "--no-deal", "--out", html)...)
	run("record", "timeline", "--track", "us-japan", "--db", db, "--from", "2025-05-18", "--to", "2025-05-22", "--svg", svg)
	shown := map[string]string{
		"read":      run(with("read", name, "--rules")...),
		"brief":     run(with("brief", name, "--no-deal")...),
		"brief md":  run(with("brief", name, "--no-deal", "--format", "md")...),
		"add":       run(with("record", "add", name, "--db", db)...),
		"list":      run("record", "list", "--db", db, "--from", "2025-05-18", "--to", "2025-05-22", "--track", "us-japan"),
		"positions": run("record", "positions", "--party", "JP", "--as-of", "2025-05-20", "--db", db),
		"timeline":  run("record", "timeline", "--track", "us-japan", "--db", db, "--from", "2025-05-18", "--to", "2025-05-22"),
		"disputes":  run("record", "disputes", "--db", db),
		"outcomes":  run("record", "outcomes", "--track", "us-japan", "--db", db),
		"read json": run(with("read", name, "--format", "json")...),
	}
	for _, file := range []string{svg, html} {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		shown[filepath.Ext(file)] = string(b)
	}
	if !strings.Contains(shown["list"], "no merit") || !strings.Contains(shown[".html"], "&lt;script&gt;alert") {
		t.Errorf("the hostile words are not shown at all: the test proves nothing: %s", shown["list"])
	}
	var kept struct{ Claims []record.Claim }
	if err := json.Unmarshal([]byte(shown["read json"]), &kept); err != nil {
		t.Fatal(err)
	}
	for _, c := range kept.Claims {
		if c.Quote != story[c.Start:c.End] {
			t.Errorf("JSON changed %q", c.Quote)
		}
	}
	for where, text := range shown {
		if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && screen.Hidden(r) }); i >= 0 {
			t.Errorf("%s: shows %q", where, text[max(0, i-30):min(len(text), i+30)])
		}
		if where == ".svg" || where == ".html" || where == "brief md" {
			for _, bad := range []string{"<script>alert", "<svg onload", "<b>.txt"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s: %s is not escaped", where, bad)
				}
			}
		}
	}
}

func TestLooksEnglish(t *testing.T) {
	spanish := strings.Repeat("México pidió el martes a Estados Unidos que retire los aranceles sobre el acero y los automóviles, dijo el secretario de Economía. ", 5)
	english := strings.Repeat("Mexico asked the United States on Tuesday to remove its tariffs on steel and cars, the economy secretary said in a statement. ", 5)
	for text, want := range map[string]bool{spanish: false, english: true, "Deal reached": true, strings.Repeat("赤沢大臣は記者団に対し、合意には意味がないと述べた。", 20): false} {
		if got := looksEnglish(text); got != want {
			t.Errorf("%.40q: %v", text, got)
		}
	}
}
