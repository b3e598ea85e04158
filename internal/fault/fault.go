// Package fault holds the one error type that reaches a person.
//
// An error of this package answers four questions in one line: what was
// being done, where (file and line, or region and sector), why it is wrong,
// and what to do about it. Its Kind decides the exit code of the command
// line. Code below cmd returns these; only cmd prints them.
//
// The habit is that of domain errors with a code, a message for people and a
// hint; wrap an underlying error with Wrap so that errors.Is and errors.As
// still see it.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind classifies an error by what the caller can do about it.
type Kind int

// The kinds, and the exit code each one gives (design: the command line).
const (
	Internal   Kind = 1 // a defect of the program
	Usage      Kind = 2 // the command was called wrongly
	BadInput   Kind = 3 // a file or value the user gave is wrong
	NotFound   Kind = 4 // a named thing does not exist
	NoSolution Kind = 5 // infeasible, or not converged
)

// Error is an error written for its reader.
type Error struct {
	Kind   Kind
	Where  string // file:line, or region and sector; may be empty
	Why    string // what is wrong, with the number that shows it
	Remedy string // what to do; may be empty
	Err    error  // the cause underneath; may be nil
}

// Error prints "where: why: cause; remedy" on one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Where != "" {
		b.WriteString(e.Where)
		b.WriteString(": ")
	}
	b.WriteString(e.Why)
	if e.Err != nil {
		if e.Why != "" {
			b.WriteString(": ")
		}
		b.WriteString(e.Err.Error())
	}
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	return b.String()
}

// Unwrap gives the cause underneath.
func (e *Error) Unwrap() error { return e.Err }

// Bad is a BadInput error: where it stands, why it is wrong, what to do.
func Bad(where, remedy, why string, args ...any) *Error {
	return &Error{Kind: BadInput, Where: where, Why: fmt.Sprintf(why, args...), Remedy: remedy}
}

// Missing is a NotFound error.
func Missing(where, remedy, why string, args ...any) *Error {
	return &Error{Kind: NotFound, Where: where, Why: fmt.Sprintf(why, args...), Remedy: remedy}
}

// Unsolved is a NoSolution error.
func Unsolved(where, remedy, why string, args ...any) *Error {
	return &Error{Kind: NoSolution, Where: where, Why: fmt.Sprintf(why, args...), Remedy: remedy}
}

// Misuse is a Usage error.
func Misuse(remedy, why string, args ...any) *Error {
	return &Error{Kind: Usage, Why: fmt.Sprintf(why, args...), Remedy: remedy}
}

// KindOf gives the kind of err: that of the first *Error in its chain, or
// Internal when there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
