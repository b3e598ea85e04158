package brief

import (
	"context"
	"sort"
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
	"us-232-autos":        {"8703.23.01", "Passenger car, 1.5 to 3 litres"},
	"us-232-auto-parts":   {"8708.29.51", "Car body parts"},
	"us-232-steel":        {"7208.37.00", "Hot-rolled steel in coils"},
	"us-232-aluminium":    {"7606.12.30", "Aluminium alloy plate and sheet"},
	"us-232-copper":       {"7411.10.10", "Refined copper tubes"},
	"us-ieepa-reciprocal": {"8457.10.00", "Machining centre"},
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
	measures, err := in.Law.Measures(b.Partner, date, known)
	if err != nil {
		return err
	}
	b.Tariffs = b.chosen(measures)
	for i := range b.Tariffs {
		if err := ctx.Err(); err != nil {
			return err
		}
		t := &b.Tariffs[i]
		t.Source = b.cited.law(t.Measure.Citation, t.Measure.Confidence)
		good, ok := standsFor(t.Measure.ID)
		if !ok {
			continue
		}
		duty, err := in.Law.Duty(tariff.Entry{Code: good.HTS, Origin: b.Partner, Date: date, Known: known, ValueUSD: entryValue})
		if err != nil {
			return err
		}
		t.Good, t.Duty = &good, duty
		for _, l := range duty.Lines {
			if l.Applies {
				b.cited.law(l.Citation, l.Confidence)
			}
		}
	}
	return b.addRates(in.Law, date, known)
}

// addRates adds the trade-weighted rates and what is known to be coming.
func (b *Brief) addRates(law Law, date, known time.Time) error {
	eff, err := law.Effective(b.Partner, "sector", date, known)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		b.miss("Average rates", err.Error(), "")
	case err != nil:
		return err
	case eff != nil:
		b.Effective = eff
		b.cited.cite(Source{Title: eff.Weights, Kind: "data"})
	}
	ahead, err := law.Ahead(b.Partner, date, known)
	if err != nil {
		return err
	}
	for _, c := range ahead {
		c.Source = b.cited.law(c.Citation, "")
		b.Ahead = append(b.Ahead, c)
	}
	return nil
}

// chosen gives the measures that the article names, in order of first
// mention; when it names none, all that are in force.
func (b *Brief) chosen(measures []tariff.MeasureInfo) []Tariff {
	out := []Tariff{}
	at := map[string]int{}
	for _, c := range b.Claims {
		for _, id := range c.Subject.Measures {
			if i, ok := at[id]; ok {
				if i >= 0 {
					out[i].Claims = append(out[i].Claims, c.ID)
				}
				continue
			}
			m, ok := find(measures, id)
			if !ok {
				at[id] = -1
				b.miss("The duty under "+measureWord(id), "the law book has no such measure on goods of "+partyName(b.Partner)+" on "+day(b.Article.Published), "")
				continue
			}
			at[id] = len(out)
			out = append(out, Tariff{Measure: m, Claims: []string{c.ID}})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range measures {
		if m.State == "in force" {
			out = append(out, Tariff{Measure: m, Claims: []string{}})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		_, a := standsFor(out[i].Measure.ID)
		_, c := standsFor(out[j].Measure.ID)
		return a && !c
	})
	return out
}

// find looks a measure up by id; a measure of a country ("us-ieepa-
// reciprocal-jp") stands for the general one.
func find(measures []tariff.MeasureInfo, id string) (tariff.MeasureInfo, bool) {
	for _, m := range measures {
		if m.ID == id {
			return m, true
		}
	}
	for _, m := range measures {
		if strings.HasPrefix(m.ID, id+"-") && m.State == "in force" {
			return m, true
		}
	}
	return tariff.MeasureInfo{}, false
}

// standsFor finds the good for a measure or for the general measure it is
// the country form of.
func standsFor(id string) (Sample, bool) {
	if g, ok := stands[id]; ok {
		return g, true
	}
	best := ""
	for known := range stands {
		if strings.HasPrefix(id, known+"-") && len(known) > len(best) {
			best = known
		}
	}
	g, ok := stands[best]
	return g, ok
}

// miss adds a gap.
func (b *Brief) miss(what, why, remedy string) {
	b.Missing = append(b.Missing, Gap{What: what, Why: why, Remedy: remedy})
}
