package main

import (
	"context"
	"os"

	"parley/brief"
	"parley/record"
	"parley/record/seed"
	"parley/record/store"
)

// earlier gives what was on record of a story's track up to the day before
// it: the record that comes with Parley, and the user's own where there is
// one. What rests on this story alone is left out.
func earlier(ctx context.Context, db string, r *record.Reading) ([]brief.Earlier, error) {
	if r.Article.Track == "" {
		return nil, nil
	}
	base, err := seed.Load()
	if err != nil {
		return nil, err
	}
	rec := store.Seeded(base.Set)
	place := recordPlace{DB: db}
	if path, err := place.path(); err == nil {
		if _, err := os.Stat(path); err == nil {
			// Trouble with the file was told when copies were looked for.
			if own, err := store.Open(ctx, path, base.Set); err == nil {
				defer own.Close()
				rec = own
			}
		}
	}
	day, err := parseDate("--published", r.Article.Published)
	if err != nil {
		return nil, err
	}
	facts, err := rec.Facts(ctx, store.Filter{Track: r.Article.Track, Types: brief.Moves, To: day.AddDate(0, 0, -1).Format("2006-01-02")})
	if err != nil {
		return nil, err
	}
	var out []brief.Earlier
	for _, f := range facts {
		if f.Source == r.Article.SHA256 {
			continue
		}
		out = append(out, brief.Earlier{ID: f.ID, Said: f.Last, Type: f.Claim.Claim.Type, Giver: f.Claim.Claim.Giver, Receiver: f.Claim.Claim.Receiver,
			Text: f.Words(), Source: f.Citation, Grade: f.Grade, Support: f.Support, Subject: f.Claim.Claim.Subject})
	}
	return out, nil
}
