package tariff

import (
	"sync"
	"time"

	lawdata "parley/law"
)

// Book is the law book the commands consult: the dated measures, and the
// schedule with its column-1 rates. It is read-only once made and safe for
// concurrent use.
type Book struct {
	Law   *Law
	Rates BaseRates
}

// BaseRates looks up what the schedule itself charges, before any additional
// duty.
type BaseRates interface {
	// Base gives the line of the schedule that a code (digits with or
	// without dots, 4 to 10 of them) falls under on a day. An unknown code is
	// a NotFound fault that offers the nearest valid ones, or says in which
	// edition the code existed.
	Base(code string, date time.Time) (BaseRate, error)
	// Codes gives every 8- and 10-digit code (digits only, sorted) of all
	// editions held.
	Codes() []string
}

// BaseRate is one line of the schedule: what the good is, and its rates
// before additional duties.
type BaseRate struct {
	Code        string // digits of the line found, 8 or 10 of them
	Description string
	Column1     ColumnRate    // general
	Special     []SpecialRate // preference programmes
	Column2     ColumnRate    // Belarus, Cuba, North Korea, Russia
	Units       []string      // of quantity, "No.", "kg", ...
	Edition     string        // "2025", "2026 Rev 10"
	Notes       []string      // for people: "in the 2026 edition and not in that of 2025"
}

// ColumnRate is a rate of duty as the schedule writes it.
type ColumnRate struct {
	Text        string  // as printed: "2.5%", "4.4¢/kg + 6%", "Free"
	Parsed      bool    // AdValorem and SpecificUSD say all that Text says
	AdValorem   float64 // fraction of the customs value
	SpecificUSD float64 // US dollars per Unit of quantity
	Unit        string  // of the specific part; empty when there is none
}

// SpecialRate is the rate of preference programmes ("S" for the USMCA, "KR",
// "AU", ...) on a line.
type SpecialRate struct {
	Programmes []string
	Rate       ColumnRate
}

// Equivalent gives the rate as a fraction of the customs value of a
// shipment. A specific part needs the quantity; ok is false when the rate
// cannot be turned into a fraction from what is given.
func (r ColumnRate) Equivalent(valueUSD, quantity float64) (fraction float64, ok bool) {
	if !r.Parsed {
		return 0, false
	}
	if r.SpecificUSD == 0 {
		return r.AdValorem, true
	}
	if valueUSD <= 0 || quantity <= 0 {
		return r.AdValorem, false
	}
	return r.AdValorem + r.SpecificUSD*quantity/valueUSD, true
}

// Free tells whether the rate is known to be zero.
func (r ColumnRate) Free() bool { return r.Parsed && r.AdValorem == 0 && r.SpecificUSD == 0 }

// Embedded gives the book that comes with the program, loaded once.
func Embedded() (*Book, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Book, error) {
	l, err := LoadLaw(lawdata.FS, "us")
	if err != nil {
		return nil, err
	}
	r, err := embeddedRates()
	if err != nil {
		return nil, err
	}
	return &Book{Law: l, Rates: r}, nil
})
