package record

// offerish says whether a clause offers or proposes something.
func (d *doc) offerish(c *clause) bool {
	return d.hasVerb(c, "offer", "propose", "consider", "mull", "weigh") || d.hasWord(c, "package")
}

// negated says whether "not", "no" or "never" governs token k in the clause.
func (d *doc) negated(c *clause, k int) bool {
	t := d.toks
	for i := k - 1; i >= c.lead && i >= k-5; i-- {
		if classes["not"][t[i].low] {
			return true
		}
		if t[i].kind == punct {
			return false
		}
	}
	return false
}

// modalityOf reads the modality of a stretch: hypothetical for may, might,
// could and consider; conditional for if, unless, only; future for will, plan
// to and expect to; else actual.
func (d *doc) modalityOf(c *clause, k int) string {
	t := d.toks
	future, hypo, cond := false, false, false
	for i := c.from; i < c.to; i++ {
		switch t[i].low {
		case "may", "might", "could":
			if t[i].low == "may" && t[i].cap && i > c.from {
				break
			}
			if i <= k+2 {
				hypo = true
			}
		case "considering", "mulling", "weighing", "consider", "considers", "studying", "possibly", "perhaps", "potentially":
			if i <= k+2 {
				hypo = true
			}
		case "unless", "provided":
			cond = true
		case "if":
			cond = true
		case "will", "shall", "won't", "we'll", "they'll", "i'll":
			if i <= k+2 {
				future = true
			}
		case "plans", "expects", "expected", "scheduled", "due", "set", "intends", "arranging", "upcoming", "slated", "planned", "aims", "planning", "going":
			if i <= k+3 && i+1 < c.to && (t[i+1].low == "to" || t[i].low == "upcoming" || t[i].low == "arranging" || t[i+1].low == "for" || t[i].low == "planned") {
				future = true
			}
		case "would":
			if i <= k && !(i > c.from && d.fr[i] != nil && d.fr[i].kind != "narrator-hedged") {
				cond = cond || false
			}
			if i <= k {
				future = true
			}
		}
	}
	switch {
	case hypo && !(cond && !d.offerish(c)):
		return "hypothetical"
	case cond:
		return "conditional"
	case future:
		return "future"
	}
	return "actual"
}
