package tariff

import (
	"math"
	"time"
)

// rater works out the rates of one day on the flows of the import weights.
type rater struct {
	w       *Weights
	day     *DayLaw
	rates   columnRates
	choices Choices

	steel, aluminium, copper column
	vehicle, gate, exclusion column
	patented, pharmaUse      float64
	aircraft                 *float64 // nil: aircraftKnown
	usContent                float64  // of USMCA vehicles
	specificZero, special    bool     // special: chapters 98 and 99 count
	usmca                    [2]column
	preference               [][]float32 // nil: preferenceAll
	preferenceAll            float64
	class                    []int // of each code
}

// rater prepares the rates of a day.
func (b *Book) rater(date, known time.Time, ch Choices) (*rater, error) {
	w, err := Imports2024()
	if err != nil {
		return nil, err
	}
	rates, err := baseRates()
	if err != nil {
		return nil, err
	}
	u := &w.Use
	r := &rater{w: w, day: b.Day(date, known, ch.basis()), rates: rates[EditionOn(date)], choices: ch}
	r.steel, r.aluminium, r.copper = ch.column("metal", u.Steel), ch.column("metal", u.Aluminium), ch.column("metal", u.Copper)
	r.vehicle, r.gate, r.exclusion = ch.column("vehicle-part", u.VehiclePart), ch.column("ai-gate", u.AIGate), ch.column("exclusion", u.Exclusion301)
	r.patented, r.pharmaUse = ch.num["patented"], ch.num["pharma-use"]
	if v, ok := ch.num["aircraft"]; ok {
		r.aircraft = &v
	}
	r.usContent = ch.num["us-content"]
	r.specificZero, r.special = ch.Value("specific") == "zero", ch.Value("chapter98") == "include"
	vintage := map[string]USMCAVintage{"2024": USMCA2024, "2025": USMCA2025, "2025-12": USMCA202512}[ch.Value("usmca")]
	for party := range r.usmca {
		r.usmca[party] = ch.column("usmca", u.USMCA[vintage][party])
	}
	if v, ok := ch.num["preference"]; ok {
		r.preferenceAll = v
	} else {
		r.preference = u.Preference
	}
	r.class = make([]int, len(w.Codes))
	for c, code := range w.Codes {
		r.class[c] = -1
		if r.counts(c) {
			r.class[c] = r.day.Class(code)
		}
	}
	return r, nil
}

// counts says whether the code at c is in the basket: chapters 98 and 99
// hold goods that their code does not name.
func (r *rater) counts(c int) bool { return r.special || r.w.chapter(c) < 98 }

// mixOf fills what of the mix belongs to the code alone.
func (r *rater) mixOf(c int, mix *Mix) {
	mix.Steel, mix.Aluminium, mix.Copper = r.steel.at(c), r.aluminium.at(c), r.copper.at(c)
	mix.Share[ShareVehiclePart] = r.vehicle.at(c)
	mix.Share[ShareAIGate] = r.gate.at(c)
	mix.Share[ShareExclusion301] = r.exclusion.at(c)
	mix.Share[SharePatented], mix.Share[SharePharmaUse] = r.patented, r.pharmaUse
	mix.Share[ShareCivilAircraft] = aircraftKnown(r.w.Codes[c])
	if r.aircraft != nil {
		mix.Share[ShareCivilAircraft] = *r.aircraft
	}
}

// aircraftKnown is 1 for the codes whose goods are aircraft, their engines
// or parts of either, and 0 for the many that also go into aircraft.
func aircraftKnown(code string) float64 {
	switch code[:2] {
	case "88":
		return 1
	case "84":
		switch code[:6] {
		case "840710", "840910", "841111", "841112", "841121", "841122", "841191":
			return 1
		}
	}
	return 0
}

// usmcaParty is the index of a party in UseShares.USMCA, or -1.
func usmcaParty(iso string) int {
	switch iso {
	case "CAN":
		return 0
	case "MEX":
		return 1
	}
	return -1
}

// partnerAt is what of a partner the rates need.
type partnerAt struct {
	law   *Partner
	index int // in Weights.Partners, -1 for a partner without flows of its own
	usmca int
}

func (r *rater) partner(iso string, index int) partnerAt {
	return partnerAt{r.day.Partner(iso), index, usmcaParty(iso)}
}

// column1 is the rate before additional duties that goods of code c of a
// partner are charged, after preferences. own is the rate that the flow paid
// in the year of the weights, NaN when there is none: column 2 has specific
// rates that nothing else tells the equivalent of.
func (r *rater) column1(c int, p partnerAt, own float64) float64 {
	if p.law.ColumnTwo() {
		if !r.rates.twoExact[c] && r.specificZero {
			return 0
		}
		if !r.rates.twoExact[c] && !math.IsNaN(own) {
			return own
		}
		return r.rates.two[c]
	}
	v := r.rates.one[c]
	if r.specificZero && !r.rates.oneExact[c] {
		return 0
	}
	return v * (1 - r.preferred(c, p))
}

// preferred is the share of the column-1 duty on code c that preferences
// take off for a partner; a partner without flows has none on record.
func (r *rater) preferred(c int, p partnerAt) float64 {
	switch {
	case r.preference == nil:
		return r.preferenceAll
	case p.index < 0:
		return 0
	}
	return float64(r.preference[r.w.chapter(c)-1][p.index])
}

// fill completes the mix of code c for a partner.
func (r *rater) fill(c int, p partnerAt, own float64, mix *Mix) {
	mix.Column1 = r.column1(c, p, own)
	mix.Share[ShareUSMCA], mix.USContent = 0, 0
	// Textiles and apparel that take a preference and come from a party to
	// the agreement take it under the agreement; the law asks for both.
	mix.Share[ShareCAFTA] = r.preferred(c, p)
	if p.usmca >= 0 {
		mix.USContent = r.usContent
		mix.Share[ShareUSMCA] = r.usmca[p.usmca].at(c)
	}
}

// each works out every flow, or those of one partner when only is not
// negative: base is the column-1 duty and rate the additional ones, as
// fractions of the value of pair.
func (r *rater) each(only int, yield func(c, pair int, base float64, rate *PairRate)) {
	r.eachIn(only, func(int) bool { return true }, yield)
}

// eachIn is each for the codes that in names.
func (r *rater) eachIn(only int, in func(c int) bool, yield func(c, pair int, base float64, rate *PairRate)) {
	partners := make([]partnerAt, len(r.w.Partners))
	for i, p := range r.w.Partners {
		if only < 0 || only == i {
			partners[i] = r.partner(p.ISO, i)
		}
	}
	var mix Mix
	var rate PairRate
	for c := range r.w.Codes {
		if r.class[c] < 0 || !in(c) {
			continue
		}
		r.mixOf(c, &mix)
		for k := r.w.Start[c]; k < r.w.Start[c+1]; k++ {
			i := int(r.w.Partner[k])
			if only >= 0 && i != only || r.w.Value[k] == 0 {
				continue
			}
			r.fill(c, partners[i], float64(r.w.Duty[k])/float64(r.w.Value[k]), &mix)
			rate = partners[i].law.Rate(r.class[c], &mix)
			yield(c, int(k), mix.Column1, &rate)
		}
	}
}
