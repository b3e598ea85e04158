package tariff

import (
	"math"
	"slices"
	"sort"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
)

// modelPartners are the partners of the United States in the embedded
// economy world-2022: the members of the European Union, those below, and ROW
// for every economy that has no name there.
var modelPartners = []string{
	"ARE", "ARG", "AUS", "BGD", "BRA", "BRN", "CAN", "CHE", "CHN", "COL", "EGY", "GBR", "HKG", "IDN", "IND", "JPN",
	"KAZ", "KHM", "KOR", "LAO", "MEX", "MYS", "NOR", "NZL", "PAK", "PHL", "RUS", "SAU", "SGP", "THA", "TUR", "TWN", "VNM",
}

// Schedule is the law of a day for the trade model: the total and the
// additional rate of every partner of the embedded world economy by ICIO
// goods sector, with the default choices. ScheduleFor is the same for other
// partners.
//
// The rates of the members of the European Union are those of the Union; its
// imports are split by the imports of each member by sector. ROW is every
// partner that has no row. A partner without rows by code (Brunei,
// Kazakhstan, Laos and most small economies) is charged its own law on the
// basket of all US imports of the sector.
//
// The benchmark tariffs of the world economy are the duties paid in 2024,
// which preferences, quotas and exclusions lowered. What the law has changed
// since is Added of the day less Added of 1 January 2025, when the additional
// duties of 2024 (section 301 on China, section 232 with its exemptions) still
// stood: a counterfactual adds that difference to the benchmark, so that what
// did not change stays as it was paid. Since gives it.
func (b *Book) Schedule(date, known time.Time) (Schedule, error) {
	partners := slices.Concat(modelPartners, country.Members("EU"), []string{"ROW"})
	return b.ScheduleFor(date, known, partners, DefaultChoices())
}

// ScheduleFor is Schedule for partners of one's own: ISO alpha-3 codes, "EU"
// for the Union as one, "ROW" for all the rest; the United States are left
// out. The rows come in alphabetical order, ROW last. A day before the law
// held begins is a BadInput fault: a table could say that it is incomplete, a
// shock cannot.
func (b *Book) ScheduleFor(date, known time.Time, partners []string, ch Choices) (Schedule, error) {
	if first, _, _ := b.Law.Horizon(); date.Before(first) {
		return Schedule{}, fault.Bad("", "give a day from "+first.Format(time.DateOnly)+" on",
			"the law of %s is not in the data, which begin on %s", date.Format(time.DateOnly), first.Format(time.DateOnly))
	}
	r, err := b.rater(date, known, ch)
	if err != nil {
		return Schedule{}, err
	}
	s := Schedule{Date: date, Sectors: GoodsSectors, Partners: rowsFor(partners)}
	w := r.w
	cells := newSectorCells(w, len(w.Partners)) // by partner of the statistics
	r.each(-1, func(c, pair int, base float64, rate *PairRate) {
		cells.add(int(w.Partner[pair]), c, float64(w.Value[pair]), base, rate)
	})
	for _, iso := range s.Partners {
		var total, added, imports []float64
		switch {
		case iso == "ROW":
			total, added, imports = cells.rest(s.Partners)
		case w.PartnerIndex(iso) >= 0:
			total, added, imports = cells.rates(w.PartnerIndex(iso))
			imports = w.memberPart(iso, imports)
		default:
			total, added = r.worldBasket(iso)
			imports = w.importsOf(iso)
		}
		s.Total, s.Added, s.Imports = append(s.Total, total), append(s.Added, added), append(s.Imports, imports)
	}
	return s, nil
}

// rowsFor sorts the partners, ROW last, each once and the United States not.
func rowsFor(partners []string) []string {
	rows := slices.DeleteFunc(slices.Clone(partners), func(p string) bool { return p == "USA" || p == "ROW" })
	slices.Sort(rows)
	rows = slices.Compact(rows)
	if slices.Contains(partners, "ROW") {
		rows = append(rows, "ROW")
	}
	return rows
}

// Since gives how much the additional duties have risen since another day,
// by partner and sector, fractions: what a counterfactual adds to benchmark
// tariffs that stood on that day.
func (s *Schedule) Since(before *Schedule) [][]float64 {
	out := make([][]float64, len(s.Partners))
	for i, p := range s.Partners {
		out[i] = make([]float64, len(s.Sectors))
		for j, sector := range s.Sectors {
			_, was, _ := before.Rate(p, sector)
			out[i][j] = s.Added[i][j] - was
		}
	}
	return out
}

// Row is the row of a partner: its own, for a bloc that of its members (they
// have one rate), or ROW's. The United States have none: -1.
func (s *Schedule) Row(partner string) int {
	if partner == "USA" {
		return -1
	}
	if i := slices.Index(s.Partners, partner); i >= 0 {
		return i
	}
	for _, m := range country.Members(partner) {
		if i := slices.Index(s.Partners, m); i >= 0 {
			return i
		}
	}
	return len(s.Partners) - 1
}

// Rate finds the total and added rate of a partner (see Row) and sector,
// fractions. ok is false when the sector is not one of goods, or the partner
// is the United States.
func (s *Schedule) Rate(partner, sector string) (total, added float64, ok bool) {
	i, j := s.Row(partner), slices.Index(s.Sectors, sector)
	if i < 0 || j < 0 {
		return 0, 0, false
	}
	return s.Total[i][j], s.Added[i][j], true
}

// sectorCells adds flows up by row and goods sector.
type sectorCells struct {
	w     *Weights
	of    []int // position in GoodsSectors of each sector of w, or -1
	cells []tally
}

func newSectorCells(w *Weights, rows int) *sectorCells {
	s := &sectorCells{w: w, of: make([]int, len(w.Sectors)), cells: make([]tally, rows*len(GoodsSectors))}
	for i, code := range w.Sectors {
		s.of[i] = slices.Index(GoodsSectors, code)
	}
	return s
}

func (s *sectorCells) add(row, c int, value, base float64, rate *PairRate) {
	for k := s.w.SectorStart[c]; k < s.w.SectorStart[c+1]; k++ {
		if j := s.of[s.w.SectorOf[k]]; j >= 0 {
			s.cells[row*len(GoodsSectors)+j].add(value*s.w.SectorShare[k], base, rate)
		}
	}
}

func (s *sectorCells) rates(row int) (total, added, imports []float64) {
	n := len(GoodsSectors)
	total, added, imports = make([]float64, n), make([]float64, n), make([]float64, n)
	for j := range n {
		t := &s.cells[row*n+j]
		if imports[j] = t.value; t.value > 0 {
			total[j], added[j] = t.duty/t.value, t.added/t.value
		}
	}
	return total, added, imports
}

// rest adds up the partners of the statistics that rows do not name.
func (s *sectorCells) rest(rows []string) (total, added, imports []float64) {
	sum := newSectorCells(s.w, 1)
	n := len(GoodsSectors)
	for i, p := range s.w.Partners {
		if slices.Contains(rows, p.ISO) || p.ISO == "EU" && slices.ContainsFunc(rows, s.w.isMember) {
			continue
		}
		for j := range n {
			sum.cells[j].merge(&s.cells[i*n+j])
		}
	}
	total, added, imports = sum.rates(0)
	for _, small := range s.w.Small {
		if slices.Contains(rows, small.ISO) && small.ISO != "ROW" {
			continue
		}
		for j, v := range s.w.importsOf(small.ISO) {
			imports[j] += v
		}
	}
	return total, added, imports
}

// worldBasket works out the rates of a partner without flows on the imports
// from all, by goods sector.
func (r *rater) worldBasket(iso string) (total, added []float64) {
	cells := newSectorCells(r.w, 1)
	p := r.partner(iso, -1)
	var mix Mix
	for c := range r.w.Codes {
		if r.class[c] < 0 {
			continue
		}
		value := 0.0
		for k := r.w.Start[c]; k < r.w.Start[c+1]; k++ {
			value += float64(r.w.Value[k])
		}
		r.mixOf(c, &mix)
		r.fill(c, p, math.NaN(), &mix)
		rate := p.law.Rate(r.class[c], &mix)
		cells.add(0, c, value, mix.Column1, &rate)
	}
	total, added, _ = cells.rates(0)
	return total, added
}

// importsOf gives the imports by goods sector of a partner without rows by
// code; zero where the statistics do not name it.
func (w *Weights) importsOf(iso string) []float64 {
	out := make([]float64, len(GoodsSectors))
	for _, s := range w.Small {
		if s.ISO == iso {
			for j, code := range GoodsSectors {
				out[j] = float64(s.Value[w.SectorIndex(code)])
			}
		}
	}
	return out
}

// memberPart is the part of the imports from the European Union that come
// from one member; the imports of any other partner stay as they are.
func (w *Weights) memberPart(iso string, imports []float64) []float64 {
	if !w.isMember(iso) {
		return imports
	}
	out := make([]float64, len(imports))
	for j, code := range GoodsSectors {
		at := w.SectorIndex(code)
		own, sum := 0.0, 0.0
		for _, m := range w.Members {
			sum += float64(m.Value[at])
			if m.ISO == iso {
				own = float64(m.Value[at])
			}
		}
		if sum > 0 {
			out[j] = imports[j] * own / sum
		}
	}
	return out
}

// MeasureShare is what one measure does to one sector of a partner's goods.
// All are fractions.
type MeasureShare struct {
	Measure string  `json:"measure"` // id in law/
	Sector  string  `json:"sector"`  // ICIO code
	Covered float64 `json:"covered"` // share of the sector's imports that the measure charges
	Added   float64 `json:"added"`   // its duty, of the sector's imports
	Column1 float64 `json:"column1"` // column-1 rate of the covered part, after preferences
	Imports float64 `json:"imports_usd"`
}

// Breakdown gives, for one partner on a day, what each measure charges by
// ICIO goods sector, with the default choices: what a counterfactual that
// takes one measure off needs to know. Measures stack, so that the rates of
// the measures of a sector add up to its added rate; taking one off may let
// another in, which only the law of a counterfactual day can tell.
func (b *Book) Breakdown(partner string, date, known time.Time) ([]MeasureShare, error) {
	r, err := b.rater(date, known, DefaultChoices())
	if err != nil {
		return nil, err
	}
	index := r.w.PartnerIndex(partner)
	if index < 0 {
		return nil, fault.Missing(partner, "parley tariff effective --by partner lists the partners", "no rows by code")
	}
	type key struct {
		measure string
		sector  int
	}
	type sum struct{ covered, added, column1 float64 }
	sums := map[key]*sum{}
	imports := make([]float64, len(r.w.Sectors))
	p := r.partner(r.w.Partners[index].ISO, index)
	var mix Mix
	for c := range r.w.Codes {
		if r.class[c] < 0 {
			continue
		}
		for k := r.w.Start[c]; k < r.w.Start[c+1]; k++ {
			if int(r.w.Partner[k]) != index || r.w.Value[k] == 0 {
				continue
			}
			v := float64(r.w.Value[k])
			r.mixOf(c, &mix)
			r.fill(c, p, float64(r.w.Duty[k])/v, &mix)
			for j := r.w.SectorStart[c]; j < r.w.SectorStart[c+1]; j++ {
				s, part := int(r.w.SectorOf[j]), v*r.w.SectorShare[j]
				imports[s] += part
				p.law.RateByMeasure(r.class[c], &mix, func(measure string, added, covered float64) {
					e := sums[key{measure, s}]
					if e == nil {
						e = &sum{}
						sums[key{measure, s}] = e
					}
					e.covered += part * covered
					e.added += part * added
					e.column1 += part * covered * mix.Column1
				})
			}
		}
	}
	var out []MeasureShare
	for k, e := range sums {
		if !slices.Contains(GoodsSectors, r.w.Sectors[k.sector]) || e.covered == 0 {
			continue
		}
		total := imports[k.sector]
		out = append(out, MeasureShare{k.measure, r.w.Sectors[k.sector], e.covered / total, e.added / total, e.column1 / e.covered, total})
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Sector != out[j].Sector {
			return out[i].Sector < out[j].Sector
		}
		return out[i].Measure < out[j].Measure
	})
	return out, nil
}
