package economy

import (
	"math"

	"parley/internal/fault"
)

// leastFinal is the smallest final use that Settle leaves, as a fraction of
// a region's spending on a product. It keeps final use from turning negative
// by rounding.
const leastFinal = 2e-6

// Settle makes an economy exact from its flows, tariffs and inputs alone:
// all three are rounded to 32 bits, the form in which they are stored;
// inputs give way where they would take more than a region buys; then value
// added is what inputs leave of output, and final use what they leave of
// spending. Markets then clear to the precision of float64.
func (e *Economy) Settle() error {
	for _, v := range [][]float64{e.Flow, e.Tariff, e.Input} {
		for i := range v {
			v[i] = float64(float32(v[i]))
		}
	}
	n, s := e.N(), e.S()
	a := e.bare()
	for m := range n {
		for k := range s {
			most := (1 - 1.5*leastFinal) * a.Expenditure[m*s+k]
			if use := a.IntermediateUse[m*s+k]; use > most {
				for j := range s {
					at := (m*s+j)*s + k
					e.Input[at] = float64(float32(e.Input[at] * most / use))
				}
			}
		}
	}
	return e.Restore()
}

// bare adds up an economy that has no value added or final shares yet.
func (e *Economy) bare() *Accounts {
	n, s := e.N(), e.S()
	e.ValueAdded, e.Final = make([]float64, n*s), make([]float64, n*s)
	return e.Accounts()
}

// Restore works value added and final shares out of flows, tariffs and
// inputs. It is what reading a stored economy does.
func (e *Economy) Restore() error {
	n, s := e.N(), e.S()
	a := e.bare()
	for m := range n {
		var spend float64
		for k := range s {
			left := a.Expenditure[m*s+k] - a.IntermediateUse[m*s+k]
			if left < 0 {
				return fault.Bad(e.place(m, k), "build the economy again", "industries use %.9g million and the region buys %.9g", a.IntermediateUse[m*s+k], a.Expenditure[m*s+k])
			}
			e.Final[m*s+k] = left
			spend += left
			var sum float64
			for _, g := range e.Input[(m*s+k)*s : (m*s+k+1)*s] {
				sum += g
			}
			if sum > 1 {
				return fault.Bad(e.place(m, k), "build the economy again", "inputs are %.9g of output", sum)
			}
			e.ValueAdded[m*s+k] = math.Max(0, 1-sum)
		}
		if spend <= 0 {
			return fault.Bad("region "+e.Regions[m].Code, "build the economy again", "nothing is left for final use")
		}
		for k := range s {
			e.Final[m*s+k] /= spend
		}
	}
	return nil
}
