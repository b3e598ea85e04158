package record

import (
	"strconv"
	"strings"
	"time"
)

// seasons by their first month; winter begins in the December before.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

// spanAt reads an expression of time longer than a day: "in the coming
// weeks", "by year-end", "this weekend", "the third quarter of 2026", "within
// 90 days", "last summer". It gives how many tokens it takes, 0 for none.
func spanAt(toks []token, k, end int) (int, timeExpr) {
	at := func(i int) string {
		if i < end {
			return toks[i].low
		}
		return ""
	}
	e := timeExpr{shift: 2}
	i := k
	if at(i) == "the" {
		i++
	}
	w := at(i)
	switch w {
	case "coming", "next", "following", "days", "weeks", "months":
		// "the coming weeks", "the next few days", "days ahead".
		j := i
		if w == "coming" || w == "next" {
			j++
			for at(j) == "few" || at(j) == "several" || at(j) == "couple" || at(j) == "of" {
				j++
			}
			n := 1
			if c, ok := cardinals[at(j)]; ok && c > 1 {
				n = c
				j++
			} else if j < end && toks[j].kind == number {
				n, _ = strconv.Atoi(toks[j].low)
				j++
			}
			if days, ok := periods[at(j)]; ok && strings.HasSuffix(at(j), "s") && n > 0 {
				if n == 1 {
					n = 4
				}
				e.kind, e.day, e.year = offsetTime, 1, n*days
				return j + 1 - k, e
			}
		}
	case "year":
		if i+1 < end && toks[i+1].low == "end" {
			e.kind, e.shift, e.part = yearTime, 0, "end"
			return i + 2 - k, e
		}
	case "yearend":
		e.kind, e.shift, e.part = yearTime, 0, "end"
		return i + 1 - k, e
	case "weekend":
		if i > k {
			e.kind = weekendTime
			return i + 1 - k, e
		}
	case "end":
		if i > k && at(i+1) == "of" && at(i+2) == "the" && (at(i+3) == "year" || at(i+3) == "month" || at(i+3) == "week") || at(i+1) == "of" && at(i+2) == "the" && at(i+3) == "year" {
			e.shift, e.part = 0, "end"
			e.kind = map[string]timeKind{"year": yearTime, "month": monthTime, "week": weekTime}[at(i+3)]
			return i + 4 - k, e
		}
	}
	if s, ok := shifts[w]; ok && i == k {
		if at(i+1) == "weekend" {
			e.kind, e.shift = weekendTime, s
			return 2, e
		}
		if m, ok := seasons[at(i+1)]; ok && (at(i+1) != "fall" || s != 1) {
			e.kind, e.month, e.shift = seasonTime, m, s
			return 2, e
		}
		if at(i+1) == "quarter" {
			e.kind, e.shift = quarterTime, s
			return 2, e
		}
	}
	if n, x := partOfYear(toks, i, end); n > 0 {
		return i + n - k, x
	}
	if len(w) == 6 && strings.HasPrefix(w, "fy") {
		if y, err := strconv.Atoi(w[2:]); err == nil && y > 1990 && y < 2050 {
			e.kind, e.year = fiscalYear, y
			return i + 1 - k, e
		}
	}
	return 0, e
}

// periods are lengths of time in days.
var periods = map[string]int{"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}

// partOfYear reads "third quarter of 2026", "Q3 2025", "first half of next
// year".
func partOfYear(toks []token, i, end int) (int, timeExpr) {
	at := func(i int) string {
		if i < end {
			return toks[i].low
		}
		return ""
	}
	e := timeExpr{shift: 2, kind: quarterTime}
	j := i
	n := ordinalWords[at(j)]
	switch {
	case n >= 1 && n <= 4 && at(j+1) == "quarter":
		e.month = 3*n - 2
		j += 2
	case (n == 1 || n == 2) && at(j+1) == "half" && (at(j+2) == "of" || j+2 < end && yearOf(toks, j+2, end) > 0):
		e.month, e.part = 6*n-5, "half"
		j += 2
	case len(at(j)) == 2 && at(j)[0] == 'q' && at(j)[1] >= '1' && at(j)[1] <= '4':
		e.month = 3*int(at(j)[1]-'0') - 2
		j++
	default:
		return 0, timeExpr{}
	}
	if at(j) == "of" {
		j++
	}
	switch {
	case yearOf(toks, j, end) > 0:
		e.year = yearOf(toks, j, end)
		j++
	case at(j) == "this" && at(j+1) == "year", at(j) == "the" && at(j+1) == "year":
		e.shift = 0
		j += 2
	case at(j) == "next" && at(j+1) == "year":
		e.shift = 1
		j += 2
	case at(j) == "last" && at(j+1) == "year":
		e.shift = -1
		j += 2
	case at(j-1) == "of":
		return 0, timeExpr{}
	}
	return j - i, e
}

// aheadAt reads "in two weeks", "within 90 days" with the preposition at i.
// What counts from another day ("within 90 days of signing") is left alone.
func aheadAt(toks []token, i, end int) (int, timeExpr) {
	e := timeExpr{shift: 2}
	if i+2 >= end || toks[i].low != "in" && toks[i].low != "within" {
		return 0, e
	}
	c := cardinals[toks[i+1].low]
	if toks[i+1].kind == number {
		c, _ = strconv.Atoi(toks[i+1].low)
	}
	days := periods[toks[i+2].low]
	if c <= 0 || days == 0 || c*days > 3660 {
		return 0, e
	}
	if i+3 < end {
		switch toks[i+3].low {
		case "of", "after", "from", "to", "before", "'s", "ago", "earlier", "later", "if":
			return 0, e
		}
	}
	e.kind, e.day, e.year = offsetTime, c*days, c*days
	if toks[i].low == "within" {
		e.day = 0
	}
	return 3, e
}

// resolveSpan gives the days of the kinds that this file reads.
func (e timeExpr) resolveSpan(pub time.Time, t tense) (string, string) {
	span := func(a, b time.Time) (string, string) { return a.Format(isoDay), b.Format(isoDay) }
	monday := pub.AddDate(0, 0, -((int(pub.Weekday()) + 6) % 7))
	switch e.kind {
	case offsetTime:
		return span(pub.AddDate(0, 0, e.day), pub.AddDate(0, 0, e.year))
	case weekendTime:
		sat := monday.AddDate(0, 0, 5)
		switch {
		case e.shift == -1, e.shift == 2 && t == pastTense && pub.Before(sat):
			sat = sat.AddDate(0, 0, -7)
		case e.shift == 1:
			sat = sat.AddDate(0, 0, 7)
		}
		return span(sat, sat.AddDate(0, 0, 1))
	case seasonTime:
		y := pub.Year()
		a := time.Date(y, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC)
		switch {
		case e.shift == -1 && !a.AddDate(0, 3, 0).Before(pub):
			a = a.AddDate(-1, 0, 0)
		case e.shift == 1 && !a.After(pub):
			a = a.AddDate(1, 0, 0)
		}
		return span(a, a.AddDate(0, 3, -1))
	case quarterTime:
		y := e.year
		if y == 0 {
			y = pub.Year()
			if e.shift == 1 || e.shift == -1 {
				y += e.shift
			}
		}
		months := 3
		if e.part == "half" {
			months = 6
		}
		if e.month == 0 { // this, last, next quarter
			a := time.Date(pub.Year(), pub.Month()-(pub.Month()-1)%3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 3*e.shift, 0)
			return span(a, a.AddDate(0, 3, -1))
		}
		a := time.Date(y, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC)
		return span(a, a.AddDate(0, months, -1))
	}
	return "", ""
}

// tail reads what may follow a day: the hour and whose clock it is
// ("Thursday night Washington time"), "(local time)", "next year". It gives how
// many tokens it takes.
func tail(toks []token, k, end int, e *timeExpr) int {
	at := func(i int) string {
		if i < end {
			return toks[i].low
		}
		return ""
	}
	i := k
	switch at(i) {
	case "night", "morning", "evening", "afternoon", "midnight", "noon", "midday":
		i++
	}
	switch {
	case at(i) == "(" && at(i+1) == "local" && at(i+2) == "time" && at(i+3) == ")":
		i += 4
	case at(i+1) == "time" && (at(i) == "local" || i < end && toks[i].cap && toks[i].kind == word):
		i += 2
	case at(i) == "(" && at(i+2) == "time" && at(i+3) == ")":
		i += 4
	}
	if e.kind == monthDay && e.year == 0 && (at(i) == "next" || at(i) == "last") && at(i+1) == "year" {
		e.shift = shifts[at(i)]
		i += 2
	}
	return i - k
}
