package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"parley/internal/country"
	"parley/internal/fault"
	"parley/record"
	"parley/tariff"
)

// readCmd finds the claims in an article.
type readCmd struct {
	File      string `arg:"" help:"The story as plain text (UTF-8)." placeholder:"FILE"`
	Published string `help:"Day the story was published, YYYY-MM-DD; needed, never guessed." placeholder:"DATE"`
	Track     string `help:"Negotiation it belongs to, as us-japan; found in the text when not given." placeholder:"ID"`
	Rules     bool   `help:"Name the rules behind every claim."`
	Format    string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *readCmd) Help() string {
	return `Finds who demands, offers, refuses, threatens or expects what: the exact words
and their place, the speaker, how sure it is, the day. Raises a flag where the
story disagrees with the registers or rests on weak ground. It works by rules:
the same story gives the same answer. docs/record.md explains types and flags.

Examples:
  parley read cases/us-japan/article.txt --published 2025-05-20
  parley read story.txt --published 2025-07-23 --rules
  parley read story.txt --published 2025-07-23 --format json`
}

// Run prints what the reader found.
func (c *readCmd) Run(a *app) error {
	published, err := parseDate("--published", c.Published)
	if err != nil {
		return err
	}
	if published.IsZero() {
		return fault.Misuse("give the day the story was published, as in --published 2025-05-20", "--published is missing: the date of a story is never guessed, and no weekday in it has a date without it")
	}
	text, err := readFile(c.File)
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	r, err := record.Read(text, record.Options{Path: filepath.ToSlash(c.File), Published: published, Track: c.Track, Rates: lawRates(book)})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return a.writeJSON(r)
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	a.printReading(r, reg, c.Rules)
	return nil
}

// lawRates answers from the law which rates a measure has for a party's
// goods on a day, suspended ones with them. For cars and light trucks the sum with the column-1 rate is right as well.
func lawRates(book *tariff.Book) func(string, string, time.Time) ([]float64, string) {
	column1 := map[string]float64{"us-232-autos": 2.5} // HTS 8703, column 1 general
	return func(measure, party string, day time.Time) (rates []float64, citation string) {
		iso3, err := country.Parse(party)
		if err != nil {
			return nil, ""
		}
		if members := country.Members(iso3); len(members) > 0 {
			iso3 = "DEU" // one rate for the whole Union
		}
		for _, m := range book.Measures(day, time.Time{}, iso3) {
			if m.ID != measure {
				continue
			}
			citation = m.Citation
			for _, f := range strings.FieldsFunc(m.Rate, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
				v, err := strconv.ParseFloat(f, 64)
				if err != nil {
					continue
				}
				rates = append(rates, v)
				if c, ok := column1[measure]; ok && strings.HasPrefix(m.Rate, "+") {
					rates = append(rates, v+c)
				}
			}
		}
		return rates, citation
	}
}

// readGroups is the order in which claims are shown.
var readGroups = []struct {
	title string
	types []record.Type
}{
	{"Demands, red lines, conditions", []record.Type{record.Demand, record.RedLine, record.Condition, record.Reject, record.Threat, record.Retaliation, record.Rationale}},
	{"Offers", []record.Type{record.Offer, record.OfferItem, record.ConcedeSignal, record.Commitment}},
	{"Positions and pace", []record.Type{record.Position, record.PaceSignal, record.Statement, record.Disapprove, record.Dispute, record.Monitor}},
	{"Talks", []record.Type{record.TalksStatus, record.Round, record.MeetingExpected, record.Agenda}},
	{"Agreements, measures, law", []record.Type{record.Agreement, record.MeasureAct, record.MeasureRef, record.Implement, record.Compliance, record.Legal}},
	{"Background", []record.Type{record.Background, record.Valuation}},
}

// printReading prints claims by group, then flags.
func (a *app) printReading(r *record.Reading, reg *record.Registers, rules bool) {
	track := "no known negotiation"
	if t := reg.Track(r.Article.Track); t != nil {
		track = t.Name
	}
	fmt.Fprintf(a.stdout, "%s, published %s: %s\n", r.Article.Path, r.Article.Published, track)
	fmt.Fprintf(a.stdout, "%d claims, %d flags\n", len(r.Claims), len(r.Flags))
	for _, g := range readGroups {
		first := true
		for _, c := range r.Claims {
			if !typeIn(c.Type, g.types) {
				continue
			}
			if first {
				fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", g.title))
				first = false
			}
			a.printClaim(&c, rules)
		}
	}
	if len(r.Flags) > 0 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", "Flags"))
	}
	for _, sev := range []record.Severity{record.High, record.Mid, record.Low} {
		for _, f := range r.Flags {
			if f.Severity == sev {
				a.printFlag(&f)
			}
		}
	}
}

func typeIn(t record.Type, list []record.Type) bool {
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}

// printClaim prints one claim: a line of codes, the words, what they are about.
func (a *app) printClaim(c *record.Claim, rules bool) {
	who := c.Giver
	if c.Receiver != "" {
		who += " to " + c.Receiver
	}
	when := c.Date
	if c.DateTo != "" {
		when += " to " + c.DateTo
	}
	if when == "" {
		when = "no date"
	}
	sure := c.Certainty
	if c.Modality != "actual" {
		sure += ", " + c.Modality
	}
	if c.Restated {
		sure += ", restated"
	}
	if c.Polarity == "-" {
		sure += ", negated"
	}
	fmt.Fprintf(a.stdout, "  %-4s %s  %-10s %-10s %s\n", c.ID, a.paint("36", fmt.Sprintf("%-16s", c.Type)), who, when, sure)
	a.indented(7, "“"+oneLine(c.Quote)+"”")
	said := "the writer"
	if c.Speaker != "" {
		said = oneLine(c.Speaker)
		if c.Role != "" && !strings.Contains(strings.ToLower(c.Speaker), strings.ToLower(c.Role)) {
			said += ", " + oneLine(c.Role)
		}
	}
	parts := []string{said + " (" + c.Attribution + ")"}
	if s := about(&c.Subject); s != "" {
		parts = append(parts, s)
	}
	if c.Parent != "" {
		parts = append(parts, "belongs to "+c.Parent)
	}
	if c.DuplicateOf != "" {
		parts = append(parts, "says "+c.DuplicateOf+" again")
	}
	if rules {
		parts = append(parts, "rules "+strings.Join(c.Rules, ", "))
	}
	a.indented(7, a.paint("2", strings.Join(parts, "; ")))
}

// about says in one line what a claim is about.
func about(s *record.Subject) string {
	var p []string
	add := func(label, v string) {
		if v != "" {
			p = append(p, strings.TrimSpace(label+" "+v))
		}
	}
	add("", s.Topic)
	add("ask:", s.Ask)
	add("", s.Status)
	add("level:", s.Level)
	if s.Ordinal > 0 {
		p = append(p, fmt.Sprintf("round %d", s.Ordinal))
	}
	add("in", s.Place)
	add("measures", strings.Join(s.Measures, " "))
	if len(s.Goods) > 0 {
		add("goods", strings.Join(s.Goods, " ")+" (HTS "+strings.Join(s.HTS, " ")+"; sectors "+strings.Join(s.Sectors, " ")+")")
	}
	add("", s.Quantity)
	add("register:", s.Register)
	return strings.Join(p, ", ")
}

// printFlag prints one flag with its evidence.
func (a *app) printFlag(f *record.Flag) {
	at := f.Claim
	if at == "" {
		at = f.Entity
	}
	code := map[record.Severity]string{record.High: "31", record.Mid: "33", record.Low: "2"}[f.Severity]
	fmt.Fprintf(a.stdout, "  %s %s  %s\n", a.paint(code, fmt.Sprintf("%-6s", f.Severity)), f.Code, oneLine(at))
	a.indented(9, oneLine(f.Message))
	if f.Evidence != "" {
		a.indented(9, a.paint("2", "evidence: "+oneLine(f.Evidence)))
	}
	if f.Suggest != "" {
		a.indented(9, a.paint("2", "suggests: "+oneLine(f.Suggest)))
	}
}

// oneLine makes words of a story safe for a line of the terminal: white
// space becomes one space, control and direction marks go.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f:
			return -1
		}
		return r
	}, s)), " ")
}
