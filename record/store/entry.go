package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"parley/record"
)

// Source is a text that claims were read from.
type Source struct {
	ID        string `json:"id"` // SHA-256 of Raw, in hex
	Path      string `json:"path"`
	Published string `json:"published"`
	Track     string `json:"track"`
	Known     string `json:"known"` // day it was put on record
	Story     string `json:"story"` // id of the first source with this text; its own when it is the first
	Bytes     int    `json:"bytes"`
	Origin
	Raw []byte `json:"raw,omitempty"` // base64 in JSON; only exports carry it
}

// Claim is a claim on record: what was read or noted, and the two times.
type Claim struct {
	ID         string       `json:"id"`
	Fact       string       `json:"fact"` // claims of one fact share it
	Track      string       `json:"track"`
	Said       string       `json:"said"`  // day it was said or happened
	Known      string       `json:"known"` // day it was put on record
	Published  string       `json:"published,omitempty"`
	Source     string       `json:"source,omitempty"` // id of the Source; empty for a noted claim
	Story      string       `json:"story"`            // story of the source, or the citation
	Citation   string       `json:"citation"`
	Grade      string       `json:"grade,omitempty"`       // A primary text, B named agency, C weak copy, K general knowledge
	Text       string       `json:"text,omitempty"`        // in the words of the record, where there is no quotation
	Corrects   string       `json:"corrects,omitempty"`    // id of the claim this one replaces
	Noted      bool         `json:"noted,omitempty"`       // noted by hand, not read from a source on file
	Seeded     bool         `json:"seeded,omitempty"`      // comes with Parley
	ProposedBy string       `json:"proposed_by,omitempty"` // the model that proposed it; a person accepted it
	Claim      record.Claim `json:"claim"`
}

// Words gives what the claim says: the record's own words, or the quotation.
func (c *Claim) Words() string {
	if c.Text != "" {
		return c.Text
	}
	return c.Claim.Quote
}

// Results are what can become of a claim.
var Results = []string{"met", "partly-met", "not-met", "taken-up", "declined", "carried-out", "withdrawn", "lapsed", "kept", "broken", "pending"}

// Link says what became of a claim.
type Link struct {
	ID       string `json:"id"`
	Claim    string `json:"claim"`             // id of the claim
	Outcome  string `json:"outcome,omitempty"` // id of the claim that is the outcome, if it is on record
	Result   string `json:"result"`            // one of Results
	On       string `json:"on"`                // day of the outcome
	Note     string `json:"note,omitempty"`
	Citation string `json:"citation,omitempty"`
	Grade    string `json:"grade,omitempty"`
	Known    string `json:"known"`
	Seeded   bool   `json:"seeded,omitempty"`
}

// Notice retracts or corrects a claim; the claim itself stays in the file.
type Notice struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"` // retract, correct
	Claim  string `json:"claim"`
	By     string `json:"by,omitempty"` // id of the claim that replaces it
	Reason string `json:"reason"`
	Known  string `json:"known"`
}

// Dispute says that two claims about one thing do not agree.
type Dispute struct {
	ID      string `json:"id"`
	Claim   string `json:"claim"`
	Against string `json:"against"` // id of the other claim; empty when the text itself contests the claim
	About   string `json:"about"`
	Known   string `json:"known"`
	Seeded  bool   `json:"seeded,omitempty"`
}

// shortID makes an id from what identifies an entry.
func shortID(prefix string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return prefix + hex.EncodeToString(sum[:8])
}

// saidOn is the day a claim was said or happened: the claim's own day, unless
// it lies ahead of the publication, as that of a planned meeting does.
func saidOn(c *record.Claim, published string) string {
	if c.Date != "" && c.Date <= published {
		return c.Date
	}
	return published
}

// number writes a value without trailing zeros.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
