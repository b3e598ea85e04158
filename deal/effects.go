package deal

import (
	"math"
	"sort"

	"parley/trade"
)

// SectorsOf are the effects on a party's sectors, the one whose real output
// moves most first. Those of a bloc are of its members together: sums of money,
// and changes weighted by what they are changes of; exports and imports include
// those between members.
func (r *Result) SectorsOf(p Party) []trade.SectorResult {
	in := map[string]bool{}
	for _, c := range p.Regions {
		in[c] = true
	}
	at := map[string]int{}
	var out []trade.SectorResult
	for _, s := range r.Sectors {
		if !in[s.Region] {
			continue
		}
		k, ok := at[s.Sector]
		if !ok {
			at[s.Sector] = len(out)
			if len(p.Regions) > 1 {
				s.Region = p.ID
			}
			out = append(out, s)
			continue
		}
		together(&out[k], &s)
	}
	sort.SliceStable(out, func(a, b int) bool {
		return math.Abs(out[a].VolumePct*out[a].OutputMUSD) > math.Abs(out[b].VolumePct*out[b].OutputMUSD)
	})
	return out
}

// together adds the effects on a sector of one region to those of others.
func together(a, b *trade.SectorResult) {
	mean := func(x *float64, y, wx, wy float64) {
		if wx+wy > 0 {
			*x = (*x*wx + y*wy) / (wx + wy)
		}
	}
	// Prices are of what is bought at home and from abroad.
	home := func(s *trade.SectorResult) float64 { return math.Max(s.OutputMUSD-s.ExportsMUSD+s.ImportsMUSD, 0) }
	mean(&a.PricePct, b.PricePct, home(a), home(b))
	mean(&a.OutputPct, b.OutputPct, a.OutputMUSD, b.OutputMUSD)
	mean(&a.VolumePct, b.VolumePct, a.OutputMUSD, b.OutputMUSD)
	mean(&a.EmploymentPct, b.EmploymentPct, a.ValueAddedMUSD, b.ValueAddedMUSD)
	mean(&a.ValueAddedPct, b.ValueAddedPct, a.ValueAddedMUSD, b.ValueAddedMUSD)
	mean(&a.WagePct, b.WagePct, a.ValueAddedMUSD, b.ValueAddedMUSD)
	mean(&a.ExportsPct, b.ExportsPct, a.ExportsMUSD, b.ExportsMUSD)
	mean(&a.ImportsPct, b.ImportsPct, a.ImportsMUSD, b.ImportsMUSD)
	a.OutputMUSD += b.OutputMUSD
	a.ValueAddedMUSD += b.ValueAddedMUSD
	a.ExportsMUSD += b.ExportsMUSD
	a.ImportsMUSD += b.ImportsMUSD
}
