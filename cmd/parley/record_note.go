package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// claimFields are the parts of a claim that a person writes.
type claimFields struct {
	Type      string   `help:"What kind of claim, as DEMAND; docs/record.md lists them." placeholder:"TYPE"`
	Giver     string   `help:"The party whose move it is (code, ISO code or name)." placeholder:"PARTY"`
	Receiver  string   `help:"The party it is addressed to; * for all." placeholder:"PARTY"`
	Quote     string   `help:"The words." placeholder:"TEXT"`
	Text      string   `help:"What it says, in your own words." placeholder:"TEXT"`
	Speaker   string   `help:"Who said it." placeholder:"NAME"`
	Role      string   `help:"As what." placeholder:"OFFICE"`
	Topic     string   `help:"What it is about, as tariff, purchase, standards, investment." placeholder:"WORD"`
	Ask       string   `help:"What is to be done, as remove, reduce, exempt, increase." placeholder:"WORD"`
	Measure   []string `help:"Measures of the registers, as us-232-autos." placeholder:"ID"`
	Good      []string `help:"Goods of the registers, as cars." placeholder:"ID"`
	Value     float64  `help:"The amount." placeholder:"NUMBER"`
	Unit      string   `help:"Its unit, as percent, USD, USD/year, tonnes." placeholder:"UNIT"`
	Modality  string   `help:"actual, future, conditional or hypothetical." enum:",actual,future,conditional,hypothetical" default:""`
	Certainty string   `help:"How sure, as attributed, anonymous." placeholder:"WORD"`
	Denied    bool     `help:"The source denies it."`
}

// empty says whether nothing was given.
func (c *claimFields) empty() bool {
	return c.Type+c.Giver+c.Receiver+c.Quote+c.Text+c.Speaker+c.Role+c.Topic+c.Ask+c.Unit+c.Modality+c.Certainty == "" && len(c.Measure)+len(c.Good) == 0 && c.Value == 0 && !c.Denied
}

// fill puts what was given into a claim, checked against the registers.
func (c *claimFields) fill(reg *record.Registers, k *store.Claim) error {
	set := func(to *string, v string) {
		if v != "" {
			*to = v
		}
	}
	if c.Type != "" {
		t, err := claimType(c.Type)
		if err != nil {
			return err
		}
		k.Claim.Type = t
	}
	for _, p := range []struct {
		word string
		to   *string
	}{{c.Giver, &k.Claim.Giver}, {c.Receiver, &k.Claim.Receiver}} {
		switch p.word {
		case "":
		case "*":
			*p.to = "*"
		default:
			code, _, err := partyCodes(reg, p.word)
			if err != nil {
				return err
			}
			*p.to = code
		}
	}
	if c.Giver == "*" {
		return fault.Misuse("name the party whose move it is", "--giver cannot be all parties")
	}
	set(&k.Claim.Quote, c.Quote)
	set(&k.Text, c.Text)
	set(&k.Claim.Speaker, c.Speaker)
	set(&k.Claim.Role, c.Role)
	set(&k.Claim.Modality, c.Modality)
	set(&k.Claim.Certainty, c.Certainty)
	if c.Denied {
		k.Claim.Polarity = "-"
	}
	s := &k.Claim.Subject
	set(&s.Topic, c.Topic)
	set(&s.Ask, c.Ask)
	if c.Value != 0 {
		s.Value, s.Quantity = c.Value, ""
	}
	set(&s.Unit, c.Unit)
	if s.Value != 0 && s.Unit == "" {
		return fault.Misuse("add --unit percent, USD, tonnes, ...", "--value %g has no unit", s.Value)
	}
	if c.Value != 0 {
		s.Quantity = fmt.Sprintf("%g %s", s.Value, s.Unit)
	}
	if len(c.Measure) > 0 {
		for _, id := range c.Measure {
			if reg.Measure(id) == nil {
				return fault.Missing("", "parley tariff measures and record/registers/measures.yaml list them", "no measure %q in the registers", id)
			}
		}
		s.Measures = c.Measure
	}
	if len(c.Good) > 0 {
		s.Goods, s.HTS, s.Sectors = c.Good, nil, nil
		for _, id := range c.Good {
			g := reg.Good(id)
			if g == nil {
				return fault.Missing("", "record/registers/goods.yaml lists them", "no good %q in the registers", id)
			}
			s.HTS = append(s.HTS, g.HTS...)
			for _, x := range g.Sectors {
				if !slices.Contains(s.Sectors, x) {
					s.Sectors = append(s.Sectors, x)
				}
			}
		}
	}
	return nil
}

// recordNoteCmd notes a claim by hand.
type recordNoteCmd struct {
	Track  string `required:"" help:"The negotiation." placeholder:"ID"`
	Source string `required:"" help:"Where it is written." placeholder:"TEXT"`
	Said   string `required:"" help:"The day it was said." placeholder:"DATE"`
	Grade  string `help:"Grade of the source: A a primary text, B a named agency, C a weak copy, K general knowledge." enum:"A,B,C,K,a,b,c,k" default:"K"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	claimFields
	recordPlace
}

// Help shows examples.
func (c *recordNoteCmd) Help() string {
	return `Puts a claim on record that no file was read for: heard in a briefing, read in a
paper text. Type, parties, measures and goods are checked against the registers; the
speaker is looked up on that day. It joins the same claim of other sources, opens a
dispute where it disagrees with them, and can be retracted and corrected like any other.

Examples:
  parley record note --track us-japan --type DEMAND --giver Japan --receiver US --quote "lift the duty on trucks too" --topic tariff --ask remove --measure us-232-trucks --speaker "Ryosei Akazawa" --source "press conference, own notes" --said 2025-10-03 --grade B
  parley record note --track us-eu --type OFFER --giver EU --receiver US --text "USD 10 billion more of gas a year" --topic purchase --good lng --value 10e9 --unit USD/year --source "Commission, note of 3 June" --said 2025-06-03`
}

// Run notes it.
func (c *recordNoteCmd) Run(a *app) error {
	said, err := parseDate("--said", c.Said)
	if err != nil {
		return err
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	if err := knownTrack(reg, c.Track); err != nil {
		return err
	}
	for _, need := range []struct{ flag, value string }{{"--type", c.Type}, {"--giver", c.Giver}, {"--receiver", c.Receiver}, {"--quote or --text", c.Quote + c.Text}, {"--source", strings.TrimSpace(c.Source)}} {
		if need.value == "" {
			return fault.Misuse("parley record note --help shows one", "%s is missing", need.flag)
		}
	}
	k := store.Claim{Track: c.Track, Said: said.Format(time.DateOnly), Citation: c.Source, Grade: strings.ToUpper(c.Grade)}
	k.Claim.Date, k.Claim.Modality, k.Claim.Attribution = k.Said, "actual", "narrator"
	if c.Speaker != "" {
		k.Claim.Attribution = "indirect"
		if k.Claim.Certainty = "attributed"; c.Quote != "" {
			k.Claim.Attribution = "quoted"
		}
	}
	if err := c.claimFields.fill(reg, &k); err != nil {
		return err
	}
	return c.keep(a, c.Known, func(s *store.Store, known string) error {
		if known < k.Said {
			return fault.Misuse("give the day it was said, or --known", "it was said on %s, after the day it became known, %s", k.Said, known)
		}
		k.Known = known
		d, err := s.Note(a.ctx, k)
		if err != nil {
			return err
		}
		for _, doubt := range noteDoubts(reg, &d.Claim) {
			fmt.Fprintf(a.stderr, "parley: %s\n", doubt)
		}
		return c.answer(a, d, func() {
			fmt.Fprintf(a.stdout, "%s: noted by hand, %s\n", d.Claim.ID, known)
			a.printPlaced(d.Joined, d.Disputes)
		})
	})
}

// noteDoubts says what the registers do not bear out; the note stands.
func noteDoubts(reg *record.Registers, c *store.Claim) []string {
	var out []string
	k := &c.Claim
	if k.Speaker != "" {
		who, err := reg.Who(k.Speaker, c.Said)
		switch {
		case err != nil:
			out = append(out, fmt.Sprintf("%q is not in the register of people", k.Speaker))
		case len(who) > 1:
			out = append(out, fmt.Sprintf("%q means %d people of the register: write the full name", k.Speaker, len(who)))
		case len(who[0].Offices) == 0:
			out = append(out, fmt.Sprintf("%s held no office of the registers on %s", who[0].Person, c.Said))
		case who[0].Party != k.Giver && k.Giver != "*":
			out = append(out, fmt.Sprintf("%s is of %s, the claim of %s", who[0].Person, who[0].Party, k.Giver))
		}
	}
	if t := reg.Track(c.Track); t != nil && !slices.Contains(t.Parties, k.Giver) {
		out = append(out, fmt.Sprintf("%s is no party of %s", k.Giver, c.Track))
	}
	return out
}

// printPlaced says where a claim by hand came to stand.
func (a *app) printPlaced(joined bool, disputes []store.Dispute) {
	if joined {
		fmt.Fprintln(a.stdout, "  another source on record says the same")
	}
	for _, x := range disputes {
		fmt.Fprintf(a.stdout, "  dispute  %s %s: %s\n", x.ID, x.Against, oneLine(x.About))
	}
}
