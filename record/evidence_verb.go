package record

// ofVerb lists the main verb with its auxiliaries, what completes it, its
// subject and its object.
func (e *evidence) ofVerb(c *clause) {
	d, t := e.d, e.d.toks
	subj := e.ofSubject(c)
	d.gbuf = d.groups(c.main, c.to, d.gbuf[:0])
	k := d.mainGroup(c, d.gbuf)
	if k < 0 {
		e.piece("v=none")
		for i := range d.gbuf {
			e.piece("vx=", d.gbuf[i].lem)
		}
		return
	}
	a := clauseAct{d: d, c: c, gs: d.gbuf, k: k, g: &d.gbuf[k]}
	if c.subject == nil && a.g.from > c.main {
		if h := d.headOf(c.main, a.g.from); h >= 0 {
			e.piece("head=", t[h].low)
			e.piece("headkind=", thingNames[t[h].thing])
			subj = "thing " + thingNames[t[h].thing]
		}
	}
	a.skipThrough()
	a.ss, a.n, a.obj = d.senses(a.g, c.to)
	form := a.form()
	for _, id := range e.cuesAt(a.g.head, c) {
		e.piece("vcue=", id)
		e.piece("vcue+form=", id, " ", form)
		e.piece("vcue+subj=", id, " ", subj)
		if c.frame != nil {
			e.piece("vcue-said=", id)
		}
	}
	e.piece("form=", form)
	e.piece("v=", a.g.lem)
	for _, s := range a.ss[:a.n] {
		n := senseNames[s]
		e.piece("sense=", n)
		e.piece("sense+form=", n, " ", form)
		e.piece("sense+subj=", n, " ", subj)
	}
	if g := a.g; g.adj >= 0 {
		e.piece("adj=", t[g.adj].low)
		e.piece("adjf=", t[g.adj].low, " ", form)
		for _, id := range e.cuesAt(g.adj, c) {
			e.piece("acue=", id, " ", form)
		}
	}
	e.ofComplement(&a)
	e.ofObject(&a)
	if f := c.frame; f != nil {
		e.piece("saidby+form=", f.verb, " ", form)
	} else {
		e.piece("writer+form=", form)
	}
}

// ofSubject lists who or what the subject is, and gives it in one word.
func (e *evidence) ofSubject(c *clause) string {
	d := e.d
	subj := "thing"
	if s := c.subject; s != nil {
		subj = actorKinds[s.kind]
		e.piece("subj=", subj)
		if s.attrib {
			e.piece("subj=attrib")
		}
		if d.inner(s) {
			e.piece("subj=inner")
		}
		e.piece("subjof=", d.sideOf(d.partyOf(s)))
		if b := d.reg.body[s.id]; s.kind == aBody && b != nil {
			e.piece("body=", b.Kind)
		}
		if s.kind == aGroup && s.role != "" {
			e.piece("group=", s.role)
		}
	} else {
		e.piece("subj=thing")
	}
	if c.patient != nil {
		e.piece("patient")
	}
	return subj
}

// mainGroup gives the verb group that carries a clause, or -1.
func (d *doc) mainGroup(c *clause, gs []group) int {
	for i := range gs {
		if g := &gs[i]; g.finite && !d.inRelative(c.main, g.from) || (c.inherit || c.conn == "with") && (g.ger || g.inf) || g.from == c.main && g.ger {
			return i
		}
	}
	return -1
}

// form is the main verb's modal or tense, its voice, and whether it is denied.
func (a *clauseAct) form() string {
	g := a.g
	form := g.modal
	switch {
	case form != "":
	case g.passive && g.past:
		form = "was-done"
	case g.passive:
		form = "done"
	case g.perfect:
		form = "has"
	case g.past:
		form = "past"
	default:
		form = "now"
	}
	if g.neg || a.d.nothing(a.c.main, g.from) {
		form += "-not"
	}
	return form
}

// ofComplement lists the verb that completes the main one.
func (e *evidence) ofComplement(a *clauseAct) {
	x, of := a.comp()
	if x == nil {
		return
	}
	e.piece("comp=", x.lem)
	e.piece("v+comp=", a.g.lem, " ", x.lem)
	for _, id := range e.cuesAt(x.head, a.c) {
		e.piece("ccue=", id)
		for _, s := range a.ss[:a.n] {
			e.piece("sense+ccue=", senseNames[s], " ", id)
		}
	}
	if of != nil {
		e.piece("comp-of-another")
	}
	ss, n, _ := e.d.senses(x, a.c.to)
	for _, s := range ss[:n] {
		e.piece("compsense=", senseNames[s])
	}
}

// ofObject lists what the verb is done to.
func (e *evidence) ofObject(a *clauseAct) {
	t := e.d.toks
	o, at := a.object()
	if at < 0 {
		return
	}
	kind := thingNames[o]
	e.piece("obj=", t[at].low)
	e.piece("objkind=", kind)
	e.piece("v+objkind=", a.g.lem, " ", kind)
	for _, s := range a.ss[:a.n] {
		e.piece("sense+objkind=", senseNames[s], " ", kind)
	}
	if t[at].act != sNone {
		e.piece("objact=", senseNames[t[at].act])
	}
}

// cuesAt names the cues that begin at token i of a clause. The names are good
// until the next call.
func (e *evidence) cuesAt(i int, c *clause) []string {
	d := e.d
	d.cbuf = d.cues.at(d.toks, i, c.to, d.cbuf[:0])
	d.cueNames = d.cueNames[:0]
	for _, k := range d.cbuf {
		d.cueNames = append(d.cueNames, d.cues.ids[k])
	}
	return d.cueNames
}
