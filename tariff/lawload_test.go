package tariff

import (
	"testing"

	lawdata "parley/law"
)

func TestLoad(t *testing.T) {
	l, err := LoadLaw(lawdata.FS, "us")
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(l.Measures), len(l.Acts), len(l.products.sets))
}

func BenchmarkLoadLaw(b *testing.B) {
	for b.Loop() {
		if _, err := LoadLaw(lawdata.FS, "us"); err != nil {
			b.Fatal(err)
		}
	}
}
