package deal

import (
	"fmt"
	"sort"
	"strings"

	"parley/economy"
)

// mixed lists quotas on measures of the law whose sector also holds goods under
// another measure, in words. The model has one price and one flow for a sector:
// the other duty holds its sales back as if it lay on the quota's own goods.
func (s *session) mixed() []string {
	const much = 0.01 // of the sector's imports that the other measure covers
	var out []string
	for i := range s.c.Instruments {
		spec := &s.c.Instruments[i]
		if spec.Kind != "quota" || len(spec.Measures) == 0 {
			continue
		}
		other := map[string]bool{}
		for _, partner := range s.c.Parties[s.c.Party(spec.Receiver)].Regions {
			shares := s.search.duties[partnerOf(partner)]
			own := map[string]bool{}
			for _, d := range shares {
				if contains(spec.Measures, d.Measure) && (len(spec.Sectors) == 0 || contains(spec.Sectors, d.Sector)) && d.Covered > 0 {
					own[d.Sector] = true
				}
			}
			for _, d := range shares {
				if own[d.Sector] && !contains(spec.Measures, d.Measure) && d.Covered > much && d.Added > 0 {
					other[d.Measure+" in "+d.Sector] = true
				}
			}
		}
		if len(other) > 0 {
			out = append(out, spec.Title+": "+strings.Join(sortedKeys(other), ", "))
		}
	}
	return out
}

// taxedServices lists tariff items on services, in words.
func (s *session) taxedServices() []string {
	var out []string
	for i := range s.c.Instruments {
		spec := &s.c.Instruments[i]
		if spec.Kind != "tariff" && spec.Kind != "quota" {
			continue
		}
		for _, code := range spec.Sectors {
			if k := s.fullEcon.Sector(code); k >= 0 && s.fullEcon.Sectors[k].Kind == economy.Services {
				out = append(out, spec.Title+" ("+code+" "+s.fullEcon.Sectors[k].Name+")")
			}
		}
	}
	return out
}

// serviceElasticities says why the elasticities of services move payoffs of
// deals about goods, where they are among the assumptions that matter most.
func (s *session) serviceElasticities(rows []Tornado) string {
	matter := false
	for _, x := range rows {
		matter = matter || x.Assumption == allServices
	}
	if !matter {
		return ""
	}
	e := s.fullEcon
	values := map[string]bool{}
	for k, sec := range e.Sectors {
		if t := e.Theta[k]; sec.Kind == economy.Services {
			values[fmt.Sprintf("%g, between %g and %g", t.Value, t.Low, t.High)] = true
		}
	}
	var shares []string
	for p, party := range s.c.Parties {
		services, total := 0.0, 0.0
		for _, n := range s.search.regions[p] {
			for k, sec := range s.search.econ.Sectors {
				for m := range s.search.econ.Regions {
					if m == n {
						continue
					}
					v := s.search.econ.Flow[s.search.econ.At(k, m, n)]
					total += v
					if sec.Kind == economy.Services {
						services += v
					}
				}
			}
		}
		if total > 0 {
			shares = append(shares, fmt.Sprintf("%.0f %% of what %s sells abroad", 100*services/total, theName(party.Name)))
		}
	}
	list := make([]string, 0, len(values))
	for v := range values {
		list = append(list, v)
	}
	sort.Strings(list)
	words := fmt.Sprintf("trade elasticities of services move payoffs though no duty falls on services: a deal shifts demand towards one side's goods, its wages rise against those of others, and by how much depends on how readily all its other exports give way; services are %s",
		strings.Join(shares, ", "))
	if len(list) == 1 {
		words += "; all of them have the one value of the sectors without an estimate of their own, " + list[0]
	}
	return words
}
