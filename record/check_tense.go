package record

import "fmt"

// checkTense compares the tense of a verb with the date that it has: what
// happened lies before the day of publication, what will happen after it. It
// speaks only where a dated event has a verb of its own and nothing stands
// between the two that could give the date to something else.
func (d *doc) checkTense() {
	for _, s := range d.sents {
		if d.pars[s.par].title {
			continue
		}
		for i := s.from; i < s.to; i++ {
			n, e := timeAt(d.toks, i, s.to)
			if n == 0 {
				continue
			}
			if e.kind == monthDay && e.day > 0 && e.part == "" {
				if !d.clockOf(s, i, n, e) {
					d.tenseOf(s, i, n, e)
				}
			}
			i += n - 1
		}
	}
}

// clockOf judges the day on which a measure is said to have begun or ended:
// "took effect on August 19". A day without a year is the latest one before
// the story only if the coming one is not much nearer.
func (d *doc) clockOf(s sentence, i, n int, e timeExpr) bool {
	if e.year > 0 {
		return false
	}
	k := i - 1
	if d.toks[i].low != "on" {
		if k < s.from || d.toks[k].low != "on" {
			return false
		}
		k--
	}
	verb := -1
	for _, row := range clockRows {
		from := k - len(row) + 1
		if from >= s.from && d.row(row, from) {
			verb = from
		}
	}
	if verb < 0 {
		return false
	}
	coming, _ := e.resolve(d.pub, futureTense)
	if coming > d.day() && coming <= d.pub.AddDate(0, 0, 120).Format(isoDay) {
		d.flagTense(verb, i, n, e, coming, "tells as past what lies after the day of publication")
		return true
	}
	return false
}

// clockRows are past forms of what measures do on a day.
var clockRows = [][]string{
	{"expired"}, {"lapsed"}, {"ended"}, {"took", "effect"}, {"came", "into", "force"}, {"came", "into", "effect"}, {"entered", "into", "force"}, {"went", "into", "effect"}, {"entered", "into", "effect"},
}

// happenings are verbs whose date is the day on which they happen.
var happenings = setOf("hold meet sign begin start open visit speak arrive conclude reach strike publish release issue send fly travel resume launch adopt approve ratify vote announce unveil impose raise lower lift enter take convene host depart return agree end")

// tenseOf judges one date: e is at tokens i to i+n of the sentence.
func (d *doc) tenseOf(s sentence, i, n int, e timeExpr) {
	t := d.toks
	switch t[i].low {
	case "on", "late":
	default:
		if e.year == 0 && !(t[i].cap && i > s.from && t[i-1].kind == word && t[i-1].form != 0) && t[i].kind != number {
			return // "by", "since", "from", "until": a date of something else
		}
		if prepositions[t[i].low] || t[i].low == "by" || t[i].low == "since" || t[i].low == "until" || t[i].low == "before" || t[i].low == "effective" || t[i].low == "starting" || t[i].low == "as" || t[i].low == "around" {
			return
		}
	}
	verb := -1
	for k := i - 1; k >= s.from && k > i-14; k-- {
		w := &t[k]
		if w.kind == punct && w.low != "%" || w.kind == quoteMark || w.quote != t[i].quote {
			return
		}
		switch w.low {
		case "since", "from", "until", "before", "after", "that", "which", "who", "when", "as", "if", "than", "by", "with", "following", "dated", "due", "scheduled", "planned", "set", "for":
			return
		}
		if w.form != 0 && !d.inActor(k) && auxiliaries[w.low] == 0 && !d.nounReading(k) && !(k > 0 && (ordinalWords[t[k-1].low] > 0 || t[k-1].kind == number)) && !(w.form&finite != 0 && w.form&^(base|third) == 0 && nounVerbs[w.low]) {
			verb = k
			break
		}
	}
	if verb < 0 || !happenings[t[verb].lem] {
		return
	}
	will, was := false, false
aux:
	for k := verb - 1; k >= s.from; k-- {
		switch w := &t[k]; {
		case w.low == "will" || w.low == "shall":
			will = true
		case w.low == "was" || w.low == "were" || w.low == "had" || w.low == "has" || w.low == "have":
			was = true
		case w.low == "be" || w.low == "been" || w.low == "also" || len(w.low) > 4 && w.low[len(w.low)-2:] == "ly":
		case w.low == "to" || w.low == "not" || w.low == "never" || classes["modal"][w.low]:
			return
		default:
			break aux
		}
	}
	v := &t[verb]
	switch {
	case will && !was && v.form&(base|part) != 0:
	case was && !will && v.form&part != 0:
	case !will && !was && v.form&past != 0 && v.form&base == 0 && d.onlyVerb(s, verb, i+n):
		was = true
	default:
		return
	}
	if was {
		day, _ := e.resolve(d.pub, pastTense)
		if day > d.pub.AddDate(0, 0, 1).Format(isoDay) {
			d.flagTense(verb, i, n, e, day, "tells as past what lies after the day of publication")
		}
		return
	}
	day := ""
	if e.year > 0 {
		day, _ = e.resolve(d.pub, futureTense)
	} else {
		day, _ = e.resolve(d.pub, pastTense)
		if far := d.pub.AddDate(0, 0, -100).Format(isoDay); day < far {
			return // the coming year may be meant
		}
	}
	if day != "" && day < d.day() {
		d.flagTense(verb, i, n, e, day, "tells as to come what lies before the day of publication")
	}
}

func (d *doc) flagTense(verb, i, n int, e timeExpr, day, what string) {
	from, to := d.toks[verb].start, d.toks[i+n-1].end
	d.flag(Flag{Code: "TENSE_VS_DATE", Severity: Mid, Entity: d.text[e.start:e.end], Start: from, End: to, Rule: "check.tense",
		Message:  fmt.Sprintf("the text %s: %s is %s, published %s", what, d.text[e.start:e.end], day, d.day()),
		Evidence: "verb: " + d.words(verb, verb+1), Suggest: "one of date, tense and day of publication is wrong; record no date from it"})
}

// onlyVerb says whether a past form is the verb of its stretch and no
// participle: no other finite verb stands between the marks around it.
func (d *doc) onlyVerb(s sentence, verb, end int) bool {
	t := d.toks
	finiteAt := func(k int) bool {
		if k > 0 && (t[k-1].low == "two" || t[k-1].low == "both" || t[k-1].kind == number || ordinalWords[t[k-1].low] > 0) {
			return false // "the two sides", "the third round"
		}
		return t[k].form&finite != 0 && !d.inActor(k) && !d.nounReading(k) && !(t[k].form&^(base|third) == 0 && nounVerbs[t[k].low])
	}
	for k := verb - 1; k >= s.from && (t[k].kind != punct || t[k].low == "%"); k-- {
		if finiteAt(k) {
			return false
		}
	}
	for k := end; k < s.to && (t[k].kind != punct || t[k].low == "%"); k++ {
		if finiteAt(k) {
			return false
		}
	}
	return true
}
