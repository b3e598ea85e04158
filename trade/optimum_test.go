package trade

import (
	"context"
	"testing"
	"time"
)

// TestOptimumWithInputs: the best tariffs of the United States with
// input-output links, by partner and uniform (published: 2.15 percent at
// about 12.6, from a program that applies the last partner's tariff to all).
func TestOptimumWithInputs(t *testing.T) {
	e, _ := liberation(t)
	us := e.Region("USA")
	ec, clo, err := OpenClosure("ilms2025-io", e)
	if err != nil {
		t.Fatal(err)
	}
	m := mustNew(t, ec, clo)
	for _, c := range []struct {
		by            By
		welfare, mean float64
	}{{ByPartner, 2.28757, 0}, {Uniform, 2.28187, 17.9324}} {
		start := time.Now()
		got, _, err := m.Optimum(context.Background(), NewShock(ec), Player{Regions: []int{us}, By: c.by}, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: welfare %.6f at mean %.4f, %d evaluations, %d passes, %v; %s", c.by, got.WelfarePct, got.MeanPct, got.Evaluations, got.Passes, time.Since(start), got.Check)
		if got.WelfarePct < c.welfare-5e-6 {
			t.Errorf("%s: welfare %.5f, want at least %.4f", c.by, got.WelfarePct, c.welfare)
		}
		if c.mean != 0 {
			near(t, "uniform tariff", got.MeanPct, c.mean, 1e-3)
		}
		if got.ProbesPct > 1e-6 {
			t.Errorf("%s: a tariff moved by a point raises welfare by %g percent", c.by, got.ProbesPct)
		}
	}
}

// TestNashWar: in a war of two no player gains by moving alone, both lose
// against free trade, and equal players choose equal tariffs. For two equal
// one-sector countries the best tariff is one over theta times the share of
// the partner's output that it sells at home, the inverse of its export
// supply elasticity.
func TestNashWar(t *testing.T) {
	const open, theta = 0.3, 5.0
	e := blank(2, 1)
	e.Theta[0].Value = theta
	for n := range 2 {
		e.Flow[e.At(0, n, n)] = 100 * (1 - open)
		e.Flow[e.At(0, n, 1-n)] = 100 * open
	}
	m := mustNew(t, e, Closure{})
	war, res, err := m.Nash(context.Background(), NewShock(e), []Player{{Regions: []int{0}, By: Uniform}, {Regions: []int{1}, By: Uniform}}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	own := ownShares(m, &Shock{Tariff: []float64{0, war.Players[0].Tariffs[0].Pct / 100, war.Players[1].Tariffs[0].Pct / 100, 0}}, res.Point)
	for i, c := range war.Players {
		home := own[1-i] * res.Point.Expenditure[1-i] / (100 * res.Point.Wage[1-i])
		near(t, "tariff of "+c.Player, c.Tariffs[0].Pct, 100/(theta*home), 1e-3)
		if !(c.WelfarePct < 0) || c.ProbesPct > 0 {
			t.Errorf("%s: welfare %g, best move %g", c.Player, c.WelfarePct, c.ProbesPct)
		}
	}
	near(t, "equal tariffs", war.Players[0].Tariffs[0].Pct, war.Players[1].Tariffs[0].Pct, 1e-3)
	t.Log(war.Check)
}

// TestCooperation: two equal countries that set tariffs together gain from
// taking away those they have, as far as free trade; a tariff of one against
// a subsidy of the other is neutral, so only the product of both is fixed.
func TestCooperation(t *testing.T) {
	e := blank(2, 1)
	for n := range 2 {
		e.Flow[e.At(0, n, n)], e.Flow[e.At(0, n, 1-n)] = 70, 30
		e.Tariff[e.At(0, n, 1-n)] = 0.2
	}
	settle(e)
	m := mustNew(t, e, Closure{})
	free := NewShock(e)
	clear(free.Tariff)
	want := mustSolve(t, m, free).Regions[0].WelfarePct
	c, _, err := m.Optimum(context.Background(), NewShock(e), Player{Regions: []int{0, 1}, By: ByPartner, Joint: true}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean welfare", c.WelfarePct, want, 1e-6)
	near(t, "both borders together", (1+c.Tariffs[0].Pct/100)*(1+c.Tariffs[1].Pct/100), 1, 1e-3)
	if c.Tariffs[0].Name != "R01 on R00" {
		t.Errorf("named %q", c.Tariffs[0].Name)
	}
}
