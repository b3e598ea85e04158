package record

import "strings"

// check raises the flags.
func (d *doc) check() {
	d.refit()
	for _, e := range d.entities {
		d.checkPerson(e)
	}
	inferred := map[int]bool{}
	unnamed := -1
	var voices []string
	for i := range d.claims {
		c, a := &d.claims[i], &d.aux[i]
		if c.Type == OfferItem || c.Type == Offer && !d.hasItems(i) {
			d.checkDirection(i)
		}
		if c.Attribution == "narrator-inference" && !inferred[a.clause] {
			inferred[a.clause] = true
			d.flag(Flag{Code: "NARRATOR_INFERENCE", Severity: Low, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.inference",
				Message:  "the writer infers this; nobody is quoted for it",
				Evidence: "the clause is hedged: " + c.Quote, Suggest: "do not record it as a position of " + c.Giver})
		}
		if (c.Attribution == "anonymous" || c.Attribution == "hearsay" && d.anonymousBehind(a) || a.frame != nil && a.frame.speaker != "" && d.unnamed(&a.frame.sp)) && c.Type != OfferItem && c.Type != MeasureRef && c.Parent == "" && !officeHolder(c.Speaker) {
			if unnamed < 0 {
				unnamed = i
			}
			voices = appendNew(voices, c.Speaker)
		}
	}
	d.flagUnnamed(unnamed, voices)
	if !d.textHasDate() {
		d.flag(Flag{Code: "NO_PUBLICATION_DATE_IN_TEXT", Severity: Low, Rule: "check.undated",
			Message:  "the text itself has no date; days of the week are counted from the date of publication that was given",
			Evidence: "published " + d.day() + " as given"})
	}
	d.checkDates()
	d.checkTense()
	d.checkQuotas()
	d.checkRates()
}

// flagUnnamed raises the flag for what rests on unnamed sources, once a story:
// at the first claim that does, else where the text keeps a name back.
func (d *doc) flagUnnamed(claim int, voices []string) {
	f := Flag{Code: "ANONYMOUS_SOURCE", Severity: Mid, Rule: "check.anonymous", Suggest: "look for a named source before counting on it"}
	if claim < 0 {
		var voice string
		var ok bool
		if claim, voice, f.Start, f.End, ok = d.unnamedVoice(); !ok {
			return
		}
		if voice == "" && claim >= 0 {
			voice = d.claims[claim].Speaker
		}
		voices = []string{voice}
	}
	f.Message = "rests on an unnamed source: " + strings.Join(voices, "; ")
	f.Evidence = "no attribution to a name"
	if claim >= 0 {
		c := &d.claims[claim]
		f.Claim, f.Entity, f.Start, f.End = "#"+itoa(claim), c.Speaker, c.Start, c.End
		f.Evidence = "attribution: " + c.Attribution
	}
	d.flag(f)
}

// unnamed says whether a speaker is one or a few of those near the talks who
// are told by what they are and by no name: "two EU diplomats". Officials at
// large are a government that speaks.
func (d *doc) unnamed(a *actor) bool {
	if a.kind == aPerson || a.kind == aBody || a.kind == aParty || a.kind == aOffice || a.kind == aPronoun || a.from < 0 || a.to > len(d.toks) {
		return false
	}
	counted := false
	for i := max(a.from-1, 0); i < a.to; i++ {
		w := d.toks[i].low
		counted = counted || isOne(w, "a", "an", "one", "two", "three", "another", "person", "people")
		if counted && nearWords[w] {
			return true
		}
	}
	return false
}

// nearWords are of people near the talks.
var nearWords = setOf("official officials diplomat diplomats aide aides adviser advisers insider insiders participant")

// anonymousBehind says whether hearsay rests on unnamed sources.
func (d *doc) anonymousBehind(a *aux) bool {
	if a.frame == nil {
		return false
	}
	for i := a.frame.from; i < a.frame.to+8 && i < len(d.toks) && d.toks[i].low != "."; i++ {
		if d.toks[i].low == "sources" || d.toks[i].low == "unnamed" || d.toks[i].low == "source" {
			return true
		}
	}
	return false
}

func (d *doc) flag(f Flag) { d.flags = append(d.flags, f) }

func (d *doc) partyName(code string) string {
	if p := d.reg.party[code]; p != nil {
		switch code {
		case "US", "GB", "EU", "PH", "NL":
			return "the " + p.Name
		}
		return p.Name
	}
	return code
}

// officeHolder says whether a speaker without a name is told by his office: he
// is not named, but no secret source.
func officeHolder(speaker string) bool {
	w := strings.ToLower(speaker)
	if k := strings.LastIndexByte(w, ' '); k >= 0 {
		w = w[k+1:]
	}
	return officeWords[w]
}

var officeWords = setOf("undersecretary minister secretary governor president premier director ambassador spokesperson spokesman spokeswoman chairman commissioner senator chancellor")

// hasItems says whether an offer has items of its own.
func (d *doc) hasItems(i int) bool {
	for k := range d.claims {
		if d.claims[k].Type == OfferItem && d.claims[k].Parent == "#"+itoa(i) {
			return true
		}
	}
	return false
}
