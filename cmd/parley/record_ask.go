package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/fault"
	"parley/record"
	"parley/record/seed"
	"parley/record/store"
	"parley/tariff"
)

// recordListCmd lists claims.
type recordListCmd struct {
	Track string   `help:"Only this negotiation." placeholder:"ID"`
	Party string   `help:"Only moves of this party (code, ISO code or name)." placeholder:"PARTY"`
	Type  []string `help:"Only these types, as DEMAND,OFFER." placeholder:"TYPE"`
	From  string   `help:"Said on or after this day." placeholder:"DATE"`
	To    string   `help:"Said on or before this day." placeholder:"DATE"`
	Known string   `help:"As the record stood on this day." placeholder:"DATE"`
	Text  string   `help:"Only claims in which these words occur." placeholder:"WORDS"`
	recordPlace
}

// Help shows examples.
func (c *recordListCmd) Help() string {
	return `Examples:
  parley record list --track us-japan --from 2025-05-01 --to 2025-05-31
  parley record list --party Japan --type DEMAND,RED_LINE --format json`
}

// Run lists them.
func (c *recordListCmd) Run(a *app) error {
	if err := isoDays("--from", c.From, "--to", c.To, "--known", c.Known); err != nil {
		return err
	}
	f := store.Filter{Track: c.Track, From: c.From, To: c.To, Known: c.Known, Text: c.Text}
	if err := askFilter(&f, c.Party, c.Type); err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	claims, err := s.Claims(a.ctx, f)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Claims []store.Claim `json:"claims"`
		}{claims})
	}
	fmt.Fprintf(a.stdout, "%d claims\n", len(claims))
	for i := range claims {
		a.printOnRecord(&claims[i], "")
	}
	return nil
}

// askFilter checks the track and fills party and types.
func askFilter(f *store.Filter, party string, types []string) error {
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	if err := knownTrack(reg, f.Track); err != nil {
		return err
	}
	if party != "" {
		if _, f.Givers, err = partyCodes(reg, party); err != nil {
			return err
		}
	}
	for _, t := range types {
		t := record.Type(strings.ToUpper(t))
		known := false
		for _, g := range readGroups {
			known = known || slices.Contains(g.types, t)
		}
		if !known {
			return fault.Misuse("docs/record.md lists the types", "no type of claim %q", string(t))
		}
		f.Types = append(f.Types, t)
	}
	return nil
}

// printOnRecord prints a claim in two or three lines.
func (a *app) printOnRecord(c *store.Claim, more string) {
	k := &c.Claim
	who := k.Giver
	if k.Receiver != "" {
		who += " to " + k.Receiver
	}
	fmt.Fprintf(a.stdout, "  %s  %s %-9s %s\n", c.Said, a.paint("36", fmt.Sprintf("%-15s", k.Type)), who, a.paint("2", c.ID))
	a.indented(14, oneLine(c.Words()))
	said := oneLine(k.Speaker)
	if said == "" {
		said = k.Attribution
	}
	parts := []string{}
	for _, p := range []string{said, k.Certainty, citation(c), more} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	a.indented(14, a.paint("2", strings.Join(parts, "; ")))
}

// citation names the source of a claim with its grade.
func citation(c *store.Claim) string {
	s := oneLine(c.Citation)
	if c.Grade != "" {
		s += " (grade " + c.Grade + ")"
	}
	return s
}

// recordShowCmd shows one claim.
type recordShowCmd struct {
	ID string `arg:"" help:"Id of the claim." placeholder:"ID"`
	recordPlace
}

// Help shows examples.
func (c *recordShowCmd) Help() string {
	return `Examples:
  parley record show jp-cars-line
  parley record show jp-eliminate --format json`
}

// Run shows it.
func (c *recordShowCmd) Run(a *app) error {
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	w, err := s.Show(a.ctx, c.ID)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(w)
	}
	a.printOnRecord(&w.Claim, "")
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(a.stdout, "  %-10s  %s\n", label, oneLine(text))
		}
	}
	k := &w.Claim.Claim
	line("about", about(&k.Subject))
	line("modality", k.Modality)
	line("said on", w.Claim.Said)
	line("known on", w.Claim.Known)
	line("track", w.Claim.Track)
	line("support", fmt.Sprintf("%d independent stories or sources", w.Support))
	if w.Source != nil {
		line("source", fmt.Sprintf("%s, published %s, %d bytes, SHA-256 %s", w.Source.Path, w.Source.Published, w.Source.Bytes, w.Source.ID))
		line("around", w.Around)
		line("rule", strings.Join(append([]string{k.Rule}, k.Rules...), " "))
	}
	for i := range w.Same {
		line("also", fmt.Sprintf("%s  %s, said %s", w.Same[i].ID, citation(&w.Same[i]), w.Same[i].Said))
	}
	for _, l := range w.Results {
		line("outcome", fmt.Sprintf("%s %s on %s: %s (%s) %s %s", l.Claim, l.Result, l.On, l.Note, l.Citation, l.Outcome, l.Grade))
	}
	for _, d := range w.Disputes {
		line("dispute", fmt.Sprintf("%s %s: %s", d.Claim, d.Against, d.About))
	}
	for _, n := range w.Notices {
		line(n.Kind, fmt.Sprintf("known %s: %s %s", n.Known, n.Reason, n.By))
	}
	return nil
}

// positionGroups is what a party can hold, in the order shown.
var positionGroups = []struct {
	key, title string
	types      []record.Type
}{
	{"wants", "Wants", []record.Type{record.Demand, record.Condition}},
	{"refuses", "Refuses", []record.Type{record.RedLine, record.Reject}},
	{"offers", "Offers", []record.Type{record.Offer, record.OfferItem, record.ConcedeSignal}},
	{"threatens", "Threatens", []record.Type{record.Threat, record.Retaliation}},
	{"promised", "Has promised", []record.Type{record.Commitment}},
	{"stance", "Stance and pace", []record.Type{record.Position, record.PaceSignal}},
}

// recordPositionsCmd says what a party wants.
type recordPositionsCmd struct {
	Party string `required:"" help:"The party (code, ISO code or name)." placeholder:"PARTY"`
	Track string `help:"Only this negotiation." placeholder:"ID"`
	AsOf  string `name:"as-of" required:"" help:"The day: only what was said by then." placeholder:"DATE"`
	Since string `help:"Mark what is new since this day." placeholder:"DATE"`
	Known string `help:"As the record stood on this day." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordPositionsCmd) Help() string {
	return `What the party wants, refuses, offers, threatens and has promised as of a day, the
newest first, with how many independent stories say it and what had become of it.
What others said later about an earlier day counts on the day it was said.

Examples:
  parley record positions --party JP --as-of 2025-05-20
  parley record positions --party Japan --track us-japan --as-of 2025-07-23 --since 2025-06-16
  parley record positions --party EU --as-of 2026-06-30 --format json`
}

// position is a fact with what happened to it in the span asked for.
type position struct {
	ID        string         `json:"id"`
	Type      record.Type    `json:"type"`
	Giver     string         `json:"giver"`
	Receiver  string         `json:"receiver"`
	Track     string         `json:"track"`
	Text      string         `json:"text"`
	Subject   record.Subject `json:"subject"`
	Speaker   string         `json:"speaker"`
	Certainty string         `json:"certainty"`
	Modality  string         `json:"modality"`
	First     string         `json:"first_said"`
	Last      string         `json:"last_said"`
	Support   int            `json:"support"`
	Source    string         `json:"source"`
	Grade     string         `json:"grade,omitempty"`
	Change    string         `json:"change,omitempty"` // new, said again, settled: since the day asked for
	Results   []store.Result `json:"results"`
}

// Run answers.
func (c *recordPositionsCmd) Run(a *app) error {
	if err := isoDays("--as-of", c.AsOf, "--since", c.Since, "--known", c.Known); err != nil {
		return err
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	if err := knownTrack(reg, c.Track); err != nil {
		return err
	}
	code, givers, err := partyCodes(reg, c.Party)
	if err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	f := store.Filter{Track: c.Track, Givers: givers, To: c.AsOf, Known: c.Known}
	for _, g := range positionGroups {
		f.Types = append(f.Types, g.types...)
	}
	facts, err := s.Facts(a.ctx, f)
	if err != nil {
		return err
	}
	answer := map[string][]position{}
	for _, g := range positionGroups {
		answer[g.key] = []position{}
		for i := range facts {
			if slices.Contains(g.types, facts[i].Claim.Claim.Type) {
				answer[g.key] = append(answer[g.key], positionOf(&facts[i], c.Since))
			}
		}
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Party     string                `json:"party"`
			AsOf      string                `json:"as_of"`
			Since     string                `json:"since,omitempty"`
			Positions map[string][]position `json:"positions"`
		}{reg.Party(code).ISO3, c.AsOf, c.Since, answer})
	}
	a.printPositions(reg.Party(code).Name, c.AsOf, c.Since, answer)
	return nil
}

func positionOf(f *store.Fact, since string) position {
	k := &f.Claim.Claim
	p := position{ID: f.ID, Type: k.Type, Giver: k.Giver, Receiver: k.Receiver, Track: f.Track, Text: f.Words(), Subject: k.Subject, Speaker: k.Speaker, Certainty: k.Certainty, Modality: k.Modality,
		First: f.First, Last: f.Last, Support: f.Support, Source: f.Citation, Grade: f.Grade, Results: f.Results}
	if p.Results == nil {
		p.Results = []store.Result{}
	}
	if since == "" {
		return p
	}
	switch {
	case f.First > since:
		p.Change = "new"
	case f.Last > since:
		p.Change = "said again"
	}
	for _, r := range f.Results {
		if r.On > since && r.Result != "pending" {
			p.Change = strings.TrimPrefix(p.Change+", settled", ", ")
			break
		}
	}
	return p
}

func (a *app) printPositions(party, asOf, since string, answer map[string][]position) {
	n, changed := 0, 0
	for _, ps := range answer {
		n += len(ps)
		for _, p := range ps {
			if p.Change != "" {
				changed++
			}
		}
	}
	fmt.Fprintf(a.stdout, "%s as of %s: %d positions on record", party, asOf, n)
	if since != "" {
		fmt.Fprintf(a.stdout, ", %d changed since %s", changed, since)
	}
	fmt.Fprintln(a.stdout)
	for _, g := range positionGroups {
		if len(answer[g.key]) == 0 {
			continue
		}
		fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", g.title))
		for _, p := range answer[g.key] {
			mark := ""
			if p.Change != "" {
				mark = a.paint("33", "["+p.Change+"] ")
			}
			fmt.Fprintf(a.stdout, "  %s  to %-3s %s%s\n", p.Last, p.Receiver, mark, a.paint("2", p.ID))
			a.indented(14, oneLine(p.Text))
			parts := []string{}
			for _, x := range []string{oneLine(p.Speaker), p.Certainty, fmt.Sprintf("support %d", p.Support), oneLine(p.Source)} {
				if x != "" {
					parts = append(parts, x)
				}
			}
			if p.Grade != "" {
				parts = append(parts, "grade "+p.Grade)
			}
			if p.First != p.Last {
				parts = append(parts, "since "+p.First)
			}
			a.indented(14, a.paint("2", strings.Join(parts, "; ")))
			a.printResults(p.Results)
		}
	}
}

func (a *app) printResults(rs []store.Result) {
	for _, r := range rs {
		by := ""
		if r.Suggested {
			by = " (suggested by rule, not confirmed)"
		}
		text := r.Result + " on " + r.On + by
		if r.Note != "" {
			text += ": " + oneLine(r.Note)
		}
		if r.Citation != "" {
			text += " (" + oneLine(r.Citation) + ")"
		}
		a.indented(14, a.paint("32", "-> "+text))
	}
}

// recordOutcomesCmd says what became of claims.
type recordOutcomesCmd struct {
	Track string   `help:"Only this negotiation." placeholder:"ID"`
	Party string   `help:"Only moves of this party." placeholder:"PARTY"`
	Type  []string `help:"Only these types, as DEMAND,OFFER." placeholder:"TYPE"`
	AsOf  string   `name:"as-of" help:"Only what was said and settled by this day." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordOutcomesCmd) Help() string {
	return `What became of each demand, red line, offer, threat and promise. Where nobody has
said so with parley record link, a later promise or measure about the same goods or
measures is suggested, and marked as a suggestion.

Examples:
  parley record outcomes --track us-japan
  parley record outcomes --party US --type THREAT --format json`
}

// Run answers.
func (c *recordOutcomesCmd) Run(a *app) error {
	if err := isoDays("--as-of", c.AsOf); err != nil {
		return err
	}
	f := store.Filter{Track: c.Track, To: c.AsOf}
	if err := askFilter(&f, c.Party, c.Type); err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	facts, err := s.Outcomes(a.ctx, f)
	if err != nil {
		return err
	}
	out := make([]position, len(facts))
	tally := map[string]int{}
	for i := range facts {
		n := len(facts) - 1 - i // oldest first
		out[n] = positionOf(&facts[i], "")
		switch rs := facts[i].Results; {
		case len(rs) == 0:
			tally["open"]++
		case rs[len(rs)-1].Suggested:
			tally["suggested"]++
		default:
			tally[rs[len(rs)-1].Result]++
		}
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Outcomes []position     `json:"outcomes"`
			Tally    map[string]int `json:"tally"`
		}{out, tally})
	}
	fmt.Fprintf(a.stdout, "%d moves:", len(out))
	for _, r := range append(append([]string{}, store.Results...), "suggested", "open") {
		if tally[r] > 0 {
			fmt.Fprintf(a.stdout, " %s %d", r, tally[r])
		}
	}
	fmt.Fprintln(a.stdout)
	for _, p := range out {
		fmt.Fprintf(a.stdout, "\n  %s  %s %s to %-3s %s\n", p.First, a.paint("36", fmt.Sprintf("%-15s", p.Type)), p.Giver, p.Receiver, a.paint("2", p.ID))
		a.indented(14, oneLine(p.Text))
		if len(p.Results) == 0 {
			a.indented(14, a.paint("2", "-> open: nothing on record"))
		}
		a.printResults(p.Results)
	}
	return nil
}

// recordDisputesCmd lists disputes.
type recordDisputesCmd struct {
	Track string `help:"Only this negotiation." placeholder:"ID"`
	recordPlace
}

// Help shows examples.
func (c *recordDisputesCmd) Help() string {
	return `Examples:
  parley record disputes
  parley record disputes --track us-japan --format json`
}

// Run lists them.
func (c *recordDisputesCmd) Run(a *app) error {
	f := store.Filter{Track: c.Track}
	if err := askFilter(&f, "", nil); err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	ds, err := s.Disputes(a.ctx, f)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Disputes []store.Disagreement `json:"disputes"`
		}{ds})
	}
	fmt.Fprintf(a.stdout, "%d disputes\n", len(ds))
	for i := range ds {
		fmt.Fprintf(a.stdout, "\n%s\n", oneLine(ds[i].About))
		a.printOnRecord(&ds[i].This, "")
		if ds[i].That != nil {
			a.printOnRecord(ds[i].That, "")
		}
	}
	return nil
}

// recordCompareCmd puts tracks side by side.
type recordCompareCmd struct {
	Tracks []string `help:"The negotiations, as us-japan,us-eu (default: all)." placeholder:"IDS"`
	On     string   `help:"Day of the added duty (default: the last day the record covers)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordCompareCmd) Help() string {
	return `Who got what: the rate and how it is charged, the day, the promises on both sides,
the state as last seen, and the added duty of a day from the law, weighted by imports.

Examples:
  parley record compare --tracks us-japan,us-korea,us-eu
  parley record compare --on 2025-12-04 --format json`
}

// side is a track in the comparison.
type side struct {
	seed.Term
	Name     string     `json:"name"`
	AddedPct float64    `json:"added_pct"` // points added to the column-1 duty on the day, import-weighted
	Gives    []position `json:"partner_promised"`
	Gets     []position `json:"us_promised"`
}

// Run compares.
func (c *recordCompareCmd) Run(a *app) error {
	day, err := parseDate("--on", c.On)
	if err != nil {
		return err
	}
	if day.IsZero() {
		day = time.Date(2026, 7, 24, 0, 0, 0, 0, time.UTC)
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	if len(c.Tracks) == 0 {
		for i := range reg.Tracks {
			c.Tracks = append(c.Tracks, reg.Tracks[i].ID)
		}
	}
	base, err := seed.Load()
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	s, done, err := c.toRead(a)
	if err != nil {
		return err
	}
	defer done()
	sides := []side{}
	for _, id := range c.Tracks {
		if err := knownTrack(reg, id); err != nil {
			return err
		}
		t := reg.Track(id)
		n := side{Name: t.Name, Gives: []position{}, Gets: []position{}}
		for _, x := range base.Terms {
			if x.Track == id {
				n.Term = x
			}
		}
		eff, err := book.Effective(day, time.Time{}, reg.Party(t.Parties[1]).ISO3, "overall")
		if err != nil {
			return err
		}
		n.AddedPct = eff.AddedPct
		facts, err := s.Facts(a.ctx, store.Filter{Track: id, Types: []record.Type{record.Commitment}})
		if err != nil {
			return err
		}
		for i := len(facts) - 1; i >= 0; i-- {
			p := positionOf(&facts[i], "")
			if p.Giver == "US" {
				n.Gets = append(n.Gets, p)
			} else {
				n.Gives = append(n.Gives, p)
			}
		}
		sides = append(sides, n)
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			On     string `json:"on"`
			Tracks []side `json:"tracks"`
		}{day.Format(time.DateOnly), sides})
	}
	a.printSides(day.Format(time.DateOnly), sides)
	return nil
}

func (a *app) printSides(day string, sides []side) {
	fmt.Fprintf(a.stdout, "%-15s %-10s %-26s %s\n", "track", "agreed", "rate", "added duty on "+day+", points")
	for _, n := range sides {
		on := n.On
		if on == "" {
			on = "-"
		}
		fmt.Fprintf(a.stdout, "%-15s %-10s %-26s %6.1f\n", n.Track, on, n.Rate, n.AddedPct)
	}
	for _, n := range sides {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", n.Name))
		a.indented(2, "charged: "+n.Rule)
		if n.Cars != "" {
			a.indented(2, "cars: "+n.Cars)
		}
		for _, l := range []struct {
			who string
			ps  []position
		}{{"partner promised", n.Gives}, {"United States promised", n.Gets}} {
			for _, p := range l.ps {
				a.indented(2, l.who+": "+oneLine(p.Text)+" ("+p.First+", grade "+p.Grade+")")
				a.printResults(p.Results)
			}
		}
		a.indented(2, "state, seen "+n.AsOf+": "+n.State)
		a.indented(2, a.paint("2", n.Source+" (grade "+n.Grade+")"))
	}
	fmt.Fprintln(a.stdout, "\nThe added duty is of the law as Parley holds it, weighted by US imports of 2024.")
}
