package deal

import (
	"context"
	"math"
	"strings"
	"testing"
)

// quotaCase is a table of one quota on Japanese cars beside their duty, with
// the size of the quota filled in.
func quotaCase(t *testing.T, levels string) *Case {
	t.Helper()
	c, err := Parse("quota.yaml", []byte(`
case: quota
title: "a quota"
date: 2025-05-20
economy: {name: toy}
parties:
  - {id: JP, name: Japan, regions: [JPN]}
  - {id: US, name: United States, regions: [USA]}
disagreement: {title: "as it stands", source: [x]}
instruments:
  - id: cars
    kind: tariff
    giver: US
    receiver: JP
    measures: [us-232-autos]
    levels: [{id: now, keep: true}, {id: "10", add_pct: 10}, {id: gone, remove: true}]
    evidence: "round"
    source: [x]
  - id: quota
    kind: quota
    giver: US
    receiver: JP
    measures: [us-232-autos]
    evidence: "round"
    source: [x]
    levels:
      - {id: none}
`+levels+`
sources:
  - {id: x, title: "round numbers", grade: K}
`))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func solveToy(t *testing.T, c *Case) *Result {
	t.Helper()
	res, err := Solve(context.Background(), c, toyInputs(), Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func level(t *testing.T, res *Result, item, id string) Level {
	t.Helper()
	for _, x := range res.Instruments {
		for _, l := range x.Levels {
			if x.ID == item && l.ID == id {
				return l
			}
		}
	}
	t.Fatalf("no level %s of %s", id, item)
	return Level{}
}

// TestQuotaIsADutyOrARent: a quota larger than sales at its own duty is a
// plain cut to that duty; a small one leaves the price at the margin alone and
// only moves the rent; in between it holds sales at its size.
func TestQuotaIsADutyOrARent(t *testing.T) {
	res := solveToy(t, quotaCase(t, `
      - {id: small, quota_share: 0.2, in_pct: 10, rent: 1}
      - {id: tight, quota_share: 0.62, in_pct: 10, rent: 1}
      - {id: large, quota_share: 5, in_pct: 10, rent: 1}`))
	cut := level(t, res, "cars", "10")
	large := level(t, res, "quota", "large")
	for _, p := range []string{"JP", "US"} {
		if d := large.Value[p].Mid - cut.Value[p].Mid; math.Abs(d) > 1e-3*math.Abs(cut.Value[p].Mid) {
			t.Errorf("a quota that binds nobody gives %s %.3f, the duty itself %.3f", p, large.Value[p].Mid, cut.Value[p].Mid)
		}
	}
	if q := large.Quota; q == nil || q.Binding || q.FillPct >= 100 {
		t.Errorf("large quota: %+v", q)
	}
	small := level(t, res, "quota", "small")
	if q := small.Quota; q == nil || !q.Binding || q.FillPct <= 100 {
		t.Errorf("small quota: %+v", q)
	}
	// The whole rent goes abroad, so Japan gains about that much, and the
	// United States loses it.
	rent := small.Quota.RentMUSD
	if jp, us := small.Value["JP"].Mid, small.Value["US"].Mid; math.Abs(jp-rent) > 0.2*rent || math.Abs(us+rent) > 0.2*rent {
		t.Errorf("rent %.0f, Japan %+.0f, United States %+.0f", rent, jp, us)
	}
	tight := level(t, res, "quota", "tight")
	if q := tight.Quota; q == nil || !q.Binding || math.Abs(q.FillPct-100) > 0.01 {
		t.Errorf("tight quota: %+v", q)
	}
	if v := tight.Value["JP"].Mid; v <= small.Value["JP"].Mid {
		t.Errorf("Japan gets %.0f of the tight quota, %.0f of the small one", v, small.Value["JP"].Mid)
	}
}

// TestQuotaOnDutyThatIsGone: with the duty removed a quota on it is worth
// nothing, and the solve of the pair says so.
func TestQuotaOnDutyThatIsGone(t *testing.T) {
	res := solveToy(t, quotaCase(t, `
      - {id: small, quota_share: 0.2, in_pct: 10, rent: 1}`))
	for _, x := range res.Solutions {
		if x.Package["cars"] == "gone" && x.Package["quota"] != "none" {
			t.Errorf("%s proposes a quota on a duty that is gone", x.Concept)
		}
		if x.Gap > 1 {
			t.Errorf("%s: gap %.2f", x.Concept, x.Gap)
		}
	}
}

// TestQuotaBySector: a quota of a party whose law is not on file is one on a
// sector, in money, under the duty of the economy or one given.
func TestQuotaBySector(t *testing.T) {
	c := quotaCase(t, `
      - {id: small, quota_musd: 100, in_pct: 10, rent: 1}
  - id: grain
    kind: quota
    giver: JP
    receiver: US
    sectors: [A01_02]
    evidence: "round"
    source: [x]
    levels:
      - {id: none}
      - {id: some, quota_musd: 500, in_pct: 0, rent: 0.5}
      - {id: dear, quota_musd: 500, in_pct: 0, out_pct: 300, rent: 0.5}`)
	res := solveToy(t, c)
	some, dear := level(t, res, "grain", "some"), level(t, res, "grain", "dear")
	if q := some.Quota; q == nil || q.FillPct <= 100 || q.RentMUSD <= 0 || q.RentMUSD > 11 {
		t.Errorf("a quota of 500 million saves at most 2 %% of it: %+v", q)
	}
	if q := dear.Quota; q == nil || !q.Binding || q.FillPct > 100.01 || q.LicencePct <= 0 {
		t.Errorf("a quota under a forbidding duty: %+v", q)
	}
	for _, bad := range []struct{ level, want string }{
		{`{id: bad, in_pct: 10, rent: 1}`, "needs its size"},
		{`{id: bad, quota_share: 1, quota_musd: 10, in_pct: 10, rent: 1}`, "needs its size"},
		{`{id: bad, quota_share: 1, rent: 1}`, "needs its duty"},
		{`{id: bad, quota_share: 1, in_pct: 10, out_pct: 25, rent: 1}`, "two duties outside"},
		{`{id: bad, quota_share: 1, in_pct: -3, rent: 1}`, "out of bounds"},
	} {
		_, err := Parse("quota.yaml", []byte(strings.Replace(quotaFile, "LEVEL", bad.level, 1)))
		if err == nil || !strings.Contains(err.Error(), bad.want) || !strings.Contains(err.Error(), "quota.yaml:") {
			t.Errorf("%s: %v", bad.level, err)
		}
	}
}

const quotaFile = `
case: quota
title: "a quota"
date: 2025-05-20
parties:
  - {id: JP, regions: [JPN]}
  - {id: US, regions: [USA]}
disagreement: {title: "as it stands", source: [x]}
instruments:
  - id: quota
    kind: quota
    giver: US
    receiver: JP
    measures: [us-232-autos]
    levels: [{id: none}, LEVEL]
    evidence: "round"
    source: [x]
sources:
  - {id: x, title: "round numbers", grade: K}
`
