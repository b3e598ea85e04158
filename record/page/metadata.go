package page

import (
	"bytes"
	"encoding/json"
	"html"
	"net/url"
	"strings"
)

// metadata collects what a page says of itself while it is parsed.
type metadata struct {
	props   map[string]string // meta properties and names, the first of each
	title   string
	lang    string
	address string
	dates   []Dated
	article map[string]any // the first article of the JSON-LD
	scripts int            // bytes of JSON-LD read so far
}

const maxScript = 4 << 20 // bytes of JSON-LD that are looked at

// pageTitle keeps the text of the title element.
func (m *metadata) pageTitle(s string) {
	if m.title == "" {
		m.title = clean(s)
	}
}

// element looks at an element for metadata. Only meta, link, html, time and
// elements with itemprop have any.
func (m *metadata) element(tag string, a *attributes, hint string) {
	switch tag {
	case "html":
		if m.lang == "" {
			m.lang = a.lang
		}
	case "link":
		if a.rel == "canonical" && m.address == "" {
			m.address = webAddress(a.href)
		}
	case "meta":
		for _, key := range []string{a.property, a.name, strings.ToLower(a.prop)} {
			if key == "" || a.content == "" || len(m.props) > 500 {
				continue
			}
			if m.props == nil {
				m.props = map[string]string{}
			}
			if m.props[key] == "" {
				m.props[key] = clean(a.content)
			}
			if how := dateKeys[key]; how != "" {
				m.date(a.content, how, true)
			}
		}
	case "time":
		declared := a.pubdate || strings.EqualFold(a.prop, "datePublished")
		if strings.EqualFold(a.prop, "dateModified") || strings.Contains(hint, "updat") || strings.Contains(hint, "modif") {
			return
		}
		from := "time tag"
		if declared {
			from = "time tag of publication"
		}
		m.date(a.datetime, from, declared)
	default:
		if strings.EqualFold(a.prop, "datePublished") {
			m.date(a.content, "itemprop datePublished", true)
		}
	}
}

// script reads JSON-LD (schema.org) and keeps the first article in it.
func (m *metadata) script(raw []byte) {
	if m.scripts += len(raw); m.article != nil || m.scripts > maxScript {
		return
	}
	raw = bytes.TrimSpace(raw)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}} {
		raw = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(raw, []byte(wrap[0])), []byte(wrap[1])))
	}
	// Line breaks inside strings are common and no JSON.
	raw = bytes.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, raw)
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return
	}
	if m.article = findArticle(v, 0); m.article != nil {
		m.date(text(m.article["datePublished"]), "JSON-LD datePublished", true)
	}
}

// articleTypes are the schema.org types of a story.
var articleTypes = set("article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle reviewnewsarticle askpublicnewsarticle blogposting liveblogposting socialmediaposting techarticle scholarlyarticle advertisercontentarticle report")

// findArticle walks the values in order; lists of other stories (ItemList)
// are left out.
func findArticle(v any, depth int) map[string]any {
	if depth > 6 {
		return nil
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			if a := findArticle(e, depth+1); a != nil {
				return a
			}
		}
	case map[string]any:
		types, _ := x["@type"].([]any)
		if s, ok := x["@type"].(string); ok {
			types = []any{s}
		}
		for _, t := range types {
			if s, ok := t.(string); ok && articleTypes[strings.ToLower(s[strings.LastIndexByte(s, '/')+1:])] {
				return x
			}
		}
		if types == nil && text(x["datePublished"]) != "" {
			return x // some pages leave the type out
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := findArticle(x[key], depth+1); a != nil {
				return a
			}
		}
	}
	return nil
}

// text gives a value of JSON-LD as a line of text: a string, the name of an
// object, or a list of those.
func text(v any) string { return textAt(v, 0) }

func textAt(v any, depth int) string {
	if depth > 4 {
		return ""
	}
	switch x := v.(type) {
	case string:
		return clean(html.UnescapeString(x))
	case map[string]any:
		return textAt(x["name"], depth+1)
	case []any:
		var parts []string
		for _, e := range x[:min(len(x), 20)] {
			if s := textAt(e, depth+1); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

// clean makes one line of a value: no markup characters that show nothing,
// no more than a few hundred characters.
func clean(s string) string {
	s = oneLine(s)
	if len(s) > 500 {
		s = strings.ToValidUTF8(s[:500], "")
	}
	return s
}

// webAddress keeps an address of the web, without a name and password in it.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.User, u.Fragment = nil, ""
	return clean(u.String())
}

// first gives the first value that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// describe fills the fields of a document that the page says of itself. h1
// is its first heading.
func (m *metadata) describe(d *Document, h1 string) {
	art := m.article
	d.Site = first(m.props["og:site_name"], text(art["publisher"]), m.props["application-name"])
	d.Address = first(m.address, webAddress(m.props["og:url"]))
	if u, err := url.Parse(d.Address); err == nil && d.Site == "" {
		d.Site = strings.TrimPrefix(u.Hostname(), "www.")
	}
	d.Title = withoutSite(first(text(art["headline"]), m.props["og:title"], m.props["twitter:title"], h1, m.title), d.Site)
	d.Byline = first(text(art["author"]), m.props["author"], m.props["article:author"], m.props["byl"], m.props["dc.creator"])
	if strings.Contains(d.Byline, "://") {
		d.Byline = ""
	}
	d.Language = strings.ToLower(first(m.lang, text(art["inLanguage"]), m.props["og:locale"]))
	d.Published = orderDates(m.dates, d.Address)
}

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, site string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if i := strings.LastIndex(title, sep); i > 0 && strings.EqualFold(strings.TrimSpace(title[i+len(sep):]), site) {
			return strings.TrimSpace(title[:i])
		}
	}
	if i := strings.LastIndex(title, " | "); i > 20 && len(title)-i < 40 {
		return strings.TrimSpace(title[:i])
	}
	return title
}

// withoutTail takes off a title what follows the headline in it: "Headline -
// Some Paper", where the page shows the headline alone.
func withoutTail(title string, headlines ...string) string {
	for _, h := range headlines {
		rest, ok := strings.CutPrefix(title, h)
		if ok && h != "" && len(rest) < 60 && strings.IndexAny(strings.TrimSpace(rest), "-|–—:·") == 0 {
			return h
		}
	}
	return title
}
