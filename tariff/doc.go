// Package tariff is United States tariff law as dated data: measures, the
// acts that make them, product lists, what stacks on what, and the duty on
// any entry with its reasons.
//
// Two times run through it, both passed by hand: the day of entry (what is in
// force) and the day of knowledge (what had been published). No function
// reads a clock.
package tariff
