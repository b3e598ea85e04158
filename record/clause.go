package record

// clause is a stretch of a sentence with one verb and one voice.
type clause struct {
	from, to int // tokens
	frame    *frame
	conn     string // the word that joins it: "but", "given", "which", "if"
	sub      bool   // given, because, following: it does not stand alone
	sent     int    // number of the sentence in the document
	par      int
	lead     int // tokens of the first word that is its own: after connectors and adverbials
	subject  *actor
	patient  *actor // the subject of a passive clause: to whom it is done
	verb     int    // token of the finite verb, or -1
	main     int    // token where the main clause begins behind a leading "if ...,"
	writer   bool   // the writer's own, behind an attribution
	inherit  bool   // a second verb of the subject before: ", and had no plans"
}

// subordinators begin a clause that explains or dates the main one.
var subordinators = setOf("given because since following after despite amid although though as when before considering")

// clauses cuts a framed sentence.
func (d *doc) clauses(s sentence, n int, out []clause) []clause {
	t := d.toks
	first := len(out)
	start := s.from
	conn, sub, inherit := "", false, false
	cut := func(end int) {
		for start < end && (d.skip[start] || t[start].kind == punct && t[start].low != "(" && t[start].low != "$") {
			start++
		}
		e := end
		for e > start && (d.skip[e-1] || t[e-1].kind == punct && t[e-1].low != ")" && t[e-1].low != "%") {
			e--
		}
		if e > start {
			out = append(out, clause{from: start, to: e, frame: d.fr[start], conn: conn, sub: sub, sent: n, par: s.par, verb: -1, inherit: inherit})
		}
		start, conn, sub, inherit = end, "", false, false
	}
	// A leading subordinate clause ends at the comma before the main subject.
	for i := s.from; i < s.to; i++ {
		if i > start && (d.skip[i] != d.skip[i-1] || d.fr[i] != d.fr[i-1]) {
			cut(i)
		}
		if d.skip[i] {
			continue
		}
		w := t[i]
		switch {
		case w.low == ";" || w.low == "—" && (i == 0 || w.start > t[i-1].end || t[i].end < nextStart(t, i)):
			cut(i)
			start = i + 1
		case w.low == ":" && w.kind == punct && i > start && i+1 < s.to && w.quote == 0 && d.finiteBefore(start, i) && (t[i+1].kind == quoteMark && d.finiteWithin(i+2, s.to, 14) || d.subjectAhead(i+1, s.to, 10)):
			cut(i)
			start = i + 1
		case w.kind == punct && (w.low == "." || w.low == "?" || w.low == "!" || w.low == ":") && w.quote != 0 && i+1 < s.to && t[i+1].kind != quoteMark:
			cut(i)
			start = i + 1
		case w.low == "," && i+1 < s.to:
			j := i + 1
			nx := t[j].low
			switch {
			case conn == "which" && d.actorSubjectAhead(j, s.to):
				cut(i)
				start = j
			case sub && d.subjectAhead(j, s.to, 12):
				cut(i)
				start = j
			case nx == "which" || nx == "who" || nx == "whose":
				if d.parenthesis(j, s.to) {
					break
				}
				cut(i)
				start, conn = j, nx
			case j+2 < s.to && prepositions[nx] && t[j+1].low == "which" && d.finiteWithin(j+2, s.to, 14) && d.finiteBefore(start, i):
				cut(i)
				start, conn = j+2, "which"
				i = j + 1
			case (nx == "a" || nx == "an") && d.namedRelative(j, s.to) > 0:
				k := d.namedRelative(j, s.to)
				cut(i)
				start, conn = k, "which"
				i = k - 1
			case nx == "with" && d.absolute(j+1, s.to):
				cut(i)
				start, conn = j+1, "with"
				i = j
			case t[j].form == ing && d.verbSenseAt(j) && d.finiteBefore(start, i) && !d.inActor(j) && !sayThat[t[j].lem] && !sayOnlyThat[t[j].lem] && conn != "which" && !asPreposition[nx]:
				cut(i)
				start, conn, inherit = j, "", true
			case (nx == "and" || nx == "but" || nx == "while" && t[min(j+1, s.to-1)].form == ing) && j+1 < s.to && (d.secondVerb(start, j, j+1, s.to) || nx == "while" && t[j+1].form == ing && d.finiteBefore(start, i)):
				cut(i)
				start, conn, inherit = j+1, nx, true
				i = j
			case nx == "but" || nx == "yet" || nx == "while" || nx == "whereas" || nx == "although" || nx == "though":
				if d.finiteWithin(j+1, s.to, 16) {
					cut(i)
					start, conn = j+1, nx
					i = j
				}
			case (nx == "and" || nx == "so" || nx == "or") && d.subjectAhead(j+1, s.to, 9):
				cut(i)
				start, conn = j+1, nx
				i = j
			case nx == "as" && d.asClause(j+1, s.to) && d.finiteBefore(start, i) && !sub:
				cut(i)
				start, conn, sub = j, "as", true
				i = j
			case t[j].form&past != 0 && (speaking[t[j].lem] || voicing[t[j].lem]) && d.secondVerb(start, i, j, s.to):
				cut(i)
				start, conn, inherit = j, "", true
				i = j
			case (nx == "provided" || nx == "providing" || nx == "if" && d.hasReturn(j, s.to)) && d.finiteWithin(j+1, s.to, 16) && d.finiteBefore(start, i):
				cut(i)
				start, conn = j, "provided"
				i = j
			case nx == "on" && j+3 < s.to && (t[j+1].low == "grounds" || t[j+2].low == "grounds"):
				cut(i)
				start, conn, sub = j, "because", true
			case subordinators[nx] && nx != "as" && d.finiteWithin(j+1, s.to, 16):
				cut(i)
				start, conn, sub = j, nx, true
			}
		case i > start && (w.low == "but" || w.low == "while" || w.low == "whereas" || w.low == "because" || w.low == "although" || w.low == "though") && d.subjectAhead(i+1, s.to, 9):
			cut(i)
			start, conn, sub = i+1, w.low, w.low == "because"
			if sub {
				start = i
			}
		case i > start && (w.low == "after" || w.low == "as" && t[i-1].low != "long" && t[i-1].low != "soon" && t[i-1].low != "far") && !sub && t[i-1].kind == word && d.finiteBefore(start, i) && d.subjectAhead(i+1, s.to, 9):
			cut(i)
			start, conn, sub = i, w.low, true
		case i > start && w.low == "because" && i+1 < s.to && t[i+1].low == "of" && !sub:
			cut(i)
			start, conn, sub = i, "because", true
		case i > start && i+2 < s.to && (w.low == "under" || w.low == "in" || w.low == "by" || w.low == "through") && t[i+1].low == "which" && d.finiteBefore(start, i) && d.finiteWithin(i+2, s.to, 12):
			cut(i)
			start, conn = i+2, "under which"
			i++
		case i > start && (w.low == "and" || w.low == "but") && i+2 < s.to && t[i+1].low == "that" && d.secondContent(start, i, s.to):
			cut(i)
			start, conn = i+1, w.low
			i++
		case i > start && (w.low == "and" || w.low == "but") && i+2 < s.to && (!sub || conn == "as" && len(out) > first && speaking[t[d.afterAdverbs(i+1, s.to-1)].lem]) && d.secondVerb(start, i, i+1, s.to):
			cut(i)
			start, conn, inherit = i+1, w.low, true
		case i > start && w.low == "while" && i+1 < s.to && t[i+1].form == ing && d.finiteBefore(start, i):
			cut(i)
			start, conn, inherit = i+1, "while", true
		case i > start && w.low == "and" && d.finiteBefore(start, i) && d.actorSubjectAhead(i+1, s.to):
			cut(i)
			start, conn = i+1, "and"
		case i == start && conn == "" && !sub && d.timeAfter(i, s.to) > 0 && d.commaMain(d.timeAfter(i, s.to), s.to):
			start = d.timeAfter(i, s.to) - 1
			sub, conn = true, "after"
			i = start
		case i > start && !sub && d.timeAfter(i, s.to) > 0 && t[i-1].low == "," && d.subjectAhead(d.timeAfter(i, s.to), s.to, 9):
			cut(i)
			start = d.timeAfter(i, s.to) - 1
			sub, conn = true, "after"
			i = start
		case (i == start || i == d.afterConn(start, s.to)) && subordinators[w.low] && !sub && conn == "":
			if d.commaMain(i+1, s.to) {
				sub, conn = true, w.low
				start = i
			}
		}
	}
	cut(s.to)
	for i := first; i < len(out); i++ {
		d.finish(&out[i], s)
		if out[i].inherit && i > first {
			d.inheritSubject(out, first, i)
		}
	}
	return out
}

func nextStart(t []token, i int) int {
	if i+1 < len(t) {
		return t[i+1].start
	}
	return t[i].end + 1
}

// afterConn skips "However," and the like at the start of a stretch.
func (d *doc) afterConn(i, end int) int {
	t := d.toks
	for i < end && (connectors[t[i].low] || t[i].kind == punct) {
		i++
	}
	return i
}

// connectors open a sentence and belong to no clause.
var connectors = setOf("however but and yet so meanwhile moreover furthermore also additionally separately nevertheless nonetheless still thus therefore instead then besides")

// commaMain says whether a comma follows with a main clause after it.
func (d *doc) commaMain(i, end int) bool {
	for ; i < end; i++ {
		if d.toks[i].low == "," && d.subjectAhead(i+1, end, 12) {
			return true
		}
	}
	return false
}
