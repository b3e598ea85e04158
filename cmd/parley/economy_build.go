package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"parley/economy/build"
)

// economyBuildCmd makes an embedded economy from raw tables.
type economyBuildCmd struct {
	Name   string `arg:"" optional:"" help:"Which economy: world-2022 or goods-2023." enum:"world-2022,goods-2023" default:"world-2022" placeholder:"NAME"`
	From   string `help:"The folder of raw tables (docs/world-2022.md lists them)." required:"" placeholder:"DIR"`
	Out    string `help:"Where to write the economy; without it only the report is printed." placeholder:"FILE"`
	Format string `help:"text, json, or md for the tables of docs/world-2022.md." enum:"text,json,md" default:"text"`
}

// Help shows examples.
func (c *economyBuildCmd) Help() string {
	return `The estimate takes a few seconds and gives the same bytes for the same tables. The
report tells how well each piece of evidence is met, and which balances look wrong.

Examples:
  parley economy build --from tables/
  parley economy build --from tables/ --out economy/data/world-2022.econ
  parley economy build goods-2023 --from tables/ --out economy/data/goods-2023.econ`
}

// Run builds, reports and writes.
func (c *economyBuildCmd) Run(a *app) error {
	var say build.Progress
	if a.live {
		say = func(step string) { fmt.Fprintf(a.stderr, "%s ...\n", step) }
	}
	make := build.World2022
	if c.Name == "goods-2023" {
		make = build.Goods2023
	}
	e, report, err := make(a.ctx, os.DirFS(c.From), filepath.ToSlash(filepath.Clean(c.From)), say)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := e.Encode(&b); err != nil {
		return err
	}
	if c.Out != "" {
		if err := writeFile(c.Out, b.Bytes()); err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "wrote %s, %d bytes\n", c.Out, b.Len())
	}
	switch c.Format {
	case "json":
		return a.writeJSON(report)
	case "md":
		return report.Markdown(a.stdout)
	}
	a.writeReport(report)
	return nil
}
