package record

import "time"

// resolve gives the first and last day an expression means in a story of day
// pub: equal for a day, both empty when it cannot be told.
//
// A weekday in the past tense is the latest such day up to and including the
// day of publication; in the future tense the first after it. "Tuesday of
// last week" lies in the Monday-to-Sunday week before. A day without a month
// ("the 3rd") lies in the month of publication, or in the neighbouring month
// on the side of the tense.
func (e timeExpr) resolve(pub time.Time, t tense) (string, string) {
	one := func(d time.Time) (string, string) { s := d.Format(isoDay); return s, s }
	span := func(a, b time.Time) (string, string) { return a.Format(isoDay), b.Format(isoDay) }
	monday := pub.AddDate(0, 0, -((int(pub.Weekday()) + 6) % 7))
	switch e.kind {
	case offsetTime, weekendTime, seasonTime, quarterTime:
		return e.resolveSpan(pub, t)
	case nowTime:
		return one(pub)
	case relativeDay:
		return one(pub.AddDate(0, 0, e.shift))
	case agoTime:
		return one(pub.AddDate(0, 0, -e.day))
	case weekdayTime:
		back := (int(pub.Weekday()) - e.day + 7) % 7
		switch {
		case e.shift == -1:
			if back == 0 {
				back = 7
			}
			return one(pub.AddDate(0, 0, -back))
		case e.shift == 0:
			return one(monday.AddDate(0, 0, (e.day+6)%7))
		case e.shift == 1 || t == futureTense:
			ahead := (e.day - int(pub.Weekday()) + 7) % 7
			if ahead == 0 {
				ahead = 7
			}
			return one(pub.AddDate(0, 0, ahead))
		}
		return one(pub.AddDate(0, 0, -back))
	case weekdayOf:
		return one(monday.AddDate(0, 0, 7*e.shift+(e.day+6)%7))
	case weekTime:
		m := monday.AddDate(0, 0, 7*e.shift)
		sunday := m.AddDate(0, 0, 6)
		switch {
		case e.part == "early":
			return span(m, m.AddDate(0, 0, 1))
		case e.part == "late":
			return span(m.AddDate(0, 0, 3), m.AddDate(0, 0, 4))
		case e.part == "end":
			return one(m.AddDate(0, 0, 4))
		case e.part == "later" && e.shift == 0 && pub.Before(sunday):
			return span(pub, sunday)
		case e.part == "earlier" && e.shift == 0:
			return span(m, pub)
		}
		return span(m, sunday)
	case monthDay:
		y := e.year
		if y == 0 {
			y = nearYear(pub, e.month, e.day, t)
			if e.shift == 1 || e.shift == -1 {
				y = pub.Year() + e.shift
			}
		}
		d := time.Date(y, time.Month(e.month), e.day, 0, 0, 0, 0, time.UTC)
		if d.Day() != e.day {
			return "", ""
		}
		if e.part == "week" {
			m := d.AddDate(0, 0, -((int(d.Weekday()) + 6) % 7))
			return span(m, m.AddDate(0, 0, 6))
		}
		if e.last > e.day {
			return span(d, d.AddDate(0, 0, e.last-e.day))
		}
		return one(d)
	case dayOfMonth:
		first := time.Date(pub.Year(), pub.Month(), 1, 0, 0, 0, 0, time.UTC)
		switch {
		case e.shift == -1:
			first = first.AddDate(0, -1, 0)
		case e.shift == 2 && t == pastTense && e.day > pub.Day():
			first = first.AddDate(0, -1, 0)
		case e.shift == 2 && t == futureTense && e.day < pub.Day():
			first = first.AddDate(0, 1, 0)
		}
		d := first.AddDate(0, 0, e.day-1)
		if d.Month() != first.Month() {
			return "", ""
		}
		return one(d)
	case monthTime:
		m := time.Date(pub.Year(), pub.Month(), 1, 0, 0, 0, 0, time.UTC)
		if e.month > 0 {
			y := e.year
			if y == 0 {
				y = nearYear(pub, e.month, 15, t)
			}
			m = time.Date(y, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC)
		}
		if e.shift == -1 || e.shift == 1 {
			if e.month == 0 {
				m = m.AddDate(0, e.shift, 0)
			} else if e.shift == -1 && m.After(pub) {
				m = m.AddDate(-1, 0, 0)
			}
		}
		last := m.AddDate(0, 1, -1)
		switch e.part {
		case "early":
			return span(m, m.AddDate(0, 0, 9))
		case "mid":
			return span(m.AddDate(0, 0, 10), m.AddDate(0, 0, 19))
		case "late":
			return span(m.AddDate(0, 0, 20), last)
		case "end":
			return one(last)
		case "later":
			if e.month == 0 && e.shift == 0 && pub.Before(last) {
				return span(pub, last)
			}
		case "earlier":
			if e.month == 0 && e.shift == 0 {
				return span(m, pub)
			}
		}
		return span(m, last)
	case yearTime:
		y := e.year
		if y == 0 {
			y = pub.Year() + e.shift
		}
		if e.part == "end" {
			return one(time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC))
		}
		switch e.part {
		case "early":
			return span(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y, 3, 31, 0, 0, 0, 0, time.UTC))
		case "late":
			return span(time.Date(y, 10, 1, 0, 0, 0, 0, time.UTC), time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC))
		case "later":
			if y == pub.Year() {
				return span(pub, time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC))
			}
		case "earlier":
			if y == pub.Year() {
				return span(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), pub)
			}
		}
		return span(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC))
	case fiscalYear:
		return span(time.Date(e.year, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(e.year+1, 3, 31, 0, 0, 0, 0, time.UTC))
	}
	return "", ""
}

// nearYear gives the year of a day that the text names without one: the past
// or coming one by tense, but never more than about half a year against it.
func nearYear(pub time.Time, month, day int, t tense) int {
	d := time.Date(pub.Year(), time.Month(month), day, 0, 0, 0, 0, time.UTC)
	diff := d.Sub(pub).Hours() / 24
	switch {
	case t == pastTense && diff > 45:
		return pub.Year() - 1
	case t == futureTense && diff < -120:
		return pub.Year() + 1
	}
	return pub.Year()
}
