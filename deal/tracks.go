package deal

import (
	"context"
	"math"

	"parley/economy"
	"parley/internal/country"
)

// TrackEffect is how the outcome of another negotiation changes a case.
type TrackEffect struct {
	ID      string             `json:"id"`
	Title   string             `json:"title"`
	Law     string             `json:"law"`
	Reading Reading            `json:"reading"`
	Lead    map[string]float64 `json:"lead"`   // change of the payoffs of the lead package, million USD a year
	Threat  map[string]float64 `json:"threat"` // change of what each party has without a deal
	Open    bool               `json:"open"`   // whether the zone is open with the track switched on
	Zone    int                `json:"packages"`
	Best    Package            `json:"best,omitempty"` // the lead concept's package then
	Payoffs map[string]float64 `json:"payoffs,omitempty"`
	Changes string             `json:"changes"` // how that differs from the lead package without it
}

// Tracks values a case again with each of its other tracks switched on, and
// with all of them: the law on their partners is then that of the day the
// case names. All figures are those of the search economy, so that they can
// be compared with each other.
func Tracks(ctx context.Context, c *Case, in Inputs, opt Options) ([]TrackEffect, error) {
	opt.NoFull, opt.NoRanges = true, true
	s, err := prepare(ctx, c, in, opt)
	if err != nil {
		return nil, err
	}
	if err := s.searchPackages(ctx); err != nil {
		return nil, err
	}
	full := s.fullEcon
	plain, err := in.Schedule(s.c.lawDay(), c.known)
	if err != nil {
		return nil, err
	}
	before, err := in.Schedule(benchmarkDay, c.known)
	if err != nil {
		return nil, err
	}
	base := lawTariffs(full, &plain, &before)
	together := append([]float64(nil), base...)
	var out []TrackEffect
	for _, t := range c.Tracks {
		day, _ := c.parseDay("", t.Law, 0)
		then, err := in.Schedule(day, day)
		if err != nil {
			return nil, err
		}
		later, err := in.Schedule(benchmarkDay, day)
		if err != nil {
			return nil, err
		}
		law := lawTariffs(full, &then, &later)
		mine := append([]float64(nil), base...)
		for _, i := range partnerRegions(full, t.Partners) {
			us := full.Region("USA")
			for k := range full.Sectors {
				at := full.At(k, us, i)
				mine[at], together[at] = law[at], law[at]
			}
		}
		if out, err = s.switched(ctx, out, t.ID, t.Title, t.Law, mine); err != nil {
			return nil, err
		}
	}
	if len(c.Tracks) > 1 {
		return s.switched(ctx, out, "all", "all of them", "", together)
	}
	return out, nil
}

// searchPackages explores the search world and finds frontiers and picks.
func (s *session) searchPackages(ctx context.Context) error {
	var err error
	var n int
	if s.surface, n, err = explore(ctx, s.search, s.opt.Workers); err != nil {
		return err
	}
	s.solves += n
	clauses, err := s.c.clauses(false)
	if err != nil {
		return err
	}
	s.tables, s.frontiers, s.picks = nil, nil, nil
	for _, r := range readings {
		t := s.surface.table(s.search, r, clauses)
		f, err := t.Frontier()
		if err != nil {
			return err
		}
		s.tables, s.frontiers = append(s.tables, t), append(s.frontiers, f)
	}
	return nil
}

// switched values the case under other tariffs and reports both readings.
func (s *session) switched(ctx context.Context, out []TrackEffect, id, title, law string, tariffs []float64) ([]TrackEffect, error) {
	c := s.c
	w := *s.search
	w.law, w.alone = carry(s.fullEcon, w.econ, tariffs), nil
	if err := w.settle(ctx, searchTolerance); err != nil {
		return nil, err
	}
	u := *s
	u.search = &w
	if err := u.searchPackages(ctx); err != nil {
		return nil, err
	}
	for ri, r := range readings {
		x := TrackEffect{ID: id, Title: title, Law: law, Reading: r, Open: u.frontiers[ri].Open(nil),
			Lead: map[string]float64{}, Threat: map[string]float64{}}
		if _, n, ok := u.tables[ri].Count(nil); ok {
			x.Zone = int(n)
		}
		lead, best := s.leadNow(ri), u.leadNow(ri)
		for p, party := range c.Parties {
			x.Threat[party.ID] = w.base.value(r, p) - s.search.base.value(r, p)
			if lead != nil {
				x.Lead[party.ID] = u.approx(ri, lead, p) - s.approx(ri, lead, p)
			}
		}
		switch {
		case best == nil:
			x.Changes = "no zone"
		case lead == nil:
			x.Changes = "opens the zone: " + c.describe(best)
		case key(best) == key(lead):
			x.Changes = "the same package"
		default:
			x.Changes = c.differ(lead, best)
		}
		if best != nil {
			x.Best, x.Payoffs = c.pack(best), map[string]float64{}
			for p, party := range c.Parties {
				x.Payoffs[party.ID] = u.approx(ri, best, p)
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// leadNow is the lead concept's package on the present frontier, or nil.
func (s *session) leadNow(ri int) []int {
	f := s.frontiers[ri]
	ch := f.Choose(conceptOf(s.c), nil, s.power())
	if ch.Point < 0 || !f.Open(nil) || math.IsInf(ch.Score, -1) {
		return nil
	}
	return s.plain(ri, f.Levels(ch.Point))
}

// partnerRegions are the regions of an economy that partners stand for.
func partnerRegions(e *economy.Economy, partners []string) []int {
	var out []int
	for _, p := range partners {
		code, err := country.Parse(p)
		if err != nil {
			continue
		}
		members := country.Members(code)
		if members == nil {
			members = []string{code}
		}
		for _, m := range members {
			if i := e.Region(m); i >= 0 {
				out = append(out, i)
			}
		}
	}
	return out
}
