package main

import (
	"io/fs"
	"strings"

	"parley/cases"
	"parley/deal"
	"parley/internal/fault"
)

// dealShowCmd prints what comes with the program: a case file to copy, or a
// card of the library.
type dealShowCmd struct {
	Name   string `arg:"" optional:"" help:"An embedded case (us-japan) or a card (car-duty); none lists them." placeholder:"NAME"`
	Format string `help:"text or json (json lists; a case file is text)." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *dealShowCmd) Help() string {
	return `The case files that come with the program, to read or to start one's own from,
and the cards of instruments that a case can name with "card:".

Examples:
  parley deal show
  parley deal show us-japan > my-case.yaml
  parley deal show car-quota`
}

// shown is one thing that can be shown.
type shown struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Date  string `json:"date,omitempty"`
}

// Run lists, or prints one file as it is.
func (c *dealShowCmd) Run(a *app) error {
	if c.Name != "" {
		for _, path := range []string{c.Name + "/case.yaml", "instruments/" + c.Name + ".yaml"} {
			if b, err := fs.ReadFile(cases.FS, path); err == nil {
				_, err = a.stdout.Write(b)
				return err
			}
		}
		return fault.Missing(c.Name, "cases: "+strings.Join(embeddedCases(), ", ")+"; cards: "+strings.Join(deal.Cards(cases.FS), ", "), "no case or card of this name")
	}
	var list struct {
		Cases []shown `json:"cases"`
		Cards []shown `json:"cards"`
	}
	for _, name := range embeddedCases() {
		k, err := deal.Load(cases.FS, name+"/case.yaml")
		if err != nil {
			return err
		}
		list.Cases = append(list.Cases, shown{name, k.Title, k.Date})
	}
	for _, name := range deal.Cards(cases.FS) {
		k, err := deal.ReadCard(cases.FS, name)
		if err != nil {
			return err
		}
		list.Cards = append(list.Cards, shown{Name: name, Title: k.Instrument.Title})
	}
	if c.Format == "json" {
		return a.writeJSON(list)
	}
	t := &dealText{a: a}
	rows := [][]string{{"case", "table of", "title"}}
	for _, x := range list.Cases {
		rows = append(rows, []string{x.Name, x.Date, x.Title})
	}
	t.table(3, rows)
	t.line("")
	rows = [][]string{{"card", "title"}}
	for _, x := range list.Cards {
		rows = append(rows, []string{x.Name, x.Title})
	}
	t.table(2, rows)
	return t.flush()
}
