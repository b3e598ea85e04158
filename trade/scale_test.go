package trade

import (
	"errors"
	"strings"
	"testing"

	"parley/internal/fault"
)

// TestScaleWithoutEnd: a scale elasticity under which lower prices make
// production cheaper without end is refused with the number.
func TestScaleWithoutEnd(t *testing.T) {
	e := synthetic(3, 4) // inputs are about 0.6 of cost
	for _, c := range []struct {
		closure Closure
		want    string
	}{
		{Closure{Scale: 0.1}, ""},
		{Closure{Scale: 0.1, LabourSupply: 0.5}, ""},
		{Closure{Scale: 0.1, LabourSupply: 10}, "scale times labour supply elasticity 1,"},
		{Closure{Scale: 5}, "share of inputs in cost"},
	} {
		_, err := New(e, c.closure)
		if c.want == "" {
			if err != nil {
				t.Errorf("scale %g: %v", c.closure.Scale, err)
			}
			continue
		}
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.NoSolution || !strings.Contains(f.Why, c.want) {
			t.Errorf("scale %g, labour supply %g: %v, want %q", c.closure.Scale, c.closure.LabourSupply, err, c.want)
		}
	}
}
