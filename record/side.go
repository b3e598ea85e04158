package record

// hasPlace says whether a capital stands in a stretch as a place to go to.
func (d *doc) hasPlace(from, to int) bool {
	for _, a := range d.within(from, to) {
		if a.kind == aParty {
			return true
		}
	}
	return false
}

// partyOf gives the party of an actor, "" for none.
func (d *doc) partyOf(a *actor) string {
	if a == nil {
		return ""
	}
	if a.party != "" {
		return a.party
	}
	if a.ent != nil {
		return a.ent.party
	}
	if a.kind == aGroup {
		return d.other
	}
	return ""
}

// foreign says whether the subject of reported words is not the speaker's own
// side: what the other side will not do is no red line of the speaker.
func (d *doc) foreign(c *clause) bool {
	return c.frame != nil && c.frame.party != "" && c.subject != nil && d.partyOf(c.subject) != "" && d.reg.Bloc(d.partyOf(c.subject)) != d.reg.Bloc(c.frame.party)
}

// ownSubject says whether the subject is the speaker's own side.
func (d *doc) ownSubject(c *clause) bool {
	return c.frame != nil && c.subject != nil && d.partyOf(c.subject) == c.frame.party
}

// others says whether a party that is not the subject's own is named after a
// token: "Washington's duties".
func (d *doc) others(from int, c *clause) bool {
	me := d.reg.Bloc(d.partyOf(c.subject))
	for _, a := range d.within(from, c.to) {
		if p := d.partyOf(&a); p != "" && d.reg.Bloc(p) != me && !a.place {
			return true
		}
	}
	return false
}

// hasNumber says whether a clause gives an amount.
func (d *doc) hasNumber(c *clause) bool {
	for i := c.main; i < c.to; i++ {
		if d.toks[i].kind == number {
			return true
		}
	}
	return false
}
