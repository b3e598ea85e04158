// Package economy describes a benchmark world economy: regions, sectors,
// bilateral flows, input-output coefficients, final demand, baseline tariffs
// and trade elasticities, all of one year and in one currency.
//
// An Economy is plain data. It is read-only once it has passed Check; a
// caller that wants a changed one makes it with Aggregate, or builds a new
// one. The trade model in package trade solves counterfactuals from it and
// never writes to it.
//
// # Layout
//
// N is the number of regions, S the number of sectors. All arrays are dense
// and flat. Bilateral arrays are sector-major, then importer, then exporter:
//
//	Flow[(s*N+n)*N+i]   value of sector s that region n buys from region i
//
// so that the suppliers of one market stand side by side. Arrays by region
// and sector are region-major, [n*S+s]; input coefficients are
// [(n*S+j)*S+k], the value of input k in one unit of output of using sector
// j in region n, so that one row of one region is one column of the usual
// input-output table.
package economy

// Kind tells goods, which cross customs, from services, which do not.
type Kind string

// The two kinds.
const (
	Goods    Kind = "goods"
	Services Kind = "services"
)

// Region is one region of the world: a country, a bloc, or the rest.
type Region struct {
	Code string // ISO 3166 alpha-3, or a bloc ("EU"), or "ROW"
	Name string
	// Members are the codes of the economies joined in this region, for a
	// bloc made by Aggregate; nil for a region that is itself.
	Members []string
}

// Sector is one industry.
type Sector struct {
	Code string // OECD ICIO code, as "C29"; or the source's own
	Name string
	Kind Kind
}

// Elasticity is the trade elasticity of one sector: the exponent theta with
// which shares fall in delivered cost. Value is what a solve uses; Low and
// High are the range that the evidence leaves open. Dimensionless, positive.
type Elasticity struct {
	Value, Low, High float64
	Source           string
}

// Source says where a part of an economy comes from.
type Source struct {
	ID      string `json:"id"` // short handle, as "adb-mrio"
	Title   string `json:"title"`
	Vintage string `json:"vintage"` // the year or edition
	Licence string `json:"licence"`
	Used    string `json:"used"` // what it gave: "2022 margins"
}

// Economy is a benchmark world economy. Values are million units of
// Currency at Year prices; flows are net of tariffs, at the exporter's
// price; shares and coefficients are fractions; tariffs are ad valorem
// fractions of the flow.
type Economy struct {
	Name     string // "world-2022"
	Title    string // one line for people
	Year     int
	Currency string // "USD"
	Estimate bool   // true when the flows are estimated, not published
	Notes    []string
	Sources  []Source

	Regions []Region
	Sectors []Sector

	Flow       []float64 // [(s*N+n)*N+i], N*N*S, million USD net of tariff
	Tariff     []float64 // same index, fraction
	Input      []float64 // [(n*S+j)*S+k], share of gross output of (n,j) spent on input k
	ValueAdded []float64 // [n*S+j], share of gross output of (n,j); Input row + ValueAdded = 1
	Final      []float64 // [n*S+k], share of final expenditure of n on k; sums to 1 over k
	Theta      []Elasticity

	// DestinationCost is the share of sales in each market that is paid to
	// labour of the market itself, [n]; nil for none.
	DestinationCost []float64
}

// N is the number of regions.
func (e *Economy) N() int { return len(e.Regions) }

// S is the number of sectors.
func (e *Economy) S() int { return len(e.Sectors) }

// At is the index in Flow and Tariff of sector s bought by n from i.
func (e *Economy) At(s, n, i int) int { return (s*len(e.Regions)+n)*len(e.Regions) + i }

// Region finds a region by code: its index, or -1.
func (e *Economy) Region(code string) int {
	for i, r := range e.Regions {
		if r.Code == code {
			return i
		}
	}
	return -1
}

// Sector finds a sector by code: its index, or -1.
func (e *Economy) Sector(code string) int {
	for i, s := range e.Sectors {
		if s.Code == code {
			return i
		}
	}
	return -1
}
