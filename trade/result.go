package trade

// Status says how a solve ended.
type Status string

// The statuses. Only Converged results carry outcomes.
const (
	Converged    Status = "converged"     // residuals verified below tolerance
	NotConverged Status = "not-converged" // work ran out; best point and residuals are given
	Refused      Status = "refused"       // the problem is not an equilibrium problem; the reason says why
)

// Work counts what a solve cost.
type Work struct {
	Sweeps int     `json:"sweeps"` // evaluations of the equilibrium map
	Millis float64 `json:"ms"`     // wall time, filled in by the caller that has a clock
}

// Result is the answer of one solve.
type Result struct {
	Status   Status  `json:"status"`
	Residual float64 `json:"residual"` // largest scaled residual of the equilibrium conditions, as verified
	Dropped  string  `json:"dropped"`  // the equation dropped by Walras' law, and its residual
	Work     Work    `json:"work"`
	Reason   string  `json:"reason,omitempty"` // why it did not converge, and what to try

	Economy string `json:"economy"`
	Closure string `json:"closure"`
	Year    int    `json:"year"` // of the benchmark's prices

	Regions []RegionResult `json:"regions"`
	Sectors []SectorResult `json:"sectors,omitempty"` // when asked for

	Point *Point `json:"-"` // the equilibrium itself, for warm starts and checks
}

// RegionResult is what a shock does to one region. Changes are in percent
// of the benchmark; money is million USD of the benchmark year.
type RegionResult struct {
	Code string `json:"code"`
	Name string `json:"name"`

	WelfarePct      float64 `json:"welfare_pct"`       // equivalent variation, exact, percent of final expenditure
	WelfareMUSD     float64 `json:"welfare_musd"`      // the same in million USD a year
	WelfareFirstPct float64 `json:"welfare_first_pct"` // first-order: terms of trade plus volume of trade
	TermsOfTradePct float64 `json:"terms_of_trade_pct"`
	VolumePct       float64 `json:"volume_of_trade_pct"`
	RealIncomePct   float64 `json:"real_income_pct"` // real wage: factor price over price of final demand
	WagePct         float64 `json:"wage_pct"`        // in the numeraire
	CPIPct          float64 `json:"cpi_pct"`         // price of final demand, in the numeraire
	EmploymentPct   float64 `json:"employment_pct"`  // zero where labour supply is fixed
	ExportsPct      float64 `json:"exports_pct"`     // value at benchmark numeraire
	ImportsPct      float64 `json:"imports_pct"`
	RevenueMUSD     float64 `json:"tariff_revenue_musd"` // level after the shock
	RevenueDMUSD    float64 `json:"tariff_revenue_change_musd"`
}

// SectorResult is what a shock does to one sector of one region, in percent
// of the benchmark; Output in million USD is the benchmark level.
type SectorResult struct {
	Region        string  `json:"region"`
	Sector        string  `json:"sector"`
	Name          string  `json:"name"`
	OutputMUSD    float64 `json:"output_musd"`
	OutputPct     float64 `json:"output_pct"` // nominal, in the numeraire
	VolumePct     float64 `json:"volume_pct"` // real output
	EmploymentPct float64 `json:"employment_pct"`
	PricePct      float64 `json:"price_pct"` // of domestic absorption
	ExportsMUSD   float64 `json:"exports_musd"`
	ExportsPct    float64 `json:"exports_pct"`
	ImportsMUSD   float64 `json:"imports_musd"`
	ImportsPct    float64 `json:"imports_pct"`
}
