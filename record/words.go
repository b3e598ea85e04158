package record

import "strings"

// fragment says whether a clause has no predicate of its own.
func (d *doc) fragment(c *clause) bool {
	if c.to-c.lead < 2 {
		return true
	}
	for i := c.lead; i < c.to; i++ {
		if d.toks[i].form != 0 {
			return false
		}
	}
	// "any agreement meaningless unless ..." has none either, but it is rare.
	return true
}

// quoted says whether most of a clause stands in quotation marks.
func (d *doc) quoted(c *clause) bool {
	in, all := 0, 0
	for i := c.from; i < c.to; i++ {
		if d.toks[i].kind == quoteMark {
			continue
		}
		all++
		if d.toks[i].quote != 0 {
			in++
		}
	}
	return in*2 > all
}

func (d *doc) hasWord(c *clause, ws ...string) bool {
	for i := c.from; i < c.to; i++ {
		for _, w := range ws {
			if d.toks[i].low == w {
				return true
			}
		}
	}
	return false
}

func (d *doc) hasClass(c *clause, class string) bool {
	for i := c.from; i < c.to; i++ {
		if classes[class][d.toks[i].low] {
			return true
		}
	}
	return false
}

func (d *doc) hasVerb(c *clause, ls ...string) bool {
	for i := c.from; i < c.to; i++ {
		for _, l := range ls {
			if d.toks[i].form != 0 && d.toks[i].lem == l {
				return true
			}
		}
	}
	return false
}

// sessionWords says whether a clause speaks of talks, rounds or meetings.
func (d *doc) sessionWords(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		w := d.toks[i].low
		if classes["meet"][w] || d.toks[i].form != 0 && (d.toks[i].lem == "meet" || d.toks[i].lem == "speak" || d.toks[i].lem == "talk") || w == "trip" {
			return true
		}
	}
	return false
}

// pastClause says whether the verb of a clause is past or perfect.
func (d *doc) pastClause(c *clause) bool {
	t := d.toks
	for i := c.lead; i < c.to; i++ {
		switch t[i].low {
		case "will", "would", "shall", "may", "might", "could", "can", "must", "should":
			if !(t[i].low == "may" && t[i].cap && i > c.lead) {
				return false
			}
		case "was", "were", "had", "has", "have", "been":
			return true
		}
		if t[i].form&past != 0 && auxiliaries[t[i].low] == 0 {
			return true
		}
	}
	return false
}

func (d *doc) futureClause(c *clause) bool {
	for i := c.lead; i < c.to; i++ {
		switch d.toks[i].low {
		case "will", "would", "shall", "may", "might", "could", "can", "must", "should", "hopes", "hope", "wants", "want", "aims", "aim", "expects", "plans":
			if !(d.toks[i].low == "may" && d.toks[i].cap && i > c.lead) {
				return true
			}
		}
	}
	return false
}

// words gives the text of a stretch of tokens.
func (d *doc) words(from, to int) string {
	if to <= from {
		return ""
	}
	return d.text[d.toks[from].start:d.toks[to-1].end]
}

// lower gives the folded words of a stretch, for tests of its content.
func (d *doc) lower(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(d.toks[i].low)
	}
	return b.String()
}
