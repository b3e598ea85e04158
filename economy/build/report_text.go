package build

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes the tables of the report as docs/world-2022.md shows them.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| evidence | value | unit | wanted | met | worst at |\n|---|---:|---|---|---|---|\n")
	for _, e := range r.Evidence {
		met := "yes"
		if !e.OK {
			met = "**no**"
		}
		fmt.Fprintf(&b, "| %s | %.4g | %s | %s | %s | %s |\n", e.Name, e.Value, e.Unit, e.Want, met, e.Where)
	}
	b.WriteString("\n| identity | value | allowed | met |\n|---|---:|---:|---|\n")
	for _, c := range r.Checks {
		met := "yes"
		if !c.OK {
			met = "**no**"
		}
		fmt.Fprintf(&b, "| %s | %.2g | %.2g | %s |\n", c.Name, c.Value, c.Limit, met)
	}
	if len(r.Balances) > 0 {
		b.WriteString("\n| region | value added | exports | imports | deficit | OECD 2020 | goods deficit | BACI 2023 goods | looks wrong |\n|---|---:|---:|---:|---:|---:|---:|---:|---|\n")
	}
	for _, x := range r.Balances {
		fmt.Fprintf(&b, "| %s | %.0f | %.1f | %.1f | %+.1f | %s | %+.1f | %s | %s |\n", x.Region, x.ValueAdded, x.Exports, x.Imports, x.Deficit, known(x.OECD2020), x.Goods, known(x.BACI2023), x.Doubt)
	}
	if len(r.Raised) > 0 {
		b.WriteString("\n| region | ADB industry | export margin | raised to |\n|---|---|---:|---:|\n")
		for _, x := range r.Raised {
			fmt.Fprintf(&b, "| %s | %s | %.3f | %.3f |\n", x.Region, x.Group, x.Margin, x.Set)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// known shows a published balance, or nothing where there is none.
func known(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%+.1f", *v)
}
