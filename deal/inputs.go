package deal

import (
	"time"

	"parley/economy"
	"parley/tariff"
)

// Inputs are the law and the world that a case is valued with. The caller
// wires them; this package opens no file and reads no clock.
type Inputs struct {
	// Economy gives a benchmark economy by name.
	Economy func(name string) (*economy.Economy, error)
	// Schedule gives United States duties by partner and sector in force on
	// date, as known on a later day.
	Schedule func(date, known time.Time) (tariff.Schedule, error)
	// Shares breaks the additional duty on one partner (ISO alpha-3, or EU)
	// down by measure and sector.
	Shares func(partner string, date, known time.Time) ([]DutyShare, error)
}

// DutyShare is what one measure adds to the duty on one sector of one
// partner, fractions of the sector's imports from the partner, except
// Column1.
type DutyShare = tariff.MeasureShare

// benchmarkDay is the day whose law the benchmark's tariffs hold: they are
// the duties paid in 2024, before any measure of 2025.
var benchmarkDay = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// Options steer Solve. The zero value is one worker, ranges included,
// reported packages verified at full size.
type Options struct {
	Workers   int    // goroutines for solves; 0 or 1 solves one after another
	NoRanges  bool   // leave value intervals out (they stay at the central value)
	NoFull    bool   // leave the full-size solves out; the result then is not verified
	Expect    bool   // the long answer: also solve the sets of items that shares are made of, value items in the short run, test the expectations of the case
	Refine    bool   // also let duties and amounts given by levels take any value between them; those given by an interval always do
	Draws     int    // draws of everything that is not known; 0 for none
	Seed      uint64 // of the draws
	CloudSize int    // packages kept for the chart; 0 means 400
}
