package assist

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"parley/internal/fault"
	"parley/internal/screen"
	"parley/record"
)

// Proposal is a claim that a model reads in a text. It is no claim of the
// reader's and stands apart from them.
type Proposal struct {
	ID       string      `json:"id"` // of its content: the same proposal has the same id in any answer
	Model    string      `json:"model"`
	Type     record.Type `json:"type"`
	Giver    string      `json:"giver"`
	Receiver string      `json:"receiver"`
	Speaker  string      `json:"speaker"`
	Modality string      `json:"modality"`
	Polarity string      `json:"polarity"`
	Quote    string      `json:"quote"` // stands in the text exactly so
	Start    int         `json:"start"` // byte offsets in the text as read
	End      int         `json:"end"`
	SameAs   string      `json:"same_as,omitempty"` // claim of the rules that has the type and shares the words
}

// Proposals is what became of one answer.
type Proposals struct {
	Model   string         `json:"model"`
	Offered int            `json:"offered"` // entries in the answer
	Dropped map[string]int `json:"dropped"` // reason to number
	List    []Proposal     `json:"proposals"`
}

const (
	mostProposals = 200
	longestQuote  = 1000
	shortestQuote = 12
)

// modalities are those of the codebook.
var modalities = []string{"actual", "future", "conditional", "hypothetical"}

// offer is an entry of an answer before it is checked.
type offer struct {
	Type     string `json:"type"`
	Giver    string `json:"giver"`
	Receiver string `json:"receiver"`
	Speaker  string `json:"speaker"`
	Modality string `json:"modality"`
	Polarity string `json:"polarity"`
	Quote    string `json:"quote"`
}

// verify keeps the entries of an answer that hold against the text and the
// registers, in the order of the text, and counts the rest by reason.
func verify(model, answer, text string, reg *record.Registers, claims []record.Claim) (*Proposals, error) {
	offers, err := entries(answer)
	if err != nil {
		return nil, err
	}
	out := &Proposals{Model: model, Offered: len(offers), Dropped: map[string]int{}, List: []Proposal{}}
	seen := map[string]bool{}
	for i, raw := range offers {
		if i >= mostProposals {
			out.Dropped["beyond the first 200"]++
			continue
		}
		var o offer
		if json.Unmarshal(raw, &o) != nil {
			out.Dropped["not in the form asked for"]++
			continue
		}
		p, why := hold(model, o, text, reg)
		if why == "" && seen[p.ID] {
			why = "said twice"
		}
		if why != "" {
			out.Dropped[why]++
			continue
		}
		seen[p.ID] = true
		for k := range claims {
			if c := &claims[k]; c.Type == p.Type && c.Start < p.End && p.Start < c.End {
				p.SameAs = c.ID
				break
			}
		}
		out.List = append(out.List, *p)
	}
	sort.SliceStable(out.List, func(i, j int) bool { return out.List[i].Start < out.List[j].Start })
	return out, nil
}

// hold checks one entry; why is the reason to drop it.
func hold(model string, o offer, text string, reg *record.Registers) (p *Proposal, why string) {
	t := record.Type(strings.ToUpper(strings.TrimSpace(o.Type)))
	if !slices.Contains(types(), t) {
		return nil, "no type of the codebook"
	}
	giver, receiver := strings.ToUpper(strings.TrimSpace(o.Giver)), strings.ToUpper(strings.TrimSpace(o.Receiver))
	if reg.Party(giver) == nil {
		return nil, "the giver is no party of the registers"
	}
	if receiver != "" && receiver != "*" && reg.Party(receiver) == nil {
		return nil, "the receiver is no party of the registers"
	}
	if len(o.Quote) < shortestQuote || len(o.Quote) > longestQuote || !utf8.ValidString(o.Quote) {
		return nil, "the quotation is too short or too long"
	}
	at := strings.Index(text, o.Quote)
	if at < 0 {
		return nil, "the words do not stand in the text"
	}
	if o.Speaker != "" && !strings.Contains(text, o.Speaker) {
		return nil, "the speaker is not named in the text"
	}
	p = &Proposal{Model: model, Type: t, Giver: giver, Receiver: receiver, Speaker: o.Speaker, Modality: "actual", Polarity: "+", Quote: o.Quote, Start: at, End: at + len(o.Quote)}
	if slices.Contains(modalities, o.Modality) {
		p.Modality = o.Modality
	}
	if o.Polarity == "-" {
		p.Polarity = "-"
	}
	p.ID = p.id()
	return p, ""
}

// id names a proposal after what it says.
func (p *Proposal) id() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{p.Model, string(p.Type), p.Giver, p.Receiver, p.Speaker, p.Modality, p.Polarity, p.Quote, fmt.Sprint(p.Start)}, "\x00")))
	return "p" + hex.EncodeToString(sum[:4])
}

// entries finds the list in an answer: bare, inside an object, or between
// fences, as models write it.
func entries(answer string) ([]json.RawMessage, error) {
	bad := func() error {
		return fault.Bad("the assist's answer", "try another model, or read without --assist", "it holds no list of claims in JSON, but %q", shorten(answer))
	}
	start := strings.IndexAny(answer, "[{")
	if start < 0 {
		return nil, bad()
	}
	var v json.RawMessage
	if err := json.NewDecoder(strings.NewReader(answer[start:])).Decode(&v); err != nil {
		return nil, bad()
	}
	var list []json.RawMessage
	if json.Unmarshal(v, &list) == nil {
		return list, nil
	}
	var box struct {
		Claims    []json.RawMessage `json:"claims"`
		Proposals []json.RawMessage `json:"proposals"`
	}
	if json.Unmarshal(v, &box) != nil || box.Claims == nil && box.Proposals == nil {
		return nil, bad()
	}
	return append(box.Claims, box.Proposals...), nil
}

// shorten gives the start of a foreign text for a message, made safe to show.
func shorten(s string) string {
	s = screen.Line(s)
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "..."
	}
	return s
}

// Claim turns an accepted proposal into a claim for the record. Its rule
// names the model, its certainty says that a model proposed it.
func (p *Proposal) Claim() record.Claim {
	c := record.Claim{ID: p.ID, Type: p.Type, Giver: p.Giver, Receiver: p.Receiver, Speaker: p.Speaker, Attribution: "narrator",
		Modality: p.Modality, Polarity: p.Polarity, Certainty: "proposed", Quote: p.Quote, Start: p.Start, End: p.End, Rule: "proposed:" + p.Model}
	if p.Speaker != "" {
		c.Attribution = "indirect"
	}
	return c
}

// Choose gives the proposals with these ids; all of them must be there.
func (ps *Proposals) Choose(ids []string) ([]Proposal, error) {
	var out []Proposal
	for _, id := range ids {
		i := slices.IndexFunc(ps.List, func(p Proposal) bool { return p.ID == id })
		if i < 0 {
			return nil, fault.Missing("", "see the ids with parley read --assist; keep them with --format json and give the file with --proposals", "no proposal %q", id)
		}
		out = append(out, ps.List[i])
	}
	return out, nil
}

// Again checks proposals that were kept in a file against the text: the ids
// and the words must hold.
func Again(kept []Proposal, text string, reg *record.Registers) (*Proposals, error) {
	out := &Proposals{Dropped: map[string]int{}, List: []Proposal{}}
	for _, k := range kept {
		p, why := hold(k.Model, offer{string(k.Type), k.Giver, k.Receiver, k.Speaker, k.Modality, k.Polarity, k.Quote}, text, reg)
		if why == "" && p.ID != k.ID {
			why = "it was changed, or belongs to another text"
		}
		if why != "" {
			return nil, fault.Bad("proposal "+shorten(k.ID), "keep the output of parley read --assist --format json as it is, and give it with the same story", "%s", why)
		}
		p.SameAs = k.SameAs
		out.Model = p.Model
		out.List = append(out.List, *p)
	}
	return out, nil
}
