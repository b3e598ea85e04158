package trade

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"parley/economy"
)

// permuted is an economy with regions and sectors in another order.
func permuted(e *economy.Economy, reg, sec []int) *economy.Economy {
	N, S := e.N(), e.S()
	out := blank(N, S)
	for n := range N {
		out.Regions[n] = e.Regions[reg[n]]
	}
	for s := range S {
		out.Sectors[s], out.Theta[s] = e.Sectors[sec[s]], e.Theta[sec[s]]
		for n := range N {
			for i := range N {
				f := e.At(sec[s], reg[n], reg[i])
				out.Flow[out.At(s, n, i)], out.Tariff[out.At(s, n, i)] = e.Flow[f], e.Tariff[f]
			}
			at := reg[n]*S + sec[s]
			out.ValueAdded[n*S+s], out.Final[n*S+s] = e.ValueAdded[at], e.Final[at]
			for k := range S {
				out.Input[(n*S+s)*S+k] = e.Input[at*S+sec[k]]
			}
		}
	}
	return out
}

// TestOrderDoesNotMatter: other orders of regions and sectors give the same
// results under the same names.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		sh := drawShock(rt, e)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
		reg, sec := rng.Perm(e.N()), rng.Perm(e.S())
		e2 := permuted(e, reg, sec)
		sh2 := NewShock(e2)
		for s := range e.S() {
			for n := range e.N() {
				for i := range e.N() {
					f := e.At(sec[s], reg[n], reg[i])
					sh2.Tariff[e2.At(s, n, i)], sh2.Iceberg[e2.At(s, n, i)] = sh.Tariff[f], sh.Iceberg[f]
				}
			}
		}
		short := drawMobility(rt, e.N())
		var moved []float64
		for _, n := range reg {
			if short != nil {
				moved = append(moved, short[n])
			}
		}
		a, b := mustSolve(rt, mustNew(rt, e, Closure{Mobility: short}), sh), mustSolve(rt, mustNew(rt, e2, Closure{Mobility: moved}), sh2)
		for n := range reg {
			near(rt, "welfare of "+b.Regions[n].Code, b.Regions[n].WelfarePct, a.Regions[reg[n]].WelfarePct, 1e-9)
			near(rt, "first-order welfare", b.Regions[n].WelfareFirstPct, a.Regions[reg[n]].WelfareFirstPct, 1e-9)
		}
	})
}

// TestEmptyCountry: a country without people, trade or output changes
// nothing for the others.
func TestEmptyCountry(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		sh := drawShock(rt, e)
		N, S := e.N(), e.S()
		e2 := blank(N+1, S)
		copy(e2.Theta, e.Theta)
		sh2 := NewShock(e2)
		for s := range S {
			for n := range N {
				for i := range N {
					f, f2 := e.At(s, n, i), e2.At(s, n, i)
					e2.Flow[f2], e2.Tariff[f2], sh2.Tariff[f2], sh2.Iceberg[f2] = e.Flow[f], e.Tariff[f], sh.Tariff[f], sh.Iceberg[f]
				}
			}
		}
		copy(e2.Input, e.Input)
		copy(e2.ValueAdded, e.ValueAdded)
		copy(e2.Final, e.Final)
		short := drawMobility(rt, N)
		more := short
		if short != nil {
			more = append(append([]float64(nil), short...), 0)
		}
		a, b := mustSolve(rt, mustNew(rt, e, Closure{Mobility: short}), sh), mustSolve(rt, mustNew(rt, e2, Closure{Mobility: more}), sh2)
		for n := range N {
			near(rt, "welfare", b.Regions[n].WelfarePct, a.Regions[n].WelfarePct, 1e-9)
		}
		near(rt, "welfare of nobody", b.Regions[N].WelfarePct, 0, 0)
	})
}

// TestUnitsDoNotMatter: money in other units scales money and nothing else;
// the numeraire scales prices and nothing real.
func TestUnitsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		sh := drawShock(rt, e)
		short := drawMobility(rt, e.N())
		a := mustSolve(rt, mustNew(rt, e, Closure{Mobility: short}), sh)
		big := *e
		big.Flow = append([]float64(nil), e.Flow...)
		for f := range big.Flow {
			big.Flow[f] *= 1e6
		}
		b := mustSolve(rt, mustNew(rt, &big, Closure{Mobility: short}), sh)
		for _, num := range []Numeraire{WorldPrices, WorldWages} {
			c := mustSolve(rt, mustNew(rt, e, Closure{Numeraire: num, Mobility: short}), sh)
			for n := range a.Regions {
				near(rt, "welfare", c.Regions[n].WelfarePct, a.Regions[n].WelfarePct, 1e-9)
				near(rt, "real wage", c.Regions[n].RealIncomePct, a.Regions[n].RealIncomePct, 1e-9)
				near(rt, "wage over prices", (1+c.Regions[n].WagePct/100)/(1+c.Regions[n].CPIPct/100),
					(1+a.Regions[n].WagePct/100)/(1+a.Regions[n].CPIPct/100), 1e-11)
			}
		}
		for n := range a.Regions {
			near(rt, "welfare", b.Regions[n].WelfarePct, a.Regions[n].WelfarePct, 1e-9)
			near(rt, "money", b.Regions[n].WelfareMUSD/1e6, a.Regions[n].WelfareMUSD, 1e-8)
		}
	})
}

// TestLerner: under balanced trade a tariff on all imports of a country
// together with a subsidy of the same rate on all its exports, both at its
// own border, is neutral (Lerner 1936).
func TestLerner(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clear(e.Tariff)
		settle(e)
		m := mustNew(rt, e, Closure{Balanced: true, Mobility: drawMobility(rt, e.N())})
		sh := NewShock(e)
		rate := rapid.Float64Range(-0.2, 0.4).Draw(rt, "rate")
		for s := range e.S() {
			for i := 1; i < e.N(); i++ {
				sh.Tariff[e.At(s, 0, i)] = rate
				if e.Flow[e.At(s, i, 0)] > 0 {
					// The exporter's budget pays the subsidy.
					sh.Rents = append(sh.Rents, Rent{Sector: s, Importer: i, Exporter: 0, Wedge: 1/(1+rate) - 1, ExporterShare: 1})
				}
			}
		}
		for _, r := range mustSolve(rt, m, sh).Regions {
			near(rt, "welfare of "+r.Code, r.WelfarePct, 0, 1e-8)
		}
	})
}

// TestPurchases: a target already met costs nothing; one above the flow is
// met to 1e-8 by the wedge, and setting that wedge as a tariff by hand gives
// the same world.
func TestPurchases(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		e.Flow[e.At(0, 0, 1)] = 1
		settle(e)
		m := mustNew(rt, e, Closure{Mobility: drawMobility(rt, e.N())})
		more := rapid.Float64Range(0.3, 1.8).Draw(rt, "target")
		sh := NewShock(e)
		sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: more}}
		res, err := m.Solve(context.Background(), sh, Options{Tolerance: 1e-13})
		if res != nil && res.Status == Refused && m.bench.mobility != nil && more > 1 {
			rt.Skip("factors that do not move cannot make as much: ", err)
		}
		if err != nil {
			rt.Fatal(err)
		}
		w := res.Wedges[0]
		if more <= 1 {
			near(rt, "wedge of a target already met", w.WedgePct, 0, 0)
			near(rt, "welfare", res.Regions[0].WelfarePct, 0, 1e-9)
			return
		}
		near(rt, "volume", w.VolumeMUSD/more, 1, 1e-8)
		near(rt, "tariff", w.TariffPct, 100*e.Tariff[e.At(0, 0, 1)], 1e-9)
		near(rt, "tariff less the subsidy", w.EffectivePct, w.TariffPct-w.WedgePct, 1e-9)
		hand := NewShock(e)
		hand.Tariff[e.At(0, 0, 1)] -= w.WedgePct / 100
		if w.WedgePct <= 0 {
			rt.Errorf("a target of %g times the flow has a wedge of %g percent", more, w.WedgePct)
		}
		byHand := mustSolve(rt, m, hand)
		for n := range res.Regions {
			near(rt, "welfare", res.Regions[n].WelfarePct, byHand.Regions[n].WelfarePct, 1e-7)
		}
	})
}

// TestPromiseOverSeveralFlows: a promise over several flows is met by their
// sum to 1e-8 with one subsidy on the price with the tariff, and tariffs set
// by hand to those levels give the same world.
func TestPromiseOverSeveralFlows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		N := e.N()
		m := mustNew(rt, e, Closure{})
		p := Purchase{Importer: 0, Exporter: 1, Sector: 0}
		for i := 2; i < N; i++ {
			p.Also = append(p.Also, Route{0, i, 0})
		}
		more := rapid.Float64Range(0.5, 1.6).Draw(rt, "target")
		p.Target = more * m.bench.before(p.routes())
		sh := NewShock(e)
		sh.Purchases = []Purchase{p}
		res, err := m.Solve(context.Background(), sh, Options{Tolerance: 1e-13})
		if res != nil && res.Status == Refused && more > 1 {
			rt.Skip("more than the buyer's income can buy: ", err)
		}
		if err != nil {
			rt.Fatal(err)
		}
		if len(res.Wedges) != 1 || res.Wedges[0].Flows != N-1 {
			rt.Fatalf("%+v", res.Wedges)
		}
		w := res.Wedges[0]
		if more <= 1 {
			near(rt, "wedge of a promise already met", w.WedgePct, 0, 0)
			return
		}
		near(rt, "volume", w.VolumeMUSD/p.Target, 1, 1e-8)
		hand := NewShock(e)
		left := (1 + res.Point.Wedge[0]) / (1 + e.Tariff[e.At(0, 0, 1)])
		for _, r := range p.routes() {
			f := m.bench.flow(r)
			hand.Tariff[f] = (1+hand.Tariff[f])*left - 1
		}
		byHand := mustSolve(rt, m, hand)
		for n := range res.Regions {
			near(rt, "welfare", res.Regions[n].WelfarePct, byHand.Regions[n].WelfarePct, 1e-7)
		}
	})
}

// TestQuotaOverSeveralFlows: a quota over several flows that binds is filled
// by their sum, at one price of the licence, and one that does not is its
// in-quota tariff on each.
func TestQuotaOverSeveralFlows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		for i := 1; i < e.N(); i++ {
			e.Tariff[e.At(0, 0, i)] = 0
		}
		settle(e)
		m := mustNew(rt, e, Closure{})
		q := Quota{Importer: 0, Exporter: 1, Sector: 0, In: 0, Out: 0.5, ExporterShare: rapid.Float64Range(0, 1).Draw(rt, "share")}
		for i := 2; i < e.N(); i++ {
			q.Also = append(q.Also, Route{0, i, 0})
		}
		free := m.bench.before(q.routes())
		with := func(volume float64) (*Result, WedgeResult) {
			q.Volume = volume
			sh := NewShock(e)
			sh.Quotas = []Quota{q}
			res := mustSolve(rt, m, sh)
			return res, res.Wedges[0]
		}
		loose, w := with(1.01 * free)
		if w.Binding {
			rt.Error("a quota above trade binds")
		}
		for _, r := range loose.Regions {
			near(rt, "welfare under a loose quota", r.WelfarePct, 0, 1e-8)
		}
		if _, w = with(0.97 * free); w.WedgePct > 0 && w.WedgePct < 50 {
			near(rt, "fill", w.VolumeMUSD/q.Volume, 1, 1e-8)
		} else if w.WedgePct <= 0 {
			rt.Errorf("a quota below trade has a licence of %g percent", w.WedgePct)
		}
		if _, w = with(1e-7 * free); math.Abs(w.WedgePct-50) > 1e-9 {
			rt.Errorf("a tiny quota has a licence of %g percent", w.WedgePct)
		}
	})
}

// TestQuotas: a quota that never binds is its in-quota tariff, one of almost
// nothing its out-of-quota tariff in prices, and one between is filled
// exactly.
func TestQuotas(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		f := e.At(0, 0, 1)
		e.Flow[f] = 2
		settle(e)
		m := mustNew(rt, e, Closure{Mobility: drawMobility(rt, e.N())})
		const in, out = 0.05, 0.4
		share := rapid.Float64Range(0, 1).Draw(rt, "exporter's share")
		with := func(volume float64) *Result {
			sh := NewShock(e)
			sh.Quotas = []Quota{{Importer: 0, Exporter: 1, Sector: 0, In: in, Out: out, Volume: volume, ExporterShare: share}}
			return mustSolve(rt, m, sh)
		}
		volumeAt := func(tariff float64) (float64, *Result) {
			sh := NewShock(e)
			sh.Tariff[f] = tariff
			sh.Purchases = []Purchase{{Importer: 0, Exporter: 1, Sector: 0, Target: 1e-6}}
			res := mustSolve(rt, m, sh)
			return res.Wedges[0].VolumeMUSD, res
		}
		vIn, free := volumeAt(in)
		vOut, _ := volumeAt(out)
		loose := with(2 * vIn)
		if loose.Wedges[0].Binding {
			rt.Error("a quota of twice the trade binds")
		}
		for n := range free.Regions {
			near(rt, "welfare under a loose quota", loose.Regions[n].WelfarePct, free.Regions[n].WelfarePct, 1e-8)
		}
		if vOut < 0.95*vIn {
			target := vOut + 0.5*(vIn-vOut)
			w := with(target).Wedges[0]
			if w.WedgePct > 0 && w.WedgePct < 100*(out-in)-1e-9 {
				near(rt, "fill", w.VolumeMUSD/target, 1, 1e-8)
			} else if share == 0 {
				rt.Errorf("a quota between the two volumes has a licence of %g percent", w.WedgePct)
			}
		}
		tight := with(vOut / 1e6).Wedges[0]
		near(rt, "licence of a tiny quota", tight.WedgePct, 100*(out-in), 1e-9)
		if math.Abs(tight.VolumeMUSD/vOut-1) > 1e-3 {
			rt.Errorf("volume beyond a tiny quota is %g, want %g", tight.VolumeMUSD, vOut)
		}
	})
}
