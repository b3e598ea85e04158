package deal

import (
	"context"
	"fmt"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// Joint is the outcome of several negotiations of one party at once.
type Joint struct {
	Date   string       `json:"date"`  // the law that all start from
	Fixed  bool         `json:"fixed"` // a fixed point was found: no pair would change its deal
	Rounds int          `json:"rounds"`
	Solves int          `json:"solves"`
	Cases  []JointTrack `json:"cases"`
	Why    string       `json:"why"`
}

// JointTrack is one negotiation among several.
type JointTrack struct {
	Case          string             `json:"case"`
	Title         string             `json:"title"`
	Reading       Reading            `json:"reading"`
	Alone         Package            `json:"alone"` // the lead package if no other pair agrees
	AlonePayoffs  map[string]float64 `json:"alone_payoffs"`
	Joint         Package            `json:"joint"` // given what the others agree on
	JointPayoffs  map[string]float64 `json:"joint_payoffs"`
	Changes       string             `json:"changes"`
	OthersPayoffs map[string]float64 `json:"without_own"` // of the others' deals on this pair if it stays without one, against no deal anywhere
}

// Together solves several cases at once by Nash-in-Nash (Horn and Wolinsky
// 1988; Bagwell, Staiger and Yurukoglu 2021): each pair picks the lead
// concept's package taking the other pairs' packages as given, in the order
// of the cases, until a round changes nothing. A round that comes back to an
// earlier state shows that the rounds do not settle; the last state is then
// reported and said to be no fixed point.
//
// All start from the law of the latest case, and are searched on one economy
// with the groups of all. Payoffs are those of the search.
func Together(ctx context.Context, list []*Case, in Inputs, opt Options) (*Joint, error) {
	if len(list) < 2 {
		return nil, fault.Misuse("name two cases or more", "%d cases", len(list))
	}
	opt.NoFull, opt.NoRanges = true, true
	list, day := aligned(list)
	out := &Joint{Date: day}
	n := len(list)
	sessions := make([]*session, n)
	for k, c := range list {
		s, err := prepare(ctx, c, in, opt)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
		if k > 0 && (s.fullEcon != sessions[0].fullEcon && s.fullEcon.Name != sessions[0].fullEcon.Name || c.Economy.Closure != list[0].Economy.Closure) {
			return nil, fault.Bad(c.File, "give all cases the same economy and closure", "case %s stands on %s, case %s on %s", c.ID, s.fullEcon.Name, list[0].ID, sessions[0].fullEcon.Name)
		}
		sessions[k] = s
	}
	now := make([][]int, n) // packages as they stand; level 0 is no deal
	for k, c := range list {
		now[k] = make([]int, len(c.Instruments))
	}
	best := func(k int) ([]int, map[string]float64, *outcome, error) {
		w := *sessions[k].search
		w.alone, w.also = nil, nil
		for j := range list {
			if j != k {
				levers := sessions[j].search.levers
				for i, l := range now[j] {
					lv := levers[i][l]
					lv.quota = append([]inQuota(nil), lv.quota...)
					for n := range lv.quota {
						lv.quota[n] = lv.quota[n].under(levers, now[j])
					}
					w.also = append(w.also, lv)
				}
			}
		}
		if err := w.settle(ctx, searchTolerance); err != nil {
			return nil, nil, nil, err
		}
		u := *sessions[k]
		u.search, u.solves = &w, 0
		if err := u.searchPackages(ctx); err != nil {
			return nil, nil, nil, err
		}
		out.Solves += u.solves + 1
		ri := u.leadReading()
		levels := u.leadNow(ri)
		pay := map[string]float64{}
		for p, party := range list[k].Parties {
			if levels != nil {
				pay[party.ID] = u.approx(ri, levels, p)
			}
		}
		if levels == nil {
			levels = make([]int, len(list[k].Instruments))
		}
		return levels, pay, w.base, nil
	}
	bare := make([]*outcome, n)
	for k, c := range list {
		levels, pay, base, err := best(k)
		if err != nil {
			return nil, fmt.Errorf("case %s alone: %w", c.ID, err)
		}
		bare[k] = base
		out.Cases = append(out.Cases, JointTrack{Case: c.ID, Title: c.Title, Reading: Reading(c.Lead.Reading), Alone: c.pack(levels), AlonePayoffs: pay})
	}
	seen := map[string]int{key2(now): 0}
	for out.Rounds = 1; out.Rounds <= maxRounds; out.Rounds++ {
		before := key2(now)
		for k, c := range list {
			levels, pay, base, err := best(k)
			if err != nil {
				return nil, fmt.Errorf("case %s, round %d: %w", c.ID, out.Rounds, err)
			}
			now[k] = levels
			x := &out.Cases[k]
			x.Joint, x.JointPayoffs, x.OthersPayoffs = c.pack(levels), pay, map[string]float64{}
			for p, party := range c.Parties {
				x.OthersPayoffs[party.ID] = base.value(x.Reading, p) - bare[k].value(x.Reading, p)
			}
		}
		after := key2(now)
		if after == before {
			out.Fixed = true
			out.Why = "no pair would change its deal, given the others'"
			break
		}
		if r, ok := seen[after]; ok {
			out.Why = fmt.Sprintf("round %d comes back to where round %d ended: the pairs' deals do not settle, and the last state is shown", out.Rounds, r)
			break
		}
		seen[after] = out.Rounds
	}
	if out.Why == "" {
		out.Rounds = maxRounds
		out.Why = fmt.Sprintf("still changing after %d rounds; the last state is shown", maxRounds)
	}
	for k, c := range list {
		x := &out.Cases[k]
		alone, err := c.levels(x.Alone, "alone", 0)
		if err != nil {
			return nil, err
		}
		if x.Changes = c.differ(alone, now[k]); x.Changes == "" {
			x.Changes = "the same package"
		}
	}
	return out, nil
}

// maxRounds bounds the rounds of best packages.
const maxRounds = 12

// aligned gives the cases one law, that of the latest day, and the groups of
// all of them.
func aligned(list []*Case) ([]*Case, string) {
	latest := list[0]
	whole := false
	for _, c := range list {
		if c.lawDay().After(latest.lawDay()) {
			latest = c
		}
		whole = whole || len(c.Economy.Groups) == 0
	}
	var groups []GroupSpec
	if !whole {
		groups = refinedGroups(list)
	}
	known := latest.known
	var out []*Case
	for _, c := range list {
		d := *c
		d.Disagreement.Law, d.Economy.Groups = latest.Disagreement.Law, groups
		if d.known.Before(known) {
			d.known = known
		}
		out = append(out, &d)
	}
	return out, latest.Disagreement.Law
}

func key2(now [][]int) string {
	var b strings.Builder
	for _, levels := range now {
		b.WriteString(key(levels))
	}
	return b.String()
}

// refinedGroups are the largest groups of regions that no case takes apart:
// one case may keep Germany for itself where another has the European Union.
func refinedGroups(list []*Case) []GroupSpec {
	members := func(g GroupSpec) []string {
		if len(g.Members) > 0 {
			return g.Members
		}
		if m := country.Members(g.Code); m != nil {
			return m
		}
		return []string{g.Code}
	}
	sizes := map[string]int{}      // of the groups named
	under := map[string][]string{} // region to the groups it is in, case by case
	var regions []string
	for n, c := range list {
		for _, g := range c.Economy.Groups {
			ms := members(g)
			sizes[g.Code] = len(ms)
			for _, r := range ms {
				if under[r] == nil {
					under[r] = make([]string, len(list))
					regions = append(regions, r)
				}
				under[r][n] = g.Code
			}
		}
	}
	var out []GroupSpec
	at := map[string]int{}
	for _, r := range regions {
		k := strings.Join(under[r], "|")
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			name := "" // that of the smallest group it lies in
			for _, g := range under[r] {
				if g != "" && (name == "" || sizes[g] < sizes[name]) {
					name = g
				}
			}
			out = append(out, GroupSpec{Code: name})
		}
		out[i].Members = append(out[i].Members, r)
	}
	taken := map[string]bool{}
	for i := range out {
		if len(out[i].Members) == 1 {
			out[i].Code, out[i].Members = out[i].Members[0], nil
		}
		for taken[out[i].Code] {
			out[i].Code += "2"
		}
		taken[out[i].Code] = true
	}
	return out
}
