package build

import (
	"context"
	"fmt"
	"io/fs"

	"parley/economy"
	"parley/internal/country"
	"parley/internal/fault"
)

// Progress tells how far a build is; it may be nil.
type Progress func(step string)

// World2022 estimates the world economy of 2022 from the folder of
// ingredients. label names the folder in messages. The report holds every
// check that was made; a failed hard one is an error.
func World2022(ctx context.Context, fsys fs.FS, label string, say Progress) (*economy.Economy, *Report, error) {
	step := func(s string) error {
		if say != nil {
			say(s)
		}
		return ctx.Err()
	}
	if err := step("reading tables"); err != nil {
		return nil, nil, err
	}
	in, err := readIngredients(fsys, label)
	if err != nil {
		return nil, nil, err
	}
	w := newWorld(in)
	if len(w.regions) < 2 {
		return nil, nil, fault.Bad(label, "check that adb_mrio_summary and icio2020_77x45_tech show the same economies", "has no economy with both margins and technology")
	}
	if w.usa < 0 {
		return nil, nil, fault.Bad(label, "give margins and technology of the United States", "has no USA")
	}
	w.readShares()
	w.readMargins()
	w.blendServices()
	us, err := readUSImports(w)
	if err != nil {
		return nil, nil, err
	}
	if err := step("fitting flows of 31 groups of industries"); err != nil {
		return nil, nil, err
	}
	f := fitFlows(w, us)
	if f.miss > 1e-5 {
		return nil, nil, fault.Unsolved(label, "check export margins, balances and US imports against each other", "flows do not meet the margins: %.3g %% off after %d rounds", 100*f.miss, f.rounds)
	}
	if err := step("splitting into 44 industries"); err != nil {
		return nil, nil, err
	}
	d := splitFlows(w, f, us)
	if err := step("fitting technology"); err != nil {
		return nil, nil, err
	}
	e := w.frame()
	e.Flow = d.x
	e.Tariff = fitTariffs(w, us)
	e.Theta = fitThetas(in)
	y, x := spending(e)
	tech := fitTechnology(w, y, x)
	if tech.miss > 1e-4 {
		return nil, nil, fault.Unsolved("region "+tech.where, "check its margins against its technology", "its industries' use cannot be fitted: %.3g %% off", 100*tech.miss)
	}
	e.Input = tech.input
	if err := e.Settle(); err != nil {
		return nil, nil, err
	}
	if err := step("checking"); err != nil {
		return nil, nil, err
	}
	if err := e.Validate(); err != nil {
		return nil, nil, err
	}
	return e, newReport(w, f, us, tech, e), nil
}

// frame is the economy without its numbers.
func (w *world) frame() *economy.Economy {
	e := &economy.Economy{
		Name: "world-2022", Title: fmt.Sprintf("World economy 2022, %d regions by %d OECD industries (estimate)", len(w.regions), len(oecd)),
		Year: 2022, Currency: "USD", Estimate: true, Sources: world2022Sources, Notes: world2022Notes,
	}
	for _, c := range w.regions {
		e.Regions = append(e.Regions, economy.Region{Code: c, Name: country.Name(c)})
	}
	for _, o := range oecd {
		k := economy.Services
		if o.goods {
			k = economy.Goods
		}
		e.Sectors = append(e.Sectors, economy.Sector{Code: o.code, Name: o.name, Kind: k})
	}
	return e
}

// spending is gross output and spending with tariffs, both [n*S+s].
func spending(e *economy.Economy) (y, x []float64) {
	R, S := e.N(), e.S()
	y, x = make([]float64, R*S), make([]float64, R*S)
	for s := range S {
		for n := range R {
			for i := range R {
				v := e.Flow[e.At(s, n, i)]
				y[i*S+s] += v
				x[n*S+s] += v * (1 + e.Tariff[e.At(s, n, i)])
			}
		}
	}
	return y, x
}

var world2022Sources = []economy.Source{
	{ID: "adb-mrio", Title: "ADB Multi-Region Input-Output tables, 72 economies by 35 sectors: margins", Vintage: "2022 (edition of July 2023)", Licence: "ADB terms of use, with attribution", Used: "output, value added, exports and domestic sales by economy and industry"},
	{ID: "wiod-2013", Title: "World Input-Output Database, release 2013 (Timmer et al. 2015)", Vintage: "2011", Licence: "free with citation", Used: "pattern of bilateral sales at the start"},
	{ID: "baci", Title: "CEPII BACI V202501, bilateral goods trade (Gaulier and Zignago 2010)", Vintage: "2023", Licence: "Etalab 2.0", Used: "destination shares of goods exports"},
	{ID: "census", Title: "US Census Bureau, imports for consumption and calculated duty", Vintage: "2024", Licence: "public domain (US government)", Used: "US imports by partner and industry, in levels; US tariffs"},
	{ID: "icio-2020", Title: "OECD Inter-Country Input-Output tables, 2023 edition: technology side", Vintage: "2020", Licence: "OECD terms (CC BY 4.0 since 2024)", Used: "input coefficients, final shares, value added inside groups"},
	{ID: "icio-2017", Title: "OECD Inter-Country Input-Output tables in seven regions", Vintage: "2017", Licence: "OECD terms (CC BY 4.0 since 2024)", Used: "destinations between seven regions, trade of industries inside a group, composition of service exports; tariffs 2017 of six customs territories"},
	{ID: "gtd", Title: "Global Tariff Database (Teti 2024), v_beta1-2024-12, by twelve sectors", Vintage: "2017", Licence: "terms of the database, with citation", Used: "applied tariffs outside the United States"},
	{ID: "theta", Title: "Caliendo and Parro 2015; Lashkaripour and Lugovskyy 2023; ProTEE (Fontagne, Guimbard and Orefice 2022)", Vintage: "2015 to 2023", Licence: "published estimates; ProTEE Etalab 2.0", Used: "trade elasticities and their range"},
}

var world2022Notes = []string{
	"An estimate: no office publishes this table. Flows between pairs other than those with the United States as buyer are fitted, not observed.",
	"Mixed years: margins of 2022, goods destinations of 2023, US imports of 2024, technology of 2020, tariffs of 2017 outside the United States.",
	"Value added is at the ADB table's prices and includes taxes on products.",
	"The ADB margins and the 2020 technology share 60 economies; the United Arab Emirates, which has margins only, takes the technology of the rest of the world.",
}
