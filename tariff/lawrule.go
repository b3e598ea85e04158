package tariff

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// checkRule resolves a rule's names and refuses one that lacks a source, a
// date or a value.
func (l *Law) checkRule(fsys fs.FS, r *Rule) error {
	if r.ID == "" {
		return fmt.Errorf("a rule without id")
	}
	if r.From == 0 {
		return fmt.Errorf("rule %s has no date from which it is in force", r.ID)
	}
	if r.act = l.acts[r.Act]; r.act == nil {
		return fmt.Errorf("rule %s rests on act %q, which is not under acts/", r.ID, r.Act)
	}
	r.toBy = r.act
	if r.ToAct != "" {
		if r.toBy = l.acts[r.ToAct]; r.toBy == nil {
			return fmt.Errorf("rule %s is ended by act %q, which is not under acts/", r.ID, r.ToAct)
		}
	}
	if r.To == 0 {
		r.To = never
	}
	if r.To < r.From {
		return fmt.Errorf("rule %s ends on %s, before it begins on %s", r.ID, r.To, r.From)
	}
	if _, ok := grades[r.Confidence]; !ok {
		return fmt.Errorf("rule %s has confidence %q; use A, A-, B, B- or C", r.ID, r.Confidence)
	}
	if r.Heading == "" {
		return fmt.Errorf("rule %s names no heading (write none where there is none)", r.ID)
	}
	if err := l.checkValue(fsys, r); err != nil {
		return err
	}
	var ok bool
	if r.base, ok = baseNames[r.Base]; !ok {
		return fmt.Errorf("rule %s has base %q; use value, steel, aluminium, copper or non_us", r.ID, r.Base)
	}
	if r.Covers != "" && r.Covers != "all" && r.Covers != "none" {
		return fmt.Errorf("rule %s covers %q; use all or none", r.ID, r.Covers)
	}
	if r.cells == nil && !r.Countries.given() {
		return fmt.Errorf("rule %s names no countries (write all)", r.ID)
	}
	if err := r.Countries.resolve(l.groups, l.groupNames); err != nil {
		return fmt.Errorf("rule %s: %w", r.ID, err)
	}
	for _, c := range r.When {
		p, err := l.parseCond(c.key, c.expr)
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
		r.conds = append(r.conds, p)
	}
	return l.resolveGoods(r)
}

// checkValue sees that the rule says exactly one thing to charge.
func (l *Law) checkValue(fsys fs.FS, r *Rule) error {
	n := 0
	if r.Add != nil {
		n, r.kind, r.rate = n+1, kindAdd, *r.Add/100
	}
	if r.Total != nil {
		n, r.kind, r.rate = n+1, kindTotal, *r.Total/100
	}
	if r.Exempt {
		n, r.kind = n+1, kindExempt
	}
	if r.Prohibited {
		n, r.kind = n+1, kindProhibited
	}
	if r.Table != "" {
		n++
		var err error
		if r.cells, err = loadTable(fsys, path.Join(path.Dir(r.measure.file), r.Table)); err != nil {
			return err
		}
	}
	if n != 1 {
		return fmt.Errorf("rule %s must have exactly one of add, total, exempt, prohibited, table; it has %d", r.ID, n)
	}
	if r.rate < 0 || r.rate > 5 {
		return fmt.Errorf("rule %s has a rate of %s, which is not a duty", r.ID, pct(r.rate))
	}
	return nil
}

func (l *Law) resolveGoods(r *Rule) error {
	g := &r.Goods
	if !g.set {
		return fmt.Errorf("rule %s names no goods (write all)", r.ID)
	}
	r.all = g.All
	fill := func(to *goodsBits, lists, codes []string) error {
		for _, name := range lists {
			sets, ok := l.products.named[name]
			if !ok {
				return fmt.Errorf("rule %s: there is no list %q", r.ID, name)
			}
			for _, s := range sets {
				to.add(s)
			}
		}
		if len(codes) == 0 {
			return nil
		}
		s, err := l.products.newSet("", "")
		if err != nil {
			return err
		}
		for _, c := range codes {
			d := strings.ReplaceAll(c, ".", "")
			if !isDigits(d) || len(d) < 2 || len(d) > 10 {
				return fmt.Errorf("rule %s: %q is not a code", r.ID, c)
			}
			l.products.put(d, membership{set: int16(s), to: never})
		}
		to.add(s)
		return nil
	}
	if err := fill(&r.in, g.Lists, g.Codes); err != nil {
		return err
	}
	if err := fill(&r.out, g.ExceptLists, g.ExceptCodes); err != nil {
		return err
	}
	r.hasOut = r.out != goodsBits{}
	if !r.all && r.in == (goodsBits{}) {
		return fmt.Errorf("rule %s names no goods (write all)", r.ID)
	}
	return nil
}

// loadTable reads rates by country: "country,heading,zero_heading,kind,rate_pct".
func loadTable(fsys fs.FS, file string) (map[string]cell, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fault.Bad("law/"+file, "put the table beside the measure", "cannot be read: %v", err)
	}
	cells := map[string]cell{}
	header, source := false, false
	for i, row := range strings.Split(string(b), "\n") {
		row = strings.TrimRight(row, "\r")
		switch {
		case row == "":
			continue
		case row[0] == '#':
			source = source || strings.HasPrefix(row, "# source:")
			continue
		case !header:
			if row != "country,heading,zero_heading,kind,rate_pct" || !source {
				return nil, lawFault(file, i+1, "a table begins with \"# source:\" and the header country,heading,zero_heading,kind,rate_pct")
			}
			header = true
			continue
		}
		f := strings.Split(row, ",")
		if len(f) != 5 {
			return nil, lawFault(file, i+1, "%d fields, not 5", len(f))
		}
		rate, err := strconv.ParseFloat(f[4], 64)
		if err != nil || rate < 0 || rate > 500 {
			return nil, lawFault(file, i+1, "rate %q is not a percentage", f[4])
		}
		c := cell{heading: f[1], zero: f[2], rate: rate / 100}
		switch f[3] {
		case "add":
		case "total":
			c.kind = kindTotal
		default:
			return nil, lawFault(file, i+1, "kind %q is neither add nor total", f[3])
		}
		members := country.Members(f[0])
		if members == nil {
			p, err := country.Parse(f[0])
			if err != nil || p != f[0] {
				return nil, lawFault(file, i+1, "%q is not an alpha-3 code", f[0])
			}
			members = []string{p}
		}
		for _, m := range members {
			if _, twice := cells[m]; twice {
				return nil, lawFault(file, i+1, "country %s stands twice", m)
			}
			cells[m] = c
		}
	}
	if len(cells) == 0 {
		return nil, lawFault(file, 1, "the table is empty")
	}
	return cells, nil
}
