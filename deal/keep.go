package deal

import "fmt"

// Keeping says whether a deal enforces itself: what a party would win in a year
// by keeping what it gets and not giving what it promised, against what it
// loses when the deal is then off and the duties snap back to no deal.
type Keeping struct {
	Reading Reading `json:"reading"`
	Package string  `json:"package"` // the concept, or the signed deal's title
	Party   string  `json:"party"`
	Cheat   float64 `json:"cheat_musd"` // won in the year of the breach, million USD
	Value   float64 `json:"value_musd"` // of the deal, a year
	// LongestCheck is the time, in years, that a breach may go unnoticed with
	// the party still better off keeping the deal, at the rate of interest of
	// the case: with checks more often than that the deal keeps itself. Zero
	// when it never does.
	LongestCheck float64 `json:"longest_check_years"`
	Why          string  `json:"why"`
}

// defaultDiscount is the yearly rate at which a government counts later gains
// less, in percent, where the case names none for a party.
const defaultDiscount = 5

// keeping tests the lead package of each reading and the signed deals.
//
// A breach gains g a year until it is noticed, after T years, and then costs v
// a year for ever: keeping is better when g T <= v / r, the loss valued at the
// moment of notice. That is the folk condition of a repeated prisoners' dilemma
// with reversion to no deal, in continuous time and to first order in r T. It
// is counted on the search economy by sums of effects.
func (s *session) keeping() []Keeping {
	c := s.c
	var out []Keeping
	test := func(ri int, name string, levels []int, shift []float64) {
		t := s.tables[ri]
		v, w := make([]float64, t.Parties), make([]float64, t.Parties)
		t.Payoff(levels, v)
		for p := range c.Parties {
			bare := append([]int(nil), levels...)
			for i := range bare {
				if c.Instruments[i].Giver == c.Parties[p].ID {
					bare[i] = 0
				}
			}
			t.Payoff(bare, w)
			k := Keeping{Reading: readings[ri], Package: name, Party: c.Parties[p].ID, Cheat: w[p] - v[p], Value: v[p] + shift[p]}
			who := theName(c.Parties[p].Name)
			rate := c.Parties[p].Discount / 100
			switch {
			case k.Cheat <= 0:
				k.Why = who + " gains nothing by withholding what it gives"
			case k.Value <= 0:
				k.Why = fmt.Sprintf("%s has nothing to lose by a breach, and wins %s a year", who, money(k.Cheat))
			default:
				k.LongestCheck = k.Value / rate / k.Cheat
				k.Why = fmt.Sprintf("%s would win %s a year by a breach and lose %s a year after it is found out: at %g %% interest it keeps the deal",
					who, money(k.Cheat), money(k.Value), c.Parties[p].Discount)
				if k.LongestCheck < neverFound {
					k.Why += " if breaches are found within " + years(k.LongestCheck)
				} else {
					k.Why += ", however late a breach is found out"
				}
			}
			out = append(out, k)
		}
	}
	none := make([]float64, len(c.Parties))
	for ri := range readings {
		if ri > 0 && !c.weighted() {
			break
		}
		if lead := s.leadOf(ri); lead != nil {
			test(ri, c.Lead.Concept, lead, none)
		}
		for k, d := range c.Signed {
			levels, _ := c.levels(d.Package, "", 0)
			shift := append([]float64(nil), none...)
			if s.full != nil {
				for p := range shift {
					shift[p] = s.full.base.value(readings[ri], p) - s.threats[k].value(readings[ri], p)
				}
			}
			test(ri, d.Title, levels, shift)
		}
	}
	return out
}

// neverFound is a time, in years, beyond which when a breach is found out binds
// nobody: no government looks so far ahead.
const neverFound = 20

// years writes a time for a sentence.
func years(t float64) string {
	switch {
	case t >= 2:
		return fmt.Sprintf("%.0f years", t)
	}
	return fmt.Sprintf("%.0f months", 12*t)
}
