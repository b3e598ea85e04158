package main

// dealCmd is written in its own file.
type dealCmd struct{}

// Run runs it.
func (c *dealCmd) Run(a *app) error { return nil }
