package record

import "strings"

// How far a claim goes.
const (
	reachHome    = iota // to one's own side
	reachAcross         // across the table
	reachAll            // to all
	reachNowhere        // to nobody
	reachThird          // to a third side
	nReach
)

// reachNames are the names of the reaches in the table.
var reachNames = [nReach]string{"home", "across", "all", "nowhere", "third"}

// reachOf says how far a pair of giver and receiver goes.
func (d *doc) reachOf(g, r string) int {
	switch {
	case r == "":
		return reachNowhere
	case r == "*":
		return reachAll
	case g == r || d.reg.Bloc(g) == d.reg.Bloc(r):
		return reachHome
	case d.reg.Bloc(r) == d.across(d.reg.Bloc(g)):
		return reachAcross
	}
	return reachThird
}

// ofReach lists what says how far a claim goes: who speaks, and the words of
// the clause, alone and with the type of the claim.
func (e *evidence) ofReach(c *clause, typ Type) {
	d := e.d
	t := d.toks
	code := typeCodes[typeColumn[typ]].code
	say := func(k, w string) {
		e.piece(k, w)
		e.piece(k, w, " ", code)
	}
	say("any", "")
	if s := c.subject; s != nil {
		say("subject=", actorKinds[s.kind])
		if d.inner(s) {
			say("subject=", "inner")
		}
		if s.role != "" {
			w := strings.ToLower(s.role)
			if k := strings.LastIndexByte(w, ' '); k >= 0 {
				w = w[k+1:]
			}
			say("role=", w)
		}
		if b := d.reg.body[s.id]; s.kind == aBody && b != nil {
			say("body=", b.Kind)
		}
	} else {
		say("subject=", "none")
	}
	if f := c.frame; f != nil && f.speaker != "" {
		say("speaker=", actorKinds[f.sp.kind])
		if d.inner(&f.sp) {
			say("speaker=", "inner")
		}
		if b := d.reg.body[f.sp.id]; f.sp.kind == aBody && b != nil {
			say("speaker=", b.Kind)
		}
	}
	last := int32(0)
	for i := c.lead; i < c.to && i < c.lead+longest; i++ {
		switch {
		case d.at[i] != 0:
			if k := d.at[i]; k != last {
				last = k
				a := &d.actors[k-1]
				say("w=@", actorKinds[a.kind])
				if b := d.reg.body[a.id]; a.kind == aBody && b != nil {
					say("w=@", b.Kind)
				}
			}
			say("w=", t[i].low)
		case t[i].kind == word && t[i].form != 0:
			say("w=", t[i].lem)
		case t[i].kind == word && (!functionWords[t[i].low] || pointing[t[i].low]):
			say("w=", t[i].low)
		}
	}
}

// pointing are function words that say whose side is meant.
var pointing = setOf("its their our both all")

// settleParties weighs who makes the move of claim k and to whom.
func (d *doc) settleParties(k int, c *clause) {
	cl := &d.claims[k]
	table := d.table
	e := evidence{d: d, hits: d.reachHits[:0], watch: d.watch != nil}
	if table != nil {
		e.index = &table.reach
	}
	e.ofReach(c, cl.Type)
	d.reachHits = e.hits
	givers, receivers := d.partiesOf(cl, c)
	if d.watch != nil {
		d.watch.parties(d, cl, givers, receivers, e.pieces)
		return
	}
	var goes [nReach]int32
	for _, h := range e.hits {
		for k, p := range &table.reachRows[h] {
			goes[k] += int32(p)
		}
	}
	col := typeColumn[cl.Type]
	best, bestG, bestR := int32(-1<<30), cl.Giver, cl.Receiver
	var pair [8]uint8
	var of [24]int32
	for i := range receivers {
		of[i] = table.receiver.points(&receivers[i], col)
	}
	for i := range givers {
		mine := table.giver.points(&givers[i], col)
		for j := range receivers {
			g, r := givers[i].code, receivers[j].code
			s := mine + of[j] + goes[d.reachOf(g, r)]
			for _, p := range d.pairParts(cl, g, r, pair[:0]) {
				s += int32(table.pair.part[p][0]) + int32(table.pair.part[p][col])
			}
			if s > best {
				best, bestG, bestR = s, g, r
			}
		}
	}
	if cl.Giver != bestG || cl.Receiver != bestR {
		cl.Giver, cl.Receiver = bestG, bestR
		cl.Rules = append(cl.Rules, "party.evidence")
	}
}

// points sums what speaks for a candidate of a claim of a type.
func (s *sideTable) points(x *candidate, col int) int32 {
	n := int32(s.sign[x.sign][0]) + int32(s.sign[x.sign][col])
	for _, p := range x.parts {
		n += int32(s.part[p][0]) + int32(s.part[p][col])
	}
	return n
}
