package numeric

import "math"

// Inverse inverts small dense matrices in place.
type Inverse struct {
	n     int
	order []int
	row   []float64
}

// NewInverse makes the scratch for n by n matrices.
func NewInverse(n int) *Inverse {
	return &Inverse{n: n, order: make([]int, n), row: make([]float64, n)}
}

// Invert replaces the row-major matrix a by its inverse, by Gauss-Jordan
// elimination with row exchanges; it reports false, and leaves a spoilt,
// when the matrix is singular.
func (v *Inverse) Invert(a []float64) bool {
	n := v.n
	for k := range n {
		best, at := 0.0, k
		for i := k; i < n; i++ {
			if x := math.Abs(a[i*n+k]); x > best {
				best, at = x, i
			}
		}
		if !(best > 1e-300) {
			return false
		}
		v.order[k] = at
		pivot := a[k*n : (k+1)*n]
		if at != k {
			other := a[at*n : (at+1)*n]
			for j := range pivot {
				pivot[j], other[j] = other[j], pivot[j]
			}
		}
		scale := 1 / pivot[k]
		pivot[k] = 1
		for j := range pivot {
			pivot[j] *= scale
		}
		for i := range n {
			if i == k {
				continue
			}
			row := a[i*n : (i+1)*n]
			c := row[k]
			if c == 0 {
				continue
			}
			row[k] = 0
			Axpy(-c, pivot, row)
		}
	}
	for k := n - 1; k >= 0; k-- { // undo the exchanges, as exchanges of columns
		if at := v.order[k]; at != k {
			for i := range n {
				a[i*n+k], a[i*n+at] = a[i*n+at], a[i*n+k]
			}
		}
	}
	return true
}
