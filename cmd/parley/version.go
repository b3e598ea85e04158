package main

// versionCmd is written in its own file.
type versionCmd struct{}

// Run runs it.
func (c *versionCmd) Run(a *app) error { return nil }
