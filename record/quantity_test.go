package record

import "testing"

func TestQuantities(t *testing.T) {
	cases := []struct {
		text, words string
		value       float64
		unit        string
	}{
		{"cut its duty by less than 4 per cent", "less than 4 per cent", 4, "percent"},
		{"a 25-percent tariff", "25-percent", 25, "percent"},
		{"between 10 and 15 percent", "between 10 and 15 percent", 15, "percent"},
		{"a rate of 10-15%", "10-15%", 15, "percent"},
		{"up to 25 percent", "up to 25 percent", 25, "percent"},
		{"an additional 10 percentage points", "additional 10 percentage points", 10, "percentage points"},
		{"50 basis points", "50 basis points", 0.5, "percentage points"},
		{"a quarter of imports", "a quarter", 25, "percent"},
		{"one-fifth of exports", "one-fifth", 20, "percent"},
		{"invest $550 billion", "$550 billion", 550e9, "USD"},
		{"¥80 trillion ($550 bn)", "¥80 trillion", 80e12, "JPY"},
		{"$17.5bn over ten years", "$17.5bn over ten years", 17.5e9, "USD"},
		{"at least US$350 billion", "at least US$350 billion", 350e9, "USD"},
		{"C$1 billion", "C$1 billion", 1e9, "CAD"},
		{"USD 750bn of energy", "USD 750bn", 750e9, "USD"},
		{"more than $8 billion a year", "more than $8 billion a year", 8e9, "USD/year"},
		{"around 3 trillion won", "around 3 trillion won", 3e12, "KRW"},
		{"200,000 tonnes", "200,000 tonnes", 200000, "tonnes"},
		{"12 million metric tons", "12 million metric tons", 12e6, "tonnes"},
		{"a cap of 2.5mn t/yr", "2.5mn t/yr", 2.5e6, "tonnes/year"},
		{"the 1.4bn-litre quota", "1.4bn-litre", 1.4e9, "litres"},
		{"100,000 cars a year", "100,000 cars a year", 100000, "cars/year"},
		{"50 Boeing aircraft", "50 Boeing aircraft", 50, "aircraft"},
	}
	for _, c := range cases {
		d := &doc{text: c.text, toks: scan(c.text, 0, len(c.text), nil)}
		lemmatise(d.toks, newCueTree(nil))
		var s Subject
		d.fillQuantity(&s, 0, len(d.toks))
		if s.Quantity != c.words || s.Value != c.value || s.Unit != c.unit {
			t.Errorf("%q: %q %g %s, want %q %g %s", c.text, s.Quantity, s.Value, s.Unit, c.words, c.value, c.unit)
		}
	}
	for _, text := range []string{"the third round", "on May 8, 2025", "in 2026", "a third country", "won concessions", "Section 232"} {
		d := &doc{text: text, toks: scan(text, 0, len(text), nil)}
		lemmatise(d.toks, newCueTree(nil))
		var s Subject
		if d.fillQuantity(&s, 0, len(d.toks)); s.Unit != "" {
			t.Errorf("%q: %q %g %s, want nothing", text, s.Quantity, s.Value, s.Unit)
		}
	}
}
