package deal

import (
	"context"
	"math"
	"strings"
	"testing"
)

// TestTransferIsPaid: a payment costs the giver about what it brings the
// receiver, and neither more nor less than their terms of trade explain; the
// receiver would gain by it alone, and the giver would win by not paying.
func TestTransferIsPaid(t *testing.T) {
	c, err := Parse("pay.yaml", []byte(payFile))
	if err != nil {
		t.Fatal(err)
	}
	res := solveToy(t, c)
	v := level(t, res, "pay", "some").Value
	if jp, us := v["JP"].Mid, v["US"].Mid; math.Abs(jp+1000) > 250 || math.Abs(us-1000) > 250 {
		t.Errorf("paying 1000 gives Japan %.0f, the United States %.0f", jp, us)
	}
	half, whole := level(t, res, "maybe", "gone").Value["JP"].Mid, level(t, res, "cars", "gone").Value["JP"].Mid
	if r := half / whole; r < 0.3 || r > 0.7 {
		t.Errorf("a cut that counts with chance 0.5 gives %.0f, a sure one %.0f", half, whole)
	}
	found := false
	for _, k := range res.Keeping {
		if k.Party == "JP" && k.Cheat > 500 {
			found = true
			if k.Value > 0 && math.Abs(k.LongestCheck-k.Value/0.04/k.Cheat) > 1e-9 {
				t.Errorf("%+v", k)
			}
		}
	}
	if !found {
		t.Errorf("nobody is tempted to keep the payment: %+v", res.Keeping)
	}
	for _, bad := range []struct{ old, new, want string }{
		{"chance: 0.5", "chance: 1.5", "out of bounds"},
		{"discount_pct: 4", "discount_pct: -4", "out of bounds"},
		{"transfer_musd: 1000", "transfer_musd: -1000", "out of bounds"},
		{"kind: transfer", "kind: purchase", "names no sector"},
		{"closure: cp2015", "closure: cp2051", "no closure is named"},
	} {
		_, err := Parse("pay.yaml", []byte(strings.Replace(payFile, bad.old, bad.new, 1)))
		if err == nil || !strings.Contains(err.Error(), bad.want) || !strings.Contains(err.Error(), "pay.yaml:") || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %v", bad.new, err)
		}
	}
}

const payFile = `
case: pay
title: "a payment"
date: 2025-05-20
economy: {name: toy, closure: cp2015}
parties:
  - {id: JP, name: Japan, regions: [JPN], discount_pct: 4}
  - {id: US, name: United States, regions: [USA]}
disagreement: {title: "as it stands", source: [x]}
instruments:
  - id: cars
    kind: tariff
    giver: US
    receiver: JP
    measures: [us-232-autos]
    levels: [{id: now, keep: true}, {id: gone, remove: true}]
    source: [x]
  - id: maybe
    kind: tariff
    giver: US
    receiver: JP
    measures: [us-232-autos]
    chance: 0.5
    levels: [{id: now, keep: true}, {id: gone, remove: true}]
    source: [x]
  - id: pay
    kind: transfer
    giver: JP
    receiver: US
    levels: [{id: none}, {id: some, transfer_musd: 1000}]
    source: [x]
conditions:
  - {id: once, title: cut once, if: {instrument: cars, levels: [gone]}, then: {instrument: maybe, levels: [now]}, source: [x]}
red_lines:
  - {id: paid, party: US, title: it is paid, require: [{instrument: pay, levels: [some]}], source: [x]}
sources:
  - {id: x, title: "round numbers", grade: K}
`

// TestSmallestSets: two red lines that only together empty the zone are named
// together.
func TestSmallestSets(t *testing.T) {
	text := strings.Replace(payFile, `  - {id: paid, party: US, title: it is paid, require: [{instrument: pay, levels: [some]}], source: [x]}`,
		`  - {id: cars-stay, party: US, title: the duty stays, require: [{instrument: cars, levels: [now]}], source: [x]}
  - {id: maybe-stay, party: US, title: all of it, require: [{instrument: maybe, levels: [now]}], source: [x]}`, 1)
	c, err := Parse("pay.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	res := solveToy(t, c)
	z := res.Zone[0]
	if z.Open || len(z.Relax) == 0 {
		t.Errorf("open %v, nothing said to open it: %+v", z.Open, z)
	}
	for _, words := range z.Relax {
		if !strings.Contains(words, "red line of the United States") && !strings.Contains(words, "something more") {
			t.Errorf("opened by %q", words)
		}
	}
}

// TestChanceMovesNoDeal: where a feared duty is part of no deal, its chance
// moves what all is measured from; the more likely it is, the more a cap on it
// is worth to the exporter.
func TestChanceMovesNoDeal(t *testing.T) {
	text := strings.Replace(payFile, `    measures: [us-232-autos]
    chance: 0.5
    levels: [{id: now, keep: true}, {id: gone, remove: true}]`, `    sectors: [C26]
    chance: [0.1, 0.3, 0.9]
    levels: [{id: now, add_pct: 25}, {id: gone, add_pct: 5}]`, 1)
	c, err := Parse("pay.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), c, toyInputs(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := level(t, res, "maybe", "gone").Value["JP"]
	if !(v.Low > 0 && v.Low < 0.6*v.Mid && v.High > 1.8*v.Mid) {
		t.Errorf("a cap on a duty of chance 0.1, 0.3, 0.9 is worth %+v", v)
	}
	found := false
	for _, x := range res.Tornado {
		if strings.HasSuffix(x.Assumption, "chance") && x.Party == "JP" && x.Reading == WelfareOnly {
			found = true
			if !(x.Low < x.Central && x.Central < x.High) {
				t.Errorf("%+v", x)
			}
		}
	}
	for _, s := range res.Solutions {
		if s.Concept == "nash" && s.Package["maybe"] == "gone" && !found {
			t.Error("the chance is not among what matters")
		}
	}
}
