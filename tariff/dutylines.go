package tariff

import (
	"fmt"
	"strings"
)

// report writes the lines and gives the total.
func (w *work) report(d *Duty) float64 {
	total := w.column1
	baseLine := Line{
		Heading: dotted(w.base.Code), Measure: "column-1", Authority: "column 1", Pct: round(w.column1*100, 4),
		USD: round(w.column1*w.e.ValueUSD, 2), Applies: true, OfValue: 100,
		Reason:   w.baseHead + " rate: " + w.baseText,
		Citation: "HTSUS, edition " + w.base.Edition, Confidence: "A",
	}
	if w.partner.column2 {
		baseLine.Measure, baseLine.Authority = "column-2", "column 2"
	}
	if w.noRate {
		baseLine.Confidence, baseLine.RateText = "C", w.baseText
		baseLine.Note = w.rateWarning()
		d.Warnings = append(d.Warnings, baseLine.Note)
	}
	d.Lines = append(d.Lines, baseLine)
	for i := range w.plan.steps {
		s, o := &w.plan.steps[i], &w.out[i]
		for j := range s.rules {
			if o.rule >= 0 && j >= o.rule {
				break
			}
			if s.rules[j].suspend != nil {
				d.Lines = append(d.Lines, w.suspendedLine(s, &s.rules[j]))
			}
		}
		if o.rule < 0 {
			continue
		}
		l := w.line(s, o)
		if l.Confidence == "C" && l.Note != "" {
			d.Warnings = append(d.Warnings, l.Measure+": "+l.Note)
		}
		d.Lines = append(d.Lines, l)
		total += o.amount
		if s.rules[o.rule].kind == kindProhibited {
			d.Status = Prohibited
		}
	}
	return total
}

// rateWarning says why the base rate is not fully worked out.
func (w *work) rateWarning() string {
	if w.lacksQuantity() {
		return fmt.Sprintf("the rate %q has a part per unit: give the value and the quantity in %s; only its ad valorem part is counted", w.baseText, w.unit())
	}
	return fmt.Sprintf("the rate %q is not a plain sum of a percentage and an amount per unit; it is counted as %s: give what it comes to with --fact column1_pct=N", w.baseText, pct(w.column1))
}

// lacksQuantity tells whether the rate could be worked out with a quantity.
func (w *work) lacksQuantity() bool {
	return w.noRate && w.baseRate.Parsed && (w.e.Quantity <= 0 || w.e.ValueUSD <= 0)
}

// unit is the unit of quantity that the rate is charged by.
func (w *work) unit() string {
	if w.baseRate.Unit != "" {
		return w.baseRate.Unit
	}
	if len(w.base.Units) > 0 {
		return strings.Join(w.base.Units, ", ")
	}
	return "the unit of the rate"
}

// suspendedLine is the line of a rule that is not collected for now.
func (w *work) suspendedLine(s *step, r *partnerRule) Line {
	l := w.ruleLine(s, r)
	l.Reason = r.r.Reason + ": " + rateText(r.kind, r.rate, r.r.base) + ", suspended to " + r.suspend.To.String() + " by " + r.suspend.act.Citation
	l.Citation = r.r.citation() + "; " + r.suspend.act.Citation
	l.State = "suspended"
	l.Pct = round(r.rate*100, 4)
	return l
}

// ruleLine fills what every line of a rule has.
func (w *work) ruleLine(s *step, r *partnerRule) Line {
	l := Line{
		Heading: r.heading, Measure: s.dm.m.ID, Authority: s.dm.m.Authority,
		Citation: r.r.citation(), Confidence: worse(r.r.Confidence, ""), Note: r.r.Note,
	}
	if s.dm.ruling != nil && r.kind != kindExempt {
		l.State = s.dm.ruling.State
	}
	return l
}

// line is the line of the rule that decided a measure.
func (w *work) line(s *step, o *outcome) Line {
	r := &s.rules[o.rule]
	l := w.ruleLine(s, r)
	text := rateText(r.kind, r.rate, r.r.base)
	switch {
	case r.kind == kindExempt:
		l.Reason = "exempt: " + r.r.Reason
		l.State = ""
		return l
	case r.kind == kindProhibited:
		l.Reason, l.Applies, l.OfValue = r.r.Reason, true, 100
		return l
	case o.base <= 0 && o.excluded != nil:
		ex := w.plan.steps[o.excluder].dm.m
		l.Heading = o.excluded.Heading
		l.Reason = fmt.Sprintf("%s (%s) not charged: %s; the article is under %s", r.r.Reason, text, o.excluded.Reason, ex.ID)
		l.Citation = o.excluded.citation()
		l.Confidence = worse(l.Confidence, o.excluded.Confidence)
		l.Note = o.excluded.Note
		l.State = ""
		l.Pct = round(r.rate*100, 4)
		return l
	}
	l.Applies = true
	l.OfValue = round(o.base*100, 4)
	l.USD = round(o.amount*w.e.ValueUSD, 2)
	l.Reason = r.r.Reason + ": " + text
	l.Pct = round(r.rate*100, 4)
	if r.kind == kindTotal {
		add := max(0, r.rate-w.column1)
		l.Pct = round(add*100, 4)
		if add == 0 {
			if r.zero != "" {
				l.Heading = r.zero
			}
			l.Reason = fmt.Sprintf("%s: column 1 is %s, nothing to add", r.r.Reason, pct(w.column1))
		} else {
			l.Reason = fmt.Sprintf("%s: %s less column 1 of %s", r.r.Reason, pct(r.rate), pct(w.column1))
		}
	}
	if r.r.AtLeast > 0 && o.amount > r.rate*o.base {
		l.Reason += fmt.Sprintf("; raised to %s of the value", pct(r.r.AtLeast/100))
	}
	if o.base < 1 {
		l.Reason += fmt.Sprintf("; on %s of the value", pct(o.base))
		if o.excluded != nil {
			l.Reason += ", the rest is under " + w.plan.steps[o.excluder].dm.m.ID
			l.Citation += "; " + o.excluded.citation()
			l.Confidence = worse(l.Confidence, o.excluded.Confidence)
			if p := o.excluded.Part; p != nil {
				l.Confidence, l.Note = worse(l.Confidence, p.Confidence), p.Note
			}
		} else if u := s.dm.m.USContent; u != nil && r.r.base == baseValue {
			l.Reason += ", US content left out (" + u.Heading + ")"
		}
	}
	if r.r.TextFrom > w.day.date {
		retro := "owed from " + r.r.From.String() + ", in the HTS text from " + r.r.TextFrom.String()
		if l.State != "" {
			retro += "; " + l.State
		}
		l.State = retro
	}
	return l
}

// citation is what a line quotes for a stacking rule.
func (s *stackRule) citation() string {
	if s.Cite != "" {
		return s.Cite + "; " + s.act.Citation
	}
	return s.act.Citation
}
