package trade

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/economy"
)

// drawMobility draws how well factors move between sectors, region by
// region: not at all, somewhat, freely; nil, the long run, every third time.
func drawMobility(t *rapid.T, n int) []float64 {
	if rapid.IntRange(0, 2).Draw(t, "mobility") == 0 {
		return nil
	}
	m := make([]float64, n)
	for i := range m {
		switch rapid.IntRange(0, 3).Draw(t, "of a region") {
		case 0:
		case 1:
			m[i] = Mobile
		default:
			m[i] = math.Exp(rapid.Float64Range(-2, 3).Draw(t, "elasticity"))
		}
	}
	return m
}

// even is the same mobility in all regions.
func even(n int, mobility float64) []float64 {
	m := make([]float64, n)
	for i := range m {
		m[i] = mobility
	}
	return m
}

// nonTraded is a world of two equal regions with income 100 each, of which
// half goes to a sector that does not trade and half to one that trades
// without friction, so that both regions buy the same basket of it.
func nonTraded() *economy.Economy {
	e := blank(2, 2)
	for n := range 2 {
		e.Flow[e.At(0, n, n)] = 50
		for i := range 2 {
			e.Flow[e.At(1, n, i)] = 25
		}
	}
	return e
}

// TestTransferWithSpecificFactors: one region pays another 10 of its 100.
// With factors fixed by sector the world market for the traded good does not
// move (world spending on it is half of world income, both supplies are
// fixed), so its factor earns what it did; the home market shrinks to
// I = 50 + I/2 - 10 = 80, so the wage there falls by a fifth, prices to
// 0.8^(1/2), and welfare with them. With any mobility the same four
// conditions hold for the wages that the solver reports.
func TestTransferWithSpecificFactors(t *testing.T) {
	e := nonTraded()
	sh := NewShock(e)
	sh.Transfer = []float64{-10, 10}
	res := mustSolve(t, mustNew(t, e, Closure{Mobility: even(2, 0)}), sh)
	for n, outlay := range []float64{80, 120} {
		r, home, traded := res.Regions[n], res.Sectors[2*n], res.Sectors[2*n+1]
		near(t, "wage at home", home.WagePct, outlay-100, 1e-10)
		near(t, "wage in the traded sector", traded.WagePct, 0, 1e-10)
		near(t, "mean wage", r.WagePct, (outlay-100)/2, 1e-10)
		near(t, "prices", r.CPIPct, 100*math.Sqrt(outlay/100)-100, 1e-10)
		near(t, "welfare", r.WelfarePct, 100*math.Sqrt(outlay/100)-100, 1e-10)
		near(t, "value added at home", home.ValueAddedPct, outlay-100, 1e-10)
		near(t, "employment at home", home.EmploymentPct, 0, 1e-10)
		near(t, "employment in the traded sector", traded.EmploymentPct, 0, 1e-10)
	}
	for _, eta := range []float64{0.3, 1, 7} {
		m := mustNew(t, e, Closure{Mobility: even(2, eta)})
		res := mustSolve(t, m, sh)
		p, pull := res.Point, [2]float64{}
		for n := range 2 {
			pull[n] = math.Pow(p.SectorWage[2*n+1], -e.Theta[1].Value)
		}
		for n := range 2 {
			home, traded, mean := p.SectorWage[2*n], p.SectorWage[2*n+1], p.Wage[n]
			near(t, "mean wage", math.Pow(mean, 1+eta), (math.Pow(home, 1+eta)+math.Pow(traded, 1+eta))/2, 1e-11)
			supply := func(w float64) float64 { return 50 * w * math.Pow(w/mean, eta) }
			near(t, "home market", supply(home), (100*mean+sh.Transfer[n])/2, 1e-9)
			near(t, "traded market", supply(traded), 100*pull[n]/(pull[0]+pull[1]), 1e-9)
			near(t, "employment", res.Sectors[2*n].EmploymentPct, 100*math.Pow(home/mean, eta)-100, 1e-9)
		}
	}
}

// TestMobilityLimits: as factors move better the short run tends to the long
// run, and the difference falls as one over the elasticity.
func TestMobilityLimits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		sh := drawShock(rt, e)
		long := mustSolve(rt, mustNew(rt, e, Closure{}), sh)
		free := mustSolve(rt, mustNew(rt, e, Closure{Mobility: even(e.N(), Mobile)}), sh)
		gap := func(eta float64) (worst float64) {
			res := mustSolve(rt, mustNew(rt, e, Closure{Mobility: even(e.N(), eta)}), sh)
			for n, r := range res.Regions {
				worst = math.Max(worst, math.Abs(r.WelfarePct-long.Regions[n].WelfarePct))
			}
			return worst
		}
		for n, r := range free.Regions {
			near(rt, "welfare of "+r.Code+" under a mobility without limit", r.WelfarePct, long.Regions[n].WelfarePct, 0)
		}
		near100, near1000 := gap(100), gap(1000)
		if near1000 > 0.05 || near1000 > 0.2*near100+1e-8 {
			rt.Errorf("welfare differs from the long run by %g at mobility 100 and %g at 1000", near100, near1000)
		}
	})
}

// TestOneSectorHasNoShortRun: with one sector there is nowhere to move.
func TestOneSectorHasNoShortRun(t *testing.T) {
	e := blank(3, 1)
	for n := range 3 {
		for i := range 3 {
			e.Flow[e.At(0, n, i)] = 10 + float64(7*n+3*i)
		}
		e.Flow[e.At(0, n, n)] += 100
		e.Input[n], e.ValueAdded[n] = 0.4, 0.6
	}
	settle(e)
	sh := NewShock(e)
	sh.Tariff[e.At(0, 0, 1)], sh.Tariff[e.At(0, 2, 1)] = 0.3, 0.1
	for _, c := range []Closure{{}, {LabourSupply: 0.5, TaxRelief: true, Scale: 0.1}, {DestinationCost: even(3, 0.2), PassThrough: even(3, 0.7)}} {
		long := mustSolve(t, mustNew(t, e, c), sh)
		c.Mobility = even(3, 0)
		short := mustSolve(t, mustNew(t, e, c), sh)
		for n := range short.Regions {
			near(t, "welfare", short.Regions[n].WelfarePct, long.Regions[n].WelfarePct, 1e-10)
			near(t, "wage of the sector", short.Sectors[n].WagePct, short.Regions[n].WagePct, 1e-10)
		}
	}
}

// TestEnvelope: where nothing is distorted the world's gain from a little
// more productivity in one place is what that place sells, and from a little
// less cost of delivery what is delivered (Hulten 1978), however well
// factors move: the first order of a small shock is the same in the short
// run and in the long run. What a shock takes from one and gives to another
// differs.
func TestEnvelope(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clear(e.Tariff)
		settle(e)
		N, S := e.N(), e.S()
		clo := Closure{Mobility: drawMobility(rt, N)}
		if rapid.Bool().Draw(rt, "elastic labour") {
			clo.LabourSupply = 0.5
		}
		m := mustNew(rt, e, clo)
		world := Outcome{Measure: WelfareMUSD, Weights: even(N, 1)}
		g, err := m.Gradient(context.Background(), NewShock(e), world, Options{Tolerance: 1e-13})
		if err != nil {
			rt.Fatal(err)
		}
		sold := make([]float64, N*S)
		for f, z := range e.Flow {
			s, i := f/N/N, f%N
			sold[i*S+s] += z
			near(rt, "world's gain from delivery", g.Iceberg[f], -z, 1e-6)
			if f%N != f/N%N {
				near(rt, "world's gain from a first tariff", g.Tariff[f], 0, 1e-6)
			}
		}
		for j, z := range sold {
			near(rt, "world's gain from productivity", g.Productivity[j], z, 1e-6)
		}
	})
}

// TestSpecificFactorsBearTheTariff: a tariff raises the real income of the
// protected sector's factor and lowers that of the export sector's (Jones
// 1971), and employment by sector stays.
func TestSpecificFactorsBearTheTariff(t *testing.T) {
	e := blank(2, 2)
	for n := range 2 {
		e.Flow[e.At(n, n, n)], e.Flow[e.At(n, 1-n, n)] = 60, 40     // region n sells good n
		e.Flow[e.At(n, 1-n, 1-n)], e.Flow[e.At(n, n, 1-n)] = 60, 10 // and competes with imports of the other
	}
	settle(e)
	sh := NewShock(e)
	sh.Tariff[e.At(1, 0, 1)] = 0.2
	res := mustSolve(t, mustNew(t, e, Closure{Mobility: even(2, 0), Balanced: true}), sh)
	export, protected := res.Sectors[0], res.Sectors[1]
	if cost := res.Regions[0].CPIPct; !(protected.WagePct > cost && export.WagePct < cost) {
		t.Errorf("wages move by %g and %g percent, the cost of living by %g", export.WagePct, protected.WagePct, cost)
	}
	for _, s := range res.Sectors {
		near(t, s.Region+" "+s.Sector+" employment", s.EmploymentPct, 0, 1e-10)
	}
}

// TestShortRunSearches: best, hostile and common tariffs under factors fixed
// by sector, each with its check.
func TestShortRunSearches(t *testing.T) {
	e := fourCountries()
	ec, clo, err := OpenClosure("short-run", e)
	if err != nil {
		t.Fatal(err)
	}
	m := mustNew(t, ec, clo)
	ctx := context.Background()
	best, res, err := m.Optimum(ctx, NewShock(e), Player{Regions: []int{3}, By: BySector}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !best.Converged || best.ProbesPct > 1e-7 || best.WelfarePct <= 0 || res.Closure != "short-run" {
		t.Errorf("closure %s: welfare %g, best move %g; %s", res.Closure, best.WelfarePct, best.ProbesPct, best.Check)
	}
	war, _, err := m.Nash(ctx, NewShock(e), []Player{{Regions: []int{0}, By: Uniform}, {Regions: []int{3}, By: Uniform}}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range war.Players {
		if c.ProbesPct > 1e-7 {
			t.Errorf("%s gains %g percent by moving alone", c.Player, c.ProbesPct)
		}
	}
	common, _, err := m.Optimum(ctx, NewShock(e), Player{Regions: []int{0, 3}, By: BySector, Joint: true}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if common.ProbesPct > 1e-7 || common.WelfarePct < -1e-9 {
		t.Errorf("together: welfare %g, best move %g", common.WelfarePct, common.ProbesPct)
	}
}

// TestMobilityInClosureFile reads every way to write it and refuses others
// with the line.
func TestMobilityInClosureFile(t *testing.T) {
	e := fourCountries()
	for _, c := range []struct {
		text string
		want []float64
	}{
		{"mobility: specific", even(4, 0)},
		{"mobility: 1.5", even(4, 1.5)},
		{"mobility: mobile", even(4, Mobile)},
		{"mobility: {USA: specific}", []float64{Mobile, Mobile, Mobile, 0}},
		{"mobility: {default: 2, USA: mobile}", []float64{2, 2, 2, Mobile}},
		{"base: short-run", even(4, 0)},
	} {
		_, clo, err := ReadClosure(strings.NewReader(c.text), "my.yaml", e)
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(clo.Mobility) != fmt.Sprint(c.want) {
			t.Errorf("%q: %v, want %v", c.text, clo.Mobility, c.want)
		}
	}
	for text, want := range map[string]string{
		"mobility: sticky":            `my.yaml:1: mobility: "sticky" is not a number`,
		"mobility: -1":                "out of range",
		"mobility: 1e9":               "out of range",
		"mobility: {Narnia: 1}":       "unknown country",
		"mobility: [1, 2]":            "is not a mapping",
		"mobility: {default: {a: 1}}": "is not a number",
	} {
		if _, _, err := ReadClosure(strings.NewReader(text), "my.yaml", e); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := New(e, Closure{Mobility: []float64{0}}); err == nil {
		t.Error("a mobility for one of four regions passed")
	}
	if _, err := New(e, Closure{Mobility: even(4, math.NaN())}); err == nil {
		t.Error("a mobility that is no number passed")
	}
}
