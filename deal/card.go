package deal

import (
	"io/fs"
	"path"
	"reflect"
	"strings"

	"parley/internal/fault"
)

// Card is an instrument of the library: kind, evidence and ranges that
// several cases share, with its sources.
type Card struct {
	Instrument InstrumentSpec `yaml:"instrument"`
	Sources    []SourceSpec   `yaml:"sources"`
}

// cardFolder holds the library within the cases.
const cardFolder = "instruments"

// Cards names the cards of the library in fsys, in order.
func Cards(fsys fs.FS) []string {
	files, _ := fs.Glob(fsys, cardFolder+"/*.yaml")
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f), ".yaml"))
	}
	return names
}

// ReadCard reads one card of the library.
func ReadCard(fsys fs.FS, name string) (*Card, error) {
	file := path.Join(cardFolder, name+".yaml")
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fault.Missing(name, "cards: "+strings.Join(Cards(fsys), ", "), "no such card")
	}
	var k Card
	if err := decodeYAML(file, data, &k); err != nil {
		return nil, err
	}
	return &k, nil
}

// playCards fills what the case leaves out of an instrument from its card,
// and adds the card's sources. What the case says stands.
func (c *Case) playCards(fsys fs.FS) error {
	have := map[string]bool{}
	for _, s := range c.Sources {
		have[s.ID] = true
	}
	for i := range c.Instruments {
		s := &c.Instruments[i]
		if s.Card == "" {
			continue
		}
		k, err := ReadCard(fsys, s.Card)
		if err != nil {
			if fault.KindOf(err) != fault.NotFound {
				return fault.Bad(c.where(s.Line), "mend the card", "instrument %q, card %q: %v", s.ID, s.Card, err)
			}
			return fault.Bad(c.where(s.Line), "cards: "+strings.Join(Cards(fsys), ", "), "instrument %q asks for card %q, which there is not", s.ID, s.Card)
		}
		to, from := reflect.ValueOf(s).Elem(), reflect.ValueOf(k.Instrument)
		for f := 0; f < to.NumField(); f++ {
			name := to.Type().Field(f).Name
			if name == "Levels" && s.Interval != nil || name == "Interval" && len(s.Levels) > 0 {
				continue // one says what the other would
			}
			if to.Field(f).IsZero() {
				to.Field(f).Set(from.Field(f))
			}
		}
		if to.FieldByName("Kind").String() == k.Instrument.Kind {
			for _, src := range k.Sources {
				if !have[src.ID] {
					have[src.ID] = true
					c.Sources = append(c.Sources, src)
				}
			}
		}
	}
	return nil
}
