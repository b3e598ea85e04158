package deal

import (
	"io/fs"
	"sort"
	"time"

	"parley/cases"
)

// Case is a negotiation as a case file states it: who sits at the table,
// what happens without a deal, what may be given, and what each side will
// not sign. Every statement names its source.
type Case struct {
	ID    string `yaml:"case"`
	Title string `yaml:"title"`
	Track string `yaml:"track"` // id of the track register
	Date  string `yaml:"date"`  // the table as of this day
	Known string `yaml:"known"` // the law as known on this day; empty means Date
	Valid Period `yaml:"valid"` // days on which the table is that of the case

	Economy EconomySpec `yaml:"economy"`
	Parties []PartySpec `yaml:"parties"`

	Disagreement OutcomeSpec `yaml:"disagreement"`
	StatusQuo    OutcomeSpec `yaml:"status_quo"`

	Instruments []InstrumentSpec `yaml:"instruments"`
	RedLines    []RedLineSpec    `yaml:"red_lines"`
	Conditions  []ConditionSpec  `yaml:"conditions"`
	Signed      []SignedSpec     `yaml:"signed"`
	Lead        LeadSpec         `yaml:"lead"`
	Tracks      []TrackSpec      `yaml:"tracks"`
	Expect      []ExpectSpec     `yaml:"expect"`
	Notes       []string         `yaml:"notes"`
	Sources     []SourceSpec     `yaml:"sources"`

	// File is the name the case was read under, for messages.
	File string
	// Lines are the lines of the keys at the top of the file.
	Lines map[string]int `yaml:"-"`
	// Days of Date and Known, parsed.
	day, known time.Time
}

// Period is a span of days, both included; an empty end is open.
type Period struct {
	From string `yaml:"from" json:"from,omitempty"`
	To   string `yaml:"to" json:"to,omitempty"`
	Line int    `yaml:"-" json:"-"`
}

// Holds says whether the case describes the table on a day. A case without
// a period holds on its own date only.
func (c *Case) Holds(day time.Time) bool {
	d := day.Format("2006-01-02")
	if c.Valid.From == "" && c.Valid.To == "" {
		return d == c.Date
	}
	return (c.Valid.From == "" || d >= c.Valid.From) && (c.Valid.To == "" || d <= c.Valid.To)
}

// EconomySpec says which benchmark the case is solved on.
type EconomySpec struct {
	Name    string      `yaml:"name"`    // an embedded economy
	Closure string      `yaml:"closure"` // of package trade
	Groups  []GroupSpec `yaml:"groups"`  // regions of the search; the rest joins in ROW; none keeps all
	Line    int
	Lines   map[string]int `yaml:"-"`
}

// GroupSpec is one region of the economy that packages are searched in.
type GroupSpec struct {
	Code    string   `yaml:"code"`
	Name    string   `yaml:"name"`
	Members []string `yaml:"members"` // none: the region or bloc Code itself
	Line    int
}

// PartySpec is one side of the table.
type PartySpec struct {
	ID      string       `yaml:"id"`
	Name    string       `yaml:"name"`
	Regions []string     `yaml:"regions"`
	Weights []WeightSpec `yaml:"weights"`
	Power   float64      `yaml:"power"` // Nash bargaining weight; 0 means 1
	// Discount is the yearly rate at which the party counts later gains less,
	// percent; 0 means 5. The more patient side gets more while both wait
	// (Rubinstein 1982): the impasse solution weighs parties by 1/Discount.
	Discount float64 `yaml:"discount_pct"`
	Line     int
}

// WeightSpec is a political weight: a dollar of real income earned in the
// sector counts 1 + Value for the party (Ossa 2014, equation 5).
type WeightSpec struct {
	Sector string   `yaml:"sector"`
	Value  float64  `yaml:"value"`
	Source []string `yaml:"source"`
	Note   string   `yaml:"note"`
	Line   int
}

// OutcomeSpec is a state of the world without a deal.
type OutcomeSpec struct {
	Title   string            `yaml:"title"`
	From    string            `yaml:"from"`    // when it would begin
	Law     string            `yaml:"law"`     // the law in force on this day
	Package map[string]string `yaml:"package"` // levels of instruments that differ from level 0
	Source  []string          `yaml:"source"`
	Line    int
	Lines   map[string]int `yaml:"-"`
}

// InstrumentSpec is one item on the table.
type InstrumentSpec struct {
	ID       string   `yaml:"id"`
	Card     string   `yaml:"card"` // a card of the library; fields given here override it
	Title    string   `yaml:"title"`
	Kind     string   `yaml:"kind"`
	Giver    string   `yaml:"giver"`
	Receiver string   `yaml:"receiver"`
	Measures []string `yaml:"measures"` // tariff, quota: measures of the law that the item changes
	Sectors  []string `yaml:"sectors"`  // of the goods; with measures, only these sectors of them
	AVE      *Range   `yaml:"ave_pct"`  // standards: ad valorem equivalent of the barrier
	// Chance is the probability, 0 to 1, that a tariff item makes a difference:
	// that the legal base of the duty stands, that a duty still to come would
	// have come, that a promise is kept and no duty snaps back. The item's
	// change of duty is weighted by it. None means 1.
	Chance   *Range        `yaml:"chance"`
	Levels   []LevelSpec   `yaml:"levels"`
	Interval *IntervalSpec `yaml:"interval"` // any value between two ends, instead of levels
	Evidence string        `yaml:"evidence"` // grade and words: what is known, what is not
	Believe  string        `yaml:"believe"`  // direct items: what would have to be believed for a value
	Source   []string      `yaml:"source"`
	Match    []Selector    `yaml:"claims"`
	Record   []string      `yaml:"record"` // ids of the claims on record that it rests on
	Note     string        `yaml:"note"`
	Line     int
}

// LevelSpec is one setting of an instrument. The first level of every
// instrument is the disagreement.
type LevelSpec struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`

	// Tariff: exactly one of these.
	Keep     bool     `yaml:"keep"`      // as the law of the date has it
	AddPct   *float64 `yaml:"add_pct"`   // this much on top of column 1
	TotalPct *float64 `yaml:"total_pct"` // topped up to this total; nothing where column 1 is higher
	Remove   bool     `yaml:"remove"`    // the additional duty goes

	Amount     *Range `yaml:"add_musd"`   // purchase: million USD a year beyond the benchmark flow
	Fulfilment *Range `yaml:"fulfilment"` // purchase: fraction of the promise that is kept
	Share      *Range `yaml:"share"`      // standards: fraction of the barrier removed

	Quantity  *Range   `yaml:"quota_share"` // quota: its size as a fraction of the benchmark's imports of what it covers
	QuotaMUSD *Range   `yaml:"quota_musd"`  // quota: its size in million USD a year at benchmark prices, instead
	InPct     *float64 `yaml:"in_pct"`      // quota: duty within it; on measures the part added to column 1
	OutPct    *float64 `yaml:"out_pct"`     // quota on sectors: duty outside it; none keeps the present one
	Rent      *Range   `yaml:"rent"`        // quota: fraction of the rent that the exporter gets

	Transfer *Range `yaml:"transfer_musd"` // transfer: paid by the giver to the receiver, million USD a year

	Value map[string]Range `yaml:"value"` // direct: million USD a year, party to interval
	Line  int

	value float64 // of an interval
}

// Selector picks the claims of a record that an item or a red line rests on.
type Selector struct {
	Type     string   `yaml:"type" json:"type"`
	Giver    string   `yaml:"giver" json:"giver,omitempty"`
	Goods    []string `yaml:"goods" json:"goods,omitempty"`
	Measures []string `yaml:"measures" json:"measures,omitempty"`
	Topic    string   `yaml:"topic" json:"topic,omitempty"`
}

// Demand is a demand on the level of one instrument.
type Demand struct {
	Instrument string   `yaml:"instrument"`
	Levels     []string `yaml:"levels"`
	AtLeast    *float64 `yaml:"at_least"` // of an interval, instead of levels
	AtMost     *float64 `yaml:"at_most"`
	Line       int
}

// RedLineSpec is what a party will not sign without.
type RedLineSpec struct {
	ID      string     `yaml:"id"`
	Party   string     `yaml:"party"`
	Title   string     `yaml:"title"`
	Require []Demand   `yaml:"require"` // all must hold
	Imposed *bool      `yaml:"imposed"` // false: known and priced, but not imposed on the solutions
	Match   []Selector `yaml:"claims"`
	Record  []string   `yaml:"record"` // ids of the claims on record that it rests on
	Source  []string   `yaml:"source"`
	Note    string     `yaml:"note"`
	Line    int
}

// ConditionSpec ties one instrument to another: If implies Then.
type ConditionSpec struct {
	ID     string   `yaml:"id"`
	Title  string   `yaml:"title"`
	If     Demand   `yaml:"if"`
	Then   Demand   `yaml:"then"`
	Source []string `yaml:"source"`
	Line   int
}

// SignedSpec is a deal that was signed, as levels of the instruments, and
// the threat it was signed under.
type SignedSpec struct {
	ID      string               `yaml:"id"`
	Label   string               `yaml:"label"` // short, for a chart
	Title   string               `yaml:"title"`
	Date    string               `yaml:"date"`
	Package map[string]string    `yaml:"package"`
	Against map[string]LevelSpec `yaml:"against"` // instruments whose threat differed from the disagreement
	Source  []string             `yaml:"source"`
	Note    string               `yaml:"note"`
	Line    int
}

// TrackSpec is another negotiation of the United States whose outcome may be
// switched on: the law on its partners then is that of a later day.
type TrackSpec struct {
	ID       string   `yaml:"id"`
	Title    string   `yaml:"title"`
	Partners []string `yaml:"partners"` // regions or blocs
	Law      string   `yaml:"law"`      // day whose law on them stands for the outcome
	Source   []string `yaml:"source"`
	Line     int
}

// ExpectSpec is something that is known of the talks and that a good model
// would show: which item mattered more to a party, whether a signed deal was
// worth signing, how large an effect others find. It is put to the test and
// the answer reported; nothing is fitted to it.
type ExpectSpec struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Party string `yaml:"party"`

	Items    []string `yaml:"items"`     // together, at their last levels
	MoreThan []string `yaml:"more_than"` // worth more than each of these
	AtMost   float64  `yaml:"at_most"`   // or at most this many times the items of
	Of       []string `yaml:"of"`        // these, together

	Signed  string   `yaml:"signed"`  // id of a signed deal
	Against string   `yaml:"against"` // threat, no deal, status quo, or benchmark: what it is measured from
	InZone  *bool    `yaml:"in_zone"` // whether all sides should gain by it
	Welfare *Range   `yaml:"pct"`     // or the published change of the party's real income, percent: same sign, same order of magnitude
	Source  []string `yaml:"source"`
	Note    string   `yaml:"note"`
	Line    int
}

// LeadSpec names the solution that the brief shows first.
type LeadSpec struct {
	Concept string `yaml:"concept"`
	Reading string `yaml:"reading"`
	Line    int
}

// SourceSpec is one reference.
type SourceSpec struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Date  string `yaml:"date"`
	URL   string `yaml:"url"`
	Grade string `yaml:"grade"` // A primary text, B named agency, C weak, K unverified
	Line  int
}

// Load reads and checks the case file at path in fsys.
func Load(fsys fs.FS, path string) (*Case, error) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, missingFile(path, err)
	}
	return Parse(path, data)
}

// Parse reads and checks a case file; file is its name in messages.
func Parse(file string, data []byte) (*Case, error) {
	c := &Case{}
	if err := decodeYAML(file, data, c); err != nil {
		return nil, err
	}
	c.File = file
	if err := c.playCards(cases.FS); err != nil {
		return nil, err
	}
	if err := c.spread(); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// Party finds a party by id: its index, or -1.
func (c *Case) Party(id string) int {
	for i := range c.Parties {
		if c.Parties[i].ID == id {
			return i
		}
	}
	return -1
}

// Instrument finds an instrument by id: its index, or -1.
func (c *Case) Instrument(id string) int {
	for i := range c.Instruments {
		if c.Instruments[i].ID == id {
			return i
		}
	}
	return -1
}

// Level finds a level by id: its index, or -1.
func (s *InstrumentSpec) Level(id string) int {
	for l := range s.Levels {
		if s.Levels[l].ID == id {
			return l
		}
	}
	return -1
}

// Direct says whether the instrument's value is given by the case, not
// found by the trade model.
func (s *InstrumentSpec) Direct() bool {
	switch s.Kind {
	case "tariff", "quota", "purchase", "standards":
		return false
	case "transfer":
		for l := range s.Levels {
			if s.Levels[l].Transfer != nil {
				return false
			}
		}
	}
	return true
}

// Held says whether a red line is imposed on the solutions.
func (r *RedLineSpec) Held() bool { return r.Imposed == nil || *r.Imposed }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
