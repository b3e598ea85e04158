package main

import (
	"strings"
	"testing"

	"parley/deal"
)

// TestTariffGiver: weights are read off the tariffs of the party that gives
// them; of several it is asked which, unless one is the United States.
func TestTariffGiver(t *testing.T) {
	of := func(givers ...string) *deal.Case {
		c := &deal.Case{ID: "c"}
		for _, g := range givers {
			c.Instruments = append(c.Instruments, deal.InstrumentSpec{Kind: "tariff", Giver: g})
		}
		return c
	}
	for _, row := range []struct {
		givers     []string
		want, fail string
	}{{[]string{"IN", "IN"}, "IN", ""}, {[]string{"JP", "US"}, "US", ""}, {[]string{"EU", "IN"}, "", "EU, IN"}, {nil, "", "no party"}} {
		got, err := tariffGiver(of(row.givers...))
		if got != row.want || (err == nil) != (row.fail == "") || err != nil && !strings.Contains(err.Error(), row.fail) {
			t.Errorf("%v: %q, %v", row.givers, got, err)
		}
	}
}
