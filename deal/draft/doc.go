// Package draft writes a first case file from what was on the table: the
// claims on record as of a day, and the tariff law as it was known that day.
//
// What a claim says becomes an instrument, a level, a red line or the threat
// of no deal, linked to the claim by its id; what cannot be mapped stands in
// the file as a comment with the reason. Amounts that nobody has said are
// marked FILL. The draft is a case that loads and solves as it is written.
package draft
