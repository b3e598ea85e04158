package screen

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestWriter: what reaches a terminal shows and does nothing else, however it
// is cut into writes.
func TestWriter(t *testing.T) {
	cases := map[string]string{
		"plain\n\ttext é 関税":                   "plain\n\ttext é 関税",
		"\x1b[1mbold\x1b[0m \x1b[94;1mx\x1b[m": "\x1b[1mbold\x1b[0m \x1b[94;1mx\x1b[m",
		"clear \x1b[2J\x1b[H gone":             "clear [2J[H gone",
		"\x1b[8mhidden\x1b[1;5mblink":          "[8mhidden[1;5mblink",
		"title \x1b]0;evil\a end":              "title ]0;evil end",
		"eight bit \u009b2J \x9b2J":            "eight bit 2J ?2J",
		"back\b\b\b and \r over":               "back and  over",
		"turn \u202eabc\u202c \u2066x\u2069":   "turn abc x",
		"bad \xff\xfe":                         "bad ??",
		"cut \x1b[123456789012345m":            "cut [123456789012345m",
	}
	for in, want := range cases {
		for size := 1; size <= len(in); size++ {
			var b bytes.Buffer
			s := &Writer{W: &b}
			for i := 0; i < len(in); i += size {
				s.Write([]byte(in[i:min(i+size, len(in))]))
			}
			if b.String() != want {
				t.Fatalf("%q in pieces of %d: %q, want %q", in, size, b.String(), want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(rapid.SampledFrom([]byte("\x1b[]0123m;J\a\xe2\x80\xae\x9b a\n")), 0, 60).Draw(t, "in")
		var b bytes.Buffer
		(&Writer{W: &b}).Write(in)
		out := b.String()
		if !utf8.ValidString(out) {
			t.Fatalf("%q", out)
		}
		for out != "" {
			if n, _ := colour([]byte(out)); out[0] == 0x1b && n > 0 {
				out = out[n:]
				continue
			}
			r, n := utf8.DecodeRuneInString(out)
			if Hidden(r) && r != '\n' {
				t.Fatalf("%q passes", r)
			}
			out = out[n:]
		}
	})
	if got := Line("a\nb\t\x1b[31m\u202ec \u200bd\u2028e"); strings.ContainsFunc(got, Hidden) || got != "a b [31mc de" {
		t.Errorf("%q", got)
	}
}
