package trade

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/economy"
	"parley/internal/country"
	"parley/internal/fault"
)

// Regions finds the regions of an economy that a word names: a code or name
// of the economy itself, a country by ISO code or English name, a bloc
// ("EU") as its members, or "*" for all. Regions come in the economy's
// order, each once.
func Regions(e *economy.Economy, words ...string) ([]int, error) {
	chosen := make([]bool, e.N())
	for _, w := range words {
		list, err := regionsOf(e, strings.TrimSpace(w))
		if err != nil {
			return nil, err
		}
		for _, i := range list {
			chosen[i] = true
		}
	}
	return indices(chosen), nil
}

func indices(chosen []bool) []int {
	var out []int
	for i, c := range chosen {
		if c {
			out = append(out, i)
		}
	}
	return out
}

func regionsOf(e *economy.Economy, w string) ([]int, error) {
	if w == "*" || w == "all" {
		out := make([]int, e.N())
		for i := range out {
			out[i] = i
		}
		return out, nil
	}
	if i := e.Region(w); i >= 0 {
		return []int{i}, nil
	}
	for i, r := range e.Regions {
		if strings.EqualFold(r.Code, w) || strings.EqualFold(r.Name, w) {
			return []int{i}, nil
		}
	}
	code, err := country.Parse(w)
	if err != nil {
		var f *fault.Error
		remedy := "parley economy show lists the regions"
		if own := ownCodes(e); own != "" {
			remedy = "its regions are " + own
		} else if errors.As(err, &f) && f.Remedy != "" {
			remedy = f.Remedy
		}
		return nil, fault.Missing("", remedy, "unknown country %q in economy %s", w, e.Name)
	}
	if i := e.Region(code); i >= 0 {
		return []int{i}, nil
	}
	for i, r := range e.Regions { // an economy may name countries in words
		if c, err := country.Parse(r.Code); err == nil && c == code {
			return []int{i}, nil
		}
	}
	var out []int
	for _, m := range country.Members(code) {
		if i := e.Region(m); i >= 0 {
			out = append(out, i)
		}
	}
	if len(out) > 0 {
		slices.Sort(out)
		return out, nil
	}
	for _, r := range e.Regions {
		if slices.Contains(r.Members, code) {
			return nil, fault.Missing("", "name "+r.Code+", or use an economy that shows it alone", "%s is part of %s in economy %s", code, r.Code, e.Name)
		}
	}
	return nil, fault.Missing("", "parley economy show lists the regions", "economy %s has no region %s (%s)", e.Name, code, country.Name(code))
}

// ownCodes lists the regions of an economy whose codes are mostly not those of
// countries, the first thirty; empty for one of countries.
func ownCodes(e *economy.Economy) string {
	var codes []string
	known := 0
	for _, r := range e.Regions {
		if _, err := country.Parse(r.Code); err == nil {
			known++
		}
		codes = append(codes, r.Code)
	}
	if 2*known > len(codes) {
		return ""
	}
	if most := 30; len(codes) > most {
		codes = append(codes[:most], fmt.Sprintf("and %d more (parley economy show lists them)", len(e.Regions)-most))
	}
	return strings.Join(codes, ", ")
}

// SectorsNamed finds the sectors of an economy that a word names: a code or
// a name of the economy, "goods" or "services", or "*" for all.
func SectorsNamed(e *economy.Economy, words ...string) ([]int, error) {
	chosen := make([]bool, e.S())
	for _, w := range words {
		w = strings.TrimSpace(w)
		if s := e.Sector(w); s >= 0 { // exactly: codes may differ in case alone
			chosen[s] = true
			continue
		}
		found := false
		for s, c := range e.Sectors {
			hit := w == "*" || w == "all" || strings.EqualFold(w, string(c.Kind)) ||
				strings.EqualFold(w, c.Code) || strings.EqualFold(w, c.Name)
			if hit {
				chosen[s], found = true, true
			}
		}
		if !found {
			remedy := "parley economy show lists the sectors"
			if near := nearSector(e, w); near != "" {
				remedy = "did you mean " + near + "? " + remedy
			}
			return nil, fault.Missing("", remedy, "unknown sector %q in economy %s", w, e.Name)
		}
	}
	return indices(chosen), nil
}

// nearSector offers a sector whose code or name holds the word, or begins
// like it.
func nearSector(e *economy.Economy, w string) string {
	w = strings.ToLower(w)
	for _, c := range e.Sectors {
		name, code := strings.ToLower(c.Name), strings.ToLower(c.Code)
		if w != "" && (strings.Contains(name, w) || strings.HasPrefix(code, w) || strings.HasPrefix(w, code)) {
			return c.Code + " (" + c.Name + ")"
		}
	}
	return ""
}
