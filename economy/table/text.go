package table

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode"

	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"parley/internal/fault"
)

// Text starts reading a text file: a byte order mark is taken off, UTF-16
// read by its mark, as spreadsheets save it. What is no text, a workbook or
// an archive for instance, is refused.
func Text(r io.Reader, where string, buffer int) (*bufio.Reader, error) {
	br := bufio.NewReaderSize(r, buffer)
	head, _ := br.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		br.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		br = bufio.NewReaderSize(transform.NewReader(br, utf.UTF16(utf.BigEndian, utf.ExpectBOM).NewDecoder()), buffer)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil, fault.Bad(where, "unpack it and save the sheet or file as csv", "is a zip archive or a workbook")
	}
	if b, _ := br.Peek(1 << 12); bytes.IndexByte(b, 0) >= 0 {
		return nil, fault.Bad(where, "save it as csv in UTF-8", "is not text: it holds bytes of zero")
	}
	return br, nil
}

// separator finds what stands between the fields by the first line: the one
// of comma, semicolon and tab that is there most, outside quotes.
func separator(br *bufio.Reader) rune {
	b, _ := br.Peek(1 << 12)
	counts, quoted := map[rune]int{}, false
	for _, c := range string(b) {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' && len(counts) > 0 {
			break
		}
		if c == ',' || c == ';' || c == '\t' {
			counts[c]++
		}
	}
	best := ','
	for _, c := range []rune{';', '\t'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// blank says whether a row has nothing in it.
func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// printable is a text from a file without what a terminal would obey.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}
