package numeric

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestKernelsAgree sits the kernels in use and the plain ones through the
// same exam, at every length up to 70 and off alignment.
func TestKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = rng.NormFloat64()
		}
		return v
	}
	for n := range 70 {
		for off := range 3 {
			a, b, x, y := draw(n + off)[off:], draw(n + off)[off:], draw(n + off)[off:], draw(n + off)[off:]
			near := func(what string, got, want float64) {
				t.Helper()
				if !(math.Abs(got-want) <= 1e-13*float64(n+1)) {
					t.Errorf("%s of length %d: %g, plain %g", what, n, got, want)
				}
			}
			near("dot", Dot(a, x), dotPlain(a, x))
			g1, g2 := Dot2(a, b, x)
			w1, w2 := dot2Plain(a, b, x)
			near("first of two dots", g1, w1)
			near("second of two dots", g2, w2)
			y2 := append([]float64(nil), y...)
			Axpy(1.7, a, y)
			axpyPlain(1.7, a, y2)
			for i := range y {
				near("axpy", y[i], y2[i])
			}
		}
	}
}

// TestInverse multiplies back.
func TestInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 2, 5, 40} {
		a := make([]float64, n*n)
		for i := range a {
			a[i] = rng.NormFloat64()
		}
		inv := append([]float64(nil), a...)
		if !NewInverse(n).Invert(inv) {
			t.Fatalf("%d: said to be singular", n)
		}
		for i := range n {
			for j := range n {
				s := 0.0
				for k := range n {
					s += a[i*n+k] * inv[k*n+j]
				}
				want := 0.0
				if i == j {
					want = 1
				}
				if math.Abs(s-want) > 1e-9 {
					t.Fatalf("%d: product at %d,%d is %g", n, i, j, s)
				}
			}
		}
	}
	if NewInverse(2).Invert([]float64{1, 2, 2, 4}) {
		t.Error("a singular matrix was inverted")
	}
}

// TestGMRES and Anderson solve the same linear system.
func TestLinearSolvers(t *testing.T) {
	const n = 30
	rng := rand.New(rand.NewPCG(5, 6))
	a, b := make([]float64, n*n), make([]float64, n)
	for i := range n {
		for j := range n {
			a[i*n+j] = 0.1 * rng.NormFloat64()
		}
		a[i*n+i]++
		b[i] = rng.NormFloat64()
	}
	apply := func(dst, x []float64) {
		for i := range n {
			dst[i] = dotPlain(a[i*n:(i+1)*n], x)
		}
	}
	x := make([]float64, n)
	rel, used := NewGMRES(n, 12).Solve(apply, func([]float64) {}, b, x, 1e-12, 500)
	if !(rel <= 1e-12) {
		t.Errorf("GMRES stopped at %g after %d", rel, used)
	}
	acc := NewAnderson(n, 10)
	y, f, step := make([]float64, n), make([]float64, n), make([]float64, n)
	for range 200 {
		apply(f, y)
		for i := range f {
			f[i] = b[i] - f[i]
		}
		acc.Step(y, f, step, 1)
		Axpy(1, step, y)
	}
	for i := range x {
		if math.Abs(x[i]-y[i]) > 1e-9 {
			t.Fatalf("GMRES and Anderson differ at %d: %g, %g", i, x[i], y[i])
		}
	}
}

func BenchmarkKernels(b *testing.B) {
	x, y := make([]float64, 62), make([]float64, 62)
	b.Run("dot62", func(b *testing.B) {
		for b.Loop() {
			Dot(x, y)
		}
	})
	b.Run("plain62", func(b *testing.B) {
		for b.Loop() {
			dotPlain(x, y)
		}
	})
}
