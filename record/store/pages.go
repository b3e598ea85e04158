package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
)

// pages holds the rows of a damaged file as they lie on its pages. It needs
// neither the head of the file nor the schema nor the trees that lead to the
// rows: every page that holds rows of a table is read by itself. The layout is
// that of the SQLite file format (sqlite.org/fileformat2.html), sections 1.3
// to 1.6 and 2.1, and 4 for the write-ahead log.
type pages struct {
	file   []byte
	size   int              // bytes of a page
	usable int              // of these, without the reserved end
	log    map[int][]byte   // pages of the write-ahead log that stand for those of the file
	rows   map[string][]row // by table; seq 0 where the number is not known
	at     map[string]map[int64]int
	last   map[string]int64 // number of the last row that was written, as far as it can be seen
	seen   map[string]map[int64]int
	notes  []string // what the file as a whole has lost
}

// readPages reads the file and its write-ahead log; a damaged log ends where
// the damage begins.
func readPages(path string) (*pages, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &pages{file: file, log: map[int][]byte{}, rows: map[string][]row{}, at: map[string]map[int64]int{}, last: map[string]int64{}, seen: map[string]map[int64]int{}}
	p.head()
	if wal, err := os.ReadFile(path + "-wal"); err == nil {
		p.readLog(wal)
	}
	for _, t := range tables {
		p.at[t], p.seen[t] = map[int64]int{}, map[int64]int{}
	}
	top := len(file) / p.size
	for n := range p.log {
		top = max(top, n)
	}
	for n := 1; n <= top; n++ {
		p.readPage(n)
	}
	p.number()
	return p, nil
}

// head takes the size of a page from the head of the file, or the usual one
// when the head is gone.
func (p *pages) head() {
	p.size, p.usable = 4096, 4096
	if len(p.file) < 100 || !bytes.HasPrefix(p.file, []byte("SQLite format 3\x00")) {
		p.notes = append(p.notes, "the head of the file is gone")
		return
	}
	size := int(binary.BigEndian.Uint16(p.file[16:]))
	if size == 1 {
		size = 65536
	}
	if size >= 512 && size&(size-1) == 0 {
		p.size = size
		p.usable = size
		if keep := int(p.file[20]); keep <= size-480 && keep <= 32 {
			p.usable -= keep
		}
	}
	want := int(binary.BigEndian.Uint32(p.file[28:]))
	if have := len(p.file) / p.size; have < want && want < 1<<30 {
		p.notes = append(p.notes, fmt.Sprintf("the file was cut off: %d of its %d pages are missing", want-have, want))
	}
}

// readLog takes from the write-ahead log the pages of every transaction that
// was completed: checksums run from frame to frame (section 4.2).
func (p *pages) readLog(wal []byte) {
	if len(wal) < 32 || binary.BigEndian.Uint32(wal)&^1 != 0x377f0682 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if wal[3]&1 == 1 {
		order = binary.BigEndian
	}
	if size := int(binary.BigEndian.Uint32(wal[8:])); size != p.size {
		return
	}
	var a, b uint32
	sum := func(d []byte) {
		for i := 0; i+8 <= len(d); i += 8 {
			a += order.Uint32(d[i:]) + b
			b += order.Uint32(d[i+4:]) + a
		}
	}
	if sum(wal[:24]); a != binary.BigEndian.Uint32(wal[24:]) || b != binary.BigEndian.Uint32(wal[28:]) {
		return
	}
	open := map[int][]byte{}
	for at := 32; at+24+p.size <= len(wal); at += 24 + p.size {
		f := wal[at : at+24]
		page := wal[at+24 : at+24+p.size]
		sum(f[:8])
		sum(page)
		if !bytes.Equal(f[8:16], wal[16:24]) || a != binary.BigEndian.Uint32(f[16:]) || b != binary.BigEndian.Uint32(f[20:]) {
			return
		}
		if n := int(binary.BigEndian.Uint32(f)); n > 0 && n < 1<<24 {
			open[n] = page
		}
		if binary.BigEndian.Uint32(f[4:]) != 0 { // the transaction is complete
			for n, page := range open {
				p.log[n] = page
			}
			clear(open)
		}
	}
}

// page gives a page by its number, from 1; nil when the file does not have it.
func (p *pages) page(n int) []byte {
	if b := p.log[n]; b != nil {
		return b
	}
	if n < 1 || n > len(p.file)/p.size {
		return nil
	}
	return p.file[(n-1)*p.size : n*p.size]
}

// Kinds of page (section 1.6).
const (
	overflowPage  = 0x00 // the first byte of a page number
	interiorIndex = 0x02
	interiorTable = 0x05
	leafIndex     = 0x0a
	leafTable     = 0x0d
)

// readPage takes the rows of a page, and the numbers of rows that an index
// names. A page of no known kind is tried as one of rows.
func (p *pages) readPage(n int) {
	b, start := p.page(n), 0
	if n == 1 {
		start = 100
	}
	kind := b[start]
	slots := start + 8
	switch kind {
	case overflowPage, interiorTable:
		return
	case interiorIndex:
		slots = start + 12
	}
	count := int(binary.BigEndian.Uint16(b[start+3:]))
	var found []row
	var names []string
	votes := map[int64]int{}
	for i := 0; i < count && slots+2*i+2 <= p.usable; i++ {
		at := int(binary.BigEndian.Uint16(b[slots+2*i:]))
		if at < slots || at >= p.usable {
			continue
		}
		if kind == interiorIndex || kind == leafIndex {
			p.indexed(b[at:p.usable], kind == interiorIndex)
			continue
		}
		table, r, ok := p.rowAt(b[at:p.usable])
		if !ok {
			continue
		}
		votes[r.seq-int64(i)]++
		r.slot = i
		found, names = append(found, r), append(names, table)
	}
	// Rows are numbered without gaps, so those of a page follow each other: a
	// number that does not fit was damaged.
	var first int64
	for v, n := range votes {
		if n > votes[first] || n == votes[first] && v < first {
			first = v
		}
	}
	for i := range found {
		if votes[first] > 1 {
			found[i].seq = first + int64(found[i].slot)
		}
		p.seen[names[i]][found[i].seq]++
		p.rows[names[i]] = append(p.rows[names[i]], found[i])
	}
}

// varint reads SQLite's variable-length integer; n is 0 when it does not end.
func varint(b []byte) (v uint64, n int) {
	for i := 0; i < 9 && i < len(b); i++ {
		if i == 8 {
			return v<<8 | uint64(b[i]), 9
		}
		v = v<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}

// payload gives the bytes of a cell, with those on overflow pages; what is
// gone is left out at the end.
func (p *pages) payload(cell []byte, length uint64, most int) []byte {
	if length > uint64(len(p.file)+len(p.log)*p.size) {
		return nil
	}
	whole, u := int(length), p.usable
	local := whole
	if whole > most {
		least := (u-12)*32/255 - 23
		if local = least + (whole-least)%(u-4); local > most {
			local = least
		}
	}
	if local == whole || local+4 > len(cell) {
		return cell[:min(local, len(cell))]
	}
	out := append(make([]byte, 0, whole), cell[:local]...)
	next := int(binary.BigEndian.Uint32(cell[local:]))
	for len(out) < whole {
		b := p.page(next)
		if b == nil {
			break
		}
		out = append(out, b[4:min(u, 4+whole-len(out))]...)
		next = int(binary.BigEndian.Uint32(b))
	}
	return out
}

// field is a value of a row: a number or bytes.
type field struct {
	kind  uint64 // serial type (section 2.1)
	bytes []byte
}

func (f *field) text() string { return string(f.bytes) }

func (f *field) integer() int64 {
	switch {
	case f.kind == 9:
		return 1
	case f.kind > 6 || len(f.bytes) == 0:
		return 0
	}
	v := int64(int8(f.bytes[0]))
	for _, b := range f.bytes[1:] {
		v = v<<8 | int64(b)
	}
	return v
}

// fields splits a payload; whole is false when bytes are missing at its end.
func fields(b []byte) (out []field, whole bool) {
	size, n := varint(b)
	if n == 0 || size < uint64(n) || size > uint64(len(b)) || size > 200 {
		return nil, false
	}
	at := size
	for i := uint64(n); i < size; {
		kind, n := varint(b[i:size])
		if n == 0 {
			return nil, false
		}
		i += uint64(n)
		var length uint64
		switch {
		case kind >= 12:
			length = (kind - 12) / 2
		case kind < 8:
			length = [8]uint64{0, 1, 2, 3, 4, 6, 8, 8}[kind]
		}
		f := field{kind: kind}
		if length > math.MaxInt32 || at > uint64(len(b)) {
			length, at = 0, uint64(len(b))+1
		} else {
			f.bytes = b[at:min(at+length, uint64(len(b)))]
			at += length
		}
		out = append(out, f)
	}
	return out, at <= uint64(len(b))
}

// shapes are the tables by the number of their columns with and without a
// digest, and where the entry stands.
var shapes = map[int]struct {
	table string
	body  int
}{7: {"sources", 6}, 8: {"sources", 6}, 15: {"claims", 14}, 16: {"claims", 14}, 5: {"", 4}, 6: {"", 4}}

// kinds are the tables of one shape, by a word that only their entries have.
var kinds = []struct{ word, table string }{{`"result":`, "links"}, {`"kind":`, "notices"}, {`"about":`, "disputes"}}

// rowAt reads a row of one of our tables. Of one whose end is gone the number
// is left, and why.
func (p *pages) rowAt(cell []byte) (table string, r row, ok bool) {
	length, n := varint(cell)
	if n == 0 {
		return "", r, false
	}
	seq, m := varint(cell[n:])
	if m == 0 || seq == 0 || seq > math.MaxInt64 {
		return "", r, false
	}
	fs, whole := fields(p.payload(cell[n+m:], length, p.usable-35))
	shape, known := shapes[len(fs)]
	if !known || fs[0].kind != 0 { // the number of the row stands before the row, not in it
		return "", r, false
	}
	r = row{seq: int64(seq), id: fs[1].text(), body: fs[shape.body].bytes}
	if len(fs) == shape.body+2 {
		r.sum = fs[shape.body+1].text()
	}
	if table = shape.table; table == "sources" {
		r.raw = fs[5].bytes
	}
	if table == "" {
		for _, k := range kinds {
			if bytes.Contains(r.body, []byte(k.word)) || !whole && strings.HasPrefix(r.id, k.table[:1]) {
				table = k.table
				break
			}
		}
	}
	if table == "" {
		return "", r, false
	}
	if r.why = r.wrong(table); !whole {
		r.why = "part of it is gone"
	}
	return table, r, true
}

var (
	isHash = regexp.MustCompile(`^[0-9a-f]{64}$`)
	isDay  = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	isID   = regexp.MustCompile(`^[lnd][0-9a-f]{16}$`)
)

// indexed notes the number of a row that an index names, where what it names
// it by belongs to one table only.
func (p *pages) indexed(cell []byte, interior bool) {
	if interior {
		if len(cell) < 4 {
			return
		}
		cell = cell[4:]
	}
	length, n := varint(cell)
	if n == 0 {
		return
	}
	fs, whole := fields(p.payload(cell[n:], length, (p.usable-12)*64/255-23))
	if !whole || len(fs) < 2 {
		return
	}
	table := ""
	switch name := fs[0].text(); {
	case len(fs) == 2 && (isHash.MatchString(name) || isDay.MatchString(name)):
		table = "sources"
	case len(fs) == 2 && isID.MatchString(name):
		table = map[byte]string{'l': "links", 'n': "notices", 'd': "disputes"}[name[0]]
	case (len(fs) == 3 || len(fs) == 4) && isDay.MatchString(fs[len(fs)-2].text()):
		table = "claims"
	}
	if seq := fs[len(fs)-1].integer(); table != "" && seq > 0 {
		p.seen[table][seq]++
	}
}

// number puts the rows of every table in their places. A number is believed
// when two places give it, or when most of the numbers below it were seen; a
// row whose own is not believed stands behind the others.
func (p *pages) number() {
	for _, t := range tables {
		for seq, n := range p.seen[t] {
			if (n > 1 || seq <= 2*int64(len(p.seen[t]))) && seq > p.last[t] {
				p.last[t] = seq
			}
		}
		names := map[string]int64{}
		var stray []row
		for i := range p.rows[t] {
			r := p.rows[t][i]
			had, taken := p.at[t][r.seq]
			switch {
			case names[r.id] != 0 && r.why == "":
				if old := p.at[t][names[r.id]]; p.rows[t][old].why != "" {
					p.at[t][names[r.id]] = i
				}
			case r.seq < 1 || r.seq > p.last[t] || taken && r.why == "" && p.rows[t][had].why == "":
				if r.why == "" {
					stray = append(stray, r)
				}
			case !taken || r.why == "":
				p.at[t][r.seq], names[r.id] = i, r.seq
			}
		}
		for _, r := range stray {
			if names[r.id] != 0 {
				continue
			}
			p.last[t]++
			r.seq = p.last[t]
			p.rows[t] = append(p.rows[t], r)
			p.at[t][r.seq], names[r.id] = len(p.rows[t])-1, r.seq
		}
	}
}

// find gives a row by its number, or why it is lost.
func (p *pages) find(table string, seq int64) (r row, why string) {
	i, ok := p.at[table][seq]
	if !ok {
		return r, "cannot be read"
	}
	r = p.rows[table][i]
	r.seq = seq
	return r, r.why
}

// empty says whether no row of a record was found.
func (p *pages) empty() bool {
	for _, t := range tables {
		for _, r := range p.rows[t] {
			if r.why == "" {
				return false
			}
		}
	}
	return true
}
