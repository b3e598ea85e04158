package trade

import (
	"math"

	"parley/internal/numeric"
)

// report fills the outcomes of a converged solve. The kernel holds the last
// sweep.
func (m *Model) report(k *kernel, sh *Shock, res *Result, opt Options) {
	N, S := k.b.n, k.b.s
	o := &outcome{
		m: m, k: k, b: k.b, unit: m.unit(k),
		exports: make([]float64, N*S), imports: make([]float64, N*S),
		terms: make([]float64, N), volume: make([]float64, N),
	}
	o.addFlows()
	for n := range N {
		res.Regions = append(res.Regions, o.region(n))
	}
	if opt.Sectors {
		for n := range N {
			for s := range S {
				res.Sectors = append(res.Sectors, o.sector(n, s))
			}
		}
	}
	if opt.Flows {
		o.flows(res)
	}
	o.wedges(sh, res)
}

type outcome struct {
	m    *Model
	k    *kernel
	b    *benchmark
	unit float64 // factor from the kernel's numeraire to the reported one

	exports, imports []float64 // [n*S+s] million, net of tariff
	terms, volume    []float64 // [n] million: first-order parts of welfare
}

// unit is the factor from world factor income as numeraire to the closure's.
func (m *Model) unit(k *kernel) float64 {
	num, den := 0.0, 0.0
	switch m.closure.Numeraire {
	case WorldPrices:
		for n := range k.b.n {
			e := k.b.outlay(n)
			num += e
			den += e * math.Exp(k.cpi[n])
		}
	case WorldWages:
		for n := range k.b.n {
			num += k.b.income[n]
			den += k.b.income[n] * k.wage[n]
		}
	default:
		return 1
	}
	return num / den
}

// addFlows adds up trade after the shock, and the first-order terms: terms
// of trade sum E (c_n - 1) - M (c_i - 1), volume of trade sum t (M' - M c_i),
// Caliendo and Parro (2015), section 5.1.
func (o *outcome) addFlows() {
	b, k := o.b, o.k
	N, S := b.n, b.s
	cost := make([]float64, N) // change of each seller's price
	sold := make([]float64, N)
	abroad := func(n int, a, x []float64) float64 {
		return numeric.Dot(a[:n], x[:n]) + numeric.Dot(a[n+1:], x[n+1:])
	}
	for s := range S {
		clear(sold)
		pull := k.pull[s*N : (s+1)*N]
		for i := range N {
			if cost[i] = math.Expm1(k.logCost[i*S+s]); o.unit != 1 {
				cost[i] = (cost[i]+1)*o.unit - 1
			}
		}
		for n := range N {
			r, at := s*N+n, n*S+s
			if b.empty[r] {
				continue
			}
			x0, per := b.spending[at], k.spend[at]/k.sum[r]*o.unit
			before, now := b.net[r*N:(r+1)*N], k.net[r]
			o.imports[at] = per * abroad(n, now, pull)
			o.terms[n] -= x0 * abroad(n, before, cost)
			numeric.Axpy(per, now[:n], sold[:n])
			numeric.Axpy(per, now[n+1:], sold[n+1:])
			if b.free[r] {
				continue
			}
			for i, t := range b.tariff[r*N : (r+1)*N] {
				if t != 0 && i != n {
					o.volume[n] += t * (now[i]*pull[i]*per - before[i]*x0*(1+cost[i]))
				}
			}
		}
		for i, z := range sold {
			o.exports[i*S+s] = z * pull[i]
			o.terms[i] += b.exports[i*S+s] * cost[i]
		}
	}
}

// region gathers the outcomes of one region.
func (o *outcome) region(n int) RegionResult {
	b, k := o.b, o.k
	e := o.m.econ
	r := RegionResult{Code: e.Regions[n].Code, Name: e.Regions[n].Name}
	out0 := b.outlay(n)
	r.OutlayMUSD, r.WelfareBaseMUSD = out0, out0
	if b.income[n] == 0 || out0 <= 0 {
		return r
	}
	price := math.Exp(k.cpi[n])
	rev0 := b.revenue(n)
	rev1 := k.revenue[n]
	for i := range k.wedges {
		if w := &k.wedges[i]; w.n == n {
			rev1 -= w.rent
		}
	}
	// Welfare counts the cost of hours worked where labour supply is
	// elastic: with elasticity kappa it is kappa/(1+kappa) of net earnings.
	W := k.outlay[n] / out0 / price
	if b.labour != 0 {
		tax := 0.0
		if b.relief {
			tax = k.revenue[n] / (k.wage[n] * k.hours[n] * b.income[n])
		}
		r.WelfareBaseMUSD = out0 - b.labour*(1-tax)*b.income[n]/(1+b.labour)
		delta := out0 / r.WelfareBaseMUSD
		W = delta*W + (1-delta)*k.wage[n]*k.hours[n]/price
	}
	r.WelfarePct = 100 * (W - 1)
	r.WelfareMUSD = (W - 1) * r.WelfareBaseMUSD
	r.TermsOfTradePct = 100 * o.terms[n] / out0
	r.VolumePct = 100 * o.volume[n] / out0
	r.WelfareFirstPct = r.TermsOfTradePct + r.VolumePct
	r.RealIncomePct = 100 * math.Expm1(math.Log(k.wage[n])-k.cpi[n])
	r.WagePct = 100 * (k.wage[n]*o.unit - 1)
	r.CPIPct = 100 * (price*o.unit - 1)
	r.EmploymentPct = 100 * (k.hours[n] - 1)
	S := b.s
	r.ExportsMUSD, r.ImportsMUSD = total(b.exports[n*S:(n+1)*S]), total(b.imports[n*S:(n+1)*S])
	r.ExportsPct = change(total(o.exports[n*S:(n+1)*S]), r.ExportsMUSD)
	r.ImportsPct = change(total(o.imports[n*S:(n+1)*S]), r.ImportsMUSD)
	gdp := k.wage[n] * k.hours[n] * o.unit
	r.ExportsGDPPct = change(total(o.exports[n*S:(n+1)*S])/gdp, r.ExportsMUSD)
	r.ImportsGDPPct = change(total(o.imports[n*S:(n+1)*S])/gdp, r.ImportsMUSD)
	if gap := r.ImportsMUSD - r.ExportsMUSD; math.Abs(gap) > 1e-9*(r.ImportsMUSD+r.ExportsMUSD) {
		now := total(o.imports[n*S:(n+1)*S]) - total(o.exports[n*S:(n+1)*S])
		r.DeficitPct = 100 * (now - gap) / math.Abs(gap)
	}
	r.RevenueMUSD = rev1 * o.unit
	r.RevenueDMUSD = r.RevenueMUSD - rev0
	return r
}

// sector gathers the outcomes of one sector of one region.
func (o *outcome) sector(n, s int) SectorResult {
	b, k := o.b, o.k
	e := o.m.econ
	at := n*b.s + s
	r := SectorResult{
		Region: e.Regions[n].Code, Sector: e.Sectors[s].Code, Name: e.Sectors[s].Name,
		OutputMUSD: b.sales[at], ExportsMUSD: b.exports[at], ImportsMUSD: b.imports[at],
		ValueAddedMUSD: b.factorShare[at] * b.sales[at],
	}
	r.OutputPct = change(k.sales[at]*o.unit, b.sales[at])
	if b.sales[at] > 0 {
		ratio := k.sales[at] / b.sales[at]
		r.VolumePct = 100 * (ratio*math.Exp(-k.logCost[at]) - 1)
		wage := k.wage[n] * math.Exp(k.premium(n, s))
		r.EmploymentPct = 100 * (ratio/wage - 1)
		r.WagePct = 100 * (wage*o.unit - 1)
		r.ValueAddedPct = r.OutputPct
	}
	if b.spending[at] > 0 {
		r.PricePct = 100 * (math.Exp(k.state[k.lay.price+at])*o.unit - 1)
	}
	r.ExportsPct = change(o.exports[at], b.exports[at])
	r.ImportsPct = change(o.imports[at], b.imports[at])
	return r
}

// flows lists every bilateral flow, net of tariff, before and after.
func (o *outcome) flows(res *Result) {
	b, k := o.b, o.k
	N, S := b.n, b.s
	for s := range S {
		for n := range N {
			r := s*N + n
			if b.empty[r] {
				continue
			}
			per := k.spend[n*S+s] / k.sum[r] * o.unit
			for i := range N {
				f := r*N + i
				if b.share[f] == 0 {
					continue
				}
				z0 := b.share[f] * b.spending[n*S+s] / (1 + b.tariff[f])
				z1 := k.net[r][i] * k.pull[s*N+i] * per
				res.Flows = append(res.Flows, FlowResult{
					Importer: o.m.econ.Regions[n].Code, Exporter: o.m.econ.Regions[i].Code, Sector: o.m.econ.Sectors[s].Code,
					MUSD: z0, NewMUSD: z1, Pct: change(z1, z0), TariffPct: 100 * b.tariff[f], NewTariffPct: 100 * k.tariff[f],
				})
			}
		}
	}
}

// wedges reports purchases and quotas in the order of the shock.
func (o *outcome) wedges(sh *Shock, res *Result) {
	k := o.k
	for j := range k.wedges {
		w := &k.wedges[j]
		if !k.leads(j) {
			continue
		}
		out := WedgeResult{TargetMUSD: w.target, VolumeMUSD: w.all, Flows: w.last - j}
		out.Importer, out.Exporter, out.Sector, out.BenchmarkMUSD = o.m.named(k.wedges[j:w.last])
		cost, value := 0.0, 0.0
		for i := j; i < w.last; i++ {
			member := &k.wedges[i]
			value += member.value
			cost += (member.official - math.Expm1(member.z)) * member.value
			out.TariffPct += 100 * member.official * member.value
		}
		if value > 0 {
			out.TariffPct /= value
		}
		if n := len(sh.Purchases); w.at < n {
			out.Kind, out.Name = "purchase", sh.Purchases[w.at].Name
			if w.z < w.high {
				out.WedgePct = 100 * cost / value
			}
			out.CostMUSD = out.WedgePct / 100 * value * o.unit
		} else {
			out.Kind, out.Name = "quota", sh.Quotas[w.at-n].Name
			out.WedgePct = 100 * (math.Expm1(w.z) - w.official)
			for i := j; i < w.last; i++ {
				out.CostMUSD += k.wedges[i].rent * o.unit
			}
		}
		out.Binding = out.WedgePct != 0
		out.EffectivePct = out.TariffPct + out.WedgePct
		if out.Kind == "purchase" {
			out.EffectivePct = out.TariffPct - out.WedgePct
		}
		res.Wedges = append(res.Wedges, out)
	}
}

func total(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

// change is the percent change from old to now; zero when there was nothing.
func change(now, old float64) float64 {
	if old == 0 {
		return 0
	}
	return 100 * (now/old - 1)
}
