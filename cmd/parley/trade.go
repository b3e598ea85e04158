package main

// tradeCmd is written in its own file.
type tradeCmd struct{}

// Run runs it.
func (c *tradeCmd) Run(a *app) error { return nil }
