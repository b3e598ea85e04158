package trade

import (
	"context"

	"parley/economy"
)

// Closure says which equations close the model. The zero value is Caliendo
// and Parro's: transfers fixed at the benchmark deficits in the world's
// numeraire share, tariff revenue lump-sum, labour fixed, input-output on.
type Closure struct {
	Name string // as asked for; "" is "cp2015"
	// Balanced sets all transfers to zero: the benchmark is first re-solved
	// without them, and the shock is measured from there (Ossa 2014).
	Balanced bool
}

// Options steer a solve. The zero value is the default.
type Options struct {
	Tolerance float64 // on the scaled residual; 0 means 1e-10
	MaxSweeps int     // 0 means 2000
	Start     *Point  // warm start; nil starts at the benchmark
	Sectors   bool    // also fill Result.Sectors
}

// Point is an equilibrium in changes: factor prices and sector prices and
// expenditures, in the model's own order. It serves as a warm start.
type Point struct {
	Wage        []float64 // [n] factor price, ratio to the benchmark
	Price       []float64 // [n*S+s] price of absorption, ratio
	Expenditure []float64 // [n*S+s] expenditure incl. tariffs, million USD
}

// Model is an economy under a closure, prepared for many solves. It is safe
// for concurrent Solve calls.
type Model struct {
	econ    *economy.Economy
	closure Closure
}

// Economy is the benchmark the model stands on.
func (m *Model) Economy() *economy.Economy { return m.econ }

// New prepares a model: it checks the closure and re-solves the benchmark,
// so that a shock of nothing gives exactly no change.
func New(e *economy.Economy, c Closure) (*Model, error) { panic("unfinished") }

// Solve finds the equilibrium under a shock and verifies it. A solve that
// does not converge returns a Result with status, residuals and reason, and
// an error of kind fault.NoSolution.
func (m *Model) Solve(ctx context.Context, sh *Shock, opt Options) (*Result, error) {
	panic("unfinished")
}
