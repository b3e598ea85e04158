package main

import (
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// recordListCmd lists claims.
type recordListCmd struct {
	recordChoice
	Text   string `help:"Only claims in which these words occur." placeholder:"WORDS"`
	Newest bool   `help:"The newest first."`
	Limit  int    `help:"Claims on a page (0: all)." default:"0" placeholder:"N"`
	Page   int    `help:"The page, from 1." default:"1" placeholder:"N"`
	recordPlace
}

// Help shows examples.
func (c *recordListCmd) Help() string {
	return `Examples:
  parley record list --track us-japan --from 2025-05-01 --to 2025-05-31
  parley record list --track us-eu --newest --limit 20
  parley record list --party Japan --receiver US --type DEMAND,RED_LINE --grade A,B --format json`
}

// Run lists them.
func (c *recordListCmd) Run(a *app) error {
	if c.Limit < 0 || c.Page < 1 {
		return fault.Misuse("--limit 20 --page 2", "--limit %d --page %d", c.Limit, c.Page)
	}
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		f, err := c.filter(reg)
		if err != nil {
			return err
		}
		f.Text = c.Text
		claims, total, err := s.Page(a.ctx, f, c.Page-1, c.Limit, c.Newest)
		if err != nil {
			return err
		}
		return c.answer(a, struct {
			Total  int           `json:"total"`
			Page   int           `json:"page"`
			Claims []store.Claim `json:"claims"`
		}{total, c.Page, claims}, func() {
			switch {
			case len(claims) == total:
				fmt.Fprintf(a.stdout, "%d claims\n", total)
			case len(claims) == 0:
				fmt.Fprintf(a.stdout, "%d claims; page %d is behind the last\n", total, c.Page)
			default:
				first := (c.Page-1)*c.Limit + 1
				fmt.Fprintf(a.stdout, "%d claims, %d to %d\n", total, first, first+len(claims)-1)
			}
			for i := range claims {
				a.printOnRecord(&claims[i], "")
			}
			if c.Limit > 0 && c.Page*c.Limit < total {
				fmt.Fprintf(a.stdout, "more with --page %d\n", c.Page+1)
			}
		})
	})
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
	return c.ask(a, func(s *store.Store, _ *record.Registers) error {
		w, err := s.Show(a.ctx, c.ID)
		if err != nil {
			return err
		}
		return c.answer(a, w, func() { a.printShown(w) })
	})
}

func (a *app) printShown(w *store.Shown) {
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
	if w.Claim.Noted {
		line("noted", "by hand, on "+w.Claim.Known)
	}
	line("corrects", w.Claim.Corrects)
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
}

// recordDisputesCmd lists disputes.
type recordDisputesCmd struct {
	recordChoice
	recordPlace
}

// Help shows examples.
func (c *recordDisputesCmd) Help() string {
	return `Where accounts differ: a denial or another number within three days, a source that
contests what it reports, a correction that other sources do not bear out. A dispute is
over when one side is retracted or corrected, or with parley record retract DISPUTE.
Disputes that share a claim are shown as one difference with all its accounts.

Examples:
  parley record disputes
  parley record disputes --track us-japan --format json`
}

// Run lists them.
func (c *recordDisputesCmd) Run(a *app) error {
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		f, err := c.filter(reg)
		if err != nil {
			return err
		}
		ds, err := s.Disputes(a.ctx, f)
		if err != nil {
			return err
		}
		gathered := store.Gather(ds)
		return c.answer(a, struct {
			Differences []store.Gathering    `json:"differences"`
			Disputes    []store.Disagreement `json:"disputes"`
		}{gathered, ds}, func() {
			if len(gathered) == len(ds) {
				fmt.Fprintf(a.stdout, "%d disputes\n", len(ds))
			} else {
				fmt.Fprintf(a.stdout, "%d differences, from %d disputes between two claims\n", len(gathered), len(ds))
			}
			for i := range gathered {
				g := &gathered[i]
				ids := strings.Join(g.IDs, " ")
				if len(g.IDs) > 4 {
					ids = fmt.Sprintf("%d disputes, %s and so on", len(g.IDs), g.IDs[0])
				}
				fmt.Fprintf(a.stdout, "\n%s  %s\n", a.paint("1", oneLine(g.About)), a.paint("2", ids))
				for k := range g.Claims {
					a.printOnRecord(&g.Claims[k], "")
				}
			}
		})
	})
}
