package page

import (
	"math"
	"strings"
)

// mainText finds the story among the blocks of a page. It follows the scheme
// of the reading modes of browsers (Arc90's Readability, 2010): paragraphs
// vote for the elements around them, by length and commas; names of classes
// weigh; links weigh against. Before the vote, elements whose tag, role or
// name says that they are no story are left out, unless they hold so much of
// the page's text that the name cannot be meant.
func (t *tree) mainText() []block {
	for _, keep := range []float64{ownShare, 0} {
		gone := t.boilerplate(keep)
		bs := t.cutBlocks(gone)
		out := t.chosen(bs)
		if size(out) >= leastText || keep == 0 {
			if size(out) < leastText {
				out = longParagraphs(bs, out)
			}
			return out
		}
	}
	return nil
}

const (
	leastText   = 200  // characters below which the search is widened
	ownShare    = 0.4  // share of the page's text that no piece of furniture holds
	proseAt     = 60   // characters of a block that counts as prose
	paragraphAt = 25   // characters of a block that votes
	mostLinks   = 0.5  // share of link text above which a block is a list of links
	voteLevels  = 4    // elements above a paragraph that its vote reaches
	widerBy     = 1.3  // times the prose that an element around the best one must have
	proseShare  = 0.75 // of its text that must be prose
	siblingAt   = 0.2  // of the best score, for a neighbour to belong to the story
	nameWeight  = 25.0 // of a class or id that speaks for or against
)

func size(bs []block) (n int) {
	for i := range bs {
		n += bs[i].chars
	}
	return n
}

// chosen gives the blocks of the story: those of the elements that the page
// names as the body of its article, or else of the element that most
// paragraphs vote for, and of its neighbours of the same kind.
func (t *tree) chosen(bs []block) []block {
	marked := make([]bool, len(t.nodes))
	mark := func(i int32) {
		for k := i; k < t.nodes[i].end; k++ {
			marked[k] = true
		}
	}
	chars, links := t.sums(bs)
	up := int32(-1)
	if bodies := t.declaredBodies(chars); len(bodies) > 0 {
		for _, i := range bodies {
			mark(i)
		}
	} else {
		score := t.vote(bs, chars, links)
		best := t.best(score)
		if best < 0 {
			return nil
		}
		best = t.widen(best, bs, chars)
		mark(best)
		if up = t.nodes[best].parent; up >= 0 {
			for i := up + 1; i < t.nodes[up].end; i = t.nodes[i].end {
				if i != best && score[i] >= math.Max(10, siblingAt*score[best]) {
					mark(i)
				}
			}
		}
	}
	var out []block
	for i := range bs {
		b := &bs[i]
		beside := up >= 0 && t.nodes[b.box].parent == up && t.nodes[b.box].tag == "p" && b.chars >= 80 && b.links*4 < b.chars
		if (marked[b.at] || beside) && t.belongs(b) {
			out = append(out, *b)
		}
	}
	return trimEnds(out)
}

// sums gives the characters, and those in links, of the blocks that begin
// before each node.
func (t *tree) sums(bs []block) (chars, links []int32) {
	chars, links = make([]int32, len(t.nodes)+1), make([]int32, len(t.nodes)+1)
	for i := range bs {
		chars[bs[i].at+1] += int32(bs[i].chars)
		links[bs[i].at+1] += int32(bs[i].links)
	}
	for i := range t.nodes {
		chars[i+1] += chars[i]
		links[i+1] += links[i]
	}
	return chars, links
}

// vote scores the elements.
func (t *tree) vote(bs []block, chars, links []int32) map[int32]float64 {
	score := map[int32]float64{}
	raise := func(i int32, v float64) {
		if _, ok := score[i]; !ok {
			score[i] = t.weight(i)
		}
		score[i] += v
	}
	for i := range bs {
		b := &bs[i]
		if !votes(b) {
			continue
		}
		v := 1 + float64(strings.Count(b.text, ",")+strings.Count(b.text, "、")+strings.Count(b.text, "，")) + math.Min(float64(b.chars)/100, 3)
		at := b.box
		if b.tag == "p" || b.tag == "pre" || b.tag == "li" || b.tag == "td" || b.tag == "blockquote" {
			at = t.nodes[at].parent
		}
		for level := 0; at >= 0 && level <= voteLevels; at, level = t.nodes[at].parent, level+1 {
			switch level {
			case 0:
				raise(at, v)
			case 1:
				raise(at, v/2)
			default:
				raise(at, v/float64(3*level))
			}
		}
	}
	for i, s := range score {
		if c := chars[t.nodes[i].end] - chars[i]; c > 0 {
			score[i] = s * (1 - float64(links[t.nodes[i].end]-links[i])/float64(c))
		}
	}
	return score
}

// best is the element with the highest score, the first of equals, or one
// around it that does better still.
func (t *tree) best(score map[int32]float64) int32 {
	best := int32(-1)
	for i, s := range score {
		if best < 0 || s > score[best] || s == score[best] && i < best {
			best = i
		}
	}
	if best < 0 {
		return best
	}
	last := score[best]
	floor := last / 3
	for i := t.nodes[best].parent; i > 0; i = t.nodes[i].parent {
		s, ok := score[i]
		if !ok || s < floor {
			break
		}
		if s > last {
			return i
		}
		last = s
	}
	return best
}

// widen goes up from the best element while the one around it has a good deal
// more prose and little beside: some pages cut a story into boxes.
func (t *tree) widen(best int32, bs []block, chars []int32) int32 {
	prose := make([]int32, len(t.nodes)+1)
	for i := range bs {
		if b := &bs[i]; votes(b) && b.chars >= proseAt {
			prose[b.at+1] += int32(b.chars)
		}
	}
	for i := range t.nodes {
		prose[i+1] += prose[i]
	}
	in := func(sum []int32, i int32) float64 { return float64(sum[t.nodes[i].end] - sum[i]) }
	for i := t.nodes[best].parent; i > 0; i = t.nodes[i].parent {
		if in(prose, i) > widerBy*in(prose, best) && in(prose, i) > proseShare*in(chars, i) {
			best = i
		}
	}
	return best
}

// votes says whether a block is a paragraph that speaks for what is around it.
func votes(b *block) bool {
	return b.chars >= paragraphAt && float64(b.links) <= mostLinks*float64(b.chars) && !heading(b.tag)
}

// declaredBodies are the elements that the page itself names as the body of
// its article, if they hold a fair part of the text.
func (t *tree) declaredBodies(chars []int32) []int32 {
	var found []int32
	held := int32(0)
	for i := int32(0); i < int32(len(t.nodes)); {
		n := &t.nodes[i]
		if strings.EqualFold(n.prop, "articlebody") {
			if c := chars[n.end] - chars[i]; c > 0 {
				found = append(found, i)
				held += c
			}
			i = n.end
			continue
		}
		i++
	}
	if held < leastText || held*4 < chars[len(t.nodes)] {
		return nil
	}
	return found
}

// weight is what the tag and the names of an element say before any text is
// looked at.
func (t *tree) weight(i int32) float64 {
	n := &t.nodes[i]
	w := 0.0
	switch n.tag {
	case "article":
		w += 30
	case "main":
		w += 15
	case "div", "section":
		w += 5
	case "pre", "td", "blockquote":
		w += 3
	case "address", "ol", "ul", "dl", "dd", "dt", "li", "form", "aside", "footer", "header":
		w -= 3
	case "h1", "h2", "h3", "h4", "h5", "h6", "th":
		w -= 5
	}
	words := hintWords(n.hint)
	if hasAny(words, storyNames) {
		w += nameWeight
	}
	if hasAny(words, furnitureNames) {
		w -= nameWeight
	}
	return w
}

// longParagraphs is the last resort: the long paragraphs of the whole page.
func longParagraphs(bs, found []block) []block {
	var out []block
	for _, b := range bs {
		if b.chars >= 80 && b.links*3 < b.chars {
			out = append(out, b)
		}
	}
	if size(out) > size(found) {
		return out
	}
	return found
}

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}
