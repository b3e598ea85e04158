package record

// resolve replaces a pronoun by what it stands for: he and she by the last
// such person who spoke, it by the last party or body, they by the last
// group.
func (d *doc) resolve(a *actor, s sentence) *actor {
	if a.kind != aPronoun {
		b := *a
		return &b
	}
	var ref *actor
	switch d.toks[a.from].low {
	case "he", "he's":
		ref = d.lastHe
	case "she", "she's":
		ref = d.lastShe
	case "it", "it's":
		if !d.sayBehind(a, s) {
			ref = d.itIn(a.from, s)
		}
		if ref == nil {
			ref = d.lastParty
		}
	case "they", "they're", "they'll":
		ref = d.lastGroup
		if ref == nil {
			ref = d.lastParty
		}
	}
	if ref == nil {
		b := *a
		return &b
	}
	b := *ref
	b.from, b.to, b.start, b.end = a.from, a.to, a.start, a.end
	if ref.kind != aPerson {
		b.start, b.end = ref.start, ref.end
	}
	return &b
}

// sayBehind says whether a pronoun is who said what stands before it: ", it
// said". It is then nobody of those words.
func (d *doc) sayBehind(a *actor, s sentence) bool {
	t := d.toks
	k := a.from - 1
	if k <= s.from || t[k].low != "," && t[k].kind != quoteMark {
		return false
	}
	return a.to < s.to && t[a.to].form&(past|third) != 0 && sayThat[t[a.to].lem]
}

// itIn finds the party or body before "it" in the same sentence.
func (d *doc) itIn(k int, s sentence) *actor {
	acts := d.within(s.from, k)
	for i := 0; i < len(acts); i++ {
		a := acts[i]
		if (a.kind == aParty && !a.attrib && !a.place || a.kind == aBody) && (a.from == s.from || !prepositions[d.toks[a.from-1].low]) {
			return &a
		}
	}
	for i := len(acts) - 1; i >= 0; i-- {
		a := acts[i]
		if a.kind == aParty && !a.place {
			return &a
		}
	}
	return nil
}

var prepositions = setOf("with to of by from against on between for in at than after following about over through via")

// remember keeps who a pronoun of the next sentence would mean: subjects and
// speakers before others.
func (d *doc) remember(s sentence) {
	acts := d.within(s.from, s.to)
	note := func(a actor) {
		switch a.kind {
		case aPerson:
			b := a
			d.lastPerson = &b
			if a.ent != nil && a.ent.sex != "f" {
				d.lastHe = &b
			}
			if a.ent != nil && a.ent.sex != "m" {
				d.lastShe = &b
			}
		case aParty:
			if !a.attrib && !a.place {
				b := a
				d.lastParty = &b
			}
		case aBody:
			b := a
			d.lastParty = &b
		case aOffice:
			b := a // an office without a name: he or she
			d.lastHe, d.lastShe = &b, &b
		case aGroup, aSource:
			if a.plural {
				b := a
				d.lastGroup = &b
			} else if a.party != "" {
				b := a
				d.lastHe, d.lastShe = &b, &b
			}
		}
	}
	for _, a := range acts {
		if a.kind == aPerson && (d.lastPerson != nil && a.from > s.from && prepositions[d.toks[a.from-1].low]) {
			continue
		}
		if (a.kind == aParty || a.kind == aBody) && a.from > s.from && prepositions[d.toks[a.from-1].low] {
			continue
		}
		note(a)
	}
	// Whom a sentence opens on goes before those he meets.
	if a := d.actorFrom(s.from); a != nil && a.kind == aPerson {
		note(*a)
	}
	// Speakers last: they win.
	for i := s.from; i < s.to; i++ {
		if f := d.fr[i]; f != nil && (i == s.from || d.fr[i-1] != f) && (f.sp.kind == aPerson || f.sp.kind == aBody && f.kind != "hearsay") && !f.contest {
			note(f.sp)
		}
	}
}
