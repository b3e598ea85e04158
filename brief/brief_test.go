package brief

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"parley/deal"
	"parley/internal/fault"
	"parley/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with a file under testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and read the diff\n%s", path, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			old := ""
			if i < len(w) {
				old = w[i]
			}
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], old)
		}
	}
	return "the golden file is longer"
}

func TestGolden(t *testing.T) {
	b := fixture(t)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"brief.txt", func(w io.Writer) error { return b.Text(w, TextOptions{}) }},
		{"brief.md", b.Markdown},
		{"brief.html", b.HTML},
	} {
		var out bytes.Buffer
		if err := f.write(&out); err != nil {
			t.Fatal(err)
		}
		golden(t, f.name, out.Bytes())
	}
}

func TestDeterministic(t *testing.T) {
	render := func() string {
		b := fixture(t)
		var out bytes.Buffer
		for _, err := range []error{b.HTML(&out), b.Markdown(&out), b.Text(&out, TextOptions{Colour: true}), json.NewEncoder(&out).Encode(b)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	if a, b := render(), render(); a != b {
		t.Error("two renderings of one brief differ")
	}
}

func TestContract(t *testing.T) {
	// The fields that design promises are there, lists as lists even when
	// nothing is known but the article.
	for name, in := range map[string]Inputs{"full": fixtureInputs(), "bare": {Reading: &record.Reading{Article: record.Article{Path: "a.txt", Published: "2025-05-20"}}}} {
		b, err := Build(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		js, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]json.RawMessage
		if err := json.Unmarshal(js, &m); err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"article", "claims", "flags", "tariffs", "instruments", "deal", "sources"} {
			if _, ok := m[field]; !ok {
				t.Errorf("%s: field %q is missing", name, field)
			}
			if field != "article" && field != "deal" && !bytes.HasPrefix(m[field], []byte("[")) {
				t.Errorf("%s: field %q is not a list: %.40s", name, field, m[field])
			}
		}
		for _, write := range []func(io.Writer) error{b.HTML, b.Markdown, func(w io.Writer) error { return b.Text(w, TextOptions{}) }} {
			if err := write(io.Discard); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestJoins(t *testing.T) {
	b := fixture(t)
	if b.Partner != "JPN" {
		t.Errorf("partner is %q", b.Partner)
	}
	if got := len(b.Tariffs); got != 2 {
		t.Fatalf("%d tariffs, want the two that the law has", got)
	}
	if got := b.Tariffs[0]; got.Measure.ID != "us-232-autos" || got.Duty.TotalPct != 27.5 || len(got.Claims) != 2 {
		t.Errorf("first tariff: %+v", got)
	}
	missing := fmt.Sprint(b.Missing)
	if !strings.Contains(missing, "steel") {
		t.Errorf("a measure that the law lacks is not reported: %s", missing)
	}
	for _, it := range b.Instruments {
		if it.ID == "corn" && len(it.InArticle) == 0 {
			t.Error("the corn item is not joined to the claim that offers it")
		}
	}
	for i, s := range b.Sources {
		if s.N != i+1 {
			t.Errorf("source %d has number %d", i+1, s.N)
		}
	}
}

func TestLawErrorEndsIt(t *testing.T) {
	in := fixtureInputs()
	in.Law = fixtureLaw{err: fault.Missing("2031-01-01", "give an earlier day", "no law is known for this day")}
	if _, err := Build(t.Context(), in); fault.KindOf(err) != fault.NotFound {
		t.Errorf("got %v", err)
	}
}

// TestPageStandsAlone parses the page and looks for anything that would ask
// the network or run a script.
func TestPageStandsAlone(t *testing.T) {
	var out bytes.Buffer
	if err := fixture(t).HTML(&out); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var anchors, heads []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.Data {
			case "script", "link", "img", "iframe", "object", "embed", "form", "base", "source", "video", "audio":
				t.Errorf("the page has a %s element", n.Data)
			case "h1", "h2", "h3":
				heads = append(heads, n.Data)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "id" && ids[a.Val]:
					t.Errorf("id %q stands twice", a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				case a.Key == "src" || a.Key == "srcset" || strings.HasPrefix(a.Key, "on") || a.Key == "style":
					t.Errorf("attribute %s on %s", a.Key, n.Data)
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					anchors = append(anchors, a.Val[1:])
				case a.Key == "aria-labelledby":
					anchors = append(anchors, strings.Fields(a.Val)...)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	for _, a := range anchors {
		if !ids[a] {
			t.Errorf("a link leads to #%s, which is not there", a)
		}
	}
	if len(heads) == 0 || heads[0] != "h1" || strings.Count(strings.Join(heads, " "), "h1") != 1 {
		t.Errorf("headings are %v", heads)
	}
	if s := out.String(); strings.Contains(s, "url(") || strings.Contains(s, "@import") || strings.Contains(s, "ZgotmplZ") {
		t.Error("the style asks for something outside, or the template refused a value")
	}
}

// TestSmallestText looks for type smaller than 12 pixels in the style.
func TestSmallestText(t *testing.T) {
	css, err := pageStyle()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`font-size:([.0-9]+)(rem|px)`).FindAllStringSubmatch(string(css), -1) {
		var v float64
		fmt.Sscanf(m[1], "%g", &v)
		if m[2] == "rem" {
			v *= 16
		}
		if v < 12 {
			t.Errorf("%s is %.1f pixels", m[0], v)
		}
	}
}

// TestQuotesAreEscaped puts any text into a claim: nothing of it may become
// markup, and all of it must be readable as text.
func TestQuotesAreEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quote := rapid.StringMatching(`[a-z <>&"'/=()\x60{}-]{1,60}`).Draw(t, "quote")
		in := Inputs{Reading: &record.Reading{
			Article: record.Article{Path: "a.txt", Published: "2025-05-20"},
			Claims:  []record.Claim{{ID: "c01", Type: record.Statement, Quote: quote, Speaker: quote, Rule: quote}},
			Flags:   []record.Flag{{Code: "X", Severity: record.High, Message: quote}},
		}}
		b, err := Build(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := b.HTML(&out); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			if n.Type == html.ElementNode && n.Data == "blockquote" {
				var text strings.Builder
				for c := n.FirstChild; c != nil; c = c.NextSibling {
					if c.Type != html.TextNode {
						t.Fatalf("the quote became a %s element", c.Data)
					}
					text.WriteString(c.Data)
				}
				found = found || text.String() == quote
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
		walk(doc)
		if !found {
			t.Fatalf("the quote %q is not on the page as it was", quote)
		}
	})
}

// TestTextFits checks that no line of the terminal text is wider than the
// terminal, and that there is no escape sequence when there is no colour.
func TestTextFits(t *testing.T) {
	b := fixture(t)
	for _, width := range []int{60, 80, 100} {
		var out bytes.Buffer
		if err := b.Text(&out, TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(out.Bytes(), []byte("\x1b")) {
			t.Error("plain text has escape sequences")
		}
		for _, l := range strings.Split(out.String(), "\n") {
			if n := len([]rune(l)); n > width && !strings.Contains(l, "https://") {
				t.Errorf("at %d columns a line has %d: %q", width, n, l)
			}
		}
	}
}

// TestChartLabels checks the charts of the page at the widths of the page.
func TestChartLabels(t *testing.T) {
	for _, s := range fixture(t).compose().Sections {
		for _, x := range s.Blocks {
			f, ok := x.(barFigure)
			if !ok {
				continue
			}
			for _, w := range []float64{wideChart, narrowChart} {
				boxes := f.Chart.Labels(w)
				for i, a := range boxes {
					for _, b := range boxes[:i] {
						if a.X0 < b.X1 && b.X0 < a.X1 && a.Y0 < b.Y1 && b.Y0 < a.Y1 {
							t.Errorf("%s at %.0f: %q and %q overlap", f.Chart.ID, w, a.Text, b.Text)
						}
					}
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{bn(1234), "+1.2"}, {bn(-1234), "−1.2"}, {bn(30), "+0.03"}, {bn(3), "0"}, {bn(949), "+0.95"}, {bn(-951), "−1.0"}, {bn(12345), "+12.3"},
		{money(1234), "USD 1.2 bn"}, {money(-30), "−USD 30 m"}, {money(0.2), "USD 0"},
		{pct(27.5), "27.5 %"}, {pct(10), "10 %"}, {pct(16.04), "16 %"}, {pct(-0.02), "0 %"},
		{change(3.21), "+3.2 %"}, {change(-0.044), "−0.04 %"}, {change(0), "0 %"},
		{span(deal.Interval{Low: 1000, Mid: 1000, High: 1000}), "+1.0"}, {span(deal.Interval{Low: -200, Mid: 1000, High: 3000}), "+1.0 (−0.20 to +3.0)"},
		{day("2025-05-20"), "20 May 2025"}, {day("soon"), "soon"}, {count(1048576), "1 048 576"}, {count(576), "576"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestEvidenceMarks(t *testing.T) {
	b := fixture(t)
	text, refs := b.evidence("A: the law [eo14266], and a guess [sic]")
	if text != "A: the law, and a guess [sic]" || len(refs) != 1 {
		t.Errorf("got %q, %v", text, refs)
	}
}
