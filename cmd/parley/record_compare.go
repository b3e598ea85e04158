package main

import (
	"fmt"
	"time"

	"parley/record"
	"parley/record/seed"
	"parley/record/store"
	"parley/tariff"
)

// recordCompareCmd puts tracks side by side.
type recordCompareCmd struct {
	Tracks []string `help:"The negotiations, as us-japan,us-eu (default: all)." placeholder:"IDS"`
	On     string   `help:"Day of the added duty (default: the last day the record covers)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordCompareCmd) Help() string {
	return `Who got what: the rate and how it is charged, the day, the promises on both sides,
the state as last seen, and the added duty of a day from the law, weighted by imports.

Examples:
  parley record compare --tracks us-japan,us-korea,us-eu
  parley record compare --on 2025-12-04 --format json`
}

// side is a track in the comparison.
type side struct {
	seed.Term
	Name     string     `json:"name"`
	AddedPct float64    `json:"added_pct"` // points added to the column-1 duty on the day, import-weighted
	Gives    []position `json:"partner_promised"`
	Gets     []position `json:"us_promised"`
}

// Run compares.
func (c *recordCompareCmd) Run(a *app) error {
	day, err := parseDate("--on", c.On)
	if err != nil {
		return err
	}
	if day.IsZero() {
		day = time.Date(2026, 7, 24, 0, 0, 0, 0, time.UTC)
	}
	base, err := seed.Load()
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		if len(c.Tracks) == 0 {
			for i := range reg.Tracks {
				c.Tracks = append(c.Tracks, reg.Tracks[i].ID)
			}
		}
		sides := []side{}
		for _, id := range c.Tracks {
			if err := knownTrack(reg, id); err != nil {
				return err
			}
			t := reg.Track(id)
			n := side{Name: t.Name, Gives: []position{}, Gets: []position{}}
			for _, x := range base.Terms {
				if x.Track == id {
					n.Term = x
				}
			}
			eff, err := book.Effective(day, time.Time{}, reg.Party(t.Parties[1]).ISO3, "overall")
			if err != nil {
				return err
			}
			n.AddedPct = eff.AddedPct
			facts, err := s.Facts(a.ctx, store.Filter{Track: id, Types: []record.Type{record.Commitment}})
			if err != nil {
				return err
			}
			for i := len(facts) - 1; i >= 0; i-- {
				p := positionOf(&facts[i], "")
				if p.Giver == "US" {
					n.Gets = append(n.Gets, p)
				} else {
					n.Gives = append(n.Gives, p)
				}
			}
			sides = append(sides, n)
		}
		on := day.Format(time.DateOnly)
		return c.answer(a, struct {
			On     string `json:"on"`
			Tracks []side `json:"tracks"`
		}{on, sides}, func() { a.printSides(on, sides) })
	})
}

func (a *app) printSides(day string, sides []side) {
	fmt.Fprintf(a.stdout, "%-15s %-10s %-26s %s\n", "track", "agreed", "rate", "added duty on "+day+", points")
	for _, n := range sides {
		on := n.On
		if on == "" {
			on = "-"
		}
		fmt.Fprintf(a.stdout, "%-15s %-10s %-26s %6.1f\n", n.Track, on, n.Rate, n.AddedPct)
	}
	for _, n := range sides {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", n.Name))
		a.indented(2, "charged: "+n.Rule)
		if n.Cars != "" {
			a.indented(2, "cars: "+n.Cars)
		}
		for _, l := range []struct {
			who string
			ps  []position
		}{{"partner promised", n.Gives}, {"United States promised", n.Gets}} {
			for _, p := range l.ps {
				a.indented(2, l.who+": "+oneLine(p.Text)+" ("+p.First+", grade "+p.Grade+")")
				a.printResults(p.Results)
			}
		}
		a.indented(2, "state, seen "+n.AsOf+": "+n.State)
		a.indented(2, a.paint("2", n.Source+" (grade "+n.Grade+")"))
	}
	fmt.Fprintln(a.stdout, "\nThe added duty is of the law as Parley holds it, weighted by US imports of 2024.")
}
