package tariff

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"
)

// TestVersionsOfARuleFollowEachOther: rules of one measure with the same id
// are versions of one thing; they neither overlap nor leave a gap.
func TestVersionsOfARuleFollowEachOther(t *testing.T) {
	for _, m := range lawBook(t).Law.Measures {
		byID := map[string][]*Rule{}
		for _, r := range m.Rules {
			byID[r.ID] = append(byID[r.ID], r)
		}
		for id, rs := range byID {
			sort.Slice(rs, func(i, j int) bool { return rs[i].From < rs[j].From })
			for i := 1; i < len(rs); i++ {
				if rs[i].From != rs[i-1].To+1 {
					t.Errorf("%s:%d: %s %s ends on %s and goes on from %s", m.file, rs[i].line, m.ID, id, rs[i-1].To, rs[i].From)
				}
			}
		}
	}
}

// TestListsHaveRealCodes: every code of every list is, or is above, a line of
// some edition of the schedule.
func TestListsHaveRealCodes(t *testing.T) {
	b := lawBook(t)
	codes := b.Rates.Codes()
	exists := func(c string) bool {
		i := sort.SearchStrings(codes, c)
		return i < len(codes) && strings.HasPrefix(codes[i], c)
	}
	missing, total := map[string][]string{}, 0
	for _, c := range b.Law.products.sorted {
		total++
		// A 10-figure code may be the .00 suffix of an 8-figure line.
		if exists(c) || len(c) == 10 && strings.HasSuffix(c, "00") && exists(c[:8]) {
			continue
		}
		for _, m := range b.Law.products.byCode[pack(c)] {
			l := b.Law.products.sets[m.set].list
			missing[l] = append(missing[l], c)
		}
	}
	got := map[string]int{}
	for l, cs := range missing {
		got[l] = len(cs)
		sort.Strings(cs)
	}
	for l, n := range got {
		if n > retired[l] {
			t.Errorf("list %q has %d codes in no edition of 2025 or 2026, %d are known to be of earlier editions: %v", l, n, retired[l], missing[l])
		}
	}
	for l, n := range retired {
		if got[l] < n {
			t.Errorf("list %q has %d codes in no edition, no longer %d: lower the number", l, got[l], n)
		}
	}
	t.Logf("%d codes looked up", total)
}

// changeDays are all days on which the law changes, with the day before and
// the last day of each year.
func changeDays(b *Book) []civil {
	from, _ := parseCivil("2025-01-01")
	to, _ := parseCivil("2028-12-31")
	out := []civil{from}
	for _, d := range b.ChangeDays(from.Time(), to.Time()) {
		if c := civilOf(d); c != from {
			out = append(out, c)
		}
	}
	return out
}

// classesOn gives one code for each class of goods on a day.
func classesOn(b *Book, d *DayLaw, codes []string) map[int]string {
	out := map[int]string{}
	for _, c := range codes {
		k := d.Class(c)
		if _, ok := out[k]; !ok {
			out[k] = c
		}
	}
	return out
}

// partnersOfInterest are all countries that some rule names, and two that
// none does.
func partnersOfInterest(b *Book) []string {
	seen := map[string]bool{"FRA": true, "UZB": true, "PRY": true}
	for _, m := range b.Law.Measures {
		for _, r := range m.Rules {
			for c := range r.Countries.in {
				seen[c] = true
			}
			for c := range r.cells {
				seen[c] = true
			}
		}
	}
	out := make([]string, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}

// TestEveryGoodEveryPartnerEveryDay works every class of goods out for every
// partner on every day on which the law changes (codes of one class are
// treated alike by every measure, so this is every code), with the facts at
// their default and with every fact of a share held, and looks for
// contradictions:
//
//   - no duty is below zero and no measure charges more than the whole value;
//   - the reciprocal tariff charges nothing on a value section 232 charges;
//   - from 6 April 2026 no metals duty but the one by annex is in force;
//   - after 23 February 2026 no duty rests on IEEPA.
func TestEveryGoodEveryPartnerEveryDay(t *testing.T) {
	b := lawBook(t)
	codes := b.Rates.Codes()
	partners := partnersOfInterest(b)
	annexes, _ := parseCivil("2026-04-06")
	voided, _ := parseCivil("2026-02-24")
	worked := 0
	days := changeDays(b)
	if testing.Short() {
		days = days[:len(days)/8]
	}
	for _, day := range days {
		d := b.Law.compile(day, 0, Legal)
		classes := classesOn(b, d, codes)
		for _, c := range partners {
			p := d.Partner(c)
			for class, code := range classes {
				pl := p.plan(class)
				for _, on := range []float64{0, 1} {
					mix := Mix{Column1: 0.03, Steel: 0.3, Aluminium: 0.2, Copper: 0.1}
					for i := range mix.Share {
						mix.Share[i] = on
					}
					p.each(class, &mix, func(pl *plan, out *[maxSteps]outcome, w float64) {
						worked++
						if why := contradiction(pl, out, day >= annexes, day >= voided); why != "" {
							t.Fatalf("%s, %s, %s, shares %g: %s", day, code, c, on, why)
						}
					})
				}
				if len(pl.steps) > maxSteps {
					t.Fatalf("%s %s %s: %d measures", day, code, c, len(pl.steps))
				}
			}
		}
	}
	if worked < 100000 && !testing.Short() {
		t.Fatalf("only %d combinations were worked out", worked)
	}
	t.Logf("%d combinations on %d days", worked, len(days))
}

// contradiction looks for what may not be in an outcome.
func contradiction(pl *plan, out *[maxSteps]outcome, annexes, voided bool) string {
	s232, reciprocal := 0.0, 0.0
	for i := range pl.steps {
		o := &out[i]
		if o.rule < 0 {
			continue
		}
		id := pl.steps[i].dm.m.ID
		switch {
		case o.amount < 0 || o.base < 0 || o.base > 1+1e-9:
			return fmt.Sprintf("%s charges %g on %g of the value", id, o.amount, o.base)
		case annexes && (id == "us-232-steel" || id == "us-232-aluminium" || id == "us-232-copper"):
			return id + " is still in force"
		case voided && strings.HasPrefix(id, "us-ieepa-"):
			return id + " is still in force"
		}
		kind := pl.steps[i].rules[o.rule].kind
		if kind > kindTotal {
			continue
		}
		if strings.HasPrefix(id, "us-232-") {
			s232 += o.covers
		}
		if id == "us-ieepa-reciprocal" {
			reciprocal = o.base
		}
	}
	if reciprocal > 0 && min(s232, 1)+reciprocal > 1+1e-9 {
		return fmt.Sprintf("section 232 charges %g of the value and the reciprocal tariff %g", s232, reciprocal)
	}
	return ""
}

// TestOneMetalsHeading: from 6 April 2026 a code stands in exactly one annex,
// or in none.
func TestOneMetalsHeading(t *testing.T) {
	b := lawBook(t)
	p := b.Law.products
	for _, day := range []string{"2026-04-06", "2026-06-07", "2026-06-08", "2026-11-22"} {
		d, _ := parseCivil(day)
		found := 0
		for _, c := range b.Rates.Codes() {
			if len(c) != 10 {
				continue
			}
			g := p.on(c, d, 0)
			annex := map[string]bool{}
			for _, set := range p.named["s232-annexes"] {
				var one goodsBits
				one.add(set)
				if g.meets(&one) {
					name, _, _ := strings.Cut(p.sets[set].qualifier, " ")
					annex[name] = true
				}
			}
			if len(annex) > 1 {
				t.Errorf("%s: %s stands in %d annexes: %v", day, c, len(annex), annex)
			}
			found += len(annex)
		}
		if found < 1000 {
			t.Errorf("%s: only %d lines stand in an annex", day, found)
		}
	}
}

// TestAnAdditionalMeasureAddsItsRate: a measure on all goods of all
// countries, with no exclusions, raises every total by exactly its rate.
func TestAnAdditionalMeasureAddsItsRate(t *testing.T) {
	m := lawCopy(t)
	m["us/section301/everything.yaml"] = &fstest.MapFile{Data: []byte(`id: us-301-everything
title: Test measure
authority: section 301
unit: percent of customs value
rules:
- {id: all, heading: 9903.99.99, from: 2025-01-01, act: ustr-2024, countries: all, goods: all, add: 7, confidence: A, reason: test}
`)}
	more, err := LoadLaw(m, "us")
	if err != nil {
		t.Fatal(err)
	}
	b := lawBook(t)
	with := &Book{Law: more, Rates: b.Rates}
	codes, partners, days := b.Rates.Codes(), partnersOfInterest(b), changeDays(b)
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{
			Code: rapid.SampledFrom(codes).Draw(t, "code"), Origin: rapid.SampledFrom(partners).Draw(t, "origin"),
			Date: rapid.SampledFrom(days).Draw(t, "day").Time(), ValueUSD: 10000, Quantity: 100,
		}
		d, err := b.Duty(e)
		if err != nil {
			t.Skip("the code is of another edition")
		}
		x, err := with.Duty(e)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.TotalPct - d.TotalPct; got < 7-1e-6 || got > 7+1e-6 {
			t.Fatalf("%s %s %s: %g and %g: %g points more, not 7", e.Code, e.Origin, e.Date.Format(time.DateOnly), d.TotalPct, x.TotalPct, got)
		}
	})
}

// TestAverageOfCertaintiesIsTheDuty: with shares of 0 or 1 the average
// shipment pays what one shipment with those facts pays, so the fast path
// and the path with reasons agree.
func TestAverageOfCertaintiesIsTheDuty(t *testing.T) {
	b := lawBook(t)
	codes, partners, days := b.Rates.Codes(), partnersOfInterest(b), changeDays(b)
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.SampledFrom(days).Draw(t, "day")
		e := Entry{
			Code: rapid.SampledFrom(codes).Draw(t, "code"), Origin: rapid.SampledFrom(partners).Draw(t, "origin"),
			Date: day.Time(), ValueUSD: 10000, Quantity: 50, Facts: map[string]string{},
		}
		mix := Mix{}
		for i, k := range shareFactKeys {
			if rapid.Bool().Draw(t, k) {
				mix.Share[i], e.Facts[k] = 1, "true"
			} else {
				e.Facts[k] = "false"
			}
		}
		parts := []int{rapid.IntRange(0, 40).Draw(t, "steel"), rapid.IntRange(0, 30).Draw(t, "aluminium"), rapid.IntRange(0, 30).Draw(t, "copper")}
		mix.Steel, mix.Aluminium, mix.Copper = float64(parts[0])/100, float64(parts[1])/100, float64(parts[2])/100
		for i, k := range []string{"steel_value", "aluminium_value", "copper_value"} {
			e.Facts[k] = fmt.Sprint(parts[i] * 100)
		}
		w, err := b.open(&e)
		if err != nil {
			t.Skip("the code is of another edition")
		}
		total := w.run(&w.facts, w.content)
		mix.Column1 = w.column1
		got := w.partner.Rate(w.day.Class(w.code), &mix).Added
		if diff := total - w.column1 - got; diff > 1e-12 || diff < -1e-12 {
			t.Fatalf("%s %s %s: with reasons %g, on average %g", e.Code, e.Origin, day, total-w.column1, got)
		}
	})
}

// TestWhatIsKnownLaterDoesNotChangeWhatWasKnown: the law as known on the day
// of entry is the same whether it is asked as such or with every act signed
// later taken out of the data.
func TestKnowledgeGrows(t *testing.T) {
	b := lawBook(t)
	early, _ := parseCivil("2025-05-20")
	for _, m := range b.Measures(early.Time(), early.Time(), "") {
		for _, r := range b.Law.byID[m.ID].Rules {
			if r.Heading == m.Headings[0] && r.From.String() == m.From && r.act.known() > early {
				t.Errorf("%s %s is listed as known on %s, its act is of %s", m.ID, r.ID, early, r.act.known())
			}
		}
	}
	for _, c := range b.Diff(early.Time(), early.Time().AddDate(2, 0, 0), early.Time()) {
		if strings.HasPrefix(c.Act, "Proclamation 11") || strings.HasPrefix(c.Act, "EO 143") {
			t.Errorf("%s %s %s rests on %s, which was not known on %s", c.Date, c.Kind, c.Measure, c.Act, early)
		}
	}
}

// retired counts the codes of each list that stand in neither edition held:
// statistical lines that later revisions of 2026 created.
var retired = map[string]int{"s232-pharma": 24, "s232-polysilicon": 4}
