package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/record"
	"parley/record/store"
)

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
	if err := inOrder("--since", c.Since, "--as-of", c.AsOf); err != nil {
		return err
	}
	return c.ask(a, func(s *store.Store, reg *record.Registers) error {
		if err := knownTrack(reg, c.Track); err != nil {
			return err
		}
		code, givers, err := partyCodes(reg, c.Party)
		if err != nil {
			return err
		}
		f := store.Filter{Track: c.Track, General: true, Givers: givers, To: c.AsOf, Known: c.Known}
		for _, g := range positionGroups {
			f.Types = append(f.Types, g.types...)
		}
		facts, err := s.Facts(a.ctx, f)
		if err != nil {
			return err
		}
		back := []store.Revision{}
		if c.Since != "" {
			if back, err = s.Revisions(a.ctx, f, c.Since); err != nil {
				return err
			}
		}
		answer := map[string][]position{}
		for _, g := range positionGroups {
			answer[g.key] = []position{}
			for i := range facts {
				if slices.Contains(g.types, facts[i].Claim.Claim.Type) {
					answer[g.key] = append(answer[g.key], positionOf(&facts[i], c.Since))
				}
			}
			slices.SortStableFunc(answer[g.key], func(x, y position) int { // what is settled comes last
				return cmp.Compare(btoi(x.settled()), btoi(y.settled()))
			})
		}
		return c.answer(a, struct {
			Party     string                `json:"party"`
			AsOf      string                `json:"as_of"`
			Since     string                `json:"since,omitempty"`
			Positions map[string][]position `json:"positions"`
			TakenBack []store.Revision      `json:"taken_back"` // since the day asked for
		}{reg.Party(code).ISO3, c.AsOf, c.Since, answer, back}, func() {
			a.printPositions(reg.Party(code).Name, c.AsOf, c.Since, answer)
			a.printRevisions(back)
		})
	})
}

// settled says whether something has become of a position; what is pending
// has not been settled, and a promise stays one however it is kept.
func (p *position) settled() bool {
	if p.Type == record.Commitment {
		return len(p.Results) > 0 && (p.Results[len(p.Results)-1].Result == "withdrawn" || p.Results[len(p.Results)-1].Result == "lapsed")
	}
	return slices.ContainsFunc(p.Results, func(r store.Result) bool { return r.Result != "pending" && !r.Suggested })
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// printRevisions prints what was taken back or corrected.
func (a *app) printRevisions(rs []store.Revision) {
	if len(rs) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", "Taken back or corrected since"))
	for i := range rs {
		r := &rs[i]
		fmt.Fprintf(a.stdout, "  %s  %s %s\n", r.Known, a.paint("36", string(r.Was.Claim.Type)), a.paint("2", r.Was.ID))
		a.indented(14, oneLine(r.Was.Words()))
		text := r.Kind + "ed: " + oneLine(r.Reason)
		if r.Is != nil {
			text += " (now " + r.Is.ID + ")"
		}
		a.indented(14, a.paint("33", text))
	}
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
	n, changed, settled := 0, 0, 0
	for _, ps := range answer {
		n += len(ps)
		for _, p := range ps {
			settled += btoi(p.settled())
			if p.Change != "" {
				changed++
			}
		}
	}
	fmt.Fprintf(a.stdout, "%s as of %s: %d positions on record, %d of them settled", party, asOf, n, settled)
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
