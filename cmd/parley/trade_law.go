package main

import (
	"time"

	"parley/tariff"
	"parley/trade"
)

// lawBase is the day whose law the benchmark tariffs stand for: they are the
// duties paid in 2024, before the changes of 2025.
var lawBase = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// lawOfDate gives the trade model what the tariff law of the United States
// has added since the benchmark by a date, as the law is known today.
func lawOfDate(date time.Time) (*trade.Law, error) {
	book, err := tariff.Embedded()
	if err != nil {
		return nil, err
	}
	then, err := book.Schedule(date, time.Time{})
	if err != nil {
		return nil, err
	}
	before, err := book.Schedule(lawBase, time.Time{})
	if err != nil {
		return nil, err
	}
	return &trade.Law{Importer: "USA", Partners: then.Partners, Sectors: then.Sectors, Added: then.Since(&before), Imports: then.Imports}, nil
}
