package economy

import (
	"math"

	"parley/economy/table"
	"parley/internal/fault"
)

// shareForm says what the numbers of inputs.csv are shares of.
type shareForm int

const (
	unsaid    shareForm = iota // decided by what they add up to
	ofOutput                   // share of gross output: with value added they make one
	ofInputs                   // share of intermediate inputs: they make one by themselves
	inMoney                    // value, divided by gross output
	isMissing                  // no file
)

// byRegionSector reads a file of region, sector and a share or a value into
// a new [n*S+s] array. Money is divided by div when that is not nil, and
// said so by the form returned.
func (d *dirReader) byRegionSector(name string) ([]float64, []bool, shareForm, string, error) {
	t, err := table.Open(d.fs, d.label, name)
	if t == nil || err != nil {
		return nil, nil, isMissing, "", err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: []string{"region", "country", "iso3"}}, table.Column{Names: []string{"sector", "industry"}},
		table.Column{Names: colShare, Optional: true}, table.Column{Names: colMoney, Optional: true}); err != nil {
		return nil, nil, isMissing, "", err
	}
	form, col := ofOutput, 2
	if !t.Has(2) {
		form, col = inMoney, 3
	}
	if !t.Has(col) {
		return nil, nil, isMissing, "", fault.Bad(t.File+":1", "name a column share (a fraction) or value (million)", "has neither a share nor a value; its columns are %s", t.Columns())
	}
	out := make([]float64, d.e.N()*d.e.S())
	seen := make([]bool, len(out))
	err = t.Each(func() error {
		n, err := d.region(t, 0)
		if err != nil {
			return err
		}
		s, err := d.sector(t, 1)
		if err != nil {
			return err
		}
		if seen[n*d.e.S()+s] {
			return fault.Bad(t.Line(), "delete one", "region %s, sector %s is listed twice", t.Text(0), t.Text(1))
		}
		seen[n*d.e.S()+s] = true
		out[n*d.e.S()+s], err = t.Amount(col)
		return err
	})
	return out, seen, form, t.File, err
}

// valueAddedAndInputs reads both files together, because the meaning of the
// one may depend on the other.
func (d *dirReader) valueAddedAndInputs() error {
	va, seen, form, vaFile, err := d.byRegionSector("value_added.csv")
	if err != nil {
		return err
	}
	if form == inMoney && allBelowOne(va) {
		form = ofOutput
		d.note("value_added.csv: no number is above one: read as shares of gross output")
	}
	if form == inMoney {
		for at, y := range d.output {
			switch {
			case y > 0:
				va[at] /= y
			case va[at] > 0:
				return fault.Bad(vaFile, "list its sales in flows.csv", "%s has value added %g but sells nothing", d.e.place(at/d.e.S(), at%d.e.S()), va[at])
			}
		}
	}
	in, inForm, file, err := d.inputs()
	if err != nil {
		return err
	}
	d.e.ValueAdded, d.e.Input = va, in
	if form == isMissing {
		return d.leftOver(inForm, file)
	}
	for at, ok := range seen {
		if !ok && d.output[at] > 0 {
			return fault.Bad(vaFile, "add a line for it", "has no value added for %s, which sells %.6g", d.e.place(at/d.e.S(), at%d.e.S()), d.output[at])
		}
	}
	return d.settle(inForm, file)
}

// allBelowOne says whether numbers in a column named for money must be
// shares: industries whose value added or inputs are below one unit all over
// the world do not exist.
func allBelowOne(v []float64) bool {
	for _, x := range v {
		if x > 1 {
			return false
		}
	}
	return true
}

// inputs reads inputs.csv into [(n*S+j)*S+k].
func (d *dirReader) inputs() ([]float64, shareForm, string, error) {
	t, err := d.need("inputs.csv")
	if err != nil {
		return nil, isMissing, "", err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: []string{"region", "country", "iso3"}}, table.Column{Names: colUsing}, table.Column{Names: colInput},
		table.Column{Names: colOfOutput, Optional: true}, table.Column{Names: colOfInputs, Optional: true},
		table.Column{Names: []string{"share"}, Optional: true}, table.Column{Names: []string{"value_musd", "value", "musd"}, Optional: true}); err != nil {
		return nil, isMissing, "", err
	}
	form, col := isMissing, -1
	for i, f := range []shareForm{ofOutput, ofInputs, unsaid, inMoney} {
		if col < 0 && t.Has(3+i) {
			form, col = f, 3+i
		}
	}
	if col < 0 {
		return nil, form, "", fault.Bad(t.File+":1", "name a column share, coef_of_output, share_of_intermediates or value", "has no share; its columns are %s", t.Columns())
	}
	s := d.e.S()
	in := make([]float64, d.e.N()*s*s)
	seen := make([]bool, len(in))
	err = t.Each(func() error {
		n, err := d.region(t, 0)
		if err != nil {
			return err
		}
		j, err := d.sector(t, 1)
		if err != nil {
			return err
		}
		k, err := d.sector(t, 2)
		if err != nil {
			return err
		}
		at := (n*s+j)*s + k
		if seen[at] {
			return fault.Bad(t.Line(), "delete one", "input %s of region %s, sector %s is listed twice", t.Text(2), t.Text(0), t.Text(1))
		}
		seen[at] = true
		v, err := t.Number(col)
		if err != nil {
			return err
		}
		if form == inMoney && v != 0 && d.output[n*s+j] == 0 {
			return fault.Bad(t.Line(), "list its sales in flows.csv", "%s buys inputs but sells nothing", d.e.place(n, j))
		}
		if form != inMoney && v < leastInput {
			return fault.Bad(t.Line(), "clip or net out negative inputs before; down to -0.05 of output they are taken with a warning", "%s is %g of output", t.Name(col), v)
		}
		in[at] = v
		return nil
	})
	if err == nil && form == inMoney {
		form = d.inputsFromMoney(in)
	}
	return in, form, t.File, err
}

// inputsFromMoney divides inputs in money by gross output. Numbers of which
// none is above one are shares all the same.
func (d *dirReader) inputsFromMoney(in []float64) shareForm {
	if allBelowOne(in) {
		d.note("inputs.csv: no number is above one: read as shares")
		return unsaid
	}
	s := d.e.S()
	for c, y := range d.output {
		for k := range s {
			if y > 0 {
				in[c*s+k] /= y
			}
		}
	}
	return inMoney
}

// settle decides what the inputs are shares of, where the file leaves it
// open, and turns them into shares of gross output.
func (d *dirReader) settle(form shareForm, file string) error {
	s := d.e.S()
	if form == unsaid {
		output, inputs := true, true
		for c := range d.output {
			sum := d.columnSum(c)
			output = output && (nearOne(sum+d.e.ValueAdded[c]) || sum+d.e.ValueAdded[c] == 0)
			inputs = inputs && (nearOne(sum) || sum == 0 && (nearOne(d.e.ValueAdded[c]) || d.e.ValueAdded[c] == 0))
		}
		form = ofOutput
		if !output && inputs {
			form = ofInputs
			d.note("inputs.csv: shares add up to one by using sector: read as shares of intermediate inputs")
		}
	}
	for c := range d.output {
		sum, va := d.columnSum(c), d.e.ValueAdded[c]
		if form != ofInputs {
			if nearOne(sum+va) || sum+va == 0 && d.output[c] == 0 {
				continue
			}
			return fault.Bad(file, "shares are of gross output: those of a using sector and its value added make one; name the column share_of_intermediates if they are of intermediates",
				"%s: inputs add up to %.6g and value added is %.6g, together %.6g", d.e.place(c/s, c%s), sum, va, sum+va)
		}
		if sum != 0 && !nearOne(sum) || sum == 0 && va < 1-shareLimit && d.output[c] > 0 {
			return fault.Bad(file, "shares of intermediates add up to one by using sector", "%s: they add up to %.6g", d.e.place(c/s, c%s), sum)
		}
		if va > 1 {
			return fault.Bad(file, "value added is a share of gross output, at most one", "%s: value added is %.6g of output", d.e.place(c/s, c%s), va)
		}
		for k := range s {
			d.e.Input[c*s+k] *= 1 - va
		}
	}
	return nil
}

func (d *dirReader) columnSum(c int) float64 {
	var sum float64
	for _, g := range d.e.Input[c*d.e.S() : (c+1)*d.e.S()] {
		sum += g
	}
	return sum
}

// leftOver sets value added to what the inputs leave of output.
func (d *dirReader) leftOver(form shareForm, file string) error {
	if form == ofInputs {
		_, err := d.need("value_added.csv")
		return err
	}
	d.e.ValueAdded = make([]float64, len(d.output))
	open := false
	for c := range d.output {
		sum := d.columnSum(c)
		if sum > 1+shareLimit {
			return fault.Bad(file, "give shares of gross output, and value_added.csv", "%s: inputs add up to %.6g of output", d.e.place(c/d.e.S(), c%d.e.S()), sum)
		}
		d.e.ValueAdded[c] = math.Max(0, 1-sum)
		open = open || d.e.ValueAdded[c] > shareLimit && sum > 0
	}
	if !open {
		return fault.Bad(d.label, "add it: the inputs of every sector add up to one, so they are shares of intermediates", "has no value_added.csv (nor value_added.csv.gz)")
	}
	d.note("no value_added.csv: value added is what the inputs leave of gross output")
	return nil
}

// final reads final.csv, or works the shares out from what is left of
// spending after intermediate use.
func (d *dirReader) final() error {
	f, _, form, file, err := d.byRegionSector("final.csv")
	if err != nil {
		return err
	}
	n, s := d.e.N(), d.e.S()
	if form == isMissing {
		return d.residualFinal()
	}
	worst := 0.0
	for m := range n {
		var sum float64
		for k := range s {
			sum += f[m*s+k]
		}
		if form != inMoney {
			if !nearOne(sum) {
				return fault.Bad(file, "the final shares of a region add up to one", "region %s: they add up to %.8g", d.e.Regions[m].Code, sum)
			}
			worst = math.Max(worst, math.Abs(sum-1))
		}
		// Printed digits leave a rest, and a budget that is not spent to
		// the last cent has no equilibrium (Walras).
		for k := range s {
			if sum > 0 {
				f[m*s+k] /= sum
			}
		}
	}
	if worst > 1e-12 {
		d.note("final.csv: shares miss one by up to %.1g, as printed digits do: they are scaled to one", worst)
	}
	d.e.Final = f
	return nil
}

// residualFinal sets final shares to spending less intermediate use.
func (d *dirReader) residualFinal() error {
	n, s := d.e.N(), d.e.S()
	d.e.Final = make([]float64, n*s)
	a := d.e.Accounts()
	clipped, world := 0.0, 0.0
	for m := range n {
		var sum float64
		for k := range s {
			left := a.Expenditure[m*s+k] - a.IntermediateUse[m*s+k]
			if left < 0 {
				clipped -= left
				left = 0
			}
			d.e.Final[m*s+k] = left
			sum += left
		}
		if sum <= 0 {
			return fault.Bad(d.label, "give final.csv, or correct inputs.csv", "region %s: its industries use more of everything than it buys; nothing is left for final use", d.e.Regions[m].Code)
		}
		for k := range s {
			d.e.Final[m*s+k] /= sum
		}
		world += sum
	}
	d.note("no final.csv: final shares are spending less intermediate use; negative remainders set to zero are %.3g %% of final use", 100*clipped/world)
	return nil
}
