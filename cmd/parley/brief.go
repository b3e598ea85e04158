package main

// briefCmd is written in its own file.
type briefCmd struct{}

// Run runs it.
func (c *briefCmd) Run(a *app) error { return nil }
