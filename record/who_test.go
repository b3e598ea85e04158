package record

import "testing"

// An office that several parties have gives its holder in each; one that is
// named with its party gives one.
func TestWhoOfManyParties(t *testing.T) {
	reg, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		least   int
		parties map[string]string
	}{
		{"finance minister", 3, map[string]string{"JP": "Katsunobu Kato", "GB": "Rachel Reeves"}},
		{"finance minister of Japan", 1, map[string]string{"JP": "Katsunobu Kato"}},
		{"USTR", 1, map[string]string{"US": "Jamieson Greer"}},
	} {
		who, err := reg.Who(c.name, "2025-05-20")
		if err != nil || len(who) < c.least || c.least == 1 && len(who) != 1 {
			t.Errorf("%s: %d people, %v", c.name, len(who), err)
			continue
		}
		got := map[string]string{}
		for _, a := range who {
			got[a.Party] = a.Person
		}
		for party, want := range c.parties {
			if got[party] != want {
				t.Errorf("%s: %s is %q, want %q", c.name, party, got[party], want)
			}
		}
	}
	if _, err := reg.Who("minister of magic", "2025-05-20"); err == nil {
		t.Error("an office that nobody has was found")
	}
}
