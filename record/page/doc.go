// Package page turns the bytes of a file or of a web page into the text that
// the reader reads.
//
// A plain text in UTF-8 is taken as it is, byte for byte. Of a page in HTML
// the story is found and the furniture dropped: menus, advertisements, links
// to other stories, comments, notices on cookies, captions, share buttons,
// the byline. Title, site, byline and the day that the page itself gives for
// its publication come from its metadata; they are evidence for the user and
// decide nothing. Other character sets than UTF-8 are taken from the byte
// order mark, the header or the page's own declaration, or recognised.
//
//	d, err := page.Open(raw, page.Options{Name: "story.html"})
//	d.Text      // the text as read: offsets of claims count in its bytes
//	d.Published // the days that the page declares
//
// The answer depends on the bytes alone. Nothing is executed, fetched or
// followed, and time and memory grow with the size of the input whatever it
// holds.
package page
