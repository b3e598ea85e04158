package deal

import "parley/trade"

// Interval is a value with the range that the evidence leaves open; all
// million USD a year unless said.
type Interval struct {
	Low  float64 `json:"low"`
	Mid  float64 `json:"mid"`
	High float64 `json:"high"`
}

// Reading names how payoffs are counted.
type Reading string

// The two readings, always shown side by side.
const (
	WelfareOnly Reading = "welfare"   // equivalent variation and direct value intervals
	Political   Reading = "political" // plus weights on sectors' incomes (Ossa 2014)
)

// Result is a case, valued and solved.
type Result struct {
	Case    string `json:"case"`
	Title   string `json:"title"`
	Date    string `json:"date"`  // the law and the table as of this day
	Valid   Period `json:"valid"` // days on which the table is that of the case
	Economy string `json:"economy"`
	Closure string `json:"closure"`
	Year    int    `json:"year"` // prices of the benchmark

	Parties      []Party      `json:"parties"`
	Disagreement Outcome      `json:"disagreement"`
	StatusQuo    Outcome      `json:"status_quo"`
	Instruments  []Instrument `json:"instruments"`
	Solutions    []Solution   `json:"solutions"` // both readings
	Frontier     []Point      `json:"frontier"`  // both readings, by rising payoff of the first party
	Cloud        []Point      `json:"cloud,omitempty"`
	Zone         []Zone       `json:"zone"`    // one a reading
	Binding      []Binding    `json:"binding"` // constraints that hold the solution back
	RedLines     []RedLine    `json:"red_lines"`
	Delay        []Delay      `json:"delay,omitempty"`
	Signed       []Solution   `json:"signed,omitempty"` // packages of signed deals put into the model

	Shares []Share `json:"shares,omitempty"` // what each item of the lead solution contributes, by reading
	Lead   Lead    `json:"lead"`             // which solution is shown first
	Third  []Third `json:"third,omitempty"`  // regions that are no party, at the lead solution against disagreement

	Tornado []Tornado `json:"tornado,omitempty"` // which assumption matters most for the lead package, by reading and party, largest swing first

	Sectors []trade.SectorResult `json:"sectors,omitempty"` // of the parties, at the lead solution against disagreement

	Keeping []Keeping `json:"keeping,omitempty"` // whether deals enforce themselves

	Checks []Check `json:"checks,omitempty"` // what is known of the talks, put to the test, when asked for

	Refined     []Refined    `json:"refined,omitempty"`     // when asked for
	Uncertainty *Uncertainty `json:"uncertainty,omitempty"` // when draws were asked for

	Solves   int      `json:"solves"`
	Residual float64  `json:"residual"` // the largest of all solves
	Verified bool     `json:"verified"` // every reported package re-solved in the full model and verified
	Gap      float64  `json:"gap_musd"` // largest difference of approximation and full solve among reported packages
	Notes    []string `json:"notes"`
	Sources  []Source `json:"sources"`
}

// Party is one side of the table.
type Party struct {
	ID      string   `json:"id"` // "JP"
	Name    string   `json:"name"`
	Regions []string `json:"regions"` // codes in the economy
	Weights []Weight `json:"weights,omitempty"`
}

// Weight is a political weight on a sector's income: a dollar of it counts
// as 1+Value dollars for the government (Ossa 2014, eq. 5).
type Weight struct {
	Sector string  `json:"sector"`
	Value  float64 `json:"value"`
	Source string  `json:"source"`
}

// Outcome is a state of the world with no deal, or before one.
type Outcome struct {
	Title   string             `json:"title"`
	Law     string             `json:"law"`     // which law applies, with its date
	Payoffs map[string]float64 `json:"payoffs"` // party to million USD a year against disagreement; zero for disagreement itself
	Source  string             `json:"source"`
}

// Instrument is one item on the table, valued.
type Instrument struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Kind     string     `json:"kind"` // tariff, purchase, standards, quota, transfer, investment, cooperation, currency, clause
	Giver    string     `json:"giver"`
	Receiver string     `json:"receiver"`
	Levels   []Level    `json:"levels"`
	Value    ByParty    `json:"value"` // at the fullest level, own effect from disagreement, welfare reading
	Politic  ByParty    `json:"value_political"`
	Evidence string     `json:"evidence"` // grade and source of what is uncertain
	Claims   []string   `json:"claims,omitempty"`
	Record   []string   `json:"record,omitempty"` // ids of claims of the record that it rests on
	Note     string     `json:"note,omitempty"`
	Match    []Selector `json:"match,omitempty"`   // claims of a record that the item rests on
	Believe  string     `json:"believe,omitempty"` // of an item not valued: what would have to be believed
	Source   []string   `json:"source,omitempty"`  // ids in Result.Sources
	Direct   bool       `json:"direct"`            // true when no trade shock is defensible and the case gives the interval
}

// ByParty is a value interval for each party id.
type ByParty map[string]Interval

// Level is one setting of an instrument.
type Level struct {
	ID       string             `json:"id"`
	Title    string             `json:"title"`
	Value    ByParty            `json:"value"` // welfare reading, own effect from disagreement
	Politic  ByParty            `json:"value_political"`
	ShortRun map[string]float64 `json:"short_run,omitempty"` // welfare with factors fixed in their sectors, when asked for
	// WedgePct is the implicit subsidy of a purchase promise, percent.
	WedgePct *float64 `json:"wedge_pct,omitempty"`
	// Quota says how a quota is used, alone against no deal.
	Quota *QuotaFill `json:"quota,omitempty"`
}

// Package is the level chosen for each instrument: instrument id to level id.
type Package map[string]string

// Solution is a package singled out by a bargaining concept, or signed.
type Solution struct {
	Concept  string             `json:"concept"` // nash, kalai-smorodinsky, egalitarian, utilitarian, impasse, signed, ...
	Reading  Reading            `json:"reading"`
	Title    string             `json:"title"`
	Label    string             `json:"label,omitempty"` // short, for a chart; of signed deals
	Date     string             `json:"date,omitempty"`  // of signed deals: when
	Package  Package            `json:"package"`
	Payoffs  map[string]float64 `json:"payoffs"`                // million USD a year against disagreement
	Here     map[string]float64 `json:"payoffs_here,omitempty"` // of signed deals: against the disagreement of the case, as all other packages
	Range    ByParty            `json:"payoff_range"`           // over the uncertain values
	Verified bool               `json:"verified"`
	Gap      float64            `json:"gap_musd"`
	Proof    string             `json:"proof,omitempty"` // of solutions: what the choice rests on
	Note     string             `json:"note,omitempty"`
	Shares   []Share            `json:"shares,omitempty"` // of signed deals: what each item brings, against the disagreement of the case
}

// Point is a package's payoffs, for the chart.
type Point struct {
	Reading  Reading   `json:"reading"`
	Payoffs  []float64 `json:"payoffs"` // in the order of Result.Parties
	Package  Package   `json:"package,omitempty"`
	Feasible bool      `json:"feasible"` // under all red lines
}

// Zone says whether an agreement is possible.
type Zone struct {
	Reading  Reading  `json:"reading"`
	Open     bool     `json:"open"`
	Packages int      `json:"packages"` // feasible and individually rational
	Of       int      `json:"of"`       // packages in all
	Why      string   `json:"why"`      // plain words: what opens or empties it
	Relax    []string `json:"relax,omitempty"`
}

// Binding is a constraint that changes the solution.
type Binding struct {
	ID      string  `json:"id"`
	Reading Reading `json:"reading"`
	Why     string  `json:"why"`
}

// RedLine is a constraint with its price: how both payoffs of the lead
// solution change when it is dropped.
type RedLine struct {
	ID      string             `json:"id"`
	Party   string             `json:"party"`
	Title   string             `json:"title"`
	Claims  []string           `json:"claims,omitempty"`
	Record  []string           `json:"record,omitempty"` // ids of claims of the record that it rests on
	Match   []Selector         `json:"match,omitempty"`
	Imposed bool               `json:"imposed"` // false: priced, not imposed on the solutions
	Reading Reading            `json:"reading"`
	Price   map[string]float64 `json:"price"` // million USD a year, party to change when dropped
	Source  string             `json:"source"`
}

// Delay is what a month without a deal costs a party.
type Delay struct {
	Party    string  `json:"party"`
	Reading  Reading `json:"reading"`
	PerMonth float64 `json:"per_month_musd"` // positive: the party loses by waiting
	While    string  `json:"while"`          // what rules meanwhile
}

// Lead names the solution that is shown first.
type Lead struct {
	Concept string  `json:"concept"`
	Reading Reading `json:"reading"`
}

// Share is what one item contributes to the lead solution of a reading,
// million USD a year by party, on the search economy: by own and pairwise cross
// effects, or where asked for by solving sets of items.
type Share struct {
	Reading    Reading            `json:"reading"`
	Instrument string             `json:"instrument"`
	Level      string             `json:"level"`
	Own        map[string]float64 `json:"own"`             // alone, from no deal
	Marginal   map[string]float64 `json:"marginal"`        // lost when it is taken out of the deal
	Shapley    map[string]float64 `json:"shapley"`         // mean over all orders in which the items could be added
	Method     string             `json:"method"`          // pairs, sets (all of them solved), or orders (drawn at random)
	Error      map[string]float64 `json:"error,omitempty"` // standard error of the Shapley value, of drawn orders
}

// Third is what a deal does to a region that is no party to it.
type Third struct {
	Region      string  `json:"region"`
	Name        string  `json:"name"`
	WelfareMUSD float64 `json:"welfare_musd"`
	WelfarePct  float64 `json:"welfare_pct"`
}

// Source is a reference that the case rests on.
type Source struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Date  string `json:"date,omitempty"`
	URL   string `json:"url,omitempty"`
	Grade string `json:"grade,omitempty"` // A primary text, B named agency, C weak, K unverified
}
