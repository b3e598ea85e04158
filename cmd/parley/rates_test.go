package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"parley/record"
)

// TestRateStories reads stories in half of which one rate is wrong, and
// compares their rates with the law. No right rate may be doubted; of the wrong
// ones as many must be found as when the test was written.
func TestRateStories(t *testing.T) {
	files, err := filepath.Glob("../../record/testdata/rates/*.gold.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories: ", err)
	}
	found, planted := 0, 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Published string `yaml:"published"`
			Wrong     struct {
				Quote string  `yaml:"quote"`
				Has   float64 `yaml:"has"`
			} `yaml:"wrong"`
		}
		if err := yaml.Unmarshal(data, &gold); err != nil {
			t.Fatal(f, ": ", err)
		}
		text, err := os.ReadFile(strings.TrimSuffix(f, ".gold.yaml") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse("2006-01-02", gold.Published)
		if err != nil {
			t.Fatal(err)
		}
		r, err := record.Read(text, record.Options{Published: day, Law: embeddedLaw})
		if err != nil {
			t.Fatal(err)
		}
		at := strings.Index(string(text), gold.Wrong.Quote)
		if gold.Wrong.Quote != "" {
			planted++
			if at < 0 {
				t.Errorf("%s: %q is not in the text", f, gold.Wrong.Quote)
			}
		}
		hit := false
		for _, x := range r.Flags {
			if x.Code != "RATE_CONFLICT" {
				continue
			}
			if gold.Wrong.Quote != "" && x.Start < at+len(gold.Wrong.Quote) && x.End > at {
				hit = true
				continue
			}
			t.Errorf("%s doubts %q: %s", filepath.Base(f), text[x.Start:x.End], x.Message)
		}
		if hit {
			found++
		}
	}
	t.Logf("%d of %d wrong rates found", found, planted)
	if found < foundRates {
		t.Errorf("%d of %d wrong rates found, %d before", found, planted, foundRates)
	}
}

// foundRates is how many of the wrong rates are found today.
const foundRates = 25
