package page

import (
	"fmt"
	"math"
	"strings"

	"parley/deal"
	"parley/internal/chart"
)

// block is one piece of the page: one of its fields is set.
type block struct {
	Head  string
	Text  string
	List  []string
	Table *table
	Bars  *chart.Bars
	Front *chart.Frontier
}

// table is a table of words and figures; the first Left columns are words.
type table struct {
	Caption string
	Left    int
	Head    []string
	Rows    [][]string
}

// writer composes the blocks of one result.
type writer struct {
	r      *deal.Result
	blocks []block
	title  map[string]string // of instruments
	level  map[string]string // of instrument + " " + level
}

func compose(r *deal.Result) []block {
	w := &writer{r: r, title: map[string]string{}, level: map[string]string{}}
	for _, x := range r.Instruments {
		w.title[x.ID] = x.Title
		for _, l := range x.Levels {
			w.level[x.ID+" "+l.ID] = l.Title
		}
	}
	w.outcome()
	w.values()
	for _, reading := range w.readings() {
		w.bargain(reading)
	}
	w.refined()
	w.signed()
	w.checks()
	w.effects()
	w.uncertainty()
	w.foot()
	return w.blocks
}

func (w *writer) add(b block)                     { w.blocks = append(w.blocks, b) }
func (w *writer) head(s string)                   { w.add(block{Head: s}) }
func (w *writer) text(format string, args ...any) { w.add(block{Text: fmt.Sprintf(format, args...)}) }
func (w *writer) list(items []string)             { w.add(block{List: items}) }
func (w *writer) unit() string                    { return "million USD a year, " + Prices(w.r.Year) }
func (w *writer) billions() string                { return "billion USD a year, " + Prices(w.r.Year) }

// Prices says at whose prices figures are.
func Prices(year int) string {
	if year == 0 {
		return "prices of the benchmark"
	}
	return fmt.Sprintf("%d prices", year)
}

func bn(v float64) string  { return Signed(v, 2) }
func pct(v float64) string { return Signed(v, 1) }

// Signed writes a number with its sign; what rounds to zero has none.
func Signed(v float64, decimals int) string {
	s := fmt.Sprintf("%+.*f", decimals, v)
	if strings.Trim(s, "+-0.") == "" {
		return s[1:]
	}
	return s
}

func bar(iv deal.Interval) chart.Bar {
	return chart.Bar{Low: iv.Low / 1000, Mid: iv.Mid / 1000, High: iv.High / 1000}
}
func (w *writer) pick(instrument, level string) string {
	return w.title[instrument] + ": " + w.level[instrument+" "+level]
}

// weighted says whether the political reading differs from welfare.
func (w *writer) weighted() bool {
	for _, p := range w.r.Parties {
		if len(p.Weights) > 0 {
			return true
		}
	}
	return false
}

func (w *writer) readings() []deal.Reading {
	if w.weighted() {
		return []deal.Reading{deal.WelfareOnly, deal.Political}
	}
	return []deal.Reading{deal.WelfareOnly}
}

func readingName(r deal.Reading) string {
	if r == deal.Political {
		return "With political weights"
	}
	return "Welfare only"
}

// Money writes million USD with sign and thousands.
func Money(x float64) string { return MoneyTo(x, 0) }

// MoneyTo is Money with decimals.
func MoneyTo(x float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, math.Abs(x))
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		rest = "." + rest
	}
	switch {
	case strings.Trim(s, "0.") == "":
		return "0"
	case x < 0:
		return "-" + whole + rest
	}
	return "+" + whole + rest
}

// Decimals is how many decimals the money of a result is written with: none
// where its items are worth hundreds of million, and in a small economy as many
// as give the largest of them three digits.
func Decimals(r *deal.Result) int {
	largest := 0.0
	for _, x := range r.Instruments {
		for _, v := range x.Levels {
			for _, p := range r.Parties {
				if !x.Direct {
					largest = math.Max(largest, math.Abs(v.Value[p.ID].Mid))
				}
			}
		}
	}
	if largest == 0 {
		return 0
	}
	return min(max(2-int(math.Floor(math.Log10(largest))), 0), 6)
}

// Span writes an interval: its middle, and its ends where they differ.
func Span(iv deal.Interval, decimals int) string {
	mid, low, high := MoneyTo(iv.Mid, decimals), MoneyTo(iv.Low, decimals), MoneyTo(iv.High, decimals)
	if low == high || iv.High-iv.Low < 0.5*math.Pow(10, -float64(decimals)) {
		return mid
	}
	return fmt.Sprintf("%s [%s, %s]", mid, low, high)
}

func (w *writer) money(x float64) string { return MoneyTo(x, Decimals(w.r)) }

func (w *writer) span(v deal.ByParty, id string) string {
	iv, ok := v[id]
	if !ok {
		return "not valued"
	}
	return Span(iv, Decimals(w.r))
}

func (w *writer) payoffs(m map[string]float64) string {
	var s []string
	for _, p := range w.r.Parties {
		s = append(s, p.Name+" "+w.money(m[p.ID]))
	}
	return strings.Join(s, ", ")
}

func (w *writer) outcome() {
	r := w.r
	w.text("Table of %s. All figures are %s, against no deal: equivalent variation after adjustment. Economy %s, closure %s.", r.Date, w.unit(), r.Economy, r.Closure)
	items := []string{"No deal: " + strings.TrimPrefix(r.Disagreement.Title, "no deal: ") + ". Source: " + r.Disagreement.Source}
	if r.StatusQuo.Title != "" {
		items = append(items, "Status quo: "+r.StatusQuo.Title+" ("+w.payoffs(r.StatusQuo.Payoffs)+")")
	}
	for _, z := range r.Zone {
		if z.Reading == deal.Political && !w.weighted() {
			continue
		}
		state := "no zone of agreement"
		if z.Open {
			state = "a zone of agreement"
		}
		first, _, _ := strings.Cut(z.Why, ";")
		items = append(items, readingName(z.Reading)+": "+state+". "+upper(first)+".")
	}
	w.list(items)
}

// concept is the name of a solution concept at the head of a line.
func concept(s string) string {
	if s == "kalai-smorodinsky" {
		return "Kalai-Smorodinsky"
	}
	return upper(s)
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// values is the chart of items at their fullest level, and the table of all
// levels.
func (w *writer) values() {
	r := w.r
	w.head("What each item is worth")
	t := &table{Caption: "Every level alone, from no deal; in brackets the range over trade elasticities and over what else is not known, one at a time", Left: 3,
		Head: []string{"Item", "Level", "Given by"}}
	for _, p := range r.Parties {
		t.Head = append(t.Head, p.Name)
	}
	for _, p := range r.Parties {
		if len(p.Weights) > 0 { // without weights the readings are the same
			t.Head = append(t.Head, p.Name+", with political weights")
		}
	}
	t.Head = append(t.Head, "Wedge, %")
	for k, pair := range w.pairs() {
		w.add(block{Bars: w.valueChart(k, pair)})
	}
	for _, x := range r.Instruments {
		for l, v := range x.Levels {
			if l == 0 {
				continue
			}
			cells := []string{x.Title, v.Title, x.Giver}
			for _, p := range r.Parties {
				cells = append(cells, w.span(v.Value, p.ID))
			}
			for _, p := range r.Parties {
				if len(p.Weights) > 0 {
					cells = append(cells, w.span(v.Politic, p.ID))
				}
			}
			wedge := ""
			if v.WedgePct != nil {
				wedge = fmt.Sprintf("%.1f", *v.WedgePct)
			}
			t.Rows = append(t.Rows, append(cells, wedge))
		}
	}
	w.add(block{Table: t})
	var notes []string
	for _, x := range r.Instruments {
		for _, v := range x.Levels {
			if v.Quota != nil {
				notes = append(notes, Quota(x, v)+".")
			}
		}
		if x.Direct && len(x.Value) == 0 {
			notes = append(notes, x.Title+" is not valued. One would have to believe "+x.Believe+".")
		}
	}
	if notes != nil {
		w.list(notes)
	}
}

// Quota says how far a quota is used at a level.
func Quota(x deal.Instrument, v deal.Level) string {
	q := v.Quota
	words := fmt.Sprintf("%s (%s): alone, %.0f %% of the quota is used", x.Title, v.Title, q.FillPct)
	switch {
	case q.FillPct > 100.5:
		return words + fmt.Sprintf(", so the duty outside it rules at the margin; the licences are worth %.0f million a year", q.RentMUSD)
	case q.Binding && q.FillPct < 99.5:
		return words + fmt.Sprintf(", full for some of its goods; the licences are worth %.0f million a year", q.RentMUSD)
	case q.Binding:
		return words + fmt.Sprintf(", so it holds sales back; a licence is worth %.1f %% of the price, all of them %.0f million a year", q.LicencePct, q.RentMUSD)
	}
	return words + ", so it holds nobody back and works as a lower duty"
}

// pairs are the parties two by two, as many as a chart can show.
func (w *writer) pairs() [][]deal.Party {
	var out [][]deal.Party
	for k := 0; k < len(w.r.Parties); k += 2 {
		out = append(out, w.r.Parties[k:min(k+2, len(w.r.Parties))])
	}
	return out
}

// forWhom names the parties of a chart where the page has several.
func (w *writer) forWhom(pair ...deal.Party) string {
	if len(w.r.Parties) <= 2 {
		return ""
	}
	var names []string
	for _, p := range pair {
		names = append(names, p.Name)
	}
	return ", " + strings.Join(names, " and ")
}

// numbered is an id of which there may be several on the page.
func numbered(id string, k int) string {
	if k == 0 {
		return id
	}
	return fmt.Sprintf("%s-%d", id, k+1)
}

// valueChart shows the items at their fullest level for two parties.
func (w *writer) valueChart(k int, pair []deal.Party) *chart.Bars {
	c := &chart.Bars{ID: numbered("values", k), Title: "Value of each item at its fullest level" + w.forWhom(pair...), Unit: w.billions(), Format: bn}
	for _, reading := range w.readings() {
		c.Panels = append(c.Panels, readingName(reading))
	}
	for _, p := range pair {
		c.Series = append(c.Series, p.Name)
	}
	var said []string
	for _, x := range w.r.Instruments {
		row := chart.Row{Label: x.Title}
		for _, v := range []deal.ByParty{x.Value, x.Politic}[:len(w.readings())] {
			var bars []chart.Bar
			for _, p := range pair {
				if iv, ok := v[p.ID]; ok {
					b := bar(iv)
					b.Soft = x.Direct
					bars = append(bars, b)
				} else {
					bars = append(bars, chart.Bar{Absent: true, Text: "not valued"})
				}
			}
			row.Bars = append(row.Bars, bars)
		}
		c.Rows = append(c.Rows, row)
		for _, p := range pair {
			said = append(said, fmt.Sprintf("%s for %s %s million", x.Title, p.Name, w.span(x.Value, p.ID)))
		}
	}
	c.Desc = strings.Join(said, "; ") + "."
	return c
}

// moves names what a package changes against no deal.
func (w *writer) moves(p deal.Package) string {
	var s []string
	for _, x := range w.r.Instruments {
		if l := p[x.ID]; l != "" && l != x.Levels[0].ID {
			s = append(s, w.pick(x.ID, l))
		}
	}
	if s == nil {
		return "nothing"
	}
	return strings.Join(s, "; ")
}

// bargain is the zone, the frontier and the solutions of one reading.
func (w *writer) bargain(reading deal.Reading) {
	r := w.r
	w.head("Is there a deal? " + readingName(reading))
	for _, z := range r.Zone {
		if z.Reading == reading {
			w.text("%s.", upper(z.Why))
			if z.Relax != nil {
				var items []string
				for _, x := range z.Relax {
					items = append(items, "Would open it: "+x+".")
				}
				w.list(items)
			}
		}
	}
	for a := range r.Parties {
		for b := a + 1; b < len(r.Parties) && b < 3; b++ { // every pair of the first three
			w.add(block{Front: w.frontier(reading, a, b)})
		}
	}
	w.text("%s", w.drawnOn())
	t := &table{Caption: "Packages, solved again in the full economy", Left: 2, Head: []string{"Solution", "Package: what moves from no deal"}}
	for _, p := range r.Parties {
		t.Head = append(t.Head, p.Name)
	}
	t.Head = append(t.Head, "Gap")
	for _, s := range r.Solutions {
		if s.Reading != reading {
			continue
		}
		row := []string{concept(s.Concept) + ": " + s.Title, w.moves(s.Package)}
		for _, p := range r.Parties {
			row = append(row, w.span(s.Range, p.ID))
		}
		t.Rows = append(t.Rows, append(row, fmt.Sprintf("%.0f", s.Gap)))
	}
	if t.Rows != nil {
		w.add(block{Table: t})
	}
	w.shares(reading)
	w.tornado(reading)
	var items []string
	for _, x := range r.RedLines {
		if x.Reading != reading {
			continue
		}
		how := "Dropping it would change " + w.payoffs(x.Price)
		if !x.Imposed {
			less := map[string]float64{}
			for p, v := range x.Price {
				less[p] = -v
			}
			how = "Not imposed here; alone it would change " + w.payoffs(less)
		}
		items = append(items, fmt.Sprintf("Red line of %s: %s. %s. Source: %s.", x.Party, x.Title, how, x.Source))
	}
	for _, x := range r.Binding {
		if x.Reading == reading && strings.HasPrefix(x.ID, "walk-away") {
			items = append(items, upper(x.Why)+".")
		}
	}
	for _, x := range r.Delay {
		if x.Reading == reading {
			items = append(items, fmt.Sprintf("A month of waiting: %s %s million (%s).", x.Party, w.money(-x.PerMonth), x.While))
		}
	}
	for _, x := range r.Keeping {
		if x.Reading == reading && x.Package == r.Lead.Concept {
			items = append(items, "Keeping it: "+x.Why+".")
		}
	}
	for _, x := range r.Solutions {
		if x.Reading == reading && x.Concept == r.Lead.Concept && x.Proof != "" {
			items = append(items, "How the "+concept(x.Concept)+" package was chosen: "+x.Proof+".")
		}
	}
	if items != nil {
		w.list(items)
	}
}

// frontier is the chart of packages as two of the parties see them.
func (w *writer) frontier(reading deal.Reading, a, b int) *chart.Frontier {
	one, two := w.r.Parties[a], w.r.Parties[b]
	c := &chart.Frontier{ID: numbered("frontier-"+string(reading), a+b-1), Title: "Payoffs of packages: " + readingName(reading) + w.forWhom(one, two),
		XUnit: one.Name + ", bn USD a year", YUnit: two.Name + ", bn USD a year", Format: bn}
	for _, p := range w.r.Cloud {
		if p.Reading == reading {
			c.Cloud = append(c.Cloud, chart.XY{X: p.Payoffs[a] / 1000, Y: p.Payoffs[b] / 1000})
		}
	}
	for _, p := range w.r.Frontier {
		if p.Reading == reading && len(w.r.Parties) == 2 { // of more parties the frontier is no line
			c.Front = append(c.Front, chart.XY{X: p.Payoffs[a] / 1000, Y: p.Payoffs[b] / 1000})
		}
	}
	var said []string
	mark := func(label string, m map[string]float64, full bool) {
		x := chart.Mark{XY: chart.XY{X: m[one.ID] / 1000, Y: m[two.ID] / 1000}, Label: label, Full: full}
		c.Marks = append(c.Marks, x)
		said = append(said, fmt.Sprintf("%s: %s %s, %s %s", label, one.Name, bn(x.X), two.Name, bn(x.Y)))
	}
	mark("No deal", nil, true)
	if reading == w.r.Lead.Reading && w.r.StatusQuo.Title != "" {
		mark("Status quo", w.r.StatusQuo.Payoffs, true)
	}
	for _, s := range w.r.Solutions {
		if s.Reading == reading {
			mark(concept(s.Concept), s.Payoffs, false)
		}
	}
	for _, s := range w.r.Signed {
		if s.Reading == reading {
			label := s.Label
			if label == "" {
				label = "Signed"
			}
			mark(label, s.Here, true)
		}
	}
	c.Desc = "Billion USD a year against no deal. " + strings.Join(said, "; ") + "."
	return c
}

// drawnOn says which economy the marks of a chart of packages are from, and
// which its ground.
func (w *writer) drawnOn() string {
	ground := "dots: packages"
	if len(w.r.Parties) == 2 {
		ground = "dots and line: packages and their frontier"
	}
	return fmt.Sprintf("Rings and discs: solved in the full economy; %s as the search economy has them. The two differ by %s million at most, so a ring can lie off the line.", ground, strings.TrimPrefix(w.money(w.r.Gap), "+"))
}

// shares is what each item of the lead package contributes.
func (w *writer) shares(reading deal.Reading) {
	for k, pair := range w.pairs() {
		c := &chart.Bars{ID: numbered("shapley-"+string(reading), k), Title: "What each item of the " + concept(w.r.Lead.Concept) + " package contributes: Shapley value" + w.forWhom(pair...), Unit: w.billions(),
			Panels: []string{""}, Format: bn, Desc: "The table below holds the same figures."}
		for _, p := range pair {
			c.Series = append(c.Series, p.Name)
		}
		for _, x := range w.r.Shares {
			if x.Reading != reading {
				continue
			}
			var bars []chart.Bar
			for _, p := range pair {
				v := x.Shapley[p.ID]
				bars = append(bars, bar(deal.Interval{Low: v, Mid: v, High: v}))
			}
			c.Rows = append(c.Rows, chart.Row{Label: w.title[x.Instrument], Bars: [][]chart.Bar{bars}})
		}
		if c.Rows != nil {
			w.add(block{Bars: c})
		}
	}
	t := &table{Caption: "Each item alone, taken last, and by Shapley value", Left: 1, Head: []string{"Item"}}
	for _, p := range w.r.Parties {
		t.Head = append(t.Head, p.Name+" alone", p.Name+" last", p.Name+" Shapley")
	}
	for _, x := range w.r.Shares {
		if x.Reading != reading {
			continue
		}
		cells := []string{w.pick(x.Instrument, x.Level)}
		for _, p := range w.r.Parties {
			cells = append(cells, w.money(x.Own[p.ID]), w.money(x.Marginal[p.ID]), w.money(x.Shapley[p.ID]))
		}
		t.Rows = append(t.Rows, cells)
	}
	if t.Rows != nil {
		w.add(block{Table: t})
	}
}

// Setting is the value of an item that is given by an interval, in words.
func Setting(r *deal.Result, v deal.Setting) string {
	for _, x := range r.Instruments {
		if x.ID == v.Instrument {
			words := x.Title + " " + v.Title
			switch near := 1e-6 * (v.High - v.Low); {
			case v.Value <= v.Low+near, v.Value >= v.High-near:
				return words + " (an end of what is allowed)"
			}
			return words
		}
	}
	return v.Title
}

// refined is the lead package with continuous duties.
func (w *writer) refined() {
	if len(w.r.Refined) == 0 {
		return
	}
	w.head("Any value between the levels")
	var items []string
	for _, x := range w.r.Refined {
		var rates []string
		for _, in := range w.r.Instruments {
			if v, ok := x.Rates[in.ID]; ok {
				rates = append(rates, fmt.Sprintf("%s %+.1f %%", in.Title, v))
			}
			if v, ok := x.Amounts[in.ID]; ok && in.Kind == "standards" {
				rates = append(rates, fmt.Sprintf("%s %.0f %% of the barrier", in.Title, v))
			} else if ok {
				rates = append(rates, fmt.Sprintf("%s %.0f million USD", in.Title, v))
			}
		}
		for _, v := range x.Settings {
			rates = append(rates, Setting(w.r, v))
		}
		line := fmt.Sprintf("%s. Duties and amounts: %s. Payoffs %s, instead of %s.", readingName(x.Reading), strings.Join(rates, ", "), w.payoffs(x.Payoffs), w.payoffs(x.From))
		if !x.Converged {
			line += fmt.Sprintf(" Not at the optimum after %d evaluations.", x.Evaluations)
		}
		items = append(items, line)
	}
	w.list(items)
}

func (w *writer) signed() {
	if len(w.r.Signed) == 0 {
		return
	}
	w.head("Signed or proposed")
	t := &table{Caption: "Against the threat each was agreed under", Left: 2, Head: []string{"Deal", "Reading"}}
	for _, p := range w.r.Parties {
		t.Head = append(t.Head, p.Name)
	}
	var notes []string
	for _, s := range w.r.Signed {
		if s.Reading == deal.Political && !w.weighted() {
			continue
		}
		row := []string{s.Title, readingName(s.Reading)}
		for _, p := range w.r.Parties {
			row = append(row, w.span(s.Range, p.ID))
		}
		t.Rows = append(t.Rows, row)
		notes = append(notes, fmt.Sprintf("%s, %s: %s. %s.", upper(s.Title), strings.ToLower(readingName(s.Reading)), w.moves(s.Package), upper(s.Note)))
	}
	w.add(block{Table: t})
	w.text("In the charts above, signed deals are measured against no deal like every other package.")
	w.list(notes)
}

// checks is what is known of the talks, put to the test.
func (w *writer) checks() {
	if len(w.r.Checks) == 0 {
		return
	}
	w.head("What is known of the talks, put to the test")
	t := &table{Caption: "Each expectation in the ways it could be meant; nothing is fitted to them", Left: 4, Head: []string{"Expected", "Measured by", "Holds", "Figures"}}
	var notes []string
	for _, k := range w.r.Checks {
		title := k.Title
		for _, x := range k.Ways {
			t.Rows = append(t.Rows, []string{title, x.By, map[bool]string{true: "yes", false: "no"}[x.Holds], x.Why})
			title = ""
		}
		if k.Note != "" {
			notes = append(notes, upper(k.Title)+": "+k.Note+". Source: "+k.Source+".")
		}
	}
	w.add(block{Table: t})
	w.list(notes)
}

// effects is what the lead package does to sectors and to third parties.
func (w *writer) effects() {
	r := w.r
	if len(r.Sectors) == 0 {
		return
	}
	w.head(fmt.Sprintf("What the %s package does", concept(r.Lead.Concept)))
	for _, p := range r.Parties {
		t := &table{Caption: p.Name + ": sectors with the largest change of real output, percent against no deal", Left: 1,
			Head: []string{"Sector", "Output, million USD", "Output, %", "Exports, %", "Price, %"}}
		sectors := r.SectorsOf(p)
		for _, s := range sectors[:min(8, len(sectors))] {
			t.Rows = append(t.Rows, []string{s.Name, w.money(s.VolumePct / 100 * s.OutputMUSD), pct(s.VolumePct), pct(s.ExportsPct), pct(s.PricePct)})
		}
		w.add(block{Table: t})
	}
	c := &chart.Bars{ID: "third", Title: "Welfare of regions that are no party", Unit: w.billions(), Panels: []string{""}, Series: []string{"Welfare"}, Format: bn}
	var said []string
	for _, x := range r.Third[:min(12, len(r.Third))] {
		c.Rows = append(c.Rows, chart.Row{Label: x.Name, Bars: [][]chart.Bar{{bar(deal.Interval{Low: x.WelfareMUSD, Mid: x.WelfareMUSD, High: x.WelfareMUSD})}}})
		said = append(said, x.Name+" "+w.money(x.WelfareMUSD)+" million")
	}
	c.Desc = strings.Join(said, "; ") + "."
	w.add(block{Bars: c})
}

// tornado is which assumption moves the lead package's payoffs most: how far
// each, at its two ends, takes them from their central value.
func (w *writer) tornado(reading deal.Reading) {
	for _, p := range w.r.Parties {
		c := &chart.Bars{ID: "tornado-" + string(reading) + "-" + strings.ToLower(p.ID), Unit: w.billions() + ", from the central value",
			Title:  p.Name + ": what moves its payoff from the " + concept(w.r.Lead.Concept) + " package most (search economy)",
			Panels: []string{""}, Series: []string{"Assumption at its low end", "At its high end"}, Format: bn}
		var said []string
		for _, x := range w.r.Tornado {
			if x.Reading != reading || x.Party != p.ID {
				continue
			}
			one := func(v float64) chart.Bar { return bar(deal.Interval{Low: v, Mid: v, High: v}) }
			c.Rows = append(c.Rows, chart.Row{Label: upper(x.Assumption), Bars: [][]chart.Bar{{one(x.Low - x.Central), one(x.High - x.Central)}}})
			said = append(said, fmt.Sprintf("%s: payoff %s to %s million", x.Assumption, w.money(x.Low), w.money(x.High)))
		}
		if c.Rows != nil {
			c.Desc = strings.Join(said, "; ") + "."
			w.add(block{Bars: c})
		}
	}
}

// uncertainty is the draws.
func (w *writer) uncertainty() {
	u := w.r.Uncertainty
	if u == nil {
		return
	}
	w.head(fmt.Sprintf("Over %d draws of what is not known", u.Draws))
	t := &table{Caption: "5, 50 and 95 percent of draws; in the zone: nobody worse off than without the deal", Left: 2, Head: []string{"Package", "Reading"}}
	for _, p := range w.r.Parties {
		t.Head = append(t.Head, p.Name)
	}
	t.Head = append(t.Head, "In the zone, %")
	for _, x := range u.Packages {
		if x.Reading == deal.Political && !w.weighted() {
			continue
		}
		row := []string{upper(x.Title), readingName(x.Reading)}
		for _, p := range w.r.Parties {
			q := x.Payoffs[p.ID]
			row = append(row, w.money(q.P5)+", "+w.money(q.P50)+", "+w.money(q.P95))
		}
		t.Rows = append(t.Rows, append(row, fmt.Sprintf("%.0f", 100*x.InZone)))
	}
	w.add(block{Table: t})
	w.list(u.Notes)
}

// foot is how the figures were made, and the sources.
func (w *writer) foot() {
	r := w.r
	w.head("How these figures were made")
	notes := append([]string(nil), r.Notes...)
	for i := range notes {
		notes[i] = upper(strings.TrimRight(notes[i], ".")) + "."
	}
	check := "Every package shown was solved again in the full economy and checked independently"
	if !r.Verified {
		check = "The packages were not solved again at full size"
	}
	w.list(append(notes, fmt.Sprintf("%d solves, largest residual %.1g. %s; largest gap %.0f million.", r.Solves, r.Residual, check, r.Gap)))
	w.head("What each item rests on")
	var items []string
	for _, x := range r.Instruments {
		items = append(items, x.Title+": "+strings.TrimRight(x.Evidence, ".")+". ["+strings.Join(x.Source, ", ")+"]")
	}
	w.list(items)
	w.head("Sources")
	w.text("Grades: A primary text, B named agency, C weak, K unverified.")
	items = nil
	for _, s := range r.Sources {
		line := "[" + s.ID + "] " + s.Title
		for _, more := range []string{s.Date, s.URL} {
			if more != "" {
				line += ", " + more
			}
		}
		items = append(items, line+" ("+s.Grade+")")
	}
	w.list(items)
}
