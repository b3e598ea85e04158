// Package tariff is United States tariff law as dated data: measures, the
// acts that make them, product lists, what stacks on what, and the duty on
// any entry with its reasons.
//
// Two times run through it, both passed by hand: the day of entry (what is in
// force) and the day of knowledge (what had been published). No function
// reads a clock.
//
// A [Book] joins the law ([LoadLaw]) and the schedule ([HTS]); [Embedded] is
// the one that comes with the program.
//
//	book, err := tariff.Embedded()
//	d, err := book.Duty(tariff.Entry{Code: "8703.23.01", Origin: "JP", Date: day, ValueUSD: 10000})
//
// [Book.Duty] answers for one shipment, line by line, applied or not, each
// with heading, reason, citation and grade. [Book.Timeline], [Book.Diff] and
// [Book.Measures] answer for history. [Book.Day] compiles one day of law for
// rates over many goods: codes fall into classes that every measure treats
// alike ([DayLaw.Class]), and [Partner.Rate] works out the average shipment
// of a class and an origin. Both ways share one piece of arithmetic (plan.go).
//
// How the law is written down is in docs/law.md, the trade-weighted rates are
// in docs/effective-rates.md.
package tariff
