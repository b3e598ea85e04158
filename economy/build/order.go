package build

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys are the keys of a map in order, so that sums do not depend on
// the order in which Go walks a map.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}
