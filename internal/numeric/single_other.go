//go:build !amd64

package numeric

// MatVec writes A x into y; A is len(y) by len(x), best multiples of Lanes.
func MatVec(y, a, x []float32) { matVecPlain(y, a, x) }

// VecMat adds A' x to y; A is len(x) by len(y), best multiples of Lanes.
func VecMat(y, a, x []float32) { vecMatPlain(y, a, x) }

// DotSingle is the inner product of a and x, best of a length that is
// a multiple of Lanes.
func DotSingle(a, x []float32) float32 { return dotPlain(a, x) }

// AxpySingle adds c*a to y, best of a length that is a multiple of Lanes.
func AxpySingle(c float32, a, y []float32) { axpyPlain(c, a, y) }

// Narrow writes c*a*x, element by element, into dst in single precision.
func Narrow(dst []float32, c float64, a, x []float64) { narrowPlain(dst, c, a, x) }
