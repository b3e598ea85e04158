package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"parley/economy"
	"parley/tariff"
)

// versionCmd says what this program is and what it carries.
type versionCmd struct {
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *versionCmd) Help() string {
	return `Examples:
  parley version
  parley version --format json`
}

// versionInfo is what parley version prints.
type versionInfo struct {
	Version   string   `json:"version"`
	Revision  string   `json:"revision,omitempty"`
	Go        string   `json:"go"`
	Platform  string   `json:"platform"`
	LawFrom   string   `json:"law_from"`
	LawTo     string   `json:"law_to"`
	LawSeen   string   `json:"law_seen"` // what was seen of the law for the last day
	Economies []string `json:"economies"`
	Cases     []string `json:"cases"`
}

// programVersion is the version that the program was built as.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

// Run runs it.
func (c *versionCmd) Run(a *app) error {
	v := versionInfo{Version: programVersion(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Economies: economy.List(), Cases: embeddedCases()}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Revision = s.Value
			}
		}
	}
	book, err := tariff.Embedded()
	if err != nil {
		return err
	}
	from, to, seen := book.Law.Horizon()
	v.LawFrom, v.LawTo, v.LawSeen = from.Format(time.DateOnly), to.Format(time.DateOnly), strings.TrimSpace(seen)
	if c.Format == "json" {
		return a.writeJSON(v)
	}
	version := v.Version
	if v.Revision != "" && !strings.Contains(version, v.Revision[:min(12, len(v.Revision))]) {
		version += " (" + v.Revision[:min(12, len(v.Revision))] + ")"
	}
	for _, row := range [][2]string{
		{"parley", version},
		{"go", v.Go + " " + v.Platform},
		{"law", "United States, " + v.LawFrom + " to " + v.LawTo},
		{"economies", strings.Join(v.Economies, ", ")},
		{"cases", strings.Join(v.Cases, ", ")},
	} {
		if _, err := fmt.Fprintf(a.stdout, "%-10s %s\n", row[0], row[1]); err != nil {
			return err
		}
	}
	return nil
}
