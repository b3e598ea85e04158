package deal

import (
	"math"
	"slices"
	"sort"

	"parley/economy"
	"parley/internal/fault"
	"parley/trade"
)

// lever is what one level of one instrument changes in a world, against the
// law of the disagreement.
type lever struct {
	tariff  []change // added to the tariff
	iceberg []change // factor on the cost of delivery
	buy     []promise
	quota   []inQuota
	pay     []payment
}

// promise is a purchase of one sector, over the flows of all members of the
// two parties together: which of them buys more is left to their markets.
type promise struct {
	flows []int
	by    float64 // million USD beyond the flows of the disagreement
}

// carryPromises takes promises of the full economy to e, where members of a
// bloc may be one region.
func carryPromises(full, e *economy.Economy, to []int, ps []promise) []promise {
	var out []promise
	for _, p := range ps {
		q := promise{by: p.by}
		for _, at := range p.flows {
			N := full.N()
			g := e.At(at/(N*N), to[at/N%N], to[at%N])
			if !slices.Contains(q.flows, g) {
				q.flows = append(q.flows, g)
			}
		}
		slices.Sort(q.flows)
		out = append(out, q)
	}
	return out
}

// merge adds a promise to others: those that share a flow are one.
func merge(ps []promise, p promise) []promise {
	p.flows = slices.Clone(p.flows)
	var out []promise
	for _, q := range ps {
		if !slices.ContainsFunc(q.flows, func(at int) bool { return slices.Contains(p.flows, at) }) {
			out = append(out, q)
			continue
		}
		p.by += q.by
		p.flows = append(p.flows, q.flows...)
	}
	slices.Sort(p.flows)
	p.flows = slices.Compact(p.flows)
	return append(out, p)
}

// payment moves income from one region to another, million USD a year.
type payment struct {
	from, to int
	by       float64
}

// change is a value on one bilateral flow.
type change struct {
	at int
	by float64
}

// duties is the law on the partners of a case, measure by measure.
type duties map[string][]DutyShare // by partner

// pull builds the levers of every instrument on the full economy and takes
// them to e. s picks the values of what is not known.
func (c *Case) pull(full, e *economy.Economy, law duties, s func(instrument int) setting) ([][]lever, error) {
	same := len(full.Flow) == len(e.Flow) && full.N() == e.N()
	to := owner(full, e)
	join := func(cs []change) []change {
		if same {
			return cs
		}
		sum := map[int]float64{}
		var keys []int
		for _, x := range cs {
			k, n, i := x.at/(full.N()*full.N()), x.at/full.N()%full.N(), x.at%full.N()
			g := e.At(k, to[n], to[i])
			if _, ok := sum[g]; !ok {
				keys = append(keys, g)
			}
			w := 1.0
			if e.Flow[g] > 0 {
				w = full.Flow[x.at] / e.Flow[g]
			}
			sum[g] += w * x.by
		}
		sort.Ints(keys)
		out := make([]change, len(keys))
		for k, g := range keys {
			out[k] = change{g, sum[g]}
		}
		return out
	}
	out := make([][]lever, len(c.Instruments))
	for i := range c.Instruments {
		spec := &c.Instruments[i]
		for l := range spec.Levels {
			lv, err := c.lever(full, law, i, &spec.Levels[l], s(i))
			if err != nil {
				return nil, err
			}
			lv.tariff = join(lv.tariff)
			if !same {
				lv.buy = carryPromises(full, e, to, lv.buy)
			}
			for k := range lv.pay {
				lv.pay[k].from, lv.pay[k].to = to[lv.pay[k].from], to[lv.pay[k].to]
			}
			if !same {
				for k := range lv.iceberg { // joined as cuts, then turned to factors again
					lv.iceberg[k].by = 1 - lv.iceberg[k].by
				}
				lv.iceberg = join(lv.iceberg)
				for k := range lv.iceberg {
					lv.iceberg[k].by = 1 - lv.iceberg[k].by
				}
			}
			lv.quota = carryQuotas(full, e, to, lv.quota)
			out[i] = append(out[i], lv)
		}
	}
	return out, nil
}

// smallestFlow is the least flow, million USD a year, that counts as trade:
// a purchase is spread over flows in proportion, and no subsidy grows one
// from nothing.
const smallestFlow = 0.01

// lever builds one level of one instrument on the full economy.
func (c *Case) lever(e *economy.Economy, law duties, i int, v *LevelSpec, s setting) (lever, error) {
	spec := &c.Instruments[i]
	var lv lever
	if spec.Direct() {
		return lv, nil
	}
	giver, receiver := c.Parties[c.Party(spec.Giver)], c.Parties[c.Party(spec.Receiver)]
	if spec.Kind == "transfer" {
		if by := s.of(v.Transfer, 0); by != 0 {
			lv.pay = payments(e, giver.Regions, receiver.Regions, by)
		}
		return lv, nil
	}
	if len(spec.Measures) > 0 {
		lv, err := c.lawLever(e, law, i, v, s, giver, receiver)
		spec.weigh(&lv, s)
		return lv, err
	}
	flows, total := 0, 0.0
	for _, code := range spec.Sectors {
		sec := e.Sector(code)
		if sec < 0 {
			return lv, fault.Bad(c.where(spec.Line), "name one of its sectors: "+sectorList(e), "instrument %q: the economy %s has no sector %q", spec.ID, e.Name, code)
		}
		for _, a := range giver.Regions {
			for _, b := range receiver.Regions {
				n, x := e.Region(a), e.Region(b)
				if n < 0 || x < 0 {
					continue
				}
				at := e.At(sec, n, x)
				if e.Flow[at] > smallestFlow {
					flows++
					total += e.Flow[at]
				}
			}
		}
	}
	if flows == 0 {
		return lv, fault.Bad(c.where(spec.Line), "name sectors that the parties trade", "instrument %q: %s buys nothing of these sectors from %s in %s", spec.ID, spec.Giver, spec.Receiver, e.Name)
	}
	amount := s.of(v.Amount, 0) * s.of(v.Fulfilment, 1)
	for _, code := range spec.Sectors {
		sec := e.Sector(code)
		var bought promise
		for _, a := range giver.Regions {
			for _, b := range receiver.Regions {
				n, x := e.Region(a), e.Region(b)
				if n < 0 || x < 0 {
					continue
				}
				at := e.At(sec, n, x)
				if e.Flow[at] <= smallestFlow {
					continue
				}
				switch spec.Kind {
				case "purchase":
					bought.flows = append(bought.flows, at)
					bought.by += amount * e.Flow[at] / total
				case "standards":
					if cut := s.of(v.Share, 0); cut > 0 {
						lv.iceberg = append(lv.iceberg, change{at, trade.NonTariffCut(s.of(spec.AVE, 0)/100, cut)})
					}
				case "quota":
					out := e.Tariff[at]
					if v.OutPct != nil {
						out = *v.OutPct / 100
						if by := out - e.Tariff[at]; by != 0 {
							lv.tariff = append(lv.tariff, change{at, by})
						}
					}
					if q, ok := v.quotaLever(e, at, 1, out, total, -1, s); ok {
						lv.quota = append(lv.quota, q)
					}
				case "tariff":
					t := e.Tariff[at]
					switch {
					case v.Remove && t != 0:
						lv.tariff = append(lv.tariff, change{at, -t})
					case v.TotalPct != nil && *v.TotalPct/100 != t:
						lv.tariff = append(lv.tariff, change{at, *v.TotalPct/100 - t})
					case v.AddPct != nil && *v.AddPct != 0:
						lv.tariff = append(lv.tariff, change{at, *v.AddPct / 100})
					}
				}
			}
		}
		if bought.by > 0 {
			slices.Sort(bought.flows)
			lv.buy = append(lv.buy, bought)
		}
	}
	spec.weigh(&lv, s)
	return lv, nil
}

// weigh multiplies changes of duty by the chance that they matter.
func (spec *InstrumentSpec) weigh(lv *lever, s setting) {
	if spec.Chance == nil {
		return
	}
	for k := range lv.tariff {
		lv.tariff[k].by *= s.of(spec.Chance, 1)
	}
}

// payments spreads a sum over the regions of giver and receiver by the size of
// their income.
func payments(e *economy.Economy, from, to []string, by float64) []payment {
	weigh := func(codes []string) (at []int, part []float64) {
		sum := 0.0
		for _, r := range codes {
			n := e.Region(r)
			if n < 0 {
				continue
			}
			size := 0.0
			for k := range e.Sectors {
				for m := range e.Regions {
					size += e.ValueAdded[n*e.S()+k] * e.Flow[e.At(k, m, n)]
				}
			}
			at, part, sum = append(at, n), append(part, size), sum+size
		}
		for k := range part {
			part[k] /= sum
		}
		return at, part
	}
	a, x := weigh(from)
	b, y := weigh(to)
	var out []payment
	for k := range a {
		for j := range b {
			out = append(out, payment{a[k], b[j], by * x[k] * y[j]})
		}
	}
	return out
}

// lawLever builds a level of an instrument that changes measures of the law:
// the new rate, by the level's rule, less what the law of the date adds.
func (c *Case) lawLever(e *economy.Economy, law duties, i int, v *LevelSpec, s setting, giver, receiver PartySpec) (lever, error) {
	spec := &c.Instruments[i]
	var lv lever
	us := e.Region("USA")
	if len(giver.Regions) != 1 || giver.Regions[0] != "USA" || us < 0 {
		return lv, fault.Bad(c.where(spec.Line), "name sectors instead of measures for a tariff of another party", "instrument %q: the law data is that of the United States, the giver is %s", spec.ID, spec.Giver)
	}
	touched := false
	covered := 0.0 // trade that the measures cover, for quotas in money
	for _, partner := range receiver.Regions {
		for _, d := range law[partnerOf(partner)] {
			if x, sec := e.Region(partner), e.Sector(d.Sector); x >= 0 && sec >= 0 && contains(spec.Measures, d.Measure) && (len(spec.Sectors) == 0 || contains(spec.Sectors, d.Sector)) {
				covered += d.Covered * e.Flow[e.At(sec, us, x)]
			}
		}
	}
	for _, partner := range receiver.Regions {
		x := e.Region(partner)
		if x < 0 {
			continue
		}
		for _, d := range law[partnerOf(partner)] {
			if !contains(spec.Measures, d.Measure) || len(spec.Sectors) > 0 && !contains(spec.Sectors, d.Sector) {
				continue
			}
			sec := e.Sector(d.Sector)
			if sec < 0 || d.Covered <= 0 {
				continue
			}
			touched = true
			at := e.At(sec, us, x)
			if spec.Kind == "quota" {
				if q, ok := v.quotaLever(e, at, d.Covered, d.Added/d.Covered, covered, c.setter(d.Measure), s); ok {
					lv.quota = append(lv.quota, q)
				}
				continue
			}
			if by := v.rate(d)*d.Covered - d.Added; by != 0 {
				lv.tariff = append(lv.tariff, change{at, by})
			}
		}
	}
	if !touched && !v.Keep && v.ID != spec.Levels[0].ID {
		return lv, fault.Bad(c.where(spec.Line), "parley tariff measures --date "+c.Disagreement.Law+" lists the measures in force", "instrument %q: none of %v touches %s on %s", spec.ID, spec.Measures, receiver.ID, c.Disagreement.Law)
	}
	return lv, nil
}

// rate is the additional duty on what a measure covers, under the level's
// rule, as a fraction.
func (v *LevelSpec) rate(d DutyShare) float64 {
	switch {
	case v.AddPct != nil:
		return *v.AddPct / 100
	case v.TotalPct != nil:
		return math.Max(0, *v.TotalPct/100-d.Column1)
	case v.Remove:
		return 0
	}
	return d.Added / d.Covered
}

// setter is the tariff instrument that moves a measure, or -1.
func (c *Case) setter(measure string) int {
	for i := range c.Instruments {
		if c.Instruments[i].Kind == "tariff" && contains(c.Instruments[i].Measures, measure) {
			return i
		}
	}
	return -1
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// shock puts the levers of a package together.
func (w *world) shock(levels []int) *trade.Shock {
	e := w.econ
	sh := &trade.Shock{Tariff: append([]float64(nil), w.law...)}
	var buy []promise
	in := make([]*lever, 0, len(levels)+len(w.also))
	for i, l := range levels {
		in = append(in, &w.levers[i][l])
	}
	for k := range w.also {
		in = append(in, &w.also[k])
	}
	for _, lv := range in {
		for _, x := range lv.tariff {
			sh.Tariff[x.at] += x.by
		}
		for _, x := range lv.iceberg {
			if sh.Iceberg == nil {
				sh.Iceberg = make([]float64, len(e.Flow))
				for k := range sh.Iceberg {
					sh.Iceberg[k] = 1
				}
			}
			sh.Iceberg[x.at] *= x.by
		}
		for _, x := range lv.buy {
			buy = merge(buy, x)
		}
		for _, x := range lv.pay {
			if sh.Transfer == nil {
				sh.Transfer = make([]float64, e.N())
			}
			sh.Transfer[x.from] -= x.by
			sh.Transfer[x.to] += x.by
		}
	}
	slices.SortFunc(buy, func(a, b promise) int { return a.flows[0] - b.flows[0] })
	for _, x := range buy {
		var p trade.Purchase
		for k, at := range x.flows {
			N := e.N()
			r := trade.Route{Importer: at / N % N, Exporter: at % N, Sector: at / (N * N)}
			if k == 0 {
				p.Importer, p.Exporter, p.Sector = r.Importer, r.Exporter, r.Sector
			} else {
				p.Also = append(p.Also, r)
			}
			p.Target += w.volume(at)
		}
		p.Target += x.by
		sh.Purchases = append(sh.Purchases, p)
	}
	w.addQuotas(sh, levels)
	return sh
}

// volume is the flow of the disagreement at benchmark prices, or the
// benchmark's own before the disagreement is solved.
func (w *world) volume(at int) float64 {
	if w.base != nil {
		if v, ok := w.base.volume[at]; ok {
			return v
		}
	}
	return w.econ.Flow[at]
}

func sortedInts(m map[int]float64) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	return keys
}
