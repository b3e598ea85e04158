package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/cases"
	"parley/deal"
	"parley/economy"
	"parley/internal/fault"
	"parley/tariff"
)

// openCase finds a case: a file, a folder that holds case.yaml, or the name
// of an embedded one.
func openCase(name string) (*deal.Case, error) {
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() {
			name = filepath.Join(name, "case.yaml")
		}
		b, err := readFile(name)
		if err != nil {
			return nil, err
		}
		return deal.Parse(name, b)
	}
	if strings.ContainsAny(name, "/.") {
		return nil, fault.Missing(name, "check the path, or name an embedded case: "+strings.Join(embeddedCases(), ", "), "no such case file")
	}
	path := name + "/case.yaml"
	if _, err := fs.Stat(cases.FS, path); err != nil {
		return nil, fault.Missing(name, "name a file, or an embedded case: "+strings.Join(embeddedCases(), ", "), "no such case")
	}
	return deal.Load(cases.FS, path)
}

// embeddedCases lists the folders that hold a case file.
func embeddedCases() []string {
	paths, _ := fs.Glob(cases.FS, "*/case.yaml")
	var names []string
	for _, p := range paths {
		names = append(names, strings.TrimSuffix(p, "/case.yaml"))
	}
	return names
}

// caseInputs are dealInputs with the economy of a case: a directory is looked
// for beside the case file first, so that a folder of cases can be moved.
func caseInputs(c *deal.Case) deal.Inputs {
	in := dealInputs()
	in.Economy = func(name string) (*economy.Economy, error) {
		if slices.Contains(economy.List(), name) || filepath.IsAbs(name) {
			return openEconomy(name)
		}
		beside := filepath.Join(filepath.Dir(c.File), name)
		if info, err := os.Stat(beside); err == nil && (info.IsDir() || info.Mode().IsRegular()) {
			return openEconomy(beside)
		}
		return openEconomy(name)
	}
	return in
}

// dealInputs wires the embedded law and economies to the bargain.
func dealInputs() deal.Inputs {
	return deal.Inputs{
		Economy: openEconomy,
		Schedule: func(date, known time.Time) (tariff.Schedule, error) {
			b, err := tariff.Embedded()
			if err != nil {
				return tariff.Schedule{}, err
			}
			return b.Schedule(date, known)
		},
		Shares: func(partner string, date, known time.Time) ([]deal.DutyShare, error) {
			b, err := tariff.Embedded()
			if err != nil {
				return nil, err
			}
			return b.Breakdown(partner, date, known)
		},
	}
}
