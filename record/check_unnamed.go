package record

// namelessRows are words with which a story says that it keeps a name back.
var namelessRows = [][]string{
	{"condition", "of", "anonymity"}, {"asked", "not", "to", "be", "named"}, {"declined", "to", "be", "named"}, {"not", "authorised", "to", "speak"}, {"not", "authorized", "to", "speak"},
	{"requested", "anonymity"}, {"asked", "not", "to", "be", "identified"}, {"declined", "to", "be", "identified"}, {"on", "background"}, {"speaking", "anonymously"}, {"people", "familiar", "with"}, {"person", "familiar", "with"},
	{"according", "to", "sources"}, {"citing", "sources"}, {"person", "briefed", "on"}, {"people", "briefed", "on"}, {"with", "knowledge", "of", "the"}, {"sources", "said"}, {"source", "said"}, {"told", "reporters", "on", "background"},
}

// unnamedVoice finds the first sentence in which a story keeps a name back: a
// claim in it, or the last one before it in its paragraph (-1 for none), who
// speaks, if it tells, and the words.
func (d *doc) unnamedVoice() (claim int, voice string, start, end int, ok bool) {
	for si, s := range d.sents {
		if d.pars[s.par].title || s.to <= s.from {
			continue
		}
		voice, found := d.insiderSpeaks(s)
		told := found
		for i := s.from; i < s.to && !found; i++ {
			for _, row := range namelessRows {
				if i+len(row) <= s.to && d.row(row, i) {
					found = true
					break
				}
			}
		}
		if !found {
			continue
		}
		best := -1
		for k := range d.claims {
			at := d.aux[k].from
			if at < len(d.toks) && at >= s.from && at < s.to {
				best = k
				break
			}
			if si > 0 && d.sents[si-1].par == s.par && at >= d.sents[si-1].from && at < s.from {
				best = k
			}
		}
		switch {
		case best >= 0:
			return best, voice, d.claims[best].Start, d.claims[best].End, true
		case told:
			return -1, voice, d.toks[s.from].start, d.toks[s.to-1].end, true
		}
	}
	return -1, "", 0, 0, false
}

// insiderSpeaks finds in a sentence one or a few unnamed people near the talks
// who say or think something: "a negotiator who asked not to be named thinks",
// "one of the Swiss delegates mentioned", "two persons briefed on it".
func (d *doc) insiderSpeaks(s sentence) (who string, ok bool) {
	t := d.toks
	for i := s.from; i+1 < s.to; i++ {
		if !isOne(t[i].low, "a", "an", "one", "two", "three", "four", "another") {
			continue
		}
		if a := d.actorEnding(i - 1); i > s.from+1 && t[i-1].low == "," && a != nil && a.kind == aPerson {
			continue // "Cheng Li-chiun, a negotiator, said"
		}
		for k := i + 1; k < s.to && k < i+7; k++ {
			if t[k].kind != word || d.at[k] == 0 && t[k].form&finite != 0 && !insiders[t[k].low] && t[k].thing == tNone {
				break
			}
			if !insiders[t[k].low] || t[k].glued || k+1 < s.to && insiders[t[k+1].low] || d.nameFollows(k, s.to) {
				continue
			}
			if isOne(t[k].low, "person", "persons", "people") && !(k+1 < s.to && isOne(t[k+1].low, "familiar", "close", "briefed", "involved", "with", "aware", "who", "near", "privy", "informed")) {
				break // "two billion people"
			}
			if i > s.from && (t[i-1].low == "to" && t[max(i-2, s.from)].low == "according" || isOne(t[i-1].low, "said", "says", "disclosed", "explained")) || d.speaksAfter(k, s.to) {
				return d.text[t[i].start:t[k].end], true
			}
			break
		}
	}
	return "", false
}

// nameFollows says whether a name follows token k: "a negotiator, Robert Atkins,".
func (d *doc) nameFollows(k, end int) bool {
	for j := k + 1; j < end && j < k+3; j++ {
		if a := d.actorFrom(j); a != nil {
			return a.kind == aPerson
		}
		if d.toks[j].low != "," {
			return d.toks[j].cap && d.toks[j].kind == word
		}
	}
	return false
}

// speaksAfter says whether a verb of saying or thinking follows token k before
// another verb that is not part of what tells who it is.
func (d *doc) speaksAfter(k, end int) bool {
	t := d.toks
	for j := k + 1; j < end && j < k+16; j++ {
		if telling[t[j].lem] && t[j].form&(past|third|finite) != 0 {
			return true
		}
		if t[j].low == ";" || t[j].low == ":" || isOne(t[j].low, "in", "for") && j == k+1 && d.inActor(j+1) {
			break
		}
	}
	return false
}

var (
	insiders = setOf("official diplomat aide adviser advisor insider participant negotiator delegate envoy staffer person persons people source sources officials diplomats aides advisers negotiators delegates envoys insiders ambassador attendee")
	telling  = setOf("say tell disclose believe think indicate mention hint suggest reveal add note argue explain confide describe expect reckon acknowledge concede confirm admit warn predict guess recount recall doubt deny wonder insist maintain hold object complain insinuate allow")
)
