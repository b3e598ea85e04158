package tariff

import (
	"fmt"
	"slices"
	"testing"
	"time"
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
