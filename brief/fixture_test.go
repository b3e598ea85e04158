package brief

import (
	"math"
	"testing"
	"time"

	"parley/deal"
	"parley/economy"
	"parley/record"
	"parley/tariff"
	"parley/trade"
)

// The fixture is a made-up brief in the shape of a real one. Its numbers are
// there to be laid out, not to be believed.

const fixtureText = `No trade deal is worth signing unless car tariffs go, officials in Tokyo say. Minister Ryoichi Akazawa asked Washington to scrap all the tariffs. A person familiar with the matter said Japan could offer to buy more corn <script>alert("x")</script> & soybeans and to relax US inspection standards.`

func span2(text string, a, b string) (int, int) {
	i := 0
	for ; i < len(text) && text[i:min(len(text), i+len(a))] != a; i++ {
	}
	j := i
	for ; j < len(text) && text[j:min(len(text), j+len(b))] != b; j++ {
	}
	return i, j + len(b)
}

func fixtureReading() *record.Reading {
	claim := func(id string, typ record.Type, a, b string, c record.Claim) record.Claim {
		c.ID, c.Type = id, typ
		c.Start, c.End = span2(fixtureText, a, b)
		c.Quote = fixtureText[c.Start:c.End]
		if c.Date == "" {
			c.Date = "2025-05-20"
		}
		c.Rule = "fixture"
		return c
	}
	return &record.Reading{
		Article: record.Article{Path: "news/story.txt", Published: "2025-05-20", Track: "us-japan", Bytes: len(fixtureText),
			SHA256: "0123456789abcdef0123456789abcdef", Text: fixtureText},
		Claims: []record.Claim{
			claim("c01", record.RedLine, "No trade", "car tariffs go", record.Claim{Giver: "JP", Receiver: "US", Attribution: "collective",
				Role: "officials", Modality: "conditional", Certainty: "collective", Subject: record.Subject{Topic: "tariff", Ask: "remove", Measures: []string{"us-232-autos"}}}),
			claim("c02", record.Demand, "asked Washington", "all the tariffs", record.Claim{Giver: "JP", Receiver: "US", Speaker: "Ryoichi Akazawa", Role: "minister",
				Attribution: "indirect", Modality: "actual", Restated: true, Certainty: "attributed",
				Subject: record.Subject{Topic: "tariff", Ask: "remove", Measures: []string{"us-ieepa-reciprocal", "us-232-autos", "us-232-steel"}}}),
			claim("c03", record.Offer, "Japan could offer", "standards", record.Claim{Giver: "JP", Receiver: "US", Attribution: "anonymous", Modality: "hypothetical", Certainty: "anonymous-hypothetical"}),
			claim("c04", record.OfferItem, "buy more corn", "corn", record.Claim{Giver: "JP", Receiver: "US", Parent: "c03", Attribution: "anonymous", Modality: "hypothetical",
				Certainty: "anonymous-hypothetical", Subject: record.Subject{Topic: "purchase", Goods: []string{"corn"}}}),
			claim("c05", record.OfferItem, "<script>", "soybeans", record.Claim{Giver: "JP", Receiver: "US", Parent: "c03", Attribution: "anonymous", Modality: "hypothetical",
				Certainty: "anonymous-hypothetical", Subject: record.Subject{Topic: "purchase", Goods: []string{"soybeans"}}}),
			claim("c06", record.OfferItem, "relax", "standards", record.Claim{Giver: "JP", Receiver: "US", Parent: "c03", Attribution: "anonymous", Modality: "hypothetical",
				Certainty: "anonymous-hypothetical", Subject: record.Subject{Topic: "standards", Goods: []string{"cars"}}}),
			claim("c07", record.Demand, "scrap", "tariffs", record.Claim{Giver: "JP", Receiver: "US", DuplicateOf: "c02", Subject: record.Subject{Ask: "remove"}}),
		},
		Flags: []record.Flag{
			{Code: "DIRECTION_IMPLAUSIBLE", Severity: record.High, Claim: "c06", Message: "Japan cannot relax US inspection standards", Suggest: "Japan's standards for American cars", Rule: "fixture"},
			{Code: "NAME_GIVEN_MISMATCH", Severity: record.Mid, Claim: "c02", Entity: "akazawa-ryosei", Message: "the minister on that day was Ryosei Akazawa, not Ryoichi",
				Evidence: "Register of people: Ryosei Akazawa, 2024-10-01 to 2025-10-21.", Start: 78, End: 103, Rule: "fixture"},
			{Code: "ANONYMOUS_SOURCE", Severity: record.Low, Claim: "c03", Message: "the offer rests on one unnamed person", Rule: "fixture"},
		},
	}
}

// fixtureLaw answers from a few lines of made-up law.
type fixtureLaw struct{ err error }

const (
	proc10908 = "Proclamation 10908 of 26 March 2025, 90 FR 14705 https://example.org/proc10908"
	eo14257   = "Executive Order 14257 of 2 April 2025"
)

func (l fixtureLaw) Measures(origin string, date, known time.Time) ([]tariff.MeasureInfo, error) {
	return []tariff.MeasureInfo{
		{ID: "us-232-autos", Title: "Section 232, cars and light trucks", Authority: "section 232", Rate: "+25 %", From: "2025-04-03", Citation: proc10908, Confidence: "A", State: "in force"},
		{ID: "us-ieepa-reciprocal", Title: "Reciprocal tariff", Authority: "IEEPA", Rate: "+10 %", From: "2025-04-05", Citation: eo14257, Confidence: "A", State: "in force"},
	}, l.err
}

func (l fixtureLaw) Duty(e tariff.Entry) (*tariff.Duty, error) {
	d := &tariff.Duty{Status: tariff.Dutiable, Code: e.Code, Origin: e.Origin, Date: "2025-05-20", ValueUSD: e.ValueUSD, Lines: []tariff.Line{
		{Heading: e.Code, Measure: "column-1", Authority: "column 1", Pct: 2.5, Applies: true, Citation: "Harmonized Tariff Schedule of the United States (2025)", Confidence: "A"},
		{Heading: "9903.01.25", Measure: "us-ieepa-reciprocal", Authority: "IEEPA", Pct: 10, Applies: e.Code != "8703.23.01", Citation: eo14257, Confidence: "A", Reason: "not a section 232 good"},
	}}
	d.TotalPct = 12.5
	if e.Code == "8703.23.01" {
		d.Lines = append(d.Lines, tariff.Line{Heading: "9903.94.01", Measure: "us-232-autos", Authority: "section 232", Pct: 25, Applies: true, Citation: proc10908, Confidence: "A"})
		d.TotalPct = 27.5
	}
	d.LowPct, d.HighPct = d.TotalPct, d.TotalPct
	return d, l.err
}

func (l fixtureLaw) Effective(origin, by string, date, known time.Time) (*tariff.Effective, error) {
	return &tariff.Effective{Date: "2025-05-20", Origin: origin, By: by, OverallPct: 16.04, AddedPct: 14.5, Weights: "United States imports for consumption by HTS line, 2024, Census Bureau",
		Rows: []tariff.Rate{
			{Key: "C29", Name: "Motor vehicles and parts", TotalPct: 26.9, AddedPct: 24.4, ImportsUSD: 51e9},
			{Key: "C28", Name: "Machinery and equipment", TotalPct: 11.8, AddedPct: 9.9, ImportsUSD: 29e9},
			{Key: "C24", Name: "Basic metals", TotalPct: 21.2, AddedPct: 20.1, ImportsUSD: 4e9},
		}}, l.err
}

func (l fixtureLaw) Timeline(e tariff.Entry, from, to time.Time) (*tariff.Timeline, error) {
	d, err := l.Duty(e)
	tl := &tariff.Timeline{Steps: []tariff.TimelineStep{{Date: from.Format(time.DateOnly), TotalPct: d.TotalPct}}}
	switch {
	case e.Known.IsZero():
		tl.Steps = append(tl.Steps, tariff.TimelineStep{Date: "2025-08-07", TotalPct: 15, Began: []string{"us-ieepa-reciprocal 9903.02.72 15 % in all"}})
	case e.Code != "8703.23.01":
		tl.Steps = append(tl.Steps, tariff.TimelineStep{Date: "2025-07-09", TotalPct: 26.5, Began: []string{"us-ieepa-reciprocal 9903.01.53 +24 %"}})
	}
	return tl, err
}

func (l fixtureLaw) Horizon() time.Time { return time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC) }

func fixtureDeal() *deal.Result {
	iv := func(lo, mid, hi float64) deal.Interval { return deal.Interval{Low: lo, Mid: mid, High: hi} }
	by := func(us, jp deal.Interval) deal.ByParty { return deal.ByParty{"US": us, "JP": jp} }
	pay := func(us, jp float64) map[string]float64 { return map[string]float64{"US": us, "JP": jp} }
	levels := []deal.Level{{ID: "none", Title: "as without a deal"}, {ID: "full", Title: "all of it"}}
	r := &deal.Result{
		Case: "us-japan", Title: "United States and Japan", Date: "2025-05-20", Economy: "world-2022", Closure: "cp2015", Year: 2022,
		Parties:      []deal.Party{{ID: "US", Name: "United States", Regions: []string{"USA"}, Weights: []deal.Weight{{Sector: "C29", Value: 1.5, Source: "fixture"}}}, {ID: "JP", Name: "Japan", Regions: []string{"JPN"}}},
		Disagreement: deal.Outcome{Title: "The paused rate of 24 % comes back on 9 July 2025", Source: "eo14266"},
		StatusQuo:    deal.Outcome{Title: "10 % reciprocal, 25 % on cars", Payoffs: pay(-900, 3100), Source: "eo14266"},
		Instruments: []deal.Instrument{
			{ID: "reciprocal", Title: "Reciprocal rate down to 10 %", Kind: "tariff", Giver: "US", Receiver: "JP", Levels: levels,
				Value: by(iv(-1600, -900, 200), iv(2100, 3100, 4000)), Politic: by(iv(-4000, -2900, -1000), iv(2500, 3700, 4700)), Evidence: "A: the law itself [eo14266]"},
			{ID: "cars", Title: "Car tariff down to 2.5 %", Kind: "tariff", Giver: "US", Receiver: "JP", Levels: levels,
				Value: by(iv(-700, 1400, 2100), iv(5200, 8300, 11000)), Politic: by(iv(-6200, -4100, -2400), iv(7000, 10100, 13000)), Evidence: "A: the law itself",
				Match: []deal.Selector{{Type: "RED_LINE", Measures: []string{"us-232-autos"}}, {Type: "DEMAND", Measures: []string{"us-232-autos"}}}},
			{ID: "corn", Title: "Corn and soybean purchases", Kind: "purchase", Giver: "JP", Receiver: "US", Levels: levels,
				Value: by(iv(10, 60, 140), iv(-220, -90, -20)), Politic: by(iv(900, 1700, 2600), iv(-300, -130, -40)), Evidence: "B: size of the promise not known",
				Match: []deal.Selector{{Type: "OFFER_ITEM", Giver: "JP", Goods: []string{"corn", "soybeans"}}}},
			{ID: "ships", Title: "Shipbuilding cooperation", Kind: "cooperation", Giver: "JP", Receiver: "US", Levels: levels, Direct: true,
				Value: by(iv(0, 150, 300), iv(-200, -100, 0)), Politic: deal.ByParty{"US": iv(0, 150, 300)}, Evidence: "K: interval from the case file"},
		},
		Zone: []deal.Zone{
			{Reading: deal.WelfareOnly, Open: true, Packages: 311, Of: 576, Why: "The United States gains by cutting its own car tariff, so there is nothing to pay for"},
			{Reading: deal.Political, Open: true, Packages: 42, Of: 576, Why: "Purchases pay for part of the car tariff"},
		},
		RedLines: []deal.RedLine{{ID: "cars-first", Party: "JP", Title: "No deal without the car tariff", Reading: deal.Political, Price: pay(1200, -300), Source: "asia"}},
		Binding:  []deal.Binding{{ID: "cars-first", Reading: deal.Political, Why: "Without the red line the car rate would stay at 15 %"}},
		Delay:    []deal.Delay{{Party: "JP", Reading: deal.Political, PerMonth: -320}, {Party: "US", Reading: deal.Political, PerMonth: -95}},
		Sectors: []trade.SectorResult{
			{Region: "JPN", Sector: "C29", Name: "Motor vehicles", OutputMUSD: 412000, VolumePct: 3.2},
			{Region: "JPN", Sector: "C28", Name: "Machinery and equipment", OutputMUSD: 380000, VolumePct: -0.4},
			{Region: "USA", Sector: "C29", Name: "Motor vehicles", OutputMUSD: 690000, VolumePct: -0.8},
			{Region: "USA", Sector: "A01_02", Name: "Agriculture", OutputMUSD: 480000, VolumePct: 0.07},
		},
		Solves: 128, Residual: 3.1e-12, Verified: true, Gap: 14,
		Notes:   []string{"Ranges come from the trade elasticities and from how far promises are kept."},
		Sources: []deal.Source{{ID: "eo14266", Title: "Executive Order 14266 of 9 April 2025", Date: "2025-04-09", URL: "https://example.org/eo14266", Grade: "A"}, {ID: "asia", Title: "Asia Financial, Japan says no hurry", Date: "2025-05-20", Grade: "B"}},
	}
	for i, reading := range []deal.Reading{deal.WelfareOnly, deal.Political} {
		shift := -3000 * float64(i)
		r.Solutions = append(r.Solutions,
			deal.Solution{Concept: "nash", Reading: reading, Package: deal.Package{"cars": "full", "reciprocal": "full", "corn": "full", "ships": "none"}, Payoffs: pay(2400+shift/4, 9100), Range: by(iv(1200, 2400, 3600), iv(7000, 9100, 11800)), Verified: true},
			deal.Solution{Concept: "kalai-smorodinsky", Reading: reading, Package: deal.Package{"cars": "full", "reciprocal": "none", "corn": "full", "ships": "full"}, Payoffs: pay(2900+shift/4, 8300), Verified: true})
		for k := range 12 {
			a := math.Pi / 2 * float64(k) / 11
			r.Frontier = append(r.Frontier, deal.Point{Reading: reading, Payoffs: []float64{shift/2 + 3600*math.Sin(a), -800 + 11000*math.Cos(a)}, Feasible: true})
			for m := range 9 {
				s := float64(m) / 10
				r.Cloud = append(r.Cloud, deal.Point{Reading: reading, Payoffs: []float64{shift/2 + 3600*s*math.Sin(a) - 500, -800 + 11000*s*math.Cos(a)}})
			}
		}
	}
	r.Lead = deal.Lead{Concept: "nash", Reading: deal.Political}
	share := func(id string, us, jp float64) deal.Share {
		return deal.Share{Reading: deal.Political, Instrument: id, Level: "full", Own: pay(0.8*us, 0.9*jp), Marginal: pay(1.2*us, 1.1*jp), Shapley: pay(us, jp), Method: "pairs"}
	}
	r.Shares = []deal.Share{share("corn", 1650, -120), share("cars", -3900, 6300), share("ships", 0, 0)}
	r.Tornado = []deal.Tornado{
		{Reading: deal.Political, Party: "US", Assumption: "trade elasticity of Motor vehicles", Central: 1650, Low: -400, High: 2300},
		{Reading: deal.Political, Party: "JP", Assumption: "corn and soybean purchases: fulfilment", Central: 9100, Low: 9300, High: 8800}}
	r.Keeping = []deal.Keeping{{Reading: deal.Political, Package: "nash", Party: "JP", Why: "Japan gains nothing by withholding what it gives"}}
	r.Third = []deal.Third{{Region: "MEX", Name: "Mexico", WelfareMUSD: -1100, WelfarePct: -0.08}, {Region: "CHN", Name: "China", WelfareMUSD: -160, WelfarePct: -0.001}}
	r.Signed = []deal.Solution{{Concept: "signed", Reading: deal.Political, Title: "Signed 4 September 2025", Package: deal.Package{"cars": "full"}, Payoffs: pay(1900, 6100), Here: pay(1700, 5900), Note: "measured against another threat; left on the table: JP +1.2 bn USD, US +99 m USD", Shares: []deal.Share{share("cars", -3900, 6300)}}}
	return r
}

func fixtureInputs() Inputs {
	return Inputs{
		Reading: fixtureReading(), Law: fixtureLaw{}, Deal: fixtureDeal(),
		Record: []Earlier{
			{ID: "jp-old", Said: "2024-01-10", Type: record.Offer, Giver: "JP", Receiver: "US", Text: "An offer of other days", Source: "fixture", Support: 1, Subject: record.Subject{Topic: "package", Goods: []string{"beef"}}},
			{ID: "jp-cars", Said: "2024-11-03", Type: record.RedLine, Giver: "JP", Receiver: "US", Text: "No deal unless the car duty goes", Source: "Fixture Times 2024-11-03", Grade: "B", Support: 2, Subject: record.Subject{Measures: []string{"us-232-autos"}}},
			{ID: "us-crops", Said: "2025-04-16", Type: record.Demand, Giver: "US", Receiver: "JP", Text: "The United States wants more crops bought", Source: "Fixture Times", Grade: "C", Support: 1, Subject: record.Subject{Goods: []string{"corn"}}},
		},
		Economy: &economy.Economy{Name: "world-2022", Title: "World economy of 2022", Year: 2022, Estimate: true, Regions: make([]economy.Region, 62), Sectors: make([]economy.Sector, 44),
			Notes: []string{"Bilateral flows are estimated."}, Sources: []economy.Source{{ID: "adb", Title: "ADB multiregional input-output summary", Vintage: "2022"}}},
	}
}

func fixture(t testing.TB) *Brief {
	t.Helper()
	b, err := Build(t.Context(), fixtureInputs())
	if err != nil {
		t.Fatal(err)
	}
	return b
}
