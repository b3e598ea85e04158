package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kind of a token.
type kind uint8

const (
	word kind = iota
	number
	punct
	quoteMark
)

// token is a word, number or mark of the text, with its place in the bytes
// as read. Hyphens inside a word are not tokens: they join two words, of
// which the second is glued.
type token struct {
	start, end int
	low        string // folded: lower case, no accents, no dots in abbreviations
	lem        string // lemma of a verb the lexicon knows, else low
	kind       kind
	form       form
	cap        bool     // begins with a capital letter
	upper      bool     // all capitals, two letters or more
	glued      bool     // joined to the word before by a hyphen
	abbr       bool     // ends in a dot that belongs to it
	looked     bool     // the next fields are filled
	wid, lid   int32    // numbers of low and lem among the words of the rules, 0 for none
	thing      thing    // kind of thing a noun names
	act        sense    // act a noun names
	cueVerb    *cueNode // cues that begin with it as a verb, or nil
	cueWord    *cueNode // cues that begin with it as it stands, or nil
	names      *trie    // phrases of the registers that begin with the word, or nil
	quote      int      // number of the quotation it stands in, 0 for none
}

// scan turns text[from:to] into tokens. It survives any bytes.
func scan(text string, from, to int, out []token) []token {
	i := from
	glue := false
	for i < to {
		c := text[i]
		if c < utf8.RuneSelf {
			switch {
			case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c < ' ':
				i++
				glue = false
				continue
			case isDigit(c):
				n := numberEnd(text, i, to)
				out = append(out, token{start: i, end: n, low: strings.ReplaceAll(text[i:n], ",", ""), kind: number, glued: glue})
				i, glue = n, false
				continue
			case isLetter(c):
				var t token
				t, i = scanWord(text, i, to)
				t.glued = glue
				out = append(out, t)
				glue = false
				if i+1 < to && text[i] == '-' && isWordStart(text[i+1:]) {
					i++
					glue = true
				}
				continue
			case c == '\'':
				if n, ok := possessive(text, i, 1, to); ok {
					out = append(out, token{start: i, end: n, low: "'s", lem: "'s", kind: word})
					i = n
					continue
				}
				out = append(out, token{start: i, end: i + 1, low: "'", lem: "'", kind: punct})
				i++
				continue
			case c == '"':
				out = append(out, token{start: i, end: i + 1, low: `"`, lem: `"`, kind: quoteMark})
				i++
				continue
			case c == '-':
				n := i
				for n < to && text[n] == '-' {
					n++
				}
				out = append(out, token{start: i, end: n, low: "—", lem: "—", kind: punct})
				i = n
				continue
			default:
				n := i + 1
				for c == '.' && n < to && text[n] == '.' {
					n++
				}
				out = append(out, token{start: i, end: n, low: text[i : i+1], lem: text[i : i+1], kind: punct})
				i, glue = n, false
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == utf8.RuneError && size <= 1:
			i++
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			i += size // spaces, byte-order marks, direction marks, soft hyphens
		case unicode.IsLetter(r):
			var t token
			t, i = scanWord(text, i, to)
			t.glued = glue
			out = append(out, t)
			glue = false
			if i+1 < to && text[i] == '-' && isWordStart(text[i+1:]) {
				i++
				glue = true
			}
		case unicode.IsDigit(r):
			out = append(out, token{start: i, end: i + size, low: text[i : i+size], kind: number})
			i += size
		default:
			i = scanMark(text, i, size, r, to, &out)
			glue = false
		}
	}
	return out
}

// scanMark reads a mark outside ASCII.
func scanMark(text string, i, size int, r rune, to int, out *[]token) int {
	low, k := text[i:i+size], punct
	switch r {
	case '“', '”', '«', '»', '„':
		low, k = `"`, quoteMark
		if r == '“' || r == '«' || r == '„' {
			low = "“"
		} else {
			low = "”"
		}
	case '‘':
		low, k = "‘", quoteMark
	case '’', 'ʼ':
		if n, ok := possessive(text, i, size, to); ok {
			*out = append(*out, token{start: i, end: n, low: "'s", lem: "'s", kind: word})
			return n
		}
		low = "’"
	case '–', '—', '―', '‑', '‐':
		low = "—"
	case '…':
		low = "."
	}
	*out = append(*out, token{start: i, end: i + size, low: low, lem: low, kind: k})
	return i + size
}

// possessive reads 's (or ’s) after a word, and the bare apostrophe of a
// plural ("partners'").
func possessive(text string, i, size, to int) (int, bool) {
	if i == 0 || !isWordByte(text[i-1]) {
		return 0, false
	}
	n := i + size
	if n < to && (text[n] == 's' || text[n] == 'S') && (n+1 >= to || !isWordByte(text[n+1])) {
		return n + 1, true
	}
	if (text[i-1] == 's' || text[i-1] == 'S') && n < to && text[n] == ' ' {
		return n, true
	}
	return 0, false
}

// scanWord reads a word from i. Dots belong to abbreviations of single
// letters (U.S.) and to the short list in shortForms; an apostrophe followed
// by letters other than a final s belongs to the word (don't).
func scanWord(text string, i, to int) (token, int) {
	start := i
	if n := dottedEnd(text, i, to); n > 0 {
		s := strings.ReplaceAll(text[i:n], ".", "")
		return token{start: i, end: n, low: strings.ToLower(s), lem: strings.ToLower(s), cap: true, upper: isUpperASCII(s), abbr: text[n-1] == '.'}, n
	}
	ascii, letters, uppers := true, 0, 0
	for i < to {
		c := text[i]
		if c < utf8.RuneSelf {
			if isLetter(c) {
				letters++
				if c >= 'A' && c <= 'Z' {
					uppers++
				}
				i++
				continue
			}
			if isDigit(c) {
				i++
				continue
			}
			if c == '\'' && joinsWord(text, i, 1, to) {
				i++
				continue
			}
			if c == '&' && i == start+1 && i+1 < to && isLetter(text[i+1]) {
				i++
				continue
			}
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			ascii = false
			letters++
			if unicode.IsUpper(r) {
				uppers++
			}
			i += size
			continue
		}
		if r == '\u00ad' { // soft hyphen
			ascii = false
			i += size
			continue
		}
		if r == '’' && joinsWord(text, i, size, to) {
			ascii = false
			i += size
			continue
		}
		break
	}
	if i == start {
		_, size := utf8.DecodeRuneInString(text[i:to])
		i += size
	}
	s := text[start:i]
	low := s
	if ascii {
		if uppers > 0 {
			low = strings.ToLower(s)
		}
	} else {
		low = fold(s)
	}
	first, _ := utf8.DecodeRuneInString(s)
	t := token{start: start, end: i, low: low, lem: low, cap: unicode.IsUpper(first), upper: letters > 1 && uppers == letters}
	if i < to && text[i] == '.' && shortForms[low] {
		t.abbr = true
		t.end++
		i++
	}
	return t, i
}

// joinsWord says whether an apostrophe at i continues the word: letters
// follow and they are not a final s.
func joinsWord(text string, i, size, to int) bool {
	n := i + size
	if n >= to || !isLetter(text[n]) {
		return false
	}
	return !(text[n] == 's' || text[n] == 'S') || n+1 < to && isLetter(text[n+1])
}

// dottedEnd gives the end of an abbreviation of single letters with dots, or 0.
func dottedEnd(text string, i, to int) int {
	n, letters := i, 0
	for n+1 < to && isLetter(text[n]) && text[n+1] == '.' {
		n += 2
		letters++
	}
	if letters >= 2 {
		return n
	}
	if letters == 1 && text[i] >= 'A' && text[i] <= 'Z' && n < to && text[n] == ' ' && n+1 < to && text[n+1] >= 'A' && text[n+1] <= 'Z' {
		return n // an initial: "Donald J. Trump", "S. Korea"
	}
	return 0
}

// shortForms are words whose final dot does not end a sentence.
var shortForms = setOf("mr mrs ms dr prof gov gen sen rep sept sep oct nov dec jan feb mar apr jun jul aug st jr sr vs inc corp ltd co no art sec para approx est")

// numberEnd gives the end of a number with thousands commas and a decimal
// point.
func numberEnd(text string, i, to int) int {
	n := i
	for n < to {
		c := text[n]
		switch {
		case isDigit(c):
			n++
		case c == ',' && n+3 < to && isDigit(text[n+1]) && isDigit(text[n+2]) && isDigit(text[n+3]) && (n+4 >= to || !isDigit(text[n+4])):
			n++
		case c == '.' && n+1 < to && isDigit(text[n+1]):
			n++
		default:
			return n
		}
	}
	return n
}

// fold lowers the case and drops accents, so that "Šefčovič" and "Sefcovic"
// are one word.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case r == '’' || r == 'ʼ':
			b.WriteByte('\'')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// foldPhrase folds a phrase of a register the way the text is folded: words
// separated by one space.
func foldPhrase(s string) string {
	toks := scan(s, 0, len(s), nil)
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.low)
	}
	return b.String()
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isWordByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c >= utf8.RuneSelf || c == '.'
}

func isWordStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isUpperASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return len(s) > 0
}

// setOf makes a set of the words in s.
func setOf(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
