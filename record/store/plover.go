package store

import "parley/record"

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
	record.Commitment: {"AGREE", ""}, record.Implement: {"COOPERATE", ""}, record.Compliance: {"ACCUSE", "investigate"},
	record.Dispute: {"ACCUSE", "disapprove"}, record.Legal: {"ACCUSE", "allege"}, record.Disapprove: {"ACCUSE", "disapprove"},
}

// ToPlover turns a claim into an event; iso3 gives the code of a party.
func ToPlover(c *Claim, iso3 func(string) string) Plover {
	k := &c.Claim
	ev := ploverEvents[k.Type]
	p := Plover{ID: c.ID, Date: c.Said, Event: ev[0], Mode: ev[1], Contexts: []string{"diplomatic", "economic"},
		Actor: iso3(k.Giver), Recipient: iso3(k.Receiver), Text: c.Words(), Source: c.Citation}
	switch {
	case k.Type == record.MeasureAct && (k.Subject.Ask == "reduce" || k.Subject.Ask == "remove" || k.Subject.Ask == "suspend"):
		p.Event = "RETREAT"
	case k.Type == record.TalksStatus && (k.Subject.Status == "broken off" || k.Subject.Status == "stalled" || k.Subject.Status == "suspended"):
		p.Event, p.Mode = "SANCTION", "discontinue"
	}
	switch k.Modality {
	case "future":
		p.Aux = append(p.Aux, "future")
	case "conditional", "hypothetical":
		p.Aux = append(p.Aux, "hypothetical")
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
