// Package trade is the general-equilibrium trade model: exact hat algebra on
// a benchmark economy, solved in changes so that no productivity or taste
// level is needed.
//
// A Model is an economy under a Closure; it is prepared once and solved many
// times. A Shock says what changes. A Result says how the solve ended
// (status, residuals, work) before it says anything else, and carries no
// outcome that did not converge.
//
//	m, err := trade.New(econ, trade.Closure{})
//	sh := trade.NewShock(econ)
//	sh.Tariff[econ.At(cars, usa, jpn)] = 0.275
//	res, err := m.Solve(ctx, sh, trade.Options{})
//
// The equations are those of Caliendo and Parro (2015), Estimates of the
// Trade and Welfare Effects of NAFTA, Review of Economic Studies 82(1),
// equations (2) to (9) in changes; docs/model.md writes them out.
package trade
