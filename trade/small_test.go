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

// blank is an economy of n regions and s sectors without flows: no inputs,
// equal final shares, elasticity 4.
func blank(n, s int) *economy.Economy {
	e := &economy.Economy{Name: fmt.Sprintf("small-%dx%d", n, s), Year: 2020, Currency: "USD"}
	for i := range n {
		e.Regions = append(e.Regions, economy.Region{Code: fmt.Sprintf("R%02d", i), Name: fmt.Sprintf("Region %d", i)})
	}
	for j := range s {
		e.Sectors = append(e.Sectors, economy.Sector{Code: fmt.Sprintf("S%02d", j), Name: fmt.Sprintf("Sector %d", j), Kind: economy.Goods})
		e.Theta = append(e.Theta, economy.Elasticity{Value: 4, Low: 4, High: 4})
	}
	e.Flow, e.Tariff = make([]float64, n*n*s), make([]float64, n*n*s)
	e.Input, e.ValueAdded, e.Final = make([]float64, n*s*s), make([]float64, n*s), make([]float64, n*s)
	for j := range n * s {
		e.ValueAdded[j] = 1
		e.Final[j] = 1 / float64(s)
	}
	return e
}

// settle makes value added and final shares agree with flows, tariffs and
// inputs: every market clears. Inputs are scaled down where use would be
// more than is bought.
func settle(e *economy.Economy) {
	N, S := e.N(), e.S()
	for n := range N {
		spend, use, out := make([]float64, S), make([]float64, S), make([]float64, S)
		for s := range S {
			for i := range N {
				spend[s] += e.Flow[e.At(s, n, i)] * (1 + e.Tariff[e.At(s, n, i)])
				out[s] += e.Flow[e.At(s, i, n)]
			}
		}
		for j := range S {
			for k := range S {
				use[k] += e.Input[(n*S+j)*S+k] * out[j]
			}
		}
		shrink := 1.0
		for k := range S {
			if use[k] > 0 {
				shrink = math.Min(shrink, 0.9*spend[k]/use[k])
			}
		}
		total := 0.0
		for j := range S {
			sum := 0.0
			for k := range S {
				e.Input[(n*S+j)*S+k] *= shrink
				sum += e.Input[(n*S+j)*S+k]
			}
			e.ValueAdded[n*S+j] = 1 - sum
		}
		for k := range S {
			total += spend[k] - shrink*use[k]
		}
		for k := range S {
			e.Final[n*S+k] = 1 / float64(S)
			if total > 0 {
				e.Final[n*S+k] = (spend[k] - shrink*use[k]) / total
			}
		}
	}
}

// drawEconomy draws a small economy in which every market clears: flows over
// several orders of magnitude, some of them zero, tariffs, inputs.
func drawEconomy(t *rapid.T) *economy.Economy {
	N, S := rapid.IntRange(2, 5).Draw(t, "regions"), rapid.IntRange(1, 4).Draw(t, "sectors")
	e := blank(N, S)
	for s := range S {
		th := rapid.Float64Range(1.5, 12).Draw(t, "theta")
		e.Theta[s] = economy.Elasticity{Value: th, Low: th, High: th}
		for n := range N {
			for i := range N {
				f := e.At(s, n, i)
				e.Flow[f] = math.Exp(rapid.Float64Range(-1.5, 1.5).Draw(t, "flow"))
				if i == n {
					e.Flow[f] *= 8
				} else {
					// The first sector trades everywhere: where goods flow only
					// one way, no balanced equilibrium exists.
					if s > 0 && rapid.IntRange(0, 5).Draw(t, "zero") == 0 {
						e.Flow[f] = 0
					}
					e.Tariff[f] = rapid.Float64Range(0, 0.3).Draw(t, "tariff")
				}
			}
		}
	}
	for j := range e.Input {
		e.Input[j] = rapid.Float64Range(0, 0.8/float64(S)).Draw(t, "input")
	}
	// Who exports much more than he imports sells the more at home, so that
	// his payment abroad is a small part of what he has.
	for n := range N {
		surplus := 0.0
		for s := range S {
			for i := range N {
				surplus += e.Flow[e.At(s, i, n)] - e.Flow[e.At(s, n, i)]
			}
		}
		e.Flow[e.At(0, n, n)] += 10 * math.Max(surplus, 0)
	}
	settle(e)
	return e
}

// drawShock draws new tariffs and delivery costs on some flows.
func drawShock(t *rapid.T, e *economy.Economy) *Shock {
	sh := NewShock(e)
	N := e.N()
	for f := range sh.Tariff {
		if f%N == f/N%N {
			continue
		}
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			sh.Tariff[f] = rapid.Float64Range(0, 0.6).Draw(t, "new tariff")
		case 1:
			sh.Iceberg[f] = rapid.Float64Range(0.9, 1.2).Draw(t, "delivery")
		}
	}
	return sh
}

// tester is what testing.T and rapid.T share.
type tester interface {
	Helper()
	Fatal(args ...any)
	Errorf(format string, args ...any)
}

func mustNew(t tester, e *economy.Economy, c Closure) *Model {
	t.Helper()
	m, err := New(e, c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mustSolve solves. A drawn shock under which a region cannot pay its fixed
// transfer has no equilibrium, and says nothing.
func mustSolve(t tester, m *Model, sh *Shock) *Result {
	t.Helper()
	res, err := m.Solve(context.Background(), sh, Options{Tolerance: 1e-13, Sectors: true})
	if drawn, ok := t.(*rapid.T); ok && res != nil && res.Status == Refused && strings.Contains(res.Reason, "final outlay") {
		drawn.Skip(res.Reason)
	}
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// near fails when two numbers differ by more than tol in absolute terms.
func near(t tester, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("%s: %.14g, want %.14g (difference %.2g)", what, got, want, got-want)
	}
}

// TestSymmetricTariffs: two equal countries put the same tariff on each
// other. Factor prices stay, and shares, prices, revenue and welfare follow
// from one formula each, written out here.
func TestSymmetricTariffs(t *testing.T) {
	const open, theta, tariff, size = 0.3, 5.0, 0.25, 100.0
	e := blank(2, 1)
	e.Theta[0].Value = theta
	for n := range 2 {
		e.Flow[e.At(0, n, n)] = size * (1 - open)
		e.Flow[e.At(0, n, 1-n)] = size * open
	}
	m := mustNew(t, e, Closure{})
	sh := NewShock(e)
	sh.Tariff[e.At(0, 0, 1)], sh.Tariff[e.At(0, 1, 0)] = tariff, tariff
	res := mustSolve(t, m, sh)

	reach := open * math.Pow(1+tariff, -theta)
	imports := reach / (1 - open + reach)
	price := math.Pow(1-open+reach, -1/theta)
	outlay := size / (1 - imports*tariff/(1+tariff))
	for _, r := range res.Regions {
		near(t, "wage", r.WagePct, 0, 1e-11)
		near(t, "prices", r.CPIPct, 100*(price-1), 1e-10)
		near(t, "welfare", r.WelfarePct, 100*(outlay/size/price-1), 1e-10)
		near(t, "welfare, million", r.WelfareMUSD, outlay/price-size, 1e-10)
		near(t, "revenue", r.RevenueMUSD, outlay-size, 1e-10)
		near(t, "imports", r.ImportsPct, 100*(imports*outlay/(1+tariff)/(size*open)-1), 1e-9)
		near(t, "first-order terms of trade", r.TermsOfTradePct, 0, 1e-10)
	}
}

// TestGainsFromOwnShare: without tariffs the change of the real wage after
// any change of delivery costs follows from the change of own shares alone
// (Arkolakis, Costinot and Rodriguez-Clare 2012, equations 1 and 29): with
// inputs, the exponent is the Leontief inverse of prices.
func TestGainsFromOwnShare(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clear(e.Tariff)
		settle(e)
		m := mustNew(rt, e, Closure{})
		sh := drawShock(rt, e)
		sh.Tariff = nil
		res := mustSolve(rt, m, sh)
		N, S := e.N(), e.S()
		N1 := ownShares(m, sh, res.Point)
		for n := range N {
			// log P_k/w = own-share term + sum over inputs of log P/w: fixed point.
			lp := make([]float64, S)
			for range 400 {
				next := make([]float64, S)
				for k := range S {
					next[k] = math.Log(N1[n*S+k]/m.bench.share[(k*N+n)*N+n]) / e.Theta[k].Value
					for l := range S {
						next[k] += e.Input[(n*S+k)*S+l] * lp[l]
					}
				}
				lp = next
			}
			cpi := 0.0
			for k := range S {
				cpi += e.Final[n*S+k] * lp[k]
			}
			near(rt, "real wage", res.Regions[n].RealIncomePct, 100*math.Expm1(-cpi), 1e-8)
		}
	})
}

// ownShares computes the share of own goods in each market at a point.
func ownShares(m *Model, sh *Shock, p *Point) []float64 {
	v := &verifier{m: m, b: m.bench, sh: sh, p: p, rep: &Verification{Worst: -1}}
	v.tariffs()
	v.unitCosts()
	N, S := v.b.n, v.b.s
	out := make([]float64, N*S)
	for n := range N {
		for s := range S {
			out[n*S+s] = v.b.share[(s*N+n)*N+n] * math.Pow(math.Exp(v.cost[s*N+n])/p.Price[n*S+s], -v.b.theta[s])
		}
	}
	return out
}

// TestNoShock: a shock of nothing changes nothing, exactly.
func TestNoShock(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		m := mustNew(rt, e, Closure{Balanced: rapid.Bool().Draw(rt, "balanced"), Mobility: drawMobility(rt, e.N())})
		for _, sh := range []*Shock{NewShock(e), {}} {
			for _, r := range mustSolve(rt, m, sh).Regions {
				near(rt, r.Code+" welfare", r.WelfarePct, 0, 1e-10)
				near(rt, r.Code+" wage", r.WagePct, 0, 1e-10)
			}
		}
	})
}

// TestNotANumberStays: a point with one value that is no number has no
// residual, in the sweep and in the check, whatever the other values are.
func TestNotANumberStays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		m := mustNew(rt, e, Closure{Mobility: drawMobility(rt, e.N()), LabourSupply: 0.5})
		sh := drawShock(rt, e)
		sh.Quotas = []Quota{{Importer: 0, Exporter: 1, Sector: 0, Out: 0.3, Volume: 1e9}}
		k := m.kernel(1)
		k.load(sh)
		k.startAt(nil)
		j := rapid.IntRange(0, k.lay.wedges-1).Draw(rt, "value")
		if r := j - k.lay.premium; j >= k.lay.spend && j < k.lay.labour && m.bench.spending[j-k.lay.spend] == 0 || r >= 0 && m.bench.yield[r] == 0 {
			rt.Skip("a value that counts for nothing")
		}
		k.state[j] = math.NaN()
		if res := k.sweep(k.state, k.f); !math.IsNaN(res) {
			rt.Errorf("the sweep gives %g", res)
		}
		rep, err := m.Verify(sh.settled(m.bench), k.point())
		if err != nil {
			rt.Fatal(err)
		}
		if !math.IsNaN(rep.Worst) && !math.IsInf(rep.Worst, 0) {
			rt.Errorf("the check gives %g", rep.Worst)
		}
	})
}

// TestVerifyRefusesWrongPoints: the check must fail when the point is wrong,
// in each kind of condition.
func TestVerifyRefusesWrongPoints(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEconomy(rt)
		clo := Closure{Mobility: drawMobility(rt, e.N())}
		m := mustNew(rt, e, clo)
		sh := drawShock(rt, e)
		res := mustSolve(rt, m, sh)
		bend := map[string]func(p *Point){
			"wage":     func(p *Point) { p.Wage[0] *= 1.001 },
			"price":    func(p *Point) { p.Price[0] *= 1.001 },
			"spending": func(p *Point) { p.Expenditure[0] *= 1.001 },
			"scale": func(p *Point) {
				for i := range p.Wage {
					p.Wage[i] *= 1.001
				}
			},
		}
		if m.bench.mobility != nil {
			bend["sector wage"] = func(p *Point) { p.SectorWage[len(p.SectorWage)-1] *= 1.001 }
		}
		for name, f := range bend {
			p := &Point{Wage: append([]float64(nil), res.Point.Wage...), Price: append([]float64(nil), res.Point.Price...),
				Expenditure: append([]float64(nil), res.Point.Expenditure...), SectorWage: append([]float64(nil), res.Point.SectorWage...)}
			f(p)
			rep, err := m.Verify(sh, p)
			if err != nil {
				rt.Fatal(err)
			}
			if !(rep.Worst > 1e-5) {
				rt.Errorf("%s bent by 0.1 percent, but the worst residual is %.2g", name, rep.Worst)
			}
		}
	})
}
