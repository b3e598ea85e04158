package main

import "parley/internal/screen"

// oneLine makes words of a story safe for a line of the terminal.
func oneLine(s string) string { return screen.Line(s) }
