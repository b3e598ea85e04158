package tariff

import "fmt"

// Act is a legal act: what makes, changes, suspends or voids a measure. Its
// dates are kept apart, because they differ by days or weeks.
type Act struct {
	ID         string
	Kind       string // executive order, proclamation, notice, memorandum, ruling, statute
	Title      string
	Announced  civil
	Signed     civil
	Published  civil // in the Federal Register
	InForce    civil `yaml:"in_force"`
	Citation   string
	Confidence string
	Note       string

	file string
	line int
}

// known is the first day on which the text of the act could be known: that
// of signature, or else of publication.
func (a *Act) known() civil {
	if a.Signed != 0 {
		return a.Signed
	}
	return a.Published
}

// Suspension is a legal act that keeps a measure, or some headings of it,
// from being collected for a time, without ending it.
type Suspension struct {
	ID       string
	Act      string
	Measure  string
	Rules    []string // ids of rules; empty means all of the measure
	From, To civil
	Cite     string
	Note     string

	act  *Act
	line int
}

// Ruling is a court's decision on the measures of an authority.
type Ruling struct {
	ID        string
	Act       string   // the decision itself
	EndAct    string   `yaml:"end_act"` // the act that stopped collection; may be empty
	Measures  []string // ids, or a prefix ending in *
	LastDay   civil    `yaml:"last_day"` // last day of collection; 0: collection goes on
	Effect    string   // "voids" or "unlawful, collected"
	State     string   // what a duty touched by it is: "assessed; ... refundable"
	Refund    string   // how the duty comes back
	Cite      string
	Note      string
	act, stop *Act
	line      int
}

// touches tells whether the ruling is about a measure.
func (r *Ruling) touches(measure string) bool {
	for _, m := range r.Measures {
		if m == measure || len(m) > 0 && m[len(m)-1] == '*' && len(measure) >= len(m)-1 && measure[:len(m)-1] == m[:len(m)-1] {
			return true
		}
	}
	return false
}

// grades are the confidence grades of docs/law.md, best first.
var grades = map[string]int{"A": 0, "A-": 1, "B": 2, "B-": 3, "C": 4}

// worse gives the weaker of two grades; an empty one gives the other.
func worse(a, b string) string {
	if a == "" || b != "" && grades[b] > grades[a] {
		return b
	}
	return a
}

// check refuses an act that could not be cited.
func (a *Act) check() error {
	switch {
	case a.ID == "":
		return fmt.Errorf("an act without id")
	case a.Citation == "":
		return fmt.Errorf("act %s has no citation", a.ID)
	case a.known() == 0:
		return fmt.Errorf("act %s has neither a date of signature nor of publication", a.ID)
	}
	if _, ok := grades[a.Confidence]; !ok {
		return fmt.Errorf("act %s has confidence %q; use A, A-, B, B- or C", a.ID, a.Confidence)
	}
	return nil
}
