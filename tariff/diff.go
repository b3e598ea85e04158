package tariff

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

// Change is one change of the law between two days.
type Change struct {
	Date       string `json:"date"` // first day on which it holds
	Kind       string `json:"kind"` // begins, ends, rate, text (the HTS follows), suspended, resumes, goods, stacking
	Measure    string `json:"measure"`
	Heading    string `json:"heading"`
	Before     string `json:"before"` // for people
	After      string `json:"after"`
	Scope      string `json:"scope"`
	Act        string `json:"act"` // the citation
	Confidence string `json:"confidence"`
	Announced  string `json:"announced,omitempty"`
	Signed     string `json:"signed,omitempty"`
	TextFrom   string `json:"hts_text_from,omitempty"` // when the HTS text followed later

	day   civil
	order int
}

// Diff lists what changed from one day to another (the second included), in
// the order of time.
func (b *Book) Diff(from, to, known time.Time) []Change {
	l := b.Law
	a, z, k := civilOf(from), civilOf(to), civilOf(known)
	var out []Change
	for _, m := range l.Measures {
		last := never
		var stop *Act
		for _, u := range l.Rulings {
			if u.touches(m.ID) && u.LastDay != 0 && (k == 0 || u.stop.known() <= k) {
				last, stop = u.LastDay, u.stop
			}
		}
		for i, r := range m.Rules {
			if k != 0 && r.act.known() > k {
				continue
			}
			out = append(out, l.ruleChanges(m, i, a, z, k, last, stop)...)
		}
	}
	out = append(out, l.suspensionChanges(a, z, k)...)
	out = append(out, l.stackChanges(a, z, k)...)
	out = append(out, l.listChanges(a, z, k)...)
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].day != out[j].day {
			return out[i].day < out[j].day
		}
		return out[i].order < out[j].order
	})
	return out
}

// ruleChanges are the beginning and the end of a rule within (a, z].
func (l *Law) ruleChanges(m *Measure, i int, a, z, k, last civil, stop *Act) []Change {
	r := m.Rules[i]
	text := func(r *Rule) string {
		if r.cells != nil {
			return r.span()
		}
		return rateText(r.kind, r.rate, r.base)
	}
	var before, after *Rule
	for j, o := range m.Rules {
		if j == i || o.ID != r.ID || k != 0 && o.act.known() > k {
			continue
		}
		if o.To != never && o.To+1 == r.From {
			before = o
		}
		if r.To != never && r.To+1 == o.From {
			after = o
		}
	}
	mk := func(day civil, kind string, act *Act, was, is string) Change {
		c := Change{Date: day.String(), Kind: kind, Measure: m.ID, Heading: r.Heading, Before: was, After: is,
			Scope: r.Reason, Act: act.Citation, Confidence: r.Confidence, Announced: act.Announced.String(), Signed: act.Signed.String(), day: day, order: m.order*100 + i}
		if w := r.where(""); w != "" {
			c.Scope += " (" + w + ")"
		}
		if kind != "ends" && r.TextFrom > r.From {
			c.TextFrom = r.TextFrom.String()
		}
		return c
	}
	var out []Change
	if a < r.From && r.From <= z && r.From <= last {
		if before != nil {
			out = append(out, mk(r.From, "rate", r.act, text(before), text(r)))
		} else {
			out = append(out, mk(r.From, "begins", r.act, "", text(r)))
		}
	}
	if r.TextFrom > r.From && a < r.TextFrom && r.TextFrom <= z {
		out = append(out, mk(r.TextFrom, "text", r.act, "owed since "+r.From.String(), text(r)))
	}
	end, act := r.To, r.toBy
	if k != 0 && r.toBy.known() > k {
		end = never
	}
	if last < end && r.From <= last {
		end, act, after = last, stop, nil
	}
	if end != never && a <= end && end < z && after == nil && r.From <= end {
		out = append(out, mk(end+1, "ends", act, text(r), ""))
	}
	return out
}

// suspensionChanges are suspensions that begin or end within (a, z].
func (l *Law) suspensionChanges(a, z, k civil) []Change {
	var out []Change
	for i, s := range l.Suspensions {
		if k != 0 && s.act.known() > k {
			continue
		}
		mk := func(day civil, kind, was, is string) Change {
			return Change{Date: day.String(), Kind: kind, Measure: s.Measure, Before: was, After: is, Scope: s.Cite,
				Act: s.act.Citation, Confidence: s.act.Confidence, Signed: s.act.Signed.String(), day: day, order: 100000 + i}
		}
		chained := func(day civil, start bool) bool {
			for _, o := range l.Suspensions {
				if o != s && o.Measure == s.Measure && (k == 0 || o.act.known() <= k) && (start && o.To+1 == day || !start && o.From == day) {
					return true
				}
			}
			return false
		}
		if a < s.From && s.From <= z {
			if chained(s.From, true) {
				out = append(out, mk(s.From, "suspended", "suspended", "suspension continued to "+s.To.String()))
			} else {
				out = append(out, mk(s.From, "suspended", "in force", "suspended to "+s.To.String()))
			}
		}
		if a <= s.To && s.To < z && !chained(s.To+1, false) {
			m, still := l.byID[s.Measure], false
			for _, r := range m.Rules {
				still = still || r.From <= s.To+1 && s.To+1 <= r.To && (len(s.Rules) == 0 || r.ID == s.Rules[0])
			}
			if still {
				out = append(out, mk(s.To+1, "resumes", "suspended", "in force again"))
			}
		}
	}
	return out
}

// stackChanges are stacking rules that begin or end within (a, z].
func (l *Law) stackChanges(a, z, k civil) []Change {
	var out []Change
	for i, s := range l.stacks {
		if k != 0 && s.act.known() > k {
			continue
		}
		c := Change{Kind: "stacking", Measure: join(s.Measures), Heading: s.Heading, Scope: "yields to " + join(s.YieldTo) + ": " + s.Reason,
			Act: s.act.Citation, Confidence: s.Confidence, Signed: s.act.Signed.String(), order: 200000 + i}
		if s.TextFrom > s.From {
			c.TextFrom = s.TextFrom.String()
		}
		if a < s.From && s.From <= z {
			c.Date, c.day, c.After = s.From.String(), s.From, "begins"
			out = append(out, c)
		}
		if s.To != never && a <= s.To && s.To < z && (k == 0 || s.toBy.known() <= k) {
			c.Date, c.day, c.Before, c.After, c.TextFrom = (s.To + 1).String(), s.To+1, "in force", "ends", ""
			out = append(out, c)
		}
	}
	return out
}

// listChanges count the codes that come on and leave the product lists
// within (a, z], list by list and day by day.
func (l *Law) listChanges(a, z, known civil) []Change {
	type key struct {
		list string
		day  civil
	}
	on, off := map[key]int{}, map[key]int{}
	for _, ms := range l.products.byCode {
		for _, m := range ms {
			list := l.products.sets[m.set].list
			if list == "" {
				continue
			}
			if a < m.from && m.from <= z && (known == 0 || m.kfrom <= known) {
				on[key{list, m.from}]++
			}
			if m.to != never && a <= m.to && m.to < z && (known == 0 || m.kto <= known) {
				off[key{list, m.to + 1}]++
			}
		}
	}
	keys := make([]key, 0, len(on)+len(off))
	for k := range on {
		keys = append(keys, k)
	}
	for k := range off {
		if on[k] == 0 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].day != keys[j].day {
			return keys[i].day < keys[j].day
		}
		return keys[i].list < keys[j].list
	})
	out := make([]Change, 0, len(keys))
	for i, k := range keys {
		top := l.products.heads[k.list]
		c := Change{Date: k.day.String(), Kind: "goods", Measure: k.list, Before: fmt.Sprintf("%d codes leave", off[k]),
			After: fmt.Sprintf("%d codes come on", on[k]), Scope: "product list " + k.list, Act: top.source, Confidence: top.confidence, day: k.day, order: 300000 + i}
		if act := l.products.changes[k.list][k.day]; act != nil {
			c.Act, c.Signed = act.Citation, act.Signed.String()
		} else if known != 0 && k.day == top.first && l.listKnown(k.list) > known {
			continue
		}
		out = append(out, c)
	}
	return out
}

// listKnown is the first day on which a rule that uses a list was known.
func (l *Law) listKnown(list string) civil {
	first := never
	for _, m := range l.Measures {
		for _, r := range m.Rules {
			for _, name := range r.Goods.Lists {
				base, _, _ := strings.Cut(name, "#")
				if base == list {
					first = min(first, r.act.known())
				}
			}
		}
	}
	return first
}

func join(ids []string) string {
	s := ""
	for i, id := range ids {
		if i > 0 {
			s += ", "
		}
		s += id
	}
	return s
}
