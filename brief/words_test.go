package brief

import (
	"strings"
	"testing"
	"time"

	"parley/deal"
	"parley/record"
)

func TestSays(t *testing.T) {
	cars := []string{"us-232-autos"}
	for _, c := range []struct {
		claim record.Claim
		want  string
	}{
		{record.Claim{Type: record.RedLine, Giver: "JP", Subject: record.Subject{Topic: "tariff", Ask: "remove", Measures: cars}}, "Japan: no deal unless the tariff on cars goes"},
		{record.Claim{Type: record.RedLine, Giver: "JP", Subject: record.Subject{Ask: "reduce", Measures: []string{"us-232-steel", "us-232-aluminium"}}}, "Japan: no deal unless the tariffs on steel and aluminium are cut"},
		{record.Claim{Type: record.RedLine, Giver: "EU", Subject: record.Subject{Topic: "digital rules"}}, "The European Union draws a red line on digital rules"},
		{record.Claim{Type: record.RedLine, Giver: "IN", Subject: record.Subject{Topic: "trade talks", Goods: []string{"dairy"}}}, "India draws a red line on dairy"},
		{record.Claim{Type: record.RedLine, Giver: "BR", Subject: record.Subject{Topic: "tariff"}}, "Brazil draws a red line"},
		{record.Claim{Type: record.Demand, Giver: "JP", Receiver: "US", Modality: "hypothetical", Subject: record.Subject{Topic: "tariff", Ask: "reduce"}}, "Japan would want the United States to reduce tariffs"},
		{record.Claim{Type: record.Demand, Giver: "FR", Receiver: "EU", Subject: record.Subject{Topic: "tariff"}}, "France makes a demand of the European Union"},
		{record.Claim{Type: record.Demand, Giver: "EU", Receiver: "US", Subject: record.Subject{Ask: "reduce", Measures: []string{"us-232-autos", "us-232-steel"}, Quantity: "25%", Value: 25, Unit: "percent"}}, "The European Union demands that the United States reduce the tariffs on cars and steel"},
		{record.Claim{Type: record.MeasureRef, Subject: record.Subject{Measures: []string{"us-122-surcharge"}}}, "Names the surcharge under section 122"},
		{record.Claim{Type: record.Threat, Giver: "US", Subject: record.Subject{Topic: "tariff", Quantity: "30%"}}, "The United States threatens tariffs (30%)"},
		{record.Claim{Type: record.OfferItem, Giver: "EU", Modality: "hypothetical", Subject: record.Subject{Topic: "purchase", Goods: []string{"lng"}}}, "The European Union may offer: more purchases of LNG"},
	} {
		if got := says(c.claim); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

// A red line on the speaker's own rules must not be turned around: the title
// takes its words.
func TestHeadlineOfRedLine(t *testing.T) {
	c := record.Claim{ID: "c1", Type: record.RedLine, Giver: "EU", Receiver: "US", Quote: "The EU will not accept changes to its digital rules", Subject: record.Subject{Topic: "digital rules"}}
	b := &Brief{Partner: "EU", Claims: []Claim{{Claim: c, Says: says(c)}}}
	want := "United States–European Union: The European Union draws a red line on digital rules: “The EU will not accept changes to its digital rules”"
	if got := b.headline(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAtTheTable(t *testing.T) {
	bloc := func(code string) string {
		if code == "FR" {
			return "EU"
		}
		return code
	}
	table := []string{"US", "EU"}
	for _, c := range []struct {
		name string
		r    record.Reading
		want bool
	}{
		{"nothing", record.Reading{}, false},
		{"one party named", record.Reading{Mentions: []record.Mention{{Party: "FR"}}}, false},
		{"both named, no claim", record.Reading{Mentions: []record.Mention{{Party: "FR"}, {Party: "US"}}}, false},
		{"both named and a claim of one", record.Reading{Mentions: []record.Mention{{Party: "FR"}, {Party: "US"}}, Claims: []record.Claim{{Giver: "US"}}}, true},
		{"a claim between them", record.Reading{Claims: []record.Claim{{Giver: "FR", Receiver: "US"}}}, true},
		{"a claim within one", record.Reading{Claims: []record.Claim{{Giver: "FR", Receiver: "EU"}}}, false},
		{"a claim between one and another", record.Reading{Claims: []record.Claim{{Giver: "US", Receiver: "JP"}}}, false},
	} {
		if got := AtTheTable(&c.r, table, bloc); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestHolds(t *testing.T) {
	d := &deal.Result{Date: "2025-05-20", Valid: deal.Period{From: "2025-05-03", To: "2025-06-03"}}
	for day, want := range map[string]bool{"2025-05-02": false, "2025-05-03": true, "2025-06-03": true, "2025-06-04": false} {
		if holds(d, day) != want {
			t.Errorf("%s: want %v", day, want)
		}
	}
	d.Valid = deal.Period{}
	if !holds(d, "2025-05-20") || holds(d, "2025-05-21") {
		t.Error("a case without days holds on its own day only")
	}
}

// The deal question is not answered with the table of another day.
func TestOtherDay(t *testing.T) {
	in := fixtureInputs()
	in.Deal.Date, in.Deal.Valid = "2025-03-01", deal.Period{From: "2025-03-01", To: "2025-03-31"}
	b, err := Build(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	a := b.Summary[3]
	if b.DealHolds || a.Short != "Not answered for 20 May 2025" {
		t.Errorf("holds %v, answer %q", b.DealHolds, a.Short)
	}
	if len(b.Missing) == 0 {
		t.Error("the page does not say that the deal of its day is missing")
	}
	for _, s := range b.compose().Sections {
		switch s.ID {
		case "values", "redlines", "sectors":
			if want := ": the table of 1 March 2025"; len(s.Title) < len(want) || s.Title[len(s.Title)-len(want):] != want {
				t.Errorf("section %s is headed %q", s.ID, s.Title)
			}
		case "deal":
			if s.Title != "The bargain: the table of 1 March 2025" {
				t.Errorf("the bargain is headed %q", s.Title)
			}
		}
	}
}

// A story of a day on which the deal was signed is an audit, not a question
// left open.
func TestSignedBefore(t *testing.T) {
	in := fixtureInputs()
	in.Deal.Date, in.Deal.Valid = "2025-05-07", deal.Period{From: "2025-05-03", To: "2025-05-19"}
	pay := map[string]float64{}
	for k, p := range in.Deal.Parties {
		pay[p.ID] = float64(400 + 100*k)
	}
	in.Deal.Signed = []deal.Solution{{Concept: "signed", Reading: deal.WelfareOnly, Title: "the deal", Date: "2025-05-20", Payoffs: pay, Package: deal.Package{}}}
	b, err := Build(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	a := b.Summary[3]
	if b.DealHolds || b.DealSigned != "2025-05-20" || a.Short != "Signed on 20 May 2025" || !strings.Contains(a.Detail, "the table of 7 May 2025") {
		t.Errorf("holds %v, signed %q, answer %q: %s", b.DealHolds, b.DealSigned, a.Short, a.Detail)
	}
	for _, g := range b.Missing {
		if strings.HasPrefix(g.What, "The deal on") {
			t.Errorf("missing: %+v", g)
		}
	}
}

func TestOpenEnded(t *testing.T) {
	known := time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)
	for title, want := range map[string]string{
		"Steel and steel derivatives, to 5 April 2026": "Steel and steel derivatives",
		"Steel, to 3 March 2025":                       "Steel, to 3 March 2025",
		"Duty suspended until 9 July 2025":             "Duty suspended",
		"Reciprocal tariff":                            "Reciprocal tariff",
	} {
		if got := openEnded(title, known); got != want {
			t.Errorf("%q: got %q", title, got)
		}
	}
}

func TestSourcesOnce(t *testing.T) {
	r := newRegister()
	one := r.law("EO 14257, 90 FR 15041", "A")
	two := r.cite(Source{Title: "Executive Order 14257, reciprocal tariff", Date: "2025-04-02"})
	pair := r.cite(Source{Title: "Executive Orders 14357 and 14358"})
	both := r.cite(Source{Title: "EO 14266 amending EO 14257"})
	if one != two || pair == one || both == one || both == pair || len(r.list) != 3 {
		t.Errorf("numbers %d %d %d %d, list %v", one, two, pair, both, r.list)
	}
	if r.list[0].Date != "2025-04-02" {
		t.Error("the date of the second citation is lost")
	}
}

// TestLeading: a red line leads, unless the story begins with the news of an
// agreement; words that leave open what they are about do not.
func TestLeading(t *testing.T) {
	line := Claim{Claim: record.Claim{ID: "c02", Type: record.RedLine, Start: 100, Quote: "we would never sacrifice them for an early deal"}}
	demand := Claim{Claim: record.Claim{ID: "c03", Type: record.Demand, Start: 200, Quote: "remove the tariff on cars", Subject: record.Subject{Goods: []string{"cars"}}}}
	deal := Claim{Claim: record.Claim{ID: "c01", Type: record.Agreement, Start: 0, Modality: "actual", Date: "2025-05-08", Quote: "reached an agreement on Thursday"}}
	old := deal
	old.Date = "2025-04-08"
	for _, x := range []struct {
		claims []Claim
		want   string
	}{
		{[]Claim{line, demand}, "c03"}, {[]Claim{line}, "c02"}, {[]Claim{deal, line, demand}, "c01"}, {[]Claim{old, line, demand}, "c03"}, {nil, ""},
	} {
		b := &Brief{Article: record.Article{Published: "2025-05-08"}, Claims: x.claims}
		got := ""
		if c := b.leading(); c != nil {
			got = c.ID
		}
		if got != x.want {
			t.Errorf("%v: leads with %q", x.claims, got)
		}
	}
}
