package brief

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/record"
	"parley/tariff"
)

// entryValue is the customs value of the sample entries, US dollars: ad
// valorem rates do not depend on it, and 10 000 is easy to read.
const entryValue = 10000

// stands gives for a measure the good whose duty the brief shows: one common
// line within its scope.
var stands = map[string]Sample{
	"us-232-autos":      {"8703.23.01", "Passenger car, 1.5 to 3 litres", "a passenger car"},
	"us-232-auto-parts": {"8708.29.51", "Car body parts", "car body parts"},
	"us-232-steel":      {"7208.37.00", "Hot-rolled steel in coils", "hot-rolled steel"},
	"us-232-aluminium":  {"7606.12.30", "Aluminium alloy plate and sheet", "aluminium plate"},
	"us-232-metals":     {"7208.37.00", "Hot-rolled steel in coils", "hot-rolled steel"},
	"us-232-copper":     {"7411.10.10", "Refined copper tubes", "copper tubes"},
	"us-232-wood":       {"4407.11.00", "Sawn pine wood", "sawn pine wood"},
}

// ordinary stands for a measure on goods at large. No metal content and no
// programme decides its duty.
var ordinary = Sample{"8525.89.40", "Digital still camera", "a digital camera"}

// atLarge are the beginnings of the ids of measures on goods at large.
var atLarge = []string{"us-ieepa-", "us-122-", "us-301-"}

// standsFor finds the good that stands for a measure.
func standsFor(id string) (Sample, bool) {
	if s, ok := stands[id]; ok {
		return s, true
	}
	for _, head := range atLarge {
		if strings.HasPrefix(id, head) {
			return ordinary, true
		}
	}
	return Sample{}, false
}

// partner is the party that the article sets against the United States: the
// one that most claims join with it, the first named among equals.
func partner(r *record.Reading) string {
	n := map[string]int{}
	var order []string
	add := func(party, other string) {
		if party == "" || party == "*" || party == "US" || other != "US" {
			return
		}
		if n[party] == 0 {
			order = append(order, party)
		}
		n[party]++
	}
	for _, c := range r.Claims {
		add(c.Giver, c.Receiver)
		add(c.Receiver, c.Giver)
	}
	best := ""
	for _, p := range order {
		if best == "" || n[p] > n[best] {
			best = p
		}
	}
	if best == "" {
		return ""
	}
	iso3, err := country.Parse(best)
	if err != nil {
		return ""
	}
	return iso3
}

// addTariffs asks the law book for what the article speaks of.
func (b *Brief) addTariffs(ctx context.Context, in Inputs) error {
	if in.Law == nil {
		return nil
	}
	if b.Partner == "" {
		b.miss("Tariffs", "the article names no party that talks with the United States", "give the track with --track")
		return nil
	}
	date, err := time.Parse("2006-01-02", b.Article.Published)
	if err != nil {
		return fault.Misuse("give the day of publication, as in --published 2025-05-20", "the brief needs the day of publication")
	}
	known := in.Known
	if known.IsZero() {
		known = date
	}
	b.Known = known.Format(time.DateOnly)
	measures, err := in.Law.Measures(b.Partner, date, known)
	if err != nil {
		return err
	}
	b.Tariffs = []Tariff{}
	for _, n := range b.named(measures) {
		if err := ctx.Err(); err != nil {
			return err
		}
		t := Tariff{Claims: n.claims, Ahead: []Step{}, Later: []Step{}}
		if err := b.sample(&t, n.id, in.Law, date, known); err != nil {
			return err
		}
		if !t.describe(n.id, measures) {
			b.miss("The duty under "+measureWord(n.id), "the law book has no such measure on goods of "+partyName(b.Partner)+" on "+day(b.Article.Published), "")
			continue
		}
		t.Measure.Title = openEnded(t.Measure.Title, known)
		t.Source = b.cited.law(t.Measure.Citation, t.Measure.Confidence)
		b.citeDuty(&t)
		b.Tariffs = append(b.Tariffs, t)
	}
	return b.addRates(in.Law, date, known)
}

// endOfTitle is the end of a measure's title that gives its last day.
var endOfTitle = regexp.MustCompile(`,? (?:to|until) (\d{1,2} [A-Z][a-z]+ \d{4})$`)

// openEnded drops from a title a last day that had not come when the law was
// known: it is hindsight.
func openEnded(title string, known time.Time) string {
	m := endOfTitle.FindStringSubmatchIndex(title)
	if m == nil {
		return title
	}
	last, err := time.Parse("2 January 2006", title[m[2]:m[3]])
	if err != nil || last.Before(known) {
		return title
	}
	return title[:m[0]]
}

// named is a measure with the claims that name it.
type named struct {
	id     string
	claims []string
}

// named lists the measures of the article in order of first mention; when it
// names none, those in force for which a good can stand.
func (b *Brief) named(measures []tariff.MeasureInfo) []named {
	var out []named
	at := map[string]int{}
	for _, c := range b.Claims {
		for _, id := range c.Subject.Measures {
			if !strings.HasPrefix(id, "us-") {
				continue // an act of the other side, which this law book does not hold
			}
			i, ok := at[id]
			if !ok {
				i = len(out)
				at[id] = i
				out = append(out, named{id: id})
			}
			out[i].claims = append(out[i].claims, c.ID)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range measures {
		_, known := standsFor(m.ID)
		if _, ok := at[m.ID]; !ok && known && m.State == "in force" {
			at[m.ID] = 1
			out = append(out, named{id: m.ID, claims: []string{}})
		}
	}
	return out
}

// sample asks for the duty on the good that stands for a measure, for the
// changes of it that were published by then, and for those that came.
func (b *Brief) sample(t *Tariff, id string, law Law, date, known time.Time) error {
	good, ok := standsFor(id)
	if !ok {
		return nil
	}
	e := tariff.Entry{Code: good.HTS, Origin: b.Partner, Date: date, Known: known, ValueUSD: entryValue}
	duty, err := law.Duty(e)
	if err != nil {
		return err
	}
	t.Good, t.Duty = &good, duty
	ahead, err := law.Timeline(e, date, date.AddDate(1, 0, 0))
	if err != nil {
		return err
	}
	t.Ahead = b.steps(ahead, duty.TotalPct)
	e.Known = time.Time{}
	if law.Horizon().After(date) {
		later, err := law.Timeline(e, date, law.Horizon())
		if err != nil {
			return err
		}
		t.Later = b.steps(later, duty.TotalPct)
	}
	return nil
}

// steps keeps the days of a timeline on which the total changes.
func (b *Brief) steps(tl *tariff.Timeline, now float64) []Step {
	out := []Step{}
	for i, s := range tl.Steps {
		if i == 0 || s.TotalPct == now {
			continue
		}
		now = s.TotalPct
		out = append(out, Step{Date: s.Date, TotalPct: s.TotalPct, LowPct: s.LowPct, HighPct: s.HighPct, Why: first(strings.Join(s.Began, "; "), strings.Join(s.Ended, "; "))})
	}
	return out
}

// describe finds the heading of the measure that the sample pays, or the one
// in force. It reports whether there is one.
func (t *Tariff) describe(id string, measures []tariff.MeasureInfo) bool {
	heading := ""
	if t.Duty != nil {
		for _, l := range t.Duty.Lines {
			if l.Applies && l.Measure == id {
				heading = l.Heading
			}
		}
	}
	rank := 0 // 3 the heading paid, 2 in force, 1 suspended
	for _, m := range measures {
		r := 1
		switch {
		case m.ID != id:
			continue
		case heading != "" && slices.Contains(m.Headings, heading):
			r = 3
		case m.State == "in force":
			r = 2
		}
		if r > rank {
			rank, t.Measure = r, m
		}
	}
	return rank > 0
}

// citeDuty numbers the sources of the lines that apply.
func (b *Brief) citeDuty(t *Tariff) {
	if t.Duty == nil {
		return
	}
	for _, l := range t.Duty.Lines {
		if l.Applies {
			b.cited.law(l.Citation, l.Confidence)
		}
	}
}

// addRates adds the trade-weighted rates.
func (b *Brief) addRates(law Law, date, known time.Time) error {
	eff, err := law.Effective(b.Partner, "sector", date, known)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			b.miss("Average rates", err.Error(), "")
			return nil
		}
		return err
	}
	b.Effective = eff
	b.cited.cite(Source{Title: eff.Weights, Kind: "data"})
	return nil
}

// miss adds a gap.
func (b *Brief) miss(what, why, remedy string) {
	b.Missing = append(b.Missing, Gap{What: what, Why: why, Remedy: remedy})
}
