package store

import (
	"strings"

	"parley/record"
)

// Plover is a claim as an event of the PLOVER ontology (manual of 2021 and
// later). PLOVER has no place for statements, amounts or sources of claims:
// the field parley keeps the claim's own type and its place on record. No
// PLOVER intensity is given: the manual's table contradicts itself for
// ACCUSE.
type Plover struct {
	ID        string   `json:"event_id"`
	Date      string   `json:"event_date"`
	Event     string   `json:"event_type"` // empty: PLOVER has no event for it
	Mode      string   `json:"event_mode,omitempty"`
	Contexts  []string `json:"contexts"`
	Aux       []string `json:"aux_modes,omitempty"`
	Actor     string   `json:"actor"`
	Recipient string   `json:"recipient"`
	Text      string   `json:"text"`
	Source    string   `json:"source"`
	Parley    struct {
		Type      string `json:"type"`
		Fact      string `json:"fact"`
		Certainty string `json:"certainty,omitempty"`
		Track     string `json:"track,omitempty"`
	} `json:"parley"`
}

// ploverEvents gives event and mode for each type of claim.
var ploverEvents = map[record.Type][2]string{
	record.TalksStatus: {"CONSULT", ""}, record.Round: {"CONSULT", "visit"}, record.MeetingExpected: {"AGREE", "meet"},
	record.Agenda: {"CONSULT", ""}, record.Demand: {"REQUEST", "change"}, record.RedLine: {"REJECT", "yield"},
	record.Condition: {"REQUEST", "change"}, record.Offer: {"AGREE", ""}, record.OfferItem: {"COOPERATE", ""},
	record.ConcedeSignal: {"CONCEDE", ""}, record.Reject: {"REJECT", "yield"}, record.Threat: {"THREATEN", "restrict"},
	record.MeasureAct: {"SANCTION", ""}, record.Retaliation: {"SANCTION", ""}, record.Agreement: {"AGREE", ""},
	record.Commitment: {"AGREE", ""}, record.Implement: {"COOPERATE", ""},
	record.Dispute: {"ACCUSE", "disapprove"}, record.Legal: {"ACCUSE", "allege"}, record.Disapprove: {"ACCUSE", "disapprove"},
}

// ToPlover turns a claim into an event; iso3 gives the code of a party.
func ToPlover(c *Claim, iso3 func(string) string) Plover {
	k := &c.Claim
	p := Plover{ID: c.ID, Date: c.Said, Contexts: []string{"economic", "diplomatic"},
		Actor: iso3(k.Giver), Recipient: iso3(k.Receiver), Text: c.Words(), Source: c.Citation}
	p.Event, p.Mode = ploverOf(k)
	switch k.Modality {
	case "future":
		p.Aux = append(p.Aux, "future")
	case "conditional", "hypothetical":
		p.Aux = append(p.Aux, "hypothetical")
	}
	if k.Type == record.MeetingExpected && k.Modality != "future" {
		p.Aux = append(p.Aux, "future")
	}
	if k.Polarity == "-" {
		p.Aux = append(p.Aux, "negation")
	}
	if k.Type == record.Background {
		p.Aux = append(p.Aux, "historical")
	}
	p.Parley.Type, p.Parley.Fact, p.Parley.Certainty, p.Parley.Track = string(k.Type), c.Fact, k.Certainty, c.Track
	return p
}

// ploverOf is event and mode of a claim: those of its type, unless what it
// says makes it another.
func ploverOf(k *record.Claim) (event, mode string) {
	s := &k.Subject
	ahead := k.Modality == "future" || k.Modality == "conditional" || k.Modality == "hypothetical"
	switch k.Type {
	case record.TalksStatus:
		if s.Status == "broken off" || s.Status == "stalled" || s.Status == "suspended" {
			return "SANCTION", "discontinue"
		}
	case record.Round:
		switch {
		case ahead || s.Status == "planned":
			return "AGREE", "meet"
		case strings.Contains(s.Place, "telephone") || s.Place == "online":
			return "CONSULT", "phone"
		}
	case record.Agenda:
		if s.Status == "out" {
			return "REJECT", "meet"
		}
	case record.MeasureAct:
		switch {
		case s.Ask == "reduce" || s.Ask == "remove" || s.Ask == "suspend" || s.Ask == "exempt" || s.Ask == "refund":
			return "RETREAT", ""
		case s.Topic == "export control":
			return "COERCE", "restrict"
		}
	case record.Retaliation:
		if ahead {
			return "THREATEN", "restrict"
		}
	case record.Agreement:
		if s.Topic == "truce" {
			return "CONCEDE", ""
		}
	case record.Compliance:
		switch s.Status {
		case "late", "breached", "failed", "not met", "unclear":
			return "ACCUSE", "disapprove"
		case "review", "reviewed":
			return "ACCUSE", "investigate"
		}
		return "", "" // a promise that is kept is no event of PLOVER's
	}
	ev := ploverEvents[k.Type]
	return ev[0], ev[1]
}
