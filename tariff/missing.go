package tariff

import "sort"

// maxAsked bounds the facts that are varied together.
const maxAsked = 8

// asked is a fact, or the content of a metal, with the answers it can have
// that make a difference.
type asked struct {
	fact    int
	metal   baseKind // baseValue when it is no metal
	answers []float64
}

// ask finds the facts that were not given and would change the duty: those
// that must be asked go into MissingFacts, with the range of the duty over
// their answers together; the others into Assumptions, one by one.
func (w *work) ask(d *Duty, total float64) {
	var must, may []asked
	l := w.book.Law
	for i := range l.facts {
		if w.given&(1<<i) != 0 {
			continue
		}
		a := asked{fact: i}
		for m := baseSteel; m <= baseCopper; m++ {
			if l.content[m] == i && w.plan.metal[m] {
				a.metal, a.answers = m, []float64{0, w.unknownMetal()}
			}
		}
		if a.metal == baseValue {
			a.answers = w.answers(i)
		}
		if len(a.answers) < 2 {
			continue
		}
		if l.facts[i].Ask || i == l.usPct && w.chargesNonUS() {
			must = append(must, a)
		} else {
			may = append(may, a)
		}
	}
	if len(must) > maxAsked {
		must = must[:maxAsked]
	}
	if w.lacksQuantity() {
		d.MissingFacts = append(d.MissingFacts, Fact{Key: "quantity", Question: "How much is it, in " + w.unit() + "? The rate " + w.baseText + " has a part per unit that is not counted without it (--quantity)",
			Default: "not counted", LowPct: d.TotalPct, HighPct: d.TotalPct})
	}
	if i, ok := l.factIx["column1_pct"]; ok && w.noRate && !w.lacksQuantity() {
		d.MissingFacts = append(d.MissingFacts, Fact{Key: "column1_pct", Question: l.facts[i].Question + " The rate is " + w.baseText,
			Default: pct(w.column1), LowPct: d.TotalPct, HighPct: d.TotalPct})
	}
	saved := w.out
	w.together(d, must, total)
	for _, a := range may {
		lo, hi := w.alone(a, total)
		if hi-lo > 1e-9 {
			d.Assumptions = append(d.Assumptions, w.fact(a, lo, hi))
		}
	}
	w.out = saved
	w.run(&w.facts, w.content)
}

// chargesNonUS tells whether a duty is charged on non-US content as things
// stand.
func (w *work) chargesNonUS() bool {
	for i := range w.plan.steps {
		if o := &w.out[i]; o.rule >= 0 && w.plan.steps[i].rules[o.rule].r.base == baseNonUS {
			return true
		}
	}
	return false
}

// answers are the values of a fact that the rules of the plan tell apart,
// the default first.
func (w *work) answers(i int) []float64 {
	l := w.book.Law
	special := i == l.share[ShareUSMCA] && (w.iso3 == "CAN" || w.iso3 == "MEX") && len(w.base.Special) > 0 ||
		l.facts[i].Key == "fta" && len(w.base.Special) > 0
	if w.plan.facts&(1<<i) == 0 && !special {
		return nil
	}
	v := map[float64]bool{w.facts[i]: true}
	if l.facts[i].Kind == "bool" {
		v[0], v[1] = true, true
	}
	for _, s := range w.plan.steps {
		if s.dm.m.USContent != nil && i == l.usPct {
			v[100] = true
		}
		for _, r := range s.rules {
			if r.r.base == baseNonUS && i == l.usPct {
				v[0], v[100] = true, true
			}
			for _, c := range r.r.conds {
				switch {
				case c.fact != i:
				case c.op == opLT:
					v[c.val-0.01] = true
				case c.op == opGT:
					v[c.val+0.01] = true
				default:
					v[c.val] = true
				}
			}
		}
	}
	out := make([]float64, 0, len(v))
	for x := range v {
		out = append(out, x)
	}
	sort.Float64s(out)
	return out
}

// set puts one answer in.
func (w *work) set(facts *factValues, content *[baseNonUS]float64, a asked, x float64) {
	if a.metal == baseValue {
		facts[a.fact] = x
		return
	}
	content[a.metal] = x
}

// unknownMetal is the fraction of the value that no metal is said to be.
func (w *work) unknownMetal() float64 {
	rest := 1.0
	for m := baseSteel; m <= baseCopper; m++ {
		if w.known[m] {
			rest -= w.content[m]
		}
	}
	return max(rest, 0)
}

// alone gives the range of the total over the answers of one fact.
func (w *work) alone(a asked, total float64) (lo, hi float64) {
	lo, hi = total, total
	for _, x := range a.answers {
		facts, content := w.facts, w.content
		w.set(&facts, &content, a, x)
		t := w.run(&facts, content)
		lo, hi = min(lo, t), max(hi, t)
	}
	return lo, hi
}

// together varies all facts that must be asked, and keeps those that make a
// difference under some answers of the others.
func (w *work) together(d *Duty, must []asked, total float64) {
	n := 1
	for _, a := range must {
		n *= len(a.answers)
	}
	totals := make([]float64, n)
	valid := make([]bool, n)
	lo, hi := total, total
	for k := range n {
		facts, content := w.facts, w.content
		for m := baseSteel; m <= baseCopper; m++ {
			if !w.known[m] {
				content[m] = 0
			}
		}
		rest := k
		for _, a := range must {
			w.set(&facts, &content, a, a.answers[rest%len(a.answers)])
			rest /= len(a.answers)
		}
		valid[k] = content[baseSteel]+content[baseAluminium]+content[baseCopper] <= 1+1e-9
		if !valid[k] {
			continue
		}
		totals[k] = w.run(&facts, content)
		lo, hi = min(lo, totals[k]), max(hi, totals[k])
	}
	stride := 1
	for _, a := range must {
		m := len(a.answers)
		differs := false
		alo, ahi := total, total
		for k := range n {
			first := k - (k/stride%m)*stride
			if !valid[k] {
				continue
			}
			if valid[first] && diff(totals[k], totals[first]) {
				differs = true
			}
		}
		stride *= m
		if !differs {
			continue
		}
		alo, ahi = w.alone(a, total)
		d.MissingFacts = append(d.MissingFacts, w.fact(a, alo, ahi))
	}
	if len(d.MissingFacts) > 0 {
		d.LowPct, d.HighPct = round(lo*100, 4), round(hi*100, 4)
	}
}

func diff(a, b float64) bool { return a-b > 1e-9 || b-a > 1e-9 }

// fact is the question for a person.
func (w *work) fact(a asked, lo, hi float64) Fact {
	f := &w.book.Law.facts[a.fact]
	def := f.Default
	if a.metal != baseValue {
		def = "0"
		if w.content[a.metal] > 0 {
			def = "the whole value"
		}
	}
	return Fact{Key: f.Key, Question: f.Question, Default: def, LowPct: round(lo*100, 4), HighPct: round(hi*100, 4)}
}
