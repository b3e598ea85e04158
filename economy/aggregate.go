package economy

import (
	"math"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// Group joins members (codes of regions or of sectors) under one code.
type Group struct {
	Code, Name string
	Members    []string
}

// Bloc is the group of the regions of e that belong to a bloc that
// negotiates as one ("EU"). Members of the bloc that e does not show
// separately are left where they are.
func (e *Economy) Bloc(code string) (Group, error) {
	g := Group{Code: strings.ToUpper(code), Name: country.Name(strings.ToUpper(code))}
	for _, m := range country.Members(code) {
		if e.Region(m) >= 0 {
			g.Members = append(g.Members, m)
		}
	}
	if len(g.Members) == 0 {
		return g, fault.Missing("economy "+e.Name, "name EU, or give the group with its members", "has no member of a bloc %q", code)
	}
	return g, nil
}

// Aggregate joins regions and sectors. Those that no group names stay as
// they are; a group stands where its first member stood.
//
// Flows are added, so total flows are kept. Tariffs are weighted by flow, so
// revenue is kept, that on trade between members of one group too, as a
// tariff on its own trade. Inputs and value added are weighted by output,
// final shares by final spending, so columns still sum to one and every
// market clears as it did. The elasticity of a joined sector is weighted by
// trade across regions, and its range spans those of its members.
func (e *Economy) Aggregate(regions, sectors []Group) (*Economy, error) {
	var codes, scodes []string
	for _, r := range e.Regions {
		codes = append(codes, r.Code)
	}
	for _, c := range e.Sectors {
		scodes = append(scodes, c.Code)
	}
	rmap, rfirst, rgroup, err := groupMap("region", codes, regions)
	if err != nil {
		return nil, err
	}
	smap, sfirst, sgroup, err := groupMap("sector", scodes, sectors)
	if err != nil {
		return nil, err
	}
	out := &Economy{
		Name: e.Name, Title: e.Title, Year: e.Year, Currency: e.Currency, Estimate: e.Estimate,
		Notes: append([]string(nil), e.Notes...), Sources: append([]Source(nil), e.Sources...),
	}
	for at, i := range rfirst {
		r := e.Regions[i]
		if g := rgroup[at]; g != nil {
			r = Region{Code: g.Code, Name: g.Name}
			if r.Name == "" {
				r.Name = country.Name(r.Code)
			}
			for i, to := range rmap {
				if to == at {
					r.Members = append(r.Members, membersOf(e.Regions[i])...)
				}
			}
		}
		out.Regions = append(out.Regions, r)
	}
	for at, i := range sfirst {
		c := e.Sectors[i]
		if g := sgroup[at]; g != nil {
			c = Sector{Code: g.Code, Name: g.Name, Kind: c.Kind}
			if c.Name == "" {
				c.Name = c.Code
			}
			for i, to := range smap {
				if to == at && e.Sectors[i].Kind == Goods {
					c.Kind = Goods
				}
			}
		}
		out.Sectors = append(out.Sectors, c)
	}
	e.joinFlows(out, rmap, smap)
	e.joinShares(out, rmap, smap)
	e.joinElasticities(out, smap)
	e.joinDestinationCosts(out, rmap)
	return out, nil
}

func membersOf(r Region) []string {
	if r.Members != nil {
		return r.Members
	}
	return []string{r.Code}
}

// groupMap gives for every old code its new position, and for every new
// position the first old one and the group, nil where a code stays alone.
func groupMap(what string, codes []string, groups []Group) (to, first []int, group []*Group, err error) {
	in := map[string]int{}
	for gi, g := range groups {
		for _, m := range g.Members {
			if _, twice := in[m]; twice {
				return nil, nil, nil, fault.Bad("group "+g.Code, "put every "+what+" into one group", "%s %s is in two groups", what, m)
			}
			in[m] = gi
		}
	}
	at := map[int]int{}
	used := map[string]bool{}
	found := 0
	for i, c := range codes {
		gi, grouped := in[c]
		pos, started := at[gi]
		switch {
		case grouped && started:
			found++
			to = append(to, pos)
			continue
		case grouped:
			found++
			at[gi] = len(first)
			group = append(group, &groups[gi])
			c = groups[gi].Code
		default:
			group = append(group, nil)
		}
		if used[c] {
			return nil, nil, nil, fault.Bad("group "+c, "give the group a code of its own", "%s %s would stand twice", what, c)
		}
		used[c] = true
		to = append(to, len(first))
		first = append(first, i)
	}
	if found != len(in) {
		known := map[string]bool{}
		for _, c := range codes {
			known[c] = true
		}
		for _, g := range groups {
			for _, m := range g.Members {
				if !known[m] {
					return nil, nil, nil, fault.Missing("group "+g.Code, "see parley economy show for the codes", "unknown %s %q", what, m)
				}
			}
		}
	}
	return to, first, group, nil
}

// joinFlows adds flows and weights tariffs by them; the tariff of a cell
// without trade is the plain mean of its parts.
func (e *Economy) joinFlows(out *Economy, rmap, smap []int) {
	n, s := out.N(), out.S()
	out.Flow = make([]float64, n*n*s)
	out.Tariff = make([]float64, n*n*s)
	plain := make([]float64, n*n*s)
	count := make([]float64, n*n*s)
	for k := range e.S() {
		for m := range e.N() {
			for i := range e.N() {
				from, to := e.At(k, m, i), out.At(smap[k], rmap[m], rmap[i])
				out.Flow[to] += e.Flow[from]
				out.Tariff[to] += e.Flow[from] * e.Tariff[from]
				plain[to] += e.Tariff[from]
				count[to]++
			}
		}
	}
	for c, f := range out.Flow {
		if f > 0 {
			out.Tariff[c] /= f
		} else {
			out.Tariff[c] = plain[c] / count[c]
		}
	}
}

// joinShares weights inputs and value added by output, final shares by final
// spending. A sector nobody produces keeps the plain mean of its columns.
func (e *Economy) joinShares(out *Economy, rmap, smap []int) {
	a := e.Accounts()
	n, s, so := out.N(), out.S(), e.S()
	out.Input = make([]float64, n*s*s)
	out.ValueAdded = make([]float64, n*s)
	out.Final = make([]float64, n*s)
	weight := make([]float64, n*s)
	spend := make([]float64, n)
	for m := range e.N() {
		for j := range so {
			weight[rmap[m]*s+smap[j]] += a.Output[m*so+j]
		}
		spend[rmap[m]] += a.FinalSpend[m]
	}
	parts := make([]float64, n*s)
	for m := range e.N() {
		for j := range so {
			parts[rmap[m]*s+smap[j]]++
		}
	}
	for m := range e.N() {
		for j := range so {
			to := rmap[m]*s + smap[j]
			w := 1 / parts[to]
			if weight[to] > 0 {
				w = a.Output[m*so+j] / weight[to]
			}
			out.ValueAdded[to] += w * e.ValueAdded[m*so+j]
			for k := range so {
				out.Input[to*s+smap[k]] += w * e.Input[(m*so+j)*so+k]
			}
			if spend[rmap[m]] > 0 {
				out.Final[to] += e.Final[m*so+j] * a.FinalSpend[m] / spend[rmap[m]]
			}
		}
	}
}

// joinDestinationCosts weights destination costs by spending.
func (e *Economy) joinDestinationCosts(out *Economy, rmap []int) {
	if e.DestinationCost == nil {
		return
	}
	a := e.Accounts()
	out.DestinationCost = make([]float64, out.N())
	total := make([]float64, out.N())
	for m, nu := range e.DestinationCost {
		for k := range e.S() {
			x := a.Expenditure[m*e.S()+k]
			out.DestinationCost[rmap[m]] += nu * x
			total[rmap[m]] += x
		}
	}
	for n, t := range total {
		if t > 0 {
			out.DestinationCost[n] /= t
		}
	}
}

func (e *Economy) joinElasticities(out *Economy, smap []int) {
	out.Theta = make([]Elasticity, out.S())
	trade := make([]float64, e.S())
	total := make([]float64, out.S())
	count := make([]int, out.S())
	for k := range e.S() {
		for m := range e.N() {
			for i := range e.N() {
				if i != m {
					trade[k] += e.Flow[e.At(k, m, i)]
				}
			}
		}
		total[smap[k]] += trade[k]
		count[smap[k]]++
	}
	for k, t := range e.Theta {
		o := &out.Theta[smap[k]]
		if count[smap[k]] == 1 {
			*o = t
			continue
		}
		w := 1 / float64(count[smap[k]])
		if total[smap[k]] > 0 {
			w = trade[k] / total[smap[k]]
		}
		if o.Source == "" {
			o.Low, o.High, o.Source = math.Inf(1), 0, "weighted by trade over the joined sectors"
		}
		if t.Low == 0 && t.High == 0 { // no range given
			t.Low, t.High = t.Value, t.Value
		}
		o.Value += w * t.Value
		o.Low = math.Min(o.Low, t.Low)
		o.High = math.Max(o.High, t.High)
	}
	for k := range out.Theta {
		// The mean of equal numbers may miss them by one rounding.
		o := &out.Theta[k]
		if o.Low == 0 && o.High == 0 {
			continue
		}
		o.Value = math.Max(o.Low, math.Min(o.High, o.Value))
	}
}
