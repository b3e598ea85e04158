package trade

import (
	"fmt"

	"parley/economy"
	"parley/internal/fault"
)

// checkScale refuses a scale elasticity so large that costs feed on
// themselves. A seller's price is cost^(1+psi) over earnings^psi, so inputs,
// the share g of cost, carry prices into prices with the factor (1+psi) g:
// at one and above it a region's prices fall without end as they fall. With
// labour that answers the real wage with elasticity kappa, production grows
// as prices fall, and prices fall by psi times that: kappa psi must stay
// below one too.
func (c *Closure) checkScale(e *economy.Economy) error {
	if c.Scale == 0 {
		return nil
	}
	refuse := func(where, what string, value float64) error {
		return &fault.Error{Kind: fault.NoSolution, Where: where,
			Why:    fmt.Sprintf("scale elasticity %g makes %s %.3g, which must be below one: lower prices would make production cheaper still, without end", c.Scale, what, value),
			Remedy: "give a smaller scale elasticity"}
	}
	if v := c.Scale * c.LabourSupply; v >= 1 {
		return refuse("closure", "scale times labour supply elasticity", v)
	}
	N, S := e.N(), e.S()
	for n := range N {
		used, sold := 0.0, 0.0
		for s := range S {
			value := 0.0
			for m := range N {
				value += e.Flow[e.At(s, m, n)]
			}
			sold += value
			for _, g := range e.Input[(n*S+s)*S : (n*S+s+1)*S] {
				used += g * value
			}
		}
		if v := (1 + c.Scale) * used / sold; sold > 0 && v >= 1 {
			return refuse("closure, "+e.Regions[n].Code, "one and the scale elasticity times the share of inputs in cost", v)
		}
	}
	return nil
}
