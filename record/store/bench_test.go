package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"parley/record"
)

// BenchmarkPositions asks a record of 100,000 claims what a party wants.
func BenchmarkPositions(b *testing.B) {
	s := big(b, 100_000)
	for b.Loop() {
		f, err := s.Facts(b.Context(), Filter{Track: "us-japan", Givers: []string{"JP"}, Types: []record.Type{record.Demand, record.Offer, record.RedLine}, To: "2025-12-31"})
		if err != nil || len(f) == 0 {
			b.Fatal(len(f), err)
		}
	}
}

// BenchmarkAdd adds an article of 28 claims to a record of 100,000.
func BenchmarkAdd(b *testing.B) {
	s := big(b, 100_000)
	n := 0
	for b.Loop() {
		n++
		var cs []record.Claim
		for i := range 28 {
			cs = append(cs, claim("", record.Demand, "tariff", fmt.Sprint("good", i)))
		}
		if _, err := s.Add(b.Context(), []byte(prose(fmt.Sprint("n", n, "x"), 600)), reading("2025-05-20", cs...), "2025-06-01"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOutcomes asks what became of the demands and offers of a track of
// a record of 100,000 claims; BenchmarkOutcomesAll of every track.
func BenchmarkOutcomes(b *testing.B)    { outcomes(b, Filter{Track: "us-japan", To: "2026-12-31"}) }
func BenchmarkOutcomesAll(b *testing.B) { outcomes(b, Filter{}) }

func outcomes(b *testing.B, f Filter) {
	s := big(b, 100_000)
	for b.Loop() {
		fs, err := s.Outcomes(b.Context(), f)
		if err != nil || len(fs) == 0 {
			b.Fatal(len(fs), err)
		}
	}
}

// BenchmarkDisputes lists the disputes of a track of a record of 100,000
// claims, 1,000 of them disputed.
func BenchmarkDisputes(b *testing.B) {
	s := big(b, 100_000)
	for b.Loop() {
		ds, err := s.Disputes(b.Context(), Filter{Track: "us-japan"})
		if err != nil || len(ds) == 0 {
			b.Fatal(len(ds), err)
		}
	}
}

// BenchmarkPage lists the newest twenty claims of a track.
func BenchmarkPage(b *testing.B) {
	s := big(b, 100_000)
	for b.Loop() {
		cs, n, err := s.Page(b.Context(), Filter{Track: "us-japan"}, 0, 20, true)
		if err != nil || len(cs) != 20 {
			b.Fatal(n, err)
		}
	}
}

// big fills a record: 14 tracks, five types, two years, one claim in four
// says what was said before.
func big(b *testing.B, n int) *Store {
	path := filepath.Join(b.TempDir(), "big.db")
	s, err := Open(b.Context(), path, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	types := []record.Type{record.Demand, record.Offer, record.RedLine, record.Commitment, record.Statement}
	givers := []string{"JP", "KR", "EU", "CN", "GB", "CH", "IN", "VN", "ID", "PH", "BR", "CA", "MX", "TW"}
	err = s.write(b.Context(), func(tx *sql.Tx) error {
		for i := range n {
			k := claim("c01", types[i%5], "tariff", fmt.Sprint("good", i/4*13%997))
			k.Giver = givers[i/5%14]
			k.Quote = prose("w", 12)
			day := shift("2025-01-01", i*730/n)
			track := "us-" + k.Giver
			if k.Giver == "JP" {
				track = "us-japan"
			}
			c := Claim{ID: fmt.Sprint("k", i), Fact: fmt.Sprint("f", i-i%4), Track: track, Said: day, Known: day, Published: day, Source: fmt.Sprintf("%064d", i/28), Story: fmt.Sprint(i / 28), Claim: k}
			if err := insertClaim(b.Context(), tx, &c); err != nil {
				return err
			}
			if i%100 == 0 {
				if err := insertDispute(b.Context(), tx, &Dispute{ID: fmt.Sprint("d", i), Claim: c.ID, Against: fmt.Sprint("k", i/2), About: "25 against 30 percent", Known: day}); err != nil {
					return err
				}
				if err := insertLink(b.Context(), tx, &Link{ID: fmt.Sprint("l", i), Claim: fmt.Sprint("k", i/2), Result: "met", On: day, Known: day}); err != nil {
					return err
				}
			}
			if i%28 == 0 {
				raw := []byte(prose(fmt.Sprint("s", i), 300))
				if err := insertSource(b.Context(), tx, &Source{ID: c.Source, Published: day, Story: c.Story}, sketch(string(raw)), raw); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if st, err := os.Stat(path); err == nil {
			b.ReportMetric(float64(st.Size())/1e6, "MB")
		}
	})
	return s
}
