package brief

import (
	"slices"
	"strings"

	"parley/deal"
)

// sectionSigned is the audit of the deals that were signed at this table:
// what each gives to both sides, against the threat it was signed under and
// against the no deal of the page, and what it left on the table.
func (b *Brief) sectionSigned() (section, bool) {
	one, two, ok := b.parties()
	s := section{ID: "signed", Title: "What was signed"}
	if b.DealSigned == "" {
		s.Title = "What was signed later"
	}
	if !ok || len(b.Deal.Signed) == 0 {
		return s, false
	}
	s.Lead = []rich{{Text: "The deal that came, put into the same model. A signed deal can lie beyond the frontier: the frontier keeps the red lines, a signature need not."}}
	labels := b.signedLabels()
	if b.DealSigned == "" {
		s.Lead[0].Text = "Nobody could know this on " + day(b.Article.Published) + ". " + s.Lead[0].Text
	}
	t := b.signedTable(labels, one, two)
	if len(t.Rows) == 0 {
		return s, false
	}
	s.Blocks = append(s.Blocks, t, b.signedItems(labels))
	if n := b.auditNotes(labels); len(n.Items) > 0 {
		s.Blocks = append(s.Blocks, n)
	}
	return s, true
}

// signedTable sets the payoffs of the signed deals against both threats: that
// of the day of signature, and the no deal of the page.
func (b *Brief) signedTable(labels map[string]string, one, two deal.Party) table {
	t := table{Caption: "Payoffs of the signed deal, bn USD a year", Head: []string{"Deal", "Counting", "Side", "Against its own threat", "Against this page's no deal"}, Right: []bool{false, false, false, true, true}}
	title := ""
	for _, x := range b.Deal.Signed {
		if x.Reading == deal.Political && !b.weighted() {
			continue
		}
		name, count := "", shortReading(x.Reading)
		if x.Title != title {
			name, title = labels[x.Title], x.Title
		}
		for _, p := range []deal.Party{one, two} {
			text, here := bn(x.Payoffs[p.ID]), "–"
			if v, ok := x.Range[p.ID]; ok {
				text = span(deal.Interval{Low: v.Low, Mid: x.Payoffs[p.ID], High: v.High})
			}
			if v, ok := x.Here[p.ID]; ok {
				here = bn(v)
			}
			t.Rows = append(t.Rows, []rich{{Text: name}, {Text: count}, {Text: unbroken(p.Name)}, {Text: text}, {Text: here}})
			name, count = "", ""
		}
	}
	return t
}

// auditNotes say what each short name stands for,
// what is to be known of it, and what it left on the table in each reading.
func (b *Brief) auditNotes(labels map[string]string) notes {
	var n notes
	add := func(text string) { n.Items = append(n.Items, rich{Text: grouped(text) + ensureStop(text)}) }
	for i, x := range b.Deal.Signed {
		if i > 0 && b.Deal.Signed[i-1].Title == x.Title {
			continue
		}
		label := labels[x.Title]
		add(label + ": " + x.Title)
		same := b.sameTitle(x.Title)
		in := map[string]int{} // readings in which a remark is made
		for _, y := range same {
			for _, part := range b.remarks(y) {
				in[part]++
			}
		}
		var known []string
		for _, y := range same {
			for _, part := range b.remarks(y) {
				if in[part] == len(same) {
					known = append(known, part)
				}
			}
		}
		if known = unique(known); len(known) > 0 {
			add(label + ": " + strings.Join(known, "; "))
		}
		for _, y := range same {
			var own []string
			for _, part := range b.remarks(y) {
				if in[part] < len(same) {
					own = append(own, part)
				}
			}
			if len(own) > 0 {
				add(label + ", " + lowerFirst(readingName(y.Reading)) + ": " + strings.Join(own, "; "))
			}
		}
	}
	return n
}

// sameTitle gives the readings of one signed deal.
func (b *Brief) sameTitle(title string) (out []deal.Solution) {
	for _, y := range b.Deal.Signed {
		if y.Title == title && (y.Reading != deal.Political || b.weighted()) {
			out = append(out, y)
		}
	}
	return out
}

// remarks are what the audit found, one by one.
func (b *Brief) remarks(s deal.Solution) (out []string) {
	for _, part := range strings.Split(s.Note, "; ") {
		if part = strings.TrimSpace(b.spellParties(part)); part != "" {
			out = append(out, part)
		}
	}
	return unique(out)
}

// spellParties writes the codes of parties before amounts as names.
func (b *Brief) spellParties(s string) string {
	for _, p := range b.Deal.Parties {
		for _, sign := range []string{"+", "-", "−"} {
			s = strings.ReplaceAll(s, p.ID+" "+sign, p.Name+" "+sign)
		}
	}
	return s
}

// signedItems sets the signed deals side by side: one row an item.
func (b *Brief) signedItems(labels map[string]string) table {
	t := table{Caption: "What was signed, item by item", Head: []string{"Item"}, Right: []bool{false}}
	var cols []deal.Package
	var titles []string
	for _, x := range b.Deal.Signed {
		if !slices.Contains(titles, x.Title) {
			titles, cols = append(titles, x.Title), append(cols, x.Package)
			t.Head, t.Right = append(t.Head, labels[x.Title]), append(t.Right, false)
		}
	}
	for _, it := range b.Instruments {
		row := []rich{{Text: it.Title}}
		for _, p := range cols {
			row = append(row, rich{Text: levelTitle(it, p[it.ID])})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
