package trade

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"parley/economy"
	"parley/internal/fault"
)

// Options steer a solve. The zero value is the default.
type Options struct {
	Tolerance float64 // on the scaled residual; 0 means 1e-10
	MaxSweeps int     // 0 means 2000
	Start     *Point  // warm start; nil starts at the benchmark
	Sectors   bool    // also fill Result.Sectors
	Flows     bool    // also fill Result.Flows
	// ThroughBenchmark makes a gradient's derivatives by elasticities whole
	// where the closure moves the benchmark (balanced trade, given transfers,
	// data that are no exact equilibrium): they then count what the
	// elasticity does to the benchmark, at two solves of it an elasticity.
	ThroughBenchmark bool
}

// Point is an equilibrium in changes: factor prices and sector prices and
// expenditures, in the model's own order. It serves as a warm start.
type Point struct {
	Wage        []float64 // [n] factor price, ratio to the benchmark
	Price       []float64 // [n*S+s] price of absorption, ratio
	Expenditure []float64 // [n*S+s] expenditure incl. tariffs, million USD
	Labour      []float64 // [n] labour, ratio; nil where supply is fixed
	SectorWage  []float64 // [n*S+s] factor price by sector, ratio; nil where factors move freely
	Wedge       []float64 // one for each purchase, then each quota: effective tariff, fraction
}

// Model is an economy under a closure, prepared for many solves. It is safe
// for concurrent Solve calls.
type Model struct {
	econ    *economy.Economy
	closure Closure
	bench   *benchmark // the re-solved benchmark
	pre     *preconditioner
	offset  float64 // residual at which the benchmark's own solve ended
	origin  *origin // what the benchmark was moved from; nil where it stayed
	spare   sync.Pool
}

// Economy is the benchmark the model stands on.
func (m *Model) Economy() *economy.Economy { return m.econ }

// Closure is the closure the model was made with.
func (m *Model) Closure() Closure { return m.closure }

// New prepares a model: it checks the closure and re-solves the benchmark,
// so that a shock of nothing gives exactly no change.
func New(e *economy.Economy, c Closure) (*Model, error) { return NewWithin(e, c, 0) }

// NewWithin is New for data that cannot hold exactly, printed to few digits
// for instance: a benchmark that gets no better than the tolerance is
// accepted, and BenchmarkResidual says how far it got. A tolerance below
// 1e-10 is taken as that.
func NewWithin(e *economy.Economy, c Closure, tolerance float64) (*Model, error) {
	if err := c.check(e); err != nil {
		return nil, err
	}
	if c.Name == "" {
		c.Name = "cp2015"
		if c.Balanced {
			c.Name = "balanced"
		}
	}
	raw := fromEconomy(e, &c)
	move := &Shock{} // from the transfers that the flows imply to the closure's
	if c.Balanced || c.Transfers != nil {
		move.Transfer = make([]float64, raw.n)
		for n, t := range raw.transfer {
			move.Transfer[n] = -t
			if c.Transfers != nil {
				move.Transfer[n] += c.Transfers[n]
			}
		}
	}
	for n := range raw.n {
		spend := raw.outlay(n)
		if move.Transfer != nil {
			spend += move.Transfer[n]
		}
		if raw.income[n] > 0 && spend <= 0 {
			return nil, fault.Unsolved("region "+e.Regions[n].Code, "use the balanced closure, or mend the economy's balances",
				"income %.4g, revenue %.4g and transfers %.4g million leave nothing to spend", raw.income[n], raw.revenue(n), raw.transfer[n])
		}
	}
	m := &Model{econ: e, closure: c, bench: raw, pre: raw.precondition()}
	k := newKernel(raw, m.pre, 0)
	end := k.settle(move, tolerance)
	if !end.converged {
		if why, _ := m.insolvent(k, move); why != "" {
			return nil, fault.Unsolved("benchmark of "+e.Name, "use closure cp2015, or mend the economy's balances", "re-solving it under closure %s: %s", c.Name, why)
		}
		return nil, fault.Unsolved("benchmark of "+e.Name, "check the economy (parley economy check) for balances that cannot hold, or ask for less with a larger tolerance",
			"re-solving it under closure %s stopped at residual %.2g after %d sweeps, worst in %s", c.Name, end.residual, end.sweeps, m.worst(k))
	}
	m.bench, m.offset = raw.rebase(k), end.residual
	m.bench.bind(c.Mobility)
	if move.Transfer != nil || end.sweeps > 1 {
		m.origin = &origin{raw, move, m.pre, k.point()}
		m.pre = m.bench.precondition()
	} else if m.pre != nil {
		m.pre.frozen = freeze(m.bench)
	}
	return m, nil
}

// BenchmarkResidual is the largest residual of the re-solved benchmark.
func (m *Model) BenchmarkResidual() float64 { return m.offset }

// benchmarkTolerance is the residual to which the benchmark is re-solved:
// close to rounding, since every result is measured from it.
const benchmarkTolerance = 1e-13

// benchmarkAccepted is the residual at which a re-solved benchmark that gets
// no better is still taken, whatever the tolerance.
const benchmarkAccepted = 1e-10

// settle solves the benchmark itself as closely as it allows, down to the
// tolerance. Only a solve of the whole move counts, never a part of it.
func (k *kernel) settle(move *Shock, tolerance float64) ending {
	var end ending
	sweeps := 0
	for _, want := range []float64{benchmarkTolerance, benchmarkAccepted, tolerance / 100, tolerance} {
		if want < benchmarkAccepted && sweeps > 0 {
			continue
		}
		end = k.solve(context.Background(), move, nil, want, 2000)
		sweeps += end.sweeps
		if end.converged {
			break
		}
	}
	end.sweeps = sweeps
	return end
}

// outOfReach names a purchase that no subsidy can meet.
func (m *Model) outOfReach(k *kernel) string {
	for i := range k.wedges {
		w := &k.wedges[i]
		if !k.leads(i) || w.capped || w.z > w.low {
			continue
		}
		if w.all < w.target*(1-1e-6) {
			importer, exporter, sector, before := m.named(k.wedges[i:w.last])
			return fmt.Sprintf("%s of %s from %s: the target of %s million is out of reach: a subsidy of %g percent of the price with the tariff brings %s million, from %s in the benchmark",
				importer, sector, exporter, amount(w.target), 100*(1-lowestPrice), amount(w.all), amount(before))
		}
	}
	return ""
}

// named gives the codes of a group of wedges, each once, joined by a plus, and
// what its flows are worth in the benchmark.
func (m *Model) named(group []wedge) (importer, exporter, sector string, before float64) {
	var of [3][]string
	for i := range group {
		w := &group[i]
		for j, code := range []string{m.econ.Regions[w.n].Code, m.econ.Regions[w.i].Code, m.econ.Sectors[w.s].Code} {
			if !slices.Contains(of[j], code) {
				of[j] = append(of[j], code)
			}
		}
		before += m.bench.before([]Route{{w.n, w.i, w.s}})
	}
	return strings.Join(of[0], "+"), strings.Join(of[1], "+"), strings.Join(of[2], "+"), before
}

// broke names a region whose transfers have eaten up its income, if that is
// why no equilibrium was found.
func (m *Model) broke(k *kernel) string {
	for n, out := range k.outlay {
		if own := k.outlay[n] - k.transfer[n]; k.transfer[n] < 0 && out < 0.05*own {
			return fmt.Sprintf("%s must pay %.4g million abroad of an income of %.4g million, which leaves nothing to spend (the balanced closure has no such payment); ",
				m.econ.Regions[n].Code, -k.transfer[n], own)
		}
	}
	return ""
}

// kernel takes scratch from the pool, or makes it.
func (m *Model) kernel(wedges int) *kernel {
	if k, ok := m.spare.Get().(*kernel); ok && k.fit(wedges) {
		return k
	}
	return newKernel(m.bench, m.pre, wedges)
}

// Solve finds the equilibrium under a shock and verifies it. A solve that
// does not converge returns a Result with status, residuals and reason, and
// an error of kind fault.NoSolution.
func (m *Model) Solve(ctx context.Context, sh *Shock, opt Options) (*Result, error) {
	sh, err := m.take(sh)
	if err != nil {
		return nil, err
	}
	res, k, err := m.solve(ctx, sh, opt)
	if k != nil {
		defer m.spare.Put(k)
	}
	if err != nil {
		return res, err
	}
	m.report(k, sh, res, opt)
	return res, nil
}

// solve solves and verifies without reporting. The kernel that it gives
// holds the last sweep; the caller puts it back.
func (m *Model) solve(ctx context.Context, sh *Shock, opt Options) (*Result, *kernel, error) {
	res, k, err := m.solveOnly(ctx, sh, opt)
	if err != nil {
		return res, k, err
	}
	res.Point = k.point()
	rep, err := m.Verify(sh, res.Point)
	if err != nil {
		return nil, k, err
	}
	limit := max(verifySlack*opt.tolerance(), verifyFloor)
	if res.Residual > opt.tolerance() { // as close as rounding lets it come
		limit = max(limit, roundingSlack*res.Residual)
	}
	res.Residual = rep.Worst
	res.Dropped = rep.Dropped
	if !(rep.Worst <= limit) {
		res.Reason = fmt.Sprintf("the solver says converged, but the independent check finds %.2g in %s", rep.Worst, rep.Where)
		return res, k, fault.Unsolved("trade solve", "report this case", "%s", res.Reason)
	}
	if rep.Insolvent != "" {
		res.Status, res.Reason = Refused, rep.Insolvent+": no equilibrium"
		return res, k, fault.Unsolved("trade solve", "apply a smaller shock", "%s", res.Reason)
	}
	res.Status = Converged
	return res, k, nil
}

// tolerance is the residual asked for, or the default.
func (o Options) tolerance() float64 {
	if o.Tolerance == 0 {
		return 1e-10
	}
	return o.Tolerance
}

// solveOnly solves without the independent check, for searches that verify
// what they find.
func (m *Model) solveOnly(ctx context.Context, sh *Shock, opt Options) (*Result, *kernel, error) {
	tol, sweeps := opt.tolerance(), opt.MaxSweeps
	if sweeps == 0 {
		sweeps = 2000
	}
	k := m.kernel(sh.unknownWedges())
	end := k.solve(ctx, sh, opt.Start, tol, sweeps)
	k.used = end.sweeps
	if err := ctx.Err(); err != nil {
		return nil, k, err
	}
	res := &Result{
		Status: NotConverged, Residual: end.residual, Work: Work{Sweeps: end.sweeps},
		Economy: m.econ.Name, Closure: m.closure.Name, Closes: m.closure.Title(), Year: m.econ.Year,
	}
	if m.offset > benchmarkAccepted {
		res.Benchmark = m.offset
	}
	if !end.converged {
		res.Point = k.point()
		if why, remedy := m.insolvent(k, sh); why != "" {
			res.Status, res.Reason = Refused, why
			return res, k, fault.Unsolved("trade solve", remedy, "%s", why)
		}
		res.Reason = m.broke(k) + fmt.Sprintf("residual %.2g after %d sweeps, wanted %.0e; worst in %s", end.residual, end.sweeps, tol, m.worst(k))
		remedy := "apply a smaller shock"
		switch {
		case end.residual <= nearly:
			remedy = "ask for less with a larger tolerance"
		case k.edge != nil:
			res.Reason += "; " + m.followed(k.edge, sh)
		default:
			res.Reason += "; no part of the shock could be followed"
		}
		return res, k, fault.Unsolved("trade solve", remedy, "%s", res.Reason)
	}
	k.snapWedges()
	if why := m.outOfReach(k); why != "" {
		res.Status, res.Reason = Refused, why
		return res, k, fault.Unsolved("trade solve", "ask for less, or name a flow with more trade in the benchmark", "%s", why)
	}
	return res, k, nil
}

// nearly is the residual below which a solve that stopped was stopped by
// rounding, so that a larger tolerance takes it.
const nearly = 1e-7

// The verifier scales each condition by its own level and recomputes it in
// other terms, so its worst residual may be a small multiple of the solver's.
// Where rounding stopped the solver short of the tolerance, the multiple is
// larger: a budget that subsidies nearly eat up is a small difference of
// large numbers.
const (
	verifySlack   = 50
	verifyFloor   = 1e-11
	roundingSlack = 200
)
