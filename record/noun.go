package record

// measuring words stand before a number and are no heads: "up to 100,000
// cars".
var measuring = setOf("up least most about around over more less than some many few several under nearly")

// sense gives what the verb of a group does, by the longest entry of the
// lexicon that fits what follows, and where its object begins. A verb of
// several senses gives them all.
func (d *doc) senses(g *group, to int) (ss [4]sense, n, after int) {
	after = g.head + 1
	best := -1
	for _, e := range verbSense[g.lem] {
		m := d.particles(&e, g.head+1, to)
		if m < 0 || len(e.particles) < best {
			continue
		}
		if len(e.particles) > best {
			best, n = len(e.particles), 0
			if !e.apart {
				after = g.head + 1 + len(e.particles)
			}
		}
		if n < len(ss) {
			ss[n] = e.s
			n++
		}
	}
	return ss, n, after
}

// particles says whether the particles of an entry follow at i: 0 or more
// tokens, or -1.
func (d *doc) particles(e *phrasal, i, to int) int {
	t := d.toks
	if len(e.particles) == 0 {
		return 0
	}
	lim := i
	if e.apart {
		lim = min(i+5, to)
	}
	for ; i <= lim; i++ {
		ok := i+len(e.particles) <= to
		for k := 0; ok && k < len(e.particles); k++ {
			ok = t[i+k].low == e.particles[k] || t[i+k].lem == e.particles[k]
		}
		if ok {
			return i
		}
	}
	return -1
}

// is says whether a group can have a sense.
func (d *doc) is(g *group, to int, want ...sense) bool {
	ss, n, _ := d.senses(g, to)
	for _, s := range ss[:n] {
		for _, w := range want {
			if s == w {
				return true
			}
		}
	}
	return false
}

// headOf finds the head noun of the phrase that begins at from: the last word
// before a preposition, a verb, a relative or a comma. It gives -1 for none.
func (d *doc) headOf(from, to int) int {
	t := d.toks
	last := -1
	for i := from; i < to; i++ {
		w := &t[i]
		if w.kind == quoteMark {
			continue
		}
		if w.kind == punct && (w.low == "%" || w.low == "$") || w.kind == number {
			continue
		}
		if w.kind != word || relatives[w.low] || prepositions[w.low] || w.low == "to" {
			if last >= 0 || w.kind != word {
				return last
			}
			continue
		}
		if last >= 0 && w.form&(part|ing) != 0 && !d.nounBefore(i) && !w.glued && t[last].thing != tNone && w.thing == tNone {
			return last // "tariffs imposed in April"
		}
		if w.low == "and" || w.low == "or" || w.low == "but" {
			return last
		}
		if detWord(w.low) || adverb(w) || midAdverbs[w.low] || last < 0 && measuring[w.low] || d.inActor(i) && !d.actors[d.at[i]-1].attrib {
			continue
		}
		last = i
	}
	return last
}

func detWord(w string) bool {
	switch w {
	case "the", "a", "an", "its", "his", "her", "their", "our", "this", "these", "those", "that", "any", "all", "some", "no", "such", "'s", "each", "every", "both":
		return true
	}
	return false
}

var relatives = setOf("that which who whose whom where when if unless until while because as than so whether how what why")

// thingIn gives the kind of the head noun of a phrase.
func (d *doc) thingIn(from, to int) thing {
	for i := from; i+1 < to && i < from+5; i++ {
		if d.toks[i].kind == number && (d.toks[i+1].low == "%" || d.toks[i+1].low == "percent" || d.toks[i+1].low == "pct") && (i+2 >= to || d.toks[i+2].kind == punct || d.toks[i+2].low == "rate") {
			return tDuty // "the extra 25%, which ..."
		}
	}
	if h := d.headOf(from, to); h >= 0 {
		return d.toks[h].thing
	}
	return tNone
}

// badWords and goodWords are adjectives that judge.
var badWords = setOf(`unfair unacceptable unjustified unjustifiable unwarranted unreasonable regrettable deplorable disappointing disappointed absurd baseless groundless intolerable unjust
	unlawful illegal arbitrary discriminatory excessive punitive unworkable wrong harmful counterproductive outrageous unhelpful disproportionate illegitimate hostile damaging extortionate shameful
	unfriendly protectionist abusive coercive inconsistent dissatisfied dismayed alarmed concerned worried angry upset displeased unhappy distortive ludicrous unprecedented`)

var goodWords = setOf("pleased satisfied glad welcome constructive productive candid positive fair encouraging fruitful balanced confident optimistic hopeful convinced")
