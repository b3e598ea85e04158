package main

// readCmd is written in its own file.
type readCmd struct{}

// Run runs it.
func (c *readCmd) Run(a *app) error { return nil }
