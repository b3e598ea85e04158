package main

// economyCmd is written in its own file.
type economyCmd struct{}

// Run runs it.
func (c *economyCmd) Run(a *app) error { return nil }
