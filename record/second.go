package record

// secondVerb says whether a clause goes on at k with a second finite verb of
// the same subject, joined by the word at i: ", and had no plans to
// retaliate", "but asked for more time".
func (d *doc) secondVerb(start, i, k, end int) bool {
	t := d.toks
	if !d.finiteBefore(start, i) || t[k].quote != t[i].quote && t[i].quote != 0 {
		return false
	}
	k = d.afterAdverbs(k, end)
	if k+2 >= end || d.inActor(k) || t[k].kind != word {
		return false
	}
	f := t[k].form
	if auxiliaries[t[k].low] != 0 {
		if f&(ing|part) != 0 || t[k].low == "be" || t[k].low == "do" || auxiliaries[t[i-1].low] != 0 {
			return false
		}
		if modals[t[k].low] == "" || t[i-1].low == "," || t[i].low == "but" || classes["not"][t[k].low] || classes["not"][t[k+1].low] {
			return true
		}
		g, _ := d.auxGroup(k, k, end)
		return d.is(&g, end, sHarm, sEase, sAsk, sRefuse, sRetaliate)
	}
	known := verbSense[t[k].lem] != nil || sayThat[t[k].lem] || sayOnlyThat[t[k].lem]
	if !known || t[k+1].low == "by" {
		return false
	}
	switch {
	case f&past != 0:
		if f&part == 0 {
			return true
		}
		was, passive := d.tenseBefore(start, i)
		return (was || t[i].low == "but" && speaking[t[k].lem]) && (!passive || speaking[t[k].lem] || voicing[t[k].lem])
	case f&third != 0:
		return d.verbReading(k, end) || speaking[t[k].lem] && (!nounVerbs[t[k].low] || t[k+1].kind == word && !prepositions[t[k+1].low] && !functionWords[t[k+1].low] && t[k+1].form&(past|third) == 0) || steady[t[k].lem]
	case f&base != 0 && f&ing == 0:
		if nounVerbs[t[k].low] && !d.verbReading(k, end) || d.inList(start, i) {
			return false
		}
		was, _ := d.tenseBefore(start, i)
		return !was && !d.modalBefore(start, i) && (t[i].low == "but" || speaking[t[k].lem] || t[k].low == "want")
	}
	return false
}

// secondContent says whether "and that" at i goes on with what somebody says:
// the words before it are framed and have no "that" of their own.
func (d *doc) secondContent(start, i, end int) bool {
	f := d.fr[start]
	if f == nil || f.speaker == "" || f.rule == "attr.trailing" || d.fr[i+1] != f || !d.finiteWithin(i+2, end, 16) || !d.finiteBefore(start, i) {
		return false
	}
	for k := start; k < i; k++ {
		switch w := &d.toks[k]; {
		case w.low == "that" && k > start && d.toks[k-1].form != 0:
			return false
		case (w.low == "stance" || w.low == "position" || w.low == "policy") && k < start+6:
			return false // "its stance is unchanged and that it wants": one stance
		}
	}
	return true
}

// speaking are verbs that make a move of their own, whatever stands before.
var speaking = setOf("reject refuse urge ask demand offer propose threaten rebuff dismiss criticize condemn denounce pledge promise request call warn want accuse welcome deny seek vow decline agree press insist say")

// voicing are verbs of a row of things said: "raised A, reiterated B".
var voicing = setOf("reiterate express voice stress raise convey invite thank")

// steady verbs need no object after them to be known as verbs.
var steady = setOf("remain stand stay expect believe go come oppose")

// modalBefore says whether a stretch has a modal verb.
func (d *doc) modalBefore(from, to int) bool {
	for i := from; i < to; i++ {
		if modals[d.toks[i].low] != "" && !d.inActor(i) || d.toks[i].low == "to" && i+1 < to && d.toks[i+1].form&base != 0 {
			return true
		}
	}
	return false
}

// inList says whether the words before i are part of an infinitive: "to lower
// duties and open".
func (d *doc) inList(from, to int) bool {
	for i := to - 1; i > from; i-- {
		if d.toks[i].low == "to" && d.toks[i+1].form&base != 0 {
			return true
		}
		if d.toks[i].form&(past|third) != 0 && !d.inActor(i) && !nounVerbs[d.toks[i].low] {
			return false
		}
	}
	return false
}

// tenseBefore says whether the main verb of a stretch is past, and whether
// it is passive: after that a form in -ed can go on with it.
func (d *doc) tenseBefore(from, to int) (was, passive bool) {
	t := d.toks
	for i := from; i < to; i++ {
		if d.inActor(i) && !contracted[t[i].low] || t[i].form&finite == 0 {
			continue
		}
		if auxiliaries[t[i].low] != 0 {
			g, _ := d.auxGroup(i, i, to)
			return g.past || g.perfect, g.passive
		}
		if t[i].form&past != 0 && d.pastHere(i, from, to, false) {
			return true, false
		}
		if t[i].form&third != 0 && d.thirdHere(i, from, to) {
			return false, false
		}
	}
	return false, false
}

// inheritSubject gives a second verb the subject of the first. After reported
// words about a thing, a verb of speaking goes on with who spoke: "said the
// seed was clean and called on Ottawa".
func (d *doc) inheritSubject(out []clause, first, i int) {
	c := &out[i]
	if c.subject != nil && c.subject.to <= max(c.verb, c.lead) && c.verb > c.lead {
		return
	}
	k := i - 1
	for k > first && (out[k].conn == "which" || out[k].conn == "who" || out[k].sub) {
		k--
	}
	p := &out[k]
	c.subject = p.subject
	if p.patient != nil && c.patient == nil {
		c.subject = p.patient
	}
	f := p.frame
	if f == nil || f != c.frame || f.speaker == "" || p.subject != nil && d.partyOf(p.subject) != "" && !speaking[d.toks[c.lead].lem] {
		return
	}
	v := d.afterAdverbs(c.lead, c.to)
	if v < c.to && d.toks[v].form&past != 0 && speaking[d.toks[v].lem] && f.rule != "attr.trailing" && (p.subject == nil || d.partyOf(p.subject) == "") {
		b := f.sp
		b.from, b.to = c.lead, c.lead
		if b.party == "" {
			b.party = f.party
		}
		c.subject, c.frame = &b, nil
	}
}
