package numeric

//go:noescape
func matVecAVX(y, a, x *float32, rows, cols int)

//go:noescape
func vecMatAVX(y, a, x *float32, rows, cols int)

//go:noescape
func dotSingleAVX(a, x *float32, n int) float32

//go:noescape
func axpySingleAVX(c float32, a, y *float32, n int)

//go:noescape
func narrowAVX(dst *float32, c float64, a, x *float64, n int)

// MatVec writes A x into y; A is len(y) by len(x), best multiples of Lanes.
func MatVec(y, a, x []float32) {
	if !vectors || !padded(len(y), len(x)) {
		matVecPlain(y, a, x)
		return
	}
	_ = a[len(y)*len(x)-1]
	matVecAVX(&y[0], &a[0], &x[0], len(y), len(x))
}

// VecMat adds A' x to y; A is len(x) by len(y), best multiples of Lanes.
func VecMat(y, a, x []float32) {
	if !vectors || !padded(len(y), len(x)) {
		vecMatPlain(y, a, x)
		return
	}
	_ = a[len(y)*len(x)-1]
	vecMatAVX(&y[0], &a[0], &x[0], len(x), len(y))
}

// DotSingle is the inner product of a and x, best of a length that is
// a multiple of Lanes.
func DotSingle(a, x []float32) float32 {
	if !vectors || !padded(len(a), len(a)) {
		return dotPlain(a, x)
	}
	_ = x[len(a)-1]
	return dotSingleAVX(&a[0], &x[0], len(a))
}

// AxpySingle adds c*a to y, best of a length that is a multiple of Lanes.
func AxpySingle(c float32, a, y []float32) {
	if !vectors || !padded(len(a), len(a)) {
		axpyPlain(c, a, y)
		return
	}
	_ = y[len(a)-1]
	axpySingleAVX(c, &a[0], &y[0], len(a))
}

// Narrow writes c*a*x, element by element, into dst in single precision.
func Narrow(dst []float32, c float64, a, x []float64) {
	n := len(a)
	if !vectors || n < 4 {
		narrowPlain(dst, c, a, x)
		return
	}
	_, _ = dst[n-1], x[n-1]
	narrowAVX(&dst[0], c, &a[0], &x[0], n)
}

// padded says whether the vector kernels take these lengths.
func padded(rows, cols int) bool {
	return rows != 0 && cols != 0 && (rows|cols)%Lanes == 0
}
