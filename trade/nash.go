package trade

import (
	"context"
	"fmt"
	"math"

	"parley/internal/fault"
	"parley/internal/numeric"
)

// War is a Nash equilibrium in tariffs: no player gains by other tariffs of
// its own, the others' given.
type War struct {
	Players    []*Choice `json:"players"`
	Rounds     int       `json:"rounds"`      // of best responses
	MovePct    float64   `json:"move_pct"`    // largest change of a tariff in the last round, points
	PromisePct float64   `json:"promise_pct"` // largest welfare that a player's own projected gradient still promises, all at the same point
	Converged  bool      `json:"converged"`
	Check      string    `json:"check"`
}

// nashTolerance is the welfare, in percent, that each player's projected
// gradient may still promise at a reported equilibrium.
const nashTolerance = 1e-9

// Nash finds a tariff war between players by best responses in turn, from
// the tariffs of a shock. At the end every player's projected gradient is
// taken at the same point. The game may have more than one equilibrium; the
// one found is that to which best responses lead from the start.
func (m *Model) Nash(ctx context.Context, sh *Shock, players []Player, opt Options, say func(player string, round int, welfare, promise float64)) (*War, *Result, error) {
	const most = 60 // rounds
	if err := sh.check(m.econ); err != nil {
		return nil, nil, err
	}
	var pls []*player
	taken := map[int]string{}
	for _, p := range players {
		pl, err := m.player(p)
		if err != nil {
			return nil, nil, err
		}
		for _, n := range p.Regions {
			if other, ok := taken[n]; ok {
				return nil, nil, fault.Misuse("name each region once", "%s plays in both %s and %s", m.econ.Regions[n].Code, other, pl.name)
			}
			taken[n] = pl.name
		}
		pls = append(pls, pl)
	}
	if len(pls) < 2 {
		return nil, nil, fault.Misuse("name two or more players, as --regions USA,CHN", "a war needs two players")
	}
	at := m.dense(sh)
	g := &game{m: m, opt: opt}
	if g.opt.Tolerance == 0 {
		g.opt.Tolerance = searchTolerance
	}
	w := &War{}
	evaluations := make([]int, len(pls))
	// The first rounds need not be exact: the others move anyway.
	for tol := 1e-3; w.Rounds < most; tol = math.Max(tol/30, nashTolerance/10) {
		w.Rounds++
		w.MovePct = 0
		for j, pl := range pls {
			before := pl.read(at)
			end, err := g.respond(ctx, pl, at, tol, 300, nil)
			if err != nil {
				return nil, nil, err
			}
			evaluations[j] += end.Evaluations
			for i, t := range end.X {
				w.MovePct = math.Max(w.MovePct, 100*math.Abs(t-before[i]))
			}
			if say != nil {
				say(pl.name, w.Rounds, -end.Value, end.Promise)
			}
		}
		var err error
		if w.PromisePct, err = g.settle(ctx, w, pls, at, evaluations, false); err != nil {
			return nil, nil, err
		}
		if w.PromisePct <= nashTolerance {
			w.Converged = true
			break
		}
	}
	if _, err := g.settle(ctx, w, pls, at, evaluations, true); err != nil {
		return nil, nil, err
	}
	w.Check = fmt.Sprintf("at one common point the projected gradients of all players promise at most %.1e percent of welfare; %d rounds, last moves up to %.1e points", w.PromisePct, w.Rounds, w.MovePct)
	res, err := m.Solve(ctx, at, g.opt)
	if err != nil {
		return nil, res, err
	}
	if !w.Converged {
		return w, res, fault.Unsolved("nash", "give narrower bounds or fewer tariffs (--by partner, --by uniform)",
			"best responses have not met after %d rounds: %.2g percent of welfare still promised to a player", w.Rounds, w.PromisePct)
	}
	return w, res, nil
}

// settle takes every player's projected gradient at the same point, and with
// full set gathers the evidence of each.
func (g *game) settle(ctx context.Context, w *War, pls []*player, at *Shock, evaluations []int, full bool) (float64, error) {
	worst := 0.0
	w.Players = w.Players[:0]
	for j, pl := range pls {
		x := pl.read(at)
		grad := make([]float64, len(x))
		v, err := g.evaluate(ctx, pl, at, grad)
		if err != nil {
			return 0, err
		}
		for i := range grad {
			grad[i] = -grad[i]
		}
		end := numeric.Minimum{X: x, Gradient: grad, Value: -v, Evaluations: evaluations[j]}
		end.Promise = pl.bounded(0, 0).Promise(x, grad)
		end.Converged = end.Promise <= nashTolerance
		worst = math.Max(worst, end.Promise)
		if full {
			c, err := g.choice(ctx, pl, at, end)
			if err != nil {
				return 0, err
			}
			w.Players = append(w.Players, c)
		}
	}
	return worst, nil
}
