package deal

import (
	"fmt"
	"math"
	"strings"

	"parley/deal/bargain"
)

// reportZone says in plain words whether an agreement is possible in a
// reading, and what opens or empties the zone.
func (s *session) reportZone(res *Result, ri int) error {
	t, f := s.tables[ri], s.frontiers[ri]
	z := Zone{Reading: readings[ri], Open: s.opens(ri), Of: int(t.Size())}
	if _, n, ok := t.Count(nil); ok {
		z.Packages = int(n)
	} else {
		z.Packages = len(f.Zone(nil))
	}
	var why []string
	switch {
	case f.Len() == 0:
		why = append(why, "no package satisfies every red line and condition")
	case z.Open:
		why = append(why, fmt.Sprintf("%d of %d packages satisfy the red lines and leave nobody worse off than no deal", z.Packages, z.Of))
	default:
		p, short, spare := s.shortfall(ri)
		if math.IsInf(short, 1) {
			if len(f.Zone(nil)) > 0 {
				why = append(why, "no package that satisfies the red lines changes anything for anybody")
			} else {
				why = append(why, "every package that satisfies the red lines leaves more than one party worse off than no deal")
			}
			break
		}
		why = append(why, fmt.Sprintf("no package that satisfies the red lines leaves somebody better off and nobody worse off than no deal: the nearest leaves %s short by %s a year, while the others gain %s",
			theName(s.c.Parties[p].Name), money(short), money(spare)))
		words := fmt.Sprintf("something more, worth %s a year to %s", money(short), theName(s.c.Parties[p].Name))
		if spare > short {
			words += ", and costing the others less than " + money(spare)
		}
		if blind := s.blind(p); len(blind) > 0 {
			words += "; not valued and on the table: " + strings.Join(blind, ", ")
		}
		z.Relax = append(z.Relax, words)
	}
	if words := s.freeGains(ri); words != "" {
		why = append(why, words)
	}
	if !z.Open {
		if err := s.relax(&z, ri, &why); err != nil {
			return err
		}
	}
	z.Why = strings.Join(why, "; ")
	res.Zone = append(res.Zone, z)
	return nil
}

// relax finds the red lines that empty the zone: the smallest sets that,
// dropped, open it, and for a single one how little softening is enough.
func (s *session) relax(z *Zone, ri int, why *[]string) error {
	var held []int
	for k, r := range s.c.RedLines {
		if r.Held() {
			held = append(held, k)
		}
	}
	sets, err := s.openingSets(ri, held)
	if err != nil {
		return err
	}
	for _, set := range sets {
		if len(set) > 1 {
			var names []string
			for _, k := range set {
				names = append(names, s.c.lineName(k))
			}
			*why = append(*why, "only together do "+strings.Join(names, " and ")+" empty it")
			z.Relax = append(z.Relax, "giving up "+strings.Join(names, " and ")+" together")
			continue
		}
		k := set[0]
		*why = append(*why, fmt.Sprintf("%s empties it", s.c.lineName(k)))
		soft, err := s.soften(ri, k)
		if err != nil {
			return err
		}
		for _, x := range soft {
			z.Relax = append(z.Relax, fmt.Sprintf("softening %s to allow %s", s.c.lineName(k), x))
		}
		if len(soft) == 0 {
			z.Relax = append(z.Relax, "giving up "+s.c.lineName(k))
		}
	}
	return nil
}

// openingSets lists the sets of red lines, of the smallest number that does,
// whose dropping opens the zone; of up to three lines.
func (s *session) openingSets(ri int, held []int) ([][]int, error) {
	var out [][]int
	var try func(from int, set []int, size int) error
	try = func(from int, set []int, size int) error {
		if len(set) == size {
			var ids []string
			for _, k := range set {
				ids = append(ids, s.c.RedLines[k].ID)
			}
			f, err := s.tables[ri].Without(ids...).Frontier()
			if err == nil && f.Open(nil) {
				out = append(out, append([]int(nil), set...))
			}
			return err
		}
		for n := from; n < len(held); n++ {
			if err := try(n+1, append(set, held[n]), size); err != nil {
				return err
			}
		}
		return nil
	}
	for size := 1; size <= min(3, len(held)) && out == nil; size++ {
		if err := try(0, nil, size); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// soften lists the single levels that, allowed beside those a red line
// demands, open the zone.
func (s *session) soften(ri, line int) ([]string, error) {
	c := s.c
	var out []string
	clauses, err := c.clauses(false)
	if err != nil {
		return nil, err
	}
	for _, d := range c.RedLines[line].Require {
		i := c.Instrument(d.Instrument)
		for l := range c.Instruments[i].Levels {
			t := *s.tables[ri]
			t.Clauses = nil
			changed := false
			for _, cl := range clauses {
				if cl.ID == c.RedLines[line].ID && cl.Any[0].Issue == i && !cl.Any[0].Levels[l] {
					marks := append([]bool(nil), cl.Any[0].Levels...)
					marks[l] = true
					cl.Any = []bargain.Literal{{Issue: i, Levels: marks}}
					changed = true
				}
				t.Clauses = append(t.Clauses, cl)
			}
			if !changed {
				continue
			}
			f, err := t.Frontier()
			if err != nil {
				return nil, err
			}
			if f.Open(nil) && l > 0 {
				out = append(out, c.say(i, l))
			}
		}
	}
	return out, nil
}

// unvalued says whether the case gives the instrument neither shock nor
// value.
func (s *InstrumentSpec) unvalued() bool {
	for l := range s.Levels {
		if s.Levels[l].Value != nil {
			return false
		}
	}
	return s.Direct()
}

// blind lists the items without a value that a party would receive.
func (s *session) blind(p int) []string {
	var out []string
	for i := range s.c.Instruments {
		spec := &s.c.Instruments[i]
		if spec.unvalued() && spec.Receiver == s.c.Parties[p].ID {
			out = append(out, spec.Title)
		}
	}
	return out
}

// shortfall is the party that stops the nearest package, how much it lacks
// there, and what the others gain there together.
func (s *session) shortfall(ri int) (party int, short, spare float64) {
	f := s.frontiers[ri]
	short = math.Inf(1)
	for k := 0; k < f.Len(); k++ {
		worst, lack, rest := -1, 0.0, 0.0
		losers := 0
		for p, u := range f.Payoff(k) {
			if u < 0 {
				losers++
				if -u > lack {
					worst, lack = p, -u
				}
			} else {
				rest += u
			}
		}
		if losers == 1 && lack < short {
			party, short, spare = worst, lack, rest
		}
	}
	return party, short, spare
}

// freeGains says where a party gains by giving: it cuts its own tariff or
// buys more, and is better off for that alone. Then there is nothing to pay
// for, and no bargain to draw.
func (s *session) freeGains(ri int) string {
	c := s.c
	var words []string
	for p, party := range c.Parties {
		var lower, higher []string
		items := 0
		for i := range c.Instruments {
			spec := &c.Instruments[i]
			if spec.Giver != party.ID || spec.Kind != "tariff" {
				continue
			}
			items++
			best, at := 0.0, 0
			for l := 1; l < len(spec.Levels); l++ {
				if g := s.surface.gain(s.search, readings[ri], i, l, p); g > best {
					best, at = g, l
				}
			}
			switch {
			case at == 0:
			case s.search.raises(i, at):
				higher = append(higher, fmt.Sprintf("%s by %s", c.say(i, at), money(best)))
			default:
				lower = append(lower, fmt.Sprintf("%s by %s", c.say(i, at), money(best)))
			}
		}
		who := theName(party.Name)
		switch {
		case len(lower) == 0:
		case len(lower) == items && items > 1:
			words = append(words, fmt.Sprintf("%s itself gains by cutting each of its tariffs on the table: %s a year. For these there is nothing to pay for; they are on the table for reasons this reading does not hold",
				who, strings.Join(lower, ", ")))
		default:
			words = append(words, fmt.Sprintf("%s itself gains by cutting %s a year: for that there is nothing to pay for", who, strings.Join(lower, ", ")))
		}
		if len(higher) > 0 {
			words = append(words, fmt.Sprintf("%s gains by raising %s a year: nobody need agree to that, so see whether it is meant as an item or as the threat", who, strings.Join(higher, ", ")))
		}
	}
	return strings.Join(words, "; ")
}

// raises says whether a level raises the duties of an instrument.
func (w *world) raises(i, l int) bool {
	sum := 0.0
	for _, x := range w.levers[i][l].tariff {
		sum += x.by * w.econ.Flow[x.at]
	}
	for _, x := range w.levers[i][0].tariff {
		sum -= x.by * w.econ.Flow[x.at]
	}
	return sum > 0
}

// idle lists levels that change nothing in the economy: a duty removed that
// the benchmark does not hold, for one.
func (s *session) idle() []string {
	var out []string
	for i := range s.c.Instruments {
		if s.c.Instruments[i].Direct() {
			continue
		}
		for l := 1; l < len(s.c.Instruments[i].Levels); l++ {
			lv := s.search.levers[i][l]
			if len(lv.tariff)+len(lv.iceberg)+len(lv.buy)+len(lv.quota)+len(lv.pay) == 0 && len(s.search.levers[i][0].tariff) == 0 {
				out = append(out, s.c.say(i, l))
			}
		}
	}
	return out
}

// reportBinding lists the constraints that move the lead solution.
func (s *session) reportBinding(res *Result, ri int) {
	c := s.c
	lead := s.leadOf(ri)
	for _, lp := range s.lines {
		r := c.RedLines[lp.line]
		if lp.reading == ri && r.Held() && key(lp.without) != key(lead) {
			res.Binding = append(res.Binding, Binding{ID: r.ID, Reading: readings[ri],
				Why: fmt.Sprintf("without %s the package would be: %s", c.lineName(lp.line), orNone(c, lp.without))})
		}
	}
	f := s.frontiers[ri]
	for p, party := range c.Parties {
		// Without this party's walk-away point, would the others' best total move?
		threat := make([]float64, len(c.Parties))
		threat[p] = -1e12 // below any payoff, million USD
		a, b := f.Choose(bargain.Utilitarian, nil, nil), f.Choose(bargain.Utilitarian, threat, nil)
		if b.Point >= 0 && a.Point != b.Point {
			res.Binding = append(res.Binding, Binding{ID: "walk-away-" + party.ID, Reading: readings[ri],
				Why: fmt.Sprintf("the largest sum of gains would leave %s %s below no deal", theName(party.Name), money(-f.Payoff(b.Point)[p]))})
		}
	}
}

func orNone(c *Case, levels []int) string {
	if levels == nil {
		return "none"
	}
	return c.describe(levels)
}

// audit says where a package lies: against the red lines, and against the
// frontier of the search. Red lines that the package crosses are dropped
// first, so that it is measured against what those who signed it could do.
func (s *session) audit(ri int, levels []int) (string, error) {
	c, t := s.c, s.tables[ri]
	var words []string
	broken := t.Broken(levels)
	if len(broken) > 0 {
		words = append(words, "it crosses "+strings.Join(c.lineNames(broken), ", "))
	}
	f, err := t.Without(broken...).Frontier()
	if err != nil {
		return "", err
	}
	v := make([]float64, t.Parties)
	t.Payoff(levels, v)
	best, at := 0.0, -1
	for k := 0; k < f.Len(); k++ {
		sum, ok := 0.0, true
		for p, u := range f.Payoff(k) {
			ok = ok && u >= v[p]
			sum += u - v[p]
		}
		if ok && sum > best {
			best, at = sum, k
		}
	}
	if at < 0 {
		return strings.Join(append(words, "on the frontier: no package on the table is better for all"), "; "), nil
	}
	var left []string
	for p, u := range f.Payoff(at) {
		left = append(left, fmt.Sprintf("%s %s", c.Parties[p].ID, signed(u-v[p])))
	}
	return strings.Join(append(words, fmt.Sprintf("left on the table: %s, by %s", strings.Join(left, ", "), c.differ(levels, f.Levels(at)))), "; "), nil
}

// mustBelieve says what the items without a value would have to be worth for
// a package to leave a party no worse off.
func (s *session) mustBelieve(levels []int, p int, short float64) string {
	c := s.c
	var items []string
	for i, l := range levels {
		spec := &c.Instruments[i]
		if l > 0 && spec.unvalued() && spec.Receiver == c.Parties[p].ID {
			items = append(items, spec.Title)
		}
	}
	if items == nil {
		return fmt.Sprintf("it leaves %s %s a year below the threat", theName(c.Parties[p].Name), money(short))
	}
	return fmt.Sprintf("worth signing for %s only if %s, which are not valued, bring it %s a year or more", theName(c.Parties[p].Name), strings.Join(items, " and "), money(short))
}

// say names an instrument at a level, in words.
func (c *Case) say(i, l int) string {
	return c.Instruments[i].Title + " (" + c.Instruments[i].Levels[l].Title + ")"
}

// lineName is a red line in words.
func (c *Case) lineName(k int) string {
	r := &c.RedLines[k]
	return fmt.Sprintf("the red line of %s %q", theName(c.Parties[c.Party(r.Party)].Name), r.Title)
}

// lineNames are red lines and conditions by id, in words.
func (c *Case) lineNames(ids []string) []string {
	var out []string
	for _, id := range ids {
		words := fmt.Sprintf("the condition %q", id)
		for _, k := range c.Conditions {
			if k.ID == id && k.Title != "" {
				words = fmt.Sprintf("the condition %q", k.Title)
			}
		}
		for k := range c.RedLines {
			if c.RedLines[k].ID == id {
				words = c.lineName(k)
			}
		}
		if !contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// differ names the instruments whose levels differ from one package to
// another, with their new levels.
func (c *Case) differ(from, to []int) string {
	var words []string
	for i := range to {
		if from[i] != to[i] && !c.Instruments[i].unvalued() {
			words = append(words, c.say(i, to[i]))
		}
	}
	return strings.Join(words, ", ")
}

// reportNotes adds what a reader must know about the figures.
func (s *session) reportNotes(res *Result) {
	c := s.c
	res.Notes = append(res.Notes, c.Notes...)
	prices := "prices of the benchmark"
	if res.Year > 0 {
		prices = fmt.Sprintf("prices of %d", res.Year)
	}
	term := "long run, after adjustment"
	if res.Closure == shortRun {
		term = "short run, factors fixed in their sectors"
	}
	res.Notes = append(res.Notes, "payoffs are equivalent variation in million USD a year at "+prices+", against no deal; "+term)
	if s.search.econ.N() != s.fullEcon.N() {
		res.Notes = append(res.Notes, fmt.Sprintf("item values and the frontier are searched on %d regions by own effects and pairwise cross effects; every reported package is solved again on %d regions by %d sectors, and the gap is printed",
			s.search.econ.N(), s.fullEcon.N(), s.fullEcon.S()))
	}
	var oneSided []string
	for k, t := range s.fullEcon.Theta {
		if t.Low < t.High && (t.Value <= t.Low || t.Value >= t.High) {
			oneSided = append(oneSided, s.fullEcon.Sectors[k].Code)
		}
	}
	if oneSided != nil {
		res.Notes = append(res.Notes, "the central trade elasticity of "+strings.Join(oneSided, ", ")+" is an end of its range, and a value need not rise or fall steadily with elasticities: a central value can therefore be the end of its own range")
	} else {
		res.Notes = append(res.Notes, "a value need not rise or fall steadily with elasticities: a central value can be the end of its own range")
	}
	var blind []string
	for i := range res.Instruments {
		if res.Instruments[i].Direct && len(res.Instruments[i].Value) == 0 {
			blind = append(blind, res.Instruments[i].Title)
		}
	}
	if len(blind) > 0 {
		res.Notes = append(res.Notes, "not valued, so without weight in the search: "+strings.Join(blind, ", ")+"; each says what would have to be believed")
	}
	if idle := s.idle(); idle != nil {
		res.Notes = append(res.Notes, "these change nothing in this economy, which holds no such duty: "+strings.Join(idle, "; "))
	}
	if taxed := s.taxedServices(); taxed != nil {
		res.Notes = append(res.Notes, "no duty is collected at a border on services; the duty of these items is a tax on what is bought abroad: "+strings.Join(taxed, "; "))
	}
	if mixed := s.mixed(); mixed != nil {
		res.Notes = append(res.Notes, "these quotas share a sector with goods that another measure covers, and the sector has one price in the model, so the other duty holds back sales under the quota too: how far such a quota is used and what its licences are worth is too low by that: "+strings.Join(mixed, "; "))
	}
	if pairs := s.search.crowded(); pairs != nil {
		res.Notes = append(res.Notes, "these items share a flow of trade with one price in the model, so where both are agreed the quota of the first is not solved for but entered as a duty or a rent: "+strings.Join(pairs, "; "))
	}
	weights := false
	for _, p := range c.Parties {
		weights = weights || len(p.Weights) > 0
	}
	if !weights {
		res.Notes = append(res.Notes, "the case gives no political weights, so both readings are the same")
	}
}

// theName is a party's name within a sentence.
func theName(name string) string {
	for _, s := range []string{"United ", "European "} {
		if strings.HasPrefix(name, s) {
			return "the " + name
		}
	}
	return name
}

// money writes million USD for a sentence.
func money(m float64) string {
	a := math.Abs(m)
	switch {
	case a >= 10000:
		return fmt.Sprintf("%.1f bn USD", m/1000)
	case a >= 1000:
		return fmt.Sprintf("%.2f bn USD", m/1000)
	case a >= 10:
		return fmt.Sprintf("%.0f m USD", m)
	case a >= 0.1 || a == 0:
		return fmt.Sprintf("%.1f m USD", m)
	}
	return fmt.Sprintf("%.2g m USD", m)
}

// signed writes a change with its sign.
func signed(m float64) string {
	if m >= 0 {
		return "+" + money(m)
	}
	return "-" + money(-m)
}
