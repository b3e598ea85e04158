package record

import (
	"flag"
	"os"
	"testing"
)

var traceFile = flag.String("clauses", "", "story whose clauses to print, with subject, verbs and the rules that match")

// TestTrace prints how the reader cuts a story into clauses and what each
// rule makes of them. It is for writing rules.
func TestTrace(t *testing.T) {
	if *traceFile == "" {
		t.Skip("name a story with -clauses")
	}
	text, err := os.ReadFile(*traceFile)
	if err != nil {
		t.Fatal(err)
	}
	traced = func(d *doc, c *clause) {
		t.Logf("CLAUSE conn=%q sub=%v inherit=%v %q", c.conn, c.sub, c.inherit, d.words(c.from, c.to))
		if c.frame != nil {
			t.Logf("    frame %q %s by %q of %s", c.frame.verb, c.frame.kind, c.frame.speaker, c.frame.party)
		}
		if c.subject != nil {
			t.Logf("    subject %q %s", d.text[c.subject.start:c.subject.end], d.partyOf(c.subject))
		}
		if c.patient != nil {
			t.Logf("    patient %q", d.text[c.patient.start:c.patient.end])
		}
		for _, g := range d.groups(c.main, c.to, nil) {
			t.Logf("    verb %s %q modal=%q neg=%v passive=%v finite=%v inf=%v ger=%v part=%v past=%v", g.lem, d.words(g.from, g.head+1), g.modal, g.neg, g.passive, g.finite, g.inf, g.ger, g.part, g.past)
		}
		id, _ := d.act(c)
		t.Logf("    act %q", id)
		for _, f := range d.candidates(c) {
			t.Logf("    %s %d at %q accept=%v", f.rule.id, f.rule.weight, d.words(f.from, f.to), d.accept(c, f))
		}
	}
	defer func() { traced = nil }()
	r, err := Read(text, Options{Published: may20})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Claims {
		t.Logf("%s %s>%s %q (%s)", c.Type, c.Giver, c.Receiver, c.Quote, c.Rule)
	}
}
