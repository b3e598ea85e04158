package tariff

import (
	"strconv"
	"strings"

	"parley/internal/fault"
)

// Choices are the decisions that a trade-weighted rate rests on and that the
// law does not settle: who claims which preference, how much metal is in a
// good, what is counted. Each is a named record in ChoiceList; the zero value
// is not useful, begin with DefaultChoices.
type Choices struct {
	values map[string]string
	num    map[string]float64
}

// Choice is the record of one decision.
type Choice struct {
	Name     string // "usmca"
	Sentence string
	Words    []string // named values
	Number   bool     // a fraction in 0..1 is accepted as well
	Default  string
	Source   string // of the default
}

// ChoiceList gives the decisions, in the order of the help.
func ChoiceList() []Choice {
	return []Choice{
		{"usmca", "share of imports from Canada and Mexico entered under the USMCA, by code",
			[]string{"2024", "2025", "2025-12"}, true, "2025-12",
			"US Census and USITC DataWeb, compiled by the Yale Budget Lab; claims of December 2025, when claiming paid"},
		{"us-content", "US content of vehicles that enter under the USMCA and pay on the rest of their value",
			nil, true, "0.4", "average that the Yale Budget Lab assumes; no data by model are public"},
		{"preference", "share of the column-1 duty that free-trade agreements, GSP and AGOA take off, by chapter and partner",
			[]string{"2024"}, true, "2024", "duties of 2024, compiled by the Yale Budget Lab"},
		{"metal", "content by value of steel, aluminium and copper in goods that pay on their content",
			[]string{"bea"}, true, "bea", "BEA input-output requirements by industry, mapped to codes by the Yale Budget Lab"},
		{"vehicle-part", "share of a listed code that is a part for passenger vehicles",
			[]string{"known"}, true, "known", "1, but 0 for heading 8471 (computers): collections of 2025, Yale Budget Lab"},
		{"exclusion", "share of an excluded code from China that claims its section 301 exclusion",
			[]string{"claimed"}, true, "claimed", "collections of 2025, by code, Yale Budget Lab"},
		{"ai-gate", "share of a listed semiconductor code that meets the technical gate",
			[]string{"known"}, true, "known", "1 for 8471.80.40 (graphics and accelerator cards), else 0: Yale Budget Lab, interim"},
		{"patented", "share of a listed pharmaceutical code that is patented and not otherwise exempt",
			nil, true, "0", "lower bound: no data by code; 1 is the upper bound, and the notes of a table give both"},
		{"aircraft", "share of the goods listed for civil aircraft that are entered as such",
			[]string{"known"}, true, "known", "1 for chapter 88 and for aircraft engines and their parts (8407.10, 8409.10, 8411.11 to .22 and .91), else 0"},
		{"pharma-use", "share of the goods listed for pharmaceutical use that are entered as such",
			nil, true, "0", "no data by code; 0 is the upper bound of the duty"},
		{"specific", "column-1 rates that are not ad valorem: their equivalent in the duties of 2024, or nothing",
			[]string{"2024", "zero"}, false, "2024", "US Census, duty over value by 8 digits"},
		{"chapter98", "special provisions and low-value shipments (chapters 98 and 99), of which the goods are not known",
			[]string{"exclude", "include"}, false, "exclude", "as the Yale Budget Lab does"},
		{"basis", "date of a retroactive measure: its legal date, or that of the HTS text by which it was collected",
			[]string{"legal", "text"}, false, "legal", "the law"},
	}
}

// DefaultChoices are the defaults of ChoiceList.
func DefaultChoices() Choices {
	c := Choices{values: map[string]string{}, num: map[string]float64{}}
	for _, r := range ChoiceList() {
		if err := c.Set(r.Name, r.Default); err != nil {
			panic(err) // a default that its own record refuses
		}
	}
	return c
}

// Set makes one decision. An unknown name or value is a Usage fault that
// lists the possible ones.
func (c *Choices) Set(name, value string) error {
	var names []string
	for _, r := range ChoiceList() {
		names = append(names, r.Name)
		if r.Name != name {
			continue
		}
		for _, w := range r.Words {
			if w == value {
				c.values[name] = value
				delete(c.num, name)
				return nil
			}
		}
		allowed := strings.Join(r.Words, ", ")
		if r.Number {
			v, err := strconv.ParseFloat(value, 64)
			if err == nil && v >= 0 && v <= 1 {
				c.values[name], c.num[name] = value, v
				return nil
			}
			if allowed += ", or a fraction from 0 to 1"; len(r.Words) == 0 {
				allowed = "a fraction from 0 to 1"
			}
		}
		return fault.Misuse("give "+allowed, "%s=%s is not a choice", name, value)
	}
	return fault.Misuse("choose one of "+strings.Join(names, ", "), "there is no choice named %q", name)
}

// Value is the decision as set.
func (c Choices) Value(name string) string { return c.values[name] }

// Copy gives choices that can be changed apart.
func (c Choices) Copy() Choices {
	d := Choices{values: map[string]string{}, num: map[string]float64{}}
	for k, v := range c.values {
		d.values[k] = v
	}
	for k, v := range c.num {
		d.num[k] = v
	}
	return d
}

// Changed lists the decisions that differ from the defaults, "usmca=2024".
func (c Choices) Changed() []string {
	var out []string
	for _, r := range ChoiceList() {
		if v := c.values[r.Name]; v != r.Default {
			out = append(out, r.Name+"="+v)
		}
	}
	return out
}

// column is a share by code: the data, or one number for all.
type column struct {
	data []float32
	all  float64
}

func (c column) at(i int) float64 {
	if c.data != nil {
		return float64(c.data[i])
	}
	return c.all
}

// column resolves a decision to its data or its number.
func (c Choices) column(name string, data []float32) column {
	if v, ok := c.num[name]; ok {
		return column{all: v}
	}
	return column{data: data}
}

func (c Choices) basis() Basis {
	if c.values["basis"] == "text" {
		return AsText
	}
	return Legal
}
