package mrio

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/economy"
	"parley/internal/fault"
)

// made is a small table in the published form's own terms: z is what
// industry (n,j) buys of (i,k), f what final users of n in category c buy.
type made struct {
	regions, sectors []string
	z, f             []float64 // [(i*S+k)*N*S + n*S+j], [(i*S+k)*N*C + n*C+c]
	cats             int
}

func makeTable(regions, sectors []string, cats int, seed uint64) *made {
	r := rand.New(rand.NewPCG(seed, 7))
	n, s := len(regions), len(sectors)
	m := &made{regions: regions, sectors: sectors, cats: cats, z: make([]float64, n*s*n*s), f: make([]float64, n*s*n*cats)}
	for i := range m.z {
		m.z[i] = math.Round(r.Float64()*1000) / 10
	}
	for i := range m.f {
		m.f[i] = math.Round(r.Float64()*10000*float64(s)) / 10
	}
	return m
}

func (m *made) row(i, k int) (out float64) {
	n, s := len(m.regions), len(m.sectors)
	for c := range n * s {
		out += m.z[(i*s+k)*n*s+c]
	}
	for c := range n * m.cats {
		out += m.f[(i*s+k)*n*m.cats+c]
	}
	return out
}

// oecd writes the small form. parts splits a country's industries in two, by
// halves, as the OECD does with China and Mexico.
func (m *made) oecd(parts map[string][2]string) string {
	n, s := len(m.regions), len(m.sectors)
	cats := []string{"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"}[:m.cats]
	split := func(c string) []string {
		if p, ok := parts[c]; ok {
			return p[:]
		}
		return []string{c}
	}
	var b strings.Builder
	b.WriteString("V1")
	for _, c := range m.regions {
		for _, p := range split(c) {
			for _, k := range m.sectors {
				b.WriteString("," + p + "_" + k)
			}
		}
	}
	for _, c := range m.regions {
		for _, cat := range cats {
			b.WriteString("," + c + "_" + cat)
		}
	}
	b.WriteString(",OUT\n")
	for i, from := range m.regions {
		ps := split(from)
		for _, p := range ps {
			for k, sec := range m.sectors {
				w := 1 / float64(len(ps))
				fmt.Fprintf(&b, "%s_%s", p, sec)
				for c, to := range m.regions {
					qs := split(to)
					for range qs {
						for j := range m.sectors {
							fmt.Fprintf(&b, ",%.10g", w*m.z[(i*s+k)*n*s+c*s+j]/float64(len(qs)))
						}
					}
				}
				for c := range n * m.cats {
					fmt.Fprintf(&b, ",%.10g", w*m.f[(i*s+k)*n*m.cats+c])
				}
				fmt.Fprintf(&b, ",%.10g\n", w*m.row(i, k))
			}
		}
	}
	m.below(&b, split)
	return b.String()
}

// below writes the rows TLS, VA and OUT: a hundredth of output is taxes, and
// value added what inputs and taxes leave. Columns of final users hold taxes
// alone.
func (m *made) below(b *strings.Builder, split func(string) []string) {
	n, s := len(m.regions), len(m.sectors)
	for _, label := range []string{"TLS", "VA", "OUT"} {
		b.WriteString(label)
		for c, to := range m.regions {
			parts := split(to)
			for range parts {
				for j := range m.sectors {
					w := 1 / float64(len(parts))
					used, out := 0.0, w*m.row(c, j)
					for r := range n * s {
						used += w * m.z[r*n*s+c*s+j]
					}
					v := map[string]float64{"TLS": 0.01 * out, "VA": 0.99*out - used, "OUT": out}[label]
					fmt.Fprintf(b, ",%.10g", v)
				}
			}
		}
		b.WriteString(strings.Repeat(",1", n*m.cats+1) + "\n")
	}
}

// wiod writes the csv form of the release of 2016.
func (m *made) wiod() string {
	n, s := len(m.regions), len(m.sectors)
	var b strings.Builder
	b.WriteString("IndustryCode,IndustryDescription,Country,RNr,Year")
	for _, c := range m.regions {
		for j := range s {
			fmt.Fprintf(&b, ",%s%d", c, j+1)
		}
	}
	for _, c := range m.regions {
		for j := range m.cats {
			fmt.Fprintf(&b, ",%s%d", c, s+j+1)
		}
	}
	b.WriteString(",TOT\n")
	for i, from := range m.regions {
		for k, sec := range m.sectors {
			fmt.Fprintf(&b, "%s,\"Making of %s, and more\",%s,%d,2014", sec, sec, from, k+1)
			for c := range n * s {
				fmt.Fprintf(&b, ",%.10g", m.z[(i*s+k)*n*s+c])
			}
			for c := range n * m.cats {
				fmt.Fprintf(&b, ",%.10g", m.f[(i*s+k)*n*m.cats+c])
			}
			fmt.Fprintf(&b, ",%.10g\n", m.row(i, k))
		}
	}
	b.WriteString("VA,Value added,TOT,65,2014" + strings.Repeat(",1", n*(s+m.cats)+1) + "\n")
	return b.String()
}

// requireTable compares an economy with the table it was read from.
func requireTable(t *testing.T, m *made, e *economy.Economy) {
	t.Helper()
	n, s := len(m.regions), len(m.sectors)
	if e.N() != n || e.S() != s {
		t.Fatalf("%d by %d", e.N(), e.S())
	}
	for i, from := range m.regions {
		for k, sec := range m.sectors {
			ei, ek := e.Region(from), e.Sector(sec)
			if ei < 0 || ek < 0 {
				t.Fatalf("%s %s is lost", from, sec)
			}
			for c, to := range m.regions {
				var want float64
				for j := range s {
					want += m.z[(i*s+k)*n*s+c*s+j]
				}
				for f := range m.cats {
					want += m.f[(i*s+k)*n*m.cats+c*m.cats+f]
				}
				if got := e.Flow[e.At(ek, e.Region(to), ei)]; math.Abs(got-want) > 1e-6*(1+want) {
					t.Fatalf("%s from %s to %s: %g, want %g", sec, from, to, got, want)
				}
			}
			for j, using := range m.sectors {
				var want float64
				for o := range n {
					want += m.z[(o*s+k)*n*s+i*s+j]
				}
				want /= m.row(i, j)
				got := e.Input[(ei*s+e.Sector(using))*s+ek]
				if math.Abs(got-want) > 1e-8 {
					t.Fatalf("%s: %s used by %s: %g, want %g", from, sec, using, got, want)
				}
			}
		}
	}
	for _, c := range e.Check() {
		if !c.OK {
			t.Errorf("%+v", c)
		}
	}
}

func TestOECD(t *testing.T) {
	m := makeTable([]string{"CHN", "JPN", "MEX"}, []string{"A01_02", "C29", "T"}, 6, 1)
	e, err := Read(strings.NewReader(m.oecd(nil)), "oecd-icio", "icio-2020", "2020_SML.csv", 2020)
	if err != nil {
		t.Fatal(err)
	}
	requireTable(t, m, e)
	if e.Theta[1].Low != 2.8 || e.Sectors[1].Name != "Motor vehicles" || e.Sectors[2].Kind != economy.Services {
		t.Errorf("theta %+v, sectors %+v", e.Theta[1], e.Sectors)
	}
}

// China and Mexico come in two parts each, and are folded.
func TestOECDFolds(t *testing.T) {
	m := makeTable([]string{"CHN", "JPN", "MEX"}, []string{"A01", "A02", "C302T309"}, 6, 2)
	text := m.oecd(map[string][2]string{"CHN": {"CN1", "CN2"}, "MEX": {"MX1", "MX2"}})
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(text))
	w.Close()
	e, err := Read(&z, "oecd-icio", "icio", "2022_SML.csv.gz", 2022)
	if err != nil {
		t.Fatal(err)
	}
	requireTable(t, m, e)
}

func TestWIOD(t *testing.T) {
	m := makeTable([]string{"AUS", "JPN", "ROW"}, []string{"A01", "C29", "G45", "M74_M75"}, 5, 3)
	e, err := Read(strings.NewReader(m.wiod()), "wiod-2016", "wiod-2014", "wiot.csv", 2014)
	if err != nil {
		t.Fatal(err)
	}
	requireTable(t, m, e)
	if e.Sectors[1].Name != "Making of C29, and more" || e.Theta[3].Value != 8.22 {
		t.Errorf("%+v %+v", e.Sectors[1], e.Theta[3])
	}
}

// Stock changes may turn a flow negative; it is set to zero and said so, and
// the economy stays usable.
func TestNegative(t *testing.T) {
	m := makeTable([]string{"JPN", "USA"}, []string{"A01_02", "C29"}, 6, 4)
	m.f[0*2*6+1*6+4] = -1e5 // JPN agriculture to US stocks
	m.f[0*2*6+0*6+0] += 2e5
	e, err := Read(strings.NewReader(m.oecd(nil)), "oecd-icio", "x", "x.csv", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Flow[e.At(0, 1, 0)]; got != 0 {
		t.Errorf("flow %g", got)
	}
	if notes := strings.Join(e.Notes, "\n"); !strings.Contains(notes, "1 flows that stayed negative") {
		t.Errorf("notes: %s", notes)
	}
}

func TestRefuses(t *testing.T) {
	m := makeTable([]string{"JPN", "USA"}, []string{"A01_02", "C29"}, 6, 5)
	w := makeTable([]string{"JPN", "USA"}, []string{"A01", "C29"}, 5, 6)
	cut := func(s string, lines int) string {
		return strings.Join(strings.SplitAfter(s, "\n")[:lines], "")
	}
	for _, c := range []struct{ name, kind, text, want string }{
		{"empty", "oecd-icio", "", "x.csv: is empty"},
		{"not a table", "oecd-icio", "a,b,c\n1,2,3\n", "x.csv:1: has no column of an industry"},
		{"rows missing", "oecd-icio", cut(m.oecd(nil), 4), "has no row for USA C29"},
		{"row cut", "oecd-icio", m.oecd(nil)[:400], "x.csv:"},
		{"unknown row", "oecd-icio", strings.Replace(m.oecd(nil), "\nUSA_C29", "\nUSA_C99", 1), `x.csv:5: row "USA_C99"`},
		{"no final demand", "oecd-icio", strings.Replace(m.oecd(nil), "USA_HFCE,USA_NPISH,USA_GGFC,USA_GFCF,USA_INVNT,USA_DPABR", "a,b,c,d,e,f", 1), "no final demand of USA"},
		{"not a number", "oecd-icio", strings.Replace(m.oecd(nil), "\nUSA_C29,", "\nUSA_C29,x", 1), "which is not a number"},
		{"output that is not the sum", "oecd-icio", strings.Replace(m.oecd(nil), "\nUSA_C29,", "\nUSA_C29,9999999", 1), "x.csv:5: sales of USA C29 add up to"},
		{"wiod without header", "wiod-2016", "a,b\n", "x.csv:1: has no column IndustryCode"},
		{"wiod rows missing", "wiod-2016", cut(w.wiod(), 3), "has no row for USA"},
		{"wiod unknown country", "wiod-2016", strings.Replace(w.wiod(), `",USA,1`, `",UXA,1`, 1), `country "UXA"`},
	} {
		_, err := Read(strings.NewReader(c.text), c.kind, "x", "x.csv", 0)
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Read(strings.NewReader(""), "gtap", "x", "x.csv", 0); fault.KindOf(err) != fault.Usage {
		t.Errorf("unknown kind: %v", err)
	}
}

// Every industry of WIOD 2016 and of the OECD's 2025 edition finds an
// elasticity.
func TestCodes(t *testing.T) {
	w, err := economy.World2022()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range strings.Fields(`A01 A02 A03 B C10-C12 C13-C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31_C32 C33
		D35 E36 E37-E39 F G45 G46 G47 H49 H50 H51 H52 H53 I J58 J59_J60 J61 J62_J63 K64 K65 K66 L68 M69_M70 M71 M72 M73 M74_M75 N O84 P85 Q R_S T U
		A01_02 B05 B06 B07 B08 B09 C10T12 C24A C24B C301 C302T309 C31T33 D E J58T60 J62_63 R S`) {
		if w.Sector(oecdCode(code)) < 0 {
			t.Errorf("%s is %s, which has no elasticity", code, oecdCode(code))
		}
	}
}

// FuzzRead holds that no input makes the reader panic.
func FuzzRead(f *testing.F) {
	f.Add(makeTable([]string{"CHN", "USA"}, []string{"A01_02", "C29"}, 6, 8).oecd(nil), true)
	f.Add(makeTable([]string{"CHN", "USA"}, []string{"A01", "C29"}, 5, 9).wiod(), false)
	f.Fuzz(func(t *testing.T, text string, oecd bool) {
		kind := "wiod-2016"
		if oecd {
			kind = "oecd-icio"
		}
		if _, err := Read(strings.NewReader(text), kind, "x", "x.csv", 0); err != nil && fault.KindOf(err) == fault.Internal {
			t.Fatalf("%v", err)
		}
	})
}

// BenchmarkRead reads a table of the size of the OECD's 2023 edition's
// quarter: 20 countries by 45 industries.
func BenchmarkRead(b *testing.B) {
	var regions, sectors []string
	for i := range 20 {
		regions = append(regions, fmt.Sprintf("A%c%c", 'A'+i/26, 'A'+i%26))
	}
	for i := range 45 {
		sectors = append(sectors, fmt.Sprintf("C%d", i+10))
	}
	text := makeTable(regions, sectors, 6, 10).oecd(nil)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(strings.NewReader(text), "oecd-icio", "x", "x.csv", 0); err != nil {
			b.Fatal(err)
		}
	}
}
