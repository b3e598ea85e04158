package deal

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"
)

// TestPromiseOfABloc: a purchase by a bloc is one promise over the flows of its
// members, met by one subsidy, in the full economy and where its members are one
// region; two purchases of one sector are one promise.
func TestPromiseOfABloc(t *testing.T) {
	b := readCase(t)
	b = b[:strings.Index(b, "economy:")] + `economy: {name: toy}
parties:
  - {id: A, name: Bloc, regions: [JPN, CHN]}
  - {id: B, name: Seller, regions: [USA]}
disagreement: {title: none, source: [n]}
instruments:
  - {id: farm, title: Farm, kind: purchase, giver: A, receiver: B, sectors: [A01_02], evidence: e, source: [n],
     levels: [{id: none}, {id: some, add_musd: 900}]}
  - {id: more, title: More, kind: purchase, giver: A, receiver: B, sectors: [A01_02], evidence: e, source: [n],
     levels: [{id: none}, {id: some, add_musd: 300}]}
sources: [{id: n, title: note, grade: K}]
`
	c, err := Parse("bloc.yaml", []byte(b))
	if err != nil {
		t.Fatal(err)
	}
	c.Economy.Groups = []GroupSpec{{Code: "USA"}, {Code: "BLOC", Name: "Bloc", Members: []string{"JPN", "CHN"}}}
	ctx := context.Background()
	s, err := prepare(ctx, c, toyInputs(), Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	flows := map[*world]int{s.full: 2, s.search: 1}
	for w, n := range flows {
		for levels, amount := range map[[2]int]float64{{1, 0}: 900, {1, 1}: 1200} {
			sh := w.shock(levels[:])
			if len(sh.Purchases) != 1 || len(sh.Purchases[0].Also) != n-1 {
				t.Fatalf("%d promises of %+v", len(sh.Purchases), sh.Purchases)
			}
			o, err := w.solve(ctx, sh, 0, false, nil)
			if err != nil {
				t.Fatal(err)
			}
			before := 0.0
			for _, at := range w.levers[0][1].buy[0].flows {
				before += w.volume(at)
			}
			if got := o.wedges[0].VolumeMUSD - before; math.Abs(got-amount) > 1e-4*amount {
				t.Errorf("%d flows: %g million more are bought instead of %g", n, got, amount)
			}
		}
	}
}

// TestMergePromises: promises that share a flow become one, others stay apart.
func TestMergePromises(t *testing.T) {
	var ps []promise
	for _, p := range []promise{{[]int{1, 2}, 10}, {[]int{5}, 1}, {[]int{2, 3}, 5}, {[]int{3}, 2}} {
		ps = merge(ps, p)
	}
	want := []promise{{[]int{5}, 1}, {[]int{1, 2, 3}, 17}}
	if !reflect.DeepEqual(ps, want) {
		t.Errorf("%v instead of %v", ps, want)
	}
}
