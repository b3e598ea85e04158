package record

import (
	"slices"
	"testing"
)

// TestWhoAsksWhom reads sentences of stories between any two sides and holds
// who moves and to whom.
func TestWhoAsksWhom(t *testing.T) {
	cases := []struct {
		text     string
		typ      Type
		from, to string
	}{
		{"Canada and China are at odds over canola. China announced a duty on Canadian canola. Canada asked China to withdraw the duty. China and Canada will go on talking.", Demand, "CA", "CN"},
		{"Canola growers asked Ottawa for compensation after Washington raised its tariffs on Canadian goods.", Demand, "CA", "CA"},
		{"Mexico's car lobby urged the government to hold out in the talks with the United States.", Demand, "MX", "MX"},
		{"Seoul and Washington disagree on tariffs. South Korean exporters asked to be exempted from the American tariff.", Demand, "KR", "US"},
		{"Japan and the United States disagree. Thai exporters sought an explanation from Tokyo.", Demand, "TH", "JP"},
		{"The United States urged Vietnam to tighten its origin rules.", Demand, "US", "VN"},
		{"The bloc asked Washington to lower its tariff on European cars.", Demand, "EU", "US"},
		{"Malaysia and the United States signed an agreement on Sunday. Malaysia asked the United States to exempt its chips. Malaysia is content.", Demand, "MY", "US"},
	}
	for _, c := range cases {
		r, err := Read([]byte(c.text), Options{Published: may20})
		if err != nil {
			t.Fatal(err)
		}
		ok := false
		for _, x := range r.Claims {
			ok = ok || x.Type == c.typ && x.Giver == c.from && x.Receiver == c.to
		}
		if !ok {
			t.Errorf("%q: no %s of %s to %s in %+v", c.text, c.typ, c.from, c.to, r.Claims)
		}
	}
}

// TestDoubts holds flags to sentences that deserve them, and none to their
// right neighbours.
func TestDoubts(t *testing.T) {
	cases := []struct {
		text, code string
		raised     bool
	}{
		{"Japan and the United States held their fourth round of talks in Washington on June 18, officials said.", "TENSE_VS_DATE", true},
		{"Akazawa will meet Bessent in Washington on May 3, the Japanese ministry said.", "TENSE_VS_DATE", true},
		{"Japan will respect the deal that Britain and the United States reached on May 8.", "TENSE_VS_DATE", false},
		{"The talks of Japan and the United States were due to be held on June 2.", "TENSE_VS_DATE", false},
		{"Japan and the United States held the fifth round of ministerial talks in Washington on Monday, May 19.", "ROUND_ORDINAL_CONFLICT", true},
		{"US Treasury Secretary Janet Yellen spoke with Japan's finance minister on Monday.", "DEAD_OFFICE", true},
		{"Former US Treasury Secretary Janet Yellen met Japan's finance minister on Monday.", "DEAD_OFFICE", false},
		{"Prime Minister Shinzo Abe and President Trump signed a trade agreement in October 2019.", "DEAD_OFFICE", false},
		{"Prime Minister Keir Starmer and his predecessor as prime minister, Rishi Sunak, praised the deal with the United States.", "ROLE_HOLDER_MISMATCH", false},
		{"Vietnam may recognise US vehicle standards ahead of schedule in exchange for a lower US tariff.", "DIRECTION_IMPLAUSIBLE", false},
		{"Chinese Vice Premier Ding Xuexiang met US Treasury Secretary Scott Bessent.", "ROLE_HOLDER_MISMATCH", false},
	}
	for _, c := range cases {
		r, err := Read([]byte(c.text), Options{Published: may20})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(r.Flags, func(f Flag) bool { return f.Code == c.code }); got != c.raised {
			t.Errorf("%q: %s raised %v, want %v (%+v)", c.text, c.code, got, c.raised, r.Flags)
		}
	}
}
