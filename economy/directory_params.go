package economy

import (
	"parley/economy/table"
	"parley/internal/fault"
)

// elasticities reads theta by sector, from elasticities.csv or from a theta
// column of sectors.csv.
func (d *dirReader) elasticities() error {
	t, err := table.Open(d.fs, d.label, "elasticities.csv")
	if err != nil {
		return err
	}
	if t == nil {
		if len(d.inSect) == d.e.S() {
			d.e.Theta = d.inSect
			return nil
		}
		_, err := d.need("elasticities.csv")
		return err
	}
	defer t.Close()
	if err := t.Want(table.Column{Names: []string{"sector", "industry", "index"}}, table.Column{Names: colTheta},
		table.Column{Names: []string{"low", "theta_low"}, Optional: true}, table.Column{Names: []string{"high", "theta_high"}, Optional: true},
		table.Column{Names: []string{"source"}, Optional: true}); err != nil {
		return err
	}
	d.e.Theta = make([]Elasticity, d.e.S())
	if err := t.Each(func() error {
		s, err := d.sector(t, 0)
		if err != nil {
			return err
		}
		v, err := t.Number(1)
		if err != nil {
			return err
		}
		if v <= 0 {
			return fault.Bad(t.Line(), "give the trade elasticity as a positive number", "theta is %g", v)
		}
		el := Elasticity{Value: v, Low: v, High: v, Source: t.Text(4)}
		for i, p := range []*float64{&el.Low, &el.High} {
			if t.Text(i+2) == "" {
				continue
			}
			if *p, err = t.Number(i + 2); err != nil {
				return err
			}
		}
		if !(el.Low > 0 && el.Low <= v && v <= el.High) {
			return fault.Bad(t.Line(), "give low <= theta <= high, all positive", "range %g to %g does not hold theta %g", el.Low, el.High, v)
		}
		d.e.Theta[s] = el
		return nil
	}); err != nil {
		return err
	}
	for s, el := range d.e.Theta {
		if el.Value == 0 {
			return fault.Bad(t.File, "add a line for it", "has no elasticity for sector %s", d.e.Sectors[s].Code)
		}
	}
	return nil
}

// destinationCosts reads the optional destination_cost.csv.
func (d *dirReader) destinationCosts() error {
	t, err := table.Open(d.fs, d.label, "destination_cost.csv")
	if t == nil || err != nil {
		return err
	}
	defer t.Close()
	if err := t.Want(table.Col("region", "country", "iso3"), table.Col("share", "destination_cost", "nu")); err != nil {
		return err
	}
	d.e.DestinationCost = make([]float64, d.e.N())
	seen := make([]bool, d.e.N())
	if err := t.Each(func() error {
		n, err := d.region(t, 0)
		if err != nil {
			return err
		}
		seen[n] = true
		v, err := t.Amount(1)
		if err == nil && v >= 1 {
			err = fault.Bad(t.Line(), "give a share of sales below one", "destination cost is %g", v)
		}
		d.e.DestinationCost[n] = v
		return err
	}); err != nil {
		return err
	}
	for n, ok := range seen {
		if !ok {
			return fault.Bad(t.File, "add a line for it", "has no destination cost for region %s", d.e.Regions[n].Code)
		}
	}
	return nil
}
