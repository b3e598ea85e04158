package main

import (
	"fmt"
	"time"

	"parley/internal/fault"
	"parley/tariff"
	"parley/trade"
)

// lawBase is the day whose law the benchmark tariffs stand for: they are the
// duties paid in 2024, before the changes of 2025.
var lawBase = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// lawOfDate gives the trade model what the tariff law of the United States
// has added since the benchmark by a date, as the law is known today.
func (a *app) lawOfDate(date time.Time, partners []string) (*trade.Law, error) {
	if date.Before(lawBase) {
		return nil, fault.Bad("us-law", "give a date from "+lawBase.Format("2006-01-02")+" on",
			"the benchmark's tariffs are the duties paid in 2024; the law of %s is not what was added to them", date.Format("2006-01-02"))
	}
	book, err := tariff.Embedded()
	if err != nil {
		return nil, err
	}
	if _, last, _ := book.Law.Horizon(); date.After(last) {
		fmt.Fprintf(a.stderr, "parley: us-law: %s lies after %s, the last day that the data know; what is in force then by the texts known is used\n",
			date.Format("2006-01-02"), last.Format("2006-01-02"))
	}
	then, err := book.ScheduleFor(date, time.Time{}, partners, tariff.DefaultChoices())
	if err != nil {
		return nil, err
	}
	before, err := book.ScheduleFor(lawBase, time.Time{}, partners, tariff.DefaultChoices())
	if err != nil {
		return nil, err
	}
	return &trade.Law{Importer: "USA", Partners: then.Partners, Sectors: then.Sectors, Added: then.Since(&before), Imports: then.Imports}, nil
}
