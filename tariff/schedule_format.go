package tariff

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
)

// htsMagic opens the table of the schedule, version 1. Its sections are the
// lines with their rates, and the descriptions.
const htsMagic = "parley-hts-1\n"

// Item is one line of an edition as an ingredient file gives it; the builder
// makes a Nomenclature from them.
type Item struct {
	Code        string // 8 or 10 digits
	General     string // column 1, general
	Special     string
	Column2     string
	Units       []string
	OwnRate     bool     // the rate is printed on this line, not inherited
	Description []string // from the heading down to the line
}

// descriptions is the tree of the texts of the schedule: a line's text is
// that of its node and of the nodes above.
type descriptions struct {
	parent []int32
	text   []string
	node   []int32 // of each description row
}

// path gives the texts from the heading down.
func (d *descriptions) path(row int32) []string {
	var out []string
	for n := d.node[row]; n >= 0; n = d.parent[n] {
		out = append(out, d.text[n])
	}
	slices.Reverse(out)
	return out
}

// interner numbers strings in the order of first use.
type interner struct {
	index map[string]int
	list  []string
}

func (in *interner) add(s string) uint64 {
	if in.index == nil {
		in.index = make(map[string]int)
	}
	i, ok := in.index[s]
	if !ok {
		i = len(in.list)
		in.index[s] = i
		in.list = append(in.list, s)
	}
	return uint64(i)
}

// unitSep joins the units of a line into one text of the dictionary.
const unitSep = ";"

// EncodeNomenclature makes the embedded table from the lines of the
// editions, in any order. A code twice in one edition is an error.
func EncodeNomenclature(editions [2][]Item) ([]byte, error) {
	type pair [numEditions]*Item
	byKey := map[uint64]*pair{}
	for e := range editions {
		for i := range editions[e] {
			it := &editions[e][i]
			if !isCode(it.Code) {
				return nil, fmt.Errorf("edition %s: %q is not a code of 8 or 10 digits", Edition(e), it.Code)
			}
			p := byKey[codeKey(it.Code)]
			if p == nil {
				p = &pair{}
				byKey[codeKey(it.Code)] = p
			}
			if p[e] != nil {
				return nil, fmt.Errorf("edition %s: %s stands there twice", Edition(e), it.Code)
			}
			p[e] = it
		}
	}
	keys := make([]uint64, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })

	var general, special, column2, units interner
	var lines, texts packer
	lines.uint(uint64(len(keys)))
	last := uint64(0)
	for _, k := range keys {
		lines.uint(k - last)
		last = k
	}
	var above []string
	for _, k := range keys {
		p := byKey[k]
		same := p[0] != nil && p[1] != nil && sameRates(p[0], p[1])
		sameText := p[0] != nil && p[1] != nil && slices.Equal(p[0].Description, p[1].Description)
		lines.uint(bit(p[0] != nil, 0) | bit(p[1] != nil, 1) | bit(same, 2) | bit(sameText, 3))
		for e, it := range p {
			if it == nil {
				continue
			}
			if e == 0 || !same {
				lines.uint(general.add(it.General))
				lines.uint(special.add(it.Special))
				lines.uint(column2.add(it.Column2))
				lines.uint(units.add(strings.Join(it.Units, unitSep)))
				lines.uint(bit(it.OwnRate, 0))
			}
			if e == 0 || !sameText {
				shared := 0
				for shared < len(above) && shared < len(it.Description) && above[shared] == it.Description[shared] {
					shared++
				}
				texts.uint(uint64(shared))
				texts.strs(it.Description[shared:])
				above = it.Description
			}
		}
	}
	var dict packer
	for _, in := range []*interner{&general, &special, &column2, &units} {
		dict.strs(in.list)
	}
	var out bytes.Buffer
	if err := writeTable(&out, htsMagic, dict.buf, lines.buf, texts.buf); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func sameRates(a, b *Item) bool {
	return a.General == b.General && a.Special == b.Special && a.Column2 == b.Column2 &&
		slices.Equal(a.Units, b.Units) && a.OwnRate == b.OwnRate
}

func bit(set bool, n uint) uint64 {
	if set {
		return 1 << n
	}
	return 0
}

func isCode(s string) bool {
	if len(s) != 8 && len(s) != 10 {
		return false
	}
	return allDigits(s)
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// DecodeNomenclature reads the embedded table. The descriptions are left
// compressed until they are asked for.
func DecodeNomenclature(table []byte) (*Nomenclature, error) {
	sections, err := readTable(table, htsMagic, 3)
	if err != nil {
		return nil, err
	}
	n := &Nomenclature{}
	dict, err := inflate(sections[0])
	if err != nil {
		return nil, err
	}
	if err := n.readDictionary(newUnpacker(dict)); err != nil {
		return nil, err
	}
	lines, err := inflate(sections[1])
	if err != nil {
		return nil, err
	}
	textRows, err := n.readLines(newUnpacker(lines))
	if err != nil {
		return nil, err
	}
	n.words = sync.OnceValues(func() (*descriptions, error) {
		texts, err := inflate(sections[2])
		if err != nil {
			return nil, err
		}
		return readDescriptions(newUnpacker(texts), textRows)
	})
	return n, nil
}

func (n *Nomenclature) readDictionary(u *unpacker) error {
	general, special, column2, units := u.strs(), u.strs(), u.strs(), u.strs()
	if err := u.end(); err != nil {
		return err
	}
	n.special = special
	n.general = make([]ColumnRate, len(general))
	for i, s := range general {
		n.general[i] = ParseRate(s)
	}
	n.column2 = make([]ColumnRate, len(column2))
	for i, s := range column2 {
		n.column2[i] = ParseRate(s)
	}
	n.units = make([][]string, len(units))
	for i, s := range units {
		if s != "" {
			n.units[i] = strings.Split(s, unitSep)
		}
	}
	return nil
}

// readLines fills keys, rows and lines; it gives the number of description
// rows that the third section must hold.
func (n *Nomenclature) readLines(u *unpacker) (textRows int, err error) {
	count := u.count()
	n.keys = make([]uint64, count)
	last := uint64(0)
	for i := range n.keys {
		last += u.uint()
		n.keys[i] = last
	}
	for e := range n.rows {
		n.rows[e] = make([]int32, count)
		n.texts[e] = make([]int32, count)
	}
	n.line = make([]scheduleLine, 0, count+count/8)
	for i := range n.keys {
		mask := u.uint()
		for e := range n.rows {
			n.rows[e][i], n.texts[e][i] = -1, -1
			if mask&(1<<e) == 0 {
				continue
			}
			if e == 0 || mask&4 == 0 {
				n.line = append(n.line, scheduleLine{
					general: int32(u.index(len(n.general))),
					special: int32(u.index(len(n.special))),
					column2: int32(u.index(len(n.column2))),
					units:   int32(u.index(len(n.units))),
					own:     u.uint() == 1,
				})
			}
			n.rows[e][i] = int32(len(n.line) - 1)
			if e == 0 || mask&8 == 0 {
				textRows++
			}
			n.texts[e][i] = int32(textRows - 1)
		}
	}
	return textRows, u.end()
}

func readDescriptions(u *unpacker, rows int) (*descriptions, error) {
	d := &descriptions{node: make([]int32, rows)}
	var stack []int32
	for r := range d.node {
		shared := u.index(len(stack) + 1)
		stack = stack[:shared]
		for more := u.count(); more > 0; more-- {
			parent := int32(-1)
			if len(stack) > 0 {
				parent = stack[len(stack)-1]
			}
			stack = append(stack, int32(len(d.text)))
			d.parent = append(d.parent, parent)
			d.text = append(d.text, u.str())
		}
		if len(stack) == 0 {
			d.node[r] = -1
			continue
		}
		d.node[r] = stack[len(stack)-1]
	}
	return d, u.end()
}
