package build

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"parley/economy"
	"parley/economy/table"
	"parley/internal/fault"
)

// Goods2023 makes the one-sector world of goods of 2023: trade of BACI, GDP
// of the World Bank, own sales and destination costs calibrated as in
// Ignatenko, Lashkaripour, Macedoni and Simonovska (2025).
func Goods2023(ctx context.Context, fsys fs.FS, label string, say Progress) (*economy.Economy, *Report, error) {
	if say != nil {
		say("reading tables")
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	in := &ingredients{fs: fsys, label: label}
	g, err := in.readGoods()
	if err != nil {
		return nil, nil, err
	}
	e, err := g.Calibrate("goods-2023")
	if err != nil {
		return nil, nil, err
	}
	e.Title = fmt.Sprintf("Goods trade of %d countries 2023, with own sales and destination costs calibrated", e.N())
	e.Year, e.Estimate = 2023, true
	e.Notes = append([]string{
		"Flows between countries are published; what each country sells to itself is not: it is GDP plus net transfers less imports.",
		"One sector stands for the whole economy. Benchmark tariffs are zero: the model starts from the world before the tariffs of April 2025.",
		"Taiwan is not in the matrix.",
	}, e.Notes...)
	e.Sources = []economy.Source{
		{ID: "baci", Title: "CEPII BACI V202501, bilateral goods trade (Gaulier and Zignago 2010)", Vintage: "2023", Licence: "Etalab 2.0", Used: "trade between countries"},
		{ID: "wdi", Title: "World Bank, GDP in current USD", Vintage: "2023", Licence: "CC BY 4.0", Used: "expenditure, and from it own sales"},
		{ID: "ilms-2025", Title: "Ignatenko, Lashkaripour, Macedoni and Simonovska (2025), Making America Great Again? The Economic Impacts of Liberation Day Tariffs, Journal of International Economics 157", Vintage: "2025", Licence: "published method; replication data", Used: "calibration of destination costs, trade elasticity"},
	}
	if err := e.Validate(); err != nil {
		return nil, nil, err
	}
	return e, goodsReport(e), nil
}

// readGoods reads the tables of world194: labels, trade (exporters in rows,
// thousand USD) and GDP (USD), all in the order of the labels.
func (in *ingredients) readGoods() (*economy.GoodsWorld, error) {
	g := &economy.GoodsWorld{Home: -1}
	if err := in.each("world194/country_labels.csv", cols("iso3", "countryname"), func(t *table.Reader) error {
		if t.Text(0) == "USA" {
			g.Home = len(g.Regions)
		}
		g.Regions = append(g.Regions, economy.Region{Code: t.Text(0), Name: t.Text(1)})
		return nil
	}); err != nil {
		return nil, err
	}
	if g.Home < 0 {
		return nil, fault.Bad(in.label+"/world194/country_labels.csv", "give the label USA", "has no United States")
	}
	if err := in.each("world194/gdp.csv", cols("gdp"), func(t *table.Reader) error {
		v, err := t.Amount(0)
		g.GDP = append(g.GDP, v/1e6)
		return err
	}); err != nil {
		return nil, err
	}
	n := len(g.Regions)
	want := make([]table.Column, n)
	for i := range n {
		want[i] = table.Col("export_ij" + strconv.Itoa(i+1))
	}
	err := in.each("world194/trade_cepii.csv", want, func(t *table.Reader) error {
		row := len(g.Trade) / n
		for j := range n {
			v := 0.0
			if t.Text(j) != "" && j != row {
				var err error
				if v, err = t.Amount(j); err != nil {
					return err
				}
			}
			g.Trade = append(g.Trade, v/1e3)
		}
		return nil
	})
	return g, err
}

// goodsReport says what the calibration found.
func goodsReport(e *economy.Economy) *Report {
	r := &Report{Name: e.Name, Checks: e.Check(), Notes: e.Notes}
	a := e.Accounts()
	var trade, spend float64
	low, high := math.Inf(1), 0.0
	for n := range e.N() {
		trade += a.TotalExports[n]
		spend += a.FinalSpend[n]
		low, high = math.Min(low, e.DestinationCost[n]), math.Max(high, e.DestinationCost[n])
	}
	r.Evidence = []Evidence{
		{Name: "trade between countries", Value: trade / 1e6, Unit: "trillion USD", Want: "as in BACI", OK: true},
		{Name: "spending of the world", Value: spend / 1e6, Unit: "trillion USD", Want: "GDP of the world", OK: true},
		{Name: "destination cost outside the United States", Value: 100 * low, Unit: "% of sales", Want: "12 % on average over purchases of the rest of the world", OK: low > 0},
		{Name: "destination cost in the United States", Value: 100 * high, Unit: "% of sales", Want: "26 % on average over purchases of the United States", OK: high < 1},
	}
	return r
}
