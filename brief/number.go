package brief

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"parley/deal"
)

// signed writes a number with its sign and d decimals; a value that rounds
// to nothing is "0".
func signed(x float64, d int) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', d, 64)
	if strings.Trim(s, "0.") == "" {
		return "0"
	}
	if x < 0 {
		return "−" + s
	}
	return "+" + s
}

// bn writes million USD as billion with a sign: one decimal, two below one
// billion so that small items keep a size.
func bn(musd float64) string {
	x := musd / 1000
	if math.Abs(x) < 0.95 {
		return signed(x, 2)
	}
	return signed(x, 1)
}

// money writes million USD in words: "USD 1.2 bn", "−USD 30 m".
func money(musd float64) string {
	sign := ""
	if musd < 0 {
		sign = "−"
	}
	x := math.Abs(musd)
	switch {
	case x >= 950:
		return sign + "USD " + strconv.FormatFloat(x/1000, 'f', 1, 64) + " bn"
	case x >= 0.5:
		return sign + "USD " + strconv.FormatFloat(x, 'f', 0, 64) + " m"
	}
	return "USD 0"
}

// span writes an interval in billion USD: "+1.2 (+0.8 to +2.0)".
func span(v deal.Interval) string {
	mid, lo, hi := bn(v.Mid), bn(v.Low), bn(v.High)
	if lo == hi {
		return mid
	}
	return mid + " (" + lo + " to " + hi + ")"
}

// pct writes percent with at most one decimal: "27.5 %", "10 %".
func pct(x float64) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if x < 0 && s != "0" {
		s = "−" + s
	}
	return s + " %"
}

// change writes a change in percent with its sign; small ones keep two
// decimals.
func change(x float64) string {
	if math.Abs(x) < 0.95 {
		return signed(x, 2) + " %"
	}
	return signed(x, 1) + " %"
}

// day writes an ISO date for people: "20 May 2025"; anything else as it is.
func day(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return t.Format("2 January 2006")
}

// isoDate finds days written YYYY-MM-DD.
var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// proseDates writes the ISO days within a sentence for people.
func proseDates(s string) string { return isoDate.ReplaceAllStringFunc(s, day) }

// longCount finds large counts of packages.
var longCount = regexp.MustCompile(`\b\d{4,}( of \d{4,})? packages\b`)

// grouped writes the counts of packages within a sentence in groups.
func grouped(s string) string {
	return longCount.ReplaceAllStringFunc(s, func(m string) string {
		words := strings.Fields(m)
		for i, w := range words {
			if n, err := strconv.Atoi(w); err == nil {
				words[i] = strings.ReplaceAll(count(n), " ", ",") // as the case writes them
			}
		}
		return strings.Join(words, " ")
	})
}

// scientific writes a residual: "3.1e-12".
func scientific(x float64) string { return strconv.FormatFloat(x, 'e', 1, 64) }

// count writes a whole number with thin groups: "1 048 576".
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + " " + s[i:]
	}
	return s
}
