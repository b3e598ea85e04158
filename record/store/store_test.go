package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

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
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1)) // the moment differs each time; the test must hold for all
	for round := range 6 {
		c := writer(path, fmt.Sprint("r", round), 1_000_000)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for n := 0; n < 4 && in.Scan(); n++ {
			acked[in.Text()] = true
		}
		moment := time.Duration(rng.IntN(40000)) * time.Microsecond
		time.AfterFunc(moment, func() { c.Process.Kill() }) // SIGKILL: no handler runs
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
	if len(acked) < 24 {
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

// Many accounts of one number are one difference with all its versions, also
// where two groups of accounts meet late; a dispute apart stays apart.
func TestGather(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	const n = 24
	for i := range n {
		c := claim("", record.Demand, "tariff", "cars")
		c.Subject.Value, c.Subject.Unit = float64(i+1), "percent"
		add(t, s, prose(fmt.Sprint("z", i), 60), reading("2025-05-20", c))
	}
	own := claim("", record.Offer, "purchase", "corn")
	own.Contested = true
	add(t, s, prose("own", 60), reading("2025-05-21", own))
	ds, err := s.Disputes(t.Context(), Filter{})
	if err != nil || len(ds) != n*(n-1)/2+1 {
		t.Fatalf("%d disputes, %v", len(ds), err)
	}
	gs := Gather(ds)
	if len(gs) != 2 || len(gs[0].Claims) != n || len(gs[0].IDs) != n*(n-1)/2 || len(gs[1].Claims) != 1 {
		t.Fatalf("%d differences", len(gs))
	}
	if want := "24 accounts: 1, 2, 3, 4, 5, 6, …, 20, 21, 22, 23, 24 percent"; gs[0].About != want {
		t.Errorf("%q, want %q", gs[0].About, want)
	}
	pair := func(id, a, b string) Disagreement {
		return Disagreement{Dispute: Dispute{ID: id, Claim: a, Against: b}, This: Claim{ID: a}, That: &Claim{ID: b}}
	}
	gs = Gather([]Disagreement{pair("d1", "a", "b"), pair("d2", "c", "d"), pair("d3", "b", "c"), pair("d4", "x", "y")})
	if len(gs) != 2 || len(gs[0].Claims) != 4 || len(gs[1].Claims) != 2 {
		t.Errorf("%+v", gs)
	}
}
