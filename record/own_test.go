package record

import (
	"strings"
	"testing"
)

// TestOwnActs holds what a party says of an act of its own, in sentences that
// differ from those of the stories read.
func TestOwnActs(t *testing.T) {
	const start = "SEOUL, May 20 - South Korea and the United States reached a framework agreement in April, and talks on the details continue.\n\n"
	for _, c := range []struct{ text, want string }{
		{"Seoul could not accept an arrangement that opened its rice market, Trade Minister Ahn Duk-geun said.", "RED_LINE KR US"},
		{"Ahn Duk-geun, the trade minister, said Seoul would not discuss its rules on online platforms.", "RED_LINE KR US"},
		{"Trade Minister Ahn Duk-geun said shipbuilding could be part of a package.", "OFFER KR US"},
		{"South Korea could consider a ceiling on steel shipments, a person familiar with the matter said.", "OFFER KR US"},
		{"The government has not decided whether to retaliate against the duties.", "RETALIATION KR US"},
		{"South Korea will respond to the new American tariffs, Trade Minister Ahn Duk-geun said.", "RETALIATION KR US"},
		{"South Korea will keep its duty on American beef at 2 percent.", "MEASURE KR US"},
		{"South Korea can also suspend its tariff cuts if the United States raises the duty on cars.", "CONDITION KR US"},
		{"South Korea said on Monday it would send a delegation to Washington.", "MEETING_EXPECTED KR US"},
		{"The National Assembly must first adopt a law on the fund.", "IMPLEMENT KR US"},
		{"Both sides aim to sign the final text in the autumn.", "POSITION KR US"},
		{"US tariffs on steel, aluminium and copper stay in place.", "MEASURE US KR"},
		{"South Korea faces a 25 percent reciprocal tariff from July 9 unless a deal is reached.", "MEASURE US KR"},
		{"Korean goods under the free trade agreement pay 10 percent.", "MEASURE US KR"},
		{"Goods that meet the rules of origin will be exempt from the duty.", "MEASURE US KR"},
		{"The new rate should take effect within a week, Trade Minister Ahn Duk-geun said.", "MEASURE US KR"},
	} {
		r, err := Read([]byte(start+c.text+"\n"), Options{Published: may20})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range r.Claims {
			if r.Claims[i].Start >= len(start) {
				got = append(got, string(r.Claims[i].Type)+" "+r.Claims[i].Giver+" "+r.Claims[i].Receiver)
			}
		}
		if !strings.Contains(strings.Join(got, "; "), c.want) {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "; "), c.want)
		}
	}
}
