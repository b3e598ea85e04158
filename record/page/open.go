package page

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"parley/internal/fault"
)

// MaxBytes is the largest input that is read. Pages of news sites are below
// 5 MB.
const MaxBytes = 32 << 20

// Options say what is known of the bytes beside themselves.
type Options struct {
	Name        string // file name or address, for messages and for its ending
	ContentType string // of the answer of a web server, or empty
	Charset     string // named by the user; empty to find it
}

// Document is a text as it will be read, and what its page says of itself.
type Document struct {
	Format      string  `json:"format"`       // text or html
	Charset     string  `json:"charset"`      // as the WHATWG names it: utf-8, shift_jis, windows-1252
	CharsetFrom string  `json:"charset_from"` // what says so
	Replaced    int     `json:"replaced,omitempty"`
	Title       string  `json:"title,omitempty"`
	Site        string  `json:"site,omitempty"`
	Byline      string  `json:"byline,omitempty"`
	Language    string  `json:"language,omitempty"`
	Address     string  `json:"address,omitempty"`   // as the page gives it
	Published   []Dated `json:"published,omitempty"` // days the page gives for its publication, the best evidence first
	Found       string  `json:"found,omitempty"`     // how the story was found in the page
	Text        string  `json:"text"`
}

// Same says whether Text is the input byte for byte.
func (d *Document) Same() bool { return d.Format == "text" && d.Charset == "utf-8" }

// Open reads a text or a page. It returns BadInput, with what to do, for an
// input that is neither: empty, binary, another kind of file, too large, or
// a page without a story in it.
func Open(raw []byte, o Options) (*Document, error) {
	where := o.Name
	if where == "" {
		where = "the article"
	}
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, fault.Bad(where, "give a file with the story as plain text or HTML", "the article is empty")
	case len(raw) > MaxBytes:
		return nil, fault.Bad(where, "save the story alone", "%d bytes; no more than %d are read", len(raw), MaxBytes)
	}
	if kind := otherKind(raw); kind != "" {
		return nil, fault.Bad(where, "save the story as plain text or HTML", "not a text: %s", kind)
	}
	d := &Document{Format: "text"}
	if isHTML(raw, o) {
		d.Format = "html"
	}
	text, err := d.decode(raw, o, where)
	if err != nil {
		return nil, err
	}
	if d.Format == "text" {
		d.Text = string(text)
		return d, nil
	}
	d.read(text)
	if strings.TrimSpace(d.Text) == "" {
		return nil, fault.Bad(where, "save the page from a browser once the story shows, or copy the story into a text file", "a page without a story: no text was found outside its menus and scripts")
	}
	return d, nil
}

// otherKinds are files that people take for articles.
var otherKinds = []struct{ start, kind string }{
	{"%PDF-", "a PDF file"}, {"PK\x03\x04", "a zip file (a Word document is one)"}, {"\x1f\x8b", "a gzip file"},
	{"{\\rtf", "an RTF document"}, {"\xd0\xcf\x11\xe0", "an old Word document"}, {"\x89PNG", "a PNG picture"}, {"\xff\xd8\xff", "a JPEG picture"}, {"SQLite format 3", "an SQLite database"},
}

func otherKind(raw []byte) string {
	for _, k := range otherKinds {
		if bytes.HasPrefix(raw, []byte(k.start)) {
			return k.kind
		}
	}
	if head := raw[:min(len(raw), 4096)]; bytes.Contains(head, []byte("\nMIME-Version:")) && bytes.Contains(head, []byte("multipart/related")) {
		return "a web archive (MHTML)"
	}
	return ""
}

var (
	htmlStart = regexp.MustCompile(`(?is)^(\s|<!--.*?-->|<\?xml[^>]*>)*<(!doctype\s+html|html|head|body|script|meta|title|article|main|div|table|p|h1)[\s>]`)
	htmlTag   = regexp.MustCompile(`(?i)</(p|div|article|section|body|table|ul)\s*>`)
)

// isHTML decides by the content, then by the header and the name.
func isHTML(raw []byte, o Options) bool {
	head := raw[:min(len(raw), 4096)]
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil) // UTF-16: the tags are ASCII
	}
	if htmlStart.Match(head) {
		return true
	}
	kind, _, _ := strings.Cut(strings.ToLower(o.ContentType), ";")
	if kind = strings.TrimSpace(kind); kind == "text/plain" {
		return false
	}
	named := kind == "text/html" || kind == "application/xhtml+xml"
	switch strings.ToLower(path.Ext(o.Name)) {
	case ".html", ".htm", ".xhtml":
		named = true
	}
	if named {
		return bytes.IndexByte(raw, '<') >= 0
	}
	return len(htmlTag.FindAllIndex(raw[:min(len(raw), 1<<16)], 3)) == 3
}
