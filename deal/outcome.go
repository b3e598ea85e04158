package deal

import (
	"context"
	"fmt"
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
	volume             []float64 // of flows at benchmark prices; of the disagreement only
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
func (w *world) solve(ctx context.Context, sh *trade.Shock, tolerance float64, keep bool) (*outcome, error) {
	weighted := false
	for _, p := range w.c.Parties {
		weighted = weighted || len(p.Weights) > 0
	}
	opt := trade.Options{Tolerance: tolerance, Sectors: keep || weighted}
	if w.base != nil {
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

// settle solves the disagreement and keeps the volumes of its flows, which
// purchase promises are counted beyond.
func (w *world) settle(ctx context.Context, tolerance float64) error {
	sh := w.shock(make([]int, len(w.c.Instruments)))
	res, err := w.model.Solve(ctx, sh, trade.Options{Tolerance: tolerance, Sectors: true, Flows: true})
	if err != nil {
		return fmt.Errorf("the disagreement of case %s: %w", w.c.ID, err)
	}
	w.base = nil
	o, err := w.solve(ctx, sh, tolerance, true)
	if err != nil {
		return err
	}
	e := w.econ
	o.volume = append([]float64(nil), e.Flow...)
	for _, f := range res.Flows {
		s, n, i := e.Sector(f.Sector), e.Region(f.Importer), e.Region(f.Exporter)
		x := res.Sectors[i*e.S()+s]
		price := (1 + x.OutputPct/100) / (1 + x.VolumePct/100)
		if price > 0 {
			o.volume[e.At(s, n, i)] = f.NewMUSD / price
		}
	}
	w.base = o
	return nil
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
			o, err := j.w.solve(ctx, sh, j.tol, j.keep)
			if err != nil {
				errs[k] = fmt.Errorf("package %s: %w", j.w.c.describe(j.levels), err)
				continue
			}
			if !j.keep {
				o.point = nil
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

// describe names a package by the levels that differ from the disagreement.
func (c *Case) describe(levels []int) string {
	s := ""
	for i, l := range levels {
		if l > 0 {
			if s != "" {
				s += ", "
			}
			s += c.Instruments[i].ID + "=" + c.Instruments[i].Levels[l].ID
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
