package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"

	"parley/deal"
	"parley/deal/page"
	"parley/internal/fault"
)

// dealCmd values what is on a negotiating table and finds the packages that
// both sides would sign.
type dealCmd struct {
	Value    dealValueCmd    `cmd:"" help:"What each item is worth to each side."`
	Solve    dealSolveCmd    `cmd:"" help:"Which packages both would sign, and what each red line costs."`
	Audit    dealAuditCmd    `cmd:"" help:"Where a signed or imagined package lies."`
	Delay    dealDelayCmd    `cmd:"" help:"What a month of waiting costs each side."`
	Draft    dealDraftCmd    `cmd:"" help:"A first case file from an article."`
	Show     dealShowCmd     `cmd:"" help:"The cases and cards that come with the program; one case file to copy."`
	Tracks   dealTracksCmd   `cmd:"" help:"How other deals change this one."`
	Together dealTogetherCmd `cmd:"" help:"Several negotiations at once: each pair's deal given the others'."`
	Weights  dealWeightsCmd  `cmd:"" help:"Which political weights would make the tariffs a best response."`
}

// dealFlags are common to the commands of deal.
type dealFlags struct {
	Case    string `arg:"" help:"A case file, a folder with case.yaml, or an embedded case (us-japan)." placeholder:"CASE"`
	Workers int    `help:"Solves to run side by side (default: one a core)." placeholder:"N"`
}

// dealOutput chooses the form of a solved case.
type dealOutput struct {
	Format string `help:"text, json, md or html (default text, or as --out says)." enum:",text,json,md,html" default:""`
	Out    string `help:"Write to this file; its ending (.html, .md, .json, .txt) chooses the format." placeholder:"FILE"`
}

// form is the format asked for, by name or by the ending of the file.
func (o *dealOutput) form() (string, error) {
	byEnding := map[string]string{".html": "html", ".htm": "html", ".md": "md", ".json": "json", ".txt": "text"}
	switch ending := filepath.Ext(o.Out); {
	case o.Format != "":
		return o.Format, nil
	case o.Out == "":
		return "text", nil
	case byEnding[ending] == "":
		return "", fault.Misuse("end it in .html, .md, .json or .txt, or give --format", "--out %s: the ending %q names no format", o.Out, ending)
	default:
		return byEnding[ending], nil
	}
}

// write puts a solved case out; text writes the sections of the command.
func (o *dealOutput) write(a *app, res *deal.Result, text func(*dealText)) error {
	form, err := o.form()
	if err != nil {
		return err
	}
	to := *a
	var b bytes.Buffer
	if o.Out != "" {
		to.stdout, to.colour = &b, false
	}
	switch form {
	case "json":
		err = to.writeJSON(res)
	case "md":
		err = page.Markdown(to.stdout, res)
	case "html":
		err = page.HTML(to.stdout, res)
	default:
		t := &dealText{a: &to, r: res}
		text(t)
		err = t.flush()
	}
	if err != nil || o.Out == "" {
		return err
	}
	return writeFile(o.Out, b.Bytes())
}

// solve runs the whole case; Millis is left to the caller's clock.
func (f *dealFlags) solve(a *app, c *deal.Case, opt deal.Options) (*deal.Result, error) {
	if f.Workers < 0 {
		return nil, fault.Misuse("give 1 or more", "--workers %d", f.Workers)
	}
	opt.Workers = f.Workers
	if opt.Workers == 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	return deal.Solve(a.ctx, c, caseInputs(c), opt)
}

// dealValueCmd prints the value of each item.
type dealValueCmd struct {
	dealFlags
	dealOutput
}

// Help shows examples.
func (c *dealValueCmd) Help() string {
	return `Each item's own effect from no deal, for each side, in both readings: welfare only,
and with the political weights of the case. In brackets the range over trade
elasticities and over what else is not known.

Examples:
  parley deal value us-japan
  parley deal value my-case.yaml --format json`
}

// Run values the items.
func (c *dealValueCmd) Run(a *app) error {
	if _, err := c.form(); err != nil {
		return err
	}
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	res, err := c.solve(a, k, deal.Options{Expect: true})
	if err != nil {
		return err
	}
	return c.write(a, res, func(t *dealText) {
		t.head()
		t.items()
		t.checks()
		t.notes()
	})
}

// dealSolveCmd prints the whole bargain.
type dealSolveCmd struct {
	dealFlags
	dealOutput
	Charts string `help:"Also write every chart of the page into this folder, as svg files." placeholder:"DIR"`
	Refine bool   `help:"Also let duties, purchases, payments and standards given by levels take any value between them; those given by an interval always do."`
	Draws  int    `help:"Also draw everything that is not known this many times, and move one assumption at a time." placeholder:"N"`
	Seed   uint64 `help:"Seed of the draws." default:"1"`
}

// Help shows examples.
func (c *dealSolveCmd) Help() string {
	return `The zone of possible agreement, the Nash, Kalai-Smorodinsky, egalitarian and
utilitarian packages, the price of each red line and of each month of delay, and
where signed deals lie. Every package shown is solved again in the full economy.

Exit code 5 when no package satisfies the red lines and leaves both sides no
worse off, in either reading; the diagnosis is printed.

Examples:
  parley deal solve us-japan
  parley deal solve us-japan --refine
  parley deal solve us-japan --draws 1000 --out us-japan.html
  parley deal solve us-japan --charts pictures
  parley deal solve cases/us-japan/case.yaml --format json`
}

// Run solves the case.
func (c *dealSolveCmd) Run(a *app) error {
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	if _, err := c.form(); err != nil {
		return err
	}
	if c.Draws < 0 || c.Draws > 100000 {
		return fault.Misuse("give 0 to 100000", "--draws %d", c.Draws)
	}
	res, err := c.solve(a, k, deal.Options{Draws: c.Draws, Seed: c.Seed, Refine: c.Refine, Expect: true})
	if err != nil {
		return err
	}
	if c.Charts != "" {
		if err := writeCharts(c.Charts, page.Charts(res)); err != nil {
			return err
		}
	}
	err = c.write(a, res, func(t *dealText) {
		t.head()
		t.items()
		t.bargain()
		t.signed()
		t.checks()
		t.effects()
		t.refined()
		t.uncertainty()
		t.notes()
	})
	if err != nil {
		return err
	}
	for _, z := range res.Zone {
		if z.Open {
			return nil
		}
	}
	return fault.Unsolved("case "+res.Case, "see the zone above for what would open it", "no agreement is possible in either reading")
}

// writeCharts writes charts into a folder, which is made if it is not there.
func writeCharts(dir string, charts []page.Chart) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fault.Bad(dir, "name a folder that can be made", "cannot be made: %v", err)
	}
	for _, x := range charts {
		if err := writeFile(filepath.Join(dir, x.Name), x.SVG); err != nil {
			return err
		}
	}
	return nil
}

// dealAuditCmd says where one package lies.
type dealAuditCmd struct {
	dealFlags
	dealOutput
	Package string `help:"Package file: title, package {instrument: level}, against." required:"" placeholder:"FILE"`
}

// Help shows examples.
func (c *dealAuditCmd) Help() string {
	return `A package file is YAML; instruments that are not named stay as without a deal:

  title: cars and the rest at 15 %
  package: {reciprocal: 15-total, cars: 15-total, parts: 15-total}
  against:
    reciprocal: {id: "25", title: "+25 % from 1 August", add_pct: 25}

Examples:
  parley deal audit us-japan --package signed.yaml
  parley deal audit us-japan --package signed.yaml --format json`
}

// Run audits the package.
func (c *dealAuditCmd) Run(a *app) error {
	k, err := openCase(c.Case)
	if err != nil {
		return err
	}
	b, err := readFile(c.Package)
	if err != nil {
		return err
	}
	s, err := k.ParsePackage(c.Package, b)
	if err != nil {
		return err
	}
	res, err := c.solve(a, k.WithSigned(s), deal.Options{})
	if err != nil {
		return err
	}
	return c.write(a, res, func(t *dealText) {
		t.head()
		t.signed()
		t.notes()
	})
}
