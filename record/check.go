package record

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/internal/spelling"
)

// check raises the flags.
func (d *doc) check() {
	for _, e := range d.entities {
		d.checkPerson(e)
	}
	seen := map[int]bool{}
	spoken := map[*frame]bool{}
	for i := range d.claims {
		c, a := &d.claims[i], &d.aux[i]
		if c.Type == OfferItem {
			d.checkDirection(i)
		}
		if c.Attribution == "narrator-inference" {
			d.flag(Flag{Code: "NARRATOR_INFERENCE", Severity: Low, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.inference",
				Message:  "the writer infers this; nobody is quoted for it",
				Evidence: "the clause is hedged: " + c.Quote, Suggest: "do not record it as a position of " + c.Giver})
		}
		if (c.Attribution == "anonymous" || c.Attribution == "hearsay" && d.anonymousBehind(a)) && c.Type != OfferItem && c.Type != MeasureRef && c.Parent == "" && !seen[a.clauseKey()] && !(a.frame != nil && spoken[a.frame]) {
			seen[a.clauseKey()] = true
			spoken[a.frame] = true
			d.flag(Flag{Code: "ANONYMOUS_SOURCE", Severity: Mid, Claim: "#" + itoa(i), Entity: c.Speaker, Start: c.Start, End: c.End, Rule: "check.anonymous",
				Message: "rests on an unnamed source: " + c.Speaker, Evidence: "attribution: " + c.Attribution, Suggest: "look for a named source before counting on it"})
		}
	}
	if !d.textHasDate() {
		d.flag(Flag{Code: "NO_PUBLICATION_DATE_IN_TEXT", Severity: Low, Rule: "check.undated",
			Message:  "the text itself has no date; days of the week are counted from the date of publication that was given",
			Evidence: "published " + d.day() + " as given"})
	}
	d.checkDates()
	d.checkQuotas()
	d.checkRates()
}

// clauseKey tells the sentence a claim stands in, so that a sentence raises
// one flag.
func (a *aux) clauseKey() int { return a.clause }

// anonymousBehind says whether hearsay rests on unnamed sources.
func (d *doc) anonymousBehind(a *aux) bool {
	if a.frame == nil {
		return false
	}
	for i := a.frame.from; i < a.frame.to+8 && i < len(d.toks) && d.toks[i].low != "."; i++ {
		if d.toks[i].low == "sources" || d.toks[i].low == "unnamed" || d.toks[i].low == "source" {
			return true
		}
	}
	return false
}

func (d *doc) flag(f Flag) { d.flags = append(d.flags, f) }

// checkPerson compares a name, the office the text gives it and the day with
// the register. It never corrects: two of name, office, date and party must
// agree before it names the person meant.
func (d *doc) checkPerson(e *entity) {
	day := d.day()
	if e.beside {
		if e.person != nil && e.given != "" && !d.givenFits(e.person, e) {
			e.person = nil // another of the same family name
		}
		return
	}
	var holder *Person
	if e.office != "" {
		holder = d.reg.Holder(e.office, day)
	}
	p := e.person
	base := Flag{Entity: e.surface, Start: e.start, End: e.end}
	if p != nil {
		base.Entity = e.surface
	}
	if p != nil && e.given != "" && e.office != "" && !d.givenFits(p, e) && !everHeld(p, e.office) && !d.sharesOffice(p, e.office) && holder == nil {
		return // another person of the same family name
	}
	if p != nil && e.given != "" && !d.givenFits(p, e) {
		// The family name is right, the given name is not.
		who := p
		if holder != nil && foldPhrase(holder.Family) == foldPhrase(p.Family) {
			who = holder
		}
		if other := d.blend(e, who); other != nil {
			base.Code, base.Severity, base.Rule = "BLENDED_NAME", High, "check.blend"
			base.Message = fmt.Sprintf("%q joins the given name of %s and the family name of %s", e.name, other.Name(), who.Name())
			base.Evidence = d.holderEvidence(e.office, holder, day)
			base.Suggest = d.suggest(holder, who)
			d.flag(base)
			return
		}
		base.Code, base.Severity, base.Rule = "NAME_GIVEN_MISMATCH", Mid, "check.given-name"
		base.Message = fmt.Sprintf("%q: the register has %s %s", e.name, who.Given, who.Family)
		if holder != nil && holder == who {
			base.Evidence = d.holderEvidence(e.office, holder, day)
		} else {
			base.Evidence = fmt.Sprintf("%s (%s)", strings.Join(d.titles(d.reg.Held(who, day)), ", "), who.Source)
		}
		base.Suggest = who.Name()
		d.flag(base)
		return
	}
	if p == nil && e.office == "" {
		return
	}
	if p != nil && !e.titleOnly && e.given == "" && e.family != foldPhrase(p.Family) && (p.Short == "" || e.family != foldPhrase(p.Short)) {
		base.Code, base.Severity, base.Rule = "NAME_FAMILY_MISMATCH", Low, "check.family-name"
		base.Message = fmt.Sprintf("%q looks like a misspelling of %s", e.name, p.Family)
		base.Evidence = fmt.Sprintf("%s: %s (%s)", p.Name(), strings.Join(d.titles(d.reg.Held(p, day)), ", "), p.Source)
		base.Suggest = p.Name()
		d.flag(base)
		return
	}
	if e.office == "" || e.former {
		return
	}
	if holder == nil || p == holder {
		return
	}
	if p == nil {
		d.unknownName(e, holder, base)
		return
	}
	if len(p.Offices) == 0 && p.Party == d.reg.office[e.office].Party && d.reg.office[e.office].Many {
		return
	}
	for _, o := range d.reg.Held(p, day) {
		if o == e.office || d.sameOffice(o, e.office) {
			return
		}
	}
	before := heldBefore(p, e.office, day)
	if !before && d.unsure(e.office, holder) {
		return
	}
	if d.gone(p, e.office) {
		base.Code, base.Severity, base.Rule = "DEAD_OFFICE", High, "check.dead-office"
		base.Message = fmt.Sprintf("%s no longer held any office on %s; the %s was %s", p.Name(), day, d.reg.Title(e.office), holder.Name())
	} else {
		base.Code, base.Severity, base.Rule = "ROLE_HOLDER_MISMATCH", High, "check.role-holder"
		base.Message = fmt.Sprintf("%s was not the %s on %s; %s was", p.Name(), d.reg.Title(e.office), day, holder.Name())
	}
	base.Evidence = d.holderEvidence(e.office, holder, day)
	if t := d.tenure(p, e.office); t != "" {
		base.Evidence += "; " + p.Name() + " held it " + t
	}
	base.Suggest = fmt.Sprintf("%s (office and date) or %s (name): not decided here", holder.Name(), p.Name())
	d.flag(base)
}

// unsure says whether the register cannot tell who held an office on the day
// of the story: several hold it at once, or the sources end before that day.
func (d *doc) unsure(office string, holder *Person) bool {
	if d.reg.office[office].Many {
		return true
	}
	for _, t := range holder.Offices {
		if t.Office == office && t.Covers(d.day()) {
			return t.To == "" && d.day() > t.knownTo(holder.Grade)
		}
	}
	return false
}

// gone says whether a person's time in the office belongs to a government of
// the past: he holds no office now, and it was in another administration of
// the United States or ended more than two years before the story.
func (d *doc) gone(p *Person, office string) bool {
	if len(d.reg.Held(p, d.day())) > 0 || !heldBefore(p, office, d.day()) {
		return false
	}
	old := d.pub.AddDate(-2, 0, 0).Format(isoDay)
	return p.Party == "US" || heldBefore(p, office, old)
}

// sharesOffice says whether a person ever held an office with the title of
// another.
func (d *doc) sharesOffice(p *Person, office string) bool {
	for _, t := range p.Offices {
		if d.sameOffice(t.Office, office) {
			return true
		}
	}
	return false
}

// heldBefore says whether a person's last time in the office ended before a
// day.
func heldBefore(p *Person, office, day string) bool {
	before := false
	for _, t := range p.Offices {
		if t.Office == office {
			before = t.To != "" && t.To < day
		}
	}
	return before
}

// unknownName flags an office holder whose name no register has: a
// misspelling when it is close to the holder's, else another name.
func (d *doc) unknownName(e *entity, holder *Person, base Flag) {
	day := d.day()
	if d.unsure(e.office, holder) {
		return
	}
	fam := foldPhrase(holder.Family)
	near := spelling.Distance(fam, e.family) <= 2 && len(fam) > 4 || spelling.Distance(fam, e.family) <= 1
	given := e.given != "" && (sameGiven(foldPhrase(holder.Given), e.given) || strings.HasPrefix(foldPhrase(holder.Given), firstWord(e.given)))
	if e.given != "" && sameGiven(foldPhrase(holder.Family), e.given) {
		return // family name first
	}
	base.Evidence = d.holderEvidence(e.office, holder, day)
	base.Suggest = holder.Name()
	switch {
	case near || given && e.family[0] == fam[0]:
		base.Code, base.Severity, base.Rule = "NAME_FAMILY_MISMATCH", Mid, "check.family-name"
		base.Message = fmt.Sprintf("%q: the register has %s as %s", e.name, holder.Name(), d.reg.Title(e.office))
	case strings.HasPrefix(strings.ToLower(e.role), "deputy") || strings.EqualFold(e.role, "vice premier") || strings.HasPrefix(strings.ToLower(e.role), "vice minister"):
		return // several hold this title at once
	default:
		base.Code, base.Severity, base.Rule = "ROLE_HOLDER_MISMATCH", High, "check.role-holder"
		base.Message = fmt.Sprintf("%q is not in the register; the %s on %s was %s", e.name, d.reg.Title(e.office), day, holder.Name())
	}
	d.flag(base)
}

func firstWord(s string) string {
	if i := strings.IndexByte(s, ' '); i > 0 {
		return s[:i]
	}
	return s
}

// givenFits says whether the given name as written is right for the person:
// the same, a known other spelling, an initial, or the name in full.
func (d *doc) givenFits(p *Person, e *entity) bool {
	g := foldPhrase(p.Given)
	if sameGiven(g, e.given) {
		return true
	}
	name := romanKey(foldPhrase(e.name))
	for _, o := range p.Other {
		if romanKey(foldPhrase(o)) == name {
			return true
		}
	}
	if romanKey(foldPhrase(p.Family+" "+p.Given)) == name || romanKey(g+" "+foldPhrase(p.Family)) == name {
		return true
	}
	w := strings.Fields(e.given)
	gw := strings.Fields(g)
	if len(w) > 0 && len(gw) > 0 {
		if len(w[0]) == 1 && w[0][0] == g[0] {
			return true // an initial
		}
		if w[0] == gw[0] && (len(w) != len(gw)) {
			return true // a middle name more or less
		}
	}
	return false
}

// blend finds the person whose given name was joined to another's family
// name: both must have held the office the text names, or any same office.
func (d *doc) blend(e *entity, who *Person) *Person {
	for _, q := range d.reg.given[e.given] {
		if q == who || q.Party != who.Party {
			continue
		}
		if e.office != "" {
			if everHeld(q, e.office) && everHeld(who, e.office) {
				return q
			}
			continue
		}
		for _, t := range who.Offices {
			if everHeld(q, t.Office) {
				return q
			}
		}
	}
	return nil
}

func (d *doc) suggest(holder, who *Person) string {
	if holder != nil {
		return holder.Name()
	}
	return who.Name()
}

func (d *doc) holderEvidence(office string, holder *Person, day string) string {
	if holder == nil {
		return "the register knows no holder of this office on " + day
	}
	return fmt.Sprintf("%s on %s: %s, since %s (%s, grade %s)", d.reg.Title(office), day, holder.Name(), d.since(holder, office, day), holder.Source, holder.Grade)
}

func (d *doc) since(p *Person, office, day string) string {
	for _, t := range p.Offices {
		if t.Office == office && t.Covers(day) {
			return t.From
		}
	}
	return ""
}

// tenure says when a person held an office: "2021-10-04 to 2024-10-01".
func (d *doc) tenure(p *Person, office string) string {
	for _, t := range p.Offices {
		if t.Office == office {
			if t.To == "" {
				return "from " + t.From
			}
			return t.From + " to " + t.To
		}
	}
	return ""
}

func (d *doc) titles(offices []string) []string {
	var out []string
	for _, o := range offices {
		out = append(out, d.reg.Title(o))
	}
	return out
}

// sameOffice says whether two offices share a title, so that the text's
// words fit both: a trade minister may also be the chief negotiator.
func (d *doc) sameOffice(a, b string) bool {
	x, y := d.reg.office[a], d.reg.office[b]
	if x == nil || y == nil || x.Party != y.Party {
		return false
	}
	for _, s := range x.Titles {
		for _, u := range y.Titles {
			if s == u {
				return true
			}
		}
	}
	return false
}

// checkDirection asks whether the giver of an item can give it: nobody can
// change the other side's rules, nor promise to buy his own goods.
func (d *doc) checkDirection(i int) {
	c, a := &d.claims[i], &d.aux[i]
	t := d.toks
	if c.Giver == "" || c.Receiver == "" {
		return
	}
	for k := a.from; k < a.to; k++ {
		ac := d.actorFrom(k)
		if ac == nil || ac.kind != aParty || ac.place {
			continue
		}
		who := d.reg.Bloc(ac.party)
		head := -1
		for j := ac.to; j < a.to && j < ac.to+4; j++ {
			if t[j].kind != word || functionWords[t[j].low] || t[j].low == "cars" || t[j].low == "vehicles" || t[j].low == "products" || t[j].low == "goods" {
				break
			}
			if rules[t[j].low] {
				head = j
			}
		}
		prep := k > a.from && (t[k-1].low == "on" || t[k-1].low == "for" || t[k-1].low == "of" || t[k-1].low == "to" || t[k-1].low == "from" || k-1 > a.from && t[k-1].low == "the" && prepositions[t[k-2].low])
		if head >= 0 && who == c.Receiver && !(prep && t[k-1].low != "of" && t[k-1].low != "to") && (c.Subject.Topic == "standards" || c.Subject.Topic == "tariff cut" || c.Subject.Topic == "quota" || c.Subject.Topic == "market access") {
			d.flag(Flag{Code: "DIRECTION_IMPLAUSIBLE", Severity: High, Claim: "#" + itoa(i), Entity: c.Giver, Start: c.Start, End: c.End, Rule: "check.direction.rule",
				Message:  fmt.Sprintf("%s cannot offer to change the %s of %s: only %s can", d.partyName(c.Giver), d.words(head, head+1), d.partyName(who), d.partyName(who)),
				Evidence: "giver of the item: " + c.Giver + "; owner of the rule as written: " + who,
				Suggest:  fmt.Sprintf("read it as the %s of %s for goods of %s, and look for a second report", d.words(head, head+1), d.partyName(c.Giver), d.partyName(who))})
			return
		}
		if c.Subject.Topic == "purchase" && who == c.Giver && ac.attrib && len(d.goodsIn(ac.to, min(ac.to+4, a.to))) > 0 && !(prep && t[k-1].low == "by") {
			d.flag(Flag{Code: "DIRECTION_IMPLAUSIBLE", Severity: High, Claim: "#" + itoa(i), Entity: c.Giver, Start: c.Start, End: c.End, Rule: "check.direction.purchase",
				Message:  fmt.Sprintf("%s cannot offer to buy its own goods", d.partyName(c.Giver)),
				Evidence: "giver of the item: " + c.Giver + "; origin of the goods as written: " + who,
				Suggest:  "read it as goods of " + d.partyName(c.Receiver) + ", and look for a second report"})
			return
		}
	}
}

// rules are what only their owner can change.
var rules = setOf("standard standards inspection inspections certification tariff tariffs duty duties levies regulation regulations rules quota quotas restrictions curbs screening requirements tests checks law laws ban barriers")

func (d *doc) partyName(code string) string {
	if p := d.reg.party[code]; p != nil {
		switch code {
		case "US", "GB", "EU", "PH", "NL":
			return "the " + p.Name
		}
		return p.Name
	}
	return code
}

// textHasDate says whether the text carries its own date: a dateline with a
// day, or a full date near the top.
func (d *doc) textHasDate() bool {
	if d.datelineDate {
		return true
	}
	n := min(len(d.toks), 80)
	for i := 0; i < n; i++ {
		if k, e := timeAt(d.toks, i, n); k > 0 && e.kind == monthDay && e.year > 0 {
			if a, _ := e.resolve(d.pub, pastTense); a != "" && a >= d.pub.AddDate(0, 0, -1).Format(isoDay) && a <= d.pub.AddDate(0, 0, 1).Format(isoDay) {
				return true
			}
		}
	}
	return false
}

// checkQuotas asks whether what the text says of a quota agrees with the
// register: its size, and whether it was enlarged.
func (d *doc) checkQuotas() {
	for i := range d.reg.Measures {
		m := &d.reg.Measures[i]
		if m.Quota.Tonnes == 0 {
			continue
		}
		for ci := range d.claims {
			if why, from, to := d.quotaDoubt(m, ci); why != "" {
				d.flag(Flag{Code: "QUOTA_CONFLICT", Severity: High, Claim: "#" + itoa(ci), Entity: m.ID, Start: d.toks[from].start, End: d.toks[to-1].end, Rule: "check.quota",
					Message: why, Evidence: fmt.Sprintf("%s: %.0f tonnes a year (%s); %s (%s)", m.ID, m.Quota.Tonnes, m.Act, m.Quota.Note, m.Source),
					Suggest: "record both accounts as a dispute; do not choose one"})
				break
			}
		}
	}
}

// quotaDoubt finds in a claim an enlargement of a quota that was left as it
// was, or another size.
func (d *doc) quotaDoubt(m *Measure, ci int) (string, int, int) {
	a := &d.aux[ci]
	if d.claims[ci].Polarity == "-" || d.claims[ci].Type == Demand {
		return "", 0, 0
	}
	t := d.toks
	good, quota, bigger, at := false, -1, false, a.from
	for k := a.from; k < a.to; k++ {
		switch t[k].low {
		case "quota", "quotas":
			quota = k
		case "expansion", "expand", "expanded", "expanding", "enlarge", "enlarged", "bigger", "larger", "raising":
			if !(k > a.from && (t[k-1].low == "no" || t[k-1].low == "without" || t[k-1].low == "not")) {
				bigger, at = true, k
			}
		}
	}
	for _, g := range d.goodsIn(a.from, a.to) {
		good = good || g == m.Quota.Good
	}
	if quota < 0 || !good {
		return "", 0, 0
	}
	if ac := d.reg.Accord(m.Quota.Kept); bigger && ac != nil && ac.Date <= d.day() && (quota-at < 7 && at-quota < 7) {
		return fmt.Sprintf("the text says the %s quota grows; the register says it stays at %.0f tonnes", m.Quota.Good, m.Quota.Tonnes), min(at, quota), max(at, quota) + 1
	}
	s := &d.claims[ci].Subject
	if strings.HasPrefix(s.Unit, "tonnes") && s.Value > 0 && s.Value != m.Quota.Tonnes && (s.Value > m.Quota.Tonnes/2) && !d.share(a) {
		return fmt.Sprintf("the text puts the %s quota at %s; the register has %.0f tonnes", m.Quota.Good, s.Quantity, m.Quota.Tonnes), quota, quota + 1
	}
	return "", 0, 0
}

// share says whether a claim speaks of one party's part of a quota.
func (d *doc) share(a *aux) bool {
	for k := a.from; k < a.to; k++ {
		if d.toks[k].low == "share" || d.toks[k].low == "within" || d.toks[k].low == "from" {
			return true
		}
	}
	return false
}

// checkDates compares a weekday with the date beside it, and the number of a
// round with the register.
func (d *doc) checkDates() {
	for i := 0; i+2 < len(d.toks); i++ {
		wd, ok := weekdays[d.toks[i].low]
		if !ok || !d.toks[i].cap {
			continue
		}
		n, e := timeAt(d.toks, i, len(d.toks))
		if n < 2 || e.kind != monthDay || e.day == 0 {
			continue
		}
		day, _ := e.resolve(d.pub, pastTense)
		if e.year == 0 {
			if f, _ := e.resolve(d.pub, futureTense); f != "" && parseDay(f).Weekday() == wd {
				continue
			}
		}
		if day != "" && parseDay(day).Weekday() != wd {
			d.flag(Flag{Code: "DATE_WEEKDAY_MISMATCH", Severity: Mid, Entity: d.text[e.start:e.end], Start: e.start, End: e.end, Rule: "check.weekday",
				Message:  fmt.Sprintf("%s was a %s", day, parseDay(day).Weekday()),
				Evidence: "Gregorian calendar; year taken from the date of publication", Suggest: "one of weekday and date is wrong"})
		}
		i += n - 1
	}
	d.checkRounds()
}

// checkRounds compares "the third round" with the rounds of the register on
// that day.
func (d *doc) checkRounds() {
	if d.track == nil {
		return
	}
	for i := range d.claims {
		c := &d.claims[i]
		if c.Type != Round || c.Subject.Ordinal == 0 || c.Subject.Status != "held" || c.Date == "" || c.DateTo != "" {
			continue
		}
		if c.Subject.Level == "working" || c.Subject.Level == "leaders" {
			continue
		}
		for k := range d.reg.Rounds {
			s := &d.reg.Rounds[k]
			if s.Track != d.track.ID || s.Ordinal == 0 || !(s.Date == c.Date || s.Date <= c.Date && s.To >= c.Date) {
				continue
			}
			if s.Ordinal != c.Subject.Ordinal {
				d.flag(Flag{Code: "ROUND_ORDINAL_CONFLICT", Severity: Mid, Claim: "#" + itoa(i), Start: c.Start, End: c.End, Rule: "check.ordinal",
					Message:  fmt.Sprintf("the text calls it round %d; the register has it as round %d", c.Subject.Ordinal, s.Ordinal),
					Evidence: fmt.Sprintf("%s, %s, %s (%s)", s.ID, s.Date, s.Place, s.Source), Suggest: "parties count visits and sessions differently: keep both numbers"})
			}
		}
	}
}

func parseDay(s string) time.Time {
	t, _ := time.Parse(isoDay, s)
	return t
}

// checkRates compares a rate that stands beside the name of a measure ("the
// 25% auto tariff", "a tariff of 25 percent on cars") with the law of the
// day. Sentences that speak of a change, a threat or a wish are left alone.
func (d *doc) checkRates() {
	if d.opts.Rates == nil || d.other == "" {
		return
	}
	done := map[int]bool{}
	for _, m := range d.measures {
		pct, to, ok := d.standsAt(m)
		if !ok || done[m.from] || d.changes(m.from, to) {
			continue
		}
		done[m.from] = true
		at := -1
		for i := range d.claims {
			if a := &d.aux[i]; a.from <= m.from && m.to <= a.to {
				at = i
				break
			}
		}
		d.compareRate(at, m, pct, m.from, to, true)
	}
	for i := range d.claims {
		c, a := &d.claims[i], &d.aux[i]
		switch c.Type {
		case MeasureRef, Disapprove, RedLine, Demand, Background, Statement, MeasureAct:
		default:
			continue
		}
		if c.Modality == "hypothetical" || c.Modality == "future" || c.Polarity == "-" {
			continue
		}
		_, ms := d.measuresIn(a.from, a.to)
		for _, m := range ms {
			if done[m.from] {
				continue
			}
			pct, from, to, ok := d.rateBeside(m, a)
			if !ok || d.changes(from, to) {
				continue
			}
			done[m.from] = true
			d.compareRate(i, m, pct, from, to, false)
		}
	}
}

// standsAt reads "the car tariff currently stands at 15 percent", "the steel
// duty is 50 %": a rate said to be that of the day.
func (d *doc) standsAt(m measureMention) (pct float64, to int, ok bool) {
	t := d.toks
	k := m.to
	verb := false
	for ; k+1 < len(t) && k < m.to+5; k++ {
		switch t[k].low {
		case "stands", "stand", "is", "are", "remains", "remain", "sits", "sit":
			verb = true
			continue
		case "at", "currently", "now", "still", "a":
			continue
		}
		break
	}
	if !verb || k+1 >= len(t) || t[k].kind != number || t[k+1].low != "%" && t[k+1].low != "percent" && t[k+1].low != "pct" && !(t[k+1].low == "per" && k+2 < len(t) && t[k+2].low == "cent") {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(t[k].low, 64)
	return v, k + 2, err == nil
}

// rateBeside finds the rate right before or after the name of a measure.
func (d *doc) rateBeside(m measureMention, a *aux) (pct float64, from, to int, ok bool) {
	t := d.toks
	for k := m.from - 1; k > 0 && k >= m.from-4; k-- {
		if t[k].low == "%" || t[k].low == "percent" || t[k].low == "pct" {
			if t[k-1].kind == number {
				v, err := strconv.ParseFloat(t[k-1].low, 64)
				return v, k - 1, m.to, err == nil
			}
			break
		}
		if t[k].kind != word || functionWords[t[k].low] {
			break
		}
	}
	for _, k := range []int{m.to, m.from + 1} {
		if k+2 < len(t) && t[k].low == "of" && t[k+1].kind == number && (t[k+2].low == "%" || t[k+2].low == "percent" || t[k+2].low == "pct") {
			v, err := strconv.ParseFloat(t[k+1].low, 64)
			return v, m.from, max(k+3, m.to), err == nil
		}
	}
	return 0, 0, 0, false
}

// changes says whether the sentence around a rate speaks of a change.
func (d *doc) changes(from, to int) bool {
	lo, hi := max(0, from-12), min(len(d.toks), to+10)
	for k := from; k > lo; k-- {
		if d.toks[k].low == "." {
			lo = k
			break
		}
	}
	for k := lo; k < hi; k++ {
		if k > to && d.toks[k].low == "." {
			break
		}
		switch d.toks[k].lem {
		case "raise", "lower", "cut", "double", "increase", "reduce", "threaten", "propose", "plan", "if", "unless", "would", "could", "may", "might", "will", "announce", "want", "ask", "demand", "avoid", "instead", "previously", "earlier", "from", "until", "halve", "hike", "settle", "accept", "had", "was", "were", "originally", "initially", "former":
			return true
		}
	}
	return false
}

// compareRate raises the flag when the law has another rate: of the day
// itself when the text speaks of now, else of the weeks after it too, since a
// story may speak of a rate that is announced.
func (d *doc) compareRate(i int, m measureMention, pct float64, from, to int, now bool) {
	days := []time.Time{d.pub, d.pub.AddDate(0, 0, 30), d.pub.AddDate(0, 0, 60)}
	if now {
		days = days[:1]
	}
	var seen []string
	citation := ""
	for _, id := range m.ids {
		mm := d.reg.measure[id]
		if !mm.Law {
			return
		}
		on := d.other
		if mm.Issuer != "US" {
			return
		}
		var rates []float64
		for _, day := range days {
			r, cite := d.opts.Rates(id, on, day)
			rates = append(rates, r...)
			if citation == "" {
				citation = cite
			}
		}
		if len(rates) == 0 {
			return
		}
		for _, r := range rates {
			if r == pct {
				return
			}
			seen = appendNew(seen, strconv.FormatFloat(r, 'f', -1, 64)+" %")
		}
	}
	claim := ""
	if i >= 0 {
		claim = "#" + itoa(i)
	}
	d.flag(Flag{Code: "RATE_CONFLICT", Severity: High, Claim: claim, Entity: strings.Join(m.ids, " "), Start: d.toks[from].start, End: d.toks[to-1].end, Rule: "check.rate",
		Message:  fmt.Sprintf("the text has %s %%; around %s the law had %s for %s", strconv.FormatFloat(pct, 'f', -1, 64), d.day(), strings.Join(seen, ", "), d.partyName(d.other)),
		Evidence: citation, Suggest: "check the rate and the day it speaks of"})
}
