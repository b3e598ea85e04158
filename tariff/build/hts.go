package build

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"parley/internal/fault"
	"parley/tariff"
)

// The ingredient files of the schedule, by edition.
var htsFiles = [2]string{"hts_2025.csv.gz", "hts_2026_rev10.csv.gz"}

// HTS makes the embedded table of the schedule from the files of the
// editions in dir.
func HTS(dir fs.FS) ([]byte, error) {
	var editions [2][]tariff.Item
	for e, name := range htsFiles {
		items, err := readHTS(dir, name)
		if err != nil {
			return nil, err
		}
		editions[e] = items
	}
	return tariff.EncodeNomenclature(editions)
}

// readHTS reads one edition.
func readHTS(dir fs.FS, name string) ([]tariff.Item, error) {
	var items []tariff.Item
	err := eachRow(dir, name, []string{"hts", "mfn_text", "rate_inherited_from", "special_text", "column2_text", "units", "description_path"},
		func(row []string) error {
			it := tariff.Item{
				Code:    row[0],
				General: tidy(row[1]),
				OwnRate: strings.ReplaceAll(row[2], ".", "") == row[0],
				Special: tidy(row[3]),
				Column2: tidy(row[4]),
			}
			if row[5] != "" {
				var units []string
				if err := json.Unmarshal([]byte(row[5]), &units); err != nil {
					return fmt.Errorf("units %q: %w", row[5], err)
				}
				for _, u := range units {
					if u = tidy(u); u != "" {
						it.Units = append(it.Units, u)
					}
				}
			}
			for _, text := range strings.Split(row[6], " > ") {
				it.Description = append(it.Description, tidy(text))
			}
			items = append(items, it)
			return nil
		})
	return items, err
}

// tidy makes runs of blanks and line breaks one blank.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// eachRow calls do with the named columns of each row of a CSV file, plain or
// gzipped by its name; lines that open with # are comments. A fault names the
// file and the line.
func eachRow(dir fs.FS, name string, columns []string, do func(row []string) error) error {
	f, err := dir.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Missing(name, "point --from at the folder that holds it", "no such file")
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return fault.Bad(name, "fetch the file again", "is not gzip: %v", err)
		}
		defer z.Close()
		r = z
	}
	c := csv.NewReader(r)
	c.Comment = '#'
	c.ReuseRecord = true
	c.FieldsPerRecord = -1 // some notes at the end of a row hold bare commas
	head, err := c.Read()
	if err != nil {
		return fault.Bad(name, "the first row must name the columns", "cannot be read: %v", err)
	}
	at := make([]int, len(columns))
	for i, col := range columns {
		at[i] = -1
		for j, h := range head {
			if h == col {
				at[i] = j
			}
		}
		if at[i] < 0 {
			return fault.Bad(name+":1", "the file must have the columns "+strings.Join(columns, ", "), "column %q is missing", col)
		}
	}
	row := make([]string, len(columns))
	for {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fault.Bad(name, "mend the line", "%v", err)
		}
		for i, j := range at {
			if j >= len(rec) {
				line, _ := c.FieldPos(0)
				return fault.Bad(fmt.Sprintf("%s:%d", name, line), "mend the line", "the row ends before column %q", columns[i])
			}
			row[i] = rec[j]
		}
		if err := do(row); err != nil {
			line, _ := c.FieldPos(0)
			return fault.Bad(fmt.Sprintf("%s:%d", name, line), "mend the line", "%v", err)
		}
	}
}
