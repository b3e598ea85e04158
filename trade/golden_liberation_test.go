package trade

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"parley/economy"
)

// liberation is the world of Ignatenko et al. (2025) from its raw tables,
// with the announced tariffs of the United States.
func liberation(tb testing.TB) (e *economy.Economy, announced []float64) {
	dir := filepath.Join(ingredients, "..", "data", "world194")
	g := &economy.GoodsWorld{}
	for i, r := range readTable(tb, filepath.Join(dir, "country_labels.csv")) {
		g.Regions = append(g.Regions, economy.Region{Code: r["iso3"], Name: r["CountryName"]})
		if r["iso3"] == "USA" {
			g.Home = i
		}
	}
	for _, r := range readTable(tb, filepath.Join(dir, "gdp.csv")) {
		g.GDP = append(g.GDP, number(tb, r["gdp"])/1e6)
	}
	for _, r := range readTable(tb, filepath.Join(dir, "tariffs.csv")) {
		announced = append(announced, number(tb, r["applied_tariff"]))
	}
	f, err := os.Open(filepath.Join(dir, "trade_cepii.csv"))
	if err != nil {
		tb.Skip(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				v = 0
			}
			g.Trade = append(g.Trade, v/1000)
		}
	}
	e, err = g.Calibrate("goods-2023")
	if err != nil {
		tb.Fatal(err)
	}
	return e, announced
}

// liberationTariffs puts at least ten percent, or the announced rate, on
// every import of the United States; both ways where it is mutual.
func liberationTariffs(e *economy.Economy, announced []float64, mutual bool) *Shock {
	sh := NewShock(e)
	us := e.Region("USA")
	for i := range e.Regions {
		if i == us {
			continue
		}
		t := math.Max(0.1, announced[i])
		sh.Tariff[e.At(0, us, i)] = t
		if mutual {
			sh.Tariff[e.At(0, i, us)] = t
		}
	}
	return sh
}

// TestLiberation reproduces the published scenarios in every country: to
// 1e-9 percentage points.
func TestLiberation(t *testing.T) {
	e, announced := liberation(t)
	us := e.Region("USA")
	flat := NewShock(e)
	for i := range e.Regions {
		if i != us {
			flat.Tariff[e.At(0, us, i)] = 0.21798821501283108
		}
	}
	lib, mutual := liberationTariffs(e, announced, false), liberationTariffs(e, announced, true)
	for _, c := range []struct {
		file, closure string
		sh            *Shock
		published     float64 // US welfare, percent
	}{
		{"baseline", "ilms2025", lib, 1.13},
		{"lump_sum_rebate", "ilms2025-lump-sum", lib, -0.01},
		{"optimal_no_retaliation", "ilms2025", flat, 1.79},
		{"liberation_reciprocal", "ilms2025", mutual, -0.36},
		{"eaton_kortum", "ilms2025-eaton-kortum", lib, 1.24},
		{"incomplete_passthrough", "ilms2025-incomplete", lib, 1.36},
		{"io_baseline", "ilms2025-io", lib, 0.86},
	} {
		t.Run(c.file, func(t *testing.T) {
			ec, clo, err := OpenClosure(c.closure, e)
			if err != nil {
				t.Fatal(err)
			}
			m := mustNew(t, ec, clo)
			res, err := m.Solve(context.Background(), c.sh, Options{Tolerance: 1e-14})
			if err != nil {
				t.Fatal(err)
			}
			worst, bad := 0.0, 0
			check := func(n int, what string, got, want float64) {
				worst = math.Max(worst, math.Abs(got-want))
				if !(math.Abs(got-want) < 1e-9) {
					if bad++; bad < 10 {
						t.Errorf("%s %s: %.12f, want %.12f", res.Regions[n].Code, what, got, want)
					}
				}
			}
			for n, r := range readTable(t, filepath.Join(ingredients, "liberation", c.file+".csv")) {
				got := res.Regions[n]
				col := func(name string) float64 { return number(t, r[name]) }
				check(n, "welfare", got.WelfarePct, col("d_welfare"))
				check(n, "employment", got.EmploymentPct, col("d_employment"))
				check(n, "cpi", got.CPIPct, col("d_cpi"))
				check(n, "wage", got.WagePct, 100*(col("w_hat")-1))
				check(n, "labour", 100*res.Point.Labour[n], 100*col("L_hat"))
				if _, ok := r["d_export_level"]; ok {
					check(n, "exports", got.ExportsPct, col("d_export_level"))
					check(n, "imports", got.ImportsPct, col("d_import_level"))
				}
				if _, ok := r["d_export_gdp"]; ok {
					check(n, "exports over GDP", got.ExportsGDPPct, col("d_export_gdp"))
					check(n, "imports over GDP", got.ImportsGDPPct, col("d_import_gdp"))
				}
				if d := math.Abs(got.DeficitPct - col("d_deficit")); !(d < 1e-6) {
					t.Errorf("%s deficit: %.9f, want %.9f", got.Code, got.DeficitPct, col("d_deficit"))
				}
			}
			if d := math.Abs(res.Regions[us].WelfarePct - c.published); d > 0.0051 {
				t.Errorf("US welfare %.3f, published %.2f", res.Regions[us].WelfarePct, c.published)
			}
			t.Logf("US welfare %.4f percent; largest difference %.1g points; residual %.1g, %d sweeps", res.Regions[us].WelfarePct, worst, res.Residual, res.Work.Sweeps)
		})
	}
}
