package record

// pieceIndex finds pieces of evidence by their parts without making a string
// of them. A filter of bits answers for most of those that no table has.
type pieceIndex struct {
	names  []string
	filter []uint64 // bits, by the upper half of the hash
	slots  []pieceSlot
	mask   uint64
}

type pieceSlot struct {
	hash uint64
	at   int32 // 1 + number of the piece; 0 for an empty slot
}

// The 64-bit FNV-1a hash (Fowler, Noll and Vo).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func hashOf(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

const filterBits = 1 << 18

// add gives a piece the next number.
func (x *pieceIndex) add(name string) {
	x.names = append(x.names, name)
}

// build makes the index when all pieces are there. It reports two pieces of
// the same hash, which no index could tell apart, by the later one's name.
func (x *pieceIndex) build() (clash string) {
	size := uint64(1)
	for size < 2*uint64(len(x.names)+1) {
		size *= 2
	}
	x.slots, x.mask, x.filter = make([]pieceSlot, size), size-1, make([]uint64, filterBits/64)
	for i, n := range x.names {
		h := hashOf(fnvOffset, n)
		x.filter[h>>40%filterBits/64] |= 1 << (h >> 40 % 64)
		k := h & x.mask
		for ; x.slots[k].at != 0; k = (k + 1) & x.mask {
			if x.slots[k].hash == h {
				clash = n
			}
		}
		x.slots[k] = pieceSlot{h, int32(i + 1)}
	}
	return clash
}

// find gives the number of the piece that the parts make, or -1.
func (x *pieceIndex) find(parts []string) int32 {
	h := uint64(fnvOffset)
	for _, p := range parts {
		h = hashOf(h, p)
	}
	if x.filter[h>>40%filterBits/64]&(1<<(h>>40%64)) == 0 {
		return -1
	}
	for k := h & x.mask; x.slots[k].at != 0; k = (k + 1) & x.mask {
		if x.slots[k].hash == h {
			return x.slots[k].at - 1
		}
	}
	return -1
}
