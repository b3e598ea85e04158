package economy

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// Files gives the economy as the files of a plain directory, by name, in
// the columns that ReadDir reads. Zero flows, tariffs and inputs are left
// out. Numbers are written with all the digits a float64 has, so that
// reading them back gives the same economy.
func (e *Economy) Files() map[string][]byte {
	n, s := e.N(), e.S()
	out := map[string][]byte{}
	table := func(name string, header []string, fill func(row func(...string))) {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Write(header) // a bytes.Buffer takes every write
		fill(func(fields ...string) { w.Write(fields) })
		w.Flush()
		out[name] = b.Bytes()
	}
	num := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	table("economy.csv", []string{"key", "value"}, func(row func(...string)) {
		row("name", e.Name)
		row("title", e.Title)
		row("year", strconv.Itoa(e.Year))
		row("currency", e.Currency)
		row("estimate", strconv.FormatBool(e.Estimate))
		for _, t := range e.Notes {
			row("note", t)
		}
	})
	table("regions.csv", []string{"region", "name", "members"}, func(row func(...string)) {
		for _, r := range e.Regions {
			row(r.Code, r.Name, strings.Join(r.Members, " "))
		}
	})
	table("sectors.csv", []string{"sector", "name", "kind"}, func(row func(...string)) {
		for _, c := range e.Sectors {
			row(c.Code, c.Name, string(c.Kind))
		}
	})
	cells := func(values []float64) func(func(...string)) {
		return func(row func(...string)) {
			for k := range s {
				for m := range n {
					for i := range n {
						if v := values[e.At(k, m, i)]; v != 0 {
							row(e.Regions[i].Code, e.Regions[m].Code, e.Sectors[k].Code, num(v))
						}
					}
				}
			}
		}
	}
	table("flows.csv", []string{"exporter", "importer", "sector", "value"}, cells(e.Flow))
	table("tariffs.csv", []string{"exporter", "importer", "sector", "tariff"}, cells(e.Tariff))
	table("inputs.csv", []string{"region", "using_sector", "input_sector", "coef_of_output"}, func(row func(...string)) {
		for m := range n {
			for j := range s {
				for k := range s {
					if v := e.Input[(m*s+j)*s+k]; v != 0 {
						row(e.Regions[m].Code, e.Sectors[j].Code, e.Sectors[k].Code, num(v))
					}
				}
			}
		}
	})
	pairs := func(values []float64) func(func(...string)) {
		return func(row func(...string)) {
			for m := range n {
				for k := range s {
					row(e.Regions[m].Code, e.Sectors[k].Code, num(values[m*s+k]))
				}
			}
		}
	}
	table("value_added.csv", []string{"region", "sector", "share"}, pairs(e.ValueAdded))
	table("final.csv", []string{"region", "sector", "share"}, pairs(e.Final))
	table("elasticities.csv", []string{"sector", "theta", "low", "high", "source"}, func(row func(...string)) {
		for k, t := range e.Theta {
			row(e.Sectors[k].Code, num(t.Value), num(t.Low), num(t.High), t.Source)
		}
	})
	if e.DestinationCost != nil {
		table("destination_cost.csv", []string{"region", "share"}, func(row func(...string)) {
			for n, v := range e.DestinationCost {
				row(e.Regions[n].Code, num(v))
			}
		})
	}
	return out
}
