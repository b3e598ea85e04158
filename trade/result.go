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
	Status    Status  `json:"status"`
	Residual  float64 `json:"residual"`                     // largest scaled residual of the equilibrium conditions, as verified
	Benchmark float64 `json:"benchmark_residual,omitempty"` // of the re-solved benchmark, where it stayed above 1e-10
	Dropped   string  `json:"dropped"`                      // the equation dropped by Walras' law, and its residual
	Work      Work    `json:"work"`
	Reason    string  `json:"reason,omitempty"` // why it did not converge, and what to try

	Economy string `json:"economy"`
	Closure string `json:"closure"`
	Closes  string `json:"closure_title"`  // the closure in words, with all that a closure file changes
	Year    int    `json:"year,omitempty"` // of the benchmark's prices; 0 where the economy gives none

	Regions []RegionResult `json:"regions"`
	Sectors []SectorResult `json:"sectors,omitempty"` // when asked for
	Flows   []FlowResult   `json:"flows,omitempty"`   // when asked for
	Wedges  []WedgeResult  `json:"wedges,omitempty"`  // purchases, then quotas, in the order of the shock

	Point *Point `json:"-"` // the equilibrium itself, for warm starts and checks
}

// RegionResult is what a shock does to one region. Changes are in percent
// of the benchmark; money is million USD of the benchmark year.
type RegionResult struct {
	Code string `json:"code"`
	Name string `json:"name"`

	WelfarePct      float64 `json:"welfare_pct"`       // equivalent variation, exact, percent of WelfareBaseMUSD
	WelfareMUSD     float64 `json:"welfare_musd"`      // the same in million USD a year: percent of WelfareBaseMUSD
	WelfareFirstPct float64 `json:"welfare_first_pct"` // first-order: terms of trade plus volume of trade
	TermsOfTradePct float64 `json:"terms_of_trade_pct"`
	VolumePct       float64 `json:"volume_of_trade_pct"`
	RealIncomePct   float64 `json:"real_income_pct"` // real wage: factor price over price of final demand
	WagePct         float64 `json:"wage_pct"`        // in the numeraire
	CPIPct          float64 `json:"cpi_pct"`         // price of final demand, in the numeraire
	EmploymentPct   float64 `json:"employment_pct"`  // zero where labour supply is fixed
	ExportsPct      float64 `json:"exports_pct"`     // value in the numeraire, net of tariff
	ImportsPct      float64 `json:"imports_pct"`
	RevenueMUSD     float64 `json:"tariff_revenue_musd"` // level after the shock
	RevenueDMUSD    float64 `json:"tariff_revenue_change_musd"`

	ExportsGDPPct float64 `json:"exports_gdp_pct"` // of exports over factor income
	ImportsGDPPct float64 `json:"imports_gdp_pct"`

	DeficitPct float64 `json:"deficit_pct"` // imports less exports, of its benchmark size

	OutlayMUSD  float64 `json:"outlay_musd"`  // benchmark final expenditure
	ExportsMUSD float64 `json:"exports_musd"` // benchmark
	ImportsMUSD float64 `json:"imports_musd"` // benchmark

	// WelfareBaseMUSD is what welfare percent refers to: benchmark final
	// expenditure, less what hours worked cost the worker where labour supply
	// is elastic (Ignatenko et al. 2025, section 2).
	WelfareBaseMUSD float64 `json:"welfare_base_musd"`
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

	ValueAddedMUSD float64 `json:"value_added_musd"` // benchmark
	ValueAddedPct  float64 `json:"value_added_pct"`  // nominal, in the numeraire: shares of cost do not change, so it moves with output
	WagePct        float64 `json:"wage_pct"`         // what the sector pays the factor, in the numeraire; the region's where factors move freely
}

// FlowResult is one bilateral flow of one sector, million USD net of tariff.
type FlowResult struct {
	Importer     string  `json:"importer"`
	Exporter     string  `json:"exporter"`
	Sector       string  `json:"sector"`
	MUSD         float64 `json:"musd"`
	NewMUSD      float64 `json:"new_musd"`
	Pct          float64 `json:"pct"`
	TariffPct    float64 `json:"tariff_pct"`
	NewTariffPct float64 `json:"new_tariff_pct"`
}

// WedgeResult is what the solve found for a purchase or a quota. All its
// rates are percent of the border value, the exporter's price: TariffPct is
// the tariff by the shock, EffectivePct what the buyer pays on top of the
// border value in the end, and WedgePct the points between the two. For a
// purchase that is the implicit subsidy, which may be above 100: a tariff of
// 18 percent that becomes one of -93 is 111 points, 94 percent off the price
// with the tariff. CostMUSD is what it costs the importer's budget; for a
// quota WedgePct is the price of the licence and CostMUSD the rent. Wedge and
// cost are zero when the target or the quota does not bind. Over several
// flows rates are means by value.
type WedgeResult struct {
	Kind          string  `json:"kind"` // purchase or quota
	Importer      string  `json:"importer"`
	Exporter      string  `json:"exporter"`
	Sector        string  `json:"sector"`
	Binding       bool    `json:"binding"`
	TargetMUSD    float64 `json:"target_musd"` // benchmark prices
	VolumeMUSD    float64 `json:"volume_musd"` // benchmark prices
	BenchmarkMUSD float64 `json:"benchmark_musd"`
	WedgePct      float64 `json:"wedge_pct"`            // points of tariff
	TariffPct     float64 `json:"tariff_pct"`           // of a quota: within it
	EffectivePct  float64 `json:"effective_tariff_pct"` // the wedge included
	Name          string  `json:"name,omitempty"`       // as the shock names it
	Flows         int     `json:"flows"`                // bilateral flows under the one target; their codes are joined by a plus
	CostMUSD      float64 `json:"cost_musd"`
}
