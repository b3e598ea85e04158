package estimate

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestTypesRecoversShares: with one piece and no penalty the estimated
// probabilities are the shares of the outcomes.
func TestTypesRecoversShares(t *testing.T) {
	var cases []Case
	for i := range 400 {
		cases = append(cases, Case{Pieces: []int32{0}, Right: []bool{i%4 == 0, i%4 != 0}})
	}
	w := Types(cases, [][]float64{{0, 0}}, 2, Settings{Passes: 60, Step: 0.1})
	odds := math.Exp(w[0][1] - w[0][0])
	if odds < 2.7 || odds > 3.3 {
		t.Errorf("odds %.2f, want 3 to 1", odds)
	}
}

// TestTypesKeepsPrior: a piece that no case has stays at its prior.
func TestTypesKeepsPrior(t *testing.T) {
	cases := []Case{{Pieces: []int32{0}, Right: []bool{true, false}}}
	w := Types(cases, [][]float64{{0, 0}, {0, 3}}, 2, Settings{Passes: 4, Step: 0.1, Penalty: 0.01})
	if w[1][0] != 0 || w[1][1] != 3 {
		t.Errorf("prior moved to %v", w[1])
	}
}

// TestSeveralRight: where two outcomes are right, neither is pushed down below
// the wrong one.
func TestSeveralRight(t *testing.T) {
	var cases []Case
	for range 50 {
		cases = append(cases, Case{Pieces: []int32{0}, Right: []bool{true, true, false}})
	}
	w := Types(cases, [][]float64{{0, 0, 0}}, 3, Settings{Passes: 20, Step: 0.1})
	if w[0][2] >= min(w[0][0], w[0][1]) {
		t.Errorf("weights %v", w[0])
	}
}

// TestChoicesFindTheDecisive: of random pieces the one that the right
// alternative has weighs most.
func TestChoicesFindTheDecisive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decisive := int32(rapid.IntRange(0, 4).Draw(t, "decisive"))
		var cases []Choice
		for range 120 {
			n := rapid.IntRange(2, 5).Draw(t, "n")
			c := Choice{Right: make([]bool, n)}
			right := rapid.IntRange(0, n-1).Draw(t, "right")
			c.Right[right] = true
			for a := range n {
				var ps []int32
				for p := range int32(5) {
					if p == decisive && a == right || p != decisive && rapid.Bool().Draw(t, "has") {
						ps = append(ps, p)
					}
				}
				c.Alternatives = append(c.Alternatives, ps)
			}
			cases = append(cases, c)
		}
		w := Choices(cases, 5, Settings{Passes: 10, Step: 0.1, Penalty: 0.001})
		for p, v := range w {
			if int32(p) != decisive && v >= w[decisive] {
				t.Fatalf("piece %d weighs %.2f, the decisive one %.2f", p, v, w[decisive])
			}
		}
	})
}

// TestSame: the same cases give the same weights, to the bit.
func TestSame(t *testing.T) {
	cases := []Case{{Pieces: []int32{0, 1}, Right: []bool{true, false}}, {Pieces: []int32{1}, Right: []bool{false, true}}}
	prior := [][]float64{{0, 0}, {0, 0}}
	s := Settings{Passes: 5, Step: 0.1, Penalty: 0.01}
	a, b := Types(cases, prior, 2, s), Types(cases, prior, 2, s)
	for p := range a {
		for k := range a[p] {
			if a[p][k] != b[p][k] {
				t.Fatalf("%v and %v", a, b)
			}
		}
	}
}
