package build

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/economy"
)

// Report says how well a build met its evidence. Money is billion USD.
type Report struct {
	Name     string          `json:"name"`
	Checks   []economy.Check `json:"checks"`
	Evidence []Evidence      `json:"evidence"`
	Balances []Balance       `json:"balances"`
	Raised   []Raised        `json:"raised_exports"`
	Notes    []string        `json:"notes"`
}

// Evidence is one comparison of the estimate with what it was made from, or
// with a table that was kept out of it.
type Evidence struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Want  string  `json:"want"`
	OK    bool    `json:"ok"`
	Where string  `json:"where,omitempty"`
}

// Balance compares a region's balance with published ones, billion USD;
// deficits are positive.
type Balance struct {
	Region     string   `json:"region"`
	ValueAdded float64  `json:"value_added"`
	Exports    float64  `json:"exports"`
	Imports    float64  `json:"imports"`
	Deficit    float64  `json:"deficit"`         // goods and services, 2022 as estimated
	OECD2020   *float64 `json:"oecd_2020"`       // in the OECD table of 2020
	Goods      float64  `json:"goods"`           // goods alone, as estimated
	BACI2023   *float64 `json:"baci_2023"`       // goods in BACI 2023, fob
	Published  float64  `json:"evidence"`        // the deficit taken as evidence, before what is left over was spread
	Doubt      string   `json:"doubt,omitempty"` // what looks wrong
}

// doubt names a balance that looks wrong: off what is published by more than
// 30 billion USD and by more than a part of value added, 3 % for goods and
// services and 8 % for goods alone, which another table counts in transit.
func (b *Balance) doubt() string {
	var out []string
	if d := b.Deficit - b.Published; math.Abs(d) > math.Max(30, 0.03*b.ValueAdded) {
		out = append(out, fmt.Sprintf("deficit %+.0f from evidence", d))
	}
	if b.BACI2023 != nil {
		if d := b.Goods - *b.BACI2023; math.Abs(d) > math.Max(30, 0.08*b.ValueAdded) {
			out = append(out, fmt.Sprintf("goods %+.0f from BACI", d))
		}
	}
	return strings.Join(out, "; ")
}

// Raised is an export margin that was too small for US purchases.
type Raised struct {
	Region string  `json:"region"`
	Group  string  `json:"group"` // the ADB industry
	Margin float64 `json:"margin"`
	Set    float64 `json:"set"`
}

func newReport(w *world, f *flows, us *usImports, tech *technologyFit, e *economy.Economy) *Report {
	r := &Report{Name: e.Name, Notes: w.notes, Checks: e.Check()}
	a := e.Accounts()
	r.balances(w, e, a)
	for _, x := range w.raised {
		r.Raised = append(r.Raised, Raised{x.region, x.group, x.from / 1e3, x.to / 1e3})
	}
	sort.Slice(r.Raised, func(i, j int) bool { return r.Raised[i].Set-r.Raised[i].Margin > r.Raised[j].Set-r.Raised[j].Margin })
	r.margins(w, e, a)
	r.usImports(w, us, e)
	r.cars(w, us, e)
	r.correlation(w, e)
	r.world(w, a)
	r.Evidence = append(r.Evidence,
		Evidence{Name: "export margins after the last round", Value: 100 * f.miss, Unit: "% off at most", Want: "below 0.001", OK: f.miss < 1e-5},
		Evidence{Name: "industries' use after the last round of the use tables", Value: 100 * tech.miss, Unit: "% off at most", Want: "below 0.01", OK: tech.miss < 1e-4, Where: tech.where},
		Evidence{Name: "use that stands elsewhere than by the technology of 2020", Value: 100 * tech.changed, Unit: "% of use", Want: "below 25", OK: tech.changed < 0.25})
	return r
}

// margins compares output and exports by region and group with the margins.
func (r *Report) margins(w *world, e *economy.Economy, a *economy.Accounts) {
	S, G := len(oecd), len(groups)
	// In smaller cells the dust that was taken out shows.
	out, exp, services, va := worstOf{least: 100}, worstOf{least: 100}, worstOf{least: 100}, worstOf{least: 100}
	var moved, all float64
	for n, c := range w.regions {
		var value, want, x0, x1 float64
		for g, gr := range groups {
			var y, x float64
			for _, s := range gr.oecd {
				k := e.Sector(s)
				y += a.Output[n*S+k]
				x += a.Exports[n*S+k]
			}
			at := n*G + g
			out.see(y, w.out[at], c+" "+gr.adb[0])
			if gr.goods {
				exp.see(x, w.exp[at], c+" "+gr.adb[0])
			} else {
				x0 += w.adbExp[at]
				x1 += x
				moved += math.Abs(x-w.adbExp[at]) / 2
				all += w.adbExp[at]
			}
			want += w.out[at] - w.use[at]
		}
		services.see(x1, x0, c)
		value = a.ValueAdded[n]
		va.see(value, want, c)
	}
	r.Evidence = append(r.Evidence,
		Evidence{Name: "output by region and group of industries, against the margins of 2022", Value: 100 * out.v, Unit: "% off at most", Want: "below 0.01", OK: out.v < 1e-4, Where: out.where},
		Evidence{Name: "exports of goods by region and group, against the margins (as raised, below)", Value: 100 * exp.v, Unit: "% off at most", Want: "below 0.01", OK: exp.v < 1e-4, Where: exp.where},
		Evidence{Name: "exports of services by region, against the margins", Value: 100 * services.v, Unit: "% off at most", Want: "below 0.01", OK: services.v < 1e-4, Where: services.where},
		Evidence{Name: "exports of services that stand in another group than in the ADB table", Value: 100 * moved / all, Unit: "% of service exports", Want: "no limit set", OK: true},
		Evidence{Name: "value added by region, against the margins", Value: 100 * va.v, Unit: "% off at most", Want: "below 1", OK: va.v < 0.01, Where: va.where})
}

// worstOf keeps the largest relative deviation among cells of a size.
type worstOf struct {
	least float64 // million USD; smaller cells are passed over
	v     float64
	where string
}

func (o *worstOf) see(got, want float64, where string) {
	if want < o.least {
		return
	}
	if v := math.Abs(got/want - 1); v > o.v {
		o.v, o.where = v, where
	}
}

// usImports compares US imports with the Census, by partner and goods
// industry, the members of the EU as one.
func (r *Report) usImports(w *world, us *usImports, e *economy.Economy) {
	o := worstOf{least: 0.1}
	var total, want float64
	for s, c := range oecd {
		if !c.goods {
			continue
		}
		unit := map[string][2]float64{}
		for p, code := range w.regions {
			if p == w.usa {
				continue
			}
			if w.eu[code] {
				code = "EU"
			}
			v := unit[code]
			v[0] += e.Flow[e.At(s, w.usa, p)]
			v[1] += us.value[c.code][p]
			unit[code] = v
		}
		for _, code := range sortedKeys(unit) {
			o.see(unit[code][0], unit[code][1], code+" "+c.code)
			total += unit[code][0]
			want += unit[code][1]
		}
	}
	r.Evidence = append(r.Evidence,
		Evidence{Name: "US imports 2024 by partner and goods industry, against the Census", Value: 100 * o.v, Unit: "% off at most", Want: "below 2", OK: o.v < 0.02, Where: o.where},
		Evidence{Name: "US imports of goods in all", Value: total / 1e3, Unit: "billion USD", Want: fmt.Sprintf("%.1f in the Census by industry; %.1f more belong to none", want/1e3, w.in.countOut/1e9), OK: math.Abs(total/want-1) < 0.02})
}

// cars names the flow that the case of Japan turns on.
func (r *Report) cars(w *world, us *usImports, e *economy.Economy) {
	jpn, ok := w.at["JPN"]
	if !ok {
		return
	}
	got, want := e.Flow[e.At(e.Sector("C29"), w.usa, jpn)]/1e3, us.value["C29"][jpn]/1e3
	r.Evidence = append(r.Evidence, Evidence{Name: "motor vehicles (C29) from Japan to the United States", Value: got, Unit: "billion USD",
		Want: fmt.Sprintf("%.1f in the Census", want), OK: math.Abs(got/want-1) < 0.02})
}

// icioEmpty is what the seven-region table holds where there is no flow.
const icioEmpty = 0.01

// correlation compares log flows with the seven-region table of 2017, which
// gave no levels to the estimate.
func (r *Report) correlation(w *world, e *economy.Economy) {
	sum := map[[3]string]float64{}
	for s, c := range oecd {
		for n, to := range w.regions {
			for i, from := range w.regions {
				sum[[3]string{c.code, icioRegion(from, w.eu), icioRegion(to, w.eu)}] += e.Flow[e.At(s, n, i)]
			}
		}
	}
	var all, trade pairs
	for _, c := range oecd {
		for _, from := range icioRegions {
			for _, to := range icioRegions {
				key := [3]string{c.code, from, to}
				x, y := w.in.icio[key], sum[key]
				if x <= icioEmpty || y <= 0 {
					continue
				}
				all.add(math.Log(x), math.Log(y))
				if from != to {
					trade.add(math.Log(x), math.Log(y))
				}
			}
		}
	}
	if all.n < 3 {
		return
	}
	r.Evidence = append(r.Evidence,
		Evidence{Name: "log flows against the seven-region table 2017, correlation", Value: all.correlation(), Unit: "", Want: "at least 0.95", OK: all.correlation() >= 0.95},
		Evidence{Name: "the same, trade between regions only", Value: trade.correlation(), Unit: "", Want: "no limit set", OK: true})
}

// pairs adds up a correlation.
type pairs struct{ n, x, y, xx, yy, xy float64 }

func (p *pairs) add(x, y float64) {
	p.n++
	p.x += x
	p.y += y
	p.xx += x * x
	p.yy += y * y
	p.xy += x * y
}

func (p *pairs) correlation() float64 {
	return (p.n*p.xy - p.x*p.y) / math.Sqrt((p.n*p.xx-p.x*p.x)*(p.n*p.yy-p.y*p.y))
}

// world compares world value added with the ADB table.
func (r *Report) world(w *world, a *economy.Accounts) {
	var got, want float64
	for _, v := range a.ValueAdded {
		got += v
	}
	for _, c := range sortedKeys(w.in.adb) {
		for _, s := range sortedKeys(w.in.adb[c]) {
			want += w.in.adb[c][s].output - w.in.adb[c][s].use
		}
	}
	r.Evidence = append(r.Evidence, Evidence{Name: "world value added", Value: got / 1e6, Unit: "trillion USD", Want: fmt.Sprintf("%.2f in the ADB table", want/1e6), OK: math.Abs(got/want-1) < 0.01})
}

func (r *Report) balances(w *world, e *economy.Economy, a *economy.Accounts) {
	S := len(oecd)
	net := make([]float64, e.N())
	for _, t := range w.baciSorted() {
		if i, n := w.region(t.from), w.region(t.to); i != n {
			net[n] += t.value
			net[i] -= t.value
		}
	}
	for n, c := range w.regions {
		b := Balance{Region: c, ValueAdded: a.ValueAdded[n] / 1e3, Exports: a.TotalExports[n] / 1e3, Imports: a.TotalImports[n] / 1e3,
			Deficit: a.Deficit[n] / 1e3}
		for k, o := range oecd {
			if o.goods {
				b.Goods += (a.Imports[n*S+k] - a.Exports[n*S+k]) / 1e3
			}
		}
		b.Published = w.evidence[n] / 1e3
		if d, ok := w.in.balance[c]; ok {
			d /= 1e3
			b.OECD2020 = &d
		}
		if d := net[n] / 1e3; !w.absent[c] {
			b.BACI2023 = &d
		}
		b.Doubt = b.doubt()
		r.Balances = append(r.Balances, b)
	}
}
