package economy

import (
	"fmt"
	"math"
	"strings"

	"parley/internal/fault"
)

// Check is the answer of one test of a benchmark economy.
type Check struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"` // the worst deviation found
	Limit float64 `json:"limit"` // what is allowed
	OK    bool    `json:"ok"`
	// Hard says that the economy cannot be used when the check fails. A soft
	// check that fails is a warning: the benchmark is inexact and a model
	// must re-solve it first.
	Hard  bool   `json:"hard"`
	Where string `json:"where,omitempty"` // region and sector of the worst deviation
	Means string `json:"means"`           // what the value is, in words, with its unit
}

// Limits of the checks. Shares given with six decimals over fifty sectors
// add up to within 5e-5; a column off by more than shareLimit is an error of
// the table, not of its rounding.
const (
	shareLimit = 1e-4
	gapLimit   = 1e-6
	// Published coefficients may be slightly negative, where by-products were
	// taken out of inputs; a share below this is an error.
	leastInput = -0.05
)

// Check tests the identities of the economy, in a fixed order. Sizes are
// tested first; when an array has the wrong length the other tests are left
// out.
func (e *Economy) Check() []Check {
	if c := e.checkSizes(); !c.OK {
		return []Check{c}
	}
	out := []Check{e.checkSizes(), e.checkNumbers(), e.checkNames()}
	for _, c := range out {
		if !c.OK {
			return out
		}
	}
	a := e.Accounts()
	return append(out,
		e.checkColumns(a),
		e.checkFinalShares(a),
		e.checkElasticities(),
		e.checkTariffs(),
		e.checkTransfers(a),
		e.checkSpending(a),
		e.checkMarkets(a),
		e.checkBudget(a),
		e.checkOwnTariffs(),
		e.checkNegativeInputs(),
	)
}

// Validate refuses an economy whose hard identities do not hold: it returns
// a fault.BadInput error that names every failed one with its place and
// number, or nil.
func (e *Economy) Validate() error {
	var bad []string
	for _, c := range e.Check() {
		if !c.OK && c.Hard {
			bad = append(bad, c.sentence())
		}
	}
	if len(bad) == 0 {
		return nil
	}
	return fault.Bad("economy "+e.Name, "correct the table; parley economy check shows every test", "%s", strings.Join(bad, "; "))
}

// Warnings are the failed soft checks, a sentence each.
func (e *Economy) Warnings() []string {
	var out []string
	for _, c := range e.Check() {
		if !c.OK && !c.Hard {
			out = append(out, c.sentence())
		}
	}
	return out
}

func (c Check) sentence() string {
	s := fmt.Sprintf("%s: %s %.6g, allowed %.2g", c.Name, c.Means, c.Value, c.Limit)
	if c.Where != "" {
		s += " (" + c.Where + ")"
	}
	return s
}

// worst keeps the largest deviation seen and where it was.
type worst struct {
	value float64
	where string
}

func (w *worst) see(v float64, where func() string) {
	if math.IsNaN(v) {
		v = math.Inf(1)
	}
	if v > w.value {
		w.value, w.where = v, where()
	}
}

func (w *worst) check(name, means string, limit float64, hard bool) Check {
	c := Check{Name: name, Value: w.value, Limit: limit, OK: w.value <= limit, Hard: hard, Means: means}
	if w.value > 0 {
		c.Where = w.where
	}
	return c
}

// place names a region and a sector for a message.
func (e *Economy) place(n, s int) string {
	return "region " + e.Regions[n].Code + ", sector " + e.Sectors[s].Code
}

func (e *Economy) checkSizes() Check {
	n, s := e.N(), e.S()
	var w worst
	for _, a := range []struct {
		name      string
		got, want int
	}{
		{"regions", min(n, 1), 1}, {"sectors", min(s, 1), 1},
		{"flows", len(e.Flow), n * n * s}, {"tariffs", len(e.Tariff), n * n * s},
		{"inputs", len(e.Input), n * s * s}, {"value added", len(e.ValueAdded), n * s},
		{"final", len(e.Final), n * s}, {"elasticities", len(e.Theta), s},
		{"destination costs", len(e.DestinationCost), min(len(e.DestinationCost), 1) * n},
	} {
		w.see(math.Abs(float64(a.got-a.want)), func() string {
			return fmt.Sprintf("%s: %d entries, %d wanted", a.name, a.got, a.want)
		})
	}
	return w.check("sizes", "entries too many or too few:", 0, true)
}

// checkNumbers counts entries that are no number, infinite, or negative
// where that has no meaning.
func (e *Economy) checkNumbers() Check {
	var w worst
	var count float64
	see := func(bad bool, where func() string) {
		if bad {
			count++
			if count == 1 {
				w.see(1, where)
			}
		}
	}
	wrong := func(v float64) bool { return !(v >= 0) || math.IsInf(v, 1) }
	n, s := e.N(), e.S()
	for k := range s {
		for m := range n {
			for i := range n {
				at := e.At(k, m, i)
				see(wrong(e.Flow[at]), func() string {
					return fmt.Sprintf("flow %s to %s, sector %s: %g", e.Regions[i].Code, e.Regions[m].Code, e.Sectors[k].Code, e.Flow[at])
				})
				see(!(e.Tariff[at] > -1) || math.IsInf(e.Tariff[at], 1), func() string {
					return fmt.Sprintf("tariff of %s on %s, sector %s: %g", e.Regions[m].Code, e.Regions[i].Code, e.Sectors[k].Code, e.Tariff[at])
				})
			}
		}
	}
	for m := range n {
		for j := range s {
			see(wrong(e.ValueAdded[m*s+j]), func() string {
				return fmt.Sprintf("value-added share, %s: %g", e.place(m, j), e.ValueAdded[m*s+j])
			})
			see(wrong(e.Final[m*s+j]), func() string {
				return fmt.Sprintf("final share, %s: %g", e.place(m, j), e.Final[m*s+j])
			})
			for k := range s {
				g := e.Input[(m*s+j)*s+k]
				see(!(g >= leastInput) || math.IsInf(g, 1), func() string {
					return fmt.Sprintf("input %s, %s: %g", e.Sectors[k].Code, e.place(m, j), g)
				})
			}
		}
	}
	for m, v := range e.DestinationCost {
		see(!(v >= 0 && v < 1), func() string {
			return fmt.Sprintf("destination cost of region %s: %g", e.Regions[m].Code, v)
		})
	}
	w.value = count
	return w.check("numbers", "entries that are negative or no number:", 0, true)
}

func (e *Economy) checkNames() Check {
	var w worst
	seen := map[string]bool{}
	for _, r := range e.Regions {
		if r.Code == "" || seen["r"+r.Code] {
			w.see(1, func() string { return fmt.Sprintf("region code %q is empty or comes twice", r.Code) })
		}
		seen["r"+r.Code] = true
	}
	for _, c := range e.Sectors {
		if c.Code == "" || seen["s"+c.Code] {
			w.see(1, func() string { return fmt.Sprintf("sector code %q is empty or comes twice", c.Code) })
		}
		seen["s"+c.Code] = true
	}
	return w.check("codes", "codes empty or repeated:", 0, true)
}

func (e *Economy) checkColumns(a *Accounts) Check {
	var w worst
	s := e.S()
	for m := range e.N() {
		for j := range s {
			sum := e.ValueAdded[m*s+j]
			for _, g := range e.Input[(m*s+j)*s : (m*s+j+1)*s] {
				sum += g
			}
			if sum == 0 && a.Output[m*s+j] == 0 {
				continue // an industry that does not exist
			}
			w.see(math.Abs(sum-1), func() string {
				return fmt.Sprintf("%s: inputs plus value added make %.8g of output", e.place(m, j), sum)
			})
		}
	}
	return w.check("columns", "inputs plus value added differ from output by the fraction", shareLimit, true)
}

func (e *Economy) checkFinalShares(a *Accounts) Check {
	var w worst
	s := e.S()
	for m := range e.N() {
		var sum float64
		for k := range s {
			sum += e.Final[m*s+k]
		}
		if sum == 0 && a.FinalSpend[m] == 0 {
			continue
		}
		w.see(math.Abs(sum-1), func() string {
			return fmt.Sprintf("region %s: final shares make %.8g", e.Regions[m].Code, sum)
		})
	}
	return w.check("final shares", "final shares differ from one by", shareLimit, true)
}

func (e *Economy) checkElasticities() Check {
	var w worst
	for k, t := range e.Theta {
		ok := t.Value > 0 && !math.IsInf(t.Value, 1) &&
			(t.Low == 0 && t.High == 0 || t.Low > 0 && t.Low <= t.Value && t.Value <= t.High && !math.IsInf(t.High, 1))
		if !ok {
			w.see(1, func() string {
				return fmt.Sprintf("sector %s: theta %g, range %g to %g", e.Sectors[k].Code, t.Value, t.Low, t.High)
			})
		}
	}
	return w.check("elasticities", "elasticities not positive or outside their range:", 0, true)
}

func (e *Economy) checkTariffs() Check {
	w := worst{value: 0}
	for k := range e.S() {
		for m := range e.N() {
			for i := range e.N() {
				w.see(e.Tariff[e.At(k, m, i)], func() string {
					return fmt.Sprintf("tariff of %s on %s, sector %s; are percents meant? name the column tariff_pct", e.Regions[m].Code, e.Regions[i].Code, e.Sectors[k].Code)
				})
			}
		}
	}
	// The highest bound ad valorem rates in force are near 3000 % (tobacco,
	// Egypt's spirits); beyond that the unit is wrong.
	return w.check("tariff size", "the highest tariff, as a fraction, is", 30, true)
}

func (e *Economy) checkTransfers(a *Accounts) Check {
	var sum, world float64
	for m := range e.N() {
		sum += a.Deficit[m]
		world += a.TotalExports[m] + a.ValueAdded[m]
	}
	w := worst{}
	w.see(math.Abs(sum)/math.Max(world, 1e-300), func() string { return fmt.Sprintf("deficits sum to %.6g million", sum) })
	return w.check("transfers", "deficits summed over regions, as a fraction of world value added,", 1e-9, true)
}

// checkSpending looks for a region that has nothing to spend: value added,
// revenue and deficit together must be positive.
func (e *Economy) checkSpending(a *Accounts) Check {
	var w worst
	for m := range e.N() {
		if a.FinalSpend[m] > 0 && a.ValueAdded[m] > 0 {
			continue
		}
		w.see(math.Max(-a.FinalSpend[m], math.SmallestNonzeroFloat64), func() string {
			return fmt.Sprintf("region %s: value added %.6g, revenue %.6g, deficit %.6g million", e.Regions[m].Code, a.ValueAdded[m], a.Revenue[m], a.Deficit[m])
		})
	}
	return w.check("income", "value added or final spending is not positive, short by million", 0, true)
}

// checkMarkets compares, sector by sector, what a region spends with what
// its industries and final users want.
func (e *Economy) checkMarkets(a *Accounts) Check {
	var w worst
	for m := range e.N() {
		for k := range e.S() {
			gap := e.Gap(a, m, k)
			w.see(math.Abs(gap)/math.Max(math.Abs(a.FinalSpend[m]), 1e-300), func() string {
				return fmt.Sprintf("%s: spends %.6g, wants %.6g million", e.place(m, k), a.Expenditure[m*e.S()+k], a.Expenditure[m*e.S()+k]-gap)
			})
		}
	}
	return w.check("markets", "spending less wanted use, as a fraction of the region's final spending,", gapLimit, false)
}

// checkBudget adds the market gaps of a region up: what is left is what its
// columns and shares fail to sum to.
func (e *Economy) checkBudget(a *Accounts) Check {
	var w worst
	for m := range e.N() {
		var sum float64
		for k := range e.S() {
			sum += e.Gap(a, m, k)
		}
		w.see(math.Abs(sum)/math.Max(math.Abs(a.FinalSpend[m]), 1e-300), func() string {
			return fmt.Sprintf("region %s: %.6g million", e.Regions[m].Code, sum)
		})
	}
	return w.check("budget", "total spending less income, as a fraction of final spending,", gapLimit, false)
}

func (e *Economy) checkOwnTariffs() Check {
	var w worst
	for k := range e.S() {
		for m := range e.N() {
			if e.Regions[m].Members != nil {
				continue // tariffs inside a bloc or the rest of the world
			}
			w.see(math.Abs(e.Tariff[e.At(k, m, m)]), func() string { return e.place(m, k) })
		}
	}
	return w.check("own tariffs", "a region's tariff on its own goods is", 0, false)
}

// checkNegativeInputs names the most negative input share.
func (e *Economy) checkNegativeInputs() Check {
	var w worst
	s := e.S()
	for m := range e.N() {
		for j := range s {
			for k := range s {
				w.see(-e.Input[(m*s+j)*s+k], func() string { return e.place(m, j) + ", input " + e.Sectors[k].Code })
			}
		}
	}
	return w.check("negative inputs", "an input share is below zero by", 0, false)
}
