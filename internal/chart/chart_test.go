package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func one(v float64) string { return strings.Replace(fmt.Sprintf("%+.1f", v), "-", "−", 1) }

// wellFormed parses the drawing as XML.
func wellFormed(t interface{ Fatalf(string, ...any) }, svg string) {
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("the drawing is not well-formed: %v\n%s", err, svg)
		}
	}
}

// disjoint fails when two labels overlap or one leaves the drawing.
func disjoint(t interface{ Fatalf(string, ...any) }, boxes []Box, width float64) {
	for i, a := range boxes {
		if a.X0 < -0.5 || a.X1 > width+0.5 || a.Y0 < -3 {
			t.Fatalf("%q stands outside the drawing: %.1f to %.1f of %.0f", a.Text, a.X0, a.X1, width)
		}
		for _, b := range boxes[:i] {
			if a.overlaps(b) {
				t.Fatalf("%q (%+v) and %q (%+v) overlap", a.Text, a, b.Text, b)
			}
		}
	}
}

func TestBarsLabels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := math.Pow(10, rapid.Float64Range(-2, 4).Draw(t, "size"))
		value := rapid.Float64Range(-size, size)
		c := Bars{ID: "x", Title: "t", Desc: "d", Unit: "billion USD a year at 2022 prices",
			Panels: []string{"Welfare only", "With political weights"}, Series: []string{"United States", "Japan"}, Format: one}
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			r := Row{Label: rapid.StringMatching(`[A-Z][a-z]{2,9}( [a-z]{2,9}){0,5}`).Draw(t, fmt.Sprint("label", i))}
			for range c.Panels {
				var bars []Bar
				for range c.Series {
					b := Bar{Mid: value.Draw(t, "mid"), Absent: rapid.IntRange(0, 5).Draw(t, "absent") == 0}
					b.Low, b.High = b.Mid-size*rapid.Float64Range(0, 1).Draw(t, "lo"), b.Mid+size*rapid.Float64Range(0, 1).Draw(t, "hi")
					bars = append(bars, b)
				}
				r.Bars = append(r.Bars, bars)
			}
			c.Rows = append(c.Rows, r)
		}
		for _, w := range []float64{358, 720} {
			disjoint(t, c.Labels(w), w)
			svg := c.SVG(w)
			wellFormed(t, svg)
			if strings.Contains(svg, "NaN") || strings.Contains(svg, "+Inf") || strings.Contains(svg, "-Inf") {
				t.Fatalf("the drawing holds a number that is none")
			}
		}
	})
}

func TestFrontierLabels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-30, 30)
		c := Frontier{ID: "x", Title: "t", Desc: "d", XUnit: "United States, bn USD a year", YUnit: "Japan, bn USD a year", Format: one}
		for range rapid.IntRange(0, 40).Draw(t, "cloud") {
			c.Cloud = append(c.Cloud, XY{v.Draw(t, "x"), v.Draw(t, "y")})
		}
		for range rapid.IntRange(0, 8).Draw(t, "front") {
			c.Front = append(c.Front, XY{v.Draw(t, "x"), v.Draw(t, "y")})
		}
		names := []string{"No deal", "Status quo", "Nash", "Kalai-Smorodinsky", "Egalitarian", "Signed"}
		for _, n := range names[:rapid.IntRange(1, len(names)).Draw(t, "marks")] {
			c.Marks = append(c.Marks, Mark{XY: XY{v.Draw(t, "x"), v.Draw(t, "y")}, Label: n})
		}
		for _, w := range []float64{358, 720} {
			disjoint(t, c.Labels(w), w)
			wellFormed(t, c.SVG(w))
			said := strings.Join(c.Unlabelled(w), " ")
			for _, b := range c.Labels(w) {
				said += " " + b.Text
			}
			for _, m := range c.Marks {
				if !strings.Contains(said, m.Label) {
					t.Fatalf("%q is neither labelled nor reported", m.Label)
				}
			}
		}
	})
}

func TestFrontierTogether(t *testing.T) {
	// Marks on one spot share a label; nothing is lost.
	c := Frontier{ID: "x", Title: "t", Desc: "d", Format: one,
		Marks: []Mark{{XY: XY{2, 3}, Label: "Nash"}, {XY: XY{2, 3}, Label: "Egalitarian"}}}
	if svg := c.SVG(720); !strings.Contains(svg, "Nash, Egalitarian") {
		t.Errorf("the shared label is missing:\n%s", svg)
	}
}

func TestEscape(t *testing.T) {
	evil := `<script>alert("x")</script>&`
	svg := Bars{ID: "x", Title: evil, Desc: evil, Unit: evil, Panels: []string{evil}, Series: []string{evil},
		Rows: []Row{{Label: evil, Bars: [][]Bar{{{Mid: 1, Low: 1, High: 1, Text: evil}}}}}, Format: one}.SVG(720)
	wellFormed(t, svg)
	if strings.Contains(svg, "<script") {
		t.Error("text is not escaped")
	}
}

func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 10, 5, "[0 2 4 6 8 10]"},
		{-3, 7, 5, "[-2 0 2 4 6]"},
		{0, 0.07, 4, "[0 0.02 0.04 0.06]"},
		{1, 1, 4, "[1]"},
	} {
		if got := fmt.Sprint(Ticks(tt.lo, tt.hi, tt.n)); got != tt.want {
			t.Errorf("Ticks(%g, %g, %d) = %s, want %s", tt.lo, tt.hi, tt.n, got, tt.want)
		}
	}
}

func TestFrontierLegend(t *testing.T) {
	c := Frontier{ID: "x", Title: "t", Desc: "d", XUnit: "Japan, bn USD a year", YUnit: "United States, bn USD a year", Format: one,
		Front:  []XY{{0, 5}, {3, 4}, {6, 0}},
		Marks:  []Mark{{XY: XY{}, Label: "No deal", Full: true}, {XY: XY{3, 4}, Label: "Nash"}, {XY: XY{5, 5}, Label: "Signed", Shape: HollowSquare}},
		Legend: map[Shape]string{Ring: "a solution", Square: "signed later", HollowSquare: "signed, against another no deal"}}
	for _, w := range []float64{342, 720} {
		svg := c.SVG(w)
		wellFormed(t, svg)
		disjoint(t, c.Labels(w), w)
		if n := strings.Count(svg, `<rect class="mark"`); n != 2 {
			t.Errorf("width %g: %d hollow squares, want the point and its sign in the legend", w, n)
		}
		if !strings.Contains(svg, "signed, against another no deal") || strings.Contains(svg, "signed later") {
			t.Errorf("width %g: the legend does not hold just the shapes that occur", w)
		}
	}
}
