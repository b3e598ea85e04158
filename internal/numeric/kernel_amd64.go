package numeric

import "golang.org/x/sys/cpu"

// vectors says whether the processor runs the kernels of kernel_amd64.s.
var vectors = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func dotAVX(a, x *float64, n int) float64

//go:noescape
func dot2AVX(a, b, x *float64, n int) (ax, bx float64)

//go:noescape
func axpyAVX(c float64, a, y *float64, n int)

// Dot is the inner product of a and x, which must be at least len(a) long.
func Dot(a, x []float64) float64 {
	if len(a) < 8 || !vectors {
		return dotPlain(a, x)
	}
	_ = x[len(a)-1]
	return dotAVX(&a[0], &x[0], len(a))
}

// Dot2 is the two inner products a.x and b.x in one pass over x.
func Dot2(a, b, x []float64) (ax, bx float64) {
	if len(a) < 8 || !vectors {
		return dot2Plain(a, b, x)
	}
	_, _ = b[len(a)-1], x[len(a)-1]
	return dot2AVX(&a[0], &b[0], &x[0], len(a))
}

// Axpy adds c*a to y, element by element over the length of a.
func Axpy(c float64, a, y []float64) {
	if len(a) < 8 || !vectors {
		axpyPlain(c, a, y)
		return
	}
	_ = y[len(a)-1]
	axpyAVX(c, &a[0], &y[0], len(a))
}
