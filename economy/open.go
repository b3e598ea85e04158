package economy

import (
	"bytes"
	"embed"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"parley/internal/fault"
)

// embedded holds the economies that are part of the program, in stored form.
//
//go:embed data/*.econ
var embedded embed.FS

// opened keeps each embedded economy once it is decoded.
var opened struct {
	sync.Mutex
	m map[string]*Economy
}

// List names the embedded economies, in order.
func List() []string {
	names, err := fs.Glob(embedded, "data/*.econ")
	if err != nil {
		return nil
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(strings.TrimPrefix(n, "data/"), ".econ")
	}
	sort.Strings(names)
	return names
}

// Open gives an embedded economy by name. It is decoded once and shared: do
// not write to it. An unknown name is a fault.NotFound error.
func Open(name string) (*Economy, error) {
	opened.Lock()
	defer opened.Unlock()
	if e, ok := opened.m[name]; ok {
		return e, nil
	}
	b, err := embedded.ReadFile("data/" + name + ".econ")
	if err != nil {
		return nil, fault.Missing("", "embedded are "+strings.Join(List(), ", ")+"; or name a directory of csv files", "no economy %q", name)
	}
	e, err := Decode(bytes.NewReader(b), name)
	if err != nil {
		return nil, err
	}
	if opened.m == nil {
		opened.m = map[string]*Economy{}
	}
	opened.m[name] = e
	return e, nil
}

// World2022 is the embedded world economy of 2022: 62 regions by 44 OECD
// industries, an estimate (docs/world-2022.md).
func World2022() (*Economy, error) { return Open("world-2022") }
