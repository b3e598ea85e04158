package tariff

import (
	_ "embed"
	"sync"
)

// Weights are the United States imports for consumption of one year by
// 10-digit code and partner, with the duty reckoned on them at the time, and
// the shares by which a flow is split between treatments. Columns by code
// stand in the order of Codes; the pairs of code c are those from Start[c] to
// Start[c+1].
type Weights struct {
	Year     int
	Partners []ImportPartner
	Sectors  []string // OECD ICIO codes, and the pseudo-sectors of chapters 98 and 99

	Codes []string // ascending, 10 digits
	Start []int32

	Partner []uint8 // of each pair, into Partners
	Value   []int64 // of each pair, USD
	Duty    []int64 // of each pair, USD: calculated duty of the year

	// Split of a code between sectors: those from SectorStart[c] to
	// SectorStart[c+1] in SectorOf and SectorShare. Shares sum to one.
	SectorStart []int32
	SectorOf    []uint8
	SectorShare []float64

	Use UseShares

	// Members splits the imports from the European Union, and Small names
	// the imports of partners that have no rows of their own, by sector; USD.
	Members []RegionImports
	Small   []RegionImports
}

// ImportPartner is a partner of the import statistics: a country, or the
// European Union as one.
type ImportPartner struct {
	Census string // code of the Census Bureau
	ISO    string // alpha-3, or "EU"
	Name   string
}

// RegionImports are imports of one region by sector, in the order of
// Weights.Sectors. ISO is "ROW" for the rest together.
type RegionImports struct {
	ISO   string
	Value []int64 // USD
}

// UseShares are the average shares, all in 0..1, by which the shipments of a
// code are treated differently. Their sources are in docs/effective-rates.md.
type UseShares struct {
	// Preference[chapter-1][partner] is the share of the column-1 duty that
	// preferences (free-trade agreements, GSP, AGOA) took off in 2024.
	Preference [][]float32
	// USMCA[vintage][party][code] is the share of imports entered under the
	// USMCA; party 0 is Canada, 1 Mexico.
	USMCA [NumUSMCAVintages][2][]float32
	// Steel, Aluminium and Copper are content by value of each code.
	Steel, Aluminium, Copper []float32
	// VehiclePart is the share of each code that is a vehicle part where the
	// code is on the list of parts; 1 unless it is known to hold other goods.
	VehiclePart []float32
	// AIGate is the share of each code that meets the technical gate of the
	// semiconductor measure.
	AIGate []float32
	// Exclusion301 is the share of each code, from China, that claims a
	// product exclusion of section 301.
	Exclusion301 []float32
}

// USMCAVintage is the year or month of the USMCA claim shares.
type USMCAVintage int

// The vintages. Before the tariffs of 2025 many importers did not claim what
// was free anyhow, so that the shares of 2024 understate what can be claimed.
const (
	USMCA2024 USMCAVintage = iota
	USMCA2025
	USMCA202512 // December 2025
	NumUSMCAVintages
)

// weightsTable is made by "parley tariff build".
//
//go:embed data/imports.bin
var weightsTable []byte

// Imports2024 gives the import weights that come with the program, decoded
// once.
func Imports2024() (*Weights, error) { return embeddedWeights() }

var embeddedWeights = sync.OnceValues(func() (*Weights, error) { return DecodeWeights(weightsTable) })

// PartnerIndex is the index of a partner by ISO alpha-3 code, or -1. A member
// of the European Union is the Union.
func (w *Weights) PartnerIndex(iso string) int {
	for _, m := range w.Members {
		if m.ISO == iso {
			iso = "EU"
		}
	}
	for i, p := range w.Partners {
		if p.ISO == iso {
			return i
		}
	}
	return -1
}

// SectorIndex is the index of a sector by code, or -1.
func (w *Weights) SectorIndex(code string) int {
	for i, s := range w.Sectors {
		if s == code {
			return i
		}
	}
	return -1
}

// chapter is the HTS chapter of the code at position c, 1 to 99.
func (w *Weights) chapter(c int) int {
	return int(w.Codes[c][0]-'0')*10 + int(w.Codes[c][1]-'0')
}
