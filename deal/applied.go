package deal

import (
	"context"
	"fmt"

	"parley/economy"
	"parley/internal/fault"
	"parley/trade"
)

// smallestTariff is the average applied tariff, a fraction, below which a
// sector is taken as free: what is left of it are single lines.
const smallestTariff = 0.005

// AppliedWeights finds the political weights that explain the tariffs which a
// party applies to all partners in the benchmark, sector by sector.
//
// Such tariffs are bound in rounds of negotiation, so they are no best
// response to anybody: raising them would pay. What they can reveal is what is
// left when countries have bargained the effects on each other away. At
// politically optimal tariffs (Bagwell and Staiger 1999, American Economic
// Review 89(1), section II) no small change raises the welfare of all countries
// together plus the party's weights on its own sectors:
//
//	dV/dt_j + sum_s w_s dY_s/dt_j = 0, V the sum of all regions' welfare,
//
// one condition for each sector with a tariff worth the name. Without weights
// the answer would be free trade; the weights say what a dollar of each
// sector's income must be worth for the tariff to stand. They are non-negative
// least squares as in Weights, and hang on the closeness of the tariffs in the
// benchmark to those meant: of 2017 outside the United States.
func AppliedWeights(ctx context.Context, c *Case, in Inputs, opt Options, party string, sectors []string) (*WeightFit, error) {
	s, p, err := weigh(ctx, c, in, opt, party)
	if err != nil {
		return nil, err
	}
	w := s.search
	e := w.econ
	rows, rates := w.protected(p)
	if len(rows) == 0 {
		return nil, fault.Unsolved("case "+c.ID, "leave its weights at zero and say so", "%s applies no tariff of %.1f %% or more on any industry of %s, so nothing reveals its weights", c.Parties[p].Name, 100*smallestTariff, e.Name)
	}
	if len(sectors) == 0 { // those protected more than most, so that there are fewer weights than tariffs
		mean := 0.0
		for _, t := range rates {
			mean += t / float64(len(rates))
		}
		for n, k := range rows {
			if rates[n] > mean {
				sectors = append(sectors, e.Sectors[k].Code)
			}
		}
	}
	for _, code := range sectors {
		if e.Sector(code) < 0 {
			return nil, fault.Missing("sectors", "parley economy show "+e.Name+" lists them", "the economy has no sector %q", code)
		}
	}
	fit := &WeightFit{Party: party, Basis: "applied", Sectors: sectors}
	var jobs []*job
	none := make([]int, len(c.Instruments))
	for _, k := range rows {
		for _, sign := range []float64{1, -1} {
			sh := &trade.Shock{Tariff: append([]float64(nil), e.Tariff...)}
			for _, at := range w.bought(p, k) {
				sh.Tariff[at] += sign * pointStep
			}
			jobs = append(jobs, &job{w: w, levels: none, shock: sh, keep: true})
		}
	}
	if err := run(ctx, opt.Workers, jobs); err != nil {
		return nil, err
	}
	for n, k := range rows {
		up, down := jobs[2*n].out, jobs[2*n+1].out
		row := WeightRow{Instrument: e.Sectors[k].Code, TariffPct: 100 * rates[n], Income: map[string]float64{}}
		for r := range up.regions {
			row.Welfare += (up.regions[r].WelfareMUSD - down.regions[r].WelfareMUSD) / 2
		}
		row.addIncome(w, p, sectors, up, down)
		fit.Rows = append(fit.Rows, row)
	}
	fit.solve()
	for k := range fit.Weights {
		fit.Weights[k].Source = "politically optimal tariffs at the applied rates of the benchmark"
	}
	fit.judge()
	fit.Notes = append(fit.Notes, fmt.Sprintf("read from average applied tariffs of %d industries, as of the benchmark %s", len(rows), e.Name))
	return fit, nil
}

// protected lists the goods sectors on which a party applies a tariff worth
// the name to the rest of the world, with the trade-weighted rate.
func (w *world) protected(p int) (sectors []int, rates []float64) {
	e := w.econ
	for k, sec := range e.Sectors {
		if sec.Kind == economy.Services {
			continue
		}
		paid, bought := 0.0, 0.0
		for _, at := range w.bought(p, k) {
			paid += e.Flow[at] * e.Tariff[at]
			bought += e.Flow[at]
		}
		if bought > 0 && paid/bought >= smallestTariff {
			sectors, rates = append(sectors, k), append(rates, paid/bought)
		}
	}
	return sectors, rates
}

// bought lists the flows of a sector into a party from outside it.
func (w *world) bought(p, sector int) []int {
	e := w.econ
	own := map[int]bool{}
	for _, n := range w.regions[p] {
		own[n] = true
	}
	var out []int
	for _, n := range w.regions[p] {
		for i := range e.Regions {
			if at := e.At(sector, n, i); !own[i] && e.Flow[at] > 0 {
				out = append(out, at)
			}
		}
	}
	return out
}
