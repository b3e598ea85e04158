package deal

import (
	"math"

	"parley/economy"
	"parley/internal/fault"
	"parley/trade"
)

// inQuota is a tariff-rate quota on one flow of a world.
//
// A measure often covers only part of a sector's flow: cars, but not the
// trucks and parts that share their industry. The model knows one price for
// the flow. With c the covered part, the flow's duty is c times that of the
// goods under the quota plus the rest, and the quota of Q on the covered goods
// is one of Q/c on the flow, the composition of the flow given. The rent is
// then what it should be: (Q/c) x c(out-in) = Q x (out-in).
type inQuota struct {
	at      int
	setter  int     // instrument that sets the out-of-quota duty; -1 none
	covered float64 // part of the flow that the quota is about
	out     float64 // duty outside it on what it covers, under the law; a tariff instrument may change it
	in      float64 // duty within it
	volume  float64 // of the whole flow at which the quota is full, million USD at benchmark prices
	held    float64 // part of the rent that the exporter gets
}

// quotaLever builds a level of a quota on one flow of the full economy. covered
// is the part of the flow concerned; total the trade that the instrument covers
// in all, for quotas in money.
func (v *LevelSpec) quotaLever(e *economy.Economy, at int, covered, out, total float64, setter int, s setting) (inQuota, bool) {
	q := inQuota{at: at, setter: setter, covered: covered, out: out, held: s.of(v.Rent, 0)}
	switch {
	case v.Quantity != nil:
		q.volume = s.of(v.Quantity, 0) * e.Flow[at]
	case v.QuotaMUSD != nil && total > 0:
		q.volume = s.of(v.QuotaMUSD, 0) * e.Flow[at] / total
	}
	if v.InPct != nil {
		q.in = *v.InPct / 100
	}
	return q, q.volume > 0 && covered > 0 && e.Flow[at] > smallestFlow
}

// carryQuotas takes quotas of the full economy to e. Quotas that then share a
// flow and the instrument that sets the outer duty are one quota, the sum of
// their volumes, with duties weighted by what each covers.
func carryQuotas(full, e *economy.Economy, to []int, qs []inQuota) []inQuota {
	var out []inQuota
	type spot struct{ flow, setter int }
	place := map[spot]int{}
	for _, q := range qs {
		N := full.N()
		g := e.At(q.at/(N*N), to[q.at/N%N], to[q.at%N])
		if e.Flow[g] <= 0 {
			continue
		}
		part := full.Flow[q.at] / e.Flow[g]
		q.at, q.covered = g, q.covered*part
		k, ok := place[spot{g, q.setter}]
		if !ok {
			place[spot{g, q.setter}] = len(out)
			q.volume /= part // of the whole joined flow, its composition given
			out = append(out, q)
			continue
		}
		a := &out[k]
		filled := a.volume*a.covered + q.volume/part*q.covered
		sum := a.covered + q.covered
		a.out = (a.out*a.covered + q.out*q.covered) / sum
		a.in = (a.in*a.covered + q.in*q.covered) / sum
		a.covered = sum
		a.volume = filled / sum
	}
	return out
}

// addQuotas puts the quotas of a package into a shock whose tariffs hold the
// out-of-quota duties already. A flow that a purchase moves too, or a second
// quota, has one price for both in the model: there the quota is not solved
// for but entered at what it does in the disagreement, at the margin and as a
// rent, and the gap to the truth is not seen. Such packages are rare, and the
// notes of the result say where it happened.
func (w *world) addQuotas(sh *trade.Shock, levels []int) {
	N := w.econ.N()
	taken := map[int]bool{}
	for _, p := range sh.Purchases {
		taken[w.econ.At(p.Sector, p.Importer, p.Exporter)] = true
		for _, r := range p.Also {
			taken[w.econ.At(r.Sector, r.Importer, r.Exporter)] = true
		}
	}
	var quotas []inQuota
	for i, l := range levels {
		for _, q := range w.levers[i][l].quota {
			quotas = append(quotas, q.under(w.levers, levels))
		}
	}
	for _, lv := range w.also {
		quotas = append(quotas, lv.quota...)
	}
	for _, q := range quotas {
		by := q.covered * (q.out - q.in)
		if by < smallestCut {
			continue // the duty is gone, or lower than within the quota
		}
		importer, exporter := q.at/N%N, q.at%N
		if !taken[q.at] {
			taken[q.at] = true
			sh.Quotas = append(sh.Quotas, trade.Quota{Sector: q.at / (N * N), Importer: importer, Exporter: exporter,
				In: sh.Tariff[q.at] - by, Out: sh.Tariff[q.at], Volume: q.volume, ExporterShare: q.held})
			continue
		}
		if w.volume(q.at) < q.volume {
			sh.Tariff[q.at] -= by
			continue
		}
		if sh.Transfer == nil {
			sh.Transfer = make([]float64, N)
		}
		rent := by * q.volume * q.held
		sh.Transfer[importer] -= rent
		sh.Transfer[exporter] += rent
	}
}

// under is the quota with the duty outside it as the tariff item of a package
// sets it.
func (q inQuota) under(levers [][]lever, levels []int) inQuota {
	if q.setter >= 0 {
		for _, x := range levers[q.setter][levels[q.setter]].tariff {
			if x.at == q.at {
				q.out += x.by / q.covered
			}
		}
		q.setter = -1
	}
	return q
}

// crowded lists pairs of items, in words, of which one is a quota on a flow
// that the other, a quota or a purchase, moves too.
func (w *world) crowded() []string {
	flows := make([]map[int]bool, len(w.levers))
	for i, levels := range w.levers {
		flows[i] = map[int]bool{}
		for _, lv := range levels {
			for _, q := range lv.quota {
				flows[i][q.at] = true
			}
			for _, x := range lv.buy {
				for _, at := range x.flows {
					flows[i][at] = true
				}
			}
		}
	}
	var out []string
	for a := range flows {
		for b := range flows {
			ka, kb := w.c.Instruments[a].Kind, w.c.Instruments[b].Kind
			if ka != "quota" || a == b || kb == "quota" && b < a {
				continue
			}
			for at := range flows[a] {
				if flows[b][at] {
					out = append(out, w.c.Instruments[a].Title+" and "+w.c.Instruments[b].Title)
					break
				}
			}
		}
	}
	return out
}

// smallestCut is the least difference of duties that makes a quota: below it
// the solve would look for a kink that is not there.
const smallestCut = 1e-6

// QuotaFill is how far a quota is used at a level, alone against no deal.
type QuotaFill struct {
	FillPct    float64 `json:"fill_pct"`    // of the quota; above 100 where some enters at the outer duty
	Binding    bool    `json:"binding"`     // the licence has a price
	LicencePct float64 `json:"licence_pct"` // that price, percent of the exporter's price of all goods of the flow
	RentMUSD   float64 `json:"rent_musd"`   // a year
}

// fillOf reads the use of a quota off a solve: the sum over its flows.
func fillOf(o *outcome) (f QuotaFill, ok bool) {
	volume, target := 0.0, 0.0
	for _, w := range o.wedges {
		if w.Kind != "quota" {
			continue
		}
		ok = true
		volume += w.VolumeMUSD
		target += w.TargetMUSD
		f.Binding = f.Binding || w.Binding
		f.LicencePct = math.Max(f.LicencePct, w.WedgePct)
		f.RentMUSD += w.CostMUSD
	}
	if ok {
		f.FillPct = 100 * volume / target
	}
	return f, ok
}

// checkQuota checks what a level of a quota must have.
func (c *Case) checkQuota(s *InstrumentSpec, v *LevelSpec, l int, what string) error {
	bad := func(line int, remedy, why string, args ...any) error {
		return fault.Bad(c.where(line), remedy, "%s: "+why, append([]any{what}, args...)...)
	}
	if l == 0 {
		return nil
	}
	switch {
	case v.Quantity == nil && v.QuotaMUSD == nil, v.Quantity != nil && v.QuotaMUSD != nil:
		return bad(v.Line, "give quota_share (of present sales) or quota_musd (million USD a year), one of them", "a quota needs its size, once")
	case v.InPct == nil || v.Rent == nil:
		return bad(v.Line, "give in_pct, the duty within the quota, and rent, the part of the rent that the exporter gets (0 to 1)", "a quota needs its duty and who gets the rent")
	case *v.InPct < 0 || *v.InPct > 1000:
		return bad(v.Line, "percent of the value, from 0 to 1000", "a duty of %g %% within the quota is out of bounds", *v.InPct)
	case v.OutPct != nil && (*v.OutPct < *v.InPct || *v.OutPct > 1000):
		return bad(v.Line, "give out_pct at least as high as in_pct", "a duty of %g %% outside the quota and %g %% within it", *v.OutPct, *v.InPct)
	case v.OutPct != nil && len(s.Measures) > 0:
		return bad(v.Line, "leave out_pct out: the law of the measures, or the tariff item on them, sets it", "two duties outside the quota")
	}
	return nil
}
