package store

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Agencies sell one text to many papers, and each changes the headline or
// drops the last paragraphs. Two sources are copies of one story when their
// runs of five words are mostly the same. The share is estimated from the
// least hashes of each text (Broder 1997, "On the resemblance and containment
// of documents"): the same answer each time, in 512 bytes a source.
const (
	sketchSize  = 64
	runLength   = 5
	copyShare   = 0.6 // of all runs of the two texts
	copyDays    = 7   // between the two publications
	leastForRun = 20  // words below which only the same words are a copy
)

// sketch gives the least hashes of the runs of words of a text.
func sketch(text string) []byte {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	n := runLength
	if len(words) < leastForRun {
		n = max(len(words), 1)
	}
	var hashes []uint64
	for i := 0; i+n <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+n] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		hashes = append(hashes, h.Sum64())
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	if len(hashes) > sketchSize {
		hashes = hashes[:sketchSize]
	}
	out := make([]byte, 0, 8*len(hashes))
	for _, h := range hashes {
		out = binary.BigEndian.AppendUint64(out, h)
	}
	return out
}

// resemblance estimates the share of runs that two texts have in common.
func resemblance(a, b []byte) float64 {
	union, both := 0, 0
	for len(a) >= 8 && len(b) >= 8 && union < sketchSize {
		x, y := binary.BigEndian.Uint64(a), binary.BigEndian.Uint64(b)
		union++
		if x <= y {
			a = a[8:]
		}
		if y <= x {
			b = b[8:]
		}
		if x == y {
			both++
		}
	}
	if rest := (len(a) + len(b)) / 8; union < sketchSize {
		union += min(rest, sketchSize-union)
	}
	if union == 0 {
		return 0
	}
	return float64(both) / float64(union)
}
