package brief

import (
	"context"
	"strings"
	"time"

	"parley/deal"
	"parley/economy"
	"parley/record"
	"parley/tariff"
)

// Inputs are what a brief is made of. Only Reading is needed; what else is
// nil is reported as missing, with the reason that Absent gives for it.
type Inputs struct {
	Reading *record.Reading
	Law     Law              // United States tariff law
	Deal    *deal.Result     // the case of the track, valued and solved
	Economy *economy.Economy // the benchmark the case was valued on
	Known   time.Time        // day on which the law is to be known; zero means the day of publication
	Absent  []Gap            // what the caller could not get, and why
	Record  []Earlier        // what was on record of the track before the story
}

// Law is what a brief asks of the law book. Dates are days; origin is ISO
// alpha-3, or a bloc.
type Law interface {
	// Measures gives the headings that can touch goods of the origin on a
	// day. A day for which no law is known is a NotFound fault.
	Measures(origin string, date, known time.Time) ([]tariff.MeasureInfo, error)
	// Duty gives the duty on an entry with its reasons.
	Duty(e tariff.Entry) (*tariff.Duty, error)
	// Timeline gives the duty on an entry for every day on which it changes.
	Timeline(e tariff.Entry, from, to time.Time) (*tariff.Timeline, error)
	// Effective gives trade-weighted rates on goods of the origin.
	Effective(origin, by string, date, known time.Time) (*tariff.Effective, error)
	// Horizon is the last day of which the law is known.
	Horizon() time.Time
}

// Step is a change of the duty on a good.
type Step struct {
	Date     string  `json:"date"` // first day of it
	TotalPct float64 `json:"total_pct"`
	LowPct   float64 `json:"low_pct"` // over the answers that missing facts could have
	HighPct  float64 `json:"high_pct"`
	Why      string  `json:"why"` // headings that begin, or end when none begins
}

// rate writes the total, or the range that missing facts leave.
func (s Step) rate() string {
	if s.LowPct < s.HighPct {
		return strings.TrimSuffix(pct(s.LowPct), " %") + " to " + pct(s.HighPct)
	}
	return pct(s.TotalPct)
}

// Brief is one article with all that Parley knows about it.
type Brief struct {
	Title       string            `json:"title"`
	Article     record.Article    `json:"article"`
	Known       string            `json:"known,omitempty"`   // day on which the law shown was known
	Partner     string            `json:"partner,omitempty"` // the other side of the table, ISO alpha-3 or bloc
	Summary     []Answer          `json:"summary"`
	Claims      []Claim           `json:"claims"`
	Flags       []record.Flag     `json:"flags"`
	Record      []Earlier         `json:"record"` // what was on record before, as far as it bears on the story
	Tariffs     []Tariff          `json:"tariffs"`
	Effective   *tariff.Effective `json:"effective,omitempty"`
	Instruments []Instrument      `json:"instruments"`
	Deal        *deal.Result      `json:"deal"`                  // null when there is no case
	DealSigned  string            `json:"deal_signed,omitempty"` // day of a deal of the case that was signed by the story's day: the case then audits it
	DealHolds   bool              `json:"deal_holds"`            // the case is of the story's day; false when there is none, or it is of other days
	Model       *Model            `json:"model,omitempty"`
	Missing     []Gap             `json:"missing"`
	Sources     []Source          `json:"sources"`

	cited *register
}

// Answer is one of the four questions of the first screen with its answer.
type Answer struct {
	Question string `json:"question"`
	Short    string `json:"short"`  // a few words
	Detail   string `json:"detail"` // one to three sentences
	Tone     Tone   `json:"tone"`
	Sources  []int  `json:"sources,omitempty"`
}

// Tone says whether an answer is good news, a warning, or neither.
type Tone string

// The tones.
const (
	Plain Tone = "plain"
	Good  Tone = "good"
	Warn  Tone = "warn"
)

// Claim is a claim of the record with what it says in one sentence.
type Claim struct {
	record.Claim
	Says        string   `json:"says"`
	Instruments []string `json:"instruments,omitempty"` // items of the case that it speaks of
}

// Tariff is a measure that the article speaks of, as it stood on the day,
// with the duty on a good that stands for it.
type Tariff struct {
	Measure tariff.MeasureInfo `json:"measure"`
	Claims  []string           `json:"claims"` // that name it; empty when the brief adds it
	Good    *Sample            `json:"good,omitempty"`
	Duty    *tariff.Duty       `json:"duty,omitempty"`
	Source  int                `json:"source"`
	Ahead   []Step             `json:"ahead"` // changes that had been published by the day of knowledge
	Later   []Step             `json:"later"` // changes that came, as known today
}

// Sample is a good that stands for the scope of a measure.
type Sample struct {
	HTS   string `json:"hts"`
	Name  string `json:"name"`
	Short string `json:"-"` // within a sentence: "a passenger car"
}

// Instrument is an item of the case with the claims that speak of it.
type Instrument struct {
	deal.Instrument
	InArticle []string `json:"in_article"` // ids of claims
}

// Model says what computed the values.
type Model struct {
	Name     string           `json:"name"`
	Closure  string           `json:"closure"`
	Economy  string           `json:"economy"`
	Title    string           `json:"economy_title"`
	Year     int              `json:"year"`
	Regions  int              `json:"regions"`
	Sectors  int              `json:"sectors"`
	Estimate bool             `json:"estimate"` // the flows are estimated, not published
	Solves   int              `json:"solves"`
	Residual float64          `json:"residual"`
	Verified bool             `json:"verified"`
	GapMUSD  float64          `json:"gap_musd"`
	Notes    []string         `json:"notes,omitempty"`
	Sources  []economy.Source `json:"data,omitempty"`
}

// Gap is something a full brief would have and this one has not.
type Gap struct {
	What   string `json:"what"`
	Why    string `json:"why"`
	Remedy string `json:"remedy,omitempty"`
}

// Build joins the inputs. An error means that a part which was given could
// not be used (an unknown origin, a date outside the law); a part that was
// not given becomes a Gap.
func Build(ctx context.Context, in Inputs) (*Brief, error) {
	b := &Brief{
		Article:     in.Reading.Article,
		Flags:       append([]record.Flag{}, in.Reading.Flags...),
		Claims:      []Claim{},
		Tariffs:     []Tariff{},
		Instruments: []Instrument{},
		Missing:     append([]Gap{}, in.Absent...),
		Deal:        in.Deal,
		cited:       newRegister(),
	}
	b.cited.article(in.Reading.Article)
	for _, c := range in.Reading.Claims {
		b.Claims = append(b.Claims, Claim{Claim: c, Says: says(c)})
	}
	b.Partner = partner(in.Reading)
	b.addEarlier(in.Record)
	if err := b.addTariffs(ctx, in); err != nil {
		return nil, err
	}
	b.addDeal(in)
	b.addModel(in)
	b.Title = b.headline()
	b.Summary = b.summarise()
	b.Sources = b.cited.list
	return b, ctx.Err()
}
