// Package screen makes foreign words safe to show: names, titles and quotations
// come from stories, and a story may hold characters that act on a screen
// instead of showing.
package screen

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Hidden says whether a character acts on a screen instead of showing: it
// moves the cursor, turns the direction of what follows, or hides.
func Hidden(r rune) bool {
	switch {
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r == 0x61c || r >= 0x200e && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return true // marks of direction, separators of lines and paragraphs
	case r == 0x200b || r == 0xfeff || r >= 0xe0000 && r <= 0xe007f:
		return true // no width; tags
	}
	return false
}

// Line makes words of a story safe for a line of the terminal: white
// space becomes one space, what acts on a screen goes.
func Line(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case Hidden(r):
			return -1
		}
		return r
	}, s)), " ")
}

// Writer is a terminal that shows what it is given and does nothing else:
// only line breaks, tabs and the program's own colours pass. It stands behind
// every command, whatever the command has made safe by itself.
type Writer struct {
	W    io.Writer
	part []byte // of a character or a colour that the next write completes
}

// Write passes b on without what acts on a screen.
func (s *Writer) Write(b []byte) (int, error) {
	in := append(s.part, b...)
	s.part = nil
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); {
		if in[i] == 0x1b {
			n, whole := colour(in[i:])
			if !whole {
				s.part = append(s.part, in[i:]...)
				break
			}
			out = append(out, in[i:i+n]...)
			i += max(n, 1)
			continue
		}
		if !utf8.FullRune(in[i:]) {
			s.part = append(s.part, in[i:]...)
			break
		}
		r, n := utf8.DecodeRune(in[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(out, '?')
		case r == '\n' || r == '\t' || !Hidden(r):
			out = append(out, in[i:i+n]...)
		}
		i += n
	}
	_, err := s.W.Write(out)
	return len(b), err
}

// colours are the numbers that the program's own colours and weights use.
var colours = func() map[string]bool {
	m := map[string]bool{"": true, "0": true, "1": true, "2": true, "22": true, "39": true}
	for i := range 8 {
		m[strconv.Itoa(30+i)], m[strconv.Itoa(90+i)] = true, true
	}
	return m
}()

const longestColour = 16 // bytes of a code

// colour gives the length of a colour code of the program's own at the start
// of b, 0 for anything else; whole is false when b may be the start of one.
func colour(b []byte) (n int, whole bool) {
	if len(b) > 1 && b[1] != '[' {
		return 0, true
	}
	for i := 2; i < len(b) && i < longestColour; i++ {
		switch c := b[i]; {
		case c == 'm':
			for _, p := range strings.Split(string(b[2:i]), ";") {
				if !colours[p] {
					return 0, true
				}
			}
			return i + 1, true
		case c != ';' && (c < '0' || c > '9'):
			return 0, true
		}
	}
	return 0, len(b) >= longestColour
}

// Plain leaves out of a text what acts on a screen, but for line breaks and
// tabs.
func Plain(b []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if Hidden(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, b)
}
