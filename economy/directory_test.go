package economy

import (
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"parley/internal/fault"
)

func mapFS(files map[string][]byte) fstest.MapFS {
	m := fstest.MapFS{}
	for name, b := range files {
		m[name] = &fstest.MapFile{Data: b}
	}
	return m
}

func TestDirectoryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEconomy(t)
		got, err := ReadDir(mapFS(e.Files()), "dir")
		if err != nil {
			t.Fatal(err)
		}
		if got.Name != e.Name || got.Year != e.Year || got.Theta[0] != e.Theta[0] {
			t.Fatalf("read back as %s, %d, %+v", got.Name, got.Year, got.Theta[0])
		}
		for i, f := range e.Flow {
			if got.Flow[i] != f || got.Tariff[i] != e.Tariff[i] {
				t.Fatalf("entry %d changed", i)
			}
		}
		requireSame(t, e, got)
	})
}

// plain is a directory of two regions and two sectors that adds up.
func plain() map[string]string {
	return map[string]string{
		"regions.csv": "code,name\nJPN,Japan\nUSA,United States\n",
		"sectors.csv": "code,name\nC29,Motor vehicles\nM,Professional services\n",
		"flows.csv": "exporter,importer,sector,value\n" +
			"JPN,JPN,C29,100\nJPN,USA,C29,20\nUSA,JPN,C29,5\nUSA,USA,C29,200\n" +
			"JPN,JPN,M,300\nUSA,USA,M,900\nUSA,JPN,M,15\n",
		"tariffs.csv": "exporter,importer,sector,tariff\nJPN,USA,C29,0.025\n",
		"inputs.csv": "region,using_sector,input_sector,share\n" +
			"JPN,C29,C29,0.3\nJPN,C29,M,0.2\nJPN,M,M,0.4\nUSA,C29,C29,0.3\nUSA,C29,M,0.2\nUSA,M,M,0.4\n",
		"value_added.csv":  "region,sector,share\nJPN,C29,0.5\nJPN,M,0.6\nUSA,C29,0.5\nUSA,M,0.6\n",
		"final.csv":        "region,sector,share\nJPN,C29,0.3\nJPN,M,0.7\nUSA,C29,0.2\nUSA,M,0.8\n",
		"elasticities.csv": "sector,theta,low,high,source\nC29,4,2,8,a paper\nM,5,,,\n",
	}
}

func plainFS(change func(map[string]string)) fstest.MapFS {
	files := plain()
	change(files)
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestDirectoryReads(t *testing.T) {
	e, err := ReadDir(plainFS(func(map[string]string) {}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Flow[e.At(0, 1, 0)]; got != 20 {
		t.Errorf("Japan's cars to the US: %g", got)
	}
	if got := e.Tariff[e.At(0, 1, 0)]; got != 0.025 {
		t.Errorf("tariff: %g", got)
	}
	if e.Sectors[0].Kind != Goods || e.Sectors[1].Kind != Services {
		t.Errorf("kinds: %+v", e.Sectors)
	}
	if e.Theta[0].High != 8 || e.Theta[1].Low != 5 {
		t.Errorf("theta: %+v", e.Theta)
	}
	if w := e.Warnings(); len(w) == 0 || !strings.Contains(w[0], "markets") {
		t.Errorf("an inexact benchmark is not named: %q", w)
	}
}

// The same economy, written in another accepted way, is the same economy.
func TestDirectoryForms(t *testing.T) {
	base, err := ReadDir(plainFS(func(map[string]string) {}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(map[string]string)
		note   string
	}{
		{"shares of intermediates, by their sums", func(m map[string]string) {
			m["inputs.csv"] = "region,using_sector,input_sector,share\n" +
				"JPN,C29,C29,0.6\nJPN,C29,M,0.4\nJPN,M,M,1\nUSA,C29,C29,0.6\nUSA,C29,M,0.4\nUSA,M,M,1\n"
		}, "shares of intermediate inputs"},
		{"shares of intermediates, by name", func(m map[string]string) {
			m["inputs.csv"] = "region,input_sector,using_sector,share_of_intermediates\n" +
				"JPN,C29,C29,0.6\nJPN,M,C29,0.4\nJPN,M,M,1\nUSA,C29,C29,0.6\nUSA,M,C29,0.4\nUSA,M,M,1\n"
		}, ""},
		{"no value added", func(m map[string]string) { delete(m, "value_added.csv") }, "what the inputs leave"},
		{"percent", func(m map[string]string) {
			m["tariffs.csv"] = "importer,sector,exporter,tariff_pct\nUSA,C29,JPN,2.5\n"
		}, ""},
		{"byte order mark, Windows line ends, other order", func(m map[string]string) {
			m["flows.csv"] = "\xef\xbb\xbf" + strings.ReplaceAll(m["flows.csv"], "\n", "\r\n")
			m["flows.csv"] = strings.Replace(m["flows.csv"], "exporter,importer,sector,value", "Origin, Destination ,Sector,value_musd", 1)
		}, ""},
		{"value added in money", func(m map[string]string) {
			m["value_added.csv"] = "region,sector,value\nJPN,C29,60\nJPN,M,180\nUSA,C29,102.5\nUSA,M,549\n"
		}, ""},
		{"shares under names of money", func(m map[string]string) {
			m["value_added.csv"] = strings.Replace(m["value_added.csv"], "share", "value_added", 1)
			m["inputs.csv"] = strings.Replace(m["inputs.csv"], "region,using_sector,input_sector,share", "Region,Using sector,Input sector,value", 1)
		}, "no number is above one"},
		{"inputs in money", func(m map[string]string) {
			m["inputs.csv"] = "region,using_sector,input_sector,value\nJPN,C29,C29,36\nJPN,C29,M,24\nJPN,M,M,120\nUSA,C29,C29,61.5\nUSA,C29,M,41\nUSA,M,M,366\n"
		}, ""},
		{"theta among the sectors", func(m map[string]string) {
			delete(m, "elasticities.csv")
			m["sectors.csv"] = "code,name,theta\nC29,Motor vehicles,4\nM,Professional services,5\n"
		}, ""},
		{"index as a second name", func(m map[string]string) {
			m["regions.csv"] = "index,region\n0,JPN\n1,USA\n"
			m["final.csv"] = "region,sector,share\n0,C29,0.3\n0,M,0.7\n1,C29,0.2\n1,M,0.8\n"
		}, ""},
	} {
		e, err := ReadDir(plainFS(c.change), "dir")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		requireSame(t, base, e)
		if c.note != "" && !strings.Contains(strings.Join(e.Notes, "\n"), c.note) {
			t.Errorf("%s: notes %q do not say %q", c.name, e.Notes, c.note)
		}
	}
}

func TestDirectoryGzip(t *testing.T) {
	files := plain()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(files["flows.csv"]))
	z.Close()
	m := plainFS(func(m map[string]string) { delete(m, "flows.csv") })
	m["flows.csv.gz"] = &fstest.MapFile{Data: b.Bytes()}
	if _, err := ReadDir(m, "dir"); err != nil {
		t.Fatal(err)
	}
}

func TestDirectoryWithoutFinal(t *testing.T) {
	e, err := ReadDir(plainFS(func(m map[string]string) { delete(m, "final.csv"); delete(m, "tariffs.csv") }), "dir")
	if err != nil {
		t.Fatal(err)
	}
	requireSound(t, e)
	if len(e.Notes) != 2 {
		t.Errorf("notes: %q", e.Notes)
	}
}

// Published tables hold small negative inputs, where by-products were netted
// out; they are kept and named.
// TestDirectoryPrintedDigits: shares rounded for print are scaled to one,
// and a note says by how much they missed.
func TestDirectoryPrintedDigits(t *testing.T) {
	e, err := ReadDir(plainFS(func(f map[string]string) {
		f["final.csv"] = "region,sector,share\nJPN,C29,0.33333\nJPN,M,0.66666\nUSA,C29,0.2\nUSA,M,0.8\n"
	}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	if sum := e.Final[0] + e.Final[1]; math.Abs(sum-1) > 1e-15 {
		t.Errorf("final shares of JPN add up to %.17g", sum)
	}
	if !strings.Contains(strings.Join(e.Notes, "\n"), "final.csv: shares miss one by up to 1e-05") {
		t.Errorf("no note of it: %q", e.Notes)
	}
}

func TestDirectoryNegativeInput(t *testing.T) {
	e, err := ReadDir(plainFS(func(m map[string]string) {
		m["inputs.csv"] = strings.Replace(m["inputs.csv"], "JPN,M,M,0.4\n", "JPN,M,M,0.41\nJPN,M,C29,-0.01\n", 1)
	}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Input[1*2+0]; got != -0.01 {
		t.Errorf("input: %g", got)
	}
	if w := strings.Join(e.Warnings(), "\n"); !strings.Contains(w, "region JPN, sector M, input C29") {
		t.Errorf("not named: %q", w)
	}
}

func TestDirectoryDestinationCost(t *testing.T) {
	e, err := ReadDir(plainFS(func(m map[string]string) { m["destination_cost.csv"] = "region,share\nJPN,0.1\nUSA,0.3\n" }), "dir")
	if err != nil {
		t.Fatal(err)
	}
	if e.DestinationCost[1] != 0.3 {
		t.Errorf("read %v", e.DestinationCost)
	}
	again, err := ReadDir(mapFS(e.Files()), "dir")
	if err != nil || again.DestinationCost[0] != 0.1 {
		t.Errorf("read back %v, %v", again, err)
	}
	one, err := e.Aggregate([]Group{{Code: "W", Members: []string{"JPN", "USA"}}}, nil)
	if err != nil || !(one.DestinationCost[0] > 0.1 && one.DestinationCost[0] < 0.3) {
		t.Errorf("joined %v, %v", one, err)
	}
	if _, err := ReadDir(plainFS(func(m map[string]string) { m["destination_cost.csv"] = "region,share\nJPN,0.1\n" }), "dir"); err == nil {
		t.Error("a region without a share is accepted")
	}
}

func TestDirectoryRefuses(t *testing.T) {
	edit := func(file, old, new string) func(map[string]string) {
		return func(m map[string]string) {
			if !strings.Contains(m[file], old) {
				panic("nothing to edit in " + file)
			}
			m[file] = strings.Replace(m[file], old, new, 1)
		}
	}
	for _, c := range []struct {
		name   string
		change func(map[string]string)
		want   []string // words the message must hold
	}{
		{"no flows", func(m map[string]string) { delete(m, "flows.csv") }, []string{"dir", "flows.csv"}},
		{"no elasticities", func(m map[string]string) { delete(m, "elasticities.csv") }, []string{"elasticities.csv"}},
		{"empty file", func(m map[string]string) { m["regions.csv"] = "" }, []string{"dir/regions.csv", "empty"}},
		{"no column", edit("flows.csv", "importer", "tourist"), []string{"dir/flows.csv:1", "importer", "tourist"}},
		{"unknown region", edit("flows.csv", "JPN,USA,C29", "JPM,USA,C29"), []string{"dir/flows.csv:3", `"JPM"`, "regions.csv"}},
		{"unknown sector", edit("final.csv", "JPN,M", "JPN,MM"), []string{"dir/final.csv:3", `"MM"`}},
		{"negative flow", edit("flows.csv", ",20\n", ",-20\n"), []string{"dir/flows.csv:3", "-20"}},
		{"not a number", edit("flows.csv", ",20\n", ",abc\n"), []string{"dir/flows.csv:3", `"abc"`}},
		{"NaN", edit("flows.csv", ",20\n", ",NaN\n"), []string{"dir/flows.csv:3"}},
		{"twice", edit("flows.csv", "USA,JPN,C29,5", "JPN,USA,C29,5"), []string{"dir/flows.csv:4", "twice"}},
		{"short row", edit("flows.csv", "JPN,USA,C29,20", "JPN,USA,C29"), []string{"dir/flows.csv:3", "3 fields"}},
		{"column does not add up", edit("inputs.csv", "JPN,C29,M,0.2", "JPN,C29,M,0.7"), []string{"region JPN, sector C29", "1.5"}},
		{"final does not add up", edit("final.csv", "USA,M,0.8", "USA,M,0.9"), []string{"region USA", "1.1"}},
		{"theta zero", edit("elasticities.csv", "C29,4,2,8", "C29,0,2,8"), []string{"dir/elasticities.csv:2"}},
		{"theta outside", edit("elasticities.csv", "C29,4,2,8", "C29,9,2,8"), []string{"2 to 8"}},
		{"sector without theta", edit("elasticities.csv", "M,5,,,\n", ""), []string{"sector M"}},
		{"region that sells nothing", func(m map[string]string) {
			m["regions.csv"] += "FRA,France\n"
		}, []string{"FRA", "sells nothing"}},
		{"very negative input", edit("inputs.csv", "JPN,M,M,0.4", "JPN,M,M,-0.4"), []string{"dir/inputs.csv:4", "-0.4"}},
		{"percent as fraction", edit("tariffs.csv", "0.025", "2500"), []string{"tariff of USA on JPN", "tariff_pct"}},
	} {
		_, err := ReadDir(plainFS(c.change), "dir")
		if err == nil {
			t.Errorf("%s: accepted", c.name)
			continue
		}
		if fault.KindOf(err) != fault.BadInput {
			t.Errorf("%s: kind %d: %v", c.name, fault.KindOf(err), err)
		}
		for _, w := range c.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q does not say %q", c.name, err, w)
			}
		}
	}
}

func FuzzReadDir(f *testing.F) {
	p := plain()
	f.Add(p["flows.csv"], p["inputs.csv"], p["tariffs.csv"])
	f.Add("exporter,importer,sector,value\nJPN,JPN,C29,1e308\nUSA,USA,C29,1e308\n", "a", "\"")
	f.Fuzz(func(t *testing.T, flows, inputs, tariffs string) {
		e, err := ReadDir(plainFS(func(m map[string]string) {
			m["flows.csv"], m["inputs.csv"], m["tariffs.csv"] = flows, inputs, tariffs
		}), "dir")
		if err != nil {
			if fault.KindOf(err) != fault.BadInput {
				t.Fatalf("kind %d: %v", fault.KindOf(err), err)
			}
			return
		}
		for _, v := range e.Accounts().Output {
			if math.IsNaN(v) || v < 0 {
				t.Fatalf("output %g", v)
			}
		}
	})
}

// The seven-region table of 2017, under the names its files and columns have
// where it was published, is a directory as it stands.
func TestDirectoryOtherNames(t *testing.T) {
	const folder = "../../shared/data/icio2017_7x44"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the ingredient folder is not here; the plain directory covers the forms")
	}
	m := fstest.MapFS{}
	for to, from := range map[string]string{
		"regions.csv": "regions.csv", "sectors.csv": "sectors.csv", "flows.csv": "flows.csv", "tariffs.csv": "tariffs_2017.csv",
		"inputs.csv": "io_shares.csv", "value_added.csv": "va_shares.csv", "final.csv": "final_shares.csv", "elasticities.csv": "elasticities_ll2023.csv",
	} {
		b, err := os.ReadFile(filepath.Join(folder, from))
		if err != nil {
			t.Fatal(err)
		}
		m[to] = &fstest.MapFile{Data: b}
	}
	e, err := ReadDir(m, "icio2017")
	if err != nil {
		t.Fatal(err)
	}
	if e.N() != 7 || e.S() != 44 || e.Sectors[22].Kind != Services {
		t.Errorf("%d by %d, %+v", e.N(), e.S(), e.Sectors[22])
	}
	for _, c := range e.Check() {
		if c.Name == "markets" && (c.OK || c.Value > 0.05) {
			t.Errorf("market gap %g; published shares leave about 1 percent", c.Value)
		}
	}
}
