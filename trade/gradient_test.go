package trade

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"parley/economy"
)

// TestGradientAgainstDifferences checks every kind of derivative of every
// measure against central differences, under random closures and shocks.
func TestGradientAgainstDifferences(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		N, S := e.N(), e.S()
		clo := Closure{Balanced: rapid.Bool().Draw(rt, "balanced")}
		if rapid.Bool().Draw(rt, "labour") {
			clo.LabourSupply, clo.TaxRelief = 0.5, rapid.Bool().Draw(rt, "relief")
		}
		if rapid.Bool().Draw(rt, "scale") {
			clo.Scale = 0.03
		}
		if rapid.Bool().Draw(rt, "destination") {
			clo.DestinationCost, clo.PassThrough = make([]float64, N), make([]float64, N)
			for n := range N {
				clo.DestinationCost[n] = rapid.Float64Range(0, 0.3).Draw(rt, "nu")
				clo.PassThrough[n] = rapid.Float64Range(0.5, 1.2).Draw(rt, "phi")
			}
		}
		clo.Mobility = drawMobility(rt, N)
		m, err := New(e, clo)
		if err != nil {
			rt.Skip("no equilibrium: ", err)
		}
		sh := drawShock(rt, e)
		sh.Transfer, sh.Productivity = make([]float64, N), make([]float64, N*S)
		for j := range sh.Productivity {
			sh.Productivity[j] = rapid.Float64Range(0.9, 1.1).Draw(rt, "productivity")
		}
		if rapid.Bool().Draw(rt, "wedges") {
			z := m.bench.share[e.At(0, 0, 1)] * m.bench.spending[0]
			sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: 1.3 * z}}
			sh.Quotas = []Quota{{Importer: 1, Exporter: 0, Sector: 0, In: 0.01, Out: 0.9, Volume: 0.8 * m.bench.share[e.At(0, 1, 0)] * m.bench.spending[S], ExporterShare: 0.4}}
			if N > 2 && rapid.Bool().Draw(rt, "more flows") {
				also := m.bench.before([]Route{{0, 2, 0}})
				sh.Purchases[0].Also, sh.Purchases[0].Target = []Route{{0, 2, 0}}, sh.Purchases[0].Target+1.3*also
				sh.Quotas[0].Also, sh.Quotas[0].Volume = []Route{{1, 2, 0}}, sh.Quotas[0].Volume+0.8*m.bench.before([]Route{{1, 2, 0}})
			}
			if S > 1 && e.Flow[e.At(1, 0, 1)] > 0 {
				sh.Rents = []Rent{{Importer: 0, Exporter: 1, Sector: 1, Wedge: -0.05, ExporterShare: 0.7}}
			}
		}
		out := Outcome{
			Measure: rapid.SampledFrom(Measures()).Draw(rt, "measure"),
			Region:  rapid.IntRange(0, N-1).Draw(rt, "region"), Sector: rapid.IntRange(0, S-1).Draw(rt, "sector"),
		}
		opt := Options{Tolerance: 1e-14, ThroughBenchmark: true}
		out.Partner = rapid.IntRange(0, N-1).Draw(rt, "partner")
		ctx := context.Background()
		g, err := m.Gradient(ctx, sh, out, opt)
		if err != nil {
			rt.Skip("no equilibrium: ", err)
		}
		for j, w := range g.Result.Point.Wedge {
			// Beside a bound the two sides of a difference see different worlds.
			bounds := []float64{sh.Tariff[e.At(0, 0, 1)]}
			if j > 0 {
				bounds = []float64{sh.Quotas[0].In, sh.Quotas[0].Out}
			}
			for _, b := range bounds {
				if d := math.Abs(w - b); d > 0 && d < 5e-3 {
					rt.Skip("a wedge beside its bound")
				}
			}
		}
		value := func(m *Model, sh *Shock) float64 {
			_, k, err := m.solve(ctx, sh, Options{Tolerance: 1e-14, Start: g.Result.Point})
			if err != nil {
				rt.Fatal(err)
			}
			return m.seed(k, out, &newAdjoint(k, newSeeds(N, S)).seed)
		}
		scale := 1.0
		for _, v := range g.Tariff {
			scale = math.Max(scale, math.Abs(v))
		}
		if out.Measure == Deficit {
			scale *= m.bench.magnified(out.Region)
		}
		check := func(what string, got float64, move func(sh *Shock, h float64)) {
			rt.Helper()
			at := func(h float64) float64 {
				up, down := sh.Clone(), sh.Clone()
				move(up, h)
				move(down, -h)
				return (value(m, up) - value(m, down)) / (2 * h)
			}
			// Two steps, extrapolated. Steep spots bend within a step, bounds stand
			// beside it, and where the system is all but singular rounding hides
			// a short one: a longer step is taken where a shorter disagrees.
			want := 0.0
			for _, h := range []float64{2e-5, 1e-4, 5e-4} {
				want = (4*at(h/2) - at(h)) / 3
				if math.Abs(got-want) <= 4e-6*scale {
					break
				}
			}
			near(rt, what, got, want, 4e-6*scale)
		}
		f := e.At(rapid.IntRange(0, S-1).Draw(rt, "s"), rapid.IntRange(0, N-1).Draw(rt, "n"), rapid.IntRange(0, N-1).Draw(rt, "i"))
		if e.Flow[f] > 0 {
			quota := len(sh.Quotas) > 0 && (f == e.At(0, 1, 0) || f == e.At(0, 1, 2) && len(sh.Quotas[0].Also) > 0) // has rates of its own
			if quota {
				f = e.At(0, 0, 1)
			}
			check("tariff", g.Tariff[f], func(sh *Shock, h float64) { sh.Tariff[f] += h })
			check("delivery", g.Iceberg[f], func(sh *Shock, h float64) { sh.Iceberg[f] *= math.Exp(h) })
		}
		check("transfer", g.Transfer[0]-g.Transfer[1], func(sh *Shock, h float64) {
			sh.Transfer[0] += h
			sh.Transfer[1] -= h
		})
		j := rapid.IntRange(0, N*S-1).Draw(rt, "j")
		check("productivity", g.Productivity[j], func(sh *Shock, h float64) { sh.Productivity[j] *= math.Exp(h) })
		for w := range g.Wedges {
			checkWedge(check, g, sh, w)
		}
		if rapid.IntRange(0, 3).Draw(rt, "elasticities") > 0 {
			return
		}
		// Elasticities are part of the economy and the closure, which make
		// their own benchmark.
		by := func(what string, got float64, other func(h float64) (*economy.Economy, Closure)) {
			rt.Helper()
			at := func(h float64) float64 {
				e2, c2 := other(h)
				return value(mustNew(rt, e2, c2), sh)
			}
			const h = 1e-4
			near(rt, what, got, (8*(at(h/2)-at(-h/2))-(at(h)-at(-h)))/(6*h), 4e-6*scale)
		}
		by("trade elasticity", g.Theta[0], func(h float64) (*economy.Economy, Closure) {
			e2 := *e
			e2.Theta = append([]economy.Elasticity(nil), e.Theta...)
			e2.Theta[0].Value += h
			return &e2, clo
		})
		if clo.Scale != 0 {
			by("scale", g.Scale, func(h float64) (*economy.Economy, Closure) {
				c := clo
				c.Scale += h
				return e, c
			})
		}
		if clo.LabourSupply != 0 {
			by("labour supply", g.Labour, func(h float64) (*economy.Economy, Closure) {
				c := clo
				c.LabourSupply += h
				return e, c
			})
		}
		if m.bench.mobility != nil && clo.Mobility[0] > 0.01 && !math.IsInf(clo.Mobility[0], 1) {
			by("mobility", g.Mobility[0], func(h float64) (*economy.Economy, Closure) {
				c := clo
				c.Mobility = append([]float64(nil), clo.Mobility...)
				c.Mobility[0] += h
				return e, c
			})
		}
	})
}

// magnified is how many times percents of a deficit magnify rounding: once
// where the deficit is a hundredth of trade or more, by trade over deficit
// where it is a sliver. A balanced benchmark has only the destination costs
// for a deficit, and the derivative by an elasticity divides twice by it.
func (b *benchmark) magnified(n int) float64 {
	in, out := 0.0, 0.0
	for s := range b.s {
		in += b.imports[n*b.s+s]
		out += b.exports[n*b.s+s]
	}
	return math.Max(1, 0.01*(in+out)/math.Abs(in-out))
}

// checkWedge checks the derivatives by what defines a wedge, purchases first.
func checkWedge(check func(what string, got float64, move func(sh *Shock, h float64)), g *Gradient, sh *Shock, w int) {
	d := g.Wedges[w]
	if w < len(sh.Purchases) {
		check("target", d.Target, func(sh *Shock, h float64) { sh.Purchases[w].Target += h })
		return
	}
	if w -= len(sh.Purchases); w < len(sh.Quotas) {
		check("volume", d.Target, func(sh *Shock, h float64) { sh.Quotas[w].Volume += h })
		check("rate in the quota", d.In, func(sh *Shock, h float64) { sh.Quotas[w].In += h })
		check("rate beyond the quota", d.Out, func(sh *Shock, h float64) { sh.Quotas[w].Out += h })
		return
	}
	w -= len(sh.Quotas)
	check("rent", d.Wedge, func(sh *Shock, h float64) { sh.Rents[w].Wedge += h })
}

// TestMeasuresAreReported: a measure's value is the one that the report of
// the same solve gives.
func TestMeasuresAreReported(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		N, S := e.N(), e.S()
		clo := Closure{Mobility: drawMobility(rt, N), Numeraire: rapid.SampledFrom([]Numeraire{WorldIncome, WorldPrices, WorldWages}).Draw(rt, "numeraire")}
		if rapid.Bool().Draw(rt, "labour") {
			clo.LabourSupply, clo.TaxRelief = 0.5, rapid.Bool().Draw(rt, "relief")
		}
		m, err := New(e, clo)
		if err != nil {
			rt.Skip("no equilibrium: ", err)
		}
		sh := drawShock(rt, e)
		sh.Quotas = []Quota{{Importer: 1, Exporter: 0, Sector: 0, In: 0.01, Out: 0.9, Volume: 0.8 * m.bench.share[e.At(0, 1, 0)] * m.bench.spending[S], ExporterShare: 0.4}}
		ctx := context.Background()
		res, err := m.Solve(ctx, sh, Options{Tolerance: 1e-13, Sectors: true, Flows: true})
		if err != nil {
			rt.Skip("no equilibrium: ", err)
		}
		out := Outcome{Region: rapid.IntRange(0, N-1).Draw(rt, "region"), Sector: rapid.IntRange(0, S-1).Draw(rt, "sector"), Partner: rapid.IntRange(0, N-1).Draw(rt, "partner")}
		r, s := res.Regions[out.Region], res.Sectors[out.Region*S+out.Sector]
		flow := 0.0
		for _, f := range res.Flows {
			if f.Importer == r.Code && f.Exporter == e.Regions[out.Partner].Code && f.Sector == s.Sector {
				flow = f.NewMUSD
			}
		}
		for i, want := range []float64{r.WelfarePct, r.WelfareMUSD, r.WelfareFirstPct, r.TermsOfTradePct, r.VolumePct, r.RealIncomePct, r.WagePct, r.CPIPct, r.EmploymentPct, r.RevenueMUSD,
			r.ExportsPct, r.ImportsPct, r.DeficitPct, s.OutputPct, s.VolumePct, s.EmploymentPct, s.WagePct, s.PricePct, s.ExportsPct, s.ImportsPct, flow} {
			out.Measure = Measures()[i]
			g, err := m.Gradient(ctx, sh, out, Options{Tolerance: 1e-13})
			if err != nil {
				rt.Fatal(err)
			}
			tol := 1e-7
			if out.Measure == Deficit {
				tol = 1e-4 // it divides by what may be a small difference of large numbers
			}
			near(rt, string(out.Measure), g.Value, want, tol*(1+math.Abs(want)))
		}
	})
}

// TestLiberationGradient reproduces the derivative of welfare of the United
// States by each of 386 tariffs at the published baseline.
func TestLiberationGradient(t *testing.T) {
	e, announced := liberation(t)
	us := e.Region("USA")
	ec, clo, err := OpenClosure("ilms2025", e)
	if err != nil {
		t.Fatal(err)
	}
	m := mustNew(t, ec, clo)
	g, err := m.Gradient(context.Background(), liberationTariffs(e, announced, false), Outcome{Measure: Welfare, Region: us}, Options{Tolerance: 1e-13})
	if err != nil {
		t.Fatal(err)
	}
	worst, count := 0.0, 0
	for _, r := range readTable(t, filepath.Join(ingredients, "liberation", "gradient_US_baseline.csv")) {
		p := e.Region(r["partner"])
		f := e.At(0, us, p)
		if r["direction"] != "us_import" {
			f = e.At(0, p, us)
		}
		want := number(t, r["dWelfareUS_pct_per_unit_t"])
		count++
		d := math.Abs(g.Tariff[f] - want)
		worst = math.Max(worst, d)
		if !(d < 1e-8) {
			t.Errorf("%s %s: %.12g, want %.12g", r["direction"], r["partner"], g.Tariff[f], want)
		}
	}
	t.Logf("%d tariffs, largest difference %.2g, %d passes", count, worst, g.Passes)
}
