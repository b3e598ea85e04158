package page

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html/charset"

	"parley/internal/fault"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestStories reads the pages of testdata: the story with nothing else, and
// what the page says of itself, as a person can read it in the .golden files.
func TestStories(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) < 5 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, name := range pages {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		// The files are UTF-8 for people; a page that declares another set is
		// put into it first.
		if declared := "euc-kr"; strings.Contains(string(raw), declared) {
			raw = encode(t, declared, string(raw))
		}
		d, err := Open(raw, Options{Name: name})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := d.Text
		d.Text = ""
		head, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got := string(head) + "\n\n" + text
		golden := strings.TrimSuffix(name, ".html") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func encode(t *testing.T, set, s string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(set)
	if enc == nil {
		t.Fatalf("no character set %s", set)
	}
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	japanese = "TOKYO (共同) — Japan said on Tuesday it cannot accept the tariff. 赤沢亮正経済再生担当大臣は二十日、記者団に対し、自動車を含まない合意には意味がないと述べた。"
	korean   = "SEOUL — South Korea asked for a delay, Minister Yeo Han-koo (여한구) said. 정부는 다음 주에 대표단을 워싱턴에 보낼 예정이라고 밝혔다. 관세를 낮추는 것이 목표이다."
	chinese  = "BEIJING — China will answer, the ministry said. 商务部发言人说，中国不会在关税问题上作出让步，我们要求美国取消这些措施，这是我们的一贯立场。"
	taiwan   = "TAIPEI — Taiwan wants the tariff lowered. 行政院表示，我們不會在關稅的問題上接受這個條件，台灣和美國的會談將在下個月舉行。"
	western  = "PARIS, 3 juin — L’accord est “inacceptable”, a déclaré le ministre à l’Assemblée, où il était attendu mardi."
)

// TestCharsets reads plain texts and pages in the sets that news comes in:
// declared, undeclared, and declared wrongly.
func TestCharsets(t *testing.T) {
	cases := []struct{ set, text string }{
		{"shift_jis", japanese}, {"euc-jp", japanese}, {"euc-kr", korean}, {"gb18030", chinese}, {"big5", taiwan}, {"windows-1252", western}, {"utf-8", korean},
	}
	for _, c := range cases {
		words := c.text
		if c.set != "windows-1252" && c.set != "utf-8" {
			words = strings.ReplaceAll(words, "—", "-")
		}
		raw := encode(t, c.set, words)
		plain, err := Open(raw, Options{Name: "story.txt"})
		if err != nil || plain.Charset != c.set || plain.Text != words {
			t.Errorf("%s in a text without a declaration: %+v, %v", c.set, plain, err)
		}
		for _, declaration := range []string{`<meta charset="` + c.set + `">`, `<meta http-equiv="Content-Type" content="text/html; charset=` + c.set + `">`, ""} {
			pageText := encode(t, c.set, "<html><head>"+declaration+"<title>x</title></head><body><p>"+words+"</p></body></html>")
			d, err := Open(pageText, Options{Name: "story.html"})
			if err != nil || d.Charset != c.set || !strings.Contains(d.Text, words) {
				t.Errorf("%s in a page with %q: %+v, %v", c.set, declaration, d, err)
			}
		}
		named, err := Open(raw, Options{Name: "story.txt", Charset: c.set})
		if err != nil || named.Text != words {
			t.Errorf("%s named by the user: %+v, %v", c.set, named, err)
		}
		header, err := Open(append([]byte("<html><p>"), raw...), Options{ContentType: "text/html; charset=" + c.set})
		if err != nil || !strings.Contains(header.Text, words) {
			t.Errorf("%s in the header: %+v, %v", c.set, header, err)
		}
	}
	for _, set := range []string{"utf-16le", "utf-16be"} {
		d, err := Open(encode(t, set, "Japan will not sign."), Options{})
		if err != nil || d.Text != "Japan will not sign." {
			t.Errorf("%s without a mark: %+v, %v", set, d, err)
		}
	}
	// A page saved by a browser is UTF-8 though it still declares another set.
	d, err := Open([]byte(`<html><meta charset="euc-kr"><p>`+korean), Options{})
	if err != nil || !strings.Contains(d.Text, korean) {
		t.Errorf("saved page: %+v, %v", d, err)
	}
	if _, err := Open([]byte("x"), Options{Charset: "klingon"}); fault.KindOf(err) != fault.Usage {
		t.Errorf("unknown character set: %v", err)
	}
	if _, err := Open(append([]byte("<html><p>"), encode(t, "shift_jis", strings.ReplaceAll(japanese, "—", "-"))...), Options{Charset: "utf-8"}); fault.KindOf(err) != fault.BadInput {
		t.Errorf("Shift_JIS read as UTF-8: %v", err)
	}
}

// TestPlainTextIsItself holds the promise on which offsets rest: a text in
// UTF-8 is read byte for byte, marks and all.
func TestPlainTextIsItself(t *testing.T) {
	for _, s := range []string{"\ufeffJapan said no.\r\n\r\nIt said so twice.\n", "a < b, and <b>bold</b> is no page", korean} {
		d, err := Open([]byte(s), Options{Name: "s.txt"})
		if err != nil || d.Text != s || !d.Same() {
			t.Errorf("%q became %+v, %v", s, d, err)
		}
	}
}

// TestRefusals: what is no story says what it is and what to do.
func TestRefusals(t *testing.T) {
	cases := []struct{ name, raw, says string }{
		{"a.txt", " \n", "is empty"},
		{"a.pdf", "%PDF-1.7 ...", "a PDF file"},
		{"a.docx", "PK\x03\x04...", "Word document"},
		{"a.html", "\x1f\x8b\x08\x00", "gzip"},
		{"a.mht", "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "MHTML"},
		{"a.html", "<html><head><title>x</title></head><body><nav><a href=1>Home</a></nav><script>var x</script></body></html>", "without a story"},
		{"a.txt", strings.Repeat("x", MaxBytes+1), "no more than"},
	}
	for _, c := range cases {
		_, err := Open([]byte(c.raw), Options{Name: c.name})
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s %.20q: %v", c.name, c.raw, err)
		}
	}
}

// TestDay: only a day that the page declares counts, and only when it
// declares one.
func TestDay(t *testing.T) {
	body := "<p>Japan asked the United States on Tuesday to remove its tariffs on cars.</p>"
	cases := []struct {
		head, day, why string
	}{
		{`<meta property="article:published_time" content="2025-05-20T23:30:00Z">`, "2025-05-20", ""},
		{`<meta name="parsely-pub-date" content="2025-05-20"><meta itemprop="datePublished" content="Tue, 20 May 2025 10:00:00 GMT">`, "2025-05-20", ""},
		{`<meta property="article:published_time" content="2025-05-20"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-22"}</script>`, "", "2025-05-22"},
		{`<script type="application/ld+json">[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2020-01-01"}]},{"@type":"NewsArticle","datePublished":"20 May 2025"}]</script>`, "2025-05-20", ""},
		{`<meta property="article:published_time" content="2025-05-20"><script type="application/ld+json">{"datePublished":"2025-05-22"}</script>`, "", "2025-05-22"},
		{`<meta property="article:modified_time" content="2025-05-20">`, "", "declares none"},
		{`<link rel="canonical" href="https://a.example/2025/05/20/x">`, "", "the address has 2025-05-20"},
		{`<time datetime="2025-05-20">`, "", "time tag"},
		{`<meta name="pubdate" content="05/06/2025">`, "", "declares none"}, // May or June: nobody knows
		{`<meta name="pubdate" content="2025-02-30">`, "", "declares none"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>`, "", "declares none"},
	}
	for _, c := range cases {
		d, err := Open([]byte("<html><head>"+c.head+"</head><body>"+body), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.head, err)
			continue
		}
		day, ok, why := d.Day()
		if day != c.day || ok != (c.day != "") || !strings.Contains(why, c.why) {
			t.Errorf("%s: %q %v %q", c.head, day, ok, why)
		}
	}
	stamp := Dated{Date: "2025-05-20", Written: "2025-05-20T23:30:00Z"}
	if !stamp.Agrees("2025-05-21") || stamp.Agrees("2025-05-22") || (Dated{Date: "2025-05-20", Written: "2025-05-20"}).Agrees("2025-05-21") {
		t.Error("a time of day reaches one day on, and no farther; a bare day does not")
	}
}

// bombs are pages made to waste time or memory. Bound is the size of each
// here; the time they take is in the benchmark.
func bombs(n int) map[string]string {
	p := "<p>Japan is in no hurry to sign, its negotiator said on Tuesday, and wants the tariffs on cars removed.</p>"
	story := strings.Repeat(p, 3)
	return map[string]string{
		"deep elements":     strings.Repeat("<div>", n) + story,
		"deep phrases":      strings.Repeat("<b>", n) + story,
		"deep lists":        strings.Repeat("<ul><li>", n/2) + story,
		"deep tables":       strings.Repeat("<table><tr><td>", n/3) + story,
		"deep articles":     strings.Repeat("<article itemprop=articleBody>", n/10) + strings.Repeat(p, n/100),
		"deep headings":     strings.Repeat("<h1>", n) + story,
		"deep data":         `<script type="application/ld+json">` + strings.Repeat("[", n) + "</script>" + story,
		"a wide attribute":  `<div class="` + strings.Repeat("ad ", n) + `">` + story,
		"many attributes":   "<div " + strings.Repeat(" a", n) + ">" + story,
		"never closed":      strings.Repeat("<p>Text, and more text of a story.", n/10) + story,
		"never opened":      strings.Repeat("</div></p></b></td>", n/10) + story,
		"crossed":           strings.Repeat("<b><p><i></b></p>", n/10) + story,
		"links in links":    strings.Repeat("<a href=x><p>", n/10) + story,
		"a comment":         story + "<!--" + strings.Repeat("<!--", n/4),
		"less-than signs":   story + strings.Repeat("<a<", n/3),
		"references":        "<p>" + strings.Repeat("&amp&#x202e;&#0;", n/16) + "</p>" + story,
		"zeros":             story + strings.Repeat("\x00", n),
		"one word":          story + "<p>" + strings.Repeat("a", n),
		"boxes of comments": strings.Repeat(`<div class="comment"><p>No, never, and not at any price at all, I say.</p></div>`, n/80) + story,
		"plain text marker": "<plaintext>" + story + strings.Repeat("<div>", n),
	}
}

// TestBombs survives them, and still finds the story where there is one.
func TestBombs(t *testing.T) {
	for name, s := range bombs(20_000) {
		d, err := Open([]byte("<html><body>"+s), Options{Name: name + ".html"})
		if err != nil {
			if fault.KindOf(err) != fault.BadInput {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\x00\u202e\u2066") {
			t.Errorf("%s: what is read is not clean", name)
		}
		if name != "boxes of comments" && !strings.Contains(d.Text, "wants the tariffs on cars removed") {
			t.Errorf("%s: the story is lost: %.80q", name, d.Text)
		}
	}
}

// BenchmarkBombs reads a million of each.
func BenchmarkBombs(b *testing.B) {
	for name, s := range bombs(1_000_000) {
		raw := []byte("<html><body>" + s)
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				Open(raw, Options{})
			}
		})
	}
}

// BenchmarkStory reads an ordinary page.
func BenchmarkStory(b *testing.B) {
	raw, err := os.ReadFile("testdata/agency.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Open(raw, Options{})
	}
}

// FuzzOpen: any bytes end in a clean text or in a BadInput.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"testdata/agency.html", "testdata/tables.html", "testdata/unclosed.html", "testdata/data-only.html"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, "")
	}
	f.Add([]byte("<html><p>\xff\xfe\x00"), "text/html; charset=gb18030")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), "")
	f.Add([]byte("plain \x82\xa0\x82\xa2"), "text/plain")
	f.Fuzz(func(t *testing.T, raw []byte, kind string) {
		d, err := Open(raw, Options{Name: "f", ContentType: kind})
		if err != nil {
			if k := fault.KindOf(err); k != fault.BadInput {
				t.Fatalf("kind %v: %v", k, err)
			}
			return
		}
		if d.Format == "html" && (!utf8.ValidString(d.Text) || strings.ContainsFunc(d.Text, func(r rune) bool { return invisible(r) && r != '\n' })) {
			t.Fatalf("not clean: %q", d.Text)
		}
		if d.Same() && d.Text != string(raw) {
			t.Fatal("a plain text changed")
		}
		again, _ := Open(raw, Options{Name: "f", ContentType: kind})
		if diff := cmp.Diff(d, again); diff != "" {
			t.Fatal("not the same twice", diff)
		}
	})
}
