package brief

import (
	"fmt"
	"slices"
	"strings"

	"parley/record"
)

// compose turns a brief into its page.
func (b *Brief) compose() *page {
	p := &page{
		Kicker:  b.kicker(),
		Title:   b.Title,
		Answers: b.Summary,
		Meta:    b.meta(),
		Foot:    "Made by Parley. It decides nothing for the reader: it shows what was said, what the law is, and what each choice gives and takes.",
	}
	if sides, rest, ok := strings.Cut(b.Title, ": "); ok && sides == p.Kicker {
		p.Title = upper(rest)
	}
	add := func(s section, ok bool) {
		if ok {
			p.Sections = append(p.Sections, s)
		}
	}
	add(b.sectionClaims(), true)
	add(b.sectionFlags(), true)
	add(b.sectionRecord())
	add(b.sectionTariffs(), len(b.Tariffs) > 0 || b.Effective != nil)
	if b.Deal != nil {
		add(b.sectionValues(), len(b.Instruments) > 0)
		add(b.sectionDeal(), true)
		add(b.sectionShares())
		add(b.sectionRedLines())
		add(b.sectionSigned())
		add(b.sectionSectors())
		add(b.sectionSwing())
		add(b.sectionModel(), b.Model != nil)
	}
	add(section{ID: "missing", Title: "What is missing", Blocks: []block{gapList{b.Missing}}}, len(b.Missing) > 0)
	add(section{ID: "sources", Title: "Sources", Lead: []rich{{Text: "Grades: A primary text; B named agency or careful source; C weak; K not verified."}},
		Blocks: []block{sourceList{b.Sources}}}, len(b.Sources) > 0)
	return p
}

func (b *Brief) kicker() string {
	if b.Partner == "" {
		return "Trade talks"
	}
	return "United States–" + partyTitle(b.Partner)
}

func (b *Brief) meta() []string {
	m := []string{"Story published " + day(b.Article.Published)}
	if b.Effective != nil || len(b.Tariffs) > 0 {
		m = append(m, b.known())
	}
	if b.Deal != nil {
		m = append(m, fmt.Sprintf("values in USD a year at %d prices", b.Deal.Year))
	}
	return m
}

// known says as of which day the law is shown.
func (b *Brief) known() string {
	if b.Known == "" || b.Known == b.Article.Published {
		return "law as it stood that day"
	}
	return "law of that day as known on " + day(b.Known)
}

// groups puts the claim types in the order in which a reader wants them.
var groups = []struct {
	title   string
	compact bool
	types   []record.Type
}{
	{"Demands and red lines", false, []record.Type{record.RedLine, record.Demand, record.Condition, record.Reject, record.Threat, record.Rationale}},
	{"On offer", false, []record.Type{record.Offer, record.OfferItem, record.ConcedeSignal, record.Commitment}},
	{"Positions and pace", false, []record.Type{record.Position, record.PaceSignal, record.Statement, record.Disapprove, record.Dispute, record.Valuation}},
	{"Talks", true, []record.Type{record.TalksStatus, record.Round, record.MeetingExpected, record.Agenda}},
	{"Measures and agreements named", true, []record.Type{record.MeasureAct, record.MeasureRef, record.Retaliation, record.Agreement, record.Implement, record.Compliance, record.Legal}},
}

// sectionClaims lists what was said.
func (b *Brief) sectionClaims() section {
	s := section{ID: "claims", Title: "What was said"}
	if len(b.Claims) == 0 {
		s.Lead = []rich{{Text: "The reader found no claim in the text.", Refs: []int{1}}}
		return s
	}
	s.Lead = []rich{{
		Text: upper(plural(len(b.Claims), "claim")) + ", each with the exact words of the article. A claim is what somebody said, not what is so.",
		Refs: []int{1}}}
	used := map[string]bool{}
	again := map[string][]string{}
	for _, c := range b.Claims {
		if c.DuplicateOf != "" {
			again[c.DuplicateOf] = append(again[c.DuplicateOf], c.Quote)
			used[c.ID] = true
		}
	}
	lines := map[string]claimLine{}
	take := func(title string, compact bool, want func(record.Type) bool) {
		g := claimList{Title: title, Compact: compact}
		for _, c := range b.Claims {
			if !used[c.ID] && want(c.Type) {
				used[c.ID] = true
				l := line(c, again[c.ID])
				if up, ok := lines[c.Parent]; ok && up.Who == l.Who && up.When == l.When {
					l.Part, l.Who, l.When, l.Marks = true, "", "", nil
					if words := itemWords(c.Subject); words != "" {
						l.Says = upper(words)
					}
				}
				lines[c.ID] = line(c, nil)
				if compact && c.Speaker != "" {
					l.Who = c.Speaker
				}
				g.Claims = append(g.Claims, l)
			}
		}
		if len(g.Claims) > 0 {
			s.Blocks = append(s.Blocks, g)
		}
	}
	for _, g := range groups {
		take(g.title, g.compact, func(t record.Type) bool {
			return slices.Contains(g.types, t)
		})
	}
	take("Background", true, func(record.Type) bool { return true })
	return s
}

// line prints one claim.
func line(c Claim, again []string) claimLine {
	l := claimLine{ID: c.ID, Says: c.Says, Quotes: append([]string{c.Quote}, again...), Who: who(c.Claim), Rule: c.Rule}
	if c.Date != "" {
		l.When = day(c.Date)
		if c.DateTo != "" && c.DateTo != c.Date {
			l.When += " to " + day(c.DateTo)
		}
	}
	if c.Certainty != "" && !strings.HasPrefix(c.Certainty, c.Attribution) {
		l.Marks = append(l.Marks, strings.ReplaceAll(c.Certainty, "-", ", "))
	}
	if c.Contested && !strings.Contains(c.Certainty, "contested") {
		l.Marks = append(l.Marks, "contested")
	}
	if c.Restated {
		l.Marks = append(l.Marks, "restated")
	}
	if c.Modality != "" && c.Modality != "actual" && !strings.Contains(strings.Join(l.Marks, " "), c.Modality) {
		l.Marks = append(l.Marks, c.Modality)
	}
	return l
}

// sectionFlags lists the doubts, the gravest first.
func (b *Brief) sectionFlags() section {
	s := section{ID: "flags", Title: "Is it right?"}
	if len(b.Flags) == 0 {
		s.Lead = []rich{{Text: "No name, office, date or direction in the article disagrees with the registers."}}
		return s
	}
	s.Lead = []rich{{Text: "Where the article disagrees with the registers, or rests on weak ground. Nothing is corrected silently: the words stay as they were written."}}
	var l flagList
	for _, sev := range []record.Severity{record.High, record.Mid, record.Low, ""} {
		for _, f := range b.Flags {
			if f.Severity == sev {
				quote := b.words(f.Start, f.End)
				if strings.Contains(f.Message+f.Evidence, quote) {
					quote = ""
				}
				l.Flags = append(l.Flags, flagLine{
					Severity: string(f.Severity), Title: flagTitle(f.Code), Message: stopped(upper(proseDates(f.Message))), Evidence: stopped(upper(proseDates(f.Evidence))), Suggest: stopped(f.Suggest), Claim: f.Claim, Quote: quote})
			}
		}
	}
	s.Blocks = []block{l}
	return s
}

// flagTitles are the flags of the reader in everyday words.
var flagTitles = map[string]string{
	"NAME_GIVEN_MISMATCH": "Wrong given name", "ROLE_HOLDER_MISMATCH": "Wrong office holder", "BLENDED_NAME": "Two people in one name",
	"DEAD_OFFICE": "Holder of a past office", "DIRECTION_IMPLAUSIBLE": "Offer the wrong way round", "RATE_CONFLICT": "Rate against the law",
	"DATE_WEEKDAY_MISMATCH": "Weekday against date", "ROUND_ORDINAL_CONFLICT": "Number of the round", "QUOTA_CONFLICT": "Quota against the record",
	"TENSE_VS_DATE": "Tense against date", "ANONYMOUS_SOURCE": "Unnamed source", "NARRATOR_INFERENCE": "The writer's inference",
	"NO_PUBLICATION_DATE_IN_TEXT": "No date in the text", "UNDATED": "No date", "DUPLICATE_STORY": "A copy of another story",
	"PUBLICATION_DATE_CONFLICT": "Another day of publication", "DIRECTION_MARKS": "Marks that turn the writing",
}

// flagTitle names a flag for people; an unknown code is spelled out.
func flagTitle(code string) string {
	if t, ok := flagTitles[code]; ok {
		return t
	}
	return upper(strings.ToLower(strings.ReplaceAll(code, "_", " ")))
}

// stopped ends a sentence with a full stop; an empty one stays empty.
func stopped(s string) string {
	if s == "" {
		return ""
	}
	return s + ensureStop(s)
}

// words gives a stretch of the article, or nothing when the offsets do not
// fit the text.
func (b *Brief) words(start, end int) string {
	t := b.Article.Text
	if start < 0 || end > len(t) || start >= end || end-start > 400 {
		return ""
	}
	return strings.Join(strings.Fields(t[start:end]), " ")
}
