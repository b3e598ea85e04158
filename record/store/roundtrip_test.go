package store

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/internal/fault"
	"parley/record"
)

// weird draws texts with what breaks formats: control characters, line and
// paragraph separators, marks of direction, bytes that are no UTF-8.
func weird(t *rapid.T, name string) string {
	return rapid.OneOf(rapid.String(), rapid.Just("\x00\x1b[31m\u2028\u2029\u202e\ufeff<script>\"'\\"), rapid.Just("\xff\xfe\xed\xa0\x80 caf\xe9"), rapid.Just("line\r\nline\n{\"claim\":{}}")).Draw(t, name)
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
				c := claim("", rapid.SampledFrom([]record.Type{record.Demand, record.Offer, record.Statement}).Draw(rt, "type"), weird(rt, "topic"), rapid.SampledFrom([]string{"cars", "corn"}).Draw(rt, "good"))
				c.Quote, c.Speaker = weird(rt, "quote"), weird(rt, "speaker")
				c.Polarity = rapid.SampledFrom([]string{"+", "-"}).Draw(rt, "polarity")
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
			if _, err := s.AddLink(t.Context(), Link{Claim: ids[0], Result: "met", On: "2025-07-01", Note: weird(rt, "note"), Known: "2025-07-02"}); err != nil {
				rt.Fatal(err)
			}
			if _, err := s.Retract(t.Context(), ids[len(ids)-1], weird(rt, "why"), "2025-07-02"); err != nil {
				rt.Fatal(err)
			}
		}
		if len(ids) > 1 {
			if _, err := s.Correct(t.Context(), ids[0], "why", "2025-07-03", func(c *Claim) error { c.Claim.Giver, c.Text = "KR", weird(rt, "text"); return nil }); err != nil {
				rt.Fatal(err)
			}
			k := Claim{Track: "us-japan", Said: "2025-05-10", Known: "2025-07-04", Citation: weird(rt, "citation"), Claim: claim("", record.Demand, "tariff", "cars")}
			if _, err := s.Note(t.Context(), k); err != nil {
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
