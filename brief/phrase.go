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
	"aluminum": "aluminium", "fentanyl": "the fentanyl tariff", "surcharge": "the surcharge under section 122",
}

// measureWord is what a measure id is about, in everyday words: "cars".
func measureWord(id string) string {
	scope, ours := strings.CutPrefix(id, "us-")
	if _, rest, ok := strings.Cut(id, "-"); ok && !ours {
		return "the measure on " + strings.ReplaceAll(rest, "-", " ")
	}
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
var plainGoods = map[string]string{"auto-parts": "car parts", "ships": "shipbuilding", "lng": "LNG"}

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
	case len(s.Goods) > 0 && (s.Topic == "standards" || s.Topic == "quota"):
		return topicWords(s.Topic) + " for " + goodsWords(s.Goods)
	case len(s.Goods) > 0 && (s.Topic == "investment" || s.Topic == "cooperation"):
		return topicWords(s.Topic) + " in " + goodsWords(s.Goods)
	case len(s.Goods) > 0 && !general(s.Topic):
		return topicWords(s.Topic) + ": " + goodsWords(s.Goods)
	case len(s.Goods) > 0:
		return goodsWords(s.Goods)
	case s.Topic != "":
		return topicWords(s.Topic)
	}
	return s.Note
}

// general tells whether a topic says no more than that trade is spoken of.
func general(topic string) bool {
	return topic == "" || topic == "tariff" || topic == "tariffs" || topic == "trade" || topic == "trade talks"
}

// vague tells whether a claim names no measure, no goods and no topic of its
// own, so that only its words say what it is about.
func vague(s record.Subject) bool {
	return len(s.Measures) == 0 && len(s.Goods) == 0 && general(s.Topic)
}

// on is " on " with what a claim is about, or nothing where only its words
// say it.
func on(s record.Subject) string {
	if vague(s) {
		return ""
	}
	return " on " + object(s)
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
		s = saysRedLine(c, giver, obj)
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
		s = "Agreement of " + orElse(list(nonEmpty(giver, receiver)), "the parties") + register2(c.Subject)
	case record.PaceSignal:
		s = giver + " on pace: " + orElse(first(c.Subject.Note, c.Subject.Status, c.Subject.Ask), "see the words")
	case record.Position:
		s = possessive(giver) + " position" + noteOr(first(c.Subject.Note, c.Subject.Status), on(c.Subject))
	case record.Condition:
		s = possessive(giver) + " condition" + noteOr(first(c.Subject.Note, c.Subject.Quantity), on(c.Subject))
	case record.Disapprove:
		s = orElse(giver, "A party") + " disapproves" + noteOr("", prefixed(" of ", c.Subject))
	case record.Rationale:
		s = "Reason given" + colon(first(c.Subject.Note, goodsWords(c.Subject.Goods), obj))
	case record.Monitor:
		s = orElse(giver, "A party") + " watches" + colon(obj)
	case record.Statement:
		s = orElse(giver, "A party") + " states its view" + noteOr(c.Subject.Note, on(c.Subject))
	case record.Background:
		s = "Background" + colon(strings.Join(nonEmpty(obj, c.Subject.Note), "; "))
	case record.TalksStatus:
		s = "Talks" + colon(first(c.Subject.Status, c.Subject.Note, obj)) + withParty(giver, receiver)
	case record.Threat:
		s = orElse(giver, "A party") + " threatens " + orElse(threatened(c.Subject), "a step") + quantity(c.Subject)
	case record.Reject:
		s = orElse(giver, "A party") + " says no" + prefixed(" to a step on ", c.Subject)
	case record.Commitment:
		s = orElse(giver, "A party") + " commits itself" + noteOr(c.Subject.Note, prefixed(": ", c.Subject)) + quantity(c.Subject)
	case record.Dispute:
		s = orElse(giver, "A party") + " disputes what was said" + on(c.Subject)
	case record.Retaliation:
		s = "Retaliation" + prefixedWord(" of ", giver)
		if len(c.Subject.Measures) > 0 {
			s += " against " + obj
		}
		s += quantity(c.Subject)
	case record.Agenda:
		s = "On the agenda: " + first(obj, c.Subject.Note, "trade talks") + quantity(c.Subject)
	case record.MeasureAct:
		s = "Measure" + prefixedWord(" of ", giver) + colon(first(obj, c.Subject.Note)) + quantity(c.Subject)
	default:
		s = typeWords(c.Type) + colon(first(obj, c.Subject.Note, c.Subject.Status)) + quantity(c.Subject) + byParty(giver)
	}
	return upper(strings.TrimSpace(s))
}

func saysDemand(c record.Claim, giver, receiver, obj string) string {
	ask := first(c.Subject.Ask, "act on")
	giver, receiver = orElse(giver, "a party"), orElse(receiver, "the other side")
	if c.Subject.Ask == "" && vague(c.Subject) {
		return giver + " makes a demand of " + receiver
	}
	verb, to := " demands that ", " "
	if c.Modality == "hypothetical" || c.Modality == "conditional" {
		verb, to = " would want ", " to "
	}
	return giver + verb + receiver + to + strings.ReplaceAll(ask, "-", " ") + " " + orElse(obj, "measures") + quantity(c.Subject)
}

// lifted are the asks after which a red line falls with its measure.
var lifted = map[string]string{"": "goes", "remove": "goes", "lift": "goes", "scrap": "goes", "reduce": "is cut", "lower": "is cut"}

// saysRedLine puts a red line on a duty as the condition that it is, and any
// other as what it is on: "no deal unless" would turn around a line against
// change at home.
func saysRedLine(c record.Claim, giver, obj string) string {
	verb, known := lifted[c.Subject.Ask]
	if known && len(c.Subject.Measures) > 0 && c.Polarity != "-" {
		if strings.Contains(obj, " and ") || strings.Contains(obj, "tariffs") {
			verb = map[string]string{"goes": "go", "is cut": "are cut"}[verb]
		}
		return giver + ": no deal unless " + obj + " " + verb
	}
	return orElse(giver, "a party") + " draws a red line" + on(c.Subject)
}

// threatened is what a threat holds out.
func threatened(s record.Subject) string {
	if vague(s) && s.Topic == "tariff" {
		return "tariffs"
	}
	if vague(s) {
		return s.Note
	}
	return object(s)
}

// possessive is "Japan's", or "The" where nobody is named.
func possessive(giver string) string {
	if giver == "" {
		return "The"
	}
	return giver + "'s"
}

// noteOr is a note after a colon, or other words where there is none.
func noteOr(note, other string) string {
	if note != "" {
		return ": " + note
	}
	return other
}

// prefixed is what a claim is about behind a few words, or nothing where only
// its own words say it.
func prefixed(words string, s record.Subject) string {
	if vague(s) {
		return ""
	}
	return words + object(s)
}

func prefixedWord(words, s string) string {
	if s == "" {
		return ""
	}
	return words + s
}

func saysRound(c record.Claim) string {
	name := "Round of talks"
	switch {
	case c.Subject.Ordinal > 0 && c.Subject.Level != "":
		name = fmt.Sprintf("%s %s round", ordinal(c.Subject.Ordinal), c.Subject.Level)
	case c.Subject.Ordinal > 0:
		name = ordinal(c.Subject.Ordinal) + " round"
	case strings.Contains(c.Subject.Level, " "):
		name = "Talks of " + c.Subject.Level
	case c.Subject.Level == "leaders":
		name = "Talks of leaders"
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

// quantity gives the amount of a claim in brackets; one rate beside several
// measures belongs to one of them only, and is left to the words.
func quantity(s record.Subject) string {
	if s.Quantity == "" || strings.HasPrefix(s.Quantity, "than ") || s.Unit == "percent" && len(s.Measures) > 1 {
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
