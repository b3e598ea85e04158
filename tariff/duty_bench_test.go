package tariff

import (
	"testing"
	"time"
)

// BenchmarkDuty works a duty out with all reasons, the law loaded and the
// day compiled.
func BenchmarkDuty(b *testing.B) {
	book, err := Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, code, origin, date string }{
		{"car", "8703.23.01", "JP", "2025-05-20"},
		{"derivative", "9506.91.00", "JP", "2025-09-16"},
		{"canada", "7326.90.86.88", "CA", "2025-06-10"},
	} {
		date, err := time.Parse(time.DateOnly, c.date)
		if err != nil {
			b.Fatal(err)
		}
		e := Entry{Code: c.code, Origin: c.origin, Date: date, ValueUSD: 10000}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := book.Duty(e); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
