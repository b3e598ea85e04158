package tariff

import (
	"io/fs"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"

	lawdata "parley/law"
)

// dutyCase is one case of law/us/cases: an entry and what it must pay.
type dutyCase struct {
	ID       string
	Title    string
	Date     string
	Known    string
	HTS      string
	Origin   string
	Value    float64
	Quantity float64
	Facts    map[string]string
	Want     struct {
		Status   string
		Total    *float64 // percent
		Low      *float64
		High     *float64
		Owed     *float64
		Assessed *float64
		USD      *float64
		Applies  []string // headings of lines that apply, in any order
		Not      []string // headings of lines considered and not applied
		Missing  []string // facts asked for
		Error    string   // a part of the message
	}
	Source     string
	Confidence string
}

// TestLawyersCases runs every case under law/us/cases.
func TestLawyersCases(t *testing.T) {
	book, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(lawdata.FS, "us/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, f := range files {
		b, err := fs.ReadFile(lawdata.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		var cases []dutyCase
		if err := yaml.Load(b, &cases, yaml.WithKnownFields()); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for _, c := range cases {
			t.Run(c.ID, func(t *testing.T) { runCase(t, book, c) })
		}
	}
}

func runCase(t *testing.T, book *Book, c dutyCase) {
	if c.Source == "" {
		t.Fatal("the case names no source")
	}
	date, err := parseCivil(c.Date)
	if err != nil {
		t.Fatal(err)
	}
	e := Entry{Code: c.HTS, Origin: c.Origin, Date: date.Time(), ValueUSD: c.Value, Quantity: c.Quantity, Facts: c.Facts}
	if c.Known != "" {
		k, err := parseCivil(c.Known)
		if err != nil {
			t.Fatal(err)
		}
		e.Known = k.Time()
	}
	d, err := book.Duty(e)
	if c.Want.Error != "" {
		if err == nil || !strings.Contains(err.Error(), c.Want.Error) {
			t.Fatalf("error %v, want one with %q", err, c.Want.Error)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got float64, want *float64) {
		if want != nil && (got-*want > 0.005 || *want-got > 0.005) {
			t.Errorf("%s %.4f, want %.4f", what, got, *want)
		}
	}
	near("total", d.TotalPct, c.Want.Total)
	near("low", d.LowPct, c.Want.Low)
	near("high", d.HighPct, c.Want.High)
	near("owed", d.OwedPct, c.Want.Owed)
	near("assessed", d.AssessedPct, c.Want.Assessed)
	near("duty in USD", d.DutyUSD, c.Want.USD)
	if c.Want.Status != "" && string(d.Status) != c.Want.Status {
		t.Errorf("status %s, want %s", d.Status, c.Want.Status)
	}
	has := func(heading string, applies bool) bool {
		for _, l := range d.Lines {
			if l.Heading == heading && l.Applies == applies {
				return true
			}
		}
		return false
	}
	for _, h := range c.Want.Applies {
		if !has(h, true) {
			t.Errorf("heading %s does not apply", h)
		}
	}
	for _, h := range c.Want.Not {
		if !has(h, false) {
			t.Errorf("heading %s is not among the lines considered and not applied", h)
		}
	}
	for _, k := range c.Want.Missing {
		found := false
		for _, f := range d.MissingFacts {
			found = found || f.Key == k
		}
		if !found {
			t.Errorf("fact %s is not asked for", k)
		}
	}
	if t.Failed() {
		for _, l := range d.Lines {
			t.Logf("%-5v %-12s %-24s %7.2f of %6.2f  %s", l.Applies, l.Heading, l.Measure, l.Pct, l.OfValue, l.Reason)
		}
		t.Logf("status %s, range %.2f-%.2f, missing %v", d.Status, d.LowPct, d.HighPct, d.MissingFacts)
	}
}
