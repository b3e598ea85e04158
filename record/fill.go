package record

import "strings"

// ordinals as words.
var ordinalWords = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12}

// ordinalIn finds "third round", "3rd round" in a stretch.
func (d *doc) ordinalIn(from, to int) int {
	t := d.toks
	for i := from; i < to; i++ {
		n := ordinalWords[t[i].low]
		if n == 0 && t[i].kind == number && i+1 < to && t[i+1].start == t[i].end && (t[i+1].low == "th" || t[i+1].low == "rd" || t[i+1].low == "nd" || t[i+1].low == "st") {
			_, n = ordinalDay(t, i, to)
		}
		if n == 0 {
			continue
		}
		for k := i + 1; k < to && k < i+6; k++ {
			switch t[k].low {
			case "round", "meeting", "session", "visit", "talks", "negotiations", "trip":
				return n
			}
		}
	}
	return 0
}

// levelIn reads the level of a session.
func (d *doc) levelIn(from, to int) string {
	low := " " + d.lower(from, to) + " "
	switch {
	case strings.Contains(low, " working level ") || strings.Contains(low, " technical ") || strings.Contains(low, " vice ministerial ") || strings.Contains(low, "director general") || strings.Contains(low, " administrative level "):
		return "working"
	case strings.Contains(low, " ministerial ") || strings.Contains(low, " cabinet level ") || strings.Contains(low, " high level "):
		return "ministerial"
	case strings.Contains(low, " summit ") || strings.Contains(low, " leaders "):
		return "leaders"
	}
	// By who meets.
	leaders, finance, ministers := 0, 0, 0
	for _, a := range d.within(from, to) {
		o := a.office
		if a.ent != nil {
			if a.ent.office != "" {
				o = a.ent.office
			} else if a.ent.person != nil {
				if h := d.reg.Held(a.ent.person, d.day()); len(h) > 0 {
					o = h[0]
				}
			}
		}
		switch {
		case o == "":
		case strings.HasSuffix(o, "/president") || strings.HasSuffix(o, "/prime-minister") || strings.HasSuffix(o, "/commission-president") || strings.HasSuffix(o, "/chancellor") && o != "GB/chancellor" || strings.HasSuffix(o, "/acting-president"):
			leaders++
		case strings.Contains(o, "finance") || strings.Contains(o, "treasury") || o == "GB/chancellor":
			finance++
			ministers++
		default:
			ministers++
		}
	}
	switch {
	case leaders >= 1 && ministers == 0:
		return "leaders"
	case finance >= 1 && finance == ministers:
		return "finance ministers"
	case ministers >= 1:
		return "ministerial"
	}
	return ""
}

// placeIn finds where something takes place: a capital or another place of
// the registers after a preposition.
func (d *doc) placeIn(from, to int) string {
	t := d.toks
	for i := from; i+1 < to; i++ {
		if t[i].low != "in" && t[i].low != "at" && t[i].low != "to" {
			continue
		}
		k := i + 1
		if t[k].low == "the" && k+1 < to {
			k++
		}
		if n, hits := d.reg.names.find(t, k, to, func(h hit) bool { return h.kind == hitMetonym || h.kind == hitParty }); n > 0 {
			if hits[0].kind == hitMetonym || t[i].low == "in" {
				return d.words(k, k+n)
			}
			continue
		}
		if t[i].low == "in" && t[k].cap && months[t[k].low] == 0 && !notNames[t[k].low] && t[k].kind == word {
			for _, s := range d.reg.Rounds {
				if s.Place != "" && strings.EqualFold(s.Place, d.words(k, k+1)) {
					return s.Place
				}
			}
		}
	}
	return ""
}

// timeWithin finds the expression of time of a stretch and resolves it: the
// first that names a day, else the first that is not a mere "now".
func (d *doc) timeWithin(from, to int, ten tense) (string, string, string) {
	a, b, text := "", "", ""
	for i := from; i < to; i++ {
		n, e := timeAt(d.toks, i, to)
		if n == 0 {
			continue
		}
		if e.kind != nowTime {
			x, y := e.resolve(d.pub, d.tenseAt(i, from, ten))
			if x != "" && x == y {
				return x, y, d.text[e.start:e.end]
			}
			if x != "" && a == "" {
				a, b, text = x, y, d.text[e.start:e.end]
			}
		}
		i += n - 1
	}
	return a, b, text
}

// tenseAt reads the tense of an expression of time from the nearest verb
// before it: "was paused, and is to rise on the 9th" is future.
func (d *doc) tenseAt(i, from int, otherwise tense) tense {
	t := d.toks
	for k := i - 1; k >= from && k > i-16; k-- {
		switch t[k].low {
		case "will", "would", "could", "may", "might", "shall", "due", "scheduled", "slated", "upcoming", "expects", "expected", "plans":
			return futureTense
		case "to":
			if k > from && (t[k-1].low == "is" || t[k-1].low == "are" || t[k-1].low == "set" || t[k-1].low == "due" || t[k-1].low == "expected") {
				return futureTense
			}
		case "was", "were", "had":
			return pastTense
		}
		if t[k].form&third != 0 && t[k].form&past == 0 && timetabled[t[k].lem] && !d.nounReading(k) {
			return futureTense // "takes effect on Thursday"
		}
		if t[k].form&past != 0 && t[k].form&(base|part) == 0 {
			return pastTense
		}
	}
	return otherwise
}

// inForce gives the token after "force" or "effect" in a clause, behind which
// the day stands on which a measure begins; without them the clause's end.
func (d *doc) inForce(c *clause) int {
	for i := c.lead; i+1 < c.to; i++ {
		if (d.toks[i].low == "force" || d.toks[i].low == "effect") && i > c.lead && (d.toks[i-1].low == "into" || d.toks[i-1].low == "in" || d.toks[i-1].lem == "take") {
			return i + 1
		}
	}
	return c.to
}

// timetabled are verbs whose present tense tells what is to come.
var timetabled = setOf("take enter begin start expire open end meet return arrive leave lapse resume come go fly travel visit")

// dated sets the day or days of an event.
func dated(cl *Claim, from, to, text string) {
	cl.Date, cl.DateText = from, text
	cl.DateTo = ""
	if to != from {
		cl.DateTo = to
	}
	cl.Rules = append(cl.Rules, "date.event")
}

// eventDate sets the date of a claim to the time its clause names.
func (d *doc) eventDate(cl *Claim, c *clause) {
	ten := pastTense
	if d.futureClause(c) || !d.pastClause(c) {
		ten = futureTense
	}
	if a, b, text := d.timeWithin(d.inForce(c), c.to, ten); a != "" {
		dated(cl, a, b, text)
	} else if a, b, text := d.timeWithin(c.from, c.to, ten); a != "" && !(ten == futureTense && a == b && a < d.day() && d.futureClause(c)) {
		dated(cl, a, b, text) // a day gone by is not that of what is to come
	} else if c.frame == nil && cl.Type == MeasureAct {
		cl.Date = ""
		if len(cl.Subject.Measures) > 0 && d.pastClause(c) {
			cl.Date = d.measureDate(cl.Subject.Measures)
			cl.Rules = append(cl.Rules, "date.register")
		}
	}
}

// fillRound reads level, ordinal, place and day of a session.
func (d *doc) fillRound(cl *Claim, c *clause, f found) {
	cl.Subject.Topic = "trade talks"
	cl.Subject.Ordinal = d.ordinalIn(c.from, c.to)
	cl.Subject.Level = d.levelIn(c.from, c.to)
	cl.Subject.Place = d.placeIn(c.from, c.to)
	d.between(cl, c, c.from, c.to)
	if cl.Giver == d.base && c.subject == nil && d.other != "" || cl.Giver == "" {
		cl.Giver, cl.Receiver = d.other, d.base
	}
	if cl.Subject.Status == "unscheduled" {
		cl.Modality = "future"
		if cl.Subject.Level == "" && cl.Subject.Ordinal > 0 {
			cl.Subject.Level = "ministerial"
		}
		return
	}
	if a, b, text := d.timeWithin(c.from, c.to, pastTense); a != "" {
		dated(cl, a, b, text)
	} else if c.frame == nil {
		cl.Date = "" // held, but the text does not say when
	}
	if d.track != nil {
		for i := range d.reg.Rounds {
			s := &d.reg.Rounds[i]
			if s.Track == d.track.ID && s.Date == cl.Date && (cl.Subject.Level == "" || levelMatches(cl.Subject.Level, s.Level)) {
				cl.Subject.Register = s.ID
			}
		}
	}
}

func levelMatches(a, b string) bool {
	return a == b || a == "finance ministers" && b == "finance" || a == "ministerial" && b == "finance"
}

// fillMeeting reads a planned session.
func (d *doc) fillMeeting(cl *Claim, c *clause) {
	cl.Subject.Ordinal = d.ordinalIn(c.from, c.to)
	cl.Subject.Level = d.levelIn(c.from, c.to)
	if c.frame != nil && cl.Subject.Level != "finance ministers" && c.frame.sp.ent != nil && strings.Contains(c.frame.sp.office, "finance") && strings.Contains(d.lower(c.from, c.to), "treasury") {
		cl.Subject.Level = "finance ministers"
	}
	cl.Subject.Place = d.placeIn(c.from, c.to)
	if cl.Modality == "actual" {
		cl.Modality = "future"
	}
	if a, b, text := d.timeWithin(c.from, c.to, futureTense); a != "" {
		dated(cl, a, b, text)
	}
	if c.subject == nil || c.subject.kind != aPerson || d.joint(c) {
		d.between(cl, c, c.from, c.to)
	}
}

// fillAgreement resolves an agreement against the register.
func (d *doc) fillAgreement(cl *Claim, c *clause, f found) {
	low := " " + d.lower(c.from, c.to) + " "
	cl.Subject.Topic = "framework deal"
	// The first word for a deal says what it is.
	at := len(low)
	for _, w := range []struct{ word, topic string }{{" truce", "tariff truce"}, {" temporary", "tariff truce"}, {" pause", "tariff truce"}, {" suspend", "tariff truce"}, {" 90 day", "tariff truce"}, {" joint statement", "joint statement"}, {" memorandum", "memorandum"}, {" framework", "framework deal"}} {
		if i := strings.Index(low, w.word); i >= 0 && i < at {
			at, cl.Subject.Topic = i, w.topic
		}
	}
	d.between(cl, c, c.from, c.to)
	first := strings.Contains(low, " first ")
	if ac := d.reg.accordOf(cl.Giver, cl.Receiver, d.day(), d.words(c.from, c.to), first); ac != nil {
		cl.Subject.Register = ac.ID
		cl.Date = ac.Date
		cl.Rules = append(cl.Rules, "date.register")
	} else if c.frame == nil || !c.frame.hasTime {
		cl.Date = ""
	}
	if a, b, text := d.timeWithin(c.from, c.to, pastTense); a != "" {
		if ac := d.reg.Accord(cl.Subject.Register); ac == nil || a != b || !(ac.Date >= a && ac.Date <= b) {
			dated(cl, a, b, text)
		} else {
			cl.DateText = text
		}
	}
	if cl.Modality != "hypothetical" && cl.Modality != "future" {
		cl.Modality = "actual"
	}
}

// Accord finds an agreement by id, or nil.
func (r *Registers) Accord(id string) *Accord {
	for i := range r.Accords {
		if r.Accords[i].ID == id {
			return &r.Accords[i]
		}
	}
	return nil
}

// statusWords give the state of talks.
var statusWords = []struct{ word, status string }{
	{"broke", "broken off"}, {"terminat", "broken off"}, {"collapse", "broken off"}, {"cut off", "broken off"}, {"called off", "broken off"}, {"ended", "ended"},
	{"cancel", "cancelled"}, {"postpone", "postponed"}, {"stall", "stalled"}, {"deadlock", "stalled"}, {"impasse", "stalled"}, {"stalemate", "stalled"}, {"on hold", "suspended"}, {"suspend", "suspended"}, {"halt", "suspended"}, {"pause", "suspended"}, {"freeze", "suspended"}, {"frozen", "suspended"}, {"froze", "suspended"},
	{"resum", "resumed"}, {"restart", "resumed"}, {"no progress", "no progress"}, {"fail", "no agreement"}, {"without", "no agreement"}, {"no deal", "no agreement"}, {"no agreement", "no agreement"},
	{"close to", "near agreement"}, {"closer to", "near agreement"}, {"nearing", "near agreement"}, {"near ", "near agreement"}, {"progress", "progress"}, {"headway", "progress"}, {"breakthrough", "progress"},
	{"kick", "opened"}, {"began", "opened"}, {"begin", "opened"}, {"start", "opened"}, {"launch", "opened"}, {"open", "opened"},
}

func (d *doc) fillStatus(cl *Claim, c *clause) {
	low := " " + d.lower(c.from, c.to) + " "
	cl.Subject.Topic = "trade talks"
	cl.Subject.Status = "ongoing"
	for _, w := range statusWords {
		if strings.Contains(low, w.word) {
			cl.Subject.Status = w.status
			break
		}
	}
	others := 0
	for _, a := range d.within(c.from, c.to) {
		if a.party != "" && d.reg.Bloc(a.party) != cl.Giver {
			others++
		}
	}
	if others == 0 && (strings.Contains(low, "countries") || strings.Contains(low, "partners") || strings.Contains(low, "economies") || strings.Contains(low, "nations")) {
		cl.Receiver = "*"
	}
	d.between(cl, c, c.from, c.to)
	if strings.Contains(low, " currently ") || strings.Contains(low, " now ") || c.frame == nil && !d.pastClause(c) {
		cl.Date = d.day()
		cl.DateText = ""
		if strings.Contains(low, " currently ") {
			cl.DateText = "currently"
		}
		cl.Rules = append(cl.Rules, "date.now")
	} else if a, b, text := d.timeWithin(c.from, c.to, pastTense); a != "" {
		dated(cl, a, b, text)
	}
}

func (d *doc) fillPace(cl *Claim, c *clause) {
	low := " " + d.lower(c.from, c.to) + " "
	switch {
	case strings.Contains(low, "slow") || strings.Contains(low, " eased ") || strings.Contains(low, " drag") || strings.Contains(low, "buying time"):
		cl.Subject.Status = "slower"
	case strings.Contains(low, "accelerat") || strings.Contains(low, "speed up") || strings.Contains(low, "hasten") || strings.Contains(low, "soon as possible") || strings.Contains(low, "expedit") || strings.Contains(low, "early as possible") || strings.Contains(low, "quickly as possible") || strings.Contains(low, "swift") || strings.Contains(low, " quick ") || strings.Contains(low, " early ") || strings.Contains(low, " rapid ") || strings.Contains(low, " prompt ") || strings.Contains(low, "at the earliest") || strings.Contains(low, "earliest possible") || strings.Contains(low, "speedy") || strings.Contains(low, "urgency"):
		cl.Subject.Status = "faster"
	default:
		cl.Subject.Status = "no hurry"
	}
	if cl.Attribution == "narrator" && c.frame == nil && cl.Subject.Topic == "pace" && c.subject != nil && c.subject.kind == aParty && cl.Speaker == "" {
		cl.Date = ""
	}
	if cl.Attribution == "narrator-inference" || cl.Attribution == "narrator" {
		cl.Date, cl.Speaker = "", ""
		// After the agreement that the clause before names.
		for i := len(d.claims) - 1; i >= 0 && i >= len(d.claims)-2; i-- {
			if e := &d.claims[i]; e.Type == Agreement && d.aux[i].clause >= d.current-1 && e.Date != "" {
				cl.Date, cl.DateTo = e.Date, d.day()
				cl.DateText = "after " + d.text[e.Start:e.End]
				cl.Rules = append(cl.Rules, "date.after-event")
			}
		}
	}
}

func (d *doc) fillBackground(cl *Claim, c *clause) {
	if cl.Rule != "background.order" {
		if c.frame == nil {
			cl.Date = ""
		}
		if a, b, text := d.timeWithin(c.from, c.to, pastTense); a != "" {
			dated(cl, a, b, text)
		}
		d.eventOf(cl, c.from, c.to)
		return
	}
	cl.Date = ""
	cl.Subject.Topic = "sequence of tracks"
	cl.Subject.Status = "first"
	if tr := d.reg.TrackOf(cl.Giver, cl.Receiver); tr != nil {
		for i := range d.reg.Rounds {
			s := &d.reg.Rounds[i]
			if s.Track == tr.ID && s.Ordinal == 1 && s.Date <= d.day() {
				cl.Date, cl.Subject.Register = s.Date, s.ID
				cl.Rules = append(cl.Rules, "date.register")
			}
		}
	}
}

func (d *doc) fillMonitor(cl *Claim, c *clause) {
	cl.Receiver = ""
	if cl.Subject.Topic == "trade talks" {
		low := d.lower(c.from, c.to)
		if strings.Contains(low, "ruling") || strings.Contains(low, "court") {
			cl.Subject.Topic = "court ruling"
		}
	}
}

// eventOf ties a phrase to an event of the register whose words it has.
func (d *doc) eventOf(cl *Claim, from, to int) *Event {
	low := " " + d.lower(from, to) + " "
	for i := range d.reg.Events {
		e := &d.reg.Events[i]
		if e.Date > d.day() {
			continue
		}
		ok := true
		for _, w := range e.Words {
			ok = ok && strings.Contains(low, w)
		}
		by := d.reg.body[e.By]
		named := by == nil
		for _, a := range d.within(from, to) {
			named = named || by != nil && a.id == by.ID
		}
		if ok && named {
			cl.Subject.Register, cl.Subject.Topic, cl.Subject.Note = e.ID, e.Topic, e.About
			if a, b, text := d.timeWithin(from, to, pastTense); a != "" && (e.Date < a || e.Date > b) {
				dated(cl, a, b, text)
				return nil
			} else if a != "" {
				cl.DateText = text
			}
			cl.Date, cl.DateTo = e.Date, ""
			cl.Rules = append(cl.Rules, "date.register")
			return e
		}
	}
	return nil
}

// presupposed finds an event that a clause takes for granted: "Moody's
// downgrade of the US credit rating last week".
func (d *doc) presupposed(parent int, c *clause) {
	t := d.toks
	for _, a := range d.within(c.from, c.to) {
		if a.kind != aBody || a.id == "" {
			continue
		}
		b := d.reg.body[a.id]
		if b == nil || b.Kind != "rater" && b.Kind != "court" {
			continue
		}
		end := a.to
		for end < c.to && end < a.to+12 && t[end].low != "," && t[end].kind == word && !(t[end].form&(third|past) != 0 && t[end].form&(base|part) == 0 && end > a.to+1) && t[end].low != "on" && t[end].low != "affects" {
			end++
		}
		// Drop a verb at the end and what follows it.
		cl := d.begin(c, Background, a.from, max(end, a.from+1), "background.presupposed")
		cl.Attribution, cl.Certainty = "presupposed", "presupposed"
		cl.Giver, cl.Receiver = a.id, b.Party
		if e := d.eventOf(&cl, a.from, end); e != nil {
			cl.Receiver = e.Of
			cl.Parent = "#" + itoa(parent)
			cl.Modality = "actual"
			d.add(cl, aux{clause: d.current, from: a.from, to: end, match: a.from, frame: c.frame})
		}
		return
	}
}
