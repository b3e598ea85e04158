package deal

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/internal/fault"
)

// decodeYAML reads one YAML document into out, a pointer to a struct. It is
// strict: an unknown or doubled key, a value of the wrong kind and a number
// that is none are refused with file and line. A struct field named Line of
// type int receives the line where its value starts, and one named Lines of
// type map[string]int the line of each key, so that later checks can point at
// them.
func decodeYAML(file string, data []byte, out any) error {
	var doc yaml.Node
	if len(bytes.TrimSpace(data)) == 0 {
		return fault.Bad(file, "start from docs/deals.md, or copy an embedded case", "is empty")
	}
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil {
		return fault.Bad(file, "mend the YAML; indent with spaces and quote text that holds a colon", "is no YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return fault.Bad(file, "start from docs/deals.md", "holds no document")
	}
	d := decoder{file: file}
	return d.value(doc.Content[0], reflect.ValueOf(out).Elem(), "the document")
}

type decoder struct{ file string }

func (d decoder) at(n *yaml.Node) string { return fmt.Sprintf("%s:%d", d.file, n.Line) }

// nodeReader is a type that reads itself from a node.
type nodeReader interface {
	readNode(d decoder, n *yaml.Node, what string) error
}

func (d decoder) value(n *yaml.Node, v reflect.Value, what string) error {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if v.CanAddr() {
		if r, ok := v.Addr().Interface().(nodeReader); ok {
			return r.readNode(d, n, what)
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		if err := d.value(n, p.Elem(), what); err != nil {
			return err
		}
		v.Set(p)
		return nil
	case reflect.Struct:
		return d.structure(n, v, what)
	case reflect.Slice:
		if n.Kind == yaml.ScalarNode && v.Type().Elem().Kind() == reflect.String && n.Tag != "!!null" {
			v.Set(reflect.ValueOf([]string{n.Value})) // one name may stand without brackets
			return nil
		}
		if n.Kind != yaml.SequenceNode {
			return fault.Bad(d.at(n), "write it as a list", "%s must be a list", what)
		}
		s := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
		for i, c := range n.Content {
			if err := d.value(c, s.Index(i), what); err != nil {
				return err
			}
		}
		v.Set(s)
		return nil
	case reflect.Map:
		if n.Kind != yaml.MappingNode {
			return fault.Bad(d.at(n), "write it as name: value", "%s must be a mapping", what)
		}
		m := reflect.MakeMap(v.Type())
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := reflect.ValueOf(n.Content[i].Value)
			if m.MapIndex(key).IsValid() {
				return fault.Bad(d.at(n.Content[i]), "keep one of them", "%s has %q twice", what, n.Content[i].Value)
			}
			e := reflect.New(v.Type().Elem()).Elem()
			if err := d.value(n.Content[i+1], e, n.Content[i].Value); err != nil {
				return err
			}
			m.SetMapIndex(key, e)
		}
		v.Set(m)
		return nil
	}
	return d.scalar(n, v, what)
}

func (d decoder) scalar(n *yaml.Node, v reflect.Value, what string) error {
	if n.Kind != yaml.ScalarNode {
		return fault.Bad(d.at(n), "give one value", "%s must be a single value", what)
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.TrimSpace(n.Value))
	case reflect.Bool:
		b, err := strconv.ParseBool(n.Value)
		if err != nil {
			return fault.Bad(d.at(n), "write true or false", "%s: %q is neither true nor false", what, n.Value)
		}
		v.SetBool(b)
	case reflect.Float64:
		x, err := d.number(n, what)
		if err != nil {
			return err
		}
		v.SetFloat(x)
	case reflect.Int:
		x, err := strconv.Atoi(n.Value)
		if err != nil {
			return fault.Bad(d.at(n), "write a whole number", "%s: %q is no whole number", what, n.Value)
		}
		v.SetInt(int64(x))
	default:
		return fmt.Errorf("%s: no reader for %s", d.at(n), v.Type())
	}
	return nil
}

func (d decoder) number(n *yaml.Node, what string) (float64, error) {
	x, err := strconv.ParseFloat(strings.ReplaceAll(n.Value, "_", ""), 64)
	if n.Kind != yaml.ScalarNode || err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, fault.Bad(d.at(n), "write a plain number, as 12.5, without unit or percent sign", "%s: %q is no number", what, n.Value)
	}
	return x, nil
}

func (d decoder) structure(n *yaml.Node, v reflect.Value, what string) error {
	if n.Kind != yaml.MappingNode {
		return fault.Bad(d.at(n), "write it as name: value", "%s must be a mapping", what)
	}
	fields := map[string]int{}
	var names []string
	for i := 0; i < v.NumField(); i++ {
		tag := v.Type().Field(i).Tag.Get("yaml")
		if tag != "" && tag != "-" {
			fields[tag] = i
			names = append(names, tag)
		} else if v.Type().Field(i).Name == "Line" {
			v.Field(i).SetInt(int64(n.Line))
		} else if v.Type().Field(i).Name == "Lines" {
			lines := map[string]int{}
			for k := 0; k+1 < len(n.Content); k += 2 {
				lines[n.Content[k].Value] = n.Content[k].Line
			}
			v.Field(i).Set(reflect.ValueOf(lines))
		}
	}
	sort.Strings(names)
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		f, ok := fields[key.Value]
		if !ok {
			return fault.Bad(d.at(key), "known here: "+strings.Join(names, ", "), "unknown field %q in %s", key.Value, what)
		}
		if seen[key.Value] {
			return fault.Bad(d.at(key), "keep one of them", "%s has %q twice", what, key.Value)
		}
		seen[key.Value] = true
		if err := d.value(n.Content[i+1], v.Field(f), key.Value); err != nil {
			return err
		}
	}
	return nil
}

// Range is a number with the range that the evidence leaves open. In YAML it
// is one number, or [low, high], or [low, central, high].
type Range struct {
	Low, Mid, High float64
	Central        bool // a central value was given
	Line           int
}

func (r *Range) readNode(d decoder, n *yaml.Node, what string) error {
	r.Line = n.Line
	if n.Kind == yaml.ScalarNode {
		x, err := d.number(n, what)
		r.Low, r.Mid, r.High, r.Central = x, x, x, true
		return err
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) < 2 || len(n.Content) > 3 {
		return fault.Bad(d.at(n), "write 5, or [5, 25], or [5, 15, 25]", "%s must be a number or a range", what)
	}
	var x [3]float64
	for i, c := range n.Content {
		var err error
		if x[i], err = d.number(c, what); err != nil {
			return err
		}
	}
	r.Low, r.High = x[0], x[len(n.Content)-1]
	if r.Central = len(n.Content) == 3; r.Central {
		r.Mid = x[1]
	} else {
		r.Mid = nearestZero(r.Low, r.High)
	}
	if r.Low > r.High || r.Mid < r.Low || r.Mid > r.High {
		return fault.Bad(d.at(n), "order it low, central, high", "%s: the range %v, %v, %v is not in order", what, r.Low, r.Mid, r.High)
	}
	return nil
}

// nearestZero is the number of an interval that is nearest to zero.
func nearestZero(low, high float64) float64 {
	return math.Max(low, math.Min(0, high))
}
