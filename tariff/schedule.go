package tariff

import (
	"sort"
	"sync"
	"time"
)

// Edition is an edition of the Harmonized Tariff Schedule that is embedded.
type Edition int

// The editions, in order of time.
const (
	Edition2025 Edition = iota
	Edition2026
	numEditions
)

// String names the edition as in a citation.
func (e Edition) String() string {
	if e == Edition2026 {
		return "2026 Rev 10"
	}
	return "2025"
}

// EditionOn is the edition that answers for a day: the 2026 edition from 1
// January 2026, the 2025 edition before. Codes that a revision added within
// a year are in the later edition only; Find answers from there, and says so.
func EditionOn(date time.Time) Edition {
	if date.Year() >= 2026 {
		return Edition2026
	}
	return Edition2025
}

// Nomenclature is the Harmonized Tariff Schedule, chapters 1 to 98, in the
// editions embedded: the codes with their rates. Descriptions are decoded
// when first asked for. It is read-only and safe for concurrent use.
type Nomenclature struct {
	keys []uint64 // of every code of any edition, ascending; see codeKey
	rows [numEditions][]int32
	line []scheduleLine

	general []ColumnRate
	column2 []ColumnRate
	special []string
	units   [][]string

	texts [numEditions][]int32 // description row of each key, -1 when absent
	words func() (*descriptions, error)

	codesOnce sync.Once
	codes     []string
}

// scheduleLine is one line of an edition, as indices into the texts.
type scheduleLine struct {
	general, special, column2, units int32
	own                              bool // the rate is printed on this line, not inherited from its 8 digits
}

// codeKey orders codes as text does and tells 8 digits from 10: the code
// padded to ten digits, times two, plus one when it has all ten.
func codeKey(code string) uint64 {
	var k uint64
	for i := 0; i < 10; i++ {
		d := uint64(0)
		if i < len(code) {
			d = uint64(code[i] - '0')
		}
		k = k*10 + d
	}
	k *= 2
	if len(code) == 10 {
		k++
	}
	return k
}

// keyCode is the inverse of codeKey.
func keyCode(k uint64) string {
	var b [10]byte
	ten := k&1 == 1
	k /= 2
	for i := 9; i >= 0; i-- {
		b[i] = byte('0' + k%10)
		k /= 10
	}
	if ten {
		return string(b[:])
	}
	return string(b[:8])
}

// find is the position of a code, or -1.
func (n *Nomenclature) find(code string) int {
	k := codeKey(code)
	i := sort.Search(len(n.keys), func(i int) bool { return n.keys[i] >= k })
	if i < len(n.keys) && n.keys[i] == k {
		return i
	}
	return -1
}

// span is the range of positions of the codes that begin with prefix.
func (n *Nomenclature) span(prefix string) (from, to int) {
	low := codeKey(prefix)
	if len(prefix) == 10 {
		i := n.find(prefix)
		if i < 0 {
			return 0, 0
		}
		return i, i + 1
	}
	size := uint64(2)
	for i := len(prefix); i < 10; i++ {
		size *= 10
	}
	from = sort.Search(len(n.keys), func(i int) bool { return n.keys[i] >= low })
	to = sort.Search(len(n.keys), func(i int) bool { return n.keys[i] >= low+size })
	return from, to
}

// Codes gives every 8- and 10-digit code of all editions, digits only,
// sorted. The slice is shared: do not write to it.
func (n *Nomenclature) Codes() []string {
	n.codesOnce.Do(func() {
		n.codes = make([]string, len(n.keys))
		for i, k := range n.keys {
			n.codes[i] = keyCode(k)
		}
	})
	return n.codes
}

// Has says whether an edition has a line with exactly these 8 or 10 digits,
// or, for 4 to 8 digits, lines that begin with them.
func (n *Nomenclature) Has(code string, e Edition) bool {
	from, to := n.span(code)
	for i := from; i < to; i++ {
		if n.rows[e][i] >= 0 {
			return true
		}
	}
	return false
}

// at makes the answer for the line at position i of an edition that has it.
func (n *Nomenclature) at(i int, e Edition) BaseRate {
	l := n.line[n.rows[e][i]]
	return BaseRate{
		Code:        keyCode(n.keys[i]),
		Description: n.description(i, e),
		Column1:     n.general[l.general],
		Special:     ParseSpecial(n.special[l.special]),
		Column2:     n.column2[l.column2],
		Units:       n.units[l.units],
		Edition:     e.String(),
	}
}

// HTS gives the schedule that comes with the program, decoded once.
func HTS() (*Nomenclature, error) { return embeddedHTS() }

var embeddedHTS = sync.OnceValues(func() (*Nomenclature, error) { return DecodeNomenclature(htsTable) })

// embeddedRates is the schedule as the law book consults it.
func embeddedRates() (BaseRates, error) { return HTS() }
