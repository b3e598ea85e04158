package main

import (
	"fmt"
	"strconv"
	"strings"

	"parley/internal/country"
	"parley/tariff"
)

// percent prints a percentage with two decimals at most and one at least.
func percent(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(s, "0") + " %"
}

// money prints dollars with thousands apart.
func money(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	whole, cents, _ := strings.Cut(s, ".")
	neg := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	out := b.String() + "." + cents
	if neg {
		out = "-" + out
	}
	return out
}

// paint wraps s in an SGR code when colours are on.
func (a *app) paint(code, s string) string {
	if !a.colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// indented prints text in lines of the terminal's width, indented.
func (a *app) indented(indent int, text string) {
	for _, l := range wrapWords(text, max(a.width-indent, 44)) {
		fmt.Fprintf(a.stdout, "%*s%s\n", indent, "", l)
	}
}

// printDuty prints a duty: what, the lines, the total, the questions.
func (a *app) printDuty(d *tariff.Duty) {
	known := ""
	if d.Known != "" {
		known = ", as known on " + d.Known
	}
	fmt.Fprintf(a.stdout, "%s of %s, entered %s%s, customs value %s USD\n", dots(d.Code), country.Name(d.Origin), d.Date, known, money(d.ValueUSD))
	a.indented(0, d.Description)
	fmt.Fprintln(a.stdout)
	fmt.Fprintf(a.stdout, "  %-13s %9s %14s  %-15s %s\n", "heading", "rate", "USD", "authority", "measure [grade]")
	for _, l := range d.Lines {
		mark, rate, amount := "+", percent(l.Pct), money(l.USD)
		if !l.Applies {
			mark, amount = "-", "not charged"
			if l.Pct == 0 {
				rate = "exempt"
			}
		}
		if l.RateText != "" {
			rate, amount = l.RateText, "not counted"
			if len([]rune(rate)) > 9 {
				rate = "see below"
			}
			if l.USD > 0 {
				amount = money(l.USD) + " +"
			}
		}
		if l.Applies && d.Status == tariff.Prohibited {
			mark, rate, amount = "x", "-", "prohibited"
		}
		head := fmt.Sprintf("%s %-13s %9s %14s  %-15s %s [%s]", mark, l.Heading, rate, amount, l.Authority, l.Measure, l.Confidence)
		if !l.Applies {
			head = a.paint("2", head)
		}
		fmt.Fprintln(a.stdout, head)
		a.indented(6, l.Reason)
		if l.State != "" {
			a.indented(6, "State: "+l.State)
		}
		if l.Note != "" {
			a.indented(6, "Note: "+l.Note)
		}
		a.indented(6, l.Citation)
	}
	fmt.Fprintln(a.stdout)
	switch d.Status {
	case tariff.Prohibited:
		fmt.Fprintln(a.stdout, a.paint("1", "PROHIBITED: the good may not be imported."))
		fmt.Fprintf(a.stdout, "If the prohibition fell it would pay %s.\n", percent(d.FallbackPct))
	default:
		fmt.Fprintf(a.stdout, "%s\n", a.paint("1", fmt.Sprintf("  %-13s %9s %14s  of the customs value", "total", percent(d.TotalPct), money(d.DutyUSD))))
	}
	if d.Status != tariff.Prohibited && (d.OwedPct != d.TotalPct || d.AssessedPct != d.TotalPct) {
		fmt.Fprintf(a.stdout, "  assessed at entry %s, owed in the end %s, refundable %s\n", percent(d.AssessedPct), percent(d.OwedPct), percent(d.RefundPct))
	}
	if d.Status == tariff.NeedsFacts {
		if d.LowPct == d.HighPct {
			fmt.Fprintf(a.stdout, "\nNeeds facts: at least %s.\n", percent(d.LowPct))
		} else {
			fmt.Fprintf(a.stdout, "\nNeeds facts: between %s and %s, according to the answers (--fact KEY=VALUE):\n", percent(d.LowPct), percent(d.HighPct))
		}
		for _, f := range d.MissingFacts {
			if f.Key == "quantity" || f.Key == "column1_pct" {
				a.indented(2, f.Key+": "+f.Question)
				continue
			}
			fmt.Fprintf(a.stdout, "  %-19s %s\n%21s assumed: %s; alone it moves the total within %s to %s\n", f.Key, f.Question, "", f.Default, percent(f.LowPct), percent(f.HighPct))
		}
	}
	if len(d.Assumptions) > 0 {
		fmt.Fprintln(a.stdout, "\nTaken as usual; if it were otherwise, the total would be:")
		for _, f := range d.Assumptions {
			other := f.LowPct
			if other == d.TotalPct {
				other = f.HighPct
			}
			fmt.Fprintf(a.stdout, "  %-19s %9s  %s\n", f.Key, percent(other), f.Question)
		}
	}
	for _, w := range d.Warnings {
		fmt.Fprintln(a.stdout)
		a.indented(0, "Warning: "+w)
	}
}

// dots writes a code as the schedule prints it.
func dots(code string) string {
	var b strings.Builder
	for i, c := range strings.ReplaceAll(code, ".", "") {
		if i == 4 || i == 6 || i == 8 {
			b.WriteByte('.')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// printMeasures prints the measures of a day.
func (a *app) printMeasures(date, origin string, ms []tariff.MeasureInfo) {
	what := "all origins"
	if origin != "" {
		what = "goods of " + country.Name(origin)
	}
	fmt.Fprintf(a.stdout, "Additional duties of the United States on %s, %s\n", date, what)
	last := ""
	for _, m := range ms {
		if m.ID != last {
			fmt.Fprintf(a.stdout, "\n%s  %s, %s\n", a.paint("1", m.ID), m.Title, m.Authority)
			last = m.ID
		}
		to := m.To
		if to == "" {
			to = "open"
		}
		fmt.Fprintf(a.stdout, "  %-16s %-28s %s to %-10s [%s]\n", m.Headings[0], m.Rate, m.From, to, m.Confidence)
		a.indented(6, m.Scope)
		if m.State != "in force" {
			a.indented(6, "State: "+m.State)
		}
		a.indented(6, m.Citation)
	}
	if len(ms) == 0 {
		fmt.Fprintln(a.stdout, "\nnone")
	}
}

// printDiff prints changes by day.
func (a *app) printDiff(from, to string, cs []tariff.Change) {
	fmt.Fprintf(a.stdout, "Changes in the law after %s, to %s: %d\n", from, to, len(cs))
	last := ""
	for _, c := range cs {
		if c.Date != last {
			fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", c.Date))
			last = c.Date
		}
		what := c.After
		switch c.Kind {
		case "rate":
			what = c.Before + " -> " + c.After
		case "ends":
			what = c.Before + ", no longer"
		case "text":
			what = c.After + ", " + c.Before + ", now in the HTS text"
		case "goods":
			what = c.After + ", " + c.Before
		}
		fmt.Fprintf(a.stdout, "  %-9s %s %s  %s [%s]\n", c.Kind, c.Measure, c.Heading, what, c.Confidence)
		a.indented(12, c.Scope)
		act := c.Act
		if c.TextFrom != "" {
			act += "; HTS text from " + c.TextFrom
		}
		a.indented(12, act)
	}
}

// printTimeline prints the steps of a good.
func (a *app) printTimeline(t *tariff.Timeline) {
	fmt.Fprintf(a.stdout, "%s of %s\n", dots(t.Code), country.Name(t.Origin))
	a.indented(0, t.Description)
	fmt.Fprintln(a.stdout)
	for _, s := range t.Steps {
		total := percent(s.TotalPct)
		if s.Status == tariff.Prohibited {
			total = "prohibited"
		}
		extra := ""
		if s.Status == tariff.NeedsFacts {
			extra = fmt.Sprintf("  (%s to %s by the facts)", percent(s.LowPct), percent(s.HighPct))
		}
		if s.OwedPct != s.TotalPct {
			extra += fmt.Sprintf("  (owed in the end %s)", percent(s.OwedPct))
		}
		if s.Upcoming {
			extra += "  upcoming"
		}
		fmt.Fprintf(a.stdout, "%s  %10s%s\n", s.Date, a.paint("1", total), extra)
		for _, e := range s.Ended {
			a.indented(14, "- "+e)
		}
		for _, e := range s.Began {
			a.indented(14, "+ "+e)
		}
	}
	for _, w := range t.Warnings {
		fmt.Fprintln(a.stdout)
		a.indented(0, "Note: "+w)
	}
	fmt.Fprintf(a.stdout, "The law data end on %s; later steps are those already enacted.\n", t.Horizon)
}
