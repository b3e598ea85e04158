package deal

import (
	"fmt"
	"math"
	"sort"

	"parley/deal/bargain"
	"parley/internal/country"
	"parley/trade"
)

// report writes down what a session found.
func (s *session) report() (*Result, error) {
	c := s.c
	res := &Result{
		Case: c.ID, Title: c.Title, Date: c.Date, Valid: c.Valid,
		Economy: s.fullEcon.Name, Closure: s.search.model.Closure().Name, Year: s.fullEcon.Year,
		Lead:   Lead{c.Lead.Concept, Reading(c.Lead.Reading)},
		Solves: s.solves, Verified: s.full != nil, Residual: s.residual,
	}
	for _, p := range c.Parties {
		party := Party{ID: p.ID, Name: p.Name, Regions: p.Regions}
		for _, w := range p.Weights {
			party.Weights = append(party.Weights, Weight{Sector: w.Sector, Value: w.Value, Source: s.cited(w.Source)})
		}
		res.Parties = append(res.Parties, party)
	}
	for _, x := range c.Sources {
		res.Sources = append(res.Sources, Source{ID: x.ID, Title: x.Title, Date: x.Date, URL: x.URL, Grade: x.Grade})
	}
	s.reportOutcomes(res)
	for i := range c.Instruments {
		res.Instruments = append(res.Instruments, s.instrument(i))
	}
	for _, pk := range s.picks {
		if pk.levels != nil {
			res.Solutions = append(res.Solutions, s.solution(pk))
		}
	}
	if err := s.reportSigned(res); err != nil {
		return nil, err
	}
	for ri := range readings {
		s.reportFrontier(res, ri)
		if err := s.reportZone(res, ri); err != nil {
			return nil, err
		}
		s.reportBinding(res, ri)
		if lead := s.leadOf(ri); lead != nil {
			res.Shares = append(res.Shares, s.shares(ri, lead)...)
		}
	}
	s.reportLines(res)
	s.reportDelay(res)
	res.Keeping = s.keeping()
	s.reportEffects(res)
	for _, x := range append(append([]Solution(nil), res.Solutions...), res.Signed...) {
		res.Gap = math.Max(res.Gap, x.Gap)
	}
	s.reportNotes(res)
	return res, nil
}

// payoff is what a reported package gives a party against the disagreement:
// the full solve where there is one, else the approximation.
func (s *session) payoff(ri int, levels []int, p int) float64 {
	x := s.packages[key(levels)]
	if x == nil || x.full == nil {
		return s.approx(ri, levels, p)
	}
	return x.full.value(readings[ri], p) - s.full.base.value(readings[ri], p) + s.direct(levels, p)
}

// approx is the same by own and cross effects.
func (s *session) approx(ri int, levels []int, p int) float64 {
	v := make([]float64, len(s.c.Parties))
	s.tables[ri].Payoff(levels, v)
	return v[p]
}

// direct adds the values that the case gives for items without shock.
func (s *session) direct(levels []int, p int) float64 {
	sum := 0.0
	for i, l := range levels {
		if l > 0 {
			sum += s.c.Instruments[i].Levels[l].direct(s.c.Parties[p].ID)
		}
	}
	return sum
}

func (s *session) payoffs(ri int, levels []int) map[string]float64 {
	out := map[string]float64{}
	for p, party := range s.c.Parties {
		out[party.ID] = s.payoff(ri, levels, p)
	}
	return out
}

// interval is the payoff with the range over elasticities and over what
// else is not known, one at a time.
func (s *session) interval(ri int, levels []int, p int) Interval {
	r := readings[ri]
	mid := s.payoff(ri, levels, p)
	iv := Interval{mid, mid, mid}
	trade := mid - s.direct(levels, p)
	if x := s.packages[key(levels)]; x != nil {
		for n, o := range x.spread {
			v := o.value(r, p) - s.spread[n].base.value(r, p)
			iv.Low, iv.High = math.Min(iv.Low, v-trade+mid), math.Max(iv.High, v-trade+mid)
		}
	}
	for i, l := range levels {
		if l > 0 {
			if v, ok := s.c.Instruments[i].Levels[l].Value[s.c.Parties[p].ID]; ok {
				iv.Low += v.Low - v.Mid
				iv.High += v.High - v.Mid
			}
		}
	}
	return iv
}

func (s *session) reportOutcomes(res *Result) {
	c := s.c
	none := map[string]float64{}
	for _, p := range c.Parties {
		none[p.ID] = 0
	}
	res.Disagreement = Outcome{Title: c.Disagreement.Title, Law: c.Disagreement.Law, Payoffs: none, Source: s.cited(c.Disagreement.Source)}
	levels, _ := c.levels(c.StatusQuo.Package, "", 0)
	res.StatusQuo = Outcome{Title: c.StatusQuo.Title, Law: c.Date, Payoffs: s.payoffs(s.leadReading(), levels), Source: s.cited(c.StatusQuo.Source)}
}

func (s *session) leadReading() int {
	for ri, r := range readings {
		if string(r) == s.c.Lead.Reading {
			return ri
		}
	}
	return 0
}

// instrument values every level of one item, alone from the disagreement.
func (s *session) instrument(i int) Instrument {
	c, spec := s.c, &s.c.Instruments[i]
	out := Instrument{ID: spec.ID, Title: spec.Title, Kind: spec.Kind, Giver: spec.Giver, Receiver: spec.Receiver,
		Evidence: spec.Evidence, Note: spec.Note, Direct: spec.Direct(), Match: spec.Match, Record: spec.Record, Source: spec.Source}
	for l := range spec.Levels {
		v := &spec.Levels[l]
		lv := Level{ID: v.ID, Title: v.Title, Value: ByParty{}, Politic: ByParty{}}
		for p, party := range c.Parties {
			for ri := range readings {
				iv, ok := s.own(ri, i, l, p)
				if ok && ri == 0 {
					lv.Value[party.ID] = iv
				}
				if ok && ri == 1 {
					lv.Politic[party.ID] = iv
				}
			}
		}
		if o := s.surface.own[i][l]; o != nil && spec.Kind == "purchase" {
			if w, ok := wedgePct(o); ok {
				lv.WedgePct = &w
			}
		}
		if o := s.surface.own[i][l]; o != nil {
			if f, ok := fillOf(o); ok {
				lv.Quota = &f
			}
		}
		out.Levels = append(out.Levels, lv)
	}
	top := out.Levels[len(out.Levels)-1]
	out.Value, out.Politic = top.Value, top.Politic
	if len(out.Value) == 0 {
		out.Believe = spec.Believe
	}
	return out
}

// own is the value interval of one level for one party; not ok when the
// case gives no value for an item without trade shock.
func (s *session) own(ri, i, l, p int) (Interval, bool) {
	spec := &s.c.Instruments[i]
	if l == 0 {
		return Interval{}, true
	}
	if spec.Direct() {
		// A party that a value does not name gets nothing from it; an item
		// without any value is not valued for anybody.
		v := spec.Levels[l].Value[s.c.Parties[p].ID]
		return Interval{v.Low, v.Mid, v.High}, len(spec.Levels[l].Value) > 0
	}
	r := readings[ri]
	mid := s.surface.gain(s.search, r, i, l, p)
	iv := Interval{mid, mid, mid}
	for k := range s.wide {
		if o := s.wide[k][i][l]; o != nil {
			v := o.value(r, p) - s.spread[k].base.value(r, p)
			iv.Low, iv.High = math.Min(iv.Low, v), math.Max(iv.High, v)
		}
	}
	return iv, true
}

// wedgePct is the largest implicit subsidy of the purchases in an outcome.
func wedgePct(o *outcome) (pct float64, ok bool) {
	for _, w := range o.wedges {
		if w.Kind == "purchase" {
			pct, ok = math.Max(pct, w.WedgePct), true
		}
	}
	return pct, ok
}

func (s *session) solution(pk pick) Solution {
	x := s.measured(Solution{Concept: string(pk.concept), Reading: readings[pk.reading],
		Title: conceptTitles[pk.concept]}, pk.reading, pk.levels)
	x.Proof = pk.settled.proof(s.frontiers[pk.reading].Len())
	return x
}

// measured fills in the payoffs of a package.
func (s *session) measured(x Solution, ri int, levels []int) Solution {
	x.Package, x.Payoffs, x.Range = s.c.pack(levels), s.payoffs(ri, levels), ByParty{}
	p := s.packages[key(levels)]
	x.Verified = p != nil && p.full != nil
	for k, party := range s.c.Parties {
		x.Range[party.ID] = s.interval(ri, levels, k)
		x.Gap = math.Max(x.Gap, math.Abs(s.payoff(ri, levels, k)-s.approx(ri, levels, k)))
	}
	return x
}

var conceptTitles = map[bargain.Concept]string{
	bargain.Nash:             "largest product of gains",
	bargain.KalaiSmorodinsky: "equal shares of what each could hope for",
	bargain.Egalitarian:      "largest smallest gain",
	bargain.Utilitarian:      "largest sum of gains",
	impasse:                  "largest product of gains over the status quo that rules while talks go on",
}

// impasse is the Nash point measured from what the parties have while they
// talk instead of from what follows if they stop: the limit of alternating
// offers when nobody can walk away and offers follow fast on each other
// (Binmore, Rubinstein and Wolinsky 1986, RAND Journal of Economics 17(2)). The
// side that discounts less gets more, as in Rubinstein (1982, Econometrica
// 50(1)): weights are the inverse of the discount rates.
// No deal then only bounds it: nobody takes less than that.
const impasse bargain.Concept = "impasse"

// reportSigned puts signed deals into the model, against the threat they
// were signed under.
func (s *session) reportSigned(res *Result) error {
	for k, d := range s.c.Signed {
		levels, _ := s.c.levels(d.Package, "", 0)
		for ri, r := range readings {
			x := s.measured(Solution{Concept: "signed", Reading: r, Title: d.Title, Label: d.Label, Date: d.Date, Note: d.Note}, ri, levels)
			x.Here, x.Shares = s.payoffs(ri, levels), s.shares(ri, levels)
			for p, party := range s.c.Parties {
				if s.full == nil {
					continue
				}
				shift := s.full.base.value(r, p) - s.threats[k].value(r, p)
				x.Payoffs[party.ID] += shift
				iv := x.Range[party.ID]
				x.Range[party.ID] = Interval{iv.Low + shift, iv.Mid + shift, iv.High + shift}
			}
			for _, id := range sortedKeys(d.Against) {
				x.Note = join(x.Note, fmt.Sprintf("measured against %s", d.Against[id].Title))
			}
			for p, party := range s.c.Parties {
				if u := x.Payoffs[party.ID]; u < 0 {
					x.Note = join(x.Note, s.mustBelieve(levels, p, -u))
				}
			}
			words, err := s.audit(ri, levels)
			if err != nil {
				return err
			}
			x.Note = join(x.Note, words)
			res.Signed = append(res.Signed, x)
		}
	}
	return nil
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func (s *session) reportFrontier(res *Result, ri int) {
	f := s.frontiers[ri]
	for k := f.Len() - 1; k >= 0; k-- {
		res.Frontier = append(res.Frontier, Point{Reading: readings[ri], Payoffs: append([]float64(nil), f.Payoff(k)...),
			Package: s.c.pack(f.Levels(k)), Feasible: true})
	}
	size := s.opt.CloudSize
	if size == 0 {
		size = 400
	}
	t := s.tables[ri]
	total := int(math.Min(t.Size(), 1<<30))
	step := max(total/size, 1)
	levels, v := make([]int, len(t.Issues)), make([]float64, t.Parties)
	for code := 0; code < total; code += step {
		rest := code
		for i := len(levels) - 1; i >= 0; i-- {
			n := len(t.Issues[i].Levels)
			levels[i] = rest % n
			rest /= n
		}
		t.Payoff(levels, v)
		res.Cloud = append(res.Cloud, Point{Reading: readings[ri], Payoffs: append([]float64(nil), v...), Feasible: t.Feasible(levels)})
	}
}

func (s *session) reportLines(res *Result) {
	for _, lp := range s.lines {
		r := s.c.RedLines[lp.line]
		x := RedLine{ID: r.ID, Party: r.Party, Title: r.Title, Match: r.Match, Record: r.Record, Imposed: r.Held(),
			Reading: readings[lp.reading], Price: map[string]float64{}, Source: s.cited(r.Source)}
		for p, party := range s.c.Parties {
			x.Price[party.ID] = s.worth(lp.reading, lp.without, p) - s.worth(lp.reading, lp.with, p)
		}
		res.RedLines = append(res.RedLines, x)
	}
}

// leadOf is the lead concept's package in a reading, or nil.
func (s *session) leadOf(ri int) []int {
	for _, pk := range s.picks {
		if pk.reading == ri && string(pk.concept) == s.c.Lead.Concept {
			return pk.levels
		}
	}
	return nil
}

// worth is the payoff of a package, or of the disagreement when there is
// none.
func (s *session) worth(ri int, levels []int, p int) float64 {
	if levels == nil {
		return 0
	}
	return s.payoff(ri, levels, p)
}

// reportDelay is what a month of waiting costs: a twelfth of the difference
// between the lead solution and what rules meanwhile.
func (s *session) reportDelay(res *Result) {
	quo, _ := s.c.levels(s.c.StatusQuo.Package, "", 0)
	for ri, r := range readings {
		lead := s.leadOf(ri)
		if lead == nil {
			continue
		}
		for p, party := range s.c.Parties {
			gain := s.payoff(ri, lead, p)
			if s.c.StatusQuo.Line > 0 {
				while := "status quo"
				if s.c.Disagreement.From != "" {
					while += ", until " + s.c.Disagreement.From
				}
				res.Delay = append(res.Delay, Delay{Party: party.ID, Reading: r, PerMonth: (gain - s.payoff(ri, quo, p)) / 12, While: while})
			}
			while := "disagreement"
			if s.c.Disagreement.From != "" {
				while += ", from " + s.c.Disagreement.From
			}
			res.Delay = append(res.Delay, Delay{Party: party.ID, Reading: r, PerMonth: gain / 12, While: while})
		}
	}
}

// reportEffects says who else gains and loses, and which sectors of the
// parties, at the lead solution against the disagreement.
func (s *session) reportEffects(res *Result) {
	lead := s.lead()
	if lead == nil || s.full == nil {
		return
	}
	o, base := s.packages[key(lead)].full, s.full.base
	if zero(lead) || o.sectors == nil {
		return
	}
	party := map[int]bool{}
	for _, rs := range s.full.regions {
		for _, n := range rs {
			party[n] = true
		}
	}
	S := s.fullEcon.S()
	for n := range o.regions {
		if !party[n] {
			a, b := o.regions[n], base.regions[n]
			res.Third = append(res.Third, Third{Region: a.Code, Name: country.Name(a.Code), WelfareMUSD: a.WelfareMUSD - b.WelfareMUSD,
				WelfarePct: a.WelfarePct - b.WelfarePct})
			continue
		}
		for k := 0; k < S; k++ {
			res.Sectors = append(res.Sectors, between(base.sectors[n*S+k], o.sectors[n*S+k]))
		}
	}
	sort.SliceStable(res.Third, func(a, b int) bool {
		return math.Abs(res.Third[a].WelfareMUSD) > math.Abs(res.Third[b].WelfareMUSD)
	})
}

// between is the change of a sector from one outcome to another, percent;
// levels stay those of the benchmark.
func between(a, b trade.SectorResult) trade.SectorResult {
	pct := func(x, y float64) float64 {
		if 1+x/100 <= 0 {
			return 0
		}
		return 100 * ((1+y/100)/(1+x/100) - 1)
	}
	b.OutputPct, b.VolumePct, b.EmploymentPct = pct(a.OutputPct, b.OutputPct), pct(a.VolumePct, b.VolumePct), pct(a.EmploymentPct, b.EmploymentPct)
	b.PricePct, b.ExportsPct, b.ImportsPct = pct(a.PricePct, b.PricePct), pct(a.ExportsPct, b.ExportsPct), pct(a.ImportsPct, b.ImportsPct)
	return b
}

// cited writes source ids with their grades.
func (s *session) cited(ids []string) string {
	out := ""
	for _, id := range ids {
		for _, x := range s.c.Sources {
			if x.ID == id {
				if out != "" {
					out += "; "
				}
				out += fmt.Sprintf("%s (%s)", x.Title, x.Grade)
			}
		}
	}
	return out
}
