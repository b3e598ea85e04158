package brief

import (
	"fmt"
	"testing"

	"parley/record"
)

// TestEarlier: what the story says again is shown however old; of the rest
// the latest, in order of time.
func TestEarlier(t *testing.T) {
	b := fixture(t)
	got := ""
	for _, e := range b.Record {
		got += fmt.Sprint(e.ID, e.Again, " ")
	}
	if want := "jp-cars[c01] us-crops[] "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var many []Earlier
	for i := range 30 {
		many = append(many, Earlier{ID: fmt.Sprint(i), Said: fmt.Sprintf("2025-04-%02d", i+1), Type: record.Threat, Giver: "US"})
	}
	b.addEarlier(many)
	if len(b.Record) != earlierRows || b.Record[0].ID != "20" || b.Record[9].ID != "29" {
		t.Errorf("%d rows, %+v", len(b.Record), b.Record)
	}
	b.addEarlier(nil)
	if _, ok := b.sectionRecord(); ok {
		t.Error("an empty section")
	}
	goods := func(g ...string) record.Subject { return record.Subject{Goods: g, Topic: "tariff"} }
	for _, x := range []struct {
		a, b record.Subject
		want bool
	}{{goods("cars"), goods("cars", "steel"), true}, {goods("cars"), goods("corn"), false}, {goods(), goods(), true}, {goods(), goods("cars"), false}, {record.Subject{}, record.Subject{}, false}} {
		if got := sharesSubject(x.a, x.b); got != x.want {
			t.Errorf("%+v %+v: %v", x.a, x.b, got)
		}
	}
}
