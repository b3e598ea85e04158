// Package record reads what the parties to a trade negotiation say and keeps
// it: sources, claims with speaker, certainty and exact words, people and
// offices by date, tracks and rounds.
//
// The reader is a rule engine: deterministic, offline, and every field it
// fills names the rule that filled it. It reports what the text says and
// raises flags where the text disagrees with the registers; it never
// corrects a person by itself.
package record
