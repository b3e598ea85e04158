// Package deal finds out what the items on a negotiating table are worth to
// each side, which packages both would sign, and which of them the bargaining
// concepts single out.
package deal
