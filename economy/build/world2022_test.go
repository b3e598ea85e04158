package build

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"parley/economy"
	"parley/internal/fault"
)

// The small world is built whole: every identity holds, and every piece of
// evidence that binds is met.
func TestSmallWorld(t *testing.T) {
	e, r, err := World2022(context.Background(), small(), "small", nil)
	if err != nil {
		t.Fatal(err)
	}
	if e.N() != 5 || e.S() != 44 || e.Regions[0].Code != "ARE" || e.Regions[4].Code != "ROW" {
		t.Fatalf("%d by %d: %v", e.N(), e.S(), e.Regions)
	}
	for _, c := range r.Checks {
		if !c.OK {
			t.Errorf("%+v", c)
		}
	}
	for _, v := range r.Evidence {
		// The drawn tables disagree about who trades with whom and how.
		if strings.Contains(v.Name, "log flows") || strings.Contains(v.Name, "technology") {
			continue
		}
		if !v.OK {
			t.Errorf("not met: %+v", v)
		}
	}
	// Duties paid over imports are the tariffs of the United States.
	us := e.Region("USA")
	for i := range e.N() {
		for s, o := range oecd {
			tariff := e.Tariff[e.At(s, us, i)]
			switch {
			case i == us || !o.goods:
				if tariff != 0 {
					t.Errorf("tariff of the US on %s %s: %g", e.Regions[i].Code, o.code, tariff)
				}
			case tariff < 0 || tariff > 0.1:
				t.Errorf("tariff of the US on %s %s: %g", e.Regions[i].Code, o.code, tariff)
			}
		}
	}
	// Three estimates of 8.22, 2.81 and 64.85, the last taken as 20.
	want := math.Cbrt(8.22 * 2.81 * 20)
	if th := e.Theta[e.Sector("C29")]; math.Abs(th.Value-want) > 1e-3 || th.Low != 2.8 || th.High != 20 {
		t.Errorf("theta of C29: %+v", th)
	}
}

// The same tables give the same bytes.
func TestDeterministic(t *testing.T) {
	var got [2][]byte
	for i := range got {
		e, _, err := World2022(context.Background(), small(), "small", nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := e.Encode(&b); err != nil {
			t.Fatal(err)
		}
		got[i] = b.Bytes()
	}
	if !bytes.Equal(got[0], got[1]) {
		t.Error("two builds from the same tables differ")
	}
}

func TestRefusesBrokenTables(t *testing.T) {
	for _, c := range []struct {
		name, file, old, new string
		kind                 fault.Kind
		want                 string
	}{
		{"missing table", "wiod2011_41x35/final.csv", "", "", fault.NotFound, "wiod2011_41x35/final.csv"},
		{"missing column", "adb_mrio_summary/adb_mrio72_summary_2017_2022.csv", "exports", "sales", fault.BadInput, "exports"},
		{"not a number", "tariffs/gtd2017_37x12.csv", "\nUSA,JPN,\"Agriculture\",", "\nUSA,JPN,\"Agriculture\",x", fault.BadInput, "gtd2017_37x12.csv:"},
		{"unknown partner", "us/us_imports_2024_by_partner_icio_sector.csv", "5880,", "9999,", fault.BadInput, `"9999"`},
		{"no United States", "icio2020_77x45_tech/va_shares.csv", "USA,", "XXX,", fault.BadInput, "USA"},
	} {
		fs := small()
		if c.old == "" {
			delete(fs, c.file)
		} else {
			text := string(fs[c.file].Data)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%s: nothing to change", c.name)
			}
			fs[c.file].Data = []byte(strings.ReplaceAll(text, c.old, c.new))
		}
		_, _, err := World2022(context.Background(), fs, "small", nil)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != c.kind || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := World2022(ctx, small(), "small", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The concordance covers every industry of both classifications once.
func TestConcordance(t *testing.T) {
	adb, icio := map[string]int{}, map[string]int{}
	for _, g := range groups {
		for _, c := range g.adb {
			adb[c]++
		}
		for _, s := range g.oecd {
			icio[s]++
		}
	}
	if len(adb) != 35 || len(icio) != len(oecd) {
		t.Errorf("%d and %d industries", len(adb), len(icio))
	}
	for _, m := range []map[string]int{adb, icio} {
		for _, c := range sortedKeys(m) {
			if m[c] != 1 {
				t.Errorf("%s is in %d groups", c, m[c])
			}
		}
	}
	for _, s := range oecd {
		if icio[s.code] == 0 {
			t.Errorf("%s is in no group", s.code)
		}
	}
}

// ingredientFolder is where the real tables stand beside the repository.
const ingredientFolder = "../../../shared/data"

// The embedded economy is what the builder makes of the real tables.
func TestEmbeddedIsBuilt(t *testing.T) {
	if _, err := os.Stat(ingredientFolder); err != nil {
		t.Skip("the ingredient folder is not here; the small world covers the builder")
	}
	e, r, err := World2022(context.Background(), os.DirFS(ingredientFolder), "data", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range r.Evidence {
		if !v.OK {
			t.Errorf("not met: %+v", v)
		}
	}
	embedded, err := economy.World2022()
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Flow) != len(embedded.Flow) {
		t.Fatalf("%d flows, %d embedded", len(e.Flow), len(embedded.Flow))
	}
	for i := range e.Flow {
		if !close32(e.Flow[i], embedded.Flow[i]) || !close32(e.Tariff[i], embedded.Tariff[i]) {
			t.Fatalf("flow %d: built %g at %g, embedded %g at %g; run parley economy build", i, e.Flow[i], e.Tariff[i], embedded.Flow[i], embedded.Tariff[i])
		}
	}
	for i := range e.Input {
		if !close32(e.Input[i], embedded.Input[i]) {
			t.Fatalf("input %d: built %g, embedded %g; run parley economy build", i, e.Input[i], embedded.Input[i])
		}
	}
}

// close32 allows for the last bits of 32, which another processor may round
// otherwise.
func close32(a, b float64) bool { return math.Abs(a-b) <= 1e-5*(math.Abs(a)+math.Abs(b))+1e-9 }
