package deal

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"

	"parley/deal/bargain"
	"parley/economy"
	"parley/trade"
)

// kinds are the kinds of instrument, and what gives each its value.
var kinds = map[string]string{
	"tariff":      "shock: tariff by measure, partner and sector",
	"quota":       "shock: a lower duty up to a quantity, solved by complementarity",
	"purchase":    "shock: a target on a bilateral flow",
	"standards":   "shock: a cut of an ad valorem equivalent",
	"transfer":    "shock: income paid from one party to another; or direct",
	"investment":  "direct",
	"cooperation": "direct",
	"currency":    "direct",
	"clause":      "direct",
}

func missingFile(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Missing(path, "check the path, or name an embedded case such as us-japan", "no such case file")
	}
	return fault.Bad(path, "name a readable file", "cannot be read: %v", err)
}

// where is a line of the case file, for messages.
func (c *Case) where(line int) string {
	if line == 0 {
		return c.File
	}
	return fmt.Sprintf("%s:%d", c.File, line)
}

// placed gives an error about something the case asks for from elsewhere, as
// the law of a day or an economy, the place where the case asks for it. An
// error with a place of its own, as a file of the economy, keeps it.
func (c *Case) placed(err error, lines ...int) error {
	var e *fault.Error
	if err == nil || !errors.As(err, &e) || e.Where != "" || e.Kind != fault.BadInput && e.Kind != fault.NotFound {
		return err
	}
	line := 0
	for _, l := range lines {
		if line == 0 {
			line = l
		}
	}
	return &fault.Error{Kind: fault.BadInput, Where: c.where(line), Why: e.Why, Remedy: e.Remedy, Err: e.Err}
}

// check finds the first thing in the case that cannot stand.
func (c *Case) check() error {
	for _, f := range []func() error{c.checkHead, c.checkSources, c.checkParties, c.checkInstruments, c.checkOutcomes, c.checkConstraints, c.checkSigned, c.checkTracks, c.checkExpect} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func (c *Case) checkHead() error {
	for _, f := range []struct{ name, value string }{{"case", c.ID}, {"title", c.Title}, {"date", c.Date}} {
		if f.value == "" {
			return fault.Bad(c.File, "add the line "+f.name+": ...", "the case has no %s", f.name)
		}
	}
	var err error
	if c.day, err = c.parseDay("date", c.Date, c.Lines["date"]); err != nil {
		return err
	}
	c.known = c.day
	if c.Known != "" {
		if c.known, err = c.parseDay("known", c.Known, c.Lines["known"]); err != nil {
			return err
		}
	}
	for _, d := range []string{c.Valid.From, c.Valid.To} {
		if d != "" {
			if _, err := c.parseDay("valid", d, c.Valid.Line); err != nil {
				return err
			}
		}
	}
	if !c.Holds(c.day) {
		return fault.Bad(c.where(c.Valid.Line), "let the period hold the date", "the date %s lies outside the days %s to %s on which the case is said to hold", c.Date, c.Valid.From, c.Valid.To)
	}
	if c.Economy.Name == "" {
		c.Economy.Name = "world-2022"
	}
	if names, _ := trade.Named(); c.Economy.Closure != "" && !contains(names, c.Economy.Closure) {
		return fault.Bad(c.where(c.Economy.Line), "closures: "+strings.Join(names, ", "), "no closure is named %q", c.Economy.Closure)
	}
	if c.Lead.Concept == "" {
		c.Lead.Concept = string(bargain.Nash)
	}
	if c.Lead.Reading == "" {
		c.Lead.Reading = string(WelfareOnly)
	}
	known := false
	for _, k := range bargain.Concepts {
		known = known || string(k) == c.Lead.Concept
	}
	if !known || c.Lead.Reading != string(WelfareOnly) && c.Lead.Reading != string(Political) {
		return fault.Bad(c.where(c.Lead.Line), "concept: nash, kalai-smorodinsky, egalitarian or utilitarian; reading: welfare or political",
			"lead: no solution %q in reading %q", c.Lead.Concept, c.Lead.Reading)
	}
	return nil
}

func (c *Case) parseDay(name, s string, line int) (time.Time, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return t, fault.Bad(c.where(line), "write it as 2025-05-20", "%s: %q is not a date", name, s)
	}
	return t, nil
}

func (c *Case) checkSources() error {
	seen := map[string]int{}
	for _, s := range c.Sources {
		if s.ID == "" || s.Title == "" {
			return fault.Bad(c.where(s.Line), "give it id and title", "a source without id or title")
		}
		if line, ok := seen[s.ID]; ok {
			return fault.Bad(c.where(s.Line), fmt.Sprintf("the first is on line %d; rename one", line), "source %q stands twice", s.ID)
		}
		seen[s.ID] = s.Line
		switch s.Grade {
		case "A", "B", "C", "K":
		default:
			return fault.Bad(c.where(s.Line), "grade A primary text, B named agency, C weak, K unverified", "source %q has grade %q", s.ID, s.Grade)
		}
	}
	return nil
}

// ownEconomy says whether the case stands on an economy of the user's, whose
// regions may have codes of their own.
func (c *Case) ownEconomy() bool { return !contains(economy.List(), c.Economy.Name) }

// cite checks that a statement names sources and that they are listed.
func (c *Case) cite(what string, ids []string, line int) error {
	if len(ids) == 0 {
		return fault.Bad(c.where(line), "add source: [ID] and list ID under sources", "%s names no source", what)
	}
	for _, id := range ids {
		found := false
		for _, s := range c.Sources {
			found = found || s.ID == id
		}
		if !found {
			return fault.Bad(c.where(line), "list it under sources, or mend the id", "%s cites %q, which is not among the sources", what, id)
		}
	}
	return nil
}

func (c *Case) checkParties() error {
	if len(c.Parties) < 2 {
		return fault.Bad(c.File, "list at least two under parties", "%d parties", len(c.Parties))
	}
	taken := map[string]string{}
	for i := range c.Parties {
		p := &c.Parties[i]
		if p.ID == "" {
			return fault.Bad(c.where(p.Line), "give it an id, as JP", "a party without id")
		}
		if c.Party(p.ID) != i {
			return fault.Bad(c.where(p.Line), "rename one", "party %q stands twice", p.ID)
		}
		if len(p.Regions) == 0 {
			p.Regions = []string{p.ID}
		}
		var regions []string
		for _, r := range p.Regions {
			code, err := country.Parse(r)
			if err != nil && !c.ownEconomy() {
				return fault.Bad(c.where(p.Line), "name a region as JPN or a bloc as EU", "party %s: %v", p.ID, err)
			}
			if err != nil {
				code = r // a code of the economy's own; the economy is asked when it is opened
			}
			if m := country.Members(code); m != nil {
				regions = append(regions, m...)
			} else {
				regions = append(regions, code)
			}
		}
		p.Regions = regions
		for _, r := range regions {
			if other, ok := taken[r]; ok {
				return fault.Bad(c.where(p.Line), "a region belongs to one party", "region %s is in party %s and in party %s", r, other, p.ID)
			}
			taken[r] = p.ID
		}
		if p.Name == "" {
			p.Name = p.ID
		}
		if p.Power < 0 {
			return fault.Bad(c.where(p.Line), "leave it out for equal weights", "party %s: power %v is negative", p.ID, p.Power)
		}
		if p.Power == 0 {
			p.Power = 1
		}
		if p.Discount < 0 || p.Discount > 100 {
			return fault.Bad(c.where(p.Line), "percent a year, from 0 to 100", "party %s: discount_pct %v is out of bounds", p.ID, p.Discount)
		}
		if p.Discount == 0 {
			p.Discount = defaultDiscount
		}
		for _, w := range p.Weights {
			if w.Sector == "" || w.Value <= -1 {
				return fault.Bad(c.where(w.Line), "name an industry code, as C29, and a value above -1", "party %s: political weight %v on sector %q", p.ID, w.Value, w.Sector)
			}
			if err := c.cite("the political weight on "+w.Sector, w.Source, w.Line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Case) checkInstruments() error {
	if len(c.Instruments) == 0 {
		return fault.Bad(c.File, "list what is on the table under instruments", "no instrument")
	}
	for i := range c.Instruments {
		s := &c.Instruments[i]
		what := fmt.Sprintf("instrument %q", s.ID)
		if s.ID == "" || c.Instrument(s.ID) != i {
			return fault.Bad(c.where(s.Line), "give each instrument an id of its own", "%s: the id is missing or taken", what)
		}
		if _, ok := kinds[s.Kind]; !ok {
			return fault.Bad(c.where(s.Line), "known kinds: "+strings.Join(sortedKeys(kinds), ", "), "%s has kind %q", what, s.Kind)
		}
		for _, p := range []string{s.Giver, s.Receiver} {
			if c.Party(p) < 0 {
				return fault.Bad(c.where(s.Line), "giver and receiver are ids of parties", "%s: %q is no party of this case", what, p)
			}
		}
		if s.Giver == s.Receiver {
			return fault.Bad(c.where(s.Line), "name the other party as receiver", "%s is given by %s to itself", what, s.Giver)
		}
		if s.Title == "" {
			s.Title = s.ID
		}
		if err := c.cite(what, s.Source, s.Line); err != nil {
			return err
		}
		if len(s.Levels) < 2 {
			return fault.Bad(c.where(s.Line), "the first level is the disagreement; give at least one other", "%s has %d levels", what, len(s.Levels))
		}
		if err := c.checkKind(s, what); err != nil {
			return err
		}
		for l := range s.Levels {
			v := &s.Levels[l]
			if v.ID == "" || s.Level(v.ID) != l {
				return fault.Bad(c.where(v.Line), "give each level an id of its own", "%s, level %d: the id %q is missing or taken", what, l+1, v.ID)
			}
			if v.Title == "" {
				v.Title = v.ID
			}
			if err := c.checkLevel(s, v, l, what); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkKind checks what an instrument of its kind must and may not have.
func (c *Case) checkKind(s *InstrumentSpec, what string) error {
	bad := func(remedy, why string) error { return fault.Bad(c.where(s.Line), remedy, "%s %s", what, why) }
	switch s.Kind {
	case "tariff":
		if len(s.Measures) == 0 && len(s.Sectors) == 0 {
			return bad("name measures of the law (as us-232-autos), or sectors (as C29)", "names neither measures nor sectors")
		}
	case "quota":
		if len(s.Measures) == 0 && len(s.Sectors) == 0 {
			return bad("name the measures whose duty is lower within the quota, or sectors (as C10T12) of another party's tariff", "names neither measures nor sectors")
		}
	case "purchase":
		if len(s.Sectors) == 0 {
			return bad("name the sectors bought, as [A01_02]", "names no sector")
		}
	case "standards":
		if len(s.Sectors) == 0 || s.AVE == nil {
			return bad("give sectors: [C29] and ave_pct: [5, 15, 25]", "needs sectors and the range of the barrier's ad valorem equivalent")
		}
		if s.AVE.Low < 0 || s.AVE.High > 500 {
			return fault.Bad(c.where(s.AVE.Line), "percent of the price, from 0 to 500", "%s: ave_pct %v to %v is out of bounds", what, s.AVE.Low, s.AVE.High)
		}
	}
	if s.Chance != nil {
		if s.Kind != "tariff" {
			return fault.Bad(c.where(s.Chance.Line), "chance belongs to kind tariff", "%s is of kind %s", what, s.Kind)
		}
		if s.Chance.Low < 0 || s.Chance.High > 1 {
			return fault.Bad(c.where(s.Chance.Line), "a probability from 0 to 1", "%s: chance %v to %v is out of bounds", what, s.Chance.Low, s.Chance.High)
		}
	}
	if s.Kind != "standards" && s.AVE != nil {
		return fault.Bad(c.where(s.AVE.Line), "ave_pct belongs to kind standards", "%s is of kind %s", what, s.Kind)
	}
	return nil
}

// checkLevel checks one level against its instrument's kind and bounds.
func (c *Case) checkLevel(s *InstrumentSpec, v *LevelSpec, l int, what string) error {
	what = fmt.Sprintf("%s, level %q", what, v.ID)
	bad := func(remedy, why string, args ...any) error {
		return fault.Bad(c.where(v.Line), remedy, "%s: %s", what, fmt.Sprintf(why, args...))
	}
	bounds := func(name string, r *Range, low, high float64) error {
		if r != nil && (r.Low < low || r.High > high) {
			return fault.Bad(c.where(r.Line), fmt.Sprintf("keep it between %g and %g", low, high), "%s: %s %g to %g is out of bounds", what, name, r.Low, r.High)
		}
		return nil
	}
	rules := 0
	for _, set := range []bool{v.Keep, v.AddPct != nil, v.TotalPct != nil, v.Remove} {
		if set {
			rules++
		}
	}
	has := map[string]bool{
		"tariff":    rules > 0,
		"purchase":  v.Amount != nil || v.Fulfilment != nil,
		"standards": v.Share != nil,
		"quota":     v.Quantity != nil || v.QuotaMUSD != nil || v.InPct != nil || v.OutPct != nil || v.Rent != nil,
		"transfer":  v.Transfer != nil,
		"direct":    v.Value != nil,
	}
	kind := s.Kind
	if s.Direct() {
		kind = "direct"
	}
	for _, k := range sortedKeys(has) {
		if has[k] && k != kind {
			return bad("see docs/deals.md for the fields of each kind", "has fields of kind %s, but the instrument is of kind %s", k, s.Kind)
		}
	}
	switch kind {
	case "tariff":
		if rules != 1 {
			return bad("exactly one of keep, add_pct, total_pct, remove", "%d rules for the rate", rules)
		}
		for _, x := range []*float64{v.AddPct, v.TotalPct} {
			if x != nil && (*x < 0 || *x > 1000) {
				return bad("percent of the value, from 0 to 1000", "a rate of %g %% is out of bounds", *x)
			}
		}
	case "purchase":
		if l > 0 && v.Amount == nil {
			return bad("give add_musd: million USD a year beyond the benchmark flow", "no amount")
		}
		if err := bounds("add_musd", v.Amount, 0, 1e7); err != nil {
			return err
		}
		if err := bounds("fulfilment", v.Fulfilment, 0, 2); err != nil {
			return err
		}
	case "transfer":
		if l > 0 && v.Transfer == nil {
			return bad("give transfer_musd: million USD a year on every level, or value by party on every level", "no sum")
		}
		if err := bounds("transfer_musd", v.Transfer, 0, 1e7); err != nil {
			return err
		}
	case "standards":
		if l > 0 && v.Share == nil {
			return bad("give share: the fraction of the barrier removed", "no share")
		}
		if err := bounds("share", v.Share, 0, 1); err != nil {
			return err
		}
	case "quota":
		if err := c.checkQuota(s, v, l, what); err != nil {
			return err
		}
		if err := bounds("quota_share", v.Quantity, 0, 10); err != nil {
			return err
		}
		if err := bounds("quota_musd", v.QuotaMUSD, 0, 1e7); err != nil {
			return err
		}
		if err := bounds("rent", v.Rent, 0, 1); err != nil {
			return err
		}
	case "direct":
		for _, id := range sortedKeys(v.Value) {
			if c.Party(id) < 0 {
				return bad("value is by party id", "%q is no party of this case", id)
			}
		}
		if l > 0 && len(v.Value) == 0 && s.Believe == "" {
			return bad("give value: {"+s.Giver+": [low, high], ...} with its source, or believe: what would have to be believed", "an item without trade shock has neither an interval nor a word on what would give it one")
		}
	}
	return nil
}

// levels turns a package by ids into level indices; an instrument that is
// not named stays at level 0.
func (c *Case) levels(pkg map[string]string, what string, line int) ([]int, error) {
	out := make([]int, len(c.Instruments))
	for _, id := range sortedKeys(pkg) {
		i := c.Instrument(id)
		if i < 0 {
			return nil, fault.Bad(c.where(line), "instruments: "+c.instrumentIDs(), "%s names no instrument: %q", what, id)
		}
		l := c.Instruments[i].Level(pkg[id])
		if l < 0 {
			return nil, fault.Bad(c.where(line), "levels: "+c.Instruments[i].levelIDs(), "%s: instrument %q has no level %q", what, id, pkg[id])
		}
		out[i] = l
	}
	return out, nil
}

func (c *Case) instrumentIDs() string {
	var ids []string
	for _, s := range c.Instruments {
		ids = append(ids, s.ID)
	}
	return strings.Join(ids, ", ")
}

func (s *InstrumentSpec) levelIDs() string {
	var ids []string
	for _, v := range s.Levels {
		ids = append(ids, v.ID)
	}
	return strings.Join(ids, ", ")
}

func (c *Case) checkOutcomes() error {
	d := &c.Disagreement
	if err := c.cite("the disagreement", d.Source, d.Line); err != nil {
		return err
	}
	if len(d.Package) > 0 {
		return fault.Bad(c.where(d.Line), "the first level of every instrument is the disagreement", "the disagreement names levels of its own")
	}
	if d.Law == "" {
		d.Law = c.Date
	}
	if _, err := c.parseDay("disagreement, law", d.Law, max(d.Lines["law"], d.Line)); err != nil {
		return err
	}
	if c.StatusQuo.Line > 0 {
		if err := c.cite("the status quo", c.StatusQuo.Source, c.StatusQuo.Line); err != nil {
			return err
		}
		if _, err := c.levels(c.StatusQuo.Package, "the status quo", c.StatusQuo.Line); err != nil {
			return err
		}
	}
	return nil
}

// literal turns a demand into marks on the levels of an issue.
func (c *Case) literal(d Demand, what string) (bargain.Literal, error) {
	i := c.Instrument(d.Instrument)
	if i < 0 {
		return bargain.Literal{}, fault.Bad(c.where(d.Line), "instruments: "+c.instrumentIDs(), "%s names no instrument: %q", what, d.Instrument)
	}
	s := &c.Instruments[i]
	if d.AtLeast != nil || d.AtMost != nil {
		marks, err := c.within(s, d, what)
		return bargain.Literal{Issue: i, Levels: marks}, err
	}
	if len(d.Levels) == 0 {
		return bargain.Literal{}, fault.Bad(c.where(d.Line), "levels: "+s.levelIDs(), "%s names no level of %q", what, d.Instrument)
	}
	lit := bargain.Literal{Issue: i, Levels: make([]bool, len(s.Levels))}
	for _, id := range d.Levels {
		l := s.Level(id)
		if l < 0 {
			return lit, fault.Bad(c.where(d.Line), "levels: "+s.levelIDs(), "%s: instrument %q has no level %q", what, d.Instrument, id)
		}
		lit.Levels[l] = true
	}
	return lit, nil
}

// clauses are the red lines and conditions as constraints on levels. With
// all true, red lines that are not imposed are included.
func (c *Case) clauses(all bool) ([]bargain.Clause, error) {
	var out []bargain.Clause
	for _, r := range c.RedLines {
		for _, d := range r.Require {
			lit, err := c.literal(d, fmt.Sprintf("red line %q", r.ID))
			if err != nil {
				return nil, err
			}
			if all || r.Held() {
				out = append(out, bargain.Clause{ID: r.ID, Any: []bargain.Literal{lit}})
			}
		}
	}
	for _, k := range c.Conditions {
		what := fmt.Sprintf("condition %q", k.ID)
		from, err := c.literal(k.If, what)
		if err != nil {
			return nil, err
		}
		to, err := c.literal(k.Then, what)
		if err != nil {
			return nil, err
		}
		for l := range from.Levels {
			from.Levels[l] = !from.Levels[l]
		}
		out = append(out, bargain.Clause{ID: k.ID, Any: []bargain.Literal{from, to}})
	}
	return out, nil
}

func (c *Case) checkConstraints() error {
	seen := map[string]int{}
	for _, r := range c.RedLines {
		if r.ID == "" || seen[r.ID] > 0 {
			return fault.Bad(c.where(r.Line), "give each red line an id of its own", "red line %q: the id is missing or taken", r.ID)
		}
		seen[r.ID] = r.Line
		if c.Party(r.Party) < 0 {
			return fault.Bad(c.where(r.Line), "name the party that said it", "red line %q: %q is no party of this case", r.ID, r.Party)
		}
		if len(r.Require) == 0 {
			return fault.Bad(c.where(r.Line), "add require: [{instrument: ..., levels: [...]}]", "red line %q names no instrument", r.ID)
		}
		if err := c.cite(fmt.Sprintf("red line %q", r.ID), r.Source, r.Line); err != nil {
			return err
		}
	}
	for _, k := range c.Conditions {
		if k.ID == "" || seen[k.ID] > 0 {
			return fault.Bad(c.where(k.Line), "give each condition an id of its own", "condition %q: the id is missing or taken", k.ID)
		}
		seen[k.ID] = k.Line
		if err := c.cite(fmt.Sprintf("condition %q", k.ID), k.Source, k.Line); err != nil {
			return err
		}
	}
	clauses, err := c.clauses(false)
	if err != nil {
		return err
	}
	if ids := contradiction(c, clauses); len(ids) > 0 {
		line := 0
		for _, id := range ids {
			line = max(line, seen[id])
		}
		return fault.Bad(c.where(line), "let one of them go, or mark a red line imposed: false to price it without imposing it",
			"no package satisfies %s together: the constraints contradict each other", strings.Join(ids, ", "))
	}
	return nil
}

// contradiction finds a smallest set of constraints that no package can
// satisfy, in the order of the file; none when some package satisfies all.
func contradiction(c *Case, clauses []bargain.Clause) []string {
	satisfiable := func(cs []bargain.Clause) bool {
		t := &bargain.Table{Parties: 2, Clauses: cs}
		for _, s := range c.Instruments {
			is := bargain.Issue{ID: s.ID}
			for range s.Levels {
				is.Levels = append(is.Levels, []float64{0, 0})
			}
			t.Issues = append(t.Issues, is)
		}
		f, err := t.Frontier()
		return err != nil || f.Len() > 0
	}
	if satisfiable(clauses) {
		return nil
	}
	left := clauses
	for k := 0; k < len(left); {
		less := append(append([]bargain.Clause(nil), left[:k]...), left[k+1:]...)
		if satisfiable(less) {
			k++
		} else {
			left = less
		}
	}
	var ids []string
	for _, cl := range left {
		if len(ids) == 0 || ids[len(ids)-1] != cl.ID {
			ids = append(ids, cl.ID)
		}
	}
	return ids
}

func (c *Case) checkTracks() error {
	for _, t := range c.Tracks {
		what := fmt.Sprintf("track %q", t.ID)
		if t.ID == "" || len(t.Partners) == 0 {
			return fault.Bad(c.where(t.Line), "give id, partners and law", "%s has no id or no partners", what)
		}
		if _, err := c.parseDay(what+", law", t.Law, t.Line); err != nil {
			return err
		}
		for _, p := range t.Partners {
			if _, err := country.Parse(p); err != nil {
				return fault.Bad(c.where(t.Line), "name a region as GBR or a bloc as EU", "%s: %v", what, err)
			}
		}
		if err := c.cite(what, t.Source, t.Line); err != nil {
			return err
		}
	}
	return nil
}

func (c *Case) checkSigned() error {
	for _, s := range c.Signed {
		what := fmt.Sprintf("signed deal %q", s.ID)
		if err := c.cite(what, s.Source, s.Line); err != nil {
			return err
		}
		if _, err := c.levels(s.Package, what, s.Line); err != nil {
			return err
		}
		if err := c.checkAgainst(&s, what); err != nil {
			return err
		}
	}
	return nil
}

// checkAgainst checks the threat that a deal was signed under.
func (c *Case) checkAgainst(s *SignedSpec, what string) error {
	for _, id := range sortedKeys(s.Against) {
		i := c.Instrument(id)
		if i < 0 {
			return fault.Bad(c.where(s.Line), "instruments: "+c.instrumentIDs(), "%s, against, names no instrument: %q", what, id)
		}
		v := s.Against[id]
		if err := c.checkLevel(&c.Instruments[i], &v, 1, what+", against "+id); err != nil {
			return err
		}
	}
	return nil
}
