package draft

import (
	"time"

	"parley/deal"
	"parley/tariff"
)

// Claim is a claim on record, as far as a draft needs it.
type Claim struct {
	ID, Type, Giver, Receiver string
	Topic, Ask, Status        string
	Measures, Goods, Sectors  []string
	Value                     float64
	Unit, Quantity            string
	Modality, Certainty       string
	Denied                    bool
	Words                     string // the quotation, or the words of the record
	Said                      string // ISO date
	Citation, Grade           string
	Support                   int    // independent stories
	Settled                   string // what had become of it by the day: "met on 2025-09-04"; empty while it is open
	Over                      bool   // Settled so that it is no term any more: withdrawn, lapsed

	sectorsOf func(good string) []string // Table.Sectors
}

// Law is what a draft asks of the tariff law; *tariff.Book answers it.
type Law interface {
	Breakdown(partner string, date, known time.Time) ([]tariff.MeasureShare, error)
	Measures(date, known time.Time, origin string) []tariff.MeasureInfo
	ChangeDays(from, to time.Time) []time.Time
}

// Table is what a case is drafted from.
type Table struct {
	ID     string // of the case
	Track  string // id of the track register; may be empty
	AsOf   time.Time
	Origin string // where the claims were found, for the head of the file: "the record of us-japan"
	US     string // party code of the United States
	Other  string // party code of the other side
	Claims []Claim

	Law Law
	// Rival gives what the other side charges on goods of the United States,
	// as known on AsOf; nil when no law of it is held.
	Rival func(day time.Time) []tariff.OtherMeasure
	// Sectors gives the sectors of a good of the registers; nil takes those of
	// the claim.
	Sectors func(good string) []string
	// Flow gives what an importer buys of sectors from an exporter in the
	// benchmark, million USD a year; parties by region code.
	Flow func(importer, exporter string, sectors []string) float64
}

// Draft is a drafted case.
type Draft struct {
	Case        []byte // the file
	Parsed      *deal.Case
	Instruments int
	RedLines    int
	Used        int    // claims that an item, a level, a line or the threat rests on
	Left        []Left // claims that stand as comments
	Fill        int    // places marked FILL
}

// Left is a claim that could not be mapped, and why.
type Left struct {
	Claim  string `json:"claim"`
	Type   string `json:"type"`
	Reason string `json:"reason"`
}

// flow is Flow by party codes; a table without one takes every trade as large.
func (t *Table) flow(importer, exporter string, sectors []string) float64 {
	if t.Flow == nil {
		return 1e5
	}
	return t.Flow(region(importer), region(exporter), sectors)
}

// across is the other side of the table: a claim may be addressed to all.
func (t *Table) across(party string) string {
	if party == t.US {
		return t.Other
	}
	return t.US
}
