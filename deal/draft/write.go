package draft

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"parley/internal/country"
)

// file is the text of a case in the making; fill counts the marks.
type file struct {
	strings.Builder
	fill   int
	quoted map[string]bool // claims whose words have been written
}

func (f *file) line(format string, args ...any) { fmt.Fprintf(f, format+"\n", args...) }

// note writes a comment over as many lines as it takes.
func (f *file) note(indent, text string) { f.hang(indent+"#", indent+"#", text) }

// hang writes a comment whose first row begins otherwise than the rest.
func (f *file) hang(first, rest, text string) {
	const width = 96
	row, head := first, first
	for _, w := range strings.Fields(oneLine(text)) {
		if len(row)+1+len(w) > width && row != head {
			f.line("%s", row)
			row, head = rest, rest
		}
		row += " " + w
	}
	f.line("%s", row)
}

// ask marks a place that the analyst must fill in.
func (f *file) ask(indent, what string) {
	f.fill++
	f.note(indent, "FILL: "+what)
}

func quote(s string) string { return fmt.Sprintf("%q", strings.ToValidUTF8(oneLine(s), "?")) }

// write puts the case into YAML.
func (b *builder) write(other map[string]int) ([]byte, int) {
	f := &file{quoted: map[string]bool{}}
	b.head(f)
	b.parties(f)
	b.noDeal(f)
	f.line("\ninstruments:")
	for _, x := range b.items {
		b.writeItem(f, x)
	}
	b.writeLines(f)
	b.signed(f)
	b.leftOver(f, other)
	b.sources(f)
	return []byte(f.String()), f.fill
}

func (b *builder) head(f *file) {
	t := b.t
	f.note("", fmt.Sprintf("Drafted from %s: %d claims by %s, and the tariff law as known that day. An item, a level or a line names the claims it rests on under record; parley record show ID tells all about one.", t.Origin, len(t.Claims), b.day))
	f.note("", "What you have to settle is marked FILL; what could not be mapped is at the end.")
	f.line("case: %s", t.ID)
	f.line("title: %s", quote(country.Name(region(t.US))+" and "+country.Name(region(t.Other))+", as on record on "+b.day))
	if t.Track != "" {
		f.line("track: %s", t.Track)
	}
	f.line("date: %s", b.day)
	to := t.AsOf.AddDate(0, 0, 30)
	why := "a month"
	if !b.out.next.IsZero() && b.out.next.Before(to) {
		to, why = b.out.next.AddDate(0, 0, -1), "to the eve of the next known change of the law"
	}
	f.line("valid: {from: %s, to: %s} # from the last change of the law or of a claim used; %s", b.since(), to.Format(time.DateOnly), why)
	f.line("\neconomy:\n  name: world-2022\n  # The closure is the default; parley trade closures lists the others.\n  groups:")
	seen := map[string]bool{}
	for _, g := range []string{region(t.US), region(t.Other), "CHN", "JPN", "EU", "GBR", "KOR", "CAN", "MEX", "TWN", "VNM"} {
		if !seen[g] {
			f.line("    - {code: %s}", g)
		}
		seen[g] = true
	}
}

// since is the first day on which this table stood.
func (b *builder) since() string {
	from := b.out.since.Format(time.DateOnly)
	for _, c := range b.used {
		if c.Said > from && c.Said <= b.day {
			from = c.Said
		}
	}
	return from
}

func (b *builder) parties(f *file) {
	f.line("\nparties:")
	for _, p := range []string{b.t.Other, b.t.US} {
		f.line("  - {id: %s, name: %s, regions: [%s]}", p, quote(country.Name(region(p))), region(p))
	}
	f.ask("  ", "political weights, if any (weights: [{sector: C29, value: 0.8, source: [...]}]); parley deal weights fits those that make the duties a best response. Without them only welfare counts")
}

func (b *builder) noDeal(f *file) {
	day := b.out.without.day.Format(time.DateOnly)
	title := "no deal: the law as of " + day
	if day != b.day {
		title += ", as known on " + b.day
	}
	var ids []string
	for _, c := range b.threats {
		title += fmt.Sprintf("; %s of %s carried out", c.ID, c.Said)
		if !contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	ids = append(ids, b.addSource(source{"law", "additional duties of the United States as Parley holds them", b.day, "docs/law.md", "A"}))
	f.line("\ndisagreement:")
	if day != b.day {
		f.note("  ", fmt.Sprintf("the added duty on %s goes from %.1f points on %s to %.1f on %s if nothing is agreed", b.t.Other, b.out.today.mean, b.day, b.out.without.mean, day))
	}
	for _, e := range b.out.eases {
		f.note("  ", e+". Move law: to that day to bargain against it")
	}
	f.line("  title: %s", quote(title))
	if day != b.day {
		f.line("  from: %s", day)
	}
	f.line("  law: %s\n  source: %s", day, fmtList(ids))
	var quo []string
	for _, x := range b.items {
		if x.find("today") != nil {
			quo = append(quo, x.id+": today")
		}
	}
	if len(quo) > 0 {
		f.line("\nstatus_quo:\n  title: %s\n  package: {%s}\n  source: [law]", quote("the law of "+b.day), strings.Join(quo, ", "))
	}
}

func (b *builder) writeItem(f *file, x *item) {
	f.line("")
	for _, n := range x.notes {
		f.note("  ", n)
	}
	for _, n := range x.fill {
		f.ask("  ", n)
	}
	f.line("  - id: %s", x.id)
	if x.card != "" {
		f.line("    card: %s", x.card)
	}
	if x.title != "" {
		f.line("    title: %s", quote(x.title))
	}
	if x.kind != "" && x.card == "" {
		f.line("    kind: %s", x.kind)
	}
	f.line("    giver: %s\n    receiver: %s", x.giver, x.receiver)
	if len(x.measures) > 0 {
		f.line("    measures: %s", fmtList(x.measures))
	}
	if len(x.sectors) > 0 {
		f.line("    sectors: %s", fmtList(x.sectors))
	}
	if len(x.levels) > 0 {
		f.line("    levels:")
		for _, l := range x.levels {
			fields := l.fields
			if l.rate.kind != "" {
				fields = l.rate.yaml()
			}
			if fields != "" {
				fields = ", " + fields
			}
			said := ""
			if len(l.record) > 0 {
				said = " # " + strings.Join(l.record, ", ")
			}
			f.line("      - {id: %s, title: %s%s}%s", quote(l.id), quote(l.title), fields, said)
		}
	}
	if x.evidence != "" {
		f.line("    evidence: %s", quote(x.evidence))
	}
	if x.believe != "" {
		f.line("    believe: %s", quote(x.believe))
	}
	if len(x.record) > 0 {
		f.line("    record: %s", fmtList(x.record))
	}
	src := append(append([]string{}, x.record...), x.sources...)
	if len(src) == 0 {
		src = []string{"law"}
	}
	f.line("    source: %s", fmtList(unique(src)))
	b.selectors(f, x)
	for _, id := range x.record {
		b.said(f, "    ", id)
	}
}

// selectors let a brief find the claims of a story that the item is about.
func (b *builder) selectors(f *file, x *item) {
	var rows []string
	switch {
	case len(x.measures) > 0 && x.giver == b.t.US:
		rows = append(rows, fmt.Sprintf("{type: DEMAND, giver: %s, measures: %s}", x.receiver, fmtList(x.measures)), fmt.Sprintf("{type: MEASURE_REF, measures: %s}", fmtList(x.measures)))
	case len(x.goods) > 0:
		rows = append(rows, fmt.Sprintf("{type: OFFER_ITEM, giver: %s, goods: %s}", x.giver, fmtList(x.goods)))
	case x.topic != "":
		rows = append(rows, fmt.Sprintf("{type: OFFER_ITEM, giver: %s, topic: %s}", x.giver, quote(x.topic)))
	}
	if len(rows) > 0 {
		f.line("    claims:")
		for _, r := range rows {
			f.line("      - %s", r)
		}
	}
}

// said quotes a claim in a comment.
func (b *builder) said(f *file, indent, id string) {
	if f.quoted[id] {
		return // its words stand where it was first used
	}
	f.quoted[id] = true
	for i := range b.t.Claims {
		if c := &b.t.Claims[i]; c.ID == id {
			f.note(indent, c.line())
			return
		}
	}
}

// line is a claim for people: id, day, who, words, source.
func (c *Claim) line() string {
	words := []rune(oneLine(c.Words))
	if len(words) > 240 {
		words = append(words[:239], '…')
	}
	s := fmt.Sprintf("%s, %s, %s, %s to %s: \"%s\"", c.ID, c.Said, c.Type, c.Giver, c.Receiver, string(words))
	s += " (" + oneLine(c.Citation)
	if c.Grade != "" {
		s += ", grade " + c.Grade
	}
	if c.Certainty != "" {
		s += "; " + c.Certainty
	}
	if c.Support > 1 {
		s += fmt.Sprintf("; %d stories", c.Support)
	}
	s += ")"
	if c.Settled != "" {
		s += " -> " + oneLine(c.Settled)
	}
	return s
}

func (b *builder) writeLines(f *file) {
	if len(b.lines) == 0 {
		return
	}
	f.line("\nred_lines:")
	for i, l := range b.lines {
		if i > 0 {
			f.line("")
		}
		for _, n := range l.notes {
			f.note("  ", n)
		}
		f.line("  - id: %s\n    party: %s\n    title: %s", l.id, l.party, quote(l.title))
		if !l.imposed {
			f.line("    imposed: false")
		}
		f.line("    require:")
		for _, n := range l.require {
			f.line("      - {instrument: %s, levels: %s}", n.item, quoted(n.levels))
		}
		f.line("    record: %s\n    source: %s\n    claims:\n      - {type: RED_LINE, giver: %s}", fmtList(l.record), fmtList(l.record), l.party)
		for _, id := range l.record {
			b.said(f, "    ", id)
		}
	}
}

func quoted(ids []string) string {
	q := make([]string, len(ids))
	for i, s := range ids {
		q[i] = quote(s)
	}
	return "[" + strings.Join(q, ", ") + "]"
}

// signed is what had been promised by the day, as one package.
func (b *builder) signed(f *file) {
	var pkg, ids []string
	last := ""
	for _, x := range b.items {
		l := b.agreed[x.id]
		if l == "" || x.find(l) == nil && len(x.levels) > 0 || len(x.levels) > 0 && x.levels[0].id == l {
			continue
		}
		pkg = append(pkg, fmt.Sprintf("%s: %s", x.id, quote(l)))
	}
	for _, c := range b.used {
		if c.Type == "COMMITMENT" {
			ids, last = append(ids, c.ID), max(last, c.Said)
		}
	}
	if len(pkg) == 0 || len(ids) == 0 {
		return
	}
	f.line("\nsigned:\n  - id: promised\n    label: %s\n    title: %s\n    date: %s", quote("Promised, "+last), quote("what both sides had promised by "+last), last)
	f.line("    package: {%s}\n    source: %s", strings.Join(pkg, ", "), fmtList(ids))
	f.note("    ", "Levels that the promises name, or the last one of an item whose promise names none. What the law held already is in the first level.")
}

// leftOver lists what could not be mapped, with the reason.
func (b *builder) leftOver(f *file, other map[string]int) {
	_, _, parts := b.t.rivalDuty(b.t.AsOf)
	if len(b.left)+len(parts)+len(other) > 0 {
		f.line("\n# Not in the case")
	}
	for _, p := range parts {
		f.hang("# -", "#  ", country.Name(region(b.t.Other))+" charges, and no item holds: "+p)
	}
	for _, l := range b.left {
		for i := range b.t.Claims {
			if c := &b.t.Claims[i]; c.ID == l.Claim {
				f.hang("# -", "#  ", c.line())
				f.hang("#   why:", "#  ", l.Reason)
			}
		}
	}
	var types []string
	for k := range other {
		types = append(types, k)
	}
	sort.Strings(types)
	for i, k := range types {
		types[i] = fmt.Sprintf("%d %s", other[k], k)
	}
	if len(types) > 0 {
		f.hang("# -", "#  ", "no moves of one side to the other on what is given, or of other parties: "+strings.Join(types, ", "))
	}
}

func (b *builder) sources(f *file) {
	f.line("\nsources:")
	cited := map[string]bool{}
	for _, x := range b.items {
		for _, id := range x.record {
			cited[id] = true
		}
	}
	for _, l := range b.lines {
		for _, id := range l.record {
			cited[id] = true
		}
	}
	for _, c := range append(append([]*Claim{}, b.threats...), b.used...) {
		cited[c.ID] = true
	}
	for i := range b.t.Claims {
		c := &b.t.Claims[i]
		if !cited[c.ID] {
			continue
		}
		cited[c.ID] = false
		words := []rune(oneLine(c.Words))
		if len(words) > 120 {
			words = append(words[:119], '…')
		}
		grade := c.Grade
		if len(grade) != 1 || !strings.Contains("ABCK", grade) {
			grade = "K"
		}
		title := string(words)
		if title == "" {
			title = c.Type + " of " + c.Giver
		}
		f.line("  - {id: %s, title: %s, date: %s, url: %s, grade: %s}", c.ID, quote(title), c.Said, quote(c.Citation), grade)
	}
	for _, s := range b.laws {
		f.line("  - {id: %s, title: %s, date: %s, url: %s, grade: %s}", s.id, quote(s.title), s.date, quote(s.url), s.grade)
	}
}

func unique(ids []string) []string {
	var out []string
	for _, s := range ids {
		if !contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
