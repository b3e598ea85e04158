package record

import (
	"strconv"
	"strings"
)

// scales of money and mass.
var scales = map[string]float64{"thousand": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12}

// currencies by the sign or code before an amount and by the word behind it.
var currencies = map[string]string{
	"$": "USD", "¥": "JPY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR",
	"usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cad": "CAD", "chf": "CHF", "cny": "CNY", "krw": "KRW", "inr": "INR", "php": "PHP", "brl": "BRL", "mxn": "MXN",
	"dollar": "USD", "dollars": "USD", "yen": "JPY", "won": "KRW", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yuan": "CNY", "francs": "CHF", "rupees": "INR", "pesos": "PESO", "reais": "BRL", "rupiah": "IDR",
}

// counted are things that a number counts.
var counted = setOf("vehicles cars units aircraft planes jets airplanes ships vessels litres liters gallons barrels bushels trucks cargoes")

// fractions as words.
var fractions = map[string]float64{"half": 50, "third": 100.0 / 3, "thirds": 100.0 / 3, "quarter": 25, "quarters": 25, "fifth": 20, "fifths": 20, "tenth": 10, "tenths": 10}

// bounds are words before an amount that bound it or say what it is added to.
var bounds = setOf("additional extra than about around least most up over nearly almost roughly some exactly only under below above between another approximately further")

// fillQuantity reads the first quantity of a stretch: a rate, an amount of
// money, a mass, a count or a share, with its words, value and unit. A range
// has its upper end as its value; a share is in percent.
func (d *doc) fillQuantity(s *Subject, from, to int) {
	for i := from; i < to; i++ {
		start, end, v, unit := d.quantityAt(i, from, to)
		if unit == "" {
			continue
		}
		start = d.boundsBefore(start, from)
		end, unit = d.periodBehind(end, to, unit)
		s.Value, s.Unit, s.Quantity = v, unit, d.words(start, end)
		return
	}
}

// quantityAt reads an amount whose number is token i: the tokens it takes, its
// value and its unit, which is empty when there is none.
func (d *doc) quantityAt(i, from, to int) (start, end int, v float64, unit string) {
	t := d.toks
	if t[i].kind != number {
		return d.fractionAt(i, to)
	}
	if n, e := timeAt(t, i, to); n > 1 && (e.kind == monthDay || e.kind == agoTime) || isYearNumber(t, i, to) && !(i > from && currencies[t[i-1].low] != "" && t[i-1].low != "won") {
		return 0, 0, 0, ""
	}
	v, err := strconv.ParseFloat(strings.TrimRight(t[i].low, "."), 64)
	if err != nil {
		return 0, 0, 0, ""
	}
	start, end = i, i+1
	if i > from {
		if c := currencies[t[i-1].low]; c != "" && (t[i-1].kind == punct || t[i-1].upper) {
			unit, start = c, i-1
			if t[i-1].low == "$" && start > from && t[start-1].end == t[start].start {
				switch t[start-1].low {
				case "c":
					unit = "CAD"
				case "a":
					unit = "AUD"
				case "nt":
					unit = "TWD"
				}
				if t[start-1].kind == word {
					start--
				}
			}
		}
	}
	// "10-15%", "between 10 and 15 percent": on to the upper end.
	if end+1 < to && (t[end].low == "—" || t[end].low == "to" || t[end].low == "and" && start > from && t[start-1].low == "between") {
		k := end + 1
		if k+1 < to && t[k].kind == punct && currencies[t[k].low] != "" {
			k++
		}
		if t[k].kind == number && !isYearNumber(t, k, to) {
			if w, err := strconv.ParseFloat(strings.TrimRight(t[k].low, "."), 64); err == nil && w > v {
				if _, e2, v2, u2 := d.quantityAt(k, k, to); u2 != "" || unit != "" {
					if u2 == "" {
						e2, v2, u2 = k+1, w, unit
					}
					return start, e2, v2, firstOf(unit, u2)
				}
			}
		}
	}
	if end < to && scales[t[end].low] > 0 && (len(t[end].low) > 1 || unit != "") {
		v *= scales[t[end].low]
		end++
	}
	if unit != "" || end >= to {
		return start, end, v, unit
	}
	if t[end].low == "—" && end+1 < to && t[end].start == t[end-1].end && t[end+1].start == t[end].end && t[end+1].kind == word {
		end++ // "25-percent"
	}
	end, v, unit = d.unitAt(end, to, v)
	return start, end, v, unit
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// unitAt reads the unit of an amount at token k.
func (d *doc) unitAt(k, to int, v float64) (int, float64, string) {
	t := d.toks
	next := func(w string) bool { return k+1 < to && strings.HasPrefix(t[k+1].low, w) }
	switch w := t[k].low; {
	case percentMark[w] || w == "per" && next("cent"):
		if w == "per" {
			k++
		}
		k++
		if k < to && (t[k].low == "points" || t[k].low == "point") {
			return k + 1, v, "percentage points"
		}
		return k, v, "percent"
	case w == "percentage" && next("point"):
		return k + 2, v, "percentage points"
	case w == "basis" && next("point"):
		return k + 2, v / 100, "percentage points"
	case w == "tonnes" || w == "tons" || w == "tonne" || w == "ton" || w == "mt" || w == "t" && next("/") || w == "metric" && next("ton"):
		if w == "metric" {
			k++
		}
		return k + 1, v, "tonnes"
	case currencies[w] != "" && t[k].kind == word && !t[k].upper:
		return k + 1, v, currencies[w]
	case currencies[w] != "" && t[k].upper:
		return k + 1, v, currencies[w]
	case w == "litre" || w == "liter":
		return k + 1, v, "litres"
	case counted[w]:
		return k + 1, v, w
	case k+1 < to && t[k].cap && t[k].kind == word && counted[t[k+1].low]:
		return k + 2, v, t[k+1].low // "50 Boeing aircraft"
	}
	return k, v, ""
}

// fractionAt reads "a quarter of", "one-fifth", "two-thirds of": a share in
// percent. It needs "of", so that the third round is none.
func (d *doc) fractionAt(i, to int) (start, end int, v float64, unit string) {
	t := d.toks
	n := 0.0
	switch t[i].low {
	case "a", "one":
		n = 1
	case "two":
		n = 2
	case "three":
		n = 3
	case "four":
		n = 4
	case "half":
		if i+1 < to && (t[i+1].low == "of" || t[i+1].low == "the") {
			return i, i + 1, 50, "percent"
		}
	}
	if n == 0 || i+2 >= to || t[i+2].low != "of" || fractions[t[i+1].low] == 0 {
		return 0, 0, 0, ""
	}
	return i, i + 2, n * fractions[t[i+1].low], "percent"
}

// boundsBefore takes the words before an amount that bound it.
func (d *doc) boundsBefore(start, from int) int {
	t := d.toks
	for start > from {
		w := t[start-1].low
		switch {
		case bounds[w]:
		case w == "to" && start-2 >= from && t[start-2].low == "up":
		case (w == "more" || w == "less" || w == "fewer" || w == "no") && (t[start].low == "than" || t[start].low == "more" || t[start].low == "less"):
		case w == "at" && (t[start].low == "least" || t[start].low == "most"):
		case w == "as" && t[start].low == "much":
		default:
			return start
		}
		start--
	}
	return start
}

// periodBehind takes what follows an amount: a year, over ten years, in all.
func (d *doc) periodBehind(k, to int, unit string) (int, string) {
	t := d.toks
	switch {
	case k+1 < to && (t[k].low == "a" || t[k].low == "per" || t[k].low == "each" || t[k].low == "every" || t[k].low == "/") && (t[k+1].low == "year" || t[k+1].low == "annum" || t[k+1].low == "yr"):
		return k + 2, unit + "/year"
	case k < to && (t[k].low == "annually" || t[k].low == "yearly"):
		return k + 1, unit + "/year"
	case k+2 < to && (t[k].low == "over" || t[k].low == "within" || t[k].low == "in") && (cardinals[t[k+1].low] > 0 || t[k+1].kind == number) && (t[k+2].low == "years" || t[k+2].low == "months"):
		return k + 3, unit
	}
	for k < to && (t[k].low == "inclusive" || t[k].low == "in" && k+1 < to && t[k+1].low == "total") {
		k++
		if t[k-1].low == "in" {
			k++
		}
	}
	return k, unit
}
