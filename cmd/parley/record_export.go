package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"parley/internal/fault"
	"parley/record"
	"parley/record/store"
)

// recordExportCmd writes the record out.
type recordExportCmd struct {
	Plover bool   `help:"As events of the PLOVER ontology, the seeded record with them."`
	Track  string `help:"Only this negotiation (with --plover)." placeholder:"ID"`
	Out    string `help:"Write to this file." placeholder:"FILE"`
	recordPlace
}

// Help shows examples.
func (c *recordExportCmd) Help() string {
	return `JSON Lines: sources with their bytes, claims, outcomes, corrections, disputes.
Importing the file into a new record and exporting that gives the same bytes. The
record that comes with Parley is not written, save with --plover. Of a damaged file
all that can be read is written, and the exit code is 3.

Examples:
  parley record export --out record.jsonl
  parley record export --plover --track us-japan --out events.jsonl`
}

// Run writes.
func (c *recordExportCmd) Run(a *app) error {
	if !c.Plover && c.Track != "" {
		return fault.Misuse("leave it out, or add --plover", "--track goes with --plover: an export for import is of the whole record")
	}
	if c.Plover {
		return c.ask(a, func(s *store.Store, reg *record.Registers) error {
			if err := knownTrack(reg, c.Track); err != nil {
				return err
			}
			var n int
			err := a.writeTo(c.Out, func(w io.Writer) (err error) {
				n, err = exportPlover(a, s, reg, c.Track, w)
				return err
			})
			if err == nil {
				fmt.Fprintf(a.stderr, "parley: wrote %d claims\n", n)
			}
			return err
		})
	}
	s, _, err := c.toSave(a)
	if err != nil {
		return err
	}
	defer s.Close()
	var n store.Counts
	var damage error
	err = a.writeTo(c.Out, func(w io.Writer) error {
		if n, damage = s.Export(a.ctx, w); damage != nil && fault.KindOf(damage) != fault.BadInput {
			return damage
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "parley: wrote %d claims, %d sources, %d outcomes, %d corrections, %d disputes\n", n.Claims, n.Sources, n.Links, n.Notices, n.Disputes)
	return damage
}

// writeTo writes to standard output, or to a file that appears only when all
// of it is there.
func (a *app) writeTo(name string, f func(io.Writer) error) error {
	if name == "" {
		return f(a.stdout)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".parley-*")
	if err != nil {
		return fault.Bad(name, "name a file in a folder you can write to", "cannot be written: %v", err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if err := f(tmp); err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

// recordImportCmd reads an export.
type recordImportCmd struct {
	File string `arg:"" help:"A file written by parley record export." placeholder:"FILE"`
	recordPlace
}

// Help shows examples.
func (c *recordImportCmd) Help() string {
	return `All of the file or nothing. What is on record already is left as it is.

Examples:
  parley record import record.jsonl --db copy.db`
}

// Run reads it.
func (c *recordImportCmd) Run(a *app) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Missing(c.File, "check the path", "cannot be read: %v", err)
	}
	defer f.Close()
	path, err := c.path()
	if err != nil {
		return err
	}
	_, missing := os.Stat(path)
	err = c.read(a, f)
	if err != nil && os.IsNotExist(missing) { // of a file that is refused no empty record is left
		if _, err := os.Stat(path + "-wal"); os.IsNotExist(err) { // nobody else has it open
			os.Remove(path)
		}
	}
	return err
}

// read imports a file.
func (c *recordImportCmd) read(a *app, f io.Reader) error {
	return c.keep(a, "", func(s *store.Store, _ string) error {
		n, err := s.Import(a.ctx, f, filepath.ToSlash(c.File))
		if err != nil {
			return err
		}
		return c.answer(a, n, func() {
			fmt.Fprintf(a.stdout, "%d claims, %d sources, %d outcomes, %d corrections, %d disputes; %d were on record already\n", n.Claims, n.Sources, n.Links, n.Notices, n.Disputes, n.Already)
		})
	})
}

// recordCheckCmd says whether the file is sound.
type recordCheckCmd struct {
	recordPlace
}

// Help shows examples.
func (c *recordCheckCmd) Help() string {
	return `Reads every row of the file and compares every digest. Exit code 3 when something is
lost or wrong; what can be read is saved by export and import, also of a file that
was cut off, or whose head or schema is damaged:

  parley record check --db work.db
  parley record export --db work.db --out saved.jsonl
  parley record import saved.jsonl --db new.db`
}

// Run checks.
func (c *recordCheckCmd) Run(a *app) error {
	s, path, err := c.toSave(a)
	if err != nil {
		return err
	}
	defer s.Close()
	h, err := s.Check(a.ctx)
	if err != nil {
		return err
	}
	err = c.answer(a, h, func() {
		schema := "schema unknown"
		if h.Schema > 0 {
			schema = fmt.Sprintf("schema %d", h.Schema)
		}
		fmt.Fprintf(a.stdout, "%s: %s, %.1f MB\n", path, schema, float64(h.Bytes)/1e6)
		fmt.Fprintf(a.stdout, "  read: %d claims, %d sources, %d outcomes, %d corrections, %d disputes\n", h.Claims, h.Sources, h.Links, h.Notices, h.Disputes)
		if h.Undigested > 0 {
			fmt.Fprintf(a.stdout, "  %d entries were written before digests were kept\n", h.Undigested)
		}
		for _, l := range h.Lost {
			fmt.Fprintf(a.stdout, "  lost: %s\n", l)
		}
		for _, line := range h.Structure {
			fmt.Fprintf(a.stdout, "  wrong: %s\n", oneLine(line))
		}
		if h.Sound() {
			fmt.Fprintln(a.stdout, "  sound")
		}
	})
	if err == nil && !h.Sound() {
		err = fault.Bad(path, fmt.Sprintf("save what was read with 'parley record export --db %s --out saved.jsonl' and import it into a new file", path),
			"the record is damaged: %d rows seen to be lost, %d faults of structure", h.Missing(), len(h.Structure))
	}
	return err
}
