package tariff

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
)

// Query asks for a trade-weighted table.
type Query struct {
	Date, Known time.Time
	Origin      string // ISO alpha-3 or "EU"; empty for all partners
	By          string // one of Groupings
	Choices     Choices
}

// Groupings are the ways to group a trade-weighted table.
var Groupings = []string{"overall", "partner", "sector", "chapter", "authority", "partner,sector"}

// Effective gives the trade-weighted rates of a day with the default
// choices. The imports are those of 2024, so that a rate says what the law
// of the day charges on that basket, not what is collected on a basket that
// has moved away from it.
func (b *Book) Effective(date, known time.Time, origin, by string) (*Effective, error) {
	return b.EffectiveOf(Query{date, known, origin, by, DefaultChoices()})
}

// EffectiveOf gives the trade-weighted rates that a query asks for. An
// origin without rows in the import statistics is a NotFound fault.
func (b *Book) EffectiveOf(q Query) (*Effective, error) {
	if q.By == "" {
		q.By = "overall"
	}
	group, err := newGrouping(q.By)
	if err != nil {
		return nil, err
	}
	if y := q.Date.Year(); y < 2018 || y > 2099 {
		return nil, fault.Bad("date", "the law data speak from 2025-01-01", "nothing is known of the year %d", y)
	}
	r, err := b.rater(q.Date, q.Known, q.Choices)
	if err != nil {
		return nil, err
	}
	only := -1
	if q.Origin == "USA" {
		return nil, fault.Misuse("name the country that the goods are products of", "goods of the United States are not imports")
	}
	if q.Origin != "" {
		if only = r.w.PartnerIndex(q.Origin); only < 0 {
			return nil, r.w.noFlows(q.Origin)
		}
	}
	e := &Effective{Date: q.Date.Format(time.DateOnly), Origin: q.Origin, By: q.By, Weights: r.w.about(r.special)}
	if !q.Known.IsZero() {
		e.Known = q.Known.Format(time.DateOnly)
	}
	var all tally
	prohibited := 0.0
	r.each(only, func(c, pair int, base float64, rate *PairRate) {
		v := float64(r.w.Value[pair])
		all.add(v, base, rate)
		prohibited += v * rate.Prohibited
		group.add(r.w, c, int(r.w.Partner[pair]), v, base, rate)
	})
	if all.value > 0 {
		e.OverallPct, e.AddedPct = 100*all.duty/all.value, 100*all.added/all.value
	}
	e.Rows = group.rows(r.w, &all)
	e.Notes = r.notes(q, prohibited)
	if n := b.horizonNote(q.Date); n != "" {
		e.Notes = append([]string{n}, e.Notes...)
	}
	if n := r.patentNote(only, all.value); n != "" {
		e.Notes = append(e.Notes, n)
	}
	return e, nil
}

// tally adds up flows.
type tally struct {
	value, duty, added float64
	by                 [NumAuthorities]float64
}

func (t *tally) add(value, base float64, rate *PairRate) {
	t.value += value
	t.duty += value * (base + rate.Added)
	t.added += value * rate.Added
	for i, v := range rate.By {
		t.by[i] += value * v
	}
}

// merge adds another tally.
func (t *tally) merge(o *tally) {
	t.value += o.value
	t.duty += o.duty
	t.added += o.added
	for i, v := range o.by {
		t.by[i] += v
	}
}

func (t *tally) row(key, name string) Rate {
	row := Rate{Key: key, Name: name, ImportsUSD: t.value, DutyUSD: t.duty}
	if t.value > 0 {
		row.TotalPct, row.AddedPct = 100*t.duty/t.value, 100*t.added/t.value
	}
	return row
}

// grouping adds flows up by partner, sector or chapter.
type grouping struct {
	by     string
	cells  []tally // partner-major
	inner  int
	sector bool
}

func newGrouping(by string) (*grouping, error) {
	for _, g := range Groupings {
		if by == g {
			return &grouping{by: by}, nil
		}
	}
	return nil, fault.Misuse("give one of "+strings.Join(Groupings, "; "), "cannot group by %q", by)
}

func (g *grouping) add(w *Weights, c, partner int, value, base float64, rate *PairRate) {
	if g.cells == nil {
		g.inner = 1
		switch {
		case strings.HasSuffix(g.by, "sector"):
			g.inner, g.sector = len(w.Sectors), true
		case g.by == "chapter":
			g.inner = 100
		}
		g.cells = make([]tally, g.inner*len(w.Partners))
	}
	at := 0
	if strings.HasPrefix(g.by, "partner") {
		at = partner * g.inner
	}
	switch {
	case g.sector:
		for k := w.SectorStart[c]; k < w.SectorStart[c+1]; k++ {
			g.cells[at+int(w.SectorOf[k])].add(value*w.SectorShare[k], base, rate)
		}
	case g.by == "chapter":
		g.cells[w.chapter(c)].add(value, base, rate)
	case g.by == "partner":
		g.cells[at].add(value, base, rate)
	}
}

// rows gives the table: partners by their imports, sectors and chapters in
// the order of their codes, authorities in that of Authorities.
func (g *grouping) rows(w *Weights, all *tally) []Rate {
	switch g.by {
	case "overall":
		return []Rate{all.row("overall", "all goods")}
	case "authority":
		return authorityRows(all)
	}
	var rows []Rate
	for i := range g.cells {
		cell := &g.cells[i]
		if cell.value == 0 {
			continue
		}
		switch g.by {
		case "partner":
			rows = append(rows, cell.row(w.Partners[i].ISO, w.Partners[i].Name))
		case "sector":
			rows = append(rows, cell.row(w.Sectors[i], SectorName(w.Sectors[i])))
		case "chapter":
			rows = append(rows, cell.row(fmt.Sprintf("%02d", i), ""))
		default:
			p, s := w.Partners[i/g.inner], w.Sectors[i%g.inner]
			rows = append(rows, cell.row(p.ISO+"/"+s, p.Name+", "+SectorName(s)))
		}
	}
	if g.by == "partner" {
		sort.SliceStable(rows, func(i, j int) bool { return rows[i].ImportsUSD > rows[j].ImportsUSD })
	}
	return rows
}

// authorityRows splits the duty by legal basis; every row is a share of the
// same imports, so that the rows add up to the overall rate.
func authorityRows(all *tally) []Rate {
	base := tally{value: all.value, duty: all.duty - all.added}
	rows := []Rate{base.row("column 1", "the schedule's own rates, after preferences")}
	for i, name := range Authorities {
		if all.by[i] != 0 {
			t := tally{value: all.value, duty: all.by[i], added: all.by[i]}
			rows = append(rows, t.row(name, ""))
		}
	}
	return rows
}

// about says what the weights are.
func (w *Weights) about(special bool) string {
	value := 0.0
	for c := range w.Codes {
		if special || w.chapter(c) < 98 {
			for p := w.Start[c]; p < w.Start[c+1]; p++ {
				value += float64(w.Value[p])
			}
		}
	}
	without := " without chapters 98 and 99"
	if special {
		without = ""
	}
	return fmt.Sprintf("US imports for consumption %d%s, %.0f bn USD by 10-digit code from %d partners (US Census Bureau)",
		w.Year, without, value/1e9, len(w.Partners))
}

// notes says what the rates rest on.
func (r *rater) notes(q Query, prohibited float64) []string {
	notes := []string{"statutory rates on the basket of 2024, not duties collected; partners without rows by code (1.2 % of imports) are left out"}
	var all []string
	for _, c := range ChoiceList() {
		all = append(all, c.Name+"="+q.Choices.Value(c.Name))
	}
	notes = append(notes, "choices: "+strings.Join(all, ", ")+" (--choices explains each)")
	if changed := q.Choices.Changed(); len(changed) > 0 {
		notes = append(notes, "choices changed from their defaults: "+strings.Join(changed, ", "))
	}
	if country.Members("EU") != nil && r.w.isMember(q.Origin) {
		notes = append(notes, "the rows are those of the European Union, which the import statistics by code hold as one")
	}
	if prohibited > 0 {
		notes = append(notes, fmt.Sprintf("goods worth %.2f bn USD in 2024 may not be imported on this date; they are counted at the duty they would pay", prohibited/1e9))
	}
	return notes
}

// patentNote says by how much the share of patented medicines moves the
// rate, when the law of the day turns on it.
func (r *rater) patentNote(only int, value float64) string {
	var duty [2]float64
	was := r.patented
	for share := range duty {
		r.patented = float64(share)
		r.eachIn(only, r.medicine, func(_, pair int, base float64, rate *PairRate) {
			duty[share] += float64(r.w.Value[pair]) * rate.Added
		})
	}
	r.patented = was
	if gap := 100 * (duty[1] - duty[0]) / value; gap > 0.005 {
		return fmt.Sprintf("what share of the listed medicines is patented is not known by code: from none to all moves the overall rate by %.2f points; counted here is %g", gap, was)
	}
	return ""
}

// medicine says whether the code at c may be on the list of medicines and
// their inputs.
func (r *rater) medicine(c int) bool { return r.w.chapter(c) >= 28 && r.w.chapter(c) <= 30 }

func (w *Weights) isMember(iso string) bool {
	for _, m := range w.Members {
		if m.ISO == iso {
			return true
		}
	}
	return false
}

func (w *Weights) noFlows(iso string) error {
	return fault.Missing(iso, "parley tariff effective --by partner lists the partners",
		"%s has no rows by code in the import weights of %d", country.Name(iso), w.Year)
}
