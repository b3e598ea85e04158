package tariff

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func embeddedImports(t testing.TB) *Weights {
	t.Helper()
	w, err := Imports2024()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Totals of US imports for consumption in 2024, US Census Bureau: 3,208.8 bn
// USD with 75.6 bn of calculated duty (2.357 %); Japan 151.3 bn (1.508 %).
func TestImportsTotals(t *testing.T) {
	w := embeddedImports(t)
	japan := w.PartnerIndex("JPN")
	var value, duty, ofJapan, dutyOfJapan int64
	for p, v := range w.Value {
		value += v
		duty += w.Duty[p]
		if int(w.Partner[p]) == japan {
			ofJapan += v
			dutyOfJapan += w.Duty[p]
		}
	}
	for _, c := range []struct {
		what      string
		got, want float64
		slack     float64
	}{
		{"imports, bn USD", float64(value) / 1e9, 3208.8, 0.05},
		{"duty, bn USD", float64(duty) / 1e9, 75.6, 0.05},
		{"average rate, %", 100 * float64(duty) / float64(value), 2.357, 0.0005},
		{"imports from Japan, bn USD", float64(ofJapan) / 1e9, 151.3, 0.05},
		{"average rate on Japan, %", 100 * float64(dutyOfJapan) / float64(ofJapan), 1.508, 0.0005},
		{"partners", float64(len(w.Partners)), 50, 0},
		{"codes", float64(len(w.Codes)), 18673, 0},
	} {
		if math.Abs(c.got-c.want) > c.slack {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestPartnerIndex(t *testing.T) {
	w := embeddedImports(t)
	if eu, de := w.PartnerIndex("EU"), w.PartnerIndex("DEU"); eu < 0 || de != eu {
		t.Errorf("EU is %d, DEU is %d; a member is the Union", eu, de)
	}
	if w.PartnerIndex("XXX") != -1 {
		t.Error("XXX is a partner")
	}
	if len(w.Members) != 27 {
		t.Errorf("%d members of the European Union", len(w.Members))
	}
}

func TestWeightsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &Weights{Year: 2024, Sectors: []string{"A01_02", "C29"}}
		partners := rapid.IntRange(1, 4).Draw(t, "partners")
		for i := range partners {
			w.Partners = append(w.Partners, ImportPartner{Census: "c", ISO: string(rune('A' + i)), Name: "n"})
		}
		w.Codes = rapid.SliceOfNDistinct(rapid.StringMatching(`[0-9]{10}`), 0, 6, rapid.ID).Draw(t, "codes")
		slices.Sort(w.Codes)
		w.Start, w.SectorStart = []int32{0}, []int32{0}
		for range w.Codes {
			for p := range partners {
				if rapid.Bool().Draw(t, "pair") {
					w.Partner = append(w.Partner, uint8(p))
					w.Value = append(w.Value, rapid.Int64Range(0, 1e12).Draw(t, "value"))
					w.Duty = append(w.Duty, rapid.Int64Range(0, 1e11).Draw(t, "duty"))
				}
			}
			w.Start = append(w.Start, int32(len(w.Value)))
			w.SectorOf, w.SectorShare = append(w.SectorOf, 0, 1), append(w.SectorShare, 0.25, 0.75)
			w.SectorStart = append(w.SectorStart, int32(len(w.SectorOf)))
		}
		w.Members = []RegionImports{{"DEU", []int64{1, 2}}}
		for _, column := range w.Use.columns(len(w.Codes), partners) {
			for i := range *column {
				(*column)[i] = float32(rapid.IntRange(0, 100000).Draw(t, "share")) / 100000
			}
		}
		table, err := w.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeWeights(table)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Codes, w.Codes) || !slices.Equal(got.Start, w.Start) || !slices.Equal(got.Partner, w.Partner) ||
			!slices.Equal(got.Value, w.Value) || !slices.Equal(got.Duty, w.Duty) || !slices.Equal(got.Partners, w.Partners) {
			t.Fatalf("%+v comes back as %+v", w, got)
		}
		have := got.Use.columns(len(w.Codes), partners)
		for i, column := range w.Use.columns(len(w.Codes), partners) {
			for j, v := range *column {
				if math.Abs(float64(v-(*have[i])[j])) > shareUnit {
					t.Fatalf("share %v comes back as %v", v, (*have[i])[j])
				}
			}
		}
	})
}

func FuzzDecodeWeights(f *testing.F) {
	f.Add([]byte(weightsMagic))
	f.Add([]byte(weightsMagic + "\x03\x00\x00\x00"))
	f.Fuzz(func(_ *testing.T, table []byte) {
		_, _ = DecodeWeights(table)
	})
}

func BenchmarkDecodeWeights(b *testing.B) {
	for b.Loop() {
		if _, err := DecodeWeights(weightsTable); err != nil {
			b.Fatal(err)
		}
	}
}
