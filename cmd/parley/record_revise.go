package main

import (
	"fmt"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// recordLinkCmd says what became of a claim.
type recordLinkCmd struct {
	Claim  string `arg:"" help:"Id of the claim." placeholder:"CLAIM"`
	To     string `arg:"" optional:"" help:"Id of the claim that is its outcome." placeholder:"OUTCOME"`
	Result string `required:"" help:"What became of it: met, partly-met, not-met, taken-up, declined, carried-out, withdrawn, lapsed, kept, broken, pending." placeholder:"RESULT"`
	On     string `required:"" help:"Day of the outcome." placeholder:"DATE"`
	Note   string `help:"In a few words." placeholder:"TEXT"`
	Source string `help:"Where it is written." placeholder:"TEXT"`
	Grade  string `help:"Grade of that source: A, B, C or K." enum:",A,B,C,K,a,b,c,k" default:"" placeholder:"GRADE"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordLinkCmd) Help() string {
	return `Examples:
  parley record link jp-cars-line us-deal-cars --result partly-met --on 2025-07-22 --note "15% all in"
  parley record link k0123456789abcdef --result withdrawn --on 2025-08-01 --source "Reuters 2025-08-01"`
}

// Run keeps the link.
func (c *recordLinkCmd) Run(a *app) error {
	if err := isoDays("--on", c.On); err != nil {
		return err
	}
	return c.keep(a, c.Known, func(s *store.Store, known string) error {
		l, err := s.AddLink(a.ctx, store.Link{Claim: c.Claim, Outcome: c.To, Result: c.Result, On: c.On, Note: c.Note, Citation: c.Source, Grade: strings.ToUpper(c.Grade), Known: known})
		if err != nil {
			return err
		}
		return c.answer(a, l, func() { fmt.Fprintf(a.stdout, "%s: %s is %s on %s\n", l.ID, l.Claim, l.Result, l.On) })
	})
}

// recordRetractCmd takes a claim back.
type recordRetractCmd struct {
	Claim  string `arg:"" help:"Id of the claim, the outcome or the dispute." placeholder:"ID"`
	Reason string `required:"" help:"Why." placeholder:"TEXT"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	recordPlace
}

// Help shows examples.
func (c *recordRetractCmd) Help() string {
	return `The claim, the outcome or the dispute stays in the file and no longer counts.

Examples:
  parley record retract k0123456789abcdef --reason "the agency withdrew the story"`
}

// Run takes it back.
func (c *recordRetractCmd) Run(a *app) error {
	return c.keep(a, c.Known, func(s *store.Store, known string) error {
		n, err := s.Retract(a.ctx, c.Claim, c.Reason, known)
		if err != nil {
			return err
		}
		return c.answer(a, n, func() { fmt.Fprintf(a.stdout, "%s: %s no longer counts\n", n.ID, n.Claim) })
	})
}

// recordCorrectCmd puts a claim right.
type recordCorrectCmd struct {
	Claim  string `arg:"" help:"Id of the claim." placeholder:"CLAIM"`
	Reason string `required:"" help:"Why." placeholder:"TEXT"`
	Said   string `help:"The day it was said." placeholder:"DATE"`
	Known  string `help:"Day it became known (default: today)." placeholder:"DATE"`
	claimFields
	recordPlace
}

// Help shows examples.
func (c *recordCorrectCmd) Help() string {
	return `A new claim takes the place of the old one, which stays in the file. When the
correction changes what was claimed (type, giver, receiver, subject, amount, yes or no),
a dispute opens with every source that still says what was corrected, and with those that
contradict the new claim. What became of the old claim is shown with the new one.

Examples:
  parley record correct k0123456789abcdef --speaker "Katsunobu Kato" --reason "the story names a former minister"
  parley record correct k0123456789abcdef --value 15 --unit percent --reason "the order says 15"`
}

// Run puts it right.
func (c *recordCorrectCmd) Run(a *app) error {
	if err := isoDays("--said", c.Said); err != nil {
		return err
	}
	if c.Said == "" && c.claimFields.empty() {
		return fault.Misuse("give what is to change, as --giver JP or --value 15", "nothing to correct")
	}
	reg, err := record.Builtin()
	if err != nil {
		return err
	}
	return c.keep(a, c.Known, func(s *store.Store, known string) error {
		d, err := s.Correct(a.ctx, c.Claim, c.Reason, known, func(k *store.Claim) error {
			if c.Said != "" {
				k.Said, k.Claim.Date = c.Said, c.Said
			}
			return c.claimFields.fill(reg, k)
		})
		if err != nil {
			return err
		}
		return c.answer(a, d, func() {
			fmt.Fprintf(a.stdout, "%s takes the place of %s\n", d.Claim.ID, d.Claim.Corrects)
			a.printPlaced(d.Joined, d.Disputes)
		})
	})
}
