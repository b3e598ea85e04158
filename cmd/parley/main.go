// Command parley is the workbench for trade negotiations.
//
// It reads what the parties say, keeps the record of who asked whom for
// what, knows the tariffs in force on any day and why, works out what each
// concession is worth with a general-equilibrium trade model, and finds the
// deals that both sides would sign. It works offline.
//
//	parley brief article.txt --published 2025-05-20 --out brief.html
//
// Exit codes: 0 done; 1 internal fault; 2 wrong usage; 3 bad input;
// 4 not found; 5 no solution.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"

	"parley/internal/fault"
	"parley/internal/screen"
	"parley/record/fetch"
)

// cli is the whole command line. Each command's struct stands in the file
// named for it.
type cli struct {
	Brief   briefCmd   `cmd:"" help:"One news story in, one page out: claims, flags, tariffs, values, the deal."`
	Read    readCmd    `cmd:"" help:"Find the claims in an article, with speaker, certainty and exact words."`
	Record  recordCmd  `cmd:"" help:"The record: keep what the parties said, and ask what they want, offered and got."`
	Tariff  tariffCmd  `cmd:"" help:"United States tariff law by date: the duty on a good, effective rates, measures, changes."`
	Economy economyCmd `cmd:"" help:"Benchmark world economies: list, show, check, build, import."`
	Trade   tradeCmd   `cmd:"" help:"The general-equilibrium trade model: solve a shock."`
	Deal    dealCmd    `cmd:"" help:"What each item is worth, which packages both would sign."`
	Version versionCmd `cmd:"" help:"Print the version and what is embedded."`
}

// app carries what commands need from the outside world.
type app struct {
	ctx    context.Context
	stdout io.Writer
	stderr io.Writer
	colour bool // stdout is a terminal and NO_COLOR is not set
	width  int  // columns of the terminal, or 80
	fetch  func(context.Context, string, fetch.Options) (*fetch.Answer, error)
	live   bool // stderr is a terminal: progress may be shown
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main without the process: it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			if exit, ok := r.(exitCode); ok {
				code = int(exit)
				return
			}
			fmt.Fprintf(stderr, "parley: internal fault: %v; please report it with the command you ran\n", r)
			code = int(fault.Internal)
		}
	}()
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr, width: 80, fetch: fetch.Get}
	a.lookAtTerminal()
	if isTerminal(stdout) {
		a.stdout = &screen.Writer{W: stdout}
	}
	return a.run(args)
}

// run reads the command line and runs the command.
func (a *app) run(args []string) (code int) {
	stdout, stderr := a.stdout, a.stderr
	var c cli
	parser, err := kong.New(&c,
		kong.Name("parley"),
		kong.Description("The workbench for trade negotiations. Every command works offline; COMMAND --help shows examples."),
		kong.UsageOnError(),
		kong.Writers(stdout, stderr),
		kong.Exit(func(n int) { panic(exitCode(n)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		fmt.Fprintf(stderr, "parley: %v\n", err)
		return int(fault.Internal)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "parley: %s; run parley --help, or parley COMMAND --help for examples\n", oneLine(err.Error()))
		return int(fault.Usage)
	}
	if err := k.Run(a); err != nil {
		if errors.Is(err, context.Canceled) {
			fmt.Fprintln(stderr, "parley: interrupted; nothing was written")
			return int(fault.NoSolution)
		}
		fmt.Fprintf(stderr, "parley: %s\n", oneLine(err.Error()))
		return int(fault.KindOf(err))
	}
	return 0
}

// exitCode carries kong's wish to exit (after --help) out of the parser.
type exitCode int
