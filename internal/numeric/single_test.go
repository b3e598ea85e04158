package numeric

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestSingleKernelsAgree sits the single-precision kernels in use and the
// plain ones through the same exam.
func TestSingleKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	draw := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(rng.NormFloat64())
		}
		return v
	}
	near := func(what string, got, want []float32, size int) {
		t.Helper()
		for i := range want {
			if d := math.Abs(float64(got[i] - want[i])); !(d <= 2e-6*float64(size)) {
				t.Fatalf("%s at %d: %g, plain %g", what, i, got[i], want[i])
			}
		}
	}
	for rows := 1; rows <= 88; rows += 1 + rows%2*6 {
		for cols := 1; cols <= 208; cols += 1 + cols%2*6 {
			a, x, y := draw(rows*cols), draw(cols), draw(rows)
			got, want := make([]float32, rows), make([]float32, rows)
			MatVec(got, a, x)
			matVecPlain(want, a, x)
			near(fmt.Sprintf("product of %d by %d", rows, cols), got, want, cols)
			got = draw(cols)
			want = append([]float32(nil), got...)
			VecMat(got, a, y)
			vecMatPlain(want, a, y)
			near(fmt.Sprintf("transposed product of %d by %d", rows, cols), got, want, rows)
			near("inner product", []float32{DotSingle(x, x)}, []float32{dotPlain(x, x)}, cols)
			AxpySingle(0.7, x, got)
			axpyPlain(0.7, x, want)
			near("update", got, want, rows)
		}
	}
	for n := range 40 {
		a, x := make([]float64, n), make([]float64, n)
		for i := range a {
			a[i], x[i] = rng.NormFloat64(), rng.NormFloat64()
		}
		got, want := make([]float32, n), make([]float32, n)
		Narrow(got, 3, a, x)
		narrowPlain(want, 3, a, x)
		near("narrowing", got, want, 1)
	}
}

func BenchmarkSingle(b *testing.B) {
	for _, n := range []int{48, 64} {
		a, x, y := make([]float32, n*n), make([]float32, n), make([]float32, n)
		b.Run(fmt.Sprintf("product%d", n), func(b *testing.B) {
			for b.Loop() {
				MatVec(y, a, x)
			}
		})
		b.Run(fmt.Sprintf("transposed%d", n), func(b *testing.B) {
			for b.Loop() {
				VecMat(y, a, x)
			}
		})
	}
}
