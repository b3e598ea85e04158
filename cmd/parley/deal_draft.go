package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/deal/draft"
	"parley/internal/country"
	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
	"parley/tariff"
)

// dealDraftCmd drafts a case file from the record or from an article.
type dealDraftCmd struct {
	Article   string `arg:"" optional:"" help:"An article to draft from, instead of --track." placeholder:"FILE"`
	Published string `help:"Day the article was published." placeholder:"DATE"`
	Track     string `help:"Draft from the record of this negotiation, as us-japan." placeholder:"ID"`
	AsOf      string `name:"as-of" help:"The table, and the law as known, on this day (with --track)." placeholder:"DATE"`
	Known     string `help:"As the record stood on this day (with --track)." placeholder:"DATE"`
	ID        string `help:"Id of the case (default: the track, or the name of the file)." placeholder:"ID"`
	Out       string `help:"Write the case to this file." placeholder:"FILE"`
	recordPlace
}

// Help shows examples.
func (c *dealDraftCmd) Help() string {
	return `A first case file from the record of a negotiation as of a day, or from one article:
an instrument for every duty that a side speaks of or that weighs, and for every item
offered, asked for or promised; red lines; threats as what no deal means; the law as it
was known that day. Each names the claims it rests on. What the analyst must settle is
marked FILL; a claim that could not be mapped stands at the end with the reason. The
draft loads and solves as it is written.

Examples:
  parley deal draft --track us-japan --as-of 2025-05-20 --out my-case.yaml
  parley deal solve my-case.yaml
  parley deal draft --track us-eu --as-of 2026-05-25 --db work.db
  parley deal draft article.txt --published 2025-05-20 --out my-case.yaml`
}

// Run drafts.
func (c *dealDraftCmd) Run(a *app) error {
	if (c.Article == "") == (c.Track == "") {
		return fault.Misuse("parley deal draft --track us-japan --as-of 2025-05-20, or parley deal draft article.txt --published 2025-05-20", "give either an article or --track")
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	t := draft.Table{ID: c.ID, Track: c.Track, Law: book, Sectors: goodSectors(reg), Flow: flowOf}
	if c.Track != "" {
		err = c.fromRecord(a, &t, reg)
	} else {
		err = c.fromArticle(&t, book)
	}
	if err != nil {
		return err
	}
	t.Rival = rivalLaw(t.Other, t.AsOf)
	d, err := draft.Make(t)
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := writeFile(c.Out, d.Case); err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "parley: %s: %d instruments, %d red lines from %d claims; %d places marked FILL, %d claims left as comments\n",
			c.Out, d.Instruments, d.RedLines, d.Used, d.Fill, len(d.Left))
	}
	if c.Format == "json" {
		return a.writeJSON(struct {
			Case        string       `json:"case"`
			Instruments int          `json:"instruments"`
			RedLines    int          `json:"red_lines"`
			Used        int          `json:"claims_used"`
			Fill        int          `json:"to_fill"`
			Left        []draft.Left `json:"left"`
			File        string       `json:"file"`
		}{t.ID, d.Instruments, d.RedLines, d.Used, d.Fill, d.Left, string(d.Case)})
	}
	if c.Out == "" {
		_, err = a.stdout.Write(d.Case)
	}
	return err
}

// fromRecord fills the table with what a negotiation's record holds.
func (c *dealDraftCmd) fromRecord(a *app, t *draft.Table, reg *record.Registers) (err error) {
	if c.AsOf == "" {
		return fault.Misuse("add the day of the table, as in --as-of 2025-05-20", "--as-of is missing")
	}
	if c.Published != "" {
		return fault.Misuse("give --as-of", "--published goes with an article")
	}
	if t.AsOf, err = parseDate("--as-of", c.AsOf); err != nil {
		return err
	}
	if err := isoDays("--known", c.Known); err != nil {
		return err
	}
	if err := knownTrack(reg, c.Track); err != nil {
		return err
	}
	if t.ID == "" {
		t.ID = c.Track
	}
	track := reg.Track(c.Track)
	t.US, t.Other, t.Origin = track.Parties[0], track.Parties[1], "the record of "+c.Track
	return c.ask(a, func(s *store.Store, _ *record.Registers) (err error) {
		t.Claims, err = tableClaims(a.ctx, s, store.Filter{Track: c.Track, General: true, To: c.AsOf, Known: c.Known})
		return err
	})
}

// tableClaims turns the facts of a filter into claims of a table.
func tableClaims(ctx context.Context, s *store.Store, f store.Filter) ([]draft.Claim, error) {
	facts, err := s.Facts(ctx, f)
	if err != nil {
		return nil, err
	}
	out := make([]draft.Claim, 0, len(facts))
	for i := len(facts) - 1; i >= 0; i-- { // oldest first
		x := &facts[i]
		k := tableClaim(x.ID, &x.Claim.Claim)
		k.Words, k.Said, k.Citation, k.Grade, k.Support = x.Words(), x.Said, x.Citation, x.Grade, x.Support
		for _, r := range x.Results {
			if r.Result == "pending" {
				continue
			}
			k.Settled = r.Result + " on " + r.On
			if r.Note != "" {
				k.Settled += ": " + r.Note
			}
			k.Over = r.Result == "withdrawn" || r.Result == "lapsed" || r.Result == "declined"
		}
		out = append(out, k)
	}
	return out, nil
}

// tableClaim is a claim as a draft needs it, without its source.
func tableClaim(id string, k *record.Claim) draft.Claim {
	s := &k.Subject
	return draft.Claim{ID: id, Type: string(k.Type), Giver: k.Giver, Receiver: k.Receiver, Topic: s.Topic, Ask: s.Ask, Status: s.Status, Measures: s.Measures, Goods: s.Goods, Sectors: s.Sectors,
		Value: s.Value, Unit: s.Unit, Quantity: s.Quantity, Modality: k.Modality, Certainty: k.Certainty, Denied: k.Polarity == "-", Support: 1}
}

// fromArticle fills the table with what one article says.
func (c *dealDraftCmd) fromArticle(t *draft.Table, book *tariff.Book) error {
	if c.AsOf != "" || c.Known != "" {
		return fault.Misuse("give --published", "--as-of and --known go with --track")
	}
	var err error
	if t.AsOf, err = parseDate("--published", c.Published); err != nil {
		return err
	}
	if t.AsOf.IsZero() {
		return fault.Misuse("give the day the story was published, as in --published 2025-05-20", "--published is missing")
	}
	text, err := readFile(c.Article)
	if err != nil {
		return err
	}
	path := filepath.ToSlash(c.Article)
	r, err := record.Read(text, record.Options{Path: path, Published: t.AsOf, Law: embeddedLaw})
	if err != nil {
		return err
	}
	if t.ID == "" {
		t.ID = strings.TrimSuffix(filepath.Base(c.Article), filepath.Ext(c.Article))
	}
	t.Origin, t.Track = path, r.Article.Track
	for i := range r.Claims {
		k := tableClaim(r.Claims[i].ID, &r.Claims[i])
		k.Words, k.Said, k.Citation = r.Claims[i].Quote, t.AsOf.Format(time.DateOnly), path
		if d := r.Claims[i].Date; d != "" && d < k.Said {
			k.Said = d
		}
		t.Claims = append(t.Claims, k)
	}
	t.US, t.Other, err = draft.Parties(t.Claims, path)
	return err
}

// goodSectors looks goods of the registers up.
func goodSectors(reg *record.Registers) func(string) []string {
	return func(id string) []string {
		if g := reg.Good(id); g != nil {
			return g.Sectors
		}
		return nil
	}
}

// rivalLaw gives what a party charges on goods of the United States, where
// its law is held.
func rivalLaw(party string, known time.Time) func(time.Time) []tariff.OtherMeasure {
	code, err := country.Parse(party)
	if err != nil {
		return nil
	}
	p, err := tariff.OtherPartyNamed(code)
	if err != nil {
		return nil
	}
	return func(day time.Time) []tariff.OtherMeasure {
		ms, _ := p.On(day, known)
		return ms
	}
}

// flowOf is what an importer buys of sectors from an exporter in the
// benchmark economy, million USD a year.
func flowOf(importer, exporter string, sectors []string) float64 {
	e, err := openEconomy("world-2022")
	if err != nil {
		return 0
	}
	members := func(code string) []int {
		list := country.Members(code)
		if len(list) == 0 {
			list = []string{code}
		}
		var out []int
		for _, m := range list {
			if n := e.Region(m); n >= 0 {
				out = append(out, n)
			}
		}
		return out
	}
	sum := 0.0
	for _, s := range slices.Compact(slices.Sorted(slices.Values(sectors))) {
		at := e.Sector(s)
		if at < 0 {
			continue
		}
		for _, n := range members(importer) {
			for _, x := range members(exporter) {
				sum += e.Flow[e.At(at, n, x)]
			}
		}
	}
	return sum
}
