// Package country turns what people call a country into its ISO 3166 alpha-3
// code, and knows which states form the blocs that negotiate as one.
//
// Codes and English names come from the Unicode CLDR tables of
// golang.org/x/text; only the everyday aliases that CLDR does not have
// (South Korea's several spellings, "UK", "Taiwan") are listed here.
package country

import (
	"sort"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"parley/internal/fault"
	"parley/internal/spelling"
)

// aliases are names in common use that the CLDR English names lack.
var aliases = map[string]string{
	"uk": "GBR", "britain": "GBR", "great britain": "GBR", "england": "GBR",
	"us": "USA", "u.s.": "USA", "u.s": "USA", "usa": "USA", "u.s.a.": "USA", "america": "USA",
	"korea": "KOR", "republic of korea": "KOR", "south korea": "KOR", "rok": "KOR",
	"north korea": "PRK", "russia": "RUS", "russian federation": "RUS",
	"taiwan": "TWN", "chinese taipei": "TWN", "hong kong": "HKG", "macau": "MAC", "macao": "MAC",
	"vietnam": "VNM", "viet nam": "VNM", "turkey": "TUR", "türkiye": "TUR", "turkiye": "TUR",
	"czech republic": "CZE", "czechia": "CZE", "ivory coast": "CIV", "burma": "MMR",
	"laos": "LAO", "brunei": "BRN", "brunei darussalam": "BRN", "iran": "IRN", "syria": "SYR",
	"slovak republic": "SVK", "uae": "ARE", "prc": "CHN", "mainland china": "CHN",
	"rom": "ROU", "kosovo": "XKX", "cape verde": "CPV", "swaziland": "SWZ",
	"congo": "COG", "republic of the congo": "COG",
	"democratic republic of the congo": "COD", "dr congo": "COD", "drc": "COD",
	"north macedonia": "MKD", "bosnia": "BIH", "eswatini": "SWZ", "palestine": "PSE", "east timor": "TLS",
	"macao sar": "MAC", "hong kong sar": "HKG", "vatican": "VAT", "micronesia": "FSM",
	"kyrgyz republic": "KGZ", "lao pdr": "LAO", "cabo verde": "CPV", "holland": "NLD",
	"people's republic of china": "CHN", "bolivia (plurinational state of)": "BOL",
	"venezuela (bolivarian republic of)": "VEN", "iran (islamic republic of)": "IRN",
	"united republic of tanzania": "TZA", "republic of moldova": "MDA", "gambia": "GMB",
	"the gambia": "GMB", "bahamas": "BHS", "the bahamas": "BHS", "st. lucia": "LCA",
	"european union": "EU", "eu": "EU", "eu27": "EU", "eu-27": "EU", "euu": "EU",
	"row": "ROW", "rest of the world": "ROW", "rest of world": "ROW",
}

// eu27 are the members of the European Union since 1 February 2020
// (Treaty on European Union, after the withdrawal of the United Kingdom).
var eu27 = []string{
	"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC",
	"HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU",
	"SVK", "SVN", "SWE",
}

var table = sync.OnceValue(func() map[string]string {
	t := make(map[string]string, 800)
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !r.IsCountry() || r.Canonicalize() != r {
				continue
			}
			iso3 := r.ISO3()
			if iso3 == "ZZZ" {
				continue
			}
			t[strings.ToLower(r.String())] = iso3
			t[strings.ToLower(iso3)] = iso3
			if n := fold(names.Name(r)); n != "" {
				t[n] = iso3
				if bare, _, cut := strings.Cut(n, " ("); cut { // "myanmar (burma)"
					t[bare] = iso3
				}
			}
		}
	}
	for k, v := range aliases {
		t[fold(k)] = v
	}
	return t
})

// Parse gives the ISO 3166 alpha-3 code of a country named by alpha-2,
// alpha-3 or English name, in any case; "EU" and "ROW" pass as themselves.
// An unknown name is a NotFound error that offers the nearest names.
func Parse(s string) (string, error) {
	key := strings.TrimPrefix(fold(s), "the ")
	if c, ok := table()[key]; ok {
		return c, nil
	}
	remedy := "give ISO alpha-2 (JP), alpha-3 (JPN) or the English name (Japan)"
	if near := nearest(key); len(near) > 0 {
		remedy = "did you mean " + strings.Join(near, " or ") + "? " + remedy
	}
	return "", fault.Missing("", remedy, "unknown country %q", s)
}

// fold makes spellings of one name equal: lower case, without accents, one
// apostrophe, "and" for "&", "saint" for "st.", single spaces.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent
		case r == '’' || r == '‘' || r == '`':
			b.WriteByte('\'')
		case r == '&':
			b.WriteString("and")
		default:
			b.WriteRune(r)
		}
	}
	f := strings.Join(strings.Fields(b.String()), " ")
	if rest, ok := strings.CutPrefix(f, "st. "); ok {
		f = "saint " + rest
	}
	return f
}

// Alpha2 gives the alpha-2 code of an alpha-3 code ("JPN" to "JP"); a code
// that has none (ROW, EU) is returned as it is.
func Alpha2(iso3 string) string {
	r, err := language.ParseRegion(iso3)
	if err != nil || len(iso3) != 3 || iso3 == "ROW" {
		return iso3
	}
	return r.String()
}

// Name gives the English name of an alpha-3 code, or the code itself.
func Name(iso3 string) string {
	switch iso3 {
	case "EU":
		return "European Union"
	case "ROW":
		return "Rest of the world"
	}
	r, err := language.ParseRegion(iso3)
	if err != nil {
		return iso3
	}
	if n := display.English.Regions().Name(r); n != "" {
		return n
	}
	return iso3
}

// Members gives the alpha-3 codes of the states of a bloc, sorted, or nil
// when code names no bloc.
func Members(code string) []string {
	switch strings.ToUpper(code) {
	case "EU", "EU27":
		return append([]string(nil), eu27...)
	}
	return nil
}

// nearest offers up to two known full names within a small edit distance.
func nearest(key string) []string {
	type cand struct {
		name string
		d    int
	}
	var cs []cand
	for name := range table() {
		if len(name) < 4 {
			continue
		}
		if d := spelling.Distance(key, name); d <= 2 {
			cs = append(cs, cand{name, d})
		}
	}
	sort.Slice(cs, func(i, j int) bool {
		if cs[i].d != cs[j].d {
			return cs[i].d < cs[j].d
		}
		return cs[i].name < cs[j].name
	})
	var out []string
	for i := 0; i < len(cs) && i < 2; i++ {
		out = append(out, Name(table()[cs[i].name]))
	}
	return out
}
