package deal

import (
	"math"
	"time"

	"parley/economy"
	"parley/tariff"
)

// toy is a small world in balance: six regions, eleven sectors, invented
// round numbers. It is for tests of the machinery; nothing in it is an
// estimate of anything.
func toy() *economy.Economy {
	regions := []string{"JPN", "USA", "CHN", "DEU", "KOR", "ROW"}
	sectors := []struct {
		code  string
		kind  economy.Kind
		theta float64
	}{{"A01_02", economy.Goods, 5}, {"B05_06", economy.Goods, 6}, {"C10T12", economy.Goods, 4}, {"C13T15", economy.Goods, 5}, {"C19", economy.Goods, 6}, {"C24", economy.Goods, 5}, {"C26", economy.Goods, 4}, {"C28", economy.Goods, 5},
		{"C29", economy.Goods, 5}, {"C30", economy.Goods, 5}, {"G", economy.Services, 4}}
	size := []float64{4000, 24000, 17000, 4000, 1700, 30000} // bn
	e := &economy.Economy{Name: "toy", Title: "a toy world", Year: 2022, Currency: "USD", Estimate: true}
	for _, r := range regions {
		e.Regions = append(e.Regions, economy.Region{Code: r, Name: r})
	}
	for _, s := range sectors {
		e.Sectors = append(e.Sectors, economy.Sector{Code: s.code, Name: s.code, Kind: s.kind})
		e.Theta = append(e.Theta, economy.Elasticity{Value: s.theta, Low: s.theta / 2, High: s.theta * 1.5, Source: "round"})
	}
	N, S := len(regions), len(sectors)
	e.Flow, e.Tariff = make([]float64, N*N*S), make([]float64, N*N*S)
	weight := []float64{0.04, 0.03, 0.04, 0.02, 0.02, 0.05, 0.06, 0.05, 0.06, 0.03, 0.60}
	for s := range sectors {
		for n := range regions {
			for i := range regions {
				f := weight[s] * size[n] * 1000
				switch {
				case i == n:
					f *= 0.8
				case sectors[s].kind == economy.Services:
					f *= 0.01 * size[i] / 20000
				default:
					f *= 0.2 * size[i] / 80000
					if sectors[s].code == "C29" && i == 0 {
						f *= 4 // the first region's strength
					}
				}
				e.Flow[e.At(s, n, i)] = f
				if i != n && sectors[s].kind == economy.Goods {
					e.Tariff[e.At(s, n, i)] = 0.02
				}
			}
		}
	}
	e.Input = make([]float64, N*S*S)
	e.ValueAdded, e.Final = make([]float64, N*S), make([]float64, N*S)
	for n := range regions {
		use := make([]float64, S)
		for j := 0; j < S; j++ {
			sum := 0.0
			for k := 0; k < S; k++ {
				a := 0.5 * weight[k] * 0.8
				if k == j {
					a += 0.08
				}
				e.Input[(n*S+j)*S+k] = a
				sum += a
				use[k] += a * e.Output(n, j)
			}
			e.ValueAdded[n*S+j] = 1 - sum
		}
		total := 0.0
		for k := 0; k < S; k++ {
			spend := 0.0
			for i := range regions {
				spend += e.Flow[e.At(k, n, i)] * (1 + e.Tariff[e.At(k, n, i)])
			}
			e.Final[n*S+k] = math.Max(spend-use[k], 0)
			total += e.Final[n*S+k]
		}
		for k := 0; k < S; k++ {
			e.Final[n*S+k] /= total
		}
	}
	return e
}

// toyInputs is the toy world under a law like that of May 2025.
func toyInputs() Inputs {
	shares := []DutyShare{
		{Measure: "us-ieepa-reciprocal", Sector: "A01_02", Covered: 0.9, Added: 0.09, Column1: 0.03},
		{Measure: "us-ieepa-reciprocal", Sector: "C26", Covered: 0.6, Added: 0.06, Column1: 0.01},
		{Measure: "us-ieepa-reciprocal", Sector: "C30", Covered: 1, Added: 0.10, Column1: 0.01},
		{Measure: "us-232-autos", Sector: "C29", Covered: 0.7, Added: 0.175, Column1: 0.025},
		{Measure: "us-232-auto-parts", Sector: "C29", Covered: 0.25, Added: 0.0625, Column1: 0.025},
		{Measure: "us-232-steel", Sector: "C24", Covered: 0.5, Added: 0.125, Column1: 0},
		{Measure: "us-232-aluminium", Sector: "C24", Covered: 0.1, Added: 0.025, Column1: 0},
	}
	return Inputs{
		Economy: func(string) (*economy.Economy, error) { return toy(), nil },
		Schedule: func(date, known time.Time) (tariff.Schedule, error) {
			e := toy()
			s := tariff.Schedule{Date: date}
			for _, c := range e.Sectors {
				if c.Kind == economy.Goods {
					s.Sectors = append(s.Sectors, c.Code)
				}
			}
			for _, r := range e.Regions {
				if r.Code == "USA" {
					continue
				}
				row := make([]float64, len(s.Sectors))
				for k, code := range s.Sectors {
					for _, d := range shares {
						if d.Sector == code && date != benchmarkDay {
							row[k] += d.Added
						}
					}
				}
				s.Partners = append(s.Partners, r.Code)
				s.Added = append(s.Added, row)
				s.Total = append(s.Total, row)
				s.Imports = append(s.Imports, make([]float64, len(row)))
			}
			return s, nil
		},
		Shares: func(string, time.Time, time.Time) ([]DutyShare, error) { return shares, nil },
	}
}
