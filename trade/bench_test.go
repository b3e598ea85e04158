package trade

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"parley/economy"
)

// synthetic is a world of own making: n regions on a line whose trade falls
// with distance, s sectors of which half are services that hardly trade,
// inputs from all sectors. Every market clears.
func synthetic(n, s int) *economy.Economy {
	rng := rand.New(rand.NewPCG(7, uint64(n*1000+s)))
	e := blank(n, s)
	size := make([]float64, n)
	for i := range size {
		size[i] = math.Exp(1.2 * rng.NormFloat64())
	}
	for j := range s {
		th := 1.5 + 10*rng.Float64()
		e.Theta[j] = economy.Elasticity{Value: th, Low: th, High: th}
		services := s > 1 && j >= s/2
		if services {
			e.Sectors[j].Kind = economy.Services
		}
		for m := range n {
			for i := range n {
				f := e.At(j, m, i)
				d := math.Abs(float64(i - m))
				e.Flow[f] = 1e5 * size[i] * size[m] * math.Exp(0.5*rng.NormFloat64()) / (1 + d)
				switch {
				case i == m:
					e.Flow[f] *= 8
				case services:
					e.Flow[f] *= 0.02
				default:
					e.Flow[f] *= 0.2
					e.Tariff[f] = 0.1 * rng.Float64()
				}
			}
		}
	}
	for j := range e.Input {
		e.Input[j] = 0.6 / float64(s) * 2 * rng.Float64()
	}
	settle(e)
	return e
}

// raised is a shock: region 0 puts ten points on all goods.
func raised(e *economy.Economy) *Shock {
	sh := NewShock(e)
	for s := range e.S() {
		for i := 1; i < e.N(); i++ {
			if e.Sectors[s].Kind == economy.Goods {
				sh.Tariff[e.At(s, 0, i)] += 0.1
			}
		}
	}
	return sh
}

func benchSolve(b *testing.B, e *economy.Economy, sh *Shock, opt Options) {
	benchModel(b, e, Closure{}, sh, opt)
}

func benchModel(b *testing.B, e *economy.Economy, clo Closure, sh *Shock, opt Options) {
	m, err := New(e, clo)
	if err != nil {
		b.Fatal(err)
	}
	sweeps := 0
	b.ReportAllocs()
	start := processor()
	for b.Loop() {
		res, err := m.Solve(context.Background(), sh, opt)
		if err != nil {
			b.Fatal(err)
		}
		sweeps = res.Work.Sweeps
	}
	b.ReportMetric((processor()-start)*1e3/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(sweeps), "sweeps")
}

// processor is the processor time of this process in seconds: on a machine
// that others use too, it says more than the clock on the wall.
func processor() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6
}

func BenchmarkGoods2023(b *testing.B) {
	e, err := economy.Open("goods-2023")
	if err != nil {
		b.Skip(err)
	}
	usa := e.Region("USA")
	sh := NewShock(e)
	for i := range e.N() {
		if i != usa {
			sh.Tariff[e.At(0, usa, i)] = 0.2
		}
	}
	for _, name := range []string{"ilms2025", "ilms2025-io"} {
		ec, clo, err := OpenClosure(name, e)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) { benchModel(b, ec, clo, sh, Options{}) })
		m, err := New(ec, clo)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/gradient", func(b *testing.B) { benchGradient(b, m, sh, usa) })
		if name == "ilms2025-io" {
			b.Run(name+"/optimum-193", func(b *testing.B) {
				for b.Loop() {
					if _, _, err := m.Optimum(context.Background(), NewShock(ec), Player{Regions: []int{usa}, By: ByPartner}, Options{}, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func benchGradient(b *testing.B, m *Model, sh *Shock, region int) {
	passes := 0
	start := processor()
	for b.Loop() {
		g, err := m.Gradient(context.Background(), sh, Outcome{Measure: Welfare, Region: region}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		passes = g.Passes
	}
	b.ReportMetric((processor()-start)*1e3/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(passes), "passes")
}

func BenchmarkSynthetic(b *testing.B) {
	for _, c := range []struct {
		name string
		n, s int
	}{{"31x40", 31, 40}, {"62x44", 62, 44}, {"77x45", 77, 45}} {
		b.Run(c.name, func(b *testing.B) {
			e := synthetic(c.n, c.s)
			benchSolve(b, e, raised(e), Options{})
		})
	}
}

// BenchmarkMemory counts all memory that preparing a model of 77 by 45 and a
// first solve take, garbage included: no peak can be above it. What stays is
// the model, its scratch and the result.
func BenchmarkMemory(b *testing.B) {
	e := synthetic(77, 45)
	sh := raised(e)
	var taken, held uint64
	for b.Loop() {
		var before, after, kept runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		m, err := New(e, Closure{})
		if err != nil {
			b.Fatal(err)
		}
		res, err := m.Solve(context.Background(), sh, Options{Sectors: true})
		if err != nil {
			b.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		runtime.GC()
		runtime.ReadMemStats(&kept)
		taken, held = after.TotalAlloc-before.TotalAlloc, kept.HeapAlloc-before.HeapAlloc
		runtime.KeepAlive(m)
		runtime.KeepAlive(res)
	}
	b.ReportMetric(float64(taken), "bytes-taken")
	b.ReportMetric(float64(held), "bytes-held")
}

func BenchmarkWorld2022(b *testing.B) {
	e, err := economy.Open("world-2022")
	if err != nil {
		b.Skip(err)
	}
	usa := e.Region("USA")
	sh := NewShock(e)
	for s := range e.S() {
		for i := range e.N() {
			if i != usa && e.Sectors[s].Kind == economy.Goods {
				sh.Tariff[e.At(s, usa, i)] += 0.1
			}
		}
	}
	b.Run("cold", func(b *testing.B) { benchSolve(b, e, sh, Options{}) })
	m, err := New(e, Closure{})
	if err != nil {
		b.Fatal(err)
	}
	near := sh.Clone()
	near.Tariff[e.At(e.Sector("C29"), usa, e.Region("JPN"))] -= 0.05
	res, err := m.Solve(context.Background(), near, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("warm", func(b *testing.B) { benchSolve(b, e, sh, Options{Start: res.Point}) })
	b.Run("gradient", func(b *testing.B) { benchGradient(b, m, sh, usa) })
	b.Run("sweep", func(b *testing.B) {
		k := m.kernel(0)
		k.load(sh)
		k.startAt(nil)
		b.ReportAllocs()
		for b.Loop() {
			k.sweep(k.state, k.f)
		}
	})
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			if _, err := New(e, Closure{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// packages draws packages of concessions beside one another: eight duties
// among four regions, each anywhere between five points down and five up on
// the middle package, which is the first.
func packages(e *economy.Economy, count int) []*Shock {
	rng := rand.New(rand.NewPCG(11, 3))
	var flows []int
	for _, s := range []string{"C29", "C21"} {
		for _, pair := range [][2]string{{"USA", "JPN"}, {"USA", "KOR"}, {"JPN", "USA"}, {"USA", "DEU"}} {
			flows = append(flows, e.At(e.Sector(s), e.Region(pair[0]), e.Region(pair[1])))
		}
	}
	out := make([]*Shock, count)
	for p := range out {
		out[p] = NewShock(e)
		for _, f := range flows {
			out[p].Tariff[f] += 0.1
			if p > 0 {
				out[p].Tariff[f] += 0.1*rng.Float64() - 0.05
			}
		}
	}
	return out
}

// instruments draws packages of a negotiation: six duties of each side on
// goods of the other at one of three levels ten points apart, the first of
// them on all goods at once. The first package is the middle one.
func instruments(e *economy.Economy, count int) []*Shock {
	rng := rand.New(rand.NewPCG(13, 5))
	usa, jpn := e.Region("USA"), e.Region("JPN")
	out := make([]*Shock, count)
	for p := range out {
		out[p] = NewShock(e)
		level := func() float64 {
			if p == 0 {
				return 0.15
			}
			return 0.05 + 0.1*float64(rng.IntN(3))
		}
		all := level()
		for s := range e.S() {
			if e.Sectors[s].Kind == economy.Goods {
				out[p].Tariff[e.At(s, usa, jpn)] += all
			}
		}
		for _, s := range []string{"C29", "C24", "C21", "C26", "C28", "C20"} {
			for _, pair := range [][2]int{{usa, jpn}, {jpn, usa}} {
				out[p].Tariff[e.At(e.Sector(s), pair[0], pair[1])] += level()
			}
		}
	}
	return out
}

// BenchmarkNearbyPackages solves, verifies and reports packages that differ
// from one known package, on two workers: 10,000 should take below 60 s.
func BenchmarkNearbyPackages(b *testing.B) {
	e, err := economy.Open("world-2022")
	if err != nil {
		b.Skip(err)
	}
	m, err := New(e, Closure{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("tariffs", func(b *testing.B) { benchPackages(b, m, packages(e, 64), true) })
	b.Run("instruments", func(b *testing.B) { benchPackages(b, m, instruments(e, 64), true) })
	b.Run("cold", func(b *testing.B) { benchPackages(b, m, packages(e, 64), false) })
}

func benchPackages(b *testing.B, m *Model, list []*Shock, warm bool) {
	ctx := context.Background()
	first, err := m.Solve(ctx, list[0], Options{})
	if err != nil {
		b.Fatal(err)
	}
	opt := Options{}
	if warm {
		opt.Start = first.Point
	}
	const workers = 2
	var sweeps atomic.Int64
	var group sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	start := processor()
	for w := range workers {
		group.Go(func() {
			for i := w; i < b.N; i += workers {
				res, err := m.Solve(ctx, list[1+i%(len(list)-1)], opt)
				if err != nil {
					b.Error(err)
					return
				}
				sweeps.Add(int64(res.Work.Sweeps))
			}
		})
	}
	group.Wait()
	b.ReportMetric((processor()-start)*1e3/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(sweeps.Load())/float64(b.N), "sweeps")
	b.ReportMetric(b.Elapsed().Seconds()*1e4/float64(b.N), "s/10000")
}
