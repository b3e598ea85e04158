package record

// papers are what speaks for who wrote it: "the communique said".
var papers = setOf("statement communique document release letter text readout note factsheet sheet memo filing notice proclamation")

// somebody makes a speaker of a phrase that no register knows: whoever says
// is a person or a body. The phrase begins behind the last comma or quotation
// mark before the verb at k.
func (d *doc) somebody(k, p int, verb string) *actor {
	t := d.toks
	if !saying[verb] || t[k].form&(past|third|base) == 0 {
		return nil
	}
	end := k
	for end > p && (adverb(&t[end-1]) || midAdverbs[t[end-1].low] || auxiliaries[t[end-1].low] != 0 || t[end-1].form == 0 && isWeekday(t[end-1].low)) {
		end--
	}
	from := end
	for from > p && end-from < 14 && t[from-1].kind == word && t[from-1].low != "that" && !relatives[t[from-1].low] && (t[from-1].form&finite == 0 || d.inActor(from-1) || d.nounBefore(from-1) || pluralNouns[t[from-1].low]) {
		from--
	}
	if from == end || from > p && t[from-1].kind == word {
		return nil
	}
	for from < end && (t[from].low == "but" || t[from].low == "and" || t[from].low == "as" || t[from].low == "yet") {
		from++
	}
	h := d.headOf(from, end)
	if h < 0 || t[h].form&(past|part) != 0 || prepositions[t[from].low] || t[h].thing != tNone && t[h].thing != tCourt && !people[t[h].low] || detWord(t[h].low) {
		return nil
	}
	if !detWord(t[from].low) && !t[from].cap && t[from].kind == word && !people[t[h].low] {
		return nil
	}
	a := actor{from: from, to: end, kind: aGroup, start: t[from].start, end: t[end-1].end, role: t[h].low}
	if t[from].low == "a" || t[from].low == "an" || t[from].low == "one" {
		a.kind, a.anonymous = aSource, true
	}
	if outsiders[t[h].low] {
		a.kind = aBody
		return &a
	}
	for _, x := range d.within(from, end) {
		if pp := d.partyOf(&x); pp != "" {
			a.party = pp
			break
		}
	}
	if a.party == "" && people[t[h].low] || a.party == "" && a.kind == aSource && humans[t[h].low] {
		a.party = d.other
	}
	return &a
}

// saying are verbs whose subject can only be who speaks.
var saying = setOf("say tell add stress argue explain emphasize reiterate clarify comment remark quip concede acknowledge admit contend assert insist caution retort reply counter note complain warn")

// humans are nouns of persons in office.
var humans = setOf("deputy undersecretary secretary aide adviser advisor official negotiator diplomat envoy insider spokesman spokeswoman spokesperson counsellor counselor ambassador commissioner director chief head leader minister staffer member representative attache")

// quotedAs reads "cited sources as saying that" and "was quoted as saying".
func (d *doc) quotedAs(k int, s sentence) (*frame, int) {
	t := d.toks
	if k < s.from+3 || t[k-1].low != "as" || t[k].lem != "say" && t[k].lem != "tell" {
		return nil, 0
	}
	who := d.actorEnding(k - 1)
	if who == nil {
		who = d.firstSubject(s.from, k-1)
	}
	start := d.contentStart(k, s, true)
	if who == nil || start == 0 {
		return nil, 0
	}
	f := d.frameOf(*who, "say")
	f.from, f.to, f.rule = s.from, start, "attr.participle"
	return f, start
}

// document finds a paper as the subject of a verb of speech at k: the words
// of the party that spoke last.
func (d *doc) document(k, p int) *actor {
	t := d.toks
	if k-2 < p {
		return nil
	}
	if h := d.headOf(p, k); h >= 0 && h != k-1 && papers[t[h].low] && h-p < 8 {
		for _, x := range d.within(p, h) {
			if x.party != "" {
				return &actor{from: p, to: k, kind: aBody, party: x.party, start: t[p].start, end: t[h].end, role: t[h].low}
			}
		}
	}
	if !papers[t[k-1].low] || d.lastParty == nil && d.lastPerson == nil {
		return nil
	}
	from := k - 1
	for from > p && (t[from-1].low == "the" || t[from-1].low == "a" || t[from-1].low == "their" || t[from-1].low == "its" || t[from-1].low == "joint" || t[from-1].low == "fact" || t[from-1].low == "same") {
		from--
	}
	a := actor{from: from, to: k, kind: aBody, start: t[from].start, end: t[k-1].end, role: t[k-1].low}
	if d.lastParty != nil {
		a.party = d.lastParty.party
	} else {
		a.party = d.partyOf(d.lastPerson)
	}
	return &a
}

// subjectOf finds the subject of the verb at k, not before p.
func (d *doc) subjectOf(k, p int, s sentence) *actor {
	t := d.toks
	acts := d.within(p, k)
	for i := len(acts) - 1; i >= 0; i-- {
		a := acts[i]
		if a.place || a.attrib {
			continue
		}
		if a.from > s.from {
			switch t[a.from-1].low {
			case "with", "to", "of", "by", "from", "against", "on", "between", "for", "in", "at", "than", "including", "like", "meet", "meeting", "via", "about", "over":
				continue
			case "and":
				// The first of two joined subjects speaks.
				if i > 0 && acts[i-1].to >= a.from-2 && !acts[i-1].attrib {
					continue
				}
			}
		}
		// Between subject and verb: auxiliaries, adverbs, an apposition.
		depth := 0
		ok := true
		for j := a.to; j < k; j++ {
			if t[j].low == "," || t[j].low == "(" || t[j].low == ")" || t[j].low == "—" {
				depth++
				continue
			}
			if t[j].form&finite != 0 && auxiliaries[t[j].low] == 0 && !d.inActor(j) && depth == 0 && t[j].form&(base) == 0 && !pluralNouns[t[j].low] {
				ok = false
				break
			}
			if t[j].low == "that" && depth == 0 {
				ok = false
				break
			}
			if b := t[j].form; depth == 0 && j > a.to && b&base != 0 && auxiliaries[t[j].low] == 0 && !d.inActor(j) && (auxiliaries[t[j-1].low] != 0 || classes["not"][t[j-1].low] || t[j-1].low == "to" || adverb(&t[j-1]) && auxiliaries[t[j-2].low] != 0) {
				ok = false // another verb of this subject stands between
				break
			}
		}
		if ok && k-a.to < 34 {
			return d.resolve(&a, s)
		}
		return nil
	}
	return nil
}

// firstSubject finds the first actor of a stretch that can be a subject.
func (d *doc) firstSubject(from, to int) *actor {
	for _, a := range d.within(from, to) {
		if a.attrib || a.place {
			continue
		}
		if a.from > from {
			switch d.toks[a.from-1].low {
			case "with", "to", "of", "by", "from", "against", "on", "between", "for", "in", "at", "than", "after", "following", "about", "over", "through", "via", "under", "among", "within", "toward", "towards":
				continue
			case "and":
				if x := d.actorEnding(a.from - 1); x != nil && x.from > from && prepositions[d.toks[x.from-1].low] {
					continue // "between India and the US"
				}
			}
		}
		b := a
		return &b
	}
	return nil
}
