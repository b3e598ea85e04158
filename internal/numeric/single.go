package numeric

// Single-precision kernels for approximate inner solves. Matrices are dense,
// row-major and padded with zeros so that both dimensions are multiples of
// Lanes: the vector kernels have no tails, and other lengths run plain.
// Nothing that is reported is computed in single precision; only steps are.

// Lanes is the multiple to which rows and columns are padded.
const Lanes = 8

// Padded is n rounded up to a multiple of Lanes.
func Padded(n int) int { return (n + Lanes - 1) / Lanes * Lanes }

func matVecPlain(y, a, x []float32) {
	cols := len(x)
	for r := range y {
		row := a[r*cols : (r+1)*cols]
		y[r] = dotPlain(row, x)
	}
}

func vecMatPlain(y, a, x []float32) {
	cols := len(y)
	for r, c := range x {
		if c == 0 {
			continue
		}
		for i, v := range a[r*cols : (r+1)*cols] {
			y[i] += c * v
		}
	}
}

func narrowPlain(dst []float32, c float64, a, x []float64) {
	for i, v := range a {
		dst[i] = float32(c * v * x[i])
	}
}
