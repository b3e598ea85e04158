package tariff

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestRateSpansAgreeWithMeasures holds the spans of every measure for a dozen
// origins against the measures listed for days a week apart.
func TestRateSpansAgreeWithMeasures(t *testing.T) {
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, origin := range []string{"JPN", "CHN", "CAN", "MEX", "GBR", "DEU", "CHE", "KOR", "IND", "BRA", "VNM", "TWN", "THA"} {
		for day := time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2027; day = day.AddDate(0, 0, 7) {
			want := map[string][]string{}
			for _, m := range b.Measures(day, time.Time{}, origin) {
				want[m.ID] = append(want[m.ID], m.Rate)
			}
			for _, m := range b.Law.Measures {
				var have []string
				for _, s := range b.RateSpans(m.ID, origin) {
					if day.Before(s.From) || !s.To.IsZero() && day.After(s.To) {
						continue
					}
					have = append(have, fmt.Sprintf("%g", s.Pct))
				}
				var listed []string
				for _, r := range want[m.ID] {
					v := 0.0
					if _, err := fmt.Sscanf(r, "+%g", &v); err != nil {
						if _, err := fmt.Sscanf(r, "%g", &v); err != nil {
							continue // a ban has no rate
						}
					}
					listed = append(listed, fmt.Sprintf("%g", v))
				}
				slices.Sort(have)
				slices.Sort(listed)
				if !slices.Equal(have, listed) {
					t.Fatalf("%s, %s, %s: spans %v, measures %v", m.ID, origin, day.Format("2006-01-02"), have, listed)
				}
			}
		}
	}
}

// TestRateSpans: the days and kinds of some rates, as the acts have them.
func TestRateSpans(t *testing.T) {
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time {
		d, err := time.Parse("2006-01-02", s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	find := func(measure, origin string, pct float64, on string) *RateSpan {
		for _, s := range b.RateSpans(measure, origin) {
			if s.Pct == pct && !day(on).Before(s.From) && (s.To.IsZero() || !day(on).After(s.To)) {
				return &s
			}
		}
		t.Errorf("%s for %s has no %g %% on %s", measure, origin, pct, on)
		return &RateSpan{}
	}
	if s := find("us-ieepa-reciprocal", "JPN", 24, "2025-05-20"); !s.Suspended || !s.AllGoods {
		t.Errorf("the 24 %% of Japan: %+v", s)
	}
	// EO 14345: legal from 7 August, in the HTS from 16 September.
	if s := find("us-ieepa-reciprocal", "JPN", 15, "2025-08-20"); !s.Total || !s.Text.Equal(day("2025-09-16")) {
		t.Errorf("the 15 %% of Japan: %+v", s)
	}
	if s := find("us-ieepa-reciprocal", "CHE", 39, "2025-08-08"); !s.To.Equal(day("2025-11-13")) || s.Suspended {
		t.Errorf("the 39 %% of Switzerland: %+v", s)
	}
	if s := find("us-ieepa-reciprocal", "VNM", 40, "2025-09-01"); !s.Special {
		t.Errorf("the duty on transshipped goods: %+v", s)
	}
	if s := find("us-232-autos", "KOR", 25, "2025-05-20"); s.AllGoods {
		t.Errorf("the car duty: %+v", s)
	}
	if got := b.RateSpans("no-such-measure", "JPN"); got != nil {
		t.Errorf("a measure that does not exist has %v", got)
	}
}

// TestGoodsRates: what the duty on some goods can be said to be.
func TestGoodsRates(t *testing.T) {
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		hts, measures []string
		origin, day   string
		has, not      []float64 // added to the ordinary duty
	}{
		{[]string{"72"}, []string{"us-232-steel"}, "KOR", "2025-12-05", []float64{50}, []float64{25}},
		{[]string{"76"}, []string{"us-232-aluminium"}, "JPN", "2025-03-30", []float64{25}, []float64{10, 50}},
		{[]string{"8703"}, []string{"us-232-autos"}, "JPN", "2025-10-01", []float64{15}, []float64{25, 27.5}},
		{[]string{"8703"}, []string{"us-232-autos"}, "GBR", "2025-10-01", []float64{7.5, 25}, []float64{15}},
		{[]string{"9101"}, nil, "CHE", "2025-09-08", []float64{39}, []float64{31, 15}},
		{[]string{"64"}, nil, "BRA", "2025-08-12", []float64{10, 40, 50}, []float64{30}},
	} {
		day, err := time.Parse("2006-01-02", c.day)
		if err != nil {
			t.Fatal(err)
		}
		got := b.GoodsRates(c.hts, c.measures, c.origin, day)
		for _, v := range c.has {
			if !slices.Contains(got.Added, v) || !slices.Contains(got.All, v) {
				t.Errorf("%v of %s on %s: %g %% is missing in %v", c.hts, c.origin, c.day, v, got.Added)
			}
		}
		for _, v := range c.not {
			if slices.Contains(got.Added, v) {
				t.Errorf("%v of %s on %s: %g %% should not be in %v", c.hts, c.origin, c.day, v, got.Added)
			}
		}
	}
	if got := b.GoodsRates([]string{"0000"}, nil, "JPN", time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)); len(got.All) > 0 {
		t.Errorf("a line that does not exist pays %v", got.All)
	}
}

// TestGoodsRatesHoldTheDuty: the total that Duty gives for a line is among what
// can be said of it.
func TestGoodsRatesHoldTheDuty(t *testing.T) {
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	codes := b.Rates.Codes()
	rapid.Check(t, func(rt *rapid.T) {
		code := rapid.SampledFrom(codes).Draw(rt, "code")
		origin := rapid.SampledFrom([]string{"JPN", "CHN", "GBR", "BRA", "CHE", "VNM"}).Draw(rt, "origin")
		day := time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 600).Draw(rt, "day"))
		d, err := b.Duty(Entry{Code: code, Origin: origin, Date: day, ValueUSD: 10000})
		if err != nil || d.Status == Prohibited || d.Code != code {
			rt.Skip("no line of that day")
		}
		got := b.GoodsRates([]string{code}, nil, origin, day)
		if d.TotalPct > 0 && !slices.ContainsFunc(got.All, func(v float64) bool { return math.Abs(v-d.TotalPct) < 1e-3 }) {
			rt.Fatalf("%s of %s on %s pays %g %%, which is not in %v", code, origin, day.Format("2006-01-02"), d.TotalPct, got.All)
		}
	})
}
