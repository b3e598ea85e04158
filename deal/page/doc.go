// Package page writes a solved case as one self-contained HTML page or as
// Markdown: values with ranges, the frontier, the packages, what each item
// contributes, red lines, waiting, signed deals, third parties, sectors, and
// the sources. The page needs no script and no network, and prints.
package page
