package record

import "strings"

// coordinates parts asks and promises that share a subject but have verbs of
// their own: "will exempt A and accept B" are two promises.
func (d *doc) coordinates(id int, c *clause, k int) {
	t := d.toks
	for i := k + 1; i+3 < c.to; i++ {
		if t[i].low != "and" {
			continue
		}
		v := d.afterAdverbs(i+1, c.to)
		if v < c.to && t[v].low == "to" {
			v = d.afterAdverbs(v+1, c.to)
		}
		if v+2 >= c.to || d.inActor(v) || verbSense[t[v].lem] == nil || !d.governed(k, i) {
			continue
		}
		switch {
		case t[v].form&base != 0 && t[v].form&past == 0 || t[v].lem == "cut" || t[v].lem == "put":
			if t[v-1].low != "to" && !d.verbObject(v, c.to) {
				continue
			}
		case t[v].form == ing && t[i+1].low != "to":
			if !d.gerundBefore(k, i) || !d.verbObject(v, c.to) {
				continue
			}
		default:
			continue
		}
		cl := d.claims[id]
		_, to := d.trim(d.aux[id].from, i)
		d.claims[id].End = t[to-1].end
		d.claims[id].Quote = d.text[d.claims[id].Start:d.claims[id].End]
		d.aux[id].to = to
		vf, vt := d.trim(i+1, c.to)
		cl.Start, cl.End = t[vf].start, t[vt-1].end
		cl.Quote = d.text[cl.Start:cl.End]
		cl.Subject = Subject{Topic: cl.Subject.Topic, Ask: cl.Subject.Ask}
		cl.Rules = append([]string{cl.Rules[0], "act.coordinate"}, cl.Rules[1:]...)
		part := *c
		part.from, part.lead = vf, vf
		d.fillSubject(&cl, &part, found{from: vf, to: vt})
		d.add(cl, aux{clause: d.aux[id].clause, from: vf, to: vt, match: v, frame: c.frame})
		d.coordinates(len(d.claims)-1, &part, v)
		return
	}
}

// sums parts a promise of several sums of money: "$250 billion in investment,
// credit guarantees of the same size and purchases of $44 billion in LNG".
func (d *doc) sums(id int, c *clause, k int) {
	t := d.toks
	end := d.aux[id].to
	type part struct{ from, to int }
	var ps []part
	start := k + 1
	money := 0
	flush := func(e int) {
		for start < e && (t[start].low == "," || t[start].low == "and" || t[start].low == "also") {
			start++
		}
		if e > start {
			ps = append(ps, part{start, e})
			for i := start; i < e; i++ {
				if t[i].low == "$" || t[i].low == "billion" || t[i].low == "trillion" || t[i].low == "million" || strings.HasSuffix(t[i].low, "bn") {
					money++
					break
				}
			}
		}
		start = e
	}
	for i := k + 1; i < end; i++ {
		if t[i].low == "," && t[i].kind == punct || t[i].low == "and" && i+1 < end && (d.amount(i+1, min(i+8, end)) || t[i-1].low == ",") {
			flush(i)
		}
		if relatives[t[i].low] && t[i].low != "as" && t[i].low != "than" {
			end = i
		}
	}
	flush(end)
	if len(ps) < 2 || money < 2 {
		return
	}
	whole := d.claims[id]
	cut := func(cl *Claim, from, to int) {
		from, to = d.trim(from, to)
		cl.Start, cl.End = t[from].start, t[to-1].end
		cl.Quote = d.text[cl.Start:cl.End]
		d.fillQuantity(&cl.Subject, from, to)
	}
	first := &d.claims[id]
	_, to := d.trim(d.aux[id].from, ps[0].to)
	first.End = t[to-1].end
	first.Quote = d.text[first.Start:first.End]
	d.aux[id].to = to
	for _, p := range ps[1:] {
		if p.to-p.from < 2 {
			continue
		}
		cl := whole
		cl.Rules = append([]string{whole.Rules[0], "act.coordinate"}, whole.Rules[1:]...)
		cl.Subject = Subject{Topic: whole.Subject.Topic}
		cut(&cl, p.from, p.to)
		d.add(cl, aux{clause: d.aux[id].clause, from: p.from, to: p.to, match: p.from, frame: c.frame})
	}
}

// governed says whether an infinitive, or a verb after a modal, stands
// between: what a second bare verb can go on with.
func (d *doc) governed(from, to int) bool {
	for i := max(from-3, 0); i < to; i++ {
		if w := d.toks[i].low; modals[w] != "" || w == "to" && d.toks[i+1].form&base != 0 || d.toks[i].form == ing {
			return true
		}
	}
	return false
}

// gerundBefore says whether a gerund stands between two tokens.
func (d *doc) gerundBefore(from, to int) bool {
	for i := from; i < to; i++ {
		if d.toks[i].form == ing {
			return true
		}
	}
	return false
}

// verbObject says whether a word has an object behind it and so is a verb:
// "open the market", and not "trade and work".
func (d *doc) verbObject(v, end int) bool {
	n := &d.toks[v+1]
	if n.kind == number || n.low == "$" || d.actorFrom(v+1) != nil || detWord(n.low) || n.low == "more" || n.low == "up" || n.low == "down" || n.low == "off" {
		return true
	}
	return n.kind == word && !functionWords[n.low] && n.form&(past|third) == 0 && !nounVerbs[d.toks[v].low]
}
