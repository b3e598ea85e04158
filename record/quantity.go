package record

import (
	"strconv"
	"strings"
)

// scales of money and mass.
var scales = map[string]float64{"thousand": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12}

// fillQuantity reads the first quantity of a stretch: a rate, an amount of
// money or a mass, with its words, value and unit.
func (d *doc) fillQuantity(s *Subject, from, to int) {
	t := d.toks
	for i := from; i < to; i++ {
		if t[i].kind != number {
			continue
		}
		if n, e := timeAt(t, i, to); n > 1 && e.kind == monthDay || isYearNumber(t, i, to) {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimRight(t[i].low, "."), 64)
		if err != nil {
			continue
		}
		start, k := i, i+1
		unit := ""
		if i > from {
			switch t[i-1].low {
			case "$":
				unit, start = "USD", i-1
				if start > from && (t[start-1].low == "us" || t[start-1].low == "c" || t[start-1].low == "a") && t[start-1].end == t[start].start {
					if t[start-1].low == "c" {
						unit = "CAD"
					}
					start--
				}
			case "¥":
				unit, start = "JPY", i-1
			case "€":
				unit, start = "EUR", i-1
			case "£":
				unit, start = "GBP", i-1
			}
		}
		if k < to && scales[t[k].low] > 0 && (len(t[k].low) > 1 || unit != "") {
			v *= scales[t[k].low]
			k++
		}
		if k < to {
			switch t[k].low {
			case "%", "percent", "pct", "per":
				if t[k].low == "per" {
					if k+1 < to && (t[k+1].low == "cent") {
						unit = "percent"
						k += 2
					}
				} else {
					unit = "percent"
					k++
				}
				if unit == "percent" && k < to && (t[k].low == "points" || t[k].low == "point") {
					unit = "percentage points"
					k++
				}
			case "percentage":
				if k+1 < to && strings.HasPrefix(t[k+1].low, "point") {
					unit = "percentage points"
					k += 2
				}
			case "dollars", "dollar", "usd":
				unit = "USD"
				k++
			case "yen":
				unit = "JPY"
				k++
			case "won":
				unit = "KRW"
				k++
			case "euros", "euro":
				unit = "EUR"
				k++
			case "pounds":
				unit = "GBP"
				k++
			case "tonnes", "tons", "mt", "metric":
				unit = "tonnes"
				k++
				if k < to && (t[k].low == "tons" || t[k].low == "tonnes") {
					k++
				}
			case "litres", "liters", "gallons", "barrels", "bushels":
				unit = t[k].low
				k++
			case "vehicles", "cars", "units", "aircraft", "planes", "jets":
				unit = t[k].low
			case "basis":
				if k+1 < to && t[k+1].low == "points" {
					unit = "percentage points"
					v /= 100
					k += 2
				}
			}
		}
		if unit == "" {
			continue
		}
		// Bounds and period.
		for start > from {
			w := t[start-1].low
			if w == "additional" || w == "extra" || w == "than" || w == "to" && start-2 >= from && t[start-2].low == "up" || w == "more" || w == "about" || w == "around" || w == "least" || w == "up" || w == "at" && t[start].low == "least" {
				start--
				continue
			}
			break
		}
		if k+1 < to && (t[k].low == "a" || t[k].low == "per" || t[k].low == "each") && (t[k+1].low == "year" || t[k+1].low == "annum") {
			unit += "/year"
			k += 2
		} else if k < to && (t[k].low == "annually" || t[k].low == "yearly") {
			unit += "/year"
			k++
		}
		for k < to && (t[k].low == "inclusive" || t[k].low == "in" && k+1 < to && t[k+1].low == "total") {
			k++
			if t[k-1].low == "in" {
				k++
			}
		}
		s.Value, s.Unit, s.Quantity = v, unit, d.words(start, k)
		return
	}
}
