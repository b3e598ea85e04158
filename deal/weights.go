package deal

import (
	"context"
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/mat"

	"parley/internal/fault"
)

// WeightFit is the answer to: which political weights on sectors' incomes
// would make the tariffs that a party threatens with a best response?
//
// At a best response no small change of a tariff raises the party's payoff:
// for every tariff j, dW/dt_j + sum_s w_s dY_s/dt_j = 0, where W is welfare
// and Y_s the real income of sector s. The derivatives are central
// differences of the trade model at the disagreement; the weights are the
// non-negative least-squares solution (inverse optimum; the logic of Ossa
// 2014, American Economic Review 104(12), section III). With fewer weights
// than tariffs the rest that is left over says how well they fit.
type WeightFit struct {
	Party   string      `json:"party"`
	Basis   string      `json:"basis"` // threat: tariffs of the disagreement as a best response; applied: tariffs on all partners as politically optimal
	Sectors []string    `json:"sectors"`
	Weights []Weight    `json:"weights"`
	Rows    []WeightRow `json:"rows"`
	Fit     float64     `json:"fit"` // 1 - sum of squares left / sum of squares without weights
	Notes   []string    `json:"notes"`
}

// WeightRow is the condition of one tariff, million USD a year for one
// percentage point more.
type WeightRow struct {
	Instrument string             `json:"instrument"` // or the sector, where the basis is applied tariffs
	TariffPct  float64            `json:"tariff_pct,omitempty"`
	Welfare    float64            `json:"welfare_musd_per_point"`
	Income     map[string]float64 `json:"income_musd_per_point"` // real income by sector
	Left       float64            `json:"left_musd_per_point"`   // what the weights do not explain
}

// weigh prepares a case for the weights of one party, which need neither
// ranges nor solves in the full economy; p is the party's place.
func weigh(ctx context.Context, c *Case, in Inputs, opt Options, party string) (s *session, p int, err error) {
	if p = c.Party(party); p < 0 {
		return nil, 0, fault.Missing("case "+c.ID, "parties are listed in the case file", "no party %q", party)
	}
	opt.NoRanges, opt.NoFull = true, true
	s, err = prepare(ctx, c, in, opt)
	return s, p, err
}

// Weights finds the political weights of one party that fit its tariffs in
// the disagreement best. sectors names the sectors that may carry a weight;
// none takes the sector that each tariff instrument protects most.
func Weights(ctx context.Context, c *Case, in Inputs, opt Options, party string, sectors []string) (*WeightFit, error) {
	s, p, err := weigh(ctx, c, in, opt, party)
	if err != nil {
		return nil, err
	}
	w := s.search
	var tariffs []int
	for i := range c.Instruments {
		if c.Instruments[i].Kind == "tariff" && c.Instruments[i].Giver == party {
			tariffs = append(tariffs, i)
		}
	}
	if len(tariffs) == 0 {
		return nil, fault.Unsolved("case "+c.ID, "name a party that gives a tariff", "party %s has no tariff on the table, so nothing reveals its weights", party)
	}
	covers := make([]map[string]float64, len(tariffs)) // exposure by sector, fraction covered times flow
	for k, i := range tariffs {
		covers[k] = s.exposure(i)
	}
	if len(sectors) == 0 {
		for k := range tariffs {
			if code := foremost(covers[k]); code != "" && !contains(sectors, code) {
				sectors = append(sectors, code)
			}
		}
		sort.Strings(sectors)
	}
	for _, code := range sectors {
		if w.econ.Sector(code) < 0 {
			return nil, fault.Missing("sectors", "parley economy show "+w.econ.Name+" lists them", "the economy has no sector %q", code)
		}
	}
	if len(sectors) == 0 {
		return nil, fault.Unsolved("case "+c.ID, "name sectors with --sectors", "the tariffs of %s cover no trade", party)
	}
	fit := &WeightFit{Party: party, Basis: "threat", Sectors: sectors}
	if err := s.slopes(ctx, fit, p, tariffs, covers); err != nil {
		return nil, err
	}
	fit.solve()
	fit.judge()
	return fit, nil
}

// judge adds what the fit is worth as evidence.
func (f *WeightFit) judge() {
	switch {
	case len(f.Sectors) >= len(f.Rows):
		f.Notes = append(f.Notes, "as many weights as tariffs: a fit of 100 % is then no evidence of anything")
	case f.Fit < 0.5:
		f.Notes = append(f.Notes, "the weights explain less than half: these tariffs do not single out sectors, and the weights should not be used")
	}
}

// point is the step of a central difference: one percentage point.
const pointStep = 0.01

// slopes fills the rows: two solves a tariff.
func (s *session) slopes(ctx context.Context, fit *WeightFit, p int, tariffs []int, covers []map[string]float64) error {
	w := s.search
	var jobs []*job
	for k := range tariffs {
		for _, sign := range []float64{1, -1} {
			sh := w.shock(make([]int, len(s.c.Instruments)))
			for _, x := range s.touched(tariffs[k]) {
				sh.Tariff[x.at] += sign * pointStep * x.by
			}
			jobs = append(jobs, &job{w: w, levels: make([]int, len(s.c.Instruments)), shock: sh, keep: true})
		}
	}
	if err := run(ctx, s.opt.Workers, jobs); err != nil {
		return err
	}
	for k, i := range tariffs {
		up, down := jobs[2*k].out, jobs[2*k+1].out
		row := WeightRow{Instrument: s.c.Instruments[i].ID, Income: map[string]float64{}}
		row.Welfare = (up.welfare[p] - down.welfare[p]) / 2
		row.addIncome(w, p, fit.Sectors, up, down)
		fit.Rows = append(fit.Rows, row)
	}
	return nil
}

// addIncome fills the slopes of a party's sectors' real incomes from two
// solves a step up and a step down.
func (row *WeightRow) addIncome(w *world, p int, sectors []string, up, down *outcome) {
	for _, code := range sectors {
		sec := w.econ.Sector(code)
		for _, n := range w.regions[p] {
			at := n*w.econ.S() + sec
			row.Income[code] += (realIncome(&up.sectors[at], &up.regions[n]) - realIncome(&down.sectors[at], &down.regions[n])) / 2
		}
	}
}

// touched is the share of each flow that a tariff instrument covers.
func (s *session) touched(i int) []change {
	w, spec := s.search, &s.c.Instruments[i]
	e, to := w.econ, owner(s.fullEcon, w.econ)
	ends := func(regions []string) []int { // without repeats, members of a bloc being one
		seen := map[int]bool{}
		var out []int
		for _, r := range regions {
			if f := s.fullEcon.Region(r); f >= 0 && !seen[to[f]] {
				seen[to[f]] = true
				out = append(out, f)
			}
		}
		return out
	}
	share := map[int]float64{}
	for _, n := range ends(s.c.Parties[s.c.Party(spec.Giver)].Regions) {
		for _, x := range ends(s.c.Parties[s.c.Party(spec.Receiver)].Regions) {
			if len(spec.Measures) == 0 {
				for _, code := range spec.Sectors {
					share[e.At(e.Sector(code), to[n], to[x])] = 1
				}
				continue
			}
			for _, d := range w.duties[partnerOf(s.fullEcon.Regions[x].Code)] {
				sec := e.Sector(d.Sector)
				if sec >= 0 && contains(spec.Measures, d.Measure) && (len(spec.Sectors) == 0 || contains(spec.Sectors, d.Sector)) {
					share[e.At(sec, to[n], to[x])] += d.Covered
				}
			}
		}
	}
	var out []change
	for _, at := range sortedInts(share) {
		out = append(out, change{at, share[at]})
	}
	return out
}

// exposure is the trade that a tariff instrument covers, by sector.
func (s *session) exposure(i int) map[string]float64 {
	w, out := s.search, map[string]float64{}
	N := w.econ.N()
	for _, x := range s.touched(i) {
		out[w.econ.Sectors[x.at/(N*N)].Code] += x.by * w.econ.Flow[x.at]
	}
	return out
}

// foremost is the sector with the largest part of an exposure, or none.
func foremost(m map[string]float64) (code string) {
	for _, k := range sortedKeys(m) {
		if code == "" || m[k] > m[code] {
			code = k
		}
	}
	return code
}

// solve finds the non-negative least-squares weights by active sets (Lawson
// and Hanson 1974): a sector whose weight would be negative is set to zero
// and the rest solved again.
func (f *WeightFit) solve() {
	active := append([]string(nil), f.Sectors...)
	value := map[string]float64{}
	for len(active) > 0 {
		a := mat.NewDense(len(f.Rows), len(active), nil)
		b := mat.NewVecDense(len(f.Rows), nil)
		for r, row := range f.Rows {
			b.SetVec(r, -row.Welfare)
			for k, code := range active {
				a.Set(r, k, row.Income[code])
			}
		}
		var x mat.VecDense
		if err := x.SolveVec(a, b); err != nil && len(f.Rows) < len(active) {
			f.Notes = append(f.Notes, "more sectors than tariffs: the smallest weights that fit are shown")
		}
		worst := -1
		for k := range active {
			if x.AtVec(k) < 0 && (worst < 0 || x.AtVec(k) < x.AtVec(worst)) {
				worst = k
			}
		}
		if worst < 0 {
			for k, code := range active {
				value[code] = x.AtVec(k)
			}
			break
		}
		f.Notes = append(f.Notes, fmt.Sprintf("%s: no weight above zero fits, so it is left at zero", active[worst]))
		active = append(active[:worst], active[worst+1:]...)
	}
	left, all := 0.0, 0.0
	for r := range f.Rows {
		row := &f.Rows[r]
		row.Left = row.Welfare
		for _, code := range f.Sectors {
			row.Left += value[code] * row.Income[code]
		}
		left += row.Left * row.Left
		all += row.Welfare * row.Welfare
	}
	if all > 0 {
		f.Fit = 1 - left/all
	}
	for _, code := range f.Sectors {
		f.Weights = append(f.Weights, Weight{Sector: code, Value: math.Round(value[code]*1e4) / 1e4,
			Source: "inverse optimum at the disagreement of the case"})
	}
}
