package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
	"pgregory.net/rapid"

	"parley/internal/fault"
	"parley/record"
)

// TestMain lets the test binary be the other process of the crash and
// concurrency tests: it adds articles and prints each id once it is safe.
func TestMain(m *testing.M) {
	if path := os.Getenv("PARLEY_TEST_WRITER"); path != "" {
		s, err := Open(context.Background(), path, nil)
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		n := 0
		fmt.Sscan(os.Getenv("PARLEY_TEST_COUNT"), &n)
		for i := 0; i < n; i++ {
			raw, r := article(os.Getenv("PARLEY_TEST_NAME"), i)
			added, err := s.Add(context.Background(), raw, r, "2025-06-01")
			if err != nil {
				fmt.Println("error:", err)
				os.Exit(1)
			}
			fmt.Println(added.Source)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// article makes a story with two claims.
func article(name string, i int) ([]byte, *record.Reading) {
	raw := []byte(fmt.Sprintf("Story %s number %d. Japan demands that the duty on good %d be removed. It offers corn %s%d.", name, i, i, name, i))
	return raw, &record.Reading{Article: record.Article{Path: fmt.Sprintf("%s-%d.txt", name, i), Published: "2025-05-20", Track: "us-japan"}, Claims: []record.Claim{
		claim("c01", record.Demand, "tariff", fmt.Sprintf("%s-good-%d", name, i)), claim("c02", record.Offer, "purchase", "corn")}}
}

func claim(id string, t record.Type, topic, good string) record.Claim {
	return record.Claim{ID: id, Type: t, Giver: "JP", Receiver: "US", Modality: "actual", Polarity: "+", Date: "2025-05-20", Certainty: "attributed",
		Subject: record.Subject{Topic: topic, Goods: []string{good}}, Quote: "words"}
}

func reading(day string, cs ...record.Claim) *record.Reading {
	for i := range cs {
		cs[i].ID, cs[i].Date = fmt.Sprintf("c%02d", i+1), day
	}
	return &record.Reading{Article: record.Article{Path: "a.txt", Published: day, Track: "us-japan"}, Claims: cs}
}

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func add(t *testing.T, s *Store, raw string, r *record.Reading) *Added {
	t.Helper()
	a, err := s.Add(t.Context(), []byte(raw), r, "2025-06-01")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// prose makes words that no other seed makes.
func prose(seed string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", seed, i)
	}
	return b.String()
}

func TestIdentity(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	rate := func(v float64) record.Claim {
		c := claim("", record.Threat, "tariff", "cars")
		c.Subject.Value, c.Subject.Unit = v, "percent"
		return c
	}
	first := add(t, s, prose("a", 60), reading("2025-05-20", claim("", record.Demand, "tariff", "cars"), rate(25)))
	again := add(t, s, prose("b", 60), reading("2025-05-24", claim("", record.Demand, "tariff", "cars"), rate(0)))
	if again.Joined != 2 || again.Claims[0].Fact != first.Claims[0].Fact || again.Claims[1].Fact != first.Claims[1].Fact || len(again.Disputes) != 0 {
		t.Errorf("the same claims from another source did not join: %+v", again)
	}
	syndicated := add(t, s, "Headline changed. "+prose("b", 60), reading("2025-05-24", claim("", record.Demand, "tariff", "cars")))
	if syndicated.CopyOf != again.Source {
		t.Errorf("copy of %q, want %q", syndicated.CopyOf, again.Source)
	}
	other := add(t, s, prose("c", 60), reading("2025-05-21", claim("", record.Demand, "tariff", "steel"), rate(30)))
	if other.Claims[0].Fact == first.Claims[0].Fact {
		t.Error("demands about other goods joined")
	}
	if len(other.Disputes) != 1 || other.Disputes[0].Against != first.Claims[1].ID || !strings.Contains(other.Disputes[0].About, "30 against 25 percent") {
		t.Errorf("disputes: %+v", other.Disputes)
	}
	denied := claim("", record.Demand, "tariff", "cars")
	denied.Polarity = "-"
	if d := add(t, s, prose("d", 60), reading("2025-05-20", denied)); len(d.Disputes) != 1 {
		t.Errorf("a denial opened %d disputes", len(d.Disputes))
	}
	if late := add(t, s, prose("e", 60), reading("2025-08-20", claim("", record.Demand, "tariff", "cars"), rate(40))); late.Joined != 0 || len(late.Disputes) != 0 {
		t.Errorf("months later: %+v", late)
	}
	facts, err := s.Facts(t.Context(), Filter{Types: []record.Type{record.Demand}, To: "2025-05-31"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if f.Fact == first.Claims[0].Fact && (f.Support != 2 || f.Times != 3 || f.First != "2025-05-20" || f.Last != "2025-05-24") {
			t.Errorf("support %d, times %d, %s to %s; want 2, 3, 05-20 to 05-24", f.Support, f.Times, f.First, f.Last)
		}
	}
	if len(facts) != 3 {
		t.Errorf("%d facts, want 3", len(facts))
	}
	if a := add(t, s, prose("a", 60), reading("2025-05-20")); !a.Already {
		t.Error("the same bytes were added twice")
	}
}

func TestRetractAndCorrect(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	a := add(t, s, prose("a", 60), reading("2025-05-20", claim("", record.Demand, "tariff", "cars"), claim("", record.Offer, "purchase", "corn")))
	if _, err := s.Retract(t.Context(), a.Claims[0].ID, "withdrawn", "2025-06-03"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Retract(t.Context(), a.Claims[0].ID, "withdrawn", "2025-06-03"); fault.KindOf(err) != fault.BadInput {
		t.Errorf("second retraction: %v", err)
	}
	n, err := s.Correct(t.Context(), a.Claims[1].ID, "wrong party", "2025-06-04", func(c *Claim) error { c.Claim.Giver = "KR"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.Claims(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(now) != 1 || now[0].ID != n.Claim.ID || now[0].Claim.Giver != "KR" || n.Claim.Corrects != a.Claims[1].ID {
		t.Errorf("what stands: %+v", now)
	}
	before, err := s.Claims(t.Context(), Filter{Known: "2025-06-02"})
	if err != nil {
		t.Fatal(err)
	}
	if len(before) != 2 {
		t.Errorf("on 2 June %d claims stood, want 2", len(before))
	}
	w, err := s.Show(t.Context(), a.Claims[1].ID)
	if err != nil || w.Standing || len(w.Notices) != 1 {
		t.Errorf("show: %+v, %v", w, err)
	}
}

// The database itself refuses to change or remove anything.
func TestAppendOnly(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	add(t, s, prose("a", 60), reading("2025-05-20", claim("", record.Demand, "tariff", "cars")))
	for _, q := range []string{`UPDATE claims SET giver = 'US'`, `DELETE FROM claims`, `DELETE FROM sources`, `UPDATE sources SET raw = x''`} {
		if _, err := s.db.Exec(q); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

// Any record survives export and import, byte for byte.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		if n > 12 { // each case makes two files on the disk
			return
		}
		s, err := Open(t.Context(), filepath.Join(dir, fmt.Sprintf("a%d.db", n)), nil)
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		var ids []string
		for range rapid.IntRange(0, 4).Draw(rt, "sources") {
			raw := rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(rt, "raw")
			var cs []record.Claim
			for range rapid.IntRange(0, 4).Draw(rt, "claims") {
				c := claim("", rapid.SampledFrom([]record.Type{record.Demand, record.Offer, record.Statement}).Draw(rt, "type"), rapid.String().Draw(rt, "topic"), rapid.SampledFrom([]string{"cars", "corn"}).Draw(rt, "good"))
				c.Quote = rapid.String().Draw(rt, "quote")
				c.Subject.Value = rapid.Float64Range(-1e12, 1e12).Draw(rt, "value")
				cs = append(cs, c)
			}
			a, err := s.Add(t.Context(), raw, reading(fmt.Sprintf("2025-05-%02d", rapid.IntRange(1, 28).Draw(rt, "day")), cs...), "2025-06-01")
			if err != nil {
				rt.Fatal(err)
			}
			for _, c := range a.Claims {
				ids = append(ids, c.ID)
			}
		}
		if len(ids) > 0 {
			if _, err := s.AddLink(t.Context(), Link{Claim: ids[0], Result: "met", On: "2025-07-01", Note: rapid.String().Draw(rt, "note"), Known: "2025-07-02"}); err != nil {
				rt.Fatal(err)
			}
			if _, err := s.Retract(t.Context(), ids[len(ids)-1], "why", "2025-07-02"); err != nil {
				rt.Fatal(err)
			}
		}
		var one, two bytes.Buffer
		if _, err := s.Export(t.Context(), &one); err != nil {
			rt.Fatal(err)
		}
		c, err := Open(t.Context(), filepath.Join(dir, fmt.Sprintf("b%d.db", n)), nil)
		if err != nil {
			rt.Fatal(err)
		}
		defer c.Close()
		for range 2 { // the second time nothing is new
			if _, err := c.Import(t.Context(), bytes.NewReader(one.Bytes()), "one"); err != nil {
				rt.Fatal(err)
			}
		}
		if _, err := c.Export(t.Context(), &two); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(one.String(), two.String()); d != "" {
			rt.Fatal(d)
		}
	})
}

func TestImportRefuses(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	good := `{"claim":{"id":"k1","said":"2025-05-20","claim":{"type":"DEMAND"}}}`
	for name, text := range map[string]string{
		"no JSON":       good + "\nnonsense\n",
		"unknown field": `{"clam":{}}`,
		"nothing":       `{}`,
		"no id":         `{"claim":{}}`,
		"other bytes":   `{"source":{"id":"00","raw":"aGk="}}`,
	} {
		_, err := s.Import(t.Context(), strings.NewReader(text), "x.jsonl")
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "x.jsonl:") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if cs, err := s.Claims(t.Context(), Filter{}); err != nil || len(cs) != 0 {
		t.Errorf("a refused import left %d claims (%v)", len(cs), err)
	}
}

func TestRefusedFiles(t *testing.T) {
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.db")
	s := open(t, newer)
	if _, err := s.db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, bytes.Repeat([]byte("no database "), 400), 0o644); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE photos (id)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for path, want := range map[string]string{newer: "schema 99", text: "not a record", foreign: "holds no record"} {
		_, err := Open(t.Context(), path, nil)
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// Of a damaged file what can be read is counted and exported.
func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := open(t, path)
	for i := range 60 {
		raw, r := article("x", i)
		add(t, s, string(raw)+prose("y", 300), r)
	}
	s.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 2; i < len(b); i++ {
		b[i] = 0xa5
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), path, nil)
	if err == nil {
		defer s.Close()
		var out bytes.Buffer
		var n Counts
		n, err = s.Export(t.Context(), &out)
		if lines := bytes.Count(out.Bytes(), []byte("\n")); lines == 0 || n.Sources == 60 && n.Claims == 120 {
			t.Errorf("%d lines of a file half lost, counts %+v", lines, n)
		}
	}
	if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("damaged file: %v", err)
	}
}

// Two processes and two connections write to one new file at the same time.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b"} {
		wg.Go(func() {
			out, err := writer(path, name, 12).CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v: %s", name, err, out)
			}
		})
	}
	s := open(t, path)
	for i := range 12 {
		raw, r := article("c", i)
		add(t, s, string(raw), r)
	}
	wg.Wait()
	cs, err := s.Claims(t.Context(), Filter{})
	if err != nil || len(cs) != 72 {
		t.Errorf("%d claims of 72 (%v)", len(cs), err)
	}
	sound(t, s)
}

// A process that is killed at any moment loses nothing it had acknowledged.
func TestKilledProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	acked := map[string]bool{}
	for round := range 4 {
		c := writer(path, fmt.Sprint("r", round), 1_000_000)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for n := 0; n < 5+3*round && in.Scan(); n++ {
			acked[in.Text()] = true
		}
		c.Process.Kill() // SIGKILL: no handler runs
		for in.Scan() {
			if line := in.Text(); len(line) == 64 {
				acked[line] = true
			}
		}
		var ee *exec.ExitError
		if err := c.Wait(); !errors.As(err, &ee) {
			t.Fatalf("the writer was not killed: %v", err)
		}
	}
	s := open(t, path)
	have := map[string]bool{}
	err := s.each(t.Context(), `SELECT id, (SELECT count(*) FROM claims WHERE json_extract(claims.body, '$.source') = sources.id) FROM sources`, nil, func(rows *sql.Rows) error {
		var id string
		var n int
		err := rows.Scan(&id, &n)
		if n != 2 {
			t.Errorf("source %s has %d claims of 2: half a write", id, n)
		}
		have[id] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for id := range acked {
		if !have[id] {
			t.Errorf("acknowledged source %q is lost", id)
		}
	}
	if len(acked) < 30 {
		t.Errorf("only %d writes were acknowledged", len(acked))
	}
	sound(t, s)
}

func writer(path, name string, n int) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "PARLEY_TEST_WRITER="+path, "PARLEY_TEST_NAME="+name, fmt.Sprint("PARLEY_TEST_COUNT=", n))
	return c
}

func sound(t *testing.T, s *Store) {
	t.Helper()
	var verdict string
	if err := s.db.QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s %v", verdict, err)
	}
}

func TestSuggestedOutcome(t *testing.T) {
	promise := claim("", record.Commitment, "purchase", "corn")
	set := NewSet([]Claim{
		{ID: "a", Track: "us-japan", Said: "2025-05-20", Claim: claim("", record.Offer, "purchase", "corn")},
		{ID: "b", Track: "us-japan", Said: "2025-07-22", Claim: promise},
	}, nil, nil)
	got, err := Seeded(set).Outcomes(t.Context(), Filter{Types: []record.Type{record.Offer}})
	if err != nil || len(got) != 1 || len(got[0].Results) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if r := got[0].Results[0]; !r.Suggested || r.Outcome != "b" || r.Link.Result != "taken-up" {
		t.Errorf("%+v", r)
	}
}

func TestPlover(t *testing.T) {
	c := Claim{ID: "k1", Said: "2025-05-20", Claim: claim("", record.Demand, "tariff", "cars")}
	b, err := json.Marshal(ToPlover(&c, func(s string) string { return s }))
	if err != nil || !strings.Contains(string(b), `"event_type":"REQUEST"`) || !strings.Contains(string(b), `"type":"DEMAND"`) {
		t.Errorf("%s %v", b, err)
	}
}

// A link stands beside the fact it is of, whatever the order of the facts.
func TestResultsBesideTheirFacts(t *testing.T) {
	var cs []Claim
	var ls []Link
	for i, day := range []string{"2025-05-01", "2025-05-03", "2025-05-02"} {
		id := string(rune('a' + i))
		cs = append(cs, Claim{ID: id, Said: day, Claim: claim(id, record.Demand, "tariff", id)})
		ls = append(ls, Link{ID: "l" + id, Claim: id, Result: "met", On: "2025-06-01"})
	}
	set := NewSet(cs, ls, nil)
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), set)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.AddLink(t.Context(), Link{Claim: "b", Result: "pending", On: "2025-07-01", Known: "2025-07-01"}); err != nil {
		t.Fatal(err)
	}
	facts, err := s.Facts(t.Context(), Filter{})
	if err != nil || len(facts) != 3 {
		t.Fatal(facts, err)
	}
	for _, f := range facts {
		want := 1
		if f.ID == "b" {
			want = 2
		}
		if len(f.Results) != want {
			t.Errorf("%s has %d results, want %d", f.ID, len(f.Results), want)
		}
		for _, r := range f.Results {
			if r.Link.Claim != f.ID {
				t.Errorf("%s shows what became of %s", f.ID, r.Link.Claim)
			}
		}
	}
	early, err := s.Facts(t.Context(), Filter{To: "2025-05-31"})
	if err != nil || len(early[0].Results) != 0 {
		t.Errorf("an outcome of June is shown as of May: %+v %v", early, err)
	}
}

// BenchmarkPositions asks a record of 100,000 claims what a party wants.
func BenchmarkPositions(b *testing.B) {
	s := big(b, 100_000)
	for b.Loop() {
		f, err := s.Facts(b.Context(), Filter{Track: "us-japan", Givers: []string{"JP"}, Types: []record.Type{record.Demand, record.Offer, record.RedLine}, To: "2025-12-31"})
		if err != nil || len(f) == 0 {
			b.Fatal(len(f), err)
		}
	}
}

// BenchmarkAdd adds an article of 28 claims to a record of 100,000.
func BenchmarkAdd(b *testing.B) {
	s := big(b, 100_000)
	n := 0
	for b.Loop() {
		n++
		var cs []record.Claim
		for i := range 28 {
			cs = append(cs, claim("", record.Demand, "tariff", fmt.Sprint("good", i)))
		}
		if _, err := s.Add(b.Context(), []byte(prose(fmt.Sprint("n", n, "x"), 600)), reading("2025-05-20", cs...), "2025-06-01"); err != nil {
			b.Fatal(err)
		}
	}
}

// big fills a record: 14 tracks, five types, two years, one claim in four
// says what was said before.
func big(b *testing.B, n int) *Store {
	path := filepath.Join(b.TempDir(), "big.db")
	s, err := Open(b.Context(), path, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	types := []record.Type{record.Demand, record.Offer, record.RedLine, record.MeasureRef, record.Statement}
	givers := []string{"JP", "KR", "EU", "CN", "GB", "CH", "IN", "VN", "ID", "PH", "BR", "CA", "MX", "TW"}
	err = s.write(b.Context(), func(tx *sql.Tx) error {
		for i := range n {
			k := claim("c01", types[i%5], "tariff", fmt.Sprint("good", i/4*13%997))
			k.Giver = givers[i/5%14]
			k.Quote = prose("w", 12)
			day := shift("2025-01-01", i*730/n)
			track := "us-" + k.Giver
			if k.Giver == "JP" {
				track = "us-japan"
			}
			c := Claim{ID: fmt.Sprint("k", i), Fact: fmt.Sprint("f", i-i%4), Track: track, Said: day, Known: day, Published: day, Source: fmt.Sprintf("%064d", i/28), Story: fmt.Sprint(i / 28), Claim: k}
			if err := insertClaim(b.Context(), tx, &c); err != nil {
				return err
			}
			if i%28 == 0 {
				raw := []byte(prose(fmt.Sprint("s", i), 300))
				if err := insertSource(b.Context(), tx, &Source{ID: c.Source, Published: day, Story: c.Story}, sketch(string(raw)), raw); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if st, err := os.Stat(path); err == nil {
			b.ReportMetric(float64(st.Size())/1e6, "MB")
		}
	})
	return s
}

// The migrations go down and up again, and a file may have any name.
func TestMigrations(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my record #1 100%?.db")
	s := open(t, path)
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.DownTo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, path) // brings it up again
	add(t, s, prose("a", 60), reading("2025-05-20", claim("", record.Demand, "tariff", "cars")))
	s.Close()
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	s = open(t, path)
	if cs, err := s.Claims(t.Context(), Filter{}); err != nil || len(cs) != 1 {
		t.Errorf("%d claims, %v", len(cs), err)
	}
}

// A dispute about a claim that was lost is still shown.
func TestDisputeOfLostClaim(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "x.db"))
	if _, err := s.Import(t.Context(), strings.NewReader(`{"dispute":{"id":"d1","claim":"k1","against":"k2","about":"x"}}`), "x"); err != nil {
		t.Fatal(err)
	}
	ds, err := s.Disputes(t.Context(), Filter{})
	if err != nil || len(ds) != 1 || ds[0].That.ID != "k2" {
		t.Errorf("%+v %v", ds, err)
	}
}
