package deal

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
)

// shares splits the lead solution of a reading into its items. With own and
// pairwise cross effects the Shapley value (Shapley 1953) needs no sum over
// orders: an item gets its own effect and half of each cross effect with
// another item of the package, since of two items each comes second in half
// of all orders.
func (s *session) shares(ri int, levels []int) []Share {
	c, t := s.c, s.tables[ri]
	var out []Share
	for i, l := range levels {
		if l == 0 {
			continue
		}
		x := Share{Reading: readings[ri], Instrument: c.Instruments[i].ID, Level: c.Instruments[i].Levels[l].ID,
			Own: map[string]float64{}, Marginal: map[string]float64{}, Shapley: map[string]float64{}, Method: "pairs"}
		for p, party := range c.Parties {
			own, cross := t.Issues[i].Levels[l][p], 0.0
			for _, k := range t.Cross {
				if k.A == i || k.B == i {
					cross += k.Value[levels[k.A]][levels[k.B]][p]
				}
			}
			x.Own[party.ID], x.Marginal[party.ID], x.Shapley[party.ID] = own, own+cross, own+cross/2
		}
		out = append(out, x)
	}
	return out
}

// setsMost is the most items whose sets are all solved: 512 solves.
const setsMost = 9

// orders is how many orders of a larger package are drawn.
const orders = 64

// solvedShares is shares without the approximation: the value of every set of
// items is a solve of the search economy. With more than setsMost items orders
// are drawn at random (the same ones each time), and the error is given.
func (s *session) solvedShares(ctx context.Context, ri int, levels []int) ([]Share, error) {
	c := s.c
	var items []int
	for i, l := range levels {
		if l != 0 {
			items = append(items, i)
		}
	}
	n := len(items)
	set := func(mask uint64) []int {
		out := make([]int, len(levels))
		for k, i := range items {
			if mask>>k&1 == 1 {
				out[i] = levels[i]
			}
		}
		return out
	}
	full := uint64(1)<<n - 1
	masks := map[uint64]bool{0: true, full: true}
	var drawn [][]int
	if n <= setsMost {
		for m := uint64(0); m <= full; m++ {
			masks[m] = true
		}
	} else {
		rng := rand.New(rand.NewPCG(uint64(n), 0x7368617065))
		for range orders {
			order, m := rng.Perm(n), uint64(0)
			for _, k := range order {
				m |= 1 << k
				masks[m] = true
			}
			drawn = append(drawn, order)
		}
		for k := range n {
			masks[1<<k], masks[full&^(1<<k)] = true, true
		}
	}
	var list [][]int
	for m := range masks {
		list = append(list, set(m))
	}
	sortLevels(list)
	if err := s.exactly(ctx, list); err != nil {
		return nil, err
	}
	value := func(m uint64) []float64 { return s.exactPayoff(ri, set(m)) }
	var out []Share
	for k, i := range items {
		bit := uint64(1) << k
		x := Share{Reading: readings[ri], Instrument: c.Instruments[i].ID, Level: c.Instruments[i].Levels[levels[i]].ID,
			Own: map[string]float64{}, Marginal: map[string]float64{}, Shapley: map[string]float64{}, Method: "sets"}
		for p, party := range c.Parties {
			x.Own[party.ID], x.Marginal[party.ID] = value(bit)[p], value(full)[p]-value(full &^ bit)[p]
			if drawn == nil {
				for m := uint64(0); m <= full; m++ {
					if m&bit == 0 {
						x.Shapley[party.ID] += (value(m | bit)[p] - value(m)[p]) / (float64(n) * choose(n-1, bits.OnesCount64(m)))
					}
				}
				continue
			}
			sum, square := 0.0, 0.0
			for _, order := range drawn {
				m := uint64(0)
				for _, j := range order {
					if j == k {
						break
					}
					m |= 1 << j
				}
				v := value(m | bit)[p] - value(m)[p]
				sum, square = sum+v, square+v*v
			}
			mean := sum / float64(len(drawn))
			x.Shapley[party.ID] = mean
			if x.Error == nil {
				x.Method, x.Error = "orders", map[string]float64{}
			}
			x.Error[party.ID] = math.Sqrt(math.Max(0, square/float64(len(drawn))-mean*mean) / float64(len(drawn)-1))
		}
		out = append(out, x)
	}
	return out, nil
}

// choose is the number of ways to take k of n.
func choose(n, k int) float64 {
	v := 1.0
	for j := 1; j <= k; j++ {
		v *= float64(n-k+j) / float64(j)
	}
	return v
}

// solveShares replaces the shares of the lead packages by those of solved sets.
func (s *session) solveShares(ctx context.Context, res *Result) error {
	res.Shares = nil
	for ri := range readings {
		lead := s.leadOf(ri)
		if lead == nil {
			continue
		}
		shares, err := s.solvedShares(ctx, ri, lead)
		if err != nil {
			return err
		}
		res.Shares = append(res.Shares, shares...)
	}
	return nil
}
