package mrio

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"

	"parley/economy"
	"parley/economy/table"
	"parley/internal/fault"
)

// Kinds of tables that Read knows, with what they are.
var Kinds = []struct{ Name, Title string }{
	{"oecd-icio", "OECD Inter-Country Input-Output table, small csv form (2021, 2023 and 2025 editions)"},
	{"wiod-2016", "World Input-Output Database, release 2016, csv form with the header IndustryCode, IndustryDescription, Country, RNr, Year, AUS1, ..."},
}

// Read makes an economy of a published table, plain or gzip. name becomes
// the economy's name, file names the table in messages.
func Read(r io.Reader, kind, name, file string, year int) (*economy.Economy, error) {
	br := bufio.NewReaderSize(r, 1<<20)
	if b, err := br.Peek(2); err == nil && b[0] == 0x1f && b[1] == 0x8b {
		z, err := gzip.NewReader(br)
		if err != nil {
			return nil, fault.Bad(file, "give the csv file, plain or gzip", "is not gzip: %v", err)
		}
		br = bufio.NewReaderSize(z, 1<<20)
	}
	br, err := table.Text(br, file, 1<<20)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(br)
	c.Comma = separator(br)
	c.ReuseRecord = true
	c.FieldsPerRecord = -1
	t := &sums{file: file, reg: map[string]int{}, sec: map[string]int{}, rowLine: map[string]int{}}
	var source economy.Source
	switch kind {
	case "oecd-icio":
		source = economy.Source{ID: "oecd-icio", Title: "OECD Inter-Country Input-Output table", Licence: "OECD terms (CC BY 4.0 since 2024)", Used: "flows, input coefficients, final shares"}
		err = t.readOECD(c)
	case "wiod-2016":
		source = economy.Source{ID: "wiod-2016", Title: "World Input-Output Database, release 2016 (Timmer et al. 2016)", Licence: "free with citation", Used: "flows, input coefficients, final shares"}
		err = t.readWIOD(c)
	default:
		var names []string
		for _, k := range Kinds {
			names = append(names, k.Name)
		}
		return nil, fault.Misuse("give one of "+strings.Join(names, ", "), "unknown kind of table %q", kind)
	}
	if err != nil {
		return nil, err
	}
	if year > 0 {
		source.Vintage = fmt.Sprint(year)
	}
	e, err := t.economy(name)
	if err != nil {
		return nil, err
	}
	e.Year, e.Sources = year, []economy.Source{source}
	e.Title = source.Title
	if year > 0 {
		e.Title += fmt.Sprintf(", %d", year)
	}
	return e, e.Validate()
}

// separator finds what stands between the fields: a comma, unless the first
// lines hold none and many semicolons or tabs.
func separator(br *bufio.Reader) rune {
	b, _ := br.Peek(1 << 12)
	if !bytes.ContainsRune(b, ',') {
		for _, c := range []rune{';', '\t'} {
			if bytes.ContainsRune(b, c) {
				return c
			}
		}
	}
	return ','
}

// economy turns the sums into a benchmark.
func (t *sums) economy(name string) (*economy.Economy, error) {
	n, s := len(t.regions), len(t.sectors)
	for i, ok := range t.seen {
		if !ok {
			return nil, fault.Bad(t.file, "give the whole table", "has no row for %s %s", t.regions[i/s].Code, t.sectors[i%s].Code)
		}
	}
	e := &economy.Economy{Name: name, Currency: "USD", Regions: t.regions, Sectors: t.sectors,
		Flow: t.flow, Tariff: make([]float64, n*n*s), Input: t.use,
		ValueAdded: make([]float64, n*s), Final: make([]float64, n*s)}
	e.Notes = append(e.Notes, "Tariffs are not in the table: benchmark tariffs are zero.",
		"Value added is what inputs leave of output; it includes taxes less subsidies on products.")
	e.Notes = append(e.Notes, t.notes...)
	t.clip(e)
	t.coefficients(e)
	t.finalShares(e)
	return e, t.thetas(e)
}

// clip sets negative flows, left by stock changes, to zero.
func (t *sums) clip(e *economy.Economy) {
	var cells int
	var gone float64
	for i, v := range e.Flow {
		if v < 0 {
			cells++
			gone -= v
			e.Flow[i] = 0
		}
	}
	if t.stocks > 0 {
		e.Notes = append(e.Notes, fmt.Sprintf("Final sales hold negative entries of %.4g million in all (stock changes); they were netted within each flow, and %d flows that stayed negative (%.4g million) set to zero.", t.stocks, cells, gone))
	}
}

// coefficients divides intermediate use by published output. Negative inputs
// are set to zero, and where inputs exceed output they are scaled to it.
func (t *sums) coefficients(e *economy.Economy) {
	s := len(t.sectors)
	var negative, over int
	for c, y := range t.output {
		row := e.Input[c*s : (c+1)*s]
		var sum float64
		for k := range row {
			switch {
			case y <= 0:
				row[k] = 0
			case row[k] < 0:
				row[k] = 0
				negative++
			default:
				row[k] /= y
			}
			sum += row[k]
		}
		if sum > 1 {
			over++
			for k := range row {
				row[k] /= sum
			}
			sum = 1
		}
		e.ValueAdded[c] = math.Max(0, 1-sum)
	}
	if negative > 0 {
		e.Notes = append(e.Notes, fmt.Sprintf("%d negative inputs are set to zero.", negative))
	}
	if over > 0 {
		e.Notes = append(e.Notes, fmt.Sprintf("%d industries use more than they make; their inputs are scaled to their output, value added zero.", over))
	}
}

// finalShares sets final use to what industries leave of spending.
func (t *sums) finalShares(e *economy.Economy) {
	n, s := len(t.regions), len(t.sectors)
	a := e.Accounts()
	var clipped, all float64
	for m := range n {
		var sum float64
		for k := range s {
			left := a.Expenditure[m*s+k] - a.IntermediateUse[m*s+k]
			if left < 0 {
				clipped -= left
				left = 0
			}
			e.Final[m*s+k] = left
			sum += left
		}
		for k := range s {
			if sum > 0 {
				e.Final[m*s+k] /= sum
			}
		}
		all += sum
	}
	if clipped > 1e-9*all {
		e.Notes = append(e.Notes, fmt.Sprintf("Final use is spending less intermediate use; negative remainders (%.3g %% of final use) are set to zero, and the benchmark is inexact by that.", 100*clipped/all))
	}
}

// thetas gives each industry the elasticity of the embedded world economy.
func (t *sums) thetas(e *economy.Economy) error {
	w, err := economy.World2022()
	if err != nil {
		return err
	}
	for _, c := range e.Sectors {
		k := w.Sector(oecdCode(c.Code))
		if k < 0 {
			k = w.Sector("S")
			e.Notes = append(e.Notes, fmt.Sprintf("Sector %s has no counterpart in world-2022: it takes the elasticity of services.", c.Code))
		}
		e.Theta = append(e.Theta, w.Theta[k])
	}
	e.Notes = append(e.Notes, "Elasticities are those of world-2022 for the same industry.")
	return nil
}
