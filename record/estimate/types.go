package estimate

import "math"

// Case is a decision between a fixed number of outcomes.
type Case struct {
	Pieces []int32 // what speaks, by number
	Right  []bool  // which outcomes are right, at least one
	Weight float64 // how much the case counts; 0 is read as 1
}

// Settings say how to estimate.
type Settings struct {
	Passes  int     // over all cases
	Step    float64 // first step of AdaGrad
	Penalty float64 // of a squared distance from the prior, per case and piece
}

// Types gives the weight of each piece for each outcome: one row a piece, one
// column an outcome, in units of log odds. prior has a row for each piece.
func Types(cases []Case, prior [][]float64, outcomes int, s Settings) [][]float64 {
	w := make([]float64, len(prior)*outcomes)
	for p, row := range prior {
		copy(w[p*outcomes:], row)
	}
	start := append([]float64(nil), w...)
	g2, mean := make([]float64, len(w)), make([]float64, len(w))
	sum, slope := make([]float64, outcomes), make([]float64, outcomes)
	run(len(cases), s.Passes, func(x int) {
		c := &cases[x]
		clear(sum)
		for _, p := range c.Pieces {
			for k, v := range w[int(p)*outcomes : (int(p)+1)*outcomes] {
				sum[k] += v
			}
		}
		slopes(sum, c.Right, slope)
		weight := c.Weight
		if weight == 0 {
			weight = 1
		}
		for _, p := range c.Pieces {
			for k, at := 0, int(p)*outcomes; k < outcomes; k, at = k+1, at+1 {
				adagrad(&w[at], &g2[at], slope[k]*weight+s.Penalty*(w[at]-start[at]), s.Step)
			}
		}
	}, w, mean)
	out := make([][]float64, len(prior))
	for p := range out {
		out[p] = mean[p*outcomes : (p+1)*outcomes]
	}
	return out
}

// run goes through n cases in as many passes, each in an order of its own,
// and adds up the mean of w over the second half of them.
func run(n, passes int, step func(int), w, mean []float64) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	seed, kept := uint64(20250520), 0
	for pass := range passes {
		for i := n - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407 // Knuth's MMIX generator
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, x := range order {
			step(x)
		}
		if pass >= passes/2 {
			kept++
			for i, v := range w {
				mean[i] += v
			}
		}
	}
	for i := range mean {
		mean[i] /= float64(max(1, kept))
	}
}

// slopes turns sums of points into the slope of the loss for each outcome: its
// probability less its share among the right ones.
func slopes(sum []float64, right []bool, slope []float64) {
	top := math.Inf(-1)
	for _, v := range sum {
		top = max(top, v)
	}
	all, good := 0.0, 0.0
	for k, v := range sum {
		slope[k] = math.Exp(v - top)
		all += slope[k]
		if right[k] {
			good += slope[k]
		}
	}
	for k, v := range slope {
		slope[k] = v / all
		if right[k] {
			slope[k] -= v / good
		}
	}
}

// adagrad takes one step down a slope; slopes too small to matter take none.
func adagrad(w, g2 *float64, slope, step float64) {
	if slope > -1e-4 && slope < 1e-4 {
		return
	}
	*g2 += slope * slope
	*w -= step * slope / math.Sqrt(*g2+1e-6)
}
