package economy

import (
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// Card tells what an economy is: the totals of its regions and sectors,
// where it comes from, what it is not. Money is million of the currency a
// year; tariffs are percent of the value of imports.
type Card struct {
	Name     string       `json:"name"`
	Title    string       `json:"title"`
	Year     int          `json:"year,omitempty"`
	Currency string       `json:"currency"`
	Estimate bool         `json:"estimate"`
	Notes    []string     `json:"notes"`
	World    CardRegion   `json:"world"`
	Regions  []CardRegion `json:"regions"`
	Sectors  []CardSector `json:"sectors"`
	Sources  []Source     `json:"sources"`
	Checks   []Check      `json:"checks"`
}

// CardRegion is one region of a card.
type CardRegion struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Members    []string `json:"members,omitempty"`
	Output     float64  `json:"output_musd"`
	ValueAdded float64  `json:"value_added_musd"`
	Final      float64  `json:"final_spending_musd"`
	Exports    float64  `json:"exports_musd"`
	Imports    float64  `json:"imports_musd"`
	Deficit    float64  `json:"deficit_musd"`
	Revenue    float64  `json:"tariff_revenue_musd"`
	TariffPct  float64  `json:"tariff_pct"`
}

// CardSector is one sector of a card.
type CardSector struct {
	Code        string  `json:"code"`
	Name        string  `json:"name"`
	Kind        Kind    `json:"kind"`
	Output      float64 `json:"output_musd"`
	Trade       float64 `json:"trade_musd"` // between regions
	TariffPct   float64 `json:"tariff_pct"`
	Theta       float64 `json:"theta"`
	ThetaLow    float64 `json:"theta_low"`
	ThetaHigh   float64 `json:"theta_high"`
	ThetaSource string  `json:"theta_source"`
}

// Card adds the economy up for its card.
func (e *Economy) Card() Card {
	a := e.Accounts()
	n, s := e.N(), e.S()
	c := Card{Name: e.Name, Title: e.Title, Year: e.Year, Currency: e.Currency, Estimate: e.Estimate,
		Notes: e.Notes, Sources: e.Sources, Checks: e.Check(), World: CardRegion{Code: "world", Name: "World"}}
	for m, r := range e.Regions {
		x := CardRegion{Code: r.Code, Name: r.Name, Members: r.Members, ValueAdded: a.ValueAdded[m], Final: a.FinalSpend[m],
			Exports: a.TotalExports[m], Imports: a.TotalImports[m], Deficit: a.Deficit[m], Revenue: a.Revenue[m]}
		for k := range s {
			x.Output += a.Output[m*s+k]
		}
		x.TariffPct = percent(a.Revenue[m], a.TotalImports[m])
		c.Regions = append(c.Regions, x)
		w := &c.World
		w.Output += x.Output
		w.ValueAdded += x.ValueAdded
		w.Final += x.Final
		w.Exports += x.Exports
		w.Imports += x.Imports
		w.Revenue += x.Revenue
	}
	c.World.Deficit = c.World.Imports - c.World.Exports
	c.World.TariffPct = percent(c.World.Revenue, c.World.Imports)
	for k, sec := range e.Sectors {
		x := CardSector{Code: sec.Code, Name: sec.Name, Kind: sec.Kind, Theta: e.Theta[k].Value,
			ThetaLow: e.Theta[k].Low, ThetaHigh: e.Theta[k].High, ThetaSource: e.Theta[k].Source}
		var duty float64
		for m := range n {
			x.Output += a.Output[m*s+k]
			x.Trade += a.Imports[m*s+k]
			duty += e.TariffRate(m, k) * a.Imports[m*s+k]
		}
		x.TariffPct = percent(duty, x.Trade)
		c.Sectors = append(c.Sectors, x)
	}
	return c
}

func percent(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}

// FindRegion finds a region by its code, or by any name of the country. An
// unknown one is a fault.NotFound error.
func (e *Economy) FindRegion(name string) (int, error) {
	for i, r := range e.Regions {
		if strings.EqualFold(r.Code, name) || strings.EqualFold(r.Name, name) {
			return i, nil
		}
	}
	code, err := country.Parse(name)
	if err != nil {
		return -1, err
	}
	if i := e.Region(code); i >= 0 {
		return i, nil
	}
	for i, r := range e.Regions {
		for _, m := range r.Members {
			if m == code {
				return i, nil
			}
		}
	}
	return -1, fault.Missing("economy "+e.Name, "parley economy show lists its regions", "has no region %s (%s)", code, country.Name(code))
}
