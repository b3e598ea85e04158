package main

// tariffCmd is written in its own file.
type tariffCmd struct{}

// Run runs it.
func (c *tariffCmd) Run(a *app) error { return nil }
