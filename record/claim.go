package record

// Type is the kind of a claim, after the codebook in docs/record.md.
type Type string

// The claim types. Names follow the codebook; PLOVER's events are in the
// export.
const (
	TalksStatus     Type = "TALKS_STATUS"
	Round           Type = "ROUND"
	MeetingExpected Type = "MEETING_EXPECTED"
	Agenda          Type = "AGENDA"
	Statement       Type = "STATEMENT"
	Position        Type = "POSITION"
	Demand          Type = "DEMAND"
	RedLine         Type = "RED_LINE"
	Condition       Type = "CONDITION"
	Offer           Type = "OFFER"
	OfferItem       Type = "OFFER_ITEM"
	ConcedeSignal   Type = "CONCEDE_SIGNAL"
	Reject          Type = "REJECT"
	PaceSignal      Type = "PACE_SIGNAL"
	Threat          Type = "THREAT"
	MeasureAct      Type = "MEASURE"
	MeasureRef      Type = "MEASURE_REF"
	Retaliation     Type = "RETALIATION"
	Agreement       Type = "AGREEMENT"
	Commitment      Type = "COMMITMENT"
	Implement       Type = "IMPLEMENT"
	Compliance      Type = "COMPLIANCE"
	Dispute         Type = "DISPUTE"
	Legal           Type = "LEGAL"
	Disapprove      Type = "DISAPPROVE"
	Rationale       Type = "RATIONALE"
	Background      Type = "BACKGROUND"
	Monitor         Type = "MONITOR"
	Valuation       Type = "VALUATION"
)

// Claim is one thing that somebody said or that a text reports, with the
// exact words and their place.
type Claim struct {
	ID          string   `json:"id"` // "c01", in order of the text
	Type        Type     `json:"type"`
	Giver       string   `json:"giver"`    // party whose move it is: "JP"
	Receiver    string   `json:"receiver"` // party it is addressed to; "*" for all
	Speaker     string   `json:"speaker"`  // person or body the text names as saying it; empty for the narrator
	Role        string   `json:"role"`
	Attribution string   `json:"attribution"` // quoted, indirect, institution, collective, anonymous, hearsay, narrator, narrator-hedged, narrator-inference
	Modality    string   `json:"modality"`    // actual, future, conditional, hypothetical
	Polarity    string   `json:"polarity"`    // "+" or "-"
	Restated    bool     `json:"restated,omitempty"`
	Contested   bool     `json:"contested,omitempty"`
	Date        string   `json:"date"` // ISO, or empty when the text gives none
	DateTo      string   `json:"date_to,omitempty"`
	DateText    string   `json:"date_text,omitempty"`
	Certainty   string   `json:"certainty"`
	Subject     Subject  `json:"subject"`
	Parent      string   `json:"parent,omitempty"`       // OFFER of an OFFER_ITEM; claim a condition or rationale belongs to
	DuplicateOf string   `json:"duplicate_of,omitempty"` // the earlier claim this one says again
	Quote       string   `json:"quote"`
	Start       int      `json:"start"` // byte offsets of Quote in the text as read, half-open
	End         int      `json:"end"`
	Rule        string   `json:"rule"` // id of the rule that found it; docs/record.md lists them
	Rules       []string `json:"rules,omitempty"`
	Evidence    []string `json:"evidence,omitempty"` // where the evidence decided the type: what spoke most for it, in log odds
}

// Subject is what a claim is about, in the codes of the registers.
type Subject struct {
	Topic    string   `json:"topic,omitempty"`    // "tariff", "exchange rate", "purchase", "standards", ...
	Ask      string   `json:"ask,omitempty"`      // "remove", "reduce", "review", ...
	Measures []string `json:"measures,omitempty"` // ids of the measure register
	Goods    []string `json:"goods,omitempty"`    // ids of the goods register
	HTS      []string `json:"hts,omitempty"`      // HTS prefixes of those goods
	Sectors  []string `json:"sectors,omitempty"`  // OECD ICIO codes of those goods
	Quantity string   `json:"quantity,omitempty"` // as written: "$8 billion per year"
	Value    float64  `json:"value,omitempty"`
	Unit     string   `json:"unit,omitempty"` // "percent", "USD/year", "tonnes", ...
	Ordinal  int      `json:"ordinal,omitempty"`
	Level    string   `json:"level,omitempty"` // "working", "ministerial", "leaders"
	Place    string   `json:"place,omitempty"`
	Status   string   `json:"status,omitempty"` // "held", "planned", "unscheduled", ...
	Note     string   `json:"note,omitempty"`
	Register string   `json:"register,omitempty"` // register entry it was resolved to: "US-GB-EPD"
}

// Severity orders flags by their effect on the record.
type Severity string

// The severities.
const (
	High Severity = "high"
	Mid  Severity = "medium"
	Low  Severity = "low"
)

// Flag is a doubt that a careful reader would raise.
type Flag struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Claim    string   `json:"claim"`  // id of the claim, or empty
	Entity   string   `json:"entity"` // id of the register entry or the surface name, or empty
	Message  string   `json:"message"`
	Evidence string   `json:"evidence,omitempty"` // what the register says, with its source
	Suggest  string   `json:"suggest,omitempty"`  // the reading it suggests; never applied by itself
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Rule     string   `json:"rule"`
}

// Article is the text that was read.
type Article struct {
	Path      string `json:"path"`
	Published string `json:"published"`
	SHA256    string `json:"sha256"` // of the raw bytes
	Bytes     int    `json:"bytes"`
	Track     string `json:"track"` // id of the track register, or empty
	Text      string `json:"-"`
}

// Mention is a person, office, party or body found in the text.
type Mention struct {
	Surface   string `json:"surface"`
	Kind      string `json:"kind"`      // party, person, office, body, source
	Canonical string `json:"canonical"` // register id, or empty when unresolved
	Party     string `json:"party"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
}

// Reading is what the reader found in one article.
type Reading struct {
	Article  Article   `json:"article"`
	Claims   []Claim   `json:"claims"`
	Flags    []Flag    `json:"flags"`
	Mentions []Mention `json:"mentions,omitempty"`
}
