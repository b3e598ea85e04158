package trade

import (
	"context"
	"fmt"
	"math"
	"slices"

	"parley/internal/fault"
	"parley/internal/numeric"
)

// By says which tariffs of a player move together.
type By string

// The ways to group tariffs.
const (
	Uniform   By = "uniform" // one tariff on all imports of goods
	ByPartner By = "partner" // one a partner
	BySector  By = "sector"  // one a sector
	ByFlow    By = "flow"    // one a partner and sector
)

// Player sets the tariffs on its own imports of goods.
type Player struct {
	Regions []int // one region, or the members of a customs union, which set one tariff together
	By      By
	// Low and High bound the tariffs, fractions. Both zero means -0.5 to 3.
	Low, High float64
	// Joint lets the regions set tariffs on each other too, each its own: the
	// cooperative tariffs of several governments instead of those of a union.
	Joint bool
	// Weights are what the player cares for: the weight of each region's
	// welfare; nil is its own regions, by final expenditure.
	Weights []float64
}

// Tariff is one tariff that a player chose.
type Tariff struct {
	Name        string  `json:"name"` // partner, sector or both
	Pct         float64 `json:"tariff_pct"`
	ImportsMUSD float64 `json:"imports_musd"` // benchmark
	Gradient    float64 `json:"gradient"`     // of the player's welfare in percent by one point of this tariff
	AtBound     bool    `json:"at_bound,omitempty"`
}

// Choice is the best tariffs of a player against what the others do, with
// the evidence for it.
type Choice struct {
	Player      string   `json:"player"`
	By          By       `json:"by"`
	WelfarePct  float64  `json:"welfare_pct"` // of the player, from the benchmark
	Tariffs     []Tariff `json:"tariffs"`     // largest imports first
	MeanPct     float64  `json:"mean_pct"`    // weighted by benchmark imports
	Converged   bool     `json:"converged"`   //
	PromisePct  float64  `json:"promise_pct"` // welfare that the projected gradient still promises
	ProbesPct   float64  `json:"probes_pct"`  // best change of welfare among moves of one tariff by a point, verified by full solves; negative at an optimum
	FlatPct     float64  `json:"flat_pct"`    // points of uniform change around the optimum that cost less than 0.001 percent of welfare
	Evaluations int      `json:"evaluations"` // solves with gradient
	Passes      int      `json:"passes"`      // sweeps and transposed passes in all
	Check       string   `json:"check"`       // the evidence in words
	controls    [][]int  // flows of each tariff
	values      []float64
}

// game evaluates players' welfare and its gradient on one kernel.
type game struct {
	m      *Model
	opt    Options
	last   *Point
	passes int
}

// player lists the controls of a player: the flows of each tariff.
type player struct {
	Player
	name     string
	controls [][]int
	names    []string
	imports  []float64
	out      Outcome
	scale    []float64
}

// player lays out the controls of a player.
func (m *Model) player(p Player) (*player, error) {
	e := m.econ
	N, S := e.N(), e.S()
	if len(p.Regions) == 0 {
		return nil, fault.Misuse("name a region", "no player")
	}
	if p.Low == 0 && p.High == 0 {
		p.Low, p.High = -0.5, 3
	}
	if !(p.Low > -1) || !(p.High > p.Low) {
		return nil, fault.Misuse("give bounds above -100 percent with the upper above the lower", "tariff bounds %g to %g percent", 100*p.Low, 100*p.High)
	}
	own := make([]bool, N)
	pl := &player{Player: p}
	for _, n := range p.Regions {
		own[n] = true
		if pl.name != "" {
			pl.name += "+"
		}
		pl.name += e.Regions[n].Code
	}
	pl.out = Outcome{Measure: WelfareMUSD, Weights: p.Weights}
	if p.Weights == nil {
		pl.out = Outcome{Measure: Welfare, Weights: make([]float64, N)}
		total := 0.0
		for _, n := range p.Regions {
			total += m.bench.outlay(n)
		}
		for _, n := range p.Regions {
			pl.out.Weights[n] = m.bench.outlay(n) / total
		}
	}
	index := map[string]int{}
	for s := range S {
		if e.Sectors[s].Kind == "services" {
			continue
		}
		for i := range N {
			if own[i] && !p.Joint {
				continue
			}
			name := ""
			switch p.By {
			case Uniform:
				name = "all imports"
			case ByPartner:
				name = e.Regions[i].Code
			case BySector:
				name = e.Sectors[s].Code
			case ByFlow:
				name = e.Regions[i].Code + " " + e.Sectors[s].Code
			default:
				return nil, fault.Misuse("use uniform, partner, sector or flow", "unknown grouping %q", p.By)
			}
			for _, n := range p.Regions {
				f := e.At(s, n, i)
				if n == i {
					continue
				}
				key := name
				if p.Joint {
					key = e.Regions[n].Code + " on " + name
				}
				z := m.bench.share[f] * m.bench.spending[n*S+s] / (1 + m.bench.tariff[f])
				if z == 0 {
					continue
				}
				j, ok := index[key]
				if !ok {
					j = len(pl.controls)
					index[key] = j
					pl.controls = append(pl.controls, nil)
					pl.names = append(pl.names, key)
					pl.imports = append(pl.imports, 0)
					pl.scale = append(pl.scale, 0)
				}
				pl.controls[j] = append(pl.controls[j], f)
				pl.imports[j] += z
				// Welfare falls with the square of a tariff about as imports
				// times the elasticity.
				pl.scale[j] += z * m.bench.theta[s]
			}
		}
	}
	if len(pl.controls) == 0 {
		return nil, fault.Bad("player "+pl.name, "name a region with imports of goods", "there is nothing to put a tariff on")
	}
	total := 0.0
	for n, w := range pl.out.Weights {
		if w > 0 {
			total += m.bench.outlay(n)
		}
	}
	unit := 100.0
	if p.Weights != nil {
		unit = total
	}
	for j := range pl.scale {
		pl.scale[j] *= unit / total
	}
	return pl, nil
}

// apply writes the tariffs of a player into a shock.
func (pl *player) apply(sh *Shock, x []float64) {
	for j, flows := range pl.controls {
		for _, f := range flows {
			sh.Tariff[f] = x[j]
		}
	}
}

// read takes the tariffs of a player from a shock: the mean over the flows
// of each control, weighted equally.
func (pl *player) read(sh *Shock) []float64 {
	x := make([]float64, len(pl.controls))
	for j, flows := range pl.controls {
		for _, f := range flows {
			x[j] += sh.Tariff[f] / float64(len(flows))
		}
		x[j] = math.Min(math.Max(x[j], pl.Low), pl.High)
	}
	return x
}

// evaluate gives a player's welfare and its gradient by the player's
// tariffs.
func (g *game) evaluate(ctx context.Context, pl *player, sh *Shock, grad []float64) (float64, error) {
	opt := g.opt
	opt.Start = g.last
	_, k, err := g.m.solveOnly(ctx, sh, opt)
	if k != nil {
		defer g.m.spare.Put(k)
	}
	if err != nil {
		return 0, err
	}
	g.last = k.point()
	g.passes += k.used
	a := newAdjoint(k, newSeeds(k.b.n, k.b.s))
	value := g.m.seed(k, pl.out, &a.seed)
	if grad == nil {
		return value, nil
	}
	gr := &Gradient{}
	if err := a.solve(gr); err != nil {
		return 0, err
	}
	g.passes += gr.Passes
	for j, flows := range pl.controls {
		grad[j] = 0
		for _, f := range flows {
			grad[j] += a.byTariff(f)
		}
	}
	return value, nil
}

// bounded sets up the minimisation of a player.
func (pl *player) bounded(tol float64, most int) *numeric.Bounded {
	n := len(pl.controls)
	b := &numeric.Bounded{Low: make([]float64, n), High: make([]float64, n), Scale: pl.scale, Tolerance: tol, Most: most}
	for j := range n {
		b.Low[j], b.High[j] = pl.Low, pl.High
	}
	return b
}

// respond finds the best tariffs of a player against sh, and writes them
// into sh.
func (g *game) respond(ctx context.Context, pl *player, sh *Shock, tol float64, most int, say func(int, float64, float64)) (numeric.Minimum, error) {
	b := pl.bounded(tol, most)
	if say != nil {
		b.Progress = func(evals int, value, promise float64) { say(evals, -value, promise) }
	}
	var failure error
	end := b.Run(ctx, pl.read(sh), func(x, grad []float64) (float64, bool) {
		pl.apply(sh, x)
		v, err := g.evaluate(ctx, pl, sh, grad)
		if err != nil {
			failure = err
			return 0, false
		}
		for j := range grad {
			grad[j] = -grad[j]
		}
		return -v, true
	})
	if err := ctx.Err(); err != nil {
		return end, err
	}
	if math.IsInf(end.Promise, 1) {
		return end, failure
	}
	pl.apply(sh, end.X)
	return end, nil
}

// optimumTolerance is the welfare, in percent, that the projected gradient
// may still promise at a reported optimum.
const optimumTolerance = 1e-9

// searchTolerance is the residual of solves in a search: small enough that
// differences of welfare near an optimum are not noise.
const searchTolerance = 1e-12

// Optimum finds the tariffs of a player that are best for it against a
// shock (what the others do), from the shock's own tariffs. The result is
// re-solved, verified and probed before it is reported.
func (m *Model) Optimum(ctx context.Context, sh *Shock, p Player, opt Options, say func(evaluations int, value, promise float64)) (*Choice, *Result, error) {
	pl, err := m.player(p)
	if err != nil {
		return nil, nil, err
	}
	if err := sh.check(m.econ); err != nil {
		return nil, nil, err
	}
	at := m.dense(sh)
	g := &game{m: m, opt: opt}
	if g.opt.Tolerance == 0 {
		g.opt.Tolerance = searchTolerance
	}
	end, err := g.respond(ctx, pl, at, optimumTolerance, 400, say)
	if err != nil {
		return nil, nil, err
	}
	c, err := g.choice(ctx, pl, at, end)
	if err != nil {
		return nil, nil, err
	}
	res, err := m.Solve(ctx, at, g.opt)
	if err != nil {
		return nil, res, err
	}
	if !c.Converged {
		return c, res, fault.Unsolved("optimum of "+pl.name, "give other bounds, or fewer tariffs (--by partner, --by uniform)",
			"stopped after %d evaluations with %.2g percent of welfare still promised", end.Evaluations, end.Promise)
	}
	return c, res, nil
}

// dense is a shock with its own tariff array.
func (m *Model) dense(sh *Shock) *Shock {
	c := sh.settled(m.bench).Clone()
	if sh.Tariff == nil {
		c.Tariff = append([]float64(nil), m.econ.Tariff...)
	}
	return c
}

// choice gathers the evidence on a player's tariffs.
func (g *game) choice(ctx context.Context, pl *player, sh *Shock, end numeric.Minimum) (*Choice, error) {
	c := &Choice{Player: pl.name, By: pl.By, Converged: end.Converged, PromisePct: end.Promise,
		Evaluations: end.Evaluations, controls: pl.controls, values: end.X}
	value := -end.Value
	c.WelfarePct = value
	total := 0.0
	for j, t := range end.X {
		bound := t <= pl.Low || t >= pl.High
		c.Tariffs = append(c.Tariffs, Tariff{Name: pl.names[j], Pct: 100 * t, ImportsMUSD: pl.imports[j], Gradient: -end.Gradient[j] / 100, AtBound: bound})
		c.MeanPct += 100 * t * pl.imports[j]
		total += pl.imports[j]
	}
	c.MeanPct /= total
	order := make([]int, len(end.X))
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case pl.imports[a] > pl.imports[b]:
			return -1
		case pl.imports[a] < pl.imports[b]:
			return 1
		}
		return 0
	})
	sorted := make([]Tariff, len(order))
	for r, j := range order {
		sorted[r] = c.Tariffs[j]
	}
	c.Tariffs = sorted
	if err := g.probe(ctx, pl, sh, end.X, order, value, c); err != nil {
		return nil, err
	}
	c.Passes = g.passes
	c.Check = fmt.Sprintf("projected gradient promises %.1e percent more; moving any of the %d largest tariffs by a point changes welfare by at most %+.1e percent; a uniform move of %.1f points costs 0.001 percent",
		c.PromisePct, min(probes, len(order)), c.ProbesPct, c.FlatPct)
	return c, nil
}

// probes is the number of tariffs that are moved by a point to check an
// optimum by full solves.
const probes = 5

// probe moves single tariffs by a point and all by one point.
func (g *game) probe(ctx context.Context, pl *player, sh *Shock, x []float64, order []int, value float64, c *Choice) error {
	trial := slices.Clone(x)
	defer pl.apply(sh, x)
	best := math.Inf(-1)
	try := func() (float64, error) {
		pl.apply(sh, trial)
		v, err := g.evaluate(ctx, pl, sh, nil)
		copy(trial, x)
		return v - value, err
	}
	for _, j := range order[:min(probes, len(order))] {
		for _, d := range []float64{-0.01, 0.01} {
			if t := x[j] + d; t < pl.Low || t > pl.High {
				continue
			}
			trial[j] += d
			v, err := try()
			if err != nil {
				return err
			}
			best = math.Max(best, v)
		}
	}
	if !math.IsInf(best, -1) {
		c.ProbesPct = best
	}
	worst := 0.0
	for _, d := range []float64{-0.01, 0.01} {
		for j := range trial {
			trial[j] = math.Min(math.Max(x[j]+d, pl.Low), pl.High)
		}
		v, err := try()
		if err != nil {
			return err
		}
		worst = math.Min(worst, v)
	}
	if worst < 0 { // welfare falls with the square of the move
		c.FlatPct = math.Sqrt(0.001 / -worst)
	}
	return nil
}
