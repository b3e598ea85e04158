package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"parley/record"
)

// The drawing is well-formed XML whatever words the entries hold, and every
// mark has its words as a tooltip.
func TestTimelineSVG(t *testing.T) {
	track := &record.Track{ID: "us-japan", Name: "A & B <script>", Parties: []string{"US", "JP"}, Since: "2025-01-01"}
	var entries []record.Entry
	for _, kind := range []string{"round", "demand", "agreement", "measure", "threat"} {
		for range 12 {
			entries = append(entries, record.Entry{Date: "2025-05-20", Kind: kind, What: "US to JP: <b onload=\"x\"> & \u202eevil\x01 words", Source: "a<b"})
		}
	}
	for _, n := range []int{0, 1, len(entries)} {
		var b strings.Builder
		drawTimeline(&b, track, entries[:n])
		titles := 0
		d := xml.NewDecoder(strings.NewReader(b.String()))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := tok.(xml.StartElement); ok {
				switch e.Name.Local {
				case "title":
					titles++
				case "b", "script":
					t.Errorf("words became markup: %s", e.Name.Local)
				}
			}
		}
		if titles != n {
			t.Errorf("%d marks, want %d", titles, n)
		}
	}
}
