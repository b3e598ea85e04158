package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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

// Of a damaged file every row that can be read is saved, also behind the
// damage; what was saved is what was written; and the rows lost are counted
// exactly.
func TestSalvage(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	lines := filled(t, whole, 40)
	clean, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	pages := len(clean) / page
	rng := rand.New(rand.NewPCG(7, 7))
	behind := 0
	for round := range 40 {
		b := bytes.Clone(clean)
		for range 1 + round%3 { // never the first page: that is the head of the file
			at := (1 + rng.IntN(pages-1)) * page
			if round%2 == 0 {
				for i := at; i < at+page; i++ {
					b[i] = 0xa5
				}
			} else {
				b[at+rng.IntN(page)] ^= 0x10
			}
		}
		path := filepath.Join(dir, fmt.Sprintf("r%d.db", round))
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path, nil)
		if err != nil {
			if fault.KindOf(err) != fault.BadInput {
				t.Errorf("round %d: %v", round, err)
			}
			continue // the page of the schema: nothing is known of the rest
		}
		h, err := s.Check(t.Context())
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		var out bytes.Buffer
		n, err := s.Export(t.Context(), &out)
		if err != nil && (fault.KindOf(err) != fault.BadInput || len(h.Lost) == 0) {
			t.Errorf("round %d: %v with %v lost", round, err, h.Lost)
		}
		saved := strings.Split(strings.TrimSpace(out.String()), "\n")
		if out.Len() == 0 {
			saved = nil
		}
		for _, l := range saved {
			if !lines[l] {
				t.Fatalf("round %d: a line that was never written: %.120s", round, l)
			}
		}
		var lost int64
		for _, l := range h.Lost {
			lost += l.rows()
			if l.Table == "claims" && l.To < 80 {
				behind++
			}
		}
		if got := int64(n.Sources+n.Claims+n.Links+n.Notices+n.Disputes) + lost; len(h.Structure) == 0 && lost == 0 && len(saved) != len(lines) || got > int64(len(lines)) || got < int64(len(lines)) && !blind(h) {
			t.Errorf("round %d: %d saved and %d lost of %d", round, len(saved), lost, len(lines))
		}
		// What was saved goes into a new file.
		fresh := open(t, filepath.Join(dir, fmt.Sprintf("n%d.db", round)))
		if m, err := fresh.Import(t.Context(), bytes.NewReader(out.Bytes()), "saved"); err != nil || m != n {
			t.Errorf("round %d: import %+v of %+v: %v", round, m, n, err)
		}
		s.Close()
	}
	if behind == 0 {
		t.Error("no round lost claims in the middle: the test does not test what it says")
	}
}

// blind says whether the end of a table could not be seen, so that the rows
// behind the damage cannot be counted.
func blind(h *Health) bool {
	for _, l := range h.Lost {
		if l.To >= blindRows {
			return true
		}
	}
	return len(h.Structure) > 0
}
