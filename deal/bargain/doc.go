// Package bargain solves bargaining problems over packages of discrete
// levels: the exact Pareto frontier, the zone of possible agreement, and the
// points that the bargaining concepts pick.
//
// It knows nothing of trade. A Table gives each level of each issue a payoff
// for each party; Frontier finds the undominated packages without listing
// them all; Choose picks from it.
//
//	f, err := table.Frontier()
//	nash := f.Choose(bargain.Nash, nil, nil)
//	levels := f.Levels(nash.Point)
//
// Every algorithm here has a plain twin (Table.Each, and the brute force of
// the tests) that sits the same exam.
package bargain
