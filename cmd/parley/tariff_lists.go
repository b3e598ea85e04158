package main

import (
	"fmt"
	"os"
	"path/filepath"

	"parley/tariff/lawlists"
)

// tariffListsCmd makes the product lists of the law.
type tariffListsCmd struct {
	From string `help:"Folder of the ingredient files (data/us)." required:"" placeholder:"DIR" type:"existingdir"`
	Into string `help:"Folder of the law." default:"law/us" placeholder:"DIR"`
}

// Help shows an example.
func (c *tariffListsCmd) Help() string {
	return `Computes law/us/lists and the tables of country rates. The same ingredients
give the same bytes.

Example:
  parley tariff lists --from ../ingredients/us --into law/us`
}

// Run makes every list before it writes the first.
func (c *tariffListsCmd) Run(a *app) error {
	files, err := lawlists.Build(os.DirFS(c.From))
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(c.Into, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := writeFile(path, f.Data); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%8d bytes  %s\n", len(f.Data), path)
	}
	return nil
}
