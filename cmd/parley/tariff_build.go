package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"parley/tariff/build"
)

// tariffBuildCmd makes the embedded tables from the ingredients.
type tariffBuildCmd struct {
	From string `help:"Folder of the ingredient files (schedule editions, imports, shares)." required:"" placeholder:"DIR" type:"existingdir"`
	Into string `help:"Folder for the tables." default:"tariff/data" placeholder:"DIR"`
}

// Help shows an example.
func (c *tariffBuildCmd) Help() string {
	return `Computes the tables that package tariff embeds. The same ingredients give the
same bytes. docs/data.md names the ingredients with their sources.

Example:
  parley tariff build --from ../ingredients/us --into tariff/data`
}

// Run builds every table before it writes the first.
func (c *tariffBuildCmd) Run(a *app) error {
	start := time.Now()
	tables, err := build.All(os.DirFS(c.From))
	if err != nil {
		return err
	}
	for _, t := range tables {
		path := filepath.Join(c.Into, t.Name)
		if err := writeFile(path, t.Data); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%-24s %8d bytes  %s\n", path, len(t.Data), t.About)
	}
	fmt.Fprintf(a.stderr, "built in %.1f s\n", time.Since(start).Seconds())
	return nil
}
