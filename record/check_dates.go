package record

import (
	"fmt"
	"strings"
	"time"
)

// textHasDate says whether the text carries its own date: a dateline with a
// day, a line with a date above the story, a full date near the top, or "this
// morning, 6 October".
func (d *doc) textHasDate() bool {
	if d.datelineDate {
		return true
	}
	n := min(len(d.toks), 80)
	for i := 0; i < n; i++ {
		k, e := timeAt(d.toks, i, n)
		if k == 0 || e.kind != monthDay || e.day == 0 {
			continue
		}
		day, _ := e.resolve(d.pub, pastTense)
		if day == "" || day < d.pub.AddDate(0, 0, -1).Format(isoDay) || day > d.pub.AddDate(0, 0, 1).Format(isoDay) {
			continue
		}
		if e.year > 0 || d.inHeader(i) || d.inDateline(i) || i > 0 && d.toks[i-1].low == "," && i > 1 && (d.toks[i-2].low == "morning" || d.toks[i-2].low == "today" || d.toks[i-2].low == "evening" || d.toks[i-2].low == "afternoon") {
			return true
		}
	}
	return false
}

// inDateline says whether token i stands among the first words of one of the
// first paragraphs, behind a place in capitals: "BASEL, 1 October."
func (d *doc) inDateline(i int) bool {
	for n, p := range d.pars {
		if n > 3 {
			break
		}
		if len(p.sents) > 0 && p.sents[0].from < i && i < p.sents[0].from+6 {
			return d.toks[p.sents[0].from].upper
		}
	}
	return false
}

// inHeader says whether token i stands in a short line without a full stop
// among the first three: "NEW DELHI, JULY 14".
func (d *doc) inHeader(i int) bool {
	for n, p := range d.pars {
		if n > 2 {
			break
		}
		if len(p.sents) == 1 && p.sents[0].from <= i && i < p.sents[0].to {
			return p.sents[0].to-p.sents[0].from <= 14 && headline(d.text[p.start:p.end])
		}
	}
	return false
}

// checkDates compares a weekday with the date beside it, and the number of a
// round with the register.
func (d *doc) checkDates() {
	for i := 0; i+2 < len(d.toks); i++ {
		wd, ok := weekdays[d.toks[i].low]
		if !ok || !d.toks[i].cap {
			continue
		}
		n, e := timeAt(d.toks, i, len(d.toks))
		if n < 2 || e.kind != monthDay || e.day == 0 {
			continue
		}
		day, _ := e.resolve(d.pub, pastTense)
		if e.year == 0 {
			if f, _ := e.resolve(d.pub, futureTense); f != "" && parseDay(f).Weekday() == wd {
				continue
			}
		}
		if day != "" && parseDay(day).Weekday() != wd {
			d.flag(Flag{Code: "DATE_WEEKDAY_MISMATCH", Severity: Mid, Entity: d.text[e.start:e.end], Start: e.start, End: e.end, Rule: "check.weekday",
				Message:  fmt.Sprintf("%s was a %s", day, parseDay(day).Weekday()),
				Evidence: "Gregorian calendar; year taken from the date of publication", Suggest: "one of weekday and date is wrong"})
		}
		i += n - 1
	}
	d.checkRounds()
}

// checkRounds compares "the third round" with the rounds of the register: that
// of the day, and the day of the round with that number.
func (d *doc) checkRounds() {
	if d.track == nil {
		return
	}
	for i := range d.claims {
		c := &d.claims[i]
		if c.Type != Round && c.Type != MeetingExpected || c.Subject.Ordinal == 0 || c.Date == "" {
			continue
		}
		if c.Subject.Level == "working" || c.Subject.Level == "leaders" || c.Subject.Level == "finance ministers" {
			continue
		}
		if c.Type == Round && c.Subject.Status == "held" && c.DateTo == "" && d.roundOfDay(i) {
			continue
		}
		d.dayOfRound(i)
	}
}

// roundOfDay flags a session whose day has another number in the register.
func (d *doc) roundOfDay(i int) bool {
	c := &d.claims[i]
	found := false
	for k := range d.reg.Rounds {
		s := &d.reg.Rounds[k]
		if s.Track != d.track.ID || s.Ordinal == 0 || !(s.Date == c.Date || s.Date <= c.Date && s.To >= c.Date) {
			continue
		}
		found = true
		if s.Ordinal != c.Subject.Ordinal && (s.Grade == "A" || s.Grade == "B") {
			d.flag(Flag{Code: "ROUND_ORDINAL_CONFLICT", Severity: Mid, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.ordinal",
				Message:  fmt.Sprintf("the text calls it round %d; the register has it as round %d", c.Subject.Ordinal, s.Ordinal),
				Evidence: fmt.Sprintf("%s, %s, %s (%s)", s.ID, s.Date, s.Place, s.Source), Suggest: "parties count visits and sessions differently: keep both numbers"})
		}
	}
	return found
}

// dayOfRound flags a session whose number the register has on another day,
// more than five days off. It speaks only of tracks whose rounds are known
// from named agencies one by one.
func (d *doc) dayOfRound(i int) {
	c := &d.claims[i]
	if c.Type == MeetingExpected && !strings.ContainsAny(c.DateText, "0123456789") {
		return // a weekday to come may be the day of the story itself
	}
	known := 0
	var at *Session
	for k := range d.reg.Rounds {
		s := &d.reg.Rounds[k]
		if s.Track != d.track.ID || s.Ordinal == 0 || s.Grade != "A" && s.Grade != "B" {
			continue
		}
		known++
		if s.Ordinal == c.Subject.Ordinal {
			at = s
		}
	}
	if known < 3 || at == nil {
		return
	}
	to := c.DateTo
	if to == "" {
		to = c.Date
	}
	lo := parseDay(at.Date).AddDate(0, 0, -5).Format(isoDay)
	hi := parseDay(max(at.Date, at.To)).AddDate(0, 0, 5).Format(isoDay)
	if c.Date <= hi && to >= lo {
		return
	}
	if c.Type == MeetingExpected && c.Date < at.Date && at.Date > d.day() {
		return // planned for a day, held on a later one
	}
	d.flag(Flag{Code: "ROUND_ORDINAL_CONFLICT", Severity: Mid, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.ordinal",
		Message:  fmt.Sprintf("the text has round %d on %s; the register has it on %s", c.Subject.Ordinal, c.Date, at.Date),
		Evidence: fmt.Sprintf("%s, %s, %s (%s)", at.ID, at.Date, at.Place, at.Source), Suggest: "number or day is wrong, or the parties count visits and sessions differently: keep both"})
}

func parseDay(s string) time.Time {
	t, _ := time.Parse(isoDay, s)
	return t
}
