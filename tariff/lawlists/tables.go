package lawlists

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"parley/internal/country"
	"parley/internal/fault"
)

// tables makes the rates by country.
func (b *builder) tables() {
	b.fromHeadings("ieepa/reciprocal-2025-04-09.csv", "9903.01.43", "9903.01.76",
		"Reciprocal tariff, country rates of EO 14257 Annex I (in force one day, then suspended)")
	b.fromHeadings("ieepa/reciprocal-2025-08-07.csv", "9903.02.02", "9903.02.71",
		"Reciprocal tariff, country rates of EO 14326 Annex I")
	b.forcedLabour()
}

var productOf = regexp.MustCompile(`[Aa]rticles the product of (.*?)(?:,? (?:as provided|with an ad valorem)|,? \[|$)`)
var plus = regexp.MustCompile(`\+ ?([0-9.]+)%`)

// fromHeadings reads country rates out of the text of the HTS headings.
func (b *builder) fromHeadings(path, first, last, title string) {
	type entry struct{ rate, text string }
	texts := map[string]entry{}
	for _, f := range b.csv("ch99_headings_history.csv") {
		if len(f) < 9 || f[0] < first || f[0] > last || len(f[0]) != len(first) {
			continue
		}
		if _, ok := texts[f[0]]; !ok {
			texts[f[0]] = entry{f[5], f[8]}
		}
	}
	var lines []string
	heads := make([]string, 0, len(texts))
	for h := range texts {
		heads = append(heads, h)
	}
	sort.Strings(heads)
	for _, h := range heads {
		t := texts[h]
		m := productOf.FindStringSubmatch(strings.Join(strings.Fields(t.text), " "))
		if m == nil {
			b.fail(fault.Bad("ch99_headings_history.csv", "mend the pattern", "heading %s names no country: %.120s", h, t.text))
			return
		}
		if strings.Contains(m[1], "European Union") && plus.FindString(t.rate) == "" {
			// The pair of headings that tops up: .19 where nothing is
			// left to add, .20 where the total is written.
			if r := strings.TrimSuffix(strings.TrimSpace(t.rate), "%"); r != strings.TrimSpace(t.rate) {
				lines = append(lines, fmt.Sprintf("EU,%s,%s,total,%s", h, "9903.02.19", r))
			}
			continue
		}
		rate := plus.FindStringSubmatch(t.rate)
		if rate == nil {
			b.fail(fault.Bad("ch99_headings_history.csv", "mend the pattern", "heading %s has no rate: %q", h, t.rate))
			return
		}
		for _, name := range names(m[1]) {
			c, err := country.Parse(name)
			if err != nil {
				b.fail(fault.Bad("ch99_headings_history.csv", "add the name to package country", "heading %s: %v", h, err))
				return
			}
			lines = append(lines, fmt.Sprintf("%s,%s,,add,%s", c, h, rate[1]))
		}
	}
	b.table(path, title, "HTS headings "+first+" to "+last+", as first published", lines)
}

// names splits "Angola, Fiji, Indonesia, or Taiwan".
func names(s string) []string {
	s = strings.ReplaceAll(s, "China, including Hong Kong and Macau", "China, Hong Kong, Macau")
	s = strings.ReplaceAll(s, "Bosnia and Herzegovina", "Bosnia & Herzegovina")
	s = strings.ReplaceAll(s, "Trinidad and Tobago", "Trinidad & Tobago")
	s = strings.ReplaceAll(s, " or ", ", ")
	var out []string
	for _, n := range strings.Split(s, ",") {
		n = strings.TrimPrefix(strings.TrimSpace(n), "the ")
		n = strings.NewReplacer("`", "’", "Myanmar (Burma)", "MMR", "North Macedonia", "MKD").Replace(n)
		if strings.HasPrefix(n, "Côte d") {
			n = "Ivory Coast"
		}
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

// forcedLabour makes the table of section 301, forced labour.
func (b *builder) forcedLabour() {
	var lines []string
	for _, f := range b.csv("rates_301_forced_labor.csv") {
		if len(f) < 8 {
			continue
		}
		c, kind := f[3], "add"
		if c == "EUU" {
			c = "EU"
		}
		if strings.HasPrefix(f[6], "total") {
			kind = "total"
		}
		lines = append(lines, strings.Join([]string{c, f[0], f[1], kind, f[5]}, ","))
	}
	b.table("section301/forced-labour.csv", "Section 301, forced labour: rates by economy", "HTS headings 9903.05.20 to 9903.05.84 (FR 2026-15181)", lines)
}

func (b *builder) table(path, title, source string, lines []string) {
	if b.err != nil {
		return
	}
	if len(lines) == 0 {
		b.fail(fault.Bad("ch99_headings_history.csv", "use the file as it came", "table %s came out empty", path))
		return
	}
	sort.Strings(lines)
	for _, l := range lines {
		f := strings.Split(l, ",")
		if _, err := strconv.ParseFloat(f[4], 64); err != nil {
			b.fail(fault.Bad(path, "use the file as it came", "%q is not a rate", f[4]))
			return
		}
	}
	text := fmt.Sprintf("# %s\n# source: %s\n# licence: works of the US government (no copyright)\n# confidence: A\ncountry,heading,zero_heading,kind,rate_pct\n%s\n", title, source, strings.Join(lines, "\n"))
	b.files = append(b.files, File{path, []byte(text)})
}
