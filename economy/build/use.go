package build

import "math"

// useTable is what one region does with what it buys: row k is an industry's
// product, column j the using industry, the last column final use; million
// USD. Fitted so that each row is the region's spending on the product and
// each column the use the margins give.
type useTable struct {
	u          []float64 // [k*(S+1)+j]
	rows, cols []float64
	rounds     int
	miss       float64
}

// fit scales rows and columns in turn (RAS). The last step is on rows, so
// that markets clear; columns are met to miss, relative to their size.
func (t *useTable) fit() {
	S, C := len(t.rows), len(t.cols)
	for t.rounds = 1; t.rounds <= 3000; t.rounds++ {
		t.miss = 0
		for j := range C {
			var sum float64
			for k := range S {
				sum += t.u[k*C+j]
			}
			if sum <= 0 {
				continue
			}
			t.miss = math.Max(t.miss, math.Abs(sum-t.cols[j])/math.Max(t.cols[j], 1))
			scale := t.cols[j] / sum
			for k := range S {
				t.u[k*C+j] *= scale
			}
		}
		for k := range S {
			var sum float64
			for j := range C {
				sum += t.u[k*C+j]
			}
			if sum > 0 {
				scale := t.rows[k] / sum
				for j := range C {
					t.u[k*C+j] *= scale
				}
			}
		}
		if t.miss < 1e-10 {
			return
		}
	}
}

// technologyFit is the result of fitting the technology of all regions.
type technologyFit struct {
	input   []float64 // [(n*S+j)*S+k] share of output
	changed float64   // mean change of a coefficient, weighted by use, as a share of use
	miss    float64   // worst column
	where   string
}

// fitTechnology starts from the coefficients and final shares of 2020 and
// fits, for each region, what its industries and final users take of each
// product to what it spends on it (x, tariffs included), to the intermediate
// use of each industry, and to final spending, which is what spending leaves
// after that. Value added by group is that of the margins; within a group
// the industries keep the relation of 2020.
func fitTechnology(w *world, y, x []float64) *technologyFit {
	R, S := len(w.regions), len(oecd)
	fit := &technologyFit{input: make([]float64, R*S*S)}
	var moved, all float64
	for n := range R {
		tech := w.technology(n)
		inter := w.intermediate(n, y)
		t := &useTable{u: make([]float64, S*(S+1)), rows: x[n*S : (n+1)*S], cols: make([]float64, S+1)}
		var spend float64
		for k := range S {
			spend += x[n*S+k]
		}
		for j := range S {
			t.cols[j] = inter[j]
			spend -= inter[j]
		}
		t.cols[S] = spend
		seed := make([]float64, S*(S+1))
		for k, in := range oecd {
			for j, o := range oecd {
				seed[k*(S+1)+j] = w.in.coef[tech][[2]string{o.code, in.code}] * y[n*S+j]
			}
			// Every product has some final use, so that a fit exists.
			seed[k*(S+1)+S] = math.Max(w.in.final[tech][in.code], 1e-5) * spend
			if seed[k*(S+1)+S] < 1e-4*t.rows[k] {
				seed[k*(S+1)+S] = 1e-4 * t.rows[k]
			}
		}
		copy(t.u, seed)
		t.fit()
		if t.miss > fit.miss {
			fit.miss, fit.where = t.miss, w.regions[n]
		}
		for j := range S {
			var sum float64
			for k := range S {
				sum += seed[k*(S+1)+j]
			}
			for k := range S {
				if sum > 0 {
					moved += math.Abs(t.u[k*(S+1)+j]-seed[k*(S+1)+j]*inter[j]/sum) / 2
				}
				all += t.u[k*(S+1)+j]
				if y[n*S+j] > 0 {
					fit.input[(n*S+j)*S+k] = t.u[k*(S+1)+j] / y[n*S+j]
				}
			}
		}
	}
	fit.changed = moved / all
	return fit
}

// intermediate is the intermediate use of each industry of region n. The use
// of a group is the margin's; its industries share it in the relation of
// their technology, and none uses more than 98 % of its output.
func (w *world) intermediate(n int, y []float64) []float64 {
	S, G := len(oecd), len(groups)
	code := map[string]int{}
	for s, o := range oecd {
		code[o.code] = s
	}
	tech := w.technology(n)
	out := make([]float64, S)
	want := make([]float64, S)
	owned := make([]float64, S)
	for g, gr := range groups {
		var use, output float64
		for _, s := range gr.oecd {
			output += y[n*S+code[s]]
			use += y[n*S+code[s]] * (1 - w.in.va[tech][s])
		}
		if use <= 0 || output <= 0 {
			continue
		}
		// The margin's rate of use, at the output of the fitted flows.
		rate := w.use[n*G+g] / math.Max(w.out[n*G+g], 1e-9)
		for _, s := range gr.oecd {
			k := code[s]
			want[k] += rate * output * y[n*S+k] * (1 - w.in.va[tech][s]) / use
			owned[k] = y[n*S+k]
		}
	}
	for k := range S {
		out[k] = math.Min(want[k], 0.98*owned[k])
	}
	return out
}
