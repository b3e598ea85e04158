package estimate

// Choice is a decision between alternatives of its own.
type Choice struct {
	Alternatives [][]int32 // what speaks for each, by number
	Right        []bool    // which are right, at least one
}

// Choices gives the weight of each of n pieces, in units of log odds.
func Choices(cases []Choice, n int, s Settings) []float64 {
	w, g2, mean := make([]float64, n), make([]float64, n), make([]float64, n)
	var sum, slope []float64
	total := make([]float64, n) // slope of a piece over all alternatives of a case
	var touched []int32
	run(len(cases), s.Passes, func(x int) {
		c := &cases[x]
		if len(c.Alternatives) > len(sum) {
			sum, slope = make([]float64, len(c.Alternatives)), make([]float64, len(c.Alternatives))
		}
		sum, slope := sum[:len(c.Alternatives)], slope[:len(c.Alternatives)]
		for a, pieces := range c.Alternatives {
			sum[a] = 0
			for _, p := range pieces {
				sum[a] += w[p]
			}
		}
		slopes(sum, c.Right, slope)
		touched = touched[:0]
		for a, pieces := range c.Alternatives {
			if slope[a] > -1e-4 && slope[a] < 1e-4 {
				continue
			}
			for _, p := range pieces {
				if total[p] == 0 {
					touched = append(touched, p)
				}
				total[p] += slope[a]
			}
		}
		for _, p := range touched {
			adagrad(&w[p], &g2[p], total[p]+s.Penalty*w[p], s.Step)
			total[p] = 0
		}
	}, w, mean)
	return mean
}
