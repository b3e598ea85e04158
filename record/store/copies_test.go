package store

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"parley/record"
	"parley/record/page"
)

// TestCopies: a page, a text and a text of another character set are copies
// of one story when their words are the same, whatever stands around them;
// and they come out of an export with the same sketches.
func TestCopies(t *testing.T) {
	plain := strings.Repeat("Japan demanded on Tuesday that the United States remove its tariffs on cars. ", 2) +
		"A deal without cars has no merit, the minister (大臣) told reporters in Tokyo, and he added that it may offer to buy more corn and soybeans. Working-level talks were held in Washington on Monday."
	furniture := strings.Repeat("<li><a href=x>Another story, on something else, number one</a></li>", 40)
	html := "<html><body><nav><ul>" + furniture + "</ul></nav><article><p>" + plain + "</p></article></body></html>"
	jis, err := japanese.ShiftJIS.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "a.db"))
	add := func(name, raw string) *Added {
		t.Helper()
		d, err := page.Open([]byte(raw), page.Options{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		o := Origin{}
		if d.Format == "html" {
			o.Format = d.Format
		}
		if d.Charset != "utf-8" {
			o.Charset = d.Charset
		}
		r := reading("2025-05-20")
		r.Article.Path, r.Article.Text = name, d.Text
		copies, err := s.CopiesOf(t.Context(), []byte(raw), d.Text, "2025-05-20")
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.AddFrom(t.Context(), o, []byte(raw), r, "2025-06-01")
		if err != nil {
			t.Fatal(err)
		}
		if (a.CopyOf != "") != (len(copies) > 0) {
			t.Errorf("%s: copy of %q, but CopiesOf finds %v", name, a.CopyOf, copies)
		}
		return a
	}
	first := add("a.txt", plain)
	if got := add("a.html", html); got.CopyOf != first.Source {
		t.Errorf("the page is a copy of %q", got.CopyOf)
	}
	if got := add("jis.txt", jis); got.CopyOf != first.Source {
		t.Errorf("the Shift_JIS text is a copy of %q", got.CopyOf)
	}
	if got := add("b.txt", "Canada will rescind its tax on digital services so that talks with the United States can resume, the finance ministry said on Monday in a statement."); got.CopyOf != "" {
		t.Errorf("another story is a copy of %q", got.CopyOf)
	}
	if share, same := Resemblance(plain, plain+" One more sentence stands in this copy."); !same || share < 0.7 || share >= 1 {
		t.Errorf("resemblance %v %v", share, same)
	}
	var out bytes.Buffer
	if _, err := s.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	again := open(t, filepath.Join(dir, "b.db"))
	if _, err := again.Import(t.Context(), bytes.NewReader(out.Bytes()), "x"); err != nil {
		t.Fatal(err)
	}
	if share, err := again.CopiesOf(t.Context(), nil, plain, "2025-05-20"); err != nil || len(share) != 3 || share[2].Share < 0.99 {
		t.Errorf("after import: %v, %v", share, err)
	}
}

// TestAcceptedLater: a proposal accepted after its story was put on record
// goes there alone, once, under the name of its model.
func TestAcceptedLater(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	raw := []byte("Tokyo could buy more corn, a person familiar with the matter said.")
	if _, err := s.Add(t.Context(), raw, reading("2025-05-20"), "2025-05-21"); err != nil {
		t.Fatal(err)
	}
	p := record.Claim{ID: "p01", Type: record.OfferItem, Giver: "JP", Receiver: "US", Quote: "Tokyo could buy more corn", End: 25, Rule: "proposed:small-1", Certainty: "proposed", Modality: "actual", Polarity: "+"}
	for i, want := range []int{1, 0} {
		a, err := s.Add(t.Context(), raw, reading("2025-05-20", p), "2025-05-23")
		if err != nil {
			t.Fatal(err)
		}
		if !a.Already || len(a.Claims) != want {
			t.Errorf("time %d: %+v", i, a)
		}
		if want == 1 && (a.Claims[0].ProposedBy != "small-1" || a.Claims[0].Known != "2025-05-23" || !strings.Contains(a.Claims[0].Citation, "proposed by small-1, accepted 2025-05-23")) {
			t.Errorf("%+v", a.Claims[0])
		}
	}
}
