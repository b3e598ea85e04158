package tariff

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"parley/internal/fault"
)

// Digits takes the dots and blanks out of an HTS code. Anything else that is
// not a digit, or a length outside 4 to 10, is a BadInput fault.
func Digits(code string) (string, error) {
	digits := strings.Map(func(r rune) rune {
		if r == '.' || r == ' ' {
			return -1
		}
		return r
	}, code)
	if !allDigits(digits) || len(digits) < 4 || len(digits) > 10 {
		return "", fault.Bad("", "give 4 to 10 digits, with or without dots, as in 8703.23.01", "%q is not an HTS code", code)
	}
	return digits, nil
}

// Dotted prints a code as the schedule does: 8703.23.01.90.
func Dotted(code string) string {
	switch {
	case len(code) > 8:
		return code[:4] + "." + code[4:6] + "." + code[6:8] + "." + code[8:]
	case len(code) > 6:
		return code[:4] + "." + code[4:6] + "." + code[6:]
	case len(code) > 4:
		return code[:4] + "." + code[4:]
	}
	return code
}

// Base finds the line of the schedule that a code falls under on a day: the
// code itself; the line of its first 8 digits, which is where the law prints
// rates, when its statistical suffix is unknown; or, for 4 to 7 digits, any
// line under them when all bear the same rates. A code that only another
// edition has is answered from there, with a note.
func (n *Nomenclature) Base(code string, date time.Time) (BaseRate, error) {
	digits, err := Digits(code)
	if err != nil {
		return BaseRate{}, err
	}
	if digits[:2] == "99" {
		return BaseRate{}, fault.Bad("", "give the code of the good itself; parley tariff measures lists chapter 99",
			"%s is a heading of chapter 99, which adds duties to goods and names none", Dotted(digits))
	}
	want := EditionOn(date)
	for _, e := range []Edition{want, other(want)} {
		b, ok, err := n.inEdition(digits, e)
		if err != nil {
			return BaseRate{}, err
		}
		if ok {
			if e != want {
				b.Notes = append(b.Notes, fmt.Sprintf("%s is in the %s edition of the schedule and not in that of %s, the edition for %s",
					Dotted(digits), e, want, date.Format(time.DateOnly)))
			}
			return b, nil
		}
	}
	return BaseRate{}, n.unknown(digits, want)
}

func other(e Edition) Edition {
	if e == Edition2025 {
		return Edition2026
	}
	return Edition2025
}

// inEdition answers from one edition. ok is false when the edition has no
// line for the code.
func (n *Nomenclature) inEdition(digits string, e Edition) (b BaseRate, ok bool, err error) {
	if len(digits) == 10 || len(digits) == 8 {
		if i := n.find(digits); i >= 0 && n.rows[e][i] >= 0 {
			return n.at(i, e), true, nil
		}
	}
	if len(digits) >= 8 {
		i := n.first(digits[:8], e)
		if i < 0 || len(digits) == 10 && n.Has(digits, other(e)) {
			return BaseRate{}, false, nil // the other edition knows the full code
		}
		b = n.at(i, e)
		if len(digits) > 8 {
			b.Code = digits[:8]
			b.Notes = append(b.Notes, fmt.Sprintf("the %s edition has %s but no suffix %s under it; rates are set at 8 digits",
				e, Dotted(digits[:8]), digits[8:]))
		}
		return b, true, nil
	}
	lines := n.subheadings(digits, e)
	if len(lines) == 0 {
		return BaseRate{}, false, nil
	}
	b = n.at(lines[0], e)
	for _, i := range lines[1:] {
		if o := n.line[n.rows[e][i]]; !o.sameRate(n.line[n.rows[e][lines[0]]]) {
			return BaseRate{}, false, n.ambiguous(digits, lines, e)
		}
	}
	if len(lines) > 1 {
		b.Notes = append(b.Notes, fmt.Sprintf("%s covers %d subheadings, all with the rates of %s", Dotted(digits), len(lines), Dotted(b.Code)))
	}
	return b, true, nil
}

func (l scheduleLine) sameRate(o scheduleLine) bool {
	return l.general == o.general && l.special == o.special && l.column2 == o.column2
}

// first is the position of the line that speaks for 8 digits in an edition:
// the 8-digit line, or the first 10-digit one under it. A subheading with the
// single suffix 00 has only the latter.
func (n *Nomenclature) first(hts8 string, e Edition) int {
	from, to := n.span(hts8)
	for i := from; i < to; i++ {
		if n.rows[e][i] >= 0 {
			return i
		}
	}
	return -1
}

// subheadings gives one position for each 8-digit subheading under a prefix.
func (n *Nomenclature) subheadings(prefix string, e Edition) []int {
	var out []int
	last := ^uint64(0)
	from, to := n.span(prefix)
	for i := from; i < to; i++ {
		if hts8 := n.keys[i] / 200; n.rows[e][i] >= 0 && hts8 != last {
			out = append(out, i)
			last = hts8
		}
	}
	return out
}

func (n *Nomenclature) ambiguous(digits string, lines []int, e Edition) error {
	var show []string
	for _, i := range lines[:min(4, len(lines))] {
		show = append(show, fmt.Sprintf("%s (%s)", Dotted(keyCode(n.keys[i])[:8]), n.general[n.line[n.rows[e][i]].general].Text))
	}
	if len(lines) > 4 {
		show = append(show, fmt.Sprintf("and %d more", len(lines)-4))
	}
	return fault.Bad("", "give 8 digits: "+strings.Join(show, ", "),
		"%s covers %d subheadings with different rates", Dotted(digits), len(lines))
}

// unknown is the fault for a code that no edition has.
func (n *Nomenclature) unknown(digits string, e Edition) error {
	var offers []string
	for _, i := range n.nearest(digits, e, 3) {
		path := n.path(i, e)
		name := ""
		if len(path) > 0 {
			name = " (" + shorten(path[len(path)-1], 40) + ")"
		}
		offers = append(offers, Dotted(keyCode(n.keys[i])[:8])+name)
	}
	remedy := "the nearest codes are " + strings.Join(offers, ", ")
	return fault.Missing("", remedy, "no edition of the schedule (%s, %s) has the code %s", Edition2025, Edition2026, Dotted(digits))
}

// nearest gives up to k subheadings of an edition near a code: those that
// share most leading digits, then the nearest in number.
func (n *Nomenclature) nearest(digits string, e Edition, k int) []int {
	digits = (digits + "0000")[:min(8, len(digits)+4)]
	target, _ := strconv.ParseInt((digits + "00000000")[:8], 10, 64)
	var lines []int
	for _, size := range []int{6, 4, 2, 0} {
		if lines = n.subheadings(digits[:size], e); len(lines) >= k {
			break
		}
	}
	shared := func(i int) int {
		code, same := keyCode(n.keys[i]), 0
		for same < len(digits) && same < 8 && code[same] == digits[same] {
			same++
		}
		return same
	}
	away := func(i int) int64 { return abs64(int64(n.keys[i]/200) - target) }
	sort.SliceStable(lines, func(a, b int) bool {
		if s, t := shared(lines[a]), shared(lines[b]); s != t {
			return s > t
		}
		return away(lines[a]) < away(lines[b])
	})
	return lines[:min(k, len(lines))]
}

func abs64(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// path gives the texts of the line at position i, from the heading down.
func (n *Nomenclature) path(i int, e Edition) []string {
	d, err := n.words()
	if err != nil || n.texts[e][i] < 0 {
		return nil
	}
	return d.path(n.texts[e][i])
}

// description joins the texts of a line.
func (n *Nomenclature) description(i int, e Edition) string {
	return strings.Join(n.path(i, e), " > ")
}

// shorten cuts a text to at most size letters, at a blank where it can.
func shorten(s string, size int) string {
	r := []rune(s)
	if len(r) <= size {
		return s
	}
	cut := string(r[:size-1])
	if i := strings.LastIndexByte(cut, ' '); i > size/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
