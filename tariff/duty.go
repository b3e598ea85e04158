package tariff

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// Duty works out what an entry pays, with every line that was considered,
// applied or not. An unknown code or country is a NotFound fault; facts that
// cannot be are a BadInput fault.
func (b *Book) Duty(e Entry) (*Duty, error) {
	w, err := b.open(&e)
	if err != nil {
		return nil, err
	}
	if err := w.possible(); err != nil {
		return nil, err
	}
	w.run(&w.facts, w.content)
	d := &Duty{
		Status: Dutiable, Code: w.base.Code, Description: w.base.Description,
		Origin: w.iso3, Date: w.day.date.String(), Known: w.day.known.String(), ValueUSD: e.ValueUSD,
		Lines: []Line{}, MissingFacts: []Fact{}, Warnings: w.warnings,
	}
	if len(w.code) > len(w.base.Code) {
		d.Code = w.code
	}
	total := w.report(d)
	d.TotalPct = round(total*100, 4)
	d.DutyUSD = round(total*e.ValueUSD, 2)
	d.LowPct, d.HighPct = d.TotalPct, d.TotalPct
	if d.Status == Prohibited {
		d.prohibit()
		return d, nil
	}
	w.ask(d, total)
	w.finer(d)
	w.assess(d, total)
	if len(d.MissingFacts) > 0 {
		d.Status = NeedsFacts
	}
	return d, nil
}

// prohibit takes the rates out of the answer on a good that may not be
// imported: it pays nothing, because it does not enter.
func (d *Duty) prohibit() {
	d.FallbackPct = d.TotalPct
	d.TotalPct, d.DutyUSD, d.LowPct, d.HighPct = 0, 0, 0, 0
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.OfValue > 0 && l.Applies && l.Pct == 0 && l.USD == 0 && l.Measure != "column-1" {
			continue
		}
		if l.Applies {
			l.Applies, l.USD = false, 0
			l.Reason += "; not charged, the good may not be imported (it would be if the prohibition fell)"
		}
	}
}

// possible refuses facts that cannot be true of goods of the origin.
func (w *work) possible() error {
	l := w.book.Law
	says := func(key string) bool {
		i, ok := l.factIx[key]
		return ok && w.given&(1<<i) != 0 && w.facts[i] == 1
	}
	switch {
	case says("usmca") && w.iso3 != "CAN" && w.iso3 != "MEX":
		return fault.Bad("fact usmca", "leave it out, or give the origin as CA or MX", "goods of %s cannot enter under the USMCA", country.Name(w.iso3))
	case says("cafta") && !slices.Contains(l.groups["cafta"], w.iso3):
		return fault.Bad("fact cafta", "leave it out", "%s is not a member of the Central America agreement", country.Name(w.iso3))
	}
	if says("fta") {
		if _, name := w.preference(&w.facts); name == "" {
			w.warnings = append(w.warnings, fmt.Sprintf("fta=true has no effect: the line has no special rate for %s", country.Name(w.iso3)))
		}
	}
	return nil
}

// work is a duty being worked out.
type work struct {
	book     *Book
	e        *Entry
	code     string // digits as asked
	iso3     string
	base     BaseRate
	day      *DayLaw
	partner  *Partner
	plan     *plan
	facts    factValues
	given    uint64
	content  [baseNonUS]float64 // fraction of the value, where given
	known    [baseNonUS]bool
	column1  float64
	baseText string
	baseHead string
	baseRate ColumnRate
	out      [maxSteps]outcome
	warnings []string
	noRate   bool // the base rate could not be worked out
}

// open reads the entry and finds the law and the line it falls under.
func (b *Book) open(e *Entry) (*work, error) {
	w := &work{book: b, e: e}
	if e.Date.IsZero() {
		return nil, fault.Misuse("give the day of entry, as in --date 2025-05-20", "no date of entry")
	}
	for i, v := range [2]float64{e.ValueUSD, e.Quantity} {
		if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
			return nil, fault.Bad([2]string{"customs value", "quantity"}[i], "give a number of zero or more", "%v is not an amount", v)
		}
	}
	if y := e.Date.Year(); y < 2018 || y > 2099 {
		return nil, fault.Bad("date of entry", "the law data speak from 2025-01-01", "nothing is known of the year %d", y)
	}
	var err error
	if w.iso3, err = country.Parse(e.Origin); err != nil {
		return nil, err
	}
	if w.iso3 == "USA" {
		return nil, fault.Misuse("name the country that the good is a product of", "goods of the United States are not imports")
	}
	w.code = strings.NewReplacer(".", "", " ", "").Replace(e.Code)
	if w.base, err = b.Rates.Base(w.code, e.Date); err != nil {
		return nil, err
	}
	w.warnings = append(w.warnings, w.base.Notes...)
	if w.facts, w.given, err = b.Law.readFacts(e); err != nil {
		return nil, err
	}
	w.day = b.Day(e.Date, e.Known, Legal)
	w.horizon()
	w.partner = w.day.Partner(w.iso3)
	w.plan = w.partner.plan(w.day.Class(w.code))
	for m := baseSteel; m <= baseCopper; m++ {
		f := b.Law.content[m]
		if w.given&(1<<f) != 0 {
			w.known[m] = true
			w.content[m] = w.facts[f] / e.ValueUSD
		}
	}
	w.content = w.fill(w.content)
	return w, nil
}

// fill gives metals that are not known their default: where the content is
// not known the duty is charged on the whole value, of the first metal in
// question.
func (w *work) fill(c [baseNonUS]float64) [baseNonUS]float64 {
	rest := 1.0
	for m := baseSteel; m <= baseCopper; m++ {
		if w.known[m] {
			rest -= c[m]
		}
	}
	for m := baseSteel; m <= baseCopper; m++ {
		if !w.known[m] && w.plan.metal[m] {
			c[m] = max(rest, 0)
			rest = 0
		}
	}
	return c
}

// horizon warns of days for which the data do not speak.
func (w *work) horizon() {
	h := w.book.Law.horizon
	switch d := w.day.date; {
	case d < h.First:
		w.warnings = append(w.warnings, fmt.Sprintf("the law data begin on %s: measures and product lists that ended before are not held, so the answer for %s is incomplete", h.First, d))
	case d > h.Last:
		w.warnings = append(w.warnings, fmt.Sprintf("the law data end on %s (%s): the answer for %s holds if nothing changes", h.Last, h.Note, d))
	}
}

// run works the plan out for given facts and contents, and gives the total
// as a fraction of the customs value.
func (w *work) run(facts *factValues, content [baseNonUS]float64) float64 {
	w.chargeBase(facts)
	sh := shipment{facts: facts, content: content, column1: w.column1, usPct: w.book.Law.usPct}
	w.plan.work(&sh, &w.out)
	total := w.column1
	for i := range w.plan.steps {
		total += w.out[i].amount
	}
	return total
}

// chargeBase finds the rate before additional duties.
func (w *work) chargeBase(facts *factValues) {
	rate, head := w.base.Column1, "column 1, general"
	if w.partner.column2 {
		rate, head = w.base.Column2, "column 2"
	} else if s, name := w.preference(facts); name != "" {
		rate, head = s, "column 1, special ("+name+")"
	}
	w.baseHead, w.baseText, w.baseRate = head, rate.Text, rate
	f, ok := rate.Equivalent(w.e.ValueUSD, w.e.Quantity)
	w.column1, w.noRate = f, !ok
	if i, known := w.book.Law.factIx["column1_pct"]; !ok && known && w.given&(1<<i) != 0 {
		w.column1, w.noRate = facts[i]/100, false
		w.baseText += ", given as " + pct(w.column1)
	}
}

// preference gives the special rate that the facts claim, and its programme.
func (w *work) preference(facts *factValues) (ColumnRate, string) {
	l := w.book.Law
	var want []string
	if facts[l.share[ShareUSMCA]] == 1 && (w.iso3 == "CAN" || w.iso3 == "MEX") {
		want = []string{"S", "S+", "CA", "MX"}
	} else if i, ok := l.factIx["fta"]; ok && facts[i] == 1 {
		want = []string{country.Alpha2(w.iso3), programmes[w.iso3], programmes[w.iso3] + "+"}
	} else if i, ok := l.factIx["cafta"]; ok && facts[i] == 1 && programmes[w.iso3] == "P" {
		want = []string{"P", "P+"}
	}
	for _, s := range w.base.Special {
		for _, p := range s.Programmes {
			if p != "" && slices.Contains(want, p) {
				return s.Rate, p
			}
		}
	}
	return ColumnRate{}, ""
}

// programmes are the symbols of agreements whose symbol is not the country's
// own code (HTS General Note 3(c)).
var programmes = map[string]string{
	"CRI": "P", "DOM": "P", "SLV": "P", "GTM": "P", "HND": "P", "NIC": "P", "ISR": "IL", "SGP": "SG",
}

// assess fills what was assessed, owed and to be refunded.
func (w *work) assess(d *Duty, total float64) {
	owed, assessed := total, total
	var void *Ruling
	for i := range w.plan.steps {
		u := w.plan.steps[i].dm.ruling
		if u != nil && u.Effect == "voids" && w.out[i].amount > 0 {
			owed -= w.out[i].amount
			void = u
		}
	}
	if void != nil {
		d.Warnings = append(d.Warnings, fmt.Sprintf("%s of the value was charged on a basis that was held unlawful (%s). Refunds: %s", pct(total-owed), void.act.Citation, void.Refund))
	}
	if l := w.book.Law; l.retroactive(w.day.date) {
		text := w.book.Law.day(w.day.date, w.day.known, AsText)
		t := *w
		t.day, t.partner = text, text.Partner(w.iso3)
		t.plan = t.partner.plan(text.Class(w.code))
		assessed = t.run(&t.facts, t.fill(t.given0()))
		if diff := assessed - total; diff > 1e-9 {
			d.Warnings = append(d.Warnings, fmt.Sprintf("the HTS text of the day charged %s; %s of the value was refundable when the text was changed with effect from an earlier day", pct(assessed), pct(diff)))
		}
	}
	d.OwedPct = round(owed*100, 4)
	d.AssessedPct = round(assessed*100, 4)
	d.RefundPct = round(max(0, assessed-owed)*100, 4)
}

// retroactive tells whether some rule was owed on a day before the HTS text
// said so.
func (l *Law) retroactive(day civil) bool {
	for _, m := range l.Measures {
		for _, r := range m.Rules {
			if r.TextFrom > day && r.From <= day {
				return true
			}
		}
	}
	for _, s := range l.stacks {
		if s.TextFrom > day && s.From <= day {
			return true
		}
	}
	return false
}

// dotted writes the digits of a code as the schedule prints them.
func dotted(digits string) string {
	var b strings.Builder
	for i, c := range digits {
		if i == 4 || i == 6 || i == 8 {
			b.WriteByte('.')
		}
		b.WriteRune(c)
	}
	return b.String()
}
