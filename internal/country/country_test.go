package country

import "testing"

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"JP": "JPN", "jpn": "JPN", "Japan": "JPN", "the United States": "USA", "UK": "GBR",
		"South Korea": "KOR", "Viet Nam": "VNM", "EU": "EU", "rest of world": "ROW", "Taiwan": "TWN",
		"Switzerland": "CHE", "Myanmar": "MMR", "Burma": "MMR", "Bosnia and Herzegovina": "BIH",
		"North Macedonia": "MKD", "Côte d'Ivoire": "CIV", "Cote d’Ivoire": "CIV", "Eswatini": "SWZ",
		"Trinidad and Tobago": "TTO", "DR Congo": "COD", "Cabo Verde": "CPV", "Palestine": "PSE",
		"São Tomé and Príncipe": "STP", "St. Lucia": "LCA", "Curaçao": "CUW", "The Gambia": "GMB", "Türkiye": "TUR", "Hong Kong": "HKG", "DE": "DEU",
	} {
		got, err := Parse(in)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	if _, err := Parse("Jappan"); err == nil {
		t.Error("an unknown country must be refused")
	} else {
		t.Log(err)
	}
	for _, m := range Members("EU") {
		if Alpha2(m) == m || Name(m) == m {
			t.Errorf("EU member %s has no code or name", m)
		}
	}
	if got := Alpha2("JPN"); got != "JP" {
		t.Errorf("Alpha2(JPN) = %q", got)
	}
}
