package deal

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"parley/trade"
)

// outcome is one solved package: money each party gains against the
// benchmark in each reading, trade values only. Million USD a year.
type outcome struct {
	welfare, political []float64 // by party
	residual           float64
	regions            []trade.RegionResult
	sectors            []trade.SectorResult // when kept
	wedges             []trade.WedgeResult
	point              *trade.Point
	volume             map[int]float64 // of the flows asked for, at benchmark prices; of the disagreement only
}

// value is what the outcome gives a party in a reading.
func (o *outcome) value(r Reading, p int) float64 {
	if r == Political {
		return o.political[p]
	}
	return o.welfare[p]
}

// searchTolerance is that of the solves packages are compared by. Welfare is
// about 1e7 million USD, so it stands for about 0.1 million.
const searchTolerance = 1e-8

// solve values one package in the world. keep also keeps sectors.
func (w *world) solve(ctx context.Context, sh *trade.Shock, tolerance float64, keep bool, start *trade.Point) (*outcome, error) {
	weighted := false
	for _, p := range w.c.Parties {
		weighted = weighted || len(p.Weights) > 0
	}
	opt := trade.Options{Tolerance: tolerance, Sectors: keep || weighted, Start: start}
	if start == nil && w.base != nil {
		opt.Start = w.base.point
	}
	res, err := w.model.Solve(ctx, sh, opt)
	if err != nil {
		return nil, err
	}
	o := &outcome{residual: res.Residual, wedges: res.Wedges, point: res.Point, regions: res.Regions,
		welfare: make([]float64, len(w.c.Parties)), political: make([]float64, len(w.c.Parties))}
	if keep {
		o.sectors = res.Sectors
	}
	S := w.econ.S()
	for p, party := range w.c.Parties {
		for _, n := range w.regions[p] {
			o.welfare[p] += res.Regions[n].WelfareMUSD
			o.political[p] += res.Regions[n].WelfareMUSD
			for _, weight := range party.Weights {
				if s := w.econ.Sector(weight.Sector); s >= 0 {
					o.political[p] += weight.Value * realIncome(&res.Sectors[n*S+s], &res.Regions[n])
				}
			}
		}
	}
	return o, nil
}

// realIncome is the change of what a sector's factors earn, in million USD
// at the benchmark's cost of living. Value added is a fixed share of output
// in the model, so it moves with nominal output.
func realIncome(s *trade.SectorResult, r *trade.RegionResult) float64 {
	return s.ValueAddedMUSD * ((1+s.OutputPct/100)/(1+r.CPIPct/100) - 1)
}

// settle solves the disagreement and keeps the volumes of the flows that
// purchase promises and quotas are counted on. A promise of next to nothing
// never binds, and the solve then reports the volume of its flow.
func (w *world) settle(ctx context.Context, tolerance float64) error {
	e := w.econ
	N := e.N()
	sh := w.shock(make([]int, len(w.c.Instruments)))
	asked := map[int]float64{}
	for _, levels := range w.levers {
		for _, lv := range levels {
			for _, x := range lv.buy {
				for _, at := range x.flows {
					asked[at] = x.by
				}
			}
			for _, x := range lv.quota {
				asked[x.at] = x.volume
			}
		}
	}
	flows := sortedInts(asked)
	for _, at := range flows {
		sh.Purchases = append(sh.Purchases, trade.Purchase{Sector: at / (N * N), Importer: at / N % N, Exporter: at % N, Target: 1e-6 * e.Flow[at]})
	}
	w.base = nil
	o, err := w.solve(ctx, sh, tolerance, true, nil)
	if err != nil {
		return fmt.Errorf("the disagreement of case %s: %w", w.c.ID, err)
	}
	o.volume = map[int]float64{}
	for k, at := range flows {
		o.volume[at] = o.wedges[k].VolumeMUSD
	}
	o.wedges = nil
	o.point.Wedge = nil
	w.base = o
	return nil
}

// near guesses the equilibrium of a package from those of its items alone:
// changes multiply. It is only where a solve starts; nil starts at the
// disagreement.
func (w *world) near(levels []int) *trade.Point {
	if w.alone == nil || w.base == nil {
		return nil
	}
	base := w.base.point
	var p *trade.Point
	scale := func(to, of, by []float64) {
		for k := range to {
			if by[k] > 0 {
				to[k] *= of[k] / by[k]
			}
		}
	}
	for i, l := range levels {
		if l == 0 || w.alone[i] == nil || w.alone[i][l] == nil {
			continue
		}
		if p == nil {
			p = &trade.Point{Wage: append([]float64(nil), base.Wage...), Price: append([]float64(nil), base.Price...),
				Expenditure: append([]float64(nil), base.Expenditure...), Labour: base.Labour}
		}
		x := w.alone[i][l].point
		scale(p.Wage, x.Wage, base.Wage)
		scale(p.Price, x.Price, base.Price)
		scale(p.Expenditure, x.Expenditure, base.Expenditure)
	}
	return p
}

// job asks for one package in one world.
type job struct {
	w      *world
	levels []int
	keep   bool
	tol    float64
	shock  *trade.Shock // instead of levels
	out    *outcome
}

// run solves all jobs on the workers asked for. Results do not depend on
// their number: every job starts from its world's disagreement.
func run(ctx context.Context, workers int, jobs []*job) error {
	if workers < 1 {
		workers = 1
	}
	errs := make([]error, len(jobs))
	var next atomic.Int64
	work := func() {
		for {
			k := int(next.Add(1)) - 1
			if k >= len(jobs) {
				return
			}
			j := jobs[k]
			sh := j.shock
			if sh == nil {
				sh = j.w.shock(j.levels)
			}
			o, err := j.w.solve(ctx, sh, j.tol, j.keep, j.w.near(j.levels))
			if err != nil {
				errs[k] = fmt.Errorf("package %s: %w", j.w.c.describe(j.levels), err)
				continue
			}
			j.out = o
		}
	}
	if workers == 1 {
		work()
	} else {
		var wg sync.WaitGroup
		for range workers {
			wg.Add(1)
			go func() { defer wg.Done(); work() }()
		}
		wg.Wait()
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// sortLevels puts packages in a fixed order.
func sortLevels(list [][]int) {
	slices.SortFunc(list, func(a, b []int) int { return slices.Compare(a, b) })
}

// describe names a package by the levels that differ from the disagreement.
func (c *Case) describe(levels []int) string {
	s := ""
	for i, l := range levels {
		if l > 0 {
			if s != "" {
				s += ", "
			}
			s += c.say(i, l)
		}
	}
	if s == "" {
		return "no change"
	}
	return s
}

// pack turns level indices into a Package.
func (c *Case) pack(levels []int) Package {
	p := Package{}
	for i, l := range levels {
		p[c.Instruments[i].ID] = c.Instruments[i].Levels[l].ID
	}
	return p
}
