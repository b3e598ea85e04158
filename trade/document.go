package trade

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/internal/fault"
)

// document reads shock and closure files strictly: every message names the
// file and the line, and a field nobody reads is an error.
type document struct{ file string }

// open reads the one YAML document of a file.
func (d document) open(r io.Reader) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.NewDecoder(r).Decode(&doc); err != nil {
		if err == io.EOF {
			return nil, fault.Bad(d.file, "write a list of entries; parley trade solve --help shows one", "is empty")
		}
		return nil, fault.Bad(d.file, "mend the YAML: indent with spaces, quote text that holds a colon or begins with *",
			"is no YAML: %s", strings.TrimPrefix(strings.ReplaceAll(err.Error(), "\n", " "), "yaml: "))
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, fault.Bad(d.file, "write a list of entries", "holds no document")
	}
	return doc.Content[0], nil
}

func (d document) at(n *yaml.Node) string { return fmt.Sprintf("%s:%d", d.file, n.Line) }

func (d document) bad(n *yaml.Node, remedy, why string, args ...any) error {
	return fault.Bad(d.at(n), remedy, why, args...)
}

// fields is a mapping with the line of each value; what is read from it is
// ticked off.
type fields struct {
	document
	node *yaml.Node
	keys []string
	vals map[string]*yaml.Node
	read map[string]bool
}

// fields reads a mapping; what names it in messages.
func (d document) fields(n *yaml.Node, what string) (*fields, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		return nil, d.bad(n, "write it as field: value", "%s is not a mapping", what)
	}
	f := &fields{document: d, node: n, vals: map[string]*yaml.Node{}, read: map[string]bool{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i].Value
		if f.vals[key] != nil {
			return nil, d.bad(n.Content[i], "keep one of them", "%s has %q twice", what, n.Content[i].Value)
		}
		v := n.Content[i+1]
		if v.Kind == yaml.AliasNode {
			v = v.Alias
		}
		f.keys = append(f.keys, key)
		f.vals[key] = v
	}
	return f, nil
}

// get is the value of a field, or nil; it counts as read.
func (f *fields) get(key string) *yaml.Node {
	f.read[key] = true
	return f.vals[key]
}

func (f *fields) has(key string) bool { return f.vals[key] != nil }

// finish refuses fields that nothing read. known lists what may stand here.
func (f *fields) finish(known ...string) error {
	for _, k := range f.keys {
		if f.read[k] {
			continue
		}
		remedy := "the fields are " + strings.Join(known, ", ")
		for _, name := range known {
			if name == k {
				remedy = "leave it out: it does not go with the other fields of this entry"
			}
		}
		return f.bad(f.vals[k], remedy, "unknown field %q", k)
	}
	return nil
}

// number is the value of a field as a finite number within bounds.
func (f *fields) number(key string, low, high float64) (float64, error) {
	n := f.get(key)
	if n == nil {
		return 0, f.bad(f.node, "add "+key, "%s is missing", key)
	}
	return f.value(n, key, low, high)
}

// optional is number with a default for a field that is not there.
func (f *fields) optional(key string, def, low, high float64) (float64, error) {
	if !f.has(key) {
		return def, nil
	}
	return f.number(key, low, high)
}

func (d document) value(n *yaml.Node, what string, low, high float64) (float64, error) {
	x, err := strconv.ParseFloat(strings.ReplaceAll(n.Value, "_", ""), 64)
	if n.Kind != yaml.ScalarNode || err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, d.bad(n, "write a plain number, as 15 or 2.5", "%s: %q is not a number", what, n.Value)
	}
	if x < low || x > high {
		return 0, d.bad(n, fmt.Sprintf("give a value from %g to %g", low, high), "%s: %g is out of range", what, x)
	}
	return x, nil
}

// words is the value of a field as one or more names; nil when absent.
func (f *fields) words(key string) ([]string, *yaml.Node, error) {
	n := f.get(key)
	if n == nil {
		return nil, nil, nil
	}
	var out []string
	switch n.Kind {
	case yaml.ScalarNode:
		for _, w := range strings.Split(n.Value, ",") {
			if w = strings.TrimSpace(w); w != "" {
				out = append(out, w)
			}
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			if c.Kind != yaml.ScalarNode {
				return nil, n, f.bad(c, "write names", "%s holds something that is not a name", key)
			}
			out = append(out, strings.TrimSpace(c.Value))
		}
	}
	if len(out) == 0 {
		return nil, n, f.bad(n, "give a code, a name, a list of them, or \"*\"", "%s is empty", key)
	}
	return out, n, nil
}

// word is the value of a field as one of the allowed words.
func (f *fields) word(key, def string, allowed ...string) (string, error) {
	n := f.get(key)
	if n == nil {
		return def, nil
	}
	for _, w := range allowed {
		if n.Kind == yaml.ScalarNode && n.Value == w {
			return w, nil
		}
	}
	return "", f.bad(n, "use "+strings.Join(allowed, " or "), "%s: %q is not known", key, n.Value)
}
