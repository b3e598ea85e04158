package tariff

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/internal/fault"
)

// What China, Canada and the European Union charged on goods of the United
// States, from the announcements named in law/others.
func TestOthersOn(t *testing.T) {
	for _, c := range []struct {
		party, date, known, sector string
		low, high                  float64
	}{
		{"CHN", "2025-02-09", "", "B05_06", 0, 0},
		{"CHN", "2025-02-10", "", "B05_06", 0, 15},
		{"CHN", "2025-03-10", "", "A01_02", 0, 15},
		{"CHN", "2025-04-10", "", "C26", 84, 84},
		{"CHN", "2025-04-15", "", "A01_02", 125, 140},
		{"CHN", "2025-05-20", "", "C29", 10, 20},
		{"CHN", "2025-11-10", "", "A01_02", 10, 10},      // farm duties lifted
		{"CHN", "2026-11-22", "", "C26", 10, 34},         // whether the 24 points came back is not known
		{"CHN", "2025-04-15", "2025-04-10", "C26", 0, 0}, // Announcement 6 was not out
		{"CAN", "2025-03-13", "", "C24", 0, 25},
		{"CAN", "2025-08-31", "", "C10T12", 0, 25},
		{"CAN", "2025-08-31", "", "C27", 0, 25}, // on two lists that share no good
		{"CHN", "2026-11-22", "", "C29", 10, 44},
		{"CAN", "2025-09-01", "", "C10T12", 0, 0},
		{"CAN", "2026-05-01", "", "C29", 0, 25},
		{"EU", "2025-09-01", "", "C29", 0, 0}, // adopted and suspended
		{"DEU", "2026-09-01", "", "C29", 0, 30},
	} {
		p, err := OtherPartyNamed(c.party)
		if err != nil {
			t.Fatal(err)
		}
		var known time.Time
		if c.known != "" {
			known = day(c.known)
		}
		_, rates := p.On(day(c.date), known)
		var low, high float64
		for _, r := range rates {
			if r.Sector == c.sector {
				low, high = r.LowPct, r.HighPct
			}
		}
		if low != c.low || high != c.high {
			t.Errorf("%s %s known %q %s: %g to %g, want %g to %g", c.party, c.date, c.known, c.sector, low, high, c.low, c.high)
		}
	}
	if _, err := OtherPartyNamed("JPN"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("Japan has not retaliated: %v", err)
	}
}

// The versions of one measure on one good do not overlap: their days follow
// each other.
func TestOthersVersions(t *testing.T) {
	all, err := OtherParties()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		for i, a := range p.Rules {
			for _, b := range p.Rules[i+1:] {
				if a.ID != b.ID || a.Covers == "part" && a.Title != b.Title {
					continue
				}
				if (b.To == 0 || a.From <= b.To) && (a.To == 0 || b.From <= a.To) {
					t.Errorf("%s %s: from %s and from %s overlap", p.Party, a.ID, a.From, b.From)
				}
			}
		}
	}
}

func TestOthersFaults(t *testing.T) {
	head := "party: CHN\nagainst: USA\nauthority: x\nunit: percent\nrules:\n"
	good := "- {id: a, title: t, from: 2025-01-01, known: 2025-01-01, add: 5, sectors: all, covers: all, act: x, source: y, confidence: B}\n"
	for _, c := range []struct{ name, text, says string }{
		{"no source", head + strings.Replace(good, "source: y, ", "", 1), "no act or no source"},
		{"sector", head + strings.Replace(good, "sectors: all", "sectors: [K]", 1), "not a goods sector"},
		{"grade", head + strings.Replace(good, "confidence: B", "confidence: Z", 1), "confidence"},
		{"days", head + strings.Replace(good, "known:", "to: 2024-01-01, known:", 1), "before it begins"},
		{"field", head + strings.Replace(good, "act: x", "act: x, colour: red", 1), "colour"},
		{"date", head + strings.Replace(good, "2025-01-01", "January", 1), "not a date"},
		{"empty", "party: CHN\n", "who charges whom"},
		{"second", head + good + strings.Replace(good, "add: 5", "add: 5000", 1), "others/x.yaml:7"},
	} {
		_, err := LoadOthers(fstest.MapFS{"others/x.yaml": {Data: []byte(c.text)}}, "others")
		if err == nil || fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want BadInput that says %q", c.name, err, c.says)
		}
	}
}
