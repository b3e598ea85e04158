package numeric

// The plain kernels. On amd64 with AVX2 and FMA the exported ones run the
// same sums in vectors (kernel_amd64.s), so their last bits differ between
// the two; tests sit both through the same exam. Dot and Axpy serve single
// precision too.

func dotPlain[F float32 | float64](a, x []F) F {
	x = x[:len(a)]
	var s0, s1, s2, s3 F
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * x[i]
		s1 += a[i+1] * x[i+1]
		s2 += a[i+2] * x[i+2]
		s3 += a[i+3] * x[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * x[i]
	}
	return (s0 + s1) + (s2 + s3)
}

func dot2Plain(a, b, x []float64) (ax, bx float64) {
	b, x = b[:len(a)], x[:len(a)]
	var s0, s1, t0, t1 float64
	i := 0
	for ; i+2 <= len(a); i += 2 {
		s0 += a[i] * x[i]
		t0 += b[i] * x[i]
		s1 += a[i+1] * x[i+1]
		t1 += b[i+1] * x[i+1]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * x[i]
		t0 += b[i] * x[i]
	}
	return s0 + s1, t0 + t1
}

func axpyPlain[F float32 | float64](c F, a, y []F) {
	y = y[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		y[i] += c * a[i]
		y[i+1] += c * a[i+1]
		y[i+2] += c * a[i+2]
		y[i+3] += c * a[i+3]
	}
	for ; i < len(a); i++ {
		y[i] += c * a[i]
	}
}

// MaxAbs is the largest absolute value of x, and NaN when any element is.
func MaxAbs(x []float64) float64 {
	m := 0.0
	for _, v := range x {
		if v < 0 {
			v = -v
		}
		if !(v <= m) { // also true for NaN
			m = v
		}
		if m != m {
			return m
		}
	}
	return m
}
