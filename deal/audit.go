package deal

import "parley/internal/fault"

// ParsePackage reads a package file, a YAML mapping with a title, a date,
// the package (instrument to level), the threat it was agreed under where
// that differs from the case's disagreement (against), and a note:
//
//	title: cars at 15 %, reciprocal at 15 %
//	package: {cars: 15-total, reciprocal: 15-total}
//	against:
//	  reciprocal: {id: "25", title: "+25 % from 1 August", add_pct: 25}
//
// Instruments that are not named stay as they are without a deal.
func (c *Case) ParsePackage(file string, data []byte) (SignedSpec, error) {
	var s SignedSpec
	if err := decodeYAML(file, data, &s); err != nil {
		return s, err
	}
	if len(s.Package) == 0 {
		return s, fault.Bad(file, "add package: {cars: 15-total, ...}; instruments: "+c.instrumentIDs(), "names no package")
	}
	d := *c // messages then name the package file
	d.File = file
	if _, err := d.levels(s.Package, "the package", s.Line); err != nil {
		return s, err
	}
	if err := d.checkAgainst(&s, "the package"); err != nil {
		return s, err
	}
	if s.ID == "" {
		s.ID = "package"
	}
	if s.Title == "" {
		s.Title = file
	}
	return s, nil
}

// WithSigned is the case with the signed deals given instead of its own.
func (c *Case) WithSigned(signed ...SignedSpec) *Case {
	d := *c
	d.Signed = signed
	return &d
}
