package trade

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/economy"
)

// ingredients is the folder of golden results beside the repository; tests
// that need it are skipped where it is absent.
const ingredients = "../../shared/golden"

// readTable reads a csv file, plain or gzipped, as a list of maps.
func readTable(tb testing.TB, path string) []map[string]string {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Skipf("golden results are not here: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			tb.Fatal(err)
		}
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func number(tb testing.TB, s string) float64 {
	tb.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func index(tb testing.TB, s string) int { return int(number(tb, s)) }

// nafta is the economy of Caliendo and Parro (2015) and its tariffs after
// the agreement, and those of 2005.
func nafta(tb testing.TB) (e *economy.Economy, after, all2005 []float64) {
	dir := filepath.Join(ingredients, "cp2015")
	e = &economy.Economy{Name: "cp2015", Year: 1993, Currency: "USD"}
	for _, r := range readTable(tb, filepath.Join(dir, "regions.csv")) {
		e.Regions = append(e.Regions, economy.Region{Code: r["region"], Name: r["region"]})
	}
	for _, r := range readTable(tb, filepath.Join(dir, "sectors.csv")) {
		e.Sectors = append(e.Sectors, economy.Sector{Code: r["sector"], Name: r["sector"]})
		e.Theta = append(e.Theta, economy.Elasticity{Value: number(tb, r["theta"])})
	}
	N, S := e.N(), e.S()
	e.Flow, e.Tariff = make([]float64, N*N*S), make([]float64, N*N*S)
	e.Input, e.ValueAdded, e.Final = make([]float64, N*S*S), make([]float64, N*S), make([]float64, N*S)
	spend := make([]float64, N*S)
	for _, r := range readTable(tb, filepath.Join(dir, "region_sector.csv")) {
		at := index(tb, r["region"])*S + index(tb, r["sector"])
		spend[at], e.ValueAdded[at], e.Final[at] = number(tb, r["X"]), number(tb, r["va_share"]), number(tb, r["alpha"])
	}
	for _, r := range readTable(tb, filepath.Join(dir, "io_shares.csv.gz")) {
		e.Input[(index(tb, r["region"])*S+index(tb, r["sector"]))*S+index(tb, r["input_sector"])] = number(tb, r["gamma"])
	}
	after = make([]float64, N*N*S)
	for _, r := range readTable(tb, filepath.Join(dir, "trade.csv.gz")) {
		n, i, s := index(tb, r["importer"]), index(tb, r["exporter"]), index(tb, r["sector"])
		f := e.At(s, n, i)
		e.Tariff[f], after[f] = number(tb, r["tariff_1993"]), number(tb, r["tariff_nafta"])
		e.Flow[f] = number(tb, r["pi"]) * spend[n*S+s] / (1 + e.Tariff[f])
	}
	all2005 = append([]float64(nil), e.Tariff...)
	for _, r := range readTable(tb, filepath.Join(dir, "tariffs2005.csv.gz")) {
		all2005[e.At(index(tb, r["sector"]), index(tb, r["importer"]), index(tb, r["exporter"]))] = number(tb, r["tariff_2005"])
	}
	return e, after, all2005
}

// TestNAFTABalanced reproduces the published experiment: NAFTA's tariff
// changes on the 1993 world without transfers, to 1e-9 percentage points.
func TestNAFTABalanced(t *testing.T) {
	e, after, _ := nafta(t)
	m, err := New(e, Closure{Balanced: true})
	if err != nil {
		t.Fatal(err)
	}
	res, err := m.Solve(context.Background(), &Shock{Tariff: after}, Options{Tolerance: 1e-13, Sectors: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("residual %.2g, %d sweeps, dropped: %s", res.Residual, res.Work.Sweeps, res.Dropped)
	worst := 0.0
	check := func(what string, got, want float64) {
		t.Helper()
		worst = math.Max(worst, math.Abs(got-want))
		if !(math.Abs(got-want) < 1e-9) {
			t.Errorf("%s: %.12f, want %.12f percent", what, got, want)
		}
	}
	for n, r := range readTable(t, filepath.Join(ingredients, "cp2015", "nafta_balanced_country.csv")) {
		got := res.Regions[n]
		if got.Code != r["region"] {
			t.Fatalf("region %d is %s, want %s", n, got.Code, r["region"])
		}
		pct := func(col string) float64 { return number(t, r[col]) } // the file is in percent
		check(got.Code+" welfare, first order", got.WelfareFirstPct, pct("welfare_linear"))
		check(got.Code+" terms of trade", got.TermsOfTradePct, pct("tot"))
		check(got.Code+" volume of trade", got.VolumePct, pct("vot"))
		check(got.Code+" real wage", got.RealIncomePct, pct("real_wage"))
		check(got.Code+" welfare, exact", got.WelfarePct, pct("welfare_exact"))
		check(got.Code+" wage", got.WagePct, 100*pct("w_hat")-100)
		check(got.Code+" price", got.CPIPct, 100*pct("P_hat")-100)
		check(got.Code+" outlay", 100*(got.OutlayMUSD/number(t, r["I_bln"])-1), 0)
	}
	t.Logf("largest difference over countries: %.2g percentage points", worst)
	for j, r := range readTable(t, filepath.Join(ingredients, "cp2015", "nafta_balanced_sector.csv")) {
		p := res.Point.Price[j]
		if want := number(t, r["P_hat_cfl"]) / number(t, r["P_hat_bln"]); !(math.Abs(p/want-1) < 1e-10) {
			t.Errorf("%s %s price %.13f, want %.13f", r["region"], r["sector"], p, want)
		}
		if want := number(t, r["X_cfl"]); !(math.Abs(res.Point.Expenditure[j]/want-1) < 1e-10) {
			t.Errorf("%s %s spending %.10g, want %.10g", r["region"], r["sector"], res.Point.Expenditure[j], want)
		}
	}
	N := e.N()
	for _, r := range readTable(t, filepath.Join(ingredients, "cp2015", "nafta_balanced_shares.csv.gz")) {
		f := e.At(index(t, r["sector"]), index(t, r["importer"]), index(t, r["exporter"]))
		if want := number(t, r["pi_bln"]); !(math.Abs(m.bench.share[f]-want) < 1e-11) {
			t.Fatalf("share of sector %d, %d from %d: %.13f, want %.13f", f/N/N, f/N%N, f%N, m.bench.share[f], want)
		}
	}
}

// TestHardTariffs solves the case that damping schedules fail on: all tariffs
// of 2005 at once, with a sector of elasticity 64.85.
func TestHardTariffs(t *testing.T) {
	e, _, all := nafta(t)
	for _, balanced := range []bool{true, false} {
		m, err := New(e, Closure{Balanced: balanced})
		if err != nil {
			t.Fatal(err)
		}
		res, err := m.Solve(context.Background(), &Shock{Tariff: all}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("balanced %v: residual %.2g, %d sweeps", balanced, res.Residual, res.Work.Sweeps)
	}
}

func BenchmarkNAFTA(b *testing.B) {
	e, after, all := nafta(b)
	cases := []struct {
		name   string
		tariff []float64
	}{{"nafta", after}, {"all2005", all}}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			tariff := c.tariff
			benchModel(b, e, Closure{Balanced: true}, &Shock{Tariff: tariff}, Options{})
		})
	}
}
