package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Bounds on a page. A page beyond them is read as far as they go; no page of
// a news site comes near.
const (
	maxDepth = 400       // elements open at once; deeper ones lend their text to the last one that fits
	maxNodes = 2_000_000 // elements and texts
	maxWalk  = 64        // steps up the open elements for an end that was left out
	maxHint  = 256       // bytes of class and id that are looked at
)

// node is an element or a text of the page. Nodes lie in the order of the
// page: the descendants of node i are the nodes i+1 to end.
type node struct {
	parent int32
	end    int32
	tag    string // empty for a text
	text   string // of a text, as written, entities resolved
	hint   string // class and id
	role   string
	prop   string // itemprop
	hidden bool
}

// tree is a page as far as its text is concerned. It is made from the tokens
// in one pass: time and memory grow with the bytes of the page, whatever they
// are. It follows the tree that a browser builds where that matters for
// paragraphs: ends of p, li, dd, dt, tr, td that were left out, and end tags
// that were never opened.
type tree struct {
	nodes []node
	meta  metadata

	open     []int32        // elements that are open
	count    map[string]int // of each tag in open
	skipped  map[string]int // of each tag left out for their depth
	inScript string         // type of the script that is open
	inTitle  bool
}

// void elements have no end tag.
var void = set("area base br col embed hr img input link meta param source track wbr")

// blocks part the text around them.
var blockTags = set("address article aside blockquote body canvas center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html li legend main menu nav noscript ol option p pre section select summary table tbody td tfoot th thead tr ul video audio iframe object svg button label")

// closers lists, for a start tag, the open elements that it ends, and where
// the search for them stops.
var closers = map[string]struct{ ends, stops map[string]bool }{
	"li":     {set("li"), set("ul ol menu dir")},
	"dd":     {set("dd dt"), set("dl")},
	"dt":     {set("dd dt"), set("dl")},
	"tr":     {set("tr"), set("table")},
	"td":     {set("td th"), set("tr table")},
	"th":     {set("td th"), set("tr table")},
	"option": {set("option"), set("select")},
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// parse reads a page in UTF-8.
func parse(text []byte) *tree {
	t := &tree{count: map[string]int{}, skipped: map[string]int{}}
	z := html.NewTokenizer(bytes.NewReader(text))
	t.push(node{parent: -1, tag: "html"})
	for len(t.nodes) < maxNodes {
		switch z.Next() {
		case html.ErrorToken: // the end: the reader gives no other error
			t.finish()
			return t
		case html.TextToken:
			t.addText(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			t.close(string(name))
		}
	}
	t.finish()
	return t
}

func (t *tree) finish() {
	for len(t.open) > 0 {
		t.pop()
	}
}

func (t *tree) push(n node) {
	t.open = append(t.open, int32(len(t.nodes)))
	t.count[n.tag]++
	t.nodes = append(t.nodes, n)
}

func (t *tree) pop() {
	top := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	t.nodes[top].end = int32(len(t.nodes))
	t.count[t.nodes[top].tag]--
}

func (t *tree) top() int32 { return t.open[len(t.open)-1] }

// addText keeps a text; that of a script only where it is data on the story.
func (t *tree) addText(z *html.Tokenizer) {
	raw := z.Raw()
	switch {
	case t.inScript != "":
		if t.inScript == "application/ld+json" {
			t.meta.script(raw)
		}
	case t.inTitle:
		t.meta.pageTitle(string(z.Text()))
	case len(bytes.TrimSpace(raw)) > 0:
		t.nodes = append(t.nodes, node{parent: t.top(), text: string(z.Text()), end: int32(len(t.nodes) + 1)})
	default:
		// White space between two words of inline elements counts.
		t.nodes = append(t.nodes, node{parent: t.top(), text: " ", end: int32(len(t.nodes) + 1)})
	}
}

// start opens an element.
func (t *tree) start(z *html.Tokenizer) {
	raw, more := z.TagName()
	tag := string(raw)
	n := node{tag: tag}
	at := attributes{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		at.note(&n, string(k), v)
	}
	n.hint = strings.ToLower(n.hint)
	t.meta.element(tag, &at, n.hint)
	t.implied(tag)
	if tag == "body" || tag == "html" || tag == "head" {
		return // one of each: the root stands for all three
	}
	n.parent = t.top()
	switch {
	case void[tag]:
		n.end = int32(len(t.nodes) + 1)
		t.nodes = append(t.nodes, n)
	case len(t.open) >= maxDepth:
		t.skipped[tag]++
	default:
		t.push(n)
	}
	switch tag {
	case "script":
		t.inScript = at.kind
		if t.inScript == "" {
			t.inScript = "javascript"
		}
	case "title":
		t.inTitle = t.count["svg"] == 0
	}
}

// implied ends the elements whose end tag was left out before tag.
func (t *tree) implied(tag string) {
	if blockTags[tag] && t.count["p"] > 0 {
		t.closeUpTo(func(open string) (end, stop bool) { return open == "p", blockTags[open] })
	}
	if tag == "a" && t.count["a"] > 0 {
		t.closeUpTo(func(open string) (end, stop bool) { return open == "a", open == "table" || open == "td" })
	}
	if c, ok := closers[tag]; ok {
		t.closeUpTo(func(open string) (end, stop bool) { return c.ends[open], c.stops[open] })
	}
}

// closeUpTo ends the nearest open element that is to end, with those inside
// it, unless one that stops the search is nearer.
func (t *tree) closeUpTo(look func(string) (end, stop bool)) {
	for i := len(t.open) - 1; i > 0 && i >= len(t.open)-maxWalk; i-- {
		end, stop := look(t.nodes[t.open[i]].tag)
		if end {
			for len(t.open) > i {
				t.pop()
			}
			return
		}
		if stop {
			return
		}
	}
}

// close ends an element by its end tag. An end tag that was never opened does
// nothing; one of a phrase does not end a paragraph around it.
func (t *tree) close(tag string) {
	switch tag {
	case "script":
		t.inScript = ""
	case "title":
		t.inTitle = false
	case "html", "body", "head":
		return
	}
	if t.skipped[tag] > 0 {
		t.skipped[tag]--
		return
	}
	if t.count[tag] == 0 {
		return
	}
	phrase, cell := !blockTags[tag], tag == "table" || tag == "tr" || tag == "td" || tag == "th" || tag == "tbody" || tag == "thead"
	t.closeUpTo(func(open string) (end, stop bool) {
		if open == tag {
			return true, false
		}
		return false, phrase && blockTags[open] || !cell && (open == "td" || open == "th" || open == "table")
	})
}

// attributes are those of one element that say something of the story.
type attributes struct {
	kind, name, property, content, prop, rel, href, datetime, lang string
	pubdate                                                        bool
}

// note keeps an attribute.
func (a *attributes) note(n *node, k string, v []byte) {
	short := func() string { return string(v[:min(len(v), 2048)]) }
	switch k {
	case "class", "id":
		if len(n.hint) < maxHint {
			n.hint += " " + string(v[:min(len(v), maxHint)])
		}
	case "role":
		n.role = strings.ToLower(short())
	case "itemprop":
		n.prop, a.prop = short(), short()
	case "hidden":
		n.hidden = true
	case "aria-hidden":
		n.hidden = n.hidden || string(v) == "true"
	case "style":
		s := strings.ReplaceAll(strings.ToLower(string(v[:min(len(v), 512)])), " ", "")
		n.hidden = n.hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
	case "type":
		kind, _, _ := strings.Cut(strings.ToLower(short()), ";")
		a.kind = strings.TrimSpace(kind)
	case "name":
		a.name = strings.ToLower(short())
	case "property":
		a.property = strings.ToLower(short())
	case "content":
		a.content = short()
	case "lang":
		a.lang = short()
	case "rel":
		a.rel = strings.ToLower(short())
	case "href":
		a.href = short()
	case "datetime":
		a.datetime = short()
	case "pubdate":
		a.pubdate = true
	case "data-testid", "data-component", "data-module", "aria-label":
		if len(n.hint) < maxHint {
			n.hint += " " + string(v[:min(len(v), 64)])
		}
	}
}
