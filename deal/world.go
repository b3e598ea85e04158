package deal

import (
	"strings"

	"parley/economy"
	"parley/internal/country"
	"parley/internal/fault"
	"parley/tariff"
	"parley/trade"
)

// world is an economy prepared for the packages of one case: its model, the
// law of the disagreement as tariffs, and what each level of each instrument
// changes.
type world struct {
	c       *Case
	econ    *economy.Economy
	model   *trade.Model
	regions [][]int // of each party, in econ

	law    []float64    // tariffs under the law of the disagreement, before instruments
	duties duties       // the law on the partners at the table, measure by measure
	levers [][]lever    // [instrument][level]
	also   []lever      // in force beside the case: what other negotiations agreed
	base   *outcome     // the disagreement, solved; payoffs are measured from it
	alone  [][]*outcome // [instrument][level], once solved: where packages start from
}

// setting places a value that is not known within its range: -1 is the low
// end, 0 the central value, 1 the high end, and linear in between.
type setting float64

const (
	low     setting = -1
	central setting = 0
	high    setting = 1
)

func (s setting) of(r *Range, otherwise float64) float64 {
	if r == nil {
		return otherwise
	}
	return s.within(r.Low, r.Mid, r.High)
}

func (s setting) within(low, mid, high float64) float64 {
	if s < 0 {
		return mid + float64(s)*(mid-low)
	}
	return mid + float64(s)*(high-mid)
}

// joined is the economy that packages are searched in: the groups of the
// case, and everything else in ROW. Without groups it is e itself.
func (c *Case) joined(e *economy.Economy) (*economy.Economy, error) {
	if len(c.Economy.Groups) == 0 {
		return e, nil
	}
	named := map[string]bool{}
	var groups []economy.Group
	for _, g := range c.Economy.Groups {
		group := economy.Group{Code: g.Code, Name: g.Name, Members: g.Members}
		switch {
		case len(g.Members) > 0:
		case country.Members(g.Code) != nil:
			b, err := e.Bloc(g.Code)
			if err != nil {
				return nil, err
			}
			group = b
		case e.Region(g.Code) >= 0:
			named[g.Code] = true
			continue
		default:
			return nil, fault.Bad(c.where(g.Line), "name a region of the economy (parley economy show "+e.Name+") or a bloc", "group %q is no region of %s", g.Code, e.Name)
		}
		for _, m := range group.Members {
			named[m] = true
		}
		groups = append(groups, group)
	}
	rest := economy.Group{Code: "ROW", Name: country.Name("ROW")}
	for _, r := range e.Regions {
		if !named[r.Code] {
			rest.Members = append(rest.Members, r.Code)
		}
	}
	if len(rest.Members) > 0 {
		groups = append(groups, rest)
	}
	return e.Aggregate(groups, nil)
}

// owner gives for every region of full its region in e, which is full or
// joined from it.
func owner(full, e *economy.Economy) []int {
	to := make([]int, full.N())
	for i, r := range full.Regions {
		to[i] = e.Region(r.Code)
		for j, g := range e.Regions {
			for _, m := range g.Members {
				if m == r.Code {
					to[i] = j
				}
			}
		}
	}
	return to
}

// partyRegions finds the regions of each party in e, and refuses a party
// that e cannot tell apart from others.
func (c *Case) partyRegions(full, e *economy.Economy) ([][]int, error) {
	to := owner(full, e)
	holder := map[int]string{}
	out := make([][]int, len(c.Parties))
	for p, party := range c.Parties {
		mine := map[string]bool{}
		for _, r := range party.Regions {
			mine[r] = true
			i := full.Region(r)
			if i < 0 {
				if len(party.Regions) > 1 {
					continue // a bloc member the economy does not show
				}
				return nil, fault.Bad(c.where(party.Line), "name one of its regions: "+regionList(full), "party %s: the economy %s has no region %s", party.ID, full.Name, r)
			}
			if holder[to[i]] == "" {
				holder[to[i]] = party.ID
				out[p] = append(out[p], to[i])
			}
		}
		for i, r := range full.Regions {
			if holder[to[i]] == party.ID && !mine[r.Code] {
				return nil, fault.Bad(c.where(party.Line), "give the party's regions a group of their own under economy, groups",
					"party %s cannot be told apart: the search economy joins it with %s", party.ID, r.Code)
			}
		}
		for _, x := range party.Weights {
			if full.Sector(x.Sector) < 0 {
				return nil, fault.Bad(c.where(x.Line), "name one of its sectors: "+sectorList(full), "party %s: a political weight on %q, which is no sector of %s", party.ID, x.Sector, full.Name)
			}
		}
		if len(out[p]) == 0 {
			return nil, fault.Bad(c.where(party.Line), "name its regions", "party %s has no region in the economy %s", party.ID, full.Name)
		}
	}
	return out, nil
}

// regionList names the first regions of an economy, for messages.
func regionList(e *economy.Economy) string {
	var codes []string
	for _, r := range e.Regions[:min(12, e.N())] {
		codes = append(codes, r.Code)
	}
	words := strings.Join(codes, ", ")
	if e.N() > len(codes) {
		words += ", ... (parley economy show " + e.Name + ")"
	}
	return words
}

// sectorList names the sectors of an economy, for messages.
func sectorList(e *economy.Economy) string {
	var codes []string
	for _, s := range e.Sectors {
		codes = append(codes, s.Code)
	}
	return strings.Join(codes, ", ")
}

// lawTariffs puts what the additional duties of a day add to those of the
// benchmark day on top of the benchmark's tariffs of the United States.
func lawTariffs(e *economy.Economy, day, before *tariff.Schedule) []float64 {
	t := append([]float64(nil), e.Tariff...)
	us := e.Region("USA")
	if us < 0 {
		return t
	}
	rise := day.Since(before)
	at := map[string]int{}
	for p, code := range day.Partners {
		at[code] = p
	}
	for k, code := range day.Sectors {
		sec := e.Sector(code)
		if sec < 0 {
			continue
		}
		for i, r := range e.Regions {
			p, ok := at[r.Code]
			if !ok {
				p, ok = at["ROW"]
			}
			if ok && i != us {
				t[e.At(sec, us, i)] += rise[p][k]
			}
		}
	}
	return t
}

// carry takes values on the flows of full to the flows of e, weighted by
// flow, so that revenue is kept.
func carry(full, e *economy.Economy, x []float64) []float64 {
	if full == e {
		return x
	}
	to := owner(full, e)
	N := full.N()
	out, weight := make([]float64, len(e.Flow)), make([]float64, len(e.Flow))
	for s := 0; s < full.S(); s++ {
		for n := 0; n < N; n++ {
			for i := 0; i < N; i++ {
				f, g := full.At(s, n, i), e.At(s, to[n], to[i])
				out[g] += full.Flow[f] * x[f]
				weight[g] += full.Flow[f]
			}
		}
	}
	for g := range out {
		if weight[g] > 0 {
			out[g] /= weight[g]
		} else {
			out[g] = e.Tariff[g]
		}
	}
	return out
}

// withElasticities is e with the trade elasticity of every sector placed
// within its range.
func withElasticities(e *economy.Economy, at func(sector int) setting) *economy.Economy {
	c := *e
	c.Theta = append([]economy.Elasticity(nil), e.Theta...)
	for k := range c.Theta {
		if t := &c.Theta[k]; t.Low > 0 && t.Low <= t.Value && t.Value <= t.High {
			t.Value = at(k).within(t.Low, t.Value, t.High)
		}
	}
	return &c
}

// all is the same setting for everything.
func all(s setting) func(int) setting { return func(int) setting { return s } }

// partnerOf is the partner under which the law lists a region: members of
// the European Union stand under EU.
func partnerOf(region string) string {
	if contains(country.Members("EU"), region) {
		return "EU"
	}
	return region
}

// model prepares the trade model under the closure of the case: any that
// parley trade knows by name. The economy comes back changed where the closure
// needs it so.
func (c *Case) model(e *economy.Economy) (*economy.Economy, *trade.Model, error) {
	return modelUnder(c.Economy.Closure, e)
}

func modelUnder(closure string, e *economy.Economy) (*economy.Economy, *trade.Model, error) {
	e, k, err := trade.OpenClosure(closure, e)
	if err != nil {
		return nil, nil, err
	}
	m, err := trade.New(e, k)
	return e, m, err
}
