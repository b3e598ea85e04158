package record

// unit is a stretch inside a clause that can make a claim of its own: a
// relative clause, a second verb, an item of a list.
type unit struct {
	clause
	kind string // relative, content, if, second, to, noun, item, item0 (the first), ref
	rule string // that proposes it, "" for none
}

// unitOn makes a unit of a stretch of a clause.
func (d *doc) unitOn(c *clause, kind string, from, to, verb int, subject *actor) unit {
	return unit{kind: kind, clause: clause{
		from: from, to: to, lead: from, main: from, frame: c.frame, conn: kind, sent: c.sent, par: c.par, verb: verb, subject: subject, writer: c.writer, inherit: true,
	}}
}

// unitsOf lists the stretches of a clause that can make claims of their own.
func (d *doc) unitsOf(c *clause, out []unit) []unit {
	t := d.toks
	if c.to-c.main < 5 {
		return out
	}
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	gs := d.gbuf
	k := d.mainGroup(c, gs)
	add := func(kind string, from, to, verb int, subject *actor) {
		from, to = d.trim(from, to)
		if to-from < 2 || from <= c.lead && to >= c.to {
			return
		}
		out = append(out, d.unitOn(c, kind, from, to, verb, subject))
	}
	for j := range gs {
		g := &gs[j]
		if j == k || g.from <= c.main {
			continue
		}
		p := g.from - 1
		switch {
		case g.finite:
			rel := d.joinedAt(c.main, p)
			switch {
			case rel >= 0 && rel == p:
				add("relative", rel, d.unitEnd(gs, j, c), g.head, d.actorEnding(rel))
			case rel >= 0 && conditional[t[rel].low]:
				add("if", rel, d.unitEnd(gs, j, c), g.head, d.subjectIn(rel+1, g.from))
			case rel >= 0:
				add("content", rel+1, d.unitEnd(gs, j, c), g.head, d.subjectIn(rel+1, g.from))
			case isOne(t[p].low, "and", "but", "or", ","):
				add("second", g.from, d.unitEnd(gs, j, c), g.head, c.subject)
			case k >= 0 && j > k:
				// A clause of content without "that", or one joined by a comma.
				from := g.from
				for from > gs[j-1].head+1 && t[from-1].kind != punct && t[from-1].low != "and" && t[from-1].low != "but" {
					from--
				}
				if from < g.from {
					add("content", from, d.unitEnd(gs, j, c), g.head, d.subjectIn(from, g.from))
				}
			}
		case g.inf:
			if p > c.main && isOne(t[p].low, "and", "but", "or", ",") {
				add("second", g.from, d.unitEnd(gs, j, c), g.head, c.subject)
			} else if k >= 0 && j > k && t[p].kind == word {
				add("to", g.from, d.unitEnd(gs, j, c), g.head, c.subject)
			}
		case g.ger:
			if p > c.main && (t[p].kind == punct || isOne(t[p].low, "and", "by", "while", "without", "or")) {
				add("second", g.from, d.unitEnd(gs, j, c), g.head, c.subject)
			}
		case g.part:
			if p > c.main && t[p].kind == word && !functionWords[t[p].low] {
				if from := d.phraseStart(p, c.main); from < p {
					add("noun", from, d.unitEnd(gs, j, c), g.head, nil)
				}
			}
		}
	}
	out = d.dutyPhrases(c, out)
	return d.listItems(c, gs, k, out)
}

// dutyPhrases adds the phrases that name a duty or another barrier: "the 10%
// tariff on Swiss goods".
func (d *doc) dutyPhrases(c *clause, out []unit) []unit {
	t := d.toks
	for i := c.main; i < c.to; i++ {
		if !classes["barrier"][t[i].low] || i+1 < c.to && classes["barrier"][t[i+1].low] || t[i].form&(past|part|ing) != 0 && t[i].thing == tNone {
			continue
		}
		from := d.phraseStart(i, c.main)
		for from < i && d.at[from] == 0 && (t[from].low == "and" || t[from].kind == punct && t[from].low != "$") {
			from++
		}
		end := i + 1
		for end < c.to && end < i+12 {
			w := t[end].low
			if t[end].kind == punct && w != "%" && w != "$" || relatives[w] || w == "to" || w == "by" || w == "and" && !(end+1 < c.to && t[end+1].thing == tGoods) || t[end].form&(third|past) != 0 && d.at[end] == 0 && t[end].thing == tNone || auxiliaries[w] != 0 {
				break
			}
			end++
		}
		for end > i+1 && (prepositions[t[end-1].low] || t[end-1].low == "and") {
			end--
		}
		if end-from < 2 || from <= c.lead && end >= c.to {
			continue
		}
		out = append(out, d.unitOn(c, "ref", from, end, -1, nil))
		i = end
	}
	return out
}

// joining words begin a clause inside a clause; conditional ones are those that
// it keeps.
var (
	joining     = setOf("which who that whose whom where when if unless whether what how once until")
	conditional = setOf("if unless once until when")
)

// joinedAt finds the word that joins the verb behind token p to what stands
// before it: the nearest of the last eight, with no comma between; -1 for none.
func (d *doc) joinedAt(from, p int) int {
	for i := p; i > from && i > p-8; i-- {
		switch t := &d.toks[i]; {
		case joining[t.low]:
			return i
		case t.kind == punct && t.low == ",":
			return -1
		}
	}
	return -1
}

// unitEnd is where the stretch of verb group j ends: before the next verb that
// is joined by "and" or a comma, or at a comma.
func (d *doc) unitEnd(gs []group, j int, c *clause) int {
	t := d.toks
	for i := gs[j].head + 1; i < c.to; i++ {
		w := t[i].low
		if t[i].kind == punct && (w == ";" || w == ":" || w == ",") {
			if w == "," && i+1 < c.to && t[i+1].kind == number {
				continue
			}
			return i
		}
		if (w == "and" || w == "but") && i+1 < c.to {
			for _, g := range gs[j+1:] {
				if g.from == i+1 || g.finite && g.from > i && g.from < i+7 {
					return i
				}
			}
		}
	}
	return c.to
}

// subjectIn finds the actor that a stretch begins with.
func (d *doc) subjectIn(from, to int) *actor {
	for _, a := range d.within(from, to) {
		if !a.attrib && !a.place {
			b := a
			return &b
		}
	}
	return nil
}

// phraseStart is where the noun phrase that ends at k begins.
func (d *doc) phraseStart(k, from int) int {
	t := d.toks
	for i := k; i > from; i-- {
		w := t[i-1].low
		if t[i-1].kind == punct && w != "%" && w != "$" || prepositions[w] && w != "of" || functionWords[w] && w != "the" && w != "a" && w != "an" && w != "of" && w != "its" || t[i-1].form&(past|third) != 0 && d.at[i-1] == 0 && t[i-1].form&part == 0 {
			return i
		}
		if w == "the" || w == "a" || w == "an" || w == "its" {
			return i - 1
		}
	}
	return from
}

// listItems parts what stands behind the verb at commas and "and", where
// there are two things at least.
func (d *doc) listItems(c *clause, gs []group, k int, out []unit) []unit {
	t := d.toks
	from := c.main
	if k >= 0 {
		from = gs[k].head + 1
	}
	type span struct{ from, to int }
	var parts []span
	start := from
	flush := func(e int) {
		for start < e && (t[start].kind == punct && t[start].low != "$" || t[start].low == "and" || t[start].low == "or" || t[start].low == "plus" || t[start].low == "also") {
			start++
		}
		if e-start >= 1 {
			parts = append(parts, span{start, e})
		}
		start = e
	}
	for i := from; i < c.to; i++ {
		w := t[i].low
		switch {
		case t[i].kind == punct && (w == ";" || w == ":"):
			flush(i)
		case t[i].kind == punct && w == ",":
			flush(i)
		case w == "and" || w == "plus" || w == "or":
			// A second item has a head of its own: an article, a number, an
			// adjective with a noun behind "of" or "for"; a mere pair of nouns is one.
			if i > from && i+2 < c.to && (t[i-1].low == "," || detWord(t[i+1].low) || t[i+1].kind == number || t[i+1].low == "$" || t[i+1].form&ing != 0 || d.ownObject(i+1, c.to)) {
				flush(i)
			}
		case w == "as" && i+2 < c.to && t[i+1].low == "well" && t[i+2].low == "as" || w == "along" && i+1 < c.to && t[i+1].low == "with" || w == "together" && i+1 < c.to && t[i+1].low == "with":
			flush(i)
			start = i + 2
			if w == "as" {
				start = i + 3
			}
		case w == "including" || w == "such" && i+1 < c.to && t[i+1].low == "as" || w == "namely" || w == "among" && i+1 < c.to && t[i+1].low == "them":
			flush(i)
			start = i + 1
			if w == "such" || w == "among" {
				start = i + 2
			}
		}
	}
	flush(c.to)
	if len(parts) < 2 || len(parts) > 9 {
		return out
	}
	for n, p := range parts {
		a, b := d.trim(p.from, p.to)
		if b-a < 1 || b-a < 2 && n == 0 {
			continue
		}
		dup := false
		for i := range out {
			if out[i].from == a && out[i].to == b {
				dup = true
			}
		}
		if dup {
			continue
		}
		kind := "item"
		if n == 0 {
			kind = "item0"
		}
		out = append(out, d.unitOn(c, kind, a, b, -1, c.subject))
	}
	return out
}

// ownObject says whether what follows "and" is long enough to be a thing of
// its own: it has a preposition within its next words.
func (d *doc) ownObject(i, to int) bool {
	for k := i + 1; k < to && k < i+5; k++ {
		if w := d.toks[k].low; prepositions[w] || w == "to" {
			return true
		}
		if d.toks[k].kind == punct {
			return false
		}
	}
	return false
}
