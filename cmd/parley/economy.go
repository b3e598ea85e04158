package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"parley/economy"
	"parley/internal/fault"
)

// economyCmd shows, checks and makes benchmark economies.
type economyCmd struct {
	List   economyListCmd   `cmd:"" help:"The economies that the program carries."`
	Show   economyShowCmd   `cmd:"" help:"The card of an economy: regions, sectors, sources, what it is and is not."`
	Check  economyCheckCmd  `cmd:"" help:"Test the identities of an economy."`
	Build  economyBuildCmd  `cmd:"" help:"Estimate an embedded economy anew from raw tables."`
	Import economyImportCmd `cmd:"" help:"Make an economy of a published input-output table (OECD ICIO, WIOD)."`
	Write  economyWriteCmd  `cmd:"" help:"Write an economy as a plain directory of csv files."`
}

// openEconomy opens an economy that a person named: an embedded one, a
// plain directory, or a file that parley economy build or import wrote.
func openEconomy(name string) (*economy.Economy, error) {
	for _, n := range economy.List() {
		if n == name {
			return economy.Open(name)
		}
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Missing("", "embedded are "+strings.Join(economy.List(), ", ")+"; or name a directory of csv files, or an .econ file", "no economy %q", name)
	case err != nil:
		return nil, fault.Bad(name, "name a readable directory or file", "cannot be read: %v", err)
	case info.IsDir():
		return economy.ReadDir(os.DirFS(name), filepath.ToSlash(filepath.Clean(name)))
	}
	b, err := readFile(name)
	if err != nil {
		return nil, err
	}
	return economy.Decode(bytes.NewReader(b), name)
}

// economyListCmd lists embedded economies.
type economyListCmd struct {
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows an example.
func (c *economyListCmd) Help() string {
	return "Examples:\n  parley economy list\n  parley economy list --format json"
}

// Run lists them.
func (c *economyListCmd) Run(a *app) error {
	type item struct {
		Name     string          `json:"name"`
		Title    string          `json:"title"`
		Year     int             `json:"year,omitempty"`
		Currency string          `json:"currency"`
		Estimate bool            `json:"estimate"`
		Regions  []string        `json:"regions"`
		Sectors  []string        `json:"sectors"`
		Checks   []economy.Check `json:"checks"`
	}
	var items []item
	for _, name := range economy.List() {
		e, err := economy.Open(name)
		if err != nil {
			return err
		}
		it := item{Name: e.Name, Title: e.Title, Year: e.Year, Currency: e.Currency, Estimate: e.Estimate}
		for _, r := range e.Regions {
			it.Regions = append(it.Regions, r.Code)
		}
		for _, s := range e.Sectors {
			it.Sectors = append(it.Sectors, s.Code)
		}
		if c.Format == "json" {
			it.Checks = e.Check()
		}
		items = append(items, it)
	}
	if c.Format == "json" {
		return a.writeJSON(map[string]any{"economies": items})
	}
	for _, it := range items {
		fmt.Fprintf(a.stdout, "%-14s %s\n", it.Name, it.Title)
	}
	return nil
}

// economyShowCmd prints the card of an economy.
type economyShowCmd struct {
	Name   string   `arg:"" help:"An embedded economy, a plain economy directory, or an .econ file of parley economy import or build." placeholder:"NAME|DIR|FILE"`
	Bloc   []string `help:"Show the members of a bloc as one region (EU)." placeholder:"CODE"`
	Region string   `help:"Also show the sectors of this region." placeholder:"REGION"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *economyShowCmd) Help() string {
	return `Examples:
  parley economy show world-2022
  parley economy show world-2022 --bloc EU --region JPN
  parley economy show my-economy/ --format json`
}

// Run prints it.
func (c *economyShowCmd) Run(a *app) error {
	e, err := findJoined(c.Name, c.Bloc)
	if err != nil {
		return err
	}
	card := e.Card()
	region := -1
	if c.Region != "" {
		if region, err = e.FindRegion(c.Region); err != nil {
			return err
		}
	}
	if c.Format == "json" {
		return a.writeJSON(card)
	}
	a.writeCard(card)
	if region >= 0 {
		a.writeRegion(e, region)
	}
	return nil
}

// economyCheckCmd tests the identities.
type economyCheckCmd struct {
	Name   string `arg:"" help:"An embedded economy, a plain economy directory, or an .econ file of parley economy import or build." placeholder:"NAME|DIR|FILE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *economyCheckCmd) Help() string {
	return `Identities that fail make the economy unusable and end with exit code 3. Gaps are
warnings: the benchmark is inexact, and the trade model re-solves it before any shock.

Examples:
  parley economy check world-2022
  parley economy check my-economy/ --format json`
}

// Run checks.
func (c *economyCheckCmd) Run(a *app) error {
	e, err := openEconomy(c.Name)
	if err != nil {
		return err
	}
	checks := e.Check()
	if c.Format == "json" {
		card := e.Card()
		err = a.writeJSON(map[string]any{"name": e.Name, "ok": e.Validate() == nil, "regions": card.Regions, "sectors": card.Sectors, "checks": checks, "notes": e.Notes})
	} else {
		a.writeChecks(checks)
		for _, n := range e.Notes {
			fmt.Fprintln(a.stdout, wrap(a.width, "note: "+n))
		}
	}
	if err != nil {
		return err
	}
	return e.Validate()
}

// economyWriteCmd writes a plain directory.
type economyWriteCmd struct {
	Name string   `arg:"" help:"An embedded economy, a plain economy directory, or an .econ file of parley economy import or build." placeholder:"NAME|DIR|FILE"`
	Bloc []string `help:"Write the members of a bloc as one region (EU)." placeholder:"CODE"`
	Out  string   `help:"The directory to make; it must not exist." required:"" placeholder:"DIR"`
}

// Help shows an example.
func (c *economyWriteCmd) Help() string {
	return `The directory holds regions.csv, sectors.csv, flows.csv, tariffs.csv, inputs.csv,
value_added.csv, final.csv and elasticities.csv, which every command reads back.

Example:
  parley economy write world-2022 --bloc EU --out world-eu/`
}

// Run writes it: all files into a directory beside, which is then renamed.
func (c *economyWriteCmd) Run(a *app) error {
	e, err := findJoined(c.Name, c.Bloc)
	if err != nil {
		return err
	}
	return writeEconomyDir(e, c.Out)
}

// writeEconomyDir writes the files of an economy into a new directory, or
// nothing at all.
func writeEconomyDir(e *economy.Economy, dir string) (err error) {
	dir = filepath.Clean(dir)
	if _, err := os.Lstat(dir); err == nil {
		return fault.Bad(dir, "name a directory that does not exist", "is already there")
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), ".parley-*")
	if err != nil {
		return fault.Bad(dir, "name a directory in a folder you can write to", "cannot be made: %v", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(tmp)
		}
	}()
	files := e.Files()
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(tmp, name), files[name], 0o644); err != nil {
			return err
		}
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	return os.Rename(tmp, dir)
}

// findJoined opens an economy and joins the members of each bloc named.
func findJoined(name string, blocs []string) (*economy.Economy, error) {
	e, err := openEconomy(name)
	if err != nil || len(blocs) == 0 {
		return e, err
	}
	var groups []economy.Group
	for _, b := range blocs {
		g, err := e.Bloc(b)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return e.Aggregate(groups, nil)
}
