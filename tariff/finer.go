package tariff

import (
	"fmt"
	"sort"
	"strings"
)

// finer asks for the statistical line where some list splits the code that
// was given, and the lines below it are not all treated alike. The answer
// itself then stands for a line that no finer list names.
func (w *work) finer(d *Duty) {
	l := w.book.Law
	if len(w.code) >= 10 || !l.products.splits(w.code) {
		return
	}
	own := w.day.Class(w.code)
	codes := w.book.Rates.Codes()
	lo, hi := d.LowPct, d.HighPct
	alo, ahi := d.TotalPct, d.TotalPct
	seen := map[int]bool{own: true}
	var named []string
	for i := sort.SearchStrings(codes, w.code); i < len(codes) && strings.HasPrefix(codes[i], w.code); i++ {
		c := codes[i]
		if len(c) != 10 {
			continue
		}
		class := w.day.Class(c)
		if class == own {
			continue
		}
		if _, err := w.book.Rates.Base(c, w.e.Date); err != nil {
			continue
		}
		named = append(named, dotted(c))
		if seen[class] {
			continue
		}
		seen[class] = true
		x := *w
		x.plan = w.partner.plan(class)
		t := round(x.run(&x.facts, x.fill(x.given0()))*100, 4)
		alo, ahi = min(alo, t), max(ahi, t)
	}
	if ahi-alo < 1e-9 {
		return
	}
	d.LowPct, d.HighPct = min(lo, alo), max(hi, ahi)
	d.MissingFacts = append(d.MissingFacts, Fact{
		Key:      "hts",
		Question: fmt.Sprintf("Which 10-digit line is it? These are on a list of their own: %s", brief(named, 6)),
		Default:  "none of these", LowPct: alo, HighPct: ahi,
	})
}

// given0 is the metal content as given, zero where it was not.
func (w *work) given0() (c [baseNonUS]float64) {
	for m := baseSteel; m <= baseCopper; m++ {
		if w.known[m] {
			c[m] = w.content[m]
		}
	}
	return c
}

// brief names the first n of a list and counts the rest.
func brief(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}
