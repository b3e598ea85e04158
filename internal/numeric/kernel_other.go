//go:build !amd64

package numeric

// Dot is the inner product of a and x, which must be at least len(a) long.
func Dot(a, x []float64) float64 { return dotPlain(a, x) }

// Dot2 is the two inner products a.x and b.x in one pass over x.
func Dot2(a, b, x []float64) (ax, bx float64) { return dot2Plain(a, b, x) }

// Axpy adds c*a to y, element by element over the length of a.
func Axpy(c float64, a, y []float64) { axpyPlain(c, a, y) }
