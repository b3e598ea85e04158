package build

import "io/fs"

// Table is one embedded table.
type Table struct {
	Name  string // of the file
	Data  []byte
	About string // what is in it, for people
}

// All makes every table from the ingredients in dir.
func All(dir fs.FS) ([]Table, error) {
	hts, err := HTS(dir)
	if err != nil {
		return nil, err
	}
	imports, err := Imports(dir)
	if err != nil {
		return nil, err
	}
	return []Table{
		{"hts.bin", hts, "the schedule, editions 2025 and 2026 Rev 10"},
		{"imports.bin", imports, "imports of 2024 by code and partner, with sectors and shares"},
	}, nil
}
