package record

// carry takes the attribution of the sentence before over to one that goes
// on in the same voice: no attribution of its own, the speaker's own country
// as its subject, and a verb of wanting.
func (d *doc) carry(i int) {
	s := d.sents[i]
	if i == 0 || d.sents[i-1].par != s.par {
		return
	}
	for k := s.from; k < s.to; k++ {
		if d.fr[k] != nil || d.skip[k] {
			return
		}
	}
	prev := d.sents[i-1]
	var f *frame
	for k := prev.from; k < prev.to; k++ {
		if g := d.fr[k]; g != nil && !g.contest {
			f = g
		}
	}
	if f == nil || f.kind == "narrator-hedged" || f.party == "" || f.sp.kind == aSource {
		return
	}
	a := d.firstSubject(s.from, s.to)
	if a == nil || a.kind != aParty && a.kind != aBody && a.kind != aPronoun || a.kind != aPronoun && a.party != f.party {
		return
	}
	if a.kind == aPronoun && d.toks[a.from].low != "it" && d.toks[a.from].low != "we" {
		return
	}
	for k := a.to; k < s.to && k < a.to+4; k++ {
		switch d.toks[k].lem {
		case "hope", "want", "wish", "seek", "intend", "plan", "aim", "expect", "remain", "will", "would", "must", "cannot", "need":
			g := *f
			g.carried, g.rule = true, "attr.carried"
			for j := s.from; j < s.to; j++ {
				d.fr[j] = &g
			}
			return
		}
	}
}

// quotesWithoutFrame gives sentences that are wholly quoted the speaker of
// the same quotation, or of the last one in the paragraph.
func (d *doc) quotesWithoutFrame() {
	byQuote := map[int]*frame{}
	for i := range d.toks {
		if q := d.toks[i].quote; q != 0 && d.fr[i] != nil && byQuote[q] == nil {
			byQuote[q] = d.fr[i]
		}
	}
	var last *frame
	lastPar := -1
	for _, s := range d.sents {
		if d.pars[s.par].title {
			continue
		}
		in, all := 0, 0
		var q int
		var own *frame
		for i := s.from; i < s.to; i++ {
			if d.skip[i] {
				continue
			}
			all++
			if d.toks[i].quote != 0 {
				in++
				q = d.toks[i].quote
			}
			if d.fr[i] != nil {
				own = d.fr[i]
			}
		}
		if own != nil {
			last, lastPar = own, s.par
			continue
		}
		if all == 0 || in*10 < all*8 {
			continue
		}
		f := byQuote[q]
		if f == nil && last != nil && s.par-lastPar <= 1 {
			f = last
		}
		if f == nil && d.lastPerson != nil {
			continue
		}
		if f != nil {
			g := *f
			g.rule = "attr.quote-runs-on"
			for i := s.from; i < s.to; i++ {
				d.fr[i] = &g
			}
			last, lastPar = &g, s.par
		}
	}
}

// findSpeechDay finds the day on which most of the story was said: the first
// dated attribution.
func (d *doc) findSpeechDay() {
	first := -1 // the day the first sentence of the story names
	for k, s := range d.sents {
		if !d.pars[s.par].title {
			first = k
			break
		}
	}
	for i := range d.toks {
		if first >= 0 && i >= d.sents[first].from && i < d.sents[first].to && d.toks[i].cap && isWeekday(d.toks[i].low) && d.tenseAt(i, d.sents[first].from, pastTense) == pastTense {
			if _, e := timeAt(d.toks, i, d.sents[first].to); e.kind == weekdayTime || e.kind == monthDay {
				if from, to := e.resolve(d.pub, pastTense); from != "" && from == to {
					d.speechDay = from
					return
				}
			}
		}
		if f := d.fr[i]; f != nil && f.hasTime {
			if from, to := f.time.resolve(d.pub, pastTense); from != "" && from == to {
				d.speechDay = from
				return
			}
		}
	}
}

func isWeekday(w string) bool { _, ok := weekdays[w]; return ok }
