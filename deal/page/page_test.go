package page

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"sync"
	"testing"

	"parley/cases"
	"parley/deal"
	"parley/economy"
	"parley/tariff"
)

var solved = sync.OnceValues(func() (*deal.Result, error) {
	c, err := deal.Load(cases.FS, "us-japan/case.yaml")
	if err != nil {
		return nil, err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return nil, err
	}
	in := deal.Inputs{Economy: economy.Open, Schedule: book.Schedule, Shares: book.Breakdown}
	return deal.Solve(context.Background(), c, in, deal.Options{Workers: 2, Draws: 5})
})

// TestPageStandsAlone: the page asks nothing of the network, runs no script,
// and holds every part.
func TestPageStandsAlone(t *testing.T) {
	r, err := solved()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, bad := range []string{"<script", "src=", "@import", "<link", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, want := range []string{"What each item is worth", "Is there a deal? Welfare only", "Is there a deal? With political weights",
		"Shapley", "Signed or proposed", "regions that are no party", "Over 5 draws", "Sources", "<svg", "Kalai-Smorodinsky"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	var again bytes.Buffer
	if err := HTML(&again, r); err != nil || again.String() != page {
		t.Error("the same result gives another page")
	}
}

// TestEscapes: words of a case file cannot become markup.
func TestEscapes(t *testing.T) {
	r, err := solved()
	if err != nil {
		t.Fatal(err)
	}
	c := *r
	c.Title = `<img onerror="x">`
	c.Instruments = append([]deal.Instrument(nil), r.Instruments...)
	c.Instruments[0].Title = `<b>cars</b>`
	var b bytes.Buffer
	if err := HTML(&b, &c); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "<img") || strings.Contains(b.String(), "<b>cars") {
		t.Error("markup of the case reaches the page")
	}
}

// TestMarkdownTables: every row has as many cells as its head.
func TestMarkdownTables(t *testing.T) {
	r, err := solved()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Markdown(&b, r); err != nil {
		t.Fatal(err)
	}
	width, tables := 0, 0
	for _, line := range strings.Split(b.String(), "\n") {
		if !strings.HasPrefix(line, "|") {
			width = 0
			continue
		}
		n := strings.Count(strings.ReplaceAll(line, "\\|", ""), "|")
		if width == 0 {
			width = n
			tables++
		}
		if n != width {
			t.Errorf("%d cells instead of %d: %s", n-1, width-1, line)
		}
	}
	if tables < 6 {
		t.Errorf("%d tables", tables)
	}
}

// TestThreeParties: a table of three is drawn two by two, no id stands twice,
// and everybody has a figure.
func TestThreeParties(t *testing.T) {
	c, err := deal.Parse("three.yaml", []byte(threeFile))
	if err != nil {
		t.Fatal(err)
	}
	book, err := tariff.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, err := deal.Solve(context.Background(), c, deal.Inputs{Economy: economy.Open, Schedule: book.Schedule, Shares: book.Breakdown}, deal.Options{Workers: 2, NoFull: true, NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(b.String(), -1) {
		if ids[m[1]] {
			t.Errorf("id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, want := range []string{"fullest level, Canada and Mexico", "fullest level, China", "Payoffs of packages: Welfare only, Mexico and China"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := len(Charts(r)); n < 5 {
		t.Errorf("%d charts", n)
	}
}

const threeFile = `
case: three
title: "Three at a table"
date: 2025-06-01
economy: {name: world-2022, groups: [{code: CAN}, {code: MEX}, {code: CHN}, {code: USA}]}
parties: [{id: CA, name: Canada, regions: [CAN]}, {id: MX, name: Mexico, regions: [MEX]}, {id: CN, name: China, regions: [CHN]}]
disagreement: {title: "as applied", source: [x]}
instruments:
  - {id: mx-cn, kind: tariff, giver: MX, receiver: CN, sectors: [C26, C29], source: [x], levels: [{id: now, keep: true}, {id: zero, remove: true}]}
  - {id: cn-ca, kind: tariff, giver: CN, receiver: CA, sectors: [A01_02, C10T12], source: [x], levels: [{id: now, keep: true}, {id: zero, remove: true}]}
  - {id: ca-mx, kind: purchase, giver: CA, receiver: MX, sectors: [C29], source: [x], levels: [{id: none}, {id: some, add_musd: 1000}]}
sources: [{id: x, title: round numbers, grade: K}]
`

// TestMoneyOfASmallEconomy: three digits of the largest item are kept, and what
// rounds to zero has no sign.
func TestMoneyOfASmallEconomy(t *testing.T) {
	of := func(v float64) *deal.Result {
		return &deal.Result{Parties: []deal.Party{{ID: "A"}}, Instruments: []deal.Instrument{{Levels: []deal.Level{{Value: deal.ByParty{"A": {Mid: v}}}}}}}
	}
	for v, want := range map[float64]int{0: 0, 2345: 0, 345: 0, -34.5: 1, 3.45: 2, 0.0345: 4} {
		if got := Decimals(of(v)); got != want {
			t.Errorf("%g: %d decimals instead of %d", v, got, want)
		}
	}
	for _, row := range []struct {
		v        float64
		decimals int
		want     string
	}{{1234567.4, 0, "+1,234,567"}, {-1234.567, 2, "-1,234.57"}, {-0.004, 2, "0"}, {0.3, 0, "0"}} {
		if got := MoneyTo(row.v, row.decimals); got != row.want {
			t.Errorf("%g: %s instead of %s", row.v, got, row.want)
		}
	}
	if bn(-0.001) != "0.00" || bn(0.01) != "+0.01" {
		t.Errorf("%s, %s", bn(-0.001), bn(0.01))
	}
}
