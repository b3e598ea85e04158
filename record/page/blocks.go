package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a stretch of text without a break in it: a paragraph, a heading,
// an item, a cell.
type block struct {
	text  string
	at    int32 // first node of it
	box   int32 // the element whose text it is
	tag   string
	chars int // letters and digits and the rest, without white space at the ends
	links int // of them inside links
}

// silent elements have no text that a reader sees as text.
var silent = set("script style noscript template iframe object embed svg math canvas audio video select option button textarea input form map datalist progress meter nav figcaption dialog")

// cutBlocks gives the blocks of the page in order, without those of silent
// and hidden elements. gone[i] says that node i and what is in it is left out.
func (t *tree) cutBlocks(gone []bool) []block {
	var out []block
	var cur block
	var b strings.Builder
	space := false
	flush := func() {
		if b.Len() > 0 {
			cur.text, cur.chars = b.String(), b.Len()
			out = append(out, cur)
		}
		b.Reset()
		space = false
		cur = block{box: -1}
	}
	flush()
	breaks := 0
	var ends []int32 // ends of the block elements around, innermost last
	var links int32  // end of the link that is open
	for i := int32(0); i < int32(len(t.nodes)); {
		for len(ends) > 0 && i >= ends[len(ends)-1] {
			flush()
			ends = ends[:len(ends)-1]
		}
		n := &t.nodes[i]
		if gone[i] {
			if blockTags[n.tag] {
				flush()
			}
			i = n.end
			continue
		}
		switch {
		case n.tag == "br":
			if breaks++; breaks >= 2 {
				flush()
			}
			space = true
		case n.tag == "":
			wrote := false
			for _, r := range n.text {
				if unicode.IsSpace(r) {
					space = true
					continue
				}
				if invisible(r) {
					continue
				}
				if b.Len() == 0 {
					cur.at, cur.box = i, t.box(i)
					cur.tag = t.nodes[cur.box].tag
				} else if space {
					b.WriteByte(' ')
				}
				space, wrote = false, true
				b.WriteRune(r)
				if i < links {
					cur.links += utf8.RuneLen(r)
				}
			}
			if wrote {
				breaks = 0
			}
		case blockTags[n.tag]:
			flush()
			ends = append(ends, n.end)
		case n.tag == "a":
			links = max(links, n.end)
		}
		i++
	}
	flush()
	return out
}

// box is the block element around a node.
func (t *tree) box(i int32) int32 {
	for i = t.nodes[i].parent; i > 0 && !blockTags[t.nodes[i].tag]; {
		i = t.nodes[i].parent
	}
	return max(i, 0)
}

// invisible says whether a character has no ink and no meaning in a story:
// control characters, soft hyphens, joiners, and marks that turn the
// direction of what follows.
func invisible(r rune) bool {
	switch {
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r == 0xad || r == 0xfeff || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069:
		return true
	case r == 0xfffe || r == 0xffff:
		return true
	}
	return false
}

// oneLine puts white space right and leaves out what cannot be seen.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
