package store

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/record"
)

// Event and mode of every type, after the codebook.
func TestPlover(t *testing.T) {
	of := func(typ record.Type, change func(*record.Claim)) record.Claim {
		c := claim("", typ, "tariff", "cars")
		if change != nil {
			change(&c)
		}
		return c
	}
	status := func(s string) func(*record.Claim) { return func(c *record.Claim) { c.Subject.Status = s } }
	modality := func(m string) func(*record.Claim) { return func(c *record.Claim) { c.Modality = m } }
	for _, x := range []struct {
		claim      record.Claim
		want, mode string
		aux        string
	}{
		{of(record.TalksStatus, status("opened")), "CONSULT", "", ""},
		{of(record.TalksStatus, status("broken off")), "SANCTION", "discontinue", ""},
		{of(record.Round, status("held")), "CONSULT", "visit", ""},
		{of(record.Round, func(c *record.Claim) { c.Subject.Place = "by telephone" }), "CONSULT", "phone", ""},
		{of(record.Round, modality("future")), "AGREE", "meet", "future"},
		{of(record.MeetingExpected, nil), "AGREE", "meet", "future"},
		{of(record.Agenda, status("in")), "CONSULT", "", ""},
		{of(record.Agenda, status("out")), "REJECT", "meet", ""},
		{of(record.Statement, nil), "", "", ""},
		{of(record.Position, nil), "", "", ""},
		{of(record.PaceSignal, nil), "", "", ""},
		{of(record.MeasureRef, nil), "", "", ""},
		{of(record.Rationale, nil), "", "", ""},
		{of(record.Background, nil), "", "", "historical"},
		{of(record.Demand, nil), "REQUEST", "change", ""},
		{of(record.RedLine, nil), "REJECT", "yield", ""},
		{of(record.Condition, modality("conditional")), "REQUEST", "change", "hypothetical"},
		{of(record.Offer, modality("hypothetical")), "AGREE", "", "hypothetical"},
		{of(record.OfferItem, nil), "COOPERATE", "", ""},
		{of(record.ConcedeSignal, nil), "CONCEDE", "", ""},
		{of(record.Reject, nil), "REJECT", "yield", ""},
		{of(record.Threat, nil), "THREATEN", "restrict", ""},
		{of(record.MeasureAct, nil), "SANCTION", "", ""},
		{of(record.MeasureAct, func(c *record.Claim) { c.Subject.Ask = "suspend" }), "RETREAT", "", ""},
		{of(record.MeasureAct, func(c *record.Claim) { c.Subject.Topic = "export control" }), "COERCE", "restrict", ""},
		{of(record.Retaliation, nil), "SANCTION", "", ""},
		{of(record.Retaliation, modality("conditional")), "THREATEN", "restrict", "hypothetical"},
		{of(record.Agreement, nil), "AGREE", "", ""},
		{of(record.Agreement, func(c *record.Claim) { c.Subject.Topic = "truce" }), "CONCEDE", "", ""},
		{of(record.Commitment, nil), "AGREE", "", ""},
		{of(record.Implement, nil), "COOPERATE", "", ""},
		{of(record.Compliance, status("breached")), "ACCUSE", "disapprove", ""},
		{of(record.Compliance, status("underway")), "", "", ""},
		{of(record.Dispute, nil), "ACCUSE", "disapprove", ""},
		{of(record.Legal, nil), "ACCUSE", "allege", ""},
		{of(record.Disapprove, func(c *record.Claim) { c.Polarity = "-" }), "ACCUSE", "disapprove", "negation"},
	} {
		c := Claim{ID: "k1", Said: "2025-05-20", Claim: x.claim}
		p := ToPlover(&c, func(s string) string { return s + "N" })
		if p.Event != x.want || p.Mode != x.mode || strings.Join(p.Aux, " ") != x.aux {
			t.Errorf("%s %s: %s %s %v, want %s %s %s", x.claim.Type, x.claim.Subject.Status, p.Event, p.Mode, p.Aux, x.want, x.mode, x.aux)
		}
		if p.Parley.Type != string(x.claim.Type) || p.Actor != "JPN" || !slices.Equal(p.Contexts, []string{"economic", "diplomatic"}) {
			t.Errorf("%+v", p)
		}
		if _, err := json.Marshal(p); err != nil {
			t.Error(err)
		}
	}
}
