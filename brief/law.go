package brief

import (
	"time"

	"parley/internal/fault"
	"parley/tariff"
)

// Book is the law book as a brief consults it.
type Book struct{ *tariff.Book }

// Measures lists what can touch goods of the origin on a day within the
// horizon of the law data.
func (l Book) Measures(origin string, date, known time.Time) ([]tariff.MeasureInfo, error) {
	from, to, _ := l.Law.Horizon()
	if date.Before(from) || date.After(to) {
		return nil, fault.Missing(date.Format(time.DateOnly), "give a day of publication within it", "no tariff law is known for this day: the law data run from %s to %s",
			from.Format(time.DateOnly), to.Format(time.DateOnly))
	}
	if known.After(to) {
		known = to
	}
	return l.Book.Measures(date, known, origin), nil
}

// Effective gives the trade-weighted rates on goods of the origin.
func (l Book) Effective(origin, by string, date, known time.Time) (*tariff.Effective, error) {
	return l.Book.Effective(date, known, origin, by)
}

// Horizon is the last day of which the law is known.
func (l Book) Horizon() time.Time {
	_, to, _ := l.Law.Horizon()
	return to
}
