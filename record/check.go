package record

import "strings"

// check raises the flags.
func (d *doc) check() {
	for _, e := range d.entities {
		d.checkPerson(e)
	}
	inferred := map[int]bool{}
	unnamed := -1
	var voices []string
	for i := range d.claims {
		c, a := &d.claims[i], &d.aux[i]
		if c.Type == OfferItem {
			d.checkDirection(i)
		}
		if c.Attribution == "narrator-inference" && !inferred[a.clause] {
			inferred[a.clause] = true
			d.flag(Flag{Code: "NARRATOR_INFERENCE", Severity: Low, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.inference",
				Message:  "the writer infers this; nobody is quoted for it",
				Evidence: "the clause is hedged: " + c.Quote, Suggest: "do not record it as a position of " + c.Giver})
		}
		if (c.Attribution == "anonymous" || c.Attribution == "hearsay" && d.anonymousBehind(a)) && c.Type != OfferItem && c.Type != MeasureRef && c.Parent == "" {
			if unnamed < 0 {
				unnamed = i
			}
			voices = appendNew(voices, c.Speaker)
		}
	}
	if unnamed >= 0 {
		c := &d.claims[unnamed]
		d.flag(Flag{Code: "ANONYMOUS_SOURCE", Severity: Mid, Claim: "#" + itoa(unnamed), Entity: c.Speaker, Start: c.Start, End: c.End, Rule: "check.anonymous",
			Message: "rests on an unnamed source: " + strings.Join(voices, "; "), Evidence: "attribution: " + c.Attribution, Suggest: "look for a named source before counting on it"})
	}
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
