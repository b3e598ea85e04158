package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"parley/deal"
	"parley/internal/fault"
	"parley/record"
	"parley/tariff"
)

// dealDraftCmd drafts a case file from an article.
type dealDraftCmd struct {
	Article   string `arg:"" help:"The article." placeholder:"FILE"`
	Published string `help:"Day the story was published." placeholder:"DATE"`
	ID        string `help:"Id of the case (default: the name of the file)." placeholder:"ID"`
	Out       string `help:"Write the case to this file." placeholder:"FILE"`
}

// Help shows examples.
func (c *dealDraftCmd) Help() string {
	return `A first case file from what an article says: an instrument for every duty that a
side wants changed and every item offered, with levels and evidence from the cards;
a red line for every duty without whose change a side will not sign. The draft loads
and solves; what no deal means, and the amounts, are yours to check.

Examples:
  parley deal draft article.txt --published 2025-05-20 --out my-case.yaml
  parley deal solve my-case.yaml`
}

// Run drafts.
func (c *dealDraftCmd) Run(a *app) error {
	published, err := parseDate("--published", c.Published)
	if err != nil {
		return err
	}
	if published.IsZero() {
		return fault.Misuse("give the day the story was published, as in --published 2025-05-20", "--published is missing")
	}
	text, err := readFile(c.Article)
	if err != nil {
		return err
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	r, err := record.Read(text, record.Options{Path: filepath.ToSlash(c.Article), Published: published, Rates: lawRates(book)})
	if err != nil {
		return err
	}
	id := c.ID
	if id == "" {
		id = strings.TrimSuffix(filepath.Base(c.Article), filepath.Ext(c.Article))
	}
	d := deal.DraftOf{ID: id, Published: published.Format("2006-01-02"), Source: filepath.ToSlash(c.Article)}
	for _, k := range r.Claims {
		d.Claims = append(d.Claims, deal.Said{ID: k.ID, Type: string(k.Type), Giver: k.Giver, Receiver: k.Receiver, Topic: k.Subject.Topic,
			Measures: k.Subject.Measures, Goods: k.Subject.Goods, Sectors: k.Subject.Sectors, Quote: k.Quote})
	}
	out, err := deal.Draft(d)
	if err != nil {
		return err
	}
	if c.Out != "" {
		return writeFile(c.Out, out)
	}
	_, err = fmt.Fprintf(a.stdout, "%s", out)
	return err
}
