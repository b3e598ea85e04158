package economy

// Accounts are the flows and balances of an economy added up: what every
// region makes, buys, earns and owes. All values are million units of the
// economy's currency a year. Arrays by region and sector are [n*S+s].
type Accounts struct {
	Output          []float64 // sales at the seller's price, net of tariffs
	Expenditure     []float64 // purchases incl. the tariffs paid on them
	IntermediateUse []float64 // of input k by all sectors of n, incl. tariffs
	Exports         []float64 // by sector, net of tariffs
	Imports         []float64 // by sector, net of tariffs

	ValueAdded   []float64 // [n]
	Revenue      []float64 // [n] tariff revenue
	TotalExports []float64 // [n]
	TotalImports []float64 // [n]
	Deficit      []float64 // [n] imports less exports, net of tariffs
	FinalSpend   []float64 // [n] value added + revenue + deficit
}

// Accounts adds the economy up. The identities that hold by construction:
// deficits sum to zero over regions, and the final spending of a region is
// its value added plus its tariff revenue plus its deficit. Where columns
// of inputs sum to one, final spending is also expenditure less
// intermediate use in total; Gap shows whether it is so sector by sector.
func (e *Economy) Accounts() *Accounts {
	n, s := e.N(), e.S()
	a := &Accounts{
		Output: make([]float64, n*s), Expenditure: make([]float64, n*s),
		IntermediateUse: make([]float64, n*s),
		Exports:         make([]float64, n*s), Imports: make([]float64, n*s),
		ValueAdded: make([]float64, n), Revenue: make([]float64, n),
		TotalExports: make([]float64, n), TotalImports: make([]float64, n),
		Deficit: make([]float64, n), FinalSpend: make([]float64, n),
	}
	for k := range s {
		for m := range n {
			at := e.At(k, m, 0)
			for i := range n {
				f := e.Flow[at+i]
				if f == 0 {
					continue
				}
				tax := f * e.Tariff[at+i]
				a.Output[i*s+k] += f
				a.Expenditure[m*s+k] += f + tax
				a.Revenue[m] += tax
				if i != m {
					a.Exports[i*s+k] += f
					a.Imports[m*s+k] += f
				}
			}
		}
	}
	for m := range n {
		for j := range s {
			y := a.Output[m*s+j]
			a.ValueAdded[m] += y * e.ValueAdded[m*s+j]
			row := e.Input[(m*s+j)*s : (m*s+j+1)*s]
			for k, g := range row {
				a.IntermediateUse[m*s+k] += g * y
			}
			a.TotalExports[m] += a.Exports[m*s+j]
			a.TotalImports[m] += a.Imports[m*s+j]
		}
		a.Deficit[m] = a.TotalImports[m] - a.TotalExports[m]
		a.FinalSpend[m] = a.ValueAdded[m] + a.Revenue[m] + a.Deficit[m]
	}
	return a
}

// Gap is the market gap of sector k in region n, in million: what the
// region spends on the sector less what its sectors and its final users
// want of it. It is zero in an exact benchmark; a published table that was
// clipped or rounded leaves one, which a model must re-solve away.
func (e *Economy) Gap(a *Accounts, n, k int) float64 {
	at := n*e.S() + k
	return a.Expenditure[at] - a.IntermediateUse[at] - e.Final[at]*a.FinalSpend[n]
}

// Output is the gross output of sector s in region n, million: all that it
// sells, at home and abroad, net of tariffs.
func (e *Economy) Output(n, s int) float64 {
	var y float64
	for m := range e.N() {
		y += e.Flow[e.At(s, m, n)]
	}
	return y
}

// Expenditure is what region n spends on sector s, million, incl. tariffs.
func (e *Economy) Expenditure(n, s int) float64 {
	var x float64
	at := e.At(s, n, 0)
	for i := range e.N() {
		x += e.Flow[at+i] * (1 + e.Tariff[at+i])
	}
	return x
}

// Deficit is the imports of region n less its exports, million, net of
// tariffs. Deficits sum to zero over regions.
func (e *Economy) Deficit(n int) float64 {
	var d float64
	for s := range e.S() {
		for i := range e.N() {
			if i != n {
				d += e.Flow[e.At(s, n, i)] - e.Flow[e.At(s, i, n)]
			}
		}
	}
	return d
}

// TariffRate is the tariff that region n charges on its imports of sector s,
// weighted by flow; zero where it imports none.
func (e *Economy) TariffRate(n, s int) float64 {
	var duty, value float64
	at := e.At(s, n, 0)
	for i := range e.N() {
		if i != n {
			duty += e.Flow[at+i] * e.Tariff[at+i]
			value += e.Flow[at+i]
		}
	}
	if value == 0 {
		return 0
	}
	return duty / value
}
