package tariff

import (
	"math"
	"strconv"
	"strings"
)

// pct prints a fraction as percent with as many decimals as it needs, at
// most two.
func pct(f float64) string {
	return strconv.FormatFloat(round(f*100, 2), 'f', -1, 64) + " %"
}

// usd prints dollars with thousands apart.
func usd(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', 2, 64)
	whole, cents, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 {
		b.WriteByte('-')
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if cents != "00" {
		b.WriteString("." + cents)
	}
	return b.String() + " USD"
}

// round rounds to n decimals; figures that are sums of percents carry no
// more digits than the law gives them.
func round(v float64, n int) float64 {
	p := math.Pow10(n)
	r := math.Round(v*p) / p
	if r == 0 {
		return 0
	}
	return r
}
