package tariff

import (
	"testing"
	"time"
)

// FuzzList feeds any bytes to the reader of lists: it refuses or accepts,
// and what it accepts has sets, dates in order and codes of digits.
func FuzzList(f *testing.F) {
	f.Add("# source: x\n# licence: y\n# confidence: A\ncode,from,to,qualifier\n8703,2025-01-01,,cars\n")
	f.Add("# match: longest\n# source: x\n# licence: y\n# confidence: B\ncode,from,to,qualifier\n87,2025-01-01,2025-02-01,\n8703,2025-01-01,,x\n")
	f.Add("code,from,to,qualifier\n")
	f.Fuzz(func(t *testing.T, text string) {
		p := &products{byCode: map[uint64][]membership{}, named: map[string][]int{}, heads: map[string]listTop{}, changes: map[string]map[civil]*Act{}}
		if p.readList("fuzz.csv", []byte(text), nil) != nil {
			return
		}
		for _, c := range p.sorted {
			if !isDigits(c) {
				t.Fatalf("accepted the code %q", c)
			}
			for _, m := range p.byCode[pack(c)] {
				if m.to < m.from || int(m.set) >= len(p.sets) {
					t.Fatalf("accepted %s from %s to %s in set %d", c, m.from, m.to, m.set)
				}
			}
		}
	})
}

// FuzzDuty asks for any code, origin and fact: the answer is an error or a
// duty that adds up.
func FuzzDuty(f *testing.F) {
	f.Add("8703.23.01", "JP", int64(20228), "usmca", "true")
	f.Add("9506.91.00", "CN", int64(20347), "steel_value", "400")
	f.Add("2204.21.20", "CA", int64(20725), "loaded_before", "2025-08-01")
	f.Fuzz(func(t *testing.T, code, origin string, day int64, key, value string) {
		e := Entry{Code: code, Origin: origin, Date: time.Unix(day%40000*86400, 0).UTC(), ValueUSD: 1000, Facts: map[string]string{key: value}}
		d, err := lawBook(t).Duty(e)
		if err != nil || d.Status == Prohibited {
			return
		}
		sum := 0.0
		for _, l := range d.Lines {
			if l.Applies {
				sum += l.USD
			}
		}
		if diff := sum - d.DutyUSD; diff > 0.1 || diff < -0.1 {
			t.Fatalf("lines come to %g USD, the duty to %g", sum, d.DutyUSD)
		}
		if d.LowPct > d.TotalPct+1e-6 || d.HighPct < d.TotalPct-1e-6 {
			t.Fatalf("total %g outside its range %g to %g", d.TotalPct, d.LowPct, d.HighPct)
		}
	})
}
