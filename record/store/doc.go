// Package store keeps the record in one SQLite file: sources with their raw
// bytes, claims with the day they were said and the day they became known,
// what became of them, disputes, retractions and corrections.
//
// Nothing is ever changed or removed: a correction is a new claim and a
// notice that points at the old one, and the database refuses anything else.
// A write that was acknowledged is on the disk. Several processes may use one
// file; writers wait for one another.
//
// The package reads no clock: the caller says which day it is.
package store
