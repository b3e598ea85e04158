package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"parley/brief"
	"parley/cases"
	"parley/deal"
	"parley/economy"
	"parley/internal/fault"
	"parley/record"
	"parley/tariff"
)

// briefCmd makes the page on one article.
type briefCmd struct {
	File string `arg:"" help:"The story: a text or an HTML page, or an address of the web, which is asked for once." placeholder:"FILE"`
	storyOptions
	DB     string `name:"db" help:"The record in which copies of the story are looked for (default: parley.db in your data folder, if it is there)." placeholder:"FILE"`
	Known  string `help:"Show the law as it was known on this day (default: the day of publication)." placeholder:"DATE"`
	Out    string `help:"Write to this file; its ending (.html, .md, .json, .txt) chooses the format." placeholder:"FILE"`
	Format string `help:"text, md, html or json (default text, or as --out says)." enum:",text,md,html,json" default:""`
	NoDeal bool   `help:"Leave the bargaining out."`
}

// Help shows examples.
func (c *briefCmd) Help() string {
	return `One news story in, one page out: what was said and by whom, what is doubtful
in it, what is paid at the border that day and why, what each item on the table
is worth to each side, and whether there is a deal.

Examples:
  parley brief cases/us-japan/article.txt --published 2025-05-20
  parley brief story.txt --published 2025-05-20 --out brief.html
  parley brief story.html --published page --out brief.html
  parley brief story.txt --published 2025-05-20 --track us-japan --format json
  parley brief story.txt --published 2025-05-20 --no-deal --format md`
}

// Run runs it.
func (c *briefCmd) Run(a *app) error {
	if err := c.storyOptions.check(); err != nil {
		return err
	}
	known, err := parseDate("--known", c.Known)
	if err != nil {
		return err
	}
	format, err := c.format()
	if err != nil {
		return err
	}
	s, err := a.openStory(c.File, &c.storyOptions)
	if err != nil {
		return err
	}
	in, err := c.gather(a, s)
	if err != nil {
		return err
	}
	in.Known = known
	b, err := brief.Build(a.ctx, in)
	if err != nil {
		return err
	}
	return c.write(a, b, format)
}

// format is the format asked for, or the one that the name of the output
// says.
func (c *briefCmd) format() (string, error) {
	byName := map[string]string{".html": "html", ".htm": "html", ".md": "md", ".json": "json", ".txt": "text"}
	ending := strings.ToLower(filepath.Ext(c.Out))
	switch {
	case c.Format != "":
		return c.Format, nil
	case c.Out == "":
		return "text", nil
	case byName[ending] == "":
		return "", fault.Misuse("end it in .html, .md, .json or .txt, or give --format", "--out %s: the ending %q names no format", c.Out, ending)
	}
	return byName[ending], nil
}

// write renders the whole brief before anything is written.
func (c *briefCmd) write(a *app, b *brief.Brief, format string) error {
	var out bytes.Buffer
	var err error
	switch format {
	case "json":
		err = encodeJSON(&out, b)
	case "html":
		err = b.HTML(&out)
	case "md":
		err = b.Markdown(&out)
	default:
		err = b.Text(&out, brief.TextOptions{Width: a.width, Colour: a.colour && c.Out == ""})
	}
	if err != nil {
		return err
	}
	if c.Out != "" {
		return writeFile(c.Out, out.Bytes())
	}
	_, err = io.Copy(a.stdout, &out)
	return err
}

// gather reads the article and, beside that, opens the law and the economy;
// then it values the case of the track, if there is one.
func (c *briefCmd) gather(a *app, s *story) (brief.Inputs, error) {
	ctx := a.ctx
	var in brief.Inputs
	var book *tariff.Book
	g, _ := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		book, err = tariff.Embedded()
		return err
	})
	if !c.NoDeal {
		g.Go(func() error {
			_, err := economy.Open("world-2022")
			return err
		})
	}
	reading, err := s.read(&c.storyOptions)
	if err == nil {
		err = a.copiesIn(c.DB, s, reading)
	}
	opened := g.Wait()
	if err != nil {
		return in, err
	}
	if opened != nil {
		return in, opened
	}
	in.Reading, in.Law = reading, brief.Book{Book: book}
	if c.Track == "" {
		if err := dropTrack(reading); err != nil {
			return in, err
		}
	}
	if in.Record, err = earlier(ctx, c.DB, reading); err != nil {
		return in, err
	}
	if c.NoDeal {
		in.Absent = append(in.Absent, brief.Gap{What: "The deal", Why: "it was left out on request (--no-deal)"})
		return in, nil
	}
	published, err := time.Parse(time.DateOnly, reading.Article.Published)
	if err != nil {
		return in, err
	}
	return in, c.value(ctx, &in, book, published)
}

// dropTrack takes back the track that the reader found by names alone when
// the story does not show both of its parties: a weather report from Paris is
// no story on talks with the European Union.
func dropTrack(r *record.Reading) error {
	registers, err := record.Builtin()
	if err != nil {
		return err
	}
	if t := registers.Track(r.Article.Track); t != nil && !brief.AtTheTable(r, t.Parties, registers.Bloc) {
		r.Article.Track = ""
	}
	return nil
}

// value solves the case of the article's track.
func (c *briefCmd) value(ctx context.Context, in *brief.Inputs, book *tariff.Book, day time.Time) error {
	track := in.Reading.Article.Track
	if track == "" {
		in.Absent = append(in.Absent, brief.Gap{What: "The deal", Why: "the article shows no track that the registers know: no claim between two parties of one, and not both of them named", Remedy: "name one with --track"})
		return nil
	}
	cs, err := deal.Load(cases.FS, path.Join(track, "case.yaml"))
	if errors.Is(err, fs.ErrNotExist) || fault.KindOf(err) == fault.NotFound {
		in.Absent = append(in.Absent, brief.Gap{What: "The deal", Why: "there is no case for the track " + track, Remedy: "write cases/" + track + "/case.yaml; docs/deals.md says how"})
		return nil
	}
	if err != nil {
		return err
	}
	if published := in.Reading.Article.Published; cs.Date > published && !cs.Holds(day) {
		in.Absent = append(in.Absent, brief.Gap{What: "The deal", Why: "the table on file is of " + cs.Date + ", later than the story of " + published + ", and nobody could know it then", Remedy: "write a case of that day; docs/deals.md says how"})
		return nil
	}
	res, err := deal.Solve(ctx, cs, deal.Inputs{Economy: economy.Open, Schedule: book.Schedule, Shares: book.Breakdown}, deal.Options{Workers: 2})
	if fault.KindOf(err) == fault.NoSolution {
		return &fault.Error{Kind: fault.NoSolution, Where: "case " + track, Remedy: "--no-deal gives the page without the bargain", Err: err}
	}
	if err != nil {
		return err
	}
	in.Deal = res
	in.Economy, err = economy.Open(res.Economy)
	return err
}
