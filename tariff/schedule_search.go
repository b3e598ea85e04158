package tariff

import (
	"math/bits"
	"sort"
	"strings"
	"unicode"
)

// Found is a line of the schedule that a search found.
type Found struct {
	Code        string   `json:"hts"`
	Description string   `json:"description"`
	Path        []string `json:"path"` // from the heading down to the line
	Column1     string   `json:"column1"`
	Edition     string   `json:"edition"`
	ImportsUSD  float64  `json:"imports_usd,omitempty"` // of 2024, when the caller adds it
}

// Search finds the subheadings of an edition whose texts have every word of
// the query; a word matches the beginning of a word of the text, in any
// case, and "s" at the end of a query word is optional. The best answers come
// first; among equals the order is that of the schedule. At most
// limit are given; total says how many there are.
func (n *Nomenclature) Search(query string, e Edition, limit int) (found []Found, total int, err error) {
	d, err := n.words()
	if err != nil {
		return nil, 0, err
	}
	words := queryWords(query)
	if len(words) == 0 {
		return nil, 0, nil
	}
	// For each node, which words its own text has; for a line the union over
	// its path must have all.
	own := make([]uint32, len(d.text))
	all := make([]uint32, len(d.text))
	full := uint32(1)<<len(words) - 1
	for i, text := range d.text {
		own[i] = matchWords(text, words)
		all[i] = own[i]
		if p := d.parent[i]; p >= 0 {
			all[i] |= all[p]
		}
	}
	type hit struct {
		i     int
		score int
	}
	var hits []hit
	seen := map[uint64]bool{}
	for i := range n.keys {
		t := n.texts[e][i]
		if t < 0 || d.node[t] < 0 || all[d.node[t]] != full {
			continue
		}
		// A 10-digit line stands for itself only when its 8 digits did not
		// match already.
		if hts8 := n.keys[i] / 200; seen[hts8] {
			continue
		} else {
			seen[hts8] = true
		}
		hits = append(hits, hit{i, d.score(d.node[t], own, words[0])})
	}
	sort.SliceStable(hits, func(a, b int) bool { return hits[a].score > hits[b].score })
	for _, h := range hits[:min(limit, len(hits))] {
		path := n.path(h.i, e)
		found = append(found, Found{
			Code:        Dotted(keyCode(n.keys[h.i])),
			Description: strings.Join(path, " > "),
			Path:        path,
			Column1:     n.general[n.line[n.rows[e][h.i]].general].Text,
			Edition:     e.String(),
		})
	}
	return found, len(hits), nil
}

// score says how well the path of a node answers: more for words in the line
// itself or in its heading than between them, and most where a text opens
// with the first word asked for.
func (d *descriptions) score(node int32, own []uint32, first string) int {
	depth := 0
	for n := node; n >= 0; n = d.parent[n] {
		depth++
	}
	score := 0
	for i, n := 0, node; n >= 0; i, n = i+1, d.parent[n] {
		weight := 12
		if strings.HasPrefix(strings.ToLower(d.text[n]), first) {
			weight = 48
		}
		score += weight * bits.OnesCount32(own[n]) / (3 + min(i, depth-1-i))
	}
	return score
}

// queryWords splits a query into at most 16 words in lower case, with a
// plural "s" taken off.
func queryWords(query string) []string {
	words := strings.FieldsFunc(strings.ToLower(query), notWord)
	for i, w := range words {
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			words[i] = w[:len(w)-1]
		}
	}
	return words[:min(len(words), 16)]
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// matchWords gives a bit for each word that begins a word of the text.
func matchWords(text string, words []string) uint32 {
	text = strings.ToLower(text)
	var mask uint32
	for i, w := range words {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			at += from
			if at == 0 || notWord(rune(text[at-1])) && text[at-1] < 0x80 {
				mask |= 1 << i
				break
			}
			from = at + 1
		}
	}
	return mask
}
