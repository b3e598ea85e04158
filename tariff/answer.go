package tariff

import (
	"encoding/json"
	"time"
)

// Entry is one good at the border: what it is, where it comes from, when it
// is entered for consumption, what it is worth, and what else is known.
type Entry struct {
	Code     string            // HTS code, 4 to 10 digits, with or without dots
	Origin   string            // ISO alpha-3
	Date     time.Time         // of entry for consumption (UTC midnight)
	Known    time.Time         // as the law was known on this day; zero means all that the data knows
	ValueUSD float64           // customs value
	Quantity float64           // in the units of the schedule's line; 0 when unknown
	Facts    map[string]string // "usmca": "true", "steel_value": "4000", ...
}

// Status says what kind of answer a Duty is.
type Status string

// The statuses of the command-line contract.
const (
	Dutiable   Status = "dutiable"
	Prohibited Status = "prohibited"
	NeedsFacts Status = "needs-facts"
)

// Line is one component of a duty, applied or not, with the reason.
type Line struct {
	Heading    string  `json:"heading"`   // HTS heading, "9903.94.01", or the base line's code
	Measure    string  `json:"measure"`   // id of the measure in law/
	Authority  string  `json:"authority"` // "column 1", "section 232", "IEEPA", ...
	Pct        float64 `json:"pct"`       // percent of the value it is charged on
	USD        float64 `json:"usd"`
	Applies    bool    `json:"applies"`
	Reason     string  `json:"reason"`
	Citation   string  `json:"citation"`
	Confidence string  `json:"confidence"` // A, A-, B, C as in docs/law.md
	State      string  `json:"state,omitempty"`
	OfValue    float64 `json:"of_value_pct"`        // percent of the customs value that Pct is charged on
	Note       string  `json:"note,omitempty"`      // what is uncertain about the value
	RateText   string  `json:"rate_text,omitempty"` // the rate as the schedule prints it, on the line of the schedule
}

// Duty is the duty on an entry, with every line that was considered.
type Duty struct {
	Status       Status   `json:"status"`
	Code         string   `json:"hts"`
	Description  string   `json:"description"`
	Origin       string   `json:"origin"`
	Date         string   `json:"date"`
	Known        string   `json:"known,omitempty"`
	ValueUSD     float64  `json:"value_usd"`
	TotalPct     float64  `json:"total_pct"` // of the customs value
	DutyUSD      float64  `json:"duty_usd"`
	LowPct       float64  `json:"low_pct"` // over the answers that missing facts could have
	HighPct      float64  `json:"high_pct"`
	OwedPct      float64  `json:"owed_pct"`       // of TotalPct, what is owed after court rulings known
	RefundPct    float64  `json:"refundable_pct"` // assessed at the border and to be given back
	AssessedPct  float64  `json:"assessed_pct"`   // what the HTS text of the day charged
	FallbackPct  float64  `json:"-"`              // of a prohibited good: the duty if the prohibition fell
	Lines        []Line   `json:"lines"`
	MissingFacts []Fact   `json:"missing_facts"`
	Assumptions  []Fact   `json:"assumptions,omitempty"` // facts taken at their default that would change the duty
	Warnings     []string `json:"warnings,omitempty"`
}

// MarshalJSON writes a prohibited good without a rate: its totals are null,
// and what it would pay if the prohibition fell stands apart.
func (d Duty) MarshalJSON() ([]byte, error) {
	type plain Duty
	if d.Status != Prohibited {
		return json.Marshal(plain(d))
	}
	return json.Marshal(struct {
		plain
		TotalPct    *float64 `json:"total_pct"`
		DutyUSD     *float64 `json:"duty_usd"`
		LowPct      *float64 `json:"low_pct"`
		HighPct     *float64 `json:"high_pct"`
		OwedPct     *float64 `json:"owed_pct"`
		AssessedPct *float64 `json:"assessed_pct"`
		RefundPct   *float64 `json:"refundable_pct"`
		FallbackPct float64  `json:"if_not_prohibited_pct"`
	}{plain: plain(d), FallbackPct: d.FallbackPct})
}

// Fact is a question whose answer would change the duty.
type Fact struct {
	Key      string  `json:"key"`
	Question string  `json:"question"`
	Default  string  `json:"default"` // what the answer assumes meanwhile
	LowPct   float64 `json:"low_pct"`
	HighPct  float64 `json:"high_pct"`
}

// Rate is one row of a trade-weighted table: percent of the imports named.
type Rate struct {
	Key        string  `json:"key"`
	Name       string  `json:"name,omitempty"`
	TotalPct   float64 `json:"total_pct"` // column 1 and additional duties
	AddedPct   float64 `json:"added_pct"` // additional duties alone
	ImportsUSD float64 `json:"imports_usd"`
	DutyUSD    float64 `json:"duty_usd"`
}

// Effective is a trade-weighted table on one date.
type Effective struct {
	Date       string   `json:"date"`
	Known      string   `json:"known,omitempty"`
	Origin     string   `json:"origin,omitempty"` // when restricted to one partner
	By         string   `json:"by"`
	OverallPct float64  `json:"overall_pct"`
	AddedPct   float64  `json:"added_pct"`
	Rows       []Rate   `json:"rows"`
	Weights    string   `json:"weights"` // what the imports are, with year and source
	Notes      []string `json:"notes,omitempty"`
}

// Schedule is the law of one date in the terms of a trade model: for each
// partner and sector the total rate actually due, as a fraction of the
// customs value, and the imports it was weighted with.
type Schedule struct {
	Date     time.Time
	Partners []string    // ISO alpha-3 (and "EU" members expanded, "ROW")
	Sectors  []string    // OECD ICIO codes of goods sectors
	Total    [][]float64 // [partner][sector] fraction; column 1 plus additional
	Added    [][]float64 // additional duties alone
	Imports  [][]float64 // USD a year
}

// MeasureInfo is a measure as it stood on a date.
type MeasureInfo struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Authority  string   `json:"authority"`
	Headings   []string `json:"headings"`
	Rate       string   `json:"rate"`  // for people: "+25 %", "15 % total"
	Scope      string   `json:"scope"` // for people: "cars and light trucks"
	From       string   `json:"from"`
	To         string   `json:"to,omitempty"`
	Citation   string   `json:"citation"`
	Confidence string   `json:"confidence"`
	State      string   `json:"state"` // "in force", "suspended", "voided", ...
}
