package record

import (
	"strconv"
	"strings"
	"time"
)

// tense is what the verb of the clause says about the time of the event.
type tense uint8

const (
	pastTense tense = iota
	futureTense
)

// timeKind is the shape of an expression of time.
type timeKind uint8

const (
	weekdayTime timeKind = iota // "on Tuesday"
	weekdayOf                   // "Tuesday of last week"
	monthDay                    // "May 8", "8 May 2025"
	dayOfMonth                  // "the 3rd (local time)"
	relativeDay                 // today, yesterday, tomorrow
	weekTime                    // this, last, next week
	monthTime                   // this, last, next month; "in May"; "mid-May"
	yearTime                    // "last year", "in 2024"
	fiscalYear                  // "fiscal 2024": April to March in Japan
	agoTime                     // "two weeks ago"
	nowTime                     // currently
	offsetTime                  // "in the coming weeks", "within 90 days": day to year days from publication
	weekendTime                 // "over the weekend"
	seasonTime                  // "last summer"
	quarterTime                 // "the third quarter", "the first half of 2026"
)

// timeExpr is an expression of time before it is resolved.
type timeExpr struct {
	kind       timeKind
	shift      int // -1 last, 0 this, +1 next; 2 when nothing is said
	day, month int
	year       int
	last       int    // last day of a row of days: "June 5 and 6", "25-29 August"
	part       string // early, mid, late, end, earlier, later
	start, end int    // bytes
}

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

var cardinals = map[string]int{
	"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "several": 0, "few": 0,
}

var shifts = map[string]int{"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "following": 1}

// timeAt reads an expression of time that begins at token i: how many tokens
// it takes (0 for none) and what it says. Prepositions before it belong to it.
func timeAt(toks []token, i, end int) (int, timeExpr) {
	if n, e := aheadAt(toks, i, end); n > 0 {
		e.start, e.end = toks[i].start, toks[i+n-1].end
		return n, e
	}
	k := i
	at := func(k int) string {
		if k < end {
			return toks[k].low
		}
		return ""
	}
	for k < end && k < i+3 {
		switch at(k) {
		case "on", "in", "by", "since", "from", "until", "earlier", "later", "late", "early", "before", "after", "around", "for", "through", "starting", "beginning", "effective", "as", "of", "at", "during", "over", "within":
			if at(k) == "of" && (k == i || at(k-1) != "as") || at(k) == "as" && at(k+1) != "of" {
				return 0, timeExpr{}
			}
			k++
			continue
		}
		break
	}
	n, e := timeCore(toks, k, end)
	if n == 0 {
		return 0, e
	}
	for j := i; j < k; j++ {
		switch w := at(j); w {
		case "late", "early", "later", "earlier":
			if e.part == "" && (e.kind == monthTime || e.kind == weekTime || e.kind == yearTime) {
				e.part = w
			}
		}
	}
	switch e.kind {
	case weekdayTime, weekdayOf, monthDay, dayOfMonth, relativeDay:
		n += tail(toks, k+n, end, &e)
	}
	e.start, e.end = toks[i].start, toks[k+n-1].end
	return k + n - i, e
}

func timeCore(toks []token, k, end int) (int, timeExpr) {
	if k >= end {
		return 0, timeExpr{}
	}
	at := func(k int) string {
		if k < end {
			return toks[k].low
		}
		return ""
	}
	if n, e := spanAt(toks, k, end); n > 0 {
		return n, e
	}
	e := timeExpr{shift: 2}
	w := at(k)
	switch w {
	case "today", "yesterday", "tomorrow", "tonight":
		e.kind = relativeDay
		e.shift = map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[w]
		return 1, e
	case "currently", "now", "presently":
		e.kind = nowTime
		return 1, e
	case "fiscal":
		j := k + 1
		if at(j) == "year" {
			j++
		}
		if y := yearOf(toks, j, end); y > 0 {
			e.kind, e.year = fiscalYear, y
			return j + 1 - k, e
		}
		return 0, e
	}
	if _, ok := weekdays[w]; ok && toks[k].cap {
		return weekdayExpr(toks, k, end, e)
	}
	if s, ok := shifts[w]; ok {
		if _, day := weekdays[at(k+1)]; day {
			n, x := weekdayExpr(toks, k+1, end, e)
			if x.kind == weekdayTime {
				x.shift = s
			}
			return n + 1, x
		}
		switch at(k + 1) {
		case "week":
			e.kind, e.shift = weekTime, s
			if d, ok := weekdays[at(k+2)]; ok {
				e.kind, e.day = weekdayOf, int(d)
				return 3, e
			}
			return 2, e
		case "month":
			e.kind, e.shift = monthTime, s
			return 2, e
		case "year":
			e.kind, e.shift = yearTime, s
			return 2, e
		}
		if m := months[at(k+1)]; m > 0 && k+1 < end && toks[k+1].cap {
			e.kind, e.month, e.shift = monthTime, m, s
			return 2, e
		}
		return 0, e
	}
	if w == "the" && at(k+1) == "week" && (at(k+2) == "of" || at(k+2) == "starting" || at(k+2) == "beginning") {
		if n, x := timeCore(toks, k+3, end); n > 0 && x.kind == monthDay {
			x.part = "week"
			return n + 3, x
		}
	}
	if w == "the" || w == "later" || w == "earlier" {
		if (at(k+1) == "end" || at(k+1) == "middle" || at(k+1) == "start" || at(k+1) == "beginning") && at(k+2) == "of" {
			n, x := timeCore(toks, k+3, end)
			if n > 0 && (x.kind == monthTime || x.kind == yearTime || x.kind == weekTime || x.kind == monthDay && x.day == 0) {
				x.part = map[string]string{"end": "end", "middle": "mid", "start": "early", "beginning": "early"}[at(k+1)]
				return n + 3, x
			}
			return 0, e
		}
		if n, d := ordinalDay(toks, k+1, end); n > 0 {
			if at(k+1+n) == "of" {
				if m := months[at(k+2+n)]; m > 0 {
					e.kind, e.day, e.month = monthDay, d, m
					used := n + 3
					if y := yearOf(toks, k+used, end); y > 0 {
						e.year = y
						used++
					}
					return used, e
				}
				if at(k+2+n) == "this" && at(k+3+n) == "month" || at(k+2+n) == "last" && at(k+3+n) == "month" {
					e.kind, e.day = dayOfMonth, d
					e.shift = shifts[at(k+2+n)]
					return n + 4, e
				}
				return 0, e
			}
			if nextIsNoun(toks, k+1+n, end) {
				return 0, e
			}
			e.kind, e.day = dayOfMonth, d
			used := n + 1
			if at(k+used) == "(" && at(k+used+1) == "local" && at(k+used+2) == "time" && at(k+used+3) == ")" {
				used += 4
			}
			return used, e
		}
		return 0, e
	}
	if w == "end" || w == "mid" || w == "early" || w == "late" {
		j := k + 1
		if at(j) == "of" || at(j) == "in" {
			j++
		}
		if m := months[at(j)]; m > 0 && toks[j].cap {
			e.kind, e.month, e.part = monthTime, m, w
			n := j + 1 - k
			if y := yearOf(toks, j+1, end); y > 0 {
				e.year = y
				n++
			}
			return n, e
		}
		return 0, e
	}
	if m := months[w]; m > 0 && toks[k].cap {
		return monthExpr(toks, k, end, m, e)
	}
	if k < end && toks[k].kind == number {
		return numberExpr(toks, k, end, e)
	}
	if c, ok := cardinals[w]; ok && c > 0 {
		if n, x := agoExpr(toks, k, end, c, e); n > 0 {
			return n, x
		}
	}
	return 0, e
}

// weekdayExpr reads "Tuesday", "Tuesday last week", "Tuesday of last week",
// "Tuesday, May 20".
func weekdayExpr(toks []token, k, end int, e timeExpr) (int, timeExpr) {
	at := func(k int) string {
		if k < end {
			return toks[k].low
		}
		return ""
	}
	e.kind, e.day = weekdayTime, int(weekdays[at(k)])
	j := k + 1
	if at(j) == "of" {
		j++
	}
	if s, ok := shifts[at(j)]; ok && at(j+1) == "week" {
		e.kind, e.shift = weekdayOf, s
		return j + 2 - k, e
	}
	j = k + 1
	if at(j) == "," {
		j++
	}
	if at(j) == "the" {
		j++
	}
	if m := months[at(j)]; m > 0 && j < end && toks[j].cap {
		if n, x := monthExpr(toks, j, end, m, e); x.kind == monthDay && x.day > 0 {
			return j + n - k, x
		}
	}
	if j < end && toks[j].kind == number && at(k+1) == "," {
		// "Wednesday, 21 May", "Wednesday, the 21st".
		if n, x := numberExpr(toks, j, end, e); n > 0 && x.kind == monthDay {
			return j + n - k, x
		}
		if n, d := ordinalDay(toks, j, end); n == 2 {
			e.kind, e.day = dayOfMonth, d
			return j + n - k, e
		}
	}
	return 1, e
}

// monthExpr reads "May 8", "May 8, 2025", "May 2025", "May".
func monthExpr(toks []token, k, end, m int, e timeExpr) (int, timeExpr) {
	e.month = m
	if n, d := ordinalDay(toks, k+1, end); n > 0 && !isYearNumber(toks, k+1, end) {
		e.kind, e.day = monthDay, d
		used := 1 + n
		if m, last := rowOfDays(toks, k+used, end, d); m > 0 {
			e.last = last
			used += m
		}
		j := k + used
		if j < end && toks[j].low == "," {
			j++
		}
		if y := yearOf(toks, j, end); y > 0 {
			e.year = y
			used = j + 1 - k
		}
		return used, e
	}
	e.kind = monthTime
	if y := yearOf(toks, k+1, end); y > 0 {
		e.year = y
		return 2, e
	}
	return 1, e
}

// numberExpr reads "8 May 2025", "2025-05-20", "20th of May", "2025", "two
// weeks ago" written with a figure.
func numberExpr(toks []token, k, end int, e timeExpr) (int, timeExpr) {
	if n, d := ordinalDay(toks, k, end); n > 0 {
		j := k + n
		if m, last := rowOfDays(toks, j, end, d); m > 0 && j+m < end && months[toks[j+m].low] > 0 {
			e.last = last
			j += m
		}
		if j < end && toks[j].low == "of" {
			j++
		}
		if j < end {
			if m := months[toks[j].low]; m > 0 && toks[j].cap {
				e.kind, e.day, e.month = monthDay, d, m
				used := j + 1 - k
				if y := yearOf(toks, j+1, end); y > 0 {
					e.year = y
					used++
				}
				return used, e
			}
		}
	}
	if y := yearOf(toks, k, end); y > 0 {
		// 2025 — 05 — 20 as hyphens between digits are marks.
		if k+4 < end && (toks[k+1].low == "—" && toks[k+3].low == "—" || toks[k+1].low == "/" && toks[k+3].low == "/") && toks[k+1].start == toks[k].end {
			m, _ := strconv.Atoi(toks[k+2].low)
			d, _ := strconv.Atoi(toks[k+4].low)
			if m >= 1 && m <= 12 && d >= 1 && d <= 31 {
				e.kind, e.year, e.month, e.day = monthDay, y, m, d
				return 5, e
			}
		}
		e.kind, e.year = yearTime, y
		return 1, e
	}
	if c, err := strconv.Atoi(toks[k].low); err == nil {
		return agoExpr(toks, k, end, c, e)
	}
	return 0, e
}

func agoExpr(toks []token, k, end, c int, e timeExpr) (int, timeExpr) {
	if k+2 >= end || toks[k+2].low != "ago" && toks[k+2].low != "earlier" {
		return 0, e
	}
	days := 0
	switch toks[k+1].low {
	case "day", "days":
		days = 1
	case "week", "weeks":
		days = 7
	case "month", "months":
		days = 30
	case "year", "years":
		days = 365
	}
	if days == 0 {
		return 0, e
	}
	if toks[k+2].low == "earlier" && c*days < 7 {
		return 0, e // before a day that the text does not name here
	}
	e.kind, e.day, e.part = agoTime, c*days, toks[k+1].low
	return 3, e
}

// ordinalDay reads a day of the month: "8", "8th", "the third" is not one.
func ordinalDay(toks []token, k, end int) (int, int) {
	if k >= end || toks[k].kind != number || strings.ContainsAny(toks[k].low, ".,") {
		return 0, 0
	}
	d, err := strconv.Atoi(toks[k].low)
	if err != nil || d < 1 || d > 31 {
		return 0, 0
	}
	if k+1 < end && toks[k+1].start == toks[k].end {
		switch toks[k+1].low {
		case "st", "nd", "rd", "th":
			return 2, d
		}
		if toks[k+1].low != "," && toks[k+1].low != "." && toks[k+1].low != ")" && toks[k+1].low != ";" && toks[k+1].low != "—" && toks[k+1].kind != quoteMark && toks[k+1].low != ":" {
			return 0, 0
		}
	}
	return 1, d
}

// rowOfDays reads "and 6", "-29", "to 5" behind a day of the month: how many
// tokens it takes and the last day.
func rowOfDays(toks []token, k, end, day int) (int, int) {
	if k+1 >= end || toks[k].low != "and" && toks[k].low != "to" && toks[k].low != "—" {
		return 0, 0
	}
	n, d := ordinalDay(toks, k+1, end)
	if n == 0 || d <= day || d > day+14 || isYearNumber(toks, k+1, end) {
		return 0, 0
	}
	if j := k + 1 + n; j < end && months[toks[j].low] == 0 && (percentMark[toks[j].low] || toks[j].kind == word && nextIsNoun(toks, j, end)) {
		return 0, 0
	}
	return n + 1, d
}

// nextIsNoun says whether "the 3rd" goes on into a noun: "the 3rd round".
func nextIsNoun(toks []token, k, end int) bool {
	if k >= end || toks[k].kind != word {
		return false
	}
	switch toks[k].low {
	case "and", "or", "in", "at", "to", "that", "on", "with", "by", "local", "as", "when", "but", "after", "before", "for", "he", "she", "it":
		return false
	}
	return toks[k].form&(finite|part) == 0
}

func isYearNumber(toks []token, k, end int) bool { return yearOf(toks, k, end) > 0 }

func yearOf(toks []token, k, end int) int {
	if k >= end || toks[k].kind != number || len(toks[k].low) != 4 {
		return 0
	}
	y, err := strconv.Atoi(toks[k].low)
	if err != nil || y < 1990 || y > 2049 {
		return 0
	}
	return y
}

const isoDay = "2006-01-02"
