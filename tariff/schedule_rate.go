package tariff

import (
	"strconv"
	"strings"
)

// RateKind is the form of a rate of duty as the schedule prints it.
type RateKind string

// The forms. Complex rates rest on something other than the value and one
// quantity of the whole article: the sugar degree, the value of the case and
// of the strap of a watch, the rate of another article.
const (
	RateNone      RateKind = "none" // the line prints no rate of its own
	RateFree      RateKind = "free"
	RateAdValorem RateKind = "ad valorem"
	RateSpecific  RateKind = "specific"
	RateCompound  RateKind = "compound" // ad valorem and specific together
	RateComplex   RateKind = "complex"
)

// Kind is the form of the rate.
func (r ColumnRate) Kind() RateKind {
	switch {
	case r.Text == "":
		return RateNone
	case !r.Parsed:
		return RateComplex
	case r.SpecificUSD == 0 && r.AdValorem == 0:
		return RateFree
	case r.SpecificUSD == 0:
		return RateAdValorem
	case r.AdValorem == 0:
		return RateSpecific
	}
	return RateCompound
}

// ParseRate reads a rate of duty as the schedule prints it: "Free", "2.5%",
// "1¢/kg", "$1.104/kg + 14.9%". It never fails: what it cannot reckon with is
// RateComplex, with the text kept.
func ParseRate(text string) ColumnRate {
	text = strings.Join(strings.Fields(text), " ")
	r := ColumnRate{Text: text}
	switch {
	case text == "":
		return r
	case strings.HasPrefix(strings.ToLower(text), "free"):
		r.Parsed = true
		return r
	case strings.Contains(text, " less "):
		return r
	}
	raw := ColumnRate{Text: text}
	for i, term := range strings.Split(text, "+") {
		term = strings.TrimSpace(term)
		if pct, rest, ok := leadingPercent(term); ok {
			if rest != "" {
				return raw
			}
			r.AdValorem += pct / 100
			continue
		}
		usd, unit, ok := specificTerm(term)
		if !ok || i > 0 && r.Unit != "" && r.Unit != unit {
			return raw
		}
		r.SpecificUSD += usd
		r.Unit = unit
	}
	r.Parsed = true
	return r
}

// leadingPercent reads "14.9%" or "33 1/3%" and gives what follows, without
// the stray strokes that some lines print.
func leadingPercent(s string) (pct float64, rest string, ok bool) {
	i := strings.IndexByte(s, '%')
	if i < 0 {
		return 0, "", false
	}
	whole, frac, mixed := strings.Cut(s[:i], " ")
	pct, err := strconv.ParseFloat(whole, 64)
	if err != nil {
		return 0, "", false
	}
	if mixed {
		num, den, isFrac := strings.Cut(frac, "/")
		a, err1 := strconv.ParseFloat(num, 64)
		b, err2 := strconv.ParseFloat(den, 64)
		if !isFrac || err1 != nil || err2 != nil || b == 0 {
			return 0, "", false
		}
		pct += a / b
	}
	return pct, strings.Trim(s[i+1:], " /"), true
}

// specificTerm reads "1¢/kg", "$1.646/kg on drained weight", "0.9¢ each".
// The unit keeps what it is measured on: "kg (drained weight)".
func specificTerm(s string) (usd float64, unit string, ok bool) {
	var number, rest string
	if strings.HasPrefix(s, "$") {
		end := 1
		for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
			end++
		}
		number, rest = s[1:end], s[end:]
	} else {
		number, rest, ok = strings.Cut(s, "¢")
		if !ok {
			return 0, "", false
		}
		number += "e-2" // so that 1.4¢ is 0.014 and not 0.013999…
	}
	usd, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, "", false
	}
	unit, found := strings.CutPrefix(strings.TrimSpace(rest), "/")
	unit = strings.TrimSpace(unit)
	if !found && unit != "each" {
		return 0, "", false
	}
	for _, word := range []string{" on ", " of ", ", including "} {
		if measure, basis, cut := strings.Cut(unit, word); cut {
			unit = strings.TrimSpace(measure) + " (" + strings.TrimSpace(basis) + ")"
		}
	}
	return usd, strings.ReplaceAll(unit, "pf. liter", "pf.liter"), unit != ""
}
