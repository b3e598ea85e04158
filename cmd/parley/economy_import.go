package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"parley/economy/mrio"
	"parley/internal/fault"
)

// economyImportCmd makes an economy of a published input-output table.
type economyImportCmd struct {
	File   string `arg:"" help:"The table: csv, plain or gzip." placeholder:"FILE"`
	Kind   string `help:"What table it is: oecd-icio (small csv form; editions of 2021, 2023 and 2025) or wiod-2016." required:"" placeholder:"KIND"`
	Name   string `help:"The economy's name; by default the file's." placeholder:"NAME"`
	Year   int    `help:"The year of the table; by default the one in the file's name." placeholder:"YEAR"`
	Out    string `help:"Where to write it: a new directory of csv files, or a file that ends in .econ; without it only the card is printed." placeholder:"DIR|FILE.econ"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Help shows examples.
func (c *economyImportCmd) Help() string {
	return `The table is read row by row. China's and Mexico's parts (CN1, CN2, MX1, MX2) are
folded. The table has no tariffs and no elasticities: tariffs are zero, elasticities
those of world-2022 for the same industry. To set your own, import into a directory
and add tariffs.csv or edit elasticities.csv (docs/economy.md).

Examples:
  parley economy import --kind oecd-icio 2020_SML.csv --out icio-2020/
  parley economy import --kind wiod-2016 wiot2014.csv.gz --out wiod-2014.econ
  parley trade solve --economy icio-2020/ --shock shock.yaml`
}

var yearInName = regexp.MustCompile(`(?:19|20)\d\d`)

// Run imports, writes and prints the card.
func (c *economyImportCmd) Run(a *app) error {
	f, err := os.Open(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.Missing(c.File, "check the path", "no such file")
	case err != nil:
		return fault.Bad(c.File, "name a readable file", "cannot be read: %v", err)
	}
	defer f.Close()
	base := filepath.Base(c.File)
	if c.Name == "" {
		c.Name = strings.TrimSuffix(strings.TrimSuffix(base, ".gz"), ".csv")
	}
	if y := yearInName.FindString(base); c.Year == 0 && y != "" {
		c.Year, _ = strconv.Atoi(y)
	}
	if c.Year == 0 {
		return fault.Misuse("give its year with --year, as --year 2020", "the name of %s does not say the year of the table", base)
	}
	e, err := mrio.Read(bufio.NewReader(f), c.Kind, c.Name, c.File, c.Year)
	if err != nil {
		return err
	}
	if strings.HasSuffix(c.Out, ".econ") {
		var b bytes.Buffer
		if err := e.Encode(&b); err != nil {
			return err
		}
		if err := writeFile(c.Out, b.Bytes()); err != nil {
			return err
		}
	} else if c.Out != "" {
		if err := writeEconomyDir(e, c.Out); err != nil {
			return err
		}
	}
	if c.Out != "" {
		fmt.Fprintf(a.stderr, "wrote %s\n", c.Out)
	}
	card := e.Card()
	if c.Format == "json" {
		return a.writeJSON(card)
	}
	a.writeCard(card)
	return nil
}
