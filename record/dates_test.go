package record

import (
	"testing"
	"time"
)

// TestTimeExpressions resolves expressions of time in a story of Tuesday,
// 20 May 2025.
func TestTimeExpressions(t *testing.T) {
	pub := time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		text     string
		tense    tense
		from, to string
	}{
		{"on Sunday", pastTense, "2025-05-18", "2025-05-18"},
		{"on Tuesday", pastTense, "2025-05-20", "2025-05-20"},
		{"on Tuesday", futureTense, "2025-05-27", "2025-05-27"},
		{"on the 12th", pastTense, "2025-05-12", "2025-05-12"},
		{"the 3rd (local time)", futureTense, "2025-06-03", "2025-06-03"},
		{"Thursday night Washington time", pastTense, "2025-05-15", "2025-05-15"},
		{"Tuesday of last week", pastTense, "2025-05-13", "2025-05-13"},
		{"Wednesday, the 21st", futureTense, "2025-05-21", "2025-05-21"},
		{"early next week", futureTense, "2025-05-26", "2025-05-27"},
		{"later this week", futureTense, "2025-05-20", "2025-05-25"},
		{"over the weekend", pastTense, "2025-05-17", "2025-05-18"},
		{"this weekend", futureTense, "2025-05-24", "2025-05-25"},
		{"earlier this month", pastTense, "2025-05-01", "2025-05-20"},
		{"in the coming weeks", futureTense, "2025-05-21", "2025-06-17"},
		{"within 90 days", futureTense, "2025-05-20", "2025-08-18"},
		{"in two weeks", futureTense, "2025-06-03", "2025-06-03"},
		{"by year-end", futureTense, "2025-12-31", "2025-12-31"},
		{"by the end of the year", futureTense, "2025-12-31", "2025-12-31"},
		{"by the end of this month", futureTense, "2025-05-31", "2025-05-31"},
		{"mid-May", pastTense, "2025-05-11", "2025-05-20"},
		{"Aug. 1", futureTense, "2025-08-01", "2025-08-01"},
		{"1 August", futureTense, "2025-08-01", "2025-08-01"},
		{"August 25-29", futureTense, "2025-08-25", "2025-08-29"},
		{"June 5 and 6", futureTense, "2025-06-05", "2025-06-06"},
		{"14-15 September", futureTense, "2025-09-14", "2025-09-15"},
		{"Nov. 10 next year", futureTense, "2026-11-10", "2026-11-10"},
		{"2025/05/20", pastTense, "2025-05-20", "2025-05-20"},
		{"the third quarter", futureTense, "2025-07-01", "2025-09-30"},
		{"Q3 2025", futureTense, "2025-07-01", "2025-09-30"},
		{"the first half of 2026", futureTense, "2026-01-01", "2026-06-30"},
		{"last summer", pastTense, "2024-06-01", "2024-08-31"},
		{"fiscal 2024", pastTense, "2024-04-01", "2025-03-31"},
		{"FY2025", pastTense, "2025-04-01", "2026-03-31"},
		{"a year ago", pastTense, "2024-05-20", "2024-05-20"},
	}
	for _, c := range cases {
		toks := scan(c.text, 0, len(c.text), nil)
		lemmatise(toks, newCueTree(nil))
		n, e := timeAt(toks, 0, len(toks))
		if n != len(toks) {
			t.Errorf("%q: read %d of %d tokens", c.text, n, len(toks))
		}
		if from, to := e.resolve(pub, c.tense); from != c.from || to != c.to {
			t.Errorf("%q: %s to %s, want %s to %s", c.text, from, to, c.from, c.to)
		}
	}
	// What the words do not tell stays open.
	for _, s := range []string{"a day earlier", "the following day", "within 90 days of signing", "two days later", "from midnight", "over ten years"} {
		toks := scan(s, 0, len(s), nil)
		lemmatise(toks, newCueTree(nil))
		if n, e := timeAt(toks, 0, len(toks)); n > 0 {
			if from, to := e.resolve(pub, pastTense); from != "" {
				t.Errorf("%q: %s to %s, want nothing", s, from, to)
			}
		}
	}
}
