package record

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/cases"
	"parley/internal/fault"
)

func caseStory(t testing.TB) []byte {
	t.Helper()
	b, err := cases.FS.ReadFile("us-japan/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var may20 = time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)

// TestCaseStory reads the project's own story: the kinds of claim it was
// written with, and the three errors put in on purpose.
func TestCaseStory(t *testing.T) {
	text := caseStory(t)
	r, err := Read(text, Options{Path: "article.txt", Published: may20})
	if err != nil {
		t.Fatal(err)
	}
	checkSpans(t, r, string(text))
	if r.Article.Track != "us-japan" {
		t.Errorf("track %q", r.Article.Track)
	}
	has := func(typ Type, giver, quote string, check func(*Claim) bool) {
		t.Helper()
		for i := range r.Claims {
			c := &r.Claims[i]
			if c.Type == typ && c.Giver == giver && strings.Contains(c.Quote, quote) && (check == nil || check(c)) {
				return
			}
		}
		t.Errorf("no %s of %s with %q", typ, giver, quote)
	}
	has(RedLine, "JP", "American tariffs on Japanese cars", func(c *Claim) bool {
		return c.Attribution == "collective" && c.Modality == "conditional" && strings.Join(c.Subject.Measures, " ") == "us-232-autos" && strings.Join(c.Subject.HTS, " ") == "8703" && strings.Join(c.Subject.Sectors, " ") == "C29"
	})
	has(Demand, "JP", "scrap all the tariffs", func(c *Claim) bool {
		return c.Speaker == "Ryoichi Akazawa" && c.Restated && c.Date == "2025-05-20" && len(c.Subject.Measures) == 5 && c.Subject.Ask == "remove"
	})
	has(Disapprove, "JP", "regrettable", func(c *Claim) bool { return c.Attribution == "quoted" && len(c.Subject.Measures) == 5 })
	has(PaceSignal, "JP", "no rush", func(c *Claim) bool { return c.Speaker == "Ryoichi Akazawa" })
	has(PaceSignal, "JP", "eased its pace", func(c *Claim) bool { return c.Speaker == "" && c.Certainty == "inferred" })
	has(Round, "JP", "working-level talks", func(c *Claim) bool {
		return c.Date == "2025-05-19" && c.Subject.Level == "working" && c.Subject.Place == "Washington"
	})
	has(Round, "JP", "third round", func(c *Claim) bool { return c.Subject.Status == "unscheduled" && c.Subject.Ordinal == 3 })
	has(Statement, "US", "dozens of partners", func(c *Claim) bool { return c.Contested && c.Receiver == "*" })
	has(Agreement, "GB", "Britain that struck", func(c *Claim) bool { return c.Date == "2025-05-08" })
	has(Agreement, "CN", "truce", func(c *Claim) bool { return c.Date == "2025-05-12" && c.Subject.Register == "CN-GENEVA" })
	has(Offer, "JP", "could offer", func(c *Claim) bool { return c.Certainty == "anonymous-hypothetical" })
	for _, item := range []string{"corn", "soybeans", "shipbuilding", "inspection standards"} {
		has(OfferItem, "JP", item, func(c *Claim) bool { return c.Parent != "" && c.Modality == "hypothetical" })
	}
	has(MeetingExpected, "JP", "Scott Bessent", func(c *Claim) bool { return c.Subject.Level == "finance ministers" && c.Modality == "future" })
	has(Condition, "JP", "shared understanding", nil)
	codes := map[string]int{}
	for _, f := range r.Flags {
		codes[f.Code]++
	}
	for _, want := range []string{"NAME_GIVEN_MISMATCH", "ROLE_HOLDER_MISMATCH", "DIRECTION_IMPLAUSIBLE", "ANONYMOUS_SOURCE", "NARRATOR_INFERENCE", "NO_PUBLICATION_DATE_IN_TEXT"} {
		if codes[want] != 1 {
			t.Errorf("flag %s raised %d times", want, codes[want])
		}
	}
	if len(r.Flags) != 6 {
		t.Errorf("%d flags, want 6", len(r.Flags))
	}
}

// TestSameInputSameBytes reads twice.
func TestSameInputSameBytes(t *testing.T) {
	text := caseStory(t)
	var first string
	for i := 0; i < 3; i++ {
		r, err := Read(text, Options{Published: may20})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = string(b)
		} else if string(b) != first {
			t.Fatal("the same story gave another answer")
		}
	}
}

// TestForms reads the same story with Windows line ends, a byte-order mark
// and typographic quotation marks: the same claims, with offsets into the
// bytes given.
func TestForms(t *testing.T) {
	plain := string(caseStory(t))
	want, err := Read([]byte(plain), Options{Published: may20})
	if err != nil {
		t.Fatal(err)
	}
	curly := plain
	for strings.Contains(curly, `"`) {
		curly = strings.Replace(strings.Replace(curly, `"`, "“", 1), `"`, "”", 1)
	}
	for name, text := range map[string]string{
		"windows line ends":          strings.ReplaceAll(plain, "\n", "\r\n"),
		"byte-order mark":            "\ufeff" + plain,
		"typographic quotes":         strings.ReplaceAll(curly, "'", "’"),
		"no blank lines":             strings.ReplaceAll(plain, "\n\n", "\n"),
		"trailing space, blank ends": "\n\n" + strings.ReplaceAll(plain, "\n", "  \n") + "\n\n",
		"wrapped lines":              wrapped(plain, 72),
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Read([]byte(text), Options{Published: may20})
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, r, text)
			if len(r.Claims) != len(want.Claims) || len(r.Flags) != len(want.Flags) {
				t.Fatalf("%d claims and %d flags, want %d and %d", len(r.Claims), len(r.Flags), len(want.Claims), len(want.Flags))
			}
			for i := range r.Claims {
				a, b := r.Claims[i], want.Claims[i]
				if a.Type != b.Type || a.Giver != b.Giver || a.Date != b.Date || a.Attribution != b.Attribution {
					t.Errorf("claim %s: %s %s %s, want %s %s %s", a.ID, a.Type, a.Giver, a.Date, b.Type, b.Giver, b.Date)
				}
			}
		})
	}
}

// wrapped breaks lines of a text at n columns.
func wrapped(s string, n int) string {
	var b strings.Builder
	for _, par := range strings.Split(s, "\n") {
		col := 0
		for i, w := range strings.Fields(par) {
			switch {
			case i == 0:
			case col+len(w) >= n:
				b.WriteByte('\n')
				col = 0
			default:
				b.WriteByte(' ')
				col++
			}
			b.WriteString(w)
			col += len(w)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		opts             Options
		kind             fault.Kind
	}{
		{"empty", " \n\t\n", "the article is empty", Options{Published: may20}, fault.BadInput},
		{"only a mark", "\ufeff\n", "the article is empty", Options{Published: may20}, fault.BadInput},
		{"zero byte", "Japan said\x00", "a zero byte at offset 10", Options{Published: may20}, fault.BadInput},
		{"latin 1", strings.Repeat("r\xe9sum\xe9 ", 20), "not UTF-8", Options{Published: may20}, fault.BadInput},
		{"no date", "Japan said no.", "date of publication is missing", Options{}, fault.Usage},
		{"unknown track", "Japan said no.", "unknown track", Options{Published: may20, Track: "us-mars"}, fault.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read([]byte(c.text), c.opts)
			if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != c.kind {
				t.Errorf("error %v (kind %d), want %q (kind %d)", err, fault.KindOf(err), c.want, c.kind)
			}
		})
	}
}

// TestRegistersRefuse holds the loader to its word: an unknown field, a
// missing source, a bad date and a dangling reference are refused with file
// and line.
func TestRegistersRefuse(t *testing.T) {
	good := func() fstest.MapFS {
		m := fstest.MapFS{}
		entries, err := registerFS.ReadDir("registers")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			b, err := registerFS.ReadFile("registers/" + e.Name())
			if err != nil {
				t.Fatal(err)
			}
			m[e.Name()] = &fstest.MapFile{Data: b}
		}
		return m
	}
	if _, err := LoadRegisters(good()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, file, line, want string }{
		{"unknown field", "tracks.yaml", `- {id: us-mars, name: x, parties: [US, JP], speed: 3, source: x}`, "speed"},
		{"no source", "tracks.yaml", `- {id: us-mars, name: x, parties: [US, JP]}`, "names no source"},
		{"unknown party", "tracks.yaml", `- {id: us-mars, name: x, parties: [US, XX], source: x}`, "party XX"},
		{"bad date", "rounds.yaml", `- {id: r, track: us-japan, date: "20 May", source: x}`, "not a date"},
		{"twice", "tracks.yaml", `- {id: us-japan, name: x, parties: [US, JP], source: x}`, "used twice"},
		{"unknown office", "people.yaml", `- {id: a, given: A, family: B, party: JP, source: x, offices: [{office: JP/emperor, from: "2025-01-01"}]}`, "JP/emperor"},
		{"bad grade", "tracks.yaml", `- {id: us-mars, name: x, parties: [US, JP], source: x, grade: Z}`, "grade"},
		{"ends before", "people.yaml", `- {id: a, given: A, family: B, party: JP, source: x, offices: [{office: JP/prime-minister, from: "2025-01-01", to: "2024-01-01"}]}`, "ends before"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := good()
			data := append(append([]byte(nil), m[c.file].Data...), []byte(c.line+"\n")...)
			m[c.file] = &fstest.MapFile{Data: data}
			line := strings.Count(string(data), "\n")
			_, err := LoadRegisters(m)
			var f *fault.Error
			if !errors.As(err, &f) || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want %q", err, c.want)
			}
			if want := "registers/" + c.file + ":" + itoa(line); f.Where != want {
				t.Errorf("place %q, want %q", f.Where, want)
			}
		})
	}
}

// TestDates resolves the expressions that news uses.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		text, pub string
		tense     tense
		from, to  string
	}{
		{"on Tuesday", "2025-05-20", pastTense, "2025-05-20", "2025-05-20"},
		{"on Monday", "2025-05-20", pastTense, "2025-05-19", "2025-05-19"},
		{"on Monday", "2025-05-20", futureTense, "2025-05-26", "2025-05-26"},
		{"last Friday", "2025-05-20", pastTense, "2025-05-16", "2025-05-16"},
		{"last Tuesday", "2025-05-20", pastTense, "2025-05-13", "2025-05-13"},
		{"Tuesday of last week", "2025-05-22", pastTense, "2025-05-13", "2025-05-13"},
		{"Tuesday last week", "2025-05-22", pastTense, "2025-05-13", "2025-05-13"},
		{"last week", "2025-05-20", pastTense, "2025-05-12", "2025-05-18"},
		{"this week", "2025-05-20", futureTense, "2025-05-19", "2025-05-25"},
		{"next week", "2025-05-20", futureTense, "2025-05-26", "2025-06-01"},
		{"the 3rd (local time)", "2025-07-05", pastTense, "2025-07-03", "2025-07-03"},
		{"on the 30th", "2025-07-05", pastTense, "2025-06-30", "2025-06-30"},
		{"on the 1st", "2025-07-28", futureTense, "2025-08-01", "2025-08-01"},
		{"mid-May", "2025-05-20", pastTense, "2025-05-11", "2025-05-20"},
		{"early June", "2025-05-20", futureTense, "2025-06-01", "2025-06-10"},
		{"by the end of this month", "2025-05-20", futureTense, "2025-05-31", "2025-05-31"},
		{"by the end of June", "2025-05-20", futureTense, "2025-06-30", "2025-06-30"},
		{"fiscal 2024", "2025-05-20", pastTense, "2024-04-01", "2025-03-31"},
		{"on July 9", "2025-05-20", futureTense, "2025-07-09", "2025-07-09"},
		{"on 8 May 2025", "2025-05-20", pastTense, "2025-05-08", "2025-05-08"},
		{"in April", "2025-05-20", pastTense, "2025-04-01", "2025-04-30"},
		{"on December 20", "2026-01-05", pastTense, "2025-12-20", "2025-12-20"},
		{"yesterday", "2025-05-20", pastTense, "2025-05-19", "2025-05-19"},
		{"two weeks ago", "2025-05-20", pastTense, "2025-05-06", "2025-05-06"},
		{"2025-05-01", "2025-05-20", pastTense, "2025-05-01", "2025-05-01"},
		{"the week of July 20", "2026-07-02", futureTense, "2026-07-20", "2026-07-26"},
		{"February 30", "2025-05-20", pastTense, "", ""},
	} {
		toks := scan(c.text, 0, len(c.text), nil)
		found := false
		for i := range toks {
			if n, e := timeAt(toks, i, len(toks)); n > 0 {
				from, to := e.resolve(mustDay(t, c.pub), c.tense)
				if from != c.from || to != c.to {
					t.Errorf("%q published %s: %s to %s, want %s to %s", c.text, c.pub, from, to, c.from, c.to)
				}
				found = true
				break
			}
		}
		if !found && c.from != "" {
			t.Errorf("%q: no expression of time found", c.text)
		}
	}
}

// TestNames holds the wrong names of the press apart from right ones.
func TestNames(t *testing.T) {
	for _, c := range []struct{ text, pub, flag string }{
		{"Akio Akazawa, Japan's chief trade negotiator, said the tariffs are regrettable.", "2025-05-20", "NAME_GIVEN_MISMATCH"},
		{"Japanese negotiator Akazawa Ryoichi said the tariffs are regrettable.", "2025-05-20", "NAME_GIVEN_MISMATCH"},
		{"Economic Revitalization Minister Ryomasa Akazawa said the tariffs are regrettable.", "2025-05-20", "NAME_GIVEN_MISMATCH"},
		{"Minister Ryo Akazawa of Japan said the tariffs are regrettable.", "2025-05-20", "NAME_GIVEN_MISMATCH"},
		{"Japanese Finance Minister Shunichi Suzuki said the tariffs are regrettable.", "2025-05-20", "ROLE_HOLDER_MISMATCH"},
		{"Japan's finance minister, Satsuki Katayama, said the tariffs are regrettable.", "2025-05-20", "ROLE_HOLDER_MISMATCH"},
		{"US Treasury Secretary Steven Mnuchin told Japan that tariffs stay.", "2025-05-20", "DEAD_OFFICE"},
		{"Treasury Secretary Janet Yellen told Japan that tariffs stay.", "2025-05-20", "DEAD_OFFICE"},
		{"Commerce Secretary Wilbur Ross told Japan that tariffs stay.", "2025-05-20", "DEAD_OFFICE"},
		{"Japanese Prime Minister Shinzo Abe rejected the US tariffs.", "2025-05-20", "DEAD_OFFICE"},
		{"Japan's Finance Minister Shunichi Katayama said the tariffs are regrettable.", "2026-02-24", "BLENDED_NAME"},
		{"US Trade Representative James E. Gierer told Japan that tariffs stay.", "2025-05-20", "NAME_FAMILY_MISMATCH"},
		{"US Commerce Secretary Howard Rutnik told Japan that tariffs stay.", "2025-05-20", "NAME_FAMILY_MISMATCH"},
		{"Akazawa met Bessent and Latnick in Washington. Japan regrets the tariffs.", "2025-05-20", "NAME_FAMILY_MISMATCH"},
		{"Japanese Prime Minister Shinjiro Koizumi rejected the US tariffs.", "2025-11-10", "ROLE_HOLDER_MISMATCH"},
		{"Japanese Trade Minister Akazawa Ryosei said the tariffs are regrettable.", "2025-11-20", ""},
		{"Japan's chief negotiator Ryōsei Akazawa said the tariffs are regrettable.", "2025-05-20", ""},
		{"South Korean Industry Minister Kim Jeong Kwan said the tariffs are regrettable.", "2025-09-20", ""},
		{"South Korea's industry minister, Kim Jung-kwan, said the tariffs are regrettable.", "2025-09-20", ""},
		{"Former Japanese finance minister Shunichi Suzuki said the US tariffs are regrettable.", "2025-05-20", ""},
		{"EU Trade Commissioner Maroš Šefčovič said the US tariffs are regrettable.", "2025-07-20", ""},
		{"US President Donald J. Trump told Japan that tariffs stay.", "2025-07-20", ""},
		{"South Korean President Lee Jae Myung said the US tariffs are regrettable.", "2025-07-20", ""},
		{"Vice Premier He Lifeng of China said the US tariffs are regrettable.", "2025-07-20", ""},
		{"Swiss officials said President Donald Trump had not answered Switzerland.", "2025-08-07", ""},
		{"Seoul said President Donald Trump would visit South Korea.", "2025-10-07", ""},
		{"Tokyo said Prime Minister Keir Starmer and Foreign Minister Takeshi Iwaya had met in Japan.", "2025-05-07", ""},
		{"Brazil said President Donald Trump and President Luiz Inacio Lula da Silva had spoken.", "2025-10-07", ""},
		{"Japanese Finance Minister Katsunobu Kato said the US tariffs are regrettable.", "2025-05-20", ""},
		{"Japanese Finance Minister Satsuki Katayama said the US tariffs are regrettable.", "2025-11-20", ""},
	} {
		r, err := Read([]byte(c.text), Options{Published: mustDay(t, c.pub)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Flags {
			if f.Code != "NO_PUBLICATION_DATE_IN_TEXT" {
				got = append(got, f.Code)
			}
		}
		if strings.Join(got, " ") != c.flag {
			t.Errorf("%q on %s: flags %v, want %q", c.text, c.pub, got, c.flag)
		}
	}
}

// TestChecks raises the flags on dates, rounds and quotas, and keeps quiet
// where all is well.
func TestChecks(t *testing.T) {
	for _, c := range []struct{ text, pub, flag string }{
		{"Japan and the United States held talks on Friday, May 20.", "2025-05-21", "DATE_WEEKDAY_MISMATCH"},
		{"Japan and the United States held talks on Tuesday, May 20.", "2025-05-21", ""},
		{"Japan and the United States held the fourth round of ministerial talks on May 23.", "2025-05-24", "ROUND_ORDINAL_CONFLICT"},
		{"Japan and the United States held the third round of ministerial talks on May 23.", "2025-05-24", ""},
		{"Japan will increase imports of US rice with a major expansion of the rice quota, the White House said.", "2025-07-25", "QUOTA_CONFLICT"},
		{"Japan will increase imports of US rice within the quota of 770,000 tonnes, the White House said.", "2025-07-25", ""},
	} {
		r, err := Read([]byte(c.text), Options{Published: mustDay(t, c.pub)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Flags {
			if f.Code != "NO_PUBLICATION_DATE_IN_TEXT" {
				got = append(got, f.Code)
			}
		}
		if strings.Join(got, " ") != c.flag {
			t.Errorf("%q: flags %v, want %q", c.text, got, c.flag)
		}
	}
}

// FuzzRead survives any bytes, and what it finds lies in the text.
func FuzzRead(f *testing.F) {
	f.Add(caseStory(f))
	f.Add([]byte(`"He said "that" 'Tokyo' — $8 billion the 3rd of May 2025, U.S. J. Trump's`))
	f.Add([]byte("Japan and the US and Japan and the US " + strings.Repeat("(", 300)))
	f.Add([]byte("\xff\xfe Japan said \u202e that"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Read(b, Options{Published: may20})
		if err != nil {
			return
		}
		for _, c := range r.Claims {
			if c.Start < 0 || c.End > len(b) || string(b[c.Start:c.End]) != c.Quote {
				t.Fatalf("span %d-%d of %d", c.Start, c.End, len(b))
			}
		}
	})
}

// BenchmarkRead reads the project's story; the speed is bytes a second on
// one core.
func BenchmarkRead(b *testing.B) {
	text := caseStory(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(text, Options{Published: may20}); err != nil {
			b.Fatal(err)
		}
	}
}

// testLaw is a law of a few measures; of goods it says what they charge on cars.
type testLaw func(measure, party string) []LawRate

func (l testLaw) Rates(measure, party string) []LawRate { return l(measure, party) }

func (l testLaw) GoodsRates(hts, measures []string, party string, lo, hi time.Time) (added, all []float64) {
	for _, r := range l("us-232-autos", party) {
		if r.holds(lo, hi) {
			all = append(all, r.Pct)
		}
	}
	return all, all
}

// TestRates compares rates in a story with the law that is handed in.
func TestRates(t *testing.T) {
	law := testLaw(func(measure, party string) []LawRate {
		if measure != "us-232-autos" || party != "JP" {
			return nil
		}
		april := mustDay(t, "2025-04-03")
		return []LawRate{{Pct: 25, From: april, Citation: "Proclamation 10908"}, {Pct: 27.5, From: april, Citation: "Proclamation 10908"}}
	})
	for _, c := range []struct{ text, flag string }{
		{"Japan said the 25 percent auto tariff is regrettable.", ""},
		{"Japan said the 27.5% auto tariff is regrettable.", ""},
		{"Japan said the 35 percent auto tariff is regrettable.", "RATE_CONFLICT"},
		{"Japan said a tariff of 20% on cars is unacceptable.", "RATE_CONFLICT"},
		{"Japan wants the auto tariff cut to 10 percent.", ""},
		{"Japan said that it would not accept a 20% auto tariff.", ""},
		{"Trump threatened to raise the auto tariff on Japan to 50 percent.", ""},
	} {
		r, err := Read([]byte(c.text), Options{Published: may20, Law: law})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range r.Flags {
			if f.Code != "NO_PUBLICATION_DATE_IN_TEXT" {
				got += f.Code
			}
		}
		if got != c.flag {
			t.Errorf("%q: flags %q, want %q", c.text, got, c.flag)
		}
	}
}

// TestRulesAreDocumented keeps docs/record.md and the code together.
func TestRulesAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../docs/record.md")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, r := range ruleTable {
		ids[r.id] = true
	}
	for _, a := range annotatedIn(t, "testdata") {
		r, err := Read(a.text, Options{Published: may20})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Claims {
			for _, id := range c.Rules {
				ids[id] = true
			}
		}
		for _, f := range r.Flags {
			ids[f.Rule] = true
		}
	}
	for id := range ids {
		if !strings.Contains(string(doc), "`"+id+"`") {
			t.Errorf("docs/record.md does not list the rule %s", id)
		}
	}
}

// BenchmarkReadStories reads the stories of one batch, one by one.
func BenchmarkReadStories(b *testing.B) {
	files, err := filepath.Glob("testdata/stories/w13/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no stories: ", err)
	}
	var texts [][]byte
	n := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
		n += len(text)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		for _, text := range texts {
			if _, err := Read(text, Options{Published: may20}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestOneDoubtOfARate: two checks that meet on one rate raise one flag, the one
// that compares with the law of the day.
func TestOneDoubtOfARate(t *testing.T) {
	law := testLaw(func(measure, party string) []LawRate {
		if measure != "us-ieepa-reciprocal" || party != "VN" {
			return nil
		}
		return []LawRate{
			{Pct: 46, AllGoods: true, From: mustDay(t, "2025-04-09"), To: mustDay(t, "2025-04-09"), Citation: "EO 14257"},
			{Pct: 20, AllGoods: true, From: mustDay(t, "2025-08-07"), Citation: "EO 14326"},
		}
	})
	for _, c := range []struct {
		text, rule string
	}{
		{"The United States will maintain a tariff of 27% on Vietnamese goods, Vietnam's trade ministry said.", "check.rate.country"},
		{"The United States will maintain its reciprocal tariff of 27% on Vietnamese goods, Vietnam's trade ministry said.", "check.rate"},
		{"Vietnam's trade ministry said it would not accept a 27% tariff on Vietnamese goods.", ""},
		{"Vietnam charges 27% on goods from the United States, the trade ministry in Hanoi said.", ""},
		{"Vietnamese goods have faced a tariff of 27% since August 7, the trade ministry in Hanoi said.", "check.rate.country"},
		{"Washington cut the tariff on Vietnamese goods from 46% to 20% in August, the trade ministry in Hanoi said.", ""},
		{"A 27% tariff on Vietnamese goods came into force, Vietnam's trade ministry said in Hanoi.", "check.rate.country"},
		{"A 20% tariff on Vietnamese goods came into force, Vietnam's trade ministry said in Hanoi.", ""},
		{"The United States threatened a 27% tariff on Vietnamese goods, Vietnam's trade ministry said.", ""},
	} {
		r, err := Read([]byte(c.text), Options{Published: mustDay(t, "2025-09-08"), Law: law})
		if err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, f := range r.Flags {
			if f.Code == "RATE_CONFLICT" {
				have = append(have, f.Rule)
			}
		}
		if got := strings.Join(have, " "); got != c.rule {
			t.Errorf("%q: rules %q, want %q", c.text, got, c.rule)
		}
	}
}
