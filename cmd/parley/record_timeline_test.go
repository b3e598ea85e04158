package main

import (
	"encoding/xml"
	"errors"
	"io"
	"sort"
	"strings"
	"testing"
	"time"

	"parley/record"
	"parley/record/seed"
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
		for _, width := range []int{390, 1280} {
			var b strings.Builder
			drawTimeline(&b, track, entries[:n], width)
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
}

// No label meets another of its row, and none leaves the drawing, at any width.
func TestTimelineLabels(t *testing.T) {
	reg, err := record.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	base, err := seed.Load()
	if err != nil {
		t.Fatal(err)
	}
	for i := range reg.Tracks {
		track := &reg.Tracks[i]
		entries, err := reg.Chronicle(track.ID, track.Since, "")
		if err != nil {
			t.Fatal(err)
		}
		for k := range base.Claims {
			if base.Claims[k].Track == track.ID {
				entries = append(entries, entryOf(&base.Claims[k]))
			}
		}
		sort.SliceStable(entries, func(a, b int) bool { return entries[a].Date < entries[b].Date })
		for _, width := range []float64{700, 1280, 2000} {
			first, last := span(entries)
			marks := setMarks(entries, track, func(day string) float64 {
				d, _ := time.Parse(time.DateOnly, day)
				return 130 + (width-170)*d.Sub(first).Hours()/last.Sub(first).Hours()
			}, width-5)
			end := map[[2]int]float64{}
			for _, m := range marks {
				if m.row == markRows {
					continue
				}
				from, to := m.x-3, m.x+8+markWidth*float64(len([]rune(m.label(min(markMost, max(markText, int((m.room-8)/markWidth)))))))
				if m.leftward {
					from, to = m.x-8-markWidth*float64(len([]rune(m.label(markText)))), m.x+3
				}
				k := [2]int{m.lane, m.row}
				if from < end[k]-4 || to > width {
					t.Errorf("%s at %.0f: %q from %.0f to %.0f, the one before ends at %.0f", track.ID, width, m.label(markText), from, to, end[k])
				}
				end[k] = to
			}
		}
	}
}
