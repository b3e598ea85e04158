package record

import (
	"fmt"
	"sort"
	"strings"

	"parley/internal/spelling"
)

// checkPerson compares a name, the office the text gives it and the day with
// the register. It never corrects: two of name, office, date and party must
// agree before it names the person meant.
func (d *doc) checkPerson(e *entity) {
	day := d.day()
	if d.pastMention(e) {
		return
	}
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
		if e.office == "" && (d.common(e, p) || !d.meant(e, p)) {
			return
		}
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
	if d.portfolio(p, e.role) {
		return
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

// portfolio says whether the words of a role are all in the title of an office
// that a person holds on the day: "trade minister" of the minister responsible
// for one trade relation.
func (d *doc) portfolio(p *Person, role string) bool {
	words := strings.Fields(foldPhrase(role))
	for _, o := range d.reg.Held(p, d.day()) {
		of := d.reg.office[o]
		if of == nil || len(words) == 0 {
			continue
		}
		for _, title := range of.Titles {
			has := map[string]bool{}
			for _, w := range strings.FieldsFunc(foldPhrase(title), func(r rune) bool { return r == ' ' || r == '-' }) {
				has[w] = true
			}
			all := true
			for _, w := range words {
				all = all && has[w]
			}
			if all {
				return true
			}
		}
	}
	return false
}

// common says whether a family name alone does not tell who is meant: it is
// an everyday word, or one of the few names of a country that writes it first.
func (d *doc) common(e *entity, p *Person) bool {
	switch p.Party {
	case "KR", "CN", "VN", "TW":
		return true
	}
	return !distinctive(foldPhrase(p.Family)) || len(d.reg.family[foldPhrase(p.Family)]) > 1
}

// meant says whether a name without an office is meant for a person of its
// family name: the given names begin alike, or the one written is another's of
// the registers.
func (d *doc) meant(e *entity, p *Person) bool {
	g := foldPhrase(p.Given)
	return len(d.reg.given[e.given]) > 0 || g != "" && e.given != "" && g[0] == e.given[0]
}

// pastMention says whether a person is named for another time than that of the
// story: as a predecessor, as former or then, or in a sentence with a date of
// an earlier year.
func (d *doc) pastMention(e *entity) bool {
	k := sort.Search(len(d.toks), func(i int) bool { return d.toks[i].start >= e.start })
	for i := k - 1; i >= 0 && i >= k-7 && d.toks[i].low != "."; i-- {
		switch d.toks[i].low {
		case "predecessor", "former", "then", "ex", "late":
			return true
		}
	}
	if k+2 < len(d.toks) {
		for i := k; i+2 < len(d.toks) && i < k+5; i++ {
			if d.toks[i].low == "who" && (d.toks[i+1].low == "was" || d.toks[i+1].low == "served") {
				return true
			}
		}
	}
	for _, s := range d.sents {
		if k < s.from || k >= s.to {
			continue
		}
		for i := s.from; i < s.to; i++ {
			n, x := timeAt(d.toks, i, s.to)
			if n > 0 && x.year > 0 && x.year < d.pub.Year() {
				if _, to := x.resolve(d.pub, pastTense); to != "" && to < d.pub.AddDate(0, -2, 0).Format(isoDay) {
					return true
				}
			}
			if n > 0 {
				i += n - 1
			}
		}
	}
	return false
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
	if rest := withoutStyle(e.given); rest != e.given && (rest == "" || sameGiven(g, rest)) {
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

// styles stand before a name and are no part of it.
var styles = setOf("presidents ministers secretaries chancellors ambassadors senators premiers governors datuk seri tan sri dato dame shri smt haji tun")

// withoutStyle drops styles from the front of a name.
func withoutStyle(name string) string {
	for name != "" && styles[firstWord(name)] {
		_, name, _ = strings.Cut(name, " ")
	}
	return name
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
