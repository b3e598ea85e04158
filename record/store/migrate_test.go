package store

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"
	"parley/record"
)

// older makes a file as the program of a schema left it: one story with a
// demand and an offer, an outcome, a retraction and a dispute, written with
// the columns that the schema had.
func older(t *testing.T, path string, schema int64) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), schema); err != nil {
		t.Fatal(err)
	}
	exec := func(q string, args ...any) {
		t.Helper()
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(err)
		}
	}
	raw := "Japan demands that the duty on cars go. It offers corn."
	id := "ad5ff2fbf5cf9a6bb19e4a3e2be97ac2c8d6fd5d0a5bf2ef16dad1a0a5c0c3a2"
	exec(`INSERT INTO sources (id, published, story, sketch, raw, body) VALUES (?, '2025-05-20', ?, ?, ?, ?)`, id, id, sketch(raw), []byte(raw),
		fmt.Sprintf(`{"id":%q,"path":"a.txt","published":"2025-05-20","track":"us-japan","known":"2025-05-21","story":%q,"bytes":55}`, id, id))
	for i, typ := range []record.Type{record.Demand, record.Offer} {
		k := claim(fmt.Sprintf("c%02d", i+1), typ, "tariff", "cars")
		c := Claim{ID: fmt.Sprint("k", i), Fact: fmt.Sprint("f", i), Track: "us-japan", Said: "2025-05-20", Known: "2025-05-21", Story: id, Source: id, Claim: k}
		exec(`INSERT INTO claims (id, fact, key, track, type, giver, receiver, said, known, story, polarity, value, unit, body)
			VALUES (?, ?, ?, 'us-japan', ?, 'JP', 'US', '2025-05-20', '2025-05-21', ?, '+', 0, '', json(?))`,
			c.ID, c.Fact, storedKey(&c), string(typ), id, fmt.Sprintf(`{"id":%q,"fact":%q,"track":"us-japan","said":"2025-05-20","known":"2025-05-21","source":%q,"story":%q,"citation":"a.txt","claim":{"id":"c01","type":%q,"giver":"JP","receiver":"US","modality":"actual","polarity":"+","date":"2025-05-20","subject":{"topic":"tariff","goods":["cars"]},"quote":"words","start":0,"end":5,"rule":"x"}}`, c.ID, c.Fact, id, id, typ))
	}
	exec(`INSERT INTO links (id, claim, outcome, body) VALUES ('l1', 'k0', '', '{"id":"l1","claim":"k0","result":"met","on":"2025-07-22","known":"2025-07-23"}')`)
	exec(`INSERT INTO notices (id, claim, known, body) VALUES ('n1', 'k1', '2025-06-01', '{"id":"n1","kind":"retract","claim":"k1","reason":"x","known":"2025-06-01"}')`)
	exec(`INSERT INTO disputes (id, claim, against, body) VALUES ('d1', 'k0', '', '{"id":"d1","claim":"k0","against":"","about":"y","known":"2025-05-21"}')`)
}

// A file of every older schema is brought up to date and answers as before.
func TestMigrationsFromEverySchema(t *testing.T) {
	top, err := latest()
	if err != nil {
		t.Fatal(err)
	}
	for v := int64(1); v <= top; v++ {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "old.db")
			older(t, path, v)
			s := open(t, path)
			if have, err := s.version(t.Context()); err != nil || have != top {
				t.Fatalf("schema %d after opening, want %d (%v)", have, top, err)
			}
			cs, err := s.Claims(t.Context(), Filter{})
			if err != nil || len(cs) != 1 || cs[0].ID != "k0" {
				t.Fatalf("%+v %v", cs, err)
			}
			facts, err := s.Facts(t.Context(), Filter{Track: "us-japan"})
			if err != nil || len(facts) != 1 || len(facts[0].Results) != 1 {
				t.Fatalf("%+v %v", facts, err)
			}
			ds, err := s.Disputes(t.Context(), Filter{})
			if err != nil || len(ds) != 1 {
				t.Fatalf("%+v %v", ds, err)
			}
			h, err := s.Check(t.Context())
			if err != nil || h.Claims != 2 || h.Undigested != 5 || len(h.Structure) != 0 {
				t.Fatalf("%+v %v", h, err)
			}
			// The next source that says it joins the old fact, with a digest.
			a := add(t, s, prose("z", 60), reading("2025-05-22", claim("", record.Demand, "tariff", "cars")))
			if a.Joined != 1 || a.Claims[0].Fact != "f0" {
				t.Errorf("%+v", a)
			}
			if h, err = s.Check(t.Context()); err != nil || h.Undigested != 5 || h.Claims != 3 {
				t.Errorf("%+v %v", h, err)
			}
		})
	}
}

// The migrations go down and up again, and a file may have any name.
func TestMigrationsDown(t *testing.T) {
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
