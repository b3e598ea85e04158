package seed

import (
	"testing"
	"testing/fstest"

	"parley/record"
)

// Every track has terms, a record of its own and only whole entries.
func TestLoad(t *testing.T) {
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	reg, err := record.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	terms, claims := map[string]int{}, map[string]int{}
	for _, x := range r.Terms {
		terms[x.Track]++
	}
	for _, c := range r.Claims {
		claims[c.Track]++
	}
	for _, tr := range reg.Tracks {
		if terms[tr.ID] != 1 || claims[tr.ID] < 2 {
			t.Errorf("%s: %d terms, %d claims", tr.ID, terms[tr.ID], claims[tr.ID])
		}
	}
	for _, l := range r.Links {
		if c := r.Find(l.Claim); l.On < c.Said {
			t.Errorf("%s: its outcome of %s comes before it was said on %s", l.Claim, l.On, c.Said)
		}
		if l.Outcome != "" && l.On < r.Find(l.Outcome).Said {
			t.Errorf("%s: the outcome %s is of a later day than %s", l.Claim, l.Outcome, l.On)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	reg, err := record.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const good = "claims:\n- {id: a, track: us-japan, type: DEMAND, by: JP, to: US, on: '2025-05-20', text: x, source: y, grade: B}\n"
	for name, text := range map[string]string{
		"no such good":    "claims:\n- {id: a, type: DEMAND, by: JP, to: US, on: '2025-05-20', text: x, source: y, grade: B, goods: [dragons]}\n",
		"no such party":   "claims:\n- {id: a, type: DEMAND, by: XX, to: US, on: '2025-05-20', text: x, source: y, grade: B}\n",
		"no such day":     "claims:\n- {id: a, type: DEMAND, by: JP, to: US, on: '2025-02-30', text: x, source: y, grade: B}\n",
		"no source":       "claims:\n- {id: a, type: DEMAND, by: JP, to: US, on: '2025-05-20', text: x, grade: B}\n",
		"no such claim":   good + "outcomes:\n- {claim: b, result: met, on: '2025-06-01', source: y}\n",
		"no such result":  good + "outcomes:\n- {claim: a, result: maybe, on: '2025-06-01', source: y}\n",
		"unknown field":   good + "surprise: 1\n",
		"the same id":     good + good[8:],
		"dispute of none": good + "disputes:\n- {claim: z, about: x}\n",
	} {
		if _, err := load(fstest.MapFS{"x.yaml": {Data: []byte(text)}}, reg); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	if _, err := load(fstest.MapFS{"x.yaml": {Data: []byte(good)}}, reg); err != nil {
		t.Error(err)
	}
}
