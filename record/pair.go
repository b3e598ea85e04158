package record

import "sort"

// findTrack counts the parties that the story names and settles the two that
// it is about: the United States and the party of a track, or, where the
// United States are hardly named, the two that are named most. The headline
// counts three times.
func (d *doc) findTrack() {
	count, first := d.countParties()
	d.base = "US"
	if d.opts.Track != "" {
		d.track = d.reg.Track(d.opts.Track)
		d.other = d.track.Parties[1]
		return
	}
	if a, b := d.elsewhere(count, first); a != "" {
		d.other, d.base = a, b
		return
	}
	best := 0
	for i := range d.reg.Tracks {
		t := &d.reg.Tracks[i]
		if c := count[t.Parties[1]]; c > best {
			best, d.track = c, t
		}
	}
	if d.track != nil {
		d.other = d.track.Parties[1]
	}
	// A country without a track, when the story opens on it and names it most.
	for _, c := range sorted(count) {
		if n := count[c]; n > best && n > 2 && c != "US" && !aside[c] && d.reg.TrackOf(c, "US") == nil && d.opening(first[c]) {
			best, d.track, d.other = n, nil, c
		}
	}
}

// sorted gives the codes of a count in their order.
func sorted(count map[string]int) []string {
	var codes []string
	for c := range count {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	return codes
}

// aside are countries that stories of the tracks name for other reasons.
var aside = setOf("RU UA IR KP VE IL LI")

// opening says whether a token stands in the headline or the first paragraph.
func (d *doc) opening(k int) bool {
	for _, p := range d.pars {
		if len(p.sents) == 0 {
			continue
		}
		if end := p.sents[len(p.sents)-1].to; k < end {
			return true
		}
		if !p.title {
			return false
		}
	}
	return false
}

// countParties counts how often each party is named, by its own words, its
// people or its bodies; a member state counts for its bloc. first is the
// token at which a party is first named.
func (d *doc) countParties() (count, first map[string]int) {
	count, first = map[string]int{}, map[string]int{}
	titleEnd := 0
	for _, p := range d.pars {
		if p.title && len(p.sents) > 0 {
			titleEnd = p.sents[len(p.sents)-1].to
		}
	}
	for i := 0; i < len(d.toks); i++ {
		if d.toks[i].kind != word || !d.toks[i].cap {
			continue
		}
		code, n := d.namedAt(i, len(d.toks))
		if n == 0 {
			continue
		}
		if code != "" {
			d.has[code] = true
			d.has[d.reg.Bloc(code)] = true
			w := 1
			if i < titleEnd {
				w = 3
			}
			b := d.reg.Bloc(code)
			if count[b] == 0 {
				first[b] = i
			}
			count[b] += w
		}
		i += n - 1
	}
	return count, first
}

// elsewhere gives the two parties of a story that is not about the United
// States: two others are named twice at least, and twice as often, or as often
// where the story opens on them alone.
func (d *doc) elsewhere(count, first map[string]int) (a, b string) {
	if count["MERCOSUR"] > 1 {
		count["MERCOSUR"] += count["BR"] + count["AR"]
		delete(count, "BR")
		delete(count, "AR")
	}
	var codes []string
	for c := range count {
		if c != "US" {
			codes = append(codes, c)
		}
	}
	sort.Slice(codes, func(i, j int) bool {
		x, y := codes[i], codes[j]
		if count[x] != count[y] {
			return count[x] > count[y]
		}
		return first[x] < first[y]
	})
	if len(codes) < 2 || count[codes[1]] < 2 {
		return "", ""
	}
	if count["US"]*2 > count[codes[1]] && !(count["US"] <= count[codes[1]] && count[codes[1]] > 3 && d.opensOn(first, codes[0], codes[1])) {
		return "", ""
	}
	a, b = codes[0], codes[1]
	if d.together(a, b) < 2 {
		return "", ""
	}
	if a == "CN" || b != "CN" && first[b] < first[a] {
		a, b = b, a // the side named first; of China's stories the other's, as with the United States
	}
	return a, b
}

// namedAt gives the party of the name that begins at a token, a person's or a
// body's own, and how many tokens it takes; 0 when no name begins there.
func (d *doc) namedAt(i, end int) (code string, n int) {
	n, hits := d.reg.names.find(d.toks, i, end, func(h hit) bool { return isPartyWord(h) || isPerson(h) || isBody(h) || h.kind == hitRegion })
	if n == 0 {
		return "", 0
	}
	code = hits[0].id
	switch hits[0].kind {
	case hitPerson:
		code = d.reg.person[code].Party
	case hitBody:
		code = d.reg.body[code].Party
	}
	return code, n
}

// together counts the sentences that name two parties side by side.
func (d *doc) together(a, b string) int {
	n := 0
	for _, p := range d.pars {
		for _, s := range p.sents {
			x, y := false, false
			for i := s.from; i < s.to; i++ {
				if d.toks[i].kind != word || !d.toks[i].cap {
					continue
				}
				code, k := d.namedAt(i, s.to)
				if k == 0 {
					continue
				}
				code = d.reg.Bloc(code)
				if (code == "BR" || code == "AR") && (a == "MERCOSUR" || b == "MERCOSUR") {
					code = "MERCOSUR"
				}
				x, y = x || code == a, y || code == b
				i += k - 1
			}
			if x && y {
				n++
			}
		}
	}
	return n
}

// opensOn says whether the headline and the first paragraph name two parties
// and not the United States.
func (d *doc) opensOn(first map[string]int, a, b string) bool {
	end := 0
	for _, p := range d.pars {
		if len(p.sents) == 0 {
			continue
		}
		end = p.sents[len(p.sents)-1].to
		if !p.title {
			break
		}
	}
	us, named := first["US"]
	return first[a] < end && first[b] < end && !(named && us < end)
}

// across gives the party on the other side of the table from code.
func (d *doc) across(code string) string {
	switch {
	case code == "":
		return ""
	case code == d.base:
		return d.other
	case code == d.other || d.base == "US":
		return d.base
	case d.issuer == d.other:
		return d.other // a third side speaks to whose duty it is
	}
	return d.base
}
