package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/internal/fault"
)

// filled writes a file of n stories and gives the lines of its export.
func filled(t *testing.T, path string, n int) map[string]bool {
	t.Helper()
	s := open(t, path)
	var first string
	for i := range n {
		raw, r := article("x", i)
		a := add(t, s, string(raw)+prose(fmt.Sprint("y", i), 200), r)
		if i == 0 {
			first = a.Claims[0].ID
		}
	}
	for i := range 3 {
		if _, err := s.AddLink(t.Context(), Link{Claim: first, Result: "pending", On: fmt.Sprintf("2025-07-0%d", i+1), Known: "2025-07-09"}); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := s.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	lines := map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		lines[l] = true
	}
	return lines
}

// damage spoils a file in the ways that disks and copies do.
func damage(b []byte, round int, rng *rand.Rand) (spoiled []byte, what string, pages int) {
	const page = 4096
	b = bytes.Clone(b)
	n := len(b) / page
	switch round % 6 {
	case 0: // pages, the first among them at times
		for range 1 + rng.IntN(3) {
			clear(b[rng.IntN(n)*page:][:page])
			pages++
		}
		return b, "pages zeroed", pages
	case 1:
		at := rng.IntN(n) * page
		for i := range page {
			b[at+i] = byte(rng.Uint32())
		}
		return b, "a page overwritten", 1
	case 2:
		for range 1 + rng.IntN(4) {
			b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			pages++
		}
		return b, "bits flipped", pages
	case 3:
		at := rng.IntN(len(b) - 60)
		for i := range 60 {
			b[at+i] = byte(rng.Uint32())
		}
		return b, "60 bytes overwritten", 2
	case 4:
		return b[:len(b)*9/10], "cut to 90 percent", n/10 + 2
	}
	return b[:rng.IntN(len(b)-page)+page], "cut anywhere", n
}

// Of a damaged file every row that can be read is saved, also behind the
// damage and without its head or schema; what is saved is what was written;
// no damaged page costs more rows than it held; and the rows lost are
// counted.
func TestSalvage(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	lines := filled(t, whole, 40)
	clean, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	const onPage = 42 // rows of the smallest kind on one page, and a source whose bytes run on
	rounds := 120
	if n, err := strconv.Atoi(os.Getenv("PARLEY_TEST_ROUNDS")); err == nil {
		rounds = n
	}
	rng := rand.New(rand.NewPCG(7, 7))
	miscounted, headless := 0, 0
	for round := range rounds {
		b, what, spoiled := damage(clean, round, rng)
		path := filepath.Join(dir, "damaged.db")
		os.Remove(path + "-wal")
		os.Remove(path + "-shm")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := OpenDamaged(t.Context(), path, nil)
		if err != nil {
			if len(b) > len(clean)/2 || fault.KindOf(err) != fault.BadInput {
				t.Errorf("round %d, %s: %v", round, what, err)
			}
			continue // so little is left that there was no row in it
		}
		if s.db == nil {
			headless++
		}
		h, err := s.Check(t.Context())
		if err != nil {
			t.Fatalf("round %d, %s: %v", round, what, err)
		}
		var out bytes.Buffer
		n, err := s.Export(t.Context(), &out)
		if err != nil && (fault.KindOf(err) != fault.BadInput || h.Sound()) {
			t.Errorf("round %d, %s: %v with %v lost", round, what, err, h.Lost)
		}
		saved := strings.Split(strings.TrimSpace(out.String()), "\n")
		if out.Len() == 0 {
			saved = nil
		}
		once := map[string]bool{}
		for _, l := range saved {
			if !lines[l] || once[l] {
				t.Fatalf("round %d, %s: a line that was never written, or twice: %.120s", round, what, l)
			}
			once[l] = true
		}
		gone := len(lines) - len(saved)
		if gone > onPage*spoiled {
			t.Errorf("round %d, %s: %d of %d rows are lost", round, what, gone, len(lines))
		}
		if gone > 0 && h.Sound() {
			t.Errorf("round %d, %s: %d rows are lost without a word", round, what, gone)
		}
		if h.Missing() != int64(gone) && len(b) == len(clean) {
			miscounted++
			t.Logf("round %d, %s: %d rows are lost, %d counted: %v", round, what, gone, h.Missing(), h.Lost)
		}
		s.Close()
		// What was saved goes into a new file.
		fresh := open(t, filepath.Join(dir, fmt.Sprintf("n%d.db", round)))
		if m, err := fresh.Import(t.Context(), bytes.NewReader(out.Bytes()), "saved"); err != nil || m != n {
			t.Errorf("round %d: import %+v of %+v: %v", round, m, n, err)
		}
		fresh.Close()
	}
	if headless == 0 {
		t.Error("no round spoiled the head or the schema: the test does not test what it says")
	}
	if miscounted > rounds/20 { // a number of a row may itself be what was damaged
		t.Errorf("the rows lost were miscounted in %d of %d rounds", miscounted, rounds)
	}
}

// A completed transaction that lies in the write-ahead log only is saved with
// the rest of a damaged file; the damaged end of a log is left alone.
func TestSalvageLog(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	s := open(t, path)
	if _, err := s.db.Exec(`PRAGMA wal_autocheckpoint(0)`); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		raw, r := article("x", i)
		add(t, s, string(raw), r)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatal("the test needs a log", err)
	}
	for _, c := range []struct {
		name string
		log  []byte
		want int
	}{{"whole", log, 5}, {"cut", log[:len(log)-100], 4}, {"none", nil, 0}} {
		copied := filepath.Join(dir, c.name+".db")
		if err := os.WriteFile(copied, file, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied+"-wal", c.log, 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := readPages(copied)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, r := range p.rows["sources"] {
			if r.why == "" {
				n++
			}
		}
		if p.last["sources"] != int64(c.want) || n < c.want {
			t.Errorf("%s: %d sources, last %d, want %d", c.name, n, p.last["sources"], c.want)
		}
	}
}

// A changed bit in an entry is a row lost, and one in a column that repeats a
// part of the entry is told, though the entry itself stands.
func TestCheckFindsChanges(t *testing.T) {
	for _, c := range []struct {
		set        string
		lost, told int
	}{
		{`UPDATE claims SET body = replace(body, 'words', 'wordt') WHERE seq = 2`, 1, 0},
		{`UPDATE claims SET polarity = '-' WHERE seq = 1`, 0, 1},
		{`UPDATE claims SET value = 7, known = '2024-01-01' WHERE seq = 1`, 0, 2},
		{`UPDATE sources SET raw = x'00' WHERE seq = 1`, 1, 0},
	} {
		path := filepath.Join(t.TempDir(), "a.db")
		s := open(t, path)
		raw, r := article("x", 1)
		add(t, s, string(raw), r)
		if h, err := s.Check(t.Context()); err != nil || !h.Sound() {
			t.Fatalf("%+v %v", h, err)
		}
		for _, q := range []string{`DROP TRIGGER claims_kept`, `DROP TRIGGER sources_kept`, c.set} {
			if _, err := s.db.Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		h, err := s.Check(t.Context())
		if err != nil || h.Missing() != int64(c.lost) || len(h.Structure) != c.told {
			t.Errorf("%s: %+v %v", c.set, h, err)
		}
	}
}
