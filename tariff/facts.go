package tariff

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"parley/internal/fault"
)

// FactDef is a question about a shipment on which some rule of the law turns.
type FactDef struct {
	Key      string
	Kind     string // bool, percent, usd, number, date
	Question string
	Default  string // what is assumed when it is not said
	Ask      bool   // a duty that turns on it is not settled until it is said
	Note     string

	line  int
	value float64 // of Default
}

// maxFacts bounds the facts, so that they fit a stack array.
const maxFacts = 48

// factValues are the facts of a shipment in the order of the law's facts.
type factValues [maxFacts]float64

// parse turns what the user wrote into a number: 1 and 0 for true and false,
// the day for a date, infinity for a date not given.
func (f *FactDef) parse(s string) (float64, error) {
	switch f.Kind {
	case "bool":
		switch strings.ToLower(s) {
		case "true", "yes", "1":
			return 1, nil
		case "false", "no", "0", "":
			return 0, nil
		}
		return 0, fmt.Errorf("%q is neither true nor false", s)
	case "date":
		if s == "" {
			return math.Inf(1), nil
		}
		d, err := parseCivil(s)
		return float64(d), err
	}
	if s == "" {
		return 0, nil
	}
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0):
		return 0, fmt.Errorf("%q is not a number", s)
	case v < 0:
		return 0, fmt.Errorf("%s is below zero", s)
	case f.Kind == "percent" && v > 100:
		return 0, fmt.Errorf("%s is more than 100 percent", s)
	}
	return v, nil
}

// factAliases are other spellings that users may give.
var factAliases = map[string]string{"aluminum_value": "aluminium_value"}

// readFacts turns the facts of an entry into values, and tells which were
// given. An unknown key is a Usage fault that lists the keys there are.
func (l *Law) readFacts(e *Entry) (v factValues, given uint64, err error) {
	v = l.defaults
	keys := make([]string, 0, len(e.Facts))
	for k := range e.Facts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		name := k
		if a, ok := factAliases[k]; ok {
			name = a
		}
		i, ok := l.factIx[name]
		if !ok {
			return v, 0, fault.Misuse("the facts are "+strings.Join(l.factKeys(), ", "), "unknown fact %q", k)
		}
		f := &l.facts[i]
		x, err := f.parse(e.Facts[k])
		if err != nil {
			return v, 0, fault.Bad("fact "+k, f.Question, "%v", err)
		}
		if f.Kind == "usd" && e.ValueUSD > 0 && x > e.ValueUSD {
			return v, 0, fault.Bad("fact "+k, "a part of the good cannot be worth more than the good", "%s is more than the customs value %s", usd(x), usd(e.ValueUSD))
		}
		if f.Kind == "usd" && e.ValueUSD <= 0 {
			return v, 0, fault.Bad("fact "+k, "give the customs value too (--value)", "a value in dollars says nothing without the customs value")
		}
		v[i], given = x, given|1<<i
	}
	if sum := v[l.content[baseSteel]] + v[l.content[baseAluminium]] + v[l.content[baseCopper]]; e.ValueUSD > 0 && sum > e.ValueUSD*(1+1e-9) {
		return v, 0, fault.Bad("facts", "the metals together cannot be worth more than the good", "steel, aluminium and copper come to %s of a customs value of %s", usd(sum), usd(e.ValueUSD))
	}
	return v, given, nil
}

func (l *Law) factKeys() []string {
	out := make([]string, len(l.facts))
	for i := range l.facts {
		out[i] = l.facts[i].Key
	}
	sort.Strings(out)
	return out
}

// Facts gives the questions the law asks of a shipment.
func (l *Law) Facts() []FactDef { return append([]FactDef(nil), l.facts...) }

// op is a comparison.
type op uint8

const (
	opEq op = iota
	opGE
	opLE
	opGT
	opLT
)

// cond is one condition of a rule on a fact.
type cond struct {
	fact int
	op   op
	val  float64
	text string
}

func (c cond) holds(v *factValues) bool {
	x := v[c.fact]
	switch c.op {
	case opGE:
		return x >= c.val
	case opLE:
		return x <= c.val
	case opGT:
		return x > c.val
	case opLT:
		return x < c.val
	}
	return x == c.val
}

// parseCond reads a condition such as "true", ">=20" or "<=2025-08-07".
func (l *Law) parseCond(key, expr string) (cond, error) {
	i, ok := l.factIx[key]
	if !ok {
		return cond{}, fmt.Errorf("condition on %q, which facts.yaml does not have", key)
	}
	c := cond{fact: i, text: key + " " + expr}
	rest := expr
	for _, p := range []struct {
		s string
		o op
	}{{">=", opGE}, {"<=", opLE}, {">", opGT}, {"<", opLT}} {
		if strings.HasPrefix(expr, p.s) {
			c.op, rest = p.o, strings.TrimSpace(expr[len(p.s):])
			break
		}
	}
	if c.op == opEq {
		c.text = key + "=" + expr
	}
	v, err := l.facts[i].parse(rest)
	if err != nil {
		return c, fmt.Errorf("condition on %s: %w", key, err)
	}
	c.val = v
	return c, nil
}
