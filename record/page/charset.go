package page

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"parley/internal/fault"
)

// decode gives the text in UTF-8 and notes the character set and what said
// so. In order: the user, the byte order mark, the header of the answer, the
// bytes themselves when they are UTF-8, the page's declaration, the look of
// the bytes.
func (d *Document) decode(raw []byte, o Options, where string) ([]byte, error) {
	enc, err := d.charset(raw, o)
	if err != nil {
		return nil, err
	}
	if enc == nil { // UTF-8
		if d.Format == "text" {
			return raw, nil // offsets are those of the file; the reader counts what is not UTF-8
		}
		return d.check(bytes.ToValidUTF8(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), []byte("\uFFFD")), where)
	}
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, fault.Bad(where, "name its character set with --charset", "cannot be read as %s: %v", d.Charset, err)
	}
	return d.check(bytes.TrimPrefix(text, []byte("\ufeff")), where)
}

// check counts what could not be decoded, and refuses a text of which much
// could not.
func (d *Document) check(text []byte, where string) ([]byte, error) {
	d.Replaced = bytes.Count(text, []byte("\uFFFD"))
	if all := utf8.RuneCount(text); d.Replaced*50 > all {
		return nil, fault.Bad(where, "name its character set with --charset", "not %s: %d of %d characters could not be read (character set from %s)", d.Charset, d.Replaced, all, d.CharsetFrom)
	}
	if i := bytes.IndexByte(text, 0); i >= 0 && d.Format == "text" {
		return nil, fault.Bad(where, "save the story as plain UTF-8 text", "not a text: a zero byte at offset %d", i)
	}
	return text, nil
}

// charset chooses the encoding; nil is UTF-8.
func (d *Document) charset(raw []byte, o Options) (encoding.Encoding, error) {
	take := func(name, from string) encoding.Encoding {
		enc, canonical := charset.Lookup(name)
		d.Charset, d.CharsetFrom = canonical, from
		if canonical == "utf-8" {
			return nil
		}
		return enc
	}
	if o.Charset != "" {
		if enc, _ := charset.Lookup(o.Charset); enc == nil {
			return nil, fault.Misuse("use a name of the WHATWG list, as shift_jis, euc-kr, gb18030, big5, windows-1252, utf-8", "--charset %s: no such character set", o.Charset)
		}
		return take(o.Charset, "--charset"), nil
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return take("utf-8", "the byte order mark"), nil
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		d.Charset, d.CharsetFrom = "utf-16", "the byte order mark"
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	}
	if _, params, err := mime.ParseMediaType(o.ContentType); err == nil && params["charset"] != "" {
		if enc, _ := charset.Lookup(params["charset"]); enc != nil {
			return take(params["charset"], "the header of the answer"), nil
		}
	}
	if bytes.IndexByte(raw, 0) >= 0 { // UTF-16 without a mark, or no text
		if little, big := zeros(raw, 1), zeros(raw, 0); little*5 > len(raw) && big == 0 {
			return take("utf-16le", "the look of the bytes"), nil
		} else if big*5 > len(raw) && little == 0 {
			return take("utf-16be", "the look of the bytes"), nil
		}
	}
	declared := ""
	if g := declaration.FindSubmatch(raw[:min(len(raw), 4096)]); g != nil && d.Format == "html" {
		if enc, name := charset.Lookup(string(g[1]) + string(g[2])); enc != nil && !strings.HasPrefix(name, "utf-16") {
			declared = name // a page that can be read so far is not UTF-16
		}
	}
	if wide := nonASCII(raw); utf8.Valid(raw) && (wide == 0 || wide >= 8 || declared == "" || declared == "utf-8") {
		return take("utf-8", "the bytes"), nil
	}
	if declared != "" {
		return take(declared, "the page's declaration"), nil
	}
	if mostlyUTF8(raw) {
		return take("utf-8", "the bytes"), nil
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return take("utf-8", "the bytes"), nil // refused by the reader, with the place of the zero
	}
	return take(recognise(raw), "the look of the bytes"), nil
}

// declaration finds the character set that a page names.
var declaration = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?([\w:.-]+)|^\s*<\?xml[^>]*encoding\s*=\s*["']([\w:.-]+)`)

func nonASCII(raw []byte) (n int) {
	for _, c := range raw {
		if c >= 0x80 && c&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

func zeros(raw []byte, odd int) (n int) {
	for i := odd; i < len(raw); i += 2 {
		if raw[i] == 0 {
			n++
		}
	}
	return n
}

// mostlyUTF8 says whether a text is UTF-8 with a little damage: more proper
// sequences than broken ones.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < 0x80 {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 4*bad
}

// frequent lists, for the character sets without a declaration, characters
// that make up a large part of any text in the language, in common use and
// after them in the order of no importance.
var frequent = []struct{ name, chars string }{
	{"shift_jis", "のにはをとがでたしてるいなれさも、。ンスルトー日本国会年大人米"},
	{"euc-jp", "のにはをとがでたしてるいなれさも、。ンスルトー日本国会年大人米"},
	{"euc-kr", "이다는을의에가하고로한지은도를사자기서대인정스나시국미일"},
	{"gb18030", "的一是不了在人有我他这中大来上国个到说们为子和你地出，。美会年关税"},
	{"big5", "的一是不了在人有我他這中大來上國個到說們為子和你地出，。美會年關稅"},
}

// recognise names the character set that the bytes look like. High bytes that
// stand alone between letters are accents and quotation marks of
// windows-1252; in pairs they are East Asian, and the set wins in which most
// of them are characters that its language uses all the time.
func recognise(raw []byte) string {
	raw = raw[:min(len(raw), 1<<16)]
	high, alone := 0, 0
	for i, c := range raw {
		if c < 0x80 {
			continue
		}
		high++
		if (i == 0 || raw[i-1] < 0x80) && (i+1 == len(raw) || raw[i+1] < 0x80) {
			alone++
		}
	}
	// In Shift_JIS the second byte is often ASCII, so bytes alone prove little
	// unless none of them comes in a pair; kana decide below.
	best, most := "windows-1252", 0.0
	if alone*10 >= high*9 && !strings.Contains(string(raw), "\x82") {
		return best
	}
	for _, f := range frequent {
		enc, _ := charset.Lookup(f.name)
		text, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			continue
		}
		wide, common, wrong := 0, 0, 0
		for _, r := range string(text) {
			switch {
			case r == utf8.RuneError:
				wrong++
			case r >= 0xe000 && r <= 0xf8ff || r >= 0x20000 || r >= 0xff61 && r <= 0xff9f:
				wide++
				wrong++ // private use, rare extensions, half-width kana: signs of a wrong guess
			case r >= 0x80:
				wide++
				if strings.ContainsRune(f.chars, r) {
					common++
				}
			}
		}
		if wide == 0 {
			continue
		}
		if s := (float64(common) - 2*float64(wrong)) / float64(wide); s > most && s > 0.08 {
			best, most = f.name, s
		}
	}
	return best
}
