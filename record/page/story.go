package page

import "strings"

// read finds the story of a page in UTF-8.
func (d *Document) read(text []byte) {
	t := parse(text)
	h1 := t.firstHeading()
	t.meta.describe(d, h1)
	story := t.mainText()
	if len(story) > 0 {
		d.Title = withoutTail(d.Title, h1, story[0].text)
	}
	d.Found = "among the paragraphs of the page"
	var paragraphs []string
	for i := range story {
		paragraphs = append(paragraphs, story[i].text)
	}
	// Some pages bring the story only as data, for a script to show.
	if body := t.meta.body(); size(story)*2 < length(body) {
		paragraphs, d.Found = body, "in the page's JSON-LD"
	}
	d.Text = d.layOut(paragraphs)
}

func length(paragraphs []string) (n int) {
	for _, p := range paragraphs {
		n += len(p)
	}
	return n
}

// body gives the articleBody of the JSON-LD in paragraphs.
func (m *metadata) body() []string {
	s, _ := m.article["articleBody"].(string)
	if len(s) < leastText {
		return nil
	}
	if htmlTag.MatchString(s) {
		var out []string
		t := parse([]byte(s))
		for _, b := range t.cutBlocks(make([]bool, len(t.nodes))) {
			out = append(out, b.text)
		}
		return out
	}
	var out []string
	for _, p := range strings.Split(s, "\n") {
		if p = oneLine(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// firstHeading is the text of the first h1.
func (t *tree) firstHeading() string {
	for i, tried := 0, 0; i < len(t.nodes) && tried < 20; i++ {
		if t.nodes[i].tag != "h1" {
			continue
		}
		tried++
		var b strings.Builder
		for k := i; k < int(t.nodes[i].end); k++ {
			b.WriteString(t.nodes[k].text)
		}
		if s := clean(b.String()); s != "" {
			return s
		}
	}
	return ""
}

// layOut writes the text as read: the title, then the paragraphs, an empty
// line between each.
func (d *Document) layOut(paragraphs []string) string {
	var b strings.Builder
	if d.Title != "" && len(paragraphs) > 0 {
		b.WriteString(d.Title)
		b.WriteString("\n\n")
	}
	last := d.Title
	for _, p := range paragraphs {
		if sameWords(p, d.Title) || p == last || d.Byline != "" && sameWords(p, d.Byline) {
			continue // the headline again, or a line set twice
		}
		b.WriteString(p)
		b.WriteString("\n\n")
		last = p
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func sameWords(a, b string) bool {
	return b != "" && strings.EqualFold(strings.Join(strings.Fields(a), " "), b)
}
