package main

import (
	"encoding/json"
	"io"

	"parley/record"
	"parley/record/store"
)

// exportPlover writes the claims that stand as PLOVER events, one a line.
func exportPlover(a *app, s *store.Store, reg *record.Registers, track string, w io.Writer) (int, error) {
	claims, err := s.Claims(a.ctx, store.Filter{Track: track})
	if err != nil {
		return 0, err
	}
	iso3 := func(code string) string {
		if p := reg.Party(code); p != nil {
			return p.ISO3
		}
		return code
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range claims {
		if err := enc.Encode(store.ToPlover(&claims[i], iso3)); err != nil {
			return i, err
		}
	}
	return len(claims), nil
}
