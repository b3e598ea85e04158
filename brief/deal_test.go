package brief

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"testing"

	"parley/deal"
)

// TestFullDeal: every part of a deal's result is on the page, in each format.
func TestFullDeal(t *testing.T) {
	b := fixture(t)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(w *bytes.Buffer) error { return b.Text(w, TextOptions{Width: 100}) },
		"md":   func(w *bytes.Buffer) error { return b.Markdown(w) },
		"html": func(w *bytes.Buffer) error { return b.HTML(w) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		page := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(html.UnescapeString(out.String()), "\u00a0", " ")), " "))
		for _, want := range []string{
			"what each item brings to a deal", "shapley", "not valued: shipbuilding cooperation",
			"price of a red line", "a month without the lead package", "would they keep it", "japan gains nothing by withholding",
			"what was signed", "against its own threat", "left on the table: japan +1.2 bn usd, united states +99 m usd",
			"mexico", "what moves this result most", "trade elasticity of", "the payoff has the other sign", "none of these by itself turns the sign",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}

// TestSharesAddUp: the row of all items is the sum of the Shapley values; of a
// reading without a package the signed deal is taken apart, and it says so.
func TestSharesAddUp(t *testing.T) {
	b := fixture(t)
	one, two, _ := b.parties()
	shares, of := b.sharesOf(deal.Political)
	_, table := b.shareFigure(deal.Political, of, shares, one, two)
	last := table.Rows[len(table.Rows)-2:]
	if of != "the Nash package" || last[0][4].Text != bn(1650-3900) || last[1][4].Text != bn(-120+6300) {
		t.Errorf("%s: %v", of, last)
	}
	b.Deal.Shares = nil
	if shares, of = b.sharesOf(deal.Political); len(shares) != 1 || !strings.Contains(of, "signed later") {
		t.Errorf("%s: %v", of, shares)
	}
}

// TestWithoutWeights: where the readings are the same, one of them is shown.
func TestWithoutWeights(t *testing.T) {
	b := fixture(t)
	for i := range b.Deal.Parties {
		b.Deal.Parties[i].Weights = nil
	}
	one, two, _ := b.parties()
	if rows := b.priceTable(one, two).Rows; len(rows) != 0 {
		t.Errorf("%v", rows)
	}
	if _, ok := b.sectionSigned(); ok {
		t.Error("a signed deal of the political reading is shown")
	}
	if s, ok := b.sectionRedLines(); !ok || slices.ContainsFunc(s.Blocks, func(x block) bool { t, is := x.(table); return is && len(t.Rows) == 0 }) {
		t.Errorf("%v %+v", ok, s.Blocks)
	}
}
