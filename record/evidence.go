package record

import "strings"

// evidence lists what speaks for one type of claim or another in a clause: its
// verb and what stands with it, its subject, whose words it is, the words
// themselves, and what the rules say. Each piece is a short text such as
// "v=urge" or "w=unless".
type evidence struct {
	d      *doc
	index  *pieceIndex // of the table, nil for none
	hits   []int32     // pieces that the table has
	watch  bool        // keep the pieces themselves
	pieces []string
}

// piece says one piece made of its parts.
func (e *evidence) piece(parts ...string) {
	if e.watch {
		e.pieces = append(e.pieces, strings.Join(parts, ""))
	}
	if e.index != nil {
		if k := e.index.find(parts); k >= 0 {
			e.hits = append(e.hits, k)
		}
	}
}

// longest is the number of words of a clause that are looked at.
const longest = 150

// ofClause lists the evidence of clause i of n. rule is the rule that the
// patterns and verbs settle on, "" for none; before is the type that the rules
// gave the clause before.
func (e *evidence) ofClause(c *clause, i, n int, rule string, before Type) {
	d := e.d
	e.piece("any")
	if rule == "" {
		rule = "none"
	}
	e.piece("rule=", rule)
	first := true
	for k, f := range d.cands {
		if k < 5 {
			e.piece("cand=", f.rule.id)
		}
		if first && f.rule.id != rule {
			first = false
			e.piece("second=", f.rule.id)
		}
	}
	e.piece("before=", string(before))
	switch {
	case d.outsider(c):
		e.piece("outsider")
	case d.asked(c):
		e.piece("question")
	case d.silent(c):
		e.piece("unsaid")
	}
	e.ofForm(c, i, n)
	e.ofVoice(c)
	e.ofVerb(c)
	e.ofWords(c)
	if d.ofDeal {
		e.piece("deal")
	}
	if d.base != "US" {
		e.piece("elsewhere")
	}
}

// ofForm lists how the clause stands in its sentence.
func (e *evidence) ofForm(c *clause, i, all int) {
	d := e.d
	if c.conn != "" {
		e.piece("conn=", c.conn)
	}
	if c.sub {
		e.piece("sub")
	}
	if c.inherit {
		e.piece("inherit")
	}
	if c.writer {
		e.piece("writer")
	}
	if c.main > c.lead {
		e.piece("opens=", d.toks[c.lead].low)
	}
	n := c.to - c.lead
	switch {
	case n < 4:
		e.piece("len=3")
	case n < 7:
		e.piece("len=6")
	case n < 12:
		e.piece("len=11")
	case n < 25:
		e.piece("len=24")
	default:
		e.piece("len=more")
	}
	if i == 0 {
		e.piece("first")
	}
	if all > 6 && i > all*3/4 {
		e.piece("late")
	}
	if d.fragment(c) {
		e.piece("fragment")
	}
	w := d.toks[c.lead].low
	e.piece("w0=", w)
	if c.lead+1 < c.to {
		e.piece("w01=", w, " ", d.toks[c.lead+1].low)
	}
}

// side names a party by its place in the story.
func (d *doc) sideOf(p string) string {
	switch b := d.reg.Bloc(p); {
	case b == "":
		return "none"
	case b == d.base:
		return "base"
	case b == d.other:
		return "other"
	}
	return "third"
}

// ofVoice lists whose words the clause is.
func (e *evidence) ofVoice(c *clause) {
	d, f := e.d, c.frame
	if f == nil {
		e.piece("said=writer")
		return
	}
	e.piece("said=", f.kind)
	e.piece("saidby=", f.verb)
	e.piece("saidof=", d.sideOf(f.party))
	if v := d.cues.verbs[f.verb]; v != nil {
		for _, k := range v.ends {
			e.piece("saidcue=", d.cues.ids[k])
		}
	}
	if d.quoted(c) {
		e.piece("quoted")
	}
	if f.carried {
		e.piece("carried")
	}
	if d.inner(&f.sp) {
		e.piece("said=inner")
	}
	if f.speaker != "" {
		if s := c.subject; s == nil {
			e.piece("of=none")
		} else if p := d.partyOf(s); p != "" && f.party != "" {
			if d.reg.Bloc(p) == d.reg.Bloc(f.party) {
				e.piece("of=own")
			} else {
				e.piece("of=foreign")
			}
		}
	}
}

var actorKinds = [...]string{"party", "person", "body", "group", "source", "office", "pronoun"}

// ofWords lists the words of the clause, one by one and in pairs. A party is
// read by its side, a number as "#", other names as "@".
func (e *evidence) ofWords(c *clause) {
	d := e.d
	t := d.toks
	prev := "^"
	last := 0
	for i := c.lead; i < c.to && i < c.lead+longest; i++ {
		var w string
		switch {
		case t[i].kind == quoteMark:
			continue
		case d.at[i] != 0:
			if int(d.at[i]) == last {
				continue
			}
			last = int(d.at[i])
			a := &d.actors[last-1]
			if a.kind == aPronoun {
				w = t[i].low
			} else {
				w = "@" + d.sideOf(d.partyOf(a))
			}
		case t[i].kind == number:
			w = "#"
		case t[i].kind == punct:
			if w = t[i].low; w != "%" && w != "$" {
				prev = w
				continue
			}
		case t[i].cap && t[i].form == 0 && i > c.lead && months[t[i].low] != 0:
			w = "month"
		case t[i].form != 0:
			w = t[i].lem
		default:
			w = t[i].low
		}
		if w == "the" || w == "a" || w == "an" {
			continue
		}
		e.piece("w=", w)
		e.piece("ww=", prev, " ", w)
		prev = w
	}
	e.piece("ww=", prev, " $")
	for i := c.lead; i < c.to && i < c.lead+longest; i++ {
		if t[i].cueVerb == nil && t[i].cueWord == nil || d.at[i] != 0 {
			continue
		}
		for _, id := range e.cuesAt(i, c) {
			e.piece("cue=", id)
			if i == c.lead {
				e.piece("cue0=", id)
			}
		}
	}
}

// ofUnit lists the evidence of a stretch inside clause c, of which the type
// is known.
func (e *evidence) ofUnit(u *unit, c *clause, of Type) {
	d := e.d
	e.piece("unit")
	e.piece("unit=", u.kind)
	e.piece("unitof=", string(of))
	e.piece("unit+of=", u.kind, " ", string(of))
	if u.from == c.lead {
		e.piece("unit-first")
	}
	if n := 10 * (u.to - u.from) / max(1, c.to-c.lead); n >= 7 {
		e.piece("unit-most")
	} else if n >= 4 {
		e.piece("unit-half")
	}
	k := u.from - 1
	if k >= c.from {
		e.piece("unit-behind=", d.toks[k].low)
	}
	if h := d.headOf(u.from, u.to); h >= 0 && u.verb < 0 {
		e.piece("unit-head=", d.toks[h].low)
		e.piece("unit-thing=", thingNames[d.toks[h].thing], " ", string(of))
		if d.toks[h].act != sNone {
			e.piece("unit-act=", senseNames[d.toks[h].act])
		}
	}
	if d.amount(u.from, u.to) {
		e.piece("unit-amount")
	}
	if u.kind == "ref" {
		if u.rule != "" {
			e.piece("rule=", u.rule)
		}
		_, ms := d.measuresIn(u.from, u.to)
		switch {
		case len(ms) == 0:
			e.piece("ref-unknown")
		default:
			seen := false
			for _, k := range d.refKeys(&ms[0], c, nil) {
				seen = seen || d.refSeen[k]
			}
			if seen && u.rule == "" {
				e.piece("ref-seen")
			} else {
				e.piece("ref-fresh")
			}
			if len(ms[0].ids) > 0 {
				e.piece("ref-law")
			}
		}
		if d.percentWithin(u.from, u.to) {
			e.piece("ref-rate")
		}
	}
	e.ofForm(&u.clause, 1, 0)
	e.ofVoice(&u.clause)
	e.ofVerb(&u.clause)
	e.ofWords(&u.clause)
	if d.ofDeal {
		e.piece("deal")
	}
}
