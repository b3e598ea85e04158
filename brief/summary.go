package brief

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"parley/deal"
	"parley/record"
)

// headline is the title of the page: the two sides and the strongest claim.
func (b *Brief) headline() string {
	sides := "Trade talks"
	if b.Partner != "" {
		sides = "United States–" + partyTitle(b.Partner)
	}
	c := b.leading()
	if c == nil {
		return sides + ": the story of " + day(b.Article.Published)
	}
	if c.Type == record.Agreement {
		return sides + ": agreement reached: “" + within(shorten(c.Quote, 180)) + "”"
	}
	if c.Type == record.RedLine && len(c.Subject.Measures) == 0 || vague(c.Subject) && c.Subject.Ask == "" {
		return sides + ": " + c.Says + ": “" + within(shorten(c.Quote, 180)) + "”"
	}
	return sides + ": " + c.Says
}

// within makes the quotation marks of words that are themselves quoted
// single ones.
func within(s string) string {
	open := false
	return strings.Map(func(r rune) rune {
		switch r {
		case '"':
			if open = !open; open {
				return '‘'
			}
			return '’'
		case '“':
			return '‘'
		case '”':
			return '’'
		}
		return r
	}, s)
}

// shorten cuts words off at the end so that at most n bytes stay.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return strings.TrimRight(s[:i], " ,;:") + " …"
	}
	return s
}

// leading is the claim that the page leads with: a red line before a demand
// before an offer. News of an agreement that stands before it in the story
// comes first; words that do not say what they are about come last.
func (b *Brief) leading() *Claim {
	for _, clear := range []bool{true, false} {
		var lead *Claim
		for _, t := range []record.Type{record.RedLine, record.Demand, record.Offer, record.Agreement, record.Threat, record.MeasureAct} {
			for i := range b.Claims {
				c := &b.Claims[i]
				if c.Type != t || c.DuplicateOf != "" || t == record.MeasureAct && c.Polarity == "-" || clear && unclear(c) {
					continue
				}
				if lead == nil || b.agreed(c) && c.Start < lead.Start && !b.agreed(lead) {
					lead = c
				}
			}
		}
		if lead != nil {
			return lead
		}
	}
	return nil
}

// agreed says whether a claim is the news that an agreement was reached.
func (b *Brief) agreed(c *Claim) bool {
	return c.Type == record.Agreement && c.Polarity != "-" && c.Modality == "actual" && c.Date != "" && c.DateTo == "" && shiftDay(b.Article.Published, -3) <= c.Date && c.Date <= b.Article.Published
}

// shiftDay moves a day.
func shiftDay(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// pronouns leave open what a quotation is about.
var pronouns = regexp.MustCompile(`(?i)\b(it|them|they|this|these|those)\b`)

// unclear says whether the words of a claim do not say what it is about.
func unclear(c *Claim) bool {
	return len(c.Subject.Goods)+len(c.Subject.Measures) == 0 && pronouns.MatchString(c.Quote)
}

// summarise answers the four questions of the first screen.
func (b *Brief) summarise() []Answer {
	return []Answer{b.whatWasSaid(), b.isItRight(), b.whatIsPaid(), b.isThereADeal()}
}

func (b *Brief) whatWasSaid() Answer {
	a := Answer{Question: "What was said?", Tone: Plain, Sources: []int{1}}
	lead := b.leading()
	if lead == nil {
		a.Short = "No bargaining claim found"
		a.Detail = "The reader found no claim in the text."
		if n := len(b.Claims); n > 0 {
			a.Detail = fmt.Sprintf("The reader found %s in the text, no demand, red line or offer among them.", plural(n, "claim"))
		}
		return a
	}
	a.Short = b.moves()
	var items []string
	anonymous := true
	seenDemand := lead.Type == record.Demand // the page's title says it
	for _, c := range b.Claims {
		switch {
		case c.Type == record.Demand && !seenDemand && c.DuplicateOf == "":
			a.Detail += c.Says + ". "
			seenDemand = true
		case c.Type == record.OfferItem:
			if o := shortItem(c.Subject); o != "" {
				items = append(items, o)
			}
			anonymous = anonymous && c.Attribution == "anonymous"
		}
	}
	if len(items) > 0 {
		by := ""
		if anonymous {
			by = ", by an unnamed source"
		}
		a.Detail += "Possible offer" + by + ": " + list(unique(items)) + "."
	}
	a.Detail = strings.TrimSpace(a.Detail)
	return a
}

// moves counts the moves of the bargain that the claims make: "one red line,
// one demand and one possible offer".
func (b *Brief) moves() string {
	kinds := []struct {
		one, many string
		is        func(c Claim) bool
	}{
		{"red line", "red lines", func(c Claim) bool { return c.Type == record.RedLine }},
		{"demand", "demands", func(c Claim) bool { return c.Type == record.Demand }},
		{"threat", "threats", func(c Claim) bool { return c.Type == record.Threat }},
		{"offer", "offers", func(c Claim) bool { return c.Type == record.Offer && c.Modality == "actual" }},
		{"possible offer", "possible offers", func(c Claim) bool { return c.Type == record.Offer && c.Modality != "actual" }},
		{"agreement", "agreements", func(c Claim) bool { return c.Type == record.Agreement }},
		{"commitment", "commitments", func(c Claim) bool { return c.Type == record.Commitment }},
		{"measure", "measures", func(c Claim) bool { return c.Type == record.MeasureAct }},
	}
	var words []string
	for _, k := range kinds {
		n := 0
		for _, c := range b.Claims {
			if c.DuplicateOf == "" && k.is(c) {
				n++
			}
		}
		if n > 0 && len(words) < 3 {
			words = append(words, counted(n, k.one, k.many))
		}
	}
	return upper(list(words))
}

// shortItem names an item of an offer in two or three words.
func shortItem(s record.Subject) string {
	goods := goodsWords(s.Goods)
	switch {
	case goods == "":
		return topicWords(s.Topic)
	case s.Topic == "standards":
		return "standards for " + goods
	}
	return goods
}

func (b *Brief) isItRight() Answer {
	a := Answer{Question: "Is it right?", Tone: Good, Short: "No error found", Sources: []int{1}}
	var errs, doubts, names []string
	for _, f := range b.bySeverity() {
		if f.Severity == record.Low || f.Code == "ANONYMOUS_SOURCE" {
			doubts = append(doubts, proseDates(f.Message))
			continue
		}
		errs = append(errs, proseDates(f.Message))
		if name := lowerFirst(flagTitle(f.Code)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(errs) > 0 {
		a.Tone = Warn
		a.Short = upper(plural(len(errs), "doubtful point"))
		if len(names) <= 3 {
			a.Short = upper(list(names))
		}
		a.Detail = sentences(errs, 3)
	} else if len(doubts) > 0 {
		a.Short = "No error found, " + plural(len(doubts), "reservation")
		a.Detail = sentences(doubts, 2)
	} else {
		a.Detail = "Names, offices and directions agree with the registers. The registers cover the tracks that Parley follows and no others."
	}
	return a
}

// leadFirst gives the tariffs with those that the leading claim names first.
func (b *Brief) leadFirst() []Tariff {
	out := append([]Tariff(nil), b.Tariffs...)
	lead := b.leading()
	if lead == nil {
		return out
	}
	slices.SortStableFunc(out, func(x, y Tariff) int {
		in := func(t Tariff) int {
			if slices.Contains(t.Claims, lead.ID) {
				return 0
			}
			return 1
		}
		return in(x) - in(y)
	})
	return out
}

// bySeverity gives the flags, the gravest first.
func (b *Brief) bySeverity() []record.Flag {
	rank := map[record.Severity]int{record.High: 0, record.Mid: 1, record.Low: 2}
	out := append([]record.Flag(nil), b.Flags...)
	slices.SortStableFunc(out, func(x, y record.Flag) int { return rank[x.Severity] - rank[y.Severity] })
	return out
}

// unique drops repeated words and keeps the order.
func unique(words []string) (out []string) {
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func (b *Brief) whatIsPaid() Answer {
	a := Answer{Question: "What is paid today?", Tone: Plain}
	if len(b.Tariffs) == 0 && b.Effective == nil {
		a.Short = "Not known"
		a.Detail = b.why("Tariffs")
		return a
	}
	var rest []string
	for _, t := range b.leadFirst() {
		if t.Duty == nil {
			continue
		}
		s := total(t.Duty) + " on " + t.Good.Short
		if a.Short == "" {
			a.Short = s
		} else if len(rest) < 3 && s != a.Short && !slices.Contains(rest, s) {
			rest = append(rest, s)
		}
		a.Sources = appendNew(a.Sources, t.Source)
	}
	if len(rest) > 0 {
		a.Detail = upper(list(rest)) + ". "
	}
	if b.Effective != nil {
		avg := pct(b.Effective.OverallPct) + " on average over all goods from " + partyName(b.Partner) + ", "
		if a.Short == "" {
			a.Short, avg = pct(b.Effective.OverallPct)+" on average", "that is over all goods from "+partyName(b.Partner)+", "
		}
		a.Detail += upper(avg) + strings.TrimSuffix(pct(b.Effective.AddedPct), " %") + " points of it added in law since January 2025. "
	}
	for _, t := range b.Tariffs {
		if t.Good != nil && len(t.Ahead) > 0 {
			a.Detail += fmt.Sprintf("Already published: %s will pay %s from %s.", t.Good.Short, t.Ahead[0].rate(), day(t.Ahead[0].Date))
			break
		}
	}
	a.Detail = strings.TrimSpace(a.Detail)
	return a
}

func (b *Brief) isThereADeal() Answer {
	a := Answer{Question: "Is there a deal?", Tone: Plain}
	one, two, ok := b.parties()
	if !ok {
		a.Short = "Not worked out"
		a.Detail = b.why("The deal")
		return a
	}
	if b.DealSigned != "" {
		return b.signedAnswer(a, one, two)
	}
	if !b.DealHolds {
		a.Short = "Not answered for " + day(b.Article.Published)
		a.Detail = b.otherDay() + " The bargain below is that of the table, not of the story."
		return a
	}
	w, p := b.zone(deal.WelfareOnly), b.zone(deal.Political)
	open := func(z *deal.Zone) bool { return z != nil && z.Open }
	switch {
	case open(w) && open(p):
		a.Short, a.Tone = "Yes, in both readings", Good
	case open(p):
		a.Short = "With political weights yes, on welfare alone no"
	case open(w):
		a.Short = "On welfare alone yes, with political weights no"
	default:
		a.Short, a.Tone = "No package that both would sign", Warn
	}
	for _, r := range []deal.Reading{deal.Political, deal.WelfareOnly} {
		if s := b.lead(r); s != nil && open(b.zone(r)) {
			a.Detail = fmt.Sprintf("The %s package, %s, gives %s %s and %s %s bn USD a year against no deal (%s prices).",
				conceptName(s.Concept), readingPhrase(r), partyName(one.ID), bn(s.Payoffs[one.ID]), partyName(two.ID), bn(s.Payoffs[two.ID]), fmt.Sprint(b.Deal.Year))
			break
		}
	}
	for _, z := range []*deal.Zone{w, p} {
		if z != nil && !z.Open {
			why, _, _ := strings.Cut(z.Why, ";")
			a.Detail += " " + upper(readingPhrase(z.Reading)) + ", " + why + ensureStop(why)
		}
	}
	a.Detail = strings.TrimSpace(a.Detail)
	if n := b.cited.ids["model"]; n > 0 {
		a.Sources = []int{n}
	}
	return a
}

// signedAnswer audits the deal that was signed by the story's day.
func (b *Brief) signedAnswer(a Answer, one, two deal.Party) Answer {
	a.Short = "Signed on " + day(b.DealSigned)
	a.Tone = Good
	for _, r := range readings {
		s := b.signedBefore(r)
		if s == nil || r == deal.Political && !b.weighted() {
			continue
		}
		a.Detail += fmt.Sprintf("%s, it gives %s %s and %s %s bn USD a year against no deal. ",
			upper(readingPhrase(r)), partyName(one.ID), bn(s.Payoffs[one.ID]), partyName(two.ID), bn(s.Payoffs[two.ID]))
		if s.Payoffs[one.ID] < 0 || s.Payoffs[two.ID] < 0 {
			a.Tone = Plain
		}
	}
	a.Detail += fmt.Sprintf("Measured on the table of %s, before it was signed (%d prices).", day(b.Deal.Date), b.Deal.Year)
	if n := b.cited.ids["model"]; n > 0 {
		a.Sources = []int{n}
	}
	return a
}

// weighted says whether any party has political weights.
func (b *Brief) weighted() bool {
	for _, p := range b.Deal.Parties {
		if len(p.Weights) > 0 {
			return true
		}
	}
	return false
}

// why gives the reason that a part is missing.
func (b *Brief) why(what string) string {
	for _, g := range b.Missing {
		if g.What == what {
			return joinRemedy(g)
		}
	}
	return ""
}

func joinRemedy(g Gap) string {
	s := upper(g.Why)
	if g.Remedy != "" {
		s += "; " + g.Remedy
	}
	return s + "."
}

// readingName is a reading at the head of a panel.
func readingName(r deal.Reading) string {
	if r == deal.WelfareOnly {
		return "Welfare only"
	}
	return "With political weights"
}

func readingPhrase(r deal.Reading) string {
	if r == deal.WelfareOnly {
		return "counting welfare only"
	}
	return "with political weights"
}

// conceptName names a bargaining concept for people.
func conceptName(c string) string {
	switch c {
	case "nash":
		return "Nash"
	case "kalai-smorodinsky":
		return "Kalai-Smorodinsky"
	}
	return strings.ReplaceAll(c, "-", " ")
}

// plural counts things whose name takes an s.
func plural(n int, word string) string { return counted(n, word, word+"s") }

// counted counts things in words up to nine.
func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	words := []string{"no", "", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n < len(words) {
		return words[n] + " " + many
	}
	return fmt.Sprintf("%d %s", n, many)
}

// sentences joins up to n messages into sentences and counts the rest.
func sentences(msgs []string, n int) string {
	var b strings.Builder
	for i, m := range msgs {
		if i == n {
			fmt.Fprintf(&b, "And %d more.", len(msgs)-n)
			break
		}
		b.WriteString(strings.TrimRight(upper(m), ".") + ". ")
	}
	return strings.TrimSpace(b.String())
}

func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s // an abbreviation stays one
	}
	return string(s[0]-'A'+'a') + s[1:]
}

func appendNew(ns []int, n int) []int {
	if n == 0 {
		return ns
	}
	for _, m := range ns {
		if m == n {
			return ns
		}
	}
	return append(ns, n)
}
