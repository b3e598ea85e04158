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

// MatVec writes A x into y; A is len(y) by len(x), both multiples of Lanes.
func MatVec(y, a, x []float32) {
	if !vectors {
		matVecPlain(y, a, x)
		return
	}
	checkPadded(len(y), len(x))
	_ = a[len(y)*len(x)-1]
	matVecAVX(&y[0], &a[0], &x[0], len(y), len(x))
}

// VecMat adds A' x to y; A is len(x) by len(y), both multiples of Lanes.
func VecMat(y, a, x []float32) {
	if !vectors {
		vecMatPlain(y, a, x)
		return
	}
	checkPadded(len(y), len(x))
	_ = a[len(y)*len(x)-1]
	vecMatAVX(&y[0], &a[0], &x[0], len(x), len(y))
}

// DotSingle is the inner product of a and x, of a length that is a multiple
// of Lanes.
func DotSingle(a, x []float32) float32 {
	if !vectors {
		return dotSinglePlain(a, x)
	}
	checkPadded(len(a), len(a))
	_ = x[len(a)-1]
	return dotSingleAVX(&a[0], &x[0], len(a))
}

// AxpySingle adds c*a to y, of a length that is a multiple of Lanes.
func AxpySingle(c float32, a, y []float32) {
	if !vectors {
		axpySinglePlain(c, a, y)
		return
	}
	checkPadded(len(a), len(a))
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

// checkPadded stops a call that would read beyond its arrays.
func checkPadded(rows, cols int) {
	if rows == 0 || cols == 0 || (rows|cols)%Lanes != 0 {
		panic("numeric: single-precision kernels need padded lengths")
	}
}
