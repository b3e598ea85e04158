package brief

import (
	"fmt"
	"strings"

	"parley/internal/country"
	"parley/record"
)

// partyName names a party code for the middle of a sentence.
func partyName(code string) string {
	switch code {
	case "":
		return ""
	case "*":
		return "all partners"
	case "US", "USA":
		return "the United States"
	case "GB", "GBR":
		return "the United Kingdom"
	case "EU":
		return "the European Union"
	}
	iso3, err := country.Parse(code)
	if err != nil {
		return code
	}
	return country.Name(iso3)
}

// partyTitle names a party at the head of a line: without the article.
func partyTitle(code string) string { return strings.TrimPrefix(partyName(code), "the ") }

// upper makes the first letter of a sentence a capital.
func upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// list joins words: "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// plainMeasure are everyday words for the scope part of a measure id.
var plainMeasure = map[string]string{
	"reciprocal": "the reciprocal tariff", "autos": "cars", "auto-parts": "car parts",
	"aluminum": "aluminium", "fentanyl": "the fentanyl tariff",
}

// measureWord is what a measure id is about, in everyday words: "cars".
func measureWord(id string) string {
	scope := strings.TrimPrefix(id, "us-")
	for _, authority := range []string{"232-", "ieepa-", "301-", "122-", "201-", "338-"} {
		scope = strings.TrimPrefix(scope, authority)
	}
	if w, ok := plainMeasure[scope]; ok {
		return w
	}
	if strings.HasPrefix(scope, "fentanyl-") {
		return "the fentanyl tariff"
	}
	return strings.ReplaceAll(scope, "-", " ")
}

// tariffsOn names a list of measures: "the reciprocal tariff and the tariffs
// on cars and car parts".
func tariffsOn(ids []string) string {
	var whole, scopes []string
	for _, id := range ids {
		if w := measureWord(id); strings.HasPrefix(w, "the ") {
			whole = append(whole, w)
		} else {
			scopes = append(scopes, w)
		}
	}
	if len(scopes) == 1 {
		whole = append(whole, "the tariff on "+scopes[0])
	} else if len(scopes) > 1 {
		whole = append(whole, "the tariffs on "+list(scopes))
	}
	return list(whole)
}

// plainGoods are goods ids whose everyday word differs.
var plainGoods = map[string]string{"auto-parts": "car parts", "ships": "shipbuilding"}

// goodsWords names goods ids: "corn and soybeans".
func goodsWords(ids []string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strings.ReplaceAll(id, "-", " ")
		if w, ok := plainGoods[id]; ok {
			words[i] = w
		}
	}
	return list(words)
}

// object is what a claim is about, in a few words; empty when the record
// does not say.
func object(s record.Subject) string {
	switch {
	case len(s.Measures) > 0:
		return tariffsOn(s.Measures)
	case len(s.Goods) > 0 && s.Topic != "" && s.Topic != "tariff":
		return topicWords(s.Topic) + ": " + goodsWords(s.Goods)
	case len(s.Goods) > 0:
		return goodsWords(s.Goods)
	case s.Topic != "":
		return topicWords(s.Topic)
	}
	return s.Note
}

// itemWords names an item of an offer: "more purchases of corn".
func itemWords(s record.Subject) string {
	goods := goodsWords(s.Goods)
	switch {
	case s.Topic == "purchase" && goods != "":
		return "more purchases of " + goods + quantity(s)
	case s.Topic == "cooperation" && goods != "":
		return "cooperation in " + goods
	case s.Topic == "standards" && goods != "":
		return "standards for " + goods
	}
	return object(s) + quantity(s)
}

func topicWords(topic string) string {
	if topic == "tariff" {
		return "tariffs"
	}
	return strings.ReplaceAll(topic, "-", " ")
}

// says puts a claim into one sentence. It uses the slots that the reader
// filled and nothing else, so it is as sure, or unsure, as they are.
func says(c record.Claim) string {
	giver, receiver := partyName(c.Giver), partyName(c.Receiver)
	obj := object(c.Subject)
	var s string
	switch c.Type {
	case record.Demand:
		s = saysDemand(c, giver, receiver, obj)
	case record.RedLine:
		s = giver + ": no deal unless " + orElse(obj, "its condition is met") + askTail(c.Subject.Ask, obj)
	case record.Offer:
		s = giver + " " + modal(c, "offer") + " " + orElse(c.Subject.Note, "a package") + toReceiver(receiver)
	case record.OfferItem:
		s = giver + " " + modal(c, "offer") + ": " + orElse(itemWords(c.Subject), "an item")
	case record.Round:
		s = saysRound(c)
	case record.MeetingExpected:
		s = giver + " expects to meet " + orElse(receiver, "the other side") + about(obj)
	case record.MeasureRef:
		s = "Names " + orElse(obj, "a measure") + quantity(c.Subject)
	case record.Agreement:
		s = "Agreement of " + list(nonEmpty(giver, receiver)) + register2(c.Subject)
	case record.PaceSignal:
		s = giver + " on pace: " + orElse(first(c.Subject.Note, c.Subject.Status, c.Subject.Ask), "see the words")
	case record.Position:
		s = giver + "'s position" + colon(first(c.Subject.Note, c.Subject.Status, obj))
	case record.Condition:
		s = giver + "'s condition" + colon(first(c.Subject.Note, c.Subject.Quantity, obj))
	case record.Disapprove:
		s = giver + " disapproves" + colon(obj)
	case record.Rationale:
		s = "Reason given" + colon(first(c.Subject.Note, goodsWords(c.Subject.Goods), obj))
	case record.Monitor:
		s = orElse(giver, "A party") + " watches" + colon(obj)
	case record.Statement:
		s = orElse(giver, "A party") + " states" + colon(first(c.Subject.Note, obj))
	case record.Background:
		s = "Background" + colon(strings.Join(nonEmpty(obj, c.Subject.Note), "; "))
	case record.TalksStatus:
		s = "Talks" + colon(first(c.Subject.Status, c.Subject.Note, obj)) + withParty(giver, receiver)
	default:
		s = typeWords(c.Type) + colon(first(obj, c.Subject.Note, c.Subject.Status)) + quantity(c.Subject) + byParty(giver)
	}
	return upper(strings.TrimSpace(s))
}

func saysDemand(c record.Claim, giver, receiver, obj string) string {
	ask := first(c.Subject.Ask, "act on")
	if c.Subject.Ask == "" && obj == "" {
		return giver + " wants concessions from " + orElse(receiver, "the other side")
	}
	verb := " demands that "
	if c.Modality == "hypothetical" || c.Modality == "conditional" {
		verb = " would want that "
	}
	return giver + verb + orElse(receiver, "the other side") + " " + strings.ReplaceAll(ask, "-", " ") + " " + orElse(obj, "measures") + quantity(c.Subject)
}

func saysRound(c record.Claim) string {
	name := "Round of talks"
	switch {
	case c.Subject.Ordinal > 0 && c.Subject.Level != "":
		name = fmt.Sprintf("%s %s round", ordinal(c.Subject.Ordinal), c.Subject.Level)
	case c.Subject.Ordinal > 0:
		name = ordinal(c.Subject.Ordinal) + " round"
	case c.Subject.Level != "":
		name = c.Subject.Level + "-level talks"
	}
	s := name
	if c.Subject.Status != "" {
		s += ": " + topicWords(c.Subject.Status)
	}
	if c.Subject.Place != "" {
		s += ", " + c.Subject.Place
	}
	return s
}

// modal is the verb in the strength of the claim.
func modal(c record.Claim, verb string) string {
	switch c.Modality {
	case "hypothetical":
		return "may " + verb
	case "conditional":
		return "would " + verb
	case "future":
		return "will " + verb
	}
	return verb + "s"
}

// askTail closes a red line: "... the tariff on cars goes".
func askTail(ask, obj string) string {
	if obj == "" {
		return ""
	}
	plural := strings.Contains(obj, " and ") || strings.Contains(obj, "tariffs")
	word := "goes"
	if ask == "reduce" {
		word = "is cut"
	}
	if plural {
		word = map[string]string{"goes": "go", "is cut": "are cut"}[word]
	}
	return " " + word
}

func quantity(s record.Subject) string {
	if s.Quantity == "" {
		return ""
	}
	return " (" + s.Quantity + ")"
}

func register2(s record.Subject) string {
	if s.Note != "" {
		return ": " + s.Note
	}
	if s.Register != "" {
		return " (" + s.Register + ")"
	}
	return ""
}

func toReceiver(r string) string {
	if r == "" {
		return ""
	}
	return " to " + r
}

func about(obj string) string {
	if obj == "" {
		return ""
	}
	return " on " + obj
}

func colon(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

func withParty(giver, receiver string) string {
	if giver == "" || receiver == "" {
		return ""
	}
	return " (" + giver + " with " + receiver + ")"
}

func byParty(giver string) string {
	if giver == "" {
		return ""
	}
	return " (" + giver + ")"
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// first is the first of its words that is not empty.
func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func ordinal(n int) string {
	if words := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}; n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("%dth", n)
}

// typeWords is a claim type for people: "RED_LINE" is "red line".
func typeWords(t record.Type) string {
	return strings.ToLower(strings.ReplaceAll(string(t), "_", " "))
}

// attributionWords says how a claim reached the text.
var attributionWords = map[string]string{
	"quoted": "in quotation marks", "indirect": "in indirect speech", "institution": "an institution",
	"collective": "a group, unnamed", "anonymous": "unnamed source", "hearsay": "hearsay",
	"narrator": "the writer", "narrator-hedged": "the writer, hedged", "narrator-inference": "the writer's inference",
}

// who says by whom and how a claim was made.
func who(c record.Claim) string {
	how := c.Attribution
	if w, ok := attributionWords[how]; ok {
		how = w
	}
	role := c.Role
	if strings.Contains(strings.ToLower(c.Speaker), strings.ToLower(role)) || c.Attribution == "anonymous" || c.Attribution == "collective" {
		role = orElse(c.Speaker, role)
		if c.Speaker != "" {
			role = ""
		}
	}
	parts := nonEmpty(c.Speaker, role, how)
	return strings.Join(parts, " · ")
}
