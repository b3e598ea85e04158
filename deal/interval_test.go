package deal

import (
	"context"
	"math"
	"strings"
	"testing"
)

// scaled is the toy case with a duty, a purchase and a quota given by
// intervals, under red lines that bound them.
func scaled(t *testing.T, change func(string) string) (*Case, error) {
	t.Helper()
	b := readCase(t)
	b = b[:strings.Index(b, "instruments:")]
	b = strings.Replace(b, toyBlock(b+"parties:"), toyGroups, 1)
	if at := strings.Index(b, "status_quo:"); at >= 0 {
		b = b[:at]
	}
	b += intervalItems
	if change != nil {
		b = change(b)
	}
	return Parse("scaled.yaml", []byte(b))
}

const intervalItems = `
instruments:
  - id: rates
    title: Reciprocal tariff
    kind: tariff
    giver: US
    receiver: JP
    measures: [us-ieepa-reciprocal]
    interval: {unit: add_pct, from: 24, to: 0, steps: 3}
    evidence: "any rate"
    source: [n]
  - id: cars
    title: Cars
    kind: tariff
    giver: US
    receiver: JP
    measures: [us-232-autos]
    levels:
      - {id: now, keep: true}
      - {id: none, remove: true}
    evidence: "two levels"
    source: [n]
  - id: farm
    title: Farm purchases
    kind: purchase
    giver: JP
    receiver: US
    sectors: [A01_02]
    interval: {unit: add_musd, from: 0, to: 2000, steps: 2, fulfilment: [0.5, 1]}
    evidence: "any sum"
    source: [n]
red_lines:
  - id: floor
    party: US
    title: at least 7 %
    require: [{instrument: rates, at_least: 7}]
    source: [n]
sources:
  - {id: n, title: note, grade: K}
  - {id: applied, title: note, grade: K}
  - {id: inverse-optimum, title: note, grade: K}
`

// TestIntervalLevels: the grid has its steps and the bound of the red line, and
// begins where the law is without a deal.
func TestIntervalLevels(t *testing.T) {
	c, err := scaled(t, sourced)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Instruments[0].levelIDs(); got != "24, 16, 8, 7, 0" {
		t.Errorf("rates: %s", got)
	}
	if got := c.Instruments[2].levelIDs(); got != "none, 1000, 2000" {
		t.Errorf("farm: %s", got)
	}
	lit, err := c.literal(c.RedLines[0].Require[0], "red line")
	if err != nil || len(lit.Levels) != 5 || !lit.Levels[3] || lit.Levels[4] {
		t.Errorf("%v, %v", lit, err)
	}
}

// sourced names the one source wherever the head of the case names its own.
func sourced(b string) string {
	head, rest, _ := strings.Cut(b, "instruments:")
	for {
		i := strings.Index(head, "source: [")
		if i < 0 {
			break
		}
		j := i + strings.Index(head[i:], "]")
		head = head[:i] + "SRC" + head[j+1:]
	}
	return strings.ReplaceAll(head, "SRC", "source: [n]") + "instruments:" + rest
}

// TestIntervalRefused: what an interval cannot be is refused at its line.
func TestIntervalRefused(t *testing.T) {
	for _, row := range [][3]string{
		{"unit: add_pct, from: 24", "unit: add_musd, from: 24", "none of kind tariff"},
		{"from: 24, to: 0", "from: 24", "two ends"},
		{"from: 24, to: 0", "from: 24, to: 24", "two ends"},
		{"from: 24, to: 0", "from: 24, to: -3", "out of bounds"},
		{"steps: 3", "steps: 99", "steps 99"},
		{"at_least: 7", "at_least: 70", "no value of \"rates\""},
		{"{instrument: rates, at_least: 7}", "{instrument: cars, at_least: 7}", "need an interval"},
		{"steps: 3}", "steps: 3}\n    levels: [{id: now, keep: true}]", "levels and an interval"},
		{"fulfilment: [0.5, 1]}", "rent: 1}", "fields of a quota"},
	} {
		_, err := scaled(t, func(b string) string {
			b = sourced(b)
			if !strings.Contains(b, row[0]) {
				t.Fatalf("the case does not hold %q", row[0])
			}
			return strings.Replace(b, row[0], row[1], 1)
		})
		if err == nil || !strings.HasPrefix(err.Error(), "scaled.yaml:") || !strings.Contains(err.Error(), row[2]) {
			t.Errorf("%s: %v; want %q", row[1], err, row[2])
		}
	}
}

// TestIntervalOptimum: the settings stay within what the red lines leave, and
// no setting near the optimum does better, found by solving there.
func TestIntervalOptimum(t *testing.T) {
	c, err := scaled(t, sourced)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	res, err := Solve(ctx, c, toyInputs(), Options{Workers: 2, NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Refined) == 0 {
		t.Fatal("nothing refined")
	}
	for _, x := range res.Refined {
		if len(x.Settings) == 0 || len(x.Rates) > 0 || !x.Verified {
			t.Fatalf("%+v", x)
		}
		if x.Product < 1-1e-9 || !x.Converged {
			t.Errorf("%s: product %g, converged %v", x.Reading, x.Product, x.Converged)
		}
		for _, v := range x.Settings {
			if v.Value < v.Low-1e-9 || v.Value > v.High+1e-9 || v.Instrument == "rates" && v.Low != 7 {
				t.Errorf("%s: %+v", x.Reading, v)
			}
		}
	}
	s, err := prepare(ctx, c, toyInputs(), Options{Workers: 2, NoRanges: true, NoFull: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.searchPackages(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.choose(ctx); err != nil {
		t.Fatal(err)
	}
	lead := s.leadOf(0)
	dials, err := s.dials(0, lead)
	if err != nil || len(dials) == 0 {
		t.Fatalf("%d dials: %v", len(dials), err)
	}
	best, err := s.turn(ctx, 0, lead, dials)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float64, len(dials))
	for k, d := range dials {
		for _, v := range best.Settings {
			if v.Instrument == c.Instruments[d.instrument].ID {
				x[k] = (v.Value - d.value(0)) / (d.value(1) - d.value(0))
			}
		}
	}
	product := func(x []float64) float64 {
		sh, err := s.at(s.search, lead, dials, x)
		if err != nil {
			t.Fatal(err)
		}
		o, err := s.search.solve(ctx, sh, 0, false, nil)
		if err != nil {
			t.Fatal(err)
		}
		v := 0.0
		for p, party := range c.Parties {
			v += party.Power * math.Log(o.value(WelfareOnly, p)-s.search.base.value(WelfareOnly, p))
		}
		return v
	}
	top := product(x)
	for k := range dials {
		for _, h := range []float64{-0.05, 0.05} {
			y := append([]float64(nil), x...)
			y[k] = math.Min(math.Max(y[k]+h, dials[k].low), dials[k].high)
			if near := product(y); near > top+1e-7 {
				t.Errorf("%+v: item %d at %+g: log product %.9g is above that of the optimum, %.9g", best.Settings, k, h, near, top)
			}
		}
	}
}

// TestIntervalIsItsLevels: a value of the grid does what a level with that value
// does, whatever the kind.
func TestIntervalIsItsLevels(t *testing.T) {
	c, err := scaled(t, func(b string) string {
		b = sourced(b)
		return strings.Replace(b, "red_lines:", `  - id: quota
    title: Car quota
    kind: quota
    giver: US
    receiver: JP
    measures: [us-232-autos]
    interval: {unit: quota_share, from: 0.2, to: 0.6, steps: 2, in_pct: 0, rent: 0.5}
    evidence: "any size"
    source: [n]
red_lines:`, 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := prepare(context.Background(), c, toyInputs(), Options{Workers: 2, NoRanges: true, NoFull: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Instruments {
		spec := &c.Instruments[i]
		if spec.Interval == nil {
			continue
		}
		for l := 1; l < len(spec.Levels); l++ {
			lv, err := s.leverAt(s.search, i, spec.Interval.level(spec.Levels[l].value))
			if err != nil {
				t.Fatal(err)
			}
			is := s.search.levers[i][l]
			if len(lv.tariff) != len(is.tariff) || len(lv.buy) != len(is.buy) || len(lv.quota) != len(is.quota) || len(lv.tariff)+len(lv.buy)+len(lv.quota) == 0 {
				t.Fatalf("%s at %s: %+v instead of %+v", spec.ID, spec.Levels[l].ID, lv, is)
			}
			if a, b := lv.size(s.search.econ.Flow), is.size(s.search.econ.Flow); math.Abs(a-b) > 1e-9*math.Abs(b) {
				t.Errorf("%s at %s: size %g instead of %g", spec.ID, spec.Levels[l].ID, a, b)
			}
			for k := range lv.quota {
				if lv.quota[k].volume != is.quota[k].volume {
					t.Errorf("%s: quota of %g instead of %g", spec.ID, lv.quota[k].volume, is.quota[k].volume)
				}
			}
		}
	}
}
