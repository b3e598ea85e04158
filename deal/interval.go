package deal

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"parley/internal/fault"
)

// IntervalSpec is an instrument that may take any value between two ends: a
// rate of duty, the size of a purchase, a quota or a payment, the share of a
// barrier removed. The search looks at a grid of its values, and at every value
// that a red line or a package of the case names; from the best of those the
// value is then moved freely within the interval.
type IntervalSpec struct {
	Unit  string   `yaml:"unit"` // the field of a level that it stands for, as add_pct or add_musd
	From  *float64 `yaml:"from"` // of a duty: what it is without a deal
	To    *float64 `yaml:"to"`
	Steps int      `yaml:"steps"` // of the grid; 0 means 5

	Fulfilment *Range   `yaml:"fulfilment"` // purchase: as in a level
	InPct      *float64 `yaml:"in_pct"`     // quota: as in a level
	OutPct     *float64 `yaml:"out_pct"`
	Rent       *Range   `yaml:"rent"`
	Line       int
}

// defaultSteps is how many steps the grid of an interval has.
const defaultSteps = 5

// intervalUnits are the units of an interval, by kind of instrument.
var intervalUnits = map[string][]string{
	"tariff":    {"add_pct", "total_pct"},
	"purchase":  {"add_musd"},
	"standards": {"share"},
	"quota":     {"quota_share", "quota_musd"},
	"transfer":  {"transfer_musd"},
}

// level is the interval at a value.
func (iv *IntervalSpec) level(v float64) LevelSpec {
	l := LevelSpec{ID: valueID(v), Title: iv.say(v), Line: iv.Line, value: v}
	one := &Range{Low: v, Mid: v, High: v, Central: true, Line: iv.Line}
	switch iv.Unit {
	case "add_pct":
		l.AddPct = &one.Mid
	case "total_pct":
		l.TotalPct = &one.Mid
	case "add_musd":
		l.Amount, l.Fulfilment = one, iv.Fulfilment
	case "share":
		l.Share = one
	case "quota_share":
		l.Quantity, l.InPct, l.OutPct, l.Rent = one, iv.InPct, iv.OutPct, iv.Rent
	case "quota_musd":
		l.QuotaMUSD, l.InPct, l.OutPct, l.Rent = one, iv.InPct, iv.OutPct, iv.Rent
	case "transfer_musd":
		l.Transfer = one
	}
	return l
}

// say writes a value of the interval in words.
func (iv *IntervalSpec) say(v float64) string {
	n := func(v float64, digits int) string { return strconv.FormatFloat(roundTo(v, digits), 'f', -1, 64) }
	switch iv.Unit {
	case "add_pct":
		return "+" + n(v, 2) + " %"
	case "total_pct":
		return n(v, 2) + " % in all"
	case "share":
		return n(100*v, 1) + " % of the barrier removed"
	case "quota_share":
		return n(100*v, 1) + " % of present sales"
	}
	return n(v, 0) + " million USD a year"
}

func roundTo(v float64, digits int) float64 {
	p := math.Pow(10, float64(digits))
	return math.Round(v*p)/p + 0 // no negative zero
}

// valueID is the id of a level at a value.
func valueID(v float64) string { return strconv.FormatFloat(roundTo(v, 6), 'f', -1, 64) }

// spread turns the intervals of a case into levels.
func (c *Case) spread() error {
	for i := range c.Instruments {
		s := &c.Instruments[i]
		if s.Interval == nil {
			continue
		}
		if err := c.checkInterval(s); err != nil {
			return err
		}
		iv := s.Interval
		from, to := *iv.From, *iv.To
		values := map[string]float64{}
		put := func(v float64) {
			if v >= math.Min(from, to) && v <= math.Max(from, to) {
				values[valueID(v)] = roundTo(v, 6)
			}
		}
		for k := 0; k <= iv.Steps; k++ {
			put(from + float64(k)*(to-from)/float64(iv.Steps))
		}
		for _, v := range c.valuesNamed(s.ID) {
			put(v)
		}
		if s.Kind != "tariff" {
			s.Levels = []LevelSpec{{ID: "none", Title: "none", Line: iv.Line}}
			delete(values, valueID(0)) // which is none
		}
		list := make([]float64, 0, len(values))
		for _, v := range values {
			list = append(list, v)
		}
		sort.Slice(list, func(a, b int) bool { return math.Abs(list[a]-from) < math.Abs(list[b]-from) })
		for _, v := range list {
			s.Levels = append(s.Levels, iv.level(v))
		}
	}
	return nil
}

// checkInterval checks an interval; the bounds of its values are those of
// levels, which are checked as such.
func (c *Case) checkInterval(s *InstrumentSpec) error {
	iv := s.Interval
	bad := func(remedy, why string, args ...any) error {
		return fault.Bad(c.where(iv.Line), remedy, "instrument %q, interval: "+why, append([]any{s.ID}, args...)...)
	}
	units := intervalUnits[s.Kind]
	switch {
	case len(s.Levels) > 0:
		return bad("keep one of them; the grid of an interval has steps", "levels and an interval")
	case units == nil:
		return bad("give levels; an interval is for "+strings.Join(sortedKeys(intervalUnits), ", "), "kind %q has no scale", s.Kind)
	case !contains(units, iv.Unit):
		return bad("unit: "+strings.Join(units, " or "), "unit %q is none of kind %s", iv.Unit, s.Kind)
	case iv.From == nil || iv.To == nil || *iv.From == *iv.To:
		return bad("give from and to, two numbers", "two ends are needed")
	case iv.Steps < 0 || iv.Steps > 50:
		return bad("give 1 to 50; none means 5", "steps %d is out of bounds", iv.Steps)
	case s.Kind != "purchase" && iv.Fulfilment != nil:
		return bad("fulfilment belongs to kind purchase", "fulfilment of kind %s", s.Kind)
	case s.Kind != "quota" && (iv.InPct != nil || iv.OutPct != nil || iv.Rent != nil):
		return bad("in_pct, out_pct and rent belong to kind quota", "fields of a quota in kind %s", s.Kind)
	}
	if iv.Steps == 0 {
		iv.Steps = defaultSteps
	}
	return nil
}

// valuesNamed are the values of an instrument that red lines, conditions and
// packages of the case name: the grid holds them exactly.
func (c *Case) valuesNamed(id string) []float64 {
	var out []float64
	text := func(s string) {
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			out = append(out, v)
		}
	}
	demand := func(d Demand) {
		if d.Instrument != id {
			return
		}
		for _, v := range []*float64{d.AtLeast, d.AtMost} {
			if v != nil {
				out = append(out, *v)
			}
		}
		for _, l := range d.Levels {
			text(l)
		}
	}
	for _, r := range c.RedLines {
		for _, d := range r.Require {
			demand(d)
		}
	}
	for _, k := range c.Conditions {
		demand(k.If)
		demand(k.Then)
	}
	text(c.StatusQuo.Package[id])
	for _, s := range c.Signed {
		text(s.Package[id])
	}
	return out
}

// within marks the levels of an interval between the bounds of a demand.
func (c *Case) within(s *InstrumentSpec, d Demand, what string) ([]bool, error) {
	if s.Interval == nil {
		return nil, fault.Bad(c.where(d.Line), "levels: "+s.levelIDs(), "%s: at_least and at_most need an interval, and %q has levels", what, s.ID)
	}
	if len(d.Levels) > 0 {
		return nil, fault.Bad(c.where(d.Line), "keep one of them", "%s names levels of %q and bounds", what, s.ID)
	}
	marks, any := make([]bool, len(s.Levels)), false
	for l := range s.Levels {
		v := s.Levels[l].value
		marks[l] = (d.AtLeast == nil || v >= *d.AtLeast-1e-9) && (d.AtMost == nil || v <= *d.AtMost+1e-9)
		any = any || marks[l]
	}
	if !any {
		return nil, fault.Bad(c.where(d.Line), fmt.Sprintf("the interval is from %g to %g", *s.Interval.From, *s.Interval.To), "%s leaves no value of %q", what, s.ID)
	}
	return marks, nil
}
