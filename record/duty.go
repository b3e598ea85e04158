package record

// dutyFact reads a clause that tells of a duty: one that takes effect, rises or
// ends; goods or a country that pay it or are spared; a case at law about it;
// a figure of the trade that it is on. It gives the rule and the token that
// decides, "" when the clause tells nothing of the kind.
func (a *clauseAct) dutyFact() (rule string, at int) {
	g, end := a.predicate()
	if g == nil || g.modal == "must" {
		return "", 0
	}
	if r := a.atLaw(g); r != "" {
		return r, g.head
	}
	if r := a.tradeFigure(g, end); r != "" {
		return r, g.head
	}
	ss, n, _ := a.d.senses(g, a.c.to)
	has := func(want ...sense) bool {
		for _, s := range ss[:n] {
			for _, w := range want {
				if s == w {
					return true
				}
			}
		}
		return false
	}
	switch {
	case a.dutyHead(end):
		if a.moves(g, has(sTake, sEnd), has(sHarm, sEase)) {
			return "act.measure", g.head
		}
	case a.payerHead(end):
		if a.pays(g, has(sBear), has(sHarm, sEase)) {
			if a.conditional() {
				return "act.measure", g.head
			}
			return "measure.face", g.head
		}
	}
	return "", 0
}

// predicate gives the verb group that the subject of a clause has, past a
// participle or a relative clause that commas enclose ("The duty, announced
// on Wednesday, enters into force"), and where the subject ends.
func (a *clauseAct) predicate() (*group, int) {
	t := a.d.toks
	end := -1 // the first comma behind the subject
	for i := range a.gs {
		g := &a.gs[i]
		if g.inf || g.ger || g.part && end < 0 {
			continue
		}
		if end < 0 && g.from > a.c.main {
			switch {
			case t[g.from-1].low == ",":
				end = g.from - 1
			case g.from > a.c.main+1 && a.d.inRelative(a.c.main, g.from) && a.afterRelative(i) != nil:
				return a.afterRelative(i), g.from - 1
			case g.from > a.c.main+1 && (t[g.from-1].low == "which" || t[g.from-1].low == "that" || t[g.from-1].low == "who"):
				end = g.from - 1
			default:
				for k := g.from - 1; k > a.c.main && k > g.from-8; k-- {
					if t[k].low == "," && k+1 < a.c.to && (t[k+1].low == "which" || t[k+1].low == "who" || t[k+1].low == "whose") {
						end = k
						break
					}
				}
			}
			if end > 0 && a.closes(i) {
				continue
			}
			if end > 0 && t[end].low != "," {
				return nil, 0
			}
			end = -1
		}
		if end > 0 && t[g.from-1].low != "," {
			continue
		}
		if end < 0 {
			return g, g.from
		}
		return g, end
	}
	return nil, 0
}

// afterRelative gives the verb behind a relative clause without commas: "goods
// that comply with the pact will be exempt".
func (a *clauseAct) afterRelative(i int) *group {
	for j := i + 1; j < len(a.gs); j++ {
		if g := &a.gs[j]; g.finite && g.modal != "" && a.gs[i].modal == "" && !relatives[a.d.toks[g.from-1].low] {
			for k := a.gs[i].head + 1; k < g.from; k++ {
				if a.d.toks[k].low == "," || relatives[a.d.toks[k].low] || a.d.toks[k].low == "and" {
					return nil
				}
			}
			return g
		}
	}
	return nil
}

// closes says whether another finite verb stands right behind a comma after
// group i.
func (a *clauseAct) closes(i int) bool {
	for j := i + 1; j < len(a.gs); j++ {
		if a.gs[j].finite && a.d.toks[a.gs[j].from-1].low == "," {
			return true
		}
	}
	return false
}

// dutyHead says whether the subject is a duty: the word, or a rate in percent
// that stands for it ("the extra 25%").
func (a *clauseAct) dutyHead(end int) bool {
	d, t := a.d, a.d.toks
	if a.c.subject != nil && a.c.subject.kind != aPronoun && !a.c.subject.attrib && a.c.subject.to >= end-1 {
		return false
	}
	for i := a.c.main; i < end; i++ {
		switch {
		case t[i].low == "on" || t[i].low == "of" && i > a.c.main:
			return false
		case thingKinds[t[i].low] == tDuty && !(t[i].low == "rate" || t[i].low == "rates") || t[i].low == "quota" || t[i].low == "quotas":
			return !(i+1 < end && (t[i+1].low == "talks" || t[i+1].low == "negotiations" || t[i+1].low == "lines" || t[i+1].low == "policy" || t[i+1].low == "negotiator" || t[i+1].low == "deal"))
		case t[i].low == "rate" && i > a.c.main && (t[i-1].low == "reciprocal" || t[i-1].low == "tariff" || t[i-1].low == "zero" || t[i-1].low == "duty"):
			return true
		case percentMark[t[i].low] && i+1 == end && i > a.c.main && t[i-1].kind == number && d.toks[a.c.main].low == "the":
			return true
		}
	}
	return false
}

var percentMark = setOf("% percent pct")

// moves says whether the predicate of a duty says that it is put on, changed,
// in force, or ended.
func (a *clauseAct) moves(g *group, takes, puts bool) bool {
	d, c := a.d, a.c
	if g.modal == "may" || g.modal == "can" || g.modal == "would" || g.neg {
		return false
	}
	if c.frame != nil && g.modal == "will" && a.conditional() {
		return false
	}
	switch {
	case takes, g.passive && puts:
		return true
	case g.lem == "be" && !g.passive:
		return d.hasWord(c, "due", "scheduled", "force", "place", "stacked", "effect", "double", "twice", "separate")
	}
	switch g.lem {
	case "rise", "fall", "drop", "jump", "climb", "double", "triple", "halve", "return", "revert", "remain", "stay", "stand", "come", "apply", "cover", "reach", "total", "amount", "go", "increase", "lapse", "kick", "start", "begin", "set", "put", "reintroduce", "enter":
		return d.hasNumber(c) || d.hasWord(c, "force", "effect", "place", "top", "from")
	}
	return false
}

// payerHead says whether the subject is goods, those who ship them, or a
// country.
func (a *clauseAct) payerHead(end int) bool {
	d, t := a.d, a.d.toks
	if s := a.c.subject; s != nil && s.kind != aPronoun {
		return s.kind == aParty || s.inner
	}
	for i := a.c.main; i < end; i++ {
		if thingKinds[t[i].low] == tGoods || t[i].low == "mills" || t[i].low == "makers" || t[i].low == "goods" {
			return true
		}
		if t[i].low == "of" || t[i].low == "on" {
			break
		}
	}
	return len(d.goodsIn(a.c.main, end)) > 0
}

// pays says whether the predicate of goods or of a country says that they pay
// a duty or are spared it.
func (a *clauseAct) pays(g *group, bears, puts bool) bool {
	d, c := a.d, a.c
	t := d.toks
	if g.modal == "may" || g.modal == "can" || g.modal == "would" || a.conditional() && (g.modal != "" || !d.hasWord(c, "unless")) {
		return false
	}
	rate := false
	for i := g.head + 1; i < c.to && i < g.head+9; i++ {
		if percentMark[t[i].low] || t[i].low == "per" && i+1 < c.to && t[i+1].low == "cent" || thingKinds[t[i].low] == tDuty || t[i].low == "%" {
			rate = true
		}
	}
	switch {
	case (bears || g.lem == "face" || g.lem == "pay") && rate:
		return !g.passive
	case g.passive && (g.lem == "exempt" || g.lem == "spare" || g.lem == "exclude"):
		return true
	case g.passive && (g.lem == "hit" || g.lem == "tax" || g.lem == "charge" || g.lem == "slap" || g.lem == "subject" || g.lem == "cap" || g.lem == "target"):
		return rate || d.hasWord(c, "tariff", "tariffs", "duty", "duties")
	case g.lem == "be" || g.lem == "remain" || g.lem == "stay":
		return d.hasWord(c, "exempt", "exempted", "spared") || rate && d.hasWord(c, "subject")
	}
	return false
}

// atLaw reads a case at law: a court's word on a duty, a statutory
// investigation opened, closed or under way.
func (a *clauseAct) atLaw(g *group) string {
	d, c, t := a.d, a.c, a.d.toks
	if (g.lem == "request" || g.lem == "seek" || g.lem == "ask") && g.modal == "" && d.hasWord(c, "consultations", "panel") && d.hasWord(c, "wto", "panel", "organization", "organisation", "treaty") {
		return "legal.court"
	}
	court := false
	for i := c.main; i < c.to; i++ {
		w := t[i].low
		if w == "court" || w == "courts" || w == "ruling" || w == "judges" {
			court = true
		}
		if w == "under" && i+1 < c.to && (t[i+1].low == "investigation" || t[i+1].low == "probe") && g.modal == "" && !a.neg {
			return "legal.court"
		}
	}
	if !court || g.modal == "may" || g.modal == "would" {
		return ""
	}
	for i := c.main; i < c.to; i++ {
		if t[i].form == 0 || d.inActor(i) {
			continue
		}
		switch t[i].lem {
		case "fall":
			if d.hasWord(c, "ruling") {
				return "legal.court"
			}
		case "invalidate", "void", "annul", "nullify", "overturn", "uphold", "quash":
			return "legal.court"
		case "strike":
			if i+1 < c.to && t[i+1].low == "down" {
				return "legal.court"
			}
		}
	}
	return ""
}

// tradeFigure reads a figure of the trade between the parties: what was
// bought, sold, shipped, or how large the deficit is.
func (a *clauseAct) tradeFigure(g *group, end int) string {
	d, c, t := a.d, a.c, a.d.toks
	if c.frame != nil && c.frame.kind != "narrator-hedged" || g.modal != "" || g.neg || g.inf || !d.amount(g.head+1, c.to) {
		return ""
	}
	trade := false
	for i := c.main; i < end; i++ {
		if d.inActor(i) {
			continue // "the trade minister"
		}
		switch t[i].low {
		case "trade", "exports", "imports", "deficit", "surplus", "shipments", "sales", "purchases":
			trade = true
		case "shares", "futures", "price", "prices", "yields", "yield", "market", "stock", "stocks", "talks", "duty", "duties", "tariff", "tariffs", "deal", "currency", "quotas", "quota":
			return ""
		}
	}
	named := false
	for _, x := range d.within(c.main, c.to) {
		named = named || x.party != "" && !x.place
	}
	switch g.lem {
	case "rise", "fall", "reach", "total", "amount", "drop", "grow", "stand", "climb", "shrink", "account", "hit", "exceed", "be", "go", "surge", "widen", "narrow", "come", "double", "jump", "decline":
		if trade && (named || end-c.main <= 6) {
			return "background.fact"
		}
	case "buy", "import", "export", "ship", "sell", "purchase":
		if c.subject != nil && c.subject.kind == aParty && g.past && d.sinceWhen(c) {
			return "background.fact"
		}
	}
	return ""
}

// amount says whether a stretch gives an amount or a share.
func (d *doc) amount(from, to int) bool {
	for i := from; i < to; i++ {
		if d.toks[i].kind == number && !isYearNumber(d.toks, i, to) {
			return true
		}
	}
	return false
}

// sinceWhen says whether a clause speaks of a year, as statistics do.
func (d *doc) sinceWhen(c *clause) bool {
	for i := c.main; i < c.to; i++ {
		switch d.toks[i].low {
		case "year", "annually", "fiscal", "quarter", "months":
			return true
		}
		if isYearNumber(d.toks, i, c.to) {
			return true
		}
	}
	return false
}
