package main

import (
	"bytes"
	"fmt"
	"strings"
	"text/tabwriter"

	"parley/deal"
	"parley/deal/page"
)

// dealText writes a solved case for a terminal.
type dealText struct {
	a *app
	r *deal.Result
	b bytes.Buffer
}

func (t *dealText) flush() error {
	_, err := t.a.stdout.Write(t.b.Bytes())
	return err
}

// bold marks a heading where colours are wanted.
func (t *dealText) bold(s string) string {
	if t.a.colour {
		return "\x1b[1m" + s + "\x1b[0m"
	}
	return s
}

func (t *dealText) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

// wrap writes words at an indent, within the width of the terminal.
func (t *dealText) wrap(indent, first, s string) {
	width := min(max(t.a.width, 60), 110)
	line := first
	for _, w := range strings.Fields(s) {
		if len(line)+1+len(w) > width && strings.TrimSpace(line) != "" {
			t.line("%s", line)
			line = indent
		}
		if line != "" && !strings.HasSuffix(line, " ") {
			line += " "
		}
		line += w
	}
	t.line("%s", line)
}

// table writes rows with columns aligned: the first left columns of text to
// the left, the rest to the right.
func (t *dealText) table(left int, rows [][]string) {
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	wide := make([]int, left)
	for _, r := range rows {
		for k := 0; k < left && k < len(r); k++ {
			wide[k] = max(wide[k], len([]rune(r[k])))
		}
	}
	for _, r := range rows {
		cells := make([]string, len(r))
		for k, c := range r {
			if k < left {
				c += strings.Repeat(" ", wide[k]-len([]rune(c)))
			}
			cells[k] = c
		}
		fmt.Fprintln(w, strings.Join(cells, "\t")+"\t")
	}
	w.Flush()
	for _, l := range strings.Split(strings.TrimRight(out.String(), "\n"), "\n") {
		t.line("%s", strings.TrimRight(l, " "))
	}
}

func (t *dealText) head() {
	r := t.r
	t.line("%s", t.bold(r.Title))
	t.line("case %s, table of %s; economy %s, closure %s", r.Case, r.Date, r.Economy, r.Closure)
	t.line("million USD a year at %s, against no deal", page.Prices(r.Year))
	t.line("")
	t.wrap("  ", "No deal: ", r.Disagreement.Title+". Source: "+r.Disagreement.Source)
	if r.StatusQuo.Title != "" {
		t.wrap("  ", "Status quo: ", r.StatusQuo.Title+" ("+t.payoffs(r.StatusQuo.Payoffs)+" against no deal)")
	}
}

func (t *dealText) payoffs(m map[string]float64) string {
	var s []string
	for _, p := range t.r.Parties {
		s = append(s, p.ID+" "+t.money(m[p.ID]))
	}
	return strings.Join(s, ", ")
}

func (t *dealText) interval(v deal.ByParty, id string) string {
	iv, ok := v[id]
	if !ok {
		return "not valued"
	}
	return page.Span(iv, page.Decimals(t.r))
}

// money writes million USD as precisely as the result's own size asks for.
func (t *dealText) money(x float64) string { return page.MoneyTo(x, page.Decimals(t.r)) }

// weighted says whether any party has political weights.
func (t *dealText) weighted() bool {
	for _, p := range t.r.Parties {
		if len(p.Weights) > 0 {
			return true
		}
	}
	return false
}

// items is the value of every level of every instrument: welfare first, the
// other ways to count in a table of their own.
func (t *dealText) items() {
	t.line("")
	t.line("%s", t.bold("What each item is worth, alone, from no deal: welfare"))
	head, other := []string{"item", "level", "given by"}, []string{"item", "level"}
	short := t.shortRun()
	for _, p := range t.r.Parties {
		head = append(head, p.ID)
		if len(p.Weights) > 0 { // without weights the readings are the same
			other = append(other, p.ID+" political")
		}
		if short {
			other = append(other, p.ID+" short run")
		}
	}
	rows, more := [][]string{append(head, "wedge %")}, [][]string{other}
	for _, x := range t.r.Instruments {
		for l, v := range x.Levels {
			if l == 0 {
				continue
			}
			row, way := []string{x.ID, v.ID, x.Giver}, []string{x.ID, v.ID}
			for _, p := range t.r.Parties {
				row = append(row, t.interval(v.Value, p.ID))
				if len(p.Weights) > 0 {
					way = append(way, t.interval(v.Politic, p.ID))
				}
				if u, ok := v.ShortRun[p.ID]; short && ok {
					way = append(way, t.money(u))
				} else if short {
					way = append(way, "")
				}
			}
			wedge := ""
			if v.WedgePct != nil {
				wedge = fmt.Sprintf("%.1f", *v.WedgePct)
			}
			rows = append(rows, append(row, wedge))
			if len(v.Value) > 0 {
				more = append(more, way)
			}
		}
	}
	t.table(3, rows)
	if len(other) > 2 {
		t.line("")
		t.line("%s", t.bold("Counted in other ways"))
		t.table(2, more)
	}
	t.line("In brackets: range over trade elasticities and over what else is not known, one at a time.")
	if short {
		t.line("Short run: welfare with every factor fixed in its sector.")
	}
	t.line("Wedge: the implicit subsidy that meets a purchase promise, percent of the border value.")
	for _, x := range t.r.Instruments {
		for _, v := range x.Levels {
			if v.Quota != nil {
				t.wrap("  ", "", page.Quota(x, v))
			}
		}
	}
	for _, x := range t.r.Instruments {
		if x.Direct && len(x.Value) == 0 {
			t.wrap("  ", x.Title+": not valued. One would have to believe ", x.Believe)
		}
	}
}

// shortRun says whether the items were valued in the short run too.
func (t *dealText) shortRun() bool {
	for _, x := range t.r.Instruments {
		for _, v := range x.Levels {
			if v.ShortRun != nil {
				return true
			}
		}
	}
	return false
}

// bargain is the zone, the solutions, and what holds them.
func (t *dealText) bargain() {
	for _, z := range t.r.Zone {
		t.line("")
		t.line("%s", t.bold("Reading: "+readingTitle(z.Reading)))
		if z.Reading == deal.Political && !t.weighted() {
			t.line("  the case gives no political weights: as welfare only")
			continue
		}
		state := "no zone of agreement: "
		if z.Open {
			state = "a zone of agreement: "
		}
		t.wrap("  ", "  "+state, z.Why)
		for _, x := range z.Relax {
			t.wrap("    ", "  would open it: ", x)
		}
		rows := [][]string{{"concept", "package (what moves from no deal)"}}
		for _, p := range t.r.Parties {
			rows[0] = append(rows[0], p.ID)
		}
		rows[0] = append(rows[0], "gap")
		for _, s := range t.r.Solutions {
			if s.Reading != z.Reading {
				continue
			}
			row := []string{s.Concept, t.moves(s.Package)}
			for _, p := range t.r.Parties {
				row = append(row, t.interval(s.Range, p.ID))
			}
			rows = append(rows, append(row, fmt.Sprintf("%.0f", s.Gap)))
		}
		if len(rows) > 1 {
			t.solutionTable(z.Reading, rows)
		}
		t.shares(z.Reading)
		t.tornado(z.Reading)
		for _, x := range t.r.Binding {
			if x.Reading == z.Reading {
				t.wrap("    ", "  binding: "+x.ID+": ", x.Why)
			}
		}
		for _, x := range t.r.RedLines {
			if x.Reading == z.Reading {
				words := x.Title + "; dropping it would change " + t.payoffs(x.Price)
				if !x.Imposed {
					less := map[string]float64{}
					for p, v := range x.Price {
						less[p] = -v
					}
					words = x.Title + "; not imposed here; alone it would change " + t.payoffs(less)
				}
				t.wrap("    ", "  red line of "+x.Party+": ", words)
			}
		}
		for _, x := range t.r.Delay {
			if x.Reading == z.Reading {
				t.line("  a month of waiting: %s %s (%s)", x.Party, t.money(-x.PerMonth), x.While)
			}
		}
		for _, x := range t.r.Keeping {
			if x.Reading == z.Reading && x.Package == t.r.Lead.Concept {
				t.wrap("    ", "  keeping it: ", x.Why)
			}
		}
	}
}

// shares is what each item of the lead solution contributes.
func (t *dealText) shares(r deal.Reading) {
	rows := [][]string{{"  in the " + t.r.Lead.Concept + " package"}}
	for _, p := range t.r.Parties {
		rows[0] = append(rows[0], p.ID+" alone", p.ID+" last", p.ID+" Shapley")
	}
	for _, x := range t.r.Shares {
		if x.Reading != r {
			continue
		}
		row := []string{"  " + x.Instrument + " " + x.Level}
		for _, p := range t.r.Parties {
			row = append(row, t.money(x.Own[p.ID]), t.money(x.Marginal[p.ID]), t.money(x.Shapley[p.ID]))
		}
		rows = append(rows, row)
	}
	if len(rows) > 1 {
		t.table(1, rows)
	}
}

// solutionTable writes solutions with packages below, where they are long.
func (t *dealText) solutionTable(reading deal.Reading, rows [][]string) {
	short := make([][]string, len(rows))
	for k, r := range rows {
		short[k] = append([]string{r[0]}, r[2:]...)
	}
	t.table(1, short)
	groups := map[string][]string{}
	var order []string
	for _, r := range rows[1:] {
		if groups[r[1]] == nil {
			order = append(order, r[1])
		}
		groups[r[1]] = append(groups[r[1]], r[0])
	}
	for _, p := range order {
		t.wrap("    ", "  "+strings.Join(groups[p], ", ")+": ", p)
	}
	for _, s := range t.r.Solutions {
		if s.Reading == reading && s.Proof != "" && s.Concept == t.r.Lead.Concept {
			t.wrap("    ", "  "+s.Concept+": ", s.Proof)
		}
	}
}

func readingTitle(r deal.Reading) string {
	if r == deal.Political {
		return "political (welfare, and weights on sectors' incomes)"
	}
	return "welfare only"
}

// moves names the items of a package that are not as without a deal.
func (t *dealText) moves(p deal.Package) string {
	var s []string
	for _, x := range t.r.Instruments {
		if l := p[x.ID]; l != "" && l != x.Levels[0].ID {
			s = append(s, x.ID+" "+l)
		}
	}
	if s == nil {
		return "nothing"
	}
	return strings.Join(s, ", ")
}

func (t *dealText) signed() {
	if len(t.r.Signed) == 0 {
		return
	}
	t.line("")
	t.line("%s", t.bold("Signed or proposed"))
	for _, s := range t.r.Signed {
		if s.Reading == deal.Political && !t.weighted() {
			continue
		}
		t.wrap("    ", "  ", s.Title+" ("+string(s.Reading)+"): "+t.moves(s.Package))
		var v []string
		for _, p := range t.r.Parties {
			v = append(v, p.ID+" "+t.interval(s.Range, p.ID))
		}
		t.line("    %s (gap %.0f)", strings.Join(v, ", "), s.Gap)
		if s.Note != "" {
			t.wrap("    ", "    ", s.Note)
		}
	}
}

// effects is what the lead solution does to sectors and third parties.
func (t *dealText) effects() {
	r := t.r
	if len(r.Sectors) == 0 {
		return
	}
	t.line("")
	t.line("%s", t.bold(fmt.Sprintf("Effects of the %s package (%s reading)", r.Lead.Concept, r.Lead.Reading)))
	for _, p := range r.Parties {
		sectors := r.SectorsOf(p)
		rows := [][]string{{p.Name, "output, million", "volume %", "exports %", "price %"}}
		for k, s := range sectors {
			if k == 5 {
				break
			}
			rows = append(rows, []string{s.Sector + " " + s.Name, t.money(s.VolumePct / 100 * s.OutputMUSD), pct(s.VolumePct), pct(s.ExportsPct), pct(s.PricePct)})
		}
		t.table(1, rows)
	}
	var third []string
	for k, x := range r.Third {
		if k == 6 {
			break
		}
		third = append(third, x.Region+" "+t.money(x.WelfareMUSD))
	}
	t.wrap("  ", "Third parties: ", strings.Join(third, ", "))
}

// refined is the lead package with continuous duties.
func (t *dealText) refined() {
	for _, x := range t.r.Refined {
		t.line("")
		t.line("%s", t.bold("Any value between the levels: "+readingTitle(x.Reading)))
		var rates []string
		for _, in := range t.r.Instruments {
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
			rates = append(rates, page.Setting(t.r, v))
		}
		t.wrap("    ", "  settings: ", strings.Join(rates, ", "))
		end := fmt.Sprintf("optimum found, the gradient promises %.1g of the log product more", x.Promise)
		if x.Verified {
			end += "; solved in the full economy and verified"
		}
		if !x.Converged {
			end = fmt.Sprintf("not at the optimum after %d evaluations; %.1g of the log product still promised", x.Evaluations, x.Promise)
		}
		t.wrap("    ", "  ", fmt.Sprintf("%s, instead of %s; product of gains x %.3f; %s", t.payoffs(x.Payoffs), t.payoffs(x.From), x.Product, end))
	}
}

// checks is what is known of the talks, put to the test.
func (t *dealText) checks() {
	if len(t.r.Checks) == 0 {
		return
	}
	t.line("")
	t.line("%s", t.bold("What is known of the talks, put to the test"))
	for _, k := range t.r.Checks {
		t.wrap("    ", "  ", fmt.Sprintf("%s: holds in %d of %d ways. Source: %s", k.Title, k.Held(), len(k.Ways), k.Source))
		rows := [][]string{{"    measured by", "holds", "figures"}}
		for _, w := range k.Ways {
			rows = append(rows, []string{"    " + w.By, map[bool]string{true: "yes", false: "no"}[w.Holds], w.Why})
		}
		t.table(3, rows)
		if k.Note != "" {
			t.wrap("    ", "    ", k.Note)
		}
	}
}

// tornado is which assumptions move the lead package's payoffs most.
func (t *dealText) tornado(reading deal.Reading) {
	for _, p := range t.r.Parties {
		rows := [][]string{{"    what moves " + p.ID + " most in the " + t.r.Lead.Concept + " package (search economy)", "low end", "central", "high end"}}
		for _, y := range t.r.Tornado {
			if y.Reading == reading && y.Party == p.ID && len(rows) < 6 {
				rows = append(rows, []string{"    " + y.Assumption, t.money(y.Low), t.money(y.Central), t.money(y.High)})
			}
		}
		if len(rows) > 1 {
			t.table(1, rows)
		}
	}
}

// uncertainty is the draws.
func (t *dealText) uncertainty() {
	u := t.r.Uncertainty
	if u == nil {
		return
	}
	t.line("")
	t.line("%s", t.bold(fmt.Sprintf("Over %d draws (seed %d): 5 %%, 50 %%, 95 %%", u.Draws, u.Seed)))
	for _, x := range u.Packages {
		t.wrap("    ", "  ", fmt.Sprintf("%s (%s): nobody worse off in %.0f %% of draws", x.Title, x.Reading, 100*x.InZone))
		for _, p := range t.r.Parties {
			q := x.Payoffs[p.ID]
			t.line("    %s %s, %s, %s", p.ID, t.money(q.P5), t.money(q.P50), t.money(q.P95))
		}
	}
	for _, n := range u.Notes {
		t.wrap("    ", "  - ", n)
	}
}

func pct(x float64) string { return page.Signed(x, 2) }

func (t *dealText) notes() {
	t.line("")
	for _, n := range t.r.Notes {
		t.wrap("  ", "- ", n)
	}
	verified := "every package shown was solved again in the full economy and checked independently"
	if !t.r.Verified {
		verified = "not verified at full size"
	}
	t.line("- %d solves, largest residual %.1g; %s; largest gap %.0f million", t.r.Solves, t.r.Residual, verified, t.r.Gap)
}
