package tariff

import "strings"

// ParseSpecial reads the text of the Special sub-column of column 1: rates,
// each with the programmes that may claim it by the symbols of General Note
// 3(c). "Free (AU,BH,S) 1.7% (KR) See 9822.04.01 (PA)".
func ParseSpecial(text string) []SpecialRate {
	var out []SpecialRate
	for text != "" {
		rate, rest, ok := strings.Cut(text, "(")
		if !ok {
			break
		}
		symbols, after, _ := strings.Cut(rest, ")")
		text = after
		s := SpecialRate{Rate: ParseRate(rate)}
		for _, symbol := range strings.Split(symbols, ",") {
			if symbol = strings.TrimSpace(symbol); symbol != "" {
				s.Programmes = append(s.Programmes, symbol)
			}
		}
		if len(s.Programmes) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// SpecialFor is the rate that a programme gives on this line, by its symbol
// ("KR", "S"); a symbol with a mark ("A*", "S+") is the programme with
// exceptions, and is given when the plain one is not printed.
func (s BaseRate) SpecialFor(symbol string) (ColumnRate, bool) {
	var marked ColumnRate
	found := false
	for _, sp := range s.Special {
		for _, p := range sp.Programmes {
			if p == symbol {
				return sp.Rate, true
			}
			if strings.TrimRight(p, "+*#") == symbol && !found {
				marked, found = sp.Rate, true
			}
		}
	}
	return marked, found
}
