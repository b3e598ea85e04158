package deal

import (
	"strings"
	"testing"

	"parley/internal/fault"
)

func TestDraft(t *testing.T) {
	d := DraftOf{ID: "draft", Published: "2025-05-20", Source: "a story", Claims: []Said{
		{ID: "c1", Type: "RED_LINE", Giver: "JP", Receiver: "US", Measures: []string{"us-232-autos"}, Quote: `no deal without "cars"`},
		{ID: "c2", Type: "DEMAND", Giver: "JP", Receiver: "US", Measures: []string{"us-ieepa-reciprocal", "us-232-autos", "us-232-steel", "us-232-aluminium", "us-232-copper"}},
		{ID: "c3", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "purchase", Goods: []string{"corn"}, Sectors: []string{"A01_02"}},
		{ID: "c4", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "purchase", Goods: []string{"soybeans"}, Sectors: []string{"A01_02"}},
		{ID: "c5", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "standards", Goods: []string{"cars"}},
		{ID: "c6", Type: "OFFER_ITEM", Giver: "JP", Receiver: "US", Topic: "culture", Quote: "lend a panda: \"Lin\""},
	}}
	out, err := Draft(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse("draft.yaml", out)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var ids []string
	for _, s := range c.Instruments {
		ids = append(ids, s.ID)
	}
	if got := strings.Join(ids, " "); got != "cars reciprocal metals 232-copper farm standards item-c6" {
		t.Errorf("instruments %s", got)
	}
	if len(c.RedLines) != 1 || c.RedLines[0].Require[0].Instrument != "cars" || c.RedLines[0].Party != "JP" {
		t.Errorf("red lines %+v", c.RedLines)
	}
	if goods := c.Instruments[4].Match[0].Goods; len(goods) != 2 {
		t.Errorf("farm goods %v", goods)
	}
	if _, err := Draft(DraftOf{ID: "x", Published: "2025-05-20", Source: "a story", Claims: d.Claims[2:2]}); fault.KindOf(err) != fault.NoSolution {
		t.Errorf("a draft of nothing: %v", err)
	}
}
