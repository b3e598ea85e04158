package economy

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/fault"
)

func TestWorld2022(t *testing.T) {
	e, err := World2022()
	if err != nil {
		t.Fatal(err)
	}
	if e.N() != 62 || e.S() != 44 {
		t.Fatalf("%d regions by %d sectors", e.N(), e.S())
	}
	requireSound(t, e)
	if !e.Estimate || len(e.Sources) == 0 {
		t.Error("it does not say that it is an estimate, and from what")
	}
	again, err := Open("world-2022")
	if err != nil || again != e {
		t.Errorf("opened twice: %v, same: %v", err, again == e)
	}
}

// The European Union as one, and vehicles as one, keep every identity.
func TestWorld2022Blocs(t *testing.T) {
	e, err := World2022()
	if err != nil {
		t.Fatal(err)
	}
	eu, err := e.Bloc("EU")
	if err != nil {
		t.Fatal(err)
	}
	if len(eu.Members) != 27 {
		t.Errorf("the EU has %d members", len(eu.Members))
	}
	g, err := e.Aggregate([]Group{eu}, []Group{{Code: "VEH", Name: "Vehicles", Members: []string{"C29", "C30"}}})
	if err != nil {
		t.Fatal(err)
	}
	requireSound(t, g)
	if g.N() != 36 || g.S() != 43 {
		t.Errorf("%d regions by %d sectors", g.N(), g.S())
	}
	a, b := e.Accounts(), g.Accounts()
	if !near(sum(a.ValueAdded), sum(b.ValueAdded)) || !near(sum(e.Flow), sum(g.Flow)) {
		t.Error("totals changed")
	}
}

func TestOpenUnknown(t *testing.T) {
	if _, err := Open("world-1066"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestStoredRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEconomy(t)
		if err := e.Settle(); err != nil {
			t.Fatal(err)
		}
		requireSound(t, e)
		var b bytes.Buffer
		if err := e.Encode(&b); err != nil {
			t.Fatal(err)
		}
		got, err := Decode(bytes.NewReader(b.Bytes()), "x")
		if err != nil {
			t.Fatal(err)
		}
		for i := range e.Final {
			if got.Final[i] != e.Final[i] || got.ValueAdded[i] != e.ValueAdded[i] {
				t.Fatalf("share %d changed", i)
			}
		}
		requireSame(t, e, got)
		cut := rapid.IntRange(0, b.Len()-1).Draw(t, "cut")
		if _, err := Decode(bytes.NewReader(b.Bytes()[:cut]), "x"); fault.KindOf(err) != fault.BadInput {
			t.Fatalf("cut at %d of %d: %v", cut, b.Len(), err)
		}
	})
}

func BenchmarkOpenWorld2022(b *testing.B) {
	raw, err := embedded.ReadFile("data/world-2022.econ")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(bytes.NewReader(raw), "world-2022"); err != nil {
			b.Fatal(err)
		}
	}
}
