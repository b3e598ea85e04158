package record

import "strings"

// parenthesis says whether a relative clause that begins at j closes with a
// comma and the main verb goes on after it.
func (d *doc) parenthesis(j, end int) bool {
	for k := j + 1; k+1 < end; k++ {
		if d.toks[k].low == "," {
			f := d.toks[k+1].form
			return f&(third|past) != 0 || auxiliaries[d.toks[k+1].low] != 0
		}
	}
	return false
}

// namedRelative measures "a step which ...", "an option it refused": an
// apposition whose clause begins where it says.
func (d *doc) namedRelative(j, end int) int {
	t := d.toks
	for k := j + 1; k < end && k < j+5; k++ {
		if t[k].kind != word {
			return 0
		}
		if t[k].low == "which" || t[k].low == "that" {
			if k == j+1 || !d.finiteWithin(k+1, end, 12) {
				return 0
			}
			return k + 1
		}
	}
	return 0
}

// asPreposition are participles that stand for prepositions.
var asPreposition = setOf("including excluding failing following regarding concerning according citing given pending starting beginning ending covering barring depending considering seeing")

// asClause says whether a clause with its own finite verb follows "as".
func (d *doc) asClause(i, end int) bool {
	t := d.toks
	if i >= end || !detWord(t[i].low) && (d.actorFrom(i) == nil || d.actorFrom(i).attrib) {
		return false
	}
	for k := i + 1; k < end && k < i+14 && t[k].kind != punct; k++ {
		if auxiliaries[t[k].low] != 0 && !d.inActor(k) && t[k].form&(ing|part) == 0 || t[k].form&(past|third) != 0 && t[k].form&part == 0 && !nounVerbs[t[k].low] && !d.inActor(k) {
			return true
		}
	}
	return false
}

// hasReturn says whether an "if" names what is wanted in return.
func (d *doc) hasReturn(i, end int) bool {
	for ; i < end && d.toks[i].low != "," && d.toks[i].low != ";"; i++ {
		if w := d.toks[i].low; (w == "exchange" || w == "return") && d.toks[i-1].low == "in" {
			return true
		}
	}
	return false
}

// timeAfter measures "a day after", "two weeks after": it gives the token
// behind "after", or 0.
func (d *doc) timeAfter(i, end int) int {
	t := d.toks
	for k := i + 1; k+1 < end && k < i+4; k++ {
		switch t[k].low {
		case "day", "days", "week", "weeks", "month", "months", "hour", "hours", "minutes", "year", "years", "shortly", "soon":
			if t[k+1].low == "after" {
				return k + 2
			}
		}
	}
	if i+1 < end && (t[i].low == "shortly" || t[i].low == "soon" || t[i].low == "hours" || t[i].low == "days" || t[i].low == "weeks" || t[i].low == "months") && t[i+1].low == "after" {
		return i + 2
	}
	return 0
}

// absolute says whether a subject with a participle follows "with": "with
// the two sides making further progress".
func (d *doc) absolute(i, end int) bool {
	t := d.toks
	for k := i; k < end && k < i+9; k++ {
		if t[k].kind == punct {
			return false
		}
		if k > i && t[k].form == ing && !d.nounBefore(k) && !d.inActor(k) && verbSense[t[k].lem] != nil && (d.actorEnding(k) != nil || t[k-1].low == "sides" || t[k-1].low == "governments") {
			return true
		}
	}
	return false
}

func (d *doc) verbSenseAt(i int) bool { return verbSense[d.toks[i].lem] != nil }

// subjectAhead says whether a new clause begins at i: a subject with a finite
// verb within n tokens and no comma between.
func (d *doc) subjectAhead(i, end, n int) bool {
	t := d.toks
	if i >= end || d.skip[i] {
		return i < end && d.skip[i]
	}
	if t[i].kind == quoteMark {
		i++
		if i >= end {
			return false
		}
	}
	if i+2 < end && (t[i].low == "in" && (t[i+1].low == "fact" || t[i+1].low == "turn" || t[i+1].low == "return") || t[i].low == "for" && (t[i+1].low == "example" || t[i+1].low == "now")) {
		i += 2
	} else if i+1 < end && (t[i].low == "indeed" || t[i].low == "instead" || t[i].low == "then" || t[i].low == "now" || t[i].low == "later" || t[i].low == "also") {
		i++
	}
	a := d.actorFrom(i)
	np := a != nil && !(a.attrib && a.to >= end)
	if !np {
		switch t[i].low {
		case "the", "a", "an", "its", "their", "his", "her", "our", "no", "any", "all", "this", "these", "those", "such", "both", "there", "that", "some", "many", "most", "each", "neither", "it":
			np = true
		default:
			np = t[i].kind == number && i+2 < end && t[i+1].kind == word || i+1 < end && t[i+1].glued && t[i].kind == word || t[i].kind == word && t[i].form&^(base|third) == 0 && !functionWords[t[i].low] && !strings.HasSuffix(t[i].low, "ly") && t[i].form == 0
		}
	}
	if !np {
		return false
	}
	from := i
	if a != nil {
		from = a.to - 1
	}
	for j := from + 1; j < end && j <= i+n+(from-i); j++ {
		if t[j].kind == punct && t[j].low == "," || t[j].low == ";" {
			return false
		}
		f := t[j].form
		if auxiliaries[t[j].low] != 0 && t[j].low != "being" && t[j].low != "been" && t[j].low != "be" && t[j].low != "having" {
			return true
		}
		if f&past != 0 && f&part == 0 {
			return true
		}
		if f&(past|third) != 0 && (a != nil && j <= a.to+2 || f&third != 0 && !nounVerbs[t[j].low] || a != nil && d.pastVerb(j, end)) {
			return true
		}
		if a == nil && f&past != 0 && f&part != 0 && j > i+1 && (j+1 >= end || t[j+1].kind == punct || t[j+1].low == "to" || t[j+1].low == "in" || t[j+1].low == "on") {
			return true
		}
		if f&base != 0 && a != nil && j == a.to && (a.kind == aPronoun && t[i].low != "it" && t[i].low != "he" && t[i].low != "she" || a.plural) && !nounVerbs[t[j].low] {
			return true
		}
		if t[j].low == "to" || t[j].low == "that" {
			return false
		}
	}
	return false
}

// pastVerb says whether a form that is past and participle is the past: an
// object or adverb follows and no "by".
func (d *doc) pastVerb(j, end int) bool {
	return j+1 < end && d.toks[j+1].low != "by" && d.toks[j-1].low != "," && d.toks[j-1].kind == word
}

// actorSubjectAhead says whether a party, person or pronoun with its own
// finite verb begins at i.
func (d *doc) actorSubjectAhead(i, end int) bool {
	a := d.actorFrom(i)
	if a == nil || a.attrib {
		return false
	}
	t := d.toks
	for j := a.to; j < end && j < a.to+3; j++ {
		if auxiliaries[t[j].low] != 0 && t[j].low != "being" {
			return true
		}
		if t[j].form&(past|third) != 0 && !(nounVerbs[t[j].low] && !d.verbReading(j, end)) {
			return true
		}
		if !strings.HasSuffix(t[j].low, "ly") && t[j].low != "also" && t[j].low != "still" {
			return false
		}
	}
	return false
}

// finiteBefore says whether a stretch holds a finite verb outside names.
func (d *doc) finiteBefore(from, to int) bool {
	for j := from; j < to; j++ {
		if d.toks[j].form&finite != 0 && !d.inActor(j) && !nounVerbs[d.toks[j].low] {
			return true
		}
	}
	return false
}

// finiteWithin says whether a finite verb stands within n tokens.
func (d *doc) finiteWithin(i, end, n int) bool {
	for j := i; j < end && j < i+n; j++ {
		if d.toks[j].form&finite != 0 {
			return true
		}
	}
	return false
}
