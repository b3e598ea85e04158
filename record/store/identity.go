package store

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"parley/record"
)

// Windows of identity, in days.
const (
	sameWithin    = 30 // claims with one key this close are one fact
	disputeWithin = 3  // a differing number or denial this close is a dispute; later it is a change
)

// Key is what makes two claims the same claim: type, giver, receiver,
// subject and modality. Whether they also agree is for agrees to say.
func Key(c *record.Claim) string {
	s := &c.Subject
	list := func(v []string) string {
		w := append([]string(nil), v...)
		sort.Strings(w)
		return strings.Join(w, ",")
	}
	return strings.Join([]string{string(c.Type), c.Giver, c.Receiver, s.Topic, s.Ask, s.Level, s.Register,
		fmt.Sprint(s.Ordinal), list(s.Goods), list(s.Measures), c.Modality}, "|")
}

// plain says whether a key names no subject at all. Such claims (a bare
// statement, a stance in free words) are the same only with the same words.
func plain(c *record.Claim) bool {
	s := &c.Subject
	switch c.Type {
	case record.Statement, record.Position, record.Rationale, record.Background, record.Monitor, record.Disapprove, record.Valuation, record.Commitment:
		return len(s.Goods) == 0 && len(s.Measures) == 0 && s.Register == ""
	}
	return false
}

// variant is the part of a claim on which two of one key may disagree.
type variant struct {
	fact, id, said, polarity string
	value                    float64
	unit                     string
}

func variantOf(c *Claim) variant {
	return variant{fact: c.Fact, id: c.ID, said: c.Said, polarity: c.Claim.Polarity, value: c.Claim.Subject.Value, unit: c.Claim.Subject.Unit}
}

// differ says on what two claims of one key disagree; empty when they agree.
// A number that only one of them gives is no disagreement.
func differ(a, b variant) string {
	if a.polarity != b.polarity && (a.polarity == "-" || b.polarity == "-") {
		return "one says it, the other denies it"
	}
	if a.value != 0 && b.value != 0 && a.unit == b.unit && math.Abs(a.value-b.value) > 1e-9*math.Max(math.Abs(a.value), math.Abs(b.value)) {
		return fmt.Sprintf("%s against %s %s", number(a.value), number(b.value), a.unit)
	}
	return ""
}

// identify finds the fact that a claim belongs to among the claims of its
// key, and the claims it disagrees with. A fact of its own is named after
// the claim.
func identify(c *Claim, others []variant) (fact string, against []variant, about []string) {
	me := variantOf(c)
	best := sameWithin + 1
	disputed := map[string]bool{}
	for _, o := range others {
		gap := days(c.Said, o.said)
		if gap > sameWithin {
			continue
		}
		why := differ(me, o)
		switch {
		case why == "" && gap < best:
			fact, best = o.fact, gap
		case why != "" && gap <= disputeWithin && !disputed[o.fact]:
			disputed[o.fact] = true
			against, about = append(against, o), append(about, why)
		}
	}
	if fact == "" {
		fact = "f" + strings.TrimPrefix(c.ID, "k")
	}
	return fact, against, about
}

// days is the distance between two ISO days; a huge one when either is none.
func days(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return math.MaxInt32
	}
	d := int(x.Sub(y).Hours() / 24)
	if d < 0 {
		d = -d
	}
	return d
}

// shift moves an ISO day.
func shift(day string, by int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, by).Format(time.DateOnly)
}
